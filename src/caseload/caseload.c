#include "config.h"

#include "caseload/caseload.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "caseload/index.h"
#include "caseload/look.h"
#include "caseload/roll.h"

/* As many rows as the tallest screen shows, and as many files as are looked at
 * before the first screen where the index knows nothing. */
#define FIRST_ROWS 128
#define FIRST_FILES 64
/* What is loaded between two looks at the clock. */
#define LOAD_ROWS 512
/* Rows kept as they were last read, by their id. */
#define KEPT_ROWS 128
/* A file that may have changed without a sign is read again after this. */
#define DOUBT_MS 1000

struct kept_row {
	struct indexed indexed;
	/* when its file was last read in this sitting, and what it was then */
	int64_t read_ms;
	struct stamp read;
};

struct caseload {
	char *folder, *index_path;
	struct index *index;
	struct roll roll;
	uint32_t *shown; /* the plans that the filter lets through, in order */
	size_t shown_count, shown_cap;
	/* what is shown is of an earlier roll: it stays until this one is whole */
	bool earlier;
	bool any_due;
	char *filter; /* folded */
	enum caseload_order order;
	uint64_t generation;
	struct kept_row *kept; /* KEPT_ROWS of them */
	bool stale; /* the roll has changed since it was shown */
	/* the walk through the folder */
	DIR *walk;
	size_t unseen_below; /* at its end: who was not met is below here */
	int walk_errno;
	unsigned char *seen; /* a bit an id */
	size_t seen_bytes;
	size_t files_read;
};

/* --- what is shown --- */

static void
show(struct caseload *caseload)
{
	struct roll *roll = &caseload->roll;

	caseload->stale = false;
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

static void
load_all(struct caseload *caseload)
{
	while (!caseload->roll.whole)
		load(caseload, LOAD_ROWS);
}

/* --- rows as they were last read --- */

static struct kept_row *
kept_at(const struct caseload *caseload, uint32_t id)
{
	return &caseload->kept[id % KEPT_ROWS];
}

static void
drop_kept(struct caseload *caseload, uint32_t id)
{
	struct kept_row *kept = kept_at(caseload, id);

	if (kept->indexed.id != id)
		return;
	indexed_clear(&kept->indexed);
	kept->read_ms = 0;
}

static void
drop_all_kept(struct caseload *caseload)
{
	for (uint32_t i = 0; i < KEPT_ROWS; i++) {
		indexed_clear(&caseload->kept[i].indexed);
		caseload->kept[i].read_ms = 0;
	}
}

/* NULL: the index does not know it any more. */
static struct kept_row *
keep(const struct caseload *caseload, uint32_t id)
{
	struct kept_row *kept = kept_at(caseload, id);

	if (kept->indexed.id == id)
		return kept;
	indexed_clear(&kept->indexed);
	kept->read_ms = 0;
	return index_get(caseload->index, id, &kept->indexed) ? kept : NULL;
}

/* --- who was met on the walk --- */

static bool
walking(const struct caseload *caseload)
{
	return caseload->walk != NULL || caseload->unseen_below > 0;
}

static void
see(struct caseload *caseload, uint32_t id)
{
	size_t byte = id / 8;

	if (byte >= caseload->seen_bytes) {
		size_t bytes = byte + byte / 2 + 64;

		caseload->seen = xrealloc(caseload->seen, bytes);
		memset(caseload->seen + caseload->seen_bytes, 0,
		    bytes - caseload->seen_bytes);
		caseload->seen_bytes = bytes;
	}
	caseload->seen[byte] |= (unsigned char)(1u << id % 8);
}

static bool
was_seen(const struct caseload *caseload, uint32_t id)
{
	return id / 8 < caseload->seen_bytes &&
	    (caseload->seen[id / 8] >> id % 8 & 1) != 0;
}

/* --- one file --- */

static char *
join(const char *folder, const char *file)
{
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s/%s", folder, file);
	return buf_take(&path);
}

static void
forget(struct caseload *caseload, uint32_t id)
{
	size_t at;

	index_forget(caseload->index, id);
	roll_remove(&caseload->roll, id);
	drop_kept(caseload, id);
	caseload->stale = true;
	if (!caseload->earlier || (at = caseload_find_id(caseload, id)) ==
		caseload->shown_count)
		return;
	caseload->shown_count--;
	memmove(caseload->shown + at, caseload->shown + at + 1,
	    (caseload->shown_count - at) * sizeof *caseload->shown);
	caseload->generation++;
}

static uint32_t
read_file(struct caseload *caseload, const char *file, const char *path,
    const struct sight *sight)
{
	struct reading reading;
	struct kept_row *kept;
	struct stamp stamp;
	uint32_t id;

	look_into(path, sight, &reading);
	reading.row.file = file;
	stamp = sight_stamp(sight);
	id = index_put(caseload->index, &reading.row, &stamp, &caseload->roll);
	reading_clear(&reading);
	drop_kept(caseload, id);
	kept = keep(caseload, id);
	if (kept != NULL) {
		kept->read_ms = clock_monotonic_ms();
		kept->read = sight->stamp;
	}
	caseload->files_read++;
	caseload->stale = true;
	return id;
}

static void
look_at_file(struct caseload *caseload, const char *file)
{
	char *path = join(caseload->folder, file);
	struct sight sight;
	struct stamp known;
	uint32_t id;

	look_at_path(path, &sight);
	index_find(caseload->index, file, &id, &known);
	if (!sight.there) {
		if (id != 0)
			forget(caseload, id);
		id = 0;
	} else if (id == 0 || !stamp_equal(&sight.stamp, &known)) {
		id = read_file(caseload, file, path, &sight);
	}
	if (id != 0 && walking(caseload))
		see(caseload, id);
	free(path);
}

/* --- every file --- */

static bool
cannot_list(const char *folder, int why, struct error *err)
{
	switch (why) {
	case ENOTDIR:
		return error_set(err, ERR_USER,
		    "%s is not a folder, so it cannot hold a caseload. "
		    "Choose another one with --caseload.",
		    folder);
	case EACCES:
	case EPERM:
		return error_set(err, ERR_DENIED,
		    "You are not allowed to read the caseload folder %s. "
		    "Ask whoever looks after this computer.",
		    folder);
	default:
		return error_set(err, ERR_IO,
		    "The caseload folder %s could not be read (%s).", folder,
		    strerror(why));
	}
}

static void
end_walk(struct caseload *caseload)
{
	if (caseload->walk != NULL)
		closedir(caseload->walk);
	caseload->walk = NULL;
	caseload->unseen_below = 0;
	free(caseload->seen);
	caseload->seen = NULL;
	caseload->seen_bytes = 0;
}

/* The folder cannot be read, or is not there: it holds nothing then. */
static bool
begin_walk(struct caseload *caseload, struct error *err)
{
	DIR *walk = opendir(caseload->folder);

	if (walk == NULL && errno != ENOENT)
		return cannot_list(caseload->folder, errno, err);
	end_walk(caseload);
	caseload->walk = walk;
	caseload->walk_errno = 0;
	caseload->files_read = 0;
	if (walk == NULL) {
		load_all(caseload);
		caseload->unseen_below = caseload->roll.count;
	}
	return true;
}

/* Whoever was not met on the way is gone. */
static void
forget_unseen(struct caseload *caseload)
{
	uint32_t id;

	if (caseload->unseen_below > caseload->roll.count)
		caseload->unseen_below = caseload->roll.count;
	if (caseload->unseen_below == 0)
		return;
	id = caseload->roll.entries[--caseload->unseen_below].id;
	if (!was_seen(caseload, id))
		forget(caseload, id);
}

/* One step on; false: that was the last. */
static bool
walk_on(struct caseload *caseload)
{
	const struct dirent *file;

	if (caseload->walk == NULL) {
		forget_unseen(caseload);
		if (caseload->unseen_below == 0)
			end_walk(caseload);
		return caseload->unseen_below > 0;
	}
	errno = 0;
	file = readdir(caseload->walk);
	if (file != NULL) {
		if (look_is_plan_name(file->d_name))
			look_at_file(caseload, file->d_name);
		return true;
	}
	caseload->walk_errno = errno;
	closedir(caseload->walk);
	caseload->walk = NULL;
	if (caseload->walk_errno == 0)
		caseload->unseen_below = caseload->roll.count;
	return caseload->unseen_below > 0;
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
	drop_all_kept(caseload);
	show(caseload);
	if (!begin_walk(caseload, &err))
		return; /* what is not there shows when it is refreshed */
	for (int i = 0; i < FIRST_FILES && walk_on(caseload); i++)
		;
}

/* Ends what a function here has begun. */
static void
settle(struct caseload *caseload)
{
	index_commit(caseload->index);
	if (index_failed(caseload->index))
		start_over(caseload);
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
	settle(caseload);
	return walking(caseload) || !caseload->roll.whole;
}

bool
caseload_refresh(struct caseload *caseload, struct error *err)
{
	load_all(caseload);
	if (!begin_walk(caseload, err))
		return false;
	index_begin(caseload->index);
	while (!index_failed(caseload->index) && walk_on(caseload))
		;
	settle(caseload);
	while (walking(caseload)) /* it has started over */
		caseload_work(caseload, 1000);
	if (caseload->walk_errno != 0)
		return cannot_list(caseload->folder, caseload->walk_errno, err);
	return true;
}

/* --- rows that are shown --- */

static bool
is_true_still(const struct kept_row *kept, const struct sight *sight)
{
	if (stamp_equal(&sight->stamp, &kept->indexed.stamp))
		return true;
	return kept->read_ms != 0 && stamp_equal(&sight->stamp, &kept->read) &&
	    clock_monotonic_ms() - kept->read_ms < DOUBT_MS;
}

/* Looks at the file of one row; its text changes, or it moves or goes. */
static void
check_row(struct caseload *caseload, uint32_t id)
{
	struct kept_row *kept = keep(caseload, id);
	struct sight sight;
	char *path, *file;

	if (kept == NULL) {
		forget(caseload, id);
		return;
	}
	path = join(caseload->folder, kept->indexed.row.file);
	look_at_path(path, &sight);
	if (!sight.there) {
		forget(caseload, id);
	} else if (!is_true_still(kept, &sight)) {
		file = xstrdup(kept->indexed.row.file);
		read_file(caseload, file, path, &sight);
		free(file);
	}
	free(path);
}

void
caseload_check(struct caseload *caseload, size_t first, size_t count)
{
	uint32_t *ids;

	if (first >= caseload->shown_count)
		return;
	if (count > caseload->shown_count - first)
		count = caseload->shown_count - first;
	ids = xreallocarray(NULL, count + 1, sizeof *ids);
	memcpy(ids, caseload->shown + first, count * sizeof *ids);
	for (size_t i = 0; i < count; i++)
		check_row(caseload, ids[i]);
	free(ids);
	settle(caseload);
}

void
caseload_look_at(struct caseload *caseload, const char *file)
{
	if (!look_is_plan_name(file))
		return;
	load_all(caseload); /* so that it finds its place */
	look_at_file(caseload, file);
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
	if (!begin_walk(caseload, err)) {
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
	end_walk(caseload);
	index_close(caseload->index);
	roll_clear(&caseload->roll);
	drop_all_kept(caseload);
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
	end_walk(caseload);
	if (!index_lasts(caseload->index))
		return; /* it would have to read every file again */
	index_close(caseload->index);
	caseload->index = NULL;
	roll_clear(&caseload->roll);
	drop_all_kept(caseload);
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
	(void)!begin_walk(caseload, &err); /* what was seen is better than nothing */
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
	load_all(caseload);
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
	kept = keep(caseload, caseload->shown[at]);
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
	return join(caseload->folder, row->file);
}
