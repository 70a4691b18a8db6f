/* A folder of 1,000 plans. (100,000 is not measured yet.) */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "bench/bench.h"
#include "bench/material.h"
#include "bench/seat.h"
#include "caseload/caseload.h"

#define PLANS 1000
#define FEW 10
#define ROUNDS 9

/* --- in this process --- */

struct look {
	const char *folder, *index;
	bool cold; /* without the index */
};

static bool
look(void *data, int64_t *ns)
{
	const struct look *one = data;
	struct caseload *caseload;
	struct error err;
	int64_t at;

	if (one->cold)
		(void)unlink(one->index);
	at = bench_now_ns();
	if (!caseload_open(one->folder, one->index, &caseload, &err))
		return false;
	*ns = bench_now_ns() - at;
	caseload_close(caseload);
	return true;
}

static void
looking(const char *folder)
{
	char *index = bench_path("caseload.index");
	struct look warm = { folder, index, false }, cold = { folder, index,
		true };
	struct bench_case cases[] = {
		{ .run = look, .data = &cold },
		{ .run = look, .data = &warm },
	};

	/* always in this order: the first makes the index for the second */
	for (int i = 0; i < ROUNDS; i++)
		for (size_t j = 0; j < 2; j++) {
			int64_t ns;

			if (cases[j].run(cases[j].data, &ns))
				series_add(&cases[j].series, ns);
		}
	bench_row("looking at 1,000 plans without the index",
	    bench_ms(series_median(&cases[0].series)), 1, "ms", NULL);
	bench_row("looking at 1,000 plans with it",
	    bench_ms(series_median(&cases[1].series)), 2, "ms", NULL);
	series_clear(&cases[0].series);
	series_clear(&cases[1].series);
	free(index);
}

static void
filtering(const char *folder)
{
	static const char typed[] = "callum 01";
	char *index = bench_path("caseload.index");
	struct caseload *caseload;
	struct error err;
	struct series worst = { 0 };

	bench_must(caseload_open(folder, index, &caseload, &err), folder, &err);
	for (int i = 0; i < ROUNDS; i++) {
		int64_t most = 0;

		for (size_t len = 1; len < sizeof typed; len++) {
			char text[sizeof typed];
			int64_t at;

			memcpy(text, typed, len);
			text[len] = '\0';
			at = bench_now_ns();
			caseload_filter(caseload, text);
			at = bench_now_ns() - at;
			most = at > most ? at : most;
		}
		series_add(&worst, most);
	}
	bench_row("finding among 1,000 as you type: the worst key",
	    bench_ms(series_median(&worst)), 2, "ms", NULL);
	series_clear(&worst);
	caseload_close(caseload);
	free(index);
}

/* --- the program itself --- */

static void
first_screens(const char *few, const char *many)
{
	static const char *const shown[] = { "Plans in", "F1 help", NULL };
	struct buf home, forms;
	const char *few_argv[] = { bench_program(), "--caseload", few, NULL };
	const char *many_argv[] = { bench_program(), "--caseload", many, NULL };

	buf_init(&home);
	buf_init(&forms);
	buf_addf(&home, "HOME=%s", bench_folder());
	buf_addf(&forms, "ONEPLAN_FORMS=%s", bench_forms());
	const char *env[] = { home.data, forms.data, bench_data(),
		"TERM=xterm-256color",
		"LC_ALL=C.UTF-8", NULL };
	struct seat_case cases[] = {
		{ .argv = few_argv, .env = env, .shown = shown, .leave = "\021",
		    .rows = 24, .cols = 80 },
		{ .argv = many_argv, .env = env, .shown = shown,
		    .leave = "\021", .rows = 24, .cols = 80 },
	};
	struct bench_case runs[] = {
		{ .run = seat_first_screen, .data = &cases[0] },
		{ .run = seat_first_screen, .data = &cases[1] },
	};
	int64_t ns;

	if (!seat_first_screen(&cases[1], &ns)) /* makes the index */
		bench_skip("first screen", "it did not come");
	bench_row("first screen of 1,000 plans, no index yet", bench_ms(ns), 1,
	    "ms", NULL);
	bench_take_turns(runs, 2, ROUNDS);
	double small = bench_ms(series_median(&runs[0].series));
	double large = bench_ms(series_median(&runs[1].series));
	bench_row("first screen of 1,000 plans from the index", large, 2, "ms",
	    "%.2f times that of %d plans (%.2f ms)",
	    small > 0 ? large / small : 0.0, FEW, small);
	series_clear(&runs[0].series);
	series_clear(&runs[1].series);
	buf_clear(&home);
	buf_clear(&forms);
}

int
main(void)
{
	char *few = bench_path("few"), *many = bench_path("many");
	struct form_set *forms = material_load(bench_forms());

	bench_heading("A caseload");
	material_caseload(few, forms, FEW);
	material_caseload(many, forms, PLANS);
	form_set_free(forms);
	looking(many);
	filtering(many);
	first_screens(few, many);
	free(few);
	free(many);
	return 0;
}
