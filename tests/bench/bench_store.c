/* What one answer costs on its way to the disk and back. */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/sql.h"
#include "bench/bench.h"
#include "bench/synced.h"
#include "store/store.h"

#define SAVES 300
#define OPENINGS 60
#define ANSWERS 300
#define REVISIONS 10000
#define BATCH 500

struct saver {
	struct store *store;
	int fd; /* of the bare file */
	size_t n;
};

static void
begin(struct store *store)
{
	static const struct session_info info = {
		.who = "Aisha Bloom (abloom@clinic3)",
		.login = "abloom",
		.device = "clinic3",
		.process = "1:1",
	};

	store_begin_session(store, &info, NULL, 0);
}

/* COUNT answers in one transaction; words of 24 letters. */
static void
answer(struct store *store, size_t first, size_t count, size_t fields)
{
	struct store_change *changes = xcalloc(count, sizeof *changes);
	char (*names)[32] = xcalloc(count, sizeof *names);
	struct error err;

	for (size_t i = 0; i < count; i++) {
		char words[64];

		snprintf(names[i], sizeof names[i], "part%zu.question_%zu",
		    (first + i) % fields / 100, (first + i) % fields % 100);
		snprintf(words, sizeof words, "Walks to the shop %06zu",
		    first + i);
		changes[i].field = names[i];
		value_set_text(&changes[i].value, words);
	}
	bench_must(store_apply(store, changes, count, NULL, NULL, &err),
	    "answers", &err);
	for (size_t i = 0; i < count; i++)
		value_clear(&changes[i].value);
	free(changes);
	free(names);
}

static bool
save_answer(void *data, int64_t *ns)
{
	struct saver *saver = data;
	int64_t at = bench_now_ns();

	answer(saver->store, saver->n++, 1, ANSWERS);
	*ns = bench_now_ns() - at;
	return true;
}

static bool
save_bare(void *data, int64_t *ns)
{
	static const char page[4096] = "bare";
	struct saver *saver = data;
	int64_t at = bench_now_ns();

	if (write(saver->fd, page, sizeof page) != (ssize_t)sizeof page ||
	    fdatasync(saver->fd) != 0)
		return false;
	*ns = bench_now_ns() - at;
	return true;
}

static void
saving(struct store *store)
{
	char *bare = bench_path("bare");
	struct saver saver = { .store = store };
	struct bench_case cases[] = {
		{ .run = save_answer, .data = &saver },
		{ .run = save_bare, .data = &saver },
	};
	long before;

	saver.fd = open(bare, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	answer(store, saver.n++, 1, ANSWERS);
	before = synced();
	answer(store, saver.n++, 1, ANSWERS);
	bench_row("saving one answer: fdatasyncs", (double)(synced() - before),
	    0, "", NULL);
	bench_take_turns(cases, ARRAY_LEN(cases), SAVES);
	double save = bench_us(series_median(&cases[0].series));
	double floor = bench_us(series_median(&cases[1].series));
	bench_row("saving one answer: median", save, 0, "us",
	    "%.1f times a bare 4 KiB append and fdatasync (%.0f us)",
	    floor > 0 ? save / floor : 0.0, floor);
	bench_row("saving one answer: 99 of 100 are within",
	    bench_us(series_percentile(&cases[0].series, 99)), 0, "us", NULL);
	series_clear(&cases[0].series);
	series_clear(&cases[1].series);
	close(saver.fd);
	free(bare);
}

/* --- opening --- */

static bool
open_plan(void *data, int64_t *ns)
{
	struct store *store;
	struct stored_answer *answers;
	struct error err;
	size_t count;
	int64_t at = bench_now_ns();

	if (!store_open(data, STORE_READ, &store, NULL, &err) ||
	    !store_answers(store, &answers, &count, &err))
		return false;
	*ns = bench_now_ns() - at;
	stored_answers_clear(answers, count);
	store_close(store);
	return count == ANSWERS;
}

/* The least that reads the same rows: no check of anything. */
static bool
open_bare(void *data, int64_t *ns)
{
	struct sql *sql;
	struct sql_stmt *stmt;
	struct error err;
	bool row;
	size_t count = 0;
	int64_t at = bench_now_ns();

	if (!sql_open(data, SQL_READ, NULL, &sql, &err) ||
	    !sql_prepare(sql,
		"SELECT q.field, q.row, r.value, r.uid, r.clock, r.at"
		" FROM question q CROSS JOIN head h ON h.question = q.id"
		" CROSS JOIN revision r ON r.rev = h.rev"
		" ORDER BY q.field, q.row",
		&stmt, &err))
		return false;
	while (sql_step(stmt, &row, &err) && row)
		count += strlen(sql_text(stmt, 0)) + strlen(sql_text(stmt, 2)) > 0;
	*ns = bench_now_ns() - at;
	sql_close(sql);
	return count == ANSWERS;
}

static void
opening(char *path)
{
	struct bench_case cases[] = {
		{ .run = open_plan, .data = path },
		{ .run = open_bare, .data = path },
	};

	bench_take_turns(cases, ARRAY_LEN(cases), OPENINGS);
	double whole = bench_ms(series_median(&cases[0].series));
	double floor = bench_ms(series_median(&cases[1].series));
	bench_row("opening a plan of 300 answers, with all of them", whole, 3,
	    "ms", "%.1f times the same rows without a check (%.3f ms)",
	    floor > 0 ? whole / floor : 0.0, floor);
	series_clear(&cases[0].series);
	series_clear(&cases[1].series);
}

/* --- the size of a file --- */

static int64_t
size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (int64_t)st.st_size : 0;
}

static void
growing(void)
{
	char *path = bench_path("grows.oneplan");
	struct store *store;
	struct error err;
	int64_t empty;

	bench_must(store_create(path, false, &store, &err), path, &err);
	begin(store);
	answer(store, 0, ANSWERS, ANSWERS);
	store_close(store);
	empty = size_of(path);
	bench_must(store_open(path, STORE_WRITE, &store, NULL, &err), path,
	    &err);
	begin(store);
	for (size_t n = 0; n < REVISIONS; n += BATCH)
		answer(store, n, BATCH, ANSWERS);
	store_close(store);
	bench_row("bytes of file for each of 10,000 revisions of 24 letters",
	    (double)(size_of(path) - empty) / REVISIONS, 0, "bytes",
	    "the file then has %.1f MB", (double)size_of(path) / 1e6);
	free(path);
}

int
main(void)
{
	char *path = bench_path("plan.oneplan");
	struct store *store;
	struct error err;

	bench_heading("One plan file");
	bench_must(store_create(path, false, &store, &err), path, &err);
	begin(store);
	answer(store, 0, ANSWERS, ANSWERS);
	saving(store);
	store_close(store);
	opening(path);
	growing();
	free(path);
	return 0;
}
