/* Files of a pack: their names, in a folder, in a zip and in a manifest; and
 * nothing trusted that comes back. */
#include "config.h"

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
#include "export/files.h"
#include "export/manifest.h"
#include "export/zipped.h"

#define SEED 20261116u

static const struct date day = { 2026, 11, 16 };

static void
names(void **state)
{
	static const struct {
		const char *path;
		bool ok;
	} cases[] = {
		{ "SEAL.sha256", true },
		{ "person/plan.html", true },
		{ "a/b/c/d", true },
		{ "caf\xc3\xa9", true },
		{ "..x/y..", true },
		{ "", false },
		{ "/etc/passwd", false },
		{ "../up", false },
		{ "person/../up", false },
		{ "person/..", false },
		{ "./a", false },
		{ "a//b", false },
		{ "a/", false },
		{ "a\\b", false },
		{ "a\nb", false },
		{ "a\x1b[2J", false },
		{ "a\x7f", false },
		{ "caf\xe9", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (files_path_ok(cases[i].path) != cases[i].ok)
			fail_msg("\"%s\"", cases[i].path);
}

/* --- a zip --- */

static void
some_files(struct files *files)
{
	*files = (struct files){ 0 };
	buf_add(files_add(files, "SEAL.sha256"), "the seal\n");
	buf_add_bytes(files_add(files, "person/odd.bin"), "\0\1\2\xff", 4);
	(void)files_add(files, "person/empty.txt");
	buf_add(files_add(files, "person/plan.html"), "<p>Kwame</p>\n");
}

static void
assert_same_files(const struct files *a, const struct files *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert_string_equal(a->items[i].path, b->items[i].path);
		assert_int_equal(a->items[i].bytes.len, b->items[i].bytes.len);
		assert_memory_equal(a->items[i].bytes.data,
		    b->items[i].bytes.data, a->items[i].bytes.len);
		assert_false(b->items[i].broken);
	}
}

static void
zip_of(const struct files *files, const char *passphrase, struct buf *out)
{
	struct error err;

	buf_init(out);
	if (!zipped_write(files, day, passphrase, out, &err))
		fail_msg("%s", err.text);
	assert_true(zipped_is(out->data, out->len));
}

static void
zip_out_and_back(void **state)
{
	struct files files, back;
	struct buf zip, again;
	struct error err;

	(void)state;
	some_files(&files);
	zip_of(&files, NULL, &zip);
	/* whatever the zone, and whenever it is made */
	assert_int_equal(setenv("TZ", "Pacific/Auckland", 1), 0);
	zip_of(&files, NULL, &again);
	assert_int_equal(setenv("TZ", "UTC", 1), 0);
	assert_int_equal(zip.len, again.len);
	assert_memory_equal(zip.data, again.data, zip.len);
	/* stored, not pressed together: its words stand there as they are */
	assert_non_null(memmem(zip.data, zip.len, "<p>Kwame</p>", 12));
	assert_true(zipped_read(zip.data, zip.len, NULL, &back, &err));
	assert_same_files(&files, &back);
	files_clear(&back);
	buf_clear(&zip);
	buf_clear(&again);
	files_clear(&files);
}

static void
encrypted_zip(void **state)
{
	static const char pass[] = "horse battery staple correct";
	struct files files, back;
	struct error err;
	struct buf zip;

	(void)state;
	some_files(&files);
	zip_of(&files, pass, &zip);
	assert_null(memmem(zip.data, zip.len, "Kwame", 5));
	assert_true(zipped_read(zip.data, zip.len, pass, &back, &err));
	assert_same_files(&files, &back);
	files_clear(&back);
	assert_false(zipped_read(zip.data, zip.len, NULL, &back, &err));
	assert_int_equal(err.code, ERR_DENIED);
	assert_non_null(strstr(err.text, "encrypted"));
	files_clear(&back);
	assert_false(zipped_read(zip.data, zip.len, "not this", &back, &err));
	assert_int_equal(err.code, ERR_DENIED);
	assert_non_null(strstr(err.text, "not the passphrase"));
	files_clear(&back);
	buf_clear(&zip);
	files_clear(&files);
}

/* One byte of what stands in a file changed: the file is named, not the zip
 * refused. */
static void
changed_in_a_zip(void **state)
{
	struct files files, back;
	struct error err;
	struct buf zip;
	char *at;

	(void)state;
	some_files(&files);
	zip_of(&files, NULL, &zip);
	at = memmem(zip.data, zip.len, "Kwame", 5);
	assert_non_null(at);
	*at = 'X';
	assert_true(zipped_read(zip.data, zip.len, NULL, &back, &err));
	for (size_t i = 0; i < back.count; i++)
		assert_int_equal(back.items[i].broken, i == 3);
	files_clear(&back);
	buf_clear(&zip);
	files_clear(&files);
}

/* Names that climb out of the folder, and the same name twice. */
static void
evil_names(void **state)
{
	static const char *const evil[] = { "../../up", "/etc/passwd",
		"person\\plan.html" };
	struct files files, back;
	struct error err;
	struct buf zip;
	char *at;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(evil); i++) {
		files = (struct files){ 0 };
		buf_add(files_add(&files, evil[i]), "x");
		zip_of(&files, NULL, &zip);
		assert_false(
		    zipped_read(zip.data, zip.len, NULL, &back, &err));
		files_clear(&back);
		buf_clear(&zip);
		files_clear(&files);
	}
	buf_add(files_add(&files, "aa"), "1");
	buf_add(files_add(&files, "ab"), "2");
	zip_of(&files, NULL, &zip);
	while ((at = memmem(zip.data, zip.len, "ab", 2)) != NULL)
		at[1] = 'a';
	assert_false(zipped_read(zip.data, zip.len, NULL, &back, &err));
	files_clear(&back);
	buf_clear(&zip);
	files_clear(&files);
}

/* Nothing that is done to a zip does more than refuse it or break a file. */
static void
mutated_zips(void **state)
{
	uint32_t random = SEED;
	struct files files;
	struct buf zip;
	char *copy;

	(void)state;
	print_message("# seed %u\n", SEED);
	some_files(&files);
	zip_of(&files, NULL, &zip);
	copy = xmalloc(zip.len);
	for (int run = 0; run < 3000; run++) {
		struct error err = { .text = "" };
		struct files back;
		size_t len = zip.len;

		memcpy(copy, zip.data, zip.len);
		for (int n = 0; n < 3; n++) {
			random = random * 1664525u + 1013904223u;
			copy[(random >> 8) % zip.len] = (char)random;
		}
		if (run % 3 == 0)
			len = (random >> 4) % zip.len;
		if (!zipped_read(copy, len, NULL, &back, &err))
			assert_true(err.text[0] != '\0');
		files_clear(&back);
	}
	free(copy);
	buf_clear(&zip);
	files_clear(&files);
}

/* --- a folder --- */

static void
write_file(const char *dir, const char *name, const char *text)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void
folder(void **state)
{
	char dir[] = "/tmp/oneplan-files-XXXXXX", inner[64], path[96];
	struct files files;
	struct error err;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(inner, sizeof inner, "%s/person", dir);
	assert_int_equal(mkdir(inner, 0700), 0);
	write_file(dir, "SEAL.sha256", "seal");
	write_file(inner, "b.txt", "b");
	write_file(inner, "a.txt", "a");
	snprintf(path, sizeof path, "%s/link", inner);
	assert_int_equal(symlink("/etc/passwd", path), 0);
	if (!files_read_folder(dir, &files, &err))
		fail_msg("%s", err.text);
	assert_int_equal(files.count, 3);
	assert_string_equal(files.items[0].path, "SEAL.sha256");
	assert_string_equal(files.items[1].path, "person/a.txt");
	assert_string_equal(files.items[2].path, "person/b.txt");
	assert_string_equal(files.items[2].bytes.data, "b");
	files_clear(&files);
	unlink(path);
	snprintf(path, sizeof path, "%s/a.txt", inner);
	unlink(path);
	snprintf(path, sizeof path, "%s/b.txt", inner);
	unlink(path);
	rmdir(inner);
	snprintf(path, sizeof path, "%s/SEAL.sha256", dir);
	unlink(path);
	assert_int_equal(rmdir(dir), 0);
	assert_false(files_read_folder(dir, &files, &err));
	files_clear(&files);
}

/* --- a manifest --- */

/* As sha256sum prints it for a file that holds abc (FIPS 180-2, B.1). */
#define ABC                                                                    \
	"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void
manifest_out_and_back(void **state)
{
	struct digest digest = digest_of("abc", 3);
	struct manifest manifest;
	struct error err;
	struct buf text;

	(void)state;
	buf_init(&text);
	manifest_add(&text, "plan.html", &digest);
	assert_string_equal(text.data, ABC "  plan.html\n");
	assert_true(manifest_read(text.data, text.len, &manifest, &err));
	assert_int_equal(manifest.count, 1);
	assert_memory_equal(&manifest.items[0].digest, &digest,
	    sizeof digest);
	assert_non_null(manifest_find(&manifest, "plan.html"));
	assert_null(manifest_find(&manifest, "plan"));
	manifest_clear(&manifest);
	buf_clear(&text);
}

static void
manifests_are_not_trusted(void **state)
{
	static const struct {
		const char *text;
		int line; /* where it goes wrong; 0: nowhere */
	} cases[] = {
		{ "", 0 },
		{ ABC "  a", 0 },
		{ ABC "  a\n", 0 },
		{ ABC "  a\n" ABC "  b\n", 0 },
		{ "\n", 1 },
		{ ABC "\n", 1 },
		{ ABC "  \n", 1 },
		{ ABC " a\n", 1 },
		{ "g" ABC "  a\n", 1 },
		{ ABC "  a\nno\n", 2 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err = { .text = "" };
		struct manifest manifest;
		char said[32];

		snprintf(said, sizeof said, "Line %d ", cases[i].line);
		if (manifest_read(cases[i].text, strlen(cases[i].text),
			&manifest, &err) != (cases[i].line == 0) ||
		    (cases[i].line > 0 && strncmp(err.text, said, 7) != 0))
			fail_msg("\"%s\": %s", cases[i].text, err.text);
		manifest_clear(&manifest);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(names),
		cmocka_unit_test(zip_out_and_back),
		cmocka_unit_test(encrypted_zip),
		cmocka_unit_test(changed_in_a_zip),
		cmocka_unit_test(evil_names),
		cmocka_unit_test(mutated_zips),
		cmocka_unit_test(folder),
		cmocka_unit_test(manifest_out_and_back),
		cmocka_unit_test(manifests_are_not_trusted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
