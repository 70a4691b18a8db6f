/* Published counts that domain.md A works out, and what small numbers must not
 * give away (practice.md F31). */
#include "config.h"

#include "rules/counts.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

#define SMALL 5

static void
test_shares(void **state)
{
	static const struct {
		int64_t part, whole, share;
	} cases[] = {
		{ 1897, 2464, 7699 }, /* took a budget */
		{ 400, 1897, 2109 },  /* as a direct payment */
		{ 6, 1897, 32 },      /* as an ISF */
		{ 4500000, 6200000, 7258 }, /* freed: 45,000 of 62,000 */
		{ 0, 7, 0 },
		{ 7, 7, 10000 },
		{ 1, 20000, 1 }, /* half of a hundredth goes up */
		{ 1, 20001, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(count_share(cases[i].part, cases[i].whole),
		    cases[i].share);
}

static void
test_may_tell(void **state)
{
	static const struct {
		int64_t part, whole;
		bool tell;
	} cases[] = {
		{ 0, 0, false }, { 0, 4, false }, { 0, 5, true },
		{ 5, 5, true }, { 1, 100, false }, { 4, 100, false },
		{ 5, 100, true }, { 95, 100, true }, { 96, 100, false },
		{ 100, 100, true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(
		    count_may_tell(cases[i].part, cases[i].whole, SMALL),
		    cases[i].tell);
}

static void
test_hide(void **state)
{
	static const struct {
		int64_t people[4];
		const char *shown; /* h: hidden, s: shown */
		bool total;
	} cases[] = {
		{ { 10, 20, 30, 40 }, "ssss", true },
		{ { 0, 20, 0, 40 }, "ssss", true },
		{ { 3, 20, 30, 40 }, "hhss", true }, /* else 100 - 97 */
		{ { 3, 4, 30, 40 }, "hhss", true },
		{ { 1, 1, 30, 40 }, "hhhs", true }, /* else 2 is 1 and 1 */
		{ { 3, 0, 0, 9 }, "hssh", true },
		{ { 3, 0, 0, 0 }, "hsss", false },
		{ { 1, 2, 0, 0 }, "hhss", false },
		{ { 0, 0, 0, 0 }, "ssss", true },
		{ { 4, 5, 5, 5 }, "hhss", true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct count counts[4];

		for (size_t j = 0; j < 4; j++)
			counts[j] = (struct count){
				.people = cases[i].people[j] };
		assert_int_equal(counts_hide(counts, 4, SMALL),
		    cases[i].total);
		for (size_t j = 0; j < 4; j++)
			assert_int_equal(counts[j].hidden,
			    cases[i].shown[j] == 'h');
	}
}

/* Over all tables of four counts up to 8: nothing small is shown, and where the
 * total is shown at least two counts, not small together, are hidden. */
static void
test_hidden_stays_hidden(void **state)
{
	(void)state;
	for (int n = 0; n < 9 * 9 * 9 * 9; n++) {
		struct count counts[4] = { { .people = n % 9 },
			{ .people = n / 9 % 9 }, { .people = n / 81 % 9 },
			{ .people = n / 729 } };
		bool total = counts_hide(counts, 4, SMALL);
		int64_t people = 0;
		int hidden = 0;

		for (size_t j = 0; j < 4; j++) {
			if (counts[j].hidden) {
				hidden++;
				people += counts[j].people;
				assert_true(counts[j].people > 0);
			} else {
				assert_true(counts[j].people == 0 ||
				    counts[j].people >= SMALL);
			}
		}
		if (total && hidden > 0) {
			assert_true(hidden >= 2);
			assert_true(people >= SMALL);
		}
	}
}

/* --- where people died --- */

static const struct place_terms terms = { .small = SMALL, .split_from = 50 };

static void
test_place(void **state)
{
	static const struct {
		struct place_counts counts;
		bool whole, split;
		int64_t whole_share;
	} cases[] = {
		{ { { 60, 48 }, { 80, 20 }, 9 }, true, true, 4857 },
		/* one group below the set count */
		{ { { 49, 40 }, { 80, 20 }, 0 }, true, false, 4651 },
		/* three of a group who did not: a small count */
		{ { { 60, 57 }, { 80, 20 }, 0 }, true, false, 5500 },
		{ { { 2, 2 }, { 2, 0 }, 0 }, false, false, 0 },
		{ { { 0, 0 }, { 0, 0 }, 3 }, false, false, 0 },
		{ { { 10, 10 }, { 0, 0 }, 0 }, true, false, 10000 },
		{ { { 60, 3 }, { 80, 0 }, 0 }, false, false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct place_told told;

		place_of_death_reckon(&terms, &cases[i].counts, &told);
		assert_int_equal(told.whole, cases[i].whole);
		assert_int_equal(told.split, cases[i].split);
		assert_int_equal(told.whole_share, cases[i].whole_share);
	}
}

/* A split is never told without the sentence about who takes a budget. */
static void
test_place_in_words(void **state)
{
	struct place_counts counts = { { 60, 48 }, { 80, 20 }, 9 };
	struct place_told told;
	struct working working;

	(void)state;
	place_of_death_reckon(&terms, &counts, &told);
	working_init(&working);
	place_of_death_explain(&terms, &counts, &told, &working);
	assert_int_equal(working.count, 5);
	assert_string_equal(working.steps[0].text, "Of all whose wish and "
	    "place are known: 68 of 140, 48.57%, died where they wished to "
	    "be.");
	assert_string_equal(working.steps[2].text,
	    "With a budget: 48 of 60, 80%, died where they wished to be.");
	assert_string_equal(working.steps[4].text, counts_selection_note);
	working_clear(&working);

	counts.with_budget.known = 49;
	place_of_death_reckon(&terms, &counts, &told);
	place_of_death_explain(&terms, &counts, &told, &working);
	for (size_t i = 0; i < working.count; i++)
		assert_null(strstr(working.steps[i].text, "With a budget"));
	working_clear(&working);

	counts = (struct place_counts){ { 2, 1 }, { 1, 0 }, 2 };
	place_of_death_reckon(&terms, &counts, &told);
	place_of_death_explain(&terms, &counts, &told, &working);
	assert_int_equal(working.count, 1);
	assert_non_null(strstr(working.steps[0].text, "Too few people"));
	working_clear(&working);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shares),
		cmocka_unit_test(test_may_tell),
		cmocka_unit_test(test_hide),
		cmocka_unit_test(test_hidden_stays_hidden),
		cmocka_unit_test(test_place),
		cmocka_unit_test(test_place_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
