#include "config.h"

#include "base/outfile.h"

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"

/* Each test begins in an empty folder of its own. */
static char folder[64];

static int
enter_folder(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/oneplan-test-XXXXXX");
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

/* How many names there are in the folder PATH. */
static int
names_in(const char *path)
{
	DIR *dir = opendir(path);
	const struct dirent *entry;
	int count = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)))
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			count++;
	closedir(dir);
	return count;
}

static void
remove_all(const char *path)
{
	DIR *dir = opendir(path);
	const struct dirent *entry;

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		char name[512];

		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
		if (unlink(name) != 0)
			remove_all(name);
	}
	closedir(dir);
	assert_int_equal(rmdir(path), 0);
}

static int
leave_folder(void **state)
{
	(void)state;
	if (chdir("/") != 0)
		return -1;
	remove_all(folder);
	return 0;
}

static void
assert_holds(const char *path, const char *expected, size_t len)
{
	struct error err = {.text = ""};
	char *data = NULL;
	size_t got = 0;

	assert_true(infile_read(path, 1000000, &data, &got, &err));
	assert_int_equal(got, len);
	assert_memory_equal(data, expected, len);
	assert_int_equal(data[len], 0);
	free(data);
}

static void
test_write_and_read(void **state)
{
	struct error err = {.text = ""};
	struct stat info;

	(void)state;
	assert_true(outfile_write("plan", "a\0b", 3, false, &err));
	assert_holds("plan", "a\0b", 3);
	assert_true(outfile_write("empty", "", 0, false, &err));
	assert_holds("empty", "", 0);
	assert_int_equal(stat("plan", &info), 0);
	assert_int_equal(info.st_mode & 07777, 0600);
	assert_int_equal(names_in("."), 2); /* nothing else is left */
}

static void
test_large(void **state)
{
	size_t len = 300000;
	char *data = xmalloc(len);

	(void)state;
	for (size_t i = 0; i < len; i++)
		data[i] = (char)(i % 251);
	assert_true(outfile_write("large", data, len, false, NULL));
	assert_holds("large", data, len);
	free(data);
}

static void
test_never_replaces_unasked(void **state)
{
	struct error err = {.text = ""};

	(void)state;
	assert_true(outfile_write("plan", "old", 3, false, &err));
	assert_false(outfile_write("plan", "new", 3, false, &err));
	assert_int_equal(err.code, ERR_USER);
	assert_string_equal(err.text, "plan could not be written because there "
	    "is one of that name already. Use another name, or move the old "
	    "one away first.");
	assert_holds("plan", "old", 3);
	/* a link that leads nowhere is a name too */
	assert_int_equal(symlink("nowhere", "link"), 0);
	assert_false(outfile_write("link", "new", 3, false, &err));
	assert_int_equal(err.code, ERR_USER);
	assert_int_equal(names_in("."), 2);
	assert_true(outfile_write("plan", "newer", 5, true, &err));
	assert_holds("plan", "newer", 5);
	assert_int_equal(names_in("."), 2);
}

static void
test_write_refused(void **state)
{
	static const struct {
		const char *path;
		enum error_code code;
		const char *text;
	} cases[] = {
	    {"missing/plan", ERR_IO, "missing/plan could not be written because "
	        "its folder is not there. Check the name, or make the folder "
	        "first."},
	    {"file/plan", ERR_IO, "file/plan could not be written because part "
	        "of its name is a file, not a folder. Check the name."},
	    {"folder", ERR_IO, "folder could not be written because it is a "
	        "folder. Give the name of a file."},
	};

	(void)state;
	assert_true(outfile_write("file", "x", 1, false, NULL));
	assert_int_equal(mkdir("folder", 0700), 0);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err = {.text = ""};

		assert_false(outfile_write(cases[i].path, "x", 1, true, &err));
		assert_int_equal(err.code, cases[i].code);
		assert_string_equal(err.text, cases[i].text);
	}
	assert_int_equal(names_in("."), 2);
	assert_int_equal(names_in("folder"), 0);
}

/* A file that grows too large stands for a full disk: what was there stays. */
static void
test_full(void **state)
{
	struct rlimit old, small;
	struct error err = {.text = ""};
	char data[20000] = {0};

	(void)state;
	assert_true(outfile_write("plan", "old", 3, false, &err));
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = (struct rlimit){.rlim_cur = 5000, .rlim_max = old.rlim_max};
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_false(outfile_write("plan", data, sizeof data, true, &err));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_int_equal(err.code, ERR_FULL);
	assert_holds("plan", "old", 3);
	assert_int_equal(names_in("."), 1);
}

static void
test_read_refused(void **state)
{
	static const struct {
		const char *path;
		enum error_code code;
		const char *text;
	} cases[] = {
	    {"missing", ERR_IO, "missing could not be read because it or its "
	        "folder is not there. Check the name."},
	    {".", ERR_IO, ". could not be read because it is a folder. Give the "
	        "name of a file."},
	    {"pipe", ERR_IO, "pipe could not be read because it is not an "
	        "ordinary file. Check the name."},
	    {"five", ERR_USER, "five is too large: the most that can be read is "
	        "4 bytes. Check that it is the right file."},
	};

	(void)state;
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_true(outfile_write("five", "12345", 5, false, NULL));
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err = {.text = ""};
		char *data = NULL;
		size_t len = 77;

		assert_false(infile_read(cases[i].path, 4, &data, &len, &err));
		assert_int_equal(err.code, cases[i].code);
		assert_string_equal(err.text, cases[i].text);
		assert_null(data);
		assert_int_equal(len, 77);
	}
}

static void
test_read_at_the_limit(void **state)
{
	char *data;
	size_t len;

	(void)state;
	assert_true(outfile_write("five", "12345", 5, false, NULL));
	assert_true(infile_read("five", 5, &data, &len, NULL));
	assert_int_equal(len, 5);
	free(data);
	assert_true(infile_read("five", SIZE_MAX, &data, &len, NULL));
	assert_string_equal(data, "12345");
	free(data);
	assert_true(outfile_write("none", "", 0, false, NULL));
	assert_true(infile_read("none", 0, &data, &len, NULL));
	assert_string_equal(data, "");
	free(data);
}

static void
test_folders(void **state)
{
	static const char *const paths[] = {"a", "a/b/c", "a//b///d/", "./e/f",
	    "a/b/c", "."};
	struct error err = {.text = ""};
	struct stat info;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
		assert_true(folder_make(paths[i], &err));
		assert_int_equal(stat(paths[i], &info), 0);
		assert_true(S_ISDIR(info.st_mode));
	}
	assert_int_equal(stat("a/b", &info), 0);
	assert_int_equal(info.st_mode & 07777, 0700);
	assert_true(folder_make(folder, &err)); /* from the root down */
	assert_int_equal(names_in("a/b"), 2);
}

static void
test_folder_refused(void **state)
{
	static const char *const paths[] = {"file", "file/", "file/below"};

	(void)state;
	assert_true(outfile_write("file", "x", 1, false, NULL));
	for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
		struct error err = {.text = ""};

		assert_false(folder_make(paths[i], &err));
		assert_int_equal(err.code, ERR_IO);
		assert_non_null(strstr(err.text, "could not be made because "
		    "part of its name is a file, not a folder."));
	}
	assert_false(folder_make("", NULL));
}

int
main(void)
{
#define IN_FOLDER(test)                                                        \
	cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)
	const struct CMUnitTest tests[] = {
	    IN_FOLDER(test_write_and_read),
	    IN_FOLDER(test_large),
	    IN_FOLDER(test_never_replaces_unasked),
	    IN_FOLDER(test_write_refused),
	    IN_FOLDER(test_full),
	    IN_FOLDER(test_read_refused),
	    IN_FOLDER(test_read_at_the_limit),
	    IN_FOLDER(test_folders),
	    IN_FOLDER(test_folder_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
