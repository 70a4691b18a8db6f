/* Care Act 2014, section 67, then every set of ticks. */
#include "config.h"

#include "rules/advocacy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"

#define Y TICK_YES
#define N TICK_NO
#define B TICK_BLANK

static void
test_cases(void **state)
{
	static const struct {
		struct advocacy ticks;
		enum advocate due;
		const char *says;
	} cases[] = {
		{ { Y, N, N, N, HELPER_NO }, ADVOCATE_DUE,
		    "As ticked, an advocate has to be arranged." },
		{ { N, N, N, Y, HELPER_NO }, ADVOCATE_DUE, NULL },
		/* section 67(6): somebody whom the person does not want */
		{ { N, N, Y, N, HELPER_REFUSED }, ADVOCATE_DUE, NULL },
		{ { Y, Y, Y, Y, HELPER_YES }, ADVOCATE_NOT_DUE,
		    "As ticked, this rule does not ask for an advocate." },
		{ { N, N, N, N, HELPER_NO }, ADVOCATE_NOT_DUE, NULL },
		{ { N, N, N, N, HELPER_BLANK }, ADVOCATE_NOT_DUE, NULL },
		{ { Y, N, N, N, HELPER_BLANK }, ADVOCATE_NOT_FINISHED,
		    "This is not finished: a question has no answer yet." },
		{ { B, B, B, B, HELPER_NO }, ADVOCATE_NOT_FINISHED, NULL },
		{ { B, B, B, B, HELPER_YES }, ADVOCATE_NOT_DUE, NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct working working;

		if (advocacy_due(&cases[i].ticks) != cases[i].due)
			fail_msg("case %zu", i);
		working_init(&working);
		advocacy_explain(&cases[i].ticks, &working);
		assert_int_equal(working.count, 4);
		if (cases[i].says)
			assert_string_equal(working.steps[0].text,
			    cases[i].says);
		working_clear(&working);
	}
}

static void
test_every_tick(void **state)
{
	(void)state;
	for (int n = 0; n < 81 * 4; n++) {
		struct advocacy ticks = {
			.understand = (enum tick)(n % 3),
			.retain = (enum tick)(n / 3 % 3),
			.weigh = (enum tick)(n / 9 % 3),
			.views = (enum tick)(n / 27 % 3),
			.helper = (enum helper)(n / 81),
		};
		bool hard = ticks.understand == Y || ticks.retain == Y ||
		    ticks.weigh == Y || ticks.views == Y;
		bool alone = ticks.helper == HELPER_NO ||
		    ticks.helper == HELPER_REFUSED;
		enum advocate due = advocacy_due(&ticks);

		assert_int_equal(due == ADVOCATE_DUE, hard && alone);
		/* more difficulty never takes an advocate away */
		ticks.weigh = Y;
		if (due == ADVOCATE_DUE)
			assert_int_equal(advocacy_due(&ticks), ADVOCATE_DUE);
	}
}

static void
test_working(void **state)
{
	struct advocacy ticks = { Y, N, Y, N, HELPER_REFUSED };
	struct working working;

	(void)state;
	working_init(&working);
	advocacy_explain(&ticks, &working);
	assert_string_equal(working.steps[1].text, "What is very hard for the "
	    "person, even with help? Ticked: understanding what is said and "
	    "weighing things up.");
	assert_string_equal(working.steps[1].source,
	    "Care Act 2014, section 67(4)");
	working_clear(&working);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_every_tick),
		cmocka_unit_test(test_working),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
