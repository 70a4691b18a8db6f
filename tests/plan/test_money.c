/* Costs by their dates and prices, as the forms ask for them and the plan
 * shows them. How they are reckoned is tested in tests/rules. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support.h"

/* A plan that runs from START for WEEKS, with one weekly cost of 16 x 13.20. */
static struct plan *
plan_with_a_line(void **state, const char *start, const char *weeks,
    struct uid *line)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct uid stream;

	answer(plan, "purpose.kinds", NULL, "council");
	answer(plan, "purpose.start", NULL, start);
	answer(plan, "purpose.weeks", NULL, weeks);
	stream = add_row(plan, "money.stream", NULL);
	answer(plan, "money.funder", &stream, "la_ca");
	*line = add_row(plan, "money.line", NULL);
	answer(plan, "money.quantity", line, "16");
	answer(plan, "money.price", line, "13.20");
	answer(plan, "money.frequency", line, "weekly");
	return plan;
}

static struct uid
add_step(struct plan *plan, const struct uid *line, const char *from,
    const char *price)
{
	struct uid step = add_row(plan, "money.step", line);

	answer(plan, "money.step_from", &step, from);
	answer(plan, "money.step_price", &step, price);
	return step;
}

static void
test_dates(void **state)
{
	struct uid line;
	struct plan *plan = plan_with_a_line(state, "16/11/2026", "52", &line);

	assert_shown(plan, "money.cost", &line, "£10,982.40");
	answer(plan, "money.starts", &line, "17/5/2027");
	assert_true(holds(plan, "money.starts", &line));
	assert_shown(plan, "money.cost", &line, "£5,491.20");
	answer(plan, "money.ends", &line, "18/5/2027"); /* 2 days: 60.342... */
	assert_true(holds(plan, "money.ends", &line));
	assert_shown(plan, "money.cost", &line, "£60.34");
	assert_shown(plan, "money.total_planned", NULL, "£60.34");
	answer(plan, "money.ends", &line, "16/5/2027");
	assert_false(holds(plan, "money.ends", &line));
	assert_shown(plan, "money.cost", &line, "£0.00");
	answer(plan, "money.frequency", &line, "times");
	answer(plan, "money.times", &line, "38");
	assert_shown(plan, "money.cost", &line, "£8,025.60");
}

static void
test_dates_outside_the_plan(void **state)
{
	struct uid line;
	struct plan *plan = plan_with_a_line(state, "16/11/2026", "12", &line);

	assert_shown(plan, "money.cost", &line, "£2,534.40");
	answer(plan, "money.starts", &line, "15/11/2026");
	answer(plan, "money.ends", &line, "8/2/2027");
	assert_false(holds(plan, "money.starts", &line));
	assert_false(holds(plan, "money.ends", &line));
	assert_shown(plan, "money.cost", &line, "£2,534.40");
	answer(plan, "money.starts", &line, "16/11/2026");
	answer(plan, "money.ends", &line, "7/2/2027");
	assert_true(holds(plan, "money.starts", &line));
	assert_true(holds(plan, "money.ends", &line));
	answer(plan, "money.starts", &line, "8/2/2027");
	assert_false(holds(plan, "money.starts", &line));

	/* without the plan's first day, no date counts */
	answer(plan, "purpose.start", NULL, "");
	assert_shown(plan, "money.cost", &line, "£2,534.40");
	assert_true(holds(plan, "money.starts", &line));
}

/* The April rise of practice.md, F32. */
static void
test_price_steps(void **state)
{
	struct uid line, step, twice, other;
	struct plan *plan = plan_with_a_line(state, "6/10/2025", "52", &line);

	answer(plan, "money.steps_on", &line, "yes");
	step = add_step(plan, &line, "6/4/2026", "13.60");
	assert_shown(plan, "money.cost", &line, "£11,148.80");
	assert_shown(plan, "money.total_recurring", NULL, "£11,148.80");

	/* another cost's prices are its own */
	other = add_row(plan, "money.line", NULL);
	answer(plan, "money.price", &other, "1.00");
	answer(plan, "money.frequency", &other, "weekly");
	answer(plan, "money.steps_on", &other, "yes");
	(void)add_step(plan, &other, "6/4/2026", "2.00");
	assert_shown(plan, "money.cost", &other, "£78.00");
	assert_shown(plan, "money.cost", &line, "£11,148.80");

	/* two on one day, then one of them half typed */
	assert_null(advice(plan, "money.step_from", &step));
	twice = add_step(plan, &line, "6/4/2026", "13.30");
	assert_non_null(advice(plan, "money.step_from", &step));
	assert_non_null(advice(plan, "money.step_from", &twice));
	assert_shown(plan, "money.cost", &line, "£11,148.80");
	answer(plan, "money.step_from", &twice, "");
	assert_null(advice(plan, "money.step_from", &step));
	assert_shown(plan, "money.cost", &line, "£11,148.80");

	answer(plan, "money.step_from", &twice, "5/10/2025");
	assert_false(holds(plan, "money.step_from", &twice));
	answer(plan, "money.step_from", &twice, "5/10/2026");
	assert_false(holds(plan, "money.step_from", &twice));
	answer(plan, "money.step_from", &twice, "4/10/2026");
	assert_true(holds(plan, "money.step_from", &twice));

	/* set aside, they count for nothing */
	answer(plan, "money.steps_on", &line, "no");
	assert_shown(plan, "money.cost", &line, "£10,982.40");
	assert_shown(plan, "money.cost", &other, "£78.00");
}

static void
test_one_price_for_a_number_of_times(void **state)
{
	struct uid line;
	struct plan *plan = plan_with_a_line(state, "6/10/2025", "52", &line);

	answer(plan, "money.steps_on", &line, "yes");
	(void)add_step(plan, &line, "6/4/2026", "13.60");
	assert_null(advice(plan, "money.steps_on", &line));
	answer(plan, "money.frequency", &line, "times");
	answer(plan, "money.times", &line, "10");
	assert_non_null(advice(plan, "money.steps_on", &line));
	assert_shown(plan, "money.cost", &line, "£2,112.00");
}

/* A price below zero is marked, and nothing is reckoned from it. */
static void
test_step_below_zero(void **state)
{
	struct uid line, step;
	struct plan *plan = plan_with_a_line(state, "6/10/2025", "52", &line);

	answer(plan, "money.steps_on", &line, "yes");
	step = add_step(plan, &line, "6/4/2026", "-13.60");
	assert_false(holds(plan, "money.step_price", &step));
	assert_shown(plan, "money.cost", &line, "");
	assert_shown(plan, "money.total_planned", NULL, "£0.00");
}

/* Inner rows are met line by line, whichever lines have any. */
static void
test_shares_of_many_lines(void **state)
{
	static const char *const parts[] = { "33", "33", "34" };
	struct uid first, second, third, share;
	struct plan *plan = plan_with_a_line(state, "16/11/2026", "1", &first);
	const struct uid *streams;
	char hex[UID_HEX_LEN + 1];

	assert_int_equal(plan_rows(plan,
	    form_set_repeat(plan_forms(plan), "money.stream"), &UID_NONE,
	    &streams), 1);
	struct uid stream = streams[0];
	uid_format(&stream, hex);
	second = add_row(plan, "money.line", NULL);
	third = add_row(plan, "money.line", NULL);
	answer(plan, "money.price", &second, "50.00");
	answer(plan, "money.frequency", &second, "one_off");
	answer(plan, "money.price", &third, "100.00");
	answer(plan, "money.frequency", &third, "weekly");
	answer(plan, "money.split", &third, "yes");
	answer(plan, "money.split", &first, "yes");
	for (size_t i = 0; i < 3; i++) {
		share = add_row(plan, "money.share", &third);
		answer(plan, "money.share_stream", &share, hex);
		answer(plan, "money.share_percent", &share, parts[i]);
	}
	assert_shown(plan, "money.share_cost", &share, "£34.00");
	share = add_row(plan, "money.share", &first);
	answer(plan, "money.share_stream", &share, hex);
	answer(plan, "money.share_percent", &share, "100");
	assert_shown(plan, "money.share_cost", &share, "£211.20");
	assert_shown(plan, "money.planned", &stream, "£361.20");
	assert_int_equal(plan_money(plan)->unassigned_pence, 0);
	assert_int_equal(plan_money(plan)->one_off_pence, 5000);
}

int
main(void)
{
#define CASE(name)                                                             \
	cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
	const struct CMUnitTest tests[] = {
		CASE(test_dates),
		CASE(test_dates_outside_the_plan),
		CASE(test_price_steps),
		CASE(test_one_price_for_a_number_of_times),
		CASE(test_step_below_zero),
		CASE(test_shares_of_many_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
