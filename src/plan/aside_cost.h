/* aside_cost: what costs that are set aside would come to, each time they are
 * paid. The budget does not count them, so nothing else says it. */
#ifndef PLAN_ASIDE_COST_H
#define PLAN_ASIDE_COST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "plan/plan.h"

#define ASIDE_FREQUENCIES 16

/* The sum for each frequency, as its code in the forms' own list. */
struct aside_cost {
	const struct choice_list *frequencies;
	int64_t pence[ASIDE_FREQUENCIES];
	bool any[ASIDE_FREQUENCIES];
};
void aside_cost_init(struct aside_cost *cost);
/* Adds ROW, if REPEAT is the table of costs; false if it is not. One without a
 * price, or too large to add, counts as a cost and adds nothing. */
bool aside_cost_add(struct aside_cost *cost, const struct plan *plan,
    const struct repeat *repeat, const struct uid *row);
/* Appends ", £42.00 every week and £70.00 once"; nothing where there is none. */
void aside_cost_sum(const struct aside_cost *cost, struct buf *out);
/* The same for one row. */
void aside_cost_say(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row, struct buf *out);

#endif
