#include "config.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
test_empty(void **state)
{
	struct buf buf;
	char *text;

	(void)state;
	buf_init(&buf);
	assert_string_equal(buf.data, "");
	assert_int_equal(buf.len, 0);
	buf_reset(&buf);
	buf_add(&buf, "");
	buf_add_bytes(&buf, "x", 0);
	buf_remove(&buf, 0, 0);
	assert_string_equal(buf.data, "");
	text = buf_take(&buf);
	assert_string_equal(text, "");
	free(text);
	buf_clear(&buf);
	buf_clear(&buf);
}

static void
test_adding(void **state)
{
	struct buf buf;

	(void)state;
	buf_init(&buf);
	buf_add(&buf, "Maya");
	buf_add_char(&buf, ' ');
	buf_addf(&buf, "%s, %d", "Fenwick", 24);
	buf_addf(&buf, "%s", "");
	assert_string_equal(buf.data, "Maya Fenwick, 24");
	assert_int_equal(buf.len, strlen("Maya Fenwick, 24"));

	buf_reset(&buf);
	assert_string_equal(buf.data, "");
	assert_int_equal(buf.len, 0);
	buf_add_bytes(&buf, "a\0b", 3);
	assert_int_equal(buf.len, 3);
	assert_memory_equal(buf.data, "a\0b", 4);
	buf_clear(&buf);
}

static void
test_insert_and_remove(void **state)
{
	struct buf buf;

	(void)state;
	buf_init(&buf);
	buf_insert(&buf, 0, "end", 3);
	buf_insert(&buf, 0, "start ", 6);
	buf_insert(&buf, 6, "middle ", 7);
	assert_string_equal(buf.data, "start middle end");
	buf_insert(&buf, buf.len, "!", 1);
	assert_string_equal(buf.data, "start middle end!");
	buf_remove(&buf, 5, 7);
	assert_string_equal(buf.data, "start end!");
	buf_remove(&buf, 0, 6);
	assert_string_equal(buf.data, "end!");
	buf_remove(&buf, 3, 1);
	assert_string_equal(buf.data, "end");
	buf_remove(&buf, 0, 3);
	assert_string_equal(buf.data, "");
	assert_int_equal(buf.len, 0);
	buf_clear(&buf);
}

static void
test_growth_keeps_every_byte(void **state)
{
	struct buf buf;

	(void)state;
	buf_init(&buf);
	for (int i = 0; i < 5000; i++) {
		buf_add_char(&buf, (char)('a' + i % 26));
		assert_true(buf.len < buf.cap);
		assert_int_equal(buf.data[buf.len], 0);
	}
	for (int i = 0; i < 5000; i++)
		assert_int_equal(buf.data[i], 'a' + i % 26);
	buf_clear(&buf);
}

static void
test_formatted_text_of_any_length(void **state)
{
	struct buf from, to;

	(void)state;
	buf_init(&from);
	buf_init(&to);
	for (size_t len = 0; len < 300; len++) {
		buf_reset(&to);
		buf_addf(&to, "%s", from.data);
		assert_string_equal(to.data, from.data);
		assert_int_equal(to.len, len);
		buf_clear(&to);
		buf_add_char(&from, 'x');
	}
	buf_clear(&from);
}

static void
test_take(void **state)
{
	struct buf buf;
	char *text;

	(void)state;
	buf_init(&buf);
	buf_add(&buf, "mine");
	text = buf_take(&buf);
	assert_string_equal(text, "mine");
	assert_string_equal(buf.data, "");
	assert_int_equal(buf.len, 0);
	buf_add(&buf, "another");
	assert_string_equal(text, "mine");
	free(text);
	buf_clear(&buf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_empty),
	    cmocka_unit_test(test_adding),
	    cmocka_unit_test(test_insert_and_remove),
	    cmocka_unit_test(test_growth_keeps_every_byte),
	    cmocka_unit_test(test_formatted_text_of_any_length),
	    cmocka_unit_test(test_take),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
