#include "config.h"

#include "rules/sick_pay.h"

#include "base/money.h"

#define ONE INT64_C(10000) /* once, and 100% */
#define WEEKS_A_YEAR 52

static bool
too_large(struct error *err)
{
	return error_set(err, ERR_USER,
	    "The pay is too large to work out, or below zero. Check the hours "
	    "and the rate.");
}

static bool
earns_too_little(int64_t average_pence, const struct sick_rates *rates)
{
	return figure_value(rates->has_lower_limit) == ONE &&
	    figure_known(rates->lower_limit) &&
	    average_pence < div_half_up(rates->lower_limit->value, WEEKS_A_YEAR);
}

bool
sick_week(int64_t average_pence, const struct sick_rates *rates,
    int64_t *week_pence, struct error *err)
{
	int64_t part = INT64_MAX;

	*week_pence = 0;
	if (!figure_need(rates->week, "Statutory sick pay", err))
		return false;
	if (average_pence < 0 || average_pence > MONEY_MAX_PENCE)
		return too_large(err);
	if (earns_too_little(average_pence, rates))
		return true;
	if (figure_known(rates->percent) &&
	    !mul_div(average_pence, rates->percent->value, 1, ONE, &part))
		return too_large(err);
	*week_pence = part < rates->week->value ? part : rates->week->value;
	return true;
}

/* The days paid for, in ten-thousandths: those of so many weeks, less the
 * waiting days. */
static int64_t
paid_days(int64_t weeks, int days_a_week, const struct sick_rates *rates)
{
	int64_t days = weeks * days_a_week - figure_value(rates->waiting);

	return days > 0 ? days : 0;
}

bool
sick_pay(int64_t average_pence, int64_t weeks, int days_a_week,
    const struct sick_rates *rates, int64_t *pence, struct error *err)
{
	int64_t week;

	*pence = 0;
	if (!sick_week(average_pence, rates, &week, err))
		return false;
	if (weeks < 0 || weeks > 5200 * ONE || days_a_week < 1 ||
	    days_a_week > 7 ||
	    !mul_div(week, paid_days(weeks, days_a_week, rates), 1,
		days_a_week * ONE, pence))
		return too_large(err);
	return true;
}

static void
explain_week(int64_t average_pence, int64_t week_pence,
    const struct sick_rates *rates, struct working *out)
{
	if (earns_too_little(average_pence, rates)) {
		figure_step(out, rates->lower_limit,
		    "%s a week is below %s: no sick pay is due.",
		    money_pounds(average_pence).text,
		    money_pounds(div_half_up(rates->lower_limit->value,
				     WEEKS_A_YEAR))
			.text);
		return;
	}
	if (figure_known(rates->percent))
		figure_step(out, rates->percent,
		    "%s of usual pay of %s a week, and at most %s: %s a week",
		    figure_percent(rates->percent->value).text,
		    money_pounds(average_pence).text,
		    money_pounds(rates->week->value).text,
		    money_pounds(week_pence).text);
	figure_step(out, rates->week, "At most %s a week",
	    money_pounds(rates->week->value).text);
}

void
sick_pay_explain(const char *who, int64_t average_pence, int64_t weeks,
    int days_a_week, const struct sick_rates *rates, struct working *out)
{
	int64_t week, all;
	struct error err;

	if (!sick_pay(average_pence, weeks, days_a_week, rates, &all, &err) ||
	    !sick_week(average_pence, rates, &week, &err)) {
		working_add(out, NULL, "Sick pay for %s: %s", who, err.text);
		return;
	}
	working_add(out, NULL,
	    "Sick pay for %s would be %s for %s weeks. It is in no total: keep "
	    "it back, just in case.",
	    who, money_pounds(all).text, figure_number(weeks).text);
	explain_week(average_pence, week, rates, out);
	if (figure_value(rates->waiting) > 0)
		figure_step(out, rates->waiting,
		    "The first %s days are not paid: %s days of %d a week are.",
		    figure_number(rates->waiting->value).text,
		    figure_number(paid_days(weeks, days_a_week, rates)).text,
		    days_a_week);
	working_add(out, NULL,
	    "Wages are not paid for those hours, so they pay for whoever comes "
	    "instead.");
}
