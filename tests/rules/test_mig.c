/* The minimum income guarantee by household, age and premiums (domain.md E8
 * and practice.md F19; the circulars' figures). */
#include "config.h"

#include "rules/mig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/money.h"

#define PENCE(amount) { .title = #amount, .unit = RATE_PENCE, .known = true, \
	.value = amount, .verified = true, .source = "a circular" }

/* 2025/26 where domain.md has it; the rest are ours, to tell them apart. */
static const struct rate figures[CHARGING_RATE_COUNT] = {
	[CHARGING_MIG_18] = PENCE(8915),
	[CHARGING_MIG_25] = PENCE(11250),
	[CHARGING_MIG_PENSION] = PENCE(23260),
	[CHARGING_MIG_LONE_PARENT] = PENCE(11251),
	[CHARGING_MIG_COUPLE] = PENCE(8800),
	[CHARGING_MIG_COUPLE_PENSION] = PENCE(17750),
	[CHARGING_MIG_CHILD] = PENCE(10000),
	[CHARGING_MIG_DISABILITY] = PENCE(4965),
	[CHARGING_MIG_DISABILITY_COUPLE] = PENCE(3500),
	[CHARGING_MIG_ENHANCED] = PENCE(2425),
	[CHARGING_MIG_ENHANCED_COUPLE] = PENCE(1700),
	[CHARGING_MIG_CARER] = PENCE(5300),
};

static struct charging_rates
all_rates(void)
{
	struct charging_rates rates;

	for (size_t i = 0; i < CHARGING_RATE_COUNT; i++)
		rates.by[i] = &figures[i];
	return rates;
}

#define BOTH (PREMIUM_DISABILITY | PREMIUM_ENHANCED)

static const struct {
	struct mig_asked asked;
	int64_t weekly;
	size_t parts;
} cases[] = {
	/* F3, case C1: 89.15 + 49.65 + 24.25 */
	{ { HOUSEHOLD_SINGLE, MIG_AGE_18, 0, BOTH }, 16305, 3 },
	/* case C5: 112.50 + 49.65 + 24.25 */
	{ { HOUSEHOLD_SINGLE, MIG_AGE_25, 0, BOTH }, 18640, 3 },
	/* C4: over pension age there is no premium for disability */
	{ { HOUSEHOLD_SINGLE, MIG_AGE_PENSION, 0, BOTH }, 23260, 1 },
	{ { HOUSEHOLD_SINGLE, MIG_AGE_PENSION, 0, PREMIUM_CARER }, 28560, 2 },
	/* practice.md F19: one of a couple is not a single person */
	{ { HOUSEHOLD_COUPLE, MIG_AGE_PENSION, 0, 0 }, 17750, 1 },
	{ { HOUSEHOLD_COUPLE, MIG_AGE_18, 0, 0 }, 8800, 1 },
	{ { HOUSEHOLD_COUPLE, MIG_AGE_25, 0, BOTH | PREMIUM_CARER }, 19300, 4 },
	{ { HOUSEHOLD_LONE_PARENT, MIG_AGE_18, 2, 0 }, 31251, 2 },
	{ { HOUSEHOLD_LONE_PARENT, MIG_AGE_PENSION, 1, 0 }, 33260, 2 },
	{ { HOUSEHOLD_SINGLE, MIG_AGE_18, 3, BOTH | PREMIUM_CARER }, 51605, 5 },
};

static void
test_parts(void **state)
{
	struct charging_rates rates = all_rates();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct mig mig;

		mig_reckon(&cases[i].asked, &rates, &mig);
		assert_true(mig.known);
		assert_int_equal(mig.weekly_pence, cases[i].weekly);
		assert_int_equal(mig.part_count, cases[i].parts);
	}
}

/* A part that is not known leaves no sum, never a smaller one. */
static void
test_not_known(void **state)
{
	struct rate unknown = { .title = "Disability premium", .known = false,
		.value = 4965 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		for (int how = 0; how < 2; how++) {
			struct charging_rates rates = all_rates();
			struct mig mig;

			mig_reckon(&cases[i].asked, &rates, &mig);
			rates.by[mig.parts[mig.part_count - 1].rate] =
			    how ? &unknown : NULL;
			mig_reckon(&cases[i].asked, &rates, &mig);
			assert_false(mig.known);
			assert_int_equal(mig.weekly_pence, 0);
		}
}

static void
test_too_many_children(void **state)
{
	struct mig_asked asked = { HOUSEHOLD_LONE_PARENT, MIG_AGE_25,
		INT64_MAX, 0 };
	struct charging_rates rates = all_rates();
	struct mig mig;

	(void)state;
	mig_reckon(&asked, &rates, &mig);
	assert_false(mig.known);
	asked.children = MONEY_MAX_PENCE / 10000 + 1;
	mig_reckon(&asked, &rates, &mig);
	assert_false(mig.known);
}

static void
test_explain(void **state)
{
	struct charging_rates rates = all_rates();
	struct working out;
	struct mig mig;

	(void)state;
	working_init(&out);
	mig_reckon(&cases[9].asked, &rates, &mig);
	mig_explain(&mig, &rates, &out);
	assert_int_equal(out.count, 6);
	assert_string_equal(out.steps[0].text,
	    "After paying for care you must be left with at least £516.05 a "
	    "week: the minimum income guarantee.");
	assert_string_equal(out.steps[1].text, "One part of it is £89.15.");
	assert_non_null(strstr(out.steps[1].source, "a circular"));
	assert_string_equal(out.steps[2].text, "One part of it is 3 x £100.00.");
	working_clear(&out);

	rates.by[CHARGING_MIG_CARER] = NULL;
	mig_reckon(&cases[9].asked, &rates, &mig);
	mig_explain(&mig, &rates, &out);
	assert_non_null(strstr(out.steps[0].text, "is not worked out"));
	working_clear(&out);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_not_known),
		cmocka_unit_test(test_too_many_children),
		cmocka_unit_test(test_explain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
