/* mig: the minimum income guarantee, what a person must be left with a week
 * after paying for care at home, from household, age and premiums (domain.md
 * E8, practice.md F19). */
#ifndef RULES_MIG_H
#define RULES_MIG_H

#include "rules/charging.h"

enum household { HOUSEHOLD_SINGLE, HOUSEHOLD_COUPLE, HOUSEHOLD_LONE_PARENT };
enum mig_age { MIG_AGE_18, MIG_AGE_25, MIG_AGE_PENSION };

enum {
	PREMIUM_DISABILITY = 1,
	PREMIUM_ENHANCED = 2,
	PREMIUM_CARER = 4,
};

/* Whom it is for. Of a couple it is this one person's part. */
struct mig_asked {
	enum household household;
	enum mig_age age;
	int64_t children; /* 0 or more, that they are responsible for */
	unsigned premiums;
};

#define MIG_PARTS 5
struct mig {
	bool known; /* false: a part is not known for these dates, or too many
		     * children: there is no sum */
	int64_t weekly_pence;
	struct {
		enum charging_rate rate;
		int64_t times;
	} parts[MIG_PARTS];
	size_t part_count;
};

/* The parts, and their sum. Premiums for disability are for people below
 * pension age. */
void mig_reckon(const struct mig_asked *asked,
    const struct charging_rates *rates, struct mig *mig);
void mig_explain(const struct mig *mig, const struct charging_rates *rates,
    struct working *out);

#endif
