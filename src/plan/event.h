/* event: something has happened (practice.md F44). Rows like any other, begun
 * with one key wherever one is. */
#ifndef PLAN_EVENT_H
#define PLAN_EVENT_H

#include "plan/plan.h"

/* The form that asks what has happened. */
#define EVENT_FORM "events"

/* Has the person died, as far as is written down? *ON is the day; its year is 0
 * while nobody has said which. */
bool event_died(const struct plan *plan, struct date *on);
/* Their table; NULL where the forms have none, or do not show it now. */
const struct repeat *event_repeat(const struct plan *plan);
/* Begins a row; nothing is answered in it. */
bool event_add(struct plan *plan, struct uid *row, struct error *err)
    __attribute__((warn_unused_result));

#endif
