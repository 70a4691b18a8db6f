#include "config.h"

#include "caseload/caseload.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "scene.h"

static void
test_archive(void **state)
{
	const struct scene *scene = *state;
	struct caseload *caseload;
	struct error err;
	struct stat st;
	char *archive = caseload_archive(scene->folder), *moved, *path;

	make_three(scene);
	assert_int_equal(chmod(scene->folder, 0750), 0);
	assert_true(caseload_move(scene->folder, archive, "a.oneplan", &moved,
	    &err));
	assert_string_equal(moved, "a.oneplan");
	free(moved);
	assert_int_equal(stat(archive, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0750);
	caseload = open_caseload(scene);
	assert_files(caseload, "b.oneplan plan-2026-11-16-1.oneplan");
	caseload_close(caseload);
	assert_true(caseload_open(archive, scene->index, &caseload, &err));
	assert_files(caseload, "a.oneplan");
	caseload_close(caseload);

	/* a second of that name is beside it, and both come back */
	make_plan(scene, "a.oneplan", &(struct summary){ .name = "Ann" }, 9);
	assert_true(caseload_move(scene->folder, archive, "a.oneplan", &moved,
	    &err));
	assert_string_equal(moved, "a-2.oneplan");
	free(moved);
	for (int i = 0; i < 2; i++) {
		assert_true(caseload_move(archive, scene->folder,
		    i ? "a-2.oneplan" : "a.oneplan", &moved, &err));
		free(moved);
	}
	caseload = open_caseload(scene);
	assert_files(caseload, "a-2.oneplan b.oneplan a.oneplan "
			       "plan-2026-11-16-1.oneplan");
	caseload_close(caseload);

	assert_false(caseload_move(scene->folder, archive, "never.oneplan",
	    &moved, &err));
	assert_non_null(strstr(err.text, "not there any more"));
	path = path_of(scene, "link.oneplan");
	assert_int_equal(symlink("b.oneplan", path), 0);
	assert_false(caseload_move(scene->folder, archive, "link.oneplan",
	    &moved, &err));
	assert_non_null(strstr(err.text, "a link"));
	free(path);
	free(archive);
}

static void
test_open_plans_are_not_archived(void **state)
{
	const struct session_info session = { .who = "Priya Raman",
		.login = "praman", .device = "clinic", .process = "1" };
	const struct scene *scene = *state;
	char *archive = caseload_archive(scene->folder), *moved;
	char *path = path_of(scene, "a.oneplan");
	struct store *store;
	struct error err;

	make_three(scene);
	assert_true(store_open(path, STORE_WRITE, &store, NULL, &err));
	store_begin_session(store, &session, NULL, 0);
	assert_false(caseload_move(scene->folder, archive, "a.oneplan", &moved,
	    &err));
	assert_int_equal(err.code, ERR_BUSY);
	assert_int_equal(access(path, F_OK), 0);
	store_close(store);
	assert_true(caseload_move(scene->folder, archive, "a.oneplan", &moved,
	    &err));
	free(moved);
	free(archive);
	free(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_archive),
		CASE(test_open_plans_are_not_archived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
