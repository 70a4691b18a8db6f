#include "config.h"

#include "ui/editor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"

#define FAMILY "👩\u200d👩\u200d👧\u200d👦"

static const struct {
	const char *name;
	enum editor_command command;
} keys[] = {
	{ "<left>", EDITOR_LEFT }, { "<right>", EDITOR_RIGHT },
	{ "<wleft>", EDITOR_WORD_LEFT }, { "<wright>", EDITOR_WORD_RIGHT },
	{ "<home>", EDITOR_LINE_START }, { "<end>", EDITOR_LINE_END },
	{ "<up>", EDITOR_UP }, { "<down>", EDITOR_DOWN },
	{ "<pgup>", EDITOR_PAGE_UP }, { "<pgdn>", EDITOR_PAGE_DOWN },
	{ "<top>", EDITOR_TEXT_START }, { "<bottom>", EDITOR_TEXT_END },
	{ "<sleft>", EDITOR_SELECT_LEFT }, { "<sright>", EDITOR_SELECT_RIGHT },
	{ "<swleft>", EDITOR_SELECT_WORD_LEFT },
	{ "<swright>", EDITOR_SELECT_WORD_RIGHT },
	{ "<sup>", EDITOR_SELECT_UP }, { "<sdown>", EDITOR_SELECT_DOWN },
	{ "<shome>", EDITOR_SELECT_LINE_START },
	{ "<send>", EDITOR_SELECT_LINE_END }, { "<all>", EDITOR_SELECT_ALL },
	{ "<mark>", EDITOR_MARK }, { "<bs>", EDITOR_DELETE_BACK },
	{ "<del>", EDITOR_DELETE_FORWARD },
	{ "<wbs>", EDITOR_DELETE_WORD_BACK },
	{ "<wdel>", EDITOR_DELETE_WORD_FORWARD },
	{ "<kill>", EDITOR_DELETE_TO_LINE_END }, { "<cut>", EDITOR_CUT },
	{ "<copy>", EDITOR_COPY }, { "<paste>", EDITOR_PASTE },
	{ "<undo>", EDITOR_UNDO }, { "<redo>", EDITOR_REDO },
	{ "<enter>", EDITOR_NEW_LINE },
};

/* Does one key from the front of TEXT; sets *DONE to what it said. Characters
 * are typed one at a time. Returns the bytes it took. */
static size_t
press_one(struct editor *editor, const char *text, bool *done)
{
	for (size_t i = 0; *text == '<' && i < ARRAY_LEN(keys); i++) {
		size_t n = strlen(keys[i].name);
		if (strncmp(text, keys[i].name, n) == 0) {
			*done = editor_command(editor, keys[i].command);
			return n;
		}
	}
	uint32_t ch;
	size_t n = utf8_decode(text, strlen(text), &ch);
	*done = editor_insert(editor, text, n, false);
	return n;
}

/* What the last key said. */
static bool
press(struct editor *editor, const char *text)
{
	bool done = false;

	while (*text)
		text += press_one(editor, text, &done);
	return done;
}

/* The text with its cursor as a bar and its selection in braces. */
static void
assert_shows(const struct editor *editor, const char *expected)
{
	struct buf shown;
	size_t start = 0, end = 0;
	bool selected = editor_selection(editor, &start, &end);

	buf_init(&shown);
	for (size_t i = 0; i <= editor_len(editor); i++) {
		if (selected && i == start)
			buf_add_char(&shown, '{');
		if (i == editor_cursor(editor))
			buf_add_char(&shown, '|');
		if (selected && i == end)
			buf_add_char(&shown, '}');
		if (i < editor_len(editor))
			buf_add_char(&shown, editor_text(editor)[i]);
	}
	assert_string_equal(shown.data, expected);
	buf_clear(&shown);
}

/* Starts from text with the cursor at its bar. */
static void
start_from(struct editor *editor, const char *text)
{
	struct buf plain;
	const char *bar = strchr(text, '|');

	assert_non_null(bar);
	buf_init(&plain);
	buf_add_bytes(&plain, text, (size_t)(bar - text));
	buf_add(&plain, bar + 1);
	editor_set(editor, plain.data, (size_t)(bar - text));
	buf_clear(&plain);
}

struct key_case {
	const char *start, *keys, *result;
	bool done; /* what the last key said */
};

static void
run_cases(const struct key_case *cases, size_t count, bool lines, int cols,
    int rows)
{
	for (size_t i = 0; i < count; i++) {
		struct editor *editor = editor_new(lines, NULL);
		editor_set_view(editor, cols, rows);
		start_from(editor, cases[i].start);
		bool done = press(editor, cases[i].keys);
		assert_shows(editor, cases[i].result);
		if (done != cases[i].done)
			fail_msg("%s said %d", cases[i].keys, done);
		editor_free(editor);
	}
}

static void
test_movement(void **state)
{
	static const struct key_case cases[] = {
		{ "ab|c", "<left>", "a|bc", true },
		{ "ab|c", "<left><left><left>", "|abc", false },
		{ "ab|c", "<right>", "abc|", true },
		{ "ab|c", "<right><right>", "abc|", false },
		{ "x" FAMILY "|y", "<left>", "x|" FAMILY "y", true },
		{ "|e\u0301f", "<right>", "e\u0301|f", true },
		{ "🇬🇧🇫🇷|", "<left>", "🇬🇧|🇫🇷", true },
		{ "one two|", "<wleft>", "one |two", true },
		{ "one t|wo", "<wleft><wleft><wleft>", "|one two", false },
		{ "|one, two", "<wright>", "one, |two", true },
		{ "|one two", "<wright><wright>", "one two|", true },
		{ "one two|", "<wright>", "one two|", false },
		{ "ab|c", "<home>", "|abc", true },
		{ "|abc", "<home>", "|abc", false },
		{ "ab|c", "<end>", "abc|", true },
		{ "abc|", "<end>", "abc|", false },
		{ "ab\nc|d", "<home>", "ab\n|cd", true },
		{ "a|b\ncd", "<end>", "ab|\ncd", true },
		{ "a|b\r\ncd", "<end>", "ab|\r\ncd", true },
		{ "a|b\ncd", "<bottom>", "ab\ncd|", true },
		{ "ab\nc|d", "<top>", "|ab\ncd", true },
		{ "|", "<left>", "|", false }, { "|", "<up>", "|", false },
		{ "|", "<down>", "|", false }, { "|", "<wleft>", "|", false },
	};

	(void)state;
	run_cases(cases, ARRAY_LEN(cases), true, 20, 3);
}

/* A view of 8 columns: "some " "words " "that " "wrap". */
static void
test_movement_by_shown_lines(void **state)
{
	static const struct key_case cases[] = {
		{ "some wo|rds wrap", "<home>", "some |words wrap", true },
		{ "some wo|rds wrap", "<end>", "some words| wrap", true },
		{ "some wo|rds wrap", "<end><end>", "some words| wrap", false },
		{ "some words| wrap", "<right>", "some words |wrap", true },
		{ "some wo|rds wrap", "<up>", "so|me words wrap", true },
		{ "some wo|rds wrap", "<up><up>", "so|me words wrap", false },
		{ "some wo|rds wrap", "<down>", "some words wr|ap", true },
		{ "some wo|rds wrap", "<down><down>", "some words wr|ap",
			false },
		/* the column is kept across a short line */
		{ "abcd|\n\nefgh", "<down><down>", "abcd\n\nefgh|", true },
		{ "abcd|\n\nefgh", "<down><left><down>", "abcd\n|\nefgh",
			true },
		{ "abcd\nx\nefg|h", "<up><up>", "abc|d\nx\nefgh", true },
		/* a wide character is not cut */
		{ "abc|d\n漢字", "<down>", "abcd\n漢|字", true },
		/* a long word has no space at the break */
		{ "ab|cdefghij", "<end>", "abcdefg|hij", true },
		{ "abcdefghi|j", "<home>", "abcdefgh|ij", true },
		{ "1\n2\n3\n4\n|5", "<pgup>", "1\n|2\n3\n4\n5", true },
		{ "1\n2\n3\n4\n|5", "<pgup><pgup>", "|1\n2\n3\n4\n5", true },
		{ "|1\n2\n3\n4\n5", "<pgdn>", "1\n2\n3\n|4\n5", true },
		{ "1\n2\n3\n4\n|5", "<pgdn>", "1\n2\n3\n4\n|5", false },
	};

	(void)state;
	run_cases(cases, ARRAY_LEN(cases), true, 8, 3);
}

static void
test_selection(void **state)
{
	static const struct key_case cases[] = {
		{ "ab|cd", "<sright>", "ab{c|}d", true },
		{ "ab|cd", "<sright><sleft>", "ab|cd", true },
		{ "ab|cd", "<sleft>", "a{|b}cd", true },
		{ "one |two", "<swright>", "one {two|}", true },
		{ "one |two", "<swleft>", "{|one }two", true },
		{ "a|b\ncd", "<sdown>", "a{b\nc|}d", true },
		{ "ab\nc|d", "<sup>", "a{|b\nc}d", true },
		{ "ab\nc|d", "<sup><sup>", "{|ab\nc}d", true },
		{ "ab\nc|d", "<sdown>", "ab\nc{d|}", true },
		{ "ab\ncd|", "<sdown>", "ab\ncd|", false },
		{ "a|b\ncd", "<send>", "a{b|}\ncd", true },
		{ "a|b\ncd", "<shome>", "{|a}b\ncd", true },
		{ "a|b\ncd", "<all>", "{ab\ncd|}", true },
		{ "|", "<all>", "|", false },
		/* moving without selecting leaves it */
		{ "ab|cd", "<sright><right>", "abc|d", true },
		{ "ab|cd", "<sright><left>", "ab|cd", true },
		{ "abcd|", "<sleft><sleft><right>", "abcd|", true },
		{ "ab|cd", "<sright><home>", "|abcd", true },
		{ "|ab", "<sright><sleft><left>", "|ab", false },
		/* the mark */
		{ "ab|cd", "<mark><right><right>", "ab{cd|}", true },
		{ "ab|cd", "<mark><right><mark>", "abc|d", true },
		{ "ab|cd", "<mark><right><mark><right>", "abcd|", true },
		{ "ab|cd", "<mark><end><home>", "{|ab}cd", true },
		{ "ab|cd", "<mark><right>x", "abx|d", true },
		/* typing and deleting take it */
		{ "ab|cd", "<sright>x", "abx|d", true },
		{ "ab|cd", "<sright><bs>", "ab|d", true },
		{ "ab|cd", "<sright><del>", "ab|d", true },
		{ "ab|cd", "<sright><wbs>", "ab|d", true },
		{ "a|b\ncd", "<all>x", "x|", true },
	};

	(void)state;
	run_cases(cases, ARRAY_LEN(cases), true, 20, 3);
}

static void
test_deletion(void **state)
{
	static const struct key_case cases[] = {
		{ "ab|c", "<bs>", "a|c", true },
		{ "ab|c", "<del>", "ab|", true },
		{ "|abc", "<bs>", "|abc", false },
		{ "abc|", "<del>", "abc|", false },
		{ "x" FAMILY "|y", "<bs>", "x|y", true },
		{ "x|" FAMILY "y", "<del>", "x|y", true },
		{ "e\u0301|", "<bs>", "|", true },
		{ "🇬🇧🇫🇷|", "<bs>", "🇬🇧|", true },
		{ "\u1112\u1161\u11ab|\u1100\u1173", "<bs>",
			"|\u1100\u1173", true },
		{ "שׁ|ל", "<bs>", "|ל", true },
		{ "ab\r\n|c", "<bs>", "ab|c", true },
		{ "one two|", "<wbs>", "one |", true },
		{ "one |two", "<wbs>", "|two", true },
		{ "|one two", "<wdel>", "|two", true },
		{ "one two|", "<wdel>", "one two|", false },
		/* what it leaves behind joins into one cluster */
		{ "a\n|\u0301b", "<bs>", "a\u0301|b", true },
		{ "🇬x|🇧", "<bs>", "🇬🇧|", true },
		{ "a|bc\nd", "<kill>", "a|\nd", true },
		{ "a|\nd", "<kill>", "a|d", true },
		{ "abc|", "<kill>", "abc|", false },
		{ "a|bc\nd", "<kill><kill>", "a|d", true },
		{ "a|bc\nd", "<kill><kill><paste>", "abc\n|d", true },
		{ "a|bc\nd", "<kill><right><kill><paste>", "a\nd|", true },
		{ "a|bcd", "<sright><kill><paste><paste>", "abb|cd", true },
	};

	(void)state;
	run_cases(cases, ARRAY_LEN(cases), true, 20, 3);
}

static void
test_deletion_to_the_end_of_a_shown_line(void **state)
{
	static const struct key_case cases[] = {
		{ "some wo|rds wrap", "<kill>", "some wo|wrap", true },
		{ "ab|cdefghij", "<kill>", "ab|ij", true },
		{ "abcdefg|hij", "<kill>", "abcdefg|ij", true },
	};

	(void)state;
	run_cases(cases, ARRAY_LEN(cases), true, 8, 3);
}

static void
test_typing(void **state)
{
	static const struct key_case cases[] = {
		{ "|", "hi", "hi|", true },
		{ "a|b", "é", "aé|b", true },
		{ "a|b", "<enter>", "a\n|b", true },
		{ "e|x", "\u0301", "e\u0301|x", true },
		{ "|\u0301x", "b", "b\u0301|x", true },
		{ "👩|👧", "\u200d", "👩\u200d👧|", true },
		{ "🇬|x", "🇧", "🇬🇧|x", true },
		{ "|🇧x", "🇬", "🇬🇧|x", true },
		{ "a|", "\x01", "a|", false },
		{ "ab|c", "<sright>\x01", "ab{c|}", false },
		{ "a|", "\t", "a\t|", true },
		{ "a|", "<copy>", "a|", false },
		{ "a|", "<cut>", "a|", false },
		{ "a|", "<paste>", "a|", false },
		{ "a|bc", "<sright><copy>", "a{b|}c", true },
		{ "a|bc", "<sright><copy><end><paste>", "abcb|", true },
		{ "a|bc", "<sright><cut><end><paste>", "acb|", true },
		{ "a|bc", "<mark><end><copy><home>", "|abc", true },
		{ "one |two", "<swright><cut><home><paste>", "two|one ", true },
	};

	(void)state;
	run_cases(cases, ARRAY_LEN(cases), true, 20, 3);
}

static void
test_one_line(void **state)
{
	static const struct key_case cases[] = {
		{ "a|b", "<enter>", "a|b", false },
		{ "a|b", "<up>", "a|b", false },
		{ "a|b", "\n", "a |b", true },
	};
	struct editor *editor = editor_new(false, NULL);

	(void)state;
	run_cases(cases, ARRAY_LEN(cases), false, 20, 1);
	assert_true(editor_insert(editor, "12 High St\r\nLeeds\n", 18, true));
	assert_shows(editor, "12 High St Leeds |");
	/* what was stored with a line feed is shown as it is */
	editor_set(editor, "a\nb", 0);
	assert_shows(editor, "|a\nb");
	editor_free(editor);
}

static void
test_undo(void **state)
{
	static const struct key_case cases[] = {
		{ "a|", "<undo>", "a|", false },
		{ "a|", "<redo>", "a|", false },
		{ "|", "one two<undo>", "one |", true },
		{ "|", "one two<undo><undo>", "|", true },
		{ "|", "one two<undo><undo><undo>", "|", false },
		{ "|", "one two<undo><undo><redo>", "one |", true },
		{ "|", "one two<undo><undo><redo><redo>", "one two|", true },
		{ "|", "one  two<undo>", "one  |", true },
		{ "|", "one<enter>two<undo>", "one\n|", true },
		{ "|", "ab<left>c<undo>", "a|b", true },
		{ "|", "ab<left>c<undo><undo>", "|", true },
		{ "|", "abc<bs>d<undo>", "ab|", true },
		{ "|", "abc<bs>d<undo><undo>", "abc|", true },
		{ "abcd|", "<bs><bs><bs><undo>", "abcd|", true },
		{ "|abcd", "<del><del><undo>", "|abcd", true },
		{ "ab|cd", "<bs><del><undo>", "a|cd", true },
		{ "ab|cd", "<bs><left><undo>", "ab|cd", true },
		{ "abc|d", "<bs><left><right><bs><undo>", "ab|d", true },
		{ "ab|cd", "<sright>xy<undo>", "abc|d", true },
		{ "ab|cd", "<sright>xy<undo><redo>", "abxy|d", true },
		{ "ab|cd", "x<undo>y<redo>", "aby|cd", false },
		{ "one two|", "<wbs><wbs><undo>", "one |", true },
		{ "a|bc", "<sright><cut><end><paste><undo>", "ac|", true },
		{ "a|bc", "<sright><cut><end><paste><undo><undo>", "ab|c",
			true },
		{ "e|", "\u0301<undo>", "e|", true },
		{ "|x", "a<undo><left>", "|x", false },
	};

	(void)state;
	run_cases(cases, ARRAY_LEN(cases), true, 20, 3);
}

/* Keys that waited and came together are undone as if they came singly. */
static void
test_keys_at_once_and_pastes(void **state)
{
	struct editor *editor = editor_new(true, NULL);

	(void)state;
	assert_true(editor_insert(editor, "one two three", 13, false));
	editor_command(editor, EDITOR_UNDO);
	assert_shows(editor, "one two |");
	assert_true(editor_insert(editor, "a b c", 5, true));
	assert_true(editor_insert(editor, "d", 1, false));
	editor_command(editor, EDITOR_UNDO);
	assert_shows(editor, "one two a b c|");
	editor_command(editor, EDITOR_UNDO);
	assert_shows(editor, "one two |");
	assert_false(editor_insert(editor, "\x1b[1mbold\x1b[0m", 12, true));
	assert_shows(editor, "one two bold|");
	editor_free(editor);
}

static void
test_clipboard_goes_from_field_to_field(void **state)
{
	struct clipboard clipboard;
	struct editor *a, *b;

	(void)state;
	buf_init(&clipboard.text);
	a = editor_new(true, &clipboard);
	editor_set(a, "two\nlines", 0);
	press(a, "<all><cut>");
	editor_free(a);
	b = editor_new(false, &clipboard);
	assert_true(press(b, "<paste>"));
	assert_shows(b, "two lines|");
	editor_free(b);
	assert_string_equal(clipboard.text.data, "two\nlines");
	buf_clear(&clipboard.text);
}

static void
test_changed(void **state)
{
	struct editor *editor = editor_new(true, NULL);

	(void)state;
	editor_set(editor, "text", 4);
	assert_false(editor_changed(editor));
	press(editor, "<left><sleft><copy>");
	assert_false(editor_changed(editor));
	press(editor, "x");
	assert_true(editor_changed(editor));
	editor_mark_saved(editor);
	assert_false(editor_changed(editor));
	press(editor, "<undo>");
	assert_true(editor_changed(editor));
	editor_set(editor, editor_text(editor), 0);
	assert_false(editor_changed(editor));
	assert_shows(editor, "|text");
	assert_false(editor_command(editor, EDITOR_REDO));
	editor_free(editor);
}

static void
test_set_moves_the_cursor_to_a_cluster(void **state)
{
	static const struct {
		const char *text;
		size_t cursor, stands;
	} cases[] = {
		{ "abc", 2, 2 }, { "abc", 99, 3 }, { "é", 1, 0 },
		{ "xe\u0301", 2, 1 }, { "🇬🇧🇫🇷", 12, 8 }, { "", 5, 0 },
	};
	struct editor *editor = editor_new(true, NULL);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		editor_set(editor, cases[i].text, cases[i].cursor);
		assert_int_equal(editor_cursor(editor), cases[i].stands);
	}
	editor_free(editor);
}

static void
test_where_the_cursor_stands(void **state)
{
	static const struct {
		const char *text;
		size_t line;
		int col;
	} cases[] = {
		{ "|", 0, 0 }, { "ab|", 0, 2 }, { "漢|字", 0, 2 },
		{ "some |words", 1, 0 }, /* after the space at the break */
		{ "some| words", 0, 4 },
		{ "somewords|", 1, 1 }, { "somewor|d", 0, 7 },
		{ "someword|", 0, 8 },   /* a full line */
		{ "someword|s", 1, 0 },
		{ "someword |", 0, 8 },  /* the space hangs past the edge */
		{ "someword   |", 0, 8 },
		{ "someword |x", 1, 0 }, { "someword | x", 0, 8 },
		{ "some\n|", 1, 0 }, { "some|\n", 0, 4 },
		{ "\n|\nx", 1, 0 }, { "e\u0301|e", 0, 1 },
	};
	struct editor *editor = editor_new(true, NULL);

	(void)state;
	editor_set_view(editor, 8, 3);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		size_t line;
		int col;
		start_from(editor, cases[i].text);
		editor_cursor_at(editor, &line, &col);
		assert_int_equal(line, cases[i].line);
		assert_int_equal(col, cases[i].col);
	}
	editor_free(editor);
}

static void
test_click(void **state)
{
	static const struct {
		size_t line;
		int col;
		const char *shows;
	} cases[] = {
		{ 0, 2, "so|me words\n漢字" }, { 0, 7, "some| words\n漢字" },
		{ 1, 0, "some |words\n漢字" }, { 1, 99, "some words|\n漢字" },
		{ 2, 1, "some words\n|漢字" }, { 2, 2, "some words\n漢|字" },
		{ 9, 9, "some words\n漢字|" }, { 0, -3, "|some words\n漢字" },
	};
	struct editor *editor = editor_new(true, NULL);

	(void)state;
	editor_set_view(editor, 8, 3);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		start_from(editor, "some words|\n漢字");
		press(editor, "<all>");
		editor_click(editor, cases[i].line, cases[i].col);
		assert_shows(editor, cases[i].shows);
	}
	start_from(editor, "some| words");
	press(editor, "<mark>");
	editor_click(editor, 0, 1);
	assert_shows(editor, "s{|ome} words");
	editor_free(editor);
}

/* Old steps are forgotten, text never. */
static void
test_undo_is_bounded(void **state)
{
	struct editor *editor = editor_new(true, NULL);
	char *large = xmalloc(3 << 20);
	size_t steps = 0;

	(void)state;
	for (int i = 0; i < 1500; i++)
		editor_insert(editor, "x ", 2, false);
	assert_int_equal(editor_len(editor), 3000);
	while (editor_command(editor, EDITOR_UNDO))
		steps++;
	assert_int_equal(steps, 1000);
	assert_int_equal(editor_len(editor), 1000);
	while (editor_command(editor, EDITOR_REDO))
		;
	assert_int_equal(editor_len(editor), 3000);
	memset(large, 'a', 3 << 20);
	for (size_t i = 50; i < 3 << 20; i += 51)
		large[i] = '\n';
	editor_insert(editor, large, 3 << 20, true);
	editor_insert(editor, large, 3 << 20, true);
	assert_int_equal(editor_len(editor), 3000 + (6 << 20));
	assert_true(editor_command(editor, EDITOR_UNDO));
	assert_false(editor_command(editor, EDITOR_UNDO));
	assert_int_equal(editor_len(editor), 3000 + (3 << 20));
	free(large);
	editor_free(editor);
}

static uint32_t seed = 20261116;

static size_t
any(size_t below)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 8) % below;
}

static const char *const nasty[] = { "a", "word ", " ", "\n", "longerword",
	"é", "e\u0301", "\u0301", "\u0301\u0302", FAMILY, "👩", "\u200d", "👧",
	"🇬", "🇧", "🇬🇧", "👍🏽", "🏽", "❤\ufe0f", "\ufe0f", "1\ufe0f\u20e3",
	"שָׁלוֹם", "مُحَمَّد", "\u060012", "\u1100", "\u1161", "\u11a8", "한",
	"\r\n", "\r", "कि", "न्", "\u200b", "\u202e", "漢字", "\t", "\u00a0",
	"\x1b[31m", "\xff", "\xe2\x82", "end. ", "(x)", "well-known " };

static void
assert_boundary(const struct editor *editor, size_t at)
{
	const char *text = editor_text(editor);
	size_t len = editor_len(editor);

	assert_true(at <= len);
	if (at > 0)
		assert_int_equal(utf8_next_cluster(text, len,
		    utf8_prev_cluster(text, len, at)), at);
}

static void
check(const struct editor *editor, int cols)
{
	const char *text = editor_text(editor);
	size_t len = editor_len(editor), start, end, line, at = 0;
	const struct utf8_wrap *wrap = editor_wrap(editor);
	int col;

	assert_int_equal(strlen(text), len);
	assert_true(utf8_valid(text, len));
	assert_boundary(editor, editor_cursor(editor));
	if (editor_selection(editor, &start, &end)) {
		assert_true(start < end);
		assert_boundary(editor, start);
		assert_boundary(editor, end);
	}
	for (size_t i = 0; i < wrap->count; i++) {
		assert_int_equal(wrap->lines[i].start, at);
		if (utf8_cols(text + at, wrap->lines[i].len) > cols)
			assert_int_equal(utf8_next_cluster(text, len, at),
			    at + wrap->lines[i].len);
		at = wrap->lines[i].next;
	}
	assert_int_equal(at, len);
	editor_cursor_at(editor, &line, &col);
	assert_true(line < wrap->count);
	assert_true(wrap->lines[line].start <= editor_cursor(editor));
	assert_true(col >= 0 && col <= cols);
}

static void
do_anything(struct editor *editor, int *cols)
{
	const char *piece = nasty[any(ARRAY_LEN(nasty))];

	switch (any(12)) {
	case 0:
		*cols = (int)any(30) + 1;
		editor_set_view(editor, *cols, (int)any(5) + 1);
		break;
	case 1:
		editor_click(editor, any(10), (int)any(40));
		break;
	case 2:
		editor_insert(editor, piece, strlen(piece), true);
		break;
	case 3:
	case 4:
	case 5:
		editor_insert(editor, piece, strlen(piece), false);
		break;
	default:
		editor_command(editor, keys[any(ARRAY_LEN(keys))].command);
	}
}

/* Whatever is done: the cursor is between clusters, the text is valid, lines
 * cover it, undo goes all the way back and redo all the way forward. */
static void
test_anything(void **state)
{
	(void)state;
	print_message("# seed %u\n", seed);
	for (int round = 0; round < 300; round++) {
		struct editor *editor = editor_new(round % 4 != 0, NULL);
		struct buf first, last;
		int cols = 80;
		buf_init(&first);
		buf_init(&last);
		for (size_t n = any(30); n > 0; n--)
			buf_add(&first, nasty[any(37)]);
		editor_set(editor, first.data, any(first.len + 1));
		for (int i = 0; i < 150; i++) {
			do_anything(editor, &cols);
			check(editor, cols);
		}
		while (editor_command(editor, EDITOR_REDO))
			;
		buf_add(&last, editor_text(editor));
		while (editor_command(editor, EDITOR_UNDO))
			check(editor, cols);
		assert_string_equal(editor_text(editor), first.data);
		while (editor_command(editor, EDITOR_REDO))
			check(editor, cols);
		assert_string_equal(editor_text(editor), last.data);
		buf_clear(&first);
		buf_clear(&last);
		editor_free(editor);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_movement),
		cmocka_unit_test(test_movement_by_shown_lines),
		cmocka_unit_test(test_selection),
		cmocka_unit_test(test_deletion),
		cmocka_unit_test(test_deletion_to_the_end_of_a_shown_line),
		cmocka_unit_test(test_typing),
		cmocka_unit_test(test_one_line),
		cmocka_unit_test(test_undo),
		cmocka_unit_test(test_keys_at_once_and_pastes),
		cmocka_unit_test(test_clipboard_goes_from_field_to_field),
		cmocka_unit_test(test_changed),
		cmocka_unit_test(test_set_moves_the_cursor_to_a_cluster),
		cmocka_unit_test(test_where_the_cursor_stands),
		cmocka_unit_test(test_click),
		cmocka_unit_test(test_undo_is_bounded),
		cmocka_unit_test(test_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
