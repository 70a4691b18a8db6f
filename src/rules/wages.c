#include "config.h"

#include "rules/wages.h"

#define TEN_THOUSANDTHS INT64_C(10000)
#define YOUNGEST 16 /* where nobody says: the end of school */

static const char *const kind_units[] = {
	[HOURS_WAKING] = "hours a week",
	[HOURS_SLEEP_IN] = "nights asleep there a week",
	[HOURS_ON_CALL] = "turns on call a week",
};

void
pay_reckon(struct pay *pay)
{
	pay->cost.known = mul_div(pay->quantity, pay->rate_pence, pay->days,
	    7 * TEN_THOUSANDTHS, &pay->cost.pence);
	if (!pay->cost.known)
		pay->cost.pence = 0;
}

const char *
pay_unit(const struct pay *pay)
{
	return kind_units[pay->kind];
}

void
pay_explain(const struct pay *pay, struct working *out)
{
	if (!pay->cost.known) {
		working_add(out, NULL,
		    "%s %s at %s: a number is below zero, or the cost is too "
		    "large to work out.",
		    figure_number(pay->quantity).text, pay_unit(pay),
		    money_pounds(pay->rate_pence).text);
		return;
	}
	working_add(out, NULL, "%s %s x %s x %s = %s",
	    figure_number(pay->quantity).text, pay_unit(pay),
	    money_pounds(pay->rate_pence).text, figure_weeks(pay->days).text,
	    money_pounds(pay->cost.pence).text);
}

static const struct rate *
floor_of(int age, const struct wage_rates *rates)
{
	if (age == AGE_NOT_KNOWN || age >= 21)
		return rates->from_21;
	if (age >= 18)
		return rates->from_18;
	return rates->from_16;
}

enum wage_state
wage_check(enum hours_kind kind, int age, int64_t rate_pence,
    const struct wage_rates *rates, const struct rate **floor)
{
	*floor = NULL;
	if (kind != HOURS_WAKING)
		return WAGE_NO_FLOOR;
	if (age != AGE_NOT_KNOWN &&
	    age < figure_age(rates->youngest, YOUNGEST))
		return WAGE_TOO_YOUNG;
	*floor = floor_of(age, rates);
	if (!figure_known(*floor))
		return WAGE_NOT_KNOWN;
	return rate_pence < figure_value(*floor) ? WAGE_BELOW : WAGE_ENOUGH;
}

/* The next birthday that raises the lowest wage is worth knowing a year early. */
static void
explain_birthday(int age, const struct wage_rates *rates, struct working *out)
{
	const struct rate *next = age == 17 ? rates->from_18 :
	    age == 20			    ? rates->from_21 :
					      NULL;

	if (figure_known(next))
		figure_step(out, next,
		    "From their next birthday, at %d, it is at least %s.",
		    age + 1, money_pounds(next->value).text);
}

void
wage_explain(enum hours_kind kind, int age, int64_t rate_pence,
    const struct wage_rates *rates, struct working *out)
{
	const struct rate *floor;

	switch (wage_check(kind, age, rate_pence, rates, &floor)) {
	case WAGE_ENOUGH:
		figure_step(out, floor,
		    "%s an hour is not below %s, the lowest wage at this age.",
		    money_pounds(rate_pence).text,
		    money_pounds(floor->value).text);
		break;
	case WAGE_BELOW:
		figure_step(out, floor,
		    "%s an hour is below %s, the lowest wage at this age. The "
		    "law asks for at least that.",
		    money_pounds(rate_pence).text,
		    money_pounds(floor->value).text);
		break;
	case WAGE_NOT_KNOWN:
		figure_step(out, floor,
		    "The lowest wage for these dates is not known, so %s an "
		    "hour was not checked.",
		    money_pounds(rate_pence).text);
		return;
	case WAGE_TOO_YOUNG:
		figure_step(out, rates->youngest,
		    "Somebody under %d has no lowest wage, and other rules "
		    "come first. Ask your finance team before anything is "
		    "promised.",
		    figure_age(rates->youngest, YOUNGEST));
		return;
	case WAGE_NO_FLOOR:
		working_add(out, NULL,
		    "A night asleep, or a turn on call, is paid at a flat "
		    "rate: the lowest wage is for hours awake and working. If "
		    "they are often up, those hours count.");
		return;
	}
	if (age == AGE_NOT_KNOWN)
		working_add(out, NULL,
		    "Their age is not filled in, so the wage for 21 and over "
		    "is used.");
	explain_birthday(age, rates, out);
}
