#include "config.h"

#include "caseload/caseload_private.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "caseload/look.h"

/* As many rows as the tallest screen shows, and as many files as are looked at
 * before the first screen where the index knows nothing. */
#define FIRST_ROWS 128
#define FIRST_FILES 64
/* What is loaded between two looks at the clock. */
#define LOAD_ROWS 512
/* While many files are read, the list is shown again so often. */
#define SHOW_MS 250

/* --- what is shown --- */

static void
show(struct caseload *caseload)
{
	struct roll *roll = &caseload->roll;

	caseload->stale = false;
	caseload->shown_ms = clock_monotonic_ms();
	if (caseload->earlier)
		return;
	if (caseload->shown_cap < roll->count + 1) {
		caseload->shown_cap = roll->count + roll->count / 8 + 64;
		free(caseload->shown);
		caseload->shown = xreallocarray(NULL, caseload->shown_cap,
		    sizeof *caseload->shown);
	}
	caseload->shown_count = roll_show(roll, caseload->filter,
	    caseload->order, caseload->shown);
	caseload->any_due = roll_any_due(roll);
	caseload->generation++;
}

static void
show_if_stale(struct caseload *caseload)
{
	if (caseload->stale)
		show(caseload);
}

static void
load(struct caseload *caseload, size_t count)
{
	struct roll *roll = &caseload->roll;

	roll->whole = !index_load(caseload->index, roll, count);
	if (roll->whole)
		caseload->earlier = false;
	caseload->stale = true;
}

void
caseload_load_all(struct caseload *caseload)
{
	while (!caseload->roll.whole)
		load(caseload, LOAD_ROWS);
}

/* The index failed: an empty one, and everything from the start. */
static void
start_over(struct caseload *caseload)
{
	struct error err;

	index_renew(caseload->index);
	roll_clear(&caseload->roll);
	caseload->roll.whole = true;
	caseload->earlier = false;
	rows_drop(caseload);
	show(caseload);
	if (!walk_begin(caseload, &err))
		return; /* what is not there shows when it is refreshed */
	for (int i = 0; i < FIRST_FILES && walk_on(caseload); i++)
		;
}

/* Ends what a function here has begun. */
static void
finish(struct caseload *caseload)
{
	index_commit(caseload->index);
	if (index_failed(caseload->index))
		start_over(caseload);
}

/* The same, and what has changed is shown. */
static void
settle(struct caseload *caseload)
{
	finish(caseload);
	show_if_stale(caseload);
}

bool
caseload_work(struct caseload *caseload, int budget_ms)
{
	int64_t until_ms = clock_monotonic_ms() + budget_ms;
	bool more = true;

	do {
		if (!caseload->roll.whole) {
			load(caseload, LOAD_ROWS);
			continue;
		}
		index_begin(caseload->index);
		more = walk_on(caseload);
	} while (more && !index_failed(caseload->index) &&
	    clock_monotonic_ms() < until_ms);
	more = walk_is_on(caseload) || !caseload->roll.whole;
	if (more && clock_monotonic_ms() - caseload->shown_ms < SHOW_MS)
		finish(caseload);
	else
		settle(caseload);
	return more;
}

bool
caseload_looking(const struct caseload *caseload)
{
	return walk_is_on(caseload) && caseload->files_read >= FIRST_FILES / 2;
}

bool
caseload_refresh(struct caseload *caseload, struct error *err)
{
	caseload_load_all(caseload);
	if (!walk_begin(caseload, err))
		return false;
	index_begin(caseload->index);
	while (!index_failed(caseload->index) && walk_on(caseload))
		;
	settle(caseload);
	while (walk_is_on(caseload)) /* it has started over */
		caseload_work(caseload, 1000);
	if (caseload->walk_errno != 0)
		return walk_cannot_list(caseload->folder, caseload->walk_errno, err);
	return true;
}

void
caseload_check(struct caseload *caseload, size_t first, size_t count)
{
	bool waits = caseload->stale; /* that is caseload_work's */
	uint32_t *ids;

	if (first >= caseload->shown_count)
		return;
	caseload->stale = false;
	if (count > caseload->shown_count - first)
		count = caseload->shown_count - first;
	ids = xreallocarray(NULL, count + 1, sizeof *ids);
	memcpy(ids, caseload->shown + first, count * sizeof *ids);
	for (size_t i = 0; i < count; i++)
		row_check(caseload, ids[i]);
	free(ids);
	settle(caseload);
	caseload->stale = caseload->stale || waits;
}

void
caseload_look_at(struct caseload *caseload, const char *file)
{
	if (!look_is_plan_name(file))
		return;
	caseload_load_all(caseload); /* so that it finds its place */
	row_look_at(caseload, file);
	settle(caseload);
}

/* --- opening and closing --- */

static struct index *
open_index(const struct caseload *caseload)
{
	/* the same folder by another name is the same in the index */
	char *real = realpath(caseload->folder, NULL);
	const char *folder = real != NULL ? real : caseload->folder;
	struct index *index = index_open(caseload->index_path, folder);

	free(real);
	return index;
}

static struct caseload *
make(const char *folder, const char *index)
{
	struct caseload *caseload = xcalloc(1, sizeof *caseload);

	caseload->folder = xstrdup(folder);
	caseload->index_path = index != NULL ? xstrdup(index) : NULL;
	caseload->filter = xstrdup("");
	roll_init(&caseload->roll);
	caseload->kept = xcalloc(KEPT_ROWS, sizeof *caseload->kept);
	caseload->index = open_index(caseload);
	return caseload;
}

bool
caseload_begin(const char *folder, const char *index, struct caseload **out,
    struct error *err)
{
	struct caseload *caseload = make(folder, index);

	load(caseload, FIRST_ROWS);
	if (!walk_begin(caseload, err)) {
		caseload_close(caseload);
		return false;
	}
	if (caseload->roll.count == 0) {
		index_begin(caseload->index);
		for (int i = 0; i < FIRST_FILES && walk_on(caseload); i++)
			;
	}
	settle(caseload);
	*out = caseload;
	return true;
}

bool
caseload_open(const char *folder, const char *index, struct caseload **out,
    struct error *err)
{
	struct caseload *caseload = make(folder, index);

	if (!caseload_refresh(caseload, err)) {
		caseload_close(caseload);
		return false;
	}
	*out = caseload;
	return true;
}

void
caseload_close(struct caseload *caseload)
{
	if (caseload == NULL)
		return;
	walk_end(caseload);
	index_close(caseload->index);
	roll_clear(&caseload->roll);
	rows_drop(caseload);
	free(caseload->kept);
	free(caseload->shown);
	free(caseload->filter);
	free(caseload->index_path);
	free(caseload->folder);
	free(caseload);
}

void
caseload_sleep(struct caseload *caseload)
{
	walk_end(caseload);
	if (!index_lasts(caseload->index))
		return; /* it would have to read every file again */
	index_close(caseload->index);
	caseload->index = NULL;
	roll_clear(&caseload->roll);
	rows_drop(caseload);
	caseload->earlier = true;
}

void
caseload_wake(struct caseload *caseload)
{
	struct error err;

	if (caseload->index == NULL) {
		caseload->index = open_index(caseload);
		load(caseload, FIRST_ROWS);
	}
	(void)!walk_begin(caseload, &err); /* what was seen is better than nothing */
	settle(caseload);
}

const char *
caseload_folder(const struct caseload *caseload)
{
	return caseload->folder;
}

/* --- asking --- */

/* What asks for all plans waits until all are known. */
static void
show_all_known(struct caseload *caseload)
{
	caseload_load_all(caseload);
	show(caseload);
}

void
caseload_filter(struct caseload *caseload, const char *text)
{
	if (text == NULL)
		text = "";
	free(caseload->filter);
	caseload->filter = utf8_fold(text, strlen(text));
	show_all_known(caseload);
}

void
caseload_sort(struct caseload *caseload, enum caseload_order order)
{
	caseload->order = order;
	show_all_known(caseload);
}

size_t
caseload_count(const struct caseload *caseload)
{
	return caseload->shown_count;
}

const struct caseload_row *
caseload_row(const struct caseload *caseload, size_t at)
{
	static const struct caseload_row gone = { .file = "", .name = "",
		.born = "", .nhs_number = "", .coordinator = "", .kinds = "",
		.stage = "", .next_due = "" };
	const struct kept_row *kept;

	assert(at < caseload->shown_count);
	kept = row_keep(caseload, caseload->shown[at]);
	return kept != NULL ? &kept->indexed.row : &gone;
}

uint32_t
caseload_id(const struct caseload *caseload, size_t at)
{
	assert(at < caseload->shown_count);
	return caseload->shown[at];
}

size_t
caseload_find_id(const struct caseload *caseload, uint32_t id)
{
	size_t at = 0;

	while (at < caseload->shown_count && caseload->shown[at] != id)
		at++;
	return at;
}

size_t
caseload_find_file(const struct caseload *caseload, const char *file)
{
	struct stamp stamp;
	uint32_t id;

	index_find(caseload->index, file, &id, &stamp);
	return caseload_find_id(caseload, id);
}

uint64_t
caseload_generation(const struct caseload *caseload)
{
	return caseload->generation;
}

size_t
caseload_total(const struct caseload *caseload)
{
	return caseload->roll.count;
}

size_t
caseload_problems(const struct caseload *caseload)
{
	return roll_problems(&caseload->roll);
}

bool
caseload_any_due(const struct caseload *caseload)
{
	return caseload->any_due;
}

size_t
caseload_files_read(const struct caseload *caseload)
{
	return caseload->files_read;
}

char *
caseload_path(const struct caseload *caseload, const struct caseload_row *row)
{
	return caseload_file_path(caseload, row->file);
}
