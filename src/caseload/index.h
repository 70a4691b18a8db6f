/* index: what is known of the files in a folder, in a database that can be
 * thrown away. Whatever fails, the caller begins anew (index_renew), at worst
 * with one in memory; so nothing here has an error to tell. */
#ifndef CASELOAD_INDEX_H
#define CASELOAD_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "caseload/caseload.h"
#include "caseload/roll.h"

struct index;

/* What tells one state of a file from another. An inode of 0: the file may
 * change again without a sign, so it is read each time. */
struct stamp {
	int64_t size, mtime_ns, ctime_ns, inode;
};

/* One file as the index knows it; free with indexed_clear. */
struct indexed {
	uint32_t id; /* 0: nothing */
	struct caseload_row row;
	struct stamp stamp;
	char *memory; /* the texts */
};
void indexed_clear(struct indexed *indexed);

/* Opens the index at PATH (NULL: in memory) for the plans in FOLDER. */
struct index *index_open(const char *path, const char *folder);
void index_close(struct index *index); /* NULL is fine */
/* Is it a file, so that it can be closed and opened again? */
bool index_lasts(const struct index *index);
/* Something could not be read or written: nothing it says counts any more. */
bool index_failed(const struct index *index);
/* An empty one in its place: a file if this one was damaged, else in memory. */
void index_renew(struct index *index);

/* Gives ROLL the next COUNT plans in the roll's order, with the people in the
 * first; false: there are no more. */
bool index_load(struct index *index, struct roll *roll, size_t count);

/* Finds a file by its name; *ID is 0 where the index does not know it. */
void index_find(struct index *index, const char *file, uint32_t *id,
    struct stamp *stamp);
/* Reads what it knows of the plan ID; false: nothing. */
bool index_get(struct index *index, uint32_t id, struct indexed *out);
/* Remembers ROW, and puts it in ROLL. Returns its id. */
uint32_t index_put(struct index *index, const struct caseload_row *row,
    const struct stamp *stamp, struct roll *roll);
void index_forget(struct index *index, uint32_t id);

/* What is put and forgotten in between is written at once: quicker. */
void index_begin(struct index *index);
void index_commit(struct index *index);

#endif
