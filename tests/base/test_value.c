#include "config.h"

#include "base/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
test_kinds(void **state)
{
	struct value value;

	(void)state;
	value_init(&value);
	assert_true(value_is_none(&value));
	value_set_number(&value, INT64_MIN);
	assert_int_equal(value.kind, VALUE_NUMBER);
	assert_int_equal(value.number, INT64_MIN);
	value_set_text(&value, "by text");
	assert_int_equal(value.kind, VALUE_TEXT);
	assert_string_equal(value.text, "by text");
	assert_int_equal(value.number, 0);
	value_set_text(&value, value.text + 3); /* a part of its own text */
	assert_string_equal(value.text, "text");
	value_set_number(&value, 0);
	assert_null(value.text);
	assert_false(value_is_none(&value)); /* no (0) is an answer */
	value_clear(&value);
	assert_true(value_is_none(&value));
	value_clear(&value);
}

static void
test_copy(void **state)
{
	struct value from, to;

	(void)state;
	value_init(&from);
	value_init(&to);
	value_set_text(&from, "J\xC3\xB3zef");
	value_copy(&to, &from);
	assert_ptr_not_equal(to.text, from.text);
	assert_true(value_equal(&to, &from));
	value_copy(&to, &to);
	assert_string_equal(to.text, "J\xC3\xB3zef");
	value_set_number(&from, 7);
	value_copy(&to, &from);
	assert_int_equal(to.number, 7);
	assert_null(to.text);
	value_clear(&from);
	value_copy(&to, &from);
	assert_true(value_is_none(&to));
	value_clear(&to);
}

static void
test_equal(void **state)
{
	struct value kinds[6];

	(void)state;
	for (size_t i = 0; i < 6; i++)
		value_init(&kinds[i]);
	value_set_number(&kinds[1], 0);
	value_set_number(&kinds[2], 1);
	value_set_text(&kinds[3], "");
	value_set_text(&kinds[4], "1");
	value_set_text(&kinds[5], "1 ");
	for (size_t a = 0; a < 6; a++)
		for (size_t b = 0; b < 6; b++)
			assert_int_equal(value_equal(&kinds[a], &kinds[b]),
			    a == b);
	for (size_t i = 0; i < 6; i++)
		value_clear(&kinds[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_kinds),
	    cmocka_unit_test(test_copy),
	    cmocka_unit_test(test_equal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
