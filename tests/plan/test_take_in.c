/* What comes from outside: rows and answers at one stroke, all or none. */
#include "config.h"

#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define LINE  "money.line"
#define SHARE "money.share"

static struct uid
id(unsigned char number)
{
	struct uid uid = UID_NONE;

	uid.bytes[0] = 0xaa;
	uid.bytes[15] = number;
	return uid;
}

static void
take_row(struct plan *plan, struct taken *taken, const char *repeat,
    struct uid row, struct uid parent)
{
	taken_add_row(taken, form_set_repeat(plan_forms(plan), repeat), &row,
	    &parent);
}

static void
take_text(struct plan *plan, struct taken *taken, const char *name,
    struct uid row, const char *text)
{
	struct value value;

	value_init(&value);
	value_set_text(&value, text);
	taken_add_answer(taken, form_set_field(plan_forms(plan), name), &row,
	    &value);
}

static void
take_number(struct plan *plan, struct taken *taken, const char *name,
    struct uid row, int64_t number)
{
	struct value value;

	value_init(&value);
	value_set_number(&value, number);
	taken_add_answer(taken, form_set_field(plan_forms(plan), name), &row,
	    &value);
}

static size_t
take(struct plan *plan, struct taken *taken)
{
	struct error err;
	size_t changed = 0;

	if (!plan_take_in(plan, taken, &changed, &err))
		fail_msg("%s", err.text);
	taken_clear(taken);
	return changed;
}

/* "Chair, Lesson": the lines as they stand. */
static void
assert_lines(struct plan *plan, const char *want)
{
	const struct uid *rows;
	size_t count = plan_rows(plan,
	    form_set_repeat(plan_forms(plan), LINE), &UID_NONE, &rows);
	struct buf got;

	buf_init(&got);
	for (size_t i = 0; i < count; i++) {
		char *what = shown(plan, "money.what", &rows[i]);
		buf_addf(&got, "%s%s", i ? ", " : "", what);
		free(what);
	}
	assert_string_equal(got.data, want);
	buf_clear(&got);
}

static void
take_two_lines(struct plan *plan)
{
	struct taken taken = { 0 };

	take_row(plan, &taken, LINE, id(2), UID_NONE);
	take_row(plan, &taken, LINE, id(1), UID_NONE);
	take_row(plan, &taken, SHARE, id(3), id(1));
	take_text(plan, &taken, "money.what", id(2), "Chair");
	take_text(plan, &taken, "money.what", id(1), "Lesson");
	take_number(plan, &taken, "money.price", id(2), 238000);
	take_number(plan, &taken, "money.share_percent", id(3), 5000);
	take_text(plan, &taken, "about_me.name_first", UID_NONE, "Kwame");
	assert_int_equal(take(plan, &taken), 5);
}

static void
test_rows_in_order(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	struct uid old = add_row(plan, LINE, NULL), parent;
	struct uid share = id(3), lesson = id(1), chair = id(2);

	answer(plan, "money.what", &old, "Cushion");
	take_two_lines(plan);
	assert_lines(plan, "Cushion, Chair, Lesson");
	assert_shown(plan, "money.price", &chair, "£2,380.00");
	assert_shown(plan, "about_me.name_first", NULL, "Kwame");
	parent = plan_row_parent(plan,
	    form_set_repeat(fixture->forms, SHARE), &share);
	assert_true(uid_equal(&parent, &lesson));
	/* the same again changes nothing, and writes nothing */
	struct plan *other = fixture_again(fixture, "rahmed");
	assert_lines(other, "Cushion, Chair, Lesson");
	uint64_t before = plan_generation(plan);
	struct taken taken = { 0 };
	take_row(plan, &taken, LINE, id(1), UID_NONE);
	take_text(plan, &taken, "money.what", id(1), "Lesson");
	assert_int_equal(take(plan, &taken), 0);
	assert_int_equal(plan_generation(plan), before);
	plan_close(other);
}

static void
test_undone_at_once(void **state)
{
	struct fixture *fixture = *state;
	struct error err;
	char *what;

	take_two_lines(fixture->plan);
	assert_true(plan_undo(fixture->plan, &what, &err));
	assert_string_equal(what, "what was taken in");
	free(what);
	assert_lines(fixture->plan, "");
	assert_shown(fixture->plan, "about_me.name_first", NULL, "");
	assert_true(plan_redo(fixture->plan, NULL, &err));
	assert_lines(fixture->plan, "Chair, Lesson");
}

static void
test_removed_row_comes_back(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	const struct repeat *line = form_set_repeat(fixture->forms, LINE);
	struct uid lesson = id(1), share = id(3);
	struct error err;

	take_two_lines(plan);
	assert_true(plan_row_remove(plan, line, &lesson, &err));
	assert_lines(plan, "Chair");
	struct taken taken = { 0 };
	take_row(plan, &taken, LINE, id(1), UID_NONE);
	take_row(plan, &taken, SHARE, id(3), id(1));
	take(plan, &taken);
	assert_lines(plan, "Chair, Lesson");
	assert_true(plan_row_exists(plan,
	    form_set_repeat(fixture->forms, SHARE), &share));
}

/* What does not hold is kept as it came, and marked. */
static void
test_marked(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	const struct field *weeks =
	    form_set_field(fixture->forms, "purpose.weeks");
	struct taken taken = { 0 };
	struct field_state now;

	take_text(plan, &taken, "purpose.weeks", UID_NONE, "about a year");
	take(plan, &taken);
	plan_field(plan, weeks, &UID_NONE, &now);
	assert_false(now.valid);
	assert_string_equal(now.answer->text, "about a year");
}

static void
test_worked_out_is_not_taken(void **state)
{
	struct fixture *fixture = *state;
	struct taken taken = { 0 };

	take_number(fixture->plan, &taken, "money.total_planned", UID_NONE, 1);
	assert_int_equal(take(fixture->plan, &taken), 0);
}

/* --- training --- */

static struct plan *
training_plan(struct fixture *fixture, char *path, size_t size)
{
	struct plan_user user = { "Aisha Bloom", "abloom", "clinic" };
	struct plan *plan;
	struct error err;

	snprintf(path, size, "%s/t.oneplan", fixture->folder);
	if (!plan_create(path, fixture->forms, NULL, &user, true, &plan, &err))
		fail_msg("%s", err.text);
	return plan;
}

static void
test_real_number_is_refused_whole(void **state)
{
	struct fixture *fixture = *state;
	struct taken taken = { 0 };
	struct error err;
	char path[160];
	struct plan *plan = training_plan(fixture, path, sizeof path);

	take_text(plan, &taken, "about_me.name_first", UID_NONE, "Ann");
	take_text(plan, &taken, "about_me.nhs_no", UID_NONE, "9434765919");
	assert_false(plan_take_in(plan, &taken, NULL, &err));
	assert_non_null(strstr(err.text, "begins with 999"));
	assert_shown(plan, "about_me.name_first", NULL, "");
	taken_clear(&taken);
	plan_close(plan);
	unlink(path);
}

static void
test_exercise_today(void **state)
{
	struct fixture *fixture = *state;
	struct plan_user user = { "Aisha Bloom", "abloom", "clinic" };
	struct taken taken = { .today = { 2025, 10, 6 } };
	char path[160];
	struct plan *plan = training_plan(fixture, path, sizeof path);
	struct error err;

	/* the clock of the tests: 16 November 2026 */
	assert_int_equal(plan_today(plan).month, 11);
	assert_false(plan_exercise(plan));
	answer(plan, "about_me.dob", NULL, "1/11/2001");
	assert_shown(plan, "about_me.age", NULL, "25");
	take(plan, &taken);
	assert_shown(plan, "about_me.age", NULL, "23");
	plan_close(plan);
	assert_true(plan_open(path, fixture->forms, NULL, &user, true, &plan,
	    &err));
	assert_true(plan_exercise(plan));
	assert_int_equal(date_compare(plan_today(plan),
	    (struct date){ 2025, 10, 6 }), 0);
	struct problem_list problems;
	problem_list_init(&problems);
	assert_true(plan_check(plan, &problems, &err));
	for (size_t i = 0; i < problems.count; i++)
		assert_string_not_equal(problems.items[i].where, "forms");
	problem_list_clear(&problems);
	plan_close(plan);
	unlink(path);
	/* a real plan has the real day */
	taken = (struct taken){ .today = { 2025, 10, 6 } };
	assert_false(plan_take_in(fixture->plan, &taken, NULL, &err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rows_in_order,
		    fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(test_undone_at_once,
		    fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(test_removed_row_comes_back,
		    fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(test_marked, fixture_open,
		    fixture_close),
		cmocka_unit_test_setup_teardown(test_worked_out_is_not_taken,
		    fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(
		    test_real_number_is_refused_whole, fixture_open,
		    fixture_close),
		cmocka_unit_test_setup_teardown(test_exercise_today,
		    fixture_open, fixture_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
