#include "config.h"

#include "base/alloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static int said; /* where the hook of a child writes */

static void
say_goodbye(void)
{
	if (write(said, "hook", 4) != 4)
		abort();
}

/* A size that no number can hold is a failed allocation: the terminal is given
 * back, a sentence is said, and the program leaves. */
static void
test_too_large(void **state)
{
	char heard[400] = "";
	size_t len = 0;
	ssize_t n;
	int ends[2], status;
	pid_t child;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		said = ends[1];
		dup2(ends[1], STDERR_FILENO);
		alloc_set_hook(say_goodbye);
		/* twice just over half of all there is: 0 if it wrapped */
		free(xreallocarray(NULL, SIZE_MAX / 2 + 1, 2));
		_exit(0);
	}
	close(ends[1]);
	while ((n = read(ends[0], heard + len, sizeof heard - 1 - len)) > 0)
		len += (size_t)n;
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 2);
	assert_string_equal(heard, "hookoneplan: The computer has no memory "
	    "left, so oneplan stopped. What was saved is safe; close other "
	    "programs and start again.\n");
}

static void
test_never_null(void **state)
{
	void *nothing[] = {xmalloc(0), xcalloc(0, 8), xcalloc(8, 0),
	    xrealloc(NULL, 0), xreallocarray(NULL, 0, 8)};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(nothing); i++) {
		assert_non_null(nothing[i]);
		nothing[i] = xrealloc(nothing[i], 0);
		assert_non_null(nothing[i]);
		free(nothing[i]);
	}
}

static void
test_text(void **state)
{
	static const struct {
		const char *text;
		size_t len;
		const char *copy;
	} cases[] = {{"Maya", 9, "Maya"}, {"Maya", 2, "Ma"}, {"Maya", 0, ""},
	    {"", SIZE_MAX, ""}, {"Maya", SIZE_MAX, "Maya"}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char *part = xstrndup(cases[i].text, cases[i].len);
		char *whole = xstrdup(cases[i].text);

		assert_string_equal(part, cases[i].copy);
		assert_string_equal(whole, cases[i].text);
		free(part);
		free(whole);
	}
}

static void
test_growing_array(void **state)
{
	int *items = NULL;
	size_t n = 0, cap = 0;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		ARRAY_GROW(items, n, cap);
		assert_true(n < cap);
		items[n++] = i;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(items[i], i);
	free(items);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_too_large),
	    cmocka_unit_test(test_never_null),
	    cmocka_unit_test(test_text),
	    cmocka_unit_test(test_growing_array),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
