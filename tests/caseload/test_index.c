#include "config.h"

#include "caseload/index.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/sql.h"
#include "scene.h"

static void
make_foreign_index(const struct scene *scene)
{
	struct sql *sql;
	struct error err;

	assert_int_equal(unlink(scene->index), 0);
	assert_true(sql_open(scene->index, SQL_CACHE, NULL, &sql, &err));
	assert_true(sql_exec(sql, "CREATE TABLE plan(a, b);"
				  "CREATE TABLE letters(c);"
				  "PRAGMA user_version = 1", &err));
	sql_close(sql);
}

static void
test_the_index_can_be_thrown_away(void **state)
{
	const struct scene *scene = *state;
	static const char files[] =
	    "b.oneplan a.oneplan plan-2026-11-16-1.oneplan";
	static const char garbage[] = "this was never an index of anything, "
				      "and is long enough to look at";
	struct caseload *caseload;
	struct stat st;
	FILE *out;

	make_three(scene);
	caseload_close(open_caseload(scene));
	assert_int_equal(stat(scene->index, &st), 0);
	assert_int_equal(st.st_mode & 077, 0); /* it has names in it */

	assert_int_equal(unlink(scene->index), 0);
	caseload = open_caseload(scene);
	assert_files(caseload, files);
	assert_int_equal(caseload_files_read(caseload), 3);
	caseload_close(caseload);

	out = fopen(scene->index, "w");
	assert_non_null(out);
	fputs(garbage, out);
	fclose(out);
	caseload = open_caseload(scene);
	assert_files(caseload, files);
	assert_int_equal(caseload_files_read(caseload), 3);
	caseload_close(caseload);
	caseload = open_caseload(scene);
	assert_int_equal(caseload_files_read(caseload), 0);
	caseload_close(caseload);

	/* cut in the middle: found out only while reading */
	assert_int_equal(truncate(scene->index, 4096), 0);
	caseload = open_caseload(scene);
	assert_files(caseload, files);
	caseload_close(caseload);
	caseload = open_caseload(scene);
	assert_files(caseload, files);
	caseload_close(caseload);

	/* of another version, or what else keeps such files */
	make_foreign_index(scene);
	caseload = open_caseload(scene);
	assert_files(caseload, files);
	assert_int_equal(caseload_files_read(caseload), 3);
	caseload_close(caseload);
	caseload = open_caseload(scene);
	assert_int_equal(caseload_files_read(caseload), 0);
	caseload_close(caseload);

	/* where no index can be, it is done without */
	assert_int_equal(unlink(scene->index), 0);
	assert_int_equal(mkdir(scene->index, 0700), 0);
	caseload = open_caseload(scene);
	assert_files(caseload, files);
	assert_int_equal(caseload_files_read(caseload), 3);
	caseload_close(caseload);
	assert_int_equal(stat(scene->index, &st), 0);
	assert_true(S_ISDIR(st.st_mode));
}

static void
test_two_folders_share_an_index(void **state)
{
	const struct scene *scene = *state;
	struct scene other = *scene;
	static const struct summary ann = { .name = "Ann Other" };
	struct caseload *caseload;

	make_three(scene);
	snprintf(other.folder, sizeof other.folder, "%s/second", scene->top);
	make_plan(&other, "a.oneplan", &ann, 200);
	caseload_close(open_caseload(scene));
	caseload_close(open_caseload(&other));
	caseload = open_caseload(scene);
	assert_int_equal(caseload_files_read(caseload), 0);
	assert_string_equal(caseload_row(caseload, 1)->name, "Kwame Redfern");
	caseload_close(caseload);
	caseload = open_caseload(&other);
	assert_int_equal(caseload_files_read(caseload), 0);
	assert_string_equal(caseload_row(caseload, 0)->name, "Ann Other");
	caseload_close(caseload);
}

/* An index that may be read but not written is no use, and no trouble. */
static const char *
check_read_only_index(const struct scene *scene)
{
	static struct error err; /* outlives its text */
	struct caseload *caseload;

	for (int time = 0; time < 2; time++) {
		if (!caseload_open(scene->folder, scene->index, &caseload,
			&err))
			return err.text;
		if (caseload_count(caseload) != 3)
			return "three plans were expected";
		caseload_close(caseload);
	}
	return NULL;
}

static void
test_read_only_index(void **state)
{
	const struct scene *scene = *state;
	static const char *const files[] = { "a.oneplan", "b.oneplan",
		"plan-2026-11-16-1.oneplan" };
	struct buf folder;
	char *path;

	make_three(scene);
	caseload_close(open_caseload(scene));
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		path = path_of(scene, files[i]);
		assert_int_equal(chmod(path, 0444), 0);
		free(path);
	}
	assert_int_equal(chmod(scene->folder, 0755), 0);
	assert_int_equal(chmod(scene->index, 0444), 0);
	buf_init(&folder);
	buf_addf(&folder, "%s/cache", scene->top);
	assert_int_equal(chmod(folder.data, 0555), 0);
	buf_add(&folder, "/oneplan");
	assert_int_equal(chmod(folder.data, 0555), 0);
	run_without_rights(scene, check_read_only_index);
	assert_int_equal(chmod(folder.data, 0700), 0);
	buf_clear(&folder);
}

/* Damage that shows only while the list is open. */
static void
test_the_index_breaks(void **state)
{
	const struct scene *scene = *state;
	struct caseload *caseload;
	FILE *file;

	make_plenty(scene);
	caseload_close(open_caseload(scene));
	caseload = begin_caseload(scene);
	file = fopen(scene->index, "r+");
	assert_non_null(file);
	fseek(file, 8192, SEEK_SET);
	for (int i = 0; i < 400000; i++)
		fputc(0x5a, file);
	fclose(file);
	work(caseload);
	assert_int_equal(caseload_count(caseload), PLENTY);
	assert_string_equal(caseload_row(caseload, 0)->name, "Zoë Hart");
	caseload_close(caseload);
	caseload = begin_caseload(scene);
	work(caseload);
	assert_int_equal(caseload_count(caseload), PLENTY);
	caseload_close(caseload);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_the_index_can_be_thrown_away),
		CASE(test_two_folders_share_an_index),
		CASE(test_read_only_index),
		CASE(test_the_index_breaks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
