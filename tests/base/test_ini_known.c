#include "config.h"

#include "base/ini_known.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/ini.h"
#include "base/outfile.h"

#define SEED UINT64_C(20261116)

static char folder[] = "/tmp/oneplan-known-XXXXXX";
static char *cache, *path; /* a folder that is not there yet, and a note in it */

static int
make_folder(void **state)
{
	struct buf text;

	(void)state;
	memcpy(strchr(folder, '\0') - 6, "XXXXXX", 6);
	if (!mkdtemp(folder))
		return -1;
	buf_init(&text);
	buf_addf(&text, "%s/cache", folder);
	cache = buf_take(&text);
	buf_addf(&text, "%s/forms.noted", cache);
	path = buf_take(&text);
	return 0;
}

static int
remove_folder(void **state)
{
	(void)state;
	(void)unlink(path);
	(void)rmdir(cache);
	free(path);
	free(cache);
	return rmdir(folder);
}

/* Notes COUNT texts: "text 0" and so on. */
static void
note(int first, int count)
{
	struct ini_known *known = ini_known_load(path);
	char text[32];

	for (int i = first; i < first + count; i++) {
		snprintf(text, sizeof text, "text %d", i);
		ini_known_add(known, text, strlen(text));
	}
	ini_known_save(known, path);
	ini_known_free(known);
}

/* How many of the first COUNT texts does the file know? */
static int
known_of(int first, int count)
{
	struct ini_known *known = ini_known_load(path);
	char text[32];
	int found = 0;

	for (int i = first; i < first + count; i++) {
		snprintf(text, sizeof text, "text %d", i);
		found += ini_known_has(known, text, strlen(text));
	}
	ini_known_free(known);
	return found;
}

static void
test_knows_what_was_added(void **state)
{
	struct ini_known *known = ini_known_load(path);

	(void)state;
	assert_false(ini_known_has(known, "", 0));
	assert_false(ini_known_has(NULL, "a", 1));
	ini_known_add(NULL, "a", 1); /* nothing happens */
	ini_known_save(known, path); /* nothing to write */
	assert_int_equal(access(path, F_OK), -1);
	ini_known_add(known, "", 0);
	assert_true(ini_known_has(known, "", 0));
	assert_false(ini_known_has(known, "\0", 1));
	ini_known_free(known);

	note(0, 20);
	assert_int_equal(known_of(0, 40), 20);
	note(20, 1);
	assert_int_equal(known_of(0, 40), 21);
}

/* Every one of these is another text. */
static void
test_one_byte_differs(void **state)
{
	struct ini_known *known = ini_known_load(path);
	char text[] = "label = \"What do you like to be called?\"";
	const size_t len = sizeof text - 1;

	(void)state;
	ini_known_add(known, text, len);
	for (size_t i = 0; i < len; i++) {
		text[i] ^= 1;
		assert_false(ini_known_has(known, text, len));
		text[i] ^= 1;
		assert_false(ini_known_has(known, text, i));
	}
	assert_true(ini_known_has(known, text, len));
	ini_known_free(known);
}

static void
test_forgets_the_oldest(void **state)
{
	(void)state;
	for (int i = 0; i < 300; i += 10)
		note(i, 10);
	assert_int_equal(known_of(44, 256), 256);
	assert_int_equal(known_of(0, 44), 0);
	note(300, 300); /* more than there is room for at once */
	assert_int_equal(known_of(344, 256), 256);
}

static void
test_not_to_be_relied_on(void **state)
{
	struct error err;

	(void)state;
	note(0, 3);
	assert_int_equal(chmod(path, 0620), 0);
	assert_int_equal(known_of(0, 3), 0);
	assert_int_equal(chmod(path, 0602), 0);
	assert_int_equal(known_of(0, 3), 0);
	assert_int_equal(chmod(path, 0600), 0);
	assert_int_equal(known_of(0, 3), 3);
	if (geteuid() == 0) { /* only root can give it to somebody else */
		assert_int_equal(chown(path, 12345, (gid_t)-1), 0);
		assert_int_equal(known_of(0, 3), 0);
	}
	/* it is made anew, as ours */
	note(5, 1);
	assert_int_equal(known_of(0, 10), geteuid() == 0 ? 1 : 4);

	assert_true(outfile_write(path, "oneplan 0: forms\n0123456789abcdef",
	    33, true, &err));
	assert_int_equal(known_of(0, 10), 0);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(known_of(0, 10), 0);
	note(0, 1); /* cannot be written, and nobody minds */
	assert_int_equal(rmdir(path), 0);
	assert_int_equal(symlink("elsewhere", path), 0);
	assert_int_equal(known_of(0, 10), 0);
	note(0, 1); /* the link goes, not what it points to */
	assert_int_equal(known_of(0, 10), 1);
}

static uint64_t
next_random(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return *seed >> 33;
}

static bool
reads_well(const char *ini_path, struct ini_known *known)
{
	struct ini *ini;
	bool well = ini_load_known(ini_path, known, &ini, NULL, NULL);

	assert_int_equal(ini->section_count, well ? 1 : 0);
	if (well)
		assert_string_equal(ini_value(&ini->sections[0], "a"), "B");
	ini_free(ini);
	return well;
}

/* However the note is damaged, a good file reads as it is and a bad one is
 * refused, even one that the note says was in order. */
static void
test_damaged(void **state)
{
	static const char good[] = "[form]\na = \"B\"\n";
	static const char bad[] = "[form]\na = B\n";
	uint64_t seed = SEED;
	struct ini_known *known = ini_known_load(path);
	struct error err;
	char *whole, good_path[256], bad_path[256];
	size_t len;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	snprintf(good_path, sizeof good_path, "%s/good.ini", folder);
	snprintf(bad_path, sizeof bad_path, "%s/bad.ini", folder);
	assert_true(outfile_write(good_path, good, sizeof good - 1, true,
	    &err));
	assert_true(outfile_write(bad_path, bad, sizeof bad - 1, true, &err));
	ini_known_add(known, bad, sizeof bad - 1);
	assert_true(reads_well(good_path, known));
	assert_true(ini_known_has(known, good, sizeof good - 1));
	ini_known_save(known, path);
	ini_known_free(known);
	assert_true(infile_read(path, 65536, &whole, &len, &err));
	for (int i = 0; i < 500; i++) {
		size_t keep = next_random(&seed) % (len + 1);
		size_t at = next_random(&seed) % len;
		char was = whole[at];
		FILE *file;

		whole[at] = (char)next_random(&seed);
		file = fopen(path, "w");
		assert_non_null(file);
		assert_int_equal(fwrite(whole, 1, keep, file), keep);
		assert_int_equal(fclose(file), 0);
		whole[at] = was;
		known = ini_known_load(path);
		assert_true(reads_well(good_path, known));
		assert_false(reads_well(bad_path, known));
		ini_known_free(known);
	}
	free(whole);
	assert_int_equal(unlink(good_path), 0);
	assert_int_equal(unlink(bad_path), 0);
}

#define ONE(test)                                                              \
	cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ONE(test_knows_what_was_added),
		ONE(test_one_byte_differs),
		ONE(test_forgets_the_oldest),
		ONE(test_not_to_be_relied_on),
		ONE(test_damaged),
	};

	umask(022);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
