/* Kwame Redfern, who does not exist, and his wheelchair: typed in from nothing,
 * key by key, then read back by every other way in. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/outfile.h"
#include "real/real.h"
#include "real/walk.h"

#define QUESTIONS_MAX 35  /* needed, for one item: practice.md F1 */

/* --- what is typed --- */

/* All that is asked, with one thing wanted and one cost. */
static const struct entry all[] = {
	{ "What is this plan for?", { "key Space" } },
	{ "Is help needed before the plan", { "key n" } },
	{ "What I am asking for, and why now",
	    { "text My chair hurts my shoulders and I keep being late for work.",
		"key Enter", "text I want one that fits." } },
	{ "When does the plan start?", { "text 16/11/2026" } },
	{ "How many weeks does the plan", { "see [52 " } },
	{ "Who is your one person to ask?",
	    { "text Aisha Bloom, wheelchair therapist" } },
	{ "First name", { "text Kwame" } },
	{ "Family name", { "text Redfern" } },
	{ "Date of birth", { "text 3/5/1992" } },
	{ "NHS number", { "text 999 834 6509" } },
	{ "Where do you live?",
	    { "text 14 Example Street", "key Enter", "text Anytown" } },
	{ "Postcode", { "text AB12 3CD" } },
	{ "What is the best way to reach",
	    { "key Down", "key Space", "key Down 2", "key Space",
		"see [x] Text message", "see [x] Email" } },
	{ "Your phone number", { "text 07700 900123" } },
	{ "Your email address", { "text kwame@print.example" } },
	{ "How do you need written",
	    { "key Space", "see [x] Ordinary print is fine" } },
	{ "What helps you to talk with us",
	    { "key Space", "see [x] Nothing extra" } },
	{ "Which language do you like to", { "text English" } },
	{ "When was this explained to", { "text 9/11/2026" } },
	{ "Is it safe to ring, write or",
	    { "key Space", "see (x) Yes, any way" } },
	{ "+ Add a thing I want to change", { "key Enter" } },
	{ "What I want, in my own words",
	    { "text I get to work and court in a chair that fits" } },
	{ "How will we know that it has",
	    { "text Days late through chair trouble in a month: 0" } },
	{ "How is it now?", { "text 5 days a month" } },
	{ "By when?", { "text 16/5/2027" } },
	{ "+ Add a thing to do", { "key Enter" } },
	{ "What will be done?", { "text Order the chair and have it fitted" } },
	{ "Who will do it?", { "text Aisha Bloom" } },
	{ "By when will it be done?", { "text 11/1/2027" } },
	{ "+ Add a kind of money", { "key Enter" } },
	{ "Whose money is it?",
	    { "key Down", "key Space",
		"see (x) NHS personal wheelchair budget" } },
	{ "How much do we expect it to", { "text 2,450.00" } },
	{ "+ Add a cost", { "key Enter" } },
	{ "What will you buy or arrange?",
	    { "text Lightweight active chair (VAT relief)" } },
	{ "Which of the things you want does it help?",
	    { "see [x] I get to work and court" } },
	{ "How many?", { "see [1 " } },
	{ "What does one cost?", { "text 2,380.00" } },
	{ "How often is it paid?", { "see (x) Once" } },
	{ "Is the cost shared between", { "see (x) No" } },
	{ "Which money pays for it?",
	    { "see (x) NHS personal wheelchair budget" } },
	{ NULL, { NULL } },
};

/* The other things he wants, each from "+ Add" back to it. */
static const struct entry shoulders[] = {
	{ "What I want, in my own words",
	    { "text My shoulders do not hurt by Friday" } },
	{ "How will we know that it has",
	    { "text Pain from 0 to 10 on a Friday: 3" } },
	{ "How is it now?", { "text 7" } },
	{ "By when?", { "text 16/5/2027" } },
	{ "+ Add a thing to do", { "key Enter" } },
	{ "What will be done?", { "text Loan chair if pain passes 8" } },
	{ "Who will do it?", { "text Aisha Bloom" } },
	{ "By when will it be done?", { "text 30/11/2026" } },
	{ NULL, { NULL } },
};

static const struct entry repairs[] = {
	{ "What I want, in my own words",
	    { "text I can mend small faults myself" } },
	{ "How will we know that it has",
	    { "text Repairs of 4 done myself: 3" } },
	{ "How is it now?", { "text 0" } },
	{ "By when?", { "text 16/11/2027" } },
	{ "+ Add a thing to do", { "key Enter" } },
	{ "What will be done?",
	    { "text Self-repair lesson at the sports club" } },
	{ "Who will do it?", { "text Kwame" } },
	{ "By when will it be done?", { "text 1/3/2027" } },
	{ NULL, { NULL } },
};

/* The other money. */
static const struct entry work[] = {
	{ "Whose money is it?",
	    { "key Down 5", "key Space", "see (x) Access to Work (ATW)" } },
	{ "How much do we expect it to", { "text 1,180.00" } },
	{ NULL, { NULL } },
};

static const struct entry charity[] = {
	{ "Whose money is it?",
	    { "key Down 6", "key Space", "see (x) Charity (CHARITY)" } },
	{ "How much do we expect it to", { "text 600.00" } },
	{ NULL, { NULL } },
};

static const struct entry own[] = {
	{ "Whose money is it?",
	    { "key Down 7", "key Space", "see (x) My own money" } },
	{ "How much do we expect it to", { "text 280" } },
	{ NULL, { NULL } },
};

/* When the first cost was typed there was one thing wanted and one kind of
 * money, which were filled in. Now there are several: what was filled in stays,
 * and one thing more is said. */
static const struct entry chair_again[] = {
	{ "Which of the things you want does it help?",
	    { "see [x] I get to work", "key Down", "key Space" } },
	{ "Which money pays for it?",
	    { "see (x) NHS personal wheelchair budget" } },
	{ NULL, { NULL } },
};

/* The other costs. */
struct cost {
	const char *what;	 /* each a line of a key script */
	const char *outcomes[3];
	const char *price;
	bool yearly;
	const char *stream;
};

static const struct cost costs[] = {
	{ "text Powered wheel kit, work share",
	    { "key Space", "key Down", "key Space" }, "text 1,180.00", false,
	    "key Down" },
	{ "text Powered wheel kit, charity share",
	    { "key Space", "key Down", "key Space" }, "text 600.00", false,
	    "key Down 2" },
	{ "text Pressure cushion upgrade (his choice)",
	    { "key Down", "key Space" }, "text 165.00", false, "key Down 3" },
	{ "text Repairs allowance, year 1", { "key Space" }, "text 70", true,
	    NULL },
	{ "text Chair insurance with recovery", { "key Space" }, "text 96.00",
	    true, "key Down 3" },
	{ "text Self-repair lesson at sports club",
	    { "key Down 2", "key Space" }, "text 0.00", true, "key Down 2" },
};

/* --- and how --- */

static void
add_cost(struct pty *pty, const struct cost *cost)
{
	const struct entry entries[] = {
		{ "What will you buy or arrange?", { cost->what } },
		{ "Which of the things you want does it help?",
		    { cost->outcomes[0], cost->outcomes[1],
			cost->outcomes[2] } },
		{ "What does one cost?", { cost->price } },
		{ "How often is it paid?",
		    { cost->yearly ? "key Down 6" : "see (x) Once",
			cost->yearly ? "key Space" : NULL } },
		{ "Which money pays for it?",
		    { cost->stream ? cost->stream : "key Space",
			cost->stream ? "key Space" : NULL } },
		{ NULL, { NULL } },
	};

	walk_add_row(pty, entries, "+ Add a cost");
}

static void
type_the_rest(struct pty *pty)
{
	walk_to(pty, "What I want to change", "What I want to change");
	walk_add_row(pty, shoulders, "+ Add a thing I want to change");
	walk_add_row(pty, repairs, "+ Add a thing I want to change");
	walk_to(pty, "The money there is", "Money: The money there is");
	walk_add_row(pty, work, "+ Add a kind of money");
	walk_add_row(pty, charity, "+ Add a kind of money");
	walk_add_row(pty, own, "+ Add a kind of money");
	walk_to(pty, "What it will be spent on",
	    "Money: What it will be spent on");
	REAL_PLAY(pty, "at Lightweight active chair", "key Enter");
	walk(pty, chair_again, "+ Add a cost");
	for (size_t i = 0; i < ARRAY_LEN(costs); i++)
		add_cost(pty, &costs[i]);
}

/* --- what came of it --- */

static char *
only_plan(struct real *real)
{
	struct buf path;

	buf_init(&path);
	real_path(real, "data/oneplan/plan-2026-11-16-1.oneplan", &path);
	return buf_take(&path);
}

static void
check_shown(struct real *real, const char *path)
{
	REAL_RUN(real, "show", path);
	assert_int_equal(real->status, 0);
	assert_string_equal(real->err, "");
	WALK_PRINTED(real, "Kwame Redfern", "999 834 6509",
	    "    My chair hurts my shoulders and I keep being late for work.\n"
	    "    I want one that fits.\n",
	    "16 November 2026", "Aisha Bloom, wheelchair therapist",
	    "    14 Example Street\n    Anytown\n", "AB12 3CD",
	    "Text message; Email", "Ordinary print is fine", "English",
	    "I get to work and court in a chair that fits",
	    "My shoulders do not hurt by Friday",
	    "I can mend small faults myself", "Loan chair if pain passes 8",
	    "paid again and again\n    \302\243166.00\n",
	    "paid once\n    \302\2434,325.00\n");
	/* what there is, what is planned, what is left over */
	walk_line_says(real, "(NHS_PWB) ", "\302\2432,450.00 \302\2432,450.00 \302\2430.00");
	walk_line_says(real, "(ATW) ", "\302\2431,180.00 \302\2431,180.00 \302\2430.00");
	walk_line_says(real, "(CHARITY) ", "\302\243600.00 \302\243600.00 \302\2430.00");
	walk_line_says(real, "(OWN) ", "\302\243280.00 \302\243261.00 \302\24319.00");
	walk_line_says(real, "All together",
	    "\302\2434,510.00 \302\2434,491.00 \302\24319.00");
}

/* The same pages leave as a file, and nothing is left to find. */
static void
check_exported(struct real *real, const char *path)
{
	struct error err = { 0 };
	char *shown, *exported;
	size_t len;

	shown = real->out;
	real->out = NULL;
	REAL_RUN(real, "export", "-o", "kwame.txt", path);
	assert_int_equal(real->status, 0);
	assert_true(infile_read("kwame.txt", 1 << 20, &exported, &len, &err));
	assert_string_equal(exported, shown);
	free(exported);
	free(shown);
	REAL_RUN(real, "check", path);
	assert_string_equal(real->out, "");
	assert_int_equal(real->status, 0);
}

/* The file is one that plain sqlite3 reads. */
static void
check_file(struct real *real, const char *path)
{
	static const struct {
		const char *sql, *says;
	} cases[] = {
		{ "PRAGMA integrity_check", "ok\n" },
		{ "SELECT value FROM answers WHERE field = 'about_me.nhs_no'",
		    "9998346509\n" },
		{ "SELECT count(*), sum(price) FROM money_line", "7|449100\n" },
		{ "SELECT sum(price) FROM money_line WHERE frequency = 'annual'",
		    "16600\n" },
		{ "SELECT funder, indicative FROM money_stream",
		    "nhs_pwb|245000\natw|118000\ncharity|60000\nown|28000\n" },
		{ "SELECT words FROM outcomes_outcome",
		    "I get to work and court in a chair that fits\n"
		    "My shoulders do not hurt by Friday\n"
		    "I can mend small faults myself\n" },
		{ "SELECT value, who LIKE 'Aisha Bloom%', head FROM history "
		  "WHERE field = 'about_me.name_family'", "Redfern|1|1\n" },
		{ "SELECT count(*) FROM draft", "0\n" },
		{ "SELECT name, planned_pence FROM summary",
		    "Kwame Redfern|449100\n" },
	};

	if (!real_has_program("sqlite3")) {
		print_message("# no sqlite3 here, so the views were not read\n");
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		real_sql(real, path, cases[i].sql);
		assert_string_equal(real->err, "");
		assert_string_equal(real->out, cases[i].says);
	}
}

static void
test_journey(void **state)
{
	struct real *real = *state;
	char *path = only_plan(real);
	struct pty *pty = real_start(real, NULL, 24, 80);
	int passed, asked;

	REAL_PLAY(pty, "see There are no plans in this folder yet.", "key n");
	passed = walk(pty, all, NULL);
	asked = walk_needed(pty);

	print_message("# one thing wanted, one cost: %d answers needed, %d "
		      "questions passed with Tab\n", asked, passed);
	assert_in_range(asked, 1, QUESTIONS_MAX);
	type_the_rest(pty);
	real_quit(pty);
	real_end(real, pty);
	assert_int_equal(real_count("data/oneplan"), 1); /* no journal */
	check_shown(real, path);
	check_exported(real, path);
	check_file(real, path);
	assert_int_equal(real_count("data/oneplan"), 1);
	free(path);
}

/* --- what was filled in stays --- */

static bool
shows_on(struct pty *pty, const char *screen, const char *text)
{
	walk_to(pty, screen, screen);
	return emulator_shows(pty->emulator, text);
}

/* A figure that was shown for a cost does not go because the plan is for one
 * thing more, or because there is more money: what a form filled in, and
 * somebody has seen and passed, counts as said. */
static void
test_more_kinds_and_money(void **state)
{
	struct real *real = *state;
	struct pty *pty = real_start(real, NULL, 24, 80);
	bool stays;

	REAL_PLAY(pty, "key n");
	walk(pty, all, NULL);
	assert_true(shows_on(pty, "What it all comes to", "\302\2432,380.00"));
	walk_to(pty, "What is this plan for?", "What is this plan for?");
	REAL_PLAY(pty, "key Down 3", "key Space",
	    "see [x] NHS personal health budget");
	stays = shows_on(pty, "What it all comes to", "\302\2432,380.00");
	REAL_PLAY(pty, "key Ctrl-O");
	if (stays) {
		walk_to(pty, "The money there is",
		    "Money: The money there is");
		walk_add_row(pty, work, "+ Add a kind of money");
		/* paid from the first still, so that 70.00 of it is left */
		stays = shows_on(pty, "The money there is", "\302\24370.00");
	}
	real_quit(pty);
	real_end(real, pty);
	assert_true(stays);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_journey, real_set_up,
		    real_tear_down),
		cmocka_unit_test_setup_teardown(test_more_kinds_and_money,
		    real_set_up, real_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
