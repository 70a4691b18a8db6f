/* surplus: money kept back for what may happen, money left in the account, and
 * money set free (domain.md E4 and H, practice.md F31, F34). */
#ifndef RULES_SURPLUS_H
#define RULES_SURPLUS_H

#include <stdbool.h>
#include <stdint.h>

#include "rules/rates.h"
#include "rules/working.h"

/* What may be worth keeping back: WEEKS (a whole number as rates have it) of
 * what personal assistants cost over the plan. False: the rate is not known or
 * the sum is too large. */
bool contingency_suggest(int64_t assistants_pence, int plan_weeks,
    const struct rate *weeks, int64_t *pence)
    __attribute__((warn_unused_result));
void contingency_explain(int64_t assistants_pence, int plan_weeks,
    const struct rate *weeks, struct working *out);

/* An account at a review; amounts are 0 or more, but for the balance. */
struct account {
	int64_t balance_pence;
	/* in it, but not left over: */
	int64_t unpaid_pence; /* bills that have come */
	int64_t tax_pence;    /* owed to the tax office */
	int64_t saving_pence; /* saved up for what was agreed */
	int64_t hospital_weeks; /* ten-thousandths: weeks' money not needed */
	int64_t weekly_pence; /* what a week of the plan costs */
	const struct rate *most_weeks; /* how many may be in it */
};

struct surplus {
	bool known; /* false: no cost a week, no rate, or too large */
	int64_t hospital_pence;
	int64_t counted_pence; /* what is left when all that is taken off */
	int64_t weeks;	       /* hundredths: how long it would last */
	int64_t allowed_pence;
	int64_t excess_pence; /* 0: none */
};

/* A warning at most: whoever pays may ask for the excess, and need not. */
void surplus_reckon(const struct account *account, struct surplus *surplus);
void surplus_explain(const struct account *account,
    const struct surplus *surplus, struct working *out);

/* What the help cost before, a year, less what it costs now in 52 weeks.
 * People who take a budget differ in other ways, so this is never a target and
 * never the reason. */
struct freed {
	int64_t before_pence; /* a year; 0 or more, as are the others */
	int64_t recurring_pence, contingency_pence; /* over the plan */
	int plan_weeks; /* 1 or more */
	/* out */
	int64_t now_pence;
	int64_t freed_pence; /* below 0: it costs more now */
};

void freed_reckon(struct freed *freed);
void freed_explain(const struct freed *freed, struct working *out);

#endif
