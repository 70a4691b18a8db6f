/* merge: another file of the same plan comes back, and what was removed in one
 * while it was changed in the other. */
#ifndef PLAN_MERGE_H
#define PLAN_MERGE_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"

/* A row that somebody removed while somebody else changed it: both is kept, the
 * row does not show. */
struct removed_row {
	const struct repeat *repeat;
	struct uid row;
	char *title;   /* "Swimming" */
	char *who;     /* who removed it; "" if that is not known */
	size_t changed; /* answers in it that whoever removed it had not seen */
};
/* Every one that nobody has settled yet, in the forms' order. Free with
 * removed_rows_clear. Without RESTRICTED those for workers only leave no trace. */
bool plan_removed_rows(const struct plan *plan, bool restricted,
    struct removed_row **out, size_t *count, struct error *err)
    __attribute__((warn_unused_result));
void removed_rows_clear(struct removed_row *list, size_t count);
/* Settles it: the row comes back as it was changed, or stays removed, now with
 * everything in it seen. Undo takes either back. */
bool plan_row_bring_back(struct plan *plan, const struct repeat *repeat,
    const struct uid *row, struct error *err)
    __attribute__((warn_unused_result));
bool plan_row_leave_out(struct plan *plan, const struct repeat *repeat,
    const struct uid *row, struct error *err)
    __attribute__((warn_unused_result));

struct merge_wanted {
	const char *other;  /* the path of the other file */
	const char *before; /* a folder for a copy of this one as it was, or
			     * NULL: none is kept */
	bool same_person;   /* somebody has looked at who the two are of */
};
struct merge_done {
	struct merged merged;
	char *copy; /* this file as it was before; NULL: nothing was new */
	/* of the plan as it is now, settled or not before */
	size_t conflicts, removed;
	bool doubt; /* refused only because they may be of two people */
};
/* Brings the file OTHER into PLAN: store_merge, after a copy of PLAN's file. Two
 * files that may be of two people are refused, naming both. On false nothing has
 * changed. merge_done_clear DONE. */
bool plan_merge(struct plan *plan, const struct merge_wanted *wanted,
    struct merge_done *done, struct error *err)
    __attribute__((warn_unused_result));
void merge_done_clear(struct merge_done *done);
/* Appends what was done, as sentences. */
void merge_say(const struct merge_done *done, struct buf *out);

#endif
