/* ni: the employer's National Insurance for a team, and the Employment
 * Allowance that an employer takes off once for all of them (domain.md E7,
 * practice.md F26). On a yearly basis: payroll reckons by pay day, so pence may
 * differ. */
#ifndef RULES_NI_H
#define RULES_NI_H

#include "rules/figure.h"

struct ni_rates {
	const struct rate *percent;
	const struct rate *threshold; /* a year: nothing below it */
	const struct rate *upper;      /* a year: nothing below it for the young */
	const struct rate *free_under; /* the age of the young: 21 */
	const struct rate *allowance; /* a year and an employer */
};

/* The NI on PAY_PENCE earned in DAYS by somebody of AGE (AGE_NOT_KNOWN: as
 * an adult): what is above the threshold for as many days, times the rate,
 * rounded once. For the young nothing is due up to the upper limit. */
bool ni_reckon(int64_t pay_pence, long days, int age,
    const struct ni_rates *rates, int64_t *ni_pence, struct error *err)
    __attribute__((warn_unused_result));
/* WHO is whose ("Priya"). */
void ni_explain(const char *who, int64_t pay_pence, long days, int age,
    const struct ni_rates *rates, struct working *out);

/* What the allowance takes off GROSS_PENCE, the whole team's NI: at most the
 * year's allowance for as many of the year's DAYS (at least a day), and never
 * more than there is. What is left is gross less that. */
bool ni_allowance(int64_t gross_pence, long days, const struct ni_rates *rates,
    int64_t *off_pence, struct error *err) __attribute__((warn_unused_result));

#endif
