/* The grid and the bands of the NPSA model as domain.md D has them, one trust's
 * own, and where there must never be a number. */
#include "config.h"

#include "rules/grid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

static const struct grid_band npsa[] = {
	{ "low", 1, 3 }, { "moderate", 4, 6 }, { "high", 8, 12 },
	{ "extreme", 15, 25 },
};
static const struct grid_band trust[] = {
	{ "low", 0, 4 }, { "medium", 5, 12 }, { "high", 15, 25 },
};

static void
test_every_square(void **state)
{
	static const char *const bands[5][5] = {
		{ "low", "low", "low", "moderate", "moderate" },
		{ "low", "moderate", "moderate", "high", "high" },
		{ "low", "moderate", "high", "high", "extreme" },
		{ "moderate", "high", "high", "extreme", "extreme" },
		{ "moderate", "high", "extreme", "extreme", "extreme" },
	};

	(void)state;
	for (int l = 1; l <= 5; l++)
		for (int c = 1; c <= 5; c++) {
			struct grid_risk risk = { .on = true, .likelihood = l,
				.consequence = c };

			assert_int_equal(grid_score(&risk), l * c);
			assert_string_equal(
			    grid_band(npsa, ARRAY_LEN(npsa), l * c)->name,
			    bands[l - 1][c - 1]);
			risk.self_harm = true;
			assert_int_equal(grid_score(&risk), 0);
			risk.self_harm = false;
			risk.on = false;
			assert_int_equal(grid_score(&risk), 0);
		}
}

static void
test_no_number(void **state)
{
	static const int sides[][2] = { { 0, 0 }, { 0, 3 }, { 3, 0 }, { 6, 1 },
		{ 1, 6 }, { -1, -1 } };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(sides); i++) {
		struct grid_risk risk = { .on = true,
			.likelihood = sides[i][0], .consequence = sides[i][1] };

		assert_int_equal(grid_score(&risk), 0);
	}
	assert_null(grid_band(npsa, ARRAY_LEN(npsa), 0));
	assert_null(grid_band(npsa, ARRAY_LEN(npsa), 7));
	assert_null(grid_band(NULL, 0, 9));
	assert_string_equal(grid_band(trust, ARRAY_LEN(trust), 12)->name,
	    "medium");
}

static void
test_bands_sound(void **state)
{
	static const struct grid_band gap[] = { { "low", 1, 8 },
		{ "high", 10, 25 } };
	static const struct grid_band twice[] = { { "low", 1, 12 },
		{ "high", 12, 25 } };
	static const struct grid_band backwards[] = { { "all", 25, 1 } };

	(void)state;
	assert_true(grid_bands_sound(npsa, ARRAY_LEN(npsa)));
	assert_true(grid_bands_sound(trust, ARRAY_LEN(trust)));
	assert_false(grid_bands_sound(gap, ARRAY_LEN(gap)));
	assert_false(grid_bands_sound(twice, ARRAY_LEN(twice)));
	assert_false(grid_bands_sound(backwards, ARRAY_LEN(backwards)));
	assert_false(grid_bands_sound(NULL, 0));
	assert_false(grid_bands_sound(npsa, 3));
}

static void
assert_says(const struct grid_risk *risk, const char *const *steps)
{
	struct working working;
	size_t count = 0;

	working_init(&working);
	grid_explain(risk, npsa, ARRAY_LEN(npsa), "NPSA, January 2008",
	    &working);
	for (; steps[count]; count++) {
		assert_true(count < working.count);
		assert_string_equal(working.steps[count].text, steps[count]);
	}
	assert_int_equal(working.count, count);
	working_clear(&working);
}

/* C1: falls on the way to physiotherapy, before; and a risk of self-harm. */
static void
test_working(void **state)
{
	static const char *const falls[] = {
		"How likely (possible, 3) x how bad (moderate, 3) = 9",
		"8 to 12 is called high.",
		"It decides nothing. The words come first.", NULL
	};
	static const char *const self_harm[] = {
		"A safety plan is written together. Nothing is scored.", NULL
	};
	static const char *const off[] = {
		"The organisation does not use numbers for risks.", NULL
	};
	static const char *const blank[] = {
		"There is no number yet: how likely and how bad are not both "
		"answered.", NULL
	};

	(void)state;
	assert_says(&(struct grid_risk){ true, false, 3, 3 }, falls);
	assert_says(&(struct grid_risk){ true, true, 3, 3 }, self_harm);
	assert_says(&(struct grid_risk){ false, true, 3, 3 }, self_harm);
	assert_says(&(struct grid_risk){ false, false, 3, 3 }, off);
	assert_says(&(struct grid_risk){ true, false, 3, 0 }, blank);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_square),
		cmocka_unit_test(test_no_number),
		cmocka_unit_test(test_bands_sound),
		cmocka_unit_test(test_working),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
