/* A JSON value as text is, byte for byte, what jansson itself writes. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "export/json_text.h"

#define TREES 500
#define SEED  20261116u

static void
assert_same(json_t *value)
{
	char *theirs = json_dumps(value, JSON_INDENT(2) | JSON_SORT_KEYS |
	    JSON_REAL_PRECISION(15) | JSON_ENCODE_ANY);
	struct buf ours;

	buf_init(&ours);
	json_text_add(value, &ours);
	assert_non_null(theirs);
	assert_string_equal(ours.data, theirs);
	buf_clear(&ours);
	free(theirs);
}

static void
test_written_out(void **state)
{
	static const char expected[] =
	    "{\n"
	    "  \"a\": [],\n"
	    "  \"b\": {},\n"
	    "  \"c\": [\n"
	    "    1,\n"
	    "    -2.5,\n"
	    "    true,\n"
	    "    false,\n"
	    "    null\n"
	    "  ],\n"
	    "  \"q\\\"\": \"\\\\ \\b\\f\\n\\r\\t \\u0001 \x7f / "
	    "\xc3\xa9 \xf0\x9f\x99\x82\"\n"
	    "}";
	json_t *value = json_pack("{s:s, s:[i, f, b, b, n], s:{}, s:[]}",
	    "q\"", "\\ \b\f\n\r\t \x01 \x7f / \xc3\xa9 \xf0\x9f\x99\x82", "c",
	    1, -2.5, 1, 0, "b", "a");
	struct buf text;

	(void)state;
	buf_init(&text);
	json_text_add(value, &text);
	assert_string_equal(text.data, expected);
	assert_same(value);
	buf_clear(&text);
	json_decref(value);
}

static uint32_t
any(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

/* From one byte to four a character, and every control character. */
static json_t *
any_words(uint32_t *seed)
{
	static const char *const pieces[] = { "a", "Zo", " ", "\"", "\\",
		"\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x99\x82", "\x7f",
		"\xe2\x80\xa8", "/" };
	struct buf text;
	json_t *words;

	buf_init(&text);
	for (uint32_t n = any(seed, 30); n > 0; n--) {
		buf_add(&text, pieces[any(seed, ARRAY_LEN(pieces))]);
		if (any(seed, 4) == 0)
			buf_add_char(&text, (char)(1 + any(seed, 31)));
	}
	words = json_string(text.data);
	buf_clear(&text);
	return words;
}

/* Every fourth one has more keys than are sorted without asking for memory. */
static json_t *
any_value(uint32_t *seed, int levels)
{
	uint32_t count = any(seed, 4) == 0 ? 40 : any(seed, 4);
	json_t *value;

	switch (any(seed, levels > 0 ? 6 : 4)) {
	case 0:
		return any_words(seed);
	case 1:
		return json_integer((json_int_t)any(seed, 1u << 24) *
		    ((json_int_t)any(seed, 1u << 24) - (1 << 23)));
	case 2:
		return json_real((double)any(seed, 1u << 24) / 100);
	case 3:
		return any(seed, 2) ? json_true() : json_null();
	case 4:
		value = json_array();
		for (; count > 0; count--)
			json_array_append_new(value,
			    any_value(seed, levels - 1));
		return value;
	default:
		value = json_object();
		for (; count > 0; count--) {
			json_t *key = any_words(seed);

			json_object_set_new(value, json_string_value(key),
			    any_value(seed, levels - 1));
			json_decref(key);
		}
		return value;
	}
}

static void
test_any_value(void **state)
{
	uint32_t seed = SEED;

	(void)state;
	print_message("seed %u\n", (unsigned)SEED);
	for (int i = 0; i < TREES; i++) {
		json_t *value = any_value(&seed, 3);

		assert_same(value);
		json_decref(value);
	}
}

/* Deeper than the spaces that are written in one go. */
static void
test_deep(void **state)
{
	json_t *value = json_pack("[i]", 1);

	(void)state;
	for (int i = 0; i < 60; i++)
		value = json_pack("[o]", value);
	assert_same(value);
	json_decref(value);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_written_out),
		cmocka_unit_test(test_any_value),
		cmocka_unit_test(test_deep),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
