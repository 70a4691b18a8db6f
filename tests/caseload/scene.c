#include "config.h"

#include "scene.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/outfile.h"

int
set_up(void **state)
{
	struct scene *scene = xcalloc(1, sizeof *scene);

	snprintf(scene->top, sizeof scene->top, "/tmp/oneplan-test-XXXXXX");
	assert_non_null(mkdtemp(scene->top));
	assert_int_equal(chmod(scene->top, 0755), 0);
	snprintf(scene->folder, sizeof scene->folder, "%s/caseload",
	    scene->top);
	snprintf(scene->index, sizeof scene->index, "%s/cache/oneplan/index",
	    scene->top);
	*state = scene;
	return 0;
}

static int
remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

int
tear_down(void **state)
{
	struct scene *scene = *state;

	nftw(scene->top, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(scene);
	return 0;
}

char *
path_of(const struct scene *scene, const char *file)
{
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s/%s", scene->folder, file);
	return buf_take(&path);
}

void
set_age(const char *path, int seconds)
{
	struct timespec times[2] = { 0 };

	times[0].tv_sec = times[1].tv_sec = time(NULL) - seconds;
	assert_int_equal(utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW),
	    0);
}

void
make_plan(const struct scene *scene, const char *file,
    const struct summary *summary, int age)
{
	const struct session_info session = {
		.who = "Aisha Bloom (abloom@clinic3)",
		.login = "abloom",
		.device = "clinic3",
		.process = "1",
	};
	struct store_change change = {
		.field = "about_me.name_pref",
		.row = UID_NONE,
	};
	char *path = path_of(scene, file);
	struct store *store;
	struct error err;

	assert_true(folder_make(scene->folder, &err));
	assert_true(store_create(path, false, &store, &err));
	store_begin_session(store, &session, NULL, 0);
	store_set_summary(store, summary);
	value_set_text(&change.value, "Kwame");
	assert_true(store_apply(store, &change, 1, NULL, NULL, &err));
	value_clear(&change.value);
	store_close(store);
	set_age(path, age);
	free(path);
}

void
make_file(const struct scene *scene, const char *file, const char *text,
    size_t len)
{
	char *path = path_of(scene, file);
	struct error err;
	FILE *out;

	assert_true(folder_make(scene->folder, &err));
	out = fopen(path, "w");
	assert_non_null(out);
	assert_int_equal(fwrite(text, 1, len, out), len);
	assert_int_equal(fclose(out), 0);
	set_age(path, 3600);
	free(path);
}

void
make_three(const struct scene *scene)
{
	static const struct summary zoe = {
		.name = "Zoë Hart", .stage = "draft", .next_due = "2026-12-01",
		.coordinator = "Priya Raman", .done = 3, .asked = 35,
		.nhs_number = "9990000018", .born = "1992-04-03",
		.has_money = true, .indicative_pence = 245000,
		.planned_pence = 238000,
	};
	static const struct summary kwame = {
		.name = "Kwame Redfern", .stage = "draft",
		.next_due = "2027-02-03", .coordinator = "Tom Ash",
		.done = 35, .asked = 35, .nhs_number = "9990000026",
	};
	static const struct summary nobody = { .stage = "draft" };

	make_plan(scene, "b.oneplan", &zoe, 300);
	make_plan(scene, "a.oneplan", &kwame, 200);
	make_plan(scene, "plan-2026-11-16-1.oneplan", &nobody, 100);
}

struct caseload *
open_caseload(const struct scene *scene)
{
	struct caseload *caseload;
	struct error err = { 0 };

	if (!caseload_open(scene->folder, scene->index, &caseload, &err))
		fail_msg("%s", err.text);
	return caseload;
}

void
assert_files(const struct caseload *caseload, const char *expected)
{
	struct buf files;

	buf_init(&files);
	for (size_t i = 0; i < caseload_count(caseload); i++)
		buf_addf(&files, "%s%s", i > 0 ? " " : "",
		    caseload_row(caseload, i)->file);
	assert_string_equal(files.data, expected);
	buf_clear(&files);
}

void
make_plenty(const struct scene *scene)
{
	char *first = path_of(scene, "b.oneplan"), *path, file[32];

	make_three(scene);
	for (int i = 0; i < PLENTY - 3; i++) {
		snprintf(file, sizeof file, "copy-%04d.oneplan", i);
		path = path_of(scene, file);
		assert_int_equal(link(first, path), 0);
		free(path);
	}
	free(first);
}

struct caseload *
begin_caseload(const struct scene *scene)
{
	struct caseload *caseload;
	struct error err = { 0 };

	if (!caseload_begin(scene->folder, scene->index, &caseload, &err))
		fail_msg("%s", err.text);
	return caseload;
}

size_t
work(struct caseload *caseload)
{
	size_t slices = 1;

	while (caseload_work(caseload, 0))
		slices++;
	return slices;
}

void
run_without_rights(const struct scene *scene,
    const char *(*check)(const struct scene *scene))
{
	pid_t pid = fork();
	int status;

	assert_true(pid >= 0);
	if (pid == 0) {
		const char *wrong;

		if (geteuid() == 0 && setresuid(65534, 65534, 65534) != 0)
			_exit(2);
		wrong = check(scene);
		if (wrong != NULL)
			fprintf(stderr, "%s\n", wrong);
		_exit(wrong != NULL);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}
