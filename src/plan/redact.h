/* redact: words taken out of a plan for ever by somebody with authority
 * (practice.md F7), and unsaid by whoever has just typed them. */
#ifndef PLAN_REDACT_H
#define PLAN_REDACT_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"

struct redact_wanted {
	/* A question by its full name, a row by its id or how that begins, or
	 * both: "about_me.phone", "0a1b2c3d", "risks.note:0a1b2c3d". */
	const char *what;
	int only; /* of one question, the answer of this number in its history,
		   * from 1, the oldest; 0: all */
	const char *why, *by, *agreed; /* why, who takes out, who agreed */
	const char *before; /* the folder of copies from before merges */
};
struct redact_done {
	struct redacted redacted;
	size_t questions;
	bool later; /* the file could not be written anew: store_redact */
	size_t copies; /* from before merges, that may still have the words */
};
/* Takes out what WANTED names, with every answer that was ever given to it; a
 * row's with those of the rows inside it. Refused without a reason and two names,
 * and where the reason repeats the words. What can be undone forgets them. */
bool plan_redact(struct plan *plan, const struct redact_wanted *wanted,
    struct redact_done *done, struct error *err)
    __attribute__((warn_unused_result));
/* Appends what was done and what is left to do, as sentences. */
void redact_say(const struct redact_done *done, struct buf *out);

/* For the screens: may what this person typed to FIELD in ROW still be unsaid? It
 * was given less than ten minutes ago and nobody else has had the plan open since.
 * WHY, if not NULL, says why not. */
bool plan_may_unsay(struct plan *plan, const struct field *field,
    const struct uid *row, struct error *why);
/* Takes out for ever what this person typed there in the last ten minutes; the
 * answer from before that stands again. Needs no second name. */
bool plan_unsay(struct plan *plan, const struct field *field,
    const struct uid *row, struct error *err)
    __attribute__((warn_unused_result));

#endif
