/* look: one look at the folder, with what the index knows and the rest read. */
#ifndef CASELOAD_LOOK_H
#define CASELOAD_LOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "caseload/caseload.h"
#include "caseload/index.h"

/* A row, and what filter and order need of it. */
struct entry {
	struct caseload_row row;
	const char *sort_name; /* folded */
	const char *words;     /* folded: what the filter looks in */
	struct stamp stamp;
	bool read; /* it did not come from the index */
};

struct look {
	struct arena arena; /* the entries and their texts */
	struct entry **entries; /* by file name */
	size_t count, cap;
	size_t problems, files_read;
};

/* Looks at FOLDER; a missing one is empty. INDEX may be NULL; what was read is
 * remembered in it. LOOK is valid (look_clear) only on true. */
bool look_at_folder(struct look *look, const char *folder, struct index *index,
    struct error *err) __attribute__((warn_unused_result));
void look_clear(struct look *look);

#endif
