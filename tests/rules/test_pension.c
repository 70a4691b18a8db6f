/* Employer pension (domain.md E7: P1, P2, A1, A4; C1, C4). */
#include "config.h"

#include "rules/pension.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "employ_years.h"

static const struct pension_case {
	int64_t pay;
	long days;
	int age;
	bool opted_in;
	enum pension_duty duty;
	int64_t qualifying, employer, worker;
} cases[] = {
	/* published, there rounded to whole pounds */
	{ 2000000, 364, 30, false, PENSION_ENROL, 1376000, 41280, 68800 },
	{ 3000000, 364, 30, false, PENSION_ENROL, 2376000, 71280, 118800 },
	/* ours */
	{ 1404000, 364, 30, false, PENSION_ENROL, 780000, 23400, 39000 },
	{ 1098240, 364, 30, false, PENSION_ENROL, 474240, 14227, 23712 },
	{ 2566200, 364, 30, false, PENSION_ENROL, 1942200, 58266, 97110 },
	{ 2052960, 364, 30, false, PENSION_ENROL, 1428960, 42869, 71448 },
	{ 1734720, 364, 30, false, PENSION_ENROL, 1110720, 33322, 55536 },
	{ 1301040, 364, 30, false, PENSION_ENROL, 677040, 20311, 33852 },
	/* the limits */
	{ 1000000, 364, 30, false, PENSION_OPT_IN, 376000, 0, 0 },
	{ 1000001, 364, 30, false, PENSION_ENROL, 376001, 11280, 18800 },
	{ 1000000, 364, 30, true, PENSION_OPT_IN, 376000, 11280, 18800 },
	{ 624000, 364, 30, true, PENSION_JOIN, 0, 0, 0 },
	{ 624001, 364, 30, false, PENSION_OPT_IN, 1, 0, 0 },
	{ 9000000, 364, 30, false, PENSION_ENROL, 4403000, 132090, 220150 },
	/* ages */
	{ 2000000, 364, 21, false, PENSION_OPT_IN, 1376000, 0, 0 },
	{ 2000000, 364, 21, true, PENSION_OPT_IN, 1376000, 41280, 68800 },
	{ 2000000, 364, 22, false, PENSION_ENROL, 1376000, 41280, 68800 },
	{ 2000000, 364, 65, false, PENSION_ENROL, 1376000, 41280, 68800 },
	{ 2000000, 364, 66, false, PENSION_OPT_IN, 1376000, 0, 0 },
	{ 2000000, 364, 74, true, PENSION_OPT_IN, 1376000, 41280, 68800 },
	{ 2000000, 364, 75, true, PENSION_NONE, 1376000, 0, 0 },
	{ 2000000, 364, 15, true, PENSION_NONE, 1376000, 0, 0 },
	{ 2000000, 364, AGE_NOT_KNOWN, false, PENSION_ENROL, 1376000, 41280,
	    68800 },
	/* half a year has half of each limit */
	{ 1000000, 182, 30, false, PENSION_ENROL, 688000, 20640, 34400 },
	{ 500000, 182, 30, false, PENSION_OPT_IN, 188000, 0, 0 },
	{ 0, 364, 30, false, PENSION_JOIN, 0, 0, 0 },
};

static void
test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct pension_case *c = &cases[i];
		struct pension out;
		struct error err;

		assert_true(pension_reckon(c->pay, c->days, c->age,
		    c->opted_in, &year_2026.employ.pension, &out, &err));
		assert_int_equal(out.duty, c->duty);
		assert_int_equal(out.qualifying_pence, c->qualifying);
		assert_int_equal(out.employer_pence, c->employer);
		assert_int_equal(out.worker_pence, c->worker);
		assert_int_equal(out.paid, c->employer > 0);
	}
}

static void
test_refused(void **state)
{
	struct pension out;
	struct error err;

	(void)state;
	assert_false(pension_reckon(100, 364, 30, false,
	    &year_2027.employ.pension, &out, &err));
	assert_non_null(strstr(err.text, "is not known"));
	assert_false(pension_reckon(-1, 364, 30, false,
	    &year_2026.employ.pension, &out, &err));
	assert_false(pension_reckon(INT64_MAX, 364, 30, false,
	    &year_2026.employ.pension, &out, &err));
	assert_non_null(strstr(err.text, "too large"));
}

static void
test_explain(void **state)
{
	const struct pension_rates *rates = &year_2025.employ.pension;
	struct working out;

	(void)state;
	working_init(&out);
	pension_explain("Priya", 1098240, 364, 30, false, rates, &out);
	assert_told(&out, "for Priya comes to £142.27",
	    "£10,982.40 - £6,240.00 = £4,742.40");
	pension_explain("Priya", 1098240, 364, 30, false, rates, &out);
	assert_told(&out, "for Priya comes to £142.27",
	    "£4,742.40 x 3% = £142.27");
	pension_explain("Priya", 1000000, 364, 30, false, rates, &out);
	assert_told(&out, "£0.00 now, and £112.80 if they ask", "may ask");
	pension_explain("Priya", 500000, 364, 30, false, rates, &out);
	assert_told(&out, "comes to £0.00", "not above £6,240.00");
	pension_explain("Priya", 1000000, 182, 30, false, rates, &out);
	assert_told(&out, "comes to £206.40", "in 26 weeks");
	pension_explain("Priya", 1, 364, 30, false, &year_2027.employ.pension,
	    &out);
	assert_told(&out, "for Priya: The pay", "is not known");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_explain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
