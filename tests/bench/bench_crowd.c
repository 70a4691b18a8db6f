/* A clinic at work: 32 programs that each save ten times a second. */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "bench/bench.h"
#include "store/store.h"

#define PROGRAMS 32
#define SAVES 40 /* each, one in 100 ms */
#define PAUSE_NS 100000000
#define BARE 100

/* One save, as the program that made it met it. */
struct told {
	int64_t ns;
	size_t who;
	int number; /* what was saved; 0: it was busy */
};

static char *
plan_path(size_t at, bool shared)
{
	char name[32];

	snprintf(name, sizeof name, "crowd%zu.oneplan", shared ? 99 : at);
	return bench_path(name);
}

static void
wait_until(int64_t ns)
{
	struct timespec at = {
		.tv_sec = ns / 1000000000,
		.tv_nsec = ns % 1000000000,
	};

	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL) != 0)
		;
}

static int64_t
save(struct store *store, const char *field, int number, bool *ok)
{
	struct store_change change = { .field = field };
	struct error err;
	int64_t at;

	value_set_number(&change.value, number);
	at = bench_now_ns();
	*ok = store_apply(store, &change, 1, NULL, NULL, &err);
	at = bench_now_ns() - at;
	value_clear(&change.value);
	return at;
}

/* One program; what it met goes down the pipe. */
static void
work(size_t at, bool shared, int64_t start_ns, int out)
{
	struct session_info info = {
		.who = "Aisha Bloom (abloom@clinic3)",
		.login = "abloom",
		.device = "clinic3",
		.process = "1:1",
	};
	char *path = plan_path(at, shared), field[32];
	struct store *store;
	struct error err;
	bool ok;

	snprintf(field, sizeof field, "crowd.q%zu", at);
	bench_must(store_open(path, STORE_WRITE, &store, NULL, &err), path,
	    &err);
	store_begin_session(store, &info, NULL, 0);
	save(store, field, 0, &ok); /* the session is written once */
	for (int i = 1; i <= SAVES; i++) {
		struct told told = { .who = at };

		/* nobody keeps in step with the others */
		wait_until(start_ns + i * (int64_t)PAUSE_NS +
		    (int64_t)at * PAUSE_NS / PROGRAMS * 7 % PAUSE_NS);
		told.ns = save(store, field, i, &ok);
		told.number = ok ? i : 0;
		if (write(out, &told, sizeof told) != (ssize_t)sizeof told)
			_exit(1);
	}
	store_close(store);
	_exit(0);
}

/* How many programs' LAST answer that was said to be saved is not there. */
static int
lost(bool shared, const int *last)
{
	int missing = PROGRAMS;

	for (size_t at = 0; at < PROGRAMS; at++) {
		char *path = plan_path(at, shared), field[32];
		struct store *store;
		struct stored_answer *answers;
		struct error err;
		size_t count;

		snprintf(field, sizeof field, "crowd.q%zu", at);
		bench_must(store_open(path, STORE_READ, &store, NULL, &err),
		    path, &err);
		bench_must(store_answers(store, &answers, &count, &err), path,
		    &err);
		for (size_t i = 0; i < count; i++)
			missing -= strcmp(answers[i].field, field) == 0 &&
			    answers[i].value.number == last[at];
		stored_answers_clear(answers, count);
		store_close(store);
		free(path);
	}
	return missing;
}

static void
crowd(const char *what, bool shared)
{
	struct series series = { 0 };
	struct told told;
	struct buf name;
	int ends[2], busy = 0, last[PROGRAMS] = { 0 };
	int64_t start_ns;

	for (size_t at = 0; at < (shared ? 1 : PROGRAMS); at++) {
		char *path = plan_path(at, shared);
		struct store *store;
		struct error err;

		bench_must(store_create(path, false, &store, &err), path, &err);
		store_close(store);
		free(path);
	}
	if (pipe(ends) != 0)
		bench_stop("a pipe cannot be had", NULL);
	fflush(NULL);
	start_ns = bench_now_ns() + 500000000;
	for (size_t at = 0; at < PROGRAMS; at++)
		if (fork() == 0)
			work(at, shared, start_ns, ends[1]);
	close(ends[1]);
	while (read(ends[0], &told, sizeof told) == (ssize_t)sizeof told) {
		series_add(&series, told.ns);
		busy += !told.number;
		if (told.number)
			last[told.who] = told.number;
	}
	close(ends[0]);
	while (wait(NULL) > 0)
		;
	buf_init(&name);
	buf_addf(&name, "%s: median", what);
	bench_row(name.data, bench_ms(series_median(&series)), 2, "ms",
	    "%zu saves, %d busy errors, %d lost", series.count, busy,
	    lost(shared, last));
	bench_row("    99 of 100 are within",
	    bench_ms(series_percentile(&series, 99)), 2, "ms", NULL);
	bench_row("    the worst", bench_ms(series_percentile(&series, 100)), 2,
	    "ms", NULL);
	buf_clear(&name);
	series_clear(&series);
}

/* What the disk does for one program alone, just before: five of these are a
 * save, and 320 saves a second are wanted. */
static void
alone(void)
{
	static const char page[4096] = "bare";
	char *path = bench_path("bare");
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	struct series series = { 0 };

	for (int i = 0; i < BARE; i++) {
		int64_t at = bench_now_ns();

		if (write(fd, page, sizeof page) != (ssize_t)sizeof page ||
		    fdatasync(fd) != 0)
			bench_stop("the disk refuses", NULL);
		series_add(&series, bench_now_ns() - at);
	}
	bench_row("the disk alone: a bare 4 KiB append and fdatasync",
	    bench_ms(series_median(&series)), 2, "ms", "99 of 100: %.2f",
	    bench_ms(series_percentile(&series, 99)));
	series_clear(&series);
	close(fd);
	free(path);
}

int
main(void)
{
	bench_heading("32 programs, each saving every 100 ms");
	alone();
	crowd("on 32 plans", false);
	alone();
	crowd("on one plan", true);
	return 0;
}
