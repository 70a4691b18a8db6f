/* look: what one file in the folder is. */
#ifndef CASELOAD_LOOK_H
#define CASELOAD_LOOK_H

#include <stdbool.h>

#include "base/error.h"
#include "caseload/caseload.h"
#include "caseload/index.h"
#include "store/store.h"

/* What can be told of a file without reading it. */
struct sight {
	bool there;
	struct stamp stamp;
	/* it was written a while ago: it cannot be written again and have the
	 * same stamp */
	bool settled;
	const char *problem; /* why it cannot be a plan, or NULL */
};
void look_at_path(const char *path, struct sight *out);
bool stamp_equal(const struct stamp *a, const struct stamp *b);
/* What the index may remember: one that is sure. */
struct stamp sight_stamp(const struct sight *sight);

/* What it says; free with reading_clear. */
struct reading {
	struct caseload_row row; /* all of it but the file's name */
	struct stored_summary stored;
	struct error err;
};
void look_into(const char *path, const struct sight *sight,
    struct reading *out);
void reading_clear(struct reading *reading);

/* Is NAME, in a folder, one that we list? */
bool look_is_plan_name(const char *name);

#endif
