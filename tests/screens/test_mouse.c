/* The mouse, where there is one: it does what keys do, and nothing else. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "kwame.h"
#include "support.h"

/* Where WORDS begin on the screen; fails the test if they are not there. */
static void
find(struct desk *desk, const char *words, int *row, int *col)
{
	int rows, cols;

	emulator_size(desk->harness->emulator, &rows, &cols);
	for (*row = 0; *row < rows; (*row)++) {
		struct buf text;
		const char *at;

		buf_init(&text);
		emulator_row(desk->harness->emulator, *row, &text);
		at = strstr(text.data, words);
		*col = at ? utf8_cols(text.data, (size_t)(at - text.data)) : 0;
		buf_clear(&text);
		if (at)
			return;
	}
	print_screen(desk);
	fail_msg("not on the screen: %s", words);
}

static void
press_at(struct desk *desk, int row, int col)
{
	act(desk, "raw \x1b[<0;%d;%dM", col + 1, row + 1);
	act(desk, "raw \x1b[<0;%d;%dm", col + 1, row + 1);
}

static void
press(struct desk *desk, const char *words)
{
	int row, col;

	find(desk, words, &row, &col);
	press_at(desk, row, col);
}

/* Is the cursor in the row of WORDS? */
static bool
cursor_by(struct desk *desk, const char *words)
{
	int row, col, at_row, at_col;

	find(desk, words, &row, &col);
	emulator_cursor(desk->harness->emulator, &at_row, &at_col);
	return at_row == row;
}

/* A line of a list is opened, as Enter would. */
static void
test_lists(void **state)
{
	struct desk *desk = desk_open("xterm-256color", 24, 80);

	(void)state;
	kwame_make(KWAME, KWAME_HALF, false);
	kwame_make(CASELOAD "/other.oneplan", KWAME_BLANK, false);
	desk_caseload(desk);
	harness_run(desk->harness);
	press(desk, "Redfern");
	assert_non_null(desk->sitting.plan);
	act(desk, "key Ctrl-O");
	press(desk, "2. About me");
	assert_string_equal(screen_name(desk), "form");
	act(desk, "key Ctrl-O");
	press(desk, "What is left");
	assert_string_equal(screen_name(desk), "left");
	press(desk, "Their phone number");
	see(desk, "Their phone number");
	assert_string_equal(screen_name(desk), "form");
	act(desk, "key Ctrl-G");
	press(desk, "Money: The money there is");
	see(desk, "Will any of this cost money?");
	/* where nothing stands, nothing happens */
	press_at(desk, 0, 0);
	press_at(desk, 23, 79);
	see(desk, "Will any of this cost money?");
	desk_close(desk);
	assert_sound(KWAME);
}

/* A question, a place in its text, a choice; the answer before is kept. */
static void
test_questions(void **state)
{
	struct desk *desk;
	int row, col;

	(void)state;
	kwame_make(KWAME, KWAME_HALF, false);
	desk = desk_at(KWAME);
	go_to_field(desk, "about_me.name_first");
	act(desk, "key Ctrl-A");
	act(desk, "text Kwamina");
	find(desk, "Redfern  ", &row, &col); /* its own box */
	press_at(desk, row, col + 3);
	act(desk, "text X");
	see(desk, "[RedXfern");
	act(desk, "key Tab");
	assert_stored(KWAME, "about_me.name_first", "Kwamina");
	assert_stored(KWAME, "about_me.name_family", "RedXfern");
	/* past the end of the text is its end */
	find(desk, "RedXfern  ", &row, &col);
	press_at(desk, row, col + 20);
	act(desk, "text Y");
	see(desk, "[RedXfernY");
	go_to_field(desk, "money.needs_money");
	press(desk, "( ) No");
	see(desk, "(x) No");
	press(desk, "( ) Yes");
	see(desk, "(x) Yes");
	act(desk, "key Ctrl-O");
	assert_stored(KWAME, "money.needs_money", "1");
	/* one below the other */
	go_to_field(desk, "purpose.kinds");
	press(desk, "[ ] Council care and support");
	see(desk, ">[x]");
	assert_true(cursor_by(desk, "[x] Council care and support"));
	desk_close(desk);
	assert_sound(KWAME);
}

/* A row is gone to first, and opened by a second press. */
static void
test_rows(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	desk = desk_at(KWAME);
	go_to_field(desk, "money.needs_money");
	press(desk, "Access to Work");
	see(desk, ">Access to Work");
	press(desk, "Access to Work");
	see(desk, "Whose money is it?");
	act(desk, "key Esc");
	press(desk, "+ Add a kind of money");
	see(desk, ">+ Add a kind of money");
	desk_close(desk);
	assert_sound(KWAME);
}

static void
test_wheel(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_make(KWAME, KWAME_HALF, false);
	desk = desk_at(KWAME);
	act(desk, "key Ctrl-O");
	act(desk, "key Home");
	act(desk, "raw \x1b[<65;1;1M");
	assert_true(cursor_by(desk, "3. What I want"));
	act(desk, "raw \x1b[<64;1;1M");
	assert_true(cursor_by(desk, "What is left"));
	/* on a form one question at a time */
	go_to_field(desk, "about_me.name_first");
	act(desk, "raw \x1b[<65;1;1M");
	assert_true(cursor_by(desk, "Redfern  "));
	/* turned to the person it goes through their copy, and nowhere else */
	act(desk, "raw \x1d");
	act(desk, "raw \x1b[<65;1;1M");
	press_at(desk, 5, 5);
	assert_string_equal(screen_name(desk), "preview");
	act(desk, "raw \x1d");
	act(desk, "raw \x1c"); /* the curtain */
	act(desk, "raw \x1b[<65;1;1M");
	press_at(desk, 2, 2);
	assert_string_equal(screen_name(desk), "curtain");
	desk_close(desk);
}

/* Anywhere, many times: never a loss. */
static void
test_anywhere(void **state)
{
	struct luck luck = luck_new("mouse", 65);
	struct desk *desk;

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	desk = desk_at(KWAME);
	for (int i = 0; i < 1500 && loop_top(desk->harness->loop); i++) {
		unsigned what = luck_draw(&luck, 10);

		if (what < 7)
			press_at(desk, (int)luck_draw(&luck, 26),
			    (int)luck_draw(&luck, 82));
		else if (what < 9)
			act(desk, "raw \x1b[<%u;9;9M", 64 + luck_draw(&luck, 2));
		else
			act(desk, "key Esc");
		if (!desk->sitting.plan)
			desk_plan(desk, KWAME);
	}
	desk_close(desk);
	assert_sound(KWAME);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_lists),
	    TEST(test_questions),
	    TEST(test_rows),
	    TEST(test_wheel),
	    TEST(test_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
