#include "config.h"

#include "base/uid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

static void
test_random_ones_differ(void **state)
{
	struct uid made[100];

	(void)state;
	unsetenv("ONEPLAN_SEED");
	for (size_t i = 0; i < ARRAY_LEN(made); i++) {
		made[i] = uid_new();
		assert_false(uid_is_none(&made[i]));
		for (size_t k = 0; k < i; k++)
			assert_false(uid_equal(&made[i], &made[k]));
	}
}

static void
test_none(void **state)
{
	struct uid zero = {{0}}, one = {{0}};

	(void)state;
	one.bytes[UID_BYTES - 1] = 1;
	assert_true(uid_is_none(&UID_NONE));
	assert_true(uid_is_none(&zero));
	assert_false(uid_is_none(&one));
	assert_true(uid_compare(&zero, &one) < 0);
	assert_true(uid_compare(&one, &zero) > 0);
	assert_int_equal(uid_compare(&one, &one), 0);
}

static void
test_text_round_trip(void **state)
{
	struct uid uid, again;
	char text[UID_HEX_LEN + 1];

	(void)state;
	for (size_t i = 0; i < UID_BYTES; i++)
		uid.bytes[i] = (unsigned char)(i * 17);
	uid_format(&uid, text);
	assert_string_equal(text, "00112233445566778899aabbccddeeff");
	assert_true(uid_parse(text, UID_HEX_LEN, &again));
	assert_true(uid_equal(&uid, &again));
	assert_true(uid_parse("00112233445566778899AABBCCDDEEFF", UID_HEX_LEN,
	    &again));
	assert_true(uid_equal(&uid, &again));
	/* a part of a longer text */
	assert_true(uid_parse("00112233445566778899aabbccddeeff.name",
	    UID_HEX_LEN, &again));
}

static void
test_not_a_uid(void **state)
{
	static const char *const cases[] = {"", "0",
	    "00112233445566778899aabbccddeef",
	    "00112233445566778899aabbccddeeff0",
	    "00112233445566778899aabbccddeefg",
	    "0x112233445566778899aabbccddeeff",
	    " 0112233445566778899aabbccddeeff"};
	struct uid uid = {{42}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_false(uid_parse(cases[i], strlen(cases[i]), &uid));
	assert_int_equal(uid.bytes[0], 42);
}

/* Golden files need the same ones each time, in an order that sorts. */
static void
test_seeded(void **state)
{
	unsigned char a[50], b[50];
	struct uid first, second, other;

	(void)state;
	setenv("ONEPLAN_SEED", "one", 1);
	first = uid_new();
	second = uid_new();
	assert_true(uid_compare(&first, &second) < 0);
	assert_memory_equal(first.bytes + 4, second.bytes + 4, UID_BYTES - 4);
	setenv("ONEPLAN_SEED", "two", 1);
	other = uid_new();
	assert_memory_not_equal(first.bytes + 4, other.bytes + 4,
	    UID_BYTES - 4);
	uid_random(a, sizeof a);
	uid_random(b, sizeof b);
	assert_memory_not_equal(a, b, sizeof a);
	unsetenv("ONEPLAN_SEED");
}

static void
test_random_fills_exactly(void **state)
{
	unsigned char bytes[70];

	(void)state;
	for (int seeded = 0; seeded < 2; seeded++) {
		if (seeded)
			setenv("ONEPLAN_SEED", "one", 1);
		for (size_t len = 0; len < 66; len++) {
			size_t changed = 0;

			memset(bytes, 0xEE, sizeof bytes);
			uid_random(bytes, len);
			for (size_t i = 0; i < len; i++)
				changed += bytes[i] != 0xEE;
			/* one byte in 256 may well be what it was */
			assert_true(changed + 4 >= len);
			for (size_t i = len; i < sizeof bytes; i++)
				assert_int_equal(bytes[i], 0xEE);
		}
	}
	unsetenv("ONEPLAN_SEED");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random_ones_differ),
	    cmocka_unit_test(test_none),
	    cmocka_unit_test(test_text_round_trip),
	    cmocka_unit_test(test_not_a_uid),
	    cmocka_unit_test(test_seeded),
	    cmocka_unit_test(test_random_fills_exactly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
