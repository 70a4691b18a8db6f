#include "config.h"

#include "rules/mig.h"

#include "base/money.h"
#include "rules/figure.h"

static enum charging_rate
main_part(const struct mig_asked *asked)
{
	bool pension = asked->age == MIG_AGE_PENSION;

	switch (asked->household) {
	case HOUSEHOLD_COUPLE:
		return pension ? CHARGING_MIG_COUPLE_PENSION
			       : CHARGING_MIG_COUPLE;
	case HOUSEHOLD_LONE_PARENT:
		return pension ? CHARGING_MIG_PENSION
			       : CHARGING_MIG_LONE_PARENT;
	case HOUSEHOLD_SINGLE:
		break;
	}
	return pension			   ? CHARGING_MIG_PENSION
	    : asked->age == MIG_AGE_18 ? CHARGING_MIG_18
				       : CHARGING_MIG_25;
}

static void
add_part(struct mig *mig, enum charging_rate rate, int64_t times)
{
	mig->parts[mig->part_count].rate = rate;
	mig->parts[mig->part_count++].times = times;
}

static void
add_premiums(const struct mig_asked *asked, struct mig *mig)
{
	bool couple = asked->household == HOUSEHOLD_COUPLE;

	if (asked->age != MIG_AGE_PENSION) {
		if (asked->premiums & PREMIUM_DISABILITY)
			add_part(mig,
			    couple ? CHARGING_MIG_DISABILITY_COUPLE
				   : CHARGING_MIG_DISABILITY, 1);
		if (asked->premiums & PREMIUM_ENHANCED)
			add_part(mig,
			    couple ? CHARGING_MIG_ENHANCED_COUPLE
				   : CHARGING_MIG_ENHANCED, 1);
	}
	if (asked->premiums & PREMIUM_CARER)
		add_part(mig, CHARGING_MIG_CARER, 1);
}

void
mig_reckon(const struct mig_asked *asked, const struct charging_rates *rates,
    struct mig *mig)
{
	*mig = (struct mig){ .known = true };
	add_part(mig, main_part(asked), 1);
	if (asked->children > 0)
		add_part(mig, CHARGING_MIG_CHILD, asked->children);
	add_premiums(asked, mig);
	for (size_t i = 0; i < mig->part_count; i++) {
		const struct rate *rate = rates->by[mig->parts[i].rate];
		int64_t part;

		mig->known = mig->known && figure_known(rate) &&
		    mul_checked(rate->value, mig->parts[i].times, &part) &&
		    add_checked(mig->weekly_pence, part, &mig->weekly_pence) &&
		    mig->weekly_pence <= MONEY_MAX_PENCE;
	}
	if (!mig->known)
		mig->weekly_pence = 0;
}

/* The source of the step names the part. */
static void
explain_part(const struct rate *rate, int64_t times, struct working *out)
{
	if (!figure_known(rate))
		figure_step(out, rate, "One part of it is not known.");
	else if (times == 1)
		figure_step(out, rate, "One part of it is %s.",
		    money_pounds(rate->value).text);
	else
		figure_step(out, rate, "One part of it is %lld x %s.",
		    (long long)times, money_pounds(rate->value).text);
}

void
mig_explain(const struct mig *mig, const struct charging_rates *rates,
    struct working *out)
{
	static const char law[] = "Care Act 2014, section 14(7)";

	if (mig->known)
		working_add(out, law,
		    "After paying for care you must be left with at least %s "
		    "a week: the minimum income guarantee.",
		    money_pounds(mig->weekly_pence).text);
	else
		working_add(out, law,
		    "The minimum income guarantee is not worked out: a part of "
		    "it is not known for these dates. Ask the finance team "
		    "for the figure.");
	for (size_t i = 0; i < mig->part_count; i++)
		explain_part(rates->by[mig->parts[i].rate],
		    mig->parts[i].times, out);
}
