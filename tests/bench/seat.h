/* seat: a program on a terminal of its own, as a person has it, with a
 * clock. It need not be one of ours: peers sit here too. */
#ifndef BENCH_SEAT_H
#define BENCH_SEAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "harness/emulator.h"

struct seat_case {
	const char *const *argv;
	const char *const *env; /* NAME=VALUE, besides what there is; or NULL */
	const char *const *shown; /* what its first full screen shows, or NULL */
	const char *leave; /* the keys that end it */
	int rows, cols;
	bool cold; /* drop the machine's file cache first */
};

struct seat {
	int pid, fd;
	int64_t began_ns;
	struct emulator *screen;
	size_t bytes; /* written so far */
};

bool seat_start(struct seat *seat, const struct seat_case *one);
/* Reads until SCREEN shows all of WORDS; *NS (may be NULL) is how long after
 * the start that was. False: it does not come within ten seconds. */
bool seat_wait(struct seat *seat, const char *const *words, int64_t *ns);
/* Reads until nothing came for MS. */
void seat_settle(struct seat *seat, int ms);
/* Sends keys, reading meanwhile. */
bool seat_send(struct seat *seat, const char *keys, size_t len);
/* Sends LEAVE, waits for the end (and makes one, if it does not come). */
void seat_end(struct seat *seat, const char *leave);

/* For bench_take_turns: DATA is a seat_case; from its start to its first full
 * screen (or, where nothing is to be shown, to its end). */
bool seat_first_screen(void *data, int64_t *ns);
/* Can the file cache be dropped? Only by root. */
bool seat_can_drop_cache(void);

#endif
