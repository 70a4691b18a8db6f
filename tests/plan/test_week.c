/* My week day by day (practice.md F45): hours, times that cross midnight, when
 * nobody is there, and the cost that the hours feed. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "form/field_type.h"
#include "plan/week.h"
#include "support.h"

struct told {
	const char *what, *days, *starts, *ends, *who, *staff, *paid, *variant;
};

static struct uid
tell(struct plan *plan, const struct told *told)
{
	struct uid row = add_row(plan, WEEK_ENTRY, NULL);

	answer(plan, "week.what", &row, told->what);
	answer(plan, "week.days", &row, told->days);
	answer(plan, "week.starts", &row, told->starts);
	answer(plan, "week.ends", &row, told->ends);
	answer(plan, "week.who", &row, told->who);
	answer(plan, "week.staff", &row, told->staff);
	answer(plan, "week.paid", &row, told->paid);
	answer(plan, "week.variant", &row, told->variant);
	return row;
}

static void
read_it(struct plan *plan, struct week *week)
{
	struct week_form form;

	assert_true(week_form_find(plan_forms(plan), &form));
	for (size_t i = 0; i < WEEK_QUESTIONS; i++)
		assert_non_null(form.fields[i]);
	week_read(plan, &form, week);
}

static struct plan *
council_plan(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;

	answer(plan, "purpose.kinds", NULL, "council");
	return plan;
}

/* --- reading --- */

static void
stands_in_the_order_of_the_day(void **state)
{
	struct plan *plan = council_plan(state);
	static const struct told parts[] = {
		{ "Bingo", "thu", NULL, NULL, "Ruth", NULL, NULL, NULL },
		{ "Bed", "mon tue", "21:00", "21:30", "Priya", "2", "paid",
		    NULL },
		{ "Up", "mon tue", "07:30", "09:00", "Priya", NULL, "paid",
		    "every" },
		{ "Swim", "fri", "07:30", NULL, NULL, NULL, "unpaid", "good" },
		{ "Late", NULL, "half past", "25:00", NULL, NULL, "alone",
		    "bad" },
	};
	static const struct {
		size_t place;
		unsigned days;
		enum week_kind kind;
		enum week_help help;
		int starts, ends, people, minutes;
	} want[] = {
		{ 2, 3, WEEK_EVERY, WEEK_PAID_HELP, 450, 540, 1, 90 },
		{ 3, 1 << 4, WEEK_GOOD, WEEK_FREE_HELP, 450, -1, 1, 0 },
		{ 1, 3, WEEK_EVERY, WEEK_PAID_HELP, 1260, 1290, 2, 30 },
		{ 0, 1 << 3, WEEK_EVERY, WEEK_NOT_SAID, -1, -1, 1, 0 },
		{ 4, 0, WEEK_BAD, WEEK_ALONE, -1, -1, 1, 0 },
	};
	struct week week;

	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		(void)tell(plan, &parts[i]);
	read_it(plan, &week);
	assert_int_equal(week.count, ARRAY_LEN(want));
	for (size_t i = 0; i < week.count; i++) {
		const struct week_part *part = &week.parts[i];

		assert_int_equal(part->place, want[i].place);
		assert_int_equal(part->days, want[i].days);
		assert_int_equal(part->kind, want[i].kind);
		assert_int_equal(part->help, want[i].help);
		assert_int_equal(part->starts, want[i].starts);
		assert_int_equal(part->ends, want[i].ends);
		assert_int_equal(part->people, want[i].people);
		assert_int_equal(week_part_minutes(part), want[i].minutes);
	}
	week_clear(&week);
}

/* The minutes of the model are the hours of the forms. */
static void
counts_as_the_forms_do(void **state)
{
	struct plan *plan = council_plan(state);
	static const struct told parts[] = {
		{ "Up", "mon wed fri", "07:30", "08:30", NULL, "2", "paid",
		    NULL },
		{ "Night", "sat sun", "22:00", "07:00", NULL, NULL, "paid",
		    NULL },
		{ "All day", "tue", "09:00", "09:00", NULL, NULL, "unpaid",
		    NULL },
		{ "Swim", "thu", "10:00", "11:20", NULL, NULL, "paid", "good" },
		{ "More", "thu", "12:00", "15:00", NULL, NULL, "paid", "bad" },
		{ "Rest", "mon", "13:00", "16:00", NULL, NULL, "alone", NULL },
	};
	struct week week;

	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		(void)tell(plan, &parts[i]);
	read_it(plan, &week);
	assert_int_equal(week_minutes(&week, WEEK_EVERY, 0, WEEK_PAID_HELP),
	    120);
	assert_int_equal(week_minutes(&week, WEEK_EVERY, 5, WEEK_PAID_HELP),
	    540);
	assert_int_equal(week_minutes(&week, WEEK_EVERY, -1, WEEK_PAID_HELP),
	    24 * 60);
	assert_shown(plan, "week.hours_paid", NULL, "24");
	assert_int_equal(week_minutes(&week, WEEK_EVERY, -1, WEEK_FREE_HELP),
	    24 * 60);
	assert_shown(plan, "week.hours_free", NULL, "24");
	assert_int_equal(week_minutes(&week, WEEK_GOOD, -1, WEEK_PAID_HELP),
	    25 * 60 + 20);
	assert_shown(plan, "week.hours_good", NULL, "1.3333");
	assert_int_equal(week_minutes(&week, WEEK_BAD, 3, WEEK_PAID_HELP), 180);
	assert_shown(plan, "week.hours_bad", NULL, "3");
	assert_int_equal(week_minutes(&week, WEEK_BAD, -1, WEEK_ALONE), 180);
	week_clear(&week);
}

/* --- when nobody is there --- */

static const struct gap {
	const char *name;
	struct told parts[4];
	const char *says;
} gaps[] = {
	{ "nothing has a time",
	    { { "Up", "mon", NULL, NULL, NULL, NULL, "paid", NULL } }, "" },
	{ "nobody on Tuesday nights",
	    { { "Night", "mon wed thu fri sat sun", "22:00", "07:00", NULL,
		  NULL, "paid", NULL },
		{ "Day", "mon tue wed thu fri sat sun", "08:00", "21:00", NULL,
		    NULL, "unpaid", NULL } },
	    "Tuesday night" },
	/* an hour after midnight belongs to the night before; Sunday's ends on
	 * Monday */
	{ "the night before",
	    { { "Turn", "mon tue", "02:00", "02:20", NULL, NULL, "paid",
		NULL } },
	    "every morning; every afternoon; every evening; every "
	    "night but Monday and Sunday" },
	/* a quarter of an hour of a long stay is not being there */
	{ "half an hour",
	    { { "Tea", "mon tue wed thu fri sat sun", "17:00", "18:20", NULL,
		NULL, "paid", NULL } },
	    "every morning; every evening; every night" },
	{ "by myself on purpose",
	    { { "Rest", "mon tue wed thu fri sat", "13:00", "16:00", NULL,
		  NULL, "alone", NULL },
		{ "Lunch", "sun", "12:30", NULL, "Dan", NULL, NULL, NULL } },
	    "every morning; every evening; every night" },
	{ "most days",
	    { { "Up", "mon fri", "07:00", "07:20", NULL, NULL, "paid", NULL } },
	    "every morning but Monday and Friday; every afternoon; every "
	    "evening; every night" },
	{ "not in a usual week",
	    { { "Up", "mon tue wed thu fri sat sun", "07:00", "22:15", NULL,
		  NULL, "paid", NULL },
		{ "Sit", "mon tue wed thu fri sat sun", "23:00", "05:00", NULL,
		    NULL, "paid", "bad" } },
	    "every night" },
};

static void
says_when_nobody_is_there(void **state)
{
	const struct fixture *fixture = *state;
	const struct gap *gap;

	(void)council_plan(state);
	for (size_t i = 0; i < ARRAY_LEN(gaps); i++) {
		struct uid rows[ARRAY_LEN(gap->parts)];
		struct week week;
		struct buf said;
		struct error err;
		size_t count = 0;

		gap = &gaps[i];
		for (; count < ARRAY_LEN(rows) && gap->parts[count].what; count++)
			rows[count] = tell(fixture->plan, &gap->parts[count]);
		read_it(fixture->plan, &week);
		buf_init(&said);
		week_say_nobody(&week, WEEK_EVERY, &said);
		if (strcmp(said.data, gap->says) != 0)
			fail_msg("%s: \"%s\"", gap->name, said.data);
		buf_clear(&said);
		week_clear(&week);
		while (count-- > 0)
			assert_true(plan_row_remove(fixture->plan,
			    form_set_repeat(fixture->forms, WEEK_ENTRY),
			    &rows[count], &err));
	}
}

/* The spells are the day, without a gap or an overlap. */
static void
every_minute_is_in_one_spell(void **state)
{
	(void)state;
	for (int minute = 0; minute < DAY_MINUTES; minute++) {
		enum week_spell spell = week_spell_of(minute);
		int starts = week_spell_starts(spell);

		if (spell == WEEK_NIGHT)
			assert_true(minute >= starts || minute < 360);
		else
			assert_true(minute >= starts && minute <
			    week_spell_starts((enum week_spell)(spell + 1)));
	}
}

/* --- changing --- */

static void
begins_and_takes_off(void **state)
{
	struct plan *plan = council_plan(state);
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), WEEK_ENTRY);
	struct uid row, untimed;
	struct error err;

	assert_true(week_add(plan, 1, 450, WEEK_BAD, &row, &err));
	assert_shown(plan, "week.days", &row, "Tuesday");
	assert_shown(plan, "week.starts", &row, "07:30");
	assert_shown(plan, "week.variant", &row, "Bad week");
	assert_true(week_blank(plan, repeat, &row));
	answer(plan, "week.who", &row, "Priya");
	assert_false(week_blank(plan, repeat, &row));
	assert_true(week_add(plan, 6, -1, WEEK_EVERY, &untimed, &err));
	assert_shown(plan, "week.starts", &untimed, "");
	answer(plan, "week.days", &row, "mon tue fri");
	assert_true(week_take_off(plan, &row, 1, &err));
	assert_shown(plan, "week.days", &row, "Monday; Friday");
	assert_true(week_take_off(plan, &row, 0, &err));
	assert_true(week_take_off(plan, &row, 4, &err));
	assert_false(plan_row_exists(plan, repeat, &row));
	assert_true(plan_undo(plan, NULL, &err));
	assert_shown(plan, "week.days", &row, "Friday");
	assert_shown(plan, "week.who", &row, "Priya");
}

static struct uid
link_to_cost(struct plan *plan, const struct uid *row, const char *frequency)
{
	struct uid line = add_row(plan, "money.line", NULL);
	char id[UID_HEX_LEN + 1];

	uid_format(&line, id);
	answer(plan, "money.what", &line, "Support worker");
	answer(plan, "money.frequency", &line, frequency);
	answer(plan, "week.line", row, id);
	return line;
}

/* 8 hours a week (domain.md C1 has a support worker at 16). */
static void
feeds_the_cost(void **state)
{
	struct plan *plan = council_plan(state);
	static const struct told morning = { "Up", "mon tue wed thu", "08:00",
		"10:00", NULL, NULL, "paid", NULL };
	struct uid row = tell(plan, &morning), line, found;
	int64_t week, cost;
	struct error err;

	assert_false(week_line_of(plan, &row, &line));
	line = link_to_cost(plan, &row, "weekly");
	assert_true(week_line_of(plan, &row, &found));
	assert_true(uid_equal(&found, &line));
	/* nobody has said how many: it is what the week says */
	assert_shown(plan, "money.quantity", &line, "8");
	assert_false(week_line_differs(plan, &line, &week, &cost));
	answer(plan, "money.quantity", &line, "16");
	assert_true(week_line_differs(plan, &line, &week, &cost));
	assert_int_equal(week, 80000);
	assert_int_equal(cost, 160000);
	assert_non_null(advice(plan, "money.week_hours", &line));
	assert_true(week_take_hours(plan, &line, &err));
	assert_shown(plan, "money.quantity", &line, "8");
	assert_null(advice(plan, "money.week_hours", &line));
	/* each time it is paid */
	answer(plan, "money.frequency", &line, "fortnightly");
	assert_shown(plan, "money.week_hours", &line, "16");
	answer(plan, "money.frequency", &line, "four_weekly");
	assert_shown(plan, "money.week_hours", &line, "32");
	assert_true(week_take_hours(plan, &line, &err));
	assert_shown(plan, "money.quantity", &line, "32");
	/* a month has no whole number of weeks */
	answer(plan, "money.frequency", &line, "monthly");
	assert_false(week_take_hours(plan, &line, &err));
	assert_non_null(strstr(err.text, "every week"));
	assert_shown(plan, "money.quantity", &line, "32");
}

/* Two people at once are counted twice; nights asleep are counted, not hours;
 * what is not in every week is not. */
static void
counts_nights_and_people(void **state)
{
	struct plan *plan = council_plan(state);
	static const struct told night = { "Sleep in", "mon tue wed", "22:00",
		"07:00", NULL, "2", "paid", NULL };
	struct uid row = tell(plan, &night);
	struct uid line = link_to_cost(plan, &row, "weekly");

	assert_shown(plan, "money.week_hours", &line, "54");
	answer(plan, "money.category", &line, "pa");
	answer(plan, "money.hours_kind", &line, "sleep_in");
	assert_shown(plan, "money.week_hours", &line, "6");
	answer(plan, "week.variant", &row, "good");
	assert_shown(plan, "money.week_hours", &line, "0");
	assert_null(advice(plan, "money.week_hours", &line));
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(stands_in_the_order_of_the_day),
		TEST(counts_as_the_forms_do),
		TEST(says_when_nobody_is_there),
		cmocka_unit_test(every_minute_is_in_one_spell),
		TEST(begins_and_takes_off),
		TEST(feeds_the_cost),
		TEST(counts_nights_and_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
