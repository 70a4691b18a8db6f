/* Words taken back and taken out from the screens: they are in no byte of the
 * file afterwards, and nothing happens by halves, unasked, or in front of
 * others. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kwame.h"
#include "support.h"

#define SECRET "he frightens her"
#define TRIED  "purpose.tried"
#define OTHER  CASELOAD "/other.oneplan"

/* Is WORDS in no byte of any file of the folder, journals too? */
static void
assert_gone(const char *words)
{
	char command[200];

	snprintf(command, sizeof command, "! grep -rqaF '%s' .", words);
	assert_int_equal(system(command), 0);
}

static void
assert_there(const char *words, const char *path)
{
	char command[200];

	snprintf(command, sizeof command, "grep -qaF '%s' %s", words, path);
	assert_int_equal(system(command), 0);
}

/* Fills the take-out screen in; the focus is on "Take the words out". */
static void
give_reason(struct desk *desk)
{
	act(desk, "text Meant for somebody else");
	act(desk, "key Tab 2");
	act(desk, "text Tom Hale");
	act(desk, "key Tab");
}

/* What is on its way to the disk goes too, draft and all. */
static void
test_unsaid_while_typing(void **state)
{
	struct desk *desk = kwame_desk(KWAME_FULL);

	(void)state;
	go_to_field(desk, TRIED);
	act(desk, "key Ctrl-End");
	act(desk, "text  And " SECRET ".");
	loop_run_timers(desk->harness->loop);
	harness_run(desk->harness);
	assert_there(SECRET, KWAME);
	act(desk, "key F8");
	see(desk, "Take the last answer back for good");
	see(desk, SECRET);
	act(desk, "key F8");
	see(desk, "gone from this file for good");
	see_not(desk, SECRET);
	assert_gone(SECRET);
	/* nor does undo in the text have it */
	act(desk, "key Ctrl-Z 3");
	see_not(desk, SECRET);
	desk_close(desk);
	assert_gone(SECRET);
	assert_sound(KWAME);
}

static void
test_kept_after_all(void **state)
{
	struct desk *desk = kwame_desk(KWAME_HALF);

	(void)state;
	fill_in(desk, TRIED, SECRET);
	go_to_field(desk, TRIED);
	act(desk, "key F8");
	act(desk, "key Esc");
	see(desk, SECRET);
	/* without function keys: Esc leaves the text, then a letter */
	act(desk, "key Esc");
	act(desk, "key u");
	see(desk, "Take these words back for good");
	act(desk, "key Down");
	act(desk, "key Enter");
	see(desk, SECRET);
	/* the text was left, and still is: no letter is typed into it */
	act(desk, "key x");
	see(desk, "Take words out:");
	act(desk, "key Esc");
	desk_close(desk);
	assert_stored(KWAME, TRIED, SECRET);
}

/* Somebody else has been in the plan: why it cannot be, and the way on. */
static void
test_seen_by_others(void **state)
{
	struct desk *desk = kwame_desk(KWAME_HALF);

	(void)state;
	fill_in(desk, TRIED, SECRET);
	answer_as(KWAME, &priya, "about_me.name_family", "Redfern-Hale");
	go_to_field(desk, TRIED);
	act(desk, "key F8");
	see(desk, "Somebody else has had this plan open");
	/* the same key again does not do it */
	act(desk, "key F8");
	see(desk, "Somebody else has had this plan open");
	assert_there(SECRET, KWAME);
	act(desk, "key Enter");
	see(desk, "Take words out:");
	see(desk, "Aisha Bloom");
	give_reason(desk);
	act(desk, "key Enter");
	see(desk, "Press Enter again");
	assert_there(SECRET, KWAME);
	act(desk, "key Enter");
	see(desk, "The words are taken out");
	act(desk, "key Enter");
	see(desk, "Tom Hale agreed: Meant for");
	desk_close(desk);
	assert_gone(SECRET);
	assert_sound(KWAME);
}

/* What is not right is said, and nothing happens. */
static void
test_bad_reasons(void **state)
{
	struct desk *desk = kwame_desk(KWAME_HALF);

	(void)state;
	fill_in(desk, TRIED, SECRET);
	go_to_field(desk, TRIED);
	act(desk, "key F9");
	act(desk, "key Tab 3");
	act(desk, "key Enter");
	see(desk, "Say why, without the words");
	act(desk, "text it said " SECRET " of him");
	act(desk, "key Tab 2");
	act(desk, "text aisha bloom");
	act(desk, "key Tab");
	act(desk, "key Enter 2");
	see(desk, "Somebody else must agree");
	act(desk, "key Up");
	act(desk, "key Ctrl-A");
	act(desk, "text Tom Hale");
	act(desk, "key Tab");
	act(desk, "key Enter 2");
	see(desk, "The reason repeats the words");
	act(desk, "key Esc");
	see(desk, SECRET);
	desk_close(desk);
	assert_stored(KWAME, TRIED, SECRET);
}

/* What is being typed is in view, however long the line; from elsewhere it shows
 * from its beginning. */
static void
test_long_reason(void **state)
{
	struct desk *desk = kwame_desk(KWAME_HALF);

	(void)state;
	fill_in(desk, TRIED, SECRET);
	go_to_field(desk, TRIED);
	act(desk, "key F9");
	act(desk, "text First word, ");
	for (int i = 0; i < 8; i++)
		act(desk, "text and on it goes ");
	act(desk, "text to the last");
	see(desk, "to the last");
	see_not(desk, "First word");
	act(desk, "key Home");
	see(desk, "First word");
	act(desk, "key End");
	act(desk, "key Tab");
	see(desk, "First word");
	see_not(desk, "to the last");
	desk_close(desk);
}

/* Between the two presses the mind may be changed. */
static void
test_second_press(void **state)
{
	struct desk *desk = kwame_desk(KWAME_HALF);

	(void)state;
	fill_in(desk, TRIED, SECRET);
	go_to_field(desk, TRIED);
	act(desk, "key F9");
	give_reason(desk);
	act(desk, "key Enter");
	act(desk, "key Up");
	act(desk, "key Down");
	act(desk, "key Enter");
	see(desk, "Press Enter again");
	act(desk, "key Esc");
	desk_close(desk);
	assert_stored(KWAME, TRIED, SECRET);
}

/* A row of a table: whole, with the rows inside it. */
static void
test_whole_row(void **state)
{
	struct desk *desk = kwame_desk(KWAME_FULL);
	const struct repeat *repeat = field_of("outcomes.words")->repeat;
	struct field_state state_of;
	const struct uid *rows;

	(void)state;
	fill_in(desk, "outcomes.words", SECRET);
	go_to(desk, "What I want to change");
	act(desk, "key x");
	see(desk, "the whole row");
	see_not(desk, "(Enter changes this)");
	give_reason(desk);
	act(desk, "key Enter 2");
	see(desk, "The words are taken out");
	act(desk, "key Enter");
	assert_true(plan_rows(desk->sitting.plan, repeat, &UID_NONE, &rows) >
	    0);
	plan_field(desk->sitting.plan, field_of("outcomes.words"), &rows[0],
	    &state_of);
	assert_true(state_of.taken_out);
	desk_close(desk);
	assert_gone(SECRET);
}

/* The same words in another place are pointed at. */
static void
test_elsewhere(void **state)
{
	struct desk *desk = kwame_desk(KWAME_HALF);

	(void)state;
	fill_in(desk, TRIED, "Dan says " SECRET);
	act(desk, "key Ctrl-N");
	act(desk, "text " SECRET);
	act(desk, "key Esc 2");
	go_to_field(desk, TRIED);
	act(desk, "key F9");
	see(desk, "also stand here, and stay");
	see(desk, "What was said?");
	give_reason(desk);
	act(desk, "key Enter 2");
	see(desk, "still stand in 1 other answer");
	desk_close(desk);
}

/* But not, on a visit, at what only workers may see. */
static void
test_elsewhere_on_a_visit(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_make(KWAME, KWAME_HALF, false);
	answer_as(KWAME, &aisha, "about_me.not_contact", SECRET);
	answer_as(KWAME, &aisha, TRIED, SECRET);
	for (int visit = 0; visit < 2; visit++) {
		desk = desk_visit(KWAME, visit);
		go_to_field(desk, TRIED);
		act(desk, "key F9");
		if (!visit)
			see(desk, "also stand here, and stay");
		else
			see_not(desk, "also stand here, and stay");
		give_reason(desk);
		if (visit) {
			act(desk, "key Enter 2");
			see(desk, "The words are taken out");
			see_not(desk, "other answer");
		}
		desk_close(desk);
	}
}

static void
test_nothing_there(void **state)
{
	struct desk *desk = kwame_desk(KWAME_BLANK);

	(void)state;
	go_to_field(desk, TRIED);
	act(desk, "key F9");
	see(desk, "There are no words here to take out.");
	act(desk, "key F8");
	see(desk, "Only what you typed yourself");
	desk_close(desk);
}

/* --- in front of others --- */

/* No other person's name, and no row whole, since it may hold what only workers
 * see; one's own words can be taken back. */
static void
test_on_a_visit(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	desk = desk_visit(KWAME, true);
	fill_in(desk, "outcomes.words", SECRET);
	go_to_field(desk, "outcomes.words");
	act(desk, "key F9");
	see(desk, "Take words out:");
	see_not(desk, "another person");
	act(desk, "key Up");
	act(desk, "key Enter 3");
	see_not(desk, "the whole row");
	act(desk, "key Esc");
	act(desk, "key F8 2");
	see(desk, "gone from this file for good");
	act(desk, "key Esc 2");
	act(desk, "key x");
	see(desk, "On a visit answers are taken out one by one");
	desk_close(desk);
	assert_gone(SECRET);
}

/* The curtain hides it as everything else. */
static void
test_curtain(void **state)
{
	struct desk *desk = kwame_desk(KWAME_HALF);

	(void)state;
	fill_in(desk, TRIED, SECRET);
	go_to_field(desk, TRIED);
	act(desk, "key F8");
	act(desk, "key Ctrl-\\");
	see_not(desk, SECRET);
	see_not(desk, "Kwame");
	act(desk, "key Ctrl-\\");
	see(desk, SECRET);
	act(desk, "key Esc");
	act(desk, "key F9");
	act(desk, "key Ctrl-\\");
	see_not(desk, SECRET);
	act(desk, "key Ctrl-\\");
	see(desk, SECRET);
	desk_close(desk);
}

/* --- to another plan --- */

static void
make_other(void)
{
	kwame_make(OTHER, KWAME_BLANK, false);
	answer_as(OTHER, &aisha, "about_me.name_pref", "Maureen");
}

static void
test_moved(void **state)
{
	struct desk *desk;

	(void)state;
	make_other();
	desk = kwame_desk(KWAME_HALF);
	fill_in(desk, TRIED, SECRET);
	go_to_field(desk, TRIED);
	act(desk, "key F9");
	give_reason(desk);
	act(desk, "key Tab");
	act(desk, "key Enter");
	act(desk, "text maureen");
	act(desk, "key Enter");
	see(desk, "From the plan of  Kwame Redfern, born 3 May 1992");
	see(desk, "to the plan of    Maureen");
	/* the careful answer is the first */
	act(desk, "key Enter");
	assert_stored(OTHER, TRIED, "");
	act(desk, "key Enter");
	act(desk, "key Up");
	act(desk, "key Enter");
	see(desk, "The words are moved");
	see(desk, "data breach");
	act(desk, "key Enter");
	see(desk, "moved to the plan");
	desk_close(desk);
	assert_stored(OTHER, TRIED, SECRET);
	assert_stored(KWAME, TRIED, "");
	assert_sound(KWAME);
	assert_sound(OTHER);
}

static void
test_not_moved(void **state)
{
	struct desk *desk;

	(void)state;
	make_other();
	answer_as(OTHER, &aisha, "about_me.name_family", "Featherstone");
	desk = kwame_desk(KWAME_HALF);
	go_to_field(desk, "about_me.name_family");
	act(desk, "key F9");
	give_reason(desk);
	act(desk, "key Tab");
	act(desk, "key Enter");
	act(desk, "text maureen");
	act(desk, "key Enter");
	see(desk, "The other plan has an answer to this question already");
	act(desk, "key Ctrl-A");
	act(desk, "key Backspace 8");
	act(desk, "text redfern");
	act(desk, "key Enter");
	see(desk, "That is this plan itself");
	act(desk, "text nobody");
	see(desk, "No plan in the caseload has all of these words");
	act(desk, "key Enter");
	desk_close(desk);
	assert_stored(OTHER, "about_me.name_family", "Featherstone");
	assert_stored(KWAME, "about_me.name_family", "Redfern");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(test_unsaid_while_typing), TEST(test_kept_after_all),
	    TEST(test_seen_by_others), TEST(test_bad_reasons),
	    TEST(test_long_reason), TEST(test_second_press),
	    TEST(test_whole_row),
	    TEST(test_elsewhere), TEST(test_elsewhere_on_a_visit),
	    TEST(test_nothing_there), TEST(test_on_a_visit),
	    TEST(test_curtain), TEST(test_moved), TEST(test_not_moved),
	};

	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
