/* The cursor law (product.md section 3): after every key, at every size, the
 * terminal's own cursor is on the insertion point or on the first cell of what
 * has the focus; and what was typed and left is in the file. Long streams of
 * keys from a seed; ONEPLAN_TEST_SEED and ONEPLAN_TEST_KEYS choose others. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/utf8.h"
#include "kwame.h"
#include "support.h"
#include "ui/draw.h"
#include "ui/layout.h"

static const struct {
	int rows, cols;
} sizes[] = {
    {24, 80}, {50, 132}, {18, 60}, {24, 109}, {24, 110}, {30, 150}, {50, 200},
    {17, 80}, {24, 59}, {5, 20}, {20, 5}, {1, 1},
};

/* --- what is on the screen --- */

struct seen {
	int rows, cols;
	struct layout layout;
	int row, col; /* of the cursor */
	enum context context;
};

static void
look(const struct desk *desk, struct seen *seen)
{
	const struct screen *top = loop_top(desk->harness->loop);

	emulator_size(desk->harness->emulator, &seen->rows, &seen->cols);
	layout_compute(seen->rows, seen->cols, &seen->layout);
	emulator_cursor(desk->harness->emulator, &seen->row, &seen->col);
	seen->context = screen_context(top);
	/* the plans have no steps beside them: they take the whole width */
	if (strcmp(top->ops->name, "caseload") == 0) {
		seen->layout.body.col = 0;
		seen->layout.body.cols = seen->cols;
	}
}

/* Does CH, which is ASCII, stand in the cell at ROW, COL? */
static bool
cell_is(const struct desk *desk, int row, int col, char ch)
{
	struct buf text;
	uint32_t at = 0;
	size_t i = 0;
	int cols = 0, wide;

	buf_init(&text);
	emulator_row(desk->harness->emulator, row, &text);
	while (i < text.len) {
		i += utf8_decode(text.data + i, text.len - i, &at);
		wide = wcwidth((wchar_t)at);
		if (wide > 0 && cols >= col)
			break;
		cols += wide > 0 ? wide : 0;
		at = ' '; /* where the row ends here */
	}
	buf_clear(&text);
	return cols == col ? at == (uint32_t)ch : ch == ' ';
}

/* Is the mark of the focus in ROW, left of COL? */
static bool
marked(const struct desk *desk, const struct seen *seen, int row, int col)
{
	for (int at = seen->layout.body.col; at < col; at++)
		if (cell_is(desk, row, at, '>'))
			return true;
	return false;
}

static bool
blank(const struct desk *desk, const struct seen *seen, int row)
{
	for (int col = 0; col < seen->layout.body.cols; col++)
		if (!cell_is(desk, row, seen->layout.body.col + col, ' '))
			return false;
	return true;
}

/* Does the cursor stand beside the mark, or on a further line of a question that
 * has it? A question of many lines ends at a blank one; its first lines may be
 * above what is shown. */
static bool
at_focus(const struct desk *desk, const struct seen *seen)
{
	if (marked(desk, seen, seen->row, seen->col))
		return true;
	for (int row = seen->row; row >= seen->layout.body.row; row--) {
		if (row < seen->row &&
		    marked(desk, seen, row,
			seen->layout.body.col + seen->layout.body.cols))
			return true;
		if (blank(desk, seen, row))
			return false;
	}
	return true;
}

static void
fail_law(const struct desk *desk, const char *what)
{
	print_screen(desk);
	fail_msg("on %s: %s", screen_name(desk), what);
}

static void
check_identity(const struct desk *desk, const struct seen *seen)
{
	struct buf row, name;
	const struct plan *plan = desk->sitting.plan;
	size_t fit;

	if (rect_empty(seen->layout.header) ||
	    strcmp(screen_name(desk), "curtain") == 0)
		return;
	buf_init(&row);
	buf_init(&name);
	emulator_row(desk->harness->emulator, seen->layout.header.row, &row);
	buf_add(&name, plan ? plan_identity(plan)->name : "oneplan");
	/* a long name gives way to the rest, and a cell holds not every cluster
	 * whole; what is left begins alike */
	for (fit = 0; fit < 6 && name.data[fit] > ' ' && name.data[fit] < 0x7f;)
		fit++;
	if (!row.len || strncmp(row.data, name.data, fit) != 0)
		fail_law(desk, "whose plan it is does not stand at the top");
	buf_clear(&row);
	buf_clear(&name);
}

static void
check_law(const struct desk *desk)
{
	struct seen seen;
	const char *name = screen_name(desk);

	if (!*name)
		return;
	look(desk, &seen);
	if (!emulator_cursor_visible(desk->harness->emulator))
		fail_law(desk, "the cursor cannot be seen");
	if (seen.layout.kind == LAYOUT_TOO_SMALL)
		return;
	check_identity(desk, &seen);
	if (seen.row < seen.layout.body.row ||
	    seen.row >= seen.layout.body.row + seen.layout.body.rows ||
	    seen.col < seen.layout.body.col ||
	    seen.col >= seen.layout.body.col + seen.layout.body.cols)
		fail_law(desk, "the cursor is outside the body");
	int said = draw_wrapped_lines(loop_said(desk->harness->loop),
	    seen.layout.message.cols);
	if (*loop_said(desk->harness->loop) &&
	    seen.row > seen.layout.message.row - said)
		fail_law(desk, "the cursor is under what is said");
	if (strcmp(name, "form") == 0 && !at_focus(desk, &seen) &&
	    !emulator_shows(desk->harness->emulator, "Nothing is asked here"))
		fail_law(desk, "the cursor is not where the focus is");
	if (strcmp(name, "week") == 0 &&
	    !cell_is(desk, seen.row, seen.col - 1, '>'))
		fail_law(desk, "the cursor is not beside the mark");
	if (seen.context == CONTEXT_LIST && strcmp(name, "form") != 0 &&
	    !cell_is(desk, seen.row, seen.layout.body.col, '>') &&
	    !emulator_shows(desk->harness->emulator, "Nothing is left"))
		fail_law(desk, "the cursor is not on the row with the mark");
}

/* A character that was typed stands just left of the cursor. */
static void
check_typed(const struct desk *desk, char ch)
{
	struct seen seen;
	int col;

	if (!*screen_name(desk))
		return;
	look(desk, &seen);
	if (seen.layout.kind == LAYOUT_TOO_SMALL)
		return;
	col = seen.col - 1;
	/* a prompt's words that are longer than it are cut */
	if (seen.context == CONTEXT_FILTER &&
	    col >= seen.layout.body.col + seen.layout.body.cols - 2)
		return;
	/* the first column of a line: it stands at the end of the one above */
	if (cell_is(desk, seen.row, col, '['))
		return;
	if (!cell_is(desk, seen.row, col, ch))
		fail_law(desk, "what was typed is not left of the cursor");
}

/* --- a plan, open again and again --- */

struct stream {
	struct desk *desk;
	struct luck luck;
	size_t size; /* of sizes */
};

static void
open_again(struct stream *stream)
{
	int rows = sizes[stream->size].rows, cols = sizes[stream->size].cols;

	if (stream->desk)
		desk_close(stream->desk);
	stream->desk = desk_open("xterm-256color", rows, cols);
	desk_caseload(stream->desk);
	if (luck_draw(&stream->luck, 4) == 0)
		desk_plan(stream->desk, KWAME);
	harness_run(stream->desk->harness);
	check_law(stream->desk);
}

static void
press(struct stream *stream, const char *line)
{
	act(stream->desk, "%s", line);
	if (!loop_top(stream->desk->harness->loop) ||
	    stream->desk->harness->end == LOOP_HANGUP)
		open_again(stream);
	else
		check_law(stream->desk);
}

static void
type_char(struct stream *stream, char ch)
{
	const struct screen *top = loop_top(stream->desk->harness->loop);
	bool typing = context_types(screen_context(top));

	harness_send(stream->desk->harness, &ch, 1);
	if (!loop_top(stream->desk->harness->loop)) {
		open_again(stream);
		return;
	}
	check_law(stream->desk);
	if (typing && ch != ' ') /* spaces may hang past the edge */
		check_typed(stream->desk, ch);
}

/* --- keys at random --- */

/* one cluster of three characters */
#define MOTHER_AND_CHILD \
	"text \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"

static const char *const keys[] = {
    "key Tab", "key Tab", "key Tab", "key Shift-Tab", "key Enter", "key Enter",
    "key Enter", "key Esc", "key Up", "key Down", "key Down", "key Left",
    "key Right", "key Home", "key End", "key PgUp", "key PgDn", "key PgDn",
    "key Ctrl-Home", "key Ctrl-End", "key Shift-Left", "key Shift-Up",
    "key Ctrl-Left", "key Ctrl-Space", "key Ctrl-A", "key Ctrl-X",
    "key Ctrl-C", "key Ctrl-V", "key Ctrl-K", "key Ctrl-W", "key Delete",
    "key Backspace", "key Backspace", "key Ctrl-Z", "key Ctrl-Z",
    "key Ctrl-Y", "key Ctrl-T", "key Ctrl-G", "key Ctrl-O", "key Ctrl-R",
    "key Ctrl-S", "key Ctrl-L", "key Ctrl-N", "key Ctrl-E", "key F1",
    "key F3", "key F10", "key Insert", "key Space", "key Space", "key Q",
    "raw \x1c", "raw \x1d", "timer", "timer", "key Ctrl-Q", "hangup",
    "paste two words\\nand a line", "paste \\e[31mred\\e[0m \\tand tab",
    "text \xc3\xa9", "text e\xcc\x81", "text \xe4\xbd\xa0\xe5\xa5\xbd",
    "text \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", MOTHER_AND_CHILD,
    "raw \\e[99~", "raw \\e[200~\\e[201~",
    "text A sentence of some words, long enough to be wrapped in any box. ",
    "text 12.50", "text 31/2/2026",
};

static void
change_size(struct stream *stream)
{
	char line[32];

	stream->size = luck_draw(&stream->luck, ARRAY_LEN(sizes));
	snprintf(line, sizeof line, "size %d %d", sizes[stream->size].rows,
	    sizes[stream->size].cols);
	press(stream, line);
}

static void
random_key(struct stream *stream)
{
	static const char letters[] = "abcdemo yn/?=[]dsnaz0123456789.,";
	unsigned what = luck_draw(&stream->luck, 100);

	if (what < 35)
		type_char(stream, letters[luck_draw(&stream->luck,
		    sizeof letters - 1)]);
	else if (what < 38)
		change_size(stream);
	else
		press(stream,
		    keys[luck_draw(&stream->luck, ARRAY_LEN(keys))]);
}

/* --- words that are typed and left --- */

static const char *const fields[] = {"purpose.asked_for", "purpose.tried",
    "purpose.coordinator", "about_me.name_pref", "about_me.name_family",
    "about_me.address"};

/* All that a key can do to leave a field. */
static const char *const leaving[] = {
    "key Tab", "key Shift-Tab", "key Esc", "key PgDn", "key PgUp", "key F1",
    "key Ctrl-T", "key Ctrl-G", "key Ctrl-O", "key Ctrl-Q", "key Ctrl-S",
};

/* A key that closes a screen over the plan's own, or leads to its overview. */
static const char *
way_out(const char *screen, int at)
{
	if (strcmp(screen, "form") == 0)
		return "key Ctrl-O";
	if (strcmp(screen, "curtain") == 0)
		return "key Enter";
	/* turned to the person it knows only the key that turned it */
	if (strcmp(screen, "preview") == 0 && at % 2)
		return "raw \x1d";
	return "key Esc";
}

/* Gets to the overview of the plan, wherever the stream is. */
static void
home(struct stream *stream)
{
	if (!stream->desk->sitting.plan)
		desk_plan(stream->desk, KWAME);
	harness_run(stream->desk->harness);
	for (int i = 0; i < 20 && strcmp(screen_name(stream->desk), "overview");
	    i++)
		act(stream->desk, "%s", way_out(screen_name(stream->desk), i));
	assert_string_equal(screen_name(stream->desk), "overview");
}

static void
type_and_leave(struct stream *stream, unsigned number)
{
	const char *field =
	    fields[luck_draw(&stream->luck, ARRAY_LEN(fields))];
	const char *key =
	    leaving[luck_draw(&stream->luck, ARRAY_LEN(leaving))];
	char words[64], *path, *found;

	if (sizes[stream->size].rows < LAYOUT_MIN_ROWS ||
	    sizes[stream->size].cols < LAYOUT_MIN_COLS)
		press(stream, "size 24 80");
	home(stream);
	go_to_field(stream->desk, field);
	if (!context_types(
		screen_context(loop_top(stream->desk->harness->loop))))
		fail_law(stream->desk, field);
	check_law(stream->desk);
	/* a new one may have been begun on the way */
	path = xstrdup(store_path(plan_store(stream->desk->sitting.plan)));
	act(stream->desk, "key Ctrl-A");
	snprintf(words, sizeof words, "words number %u", number);
	for (const char *ch = words; *ch; ch++)
		type_char(stream, *ch);
	press(stream, key);
	if (strcmp(key, "key Ctrl-S") == 0) /* stays where it is */
		press(stream, "key Tab");
	found = stored(path, field, &UID_NONE);
	if (strcmp(found, words) != 0) {
		print_screen(stream->desk);
		fail_msg("%s was left by %s, and the file says \"%s\", not "
			 "\"%s\"", field, key, found, words);
	}
	free(found);
	free(path);
}

/* --- the tests --- */

static unsigned
key_count(unsigned usual)
{
	const char *own = getenv("ONEPLAN_TEST_KEYS");

	return own ? (unsigned)atoi(own) : usual;
}

static void
test_any_keys(void **state)
{
	struct stream stream = {.luck = luck_new("any keys", 20261116)};
	unsigned count = key_count(4000);

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	open_again(&stream);
	for (unsigned i = 0; i < count; i++) {
		random_key(&stream);
		if (i % 100 == 99)
			type_and_leave(&stream, i);
	}
	desk_close(stream.desk);
	assert_sound(KWAME);
}

/* Through every screen by the keys that a person uses, at every size. */
static void
test_walk(void **state)
{
	static const char *const walk[] = {"key Tab", "key Down", "key PgDn",
	    "key Right", "key Shift-Tab", "key Up", "key PgUp", "key End"};
	struct stream stream = {.luck = luck_new("walk", 1)};

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	stream.desk = desk_at(KWAME);
	for (stream.size = 0; stream.size < ARRAY_LEN(sizes); stream.size++) {
		act(stream.desk, "size %d %d", sizes[stream.size].rows,
		    sizes[stream.size].cols);
		for (size_t i = 0; i < ARRAY_LEN(walk); i++)
			for (int times = 0; times < 60; times++)
				press(&stream, walk[i]);
	}
	desk_close(stream.desk);
	assert_sound(KWAME);
}

/* A row's words and a plan that nobody answered anything in. */
static void
test_blank_plan(void **state)
{
	struct stream stream = {.luck = luck_new("blank plan", 7)};
	unsigned count = key_count(1500);

	(void)state;
	kwame_make(KWAME, KWAME_BLANK, false);
	open_again(&stream);
	for (unsigned i = 0; i < count; i++)
		random_key(&stream);
	desk_close(stream.desk);
	assert_sound(KWAME);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_walk),
	    TEST(test_any_keys),
	    TEST(test_blank_plan),
	};

	real_forms();
	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
