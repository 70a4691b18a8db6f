#include "config.h"

#include "rules/redundancy.h"

#include "base/money.h"
#include "rules/wages.h"

#define AFTER_YEARS 2
#define MOST_YEARS 20
#define NOTICE_AFTER_MONTHS 1
#define NOTICE_MOST_WEEKS 12
#define FULL_WEEK_AGE 22
#define WEEK_AND_A_HALF_AGE 41

/* A whole year begun at AGE earns so many half weeks. */
static int
half_weeks_at(int age)
{
	if (age >= WEEK_AND_A_HALF_AGE)
		return 3;
	return age >= FULL_WEEK_AGE ? 2 : 1;
}

/* Years are counted back from the end, so the last was begun at AGE - 1. */
static int
half_weeks(int years, int age, const struct redundancy_rates *rates)
{
	int most = figure_age(rates->most_years, MOST_YEARS);
	int sum = 0;

	if (years < figure_age(rates->after_years, AFTER_YEARS))
		return 0;
	for (int i = 1; i <= years && i <= most; i++)
		sum += half_weeks_at(
		    age == AGE_NOT_KNOWN ? WEEK_AND_A_HALF_AGE : age - i);
	return sum;
}

static int
notice_weeks(struct date began, struct date ends, int years,
    const struct redundancy_rates *rates)
{
	int most = figure_age(rates->notice_most_weeks, NOTICE_MOST_WEEKS);
	struct date first = date_add_months(began,
	    figure_age(rates->notice_after_months, NOTICE_AFTER_MONTHS));

	if (date_compare(ends, first) < 0)
		return 0;
	if (years < 2)
		return 1;
	return years < most ? years : most;
}

bool
redundancy_reckon(struct date began, struct date ends, int age,
    int64_t average_pence, const struct redundancy_rates *rates,
    struct redundancy *out, struct error *err)
{
	*out = (struct redundancy){ 0 };
	if (date_compare(ends, began) < 0)
		return error_set(err, ERR_USER,
		    "The job ends before it began. Check both dates.");
	if (!figure_need(rates->week,
		"The most that a week's pay counts for in redundancy pay", err))
		return false;
	out->years = date_years_between(began, ends);
	out->half_weeks = half_weeks(out->years, age, rates);
	out->notice_weeks = notice_weeks(began, ends, out->years, rates);
	out->week_pence = average_pence < rates->week->value ?
	    average_pence :
	    rates->week->value;
	if (!mul_div(out->week_pence, out->half_weeks, 1, 2, &out->pence))
		return error_set(err, ERR_USER,
		    "The pay is too large to work out, or below zero. Check "
		    "the hours and the rate.");
	return true;
}

static void
explain_sum(const struct redundancy *due, int age, int64_t average_pence,
    const struct redundancy_rates *rates, struct working *out)
{
	working_add(out, "Employment Rights Act 1996, section 162",
	    "%d whole years: half a week's pay for each begun under 22, a week "
	    "and a half for each begun from 41, a week for the others: %s "
	    "weeks%s",
	    due->years, figure_number(due->half_weeks * INT64_C(5000)).text,
	    age == AGE_NOT_KNOWN ? " (their age is not filled in, so the most "
				   "it could be)"
				 : "");
	figure_step(out, rates->week,
	    "A week's pay of %s counts up to %s: %s",
	    money_pounds(average_pence).text,
	    money_pounds(rates->week->value).text,
	    money_pounds(due->week_pence).text);
	working_add(out, NULL, "%s weeks x %s = %s",
	    figure_number(due->half_weeks * INT64_C(5000)).text,
	    money_pounds(due->week_pence).text, money_pounds(due->pence).text);
}

void
redundancy_explain(const char *who, struct date began, struct date ends,
    int age, int64_t average_pence, const struct redundancy_rates *rates,
    struct working *out)
{
	struct redundancy due;
	struct error err;
	char day[32];

	if (!redundancy_reckon(began, ends, age, average_pence, rates, &due,
		&err)) {
		working_add(out, NULL, "If %s's job ended: %s", who, err.text);
		return;
	}
	date_format_long(ends, day);
	working_add(out, NULL,
	    "If %s's job ended on %s: %s of redundancy pay, and at least %d "
	    "week%s notice. It is in no total.",
	    who, day, money_pounds(due.pence).text, due.notice_weeks,
	    due.notice_weeks == 1 ? "'s" : "s'");
	if (due.half_weeks > 0)
		explain_sum(&due, age, average_pence, rates, out);
	else
		figure_step(out, rates->after_years,
		    "None is due before %d whole years of work; there are %d.",
		    figure_age(rates->after_years, AFTER_YEARS), due.years);
	working_add(out, "Employment Rights Act 1996, section 86",
	    "Notice is a week from the first month on, then a week for each "
	    "whole year from the second, up to %d.",
	    figure_age(rates->notice_most_weeks, NOTICE_MOST_WEEKS));
}
