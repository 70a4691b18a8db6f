#include "config.h"

#include "base/hex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

static void
out_and_back(void **state)
{
	unsigned char bytes[256], back[256];
	struct buf text;

	(void)state;
	for (int i = 0; i < 256; i++)
		bytes[i] = (unsigned char)i;
	buf_init(&text);
	hex_add(bytes, sizeof bytes, &text);
	assert_int_equal(text.len, 512);
	assert_memory_equal(text.data, "000102", 6);
	assert_string_equal(text.data + 506, "fdfeff");
	assert_true(hex_parse(text.data, text.len, back));
	assert_memory_equal(back, bytes, sizeof bytes);
	buf_clear(&text);
}

static void
what_is_read(void **state)
{
	static const struct {
		const char *text;
		bool ok;
	} cases[] = {
		{ "", true },
		{ "0aF9", true },
		{ "0", false },
		{ "0g", false },
		{ "g0", false },
		{ " 0", false },
		{ "0x", false },
		{ "-1", false },
	};
	unsigned char bytes[8] = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (hex_parse(cases[i].text, strlen(cases[i].text), bytes) !=
		    cases[i].ok)
			fail_msg("\"%s\"", cases[i].text);
	assert_int_equal(bytes[0], 0x0a);
	assert_int_equal(bytes[1], 0xf9);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(out_and_back),
		cmocka_unit_test(what_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
