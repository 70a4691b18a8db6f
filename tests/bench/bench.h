/* bench: what the measuring programs share: a clock, medians, rounds that take
 * turns, a folder to work in, and one table. They assert nothing: times differ
 * from machine to machine, so they are only worth what they are beside a peer
 * that ran in the same minute. */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

int64_t bench_now_ns(void);

/* --- what was measured, again and again --- */

struct series {
	int64_t *values;
	size_t count, cap;
};
void series_add(struct series *series, int64_t value);
/* 50: the median; 100: the worst. 0 for an empty series. Sorts. */
int64_t series_percentile(struct series *series, int percent);
int64_t series_median(struct series *series);
void series_clear(struct series *series);

/* What is held against each other runs in turns, so that a machine that gets
 * busy gets busy for all. RUN measures once, in nanoseconds; false: it cannot
 * be had, and the case is left out from then on. */
struct bench_case {
	bool (*run)(void *data, int64_t *ns);
	void *data;
	struct series series;
	bool absent;
};
void bench_take_turns(struct bench_case *cases, size_t count, int rounds);

/* --- the table --- */

void bench_heading(const char *text);
/* One line: what was measured, the figure with its unit (to DECIMALS places),
 * and what it is held against (NOTE may be NULL). */
void bench_row(const char *what, double figure, int decimals, const char *unit,
    const char *note, ...) __attribute__((format(printf, 5, 6)));
/* One line of words: what was not measured, and why. */
void bench_skip(const char *what, const char *why);
double bench_ms(int64_t ns);
double bench_us(int64_t ns);

/* --- the rest --- */

/* A new folder below $BENCH_DIR or the present one, on a real disk, since what
 * is measured is mostly the disk. It goes when the program ends. */
const char *bench_folder(void);
/* "FOLDER/NAME", the caller's to free. */
char *bench_path(const char *name);
/* Where the forms that come with oneplan are, and the program. */
const char *bench_forms(void);
/* "ONEPLAN_DATA=..." for the environment of a program that is run. */
const char *bench_data(void);
const char *bench_program(void);
/* Is there such a program on $PATH? */
bool bench_installed(const char *name);
/* The measuring itself cannot go on. */
void bench_stop(const char *what, const struct error *err)
    __attribute__((noreturn));
/* Stops unless OK. */
void bench_must(bool ok, const char *what, const struct error *err);
/* Private memory of PID in kB, as /proc has it; -1: not known. */
int64_t bench_private_kb(int pid);

#endif
