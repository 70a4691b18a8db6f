/* What the files of the caseload share: caseload.c has the list, rows.c its rows
 * and their files, walk.c the walk through the folder. */
#ifndef CASELOAD_PRIVATE_H
#define CASELOAD_PRIVATE_H

#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "caseload/caseload.h"
#include "caseload/index.h"
#include "caseload/roll.h"

/* Rows kept as they were last read, by their id. */
#define KEPT_ROWS 128

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
	int64_t shown_ms; /* when that was */
	/* the walk through the folder */
	DIR *walk;
	size_t unseen_below; /* at its end: who was not met is below here */
	int walk_errno;
	unsigned char *seen; /* a bit an id */
	size_t seen_bytes;
	size_t files_read;
};

/* Reads what is left of the index. */
void caseload_load_all(struct caseload *caseload);
/* The caller frees it. */
char *caseload_file_path(const struct caseload *caseload, const char *file);

/* --- rows --- */

/* The row as it was last read; NULL: the index does not know it any more. */
struct kept_row *row_keep(const struct caseload *caseload, uint32_t id);
void rows_drop(struct caseload *caseload);
void row_forget(struct caseload *caseload, uint32_t id);
/* Looks at FILE, new or known or gone. */
void row_look_at(struct caseload *caseload, const char *file);
/* Looks at the file of one row; its text changes, or it moves or goes. */
void row_check(struct caseload *caseload, uint32_t id);

/* --- the walk --- */

/* False: the folder cannot be read. One that is not there holds nothing. */
bool walk_begin(struct caseload *caseload, struct error *err);
void walk_end(struct caseload *caseload);
bool walk_is_on(const struct caseload *caseload);
/* One step on; false: that was the last. */
bool walk_on(struct caseload *caseload);
/* The plan is there. */
void walk_meet(struct caseload *caseload, uint32_t id);
/* Says why, by an errno; returns false. */
bool walk_cannot_list(const char *folder, int why, struct error *err);

#endif
