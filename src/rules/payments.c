#include "config.h"

#include "rules/payments.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/money.h"
#include "rules/figure.h"

#define DAYS_A_WEEK 7
#define WEEKS_A_YEAR 52
#define DAYS_A_YEAR (WEEKS_A_YEAR * DAYS_A_WEEK)

const struct payment_frequency payment_frequencies[] = {
	{ "weekly", "every week", 7, 0, 52 },
	{ "four_weekly", "every four weeks", 28, 0, 13 },
	{ "monthly", "every month", 0, 1, 12 },
	{ "quarterly", "every three months", 0, 3, 4 },
	{ "once", "once", 0, 0, 0 },
};
const size_t payment_frequency_count = ARRAY_LEN(payment_frequencies);

const struct payment_frequency *
payment_frequency_find(const char *code)
{
	for (size_t i = 0; i < payment_frequency_count; i++)
		if (strcmp(payment_frequencies[i].code, code) == 0)
			return &payment_frequencies[i];
	return NULL;
}

void
payments_init(struct payments *payments)
{
	*payments = (struct payments){ 0 };
}

void
payments_clear(struct payments *payments)
{
	free(payments->items);
	payments_init(payments);
}

/* --- periods --- */

static long
plan_days(const struct payment_terms *terms)
{
	return (long)terms->plan_weeks * DAYS_A_WEEK;
}

static long
plan_last(const struct payment_terms *terms)
{
	return terms->plan_first + plan_days(terms) - 1;
}

/* The first day of the whole period so many after the one at whole_from. */
static long
period_start(const struct payment_terms *terms, long number)
{
	const struct payment_frequency *every = terms->every;

	if (every->days > 0)
		return terms->whole_from + number * every->days;
	return date_to_days(date_add_months(
	    date_from_days(terms->whole_from), (int)number * every->months));
}

/* The number of the period that holds the plan's first day. */
static long
first_period(const struct payment_terms *terms)
{
	const struct payment_frequency *every = terms->every;
	long days = every->days > 0 ? every->days : 31L * every->months;
	long number = (terms->plan_first - terms->whole_from) / days;

	while (period_start(terms, number) > terms->plan_first)
		number--;
	/* no start moves on at the last day there is */
	while (period_start(terms, number + 1) <= terms->plan_first &&
	    period_start(terms, number + 1) > period_start(terms, number))
		number++;
	return number;
}

static struct payment *
add_period(struct payments *payments, long from, long to, bool part)
{
	ARRAY_GROW(payments->items, payments->count, payments->cap);
	payments->items[payments->count] =
	    (struct payment){ .from = from, .to = to, .part = part };
	return &payments->items[payments->count++];
}

static void
make_periods(const struct payment_terms *terms, struct payments *payments)
{
	long last = plan_last(terms), number, from, next;

	if (terms->every->times_in_52 == 0) {
		add_period(payments, terms->plan_first, last, false);
		return;
	}
	number = first_period(terms);
	for (from = terms->plan_first; from <= last; from = next) {
		next = period_start(terms, ++number);
		if (next <= from)
			next = last + 1;
		add_period(payments, from, next > last ? last : next - 1,
		    next > last + 1 ||
			from > period_start(terms, number - 1));
	}
}

/* The days on which each is paid: as far from the period as the first is. */
static void
set_days(const struct payment_terms *terms, struct payments *payments)
{
	const struct payment *first = &payments->items[0];
	long lead = terms->first -
	    (terms->in_advance ? first->from : first->to + 1);

	for (size_t i = 0; i < payments->count; i++) {
		struct payment *payment = &payments->items[i];

		payment->on = lead +
		    (terms->in_advance ? payment->from : payment->to + 1);
	}
}

/* --- amounts before the person's part --- */

static int64_t
at_most(int64_t pence, int64_t left)
{
	return pence < left ? pence : left;
}

/* So many days of the running costs; TOP / BELOW of a day's part of them. It is
 * never more than there is. */
static int64_t
running_for(const struct payment_terms *terms, int64_t top, int64_t below)
{
	int64_t pence;

	if (!mul_div(terms->running_pence, top, 1, below * plan_days(terms),
		&pence))
		return terms->running_pence;
	return at_most(pence, terms->running_pence);
}

static void
spread_running(const struct payment_terms *terms, struct payments *payments)
{
	int times = terms->every->times_in_52;
	int64_t left = terms->running_pence;

	payments->regular_pence = times > 0
	    ? running_for(terms, DAYS_A_YEAR, times)
	    : terms->running_pence;
	for (size_t i = 0; i < payments->count; i++) {
		struct payment *payment = &payments->items[i];
		int64_t pence = payment->part
		    ? running_for(terms, payment->to - payment->from + 1, 1)
		    : payments->regular_pence;

		if (i + 1 == payments->count)
			pence = left;
		payment->gross_pence = at_most(pence, left);
		left -= payment->gross_pence;
	}
}

/* Moves the weeks that come early from the last payments to the first. */
static void
bring_forward(const struct payment_terms *terms, struct payments *payments)
{
	int64_t left =
	    running_for(terms, (int64_t)terms->float_weeks * DAYS_A_WEEK, 1);

	for (size_t i = payments->count; i-- > 1 && left > 0;) {
		int64_t part = at_most(left, payments->items[i].gross_pence);

		payments->items[i].gross_pence -= part;
		payments->items[0].gross_pence += part;
		payments->float_pence += part;
		left -= part;
	}
}

static void
add_once(const struct payment_terms *terms, struct payments *payments)
{
	for (size_t i = 0; i < terms->once_count; i++) {
		size_t at = 0;

		while (at + 1 < payments->count &&
		    payments->items[at + 1].on <= terms->once[i].day)
			at++;
		payments->items[at].gross_pence += terms->once[i].pence;
	}
}

static void
drop_empty(struct payments *payments)
{
	size_t kept = 0;

	for (size_t i = 0; i < payments->count; i++)
		if (payments->items[i].gross_pence > 0)
			payments->items[kept++] = payments->items[i];
	payments->count = kept;
}

/* --- the person's part --- */

/* The person's part for the days of PAYMENT. A whole period is its weeks here
 * too, so that every month is the same. */
static int64_t
contribution_for(const struct payment_terms *terms,
    const struct payment *payment)
{
	int64_t times = terms->every->times_in_52;
	int64_t days = payment->to - payment->from + 1;
	int64_t sevenths = contribution_sevenths(terms->rows,
	    terms->row_count, payment->from, payment->to);

	if (payment->part || times == 0)
		return div_half_up(sevenths, DAYS_A_WEEK);
	return div_half_up(sevenths * DAYS_A_YEAR, days * times * DAYS_A_WEEK);
}

/* What each payment's own days come to, none more than the payment; what one
 * cannot bear the next does. Returns what is left over. */
static int64_t
take_by_days(const struct payment_terms *terms, struct payments *payments,
    int64_t left)
{
	int64_t behind = 0;

	for (size_t i = 0; i < payments->count; i++) {
		struct payment *payment = &payments->items[i];
		int64_t due = behind + contribution_for(terms, payment);

		if (i + 1 == payments->count || due > left)
			due = left;
		payment->contribution_pence =
		    at_most(due, payment->gross_pence);
		behind = due - payment->contribution_pence;
		left -= payment->contribution_pence;
	}
	return left;
}

static void
take_contribution(const struct payment_terms *terms, struct payments *payments)
{
	int64_t gross = payments->gross_pence, left;

	payments->covered = gross > 0 && terms->contribution_pence >= gross;
	left = take_by_days(terms, payments,
	    at_most(terms->contribution_pence, gross));
	/* what the last could not bear goes to those before it */
	for (size_t i = payments->count; i-- > 0 && left > 0;) {
		struct payment *payment = &payments->items[i];
		int64_t part = at_most(left,
		    payment->gross_pence - payment->contribution_pence);

		payment->contribution_pence += part;
		left -= part;
	}
}

static void
sum_gross(struct payments *payments)
{
	for (size_t i = 0; i < payments->count; i++)
		payments->gross_pence += payments->items[i].gross_pence;
}

static void
sum_net(struct payments *payments)
{
	for (size_t i = 0; i < payments->count; i++) {
		struct payment *payment = &payments->items[i];

		payment->net_pence =
		    payment->gross_pence - payment->contribution_pence;
		payments->contribution_pence += payment->contribution_pence;
		payments->net_pence += payment->net_pence;
	}
}

void
payments_reckon(const struct payment_terms *terms, struct payments *payments)
{
	payments_clear(payments);
	make_periods(terms, payments);
	set_days(terms, payments);
	spread_running(terms, payments);
	bring_forward(terms, payments);
	add_once(terms, payments);
	drop_empty(payments);
	sum_gross(payments);
	payments->net_known = !terms->net || terms->contribution_known;
	if (!payments->net_known)
		return;
	if (terms->net)
		take_contribution(terms, payments);
	sum_net(payments);
}

/* --- in words --- */

/* How many payments from the one at AT on are the same. */
static size_t
run_at(const struct payments *payments, size_t at)
{
	const struct payment *first = &payments->items[at];
	size_t end = at + 1;

	while (end < payments->count &&
	    payments->items[end].gross_pence == first->gross_pence &&
	    payments->items[end].contribution_pence ==
		first->contribution_pence)
		end++;
	return end - at;
}

const struct payment *
payments_usual(const struct payments *payments)
{
	const struct payment *usual = NULL;
	size_t longest = 0, run;

	for (size_t i = 0; i < payments->count; i += run) {
		run = run_at(payments, i);
		if (run > longest) {
			longest = run;
			usual = &payments->items[i];
		}
	}
	return usual;
}

void
payments_say(const struct payments *payments, struct buf *out)
{
	size_t run;

	if (payments->covered) {
		buf_add(out, "No payment is made: what you pay covers it. You "
			     "pay the provider.");
		return;
	}
	for (size_t i = 0; i < payments->count; i += run) {
		const struct payment *payment = &payments->items[i];
		char day[32];

		run = run_at(payments, i);
		date_format_long(date_from_days(payment->on), day);
		buf_add(out, i == 0 ? "" : ", then ");
		if (run > 1)
			buf_addf(out, "%zu payments of ", run);
		money_format_pounds(payments->net_known
			? payment->net_pence
			: payment->gross_pence, out);
		buf_addf(out, " %s %s", run > 1 ? "from" : "on", day);
	}
	if (payments->count > 0 && !payments->net_known)
		buf_add(out, ", before what you pay. That is not yet worked "
			     "out: you will be told before any bill");
	if (payments->count > 0)
		buf_add_char(out, '.');
}

/* --- how it came about --- */

static void
explain_whole(const struct payment_terms *terms,
    const struct payments *payments, struct working *out)
{
	static const char law[] = "Care Act 2014, section 25";
	char first[32];

	if (payments->count == 0) {
		working_add(out, law, "Nothing is to be paid.");
		return;
	}
	date_format_long(date_from_days(payments->items[0].on), first);
	if (!payments->net_known)
		working_add(out, law,
		    "%zu payment%s, %s from %s, come to %s before what you "
		    "pay. That is not yet worked out: you will be told before "
		    "any bill.",
		    payments->count, payments->count == 1 ? "" : "s",
		    terms->every->label, first,
		    money_pounds(payments->gross_pence).text);
	else if (payments->covered)
		working_add(out, law,
		    "No payment is made: what you pay covers all of %s. You "
		    "pay the provider.",
		    money_pounds(payments->gross_pence).text);
	else if (payments->contribution_pence > 0)
		working_add(out, law,
		    "%zu payment%s, %s from %s: %s less the %s that you pay = "
		    "%s.",
		    payments->count, payments->count == 1 ? "" : "s",
		    terms->every->label, first,
		    money_pounds(payments->gross_pence).text,
		    money_pounds(payments->contribution_pence).text,
		    money_pounds(payments->net_pence).text);
	else
		working_add(out, law, "%zu payment%s, %s from %s: %s.",
		    payments->count, payments->count == 1 ? "" : "s",
		    terms->every->label, first,
		    money_pounds(payments->gross_pence).text);
}

static void
explain_running(const struct payment_terms *terms,
    const struct payments *payments, struct working *out)
{
	int times = terms->every->times_in_52;
	struct buf weeks;

	if (terms->running_pence == 0 || times == 0)
		return;
	/* weeks in a whole period, said so that a pencil gets the same */
	buf_init(&weeks);
	if (WEEKS_A_YEAR % times == 0)
		buf_addf(&weeks, "%d", WEEKS_A_YEAR / times);
	else
		buf_addf(&weeks, "%d / %d", WEEKS_A_YEAR, times);
	working_add(out, NULL,
	    "%s is spread evenly over %d weeks. A whole payment is for %s "
	    "weeks: %s x %s / %d = %s.",
	    money_pounds(terms->running_pence).text, terms->plan_weeks,
	    weeks.data, money_pounds(terms->running_pence).text, weeks.data,
	    terms->plan_weeks, money_pounds(payments->regular_pence).text);
	buf_clear(&weeks);
	if (payments->count > 1 && payments->items[0].part)
		working_add(out, NULL,
		    "The first part is paid by its days: for each day %s / "
		    "%ld, rounded to a penny once.",
		    money_pounds(terms->running_pence).text,
		    plan_days(terms));
	if (payments->count > 1)
		working_add(out, NULL,
		    "The last payment takes what is left, with the odd "
		    "pennies, so that nothing is lost.");
}

static void
explain_once(const struct payment_terms *terms, struct working *out)
{
	for (size_t i = 0; i < terms->once_count; i++) {
		char day[32];

		if (terms->once[i].pence == 0)
			continue;
		date_format_long(date_from_days(terms->once[i].day), day);
		working_add(out, NULL,
		    "%s is paid for once, on %s: it comes with the last "
		    "payment by then, or with the first.",
		    money_pounds(terms->once[i].pence).text, day);
	}
}

void
payments_explain_whole(const struct payment_terms *terms,
    const struct payments *payments, struct working *out)
{
	explain_whole(terms, payments, out);
}

void
payments_explain_usual(const struct payment_terms *terms,
    const struct payments *payments, struct working *out)
{
	const struct payment *usual = payments_usual(payments);
	char from[32], to[32];

	if (!usual || !payments->net_known || usual->contribution_pence == 0) {
		explain_running(terms, payments, out);
		if (terms->running_pence == 0)
			explain_once(terms, out);
		return;
	}
	date_format_long(date_from_days(usual->from), from);
	date_format_long(date_from_days(usual->to), to);
	working_add(out, "Care Act 2014, section 14",
	    "For %s to %s: %s less the %s that you pay = %s.", from, to,
	    money_pounds(usual->gross_pence).text,
	    money_pounds(usual->contribution_pence).text,
	    money_pounds(usual->net_pence).text);
	explain_running(terms, payments, out);
}

void
payments_explain(const struct payment_terms *terms,
    const struct payments *payments, struct working *out)
{
	explain_whole(terms, payments, out);
	explain_running(terms, payments, out);
	explain_once(terms, out);
	if (payments->float_pence > 0)
		working_add(out, NULL,
		    "%s, the money for %s, comes early with the first "
		    "payment, so that wages can be paid. The last payments "
		    "are less by as much.",
		    money_pounds(payments->float_pence).text,
		    figure_weeks((long)terms->float_weeks * DAYS_A_WEEK).text);
	if (terms->net && payments->net_known &&
	    payments->contribution_pence > 0)
		working_add(out, "Care Act 2014, section 14",
		    "Your own part is taken off each payment for the days it "
		    "is for; no payment is ever below nothing.");
}
