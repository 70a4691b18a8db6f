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

#define QUESTIONS_MAX 35 /* needed, for one item: practice.md F1 */
#define STOPS_MAX     41 /* of Tab, with those that may stay blank */

/* --- what is typed --- */

/* All that is asked, with one thing wanted and one cost. "at" names the question
 * that the cursor must be on. */
static const char *const first_part[] = {
	"see There are no plans in this folder yet.",
	"key n",
	"at What is this plan for?", "key Space", "key Tab",
	"at Is help needed before the plan", "key n", "key Tab",
	"at What I am asking for, and why now",
	"text My chair hurts my shoulders and I keep being late for work.",
	"key Enter", "text I want one that fits.", "key Tab",
	"at What I have tried, and what helps now", "key Tab",
	"see >+ More questions, which few plans need", "key Tab",
	"at When does the plan start?", "text 16/11/2026", "key Tab",
	"at How many weeks does the plan", "see [52 ", "key Tab",
	"at Who is your one person to ask?",
	"text Aisha Bloom, wheelchair therapist", "key Tab",
	"at Their phone number", "text 01632 960123", "key Tab",
	"key Tab",
	"at What do you like to be called?", "key Tab",
	"at First name", "text Kwame", "key Tab",
	"at Family name", "text Redfern", "key Tab",
	"at Date of birth", "text 3/5/1992", "key Tab",
	"at NHS number", "text 999 834 6509", "key Tab",
	"see Kwame Redfern",
	"key Tab",
	"at Where do you live?", "text 14 Example Street", "key Enter",
	"text Anytown", "key Tab",
	"at Postcode", "text AB12 3CD", "key Tab",
	"at What is the best way to reach", "key Down", "key Space", "key Down 2",
	"key Space", "see [x] Text message", "see [x] Email", "key Tab",
	"at Your phone number", "text 07700 900123", "key Tab",
	"at Your email address", "text kwame@print.example", "key Tab",
	"at How do you need written", "key Space",
	"see [x] Ordinary print is fine", "key Tab",
	"at What helps you to talk with us", "key Space",
	"see [x] Nothing extra", "key Tab",
	"at Which language do you like to", "text English", "key Tab",
	"at Is there anything you do not want shared?", "key Tab",
	"at When was this explained to", "text 9/11/2026", "key Tab",
	"at Is it safe to ring, write or", "key Space",
	"see (x) Yes, any way", "key Tab", "key Tab",
	"see >+ Add a thing I want to change", "key Enter",
	"at What I want, in my own words",
	"text I get to work and court in a chair that fits", "key Tab",
	"at How will we know that it has",
	"text Days late through chair trouble in a month: 0", "key Tab",
	"at How is it now?", "text 5 days a month", "key Tab",
	"at By when?", "text 16/5/2027", "key Tab",
	"see >+ Add a thing to do", "key Enter",
	"at What will be done?", "text Order the chair and have it fitted",
	"key Tab",
	"at Who will do it?", "text Aisha Bloom", "key Tab",
	"at By when will it be done?", "text 11/1/2027", "key Tab",
	"see >+ Add a thing to do", "key Esc",
	"see >+ Add a thing I want to change", "key Tab",
	"see >+ Add a kind of money", "key Enter",
	"at Whose money is it?", "key Down", "key Space",
	"see (x) NHS personal wheelchair budget", "key Tab",
	"at How much do we expect it to", "text 2,450.00", "key Tab",
	"at How was it worked out?", "text The standard chair, and repairs.",
	"key Tab", "key Esc",
	"see >+ Add a kind of money", "key Tab",
	"see >+ Add a cost", "key Enter",
	"at What will you buy or arrange?",
	"text Lightweight active chair (VAT relief)", "key Tab",
	"at Which of the things you want does it help?",
	"see [x] I get to work and court", "key Tab",
	"at How many?", "see [1 ", "key Tab",
	"at What does one cost?", "text 2,380.00", "key Tab",
	"at How often is it paid?", "see (x) Once", "key Tab",
	"at Is the cost shared between", "see (x) No", "key Tab",
	"at Which money pays for it?",
	"see (x) NHS personal wheelchair budget", "key Tab", NULL,
};

/* The other things he wants. The last screen was a row of costs. */
static const char *const more_outcomes[] = {
	"key Esc", "key Ctrl-G", "text What I want to change", "key Enter",
	"key End", "see >+ Add a thing I want to change",
	"key Enter", "at What I want, in my own words",
	"text My shoulders do not hurt by Friday", "key Tab",
	"text Pain from 0 to 10 on a Friday: 3", "key Tab", "text 7", "key Tab",
	"text 16/5/2027", "key Tab", "see >+ Add a thing to do", "key Enter",
	"text Loan chair if pain passes 8", "key Tab", "text Aisha Bloom",
	"key Tab", "text 30/11/2026", "key Tab", "key Esc",
	"see >+ Add a thing I want to change", "key Enter",
	"text I can mend small faults myself", "key Tab",
	"text Repairs of 4 done myself: 3", "key Tab", "text 0", "key Tab",
	"text 16/11/2027", "key Tab", "key Enter",
	"text Self-repair lesson at the sports club", "key Tab", "text Kwame",
	"key Tab", "text 1/3/2027", "key Tab", "key Esc", NULL,
};

/* The other money. */
static const char *const more_streams[] = {
	"key Tab", "key End", "see >+ Add a kind of money", "key Enter",
	"at Whose money is it?", "key Down 5", "key Space",
	"see (x) Access to Work (ATW)", "key Tab", "text 1,180.00", "key Tab",
	"key Esc", "key Esc", "key Enter",
	"key Down 6", "key Space", "see (x) Charity (CHARITY)", "key Tab",
	"text 600.00", "key Tab", "key Esc", "key Esc", "key Enter",
	"key Down 7", "key Space", "see (x) My own money", "key Tab",
	"text 280", "key Tab", "key Esc", "key Esc",
	"see >+ Add a kind of money", "key Tab", NULL,
};

/* When the first cost was typed there was one thing wanted and one kind of money,
 * which were filled in; now there are several, and it has to be said. */
static const char *const first_cost_again[] = {
	"key Home", "see >Lightweight active chair", "key Enter", "key Tab",
	"at Which of the things you want does it help?", "key Space",
	"key Down", "key Space", "key Tab", "key Tab", "key Tab",
	"at How often is it paid?", "key Tab", "key Tab",
	"at Which money pays for it?", "key Space", "key Esc", "key End", NULL,
};

/* A cost, from "+ Add a cost" back to it. */
struct cost {
	const char *what;
	const char *outcomes[4]; /* keys */
	const char *price;
	bool yearly;
	const char *stream; /* keys from the first to the one that pays */
};

static const struct cost costs[] = {
	{ "Powered wheel kit, work share",
	    { "key Space", "key Down", "key Space" }, "1,180.00", false,
	    "key Down" },
	{ "Powered wheel kit, charity share",
	    { "key Space", "key Down", "key Space" }, "600.00", false,
	    "key Down 2" },
	{ "Pressure cushion upgrade (his choice)",
	    { "key Down", "key Space" }, "165.00", false, "key Down 3" },
	{ "Repairs allowance, year 1", { "key Space" }, "70", true, NULL },
	{ "Chair insurance with recovery", { "key Space" }, "96.00", true,
	    "key Down 3" },
	{ "Self-repair lesson at sports club", { "key Down 2", "key Space" },
	    "0.00", true, "key Down 2" },
};

static void
type_cost(struct pty *pty, const struct cost *cost)
{
	char text[128];

	REAL_PLAY(pty, "see >+ Add a cost", "key Enter",
	    "at What will you buy or arrange?");
	snprintf(text, sizeof text, "text %s", cost->what);
	REAL_PLAY(pty, text, "key Tab",
	    "at Which of the things you want does it help?");
	real_play(pty, cost->outcomes);
	REAL_PLAY(pty, "key Tab", "at How many?", "key Tab",
	    "at What does one cost?");
	snprintf(text, sizeof text, "text %s", cost->price);
	REAL_PLAY(pty, text, "key Tab", "at How often is it paid?");
	if (cost->yearly)
		REAL_PLAY(pty, "key Down 6", "key Space", "see (x) Every year");
	REAL_PLAY(pty, "key Tab", "key Tab", "at Which money pays for it?");
	if (cost->stream)
		REAL_PLAY(pty, cost->stream);
	REAL_PLAY(pty, "key Space", "key Esc", "see >+ Add a cost");
}

/* --- how many questions that is --- */

/* Plays LINES and counts the questions that Tab left. */
static int
play_and_count(struct pty *pty, const char *const *lines)
{
	int count = 0;

	for (; *lines; lines++) {
		if (strcmp(*lines, "key Tab") == 0 && real_on_question(pty))
			count++;
		REAL_PLAY(pty, *lines);
	}
	return count;
}

static void
type_the_rest(struct pty *pty)
{
	real_play(pty, more_outcomes);
	real_play(pty, more_streams);
	real_play(pty, first_cost_again);
	for (size_t i = 0; i < ARRAY_LEN(costs); i++)
		type_cost(pty, &costs[i]);
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
printed(const struct real *real, const char *const *texts)
{
	for (; *texts; texts++)
		if (!strstr(real->out, *texts))
			fail_msg("\"%s\" is not in:\n%s", *texts, real->out);
}

#define PRINTED(real, ...) \
	printed(real, (const char *const[]){ __VA_ARGS__, NULL })

/* The line of what was printed that has WORDS must have FIGURES after them. */
static void
line_says(const struct real *real, const char *words, const char *figures)
{
	const char *at = real->out;
	char *line;
	size_t n;
	bool found = false;

	while (*at && !found) {
		n = strcspn(at, "\n");
		line = xstrndup(at, n);
		found = strstr(line, words) && strstr(line, figures);
		free(line);
		at += n + (at[n] == '\n');
	}
	if (!found)
		fail_msg("no line has \"%s\" and \"%s\" in:\n%s", words,
		    figures, real->out);
}

/* What the program itself says is needed, with one thing wanted and one cost. */
static int
needed(struct pty *pty)
{
	struct buf row;
	int done = 0, asked = 0;

	REAL_PLAY(pty, "key Ctrl-O");
	buf_init(&row);
	emulator_row(pty->emulator, 2, &row);
	if (sscanf(row.data, "%d of %d answers needed", &done, &asked) != 2)
		real_fail(pty, "how many answers are needed is not shown");
	if (done != asked)
		real_fail(pty, "%d of %d answers are there", done, asked);
	buf_clear(&row);
	REAL_PLAY(pty, "key Ctrl-G", "text Which money pays", "key Enter");
	return asked;
}

static void
check_shown(struct real *real, const char *path)
{
	REAL_RUN(real, "show", path);
	assert_int_equal(real->status, 0);
	assert_string_equal(real->err, "");
	PRINTED(real, "Kwame Redfern", "999 834 6509",
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
	line_says(real, "(NHS_PWB) ", "\302\2430.00");
	line_says(real, "(ATW) ", "\302\2430.00");
	line_says(real, "(CHARITY) ", "\302\2430.00");
	line_says(real, "(OWN) ", "\302\24319.00");
	line_says(real, "All together", "\302\2434,510.00  "
	    "\302\2434,491.00  \302\24319.00");
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
	int stops = play_and_count(pty, first_part), asked = needed(pty);

	print_message("# one thing wanted, one cost: %d answers needed, %d "
		      "questions passed with Tab\n", asked, stops);
	assert_in_range(asked, 1, QUESTIONS_MAX);
	assert_in_range(stops, 1, STOPS_MAX);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_journey, real_set_up,
		    real_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
