/* Employer National Insurance (domain.md E7: N1, N2, A1 to A3; C1 to C4). */
#include "config.h"

#include "rules/ni.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "employ_years.h"

static void
test_gross(void **state)
{
	const struct employ_year *y24 = &year_2024, *y25 = &year_2025,
				 *y26 = &year_2026;
	const struct {
		const struct employ_year *year;
		int64_t pay;
		long days;
		int age;
		int64_t ni;
	} cases[] = {
		/* published */
		{ y25, 2000000, 364, 30, 225000 }, /* N1 */
		{ y25, 2500000, 364, 30, 300000 },
		{ y25, 3000000, 364, 30, 375000 },
		{ y26, 3500000, 364, 30, 450000 }, /* N2 */
		/* ours */
		{ y26, 1404000, 364, 30, 135600 }, /* A1 */
		{ y24, 1404000, 364, 30, 68172 },  /* A2 */
		{ y26, 2912000, 364, 30, 361800 }, /* A3, each */
		{ y26, 2566200, 364, 30, 309930 }, /* A4 */
		{ y26, 2052960, 364, 30, 232944 },
		{ y25, 1098240, 364, 30, 89736 }, /* C1 */
		/* at the threshold, and a penny above */
		{ y26, 500000, 364, 30, 0 },
		{ y26, 500003, 364, 30, 0 }, /* 0.45 of a penny */
		{ y26, 500004, 364, 30, 1 },
		{ y26, 0, 364, 30, 0 },
		/* half a year has half the threshold */
		{ y26, 702000, 182, 30, 67800 },
		/* under 21 none up to the upper limit, and then above it */
		{ y26, 5027000, 364, 20, 0 },
		{ y26, 5127000, 364, 20, 15000 },
		{ y26, 2912000, 364, 20, 0 },
		{ y26, 2912000, 364, 21, 361800 },
		{ y26, 2912000, 364, AGE_NOT_KNOWN, 361800 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err;
		int64_t ni;

		assert_true(ni_reckon(cases[i].pay, cases[i].days,
		    cases[i].age, &cases[i].year->employ.ni, &ni, &err));
		assert_int_equal(ni, cases[i].ni);
	}
}

static void
test_allowance(void **state)
{
	static const struct {
		int64_t gross;
		long days;
		int64_t off;
	} cases[] = {
		{ 1809000, 364, 1050000 }, /* A3: 7,590.00 is left */
		{ 852804, 364, 852804 },   /* A4: nothing is left */
		{ 1050000, 364, 1050000 },
		{ 1050001, 364, 1050000 },
		{ 0, 364, 0 },
		{ 1809000, 182, 525000 }, /* half a year, half of it */
		{ 3618000, 728, 2100000 }, /* two years, twice */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err;
		int64_t off;

		assert_true(ni_allowance(cases[i].gross, cases[i].days,
		    &year_2026.employ.ni, &off, &err));
		assert_int_equal(off, cases[i].off);
	}
}

static void
test_refused(void **state)
{
	struct error err;
	int64_t out;

	(void)state;
	assert_false(ni_reckon(100, 364, 30, &year_2027.employ.ni, &out, &err));
	assert_non_null(strstr(err.text, "employer National Insurance is not"));
	assert_false(ni_allowance(100, 364, &year_2027.employ.ni, &out, &err));
	assert_non_null(strstr(err.text, "Employment Allowance is not known"));
	assert_false(ni_reckon(-1, 364, 30, &year_2026.employ.ni, &out, &err));
	assert_false(ni_reckon(INT64_MAX, 364, 30, &year_2026.employ.ni, &out,
	    &err));
	assert_non_null(strstr(err.text, "too large"));
}

static void
test_explain(void **state)
{
	const struct ni_rates *rates = &year_2026.employ.ni;
	struct working out;

	(void)state;
	working_init(&out);
	ni_explain("Priya", 1404000, 364, 30, rates, &out);
	assert_told(&out, "for Priya comes to £1,356.00",
	    "£9,040.00 x 15% = £1,356.00");
	ni_explain("Priya", 702000, 182, 30, rates, &out);
	assert_told(&out, "comes to £678.00", "for 26 weeks of 52: £2,500.00");
	ni_explain("Priya", 1404000, 364, 19, rates, &out);
	assert_told(&out, "comes to £0.00", "Under 21");
	ni_explain("Priya", 1404000, 364, 19, rates, &out);
	assert_told(&out, "comes to £0.00",
	    "NI upper limit: £50,270.00 from 6 April 2026 (the table)");
	ni_explain("Priya", 1404000, 364, 30, &year_2027.employ.ni, &out);
	assert_told(&out, "for Priya: The rate", "Ask");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gross),
		cmocka_unit_test(test_allowance),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_explain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
