/* audit: is what the plan says it costs the same when it is reckoned a second
 * time, by other means (store/audit.h)? */
#ifndef PLAN_AUDIT_H
#define PLAN_AUDIT_H

#include "base/problem.h"
#include "plan/plan.h"

/* Adds a problem for each amount of the spending plan (every cost, share, stream
 * and total, as it is shown) that is not the same to the penny. Needs
 * plan_reckon. False when it could not be done. */
bool plan_audit(struct plan *plan, struct problem_list *problems,
    struct error *err) __attribute__((warn_unused_result));

#endif
