/* Rows as they were last read, and the files they come from. */
#include "config.h"

#include "caseload/caseload_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/clock.h"
#include "caseload/look.h"

/* A file that may have changed without a sign is read again after this. */
#define DOUBT_MS 1000

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

void
rows_drop(struct caseload *caseload)
{
	for (uint32_t i = 0; i < KEPT_ROWS; i++) {
		indexed_clear(&caseload->kept[i].indexed);
		caseload->kept[i].read_ms = 0;
	}
}

struct kept_row *
row_keep(const struct caseload *caseload, uint32_t id)
{
	struct kept_row *kept = kept_at(caseload, id);

	if (kept->indexed.id == id)
		return kept;
	indexed_clear(&kept->indexed);
	kept->read_ms = 0;
	return index_get(caseload->index, id, &kept->indexed) ? kept : NULL;
}

/* --- one file --- */

char *
caseload_file_path(const struct caseload *caseload, const char *file)
{
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s/%s", caseload->folder, file);
	return buf_take(&path);
}

void
row_forget(struct caseload *caseload, uint32_t id)
{
	size_t at;

	index_forget(caseload->index, id);
	roll_remove(&caseload->roll, id);
	drop_kept(caseload, id);
	caseload->stale = true;
	if (!caseload->earlier)
		return;
	at = caseload_find_id(caseload, id);
	if (at == caseload->shown_count)
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
	kept = row_keep(caseload, id);
	if (kept != NULL) {
		kept->read_ms = clock_monotonic_ms();
		kept->read = sight->stamp;
	}
	caseload->files_read++;
	caseload->stale = true;
	return id;
}

void
row_look_at(struct caseload *caseload, const char *file)
{
	char *path = caseload_file_path(caseload, file);
	struct sight sight;
	struct stamp known;
	uint32_t id;

	look_at_path(path, &sight);
	index_find(caseload->index, file, &id, &known);
	if (!sight.there) {
		if (id != 0)
			row_forget(caseload, id);
		id = 0;
	} else if (id == 0 || !stamp_equal(&sight.stamp, &known)) {
		id = read_file(caseload, file, path, &sight);
	}
	if (id != 0 && walk_is_on(caseload))
		walk_meet(caseload, id);
	free(path);
}

static bool
is_true_still(const struct kept_row *kept, const struct sight *sight)
{
	if (stamp_equal(&sight->stamp, &kept->indexed.stamp))
		return true;
	return kept->read_ms != 0 && stamp_equal(&sight->stamp, &kept->read) &&
	    clock_monotonic_ms() - kept->read_ms < DOUBT_MS;
}

void
row_check(struct caseload *caseload, uint32_t id)
{
	struct kept_row *kept = row_keep(caseload, id);
	struct sight sight;
	char *path, *file;

	if (kept == NULL) {
		row_forget(caseload, id);
		return;
	}
	path = caseload_file_path(caseload, kept->indexed.row.file);
	look_at_path(path, &sight);
	if (!sight.there) {
		row_forget(caseload, id);
	} else if (!is_true_still(kept, &sight)) {
		file = xstrdup(kept->indexed.row.file);
		read_file(caseload, file, path, &sight);
		free(file);
	}
	free(path);
}
