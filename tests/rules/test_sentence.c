#include "config.h"

#include "rules/sentence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"

static void
test_list(void **state)
{
	static const char *const names[] = { "washing", "getting out",
		"eating", "family and friends" };
	static const char *const lists[] = { "", "washing",
		"washing and getting out", "washing, getting out and eating",
		"washing; getting out; eating; family and friends" };

	(void)state;
	for (size_t i = 0; i <= 4; i++) {
		struct buf out;

		buf_init(&out);
		sentence_list(&out, names, i);
		assert_string_equal(out.data, lists[i]);
		buf_clear(&out);
	}
}

static void
test_stop(void **state)
{
	(void)state;
	assert_string_equal(sentence_stop("First name"), ".");
	assert_string_equal(sentence_stop("What do you want?"), "");
	assert_string_equal(sentence_stop("No!"), "");
	assert_string_equal(sentence_stop("Every week."), "");
	assert_string_equal(sentence_stop(""), ".");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
