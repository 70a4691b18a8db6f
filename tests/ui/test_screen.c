#include "config.h"

#include "ui/screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "harness/harness.h"
#include "ui/draw.h"
#include "ui/editor.h"

#define FIELDS 10
#define LIST_ROWS 1000
#define VALUE_COL 14

/* A screen much like those of oneplan: fields, or a list, and a note of all
 * that was asked of it. */
struct fake {
	struct screen base;
	struct editor *fields[FIELDS];
	int focus, first;
	enum context context;
	bool work_on_leaving; /* a field */
	bool close_on_leave;
	struct fake *opens; /* on Accept */
};

/* What was asked, in order; of all screens, since a closed one is gone. */
static struct buf notes;
static struct harness *harness;

static void
draw_list(struct fake *fake, struct rect body)
{
	fake->first =
	    draw_first_row(fake->first, fake->focus, LIST_ROWS, body.rows);
	for (int i = 0; i < body.rows; i++)
		draw_format(body, i, 2, STYLE_PLAIN, "%04d Okafor, M  %d",
		    fake->first + i, (fake->first + i) * 7919 % 100000);
	draw_string(body, fake->focus - fake->first, 0, STYLE_FOCUS, ">");
}

static struct cell
draw_field(struct fake *fake, struct rect body, int at)
{
	struct rect box = rect_part(body, at * 2, VALUE_COL, 2, 40);
	struct editor *editor = fake->fields[at];
	const struct utf8_wrap *wrap;
	size_t line;
	int col;

	editor_set_view(editor, box.cols, box.rows);
	wrap = editor_wrap(editor);
	draw_format(body, at * 2, 0, STYLE_LABEL, "Question %d", at);
	for (size_t i = 0; i < wrap->count; i++)
		draw_text(box, (int)i, 0, STYLE_PLAIN,
		    editor_text(editor) + wrap->lines[i].start,
		    wrap->lines[i].len);
	if (at == fake->focus)
		draw_string(body, at * 2, VALUE_COL - 1, STYLE_FOCUS, ">");
	editor_cursor_at(editor, &line, &col);
	return draw_cell(box, (int)line, col);
}

static struct cell
draw(struct screen *screen, const struct layout *layout)
{
	struct fake *fake = (struct fake *)screen;
	struct cell cursor = {0, 0}, cell;

	draw_string(layout->header, 0, 0, STYLE_HEADER,
	    "Maya Okafor  born 3 Feb 1951  NHS ...123");
	draw_string(layout->title, 0, 0, STYLE_TITLE, "About me");
	if (screen->ops->overlay) {
		struct rect box = rect_middle(layout->body, 3, 30);

		draw_clear(box);
		draw_string(box, 1, 1, STYLE_PLAIN, "Shall we?");
		return draw_cell(box, 1, 1);
	}
	if (fake->context == CONTEXT_LIST) {
		draw_list(fake, layout->body);
		return draw_cell(layout->body, fake->focus - fake->first, 0);
	}
	for (int i = 0; i < FIELDS && i * 2 + 1 < layout->body.rows; i++) {
		cell = draw_field(fake, layout->body, i);
		if (i == fake->focus)
			cursor = cell;
	}
	return cursor;
}

static enum context
context_of(const struct screen *screen)
{
	return ((const struct fake *)screen)->context;
}

static bool
command(struct screen *screen, enum command_id id)
{
	struct fake *fake = (struct fake *)screen;

	buf_addf(&notes, "%s;", command_of(id)->name);
	switch (id) {
	case COMMAND_NEXT_FIELD:
		screen->work = fake->work_on_leaving;
		fake->focus = (fake->focus + 1) % FIELDS;
		return true;
	case COMMAND_DOWN:
		fake->focus++;
		return true;
	case COMMAND_PAGE_DOWN:
		fake->focus += 20;
		fake->first += 20;
		return true;
	case COMMAND_ADD_ROW:
		fake->context = CONTEXT_TEXT;
		return true;
	case COMMAND_LEAVE:
		screen->work = fake->work_on_leaving;
		if (fake->close_on_leave)
			loop_pop(screen->loop, screen);
		return true;
	case COMMAND_ACCEPT:
		if (fake->opens)
			loop_push(screen->loop, &fake->opens->base);
		fake->opens = NULL;
		return true;
	default:
		return false;
	}
}

static bool
text(struct screen *screen, const char *bytes, size_t len)
{
	struct fake *fake = (struct fake *)screen;

	buf_addf(&notes, "text %.*s;", (int)len, bytes);
	if (context_types(fake->context))
		editor_insert(fake->fields[fake->focus], bytes, len, false);
	return true;
}

static bool
paste(struct screen *screen, const char *bytes, size_t len)
{
	struct fake *fake = (struct fake *)screen;

	buf_add(&notes, "paste;");
	if (!context_types(fake->context))
		return false;
	editor_insert(fake->fields[fake->focus], bytes, len, true);
	return true;
}

static void
timer(struct screen *screen)
{
	(void)screen;
	buf_add(&notes, "timer;");
}

static void
work(struct screen *screen)
{
	char byte;

	(void)screen;
	if (recv(harness->screen_fd, &byte, 1, MSG_PEEK) == 1)
		buf_add(&notes, "echo;");
	buf_add(&notes, "work;");
}

static void
resume(struct screen *screen)
{
	(void)screen;
	buf_add(&notes, "resume;");
}

static void
hangup(struct screen *screen)
{
	buf_addf(&notes, "hangup %s;", screen->ops->name);
}

static void
close_fake(struct screen *screen)
{
	struct fake *fake = (struct fake *)screen;

	buf_addf(&notes, "close %s;", screen->ops->name);
	for (int i = 0; i < FIELDS; i++)
		editor_free(fake->fields[i]);
	free(fake);
}

static const struct screen_ops form_ops = {
    .name = "form",
    .draw = draw,
    .context = context_of,
    .command = command,
    .text = text,
    .paste = paste,
    .timer = timer,
    .work = work,
    .resume = resume,
    .hangup = hangup,
    .close = close_fake,
};

static const struct screen_ops dialog_ops = {
    .name = "dialog",
    .overlay = true,
    .draw = draw,
    .context = context_of,
    .command = command,
    .hangup = hangup,
    .work = work,
    .close = close_fake,
};

static struct fake *
fake_new(const struct screen_ops *ops, enum context context)
{
	struct fake *fake = xcalloc(1, sizeof *fake);

	fake->base.ops = ops;
	fake->context = context;
	for (int i = 0; i < FIELDS; i++) {
		fake->fields[i] = editor_new(true, NULL);
		editor_set(fake->fields[i], "", 0);
	}
	return fake;
}

/* A harness with one screen on it, already shown. */
static struct fake *
start_sized(enum context context, int rows, int cols)
{
	struct fake *fake = fake_new(&form_ops, context);

	harness = harness_open("xterm-256color", rows, cols);
	loop_push(harness->loop, &fake->base);
	harness_run(harness);
	return fake;
}

static struct fake *
start(enum context context)
{
	return start_sized(context, 24, 80);
}

static int
set_up(void **state)
{
	(void)state;
	buf_init(&notes);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	harness_close(harness);
	harness = NULL;
	buf_clear(&notes);
	return 0;
}

static void
check_cursor(int row, int col)
{
	int got_row, got_col;

	emulator_cursor(harness->emulator, &got_row, &got_col);
	assert_int_equal(got_row, row);
	assert_int_equal(got_col, col);
	assert_true(emulator_cursor_visible(harness->emulator));
}

/* --- figures (product.md section 6); counts are the same on every machine --- */

static const char words[] =
    "She would like to walk to the shop each week and cook a meal with "
    "support. Her brother helps on Mondays. We agreed to look at the bus "
    "route and to try it twice before the next review in spring, if well.";

static void
test_typing_is_one_byte_and_one_write(void **state)
{
	(void)state;
	start(CONTEXT_TEXT);
	for (size_t i = 0; i < 36; i++) {
		harness_send(harness, words + i, 1);
		assert_int_equal(harness->writes, 1);
		assert_int_equal(harness->bytes, 1);
	}
	check_cursor(2, VALUE_COL + 36);
}

static void
test_typing_in_a_wrapping_box(void **state)
{
	size_t bytes = 0;

	(void)state;
	start(CONTEXT_PARAGRAPH);
	for (size_t i = 0; i < 78; i++) {
		harness_send(harness, words + i, 1);
		assert_true(harness->writes <= 1);
		bytes += harness->bytes;
	}
	assert_true(bytes * 10 <= 78 * 16);
}

static void
test_next_field(void **state)
{
	struct fake *fake = start(CONTEXT_TEXT);

	(void)state;
	fake->work_on_leaving = true;
	for (int i = 0; i < FIELDS - 1; i++) {
		harness_do(harness, "key Tab");
		assert_int_equal(harness->writes, 1);
		assert_true(harness->bytes <= 12);
		check_cursor(2 + (i + 1) * 2, VALUE_COL);
	}
}

static void
test_paste_of_100(void **state)
{
	char line[128];

	(void)state;
	start(CONTEXT_PARAGRAPH);
	snprintf(line, sizeof line, "paste %.100s", words);
	harness_do(harness, line);
	assert_true(harness->bytes <= 200);
	assert_int_equal(harness->writes, 1);
	assert_string_equal(notes.data, "paste;");
}

static void
test_unmarked_paste_of_100(void **state)
{
	(void)state;
	start(CONTEXT_PARAGRAPH);
	harness_send(harness, words, 100);
	assert_true(harness->bytes <= 200);
	assert_int_equal(harness->writes, 1);
}

static void
test_one_row_down(void **state)
{
	size_t bytes = 0;

	(void)state;
	start(CONTEXT_LIST);
	harness_do(harness, "key Down 19");
	for (int i = 0; i < 30; i++) {
		harness_do(harness, "key Down");
		assert_int_equal(harness->writes, 1);
		bytes += harness->bytes;
		check_cursor(21, 0);
	}
	assert_true(bytes <= 30 * 67); /* 21 of them are the row's own text */
	assert_true(emulator_shows(harness->emulator, "> 0049 Okafor"));
	assert_true(emulator_shows(harness->emulator, "  0030 Okafor"));
}

static void
test_a_page_of_a_list(void **state)
{
	(void)state;
	start(CONTEXT_LIST);
	harness_do(harness, "key PgDn");
	assert_int_equal(harness->writes, 1);
	assert_true(emulator_shows(harness->emulator, "> 0020 Okafor"));
	assert_true(harness->bytes <= 20 * 23 * 5 / 4);
}

/* Against the characters on the screen, which any encoding has to send. */
static void
test_first_frame(void **state)
{
	static const struct {
		int rows, cols;
	} sizes[] = {{24, 80}, {60, 200}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		struct buf dump;
		size_t first, again;

		buf_init(&dump);
		start_sized(CONTEXT_LIST, sizes[i].rows, sizes[i].cols);
		first = harness->bytes;
		assert_int_equal(harness->writes, 2); /* one for paste marks */
		for (int row = 0; row < sizes[i].rows; row++)
			emulator_row(harness->emulator, row, &dump);
		assert_true(first * 4 <= (dump.len + (size_t)sizes[i].rows * 4) *
		    5 + 140 * 4);
		harness_do(harness, "key Ctrl-L");
		again = harness->bytes;
		assert_int_equal(harness->writes, 1);
		assert_true(again <= first && first <= again + 100);
		buf_clear(&dump);
		if (i + 1 < ARRAY_LEN(sizes))
			tear_down(state);
	}
}

/* The first frame in tmux or screen costs no more than a tenth more. */
static void
test_screen_costs_like_xterm(void **state)
{
	size_t bytes[2];
	static const char *const types[2] = {"xterm-256color", "screen-256color"};

	(void)state;
	for (int i = 0; i < 2; i++) {
		harness_close(harness);
		harness = harness_open(types[i], 24, 80);
		loop_push(harness->loop,
		    &fake_new(&form_ops, CONTEXT_TEXT)->base);
		harness_run(harness);
		bytes[i] = harness->bytes;
	}
	assert_true(bytes[1] * 10 <= bytes[0] * 11);
}

static void
test_nothing_new_costs_nothing(void **state)
{
	(void)state;
	start(CONTEXT_TEXT);
	harness_run(harness);
	assert_int_equal(harness->bytes, 0);
	assert_int_equal(harness->writes, 0);
}

/* --- the loop --- */

static void
test_commands_and_typing(void **state)
{
	(void)state;
	start(CONTEXT_TABLE);
	/* letters are commands until one of them begins the typing */
	harness_do(harness, "text da?");
	harness_do(harness, "text dq\xc3\xa9");
	harness_do(harness, "key Esc");
	assert_string_equal(notes.data,
	    "remove-row;add-row;text ?;text dq\xc3\xa9;leave;");
}

static void
test_all_input_then_one_frame(void **state)
{
	(void)state;
	start(CONTEXT_TEXT);
	harness_do(harness, "raw one\\ttwo\\tthree\\e[Z");
	assert_int_equal(harness->writes, 1);
	assert_true(emulator_shows(harness->emulator, "Question 0    one"));
	assert_true(emulator_shows(harness->emulator, "Question 1    two"));
	assert_string_equal(notes.data, "text one;next-field;text two;"
	    "next-field;text three;previous-field;");
}

static void
test_work_comes_after_the_echo_and_before_the_next_key(void **state)
{
	struct fake *fake = start(CONTEXT_TEXT);

	(void)state;
	fake->work_on_leaving = true;
	harness_do(harness, "raw a\\tb\\tc");
	assert_string_equal(notes.data,
	    "text a;next-field;work;text b;next-field;work;text c;");
	buf_reset(&notes);
	harness_do(harness, "key Tab");
	assert_string_equal(notes.data, "next-field;echo;work;");
}

static void
test_closing_does_the_work_first(void **state)
{
	struct fake *fake = start(CONTEXT_TEXT);

	(void)state;
	fake->work_on_leaving = true;
	fake->close_on_leave = true;
	harness_do(harness, "key Esc");
	assert_string_equal(notes.data, "leave;work;close form;");
	assert_int_equal(harness->end, LOOP_DONE);
	assert_null(loop_top(harness->loop));
}

static void
test_dialog_over_a_screen(void **state)
{
	struct fake *fake = start(CONTEXT_FORM);

	(void)state;
	fake->opens = fake_new(&dialog_ops, CONTEXT_DIALOG);
	fake->opens->close_on_leave = true;
	harness_do(harness, "key Enter");
	assert_true(emulator_shows(harness->emulator, "Shall we?"));
	assert_true(emulator_shows(harness->emulator, "Question 0"));
	check_cursor(11, 26);
	harness_do(harness, "paste lost?");
	assert_true(emulator_shows(harness->emulator,
	    "There is no place for pasted text here."));
	harness_do(harness, "key Esc");
	assert_false(emulator_shows(harness->emulator, "Shall we?"));
	assert_false(emulator_shows(harness->emulator, "no place for"));
	assert_string_equal(notes.data, "accept;leave;close dialog;resume;");
	check_cursor(2, VALUE_COL);
}

static void
test_popping_takes_what_is_above(void **state)
{
	struct fake *form = start(CONTEXT_FORM);

	(void)state;
	loop_push(harness->loop,
	    &fake_new(&dialog_ops, CONTEXT_DIALOG)->base);
	loop_push(harness->loop,
	    &fake_new(&dialog_ops, CONTEXT_DIALOG)->base);
	loop_pop(harness->loop, form->base.loop ? &form->base : NULL);
	loop_push(harness->loop, &fake_new(&form_ops, CONTEXT_LIST)->base);
	harness_do(harness, "key Tab");
	assert_string_equal(notes.data,
	    "close dialog;close dialog;close form;next-field;");
	assert_int_equal(harness->end, LOOP_WAITING);
}

static bool
general(struct loop *loop, void *data, enum command_id id)
{
	(void)loop;
	(void)data;
	buf_addf(&notes, "general %s;", command_of(id)->name);
	return id == COMMAND_QUIT;
}

static void
test_general_commands(void **state)
{
	(void)state;
	start(CONTEXT_TEXT);
	loop_set_general(harness->loop, general, NULL);
	harness_do(harness, "key Ctrl-G");
	harness_do(harness, "key Ctrl-Q");
	assert_int_equal(harness->end, LOOP_WAITING);
	loop_set_general(harness->loop, NULL, NULL);
	harness_do(harness, "key Ctrl-Q");
	assert_int_equal(harness->end, LOOP_DONE);
	assert_string_equal(notes.data, "go-to;general go-to;quit;"
	    "general quit;quit;close form;");
}

static void
test_messages_are_whole(void **state)
{
	(void)state;
	start(CONTEXT_TEXT);
	loop_say(harness->loop, "The plan could not be saved because the disk "
	    "is full. What you typed is still on the screen; %s.",
	    "oneplan will try again in a moment");
	harness_run(harness);
	assert_true(emulator_shows(harness->emulator, "is full"));
	assert_true(emulator_shows(harness->emulator, "in a moment."));
	check_cursor(2, VALUE_COL);
	harness_do(harness, "text x");
	assert_false(emulator_shows(harness->emulator, "in a moment."));
	assert_string_equal(loop_said(harness->loop), "");
}

static void
test_timers(void **state)
{
	struct fake *fake = start(CONTEXT_TEXT);

	(void)state;
	harness_do(harness, "timer");
	assert_string_equal(notes.data, "");
	screen_set_timer(&fake->base, 3600 * 1000);
	harness_do(harness, "timer");
	assert_string_equal(notes.data, "timer;");
	harness_do(harness, "timer"); /* once */
	assert_string_equal(notes.data, "timer;");
	screen_set_timer(&fake->base, 3600 * 1000);
	screen_set_timer(&fake->base, 0);
	harness_do(harness, "timer");
	assert_string_equal(notes.data, "timer;");
}

static void
test_hangup_tells_every_screen_and_writes_nothing(void **state)
{
	struct fake *fake = start(CONTEXT_TEXT);

	(void)state;
	loop_push(harness->loop,
	    &fake_new(&dialog_ops, CONTEXT_DIALOG)->base);
	harness_run(harness);
	fake->base.work = true;
	harness_do(harness, "hangup");
	assert_int_equal(harness->end, LOOP_HANGUP);
	assert_string_equal(notes.data,
	    "work;hangup dialog;hangup form;");
	assert_int_equal(harness->writes, 0);
	assert_true(term_dead(harness->term));
}

/* What was typed before the line dropped still counts. */
static void
test_typed_before_hangup(void **state)
{
	(void)state;
	start(CONTEXT_TEXT);
	assert_int_equal(write(harness->keys_fd, "last words\033", 11), 11);
	harness_do(harness, "hangup");
	assert_string_equal(notes.data,
	    "text last words;leave;hangup form;");
}

static void
test_every_size(void **state)
{
	static const struct {
		int rows, cols;
	} sizes[] = {
		{1, 1}, {5, 20}, {17, 60}, {18, 60}, {24, 80}, {50, 132},
		{80, 250}, {3, 250}, {80, 5}, {24, 80},
	};
	char line[32];

	(void)state;
	start(CONTEXT_TEXT);
	harness_do(harness, "text kept");
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		snprintf(line, sizeof line, "size %d %d", sizes[i].rows,
		    sizes[i].cols);
		harness_do(harness, line);
		assert_int_equal(harness->writes, 1);
		if (sizes[i].rows < 18 || sizes[i].cols < 60) {
			check_cursor(0, 0);
			continue;
		}
		assert_true(emulator_shows(harness->emulator, "0   >kept"));
		assert_true(emulator_shows(harness->emulator, "F1 help"));
		check_cursor(2, VALUE_COL + 4 + (sizes[i].cols >= 110 ? 30 : 0));
	}
	harness_do(harness, "size 10 70");
	assert_true(emulator_shows(harness->emulator,
	    "Please make the window larger. Nothing is lost."));
	harness_do(harness, "text  blind");
	harness_do(harness, "size 24 80");
	assert_true(emulator_shows(harness->emulator, "0   >kept blind"));
}

/* Without bounds, each key would leave a little behind. */
static void
test_ten_thousand_keys(void **state)
{
	(void)state;
	start(CONTEXT_LIST);
	for (int i = 0; i < 500; i++) {
		harness_do(harness, "key Down 19");
		harness_do(harness, "key Tab");
		buf_reset(&notes);
	}
	assert_int_equal(harness->end, LOOP_WAITING);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_typing_is_one_byte_and_one_write),
		TEST(test_typing_in_a_wrapping_box),
		TEST(test_next_field),
		TEST(test_paste_of_100),
		TEST(test_unmarked_paste_of_100),
		TEST(test_one_row_down),
		TEST(test_a_page_of_a_list),
		TEST(test_first_frame),
		TEST(test_screen_costs_like_xterm),
		TEST(test_nothing_new_costs_nothing),
		TEST(test_commands_and_typing),
		TEST(test_all_input_then_one_frame),
		TEST(test_work_comes_after_the_echo_and_before_the_next_key),
		TEST(test_closing_does_the_work_first),
		TEST(test_dialog_over_a_screen),
		TEST(test_popping_takes_what_is_above),
		TEST(test_general_commands),
		TEST(test_messages_are_whole),
		TEST(test_timers),
		TEST(test_hangup_tells_every_screen_and_writes_nothing),
		TEST(test_typed_before_hangup),
		TEST(test_every_size),
		TEST(test_ten_thousand_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
