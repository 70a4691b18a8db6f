/* Somebody else in the same plan, a full disk, a line that drops: what was typed
 * is on the screen, in the file, or both, and said so. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "full_disk.h"
#include "kwame.h"
#include "support.h"

/* --- two people in one field --- */

static void
test_two_in_one_field(void **state)
{
	struct desk *desk = kwame_desk(KWAME_FULL);

	(void)state;
	fill_in(desk, "about_me.name_pref", "Kay");
	/* while she types, Priya answers */
	answer_as(KWAME, &priya, "about_me.name_pref", "Mr Redfern");
	act(desk, "timer");
	see(desk, "Kay");
	act(desk, "key Tab");
	assert_true(in_conflict("about_me.name_pref"));
	act(desk, "key Shift-Tab");
	see(desk, "Two answers were given apart");
	act(desk, "key Ctrl-R");
	see(desk, "Kay");
	see(desk, "Mr Redfern");
	see(desk, "Priya Raman");
	/* the other one is to stand */
	act(desk, "key Down");
	see(desk, "stands beside the other");
	act(desk, "key Enter");
	see(desk, "Settled");
	assert_false(in_conflict("about_me.name_pref"));
	char *first = stored(KWAME, "about_me.name_pref", &UID_NONE);
	assert_true(strcmp(first, "Kay") == 0 ||
	    strcmp(first, "Mr Redfern") == 0);
	free(first);
	act(desk, "key Tab");
	assert_false(in_conflict("about_me.name_pref"));
	desk_close(desk);
	assert_sound(KWAME);
}

/* What another wrote meanwhile shows by itself where nobody is typing. */
static void
test_others_changes_show(void **state)
{
	struct desk *desk = kwame_desk(KWAME_FULL);

	(void)state;
	go_to_field(desk, "about_me.name_pref");
	answer_as(KWAME, &priya, "about_me.name_family", "Redfern-Osei");
	act(desk, "timer");
	see(desk, "[Redfern-Osei");
	see(desk, "Kwame Redfern-Osei");
	/* nor does leaving an untouched field write the old words again */
	answer_as(KWAME, &priya, "about_me.name_pref", "Kay");
	act(desk, "key Tab");
	assert_stored(KWAME, "about_me.name_pref", "Kay");
	assert_false(in_conflict("about_me.name_pref"));
	desk_close(desk);
	assert_sound(KWAME);
}

/* --- a full disk --- */

static void
test_full_disk(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	full_disk_begin();
	desk = desk_at(KWAME);
	fill_in(desk, "about_me.name_pref", "Kay");
	full_disk_fill();
	act(desk, "timer");
	see(desk, "disk is full");
	see(desk, "still on the screen");
	act(desk, "key Tab");
	see(desk, "disk is full");
	see(desk, "[Kay ");
	/* more is typed meanwhile, and kept */
	act(desk, "key Ctrl-A");
	act(desk, "text Kwamina");
	act(desk, "key Tab");
	see(desk, "[Kay ");
	see(desk, "[Kwamina ");
	assert_stored(KWAME, "about_me.name_pref", "Kwame");
	/* it does not let go without a word */
	act(desk, "key Ctrl-Q");
	see(desk, "could not be saved");
	assert_string_equal(screen_name(desk), "form");
	full_disk_make_room();
	act(desk, "timer");
	assert_stored(KWAME, "about_me.name_pref", "Kay");
	assert_stored(KWAME, "about_me.name_first", "Kwamina");
	act(desk, "key Ctrl-Q");
	assert_string_equal(screen_name(desk), "");
	desk_close(desk);
	full_disk_end();
	assert_sound(KWAME);
}

/* The same from another screen than the one it was typed on. */
static void
test_full_disk_elsewhere(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	full_disk_begin();
	desk = desk_at(KWAME);
	fill_in(desk, "about_me.name_pref", "Kay");
	full_disk_fill();
	act(desk, "key Ctrl-O");
	see(desk, "disk is full");
	full_disk_make_room();
	/* it is tried again with the next question */
	act(desk, "key Enter");
	act(desk, "timer");
	assert_stored(KWAME, "about_me.name_pref", "Kay");
	desk_close(desk);
	full_disk_end();
	assert_sound(KWAME);
}

/* Room inside the plan: at first nothing at all is lost. */
static void
test_disk_that_cannot_grow(void **state)
{
	struct desk *desk;
	char words[32];

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	full_disk_begin();
	desk = desk_at(KWAME);
	full_disk_stop_growth();
	for (int i = 0; i < 50; i++) {
		snprintf(words, sizeof words, "Kay %d", i);
		fill_in(desk, "about_me.name_pref", words);
		act(desk, "key Tab");
		assert_stored(KWAME, "about_me.name_pref", words);
	}
	full_disk_make_room();
	desk_close(desk);
	full_disk_end();
	assert_sound(KWAME);
}

/* --- a line that drops --- */

static const struct {
	const char *field, *typed;
} fields_of_each_type[] = {
    {"about_me.name_pref", "Kay of the Mill"},
    {"purpose.tried", "A cushion, and then a"},
    {"purpose.weeks", "40"},
    {"money.quantity", "2.25"},
    {"money.price", "1,234.5"},
    {"money.share_percent", "33.3"},
    {"about_me.dob", "4/5/19"},
    {"about_me.phone", "07700 9001"},
    {"about_me.email", "kwame@print.exam"},
    {"about_me.postcode", "ZZ99"},
    {"about_me.nhs_no", "999 834 6"},
};

struct looks {
	struct buf title, line;
	int col;
};

static void
looks_of(const struct desk *desk, struct looks *looks)
{
	int row;

	buf_init(&looks->title);
	buf_init(&looks->line);
	emulator_cursor(desk->harness->emulator, &row, &looks->col);
	emulator_row(desk->harness->emulator, 1, &looks->title);
	emulator_row(desk->harness->emulator, row, &looks->line);
}

static void
looks_clear(struct looks *looks)
{
	buf_clear(&looks->title);
	buf_clear(&looks->line);
}

/* The line drops in the middle of a word, with the cursor back in the text:
 * screen, field, text and cursor are there again, and typing goes on. */
static void
drop_line(size_t at, int lefts)
{
	const char *typed = fields_of_each_type[at].typed;
	struct looks before, after;
	struct desk *desk;
	struct buf want;

	kwame_make(KWAME, KWAME_FULL, false);
	kwame_spoil(KWAME); /* has a line with a share */
	desk = desk_at(KWAME);
	fill_in(desk, fields_of_each_type[at].field, typed);
	for (int i = 0; i < lefts; i++)
		act(desk, "key Left");
	looks_of(desk, &before);
	act(desk, "hangup");
	assert_int_equal(desk->harness->end, LOOP_HANGUP);
	desk_close(desk);

	desk = desk_at(KWAME);
	looks_of(desk, &after);
	assert_string_equal(after.title.data, before.title.data);
	assert_string_equal(after.line.data, before.line.data);
	assert_int_equal(after.col, before.col);
	see(desk, "You are back where you were.");
	/* it drops once more before a key is pressed */
	act(desk, "hangup");
	desk_close(desk);
	desk = desk_at(KWAME);
	act(desk, "text 7");
	act(desk, "key Tab");
	buf_init(&want);
	buf_addf(&want, "%.*s7%s", (int)strlen(typed) - lefts, typed,
	    typed + strlen(typed) - lefts);
	go_to_field(desk, fields_of_each_type[at].field);
	see(desk, want.data);
	buf_clear(&want);
	looks_clear(&before);
	looks_clear(&after);
	desk_close(desk);
	assert_sound(KWAME);
	assert_int_equal(remove(KWAME), 0);
}

static void
test_hang_up(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(fields_of_each_type); i++) {
		print_message("# %s\n", fields_of_each_type[i].field);
		drop_line(i, 0);
		drop_line(i, 1);
	}
}

/* Found words that are taken back by hand do not come again. */
static void
test_found_and_taken_back(void **state)
{
	struct desk *desk = kwame_desk(KWAME_FULL);

	(void)state;
	go_to_field(desk, "about_me.name_pref");
	act(desk, "text !?");
	act(desk, "hangup");
	desk_close(desk);
	desk = desk_at(KWAME);
	see(desk, "[Kwame!?");
	act(desk, "key Backspace 2");
	act(desk, "key Tab");
	see_not(desk, "Kwame!?");
	act(desk, "key Shift-Tab");
	see_not(desk, "Kwame!?");
	act(desk, "key Ctrl-Q");
	desk_close(desk);
	desk = desk_at(KWAME);
	see_not(desk, "Kwame!?");
	assert_stored(KWAME, "about_me.name_pref", "Kwame");
	desk_close(desk);
	assert_sound(KWAME);
}

/* Found words stay on the screen while others write, and after. */
static void
test_found_beside_others(void **state)
{
	struct desk *desk = kwame_desk(KWAME_FULL);

	(void)state;
	go_to_field(desk, "about_me.name_pref");
	act(desk, "text !?");
	act(desk, "hangup");
	desk_close(desk);
	desk = desk_at(KWAME);
	answer_as(KWAME, &priya, "about_me.name_family", "Redfern-Osei");
	act(desk, "timer");
	see(desk, "Redfern-Osei");
	see(desk, ">[Kwame!?");
	act(desk, "key Tab");
	assert_stored(KWAME, "about_me.name_pref", "Kwame!?");
	desk_close(desk);
	assert_sound(KWAME);
}

/* A choice and a row need no draft: they are on the disk at once. */
static void
test_hang_up_after_a_choice(void **state)
{
	struct desk *desk = kwame_desk(KWAME_FULL);

	(void)state;
	go_to_field(desk, "about_me.contact_how");
	act(desk, "key Down 2");
	act(desk, "key Space");
	act(desk, "hangup");
	desk_close(desk);
	assert_stored(KWAME, "about_me.contact_how", "text letter email");
	desk = desk_at(KWAME);
	see(desk, "[x] Letter");
	see(desk, "About me: How to reach me");
	desk_close(desk);
	assert_sound(KWAME);
}

/* Letters that came just before the line dropped count as typed. */
static void
test_hang_up_with_type_ahead(void **state)
{
	struct desk *desk = kwame_desk(KWAME_FULL);

	(void)state;
	go_to_field(desk, "about_me.name_pref");
	act(desk, "key Ctrl-A");
	act(desk, "text Kay");
	act(desk, "key Tab");
	act(desk, "key Ctrl-A");
	act(desk, "text Kwami");
	act(desk, "hangup");
	desk_close(desk);
	assert_stored(KWAME, "about_me.name_pref", "Kay");
	desk = desk_at(KWAME);
	see(desk, ">[Kwami ");
	desk_close(desk);
	assert_sound(KWAME);
}

/* The line drops while something stands over the text that was typed. */
static void
test_hang_up_under_something(void **state)
{
	static const char *const over[] = {"key F1", "key Ctrl-T", "key Ctrl-G",
	    "key Ctrl-R", "key Ctrl-E", "key Ctrl-N", "raw \x1c", "raw \x1d",
	    "key Ctrl-O"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(over); i++) {
		struct desk *desk = kwame_desk(KWAME_FULL);
		print_message("# %s\n", over[i]);
		fill_in(desk, "about_me.name_pref", "Kay");
		act(desk, "%s", over[i]);
		act(desk, "hangup");
		desk_close(desk);
		assert_stored(KWAME, "about_me.name_pref", "Kay");
		assert_sound(KWAME);
		assert_int_equal(remove(KWAME), 0);
	}
}

/* Somebody else's unfinished words are told, and stay theirs. */
static void
test_anothers_draft(void **state)
{
	struct desk *desk;
	struct plan *theirs;
	struct error err = {0};

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	theirs = open_as(KWAME, &priya);
	if (!store_put_draft(plan_store(theirs), "about_me.name_pref",
		&UID_NONE, "Mr Redf", 7, NULL, 0, NULL, &err))
		fail_msg("%s", err.text);
	plan_close(theirs);
	desk = desk_at(KWAME);
	go_to_field(desk, "about_me.name_pref");
	see(desk, ">[Kwame ");
	see(desk, "Priya Raman (praman@clinic) had begun an answer here");
	act(desk, "key Tab");
	assert_stored(KWAME, "about_me.name_pref", "Kwame");
	desk_close(desk);
	/* she finds them again */
	theirs = open_as(KWAME, &priya);
	assert_int_equal(plan_found(theirs)->draft_count, 1);
	assert_true(plan_found(theirs)->drafts[0].mine);
	assert_string_equal(plan_found(theirs)->drafts[0].text, "Mr Redf");
	plan_close(theirs);
	assert_sound(KWAME);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_two_in_one_field), TEST(test_others_changes_show),
	    TEST(test_full_disk), TEST(test_full_disk_elsewhere),
	    TEST(test_disk_that_cannot_grow), TEST(test_hang_up),
	    TEST(test_found_and_taken_back), TEST(test_found_beside_others),
	    TEST(test_hang_up_after_a_choice),
	    TEST(test_hang_up_with_type_ahead),
	    TEST(test_hang_up_under_something), TEST(test_anothers_draft),
	};

	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
