/* The household pool of C4 in domain.md to the penny, then uneven use, then any
 * split at all. */
#include "config.h"

#include "rules/pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/money.h"

/* domain.md C4: the shared lines, the NHS's part of each first. */
static const struct {
	int64_t cost, shares[2], pence[2];
} c4[] = {
	{ 1734720, { 6500, 3500 }, { 1127568, 607152 } },
	{ 1301040, { 6500, 3500 }, { 845676, 455364 } },
	{ 116760, { 5000, 5000 }, { 58380, 58380 } },
	{ 326928, { 6500, 3500 }, { 212503, 114425 } },
	{ 0, { 6500, 3500 }, { 0, 0 } },
	{ 53633, { 6500, 3500 }, { 34861, 18772 } },
	{ 33000, { 6500, 3500 }, { 21450, 11550 } },
	{ 116760, { 6500, 3500 }, { 75894, 40866 } },
};
/* lines 9 and 10, and 8: of one member alone */
#define C4_OWN_NHS     (161200 + 913640)
#define C4_OWN_COUNCIL 283400

static void
test_c4(void **state)
{
	int64_t sums[2] = { C4_OWN_NHS, C4_OWN_COUNCIL }, pence[2];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(c4); i++) {
		pool_split(c4[i].cost, c4[i].shares, 2, pence);
		assert_int_equal(pence[0], c4[i].pence[0]);
		assert_int_equal(pence[1], c4[i].pence[1]);
		sums[0] += pence[0];
		sums[1] += pence[1];
	}
	assert_int_equal(sums[0], 3451172);
	assert_int_equal(sums[1], 1589909);
}

static void
test_splits(void **state)
{
	static const struct {
		int64_t cost, shares[3], pence[3];
	} cases[] = {
		{ 100, { 3333, 3333, 3334 }, { 33, 33, 34 } },
		{ 1, { 5000, 5000, 0 }, { 1, 0, 0 } },
		{ 100, { 10000, 0, 0 }, { 100, 0, 0 } },
		/* under and over 100%: each is rounded by itself */
		{ 101, { 5000, 0, 0 }, { 51, 0, 0 } },
		{ 100, { 6000, 6000, 0 }, { 60, 60, 0 } },
	};
	int64_t pence[3];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		pool_split(cases[i].cost, cases[i].shares, 3, pence);
		for (int j = 0; j < 3; j++)
			assert_int_equal(pence[j], cases[i].pence[j]);
	}
}

/* Whatever the split, parts of 100% make the whole and none is below
 * nothing. */
static void
test_any_split_makes_the_whole(void **state)
{
	uint64_t seed = 20261116;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	for (int round = 0; round < 20000; round++) {
		int64_t shares[4], pence[4], left = 10000, sum = 0, cost;

		for (int i = 0; i < 4; i++) {
			seed = seed * UINT64_C(6364136223846793005) + 1;
			shares[i] = i == 3 ? left
					   : (int64_t)(seed >> 33) % (left + 1);
			left -= shares[i];
		}
		cost = (int64_t)(seed >> 30) % 100000000;
		pool_split(cost, shares, 4, pence);
		for (int i = 0; i < 4; i++) {
			assert_true(pence[i] >= 0);
			sum += pence[i];
		}
		assert_int_equal(sum, cost);
	}
}

static void
test_uneven(void **state)
{
	static const struct {
		int64_t planned[2], used[2], fair[2];
		bool known, uneven[2];
	} cases[] = {
		/* a tenth over is not yet more than a tenth */
		{ { 100, 100 }, { 1100, 900 }, { 1000, 1000 }, true, { 0, 0 } },
		{ { 100, 100 }, { 1101, 899 }, { 1000, 1000 }, true, { 1, 0 } },
		{ { 100, 100 }, { 899, 1101 }, { 1000, 1000 }, true, { 0, 1 } },
		/* C4, 65 to 35, in an ordinary month and in a bad one */
		{ { 2376332, 1306509 }, { 65000, 35000 }, { 64524, 35476 },
		    true, { 0, 0 } },
		{ { 2376332, 1306509 }, { 60000, 40000 }, { 64524, 35476 },
		    true, { 0, 1 } },
		/* who has no part and uses something */
		{ { 100, 0 }, { 99, 1 }, { 100, 0 }, true, { 0, 1 } },
		{ { 100, 100 }, { 0, 0 }, { 0, 0 }, false, { 0, 0 } },
		{ { 0, 0 }, { 5, 5 }, { 0, 0 }, false, { 0, 0 } },
		/* too large to reckon: nothing is said rather than a guess */
		{ { INT64_MAX, 1 }, { 5, 5 }, { 0, 0 }, false, { 0, 0 } },
		{ { 1, 1 }, { INT64_MAX, 5 }, { 0, 0 }, false, { 0, 0 } },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct pool_member members[2] = {
			{ .token = "A", .planned_pence = cases[i].planned[0],
			    .used_pence = cases[i].used[0] },
			{ .token = "B", .planned_pence = cases[i].planned[1],
			    .used_pence = cases[i].used[1] },
		};
		struct pool pool = { .members = members, .count = 2 };

		pool_reckon(&pool);
		for (int j = 0; j < 2; j++) {
			assert_int_equal(members[j].known, cases[i].known);
			assert_int_equal(members[j].fair_pence,
			    cases[i].fair[j]);
			assert_int_equal(members[j].uneven,
			    cases[i].uneven[j]);
		}
	}
}

static void
test_explains(void **state)
{
	struct pool_member members[2] = {
		{ .token = "D", .planned_pence = 2376332, .used_pence = 60000 },
		{ .token = "S", .planned_pence = 1306509, .used_pence = 40000 },
	};
	struct pool pool = { .members = members, .count = 2 };
	struct working working;

	(void)state;
	pool_reckon(&pool);
	working_init(&working);
	pool_explain(&pool, 1, &working);
	assert_int_equal(working.count, 3);
	assert_string_equal(working.steps[0].text,
	    "S has used £400.00, which is £45.24 more than their part "
	    "(£354.76): over by more than a tenth. Look at the split again.");
	assert_string_equal(working.steps[1].text,
	    "Their part: £1,000.00 used by all x £13,065.09 planned for them / "
	    "£36,828.41 planned for all = £354.76");
	assert_string_equal(working.steps[2].text,
	    "£400.00 used - £354.76 = £45.24");
	working_clear(&working);
	working_init(&working);
	pool_explain(&pool, 0, &working);
	assert_string_equal(working.steps[0].text,
	    "D has used £600.00. Their part of what was used is £645.24.");
	working_clear(&working);
	members[0].used_pence = members[1].used_pence = 0;
	pool_reckon(&pool);
	working_init(&working);
	pool_explain(&pool, 0, &working);
	assert_int_equal(working.count, 1);
	assert_string_equal(working.steps[0].text,
	    "D: nothing has been used yet.");
	working_clear(&working);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_c4),
		cmocka_unit_test(test_splits),
		cmocka_unit_test(test_any_split_makes_the_whole),
		cmocka_unit_test(test_uneven),
		cmocka_unit_test(test_explains),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
