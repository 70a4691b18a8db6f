/* kept: the forms and rates that a plan was last filled in with, which it keeps
 * in its own file, and what is different in those of today. */
#ifndef PLAN_KEPT_H
#define PLAN_KEPT_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"

/* Reads the forms and rates kept in the plan file at PATH; the caller frees both
 * when the plan that uses them is closed. A plan that nobody has written in has
 * none: then both are NULL. */
bool kept_load(const char *path, struct form_set **forms, struct rates **rates,
    struct error *err) __attribute__((warn_unused_result));

enum difference_kind {
	DIFFERENCE_NEW,	   /* a question more */
	DIFFERENCE_GONE,   /* a question that these forms do not ask */
	DIFFERENCE_TYPE,   /* it takes another kind of answer */
	DIFFERENCE_WORDED, /* it is asked in other words */
};

/* One question that is not the same in the forms kept and in today's. */
struct difference {
	enum difference_kind kind;
	char *form;	/* its form's title */
	char *was, *is; /* the question; "" where there is none */
	size_t answers; /* given to it so far, in all rows */
};
struct differences {
	struct difference *items; /* by kind, then in the forms' order */
	size_t count, cap;
	size_t counts[DIFFERENCE_WORDED + 1];
	bool older; /* today's forms have a lower version: this oneplan, or its
		     * forms, may be behind */
};
/* How the forms PLAN is open with differ from those it was last filled in with.
 * Free with differences_clear, whatever it returns. */
bool plan_differences(struct plan *plan, struct differences *out,
    struct error *err) __attribute__((warn_unused_result));
void differences_clear(struct differences *list);

#endif
