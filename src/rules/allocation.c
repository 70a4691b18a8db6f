#include "config.h"

#include "rules/allocation.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/money.h"

#define WHOLE INT64_C(10000) /* 100%, in hundredths of one percent */

static bool
given(const char *text)
{
	while (text && (*text == ' ' || *text == '\n' || *text == '\t'))
		text++;
	return text && *text;
}

/* What the points come to before anything is taken off. */
static enum allocation_state
price_points(const struct allocation_table *table,
    const struct allocation_ask *ask, struct allocation *out)
{
	if (ask->points < 0 || ask->natural_share < 0 ||
	    ask->natural_share > WHOLE)
		return ALLOCATION_IMPOSSIBLE;
	if (table->band_count == 0 && table->point_pence <= 0)
		return ALLOCATION_NO_TABLE;
	if (table->band_count == 0)
		return mul_checked(ask->points, table->point_pence,
		    &out->before_pence) &&
			out->before_pence <= MONEY_MAX_PENCE
		    ? ALLOCATION_KNOWN
		    : ALLOCATION_IMPOSSIBLE;
	for (size_t i = 0; i < table->band_count; i++)
		if (ask->points >= table->bands[i].from &&
		    ask->points <= table->bands[i].to) {
			out->band = &table->bands[i];
			out->before_pence = out->band->pence;
			return ALLOCATION_KNOWN;
		}
	return ALLOCATION_NO_BAND;
}

void
allocation_reckon(const struct allocation_table *table,
    const struct allocation_ask *ask, struct allocation *out)
{
	int64_t left;

	*out = (struct allocation){ 0 };
	if (ask->by_hand) {
		out->state = ask->hand_pence < 0 ? ALLOCATION_IMPOSSIBLE
		    : given(ask->reason)	 ? ALLOCATION_KNOWN
						 : ALLOCATION_NO_REASON;
		if (ask->hand_pence >= 0)
			out->before_pence = out->expected_pence =
			    ask->hand_pence;
		return;
	}
	out->state = price_points(table, ask, out);
	if (out->state != ALLOCATION_KNOWN) {
		out->before_pence = 0;
		return;
	}
	if (table->most_pence >= 0 && out->before_pence > table->most_pence) {
		out->before_pence = table->most_pence;
		out->capped = true;
	}
	/* at most 10^12 x 10^4 fits; rounded once, in what is left */
	left = div_half_up(out->before_pence * (WHOLE - ask->natural_share),
	    WHOLE);
	out->expected_pence = left;
	out->natural_pence = out->before_pence - left;
}

/* --- in words --- */

static void
explain_trouble(const struct allocation_ask *ask, enum allocation_state state,
    struct working *out)
{
	if (state == ALLOCATION_NO_BAND)
		working_add(out, NULL, "No amount can be worked out: the table "
		    "has no band for %" PRId64 " points. Put the amount by "
		    "hand, and say why.", ask->points);
	else if (state == ALLOCATION_NO_TABLE)
		working_add(out, NULL, "No amount can be worked out: nobody "
		    "has put in what a point is worth. Put the amount by "
		    "hand, and say why.");
	else
		working_add(out, NULL, "No amount can be worked out from "
		    "these figures: one of them is below zero or too large. "
		    "Check them.");
}

static void
explain_by_hand(const struct allocation_ask *ask,
    const struct allocation *allocation, struct working *out)
{
	working_add(out, NULL, "%s, put in by hand.",
	    money_pounds(allocation->expected_pence).text);
	if (allocation->state == ALLOCATION_NO_REASON)
		working_add(out, NULL, "No reason has been given yet. The "
		    "person is owed one.");
	else
		working_add(out, NULL, "The reason: %s", ask->reason);
}

static void
explain_points(const struct allocation_table *table,
    const struct allocation_ask *ask, const struct allocation *allocation,
    struct working *out)
{
	const struct allocation_band *band = allocation->band;

	if (band)
		working_add(out, table->source, "%" PRId64 " points are in the "
		    "band from %" PRId64 " to %" PRId64 ", which is %s a year.",
		    ask->points, band->from, band->to,
		    money_pounds(band->pence).text);
	else
		working_add(out, table->source, "%" PRId64 " points x %s = %s "
		    "a year.", ask->points,
		    money_pounds(table->point_pence).text,
		    money_pounds(ask->points * table->point_pence).text);
	if (allocation->capped)
		working_add(out, table->source, "That is above the most there "
		    "is, so it is %s.",
		    money_pounds(allocation->before_pence).text);
}

static void
explain_natural(const struct allocation_ask *ask,
    const struct allocation *allocation, struct working *out)
{
	struct buf share;

	buf_init(&share);
	decimal_format(ask->natural_share, 2, &share);
	working_add(out, NULL, "%s less %s%% (%s) for what family and friends "
	    "are willing and able to do = %s.",
	    money_pounds(allocation->before_pence).text, share.data,
	    money_pounds(allocation->natural_pence).text,
	    money_pounds(allocation->expected_pence).text);
	buf_clear(&share);
}

void
allocation_explain(const struct allocation_table *table,
    const struct allocation_ask *ask, const struct allocation *allocation,
    struct working *out)
{
	if (allocation->state > ALLOCATION_NO_REASON) {
		explain_trouble(ask, allocation->state, out);
		return;
	}
	if (ask->by_hand) {
		explain_by_hand(ask, allocation, out);
		return;
	}
	working_add(out, NULL, "The points alone suggest %s a year. It is a "
	    "first figure, not a promise.",
	    money_pounds(allocation->expected_pence).text);
	explain_points(table, ask, allocation, out);
	if (ask->natural_share > 0)
		explain_natural(ask, allocation, out);
}
