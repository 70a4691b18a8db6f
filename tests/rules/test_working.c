#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "rules/working.h"

static void
test_steps(void **state)
{
	struct working working;

	(void)state;
	working_init(&working);
	working_add(&working, NULL, "%d hours x %s = %s", 16, "£13.20",
	    "£211.20");
	for (int i = 0; i < 20; i++)
		working_add(&working, "Employer NI, from 6 April 2025",
		    "step %d", i);
	assert_int_equal(working.count, 21);
	assert_string_equal(working.steps[0].text,
	    "16 hours x £13.20 = £211.20");
	assert_null(working.steps[0].source);
	assert_string_equal(working.steps[20].text, "step 19");
	assert_string_equal(working.steps[20].source,
	    "Employer NI, from 6 April 2025");
	working_clear(&working);
	assert_int_equal(working.count, 0);
	assert_null(working.steps);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
