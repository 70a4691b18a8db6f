/* index: what the caseload remembers of each file, so that only changed files
 * are read again. A cache: every failure means doing without. */
#ifndef CASELOAD_INDEX_H
#define CASELOAD_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "caseload/caseload.h"

struct index;

/* What tells one state of a file from another. */
struct stamp {
	int64_t size, mtime_ns, inode;
};

/* Opens the index at PATH for the plans in FOLDER, making it anew if it is
 * damaged or of another version. NULL if it cannot be used. */
struct index *index_open(const char *path, const char *folder);
void index_close(struct index *index); /* NULL is fine */

/* Fills ROW but for its file (texts from ARENA) if the index knows FILE in the
 * state STAMP. */
bool index_find(struct index *index, const char *file,
    const struct stamp *stamp, struct arena *arena, struct caseload_row *row);

/* Remembers COUNT rows with their stamps; those with a problem, or with an
 * inode of 0, are left out. Then forgets every file of the folder for which
 * STILL_THERE says no. */
struct index_entry {
	const struct caseload_row *row;
	struct stamp stamp;
};
void index_save(struct index *index, const struct index_entry *entries,
    size_t count, bool (*still_there)(const void *data, const char *file),
    const void *data);

#endif
