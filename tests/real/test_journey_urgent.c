/* Harold Okafor-Lane, who does not exist, is coming home to die: what has to be
 * asked before help starts tonight, in at most as many answers as practice.md F1
 * allows. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "real/real.h"
#include "real/walk.h"

#define ANSWERS_MAX 18
#define PLAN        "data/oneplan/plan-2026-11-16-1.oneplan"

static const struct entry typed[] = {
	{ "What is this plan for?",
	    { "tick Urgent help" } },
	{ "What cannot wait, and what starts",
	    { "text Night sitter at home from tonight, 22:00 to 07:00." } },
	{ "Which doctor or nurse says", { "text Moira Kell, palliative nurse" } },
	{ "When must the whole plan be", { "text 30/11/2026" } },
	{ "When does the plan start?", { "text 16/11/2026" } },
	{ "Who is your one person to ask?", { "text Moira Kell" } },
	{ "Their phone number", { "text 01632 960118" } },
	{ "First name", { "text Harold" } },
	{ "Family name", { "text Okafor-Lane" } },
	{ "Date of birth", { "text 4/5/1955" } },
	{ "Where do you live?", { "text 7 Example Lane, Anytown" } },
	{ "What helps you to talk with us",
	    { "tick Nothing extra" } },
	{ "Is it safe to ring, write or",
	    { "tick Yes, any way" } },
	{ "+ Add a cost", { "key Enter" } },
	{ "What will you buy or arrange?", { "text Night sitter" } },
	{ "What does one cost?", { "text 158" } },
	{ "How often is it paid?",
	    { "tick Every week" } },
	{ NULL, { NULL } },
};

static void
test_urgent(void **state)
{
	struct real *real = *state;
	struct pty *pty = real_start(real, NULL, 24, 80);
	int passed, needed;

	REAL_PLAY(pty, "key n");
	passed = walk(pty, typed, NULL);
	needed = walk_needed(pty);
	print_message("# an urgent start: %d answers typed, %d needed, %d "
		      "questions passed with Tab\n", walk_answers(typed),
	    needed, passed);
	assert_in_range(walk_answers(typed), 1, ANSWERS_MAX);
	/* the rest is not lost: it has its time */
	REAL_PLAY(pty, "key Ctrl-T", "see At review", "not Before sign-off",
	    "key Ctrl-O");
	real_quit(pty);
	real_end(real, pty);

	/* a stranger can work from it tonight */
	REAL_RUN(real, "show", "--for", "provider", PLAN);
	assert_int_equal(real->status, 0);
	WALK_PRINTED(real, "Harold Okafor-Lane",
	    "Night sitter at home from tonight, 22:00 to 07:00.",
	    "Moira Kell", "01632 960118");
	WALK_NOT_PRINTED(real, "158.00", "Is it safe to ring");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_urgent, real_set_up,
		    real_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
