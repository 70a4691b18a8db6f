/* move_note: that words stood in the wrong plan, as something that has happened
 * (forms/80-events.ini). It names nobody of the other plan and no question, since
 * the person may read it; the other plan's id is for workers alone. */
#ifndef PLAN_MOVE_NOTE_H
#define PLAN_MOVE_NOTE_H

#include "plan/plan.h"

/* "the plan 0a1b2c3d": how its id begins. */
void move_note_plan(struct plan *plan, struct buf *out);
/* Adds to TAKEN the row that PLAN is to have. FROM_HERE: the words stood in PLAN
 * and went to OTHER; else they came from there. False: its forms have no place for
 * it, or do not show it now. */
bool move_note_add(struct plan *plan, struct plan *other, const char *by,
    bool from_here, struct taken *taken);
/* Writes that row in PLAN, from which the words went. */
bool move_note_put(struct plan *plan, struct plan *other, const char *by);

#endif
