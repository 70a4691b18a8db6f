/* Whole lines from what is typed: the tables of domain.md E3 and practice.md
 * F32, what is odd about dates, and what must hold for any numbers at all. */
#include "config.h"

#include "rules/schedule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/money.h"

#define SEED UINT64_C(20261122)
#define MAX_STEPS 6

static long
day(const char *text)
{
	struct date date = {0};

	assert_true(date_parse_iso(text, &date));
	return date_to_days(date);
}

static bool
reckon(const struct schedule *schedule, int64_t quantity, int64_t *cost)
{
	struct spending_line line = {.quantity = quantity};

	assert_true(schedule_line(schedule, &line));
	return line_cost(&line, cost);
}

/* --- lines as typed --- */

static const struct line_case {
	const char *about, *frequency, *typed, *quantity, *price;
	const char *plan_start;
	int weeks;
	const char *starts, *ends;
	struct {
		const char *from, *price;
	} steps[MAX_STEPS];
	const char *cost;
} line_cases[] = {
    /* domain.md E3, a year of 52 weeks */
    {"123.45 weekly", "weekly", NULL, "1", "123.45", "2026-11-16", 52, NULL,
        NULL, {{0}}, "6,419.40"},
    {"48.33 monthly", "monthly", NULL, "1", "48.33", "2026-11-16", 52, NULL,
        NULL, {{0}}, "579.96"},
    {"the weekly as monthly", "monthly", NULL, "1", "534.95", "2026-11-16", 52,
        NULL, NULL, {{0}}, "6,419.40"},
    {"the weekly as four-weekly", "four_weekly", NULL, "1", "493.80",
        "2026-11-16", 52, NULL, NULL, {{0}}, "6,419.40"},
    {"fortnightly", "fortnightly", NULL, "1", "10.00", "2026-11-16", 52, NULL,
        NULL, {{0}}, "260.00"},
    {"quarterly", "quarterly", NULL, "1", "10.00", "2026-11-16", 52, NULL,
        NULL, {{0}}, "40.00"},
    {"yearly", "annual", NULL, "1", "10.00", "2026-11-16", 52, NULL, NULL,
        {{0}}, "10.00"},
    {"once", "one_off", NULL, "2", "10.00", "2026-11-16", 52, NULL, NULL,
        {{0}}, "20.00"},
    {"10 lessons", "times", "10", "1", "24.50", "2026-11-16", 52, NULL, NULL,
        {{0}}, "245.00"},
    {"5.6 weeks' holiday", "times", "5.6", "16", "13.20", "2026-11-16", 52,
        NULL, NULL, {{0}}, "1,182.72"},

    /* practice.md F32 */
    {"April", "weekly", NULL, "16", "13.20", "2025-10-06", 52, NULL, NULL,
        {{"2026-04-06", "13.60"}}, "11,148.80"},
    {"its first half", "weekly", NULL, "16", "13.20", "2025-10-06", 52, NULL,
        "2026-04-05", {{"2026-04-06", "13.60"}}, "5,491.20"},
    {"its second half", "weekly", NULL, "16", "13.20", "2025-10-06", 52,
        "2026-04-06", NULL, {{"2026-04-06", "13.60"}}, "5,657.60"},

    /* plans that are not a year */
    {"1 week", "weekly", NULL, "1", "10.00", "2026-11-16", 1, NULL, NULL,
        {{0}}, "10.00"},
    {"a month in 1 week", "monthly", NULL, "1", "10.00", "2026-11-16", 1, NULL,
        NULL, {{0}}, "2.31"},
    {"a month in 12 weeks", "monthly", NULL, "1", "1,000.00", "2026-11-16", 12,
        NULL, NULL, {{0}}, "2,769.23"},
    {"53 weeks", "weekly", NULL, "1", "10.00", "2026-11-16", 53, NULL, NULL,
        {{0}}, "530.00"},
    {"two years", "monthly", NULL, "1", "10.00", "2026-11-16", 104, NULL, NULL,
        {{0}}, "240.00"},
    {"once in two years", "one_off", NULL, "1", "10.00", "2026-11-16", 104,
        NULL, NULL, {{0}}, "10.00"},

    /* part of a plan, part weeks */
    {"from the 27th week", "weekly", NULL, "1", "10.00", "2026-11-16", 52,
        "2027-05-17", NULL, {{0}}, "260.00"},
    {"6 weeks", "weekly", NULL, "1", "10.00", "2026-11-16", 52, NULL,
        "2026-12-27", {{0}}, "60.00"},
    {"6 weeks and 1 day", "weekly", NULL, "1", "10.00", "2026-11-16", 52, NULL,
        "2026-12-28", {{0}}, "61.43"},
    {"6 weeks less 1 day", "weekly", NULL, "1", "10.00", "2026-11-16", 52,
        NULL, "2026-12-26", {{0}}, "58.57"},
    {"one day", "weekly", NULL, "1", "10.00", "2026-11-16", 52, "2026-12-01",
        "2026-12-01", {{0}}, "1.43"},
    {"one day of a fortnight", "fortnightly", NULL, "1", "10.00", "2026-11-16",
        52, "2026-12-01", "2026-12-01", {{0}}, "0.71"},
    {"one day of a month", "monthly", NULL, "1", "10.00", "2026-11-16", 52,
        "2026-12-01", "2026-12-01", {{0}}, "0.33"},
    {"the last day", "weekly", NULL, "1", "7.00", "2026-11-16", 52,
        "2027-11-14", NULL, {{0}}, "1.00"},
    {"28 February to 1 March, leap year", "weekly", NULL, "1", "7.00",
        "2027-11-15", 52, "2028-02-28", "2028-03-01", {{0}}, "3.00"},
    {"28 February to 1 March", "weekly", NULL, "1", "7.00", "2026-11-16", 52,
        "2027-02-28", "2027-03-01", {{0}}, "2.00"},
    {"a price from 29 February", "weekly", NULL, "1", "7.00", "2027-11-15", 52,
        "2028-02-28", "2028-03-01", {{"2028-02-29", "14.00"}}, "5.00"},

    /* dates outside, dates the wrong way round */
    {"both outside", "weekly", NULL, "1", "10.00", "2026-11-16", 52,
        "2020-01-01", "2099-01-01", {{0}}, "520.00"},
    {"wholly before", "weekly", NULL, "1", "10.00", "2026-11-16", 52, NULL,
        "2026-11-15", {{0}}, "0.00"},
    {"wholly after", "weekly", NULL, "1", "10.00", "2026-11-16", 52,
        "2027-11-15", NULL, {{0}}, "0.00"},
    {"ends before it starts", "weekly", NULL, "1", "10.00", "2026-11-16", 52,
        "2026-12-02", "2026-12-01", {{0}}, "0.00"},
    {"the same, once", "one_off", NULL, "1", "10.00", "2026-11-16", 52,
        "2026-12-02", "2026-12-01", {{0}}, "0.00"},
    {"the same, typed", "times", "3", "1", "10.00", "2026-11-16", 52,
        "2026-12-02", "2026-12-01", {{0}}, "30.00"},
    {"once, ordered before", "one_off", NULL, "1", "10.00", "2026-11-16", 52,
        "2026-11-01", NULL, {{0}}, "10.00"},

    /* no first day of the plan: no dates at all */
    {"no plan start", "weekly", NULL, "1", "10.00", NULL, 52, "2026-12-01",
        "2026-12-01", {{"1970-01-05", "99.00"}}, "520.00"},
    {"no plan start, once", "one_off", NULL, "1", "10.00", NULL, 52,
        "2026-12-02", "2026-12-01", {{"1960-01-05", "99.00"}}, "10.00"},
    {"no plan start, 12 weeks", "weekly", NULL, "1", "10.00", NULL, 12, NULL,
        NULL, {{0}}, "120.00"},

    /* steps */
    {"over two Aprils", "weekly", NULL, "10", "12.71", "2025-11-17", 104, NULL,
        NULL, {{"2027-04-01", "13.50"}, {"2026-04-01", "13.00"}},
        /* 135 x 12.71, 365 x 13.00, 228 x 13.50, x 10 / 7 */
        "13,626.93"},
    {"twice on a day: the dearer", "weekly", NULL, "1", "1.00", "2026-11-16",
        52, NULL, NULL, {{"2026-11-16", "2.00"}, {"2026-11-16", "3.00"},
            {"2026-11-16", "2.50"}}, "156.00"},
    {"a lower price", "weekly", NULL, "1", "3.00", "2026-11-16", 52, NULL,
        NULL, {{"2027-05-17", "1.00"}}, "104.00"},
    {"from before the line", "weekly", NULL, "1", "1.00", "2026-11-16", 52,
        "2027-05-17", NULL, {{"2020-01-01", "2.00"}}, "52.00"},
    {"from the last day", "weekly", NULL, "7", "1.00", "2026-11-16", 1, NULL,
        NULL, {{"2026-11-22", "2.00"}}, "8.00"},
    {"from after the end", "weekly", NULL, "1", "1.00", "2026-11-16", 1, NULL,
        NULL, {{"2026-11-23", "2.00"}}, "1.00"},
    {"rounded once, not a step", "weekly", NULL, "1", "0.01", "2026-11-16", 1,
        NULL, NULL, {{"2026-11-18", "0.01"}, {"2026-11-20", "0.01"}}, "0.01"},
    {"once at the price of its day", "one_off", NULL, "1", "1.00",
        "2026-11-16", 52, "2027-04-05", NULL, {{"2027-04-05", "2.00"},
            {"2027-04-06", "3.00"}}, "2.00"},
    {"once before the step", "one_off", NULL, "1", "1.00", "2026-11-16", 52,
        NULL, NULL, {{"2027-04-05", "2.00"}}, "1.00"},
    {"typed times have one price", "times", "10", "1", "1.00", "2026-11-16",
        52, NULL, NULL, {{"2026-11-16", "2.00"}}, "10.00"},
    {"free from then on", "weekly", NULL, "1", "7.00", "2026-11-16", 1, NULL,
        NULL, {{"2026-11-17", "0.00"}}, "1.00"},
    {"at the end of all days", "weekly", NULL, "1", "7.00", "9999-12-31", 52,
        "9999-12-31", "9999-12-31", {{0}}, "1.00"},
};

static int64_t
number(const char *text, int places)
{
	int64_t out = 0;

	assert_true(decimal_parse(text, places, &out, NULL));
	return out;
}

static void
test_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(line_cases); i++) {
		const struct line_case *c = &line_cases[i];
		struct price_step steps[MAX_STEPS];
		size_t count = 0;
		int64_t cost = -7;

		for (; count < MAX_STEPS && c->steps[count].from; count++)
			steps[count] = (struct price_step){
			    .from = day(c->steps[count].from),
			    .price_pence = number(c->steps[count].price, 2)};
		struct schedule schedule = {
		    .frequency = frequency_find(c->frequency),
		    .typed = c->typed ? number(c->typed, 4) : -1,
		    .price_pence = number(c->price, 2),
		    .dated = c->plan_start,
		    .plan_first = c->plan_start ? day(c->plan_start) : -1,
		    .plan_weeks = c->weeks,
		    .first = c->starts ? day(c->starts) : FROM_THE_START,
		    .last = c->ends ? day(c->ends) : TO_THE_END,
		    .steps = steps, .step_count = count};
		assert_true(reckon(&schedule, number(c->quantity, 4), &cost));
		if (cost != number(c->cost, 2))
			fail_msg("%s: %lld is not %s", c->about,
			    (long long)cost, c->cost);
	}
}

static void
test_frequencies(void **state)
{
	static const char *const labels[][2] = {
	    {"weekly", "every week"}, {"fortnightly", "every two weeks"},
	    {"four_weekly", "every four weeks"}, {"monthly", "every month"},
	    {"quarterly", "every three months"}, {"annual", "once a year"},
	    {"one_off", "once only"}, {"times", "a number of times"},
	};

	(void)state;
	assert_int_equal(frequency_count, ARRAY_LEN(labels));
	for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
		const struct frequency *f = frequency_find(labels[i][0]);
		struct schedule schedule = {.frequency = f, .typed = 30000,
		    .plan_weeks = 52};
		struct spending_line line = {0};

		assert_non_null(f);
		assert_string_equal(f->label, labels[i][1]);
		assert_true(schedule_line(&schedule, &line));
		assert_int_equal(line.times, 30000);
		assert_int_equal(line.recurring,
		    strcmp(f->code, "one_off") != 0);
	}
	assert_null(frequency_find("daily"));
	assert_null(frequency_find(""));
}

static void
test_not_known(void **state)
{
	struct schedule schedule = {.frequency = frequency_find("times"),
	    .typed = -1, .plan_weeks = 52};
	struct spending_line line = {0};

	(void)state;
	assert_false(schedule_line(&schedule, &line));
	schedule.typed = 0;
	assert_true(schedule_line(&schedule, &line));
	schedule.frequency = frequency_find("weekly");
	schedule.typed = -1;
	schedule.plan_weeks = 0;
	assert_false(schedule_line(&schedule, &line));
}

/* A sum of prices that no number holds is too large for any line, and never
 * wraps around to a small one. */
static void
test_too_large(void **state)
{
	static const int64_t prices[] = {INT64_MAX, INT64_MAX / 2,
	    INT64_MAX / 364 + 1};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(prices); i++)
		for (size_t j = 0; j < frequency_count; j++) {
			struct schedule schedule = {
			    .frequency = &frequencies[j], .typed = -1,
			    .price_pence = prices[i], .plan_weeks = 52};
			int64_t cost = -7;

			if (frequencies[j].times_in_52 == 0)
				schedule.typed = 10000;
			assert_false(reckon(&schedule, 10000, &cost));
			if (frequencies[j].recurring && schedule.typed < 0)
				assert_false(reckon(&schedule, 1, &cost));
			assert_true(reckon(&schedule, 0, &cost));
			assert_int_equal(cost, 0);
		}
}

/* --- what holds for any numbers --- */

/* xorshift64*: the same numbers on every machine. */
static long
up_to(uint64_t *seed, long max)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return (long)(*seed * UINT64_C(0x2545F4914F6CDD1D) %
	    ((uint64_t)max + 1));
}

/* A plan and a line in it, some of it outside, at one price. */
static struct schedule
random_schedule(uint64_t *seed, struct price_step *steps)
{
	long start = day("2024-01-01") + up_to(seed, 2000);
	int weeks = 1 + (int)up_to(seed, 103);
	struct schedule schedule = {
	    .frequency = &frequencies[up_to(seed, 5)], .typed = -1,
	    .price_pence = up_to(seed, 100000), .dated = up_to(seed, 9) > 0,
	    .plan_first = start, .plan_weeks = weeks,
	    .first = up_to(seed, 2) ? start - 20 + up_to(seed, weeks * 7)
	                            : FROM_THE_START,
	    .last = up_to(seed, 2) ? start - 20 + up_to(seed, weeks * 7 + 20)
	                           : TO_THE_END,
	    .steps = steps, .step_count = (size_t)up_to(seed, MAX_STEPS)};

	for (size_t i = 0; i < schedule.step_count; i++)
		steps[i] = (struct price_step){
		    .from = start - 20 + up_to(seed, weeks * 7 + 40),
		    .price_pence = up_to(seed, 100000)};
	return schedule;
}

static int64_t
cost_of(const struct schedule *schedule, int64_t quantity)
{
	int64_t cost = -7;

	assert_true(reckon(schedule, quantity, &cost));
	assert_true(cost >= 0);
	return cost;
}

/* Day by day, in the plainest way there is: exact, and rounded at the end. */
static int64_t
plainly(const struct schedule *schedule, int64_t quantity)
{
	const int64_t per = INT64_C(36400000000);
	int64_t sum = 0; /* with quantities up to 10 it fits */
	long start = schedule->dated ? schedule->plan_first : 0;

	for (long d = start; d < start + schedule->plan_weeks * 7; d++) {
		int64_t price = schedule->price_pence;
		long since = LONG_MIN;

		if (schedule->dated &&
		    (d < schedule->first || d > schedule->last))
			continue;
		for (size_t i = 0; schedule->dated && i < schedule->step_count;
		     i++) {
			const struct price_step *step = &schedule->steps[i];

			if (step->from > d || step->from < since ||
			    (step->from == since && step->price_pence < price))
				continue;
			since = step->from;
			price = step->price_pence;
		}
		sum += price;
	}
	sum *= quantity * schedule->frequency->times_in_52;
	return (sum * 2 + per) / (per * 2);
}

static void
test_any_schedule(void **state)
{
	uint64_t seed = SEED;
	size_t nothing = 0;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	for (int round = 0; round < 3000; round++) {
		struct price_step steps[MAX_STEPS], turned[MAX_STEPS];
		struct schedule schedule = random_schedule(&seed, steps);
		int64_t quantity = up_to(&seed, 100000);
		int64_t cost = cost_of(&schedule, quantity), other;
		struct schedule changed = schedule;

		assert_int_equal(cost, plainly(&schedule, quantity));
		nothing += cost == 0;

		/* the order of the steps does not matter */
		for (size_t i = 0; i < schedule.step_count; i++)
			turned[i] = steps[schedule.step_count - 1 - i];
		changed.steps = turned;
		assert_int_equal(cost_of(&changed, quantity), cost);

		/* more days never cost less, at either end */
		changed = schedule;
		if (changed.last != TO_THE_END)
			changed.last += up_to(&seed, 30);
		if (changed.first != FROM_THE_START)
			changed.first -= up_to(&seed, 30);
		other = cost_of(&changed, quantity);
		assert_true(other >= cost);
		changed.plan_weeks += (int)up_to(&seed, 3);
		assert_true(cost_of(&changed, quantity) >= other);

		/* pieces at one price add up to the whole */
		for (size_t i = 0; i < schedule.step_count; i++)
			steps[i].price_pence = schedule.price_pence;
		changed = schedule;
		changed.step_count = 0;
		assert_int_equal(cost_of(&schedule, quantity),
		    cost_of(&changed, quantity));
	}
	/* both kinds of line were met */
	assert_in_range(nothing, 50, 1500);
}

/* --- told --- */

static void
test_told(void **state)
{
	static const struct price_step april = {0, 1360};
	static const struct {
		const char *frequency, *quantity, *price, *typed;
		int weeks;
		bool step;
		const char *steps[4];
	} cases[] = {
	    {"times", "16", "13.20", "52", 52, false,
	        {"16 x \xc2\xa3" "13.20 x 52 = \xc2\xa3" "10,982.40"}},
	    {"weekly", "16", "13.20", NULL, 52, false,
	        {"16 x \xc2\xa3" "13.20 every week, for 52 weeks = "
	         "\xc2\xa3" "10,982.40"}},
	    {"monthly", "1", "14", NULL, 52, false,
	        {"1 x \xc2\xa3" "14.00 every month, for 52 weeks = "
	         "\xc2\xa3" "168.00",
	            "\"every month\" is 12 times in 52 weeks, and a part of "
	            "that in a part of it."}},
	    {"monthly", "1", "14.01", NULL, 7, false,
	        {"1 x \xc2\xa3" "14.01 every month, for 7 weeks = "
	         "\xc2\xa3" "22.63",
	            "\"every month\" is 12 times in 52 weeks, and a part of "
	            "that in a part of it.",
	            "It is worked out as one sum, and rounded to a penny once, "
	            "at the end. Half a penny goes up."}},
	    /* practice.md F32 */
	    {"weekly", "16", "13.20", NULL, 52, true,
	        {"16 every week, for 52 weeks, at the prices below = "
	         "\xc2\xa3" "11,148.80",
	            "6 October 2025 to 5 April 2026: 26 weeks at "
	            "\xc2\xa3" "13.20",
	            "6 April 2026 to 4 October 2026: 26 weeks at "
	            "\xc2\xa3" "13.60"}},
	    {"one_off", "2", "0.05", NULL, 52, false,
	        {"2 x \xc2\xa3" "0.05 x 1 = \xc2\xa3" "0.10"}},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct price_step step = april;
		struct schedule schedule = {
		    .frequency = frequency_find(cases[i].frequency),
		    .typed = -1, .dated = true,
		    .plan_first = day("2025-10-06"),
		    .plan_weeks = cases[i].weeks,
		    .first = FROM_THE_START, .last = TO_THE_END,
		    .steps = &step, .step_count = cases[i].step};
		struct spending_line line = {.known = true};
		struct working working;
		size_t want = 0;

		step.from = day("2026-04-06");
		assert_true(decimal_parse(cases[i].quantity, 4,
		    &line.quantity, NULL));
		assert_true(money_parse(cases[i].price,
		    &schedule.price_pence, NULL));
		if (cases[i].typed)
			assert_true(decimal_parse(cases[i].typed, 4,
			    &schedule.typed, NULL));
		assert_true(schedule_line(&schedule, &line));
		assert_true(line_cost(&line, &line.cost_pence));
		working_init(&working);
		schedule_explain(&schedule, &line, &working);
		for (; want < 4 && cases[i].steps[want]; want++) {
			assert_true(want < working.count);
			assert_string_equal(working.steps[want].text,
			    cases[i].steps[want]);
		}
		assert_int_equal(working.count, want);
		working_clear(&working);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_lines),
	    cmocka_unit_test(test_frequencies),
	    cmocka_unit_test(test_not_known),
	    cmocka_unit_test(test_too_large),
	    cmocka_unit_test(test_any_schedule),
	    cmocka_unit_test(test_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
