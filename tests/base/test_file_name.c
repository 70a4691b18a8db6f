#include "config.h"

#include "base/file_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/outfile.h"

static void
test_add(void **state)
{
	static const struct {
		const char *text, *name;
		size_t max;
	} cases[] = {
		{ "Kwame Redfern", "kwame-redfern", 60 },
		{ "José O'Brien", "jose-obrien", 60 },
		{ "  Nell, sister!  ", "nell-sister", 60 },
		{ "a/../b", "a-b", 60 },
		{ "Who to ring, and what if", "who-to-ring-and-what-if", 60 },
		{ "", "", 60 },
		{ "Жанна", "", 60 },
		{ "12", "12", 60 },
		{ "abcdef", "abc", 3 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf out;

		buf_init(&out);
		file_name_add(cases[i].text, cases[i].max, &out);
		assert_string_equal(out.data, cases[i].name);
		buf_clear(&out);
	}
}

static void
assert_free(const char *folder, bool numbered, const char *expected)
{
	char *path = file_name_free(folder, "plan", ".txt", numbered);

	assert_string_equal(path + strlen(path) - strlen(expected), expected);
	free(path);
}

static void
test_not_taken(void **state)
{
	char folder[] = "/tmp/oneplan-test-XXXXXX", path[64];
	struct error err;

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_free(folder, false, "/plan.txt");
	assert_free(folder, true, "/plan-1.txt");
	snprintf(path, sizeof path, "%s/plan.txt", folder);
	assert_true(outfile_write(path, "", 0, false, &err));
	assert_free(folder, false, "/plan-2.txt");
	assert_free(folder, true, "/plan-1.txt");
	unlink(path);
	/* a link that leads nowhere is there all the same */
	assert_int_equal(symlink("nowhere", path), 0);
	assert_free(folder, false, "/plan-2.txt");
	unlink(path);
	rmdir(folder);
}

static void
test_ends(void **state)
{
	(void)state;
	assert_true(file_name_ends("a.html", ".html"));
	assert_false(file_name_ends(".html", ".html"));
	assert_false(file_name_ends("a.htm", ".html"));
	assert_false(file_name_ends("", ".html"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_not_taken),
		cmocka_unit_test(test_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
