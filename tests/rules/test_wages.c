/* Hours at a rate, and the lowest wage (domain.md E7: W1; practice.md F26). */
#include "config.h"

#include "rules/wages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "employ_years.h"

static void
test_pay(void **state)
{
	static const struct {
		int64_t quantity, rate;
		long days;
		int64_t pence;
		bool known;
	} cases[] = {
		{ 160000, 1320, 364, 1098240, true }, /* C1 */
		{ 350000, 1410, 364, 2566200, true }, /* C3 */
		{ 280000, 1410, 364, 2052960, true },
		{ 160000, 1320, 182, 549120, true }, /* F32, to April */
		{ 160000, 1360, 182, 565760, true }, /* F32, from April */
		{ 20000, 4500, 364, 468000, true }, /* 2 nights at 45.00 */
		{ 10000, 100, 1, 14, true },  /* a day: 14.28 pence */
		{ 10000, 101, 4, 58, true },  /* 57.7 */
		{ 0, 1320, 364, 0, true },
		{ 160000, 1320, 0, 0, true },
		{ -10000, 1320, 364, 0, false },
		{ 10000, -1320, 364, 0, false },
		{ 10000, 1320, -7, 0, false },
		{ INT64_C(10000000000000), 1000000000, 364, 0, false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct pay pay = { .quantity = cases[i].quantity,
			.rate_pence = cases[i].rate, .days = cases[i].days };

		pay_reckon(&pay);
		assert_int_equal(pay.cost.known, cases[i].known);
		assert_int_equal(pay.cost.pence, cases[i].pence);
	}
}

static void
test_floor(void **state)
{
	const struct employ_year *y24 = &year_2024, *y25 = &year_2025,
				 *y26 = &year_2026, *y27 = &year_2027;
	const struct {
		const struct employ_year *year;
		enum hours_kind kind;
		int age;
		int64_t rate;
		enum wage_state state;
		int64_t floor;
	} cases[] = {
		{ y26, HOURS_WAKING, 30, 1250, WAGE_BELOW, 1271 }, /* W1 */
		{ y26, HOURS_WAKING, 30, 1270, WAGE_BELOW, 1271 },
		{ y26, HOURS_WAKING, 30, 1271, WAGE_ENOUGH, 1271 },
		{ y25, HOURS_WAKING, 30, 1250, WAGE_ENOUGH, 1221 },
		{ y25, HOURS_WAKING, 21, 1220, WAGE_BELOW, 1221 },
		{ y25, HOURS_WAKING, 20, 1220, WAGE_ENOUGH, 1000 },
		{ y25, HOURS_WAKING, 18, 999, WAGE_BELOW, 1000 },
		{ y24, HOURS_WAKING, 17, 640, WAGE_ENOUGH, 640 },
		{ y24, HOURS_WAKING, 16, 639, WAGE_BELOW, 640 },
		{ y24, HOURS_WAKING, 15, 1, WAGE_TOO_YOUNG, 0 },
		{ y26, HOURS_WAKING, AGE_NOT_KNOWN, 1250, WAGE_BELOW, 1271 },
		{ y26, HOURS_WAKING, 30, 0, WAGE_BELOW, 1271 },
		/* a lawful flat rate for a night asleep */
		{ y26, HOURS_SLEEP_IN, 30, 45, WAGE_NO_FLOOR, 0 },
		{ y26, HOURS_ON_CALL, 30, 1, WAGE_NO_FLOOR, 0 },
		{ y27, HOURS_WAKING, 30, 1271, WAGE_NOT_KNOWN, 0 },
		{ y27, HOURS_WAKING, 17, 1271, WAGE_NOT_KNOWN, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct rate *floor;

		assert_int_equal(wage_check(cases[i].kind, cases[i].age,
				     cases[i].rate,
				     &cases[i].year->employ.wage, &floor),
		    cases[i].state);
		assert_int_equal(figure_value(floor), cases[i].floor);
	}
}

static void
test_explain(void **state)
{
	struct pay pay = { .quantity = 160000, .rate_pence = 1320, .days = 364 };
	const struct wage_rates *rates = &year_2026.employ.wage;
	struct working out;

	(void)state;
	working_init(&out);
	pay_reckon(&pay);
	pay_explain(&pay, &out);
	assert_told(&out, "16 hours a week x £13.20 x 52 weeks = £10,982.40",
	    "x");
	wage_explain(HOURS_WAKING, 30, 1250, rates, &out);
	assert_told(&out, "£12.50 an hour is below £12.71", "6 April 2026");
	wage_explain(HOURS_WAKING, 20, 1250, rates, &out);
	assert_told(&out, "is not below £10.85",
	    "From their next birthday, at 21, it is at least £12.71.");
	wage_explain(HOURS_WAKING, 15, 1250, rates, &out);
	assert_told(&out, "Somebody under 16", "Ask");
	wage_explain(HOURS_WAKING, AGE_NOT_KNOWN, 1300, rates, &out);
	assert_told(&out, "is not below", "Their age is not filled in");
	wage_explain(HOURS_SLEEP_IN, 30, 1, rates, &out);
	assert_told(&out, "flat rate", "hours count");
	wage_explain(HOURS_WAKING, 30, 1, &year_2027.employ.wage, &out);
	assert_told(&out, "not known", "not checked");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pay),
		cmocka_unit_test(test_floor),
		cmocka_unit_test(test_explain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
