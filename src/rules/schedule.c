#include "config.h"

#include "rules/schedule.h"

#include <string.h>

#include "base/buf.h"
#include "base/date.h"
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

/* --- telling it --- */

/* Appends "52 weeks" or "30 weeks and 3 days". */
static void
add_weeks(struct buf *out, long days)
{
	long weeks = days / DAYS_A_WEEK, rest = days % DAYS_A_WEEK;

	if (weeks > 0 || rest == 0)
		buf_addf(out, "%ld week%s", weeks, weeks == 1 ? "" : "s");
	if (weeks > 0 && rest > 0)
		buf_add(out, " and ");
	if (rest > 0)
		buf_addf(out, "%ld day%s", rest, rest == 1 ? "" : "s");
}

/* Appends "16 x £13.20". */
static void
add_quantity_price(struct buf *out, int64_t quantity, int64_t price_pence)
{
	decimal_format(quantity, 4, out);
	buf_add(out, " x ");
	money_format_pounds(price_pence, out);
}

/* "16 x £13.20 x 52 = £10,982.40" */
static void
explain_times(const struct spending_line *line, const char *cost,
    struct working *out)
{
	struct buf text;

	buf_init(&text);
	add_quantity_price(&text, line->quantity, line->price_pence);
	buf_add(&text, " x ");
	decimal_format(line->times, 4, &text);
	working_add(out, NULL, "%s = %s", text.data, cost);
	buf_clear(&text);
}

/* One step for each run of days that has a price of its own. */
static void
explain_pieces(const struct schedule *schedule, struct piece rest,
    struct working *out)
{
	while (rest.first <= rest.last) {
		struct piece piece = first_piece(schedule, &rest);
		char first[32], last[32];
		struct buf text;

		date_format_long(date_from_days(piece.first), first);
		date_format_long(date_from_days(piece.last), last);
		buf_init(&text);
		add_weeks(&text, piece.last - piece.first + 1);
		buf_add(&text, " at ");
		money_format_pounds(piece.price_pence, &text);
		working_add(out, NULL, "%s to %s: %s", first, last, text.data);
		buf_clear(&text);
		rest.first = piece.last + 1;
	}
}

/* What is paid again and again, on the days that the plan has of it. */
static void
explain_recurring(const struct schedule *schedule,
    const struct spending_line *line, const char *cost, struct working *out)
{
	const struct frequency *frequency = schedule->frequency;
	struct piece all = days_that_count(schedule);
	struct piece piece = first_piece(schedule, &all);
	bool one_price = all.first > all.last || piece.last == all.last;
	struct buf text;

	buf_init(&text);
	if (one_price)
		add_quantity_price(&text, line->quantity, piece.price_pence);
	else
		decimal_format(line->quantity, 4, &text);
	buf_addf(&text, " %s, for ", frequency->label);
	add_weeks(&text, all.first > all.last ? 0 : all.last - all.first + 1);
	working_add(out, NULL, "%s%s = %s", text.data,
	    one_price ? "" : ", at the prices below", cost);
	buf_clear(&text);
	if (frequency->times_in_52 != 52 * ONE &&
	    frequency->times_in_52 != ONE) {
		decimal_format(frequency->times_in_52, 4, &text);
		working_add(out, "oneplan counts a year as 52 weeks",
		    "\"%s\" is %s times in 52 weeks, and a part of that in a "
		    "part of it.", frequency->label, text.data);
		buf_clear(&text);
	}
	if (!one_price)
		explain_pieces(schedule, all, out);
}

/* Is the cost not the sum itself, but the penny nearest to it? */
static bool
was_rounded(const struct spending_line *line)
{
	int64_t parts = ONE * ONE * (line->days ? line->days : 1), sum;

	return !mul_checked(line->quantity, line->price_pence, &sum) ||
	    !mul_checked(sum, line->times, &sum) || sum % parts != 0;
}

void
schedule_explain(const struct schedule *schedule,
    const struct spending_line *line, struct working *out)
{
	struct buf cost;

	if (!line->known) {
		working_add(out, NULL, "How many, the price or how often is "
		    "not answered yet, so nothing is counted.");
		return;
	}
	if (line->overflow) {
		working_add(out, NULL, "This comes to more than can be worked "
		    "out, so nothing is counted. Look at how many and the "
		    "price.");
		return;
	}
	buf_init(&cost);
	money_format_pounds(line->cost_pence, &cost);
	if (line->days == 0)
		explain_times(line, cost.data, out);
	else
		explain_recurring(schedule, line, cost.data, out);
	if (was_rounded(line))
		working_add(out, NULL, "It is worked out as one sum, and "
		    "rounded to a penny once, at the end. Half a penny goes "
		    "up.");
	buf_clear(&cost);
}
