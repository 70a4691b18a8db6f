#include "config.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

/* Sizes about the edges of what shares a block and what gets its own. */
static const size_t sizes[] = {0, 1, 7, 8, 16, 17, 100, 4095, 4096, 4097, 5000,
    16383, 16384, 16385, 100000};

static void
test_zeroed_aligned_and_apart(void **state)
{
	enum { ROUNDS = 20 };
	unsigned char *got[ROUNDS * ARRAY_LEN(sizes)];
	struct arena arena;
	size_t n = 0;

	(void)state;
	arena_init(&arena);
	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < ARRAY_LEN(sizes); i++, n++) {
			got[n] = arena_alloc(&arena, sizes[i]);
			assert_int_equal(
			    (uintptr_t)got[n] % alignof(max_align_t), 0);
			for (size_t k = 0; k < sizes[i]; k++)
				assert_int_equal(got[n][k], 0);
			memset(got[n], (int)(n % 255) + 1, sizes[i]);
		}
	/* nothing was written over by what came later */
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < sizes[i % ARRAY_LEN(sizes)]; k++)
			assert_int_equal(got[i][k], i % 255 + 1);
	arena_clear(&arena);
	assert_null(arena.first);
}

static void
test_text(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(arena_strdup(&arena, "J\xC3\xB3zef"),
	    "J\xC3\xB3zef");
	assert_string_equal(arena_strdup(&arena, ""), "");
	assert_string_equal(arena_strndup(&arena, "abcdef", 3), "abc");
	assert_string_equal(arena_strndup(&arena, "ab", 9), "ab");
	assert_string_equal(arena_strndup(&arena, "ab", 0), "");
	arena_clear(&arena);
}

static void
test_clear_twice_and_use_again(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	arena_clear(&arena);
	arena_strdup(&arena, "one");
	arena_clear(&arena);
	arena_clear(&arena);
	assert_string_equal(arena_strdup(&arena, "two"), "two");
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_zeroed_aligned_and_apart),
	    cmocka_unit_test(test_text),
	    cmocka_unit_test(test_clear_twice_and_use_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
