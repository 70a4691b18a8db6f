/* What one more person at work costs a machine that many share. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "bench/bench.h"
#include "bench/material.h"
#include "bench/seat.h"

#define WARM_UP 600   /* runs of twenty keys: what can be undone is full then */
#define RUNS 500      /* 10,000 keys */
#define QUIET_MS 700  /* longer than a draft waits */

/* Ten letters typed and taken back. */
static const char keys[] = "abcdefghij\177\177\177\177\177\177\177\177\177\177";

static bool
type(struct seat *seat, int runs)
{
	for (int i = 0; i < runs; i++)
		if (!seat_send(seat, keys, sizeof keys - 1))
			return false;
	seat_settle(seat, QUIET_MS);
	return true;
}

/* WAY are the keys that lead to a question that is typed. */
static void
measure(const char *what, const char *dir, const char *name, const char *way)
{
	static const char *const shown[] = { "F1 help", NULL };
	char *path = bench_path(name);
	struct form_set *forms = material_load(dir);
	struct buf home, forms_env, line;
	const char *argv[] = { bench_program(), path, NULL };
	struct seat seat;
	int64_t opened, warm, after;

	material_plan(path, forms, 300);
	form_set_free(forms);
	buf_init(&home);
	buf_init(&forms_env);
	buf_init(&line);
	buf_addf(&home, "HOME=%s", bench_folder());
	buf_addf(&forms_env, "ONEPLAN_FORMS=%s", dir);
	const char *env[] = { home.data, forms_env.data, bench_data(),
		"TERM=xterm-256color",
		"LC_ALL=C.UTF-8", NULL };
	struct seat_case one = { .argv = argv, .env = env, .rows = 24,
		.cols = 80 };

	if (!seat_start(&seat, &one) || !seat_wait(&seat, shown, NULL))
		bench_stop("the first screen did not come", NULL);
	seat_settle(&seat, QUIET_MS);
	opened = bench_private_kb(seat.pid);
	seat_send(&seat, way, strlen(way));
	seat_settle(&seat, QUIET_MS);
	type(&seat, WARM_UP);
	warm = bench_private_kb(seat.pid);
	type(&seat, RUNS);
	after = bench_private_kb(seat.pid);
	seat_end(&seat, "\021");
	bench_row(what, (double)opened / 1000, 2, "MB",
	    "after 12,000 keys %.2f, after 22,000 %.2f", (double)warm / 1000,
	    (double)after / 1000);
	buf_clear(&home);
	buf_clear(&forms_env);
	buf_clear(&line);
	free(path);
}

/* A peer, as it stands with something to type in. */
static void
peer(const char *what, const char *const *argv)
{
	static const char *const env[] = { "TERM=xterm-256color",
		"LC_ALL=C.UTF-8", NULL };
	struct seat_case one = { .argv = argv, .env = env, .rows = 24,
		.cols = 80 };
	struct seat seat;

	if (!bench_installed(argv[0])) {
		bench_skip(what, "it is not installed");
		return;
	}
	if (!seat_start(&seat, &one))
		return;
	seat_settle(&seat, 200);
	bench_row(what, (double)bench_private_kb(seat.pid) / 1000, 2, "MB",
	    NULL);
	seat_end(&seat, "\033\033\030n");
}

int
main(void)
{
	static const char *const dialog[] = { "dialog", "--form", "A form", "0",
		"0", "4", "Field", "1", "1", "", "1", "20", "40", "80", NULL };
	static const char *const nano[] = { "nano", "-I", NULL };
	char *dir = bench_path("forms");

	bench_heading("Memory that is nobody else's (RssAnon)");
	material_thousand(dir);
	measure("a plan of 300 answers open", bench_forms(), "own.oneplan",
	    "\t\t\t\t\t\t\t\t");
	measure("the same, with forms of 1,000 questions", dir,
	    "thousand.oneplan", "");
	peer("dialog --form", dialog);
	peer("nano", nano);
	free(dir);
	return 0;
}
