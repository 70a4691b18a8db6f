#include "config.h"

#include "base/ini_folder.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"

static void
test_names_in_order(void **state)
{
	static const char *const files[] = { "20-b.ini", "10-a.ini",
		".30-hidden.ini", "40-c.ini~", "notes.txt", "last.ini", ".ini" };
	static const char *const want[] = { "10-a.ini", "20-b.ini", "last.ini" };
	char folder[] = "/tmp/oneplan-ini-XXXXXX", path[64];
	char **names;
	size_t count;

	(void)state;
	assert_non_null(mkdtemp(folder));
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		snprintf(path, sizeof path, "%s/%s", folder, files[i]);
		FILE *file = fopen(path, "w");
		assert_non_null(file);
		fclose(file);
	}
	assert_true(ini_folder_list(folder, &names, &count));
	assert_int_equal(count, ARRAY_LEN(want));
	for (size_t i = 0; i < ARRAY_LEN(want); i++)
		assert_string_equal(names[i], want[i]);
	ini_folder_free(names, count);
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		snprintf(path, sizeof path, "%s/%s", folder, files[i]);
		assert_int_equal(unlink(path), 0);
	}
	assert_true(ini_folder_list(folder, &names, &count));
	assert_int_equal(count, 0);
	ini_folder_free(names, count);
	assert_int_equal(rmdir(folder), 0);
	assert_false(ini_folder_list(folder, &names, &count));
	assert_int_equal(errno, ENOENT);
	assert_null(names);
}

static void
test_numbers(void **state)
{
	(void)state;
	assert_true(ini_folder_numbered("10-purpose.ini"));
	assert_false(ini_folder_numbered("purpose.ini"));
	assert_false(ini_folder_numbered("10purpose.ini"));
	assert_false(ini_folder_numbered("-10.ini"));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_in_order),
		cmocka_unit_test(test_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
