#include "config.h"

#include "rules/ni.h"

#include "base/money.h"
#include "rules/wages.h"

#define WHOLE_PERCENT INT64_C(10000)

static const struct rate *
limit_of(int age, const struct ni_rates *rates)
{
	bool young =
	    age != AGE_NOT_KNOWN && age < figure_age(rates->free_under, 0);

	return young ? rates->upper : rates->threshold;
}

static bool
have_rates(int age, const struct ni_rates *rates, struct error *err)
{
	return figure_need(rates->percent,
		   "The rate of employer National Insurance", err) &&
	    figure_need(limit_of(age, rates),
		"The pay at which employer National Insurance starts", err);
}

static bool
too_large(struct error *err)
{
	return error_set(err, ERR_USER,
	    "The pay is too large to work out, or below zero. Check the hours, "
	    "the rate and the dates.");
}

bool
ni_reckon(int64_t pay_pence, long days, int age, const struct ni_rates *rates,
    int64_t *ni_pence, struct error *err)
{
	int64_t pay, limit;

	*ni_pence = 0;
	if (!have_rates(age, rates, err))
		return false;
	/* both as for a year, times days: nothing is rounded on the way */
	if (pay_pence < 0 || days < 0 ||
	    !mul_checked(pay_pence, DAYS_A_YEAR, &pay) ||
	    !mul_checked(limit_of(age, rates)->value, days, &limit))
		return too_large(err);
	if (pay <= limit)
		return true;
	if (!mul_div(pay - limit, rates->percent->value, 1,
		DAYS_A_YEAR * WHOLE_PERCENT, ni_pence))
		return too_large(err);
	return true;
}

bool
ni_allowance(int64_t gross_pence, long days, const struct ni_rates *rates,
    int64_t *off_pence, struct error *err)
{
	*off_pence = 0;
	if (!figure_need(rates->allowance, "The Employment Allowance", err))
		return false;
	if (!mul_div(rates->allowance->value, days < 1 ? 1 : days, 1,
		DAYS_A_YEAR, off_pence))
		return too_large(err);
	if (*off_pence > gross_pence)
		*off_pence = gross_pence;
	return true;
}

/* The limit for the days of the job; said only where it is not a year's. */
static int64_t
explain_limit(const struct rate *limit, long days, struct working *out)
{
	int64_t part;

	if (days == DAYS_A_YEAR ||
	    !mul_div(limit->value, days, 1, DAYS_A_YEAR, &part))
		return limit->value;
	figure_step(out, limit, "%s a year, for %s of 52: %s",
	    money_pounds(limit->value).text, figure_weeks(days).text, money_pounds(part).text);
	return part;
}

void
ni_explain(const char *who, int64_t pay_pence, long days, int age,
    const struct ni_rates *rates, struct working *out)
{
	struct error err;
	int64_t ni;

	if (!ni_reckon(pay_pence, days, age, rates, &ni, &err)) {
		working_add(out, NULL, "Employer National Insurance for %s: %s",
		    who, err.text);
		return;
	}
	const struct rate *limit = limit_of(age, rates);
	working_add(out, NULL,
	    "Employer National Insurance for %s comes to %s, before the "
	    "Employment Allowance.",
	    who, money_pounds(ni).text);
	if (limit == rates->upper)
		figure_step(out, rates->free_under,
		    "Under %d, the employer pays none up to %s a year.",
		    figure_age(rates->free_under, 0),
		    money_pounds(limit->value).text);
	int64_t part = explain_limit(limit, days, out);
	if (pay_pence <= part) {
		figure_step(out, limit,
		    "Pay of %s is not above %s: none is due.",
		    money_pounds(pay_pence).text, money_pounds(part).text);
		return;
	}
	figure_step(out, limit, "Pay %s - %s = %s", money_pounds(pay_pence).text,
	    money_pounds(part).text, money_pounds(pay_pence - part).text);
	figure_step(out, rates->percent, "%s x %s = %s",
	    money_pounds(pay_pence - part).text, figure_percent(rates->percent->value).text,
	    money_pounds(ni).text);
}
