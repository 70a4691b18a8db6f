/* Answers that nobody asks for now: listed once, with why, and back exactly as
 * they were. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "plan/aside.h"
#include "support.h"

static struct uid
cost(struct plan *plan, const char *what, const char *quantity,
    const char *price, const char *frequency)
{
	struct uid line = add_row(plan, "money.line", NULL);

	answer(plan, "money.what", &line, what);
	answer(plan, "money.quantity", &line, quantity);
	answer(plan, "money.price", &line, price);
	answer(plan, "money.frequency", &line, frequency);
	return line;
}

static void
assert_says(const struct plan *plan, const char *want)
{
	struct aside_list list;
	struct buf said;

	aside_list_make(plan, &list);
	buf_init(&said);
	aside_list_say(plan, &list, &said);
	assert_string_equal(said.data, want);
	buf_clear(&said);
	aside_list_clear(&list);
}

/* product.md section 3: "3 costs, £42.00 a week, set aside because ..." */
static void
says_costs_in_one_sentence(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct aside_list list;

	answer(plan, "purpose.kinds", NULL, "council");
	answer(plan, "money.needs_money", NULL, "1");
	assert_says(plan, "");
	(void)cost(plan, "Lunch club", "3", "4.00", "weekly");
	(void)cost(plan, "Taxi", "1.5", "20.00", "weekly");
	answer(plan, "money.needs_money", NULL, "0");
	assert_says(plan, "2 costs, \xc2\xa3""42.00 every week, set aside "
	    "because \"Will any of this cost money?\" is now No");
	aside_list_make(plan, &list);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.reason_count, 1);
	assert_string_equal(list.reasons[0].field->name, "money.needs_money");
	assert_string_equal(list.items[0].text,
	    "Lunch club, \xc2\xa3""12.00 every week");
	assert_string_equal(list.items[1].text,
	    "Taxi, \xc2\xa3""30.00 every week");
	aside_list_clear(&list);
	answer(plan, "money.needs_money", NULL, "1");
	(void)cost(plan, "Ramp", NULL, "300", "one_off");
	(void)cost(plan, "Not priced yet", NULL, NULL, NULL);
	answer(plan, "money.needs_money", NULL, "0");
	assert_says(plan, "4 costs, \xc2\xa3""300.00 once and \xc2\xa3""42.00 "
	    "every week, set aside because \"Will any of this cost money?\" "
	    "is now No");
}

/* A question behind another; a row of a table inside a row; what the plan is
 * for. */
static void
says_which_answer_decides(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct aside_list list;
	struct uid line;

	answer(plan, "purpose.kinds", NULL, "council");
	answer(plan, "money.needs_money", NULL, "1");
	line = cost(plan, "Lunch club", "3", "4.00", "times");
	answer(plan, "money.times", &line, "38");
	answer(plan, "money.frequency", &line, "weekly");
	aside_list_make(plan, &list);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].field->name, "money.times");
	assert_true(uid_equal(&list.items[0].row, &line));
	assert_string_equal(list.items[0].text,
	    "How many times while the plan runs?  38");
	assert_string_equal(list.reasons[0].field->name, "money.frequency");
	assert_true(uid_equal(&list.reasons[0].row, &line));
	assert_string_equal(list.reasons[0].text,
	    "because \"How often is it paid?\" is now Every week");
	aside_list_clear(&list);

	struct uid part = add_row(plan, "week.entry", NULL);
	answer(plan, "week.what", &part, "Up");
	answer(plan, "week.who", &part, "Priya");
	answer(plan, "purpose.kinds", NULL, "one_off");
	aside_list_make(plan, &list);
	assert_int_equal(list.reason_count, 2);
	/* whether it costs money is not asked for one item either */
	assert_int_equal(list.count, 3);
	assert_string_equal(list.items[1].field->name, "money.needs_money");
	assert_string_equal(list.items[0].text, "Up");
	assert_int_equal(list.items[0].answers, 2);
	assert_string_equal(list.reasons[0].field->name, "purpose.kinds");
	aside_list_clear(&list);
	assert_says(plan, "4 answers set aside");
}

static void
keeps_restricted_answers_out(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct aside_list list;

	answer(plan, "about_me.safe_contact", NULL, "not_safe");
	answer(plan, "about_me.safe_how", NULL, "Ring the clinic");
	answer(plan, "about_me.safe_contact", NULL, "yes");
	assert_int_equal(plan_set_aside(plan), 1);
	aside_list_make(plan, &list);
	assert_int_equal(list.count, 0);
	aside_list_clear(&list);
}

/* Back and forth a hundred times: nothing is lost, and totals are exact. */
static void
comes_back_exactly(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct uid line;
	int64_t planned;

	answer(plan, "purpose.kinds", NULL, "council");
	answer(plan, "purpose.start", NULL, "16/11/2026");
	answer(plan, "money.needs_money", NULL, "1");
	line = cost(plan, "Lunch club", "3", "4.01", "weekly");
	planned = plan_money(plan)->planned_pence;
	assert_int_equal(planned, 3 * 401 * 52);
	for (int i = 0; i < 100; i++) {
		answer(plan, "money.needs_money", NULL, i % 2 ? "1" : "0");
		assert_int_equal(plan_money(plan)->planned_pence,
		    i % 2 ? planned : 0);
	}
	assert_shown(plan, "money.quantity", &line, "3");
	assert_shown(plan, "money.price", &line, "\xc2\xa3""4.01");
	assert_says(plan, "");
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(says_costs_in_one_sentence),
		TEST(says_which_answer_decides),
		TEST(keeps_restricted_answers_out),
		TEST(comes_back_exactly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
