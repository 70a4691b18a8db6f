/* sick_pay: what an employer must pay a worker who is ill (practice.md F26). It
 * is not in a team's total: it is offered as a sum to keep back. Wages are not
 * paid for the same hours, so they pay for whoever comes instead. */
#ifndef RULES_SICK_PAY_H
#define RULES_SICK_PAY_H

#include "rules/figure.h"

struct sick_rates {
	const struct rate *week;    /* at most so much a week */
	const struct rate *percent; /* and of average pay; NULL: all of it */
	const struct rate *waiting; /* days before it begins; NULL: none */
	const struct rate *has_lower_limit; /* 1: only at the limit or above */
	const struct rate *lower_limit;	    /* pay a year */
};

/* What a week is worth: the lower of the week's sum and the part of
 * AVERAGE_PENCE, their usual pay a week, rounded once. 0 where they earn too
 * little to have any. */
bool sick_week(int64_t average_pence, const struct sick_rates *rates,
    int64_t *week_pence, struct error *err) __attribute__((warn_unused_result));

/* So many WEEKS (ten-thousandths) in one go, for somebody who works DAYS_A_WEEK
 * (1 to 7), less the waiting days. */
bool sick_pay(int64_t average_pence, int64_t weeks, int days_a_week,
    const struct sick_rates *rates, int64_t *pence, struct error *err)
    __attribute__((warn_unused_result));
void sick_pay_explain(const char *who, int64_t average_pence, int64_t weeks,
    int days_a_week, const struct sick_rates *rates, struct working *out);

#endif
