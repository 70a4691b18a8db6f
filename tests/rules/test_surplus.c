/* Money kept back, left over and set free (domain.md E4 and C5, practice.md
 * F34). */
#include "config.h"

#include "rules/surplus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/money.h"

static const struct rate eight = { .title = "Weeks' money that may be kept",
	.unit = RATE_NUMBER, .known = true, .value = 80000,
	.source = "a setting" };
static const struct rate four = { .title = "Weeks to keep back",
	.unit = RATE_NUMBER, .known = true, .value = 40000,
	.source = "a setting" };
static const struct rate nobody = { .title = "Weeks", .unit = RATE_NUMBER };

static void
test_contingency(void **state)
{
	static const struct {
		int64_t assistants;
		int weeks;
		int64_t pence;
	} cases[] = {
		{ 1098240, 52, 84480 },	 /* C1: 64 x 13.20 */
		{ 7185360, 52, 552720 }, /* C3: 392 x 14.10 */
		{ 168000, 12, 56000 },	 /* C2's niece: 40 x 14.00 */
		{ 0, 52, 0 },
		{ 13, 52, 1 }, /* exactly a penny */
		{ 6, 48, 1 },  /* half a penny */
	};
	int64_t pence;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_true(contingency_suggest(cases[i].assistants,
		    cases[i].weeks, &four, &pence));
		assert_int_equal(pence, cases[i].pence);
	}
	assert_false(contingency_suggest(1098240, 52, &nobody, &pence));
	assert_false(contingency_suggest(1098240, 52, NULL, &pence));
	assert_false(contingency_suggest(INT64_MAX, 1, &four, &pence));
}

static const struct {
	const char *about;
	struct account account;
	bool known;
	int64_t counted, weeks, excess;
} cases[] = {
	/* domain.md E4 */
	{ "3,120.00 at 360.00", { 312000, 0, 0, 0, 0, 36000, &eight }, true,
	    312000, 867, 24000 },
	{ "exactly eight weeks", { 288000, 0, 0, 0, 0, 36000, &eight }, true,
	    288000, 800, 0 },
	{ "a penny over", { 288001, 0, 0, 0, 0, 36000, &eight }, true, 288001,
	    800, 1 },
	{ "a bill has come", { 312000, 24000, 0, 0, 0, 36000, &eight }, true,
	    288000, 800, 0 },
	{ "tax is owed", { 312000, 0, 12000, 0, 0, 36000, &eight }, true,
	    300000, 833, 12000 },
	{ "saved up", { 312000, 0, 0, 100000, 0, 36000, &eight }, true, 212000,
	    589, 0 },
	{ "a week in hospital", { 312000, 0, 0, 0, 10000, 36000, &eight },
	    true, 276000, 767, 0 },
	{ "all of them", { 312000, 10000, 10000, 10000, 5000, 36000, &eight },
	    true, 264000, 733, 0 },
	{ "less than is owed", { 10000, 24000, 0, 0, 0, 36000, &eight }, true,
	    0, 0, 0 },
	{ "overdrawn", { -5000, 0, 0, 0, 0, 36000, &eight }, true, 0, 0, 0 },
	{ "no cost a week", { 312000, 0, 0, 0, 0, 0, &eight }, false, 0, 0,
	    0 },
	{ "nobody knows how many", { 312000, 0, 0, 0, 0, 36000, &nobody },
	    false, 0, 0, 0 },
	{ "no rate", { 312000, 0, 0, 0, 0, 36000, NULL }, false, 0, 0, 0 },
	{ "too much", { MONEY_MAX_PENCE, 0, 0, 0, INT64_MAX, 36000, &eight },
	    false, 0, 0, 0 },
};

static void
test_surplus(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct surplus surplus;

		surplus_reckon(&cases[i].account, &surplus);
		assert_int_equal(surplus.known, cases[i].known);
		if (!cases[i].known)
			continue;
		assert_int_equal(surplus.counted_pence, cases[i].counted);
		assert_int_equal(surplus.weeks, cases[i].weeks);
		assert_int_equal(surplus.excess_pence, cases[i].excess);
	}
}

/* More left out never makes more to ask for. */
static void
test_left_out_only_helps(void **state)
{
	(void)state;
	for (int64_t part = 0; part < 400000; part += 7001) {
		struct account plain = cases[0].account, less = plain;
		struct surplus before, after;

		less.unpaid_pence = part / 3;
		less.saving_pence = part;
		surplus_reckon(&plain, &before);
		surplus_reckon(&less, &after);
		assert_true(after.excess_pence <= before.excess_pence);
		assert_true(after.excess_pence >= 0);
		assert_true(after.counted_pence >= 0);
	}
}

static void
test_freed(void **state)
{
	static const struct {
		int64_t before, recurring, contingency;
		int weeks;
		int64_t freed;
	} rows[] = {
		{ 5876000, 1565400, 34240, 52, 4276360 }, /* C5 */
		{ 5876000, 782700, 17120, 26, 4276360 },  /* in half a year */
		{ 100000, 150000, 0, 52, -50000 },
		{ 0, 0, 0, 52, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct freed freed = { .before_pence = rows[i].before,
			.recurring_pence = rows[i].recurring,
			.contingency_pence = rows[i].contingency,
			.plan_weeks = rows[i].weeks };

		freed_reckon(&freed);
		assert_int_equal(freed.freed_pence, rows[i].freed);
	}
}

static void
test_explain(void **state)
{
	struct freed freed = { .before_pence = 5876000,
		.recurring_pence = 1565400, .contingency_pence = 34240,
		.plan_weeks = 52 };
	struct surplus surplus;
	struct working out;

	(void)state;
	working_init(&out);
	surplus_reckon(&cases[0].account, &surplus);
	surplus_explain(&cases[0].account, &surplus, &out);
	assert_string_equal(out.steps[0].text,
	    "£3,120.00 is left, enough for 8.67 weeks. Whoever pays may ask "
	    "for £240.00 of it. Talk about why it is there first.");
	assert_string_equal(out.steps[out.count - 1].text,
	    "8 weeks at £360.00 may be kept: £2,880.00.");
	assert_non_null(strstr(out.steps[out.count - 1].source, "a setting"));
	working_clear(&out);

	contingency_explain(1098240, 52, &four, &out);
	assert_string_equal(out.steps[0].text,
	    "Keeping back £844.80, 4 weeks of personal assistants, may be "
	    "wise.");
	assert_string_equal(out.steps[1].text,
	    "Personal assistants cost £10,982.40 over 52 weeks: £10,982.40 x "
	    "4 / 52 = £844.80.");
	working_clear(&out);

	freed_reckon(&freed);
	freed_explain(&freed, &out);
	assert_string_equal(out.steps[0].text,
	    "It costs £42,763.60 a year less than before.");
	assert_non_null(strstr(out.steps[2].text, "differ in other ways"));
	working_clear(&out);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_contingency),
		cmocka_unit_test(test_surplus),
		cmocka_unit_test(test_left_out_only_helps),
		cmocka_unit_test(test_freed),
		cmocka_unit_test(test_explain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
