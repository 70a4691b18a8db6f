#include "config.h"

#include "rules/pension.h"

#include "base/money.h"
#include "rules/wages.h"

/* Any right to join is from 16 to 74 (Pensions Act 2008, sections 7 to 9). */
#define YOUNGEST 16
#define OLDEST 75
#define WHOLE_PERCENT INT64_C(10000)

static bool
have_rates(const struct pension_rates *rates, struct error *err)
{
	return figure_need(rates->trigger,
		   "The pay at which somebody joins a pension", err) &&
	    figure_need(rates->lower, "The lower limit of pension pay", err) &&
	    figure_need(rates->upper, "The upper limit of pension pay", err) &&
	    figure_need(rates->employer, "The employer's share of a pension",
		err) &&
	    figure_need(rates->total, "The least that goes into a pension",
		err);
}

/* Is pay of so much in DAYS above LIMIT a year? */
static bool
above(int64_t pay_pence, long days, const struct rate *limit)
{
	int64_t pay, at;

	return mul_checked(pay_pence, DAYS_A_YEAR, &pay) &&
	    mul_checked(limit->value, days, &at) && pay > at;
}

static bool
of_age_to_enrol(int age, const struct pension_rates *rates)
{
	if (age == AGE_NOT_KNOWN)
		return true;
	return age >= figure_age(rates->from_age, YOUNGEST) &&
	    age < figure_age(rates->until_age, OLDEST);
}

static enum pension_duty
duty_of(int64_t pay_pence, long days, int age,
    const struct pension_rates *rates)
{
	if (age != AGE_NOT_KNOWN && (age < YOUNGEST || age >= OLDEST))
		return PENSION_NONE;
	if (!above(pay_pence, days, rates->lower))
		return PENSION_JOIN;
	if (above(pay_pence, days, rates->trigger) &&
	    of_age_to_enrol(age, rates))
		return PENSION_ENROL;
	return PENSION_OPT_IN;
}

/* In 364ths of a penny: the pay between the limits. */
static bool
qualifying_pay(int64_t pay_pence, long days, const struct pension_rates *rates,
    int64_t *out)
{
	int64_t pay, lower, upper;

	if (pay_pence < 0 || days < 0 ||
	    !mul_checked(pay_pence, DAYS_A_YEAR, &pay) ||
	    !mul_checked(rates->lower->value, days, &lower) ||
	    !mul_checked(rates->upper->value, days, &upper))
		return false;
	if (pay > upper)
		pay = upper;
	*out = pay > lower ? pay - lower : 0;
	return true;
}

bool
pension_reckon(int64_t pay_pence, long days, int age, bool opted_in,
    const struct pension_rates *rates, struct pension *out, struct error *err)
{
	int64_t pay, total;

	*out = (struct pension){ 0 };
	if (!have_rates(rates, err))
		return false;
	if (!qualifying_pay(pay_pence, days, rates, &pay) ||
	    !mul_div(pay, rates->employer->value, 1,
		DAYS_A_YEAR * WHOLE_PERCENT, &out->if_joined_pence) ||
	    !mul_div(pay, rates->total->value, 1, DAYS_A_YEAR * WHOLE_PERCENT,
		&total))
		return error_set(err, ERR_USER,
		    "The pay is too large to work out, or below zero. Check "
		    "the hours, the rate and the dates.");
	out->qualifying_pence = div_half_up(pay, DAYS_A_YEAR);
	out->duty = duty_of(pay_pence, days, age, rates);
	out->paid = out->duty == PENSION_ENROL ||
	    (out->duty == PENSION_OPT_IN && opted_in);
	if (out->duty < PENSION_OPT_IN)
		out->if_joined_pence = 0;
	if (out->paid) {
		out->employer_pence = out->if_joined_pence;
		out->worker_pence = total - out->employer_pence;
	}
	return true;
}

static void
explain_sum(int64_t pay_pence, long days, const struct pension *pension,
    const struct pension_rates *rates, struct working *out)
{
	int64_t lower = rates->lower->value, upper = rates->upper->value;

	if (days == DAYS_A_YEAR && pay_pence <= upper)
		figure_step(out, rates->lower, "Pay %s - %s = %s",
		    money_pounds(pay_pence).text, money_pounds(lower).text,
		    money_pounds(pension->qualifying_pence).text);
	else
		figure_step(out, rates->lower,
		    "Of pay of %s in %s, what lies between %s and %s a year "
		    "counts: %s",
		    money_pounds(pay_pence).text, figure_weeks(days).text,
		    money_pounds(lower).text, money_pounds(upper).text,
		    money_pounds(pension->qualifying_pence).text);
	figure_step(out, rates->employer, "%s x %s = %s",
	    money_pounds(pension->qualifying_pence).text,
	    figure_percent(rates->employer->value).text,
	    money_pounds(pension->if_joined_pence).text);
}

static void
explain_duty(const struct pension *pension, int age,
    const struct pension_rates *rates, struct working *out)
{
	switch (pension->duty) {
	case PENSION_ENROL:
		figure_step(out, rates->trigger,
		    "Pay is above %s a year, so they must be enrolled.%s",
		    money_pounds(rates->trigger->value).text,
		    age == AGE_NOT_KNOWN ? " Their age is not filled in: it "
					   "is taken to be one that counts."
					 : "");
		break;
	case PENSION_OPT_IN:
		figure_step(out, rates->trigger,
		    "They need not be enrolled, by their pay or their age, "
		    "but may ask to join. The employer then pays.");
		break;
	case PENSION_JOIN:
		figure_step(out, rates->lower,
		    "Pay is not above %s a year. They may join, and the "
		    "employer need pay nothing.",
		    money_pounds(rates->lower->value).text);
		break;
	case PENSION_NONE:
		working_add(out, NULL,
		    "There is no duty under 16, or from 75.");
		break;
	}
}

void
pension_explain(const char *who, int64_t pay_pence, long days, int age,
    bool opted_in, const struct pension_rates *rates, struct working *out)
{
	struct pension pension;
	struct error err;

	if (!pension_reckon(pay_pence, days, age, opted_in, rates, &pension,
		&err)) {
		working_add(out, NULL, "Employer pension for %s: %s", who,
		    err.text);
		return;
	}
	if (!pension.paid && pension.duty == PENSION_OPT_IN)
		working_add(out, NULL,
		    "Employer pension for %s: %s now, and %s if they ask to "
		    "join.",
		    who, money_pounds(0).text, money_pounds(pension.if_joined_pence).text);
	else
		working_add(out, NULL, "Employer pension for %s comes to %s.",
		    who, money_pounds(pension.employer_pence).text);
	explain_duty(&pension, age, rates, out);
	if (pension.duty >= PENSION_OPT_IN)
		explain_sum(pay_pence, days, &pension, rates, out);
	if (pension.paid)
		figure_step(out, rates->total,
		    "%s pays in %s of their own, out of their wages.", who,
		    money_pounds(pension.worker_pence).text);
}
