/* The review timetable of domain.md F2, with practice.md F17 (no date for who
 * the NHS pays for) and F28 (weeks count from sign-off). */
#include "config.h"

#include "rules/review.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/date.h"

static const struct review_terms terms = {
	.light_from_weeks = 6,
	.light_by_weeks = 8,
	.nhs_months = 3,
	.money_months = 6,
	.again_months = 12,
	.source = { [REVIEW_LIGHT] = "Care Act guidance 13" },
};

static struct known_day
on(const char *iso)
{
	struct date date;

	assert_true(date_parse_iso(iso, &date));
	return (struct known_day){ true, date_to_days(date) };
}

static void
assert_day(struct known_day day, const char *iso)
{
	char text[DATE_ISO_LEN + 1] = "none";

	if (day.known)
		date_format_iso(date_from_days(day.day), text);
	assert_string_equal(text, iso);
}

/* F2's example: plan, sign-off and first payment on one day. */
static void
test_example(void **state)
{
	struct review_clock clock = {
		.start = on("2026-10-05"),
		.signed_on = on("2026-10-05"),
		.first_payment = on("2026-10-05"),
		.care_act = true, .nhs = true, .money = true,
	};
	struct review_plan plan;

	(void)state;
	review_reckon(&terms, &clock, &plan);
	assert_day(plan.due[REVIEW_LIGHT].from, "2026-11-16");
	assert_day(plan.due[REVIEW_LIGHT].by, "2026-11-30");
	assert_day(plan.due[REVIEW_NHS].by, "2027-01-05");
	assert_day(plan.due[REVIEW_MONEY].by, "2027-04-05");
	assert_day(plan.due[REVIEW_WHOLE].by, "2027-11-30");
	assert_day(plan.first, "2026-11-30");
	assert_int_equal(plan.first_kind, REVIEW_LIGHT);
	assert_false(plan.due[REVIEW_CHC_AGAIN].applies);
}

/* F28: the weeks of council care run from sign-off, whatever the start. */
static void
test_from_sign_off(void **state)
{
	struct review_clock clock = {
		.start = on("2026-10-05"),
		.signed_on = on("2026-09-28"),
		.care_act = true,
	};
	struct review_plan plan;

	(void)state;
	review_reckon(&terms, &clock, &plan);
	assert_day(plan.due[REVIEW_LIGHT].from, "2026-11-09");
	assert_day(plan.due[REVIEW_LIGHT].by, "2026-11-23");
	assert_false(plan.due[REVIEW_LIGHT].provisional);
	/* until it is signed, as if on the first day */
	clock.signed_on.known = false;
	review_reckon(&terms, &clock, &plan);
	assert_day(plan.due[REVIEW_LIGHT].by, "2026-11-30");
	assert_true(plan.due[REVIEW_LIGHT].provisional);
	assert_true(plan.due[REVIEW_WHOLE].provisional);
	clock.start.known = false;
	review_reckon(&terms, &clock, &plan);
	assert_true(plan.due[REVIEW_LIGHT].applies);
	assert_false(plan.first.known);
}

/* F17: health budget and CHC package are one visit on the earlier day, and who
 * the NHS pays for has none. */
static void
test_chc(void **state)
{
	struct review_clock clock = {
		.start = on("2026-11-16"),
		.chc_decided = on("2026-10-01"),
		.nhs = true, .chc = true,
	};
	struct review_plan plan;

	(void)state;
	review_reckon(&terms, &clock, &plan);
	assert_day(plan.due[REVIEW_NHS].by, "2027-01-01");
	assert_true(plan.due[REVIEW_CHC_AGAIN].applies);
	assert_day(plan.due[REVIEW_CHC_AGAIN].by, "none");
	clock.chc_decided = on("2026-12-01");
	review_reckon(&terms, &clock, &plan);
	assert_day(plan.due[REVIEW_NHS].by, "2027-02-16");
	clock.last_full = on("2027-02-10");
	review_reckon(&terms, &clock, &plan);
	assert_day(plan.due[REVIEW_NHS].by, "2028-02-10");
	assert_day(plan.due[REVIEW_CHC_AGAIN].by, "none");
}

static void
test_after_reviews(void **state)
{
	struct review_clock clock = {
		.start = on("2026-10-05"),
		.signed_on = on("2026-10-05"),
		.first_payment = on("2026-10-12"),
		.last_light = on("2026-11-20"),
		.care_act = true, .money = true,
	};
	struct review_plan plan;

	(void)state;
	review_reckon(&terms, &clock, &plan);
	assert_false(plan.due[REVIEW_LIGHT].applies);
	assert_day(plan.due[REVIEW_WHOLE].by, "2027-11-20");
	assert_day(plan.due[REVIEW_MONEY].by, "2027-04-12");
	clock.last_money = on("2027-03-31");
	clock.last_full = on("2027-06-01");
	review_reckon(&terms, &clock, &plan);
	assert_false(plan.due[REVIEW_WHOLE].provisional);
	assert_day(plan.due[REVIEW_WHOLE].by, "2028-06-01");
	assert_day(plan.due[REVIEW_MONEY].by, "2028-03-31");
	assert_day(plan.first, "2028-03-31");
}

/* A quick look does not put off the yearly one where there is no council
 * care. */
static void
test_quick_look_elsewhere(void **state)
{
	struct review_clock clock = {
		.start = on("2026-11-16"),
		.last_light = on("2027-01-11"),
		.nhs = true,
	};
	struct review_plan plan;

	(void)state;
	review_reckon(&terms, &clock, &plan);
	assert_day(plan.due[REVIEW_WHOLE].by, "2027-11-16");
	assert_day(plan.due[REVIEW_NHS].by, "2027-02-16");
}

static void
test_month_ends(void **state)
{
	static const struct {
		const char *start, *by;
	} cases[] = {
		{ "2026-11-30", "2027-02-28" }, { "2027-11-30", "2028-02-29" },
		{ "2026-08-31", "2026-11-30" }, { "2026-01-31", "2026-04-30" },
		{ "2028-02-29", "2028-05-29" }, { "2026-10-15", "2027-01-15" },
	};
	struct review_plan plan;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct review_clock clock = {
			.start = on(cases[i].start), .nhs = true };

		review_reckon(&terms, &clock, &plan);
		assert_day(plan.due[REVIEW_NHS].by, cases[i].by);
	}
	struct review_clock leap = { .start = on("2028-02-29") };

	review_reckon(&terms, &leap, &plan);
	assert_day(plan.first, "2029-02-28");
}

/* Where nobody knows how long after, there is no day. */
static void
test_no_terms(void **state)
{
	static const struct review_terms none;
	struct review_clock clock = {
		.start = on("2026-10-05"), .signed_on = on("2026-10-05"),
		.first_payment = on("2026-10-05"),
		.care_act = true, .nhs = true, .money = true,
	};
	struct review_plan plan;

	(void)state;
	review_reckon(&none, &clock, &plan);
	assert_false(plan.first.known);
	assert_true(plan.due[REVIEW_LIGHT].applies);
}

static void
test_others_win(void **state)
{
	struct review_clock clock = {
		.start = on("2026-10-05"),
		.risk = on("2026-10-20"),
		.school = on("2026-12-01"),
		.nhs = true,
	};
	struct review_plan plan;

	(void)state;
	review_reckon(&terms, &clock, &plan);
	assert_int_equal(plan.first_kind, REVIEW_RISK);
	assert_day(plan.first, "2026-10-20");
	assert_day(plan.due[REVIEW_SCHOOL].by, "2026-12-01");
	clock.asked = on("2026-10-19");
	review_reckon(&terms, &clock, &plan);
	assert_int_equal(plan.first_kind, REVIEW_ASKED);
}

/* practice.md F44: after a death nobody is sent a reminder. */
static void
test_ended(void **state)
{
	struct review_clock clock = {
		.start = on("2026-10-05"), .risk = on("2026-10-20"),
		.care_act = true, .chc = true, .ended = true,
	};
	struct review_plan plan;
	struct working working;

	(void)state;
	review_reckon(&terms, &clock, &plan);
	assert_false(plan.first.known);
	for (int i = 0; i < REVIEW_KINDS; i++)
		assert_false(plan.due[i].applies);
	working_init(&working);
	review_explain(&terms, &clock, &plan, &working);
	assert_int_equal(working.count, 1);
	working_clear(&working);
}

/* Whatever is known: the first is the least of what is dated, and who the NHS
 * pays for is never dated. */
static void
test_first_is_least(void **state)
{
	(void)state;
	for (unsigned bits = 0; bits < 1u << 13; bits++) {
		struct review_clock clock = {
			.start = { bits & 1, 20000 },
			.signed_on = { bits & 2, 19990 },
			.first_payment = { bits & 4, 20040 },
			.chc_decided = { bits & 8, 19900 },
			.school = { bits & 16, 20010 },
			.risk = { bits & 32, 20005 },
			.last_light = { bits & 64, 20050 },
			.last_full = { bits & 128, 20100 },
			.last_money = { bits & 256, 20090 },
			.care_act = bits & 512, .nhs = bits & 1024,
			.chc = bits & 2048, .money = bits & 4096,
		};
		struct review_plan plan;

		review_reckon(&terms, &clock, &plan);
		assert_false(plan.due[REVIEW_CHC_AGAIN].by.known);
		for (int i = 0; i < REVIEW_KINDS; i++) {
			const struct review_due *due = &plan.due[i];

			if (!due->applies || !due->by.known)
				continue;
			assert_true(plan.first.known);
			assert_true(plan.first.day <= due->by.day);
		}
		if (plan.first.known)
			assert_int_equal(plan.first.day,
			    plan.due[plan.first_kind].by.day);
	}
}

static void
test_explain(void **state)
{
	struct review_clock clock = {
		.start = on("2026-10-05"), .signed_on = on("2026-10-05"),
		.care_act = true, .chc = true,
	};
	struct review_plan plan;
	struct working working;

	(void)state;
	review_reckon(&terms, &clock, &plan);
	working_init(&working);
	review_explain(&terms, &clock, &plan, &working);
	assert_string_equal(working.steps[0].text, "The first day to look "
	    "again is 30 November 2026, and you may ask for it sooner at any "
	    "time.");
	assert_string_equal(working.steps[1].text, "A first look, for council "
	    "care: between 16 November 2026 and 30 November 2026.");
	assert_string_equal(working.steps[1].source, "Care Act guidance 13");
	assert_string_equal(working.steps[2].text, "A look at NHS care and "
	    "money: its months are counted from the plan's first day, or from "
	    "the NHS's decision where that came before.");
	assert_string_equal(working.steps[3].text,
	    "A look at the whole plan: by 30 November 2027.");
	assert_non_null(strstr(working.steps[4].text, "it has no date"));
	assert_int_equal(working.count, 6);
	working_clear(&working);
	clock.signed_on.known = false;
	review_reckon(&terms, &clock, &plan);
	review_explain(&terms, &clock, &plan, &working);
	assert_non_null(strstr(working.steps[1].text,
	    "30 November 2026, if the plan is signed on its first day."));
	working_clear(&working);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_example),
		cmocka_unit_test(test_from_sign_off),
		cmocka_unit_test(test_chc),
		cmocka_unit_test(test_after_reviews),
		cmocka_unit_test(test_quick_look_elsewhere),
		cmocka_unit_test(test_month_ends),
		cmocka_unit_test(test_no_terms),
		cmocka_unit_test(test_others_win),
		cmocka_unit_test(test_ended),
		cmocka_unit_test(test_first_is_least),
		cmocka_unit_test(test_explain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
