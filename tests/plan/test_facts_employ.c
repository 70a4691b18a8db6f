/* The team as the form asks for it, with the rates as shipped, and the spending
 * lines that name a part of it. How it is reckoned is tested in tests/rules. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "support.h"

static struct plan *
plan_from(void **state, const char *start)
{
	struct plan *plan = ((struct fixture *)*state)->plan;

	answer(plan, "purpose.kinds", NULL, "council s117");
	answer(plan, "purpose.start", NULL, start);
	answer(plan, "team.employs", NULL, "yes");
	return plan;
}

static struct uid
add_worker(struct plan *plan, const char *name, const char *hours,
    const char *rate)
{
	struct uid row = add_row(plan, "team.worker", NULL);

	answer(plan, "team.name", &row, name);
	answer(plan, "team.hours", &row, hours);
	answer(plan, "team.rate", &row, rate);
	answer(plan, "team.age", &row, "34");
	return row;
}

/* A line of the team's, at QUANTITY x PRICE, WEEKLY or once. */
static struct uid
add_line(struct plan *plan, const char *part, const char *quantity,
    const char *price, const char *frequency)
{
	struct uid row = add_row(plan, "money.line", NULL);

	answer(plan, "money.category", &row, "pa");
	answer(plan, "money.quantity", &row, quantity);
	answer(plan, "money.price", &row, price);
	answer(plan, "money.frequency", &row, frequency);
	answer(plan, "money.team_part", &row, part);
	return row;
}

static void
name_worker(struct plan *plan, const struct uid *line, const struct uid *worker)
{
	char hex[UID_HEX_LEN + 1];

	uid_format(worker, hex);
	answer(plan, "money.team_worker", line, hex);
}

/* Fails unless some step of NAME's working has PART. */
static void
assert_step(struct plan *plan, const char *name, const struct uid *row,
    const char *part)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct working working;
	bool found = false;

	assert_non_null(field);
	working_init(&working);
	plan_working(plan, field, row ? row : &UID_NONE, &working);
	for (size_t i = 0; i < working.count; i++)
		found = found || strstr(working.steps[i].text, part) ||
		    (working.steps[i].source &&
			strstr(working.steps[i].source, part));
	if (!found) {
		for (size_t i = 0; i < working.count; i++)
			print_message("%s\n", working.steps[i].text);
		fail_msg("%s is not told of %s", part, name);
	}
	working_clear(&working);
}

/* Case C1: 10,982.40, 1,182.72, 0.00 and 142.27. */
static void
test_c1(void **state)
{
	struct plan *plan = plan_from(state, "6/10/2025");
	struct uid maya = add_worker(plan, "Maya's assistant", "16", "13.20");

	answer(plan, "team.insurance", NULL, "61.00");
	answer(plan, "team.payroll", NULL, "14.00");
	assert_shown(plan, "team.floor", &maya, "£12.21");
	assert_shown(plan, "team.wages", &maya, "£10,982.40");
	assert_shown(plan, "team.holiday", &maya, "£1,182.72");
	assert_shown(plan, "team.ni", &maya, "£897.36");
	assert_shown(plan, "team.pension", &maya, "£142.27");
	assert_shown(plan, "team.total_wages", NULL, "£10,982.40");
	assert_shown(plan, "team.total_holiday", NULL, "£1,182.72");
	assert_shown(plan, "team.total_ni", NULL, "£0.00");
	assert_shown(plan, "team.total_pension", NULL, "£142.27");
	assert_shown(plan, "team.total_insurance", NULL, "£61.00");
	assert_shown(plan, "team.total_payroll", NULL, "£168.00");
	assert_shown(plan, "team.total", NULL, "£12,536.39");
	/* 13.20 is enough after April 2026 too */
	assert_null(advice(plan, "team.rate", &maya));
	/* before April 2026 three days are not paid: 7 of 10 at 118.75 */
	assert_shown(plan, "team.sick", &maya, "£166.25");

	answer(plan, "team.allowance", NULL, "no");
	assert_shown(plan, "team.total_ni", NULL, "£897.36");
	answer(plan, "team.cover", &maya, "no");
	assert_shown(plan, "team.holiday", &maya, "£0.00");
}

static void
test_c1_told(void **state)
{
	struct plan *plan = plan_from(state, "6/10/2025");
	struct uid maya = add_worker(plan, "Maya's assistant", "16", "13.20");

	assert_step(plan, "team.wages", &maya,
	    "16 hours a week x £13.20 x 52 weeks = £10,982.40");
	assert_step(plan, "team.pension", &maya, "£4,742.40 x 3% = £142.27");
	assert_step(plan, "team.ni", &maya, "£5,982.40 x 15% = £897.36");
	assert_step(plan, "team.ni", &maya, "£5,000.00 from 6 April 2025");
	assert_step(plan, "team.total_ni", NULL, "£897.36 - £897.36 = £0.00");
	assert_step(plan, "team.total", NULL, "comes to £12,307.39");
	assert_step(plan, "team.floor", &maya, "is not below £12.21");
	assert_step(plan, "team.total", NULL, "The rates are those of 6 October");
	assert_step(plan, "team.sick", &maya, "The first 3 days are not paid");
}

/* Case C3, and the lines beside it. */
static void
test_c3(void **state)
{
	struct plan *plan = plan_from(state, "7/9/2026");
	struct uid first = add_worker(plan, "PA 1", "35", "14.10"), line;
	struct uid third;

	(void)add_worker(plan, "PA 2", "35", "14.10");
	third = add_worker(plan, "PA 3", "28", "14.10");
	assert_shown(plan, "team.wages", &first, "£25,662.00");
	assert_shown(plan, "team.wages", &third, "£20,529.60");
	assert_shown(plan, "team.total_holiday", NULL, "£7,738.08");
	assert_shown(plan, "team.total_ni", NULL, "£0.00");
	assert_shown(plan, "team.total_pension", NULL, "£1,594.01");

	line = add_line(plan, "wages", "35", "14.10", "weekly");
	assert_shown(plan, "money.team_cost", &line, "£71,853.60");
	assert_non_null(advice(plan, "money.team_cost", &line));
	name_worker(plan, &line, &first);
	assert_shown(plan, "money.team_cost", &line, "£25,662.00");
	assert_null(advice(plan, "money.team_cost", &line));
	assert_step(plan, "money.team_cost", &line, "35 hours a week x £14.10");

	line = add_line(plan, "pension", "1", "1,594.00", "one_off");
	assert_shown(plan, "money.team_cost", &line, "£1,594.01");
	assert_non_null(advice(plan, "money.team_cost", &line));
	answer(plan, "money.price", &line, "1,594.01");
	assert_null(advice(plan, "money.team_cost", &line));
	line = add_line(plan, "ni", "1", "0.00", "one_off");
	assert_shown(plan, "money.team_cost", &line, "£0.00");
	assert_null(advice(plan, "money.team_cost", &line));
	line = add_line(plan, "holiday", "98", "14.10", "times");
	answer(plan, "money.times", &line, "5.6");
	assert_null(advice(plan, "money.team_cost", &line));
	/* insurance that nobody has put in costs nothing yet */
	line = add_line(plan, "insurance", "1", "61.00", "one_off");
	assert_step(plan, "money.team_cost", &line, "Insurance: £0.00 a year");
	line = add_line(plan, "wages", "28", "14.10", "weekly");
	name_worker(plan, &line, &third);
	assert_shown(plan, "money.team_cost", &line, "£20,529.60");
}

/* Case C4. */
static void
test_c4(void **state)
{
	struct plan *plan = plan_from(state, "1/6/2026");

	(void)add_worker(plan, "A", "24", "13.90");
	(void)add_worker(plan, "B", "18", "13.90");
	assert_shown(plan, "team.total_pension", NULL, "£536.33");
	assert_shown(plan, "team.total_ni", NULL, "£0.00");
	assert_shown(plan, "team.total_holiday", NULL, "£3,269.28");
}

/* W1, ages, and a rise in April. */
static void
test_wage_floor(void **state)
{
	struct plan *plan = plan_from(state, "16/11/2026");
	struct uid row = add_worker(plan, "A", "16", "12.50");

	answer(plan, "team.age", &row, "30");
	assert_false(holds(plan, "team.rate", &row));
	answer(plan, "team.age", &row, "20");
	assert_true(holds(plan, "team.rate", &row));
	assert_shown(plan, "team.floor", &row, "£10.85");
	answer(plan, "team.age", &row, "");
	assert_false(holds(plan, "team.rate", &row));
	answer(plan, "team.rate", &row, "12.71");
	assert_true(holds(plan, "team.rate", &row));
	/* nobody knows April 2027 yet */
	assert_null(advice(plan, "team.rate", &row));
	answer(plan, "team.age", &row, "15");
	assert_non_null(advice(plan, "team.age", &row));
	/* a night asleep has no lowest wage */
	answer(plan, "team.nights", &row, "2");
	answer(plan, "team.night_rate", &row, "30.00");
	assert_true(holds(plan, "team.night_rate", &row));
	assert_shown(plan, "team.wages", &row, "£13,694.72");
}

static void
test_april(void **state)
{
	struct plan *plan = plan_from(state, "6/10/2025");
	struct uid row = add_worker(plan, "A", "16", "12.30");

	assert_true(holds(plan, "team.rate", &row));
	assert_non_null(advice(plan, "team.rate", &row));
	assert_shown(plan, "team.rise", &row, "£12.71");
	answer(plan, "team.new_rate", &row, "12.60");
	answer(plan, "team.new_from", &row, "1/4/2026");
	assert_false(holds(plan, "team.new_rate", &row));
	assert_non_null(advice(plan, "team.rate", &row));
	answer(plan, "team.new_rate", &row, "13.60");
	assert_true(holds(plan, "team.new_rate", &row));
	assert_null(advice(plan, "team.rate", &row));
	/* five days late */
	answer(plan, "team.new_from", &row, "6/4/2026");
	assert_non_null(advice(plan, "team.rate", &row));

	/* practice.md F32: 26 weeks at each */
	answer(plan, "team.rate", &row, "13.20");
	assert_shown(plan, "team.wages", &row, "£11,148.80");
	assert_null(advice(plan, "team.rate", &row));
	/* somebody whose hours change has no second rate here */
	answer(plan, "team.irregular", &row, "yes");
	assert_shown(plan, "team.wages", &row, "£10,982.40");
}

static void
test_irregular(void **state)
{
	struct plan *plan = plan_from(state, "16/11/2026");
	struct uid row = add_worker(plan, "A", "20", "13.50");

	answer(plan, "team.irregular", &row, "yes");
	answer(plan, "team.weeks", &row, "46");
	assert_shown(plan, "team.wages", &row, "£12,420.00");
	assert_shown(plan, "team.holiday", &row, "£1,499.09");
	assert_null(advice(plan, "team.weeks", &row));
	answer(plan, "team.weeks", &row, "47");
	assert_non_null(advice(plan, "team.weeks", &row));
	answer(plan, "team.weeks", &row, "53");
	assert_false(holds(plan, "team.weeks", &row));
	answer(plan, "team.irregular", &row, "no");
	assert_shown(plan, "team.wages", &row, "£14,040.00"); /* A1 */
	assert_shown(plan, "team.holiday", &row, "£1,512.00");
}

/* Part of the plan; outside it; without a first day. */
static void
test_days(void **state)
{
	struct plan *plan = plan_from(state, "16/11/2026");
	struct uid row = add_worker(plan, "A", "20", "13.50");

	answer(plan, "team.starts", &row, "17/5/2027");
	assert_shown(plan, "team.wages", &row, "£7,020.00");
	assert_shown(plan, "team.ni", &row, "£678.00"); /* half of A1's */
	assert_shown(plan, "team.pension", &row, "£117.00");
	answer(plan, "team.ends", &row, "16/5/2027");
	assert_false(holds(plan, "team.ends", &row));
	assert_shown(plan, "team.wages", &row, "£0.00");
	assert_shown(plan, "team.sick", &row, "");
	answer(plan, "purpose.start", NULL, "");
	assert_shown(plan, "team.wages", &row, "£14,040.00");
	assert_step(plan, "team.wages", &row, "has no first day yet");
}

/* A year that nobody knows the rates of: wages, and no guess beside them. */
static void
test_no_rates(void **state)
{
	struct plan *plan = plan_from(state, "1/6/2027");
	struct uid row = add_worker(plan, "A", "20", "13.50");

	assert_shown(plan, "team.floor", &row, "");
	assert_true(holds(plan, "team.rate", &row));
	assert_shown(plan, "team.wages", &row, "£14,040.00");
	assert_shown(plan, "team.ni", &row, "");
	assert_shown(plan, "team.total", NULL, "");
	assert_step(plan, "team.ni", &row, "is not known for these dates");
	assert_step(plan, "team.total", NULL, "not worked out");
}

static void
test_memo(void **state)
{
	struct plan *plan = plan_from(state, "16/11/2026");
	struct uid row = add_worker(plan, "A", "16", "13.20");

	assert_shown(plan, "team.redundancy", &row, "");
	answer(plan, "team.began", &row, "14/11/2024");
	/* three years less a day at the plan's end, 14 November 2027 */
	assert_shown(plan, "team.redundancy", &row, "£633.60");
	assert_shown(plan, "team.notice", &row, "3");
	answer(plan, "team.began", &row, "15/11/2024");
	assert_shown(plan, "team.redundancy", &row, "£422.40");
	answer(plan, "team.age", &row, "42");
	assert_shown(plan, "team.redundancy", &row, "£528.00");
	answer(plan, "team.began", &row, "15/11/2025");
	assert_shown(plan, "team.redundancy", &row, "£0.00");
	assert_shown(plan, "team.notice", &row, "1");
	assert_step(plan, "team.redundancy", &row, "It is in no total.");
	/* the total does not have it */
	answer(plan, "team.began", &row, "15/11/2015");
	assert_shown(plan, "team.total", NULL, "£12,307.39");
}

/* Typed too large, or below nothing: marked, and no figure. */
static void
test_too_large(void **state)
{
	struct plan *plan = plan_from(state, "16/11/2026");
	struct uid row = add_worker(plan, "A", "1000000000", "9999999");

	assert_false(holds(plan, "team.hours", &row));
	assert_shown(plan, "team.total", NULL, "");
	answer(plan, "team.hours", &row, "-3");
	assert_false(holds(plan, "team.hours", &row));
	assert_shown(plan, "team.wages", &row, "");
	answer(plan, "team.hours", &row, "");
	assert_shown(plan, "team.wages", &row, "");
	assert_shown(plan, "team.total", NULL, "");
}

/* Set aside, nobody counts; turned back, all is as it was. */
static void
test_set_aside(void **state)
{
	struct plan *plan = plan_from(state, "16/11/2026");

	(void)add_worker(plan, "A", "20", "13.50");
	assert_shown(plan, "team.total", NULL, "£15,786.00");
	answer(plan, "team.employs", NULL, "no");
	assert_shown(plan, "team.total", NULL, "");
	answer(plan, "team.employs", NULL, "yes");
	assert_shown(plan, "team.total", NULL, "£15,786.00");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(test)                                                             \
	cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)
		TEST(test_c1),
		TEST(test_c1_told),
		TEST(test_c3),
		TEST(test_c4),
		TEST(test_wage_floor),
		TEST(test_april),
		TEST(test_irregular),
		TEST(test_days),
		TEST(test_no_rates),
		TEST(test_memo),
		TEST(test_too_large),
		TEST(test_set_aside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
