/* section26: the three figures that a council's personal budget must state
 * (Care Act 2014, section 26; practice.md F20): what meeting the needs costs
 * the council, what of that the person pays, and what the council pays. */
#ifndef RULES_SECTION26_H
#define RULES_SECTION26_H

#include <stdbool.h>
#include <stdint.h>

#include "rules/working.h"

struct buf;

/* Over the plan; amounts 0 or more. */
struct section26 {
	int64_t cost_pence;	  /* of the council's Care Act money */
	int64_t chargeable_pence; /* of that, what may be charged for */
	bool person_known;	  /* false: not yet worked out */
	int64_t asked_pence;	  /* what the amounts a week come to */
	/* out; the last two only if the person's part is known */
	int64_t person_pence, council_pence;
	bool capped; /* more was asked than may be charged for */
};

/* Fills every `out`. The person never pays more than may be charged for, and
 * the two parts always make the cost. */
void section26_reckon(struct section26 *statement);
/* Appends an amount of it, or that it is not yet worked out. */
void section26_amount(const struct section26 *statement, int64_t pence,
    struct buf *out);
void section26_explain(const struct section26 *statement, struct working *out);

#endif
