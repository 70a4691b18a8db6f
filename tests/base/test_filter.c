#include "config.h"

#include "base/filter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

#define LARGE (1u << 20) /* more than any pipe holds */

static int
run(const char *script, const char *input, const char *file, size_t max,
    struct buf *out, struct buf *messages)
{
	const char *const argv[] = { "sh", "-c", script, NULL };
	struct filter filter = {
		.argv = argv,
		.input = input,
		.input_len = strlen(input),
		.file = file,
		.file_len = file != NULL ? strlen(file) : 0,
		.messages = messages,
	};
	struct error err;
	int status;

	buf_reset(out);
	if (!filter_run(&filter, max, out, &status, &err))
		fail_msg("%s", err.text);
	return status;
}

static void
in_and_out(void **state)
{
	struct buf out, messages;

	(void)state;
	buf_init(&out);
	buf_init(&messages);
	assert_int_equal(run("cat", "words\n", NULL, 100, &out, NULL), 0);
	assert_string_equal(out.data, "words\n");
	assert_int_equal(run("cat " FILTER_FILE "; cat", "in", "file ", 100,
			     &out, NULL), 0);
	assert_string_equal(out.data, "file in");
	assert_int_equal(run("echo no >&2; echo yes; exit 3", "", NULL, 100,
			     &out, &messages), 3);
	assert_string_equal(out.data, "yes\n");
	assert_string_equal(messages.data, "no\n");
	assert_int_equal(run("kill -9 $$", "", NULL, 100, &out, NULL), -1);
	buf_clear(&messages);
	buf_clear(&out);
}

/* Neither side waits for the other, whoever reads or writes how much. */
static void
more_than_a_pipe_holds(void **state)
{
	char *large = xmalloc(LARGE + 1);
	struct buf out;

	(void)state;
	memset(large, 'x', LARGE);
	large[LARGE] = '\0';
	buf_init(&out);
	assert_int_equal(run("cat", large, NULL, 2 * LARGE, &out, NULL), 0);
	assert_int_equal(out.len, LARGE);
	assert_int_equal(run("cat", large, NULL, 10, &out, NULL), 0);
	assert_int_equal(out.len, 10);
	/* nothing of it is read */
	assert_int_equal(run("true", large, NULL, 10, &out, NULL), 0);
	assert_int_equal(out.len, 0);
	buf_clear(&out);
	free(large);
}

static void
no_such_program(void **state)
{
	static const char *const argv[] = { "oneplan-no-such-program", NULL };
	struct filter filter = { .argv = argv, .input = "" };
	struct error err;
	struct buf out;
	int status;

	(void)state;
	buf_init(&out);
	assert_false(filter_run(&filter, 10, &out, &status, &err));
	assert_int_equal(err.code, ERR_NOT_OURS);
	assert_non_null(strstr(err.text, "oneplan-no-such-program"));
	buf_clear(&out);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_and_out),
		cmocka_unit_test(more_than_a_pipe_holds),
		cmocka_unit_test(no_such_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
