#include "config.h"

#include "base/problem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void
test_list_keeps_its_order(void **state)
{
	struct problem_list list;
	char where[32], text[32];

	(void)state;
	problem_list_init(&list);
	for (int i = 0; i < 100; i++) {
		snprintf(where, sizeof where, "forms/money.ini:%d", i);
		problem_add(&list, where, "Line %d is %s.", i, "odd");
	}
	assert_int_equal(list.count, 100);
	for (int i = 0; i < 100; i++) {
		snprintf(where, sizeof where, "forms/money.ini:%d", i);
		snprintf(text, sizeof text, "Line %d is odd.", i);
		assert_string_equal(list.items[i].where, where);
		assert_string_equal(list.items[i].text, text);
	}
	problem_list_clear(&list);
	assert_int_equal(list.count, 0);
	problem_add(&list, "again", "%s", "");
	assert_string_equal(list.items[0].text, "");
	problem_list_clear(&list);
	problem_list_clear(&list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_list_keeps_its_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
