#include "config.h"

#include "caseload/caseload.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/outfile.h"
#include "scene.h"

static void
test_missing_folder_is_empty(void **state)
{
	const struct scene *scene = *state;
	struct caseload *caseload = open_caseload(scene);
	struct stat st;

	assert_int_equal(caseload_count(caseload), 0);
	assert_int_equal(caseload_total(caseload), 0);
	caseload_close(caseload);
	assert_int_equal(stat(scene->folder, &st), -1);
}

static void
test_a_file_is_no_folder(void **state)
{
	const struct scene *scene = *state;
	struct caseload *caseload;
	struct error err = { 0 };
	char *path = path_of(scene, "letter");

	make_file(scene, "letter", "x", 1);
	assert_false(caseload_open(path, NULL, &caseload, &err));
	free(path);
	assert_non_null(strstr(err.text, "is not a folder"));
}

static void
test_a_row_says_what_the_plan_says(void **state)
{
	const struct scene *scene = *state;
	const struct caseload_row *row;
	struct caseload *caseload;
	char *path;

	make_three(scene);
	/* the second time the row comes from the index: it says the same */
	for (int time = 0; time < 2; time++) {
		caseload = open_caseload(scene);
		assert_int_equal(caseload_files_read(caseload),
		    time == 0 ? 3 : 0);
		row = caseload_row(caseload, 0);
		assert_string_equal(row->file, "b.oneplan");
		assert_string_equal(row->name, "Zoë Hart");
		assert_string_equal(row->stage, "draft");
		assert_string_equal(row->next_due, "2026-12-01");
		assert_string_equal(row->coordinator, "Priya Raman");
		assert_string_equal(row->nhs_number, "9990000018");
		assert_string_equal(row->born, "1992-04-03");
		assert_string_equal(row->kinds, "");
		assert_int_equal(row->done, 3);
		assert_int_equal(row->asked, 35);
		assert_true(row->has_money);
		assert_int_equal(row->indicative_pence, 245000);
		assert_int_equal(row->planned_pence, 238000);
		assert_false(row->training);
		assert_true(row->changed > 0);
		assert_null(row->problem);
		path = caseload_path(caseload, row);
		assert_int_equal(access(path, F_OK), 0);
		free(path);
		caseload_close(caseload);
	}
}

static void
test_files_with_problems_are_listed(void **state)
{
	const struct scene *scene = *state;
	struct caseload *caseload;
	char *path, *whole;
	size_t len;
	struct error err;

	make_three(scene);
	path = path_of(scene, "a.oneplan");
	assert_true(infile_read(path, 1 << 20, &whole, &len, &err));
	free(path);
	make_file(scene, "cut.oneplan", whole, len / 2);
	free(whole);
	make_file(scene, "empty.oneplan", "", 0);
	make_file(scene, "letter.oneplan", "Dear Kwame", 10);
	path = path_of(scene, "folder.oneplan");
	assert_int_equal(mkdir(path, 0700), 0);
	free(path);
	path = path_of(scene, "link.oneplan");
	assert_int_equal(symlink("nowhere", path), 0);
	free(path);
	path = path_of(scene, "pipe.oneplan");
	assert_int_equal(mkfifo(path, 0600), 0);
	free(path);
	/* not for us */
	make_file(scene, "notes.txt", "x", 1);
	make_file(scene, ".hidden.oneplan", "x", 1);
	make_file(scene, ".oneplan", "x", 1);
	make_file(scene, "a.oneplan.bak", "x", 1);

	for (int time = 0; time < 2; time++) {
		caseload = open_caseload(scene);
		assert_files(caseload,
		    "b.oneplan a.oneplan plan-2026-11-16-1.oneplan "
		    "cut.oneplan empty.oneplan folder.oneplan letter.oneplan "
		    "link.oneplan pipe.oneplan");
		assert_int_equal(caseload_total(caseload), 9);
		assert_int_equal(caseload_problems(caseload), 6);
		for (size_t i = 3; i < 9; i++) {
			const struct caseload_row *row =
			    caseload_row(caseload, i);

			assert_non_null(row->problem);
			assert_string_equal(row->name, "");
			assert_int_equal(
			    row->problem[strlen(row->problem) - 1], '.');
		}
		caseload_close(caseload);
	}
}

static void
test_only_changed_files_are_read(void **state)
{
	const struct scene *scene = *state;
	struct caseload *caseload;
	struct error err;
	char *path;

	make_three(scene);
	caseload = open_caseload(scene);
	assert_int_equal(caseload_files_read(caseload), 3);
	assert_true(caseload_refresh(caseload, &err));
	assert_int_equal(caseload_files_read(caseload), 0);

	path = path_of(scene, "a.oneplan");
	set_age(path, 50);
	assert_true(caseload_refresh(caseload, &err));
	assert_int_equal(caseload_files_read(caseload), 1);
	assert_true(caseload_refresh(caseload, &err));
	assert_int_equal(caseload_files_read(caseload), 0);

	/* a file written just now is read again each time */
	set_age(path, 0);
	assert_true(caseload_refresh(caseload, &err));
	assert_true(caseload_refresh(caseload, &err));
	assert_int_equal(caseload_files_read(caseload), 1);

	assert_int_equal(unlink(path), 0);
	free(path);
	assert_true(caseload_refresh(caseload, &err));
	assert_files(caseload, "b.oneplan plan-2026-11-16-1.oneplan");
	assert_int_equal(caseload_files_read(caseload), 0);
	caseload_close(caseload);
}

static void
test_filter(void **state)
{
	static const struct {
		const char *text, *files;
	} cases[] = {
		{ NULL, "b.oneplan a.oneplan plan-2026-11-16-1.oneplan" },
		{ "", "b.oneplan a.oneplan plan-2026-11-16-1.oneplan" },
		{ "zoe", "b.oneplan" },
		{ "ZOË", "b.oneplan" },
		{ "hart zo", "b.oneplan" },
		{ "  red   kwa ", "a.oneplan" },
		{ "priya", "b.oneplan" },
		{ "999 000 0026", "a.oneplan" },
		{ "plan-2026", "plan-2026-11-16-1.oneplan" },
		{ "draft", "b.oneplan a.oneplan plan-2026-11-16-1.oneplan" },
		{ "kwame hart", "" },
		{ "nobody at all", "" },
	};
	const struct scene *scene = *state;
	struct caseload *caseload;

	make_three(scene);
	caseload = open_caseload(scene);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		caseload_filter(caseload, cases[i].text);
		assert_files(caseload, cases[i].files);
		assert_int_equal(caseload_total(caseload), 3);
	}
	caseload_close(caseload);
}

static void
test_order(void **state)
{
	const struct scene *scene = *state;
	struct caseload *caseload;
	struct error err;

	make_three(scene);
	make_file(scene, "0-letter.oneplan", "Dear Kwame", 10);
	caseload = open_caseload(scene);
	caseload_sort(caseload, CASELOAD_BY_DUE);
	assert_files(caseload, "b.oneplan a.oneplan "
			       "plan-2026-11-16-1.oneplan 0-letter.oneplan");
	caseload_sort(caseload, CASELOAD_BY_NAME);
	assert_files(caseload, "b.oneplan a.oneplan "
			       "plan-2026-11-16-1.oneplan 0-letter.oneplan");
	/* order and filter outlast a refresh */
	caseload_sort(caseload, CASELOAD_BY_DUE);
	caseload_filter(caseload, "t");
	assert_true(caseload_refresh(caseload, &err));
	assert_files(caseload, "b.oneplan a.oneplan "
			       "plan-2026-11-16-1.oneplan 0-letter.oneplan");
	caseload_sort(caseload, CASELOAD_BY_CHANGED);
	for (size_t i = 1; i < 3; i++)
		assert_true(caseload_row(caseload, i - 1)->changed >=
		    caseload_row(caseload, i)->changed);
	assert_string_equal(caseload_row(caseload, 3)->file,
	    "0-letter.oneplan");
	caseload_close(caseload);
}

static void
test_three_hundred(void **state)
{
	const struct scene *scene = *state;
	struct caseload *caseload;
	char *path, *whole, file[32];
	size_t len;
	struct error err;

	make_three(scene);
	path = path_of(scene, "b.oneplan");
	assert_true(infile_read(path, 1 << 20, &whole, &len, &err));
	free(path);
	for (int i = 0; i < 297; i++) {
		snprintf(file, sizeof file, "copy-%03d.oneplan", i);
		make_file(scene, file, whole, len);
	}
	free(whole);
	caseload = open_caseload(scene);
	assert_int_equal(caseload_count(caseload), 300);
	assert_int_equal(caseload_problems(caseload), 0);
	assert_string_equal(caseload_row(caseload, 0)->name, "Zoë Hart");
	assert_string_equal(caseload_row(caseload, 298)->name,
	    "Kwame Redfern");
	assert_string_equal(caseload_row(caseload, 299)->name, "");
	caseload_filter(caseload, "copy-29");
	assert_int_equal(caseload_count(caseload), 7);
	caseload_close(caseload);
	caseload = open_caseload(scene);
	assert_int_equal(caseload_files_read(caseload), 0);
	assert_int_equal(caseload_count(caseload), 300);
	caseload_close(caseload);
}

static void
test_new_path(void **state)
{
	static const struct {
		const char *name, *file;
	} cases[] = {
		{ "Kwame Redfern", "kwame-redfern.oneplan" },
		{ "  Kwame   Redfern ", "kwame-redfern.oneplan" },
		{ "José O'Brien-Núñez", "jose-obrien-nunez.oneplan" },
		{ "../../etc/passwd", "etc-passwd.oneplan" },
		{ "-rf *", "rf.oneplan" },
		{ "Ann\nOther\x1b[2J", "ann-other-2j.oneplan" },
		{ "王小明", "plan-2026-11-16-1.oneplan" },
		{ "", "plan-2026-11-16-1.oneplan" },
		{ NULL, "plan-2026-11-16-1.oneplan" },
		{ "An extraordinarily long name that goes on and on and on "
		  "without any end in sight whatever",
		    "an-extraordinarily-long-name-that-goes-on-and-on-and-on-"
		    "with.oneplan" },
	};
	const struct scene *scene = *state;
	struct error err;
	char *path, *expected;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		expected = path_of(scene, cases[i].file);
		assert_true(caseload_new_path(scene->folder, cases[i].name,
		    &path, &err));
		assert_string_equal(path, expected);
		free(path);
		free(expected);
	}
}

static void
test_new_path_is_never_taken(void **state)
{
	const struct scene *scene = *state;
	struct error err;
	char *path, *link;

	make_file(scene, "kwame-redfern.oneplan", "x", 1);
	make_file(scene, "kwame-redfern-2.oneplan", "x", 1);
	link = path_of(scene, "kwame-redfern-3.oneplan");
	assert_int_equal(symlink("nowhere", link), 0);
	free(link);
	assert_true(caseload_new_path(scene->folder, "Kwame Redfern",
	    &path, &err));
	assert_non_null(strstr(path, "/kwame-redfern-4.oneplan"));
	free(path);
	make_file(scene, "plan-2026-11-16-1.oneplan", "x", 1);
	assert_true(caseload_new_path(scene->folder, NULL, &path, &err));
	assert_non_null(strstr(path, "/plan-2026-11-16-2.oneplan"));
	free(path);
}

static const char *
check_unreadable_folder(const struct scene *scene)
{
	static struct error err;
	struct caseload *caseload;

	if (caseload_open(scene->folder, NULL, &caseload, &err))
		return "a folder that nobody may read was read";
	return strstr(err.text, "not allowed to read") ? NULL : err.text;
}

static void
test_unreadable_folder(void **state)
{
	const struct scene *scene = *state;

	make_three(scene);
	assert_int_equal(chmod(scene->folder, 0), 0);
	run_without_rights(scene, check_unreadable_folder);
	assert_int_equal(chmod(scene->folder, 0700), 0);
}

static const char *
check_read_only_folder(const struct scene *scene)
{
	static struct error err;
	struct caseload *caseload;
	char *path;

	if (!caseload_open(scene->folder, scene->index, &caseload, &err))
		return err.text;
	if (caseload_count(caseload) != 3 || caseload_problems(caseload) != 1 ||
	    caseload_row(caseload, 2)->problem == NULL)
		return "two plans that can be read and one that cannot were "
		       "expected";
	caseload_close(caseload);
	if (caseload_new_path(scene->folder, NULL, &path, &err))
		return "a path was given in a folder that cannot be written";
	char *archive = caseload_archive(scene->folder);
	struct error not;
	if (caseload_move(scene->folder, archive, "b.oneplan", &path, &not))
		return "a plan was moved in a folder that cannot be written";
	free(archive);
	return strstr(err.text, "not allowed to write") ? NULL : err.text;
}

static void
test_read_only_folder(void **state)
{
	const struct scene *scene = *state;
	static const char *const readable[] = { "b.oneplan",
		"plan-2026-11-16-1.oneplan" };
	char *path;

	make_three(scene);
	path = path_of(scene, "a.oneplan");
	assert_int_equal(chmod(path, 0), 0);
	free(path);
	for (size_t i = 0; i < ARRAY_LEN(readable); i++) {
		path = path_of(scene, readable[i]);
		assert_int_equal(chmod(path, 0444), 0);
		free(path);
	}
	assert_int_equal(chmod(scene->folder, 0555), 0);
	run_without_rights(scene, check_read_only_folder);
	assert_int_equal(chmod(scene->folder, 0700), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_missing_folder_is_empty),
		CASE(test_a_file_is_no_folder),
		CASE(test_a_row_says_what_the_plan_says),
		CASE(test_files_with_problems_are_listed),
		CASE(test_only_changed_files_are_read),
		CASE(test_filter),
		CASE(test_order),
		CASE(test_three_hundred),
		CASE(test_new_path),
		CASE(test_new_path_is_never_taken),
		CASE(test_unreadable_folder),
		CASE(test_read_only_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
