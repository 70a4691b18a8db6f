/* Bytes that were packed come back as they were, and nothing else does. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/packed.h"

#define MOST 5000
#define SEED 20261116u

static void
there_and_back(const char *bytes, size_t len)
{
	char back[MOST + 1];
	struct buf packed;

	assert_true(len <= MOST);
	buf_init(&packed);
	packed_add(&packed, bytes, len);
	assert_true(packed.len <= len);
	assert_true(packed_read(packed.data, packed.len, back, len));
	assert_memory_equal(back, bytes, len);
	buf_clear(&packed);
}

static uint32_t
any(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

static void
test_there_and_back(void **state)
{
	char bytes[MOST];
	uint32_t seed = SEED;

	(void)state;
	print_message("seed %u\n", (unsigned)SEED);
	there_and_back("", 0);
	there_and_back("a", 1);
	there_and_back("\0\0", 2);
	/* from words that repeat to noise that cannot be packed */
	for (int i = 0; i < 300; i++) {
		size_t len = any(&seed, MOST);
		uint32_t kinds = 1 + any(&seed, 256);

		for (size_t j = 0; j < len; j++)
			bytes[j] = (char)any(&seed, kinds);
		there_and_back(bytes, len);
	}
}

static void
test_smaller(void **state)
{
	char bytes[MOST];
	struct buf packed;

	(void)state;
	memset(bytes, 'a', sizeof bytes);
	buf_init(&packed);
	packed_add(&packed, bytes, sizeof bytes);
	assert_in_range(packed.len, 1, 100);
	buf_clear(&packed);
}

/* A file from elsewhere: too short, too long, of another size, or changed. What
 * is changed and still unpacks is found by its digest, not here. */
static void
test_not_as_it_was(void **state)
{
	char bytes[200], back[300];
	struct buf packed;

	(void)state;
	memset(bytes, 'a', sizeof bytes);
	buf_init(&packed);
	packed_add(&packed, bytes, sizeof bytes);
	for (size_t len = 0; len < packed.len; len++)
		assert_false(packed_read(packed.data, len, back,
		    sizeof bytes));
	for (size_t size = packed.len + 1; size < sizeof back; size++)
		assert_int_equal(packed_read(packed.data, packed.len, back,
				     size), size == sizeof bytes);
	assert_false(packed_read(bytes, sizeof bytes, back, 10));
	packed.data[0] ^= 1;
	assert_false(packed_read(packed.data, packed.len, back, sizeof bytes));
	buf_clear(&packed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_smaller),
		cmocka_unit_test(test_not_as_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
