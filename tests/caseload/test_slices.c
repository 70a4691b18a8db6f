/* A caseload that is opened, looked at and shown little by little. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "scene.h"

static void
test_plenty(void **state)
{
	const struct scene *scene = *state;
	struct caseload *caseload;
	uint32_t id;

	make_plenty(scene);
	/* nothing is known: some files at once, the others in slices */
	caseload = begin_caseload(scene);
	assert_true(caseload_count(caseload) > 0);
	assert_true(caseload_count(caseload) < 100);
	assert_true(work(caseload) > 1000);
	assert_int_equal(caseload_count(caseload), PLENTY);
	assert_int_equal(caseload_files_read(caseload), PLENTY);
	caseload_close(caseload);

	/* all is known: the first rows at once, in the right order */
	caseload = begin_caseload(scene);
	assert_true(caseload_count(caseload) >= 100);
	assert_true(caseload_count(caseload) < PLENTY);
	assert_string_equal(caseload_row(caseload, 0)->file, "b.oneplan");
	assert_string_equal(caseload_row(caseload, 1)->file,
	    "copy-0000.oneplan");
	caseload_check(caseload, 0, 22);
	/* what asks for all of them does not wait for slices */
	caseload_filter(caseload, "hart copy-299");
	assert_int_equal(caseload_count(caseload), 7);
	caseload_filter(caseload, "");
	assert_int_equal(caseload_count(caseload), PLENTY);
	assert_string_equal(caseload_row(caseload, PLENTY - 1)->file,
	    "plan-2026-11-16-1.oneplan");
	work(caseload);
	assert_int_equal(caseload_files_read(caseload), 0);
	assert_int_equal(caseload_count(caseload), PLENTY);

	/* asleep and awake again, it shows what it showed */
	caseload_filter(caseload, "copy-1");
	id = caseload_id(caseload, 500);
	caseload_sleep(caseload);
	assert_int_equal(caseload_count(caseload), 1000);
	caseload_wake(caseload);
	assert_int_equal(caseload_id(caseload, 500), id);
	assert_string_equal(caseload_row(caseload, 500)->file,
	    "copy-1500.oneplan");
	work(caseload);
	assert_int_equal(caseload_count(caseload), 1000);
	assert_int_equal(caseload_find_id(caseload, id), 500);
	caseload_close(caseload);
}

/* The files of the first COUNT rows that are shown are looked at, and no more. */
static void
test_what_is_shown_is_true(void **state)
{
	static const struct summary anna = { .name = "Anna Abbot" },
		adam = { .name = "Adam Abbot" };
	const struct scene *scene = *state;
	struct caseload *caseload;
	uint64_t before;
	uint32_t id;
	char *path;

	make_plenty(scene);
	caseload_close(open_caseload(scene));
	caseload = begin_caseload(scene);
	before = caseload_generation(caseload);
	caseload_check(caseload, 0, 22);
	assert_int_equal(caseload_generation(caseload), before);

	id = caseload_id(caseload, 1);
	path = path_of(scene, "copy-0000.oneplan");
	assert_int_equal(unlink(path), 0);
	make_plan(scene, "copy-0000.oneplan", &anna, 0);
	caseload_check(caseload, 0, 22);
	assert_true(caseload_generation(caseload) > before);
	assert_string_equal(caseload_row(caseload, 0)->name, "Anna Abbot");
	assert_int_equal(caseload_id(caseload, 0), id);
	/* once more, though its file is too young to tell by its time alone */
	assert_int_equal(unlink(path), 0);
	make_plan(scene, "copy-0000.oneplan", &adam, 0);
	caseload_check(caseload, 0, 22);
	assert_string_equal(caseload_row(caseload, 0)->name, "Adam Abbot");
	assert_int_equal(caseload_id(caseload, 0), id);
	assert_int_equal(unlink(path), 0);
	caseload_check(caseload, 0, 22);
	assert_int_equal(caseload_find_id(caseload, id),
	    caseload_count(caseload));

	/* one that is not shown is seen when all are looked at */
	free(path);
	path = path_of(scene, "copy-2000.oneplan");
	assert_int_equal(unlink(path), 0);
	free(path);
	work(caseload);
	assert_int_equal(caseload_count(caseload), PLENTY - 2);
	caseload_close(caseload);
}

/* Every order of what happens to one file while the rest is not known yet. */
static void
test_one_file(void **state)
{
	static const struct summary anna = { .name = "Anna Abbot" },
		zed = { .name = "Zed Zimmer" };
	const struct scene *scene = *state;
	struct caseload *caseload;
	char *path = path_of(scene, "new.oneplan");

	make_plenty(scene);
	caseload_close(open_caseload(scene));
	for (int whole = 0; whole < 2; whole++) {
		caseload = begin_caseload(scene);
		if (whole)
			work(caseload);
		make_plan(scene, "new.oneplan", &anna, 0);
		caseload_look_at(caseload, "new.oneplan");
		assert_int_equal(caseload_find_file(caseload, "new.oneplan"),
		    0);
		work(caseload); /* and it is not forgotten on the way */
		assert_int_equal(caseload_count(caseload), PLENTY + 1);
		assert_int_equal(unlink(path), 0);
		make_plan(scene, "new.oneplan", &zed, 0);
		caseload_look_at(caseload, "new.oneplan");
		assert_int_equal(caseload_find_file(caseload, "new.oneplan"),
		    PLENTY - 1);
		assert_int_equal(unlink(path), 0);
		caseload_look_at(caseload, "new.oneplan");
		assert_int_equal(caseload_find_file(caseload, "new.oneplan"),
		    PLENTY);
		assert_int_equal(caseload_count(caseload), PLENTY);
		caseload_look_at(caseload, "never.oneplan");
		caseload_look_at(caseload, "letter.txt");
		assert_int_equal(caseload_count(caseload), PLENTY);
		caseload_close(caseload);
	}
	free(path);
}

static void
test_the_folder_goes(void **state)
{
	const struct scene *scene = *state;
	struct caseload *caseload;
	struct buf aside;

	make_three(scene);
	caseload = open_caseload(scene);
	buf_init(&aside);
	buf_addf(&aside, "%s-aside", scene->folder);
	assert_int_equal(rename(scene->folder, aside.data), 0);
	caseload_wake(caseload);
	work(caseload);
	assert_int_equal(caseload_count(caseload), 0);
	assert_int_equal(rename(aside.data, scene->folder), 0);
	caseload_wake(caseload);
	work(caseload);
	assert_int_equal(caseload_count(caseload), 3);
	buf_clear(&aside);
	caseload_close(caseload);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_plenty),
		CASE(test_what_is_shown_is_true),
		CASE(test_one_file),
		CASE(test_the_folder_goes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
