/* Rates as rules are handed them, and sums that may not fit. */
#include "config.h"

#include "rules/figure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

static void
test_amounts(void **state)
{
	(void)state;
	assert_string_equal(figure_percent(1380).text, "13.8%");
	assert_string_equal(figure_percent(300).text, "3%");
	assert_string_equal(figure_number(56000).text, "5.6");
	assert_string_equal(figure_weeks(0).text, "0 weeks");
	assert_string_equal(figure_weeks(1).text, "1 day");
	assert_string_equal(figure_weeks(7).text, "1 week");
	assert_string_equal(figure_weeks(23).text, "3 weeks and 2 days");
	assert_string_equal(figure_weeks(364).text, "52 weeks");
}

static void
test_known(void **state)
{
	struct rate rate = { .unit = RATE_NUMBER, .known = true,
		.value = 210000 };
	struct error err;

	(void)state;
	assert_true(figure_known(&rate));
	assert_int_equal(figure_value(&rate), 210000);
	assert_int_equal(figure_age(&rate, 5), 21);
	assert_true(figure_need(&rate, "The age", &err));
	rate.known = false;
	assert_false(figure_known(&rate));
	assert_false(figure_known(NULL));
	assert_int_equal(figure_value(&rate), 0);
	assert_int_equal(figure_age(&rate, 5), 5);
	assert_false(figure_need(&rate, "The age", &err));
	assert_non_null(strstr(err.text, "The age is not known"));
}

static void
test_step(void **state)
{
	struct rate rate = { .title = "Employer NI", .unit = RATE_PERCENT,
		.from = 20184, .known = true, .value = 1500, .verified = true,
		.source = "HMRC" };
	struct working working;

	(void)state;
	working_init(&working);
	figure_step(&working, &rate, "%s x %s", "£1.00", "15%");
	figure_step(&working, NULL, "nothing");
	assert_string_equal(working.steps[0].text, "£1.00 x 15%");
	assert_string_equal(working.steps[0].source,
	    "Employer NI: 15% from 6 April 2025 (HMRC)");
	assert_null(working.steps[1].source);
	working_clear(&working);
}

static void
test_mul_div(void **state)
{
	static const struct {
		int64_t a, b, c, d, out;
		bool fits;
	} cases[] = {
		{ 160000, 1320, 364, 70000, 1098240, true },
		{ 1, 1, 1, 2, 1, true }, /* half a penny goes up */
		{ 49, 1, 1, 100, 0, true },
		{ 0, 0, 0, 1, 0, true },
		{ 1, 1, 1, 0, 0, false },
		{ -1, 1, 1, 1, 0, false },
		{ 1, -1, 1, 1, 0, false },
		/* only what is cancelled first fits */
		{ INT64_MAX, 4, 1, INT64_MAX, 4, true },
		{ 3000000000, 3000000000, 6000000, 3000000000, 0, false },
		{ MONEY_MAX_PENCE, 1, 1, 1, MONEY_MAX_PENCE, true },
		{ MONEY_MAX_PENCE, 2, 1, 1, 0, false },
		{ INT64_MAX, INT64_MAX, INT64_MAX, 1, 0, false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t out;
		bool fits = mul_div(cases[i].a, cases[i].b, cases[i].c,
		    cases[i].d, &out);

		assert_int_equal(fits, cases[i].fits);
		if (fits)
			assert_int_equal(out, cases[i].out);
	}
}

static void
test_cost_add(void **state)
{
	struct cost sum = { 100, true };

	(void)state;
	cost_add(&sum, (struct cost){ 23, true });
	assert_int_equal(sum.pence, 123);
	cost_add(&sum, (struct cost){ MONEY_MAX_PENCE, true });
	assert_false(sum.known);
	assert_int_equal(sum.pence, 0);
	cost_add(&sum, (struct cost){ 1, true });
	assert_false(sum.known);
	sum = (struct cost){ 1, true };
	cost_add(&sum, (struct cost){ 0, false });
	assert_false(sum.known);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_amounts),
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_step),
		cmocka_unit_test(test_mul_div),
		cmocka_unit_test(test_cost_add),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
