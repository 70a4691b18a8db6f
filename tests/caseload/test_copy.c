/* A second file of a plan, to be carried. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/outfile.h"
#include "scene.h"

#define ANSWERS 40

/* Answers as somebody gives them, one after the other. */
static void
answer(struct store *store, int from, int end)
{
	struct error err;
	char field[32], text[64];

	for (int i = from; i < end; i++) {
		struct store_change change = { .field = field };

		snprintf(field, sizeof field, "about_me.q%d", i);
		snprintf(text, sizeof text, "Answer %d, said on Friday", i);
		value_set_text(&change.value, text);
		if (!store_apply(store, &change, 1, NULL, NULL, &err))
			fail_msg("%s", err.text);
		value_clear(&change.value);
	}
}

static struct store *
open_writing(const char *path)
{
	static const struct session_info info = { "Aisha Bloom", "abloom",
		"clinic", "1" };
	struct store *store;
	struct error err;

	if (!store_open(path, STORE_WRITE, &store, NULL, &err))
		fail_msg("%s", err.text);
	store_begin_session(store, &info, NULL, 0);
	return store;
}

static void
assert_same_answers(struct store *a, struct store *b)
{
	struct stored_answer *of_a, *of_b;
	size_t count_a, count_b;
	struct error err;

	assert_true(store_answers(a, &of_a, &count_a, &err));
	assert_true(store_answers(b, &of_b, &count_b, &err));
	assert_int_equal(count_a, count_b);
	for (size_t i = 0; i < count_a; i++) {
		assert_string_equal(of_a[i].field, of_b[i].field);
		assert_true(uid_equal(&of_a[i].revision, &of_b[i].revision));
		assert_string_equal(of_a[i].value.text, of_b[i].value.text);
	}
	stored_answers_clear(of_a, count_a);
	stored_answers_clear(of_b, count_b);
}

static void
assert_whole(const char *path, struct store *original)
{
	struct problem_list problems = { 0 };
	struct store *copy;
	struct error err;

	if (!store_open(path, STORE_READ, &copy, NULL, &err))
		fail_msg("%s", err.text);
	assert_true(uid_equal(store_plan_uid(copy),
	    store_plan_uid(original)));
	assert_int_equal(store_training(copy), store_training(original));
	assert_true(store_check(copy, &problems, &err));
	assert_int_equal(problems.count, 0);
	problem_list_clear(&problems);
	assert_same_answers(copy, original);
	store_close(copy);
}

static void
assert_answered(struct store *store, const char *field, bool expected)
{
	struct stored_answer *answers;
	bool found = false;
	struct error err;
	size_t count;

	assert_true(store_answers(store, &answers, &count, &err));
	for (size_t i = 0; i < count; i++)
		found = found || strcmp(answers[i].field, field) == 0;
	assert_int_equal(found, expected);
	stored_answers_clear(answers, count);
}

/* It is the same plan, whole, though somebody has it open and is writing; and
 * what is answered in it afterwards stays in it. */
static void
test_same_plan(void **state)
{
	const struct scene *scene = *state;
	struct store *original, *second;
	char *path, *copy;
	struct stat st;
	struct error err;

	make_three(scene);
	path = path_of(scene, "a.oneplan");
	original = open_writing(path);
	answer(original, 0, ANSWERS);
	assert_true(caseload_copy(path, scene->top, NULL, &copy, &err));
	assert_whole(copy, original);
	assert_int_equal(stat(copy, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);

	second = open_writing(copy);
	answer(second, ANSWERS, ANSWERS + 1);
	store_close(second);
	assert_true(store_open(copy, STORE_READ, &second, NULL, &err));
	answer(original, ANSWERS + 1, ANSWERS + 2);
	assert_answered(original, "about_me.q40", false);
	assert_answered(original, "about_me.q41", true);
	assert_answered(second, "about_me.q40", true);
	assert_answered(second, "about_me.q41", false);
	store_close(second);
	store_close(original);
	unlink(copy);
	free(copy);
	free(path);
}

/* Where a file of its name is there already, another name; and one that was
 * asked for is never written over. */
static void
test_never_over_another(void **state)
{
	static const char *const names[] = { "/a-copy.oneplan",
		"/a-copy-2.oneplan", "/a-copy-3.oneplan" };
	const struct scene *scene = *state;
	char *path, *copy, *taken;
	struct error err;

	make_three(scene);
	path = path_of(scene, "a.oneplan");
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		assert_true(caseload_copy(path, scene->folder, NULL, &copy,
		    &err));
		assert_string_equal(copy + strlen(scene->folder), names[i]);
		free(copy);
	}
	taken = path_of(scene, "b.oneplan");
	assert_false(caseload_copy(path, scene->folder, taken, &copy, &err));
	assert_non_null(strstr(err.text, "already a file"));
	free(taken);
	free(path);
}

static void
assert_empty_but(const struct scene *scene, const char *expected)
{
	struct caseload *caseload = open_caseload(scene);

	assert_files(caseload, expected);
	caseload_close(caseload);
}

static void
test_cannot(void **state)
{
	static const char text[] = "Dear Kwame";
	const struct scene *scene = *state;
	char *path = path_of(scene, "letter.oneplan"), *copy;
	struct error err;

	assert_false(caseload_copy(path, scene->folder, NULL, &copy, &err));
	assert_non_null(strstr(err.text, "no plan at"));
	make_file(scene, "letter.oneplan", text, sizeof text);
	assert_false(caseload_copy(path, scene->folder, NULL, &copy, &err));
	assert_non_null(strstr(err.text, "not a plan"));
	assert_empty_but(scene, "letter.oneplan");
	free(path);
	make_three(scene);
	path = path_of(scene, "a.oneplan");
	assert_false(caseload_copy(path, "", "no/such/folder/x.oneplan", &copy,
	    &err));
	assert_non_null(strstr(err.text, "folder"));
	assert_empty_but(scene, "b.oneplan a.oneplan "
				"plan-2026-11-16-1.oneplan letter.oneplan");
	free(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_same_plan),
		CASE(test_never_over_another),
		CASE(test_cannot),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
