#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/sql.h"
#include "support.h"

#define FIELD(plan, name) form_set_field(plan_forms(plan), name)
#define REPEAT(plan, name) form_set_repeat(plan_forms(plan), name)

static void
state_of(struct plan *plan, const char *name, const struct uid *row,
    struct field_state *state)
{
	plan_field(plan, FIELD(plan, name), row ? row : &UID_NONE, state);
}

/* --- answers --- */

static void
test_kept_over_reopening(void **state)
{
	struct fixture *fixture = *state;

	answer(fixture->plan, "about_me.name_pref", NULL, "Kwame");
	answer(fixture->plan, "about_me.nhs_no", NULL, "999 834 6509");
	answer(fixture->plan, "purpose.kinds", NULL, "joint one_off");
	plan_close(fixture->plan);
	fixture->plan = fixture_again(fixture, "abloom");
	assert_shown(fixture->plan, "about_me.name_pref", NULL, "Kwame");
	assert_shown(fixture->plan, "about_me.nhs_no", NULL, "999 834 6509");
	/* several choices are kept in the list's order */
	assert_string_equal(plan_kinds(fixture->plan), "one_off joint");
}

/* What cannot be read is kept as it was typed, marked, and listed. */
static void
test_bad_answers_are_kept(void **state)
{
	static const struct {
		const char *field, *text, *word;
	} cases[] = {
		{ "about_me.nhs_no", "999 834 6508", "add up" },
		{ "about_me.postcode", "nowhere at all", "postcode" },
		{ "about_me.dob", "31/2/1992", "February" },
		{ "purpose.weeks", "a few", "number" },
		{ "purpose.coordinator_phone", "ring me", "phone" },
	};
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error why = { .text = "" };
		struct todo *todo;
		size_t count;
		bool listed = false;
		answer(plan, cases[i].field, NULL, cases[i].text);
		assert_shown(plan, cases[i].field, NULL, cases[i].text);
		assert_true(plan_field_problem(plan, FIELD(plan, cases[i].field),
		    &UID_NONE, &why));
		if (!strcasestr(why.text, cases[i].word))
			fail_msg("%s: %s", cases[i].field, why.text);
		plan_todo(plan, false, &todo, &count);
		for (size_t j = 0; j < count; j++)
			listed = listed ||
			    (todo[j].kind == TODO_INVALID &&
				todo[j].field == FIELD(plan, cases[i].field));
		todo_clear(todo, count);
		assert_true(listed);
	}
}

static void
test_hidden_answers_come_back(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	struct field_state now;

	answer(plan, "purpose.urgent_now", NULL, "yes");
	answer(plan, "purpose.cannot_wait", NULL, "Night care from today");
	answer(plan, "purpose.urgent_now", NULL, "no");
	state_of(plan, "purpose.cannot_wait", NULL, &now);
	assert_false(now.relevant);
	assert_true(value_is_none(now.value)); /* counts for nothing */
	assert_int_equal(plan_set_aside(plan), 1);
	answer(plan, "purpose.urgent_now", NULL, "yes");
	assert_shown(plan, "purpose.cannot_wait", NULL, "Night care from today");
	assert_int_equal(plan_set_aside(plan), 0);
}

static void
test_all_or_none(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	uint64_t before = plan_generation(plan);
	struct change changes[] = {
		{ .field = FIELD(plan, "about_me.name_first"), .text = "Kwame" },
		{ .field = FIELD(plan, "about_me.name_family"),
		    .text = "Redfern" },
	};
	struct error err;

	assert_true(plan_apply(plan, changes, 2, NULL, &err));
	assert_int_equal(plan_generation(plan), before + 1);
	/* the same again changes nothing and writes nothing */
	before = plan_generation(plan);
	assert_true(plan_apply(plan, changes, 2, NULL, &err));
	assert_int_equal(plan_generation(plan), before);
	/* both go back in one step */
	assert_true(plan_undo(plan, NULL, &err));
	assert_shown(plan, "about_me.name_first", NULL, "");
	assert_shown(plan, "about_me.name_family", NULL, "");
}

static void
test_undo_and_redo(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	struct error err;
	char *what;

	answer(plan, "purpose.coordinator", NULL, "Aisha");
	answer(plan, "purpose.coordinator", NULL, "Aisha Bloom");
	assert_true(plan_undo(plan, &what, &err));
	assert_string_equal(what, "Who is your one person to ask?");
	free(what);
	assert_shown(plan, "purpose.coordinator", NULL, "Aisha");
	assert_true(plan_redo(plan, &what, &err));
	free(what);
	assert_shown(plan, "purpose.coordinator", NULL, "Aisha Bloom");
	assert_true(plan_undo(plan, NULL, &err));
	assert_true(plan_undo(plan, NULL, &err));
	assert_shown(plan, "purpose.coordinator", NULL, "");
	assert_true(plan_undo(plan, &what, &err));
	assert_null(what); /* nothing more to take back */
}

/* Undo takes back one's own words, never somebody else's. */
static void
test_undo_leaves_others_alone(void **state)
{
	struct fixture *fixture = *state;
	struct plan *other = fixture_again(fixture, "praman");
	struct error err = { .text = "" };

	answer(fixture->plan, "purpose.coordinator", NULL, "Aisha");
	answer(other, "purpose.coordinator", NULL, "Priya");
	assert_false(plan_undo(fixture->plan, NULL, &err));
	assert_non_null(strstr(err.text, "somebody else"));
	assert_shown(fixture->plan, "purpose.coordinator", NULL, "Priya");
	plan_close(other);
}

/* --- rows --- */

static void
test_rows(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	const struct repeat *outcome = REPEAT(plan, "outcomes.outcome");
	const struct uid *rows;
	struct uid ids[3], action;
	struct error err;

	for (int i = 0; i < 3; i++)
		ids[i] = add_row(plan, "outcomes.outcome", NULL);
	action = add_row(plan, "outcomes.action", &ids[1]);
	answer(plan, "outcomes.action_what", &action, "Book the clinic");
	assert_true(plan_row_move(plan, outcome, &ids[2], -1, &err));
	assert_int_equal(plan_rows(plan, outcome, &UID_NONE, &rows), 3);
	assert_true(uid_equal(&rows[0], &ids[0]));
	assert_true(uid_equal(&rows[1], &ids[2]));
	assert_true(uid_equal(&rows[2], &ids[1]));
	/* a row takes with it what stands in it, and brings it back */
	assert_true(plan_row_remove(plan, outcome, &ids[1], &err));
	assert_int_equal(plan_rows(plan, outcome, &UID_NONE, &rows), 2);
	assert_false(plan_row_exists(plan, REPEAT(plan, "outcomes.action"),
	    &action));
	assert_true(plan_undo(plan, NULL, &err));
	assert_true(plan_row_exists(plan, REPEAT(plan, "outcomes.action"),
	    &action));
	assert_shown(plan, "outcomes.action_what", &action, "Book the clinic");
}

/* Typing into a row that somebody has just removed brings it back. */
static void
test_words_bring_a_row_back(void **state)
{
	struct fixture *fixture = *state;
	struct plan *other = fixture_again(fixture, "praman");
	struct uid row = add_row(fixture->plan, "outcomes.outcome", NULL);
	struct error err;
	bool changed;

	assert_true(plan_refresh(other, &changed, &err) && changed);
	assert_true(plan_row_remove(other, REPEAT(other, "outcomes.outcome"),
	    &row, &err));
	answer(fixture->plan, "outcomes.words", &row, "I want to swim");
	assert_true(plan_row_exists(fixture->plan,
	    REPEAT(fixture->plan, "outcomes.outcome"), &row));
	assert_shown(fixture->plan, "outcomes.words", &row, "I want to swim");
	plan_close(other);
}

/* Plain sqlite3 can read a table from its first row on. */
static void
test_views(void **state)
{
	struct fixture *fixture = *state;
	struct uid row = add_row(fixture->plan, "outcomes.outcome", NULL);
	struct sql *sql;
	struct error err;
	char *words;

	answer(fixture->plan, "outcomes.words", &row, "I want to swim");
	plan_close(fixture->plan);
	assert_true(sql_open(fixture->path, SQL_READ, NULL, &sql, &err));
	assert_true(sql_query_text(sql, "SELECT words FROM outcomes_outcome",
	    &words, &err));
	assert_string_equal(words, "I want to swim");
	free(words);
	assert_false(sql_query_text(sql, "SELECT what FROM money_line", &words,
	    &err));
	sql_close(sql);
	fixture->plan = fixture_again(fixture, "abloom");
}

/* --- two people in one field --- */

static void
test_conflict_keeps_both(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan, *other;
	const struct field *field = FIELD(plan, "purpose.coordinator");
	struct uid *bases;
	size_t count;
	struct error err;
	struct field_state now;
	bool changed;

	answer(plan, "purpose.coordinator", NULL, "Aisha");
	other = fixture_again(fixture, "praman");
	/* both begin from "Aisha" */
	plan_bases(plan, field, &UID_NONE, &bases, &count);
	answer(other, "purpose.coordinator", NULL, "Priya");
	struct change change = {
		.field = field,
		.text = "Aisha Bloom",
		.has_bases = true,
		.bases = bases,
		.base_count = count,
	};
	assert_true(plan_apply(plan, &change, 1, NULL, &err));
	free(bases);
	state_of(plan, "purpose.coordinator", NULL, &now);
	assert_true(now.conflict);
	assert_true(plan_refresh(other, &changed, &err) && changed);
	state_of(other, "purpose.coordinator", NULL, &now);
	assert_true(now.conflict);
	assert_true(plan_settle(other, field, &UID_NONE, "Aisha and Priya",
	    &err));
	assert_true(plan_refresh(plan, &changed, &err) && changed);
	state_of(plan, "purpose.coordinator", NULL, &now);
	assert_false(now.conflict);
	assert_shown(plan, "purpose.coordinator", NULL, "Aisha and Priya");
	plan_close(other);
}

/* --- what is left --- */

static int
left(struct plan *plan, enum todo_kind kind, const char *name)
{
	struct todo *todo;
	size_t count;
	int n = 0;

	plan_todo(plan, true, &todo, &count);
	for (size_t i = 0; i < count; i++) {
		const char *is = todo[i].field ? todo[i].field->name
					       : todo[i].repeat->name;
		n += todo[i].kind == kind && strcmp(is, name) == 0;
		if (i)
			assert_true(todo[i].when >= todo[i - 1].when);
	}
	todo_clear(todo, count);
	return n;
}

static void
test_what_is_left(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	struct progress before, after;

	assert_int_equal(left(plan, TODO_UNANSWERED, "about_me.name_first"), 1);
	assert_int_equal(left(plan, TODO_TOO_FEW, "outcomes.outcome"), 1);
	plan_progress(plan, &before);
	answer(plan, "about_me.name_first", NULL, "Kwame");
	(void)add_row(plan, "outcomes.outcome", NULL);
	plan_progress(plan, &after);
	assert_int_equal(left(plan, TODO_UNANSWERED, "about_me.name_first"), 0);
	assert_int_equal(left(plan, TODO_TOO_FEW, "outcomes.outcome"), 0);
	assert_true(after.done > before.done);
	/* a restricted question leaves no trace where it must not */
	struct todo *todo;
	size_t count;
	plan_todo(plan, false, &todo, &count);
	for (size_t i = 0; i < count; i++)
		assert_true(!todo[i].field || !todo[i].field->restricted);
	todo_clear(todo, count);
}

static void
test_a_link_to_what_is_gone(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	struct uid stream = add_row(plan, "money.stream", NULL);
	struct uid other = add_row(plan, "money.stream", NULL);
	struct uid line = add_row(plan, "money.line", NULL);
	char hex[UID_HEX_LEN + 1];
	struct error err;

	(void)other;
	uid_format(&stream, hex);
	answer(plan, "money.paid_by", &line, hex);
	assert_int_equal(left(plan, TODO_DANGLING, "money.paid_by"), 0);
	assert_true(plan_row_remove(plan, REPEAT(plan, "money.stream"), &stream,
	    &err));
	assert_int_equal(left(plan, TODO_DANGLING, "money.paid_by"), 1);
	assert_true(plan_undo(plan, NULL, &err));
	assert_int_equal(left(plan, TODO_DANGLING, "money.paid_by"), 0);
}

/* --- money --- */

/* Case C6 of the field's worked examples, to the penny. */
static void
test_case_c6(void **state)
{
	static const struct {
		const char *funder, *indicative;
		int64_t balance_pence;
	} streams[] = {
		{ "nhs_pwb", "2450", 0 },
		{ "atw", "1180", 0 },
		{ "charity", "600", 0 },
		{ "own", "280", 1900 },
	};
	static const struct {
		const char *what, *price, *frequency;
		size_t stream;
	} lines[] = {
		{ "Lightweight active chair", "2,380.00", "one_off", 0 },
		{ "Powered wheel kit, work share", "1180", "one_off", 1 },
		{ "Powered wheel kit, charity share", "600", "one_off", 2 },
		{ "Pressure cushion upgrade", "165", "one_off", 3 },
		{ "Repairs allowance", "70", "annual", 0 },
		{ "Chair insurance with recovery", "96", "annual", 3 },
		{ "Self-repair lesson", "0", "annual", 2 },
	};
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	struct uid stream_rows[4];

	answer(plan, "purpose.kinds", NULL, "one_off");
	for (size_t i = 0; i < ARRAY_LEN(streams); i++) {
		stream_rows[i] = add_row(plan, "money.stream", NULL);
		answer(plan, "money.funder", &stream_rows[i], streams[i].funder);
		answer(plan, "money.indicative", &stream_rows[i],
		    streams[i].indicative);
	}
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		struct uid row = add_row(plan, "money.line", NULL);
		char hex[UID_HEX_LEN + 1];
		uid_format(&stream_rows[lines[i].stream], hex);
		answer(plan, "money.what", &row, lines[i].what);
		answer(plan, "money.price", &row, lines[i].price);
		answer(plan, "money.frequency", &row, lines[i].frequency);
		answer(plan, "money.paid_by", &row, hex);
	}
	const struct plan_money *money = plan_money(plan);
	assert_int_equal(money->planned_pence, 449100);
	assert_int_equal(money->indicative_pence, 451000);
	assert_int_equal(money->balance_pence, 1900);
	assert_int_equal(money->recurring_pence, 16600);
	assert_int_equal(money->one_off_pence, 432500);
	assert_int_equal(money->contingency_pence, 0);
	assert_int_equal(money->unassigned_pence, 0);
	assert_int_equal(money->stream_count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(money->streams[i].balance_pence,
		    streams[i].balance_pence);
	assert_shown(plan, "money.total_planned", NULL, "\xc2\xa3""4,491.00");
	assert_shown(plan, "money.balance", &stream_rows[3],
	    "\xc2\xa3""19.00");
}

/* A hidden cost is kept and counts for nothing; shown again, it is exact. */
static void
test_money_set_aside(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	struct uid stream, line;

	answer(plan, "purpose.kinds", NULL, "council");
	answer(plan, "money.needs_money", NULL, "yes");
	stream = add_row(plan, "money.stream", NULL);
	answer(plan, "money.indicative", &stream, "100");
	line = add_row(plan, "money.line", NULL);
	answer(plan, "money.price", &line, "42");
	answer(plan, "money.frequency", &line, "one_off");
	assert_int_equal(plan_money(plan)->planned_pence, 4200);
	answer(plan, "money.needs_money", NULL, "no");
	assert_int_equal(plan_money(plan)->planned_pence, 0);
	assert_int_equal(plan_money(plan)->indicative_pence, 0);
	answer(plan, "money.needs_money", NULL, "yes");
	assert_int_equal(plan_money(plan)->planned_pence, 4200);
	assert_int_equal(plan_money(plan)->indicative_pence, 10000);
}

/* --- who it is --- */

static void
test_identity(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;

	assert_string_equal(plan_identity(plan)->line, "No name yet");
	answer(plan, "about_me.name_first", NULL, "Kwame");
	answer(plan, "about_me.name_family", NULL, "Redfern");
	answer(plan, "about_me.dob", NULL, "3/5/1992");
	answer(plan, "about_me.nhs_no", NULL, "9998346509");
	assert_string_equal(plan_identity(plan)->line,
	    "Kwame Redfern, born 3 May 1992, NHS number ends 509");
	answer(plan, "about_me.name_pref", NULL, "Kay");
	/* a wrong number is never shown as if it were theirs */
	answer(plan, "about_me.nhs_no", NULL, "9998346508");
	assert_string_equal(plan_identity(plan)->line,
	    "Kay Redfern, born 3 May 1992");
}

static void
test_training_takes_no_real_number(void **state)
{
	struct fixture *fixture = *state;
	struct plan_user user = { .display = "T", .login = "t", .device = "d" };
	struct plan *plan;
	struct error err = { .text = "" };
	char path[160];

	snprintf(path, sizeof path, "%s/t.oneplan", fixture->folder);
	assert_true(plan_create(path, fixture->forms, NULL, &user, true,
	    &plan, &err));
	assert_false(plan_set_answer(plan, FIELD(plan, "about_me.nhs_no"),
	    &UID_NONE, "943 476 5919", NULL, &err));
	assert_non_null(strstr(err.text, "999"));
	answer(plan, "about_me.nhs_no", NULL, "999 012 3454");
	assert_shown(plan, "about_me.nhs_no", NULL, "999 012 3454");
	plan_close(plan);
	remove(path);
}

static void
test_a_code_is_warned_of(void **state)
{
	struct fixture *fixture = *state;
	const struct field *field = FIELD(fixture->plan, "purpose.asked_for");

	answer(fixture->plan, "purpose.asked_for", NULL, "Key safe code 4471");
	assert_non_null(plan_field_advice(fixture->plan, field, &UID_NONE));
	answer(fixture->plan, "purpose.asked_for", NULL, "A chair that fits");
	assert_null(plan_field_advice(fixture->plan, field, &UID_NONE));
}

/* Looking leaves no trace. */
static void
test_read_only(void **state)
{
	struct fixture *fixture = *state;
	struct plan_user user = { .display = "R", .login = "r", .device = "d" };
	struct plan *plan;
	struct error err = { .text = "" };

	answer(fixture->plan, "purpose.coordinator", NULL, "Aisha");
	assert_true(plan_open(fixture->path, fixture->forms, NULL, &user, true, &plan,
	    &err));
	assert_false(plan_writable(plan));
	assert_shown(plan, "purpose.coordinator", NULL, "Aisha");
	assert_false(plan_set_answer(plan, FIELD(plan, "purpose.coordinator"),
	    &UID_NONE, "Somebody", NULL, &err));
	assert_int_equal(err.code, ERR_DENIED);
	assert_false(plan_row_remove(plan, REPEAT(plan, "money.line"), &UID_NONE,
	    &err));
	plan_close(plan);
}

/* Leaving a plan that somebody else has changed meanwhile leaves their summary. */
static void
test_summary_is_the_latest(void **state)
{
	struct fixture *fixture = *state;
	struct plan *other = fixture_again(fixture, "praman");
	struct stored_summary summary;
	struct error err;

	answer(fixture->plan, "about_me.name_first", NULL, "Kwame");
	answer(other, "about_me.name_first", NULL, "Kofi");
	plan_close(other);
	plan_close(fixture->plan);
	assert_true(store_read_summary(fixture->path, &summary, &err));
	assert_string_equal(summary.summary.name, "Kofi");
	stored_summary_clear(&summary);
	fixture->plan = fixture_again(fixture, "abloom");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_kept_over_reopening),
		TEST(test_bad_answers_are_kept),
		TEST(test_hidden_answers_come_back),
		TEST(test_all_or_none),
		TEST(test_undo_and_redo),
		TEST(test_undo_leaves_others_alone),
		TEST(test_rows),
		TEST(test_words_bring_a_row_back),
		TEST(test_views),
		TEST(test_conflict_keeps_both),
		TEST(test_what_is_left),
		TEST(test_a_link_to_what_is_gone),
		TEST(test_case_c6),
		TEST(test_money_set_aside),
		TEST(test_identity),
		TEST(test_training_takes_no_real_number),
		TEST(test_a_code_is_warned_of),
		TEST(test_read_only),
		TEST(test_summary_is_the_latest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
