#include "config.h"

#include "ui/draw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "harness/harness.h"

#define ROWS 6
#define COLS 20

static struct harness *harness;

static int
set_up(void **state)
{
	(void)state;
	harness = harness_open("xterm-256color", ROWS, COLS);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	harness_close(harness);
	return 0;
}

static void
begin(void)
{
	term_clear(harness->term);
}

/* Shows what was drawn and gives ROW as the emulator has it. */
static const char *
shown(int row)
{
	static struct buf text = {.data = NULL};

	if (!text.data)
		buf_init(&text);
	term_show(harness->term, (struct cell){0, 0});
	harness_run(harness);
	buf_reset(&text);
	emulator_row(harness->emulator, row, &text);
	return text.data;
}

static const struct rect whole = {0, 0, ROWS, COLS};

static void
test_text_is_cut_between_clusters(void **state)
{
	static const struct {
		const char *text;
		int col, cols; /* of the area */
		const char *want;
		int used;
	} cases[] = {
		{"hello", 0, 20, "hello", 5},
		{"hello", 2, 20, "  hello", 5},
		{"hello", 0, 3, "hel", 5},
		{"hello", -2, 20, "llo", 5},
		{"hello", -2, 2, "ll", 5},
		{"hello", 30, 20, "", 5},
		{"hello", -30, 20, "", 5},
		{"caf\xc3\xa9s", 0, 4, "caf\xc3\xa9", 5},
		/* a combining mark stays with its letter */
		{"cafe\xcc\x81s", 0, 4, "cafe\xcc\x81", 5},
		{"cafe\xcc\x81s", 0, 3, "caf", 5},
		/* a wide character is not cut in two */
		{"a\xe4\xbd\xa0\xe5\xa5\xbd", 0, 4, "a\xe4\xbd\xa0", 5},
		{"a\xe4\xbd\xa0\xe5\xa5\xbd", 0, 5, "a\xe4\xbd\xa0\xe5\xa5\xbd", 5},
		{"\xe4\xbd\xa0z", -1, 9, " z", 3},
		/* control characters never reach the terminal */
		{"a\033[2Jb", 0, 20, "a?[2Jb", 6},
		{"a\tb\nc\x7f", 0, 20, "a b?c?", 6},
		{"a\xc2\x9b" "b", 0, 20, "a?b", 3},
		{"\xcc\x81", 0, 20, "?", 1},
		/* right to left is shown in the order it was typed */
		{"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", 0, 20,
		    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", 4},
		{"", 0, 20, "", 0},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct rect area = {1, 0, 1, cases[i].cols};
		int used;

		begin();
		used = draw_string(area, 0, cases[i].col, STYLE_PLAIN,
		    cases[i].text);
		assert_string_equal(shown(1), cases[i].want);
		assert_int_equal(used, cases[i].used);
	}
}

/* What terminals disagree about is shown by what they agree about. */
static void
test_uncertain_clusters(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		/* a family of three: the first person */
		{"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d"
		 "\xf0\x9f\x91\xa7|", "\xf0\x9f\x91\xa8|"},
		/* a flag: its letters */
		{"\xf0\x9f\x87\xac\xf0\x9f\x87\xa7|", "GB|"},
		/* a warning sign as a picture: itself, in the room of two */
		{"\xe2\x9a\xa0\xef\xb8\x8f|", "\xe2\x9a\xa0 |"},
		/* more marks than a cell holds: the letter */
		{"a\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85|", "a|"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		begin();
		draw_string(whole, 0, 0, STYLE_PLAIN, cases[i].text);
		assert_string_equal(shown(0), cases[i].want);
	}
}

/* Nothing is ever drawn outside of the area, the last cell of all included. */
static void
test_nothing_leaves_the_area(void **state)
{
	const struct rect area = {2, 5, 2, 6};
	struct buf dump;

	(void)state;
	buf_init(&dump);
	begin();
	for (int row = -3; row < 9; row++)
		for (int col = -9; col < 9; col += 6)
			draw_string(area, row, col, STYLE_PLAIN,
			    "xx\xe4\xbd\xa0xxx");
	draw_repeat(area, 1, -3, 50, STYLE_PLAIN, '=');
	draw_repeat(area, 5, 0, 50, STYLE_PLAIN, '=');
	draw_repeat(area, -1, 0, 50, STYLE_PLAIN, '=');
	shown(0);
	for (int row = 0; row < ROWS; row++) {
		buf_reset(&dump);
		emulator_row(harness->emulator, row, &dump);
		assert_true(utf8_cols(dump.data, dump.len) <= 11);
		if (row == 2)
			assert_memory_equal(dump.data, "     ", 5);
		else
			assert_string_equal(dump.data,
			    row == 3 ? "     ======" : "");
	}
	buf_clear(&dump);
}

static void
test_the_last_cell(void **state)
{
	(void)state;
	begin();
	for (int row = 0; row < ROWS; row++)
		draw_repeat(whole, row, 0, COLS, STYLE_PLAIN,
		    (char)('a' + row));
	assert_string_equal(shown(ROWS - 1), "ffffffffffffffffffff");
	assert_string_equal(shown(0), "aaaaaaaaaaaaaaaaaaaa");
}

static void
test_short_text_says_that_it_goes_on(void **state)
{
	const struct rect area = {0, 0, 1, 8};

	(void)state;
	begin();
	assert_int_equal(
	    draw_short(area, 0, 0, STYLE_PLAIN, "eight ok"), 8);
	assert_string_equal(shown(0), "eight ok");
	begin();
	assert_int_equal(
	    draw_short(area, 0, 0, STYLE_PLAIN, "longer than that"), 16);
	assert_string_equal(shown(0), "longer..");
	begin();
	draw_short(area, 0, 3, STYLE_PLAIN, "ab\xe4\xbd\xa0\xe5\xa5\xbd");
	assert_string_equal(shown(0), "   ab..");
}

static void
test_wrapped_text(void **state)
{
	const struct rect area = {1, 2, 3, 10};
	const char *text = "She walks to the shop each week.";

	(void)state;
	begin();
	assert_int_equal(draw_wrapped(area, 0, STYLE_PLAIN, text, 0), 4);
	assert_string_equal(shown(1), "  She walks");
	assert_string_equal(shown(2), "  to the");
	assert_string_equal(shown(3), "  shop each");
	assert_string_equal(shown(4), "");
	begin();
	assert_int_equal(draw_wrapped(area, 0, STYLE_PLAIN, text, 2), 4);
	assert_string_equal(shown(1), "  shop each");
	assert_string_equal(shown(2), "  week.");
	begin();
	assert_int_equal(draw_wrapped(area, 2, STYLE_PLAIN, text, 0), 4);
	assert_string_equal(shown(3), "  She walks");
	assert_int_equal(draw_wrapped_lines(text, 10), 4);
	assert_int_equal(draw_wrapped_lines("", 10), 1);
}

static void
test_clearing_and_formats(void **state)
{
	const struct rect area = {0, 3, 2, 4};

	(void)state;
	begin();
	draw_repeat(whole, 0, 0, COLS, STYLE_PLAIN, 'x');
	draw_clear(area);
	draw_format(area, 0, 1, STYLE_PLAIN, "%d%%", 42);
	assert_string_equal(shown(0), "xxx 42%xxxxxxxxxxxxx");
	begin();
	draw_rule(area, 0);
	assert_string_equal(shown(0), "   ----");
}

static void
test_cells_stay_inside(void **state)
{
	const struct rect area = {2, 5, 2, 6};
	static const struct {
		int row, col, want_row, want_col;
	} cases[] = {
		{0, 0, 2, 5}, {1, 5, 3, 10}, {9, 9, 3, 10}, {-1, -1, 2, 5},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct cell cell =
		    draw_cell(area, cases[i].row, cases[i].col);

		assert_int_equal(cell.row, cases[i].want_row);
		assert_int_equal(cell.col, cases[i].want_col);
	}
}

static void
test_first_row(void **state)
{
	static const struct {
		int first, focus, count, rows, want;
	} cases[] = {
		{0, 0, 100, 10, 0}, {0, 9, 100, 10, 0}, {0, 10, 100, 10, 1},
		{5, 4, 100, 10, 4}, {5, 99, 100, 10, 90}, {95, 99, 100, 10, 90},
		{5, 2, 3, 10, 0}, {0, 0, 0, 10, 0}, {3, -1, 0, 10, 0},
		{0, 4, 9, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(draw_first_row(cases[i].first, cases[i].focus,
		    cases[i].count, cases[i].rows), cases[i].want);
}

static void
draw_styles(void)
{
	begin();
	draw_string(whole, 0, 0, STYLE_TITLE, "title");
	draw_string(whole, 1, 0, STYLE_SELECTED, "chosen");
	draw_string(whole, 2, 0, STYLE_PROBLEM, "! wrong");
	draw_string(whole, 3, 0, STYLE_PLAIN, "plain");
}

#define PLAIN_STYLES                                                           \
	"|title\n|chosen\n|! wrong\n|plain\n|\n|\n"                            \
	"row 0, 0 to 4: bold\nrow 1, 0 to 5: reverse\n"

/* Colour never says anything alone, and can be had off. */
static void
test_styles(void **state)
{
	static const struct {
		const char *type, *no_color, *problem;
	} cases[] = {
		{"xterm-256color", "", "row 2, 0 to 6: bold colour 1\n"},
		{"xterm-256color", "1", "row 2, 0 to 6: bold\n"},
		{"vt100", "", "row 2, 0 to 6: bold\n"},
	};
	struct buf dump, want;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		setenv("NO_COLOR", cases[i].no_color, 1);
		harness_close(harness);
		harness = harness_open(cases[i].type, ROWS, COLS);
		draw_styles();
		shown(0);
		buf_init(&dump);
		buf_init(&want);
		emulator_dump(harness->emulator, &dump);
		buf_addf(&want, "%s%scursor 0, 0\n", PLAIN_STYLES,
		    cases[i].problem);
		assert_string_equal(dump.data, want.data);
		buf_clear(&dump);
		buf_clear(&want);
	}
	unsetenv("NO_COLOR");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_is_cut_between_clusters),
		cmocka_unit_test(test_uncertain_clusters),
		cmocka_unit_test(test_nothing_leaves_the_area),
		cmocka_unit_test(test_the_last_cell),
		cmocka_unit_test(test_short_text_says_that_it_goes_on),
		cmocka_unit_test(test_wrapped_text),
		cmocka_unit_test(test_clearing_and_formats),
		cmocka_unit_test(test_cells_stay_inside),
		cmocka_unit_test(test_first_row),
		cmocka_unit_test(test_styles),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
