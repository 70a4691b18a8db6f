/* unsay: what somebody has just typed, taken back for good by the same person
 * and with nobody else's word, while nobody else has seen it (practice.md F7). */
#ifndef PLAN_UNSAY_H
#define PLAN_UNSAY_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"

/* What is meant: FIELD in ROW, or, with FIELD NULL, all that was just typed in
 * ROW of REPEAT, but for the rows inside it. */
struct unsay_wanted {
	const struct field *field;
	const struct repeat *repeat;
	struct uid row;
	bool last; /* of FIELD, the last answer alone, not all just typed */
	bool restricted; /* of a row, what only workers may see as well */
};
struct unsay_done {
	size_t answers; /* whose words went */
	bool row_went;	/* nothing was left in it */
	bool later; /* the file could not be written anew: store_redact */
	size_t copies; /* from before merges, that may still have the words */
};

/* May it be unsaid? This person typed it less than ten minutes ago, and nobody
 * else has had the plan open since or was given a copy of it, nor was it sealed.
 * WHY, if not NULL, says why not. */
bool plan_may_unsay(struct plan *plan, const struct unsay_wanted *wanted,
    struct error *why);
/* Appends what would go and what would stand again, in lines. Of a row, each
 * question's label as well. *ANSWERS is how many would go. */
bool plan_unsay_show(struct plan *plan, const struct unsay_wanted *wanted,
    struct buf *out, size_t *answers, struct error *err)
    __attribute__((warn_unused_result));
/* Takes it out of the file for ever; the answer from before that stands again. A
 * row in which nothing is left goes too. Undo brings none of it back. BEFORE is
 * the folder of copies from before merges, or NULL. */
bool plan_unsay(struct plan *plan, const struct unsay_wanted *wanted,
    const char *before, struct unsay_done *done, struct error *err)
    __attribute__((warn_unused_result));

#endif
