/* domain.md E1's example: 62 points, by price and by bands. */
#include "config.h"

#include "rules/allocation.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/money.h"

static const struct allocation_band bands[] = {
	{ 0, 20, 300000 },
	{ 21, 40, 750000 },
	{ 41, 60, 1180000 },
	{ 61, 80, 1640000 },
};
static const struct allocation_table by_points = {
	.point_pence = 19850, .most_pence = NO_MOST };
static const struct allocation_table by_band = {
	.bands = bands, .band_count = ARRAY_LEN(bands), .most_pence = NO_MOST,
	.source = "Example table, from 1 April 2026" };

static void
test_example(void **state)
{
	static const struct {
		const struct allocation_table *table;
		int64_t points, natural_share, before, expected;
	} cases[] = {
		{ &by_points, 62, 0, 1230700, 1230700 },
		{ &by_band, 62, 0, 1640000, 1640000 },
		{ &by_band, 62, 1500, 1640000, 1394000 },
		{ &by_band, 0, 0, 300000, 300000 },
		{ &by_band, 20, 0, 300000, 300000 },
		{ &by_band, 21, 0, 750000, 750000 },
		{ &by_band, 80, 10000, 1640000, 0 },
		{ &by_points, 1, 3333, 19850, 13234 }, /* 132.33995 */
		{ &by_points, 0, 1500, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct allocation_ask ask = { .points = cases[i].points,
			.natural_share = cases[i].natural_share };
		struct allocation allocation;

		allocation_reckon(cases[i].table, &ask, &allocation);
		assert_int_equal(allocation.state, ALLOCATION_KNOWN);
		assert_int_equal(allocation.before_pence, cases[i].before);
		assert_int_equal(allocation.expected_pence, cases[i].expected);
		assert_int_equal(allocation.natural_pence,
		    cases[i].before - cases[i].expected);
	}
}

static void
test_what_cannot_be(void **state)
{
	static const struct allocation_table none = { .most_pence = NO_MOST };
	static const struct {
		const struct allocation_table *table;
		struct allocation_ask ask;
		enum allocation_state state;
	} cases[] = {
		{ &by_band, { .points = 81 }, ALLOCATION_NO_BAND },
		{ &none, { .points = 62 }, ALLOCATION_NO_TABLE },
		{ &by_band, { .points = -1 }, ALLOCATION_IMPOSSIBLE },
		{ &by_band, { .points = 62, .natural_share = 10001 },
		    ALLOCATION_IMPOSSIBLE },
		{ &by_band, { .points = 62, .natural_share = -1 },
		    ALLOCATION_IMPOSSIBLE },
		{ &by_points, { .points = INT64_MAX }, ALLOCATION_IMPOSSIBLE },
		{ &by_points, { .points = MONEY_MAX_PENCE },
		    ALLOCATION_IMPOSSIBLE },
		{ &by_points, { .by_hand = true, .hand_pence = -1,
		    .reason = "x" }, ALLOCATION_IMPOSSIBLE },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct allocation allocation;
		struct working working;

		allocation_reckon(cases[i].table, &cases[i].ask, &allocation);
		assert_int_equal(allocation.state, cases[i].state);
		assert_int_equal(allocation.before_pence, 0);
		assert_int_equal(allocation.expected_pence, 0);
		working_init(&working);
		allocation_explain(cases[i].table, &cases[i].ask, &allocation,
		    &working);
		assert_int_equal(working.count, 1);
		assert_non_null(strstr(working.steps[0].text,
		    "No amount can be worked out"));
		working_clear(&working);
	}
}

static void
test_most(void **state)
{
	struct allocation_table table = by_points;
	struct allocation_ask ask = { .points = 62, .natural_share = 1000 };
	struct allocation allocation;

	(void)state;
	table.most_pence = 1200000;
	allocation_reckon(&table, &ask, &allocation);
	assert_true(allocation.capped);
	assert_int_equal(allocation.before_pence, 1200000);
	assert_int_equal(allocation.expected_pence, 1080000);
	table.most_pence = 1230700;
	allocation_reckon(&table, &ask, &allocation);
	assert_false(allocation.capped);
}

static void
test_by_hand(void **state)
{
	struct allocation_ask ask = { .by_hand = true, .hand_pence = 245000,
		.reason = "Price of the standard chair, and repairs.",
		.points = 62, .natural_share = 5000 };
	struct allocation allocation;
	struct working working;

	(void)state;
	allocation_reckon(&by_band, &ask, &allocation);
	assert_int_equal(allocation.state, ALLOCATION_KNOWN);
	assert_int_equal(allocation.expected_pence, 245000);
	assert_int_equal(allocation.natural_pence, 0);
	working_init(&working);
	allocation_explain(&by_band, &ask, &allocation, &working);
	assert_string_equal(working.steps[0].text,
	    "£2,450.00, put in by hand.");
	assert_string_equal(working.steps[1].text,
	    "The reason: Price of the standard chair, and repairs.");
	working_clear(&working);
	for (int i = 0; i < 2; i++) {
		ask.reason = i ? " \n" : NULL;
		allocation_reckon(&by_band, &ask, &allocation);
		assert_int_equal(allocation.state, ALLOCATION_NO_REASON);
		assert_int_equal(allocation.expected_pence, 245000);
	}
}

static void
test_explain(void **state)
{
	struct allocation_ask ask = { .points = 62, .natural_share = 1500 };
	struct allocation allocation;
	struct working working;

	(void)state;
	allocation_reckon(&by_band, &ask, &allocation);
	working_init(&working);
	allocation_explain(&by_band, &ask, &allocation, &working);
	assert_int_equal(working.count, 3);
	assert_string_equal(working.steps[0].text, "The points alone suggest "
	    "£13,940.00 a year. It is a first figure, not a promise.");
	assert_string_equal(working.steps[1].text, "62 points are in the band "
	    "from 61 to 80, which is £16,400.00 a year.");
	assert_string_equal(working.steps[1].source,
	    "Example table, from 1 April 2026");
	assert_string_equal(working.steps[2].text, "£16,400.00 less 15% "
	    "(£2,460.00) for what family and friends are willing and able to "
	    "do = £13,940.00.");
	working_clear(&working);
	ask.natural_share = 0;
	allocation_reckon(&by_points, &ask, &allocation);
	allocation_explain(&by_points, &ask, &allocation, &working);
	assert_string_equal(working.steps[1].text,
	    "62 points x £198.50 = £12,307.00 a year.");
	working_clear(&working);
}

/* More points never mean less money; what is taken off and what is left are
 * the whole. */
static void
test_more_is_never_less(void **state)
{
	(void)state;
	for (int table = 0; table < 2; table++)
		for (int64_t share = 0; share <= 10000; share += 37) {
			int64_t last = 0;

			for (int64_t points = 0; points <= 80; points++) {
				struct allocation_ask ask = { .points = points,
					.natural_share = share };
				struct allocation a;

				allocation_reckon(table ? &by_band : &by_points,
				    &ask, &a);
				assert_int_equal(a.state, ALLOCATION_KNOWN);
				assert_true(a.expected_pence >= last);
				assert_true(a.natural_pence >= 0);
				assert_int_equal(a.before_pence,
				    a.natural_pence + a.expected_pence);
				last = a.expected_pence;
			}
		}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_example),
		cmocka_unit_test(test_what_cannot_be),
		cmocka_unit_test(test_most),
		cmocka_unit_test(test_by_hand),
		cmocka_unit_test(test_explain),
		cmocka_unit_test(test_more_is_never_less),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
