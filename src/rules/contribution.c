#include "config.h"

#include "rules/contribution.h"

#include "base/date.h"
#include "base/money.h"
#include "rules/figure.h"

#define DAYS_A_WEEK 7

static const struct rate *
rate_of(const struct charging_rates *rates, enum charging_rate which)
{
	return rates->by[which];
}

static bool
limits_known(const struct charging_rates *rates)
{
	return figure_known(rate_of(rates, CHARGING_UPPER_CAPITAL)) &&
	    figure_known(rate_of(rates, CHARGING_LOWER_CAPITAL)) &&
	    figure_known(rate_of(rates, CHARGING_TARIFF_AMOUNT)) &&
	    figure_value(rate_of(rates, CHARGING_TARIFF_STEP)) > 0;
}

bool
tariff_income(int64_t capital_pence, const struct charging_rates *rates,
    int64_t *weekly_pence)
{
	*weekly_pence = 0;
	if (!limits_known(rates) ||
	    capital_pence > rate_of(rates, CHARGING_UPPER_CAPITAL)->value)
		return false;

	int64_t over =
	    capital_pence - rate_of(rates, CHARGING_LOWER_CAPITAL)->value;
	int64_t step = rate_of(rates, CHARGING_TARIFF_STEP)->value;

	if (over <= 0)
		return true;
	return mul_checked(over / step + (over % step > 0),
	    rate_of(rates, CHARGING_TARIFF_AMOUNT)->value, weekly_pence);
}

/* --- the sum --- */

/* Of what is held with a partner, half; an odd penny counts for the person. */
static int64_t
capital_that_counts(const struct means *means)
{
	return means->capital_joint ? means->capital_pence / 2
				    : means->capital_pence;
}

static int64_t
weekly_cost(const struct means *means)
{
	return div_half_up(means->chargeable_pence, means->plan_weeks);
}

/* The amount a week and over the plan, from what the sum leaves. */
static void
apply_limits(const struct means *means, const struct charging_rates *rates,
    struct contribution *out)
{
	int64_t cost = weekly_cost(means);
	int64_t least = figure_value(rate_of(rates, CHARGING_MINIMUM));

	out->weekly_pence = out->left_pence > 0 ? out->left_pence : 0;
	if (out->over_upper || out->weekly_pence > cost) {
		out->capped = !out->over_upper;
		out->weekly_pence = cost;
		out->plan_pence = means->chargeable_pence;
	} else if (!mul_checked(out->weekly_pence, means->plan_weeks,
		       &out->plan_pence) ||
	    out->plan_pence > means->chargeable_pence)
		out->plan_pence = means->chargeable_pence;
	if (out->weekly_pence > 0 && out->weekly_pence < least) {
		out->below_minimum = true;
		out->weekly_pence = out->plan_pence = 0;
	}
}

void
contribution_reckon(const struct means *means,
    const struct charging_rates *rates, struct contribution *out)
{
	*out = (struct contribution){ .capital_pence =
		capital_that_counts(means) };
	if (!means->capital_known)
		out->state = CONTRIBUTION_NO_CAPITAL;
	else if (!limits_known(rates))
		out->state = CONTRIBUTION_NO_RATES;
	else if (!tariff_income(out->capital_pence, rates, &out->tariff_pence))
		out->over_upper = true;
	else if (!means->income_known)
		out->state = CONTRIBUTION_NO_INCOME;
	else if (!means->mig_known)
		out->state = CONTRIBUTION_NO_MIG;
	else
		out->left_pence = means->income_pence + out->tariff_pence -
		    means->mig_pence - means->disability_pence -
		    means->housing_pence;
	if (out->state == CONTRIBUTION_KNOWN && !means->chargeable_known &&
	    (out->over_upper || out->left_pence > 0))
		out->state = CONTRIBUTION_NO_COSTS;
	if (out->state == CONTRIBUTION_KNOWN)
		apply_limits(means, rates, out);
}

const char *
contribution_missing(enum contribution_state state)
{
	switch (state) {
	case CONTRIBUTION_KNOWN:
		break;
	case CONTRIBUTION_NO_INCOME:
		return "nobody has said yet what income counts";
	case CONTRIBUTION_NO_CAPITAL:
		return "nobody has said yet what savings count";
	case CONTRIBUTION_NO_MIG:
		return "the minimum income guarantee is not known";
	case CONTRIBUTION_NO_RATES:
		return "the limits for savings are not known for these dates";
	case CONTRIBUTION_NO_COSTS:
		return "the costs that may be charged for are not all known";
	}
	return NULL;
}

/* --- how it came about --- */

static void
explain_capital(const struct means *means, const struct charging_rates *rates,
    const struct contribution *from, struct working *out)
{
	const struct rate *upper = rate_of(rates, CHARGING_UPPER_CAPITAL);
	const struct rate *lower = rate_of(rates, CHARGING_LOWER_CAPITAL);
	const struct rate *step = rate_of(rates, CHARGING_TARIFF_STEP);
	const struct rate *amount = rate_of(rates, CHARGING_TARIFF_AMOUNT);
	struct money_text capital = money_pounds(from->capital_pence);

	if (means->capital_joint)
		working_add(out, NULL,
		    "Of the %s held with a partner, half counts: %s.",
		    money_pounds(means->capital_pence).text, capital.text);
	if (from->over_upper) {
		figure_step(out, upper,
		    "Savings of %s are over the upper limit, %s.",
		    capital.text, money_pounds(upper->value).text);
		return;
	}
	if (from->tariff_pence == 0) {
		figure_step(out, lower,
		    "Savings of %s do not count: they are not over the lower "
		    "limit, %s.",
		    capital.text, money_pounds(lower->value).text);
		return;
	}
	figure_step(out, lower,
	    "Savings of %s: what is over the lower limit, %s, counts as "
	    "income of %s a week.",
	    capital.text, money_pounds(lower->value).text,
	    money_pounds(from->tariff_pence).text);
	figure_step(out, amount,
	    "Each %s over it, or part of %s, counts as %s a week.",
	    money_pounds(step->value).text, money_pounds(step->value).text,
	    money_pounds(amount->value).text);
}

static void
explain_limits(const struct means *means, const struct charging_rates *rates,
    const struct contribution *from, struct working *out)
{
	if (from->left_pence < 0)
		working_add(out, NULL, "That is below nothing, so you pay "
				       "nothing.");
	if (from->capped)
		working_add(out, NULL,
		    "What may be charged for costs %s over %d weeks, which "
		    "is %s a week. You never pay more than that.",
		    money_pounds(means->chargeable_pence).text,
		    means->plan_weeks,
		    money_pounds(weekly_cost(means)).text);
	if (from->below_minimum)
		figure_step(out, rate_of(rates, CHARGING_MINIMUM),
		    "That is less than the council asks for, so you pay "
		    "nothing.");
	if (from->capped || from->over_upper)
		working_add(out, NULL, "Over the plan that is %s.",
		    money_pounds(from->plan_pence).text);
	else if (from->weekly_pence > 0)
		working_add(out, NULL, "%s x %d weeks = %s over the plan%s.",
		    money_pounds(from->weekly_pence).text, means->plan_weeks,
		    money_pounds(from->plan_pence).text,
		    from->weekly_pence * means->plan_weeks == from->plan_pence
			? ""
			: ", because you never pay more than the cost");
}

static void
explain_sum(const struct contribution *from, struct working *out)
{
	static const char law[] = "Care Act 2014, section 14";

	if (from->over_upper)
		working_add(out, law,
		    "By these figures you would pay the full cost of what may "
		    "be charged for: %s a week.",
		    money_pounds(from->weekly_pence).text);
	else
		working_add(out, law,
		    "By these figures you would pay %s a week.",
		    money_pounds(from->weekly_pence).text);
}

void
contribution_explain(const struct means *means,
    const struct charging_rates *rates, const struct contribution *from,
    struct working *out)
{
	if (from->state != CONTRIBUTION_KNOWN) {
		working_add(out, NULL,
		    "What you pay is not yet worked out, because %s. You "
		    "will be told before any bill.",
		    contribution_missing(from->state));
		return;
	}
	explain_sum(from, out);
	explain_capital(means, rates, from, out);
	if (!from->over_upper)
		working_add(out, NULL,
		    "%s income + %s for savings - %s that you must be left "
		    "with - %s disability costs - %s housing costs = %s.",
		    money_pounds(means->income_pence).text,
		    money_pounds(from->tariff_pence).text,
		    money_pounds(means->mig_pence).text,
		    money_pounds(means->disability_pence).text,
		    money_pounds(means->housing_pence).text,
		    money_pounds(from->left_pence).text);
	explain_limits(means, rates, from, out);
}

/* --- what is paid from when --- */

/* The row that holds on DAY (COUNT: none), and in *LAST, which holds the last
 * day that matters, the last on which that is still so. */
static size_t
row_that_holds(const struct contribution_row *rows, size_t count, long day,
    long *last)
{
	size_t now = count;

	for (size_t i = 0; i < count; i++) {
		const struct contribution_row *row = &rows[i];

		if (row->last < row->first || row->last < day)
			continue;
		if (row->first > day) {
			if (row->first <= *last)
				*last = row->first - 1;
		} else if (now == count || row->first > rows[now].first ||
		    (row->first == rows[now].first &&
			row->weekly_pence < rows[now].weekly_pence))
			now = i;
	}
	/* when it ends, one that began before may hold again */
	if (now < count && rows[now].last < *last)
		*last = rows[now].last;
	return now;
}

static int64_t
weekly_of(const struct contribution_row *row)
{
	return row->waived ? 0 : row->weekly_pence;
}

int64_t
contribution_rows_total(struct contribution_row *rows, size_t count,
    long plan_first, long plan_last)
{
	int64_t total = 0;

	for (size_t i = 0; i < count; i++)
		rows[i].days = 0;
	for (long day = plan_first, last; day <= plan_last; day = last + 1) {
		last = plan_last;
		size_t i = row_that_holds(rows, count, day, &last);

		if (i < count)
			rows[i].days += last - day + 1;
	}
	for (size_t i = 0; i < count; i++) {
		rows[i].total_pence = div_half_up(
		    weekly_of(&rows[i]) * rows[i].days, DAYS_A_WEEK);
		total += rows[i].total_pence;
	}
	return total;
}

int64_t
contribution_sevenths(const struct contribution_row *rows, size_t count,
    long first, long last)
{
	int64_t sum = 0;

	for (long day = first, until; day <= last; day = until + 1) {
		until = last;
		size_t i = row_that_holds(rows, count, day, &until);

		if (i < count)
			sum += weekly_of(&rows[i]) * (until - day + 1);
	}
	return sum;
}

void
contribution_rows_explain(const struct contribution_row *rows, size_t count,
    struct working *out)
{
	int64_t total = 0;

	for (size_t i = 0; i < count; i++)
		total += rows[i].total_pence;
	working_add(out, "The amounts finance has given",
	    "You pay %s while the plan runs.", money_pounds(total).text);
	for (size_t i = 0; i < count; i++) {
		const struct contribution_row *row = &rows[i];
		char first[32];

		date_format_long(date_from_days(row->first), first);
		if (row->waived)
			working_add(out, NULL, "From %s: not charged, %s.",
			    first, figure_weeks(row->days).text);
		else
			working_add(out, NULL,
			    "From %s: %s a week for %s = %s.", first,
			    money_pounds(row->weekly_pence).text,
			    figure_weeks(row->days).text,
			    money_pounds(row->total_pence).text);
	}
}
