/* pool: money that a household shares (practice.md F11, domain.md C4). Each
 * member's money stays their own: a shared cost is split between them to the
 * penny, and what each has used is held against what is theirs, so that nobody
 * quietly uses another's. */
#ifndef RULES_POOL_H
#define RULES_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rules/working.h"

/* Who uses this much more than their part of all that was used (in
 * hundredths of one percent) is told of: C4, "if one member is 10% over". */
#define POOL_UNEVEN 1000

struct pool_member {
	const char *token;     /* what stands for them: no name */
	int64_t planned_pence; /* their part of the shared costs; 0 or more */
	int64_t used_pence;    /* of that, so far; 0 or more */
	int64_t fair_pence;    /* out: their part of all that was used */
	bool known;  /* out: there is something to hold it against */
	bool uneven; /* out: they used more than a tenth over it */
};

struct pool {
	struct pool_member *members;
	size_t count;
	int64_t planned_pence, used_pence; /* out: of all; MONEY_MAX_PENCE at
					    * most each, else nothing is known */
};

/* COST split by SHARES (hundredths of one percent each) into PENCE, one
 * each: as the lines of a plan are (budget.h), so the last that is above 0%
 * takes the odd pennies, and parts of 100% make the whole. */
void pool_split(int64_t cost_pence, const int64_t *shares, size_t count,
    int64_t *pence);

/* Fills every `out`. A member's fair part is what all have used, times their
 * planned part of what all planned, rounded to a penny. */
void pool_reckon(struct pool *pool);
/* One sentence about the member AT, which names nobody, then the sum. For
 * whoever looks after the pool: the sum shows what all used together. */
void pool_explain(const struct pool *pool, size_t at, struct working *out);

#endif
