/* Position keys: whatever is put between whatever, the order is strict. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "plan/plan_private.h"

#define KEYS 400
#define SEED 20261116u

static char *
between(const char *a, const char *b)
{
	struct buf key;

	buf_init(&key);
	position_between(a, b, &key);
	return buf_take(&key);
}

static void
check(const char *a, const char *key, const char *b)
{
	if ((a && strcmp(a, key) >= 0) || (b && strcmp(key, b) >= 0))
		fail_msg("%s is not between %s and %s", key, a ? a : "-",
		    b ? b : "-");
}

static void
test_appending(void **state)
{
	char *last = NULL;

	(void)state;
	for (int i = 0; i < 5000; i++) {
		char *key = between(last, NULL);
		check(last, key, NULL);
		assert_true(strlen(key) <= 4);
		free(last);
		last = key;
	}
	free(last);
}

static void
test_anywhere(void **state)
{
	char *keys[KEYS];
	size_t count = 0;
	unsigned random = SEED;

	(void)state;
	print_message("# seed %u\n", SEED);
	while (count < KEYS) {
		random = random * 1664525u + 1013904223u;
		/* often at the same place, which makes keys long */
		size_t at = random % 3 ? count / 2 : (random >> 8) % (count + 1);
		const char *a = at ? keys[at - 1] : NULL;
		const char *b = at < count ? keys[at] : NULL;
		char *key = between(a, b);
		check(a, key, b);
		memmove(keys + at + 1, keys + at,
		    (count - at) * sizeof *keys);
		keys[at] = key;
		count++;
	}
	for (size_t i = 0; i < count; i++)
		free(keys[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_appending),
		cmocka_unit_test(test_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
