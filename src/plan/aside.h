/* aside: answers that were given and are not asked for now. They stay in the
 * plan, count in nothing, and come back when what decides it is changed back. */
#ifndef PLAN_ASIDE_H
#define PLAN_ASIDE_H

#include <stddef.h>

#include "base/buf.h"
#include "plan/plan.h"

/* Why: one for all that were set aside by the same answer. */
struct aside_reason {
	/* what decides it, with its row; NULL: more than one answer does */
	const struct field *field;
	struct uid row;
	char *text; /* "because \"Is there money?\" is now No" */
};

/* One answer; or a whole row, with what stands in it. */
struct aside {
	const struct field *field;   /* or */
	const struct repeat *repeat;
	struct uid row;
	size_t answers;
	size_t reason; /* in reasons */
	char *text;    /* one line: the question and its answer, or the row */
};

struct aside_list {
	struct aside *items; /* by reason, then in the forms' order */
	size_t count, cap;
	struct aside_reason *reasons;
	size_t reason_count, reason_cap;
	size_t answers; /* in all of them */
};

/* Everything that is set aside, but for restricted answers: they leave no trace
 * in a list that somebody may look at. Free with aside_list_clear. */
void aside_list_make(const struct plan *plan, struct aside_list *out);
void aside_list_clear(struct aside_list *list);
/* Appends all of it in one sentence: "3 costs, £42.00 every week, set aside
 * because ..."; nothing where there is none. */
void aside_list_say(const struct plan *plan, const struct aside_list *list,
    struct buf *out);

#endif
