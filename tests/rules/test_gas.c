/* Published inputs first (G1, of the R package gasr), then ours (G2 to G4 of
 * domain.md C), then any goals at all. */
#include "config.h"

#include "rules/gas.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

#define SEED UINT64_C(20261122)
#define MOST 40
#define NONE 99 /* no score */

static size_t
goals_of(const int (*pairs)[2], size_t count, struct gas_goal *goals)
{
	for (size_t i = 0; i < count; i++)
		goals[i] = (struct gas_goal){ .weight = pairs[i][0],
			.score = pairs[i][1] == NONE ? 0 : pairs[i][1],
			.scored = pairs[i][1] != NONE };
	return count;
}

static void
test_cases(void **state)
{
	static const struct {
		size_t count;
		int goals[6][2]; /* weight, score */
		int64_t t;
	} cases[] = {
		/* G1 to G4 */
		{ 6, { { 3, -2 }, { 5, 0 }, { 1, -1 }, { 4, 2 }, { 2, 0 },
		    { 6, 1 } }, 5500 },
		{ 2, { { 1, 0 }, { 1, 0 } }, 5000 },
		{ 3, { { 1, 1 }, { 1, 1 }, { 1, 1 } }, 6369 },
		{ 4, { { 4, 1 }, { 3, 0 }, { 2, 1 }, { 1, -1 } }, 5700 },
		/* one goal: ten a step, whatever it weighs */
		{ 1, { { 1, 2 } }, 7000 },
		{ 1, { { 4, -1 } }, 4000 },
		{ 1, { { 100, 1 } }, 6000 },
		{ 3, { { 1, -1 }, { 1, -1 }, { 1, -1 } }, 3631 },
		{ 3, { { 1, 2 }, { 1, 2 }, { 1, 2 } }, 7739 },
		/* 20 / root of 2.6 is 12.40..., 10 / root of 2.6 is 6.20... */
		{ 2, { { 1, 1 }, { 1, 1 } }, 6240 },
		{ 2, { { 1, 1 }, { 1, 0 } }, 5620 },
		/* a missing score drops its goal */
		{ 5, { { 4, 1 }, { 3, 0 }, { 2, 1 }, { 1, -1 }, { 4, NONE } },
		    5700 },
		{ 2, { { 3, NONE }, { 2, 1 } }, 6000 },
		/* all weights 0 are equal; also of those that are scored */
		{ 3, { { 0, 1 }, { 0, 1 }, { 0, 1 } }, 6369 },
		{ 4, { { 0, 1 }, { 0, 1 }, { 0, 1 }, { 2, NONE } }, 6369 },
		/* one weight of 0 among others counts for nothing */
		{ 2, { { 0, 2 }, { 3, -1 } }, 4000 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct gas_goal goals[6];
		size_t count = goals_of(cases[i].goals, cases[i].count, goals);
		int64_t t = -7;

		assert_true(gas_t(goals, count, &t));
		if (t != cases[i].t)
			fail_msg("case %zu: %lld", i, (long long)t);
	}
}

static void
test_none(void **state)
{
	static const int cases[][2] = { { 1, NONE }, { -1, 1 }, { 101, 1 },
		{ 1, 3 }, { 1, -3 } };
	static struct gas_goal many[GAS_GOALS_MAX + 1];
	struct gas_goal goal;
	struct working working;
	int64_t t = -7;

	(void)state;
	assert_false(gas_t(NULL, 0, &t));
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		goals_of(&cases[i], 1, &goal);
		assert_false(gas_t(&goal, 1, &t));
	}
	for (size_t i = 0; i <= GAS_GOALS_MAX; i++)
		many[i] = (struct gas_goal){ .weight = GAS_WEIGHT_MAX,
			.scored = true, .score = 2 };
	assert_false(gas_t(many, GAS_GOALS_MAX + 1, &t));
	assert_int_equal(t, -7);
	/* 20 / root of (0.7 / 1000 + 0.3) */
	assert_true(gas_t(many, GAS_GOALS_MAX, &t));
	assert_int_equal(t, 8647);

	working_init(&working);
	gas_explain(NULL, 0, &working);
	assert_int_equal(working.count, 1);
	assert_string_equal(working.steps[0].text, "There is no figure, "
	    "because no goal has a score that can be used.");
	working_clear(&working);
}

/* C1 at its review, with a pencil. */
static void
test_working(void **state)
{
	static const char *const steps[] = {
		"The goals together come to 57.00, where 50.00 would be just "
		"as expected.",
		"Steady: weight 4 x score 1 = 4",
		"Goal 2: weight 3 x score 0 = 0",
		"Goal 3: weight 2 x score 1 = 2",
		"Goal 4: weight 1 x score -1 = -1",
		"Goal 5: no score, so it is left out.",
		"Added up: 5",
		"0.7 x 30 (each weight squared, added up) + 0.3 x 10 x 10 (the "
		"weights added up, squared) = 51.0",
		"Its square root is 7.1414; 10 x 5, divided by that, is 7.00",
		"50 and that make 57.00",
	};
	static const int pairs[][2] = { { 4, 1 }, { 3, 0 }, { 2, 1 },
		{ 1, -1 }, { 2, NONE } };
	struct gas_goal goals[5];
	struct working working;

	(void)state;
	goals_of(pairs, 5, goals);
	goals[0].name = "Steady";
	working_init(&working);
	gas_explain(goals, 5, &working);
	assert_int_equal(working.count, ARRAY_LEN(steps));
	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		assert_string_equal(working.steps[i].text, steps[i]);
	working_clear(&working);
}

/* --- any goals --- */

static int
up_to(uint64_t *seed, int most)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return (int)((*seed * UINT64_C(0x2545F4914F6CDD1D) >> 33) %
	    (uint64_t)(most + 1));
}

__extension__ typedef __int128 wide;

/* No other number of hundredths is nearer: with N = sum(w x)^2 10^7 and D = 7
 * sum(w^2) + 3 (sum w)^2, |T - 50| is the root of N / D. */
static void
check_nearest(const struct gas_goal *goals, size_t count, int64_t t)
{
	int64_t d2 = 0, sum = 0, total = 0, beyond = t > 5000 ? t - 5000 :
								5000 - t;
	wide n, d;

	for (size_t i = 0; i < count; i++) {
		if (!goals[i].scored)
			continue;
		total += goals[i].weight * goals[i].score;
		d2 += goals[i].weight * goals[i].weight;
		sum += goals[i].weight;
	}
	n = (wide)total * total * 10000000;
	d = (wide)7 * d2 + (wide)3 * sum * sum;
	assert_true((wide)(2 * beyond + 1) * (2 * beyond + 1) * d > 4 * n);
	if (beyond > 0)
		assert_true((wide)(2 * beyond - 1) * (2 * beyond - 1) * d <=
		    4 * n);
	assert_true(total == 0 ? t == 5000 : total > 0 ? t >= 5000 : t <= 5000);
}

static void
test_any_goals(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	print_message("seed %llu\n", (unsigned long long)seed);
	for (int n = 0; n < 20000; n++) {
		struct gas_goal goals[MOST], other[MOST];
		size_t count = (size_t)up_to(&seed, MOST - 1) + 1, kept = 0;
		int top = up_to(&seed, 1) ? 4 : GAS_WEIGHT_MAX;
		int64_t t, u;

		for (size_t i = 0; i < count; i++)
			goals[i] = (struct gas_goal){
				.weight = 1 + up_to(&seed, top - 1),
				.score = up_to(&seed, 4) - 2,
				.scored = i == 0 || up_to(&seed, 9) > 0,
			};
		assert_true(gas_t(goals, count, &t));
		check_nearest(goals, count, t);

		/* without those that have no score, and the other way round */
		for (size_t i = count; i-- > 0;)
			if (goals[i].scored)
				other[kept++] = goals[i];
		assert_true(gas_t(other, kept, &u));
		assert_int_equal(u, t);

		/* the opposite scores lie as far on the other side */
		for (size_t i = 0; i < kept; i++)
			other[i].score = -other[i].score;
		assert_true(gas_t(other, kept, &u));
		assert_int_equal(u, 10000 - t);

		/* one step better is never less */
		if (goals[0].score < 2) {
			goals[0].score++;
			assert_true(gas_t(goals, count, &u));
			assert_true(u >= t);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_working),
		cmocka_unit_test(test_any_goals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
