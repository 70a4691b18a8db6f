/* contribution: what a person pays a week towards council care, by the figures
 * that the council's finance team gives (domain.md E8, practice.md F18 to F20,
 * F33). It shows that sum step by step; it is no means test and decides
 * nothing. What has not been worked out says so, and is never 0.00. */
#ifndef RULES_CONTRIBUTION_H
#define RULES_CONTRIBUTION_H

#include "rules/charging.h"

/* --- the sum --- */

/* What finance counts; amounts a week, all 0 or more. */
struct means {
	bool income_known;
	int64_t income_pence; /* without earnings and what else is left out */
	bool capital_known;
	int64_t capital_pence;
	bool capital_joint; /* held with a partner: half of it counts */
	bool mig_known;
	int64_t mig_pence; /* as finance has it, or as mig_reckon has */
	int64_t disability_pence, housing_pence;
	/* What it is to pay for, over the plan: what may be charged for. */
	bool chargeable_known;
	int64_t chargeable_pence;
	int plan_weeks; /* 1 or more */
};

enum contribution_state {
	CONTRIBUTION_KNOWN,
	/* Not worked out, for want of: */
	CONTRIBUTION_NO_INCOME,
	CONTRIBUTION_NO_CAPITAL,
	CONTRIBUTION_NO_MIG,
	CONTRIBUTION_NO_RATES,
	CONTRIBUTION_NO_COSTS,
};

struct contribution {
	enum contribution_state state; /* not known: what follows is nothing */
	int64_t capital_pence;	       /* what counts of it */
	bool over_upper;	       /* the full cost, and no sum */
	int64_t tariff_pence;
	int64_t left_pence; /* after all that is left out; may be below 0 */
	bool capped;	    /* else it would be more than the cost */
	bool below_minimum; /* nothing is charged */
	int64_t weekly_pence;
	int64_t plan_pence; /* weekly x weeks, at most what may be charged */
};

/* Each step of capital, or part of one, above the lower limit counts as so much
 * a week; nothing does up to it. False: the capital is over the upper limit, or
 * the rates are not known. */
bool tariff_income(int64_t capital_pence, const struct charging_rates *rates,
    int64_t *weekly_pence) __attribute__((warn_unused_result));

/* max(0, min(what may be charged for, income + tariff - guarantee - disability
 * costs - housing)); above the upper limit all that may be charged for; below
 * the local minimum nothing. */
void contribution_reckon(const struct means *means,
    const struct charging_rates *rates, struct contribution *out);
void contribution_explain(const struct means *means,
    const struct charging_rates *rates, const struct contribution *from,
    struct working *out);
/* "...because nobody has said what income counts"; NULL: it is known. */
const char *contribution_missing(enum contribution_state state);

/* --- what is paid from when: finance's own amounts --- */

struct contribution_row {
	long first, last; /* days as in base/date.h; none if LAST is first */
	int64_t weekly_pence; /* 0 or more */
	bool waived;	      /* known, and nothing is asked */
	/* out */
	long days; /* of the plan, on which this row holds */
	int64_t total_pence;
};

/* On each day the row holds that was the last to begin; of two that begin on
 * one day the lower, so that nobody is asked for too much. Fills every `out`:
 * days / 7 x the amount a week, rounded once a row. The sum of the rows. */
int64_t contribution_rows_total(struct contribution_row *rows, size_t count,
    long plan_first, long plan_last);
/* Seven times what is to be paid for the days FIRST to LAST, not rounded. */
int64_t contribution_sevenths(const struct contribution_row *rows,
    size_t count, long first, long last);
void contribution_rows_explain(const struct contribution_row *rows,
    size_t count, struct working *out);

#endif
