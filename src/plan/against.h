/* against: what stands against signing a plan. */
#ifndef PLAN_AGAINST_H
#define PLAN_AGAINST_H

#include "plan/plan.h"

struct against {
	struct todo *items; /* what does not hold, then what is not answered */
	size_t count;
	size_t errors; /* of them: these block */
};
/* Only what is part of what is signed counts. RESTRICTED as in plan_todo. Free
 * with against_clear. */
void plan_against(const struct plan *plan, bool restricted,
    struct against *out);
void against_clear(struct against *against);
/* May the plan be sealed, so that it can be signed? If not, ERR says why. */
bool plan_may_seal(struct plan *plan, struct error *err)
    __attribute__((warn_unused_result));

#endif
