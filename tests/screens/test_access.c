/* All that is written about somebody who asks for it, as a worker goes through it;
 * and what somebody says against an answer. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/access_request.h"
#include "kwame.h"
#include "support.h"

#define SECRET "Never ring on a Friday."
#define COPY   "copies/kwame-redfern-what-is-written-about-me-for-person.html"

static struct desk *
plan_desk(bool visit)
{
	kwame_named("council", false);
	answer_as(KWAME, &aisha, "about_me.safe_contact", "this_way");
	answer_as(KWAME, &aisha, "about_me.safe_how", SECRET);
	answer_as(KWAME, &aisha, "purpose.others_said", "Dan worries.");
	return desk_visit(KWAME, visit);
}

/* From the list, with the focus on the answer: what is decided, and why. DOWN:
 * how far down among the choices. */
static void
decide(struct desk *desk, int down, const char *why)
{
	KEYS(desk, "Enter");
	assert_string_equal(screen_name(desk), "form");
	for (int i = 0; i < down; i++)
		KEYS(desk, "Down");
	act(desk, "raw  ");
	KEYS(desk, "Tab");
	act(desk, "text %s", why);
	KEYS(desk, "Esc", "Esc");
	assert_string_equal(screen_name(desk), "access");
}

static void
test_gone_through(void **state)
{
	struct desk *desk = plan_desk(false);
	char *copy;

	(void)state;
	KEYS(desk, "Ctrl-O", "m", "End");
	see(desk, "> The person, who asks for all that is written about them");
	KEYS(desk, "Enter");
	assert_string_equal(screen_name(desk), "access");
	see(desk, "Write down first who asked, and when");
	see(desk, "3 answers are to be decided about");
	see(desk, "Restricted:");
	see(desk, "Said by somebody else:");
	see_not(desk, "What is this plan for?");
	/* no copy before all is decided */
	KEYS(desk, "Down", "Enter");
	see(desk, "3 answers are still to be decided about.");
	/* who asked, and the day by which they must have it */
	KEYS(desk, "Up", "Enter");
	act(desk, "text 2/11/2026");
	KEYS(desk, "Tab");
	act(desk, "text Kwame, at home");
	KEYS(desk, "Esc", "Esc");
	see(desk, "Asked for on 2 November 2026. To be given by 2 December "
		  "2026: 16 days left.");
	/* the answer stands above what is asked of it */
	KEYS(desk, "Down", "Down", "Down", "Enter");
	see(desk, "The answer:");
	see(desk, "Only in one way");
	KEYS(desk, "Esc");
	decide(desk, 0, "He said so himself");
	KEYS(desk, "Down");
	decide(desk, 2, "A court said so");
	see(desk, "refuse");
	see(desk, "1 answer is to be decided about");
	/* not without a reason */
	KEYS(desk, "Down");
	decide(desk, 2, "");
	see(desk, "1 answer is to be decided about");
	KEYS(desk, "Enter", "Tab");
	act(desk, "text Dan is afraid");
	KEYS(desk, "Esc", "Esc");
	see(desk, "Nothing is left to decide.");
	/* the copy as it would be */
	KEYS(desk, "Ctrl-E");
	assert_string_equal(screen_name(desk), "document");
	KEYS(desk, "Esc", "Home", "Down", "Enter");
	see(desk, "how is it written?");
	KEYS(desk, "Enter");
	see(desk, "Given to: Kwame, at home");
	KEYS(desk, "Enter");
	see(desk, "It is copy 1, for Kwame, at home");
	KEYS(desk, "Enter");
	see(desk, "Make a copy: who is it for?");
	see(desk, "Who has a copy");
	copy = read_file(COPY);
	assert_null(strstr(copy, "Friday"));
	assert_null(strstr(copy, "What is the safe way?"));
	assert_null(strstr(copy, "A court said so"));
	assert_null(strstr(copy, "Dan worries"));
	free(copy);
	desk_close(desk);
	assert_sound(KWAME);
}

/* What is simply about the person can be kept back as well; and an answer that has
 * changed is looked at again. */
static void
test_others(void **state)
{
	struct desk *desk = plan_desk(false);

	(void)state;
	KEYS(desk, "Ctrl-O", "m", "End", "Enter", "Down", "Down", "Enter");
	see(desk, "Put away the ");
	KEYS(desk, "End");
	decide(desk, 2, "It is about a neighbour");
	KEYS(desk, "Home", "Down", "Down", "Enter");
	see(desk, "About the person, and not simply given:");
	see(desk, "refuse");
	/* somebody else changes an answer that was decided about */
	KEYS(desk, "Down");
	decide(desk, 0, "He said so himself");
	desk_close(desk);
	answer_as(KWAME, &priya, "about_me.safe_contact", "not_safe");
	desk = desk_open("xterm-256color", 24, 80);
	desk_plan(desk, KWAME);
	harness_run(desk->harness);
	KEYS(desk, "Ctrl-O", "m", "End", "Enter");
	see(desk, "changed");
	desk_close(desk);
}

/* The day has passed, and both screens say so. */
static void
test_late(void **state)
{
	struct desk *desk = plan_desk(false);

	(void)state;
	KEYS(desk, "Ctrl-O", "m", "End", "Enter", "Enter");
	act(desk, "text 30/9/2026");
	KEYS(desk, "Tab");
	see(desk, "The day by which they must have it has");
	KEYS(desk, "Esc", "Esc");
	see(desk, "To be given by 30 October 2026: that was 17");
	/* until it is given, it is among what is left */
	KEYS(desk, "Ctrl-T", "End");
	see(desk, "When was it given?");
	desk_close(desk);
}

/* A long answer is read in full before it is decided about. */
static void
test_long(void **state)
{
	struct desk *desk = plan_desk(false);
	struct buf text;

	(void)state;
	desk_close(desk);
	buf_init(&text);
	for (int i = 1; i <= 40; i++)
		buf_addf(&text, "Line %d of what Dan told us.\n", i);
	answer_as(KWAME, &aisha, "purpose.others_said", text.data);
	buf_clear(&text);
	desk = desk_open("xterm-256color", 24, 80);
	desk_plan(desk, KWAME);
	harness_run(desk->harness);
	KEYS(desk, "Ctrl-O", "m", "End", "Enter", "End", "Enter");
	assert_string_equal(screen_name(desk), "document");
	see(desk, "Line 20 of what Dan told us.");
	KEYS(desk, "Esc");
	assert_string_equal(screen_name(desk), "form");
	see(desk, "Give it as it is (disclose)");
	desk_close(desk);
}

/* Nothing of it where somebody looks on. */
static void
test_visit(void **state)
{
	struct desk *desk = plan_desk(true);

	(void)state;
	KEYS(desk, "Ctrl-O", "m", "End");
	see_not(desk, "all that is written");
	desk_close(desk);
}

/* --- what somebody says against an answer --- */

static void
test_not_agreed(void **state)
{
	struct desk *desk = plan_desk(false);

	(void)state;
	go_to_field(desk, "about_me.name_family");
	see_not(desk, "Ctrl-R shows what was said");
	KEYS(desk, "Ctrl-R", "n");
	see(desk, "The answer:");
	see(desk, "Redfern");
	/* begun and left, it was not meant */
	KEYS(desk, "Esc");
	see_not(desk, "says about this");
	KEYS(desk, "n");
	act(desk, "raw  ");
	KEYS(desk, "Tab");
	act(desk, "text It has an a in it.");
	KEYS(desk, "Esc", "Esc");
	assert_string_equal(screen_name(desk), "history");
	see(desk, "Kwame Redfern says that this is wrong (16 November 2026):");
	see(desk, "It has an a in it.");
	KEYS(desk, "Esc");
	see(desk, "- Kwame Redfern says that this is wrong (16");
	see(desk, "Ctrl-R shows what was");
	assert_stored(KWAME, "about_me.name_family", "Redfern");
	desk_close(desk);
	assert_sound(KWAME);
}

/* Goes down to the line that begins with WORDS. */
static void
find_line(struct desk *desk, const char *words)
{
	struct buf text;

	buf_init(&text);
	buf_addf(&text, ">   %s", words);
	KEYS(desk, "Home");
	for (int i = 0; i < 60; i++) {
		if (emulator_shows(desk->harness->emulator, text.data)) {
			buf_clear(&text);
			return;
		}
		KEYS(desk, "Down");
	}
	print_screen(desk);
	fail_msg("no line begins: %s", words);
}

/* It changes nothing that was sealed; somebody may seal it again all the same, with
 * that in it. */
static void
test_sealed_again(void **state)
{
	struct desk *desk = plan_desk(false);

	(void)state;
	KEYS(desk, "Ctrl-O", "s");
	find_line(desk, "Seal it, so that it can be signed");
	KEYS(desk, "Enter", "Enter");
	see_not(desk, "Seal it");
	go_to_field(desk, "about_me.name_family");
	KEYS(desk, "Ctrl-R", "n");
	act(desk, "raw  ");
	KEYS(desk, "Tab");
	act(desk, "text It has an a in it.");
	KEYS(desk, "Esc", "Esc", "Esc", "Ctrl-O", "s");
	see_not(desk, "Changed since it was sealed");
	find_line(desk, "Seal it with what was said against it");
	KEYS(desk, "Enter", "Enter");
	see_not(desk, "Seal it");
	desk_close(desk);
	assert_sound(KWAME);
}

/* Against an answer that only workers see: nothing of it where somebody looks
 * on. */
static void
test_not_agreed_visit(void **state)
{
	struct desk *desk = plan_desk(false);

	(void)state;
	go_to_field(desk, "about_me.safe_how");
	KEYS(desk, "Esc", "Ctrl-R", "n");
	act(desk, "raw  ");
	KEYS(desk, "Tab");
	act(desk, "text Sphinx of quartz");
	KEYS(desk, "Esc", "Esc");
	see(desk, "Sphinx of quartz");
	desk_close(desk);
	desk = desk_visit(KWAME, true);
	KEYS(desk, "Ctrl-G");
	act(desk, "text Put right");
	see_not(desk, "only workers");
	KEYS(desk, "Enter");
	see(desk, "Put right, or not agreed");
	see_not(desk, "Sphinx");
	see_not(desk, "only workers");
	see_not(desk, "What is the safe way");
	KEYS(desk, "Ctrl-G");
	act(desk, "text Sphinx");
	see(desk, "No screen, question or answer");
	desk_close(desk);
}

/* --- as it looks --- */

static void
golden(const char *name)
{
	struct desk *desk = plan_desk(false);
	struct buf folder;
	bool same;

	buf_init(&folder);
	buf_addf(&folder, "%s/golden", screens_folder());
	same = harness_golden(desk->harness, folder.data, name);
	buf_clear(&folder);
	desk_close(desk);
	assert_true(same);
}

static void
test_golden_access(void **state)
{
	(void)state;
	golden("access");
}

static void
test_golden_not_agreed(void **state)
{
	(void)state;
	golden("not_agreed");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_gone_through), TEST(test_others), TEST(test_late),
	    TEST(test_long),
	    TEST(test_visit), TEST(test_not_agreed),
	    TEST(test_not_agreed_visit), TEST(test_sealed_again),
	    TEST(test_golden_access), TEST(test_golden_not_agreed),
	};

	real_forms();
	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
