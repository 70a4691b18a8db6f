/* When money comes and how much (practice.md F33): the cases of domain.md, odd
 * dates and amounts, and what must hold for any schedule. */
#include "config.h"

#include "rules/payments.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/money.h"

#define SEED UINT64_C(20261118)
#define MAX_ONCE 3
#define ADVANCE true
#define ARREARS false

static long
day(const char *text)
{
	struct date date = { 0 };

	assert_true(date_parse_iso(text, &date));
	return date_to_days(date);
}

struct paid {
	const char *on, *from, *to;
	int64_t gross, net;
};

static const struct payment_case {
	const char *about, *plan_first;
	int weeks;
	const char *whole_from; /* NULL: with the plan */
	const char *first, *every;
	bool in_advance;
	int float_weeks;
	int64_t running;
	struct {
		const char *day;
		int64_t pence;
	} once[MAX_ONCE];
	int64_t weekly; /* the person's part */
	size_t count;
	int64_t regular;
	struct paid start, second, last; /* those that are said */
} cases[] = {
	{ "C1, the council's", "2025-10-06", 52, NULL, "2025-10-06",
	    "four_weekly", ADVANCE, 0, 622956, { { 0 } }, 2425, 13, 47920,
	    { "2025-10-06", "2025-10-06", "2025-11-02", 47920, 38220 },
	    { "2025-11-03", "2025-11-03", "2025-11-30", 47920, 38220 },
	    { "2026-09-07", "2026-09-07", "2026-10-04", 47916, 38216 } },
	{ "after the time it is for", "2025-10-06", 52, NULL, "2025-11-07",
	    "four_weekly", ARREARS, 0, 622956, { { 0 } }, 2425, 13, 47920,
	    { "2025-11-07", "2025-10-06", "2025-11-02", 47920, 38220 },
	    { "2025-12-05", "2025-11-03", "2025-11-30", 47920, 38220 },
	    { "2026-10-09", "2026-09-07", "2026-10-04", 47916, 38216 } },
	{ "some days before", "2025-10-06", 52, NULL, "2025-10-01", "weekly",
	    ADVANCE, 0, 520000, { { 0 } }, 0, 52, 10000,
	    { "2025-10-01", "2025-10-06", "2025-10-12", 10000, 10000 },
	    { "2025-10-08", "2025-10-13", "2025-10-19", 10000, 10000 },
	    { "2026-09-23", "2026-09-28", "2026-10-04", 10000, 10000 } },
	/* 364 days are 12 months of 52 / 12 weeks, the last a day short */
	{ "monthly", "2026-11-16", 52, NULL, "2026-11-16", "monthly", ADVANCE,
	    0, 120000, { { 0 } }, 0, 12, 10000,
	    { "2026-11-16", "2026-11-16", "2026-12-15", 10000, 10000 },
	    { "2026-12-16", "2026-12-16", "2027-01-15", 10000, 10000 },
	    { "2027-10-16", "2027-10-16", "2027-11-14", 10000, 10000 } },
	/* 7.00 a week are 30.33 a month, whatever its days */
	{ "monthly, and the person's part", "2026-11-16", 52, NULL,
	    "2026-11-16", "monthly", ADVANCE, 0, 120000, { { 0 } }, 700, 12,
	    10000, { "2026-11-16", "2026-11-16", "2026-12-15", 10000, 6967 },
	    { "2026-12-16", "2026-12-16", "2027-01-15", 10000, 6967 },
	    { "2027-10-16", "2027-10-16", "2027-11-14", 10000, 6963 } },
	/* 15 days of 1,200.00 / 364, then whole months, then the rest */
	{ "monthly by the calendar", "2026-11-16", 52, "2026-12-01",
	    "2026-11-16", "monthly", ADVANCE, 0, 120000, { { 0 } }, 0, 13,
	    10000, { "2026-11-16", "2026-11-16", "2026-11-30", 4945, 4945 },
	    { "2026-12-01", "2026-12-01", "2026-12-31", 10000, 10000 },
	    { "2027-11-01", "2027-11-01", "2027-11-14", 5055, 5055 } },
	{ "quarterly", "2026-11-16", 52, NULL, "2026-11-16", "quarterly",
	    ADVANCE, 0, 100002, { { 0 } }, 0, 4, 25001,
	    { "2026-11-16", "2026-11-16", "2027-02-15", 25001, 25001 },
	    { "2027-02-16", "2027-02-16", "2027-05-15", 25001, 25001 },
	    { "2027-08-16", "2027-08-16", "2027-11-14", 24999, 24999 } },
	{ "from the last day of a month", "2027-01-31", 13, NULL,
	    "2027-01-31", "monthly", ADVANCE, 0, 91000, { { 0 } }, 0, 4,
	    30333,
	    { "2027-01-31", "2027-01-31", "2027-02-27", 30333, 30333 },
	    { "2027-02-28", "2027-02-28", "2027-03-30", 30333, 30333 },
	    { "2027-04-30", "2027-04-30", "2027-05-01", 1, 1 } },
	/* five days, then weeks, then two days: 100.00 a week */
	{ "part weeks", "2026-11-18", 4, "2026-11-23", "2026-11-18", "weekly",
	    ADVANCE, 0, 40000, { { 0 } }, 700, 5, 10000,
	    { "2026-11-18", "2026-11-18", "2026-11-22", 7143, 6643 },
	    { "2026-11-23", "2026-11-23", "2026-11-29", 10000, 9300 },
	    { "2026-12-14", "2026-12-14", "2026-12-15", 2857, 2657 } },
	{ "whole weeks counted from far off", "2026-11-18", 4, "2020-01-06",
	    "2026-11-18", "weekly", ADVANCE, 0, 40000, { { 0 } }, 700, 5,
	    10000,
	    { "2026-11-18", "2026-11-18", "2026-11-22", 7143, 6643 },
	    { "2026-11-23", "2026-11-23", "2026-11-29", 10000, 9300 },
	    { "2026-12-14", "2026-12-14", "2026-12-15", 2857, 2657 } },
	{ "once", "2026-11-16", 52, NULL, "2026-12-01", "once", ADVANCE, 4,
	    120000, { { "2027-05-01", 5000 } }, 0, 1, 120000,
	    { "2026-12-01", "2026-11-16", "2027-11-14", 125000, 125000 },
	    { 0 }, { 0 } },
	/* four weeks of 100.00 come first; the last is what is left: nothing */
	{ "a float", "2026-11-16", 12, NULL, "2026-11-16", "four_weekly",
	    ADVANCE, 4, 120000, { { 0 } }, 0, 2, 40000,
	    { "2026-11-16", "2026-11-16", "2026-12-13", 80000, 80000 },
	    { "2026-12-14", "2026-12-14", "2027-01-10", 40000, 40000 },
	    { 0 } },
	{ "a float of part of the last", "2026-11-16", 12, NULL,
	    "2026-11-16", "four_weekly", ADVANCE, 2, 120000, { { 0 } }, 0, 3,
	    40000,
	    { "2026-11-16", "2026-11-16", "2026-12-13", 60000, 60000 },
	    { "2026-12-14", "2026-12-14", "2027-01-10", 40000, 40000 },
	    { "2027-01-11", "2027-01-11", "2027-02-07", 20000, 20000 } },
	{ "a float of more than there is", "2026-11-16", 12, NULL,
	    "2026-11-16", "four_weekly", ADVANCE, 30, 120000, { { 0 } }, 0, 1,
	    40000,
	    { "2026-11-16", "2026-11-16", "2026-12-13", 120000, 120000 },
	    { 0 }, { 0 } },
	/* insurance at the start, a holiday in May */
	{ "paid for once", "2026-11-16", 52, NULL, "2026-11-16",
	    "four_weekly", ADVANCE, 0, 130000,
	    { { "2026-11-16", 6100 }, { "2026-12-20", 90000 },
		{ "2026-01-01", 100 } },
	    0, 13, 10000,
	    { "2026-11-16", "2026-11-16", "2026-12-13", 16200, 16200 },
	    { "2026-12-14", "2026-12-14", "2027-01-10", 100000, 100000 },
	    { "2027-10-18", "2027-10-18", "2027-11-14", 10000, 10000 } },
	{ "only a thing paid once", "2026-11-16", 52, NULL, "2026-11-20",
	    "monthly", ADVANCE, 0, 0, { { "2026-11-16", 238000 } }, 0, 1, 0,
	    { "2026-11-20", "2026-11-16", "2026-12-15", 238000, 238000 },
	    { 0 }, { 0 } },
	{ "nothing", "2026-11-16", 52, NULL, "2026-11-20", "monthly", ADVANCE,
	    4, 0, { { 0 } }, 0, 0, 0, { 0 }, { 0 }, { 0 } },
	/* 26 pence over 52 weeks: half a penny goes up until nothing is left */
	{ "pennies", "2026-11-16", 52, NULL, "2026-11-16", "weekly", ADVANCE,
	    0, 26, { { 0 } }, 0, 26, 1,
	    { "2026-11-16", "2026-11-16", "2026-11-22", 1, 1 },
	    { "2026-11-23", "2026-11-23", "2026-11-29", 1, 1 },
	    { "2027-05-10", "2027-05-10", "2027-05-16", 1, 1 } },
	/* the person's part is more than each payment: they pay the provider */
	{ "covered", "2026-11-16", 4, NULL, "2026-11-16", "weekly", ADVANCE,
	    0, 40000, { { 0 } }, 20000, 4, 10000,
	    { "2026-11-16", "2026-11-16", "2026-11-22", 10000, 0 },
	    { "2026-11-23", "2026-11-23", "2026-11-29", 10000, 0 },
	    { "2026-12-07", "2026-12-07", "2026-12-13", 10000, 0 } },
	/* the last is made smaller by the float, so others bear its part */
	{ "a float and the person's part", "2026-11-16", 12, NULL,
	    "2026-11-16", "four_weekly", ADVANCE, 3, 120000, { { 0 } }, 5000,
	    3, 40000,
	    { "2026-11-16", "2026-11-16", "2026-12-13", 70000, 50000 },
	    { "2026-12-14", "2026-12-14", "2027-01-10", 40000, 10000 },
	    { "2027-01-11", "2027-01-11", "2027-02-07", 10000, 0 } },
};

struct set {
	struct payment_terms terms;
	struct payment_once once[MAX_ONCE];
	struct contribution_row row;
};

static void
set_up(const struct payment_case *c, struct set *set)
{
	struct payment_terms *terms = &set->terms;

	*terms = (struct payment_terms){
		.plan_first = day(c->plan_first),
		.plan_weeks = c->weeks,
		.whole_from = day(c->whole_from ? c->whole_from
						: c->plan_first),
		.first = day(c->first),
		.every = payment_frequency_find(c->every),
		.in_advance = c->in_advance,
		.float_weeks = c->float_weeks,
		.running_pence = c->running,
		.once = set->once,
		.net = true,
		.contribution_known = true,
		.rows = &set->row,
		.row_count = 1,
	};
	for (size_t i = 0; i < MAX_ONCE && c->once[i].day; i++)
		set->once[terms->once_count++] = (struct payment_once){
			day(c->once[i].day), c->once[i].pence };
	set->row = (struct contribution_row){
		.first = terms->plan_first,
		.last = terms->plan_first + c->weeks * 7L - 1,
		.weekly_pence = c->weekly,
	};
	terms->contribution_pence = contribution_rows_total(&set->row, 1,
	    set->row.first, set->row.last);
}

static void
assert_paid(const char *about, const struct payment *payment,
    const struct paid *expected)
{
	if (!expected->on)
		return;
	if (payment->on != day(expected->on) ||
	    payment->from != day(expected->from) ||
	    payment->to != day(expected->to) ||
	    payment->gross_pence != expected->gross ||
	    payment->net_pence != expected->net) {
		char on[32];

		date_format_short(date_from_days(payment->on), on);
		fail_msg("%s: on %s %lld, net %lld; not %s %lld", about, on,
		    (long long)payment->gross_pence,
		    (long long)payment->net_pence, expected->on,
		    (long long)expected->gross);
	}
}

/* What holds for any schedule. */
static void
assert_sound(const struct payment_terms *terms,
    const struct payments *payments)
{
	int64_t gross = terms->running_pence, contribution, sum = 0, net = 0;

	for (size_t i = 0; i < terms->once_count; i++)
		gross += terms->once[i].pence;
	contribution = terms->net ? terms->contribution_pence : 0;
	if (contribution > gross)
		contribution = gross;
	for (size_t i = 0; i < payments->count; i++) {
		const struct payment *payment = &payments->items[i];

		assert_true(payment->from <= payment->to);
		assert_true(payment->from >= terms->plan_first);
		assert_true(payment->to <
		    terms->plan_first + terms->plan_weeks * 7L);
		if (i > 0) {
			assert_true(payment->from > payment[-1].to);
			assert_true(payment->on > payment[-1].on);
		}
		assert_true(payment->gross_pence > 0);
		assert_true(payment->contribution_pence >= 0);
		assert_true(payment->net_pence >= 0);
		assert_int_equal(payment->net_pence,
		    payment->gross_pence - payment->contribution_pence);
		sum += payment->gross_pence;
		net += payment->net_pence;
	}
	assert_int_equal(sum, gross);
	assert_int_equal(payments->gross_pence, gross);
	assert_int_equal(net, gross - contribution);
	assert_int_equal(payments->net_pence, net);
	assert_int_equal(payments->contribution_pence, contribution);
}

static void
test_cases(void **state)
{
	struct payments payments;

	(void)state;
	payments_init(&payments);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct payment_case *c = &cases[i];
		struct set set;

		set_up(c, &set);
		payments_reckon(&set.terms, &payments);
		if (payments.count != c->count)
			fail_msg("%s: %zu payments", c->about, payments.count);
		assert_int_equal(payments.regular_pence, c->regular);
		if (c->count > 0) {
			assert_paid(c->about, &payments.items[0], &c->start);
			assert_paid(c->about, &payments.items[c->count > 1],
			    &c->second);
			assert_paid(c->about, &payments.items[c->count - 1],
			    &c->last);
		}
		assert_sound(&set.terms, &payments);
		assert_int_equal(payments.covered,
		    strcmp(c->about, "covered") == 0);
	}
	payments_clear(&payments);
}

/* C1, C4 and C5: what the council pays, net, to the penny. */
static void
test_council_net(void **state)
{
	static const struct {
		const char *first;
		int64_t planned, weekly, net;
	} plans[] = {
		{ "2025-10-06", 622956, 2425, 496856 },
		{ "2026-06-01", 1589909, 4395, 1361369 },
		{ "2026-01-05", 1495400, 3350, 1321200 },
	};
	struct payments payments;

	(void)state;
	payments_init(&payments);
	for (size_t i = 0; i < ARRAY_LEN(plans); i++)
		for (size_t k = 0; k < payment_frequency_count; k++) {
			struct payment_case c = cases[0];
			struct set set;

			c.plan_first = c.first = plans[i].first;
			c.every = payment_frequencies[k].code;
			c.running = plans[i].planned;
			c.weekly = plans[i].weekly;
			set_up(&c, &set);
			payments_reckon(&set.terms, &payments);
			assert_int_equal(payments.net_pence, plans[i].net);
		}
	payments_clear(&payments);
}

/* NHS money is paid in full; what is not known yet is not 0.00. */
static void
test_gross_and_not_known(void **state)
{
	struct payments payments;
	struct working out;
	struct set set;

	(void)state;
	payments_init(&payments);
	working_init(&out);
	set_up(&cases[0], &set);
	set.terms.net = false;
	payments_reckon(&set.terms, &payments);
	assert_true(payments.net_known);
	assert_int_equal(payments.net_pence, 622956);
	assert_int_equal(payments.contribution_pence, 0);
	/* also while nobody knows what the person will be asked for */
	set.terms.contribution_known = false;
	payments_reckon(&set.terms, &payments);
	assert_true(payments.net_known);

	set.terms.net = true;
	payments_reckon(&set.terms, &payments);
	assert_false(payments.net_known);
	assert_int_equal(payments.gross_pence, 622956);
	payments_explain(&set.terms, &payments, &out);
	assert_string_equal(out.steps[0].text,
	    "13 payments, every four weeks from 6 October 2025, come to "
	    "£6,229.56 before what you pay. That is not yet worked out: you "
	    "will be told before any bill.");
	working_clear(&out);
	payments_clear(&payments);
}

static void
test_explain(void **state)
{
	struct payments payments;
	struct working out;
	struct set set;

	(void)state;
	payments_init(&payments);
	working_init(&out);
	set_up(&cases[0], &set);
	payments_reckon(&set.terms, &payments);
	payments_explain(&set.terms, &payments, &out);
	assert_string_equal(out.steps[0].text,
	    "13 payments, every four weeks from 6 October 2025: £6,229.56 "
	    "less the £1,261.00 that you pay = £4,968.56.");
	assert_string_equal(out.steps[1].text,
	    "£6,229.56 is spread evenly over 52 weeks. A whole payment is for "
	    "4 weeks: £6,229.56 x 4 / 52 = £479.20.");
	working_clear(&out);
	payments_explain_usual(&set.terms, &payments, &out);
	assert_string_equal(out.steps[0].text,
	    "For 6 October 2025 to 2 November 2025: £479.20 less the £97.00 "
	    "that you pay = £382.20.");
	working_clear(&out);
	payments_explain_whole(&set.terms, &payments, &out);
	assert_int_equal(out.count, 1);
	working_clear(&out);

	set_up(&cases[3], &set);
	payments_reckon(&set.terms, &payments);
	payments_explain(&set.terms, &payments, &out);
	assert_string_equal(out.steps[1].text,
	    "£1,200.00 is spread evenly over 52 weeks. A whole payment is for "
	    "52 / 12 weeks: £1,200.00 x 52 / 12 / 52 = £100.00.");
	working_clear(&out);

	set_up(&cases[8], &set);
	set.terms.float_weeks = 1;
	payments_reckon(&set.terms, &payments);
	payments_explain(&set.terms, &payments, &out);
	assert_string_equal(out.steps[2].text,
	    "The first part is paid by its days: for each day £400.00 / 28, "
	    "rounded to a penny once.");
	assert_string_equal(out.steps[4].text,
	    "£100.00, the money for 1 week, comes early with the first "
	    "payment, so that wages can be paid. The last payments are less "
	    "by as much.");
	working_clear(&out);
	payments_clear(&payments);
}

static void
assert_said(const struct payment_case *c, bool known, const char *want)
{
	struct payments payments;
	struct set set;
	struct buf out;

	buf_init(&out);
	payments_init(&payments);
	set_up(c, &set);
	set.terms.contribution_known = known;
	payments_reckon(&set.terms, &payments);
	payments_say(&payments, &out);
	assert_string_equal(out.data, want);
	payments_clear(&payments);
	buf_clear(&out);
}

static void
test_say(void **state)
{
	struct payment_case covered = cases[0], nothing = cases[0];
	struct payments payments;
	struct set set;

	(void)state;
	assert_said(&cases[0], true,
	    "12 payments of £382.20 from 6 October 2025, then £382.16 on 7 "
	    "September 2026.");
	assert_said(&cases[0], false,
	    "12 payments of £479.20 from 6 October 2025, then £479.16 on 7 "
	    "September 2026, before what you pay. That is not yet worked "
	    "out: you will be told before any bill.");
	covered.weekly = 50000;
	assert_said(&covered, true,
	    "No payment is made: what you pay covers it. You pay the "
	    "provider.");
	nothing.running = 0;
	assert_said(&nothing, true, "");

	payments_init(&payments);
	set_up(&cases[8], &set);
	payments_reckon(&set.terms, &payments);
	assert_int_equal(payments_usual(&payments)->gross_pence, 10000);
	set_up(&nothing, &set);
	payments_reckon(&set.terms, &payments);
	assert_null(payments_usual(&payments));
	payments_clear(&payments);
}

/* --- any schedule --- */

static int64_t
random_up_to(uint64_t *seed, int64_t max)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return (int64_t)(*seed * UINT64_C(0x2545F4914F6CDD1D) %
	    ((uint64_t)max + 1));
}

static void
random_set(uint64_t *seed, struct set *set, struct contribution_row *rows)
{
	struct payment_terms *terms = &set->terms;
	int64_t size = random_up_to(seed, 5) ? 2000000
	    : random_up_to(seed, 1)          ? 100
					     : MONEY_MAX_PENCE;

	*terms = (struct payment_terms){
		.plan_first = 20000 + random_up_to(seed, 400),
		.plan_weeks = (int)random_up_to(seed, 107) + 1,
		.every = &payment_frequencies[random_up_to(seed,
		    (int64_t)payment_frequency_count - 1)],
		.in_advance = random_up_to(seed, 1),
		.float_weeks = (int)random_up_to(seed, 8),
		.running_pence = random_up_to(seed, size),
		.once = set->once,
		.once_count = (size_t)random_up_to(seed, MAX_ONCE),
		.net = random_up_to(seed, 3) > 0,
		.contribution_known = true,
		.rows = rows,
		.row_count = (size_t)random_up_to(seed, 3),
	};
	terms->whole_from =
	    terms->plan_first + random_up_to(seed, 800) - 400;
	terms->first = terms->plan_first + random_up_to(seed, 60) - 20;
	for (size_t i = 0; i < terms->once_count; i++)
		set->once[i] = (struct payment_once){
			terms->plan_first + random_up_to(seed, 800) - 20,
			random_up_to(seed, size) };
	for (size_t i = 0; i < terms->row_count; i++) {
		rows[i] = (struct contribution_row){
			.first = terms->plan_first +
			    random_up_to(seed, 500) - 20,
			.weekly_pence = random_up_to(seed, 20000),
			.waived = random_up_to(seed, 5) == 0,
		};
		rows[i].last = rows[i].first + random_up_to(seed, 500);
	}
	terms->contribution_pence = contribution_rows_total(rows,
	    terms->row_count, terms->plan_first,
	    terms->plan_first + terms->plan_weeks * 7L - 1);
	/* now and then less, as when it may not be charged for in full */
	if (random_up_to(seed, 3) == 0)
		terms->contribution_pence =
		    random_up_to(seed, terms->contribution_pence);
}

static void
test_any_schedule(void **state)
{
	uint64_t seed = SEED;
	struct payments payments;
	int covered = 0, parts = 0;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	payments_init(&payments);
	for (int round = 0; round < 20000; round++) {
		struct contribution_row rows[3];
		struct set set;

		random_set(&seed, &set, rows);
		payments_reckon(&set.terms, &payments);
		assert_sound(&set.terms, &payments);
		covered += payments.covered;
		parts += payments.count > 0 && payments.items[0].part;
	}
	/* all kinds were met */
	assert_in_range(covered, 500, 19500);
	assert_in_range(parts, 500, 19500);
	payments_clear(&payments);
}

/* At the ends of time nothing hangs. */
static void
test_far_dates(void **state)
{
	static const char *const days[] = { "0001-01-01", "1970-01-01",
		"2026-11-16", "9999-12-31" };
	struct payments payments;

	(void)state;
	payments_init(&payments);
	for (size_t i = 0; i < ARRAY_LEN(days); i++)
		for (size_t k = 0; k < payment_frequency_count; k++) {
			struct payment_case c = cases[0];
			struct set set;

			c.every = payment_frequencies[k].code;
			c.whole_from = days[i];
			set_up(&c, &set);
			payments_reckon(&set.terms, &payments);
			assert_sound(&set.terms, &payments);
		}
	payments_clear(&payments);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_council_net),
		cmocka_unit_test(test_gross_and_not_known),
		cmocka_unit_test(test_explain),
		cmocka_unit_test(test_say),
		cmocka_unit_test(test_any_schedule),
		cmocka_unit_test(test_far_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
