/* redact: words taken out of a plan for ever by somebody with authority
 * (practice.md F7). What somebody has only just typed: plan/unsay.h. */
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
	size_t elsewhere; /* other answers in which the same words still stand */
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

/* Appends the words that plan_redact would take out, each answer with its day
 * and who gave it, a line each, the latest first; with more than one question,
 * under its label. WANTED needs no reason and names yet. *ANSWERS is how many.
 * Nothing is changed. */
bool plan_redact_show(struct plan *plan, const struct redact_wanted *wanted,
    struct buf *out, size_t *answers, struct error *err)
    __attribute__((warn_unused_result));
/* How many other answers the same words stand in: those that are current, and the
 * others given to the same question. Appends the questions' labels, a line each;
 * without RESTRICTED those that only workers may see leave no trace. */
bool plan_redact_elsewhere(struct plan *plan,
    const struct redact_wanted *wanted, bool restricted, struct buf *labels,
    size_t *answers, struct error *err) __attribute__((warn_unused_result));
/* One such line. FIELD is NULL where these forms do not have the question. */
void redact_add_answer(const struct plan *plan, const struct field *field,
    const struct stored_revision *one, struct buf *out);

/* Appends when, by whom, on whose word and why the words of REVISION, an answer
 * to FIELD in ROW, were taken out; false if they were not. */
bool plan_taken_out(struct plan *plan, const struct field *field,
    const struct uid *row, const struct uid *revision, struct buf *out);

#endif
