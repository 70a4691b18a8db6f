#include "config.h"

#include "bench/bench.h"

#include <errno.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"

#define WHAT_COLS 58

static char *folder; /* removed at the end, by whom made it */
static pid_t owner;

int64_t
bench_now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* --- series --- */

void
series_add(struct series *series, int64_t value)
{
	ARRAY_GROW(series->values, series->count, series->cap);
	series->values[series->count++] = value;
}

static int
compare(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

	return (a > b) - (a < b);
}

int64_t
series_percentile(struct series *series, int percent)
{
	size_t at;

	if (!series->count)
		return 0;
	qsort(series->values, series->count, sizeof *series->values, compare);
	at = series->count * (size_t)percent / 100;
	return series->values[at < series->count ? at : series->count - 1];
}

int64_t
series_median(struct series *series)
{
	return series_percentile(series, 50);
}

void
series_clear(struct series *series)
{
	free(series->values);
	*series = (struct series){ 0 };
}

void
bench_take_turns(struct bench_case *cases, size_t count, int rounds)
{
	for (int round = 0; round < rounds; round++)
		for (size_t i = 0; i < count; i++) {
			struct bench_case *one =
			    &cases[(i + (size_t)round) % count];
			int64_t ns;

			if (one->absent)
				continue;
			if (one->run(one->data, &ns))
				series_add(&one->series, ns);
			else
				one->absent = true;
		}
}

/* --- the table --- */

void
bench_heading(const char *text)
{
	printf("\n%s\n", text);
}

void
bench_row(const char *what, double figure, int decimals, const char *unit,
    const char *note, ...)
{
	va_list args;

	printf("  %-*s %9.*f %-7s", WHAT_COLS, what, decimals, figure, unit);
	if (note) {
		printf(" ");
		va_start(args, note);
		vprintf(note, args);
		va_end(args);
	}
	printf("\n");
	fflush(stdout);
}

void
bench_skip(const char *what, const char *why)
{
	printf("  %-*s %9s %s\n", WHAT_COLS, what, "-", why);
	fflush(stdout);
}

double
bench_ms(int64_t ns)
{
	return (double)ns / 1e6;
}

double
bench_us(int64_t ns)
{
	return (double)ns / 1e3;
}

/* --- places --- */

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static void
remove_folder(void)
{
	if (folder && getpid() == owner)
		(void)nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static const char *
environment(const char *name, const char *other)
{
	const char *value = getenv(name);

	return value && *value ? value : other;
}

const char *
bench_folder(void)
{
	struct buf name;

	if (folder)
		return folder;
	buf_init(&name);
	buf_addf(&name, "%s/bench-XXXXXX", environment("BENCH_DIR", "."));
	folder = buf_take(&name);
	if (!mkdtemp(folder)) {
		fprintf(stderr, "bench: no folder can be made at %s: %s\n",
		    folder, strerror(errno));
		exit(1);
	}
	owner = getpid();
	atexit(remove_folder);
	return folder;
}

char *
bench_path(const char *name)
{
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s/%s", bench_folder(), name);
	return buf_take(&path);
}

const char *
bench_forms(void)
{
	return environment("ONEPLAN_FORMS", "forms");
}

const char *
bench_data(void)
{
	static char text[4096];

	snprintf(text, sizeof text, "ONEPLAN_DATA=%s",
	    environment("ONEPLAN_DATA", "data"));
	return text;
}

const char *
bench_program(void)
{
	return environment("BENCH_PROGRAM", "./oneplan");
}

bool
bench_installed(const char *name)
{
	char *all = xstrdup(environment("PATH", "/usr/bin:/bin"));
	char *rest = all, *one;
	bool found = false;
	struct buf path;

	buf_init(&path);
	while (!found && (one = strsep(&rest, ":"))) {
		buf_reset(&path);
		buf_addf(&path, "%s/%s", one, name);
		found = access(path.data, X_OK) == 0;
	}
	buf_clear(&path);
	free(all);
	return found;
}

void
bench_stop(const char *what, const struct error *err)
{
	fflush(stdout);
	fprintf(stderr, "bench: %s%s%s\n", what, err ? ": " : "",
	    err ? err->text : "");
	exit(1);
}

void
bench_must(bool ok, const char *what, const struct error *err)
{
	if (!ok)
		bench_stop(what, err);
}

int64_t
bench_private_kb(int pid)
{
	char path[64], line[256];
	long long kb = -1;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/status", pid);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof line, file))
		if (sscanf(line, "RssAnon: %lld", &kb) == 1)
			break;
	if (file)
		fclose(file);
	return kb;
}
