/* The order of the Act as the courts read it (JB, 2021), then every record. */
#include "config.h"

#include "rules/capacity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

#define Y TICK_YES
#define N TICK_NO
#define B TICK_BLANK

static const struct {
	struct capacity record;
	enum capacity_fit fit;
} cases[] = {
	/* presumed: nothing need be ticked to say that somebody can */
	{ { B, B, B, B, B, B, CONCLUSION_CAN }, CAPACITY_AGREES },
	{ { Y, Y, Y, Y, B, B, CONCLUSION_CAN }, CAPACITY_AGREES },
	/* an illness shows nothing by itself: the four come first */
	{ { Y, Y, Y, Y, Y, Y, CONCLUSION_CANNOT }, CAPACITY_CANNOT_BUT },
	{ { B, B, B, B, Y, Y, CONCLUSION_CANNOT }, CAPACITY_CANNOT_BUT },
	/* one of the four is enough, and it has to be because of it */
	{ { N, Y, Y, Y, Y, Y, CONCLUSION_CANNOT }, CAPACITY_AGREES },
	{ { Y, N, Y, Y, Y, Y, CONCLUSION_CANNOT }, CAPACITY_AGREES },
	{ { Y, Y, N, Y, Y, Y, CONCLUSION_CANNOT }, CAPACITY_AGREES },
	{ { Y, Y, Y, N, Y, Y, CONCLUSION_CANNOT }, CAPACITY_AGREES },
	{ { Y, Y, N, Y, Y, B, CONCLUSION_CANNOT }, CAPACITY_NO_LINK },
	{ { Y, Y, N, Y, Y, N, CONCLUSION_CANNOT }, CAPACITY_OTHER_CAUSE },
	{ { Y, Y, N, Y, Y, N, CONCLUSION_CAN }, CAPACITY_OTHER_CAUSE },
	{ { Y, Y, N, Y, B, B, CONCLUSION_CAN }, CAPACITY_CAN_BUT },
	{ { Y, Y, N, Y, Y, Y, CONCLUSION_CAN }, CAPACITY_CAN_BUT },
	/* a link without an inability is left over from before */
	{ { Y, Y, Y, Y, Y, N, CONCLUSION_CAN }, CAPACITY_AGREES },
	/* nothing concluded, nothing to compare */
	{ { N, N, N, N, Y, N, CONCLUSION_NOT_FINISHED }, CAPACITY_AGREES },
	{ { N, N, N, N, Y, Y, CONCLUSION_BLANK }, CAPACITY_AGREES },
};

static void
test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (capacity_fit(&cases[i].record) != cases[i].fit)
			fail_msg("case %zu: %d", i,
			    (int)capacity_fit(&cases[i].record));
}

/* The conclusion is somebody's own; whatever it is, another set of ticks agrees
 * with it, and the working never draws one of its own. */
static void
test_every_record(void **state)
{
	size_t agreeing[4] = { 0 };

	(void)state;
	for (int n = 0; n < 729 * 4; n++) {
		struct capacity record = {
			.understand = (enum tick)(n % 3),
			.retain = (enum tick)(n / 3 % 3),
			.weigh = (enum tick)(n / 9 % 3),
			.tell = (enum tick)(n / 27 % 3),
			.mind = (enum tick)(n / 81 % 3),
			.link = (enum tick)(n / 243 % 3),
			.conclusion = (enum conclusion)(n / 729),
		};
		bool agrees = capacity_fit(&record) == CAPACITY_AGREES;
		struct working working;

		agreeing[record.conclusion] += agrees;
		working_init(&working);
		capacity_explain(&record, &working);
		assert_int_equal(working.count,
		    capacity_unable(&record) ? 6 : 5);
		assert_int_equal(agrees,
		    !strstr(working.steps[0].text, "do not agree"));
		for (size_t i = 0; i < working.count; i++)
			assert_null(strstr(working.steps[i].text,
			    "lacks capacity"));
		working_clear(&working);
	}
	assert_int_equal(agreeing[CONCLUSION_BLANK], 729);
	assert_int_equal(agreeing[CONCLUSION_NOT_FINISHED], 729);
	assert_int_equal(agreeing[CONCLUSION_CAN], 16 * 9);
	assert_int_equal(agreeing[CONCLUSION_CANNOT], (81 - 16) * 3);
}

static void
test_working(void **state)
{
	struct capacity record = { Y, Y, N, Y, Y, Y, CONCLUSION_CANNOT };
	struct working working;

	(void)state;
	working_init(&working);
	capacity_explain(&record, &working);
	assert_string_equal(working.steps[0].text,
	    "The ticks and the conclusion agree.");
	assert_string_equal(working.steps[2].text, "First, can they: "
	    "understand it? yes. Keep it in mind? yes. Weigh it up? no. Tell "
	    "others? yes.");
	assert_string_equal(working.steps[2].source,
	    "Mental Capacity Act 2005, section 3");
	assert_string_equal(working.steps[4].text, "Third, is that the reason "
	    "why they cannot decide? Ticked: yes.");
	working_clear(&working);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_every_record),
		cmocka_unit_test(test_working),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
