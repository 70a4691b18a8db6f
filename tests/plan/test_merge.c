/* A file of the plan comes back: what is said, whose it may be, what was removed
 * on one side; words taken out; and a broker's copy. */
#include "config.h"

#include "plan/merge.h"

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
#include "plan/before.h"
#include "plan/redact.h"
#include "plan/working_copy.h"

#include "support.h"

#define NAME	 "about_me.name_first"
#define FAMILY	 "about_me.name_family"
#define BORN	 "about_me.dob"
#define NHS	 "about_me.nhs_no"
#define OUTCOME	 "outcomes.outcome"
#define WORDS	 "outcomes.words"
#define MEASURE	 "outcomes.measure"
#define BROKER_NEVER "about_me.not_contact"
#define BROKER_STUB  "purpose.others_said"
#define SECRET	 "he frightens her when he drinks"

struct files {
	char other[160], before[160];
	struct plan *laptop;
};

/* A second file of the fixture's plan, open as LOGIN. */
static struct files
second_file(struct fixture *f, const char *login)
{
	struct plan_user user = { .display = login, .login = login,
		.device = "laptop" };
	struct files files;
	struct error err = { .text = "" };

	snprintf(files.other, sizeof files.other, "%s/other.oneplan",
	    f->folder);
	snprintf(files.before, sizeof files.before, "%s/before", f->folder);
	if (!store_copy(plan_store(f->plan), files.other, &err) ||
	    !plan_open(files.other, f->forms, f->rates, &user, false,
		&files.laptop, &err))
		fail_msg("%s", err.text);
	return files;
}

/* Closes the second file and takes all that was made away. */
static void
away(struct files *files)
{
	char command[400];

	plan_close(files->laptop);
	snprintf(command, sizeof command, "rm -rf '%s' '%s'", files->before,
	    files->other);
	assert_int_equal(system(command), 0);
}

static bool
merge(struct fixture *f, struct files *files, bool same_person,
    struct merge_done *done, struct error *err)
{
	struct merge_wanted wanted = { .other = files->other,
		.before = files->before, .same_person = same_person };

	plan_close(files->laptop);
	files->laptop = NULL;
	return plan_merge(f->plan, &wanted, done, err);
}

static char *
merged(struct fixture *f, struct files *files)
{
	struct error err = { .text = "" };
	struct merge_done done;
	struct buf text;

	if (!merge(f, files, false, &done, &err))
		fail_msg("%s", err.text);
	buf_init(&text);
	merge_say(&done, &text);
	merge_done_clear(&done);
	return buf_take(&text);
}

static void
assert_says(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("\"%s\" is not in: %s", part, text);
}

/* --- merging --- */

static void
what_came_in_is_said(void **state)
{
	struct fixture *f = *state;
	struct files files;
	struct todo *todo;
	size_t count, conflicts = 0;
	char *text;

	answer(f->plan, NAME, NULL, "Kwame");
	files = second_file(f, "broker");
	answer(f->plan, FAMILY, NULL, "Redfern");
	answer(files.laptop, FAMILY, NULL, "Redfearn");
	answer(files.laptop, BORN, NULL, "3/4/1992");
	text = merged(f, &files);
	assert_says(text, "2 answers came in.");
	assert_says(text, "1 question has two answers");
	assert_says(text, "is kept in");
	assert_says(text, files.before);
	free(text);
	assert_shown(f->plan, BORN, NULL, "3 April 1992");
	plan_todo(f->plan, true, &todo, &count);
	for (size_t i = 0; i < count; i++)
		conflicts += todo[i].kind == TODO_CONFLICT;
	assert_int_equal(conflicts, 1);
	todo_clear(todo, count);
	/* again: nothing new, and no more copies */
	files.laptop = NULL;
	text = merged(f, &files);
	assert_says(text, "There was nothing new in that file.");
	assert_null(strstr(text, "is kept in"));
	free(text);
	away(&files);
}

/* A copy written over for somebody else. */
static void
two_people_are_not_merged(void **state)
{
	struct fixture *f = *state;
	struct merge_done done;
	struct files files;
	struct error err;

	answer(f->plan, NAME, NULL, "Kwame");
	answer(f->plan, FAMILY, NULL, "Redfern");
	answer(f->plan, BORN, NULL, "3/4/1992");
	files = second_file(f, "broker");
	answer(files.laptop, NAME, NULL, "Iris");
	answer(files.laptop, FAMILY, NULL, "Achebe");
	answer(files.laptop, BORN, NULL, "9/10/1941");
	assert_false(merge(f, &files, false, &done, &err));
	assert_says(err.text, "two different people");
	assert_says(err.text, "Kwame Redfern");
	assert_says(err.text, "Iris Achebe");
	assert_shown(f->plan, FAMILY, NULL, "Redfern");
	/* somebody has looked: it is one person */
	assert_true(merge(f, &files, true, &done, &err));
	merge_done_clear(&done);
	assert_shown(f->plan, FAMILY, NULL, "Achebe");
	away(&files);
}

static void
one_detail_put_right_is_no_other_person(void **state)
{
	struct fixture *f = *state;
	struct files files;

	answer(f->plan, FAMILY, NULL, "Redfearn");
	answer(f->plan, BORN, NULL, "3/4/1992");
	files = second_file(f, "broker");
	answer(files.laptop, FAMILY, NULL, "Redfern");
	free(merged(f, &files));
	assert_shown(f->plan, FAMILY, NULL, "Redfern");
	away(&files);
}

static struct removed_row *
removed_rows(struct fixture *f, size_t count)
{
	struct removed_row *list;
	struct error err = { .text = "" };
	size_t found;

	if (!plan_removed_rows(f->plan, true, &list, &found, &err))
		fail_msg("%s", err.text);
	assert_int_equal(found, count);
	return list;
}

static void
remove_row(struct plan *plan, const char *name, const struct uid *row)
{
	const struct repeat *repeat = form_set_repeat(plan_forms(plan), name);
	struct error err = { .text = "" };

	if (!plan_row_remove(plan, repeat, row, &err))
		fail_msg("%s", err.text);
}

static size_t
rows(struct fixture *f)
{
	const struct uid *ids;

	return plan_rows(f->plan, form_set_repeat(f->forms, OUTCOME), &UID_NONE,
	    &ids);
}

static void
removed_here_and_changed_there(void **state)
{
	struct fixture *f = *state;
	const struct repeat *repeat = form_set_repeat(f->forms, OUTCOME);
	struct removed_row *list;
	struct files files;
	struct error err;
	struct uid row, plain;
	char *text;

	row = add_row(f->plan, OUTCOME, NULL);
	answer(f->plan, WORDS, &row, "I swim again");
	plain = add_row(f->plan, OUTCOME, NULL);
	answer(f->plan, WORDS, &plain, "I cook");
	files = second_file(f, "broker");
	remove_row(f->plan, OUTCOME, &row);
	remove_row(f->plan, OUTCOME, &plain);
	answer(files.laptop, MEASURE, &row, "twice a week");
	removed_rows(f, 0);
	text = merged(f, &files);
	assert_says(text, "1 thing was removed in one file and changed in the "
			  "other");
	free(text);
	assert_int_equal(rows(f), 0);
	list = removed_rows(f, 1);
	assert_true(uid_equal(&list->row, &row));
	assert_string_equal(list->title, "I swim again");
	assert_int_equal(list->changed, 1);
	assert_says(list->who, "Aisha Bloom");
	removed_rows_clear(list, 1);
	/* left out for good, then taken back, then brought back */
	assert_true(plan_row_leave_out(f->plan, repeat, &row, &err));
	removed_rows(f, 0);
	assert_int_equal(rows(f), 0);
	assert_true(plan_undo(f->plan, NULL, &err));
	assert_true(plan_row_bring_back(f->plan, repeat, &row, &err));
	assert_int_equal(rows(f), 1);
	removed_rows(f, 0);
	assert_shown(f->plan, MEASURE, &row, "twice a week");
	away(&files);
}

/* Both removed it, one after changing it: whoever did so had seen the change. */
static void
removed_in_both_is_removed(void **state)
{
	struct fixture *f = *state;
	struct files files;
	struct uid row;

	row = add_row(f->plan, OUTCOME, NULL);
	answer(f->plan, WORDS, &row, "I swim again");
	files = second_file(f, "broker");
	remove_row(f->plan, OUTCOME, &row);
	answer(files.laptop, MEASURE, &row, "twice a week");
	remove_row(files.laptop, OUTCOME, &row);
	free(merged(f, &files));
	removed_rows(f, 0);
	assert_int_equal(rows(f), 0);
	away(&files);
}

static void
copies_from_before_are_few_and_young(void **state)
{
	struct fixture *f = *state;
	struct files files = second_file(f, "broker");
	struct error err = { .text = "" };
	char *path, *first = NULL, name[64];

	for (int i = 0; i < 14; i++) {
		snprintf(name, sizeof name, "2026-11-16T10:%02d:00Z", i);
		setenv("ONEPLAN_NOW", name, 1);
		if (!before_keep(plan_store(f->plan), files.before, &path,
			&err))
			fail_msg("%s", err.text);
		if (i == 0)
			first = path;
		else
			assert_int_equal(access(path, R_OK), 0);
		if (i != 0)
			free(path);
		assert_int_equal(access(first, R_OK), i < 10 ? 0 : -1);
	}
	free(first);
	setenv("ONEPLAN_NOW", "2027-03-01T10:00:00Z", 1);
	assert_true(before_keep(plan_store(f->plan), files.before, &path,
	    &err));
	free(path);
	snprintf(name, sizeof name, "ls '%.40s' | wc -l", files.before);
	FILE *count = popen(name, "r");
	assert_non_null(fgets(name, sizeof name, count));
	pclose(count);
	assert_int_equal(atoi(name), 1);
	setenv("ONEPLAN_NOW", "2026-11-16T09:30:00Z", 1);
	away(&files);
}

/* --- words taken out --- */

static struct redact_wanted
taking(const struct files *files, const char *what)
{
	return (struct redact_wanted){ .what = what, .before = files->before,
		.why = "typed into the wrong plan", .by = "Aisha Bloom",
		.agreed = "Tom Hale" };
}

static void
words_are_taken_out_by_two_names(void **state)
{
	struct fixture *f = *state;
	struct files files = second_file(f, "broker");
	struct redact_wanted wanted = taking(&files, NAME);
	struct redact_done done;
	struct error err;
	struct buf text;
	char *what;

	answer(f->plan, NAME, NULL, SECRET);
	answer(f->plan, NAME, NULL, "Kwame");
	wanted.agreed = "aisha bloom";
	assert_false(plan_redact(f->plan, &wanted, &done, &err));
	assert_says(err.text, "Somebody else must agree");
	wanted.agreed = " ";
	assert_false(plan_redact(f->plan, &wanted, &done, &err));
	assert_says(err.text, "--agreed");
	wanted.agreed = "Tom Hale";
	wanted.why = "it said: " SECRET;
	assert_false(plan_redact(f->plan, &wanted, &done, &err));
	assert_says(err.text, "repeats the words");
	wanted = taking(&files, "about_me.no_such");
	assert_false(plan_redact(f->plan, &wanted, &done, &err));
	assert_says(err.text, "is called \"about_me.no_such\"");
	/* one of its answers, then all of them */
	wanted = taking(&files, NAME);
	wanted.only = 3;
	assert_false(plan_redact(f->plan, &wanted, &done, &err));
	assert_says(err.text, "only 2 answers");
	wanted.only = 1;
	assert_true(plan_redact(f->plan, &wanted, &done, &err));
	assert_int_equal(done.redacted.answers, 1);
	assert_shown(f->plan, NAME, NULL, "Kwame");
	wanted.only = 0;
	assert_true(plan_redact(f->plan, &wanted, &done, &err));
	assert_int_equal(done.redacted.answers, 1);
	assert_shown(f->plan, NAME, NULL, "(taken out)");
	buf_init(&text);
	redact_say(&done, &text);
	assert_says(text.data, "The words of 1 answer to 1 question");
	buf_clear(&text);
	assert_false(plan_redact(f->plan, &wanted, &done, &err));
	assert_says(err.text, "no words there");
	/* undo does not bring them back */
	assert_true(plan_undo(f->plan, &what, &err));
	assert_null(what);
	assert_shown(f->plan, NAME, NULL, "(taken out)");
	assert_string_equal(plan_identity(f->plan)->name, "");
	away(&files);
}

static void
a_row_is_taken_out_with_all_in_it(void **state)
{
	struct fixture *f = *state;
	struct files files = second_file(f, "broker");
	struct redact_wanted wanted;
	struct redact_done done;
	struct error err;
	struct uid one, two;
	char hex[UID_HEX_LEN + 1], both[80];

	one = add_row(f->plan, OUTCOME, NULL);
	two = add_row(f->plan, OUTCOME, NULL);
	answer(f->plan, WORDS, &one, SECRET);
	answer(f->plan, MEASURE, &one, SECRET " too");
	answer(f->plan, WORDS, &two, "I cook");
	/* a question in two rows: which one? */
	wanted = taking(&files, WORDS);
	assert_false(plan_redact(f->plan, &wanted, &done, &err));
	assert_says(err.text, "stands in 2 rows");
	uid_format(&two, hex);
	snprintf(both, sizeof both, WORDS ":%.12s", hex);
	wanted = taking(&files, both);
	assert_true(plan_redact(f->plan, &wanted, &done, &err));
	assert_int_equal(done.redacted.answers, 1);
	assert_shown(f->plan, WORDS, &two, "(taken out)");
	uid_format(&one, hex);
	wanted = taking(&files, hex);
	assert_true(plan_redact(f->plan, &wanted, &done, &err));
	assert_int_equal(done.redacted.answers, 2);
	assert_int_equal(done.questions, 2);
	assert_shown(f->plan, WORDS, &one, "(taken out)");
	assert_shown(f->plan, MEASURE, &one, "(taken out)");
	assert_int_equal(rows(f), 2);
	away(&files);
}

/* The copy that was made before a merge loses the words too. */
static void
copies_from_before_lose_them(void **state)
{
	struct fixture *f = *state;
	struct files files;
	struct redact_wanted wanted;
	struct redact_done done;
	struct error err;
	char command[300];

	answer(f->plan, NAME, NULL, SECRET);
	files = second_file(f, "broker");
	answer(files.laptop, FAMILY, NULL, "Redfern");
	free(merged(f, &files));
	snprintf(command, sizeof command, "grep -rq '%s' '%s'", SECRET,
	    files.before);
	assert_int_equal(system(command), 0);
	wanted = taking(&files, NAME);
	assert_true(plan_redact(f->plan, &wanted, &done, &err));
	assert_int_equal(done.copies, 0);
	assert_int_not_equal(system(command), 0);
	away(&files);
}

/* --- a broker's copy --- */

static struct plan *
broker_copy(struct fixture *f, const char *path, size_t *held)
{
	static const struct plan_user bo = { .display = "Bo Lund",
		.login = "blund", .device = "laptop" };
	struct error err = { .text = "" };
	struct plan *copy = NULL;

	if (!plan_working_copy(f->plan, path, held, &err) ||
	    !plan_open(path, f->forms, f->rates, &bo, false, &copy, &err))
		fail_msg("%s", err.text);
	return copy;
}

static void
a_broker_gets_their_part(void **state)
{
	struct fixture *f = *state;
	struct files files = second_file(f, "broker");
	const struct field *stub =
	    form_set_field(f->forms, BROKER_STUB);
	struct field_state field;
	struct error err;
	struct uid row;
	char command[500], *text;
	size_t held;

	answer(f->plan, NAME, NULL, "Kwame");
	answer(f->plan, BROKER_NEVER, NULL, SECRET);
	answer(f->plan, BROKER_STUB, NULL, "the office knows this");
	row = add_row(f->plan, "jots.jot", NULL);
	answer(f->plan, "jots.words", &row, "a note that only workers read");
	plan_close(files.laptop);
	unlink(files.other);
	files.laptop = broker_copy(f, files.other, &held);
	assert_true(held >= 3);
	assert_shown(files.laptop, NAME, NULL, "Kwame");
	assert_shown(files.laptop, BROKER_STUB, NULL, "(not in this copy)");
	plan_field(files.laptop, stub, &UID_NONE, &field);
	assert_true(field.withheld && field.readonly);
	assert_false(plan_set_answer(files.laptop, stub, &UID_NONE, "mine",
	    NULL, &err));
	assert_says(err.text, "and not in this copy");
	/* nor is there a trace of whether there is an answer to this one */
	plan_field(files.laptop, form_set_field(f->forms, BROKER_NEVER),
	    &UID_NONE, &field);
	assert_true(field.readonly && uid_is_none(&field.revision));
	assert_says(plan_note(files.laptop), "working copy for a broker");
	snprintf(command, sizeof command,
	    "! strings '%s' | grep -qe '%s' -e 'the office knows' "
	    "-e 'only workers read'", files.other, SECRET);
	assert_int_equal(system(command), 0);
	/* the broker works on it, and it comes back */
	row = add_row(files.laptop, OUTCOME, NULL);
	answer(files.laptop, WORDS, &row, "I swim again");
	text = merged(f, &files);
	assert_says(text, "came in");
	free(text);
	assert_shown(f->plan, BROKER_NEVER, NULL, SECRET);
	assert_shown(f->plan, BROKER_STUB, NULL, "the office knows this");
	assert_shown(f->plan, WORDS, &row, "I swim again");
	away(&files);
}

int
main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
	const struct CMUnitTest tests[] = {
		TEST(what_came_in_is_said),
		TEST(two_people_are_not_merged),
		TEST(one_detail_put_right_is_no_other_person),
		TEST(removed_here_and_changed_there),
		TEST(removed_in_both_is_removed),
		TEST(copies_from_before_are_few_and_young),
		TEST(words_are_taken_out_by_two_names),
		TEST(a_row_is_taken_out_with_all_in_it),
		TEST(copies_from_before_lose_them),
		TEST(a_broker_gets_their_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
