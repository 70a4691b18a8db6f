#include "config.h"

#include "rules/schedule.h"

#include <string.h>

#include "base/money.h"

#define DAYS_A_WEEK 7
#define DAYS_A_YEAR (52 * DAYS_A_WEEK)
#define ONE INT64_C(10000) /* once */

const struct frequency frequencies[] = {
    {"weekly", "every week", 52 * ONE, true},
    {"fortnightly", "every two weeks", 26 * ONE, true},
    {"four_weekly", "every four weeks", 13 * ONE, true},
    {"monthly", "every month", 12 * ONE, true},
    {"quarterly", "every three months", 4 * ONE, true},
    {"annual", "once a year", 1 * ONE, true},
    {"one_off", "once only", 1 * ONE, false},
    {"times", "a number of times", 0, true},
};
const size_t frequency_count = sizeof frequencies / sizeof frequencies[0];

const struct frequency *
frequency_find(const char *code)
{
	for (size_t i = 0; i < frequency_count; i++)
		if (strcmp(frequencies[i].code, code) == 0)
			return &frequencies[i];
	return NULL;
}

/* A run of days at one price; empty when LAST comes before FIRST. */
struct piece {
	long first, last;
	int64_t price_pence;
};

/* The days of the line that the plan has, all at the first price. */
static struct piece
days_that_count(const struct schedule *schedule)
{
	struct piece all = {
	    .first = schedule->dated ? schedule->plan_first : 0,
	    .price_pence = schedule->price_pence,
	};

	all.last = all.first + (long)schedule->plan_weeks * DAYS_A_WEEK - 1;
	if (schedule->dated && schedule->first > all.first)
		all.first = schedule->first;
	if (schedule->dated && schedule->last < all.last)
		all.last = schedule->last;
	return all;
}

/* The days from the first of REST on that have one price. */
static struct piece
first_piece(const struct schedule *schedule, const struct piece *rest)
{
	struct piece piece = *rest;
	const struct price_step *now = NULL;

	if (!schedule->dated)
		return piece;
	for (size_t i = 0; i < schedule->step_count; i++) {
		const struct price_step *step = &schedule->steps[i];

		if (step->from > piece.first) {
			if (step->from <= piece.last)
				piece.last = step->from - 1;
		} else if (!now || step->from > now->from ||
		    (step->from == now->from &&
		        step->price_pence > now->price_pence))
			now = step;
	}
	if (now)
		piece.price_pence = now->price_pence;
	return piece;
}

/* The sum of every day's price. One too large to hold is the largest there is:
 * even a ten-thousandth of it once a year is more than a line may cost. */
static int64_t
sum_of_prices(const struct schedule *schedule, struct piece rest)
{
	int64_t sum = 0, part;

	while (rest.first <= rest.last) {
		struct piece piece = first_piece(schedule, &rest);

		if (!mul_checked(piece.price_pence, piece.last - piece.first + 1,
		        &part) ||
		    !add_checked(sum, part, &sum))
			return INT64_MAX;
		rest.first = piece.last + 1;
	}
	return sum;
}

bool
schedule_line(const struct schedule *schedule, struct spending_line *line)
{
	const struct frequency *frequency = schedule->frequency;

	line->recurring = frequency->recurring;
	line->price_pence = schedule->price_pence;
	line->times = schedule->typed;
	line->days = 0;
	if (schedule->typed >= 0)
		return true;
	line->times = frequency->times_in_52;
	if (line->times == 0 || schedule->plan_weeks < 1)
		return false;

	struct piece all = days_that_count(schedule);
	if (frequency->recurring) {
		line->price_pence = sum_of_prices(schedule, all);
		line->days = DAYS_A_YEAR;
	} else if (all.first > all.last)
		line->times = 0;
	else
		line->price_pence = first_piece(schedule, &all).price_pence;
	return true;
}
