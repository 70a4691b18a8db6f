/* redundancy: what would be owed if a worker's job ended (practice.md F26;
 * Employment Rights Act 1996, sections 86, 155 and 162). A memo for each worker,
 * never in any total. */
#ifndef RULES_REDUNDANCY_H
#define RULES_REDUNDANCY_H

#include "base/date.h"
#include "rules/figure.h"

struct redundancy_rates {
	const struct rate *week;       /* a week's pay counts up to this */
	const struct rate *after_years; /* none before; NULL: 2 */
	const struct rate *most_years; /* that count; NULL: 20 */
	const struct rate *notice_after_months; /* NULL: 1 */
	const struct rate *notice_most_weeks;	/* NULL: 12 */
};

struct redundancy {
	int years;	     /* whole years of work */
	int half_weeks;	     /* of pay that are due; 0 before two years */
	int64_t week_pence;  /* a week's pay as it counts */
	int64_t pence;	     /* due */
	int notice_weeks;    /* that the employer must give at least */
};

/* If a job that began on BEGAN, at AVERAGE_PENCE a week, ended on ENDS, when the
 * worker is AGE. For each whole year, counted back: half a week's pay in a year
 * begun under 22, one and a half in one begun at 41 or over, else one; at most
 * 20 years. An age that is not known is taken to be 41 or over throughout, which
 * costs most. False if the rate is not known or the job ends before it began. */
bool redundancy_reckon(struct date began, struct date ends, int age,
    int64_t average_pence, const struct redundancy_rates *rates,
    struct redundancy *out, struct error *err)
    __attribute__((warn_unused_result));
void redundancy_explain(const char *who, struct date began, struct date ends,
    int age, int64_t average_pence, const struct redundancy_rates *rates,
    struct working *out);

#endif
