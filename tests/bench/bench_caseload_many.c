/* A folder of 100,000 plans beside one of 1,000. The files are hard links to a
 * few dozen real plans, so that each can be looked at and opened; the index is
 * filled with 100,000 different people for them. What is measured with the index
 * is what it would be with 100,000 files; reading files that the index does not
 * know is measured on the few. */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "bench/bench.h"
#include "bench/material.h"
#include "bench/seat.h"
#include "caseload/index.h"
#include "caseload/look.h"

#define FEW 1000
#define MANY 100000
#define ORIGINALS 36
#define ROUNDS 15
#define SCREEN_ROWS 22
#define SLICE_MS 3

static const char *const given[] = { "Kwame", "Zoe", "Maureen", "Priya", "Tom",
	"Aisha", "Callum", "Dora", "Efua", "Gwyn", "Hana", "Idris", "Jose",
	"Keziah", "Lubna", "Moses", "Niamh", "Olu", "Petra", "Quentin" };
static const char *const family[] = { "Redfern", "Hart", "Olatunji", "Raman",
	"Ash", "Bloom", "Featherstone", "Whitlock", "Mensah", "Pritchard",
	"Tanaka", "Varga", "Nunez", "Abara", "Sharma", "Kite", "Doyle", "Adeyemi",
	"Novak", "Underhill", "Yilmaz", "Fitzgerald", "Ibrahim", "Xu" };

static void
person(size_t i, struct buf *name, struct buf *file)
{
	buf_reset(name);
	buf_addf(name, "%s %s-%s", given[i % ARRAY_LEN(given)],
	    family[i / 7 % ARRAY_LEN(family)], family[i / 131 % ARRAY_LEN(family)]);
	buf_reset(file);
	buf_addf(file, "plan-2026-%02zu-%02zu-%zu%s", i % 12 + 1, i / 12 % 28 + 1,
	    i / 336 + 1, CASELOAD_SUFFIX);
}

static void
fill_row(struct caseload_row *row, size_t i, char *born, char *nhs, char *due,
    char *coordinator)
{
	snprintf(born, 16, "19%02zu-%02zu-%02zu", i % 90 + 10, i % 12 + 1,
	    i % 28 + 1);
	snprintf(nhs, 16, "999%07u", (unsigned)i % 10000000u);
	snprintf(due, 16, "20%02zu-%02zu-%02zu", i % 3 + 26, i * 7 % 12 + 1,
	    i * 5 % 28 + 1);
	snprintf(coordinator, 40, "%s %s", given[i * 3 % 17], family[i % 23]);
	row->born = born;
	row->nhs_number = nhs;
	row->next_due = i % 5 == 0 ? "" : due;
	row->coordinator = coordinator;
	row->kinds = "council";
	row->stage = "draft";
	row->done = (int)(i % 90);
	row->asked = 94;
	row->changed = 1790000000 + (int64_t)(i * 7919 % 30000000);
	row->problem = NULL;
}

/* --- the folders --- */

struct folder {
	char *path, *index;
	size_t count;
};

static void
link_files(const struct folder *folder, const char *originals)
{
	struct buf name, file, path, from;

	if (mkdir(folder->path, 0700) != 0)
		bench_stop("a folder of plans cannot be made", NULL);
	buf_init(&name);
	buf_init(&file);
	buf_init(&path);
	buf_init(&from);
	for (size_t i = 0; i < folder->count; i++) {
		person(i, &name, &file);
		buf_reset(&from);
		buf_addf(&from, "%s/%zu%s", originals, i % ORIGINALS,
		    CASELOAD_SUFFIX);
		buf_reset(&path);
		buf_addf(&path, "%s/%s", folder->path, file.data);
		if (link(from.data, path.data) != 0)
			bench_stop(path.data, NULL);
	}
	buf_clear(&name);
	buf_clear(&file);
	buf_clear(&path);
	buf_clear(&from);
}

/* Only when every link is made: each new one changes the state of its file. */
static void
fill_index(const struct folder *folder)
{
	char born[16], nhs[16], due[16], coordinator[40];
	char *real = realpath(folder->path, NULL);
	struct index *index = index_open(folder->index, real);
	struct buf name, file, path;
	struct sight sight;

	free(real);
	buf_init(&name);
	buf_init(&file);
	buf_init(&path);
	index_begin(index);
	for (size_t i = 0; i < folder->count; i++) {
		struct caseload_row row = { .problem = NULL };

		person(i, &name, &file);
		row.file = file.data;
		row.name = name.data;
		fill_row(&row, i, born, nhs, due, coordinator);
		buf_reset(&path);
		buf_addf(&path, "%s/%s", folder->path, file.data);
		look_at_path(path.data, &sight);
		struct stamp stamp = sight_stamp(&sight);

		index_put(index, &row, &stamp, NULL);
	}
	index_commit(index);
	if (index_failed(index) || !index_lasts(index))
		bench_stop("the index cannot be made", NULL);
	index_close(index);
	buf_clear(&name);
	buf_clear(&file);
	buf_clear(&path);
}

static void
make_originals(const char *folder, const struct form_set *forms)
{
	struct timespec times[2] = { { .tv_sec = 1790000000 },
		{ .tv_sec = 1790000000 } };
	struct buf path;

	if (mkdir(folder, 0700) != 0)
		bench_stop("a folder of plans cannot be made", NULL);
	buf_init(&path);
	for (size_t i = 0; i < ORIGINALS; i++) {
		buf_reset(&path);
		buf_addf(&path, "%s/%zu%s", folder, i, CASELOAD_SUFFIX);
		material_plan(path.data, forms, 20 + i);
		utimensat(AT_FDCWD, path.data, times, 0);
	}
	buf_clear(&path);
}

/* --- in this process --- */

static struct caseload *
begin(const struct folder *folder)
{
	struct caseload *caseload;
	struct error err;

	bench_must(caseload_begin(folder->path, folder->index, &caseload, &err),
	    folder->path, &err);
	return caseload;
}

/* What the first screen needs: the rows on it, checked. */
static bool
first_rows(void *data, int64_t *ns)
{
	int64_t at = bench_now_ns();
	struct caseload *caseload = begin(data);

	caseload_check(caseload, 0, SCREEN_ROWS);
	for (size_t i = 0; i < SCREEN_ROWS; i++)
		if (!*caseload_row(caseload, i)->name)
			bench_stop("a row has no name", NULL);
	*ns = bench_now_ns() - at;
	if (caseload_files_read(caseload))
		bench_stop("the index was not used", NULL);
	caseload_close(caseload);
	return true;
}

static void
between_keys(const struct folder *folder)
{
	struct caseload *caseload = begin(folder);
	struct series slices = { 0 };
	int64_t began = bench_now_ns(), whole = 0, at;
	bool more = true;

	while (more) {
		at = bench_now_ns();
		more = caseload_work(caseload, SLICE_MS);
		series_add(&slices, bench_now_ns() - at);
		if (!whole && caseload_total(caseload) == folder->count)
			whole = bench_now_ns();
	}
	bench_row("between keys: all 100,000 known",
	    bench_ms(whole - began), 1, "ms", NULL);
	bench_row("between keys: all 100,000 files looked at",
	    bench_ms(bench_now_ns() - began), 1, "ms",
	    "in %zu slices, the longest %.1f ms", slices.count,
	    bench_ms(series_percentile(&slices, 100)));
	bench_row("files that had to be read",
	    (double)caseload_files_read(caseload), 0, "", NULL);
	series_clear(&slices);
	caseload_close(caseload);
}

/* TYPED is typed key by key, or comes at once. */
static void
find(struct caseload *caseload, const char *typed, bool at_once)
{
	struct series worst = { 0 };
	struct buf what;

	for (int i = 0; i < ROUNDS; i++) {
		int64_t most = 0;

		for (size_t len = at_once ? strlen(typed) : 1;
		     len <= strlen(typed); len++) {
			char *text = xstrndup(typed, len);
			int64_t at = bench_now_ns();

			caseload_filter(caseload, text);
			caseload_check(caseload, 0, SCREEN_ROWS);
			at = bench_now_ns() - at;
			most = at > most ? at : most;
			free(text);
		}
		series_add(&worst, most);
	}
	buf_init(&what);
	buf_addf(&what, "finding \"%s\"%s", typed,
	    at_once ? " at once" : ": the worst key");
	bench_row(what.data, bench_ms(series_median(&worst)), 2, "ms",
	    "%zu plans; worst of all %.2f", caseload_count(caseload),
	    bench_ms(series_percentile(&worst, 100)));
	buf_clear(&what);
	series_clear(&worst);
	caseload_filter(caseload, "");
}

static void
finding(const struct folder *folder)
{
	static const char *const typed[] = { "a", "redfern", "featherstone zoe",
		"9990099", "qxz", "draft", "e e e e", "quentin xu ibrahim" };
	static const char *const orders[] = { "by name", "by what is due",
		"by last change" };
	struct caseload *caseload = begin(folder);

	while (caseload_work(caseload, 1000))
		;
	for (size_t i = 0; i < ARRAY_LEN(orders); i++) {
		int64_t at = bench_now_ns();

		caseload_sort(caseload, (enum caseload_order)i);
		at = bench_now_ns() - at;
		bench_row(orders[i], bench_ms(at), 2, "ms", NULL);
		for (size_t j = 0; j < ARRAY_LEN(typed); j++)
			find(caseload, typed[j], false);
		find(caseload, "quentin xu ibrahim", true);
	}
	caseload_close(caseload);
}

static void
memory(const struct folder *folder)
{
	int64_t before = bench_private_kb((int)getpid()), open, found, asleep;
	struct caseload *caseload = begin(folder);

	while (caseload_work(caseload, 1000))
		;
	open = bench_private_kb((int)getpid());
	caseload_filter(caseload, "redfern");
	caseload_filter(caseload, "");
	found = bench_private_kb((int)getpid());
	caseload_sleep(caseload);
	asleep = bench_private_kb((int)getpid());
	bench_row("private memory of 100,000 plans", (double)(open - before), 0,
	    "kB", "%lld when something was looked for, %lld while a plan is open",
	    (long long)(found - before), (long long)(asleep - before));
	caseload_wake(caseload);
	caseload_close(caseload);
}

/* --- the program itself --- */

static void
first_screens(const struct folder *few, const struct folder *many)
{
	static const char *const shown[] = { "Plans in", "F1 help", NULL };
	const struct folder *folders[] = { few, many };
	const char *argv[2][4], *env[2][8];
	struct buf texts[2][2];
	struct seat_case cases[2];
	struct bench_case runs[2] = { { .data = &cases[0] },
		{ .data = &cases[1] } };

	for (size_t i = 0; i < 2; i++) {
		buf_init(&texts[i][0]);
		buf_init(&texts[i][1]);
		buf_addf(&texts[i][0], "XDG_CACHE_HOME=%.*s",
		    (int)(strlen(folders[i]->index) -
			strlen("/oneplan/caseload.index")), folders[i]->index);
		buf_addf(&texts[i][1], "ONEPLAN_FORMS=%s", bench_forms());
		memcpy(argv[i], (const char *const[]){ bench_program(),
			"--caseload", folders[i]->path, NULL },
		    sizeof argv[i]);
		memcpy(env[i], (const char *const[]){ texts[i][0].data,
			texts[i][1].data, bench_data(), "TERM=xterm-256color",
			"LC_ALL=C.UTF-8", NULL }, 6 * sizeof *env[i]);
		cases[i] = (struct seat_case){ .argv = argv[i], .env = env[i],
			.shown = shown, .leave = "\021", .rows = 24,
			.cols = 80 };
		runs[i].run = seat_first_screen;
	}
	bench_take_turns(runs, 2, 3 * ROUNDS);
	double small = bench_ms(series_median(&runs[0].series));
	double large = bench_ms(series_median(&runs[1].series));
	if (runs[0].absent || runs[1].absent)
		bench_skip("first screen", "it did not come");
	else
		bench_row("first screen of 100,000 plans", large, 2, "ms",
		    "%.3f times that of 1,000 (%.2f ms)", large / small, small);
	for (size_t i = 0; i < 2; i++) {
		series_clear(&runs[i].series);
		buf_clear(&texts[i][0]);
		buf_clear(&texts[i][1]);
	}
}

int
main(void)
{
	struct folder few = { bench_path("few"),
		bench_path("cache-few/oneplan/caseload.index"), FEW };
	struct folder many = { bench_path("many"),
		bench_path("cache-many/oneplan/caseload.index"), MANY };
	char *originals = bench_path("originals");
	struct form_set *forms = material_load(bench_forms());
	struct bench_case rows[] = { { .run = first_rows, .data = &few },
		{ .run = first_rows, .data = &many } };

	bench_heading("A caseload of 100,000 plans");
	make_originals(originals, forms);
	form_set_free(forms);
	link_files(&few, originals);
	link_files(&many, originals);
	fill_index(&few);
	fill_index(&many);
	bench_take_turns(rows, 2, ROUNDS);
	bench_row("the first 22 rows, each checked against its file",
	    bench_ms(series_median(&rows[1].series)), 3, "ms",
	    "%.2f times those of 1,000", (double)series_median(&rows[1].series) /
		(double)series_median(&rows[0].series));
	memory(&many);
	between_keys(&many);
	finding(&many);
	first_screens(&few, &many);
	free(originals);
	free(few.path);
	free(few.index);
	free(many.path);
	free(many.index);
	return 0;
}
