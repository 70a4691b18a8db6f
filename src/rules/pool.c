#include "config.h"

#include "rules/pool.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/money.h"
#include "rules/budget.h"
#include "rules/figure.h"

#define ONE 10000 /* in ten-thousandths, and 100% */

void
pool_split(int64_t cost_pence, const int64_t *shares, size_t count,
    int64_t *pence)
{
	struct spending_share *split = xcalloc(count + 1, sizeof *split);
	struct spending_stream *streams = xcalloc(count + 1, sizeof *streams);
	struct spending_line line = {
		.quantity = ONE,
		.price_pence = cost_pence,
		.times = ONE,
		.known = true,
		.shares = split,
		.share_count = count,
	};
	struct spending_total total;

	for (size_t i = 0; i < count; i++)
		split[i] = (struct spending_share){
			.stream = i,
			.share = shares[i],
		};
	budget_reckon(&line, 1, streams, count, &total);
	for (size_t i = 0; i < count; i++)
		pence[i] = split[i].cost_pence;
	free(streams);
	free(split);
}

/* False: too large to be money. */
static bool
add_up(struct pool *pool)
{
	pool->planned_pence = pool->used_pence = 0;
	for (size_t i = 0; i < pool->count; i++) {
		const struct pool_member *member = &pool->members[i];

		if (!add_checked(pool->planned_pence, member->planned_pence,
			&pool->planned_pence) ||
		    !add_checked(pool->used_pence, member->used_pence,
			&pool->used_pence) ||
		    pool->planned_pence > MONEY_MAX_PENCE ||
		    pool->used_pence > MONEY_MAX_PENCE) {
			pool->planned_pence = pool->used_pence = 0;
			return false;
		}
	}
	return true;
}

/* More than a tenth over: exactly a tenth is not. */
static bool
is_uneven(const struct pool_member *member)
{
	int64_t over = member->used_pence - member->fair_pence, limit, scaled;

	return over > 0 && mul_checked(over, ONE, &scaled) &&
	    mul_checked(member->fair_pence, POOL_UNEVEN, &limit) &&
	    scaled > limit;
}

void
pool_reckon(struct pool *pool)
{
	bool fits = add_up(pool);

	for (size_t i = 0; i < pool->count; i++) {
		struct pool_member *member = &pool->members[i];

		member->fair_pence = 0;
		member->uneven = false;
		/* what does not fit in 64 bits on the way is not known */
		member->known = fits && pool->planned_pence > 0 &&
		    pool->used_pence > 0 &&
		    mul_div(pool->used_pence, member->planned_pence, 1,
			pool->planned_pence, &member->fair_pence);
		if (member->known)
			member->uneven = is_uneven(member);
	}
}

static void
say(const struct pool *pool, const struct pool_member *member,
    struct working *out)
{
	const char *token = member->token ? member->token : "This member";
	int64_t over = member->used_pence - member->fair_pence;

	if (!member->known)
		working_add(out, NULL, pool->used_pence > 0
			? "%s: no part of the shared costs is planned, so there "
			  "is nothing to hold what was used against."
			: "%s: nothing has been used yet.", token);
	else if (member->uneven)
		working_add(out, NULL, "%s has used %s, which is %s more than "
		    "their part (%s): over by more than a tenth. Look at the "
		    "split again.", token,
		    money_pounds(member->used_pence).text,
		    money_pounds(over).text,
		    money_pounds(member->fair_pence).text);
	else
		working_add(out, NULL, "%s has used %s. Their part of what was "
		    "used is %s.", token,
		    money_pounds(member->used_pence).text,
		    money_pounds(member->fair_pence).text);
}

void
pool_explain(const struct pool *pool, size_t at, struct working *out)
{
	const struct pool_member *member = &pool->members[at];

	say(pool, member, out);
	if (!member->known)
		return;
	working_add(out, NULL, "Their part: %s used by all x %s planned for "
	    "them / %s planned for all = %s",
	    money_pounds(pool->used_pence).text,
	    money_pounds(member->planned_pence).text,
	    money_pounds(pool->planned_pence).text,
	    money_pounds(member->fair_pence).text);
	working_add(out, "A statement every month; a tenth over means a new "
			 "look at the split",
	    "%s used - %s = %s", money_pounds(member->used_pence).text,
	    money_pounds(member->fair_pence).text,
	    money_pounds(member->used_pence - member->fair_pence).text);
}
