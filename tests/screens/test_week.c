/* My week as a grid (practice.md F45), filled as one would beside the person, and
 * held against golden files. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kwame.h"
#include "plan/week.h"
#include "support.h"

#define COLUMNS 8

static const char *const names[COLUMNS] = {"week.what", "week.days",
    "week.starts", "week.ends", "week.who", "week.staff", "week.paid",
    "week.variant"};

/* One ordinary week, with nobody on Tuesday night. */
static const char *const parts[][COLUMNS] = {
    {"Up, washed and dressed", "mon tue wed thu fri", "07:30", "09:00",
	"Priya, my assistant", "1", "paid", "every"},
    {"Up, with Dan", "sat sun", "09:00", "10:00", "Dan", "1", "unpaid",
	"every"},
    {"Day centre", "wed", "10:00", "15:00", "Anytown Day Centre", "1", "paid",
	"every"},
    {"Lunch", "mon tue thu fri sat sun", "12:30", "13:15", "Dan", NULL,
	"unpaid", "every"},
    {"Rest", "mon tue", "14:00", "16:00", NULL, NULL, "alone", "every"},
    {"Swimming", "thu", "14:00", "16:00", "Priya", "1", "paid", "good"},
    {"To bed", "mon tue wed thu fri sat sun", "21:00", "21:30",
	"Two from Care Co", "2", "paid", "every"},
    {"Dan sleeps in the next room", "mon wed thu fri sat sun", "22:00",
	"07:00", "Dan", NULL, "unpaid", "every"},
    {"Bingo", "fri", NULL, NULL, "Ruth", NULL, NULL, "every"},
    {"Extra visit", "sat", "15:00", "16:00", "Care Co", NULL, "paid", "bad"},
};

static void
set(struct plan *plan, const char *name, const struct uid *row,
    const char *text)
{
	struct error err = {0};

	if (text &&
	    !plan_set_answer(plan, field_of(name), row, text, NULL, &err))
		fail_msg("%s: %s", name, err.text);
}

static struct uid
add(struct plan *plan, const char *repeat)
{
	struct error err = {0};
	struct uid row;

	if (!plan_row_add(plan, form_set_repeat(forms(), repeat), &UID_NONE,
		&row, &err))
		fail_msg("%s", err.text);
	return row;
}

/* A plan with that week, and a cost of 16 hours that its mornings pay for. */
static void
make_week(bool filled)
{
	char hex[UID_HEX_LEN + 1];
	struct plan *plan;
	struct uid line;

	kwame_make(KWAME, KWAME_HALF, false);
	plan = open_as(KWAME, &aisha);
	set(plan, "purpose.kinds", &UID_NONE, "council");
	line = add(plan, "money.line");
	uid_format(&line, hex);
	set(plan, "money.what", &line, "Support worker");
	set(plan, "money.price", &line, "13.20");
	set(plan, "money.quantity", &line, "16");
	set(plan, "money.frequency", &line, "weekly");
	for (size_t i = 0; filled && i < ARRAY_LEN(parts); i++) {
		struct uid row = add(plan, WEEK_ENTRY);

		for (size_t j = 0; j < COLUMNS; j++)
			set(plan, names[j], &row, parts[i][j]);
		if (i == 0)
			set(plan, "week.line", &row, hex);
	}
	plan_close(plan);
}

static void
walk_there(struct desk *desk)
{
	act(desk, "key Ctrl-G");
	act(desk, "text hours, and time alone");
	act(desk, "key Enter");
	act(desk, "key PgUp");
}

static struct desk *
at_the_week(bool filled)
{
	struct desk *desk;

	make_week(filled);
	desk = desk_at(KWAME);
	walk_there(desk);
	assert_string_equal(screen_name(desk), "week");
	return desk;
}

/* --- golden --- */

static void
golden(const char *name, bool filled)
{
	struct desk *desk = at_the_week(filled);
	char folder[700];
	bool same;

	snprintf(folder, sizeof folder, "%s/golden", screens_folder());
	same = harness_golden(desk->harness, folder, name);
	desk_close(desk);
	assert_true(same);
}

static void
test_grid(void **state)
{
	(void)state;
	golden("week", true);
}

static void
test_empty(void **state)
{
	(void)state;
	golden("week_empty", false);
}

/* --- what keys do to the file --- */

static void
test_adds_where_the_cursor_is(void **state)
{
	struct desk *desk = at_the_week(false);
	const struct uid *rows;

	(void)state;
	act(desk, "key Down 2"); /* the evening */
	act(desk, "key Right 3"); /* of Thursday */
	act(desk, "key a");
	assert_string_equal(screen_name(desk), "form");
	act(desk, "text Choir");
	act(desk, "key Esc 2");
	assert_string_equal(screen_name(desk), "week");
	see(desk, ">Choir");
	see(desk, "Thursday 19:00: Choir.");
	assert_int_equal(plan_rows(desk->sitting.plan,
	    form_set_repeat(forms(), WEEK_ENTRY), &UID_NONE, &rows), 1);
	struct uid row = rows[0];
	desk_close(desk);
	char *days = stored(KWAME, "week.days", &row);
	assert_string_equal(days, "thu");
	free(days);
	assert_sound(KWAME);
}

/* What was opened and left without a word was not meant. */
static void
test_leaves_no_blank_part(void **state)
{
	struct desk *desk = at_the_week(false);
	const struct uid *rows;

	(void)state;
	act(desk, "key Enter");
	assert_string_equal(screen_name(desk), "form");
	act(desk, "key Esc 2");
	assert_string_equal(screen_name(desk), "week");
	assert_int_equal(plan_rows(desk->sitting.plan,
	    form_set_repeat(forms(), WEEK_ENTRY), &UID_NONE, &rows), 0);
	desk_close(desk);
}

/* A part that was just written goes for good, with one key and a second press. */
static void
test_unsaid(void **state)
{
	struct desk *desk = at_the_week(false);
	const struct uid *rows;

	(void)state;
	act(desk, "key a");
	act(desk, "text Sees his probation officer");
	act(desk, "key Esc 2");
	act(desk, "key u");
	see(desk, "Unsay: Sees his probation officer");
	act(desk, "key u");
	assert_string_equal(screen_name(desk), "week");
	see(desk, "gone from this file for good");
	see_not(desk, "probation");
	assert_int_equal(plan_rows(desk->sitting.plan,
	    form_set_repeat(forms(), WEEK_ENTRY), &UID_NONE, &rows), 0);
	desk_close(desk);
	assert_int_equal(system("! grep -qaF probation " KWAME), 0);
	assert_sound(KWAME);
}

static void
test_takes_off_one_day(void **state)
{
	struct desk *desk = at_the_week(true);

	(void)state;
	see(desk, ">Up, was.. Up, was.. Up, was..");
	act(desk, "key d");
	see(desk, "take off Monday alone: Up, washed");
	act(desk, "key Right"); /* any other key: not meant */
	act(desk, "key Left");
	act(desk, "key d");
	act(desk, "key d");
	see(desk, "Taken off Monday: Up, washed");
	see(desk, ">.         Up, was.. Up, was..");
	act(desk, "key Ctrl-Z");
	see(desk, ">Up, was.. Up, was.. Up, was..");
	desk_close(desk);
	assert_sound(KWAME);
}

/* 7.5 hours in the week where the cost has 16 (F45: a line whose hours do not
 * match the week says so). */
static void
test_hours_go_to_the_cost(void **state)
{
	struct desk *desk = at_the_week(true);

	(void)state;
	see(desk, "Pays: Support worker, for 16");
	act(desk, "key t");
	see(desk, "Support worker: How many was 16 and is now 7.5");
	see_not(desk, "for 16");
	act(desk, "key Ctrl-Z");
	/* and from the cost's side */
	go_to(desk, "what will you buy or arrange? support");
	see(desk, "7.5");
	see(desk, "How many says something else");
	act(desk, "key Esc 2");
	see(desk, ">Support worker");
	act(desk, "key t");
	see(desk, "is now 7.5");
	act(desk, "key t");
	see(desk, "do not differ");
	desk_close(desk);
	assert_sound(KWAME);
}

/* The table stays where it was asked for, until the grid is asked for again. */
static void
test_table_and_grid(void **state)
{
	struct desk *desk = at_the_week(true);

	(void)state;
	act(desk, "key g");
	assert_string_equal(screen_name(desk), "form");
	see(desk, ">Up, washed and dressed");
	walk_there(desk);
	assert_string_equal(screen_name(desk), "form");
	act(desk, "key g");
	assert_string_equal(screen_name(desk), "week");
	/* a part that is gone to from elsewhere has the focus as one comes
	 * back */
	go_to(desk, "day centre who is with you");
	act(desk, "key Esc 2");
	assert_string_equal(screen_name(desk), "week");
	see(desk, ">Day cen");
	/* Tab goes from part to part, day by day, then on */
	act(desk, "key End");
	act(desk, "key Tab");
	see(desk, "Thursday 07:30");
	act(desk, "key PgDn");
	see(desk, "Hours, and time alone");
	act(desk, "key PgUp");
	assert_string_equal(screen_name(desk), "week");
	desk_close(desk);
}

/* When nobody is there is not cut where the screen has room for it. */
static void
test_all_of_nobody(void **state)
{
	static const char *const some[][COLUMNS] = {
	    {"Up", "mon wed fri", "07:30", "09:00", "Priya", "1", "paid",
		"every"},
	    {"Out", "tue thu sat", "14:00", "16:00", "Priya", "1", "paid",
		"every"},
	    {"To bed", "mon wed sun", "20:00", "21:00", "Priya", "1", "paid",
		"every"},
	    {"Night", "tue thu sun", "22:00", "07:00", "Priya", "1", "paid",
		"every"},
	};
	struct desk *desk;
	struct plan *plan;

	(void)state;
	make_week(false);
	plan = open_as(KWAME, &aisha);
	for (size_t i = 0; i < ARRAY_LEN(some); i++) {
		struct uid row = add(plan, WEEK_ENTRY);

		for (size_t j = 0; j < COLUMNS; j++)
			set(plan, names[j], &row, some[i][j]);
	}
	plan_close(plan);
	desk = desk_at(KWAME);
	walk_there(desk);
	see(desk, "Wednesday, Friday and");
	see(desk, "Saturday night.");
	see(desk, "Monday 07:30 to 09:00: Up.");
	desk_close(desk);
}

/* Somebody else fills it in at the same time. */
static void
test_two_people(void **state)
{
	struct desk *desk = at_the_week(false);
	struct plan *theirs = open_as(KWAME, &priya);
	struct uid row = add(theirs, WEEK_ENTRY);

	(void)state;
	set(theirs, "week.what", &row, "Choir");
	set(theirs, "week.days", &row, "thu");
	plan_close(theirs);
	act(desk, "timer");
	see(desk, "Somebody else has just changed this plan");
	see(desk, "Choir");
	desk_close(desk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_grid),
	    TEST(test_empty),
	    TEST(test_adds_where_the_cursor_is),
	    TEST(test_leaves_no_blank_part),
	    TEST(test_unsaid),
	    TEST(test_takes_off_one_day),
	    TEST(test_hours_go_to_the_cost),
	    TEST(test_table_and_grid),
	    TEST(test_all_of_nobody),
	    TEST(test_two_people),
	};

	real_forms();
	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
