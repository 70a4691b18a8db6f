/* Marek Sosnowski-Hale, who does not exist, looks after his mother: a plan of
 * his own, typed in from nothing until nothing is left before sign-off, in at
 * most as many answers as practice.md F1 allows. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "real/real.h"
#include "real/walk.h"

#define ANSWERS_MAX 45
#define PLAN        "data/oneplan/plan-2026-11-16-1.oneplan"

static const struct entry typed[] = {
	{ "What is this plan for?",
	    { "tick My own plan as a carer" } },
	{ "Is help needed before the plan", { "key n" } },
	{ "What I am asking for, and why now",
	    { "text I want to sleep before a shift, and one evening where",
		"text  nobody needs me." } },
	{ "When does the plan start?", { "text 23/11/2026" } },
	{ "Who is your one person to ask?",
	    { "text Bea Lindqvist, carers worker" } },
	{ "Their phone number", { "text 01632 960149" } },
	{ "When did we meet?", { "text 16/11/2026" } },
	{ "Was the person seen alone", { "key y" } },
	{ "First name", { "text Marek" } },
	{ "Family name", { "text Sosnowski-Hale" } },
	{ "Date of birth", { "text 19/1/1982" } },
	{ "NHS number", { "text 999 148 7204" } },
	{ "Where do you live?",
	    { "text 8 Example Crescent", "key Enter", "text Anytown" } },
	{ "Postcode", { "text ZZ99 3VZ" } },
	{ "What is the best way to reach",
	    { "tick Text message" } },
	{ "Your phone number", { "text 07700 900271" } },
	{ "How do you need written",
	    { "tick Ordinary print is fine" } },
	{ "What helps you to talk with us",
	    { "tick Nothing extra" } },
	{ "When was this explained to", { "text 16/11/2026" } },
	{ "Is it safe to ring, write or",
	    { "tick Yes, any way" } },
	{ "Do they need the help that you", { "key y" } },
	{ "Are you willing to go on?", { "tick Yes" } },
	{ "Are you able to go on?",
	    { "tick Partly" } },
	{ "What does caring do to your",
	    { "tick It is getting worse" } },
	{ "Which of these can you not",
	    { "tick Seeing family and friends" } },
	{ "Which parts of your own life",
	    { "tick Health, body and mind" } },
	{ "What was decided about your",
	    { "tick The needs meet the rules" } },
	{ "+ Add a thing I want to change", { "key Enter" } },
	{ "What I want, in my own words",
	    { "text I sleep before a shift, and have an evening that is mine" } },
	{ "How will we know that it has",
	    { "text Evenings in a month that are mine: 4" } },
	{ "How is it now?", { "text None" } },
	{ "By when?", { "text 1/2/2027" } },
	{ "+ Add a thing to do", { "key Enter" } },
	{ "What will be done?",
	    { "text Five-a-side on Thursdays, with the taxi home paid" } },
	{ "Who will do it?", { "text Marek" } },
	{ "Will any of this cost money?", { "key y" } },
	{ "+ Add a kind of money", { "key Enter" } },
	{ "Whose money is it?", { "tick Council carer's budget" } },
	{ "How much do we expect it to", { "text 300" } },
	{ "+ Add a cost", { "key Enter" } },
	{ "What will you buy or arrange?",
	    { "text A season of five-a-side, with taxis home" } },
	{ "What does one cost?", { "text 300" } },
	{ "How often is it paid?", { "tick Once" } },
	{ NULL, { NULL } },
};

static void
test_carer(void **state)
{
	struct real *real = *state;
	struct pty *pty = real_start(real, NULL, 24, 80);
	int passed, needed;

	REAL_PLAY(pty, "key n");
	/* what is asked on the way and stays blank is not needed */
	passed = walk(pty, typed, NULL);
	needed = walk_needed(pty);
	print_message("# a carer's own plan: %d answers typed, %d needed, %d "
		      "questions passed with Tab\n", walk_answers(typed),
	    needed, passed);
	assert_in_range(walk_answers(typed), 1, ANSWERS_MAX);
	real_quit(pty);
	real_end(real, pty);

	/* and as it was said */
	REAL_RUN(real, "check", PLAN);
	assert_string_equal(real->out, "");
	assert_int_equal(real->status, 0);
	REAL_RUN(real, "show", PLAN);
	assert_int_equal(real->status, 0);
	WALK_PRINTED(real, "Marek Sosnowski-Hale", "999 148 7204",
	    "one evening where nobody needs me.", "It is getting worse",
	    "Bea Lindqvist, carers worker", "8 Example Crescent",
	    "I sleep before a shift, and have an evening that is mine",
	    "Five-a-side on Thursdays", "A season of five-a-side");
	walk_line_says(real, "(LA_CARER)",
	    "\302\243300.00 \302\243300.00 \302\2430.00");
	WALK_NOT_PRINTED(real, "seen alone", "Is it safe to ring");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_carer, real_set_up,
		    real_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
