/* changed: how what is signed differs between a sealed version and now, or between
 * two versions: answer by answer, with what it was and what it is. */
#ifndef PLAN_CHANGED_H
#define PLAN_CHANGED_H

#include "plan/plan.h"

enum changed_kind {
	CHANGED_ANSWER,
	CHANGED_ROW_ADDED,   /* with all that stands in it */
	CHANGED_ROW_REMOVED, /* the same */
	CHANGED_ORDER,	     /* of a table's rows */
};

struct changed {
	enum changed_kind kind;
	const struct field *field;   /* of an answer */
	const struct repeat *repeat; /* the row's table, or the one reordered */
	struct uid row;
	bool restricted;
	char *what; /* "How likely is it? (Traffic)"; never NULL, as below */
	char *was, *is; /* as they are read; "" where there is or was nothing */
};
struct changed_list {
	struct changed *items; /* in the forms' order */
	size_t count, cap;
	size_t open; /* those that are not restricted */
};

/* From the version FROM to the version TO, or with TO NULL to now. Answers to
 * questions that these forms do not have are left out. Free with
 * changed_list_clear. */
bool plan_changed(struct plan *plan, const struct uid *from,
    const struct uid *to, struct changed_list *out, struct error *err)
    __attribute__((warn_unused_result));
void changed_list_clear(struct changed_list *list);
/* Appends one of them as a sentence or two: "Phone number: was 01632 960118, is
 * 01632 960119." */
void changed_say(const struct changed *changed, struct buf *out);

#endif
