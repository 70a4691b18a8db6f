/* gas: goal attainment scaling: several goals, each scored from -2 to +2 against
 * what was expected of it, put together into one figure, T, where 50 is just as
 * expected (Kiresuk and Sherman, 1968; the formula as the erratum to
 * Turner-Stokes corrects it, Clinical Rehabilitation 2009;23:362-70):
 *
 *	T = 50 + 10 sum(w x) / sqrt((1 - r) sum(w^2) + r (sum w)^2), r = 0.3
 */
#ifndef RULES_GAS_H
#define RULES_GAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rules/working.h"

#define GAS_WEIGHT_MAX 100
#define GAS_GOALS_MAX  1000

struct gas_goal {
	const char *name; /* borrowed; NULL: "Goal 3" */
	int weight;	  /* 0 to GAS_WEIGHT_MAX */
	bool scored;	  /* else it is left out altogether */
	int score;	  /* -2 to 2 */
};

/* T in hundredths (57.00 is 5700), halves away from 50. Where every goal that is
 * scored weighs 0, all weigh the same. False if there is no T: nothing is
 * scored, or a weight, a score or the number of goals is out of range. */
bool gas_t(const struct gas_goal *goals, size_t count, int64_t *hundredths)
    __attribute__((warn_unused_result));

/* The sum, so that it can be redone with a pencil and a square root. */
void gas_explain(const struct gas_goal *goals, size_t count,
    struct working *out);

#endif
