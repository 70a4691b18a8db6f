/* move: words that were typed into the wrong plan (practice.md F7). They are
 * written in the plan they belong to, then taken out of this one; and as it may
 * be a data breach, it is noted in both for whoever looks after information. */
#ifndef PLAN_MOVE_H
#define PLAN_MOVE_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"
#include "plan/redact.h"

struct move_done {
	struct redact_done redact;
	size_t links; /* to other rows, which have to be chosen again there */
	/* the words stand in the other plan: if plan_move returns false, in both */
	bool written;
	bool noted_here, noted_there; /* under Something has happened */
};
/* May what WANTED names be moved to OTHER, another person's plan that is open to
 * be changed? Refused: a second file of the same plan, practice with real, a what
 * if, a row inside a row without the row it is in, two answers side by side, and
 * what would replace an answer there. The reason and names need not be there. */
bool plan_may_move(struct plan *plan, struct plan *other,
    const struct redact_wanted *wanted, struct error *err)
    __attribute__((warn_unused_result));
/* Moves it: the answer that stands, or the one of its number, goes to the same
 * question there, at the end of a paragraph that is there; in a table it becomes a
 * new row. Then all that WANTED names is taken out here, as by plan_redact. If
 * only that fails, the words are in both: DONE says so, and so does ERR. */
bool plan_move(struct plan *plan, struct plan *other,
    const struct redact_wanted *wanted, struct move_done *done,
    struct error *err) __attribute__((warn_unused_result));
/* Appends what was done and what is left to do, as sentences. */
void move_say(const struct move_done *done, struct plan *plan,
    struct plan *other, struct buf *out);
/* "Kwame Redfern, born 3 May 1992". */
void move_say_whose(const struct plan *plan, struct buf *out);

#endif
