/* Statutory sick pay (practice.md F26). */
#include "config.h"

#include "rules/sick_pay.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "employ_years.h"

static void
test_week(void **state)
{
	const struct employ_year *y24 = &year_2024, *y25 = &year_2025,
				 *y26 = &year_2026;
	const struct {
		const struct employ_year *year;
		int64_t average, week;
	} cases[] = {
		{ y26, 21120, 12325 }, /* F26: 16 h x 13.20; 80% is 168.96 */
		{ y26, 6500, 5200 },   /* F26: 5 h x 13.00 */
		{ y26, 15406, 12325 }, /* 80% is 123.248: a penny more */
		{ y26, 15405, 12324 },
		{ y26, 1, 1 }, /* 0.8 of a penny */
		{ y26, 0, 0 },
		{ y25, 21120, 11875 },
		{ y25, 12500, 11875 }, /* at the lower limit of 125 a week */
		{ y25, 12499, 0 },
		{ y24, 12300, 11675 }, /* 123 a week */
		{ y24, 12299, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err;
		int64_t week;

		assert_true(sick_week(cases[i].average, &cases[i].year->sick,
		    &week, &err));
		assert_int_equal(week, cases[i].week);
	}
}

static void
test_weeks(void **state)
{
	const struct {
		const struct employ_year *year;
		int64_t weeks;
		int days_a_week;
		int64_t pence;
	} cases[] = {
		{ &year_2026, 20000, 5, 24650 }, /* two weeks from day one */
		{ &year_2026, 20000, 3, 24650 },
		{ &year_2026, 2000, 5, 2465 }, /* one day of five */
		{ &year_2025, 20000, 5, 16625 }, /* 7 days of 10 */
		{ &year_2025, 20000, 3, 11875 }, /* 3 days of 6 */
		{ &year_2025, 10000, 3, 0 },
		{ &year_2025, 10000, 2, 0 }, /* never below nothing */
		{ &year_2026, 0, 5, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err;
		int64_t pence;

		assert_true(sick_pay(21120, cases[i].weeks,
		    cases[i].days_a_week, &cases[i].year->sick, &pence, &err));
		assert_int_equal(pence, cases[i].pence);
	}
}

static void
test_refused(void **state)
{
	const struct sick_rates *rates = &year_2026.sick;
	struct error err;
	int64_t out;

	(void)state;
	assert_false(sick_week(100, &year_2027.sick, &out, &err));
	assert_non_null(strstr(err.text, "Statutory sick pay is not known"));
	assert_false(sick_week(-1, rates, &out, &err));
	assert_false(sick_week(INT64_MAX, rates, &out, &err));
	assert_false(sick_pay(100, -1, 5, rates, &out, &err));
	assert_false(sick_pay(100, INT64_MAX, 5, rates, &out, &err));
	assert_false(sick_pay(100, 10000, 0, rates, &out, &err));
	assert_false(sick_pay(100, 10000, 8, rates, &out, &err));
}

static void
test_explain(void **state)
{
	struct working out;

	(void)state;
	working_init(&out);
	sick_pay_explain("Priya", 6500, 20000, 5, &year_2026.sick, &out);
	assert_told(&out, "for Priya would be £104.00 for 2 weeks",
	    "80% of usual pay of £65.00 a week, and at most £123.25: £52.00");
	sick_pay_explain("Priya", 21120, 20000, 5, &year_2025.sick, &out);
	assert_told(&out, "would be £166.25", "The first 3 days are not paid");
	sick_pay_explain("Priya", 12000, 20000, 5, &year_2025.sick, &out);
	assert_told(&out, "would be £0.00", "£120.00 a week is below £125.00");
	sick_pay_explain("Priya", 1, 20000, 5, &year_2027.sick, &out);
	assert_told(&out, "for Priya: ", "is not known");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_week),
		cmocka_unit_test(test_weeks),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_explain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
