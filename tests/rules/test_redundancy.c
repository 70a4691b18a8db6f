/* Redundancy and notice (practice.md F26). The weeks are those of the table that
 * the government publishes ("Calculate your statutory redundancy pay"). */
#include "config.h"

#include "rules/redundancy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "employ_years.h"

static struct date
day(const char *text)
{
	struct date date = { 0 };

	assert_true(date_parse_iso(text, &date));
	return date;
}

static void
test_weeks(void **state)
{
	static const struct {
		int age, years, half_weeks;
	} cases[] = {
		/* from the published table: age, years, weeks x 2 */
		{ 18, 2, 2 }, { 22, 2, 2 }, { 23, 2, 3 }, { 24, 2, 4 },
		{ 30, 8, 16 }, { 41, 2, 4 }, { 42, 2, 5 }, { 43, 2, 6 },
		{ 45, 10, 24 }, { 61, 20, 60 }, { 50, 20, 49 },
		/* before two years, and more than twenty */
		{ 40, 0, 0 }, { 40, 1, 0 }, { 61, 25, 60 },
		/* an age that is not known */
		{ AGE_NOT_KNOWN, 2, 6 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct date began = { 2026 - cases[i].years, 6, 1 };
		struct redundancy out;
		struct error err;

		assert_true(redundancy_reckon(began, day("2026-06-01"),
		    cases[i].age, 20000, &year_2026.redundancy, &out, &err));
		assert_int_equal(out.years, cases[i].years);
		assert_int_equal(out.half_weeks, cases[i].half_weeks);
		assert_int_equal(out.pence, cases[i].half_weeks * 10000);
	}
}

static void
test_cap(void **state)
{
	struct redundancy out;
	struct error err;

	(void)state;
	assert_true(redundancy_reckon(day("2023-06-01"), day("2026-06-01"), 30,
	    100000, &year_2026.redundancy, &out, &err));
	assert_int_equal(out.week_pence, 75100);
	assert_int_equal(out.pence, 225300);
	assert_true(redundancy_reckon(day("2022-06-01"), day("2024-06-01"), 23,
	    100000, &year_2024.redundancy, &out, &err));
	assert_int_equal(out.pence, 105000); /* 1.5 x 700.00 */
	/* half a penny goes up */
	assert_true(redundancy_reckon(day("2024-06-01"), day("2026-06-01"), 23,
	    33333, &year_2026.redundancy, &out, &err));
	assert_int_equal(out.pence, 50000);
}

static void
test_notice(void **state)
{
	static const struct {
		const char *began, *ends;
		int years, weeks;
	} cases[] = {
		{ "2026-05-02", "2026-06-01", 0, 0 },
		{ "2026-05-01", "2026-06-01", 0, 1 },
		{ "2024-06-02", "2026-06-01", 1, 1 },
		{ "2024-06-01", "2026-06-01", 2, 2 },
		{ "2021-01-10", "2026-06-01", 5, 5 },
		{ "2010-06-01", "2026-06-01", 16, 12 },
		{ "2024-02-29", "2026-02-28", 1, 1 },
		{ "2026-06-01", "2026-06-01", 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct redundancy out;
		struct error err;

		assert_true(redundancy_reckon(day(cases[i].began),
		    day(cases[i].ends), 30, 20000, &year_2026.redundancy, &out,
		    &err));
		assert_int_equal(out.years, cases[i].years);
		assert_int_equal(out.notice_weeks, cases[i].weeks);
	}
}

static void
test_refused(void **state)
{
	const struct redundancy_rates *rates = &year_2026.redundancy;
	struct redundancy out;
	struct error err;

	(void)state;
	assert_false(redundancy_reckon(day("2026-06-02"), day("2026-06-01"), 30,
	    20000, rates, &out, &err));
	assert_non_null(strstr(err.text, "before it began"));
	assert_false(redundancy_reckon(day("2020-06-01"), day("2026-06-01"), 30,
	    20000, &year_2027.redundancy, &out, &err));
	assert_non_null(strstr(err.text, "is not known"));
	assert_false(redundancy_reckon(day("2020-06-01"), day("2026-06-01"), 30,
	    -1, rates, &out, &err));
}

static void
test_explain(void **state)
{
	const struct redundancy_rates *rates = &year_2026.redundancy;
	struct working out;

	(void)state;
	working_init(&out);
	redundancy_explain("Priya", day("2023-06-01"), day("2026-06-01"), 30,
	    21120, rates, &out);
	assert_told(&out,
	    "If Priya's job ended on 1 June 2026: £633.60 of redundancy pay, "
	    "and at least 3 weeks' notice. It is in no total.",
	    "3 weeks x £211.20 = £633.60");
	redundancy_explain("Priya", day("2025-06-01"), day("2026-06-01"), 30,
	    21120, rates, &out);
	assert_told(&out, "£0.00 of redundancy pay, and at least 1 week's",
	    "None is due before 2 whole years of work; there are 1.");
	redundancy_explain("Priya", day("2026-06-02"), day("2026-06-01"), 30,
	    21120, rates, &out);
	assert_told(&out, "If Priya's job ended: ", "Check both dates.");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_weeks),
		cmocka_unit_test(test_cap),
		cmocka_unit_test(test_notice),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_explain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
