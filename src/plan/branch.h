/* branch: a what if. "Two days instead of three": a change is tried out in a
 * second file, held against the plan, and then kept or dropped.
 *
 * The second file stands in the folder what-if beside the plan, so no list of
 * plans shows it. It has a uid of its own and a mark that nothing takes off
 * (store_what_if): it is never merged, sealed or signed, and every page of it
 * says what it is. Keeping it makes its changed answers the plan's in one
 * transaction, as answers that somebody gave now; what was changed in the plan
 * meanwhile as well is a conflict, of which both sides stay. */
#ifndef PLAN_BRANCH_H
#define PLAN_BRANCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "plan/plan.h"

/* What PLAN tries out, if it is a what if; NULL: it is the plan itself. */
const char *plan_what_if(const struct plan *plan);

struct branch {
	char *path, *title;
	int64_t changed; /* unix seconds: its newest answer */
};
struct branch_list {
	struct branch *items; /* by path */
	size_t count, cap;
};
/* The what ifs of PLAN, or of the plan that PLAN is one of. Files that
 * cannot be read are left out: the folder is shared with other plans. */
void branch_list_read(const struct plan *plan, struct branch_list *out);
void branch_list_clear(struct branch_list *list);

/* Makes a what if of PLAN; *PATH (the caller frees it) is its file. */
bool branch_make(struct plan *plan, const char *title, char **path,
    struct error *err) __attribute__((warn_unused_result));
/* The file of the plan that the open what if BRANCH was made from; the caller
 * frees it. False: it is not where it was. */
bool branch_home(const struct plan *branch, char **path, struct error *err)
    __attribute__((warn_unused_result));
/* The folder of what ifs for the plan file at PATH; the caller frees it. */
char *branch_folder(const char *path);

/* Makes what was changed in BRANCH the answers of PLAN. *CHANGED is how many
 * answers the plan has taken, *BOTH how many of those had been changed in the
 * plan as well. On false nothing has changed. Undo takes it back. */
bool branch_keep(struct plan *plan, struct plan *branch, size_t *changed,
    size_t *both, struct error *err) __attribute__((warn_unused_result));

/* --- side by side --- */

struct comparison_line {
	char *what;
	char *was, *is; /* both "": it is the heading of those that follow */
	char *change; /* "+£100.00", "-2", "" where it is the same */
};
struct comparison {
	struct comparison_line *lines;
	size_t count, cap;
	size_t changed; /* answers that were changed in the what if */
	char *short_was, *short_is; /* which money is short; "" for none */
};
/* PLAN and BRANCH as they stand: money by stream, again and again, once and
 * kept back, paid hours, outcomes that nothing helps with, problems. */
void branch_compare(struct plan *plan, struct plan *branch,
    struct comparison *out);
void comparison_clear(struct comparison *comparison);

#endif
