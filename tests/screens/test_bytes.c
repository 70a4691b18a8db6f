/* What goes over the line (product.md section 6): bytes and writes are counted,
 * and commits to the plan's file. They are the same in every run. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "kwame.h"
#include "plain.h"
#include "support.h"

static const char prose[] =
    "I want to be at work on time and to play on Thursdays without my "
    "shoulders hurting for the rest of the week. Dan should not have to lift "
    "the chair into the van every time, and I would like to mend small things "
    "myself when they break, so that I do not have to wait for a repair van "
    "that comes when I am at work.";

/* A count must not be more than MOST; says what was sent if it is. */
static void
at_most(const struct desk *desk, const char *what, size_t count, size_t most)
{
	const struct buf *output = desk->harness->output;

	print_message("# %s: %zu, at most %zu\n", what, count, most);
	if (count <= most)
		return;
	fprintf(stderr, "the last bytes were: ");
	for (size_t i = 0; i < output->len && i < 2000; i++)
		fprintf(stderr,
		    output->data[i] >= ' ' && output->data[i] <= '~'
			? "%c" : "\\%03o", (unsigned char)output->data[i]);
	fprintf(stderr, "\n");
	fail_msg("%s: %zu, more than %zu", what, count, most);
}

struct cost {
	size_t bytes, writes, most; /* most: of the dearest key */
};

/* Types TEXT a character at a time, and nothing else. */
static struct cost
type_each(struct desk *desk, const char *text)
{
	struct cost cost = {0};

	for (; *text; text++) {
		harness_send(desk->harness, text, 1);
		cost.bytes += desk->harness->bytes;
		cost.writes += desk->harness->writes;
		if (desk->harness->bytes > cost.most)
			cost.most = desk->harness->bytes;
	}
	return cost;
}

static void
clear_field(struct desk *desk, const char *field)
{
	go_to_field(desk, field);
	act(desk, "key Ctrl-A");
	act(desk, "key Delete");
}

static void
type_a_line(int rows, int cols)
{
	static const char text[] = "Aisha Bloom of the wheelchair clinic, 01";
	struct desk *desk;
	struct cost cost;
	uint32_t before;

	kwame_make(KWAME, KWAME_HALF, false);
	desk = desk_at(KWAME);
	act(desk, "size %d %d", rows, cols);
	clear_field(desk, "purpose.coordinator");
	before = commits(KWAME);
	cost = type_each(desk, text);
	at_most(desk, "40 letters at the end of a line: bytes", cost.bytes,
	    strlen(text));
	at_most(desk, "40 letters at the end of a line: writes", cost.writes,
	    strlen(text));
	assert_int_equal(commits(KWAME), before);
	/* the draft: one commit, and nothing to be seen of it */
	act(desk, "timer");
	assert_int_equal(commits(KWAME), before + 1);
	at_most(desk, "a draft: bytes", desk->harness->bytes, 0);
	desk_close(desk);
	assert_int_equal(remove(KWAME), 0);
}

static void
test_typing_a_line(void **state)
{
	(void)state;
	type_a_line(24, 80);
	type_a_line(50, 200); /* beside the steps and the help */
}

static void
test_typing_a_paragraph(void **state)
{
	struct desk *desk;
	struct cost cost;
	size_t len = strlen(prose);

	(void)state;
	assert_true(len > 300);
	kwame_make(KWAME, KWAME_HALF, false);
	desk = desk_at(KWAME);
	clear_field(desk, "purpose.tried");
	cost = type_each(desk, prose);
	print_message("# the dearest key: %zu bytes\n", cost.most);
	at_most(desk, "prose: bytes", cost.bytes, len * 16 / 10);
	at_most(desk, "prose: writes", cost.writes, len);
	desk_close(desk);
}

/* To the next field and its mark, with an answer to save and without. From the
 * end of more than eight columns curses goes back to the old mark by address,
 * which is five bytes dearer than the goal of 12. */
static void
test_next_field(void **state)
{
	static const struct {
		const char *what, *text;
		size_t bytes;
		uint32_t commits;
	} cases[] = {
	    {"next field without a save: bytes", "", 12, 0},
	    {"next field with its save: bytes", "Jo", 13, 1},
	    {"next field with its save: bytes", "Aisha Bloom", 17, 1},
	};
	struct desk *desk;
	uint32_t before;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		kwame_make(KWAME, KWAME_BLANK, false);
		desk = desk_at(KWAME);
		go_to_field(desk, "purpose.coordinator");
		type_each(desk, cases[i].text);
		before = commits(KWAME);
		act(desk, "key Tab");
		at_most(desk, cases[i].what, desk->harness->bytes,
		    cases[i].bytes);
		at_most(desk, "writes", desk->harness->writes, 1);
		assert_int_equal(commits(KWAME) - before, cases[i].commits);
		desk_close(desk);
		assert_int_equal(remove(KWAME), 0);
	}
}

static void
test_paste(void **state)
{
	struct desk *desk;
	uint32_t before;

	(void)state;
	kwame_make(KWAME, KWAME_HALF, false);
	desk = desk_at(KWAME);
	clear_field(desk, "purpose.tried");
	before = commits(KWAME);
	act(desk, "paste %.100s", prose);
	at_most(desk, "a paste of 100: bytes", desk->harness->bytes, 200);
	at_most(desk, "a paste of 100: writes", desk->harness->writes, 4);
	act(desk, "key Tab");
	assert_int_equal(commits(KWAME), before + 1);
	desk_close(desk);
}

/* A hundred characters as fast as they come, without marks around them. */
static void
test_type_ahead(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_make(KWAME, KWAME_HALF, false);
	desk = desk_at(KWAME);
	clear_field(desk, "purpose.tried");
	harness_send(desk->harness, prose, 100);
	at_most(desk, "100 at once: bytes", desk->harness->bytes, 200);
	at_most(desk, "100 at once: writes", desk->harness->writes, 4);
	desk_close(desk);
}

/* Bytes of the words in the row that has the mark. */
static size_t
marked_row_len(const struct desk *desk)
{
	struct buf row;
	size_t len = 0;

	buf_init(&row);
	for (int at = 0; at < 24 && !len; at++) {
		buf_reset(&row);
		emulator_row(desk->harness->emulator, at, &row);
		if (row.data[0] == '>')
			len = row.len;
	}
	buf_clear(&row);
	return len;
}

/* Down a long list: on the page, where only the mark moves, and past its end,
 * where a row of words comes into view. */
static void
rows_down(struct desk *desk, const char *what, int times)
{
	struct cost page = {0}, past = {0};

	for (int i = 0; i < times; i++) {
		struct cost *cost = i < 15 ? &page : &past;
		act(desk, "key Down");
		size_t words = i < 15 ? 0 : marked_row_len(desk);
		cost->writes += desk->harness->writes;
		if (desk->harness->bytes > words &&
		    desk->harness->bytes - words > cost->most)
			cost->most = desk->harness->bytes - words;
	}
	print_message("# %s\n", what);
	at_most(desk, "a row down: bytes", page.most, 30);
	at_most(desk, "past the page: bytes without the row's words",
	    past.most, 60);
	at_most(desk, "writes", page.writes + past.writes, (size_t)times);
}

static void
test_caseload_row(void **state)
{
	struct desk *desk;
	char path[64];

	(void)state;
	for (int i = 0; i < 40; i++) {
		snprintf(path, sizeof path, CASELOAD "/learner-%02d.oneplan", i);
		kwame_make(path, KWAME_BLANK, true);
	}
	desk = desk_open("xterm-256color", 24, 80);
	desk_caseload(desk);
	harness_run(desk->harness);
	rows_down(desk, "a row down the caseload", 35);
	desk_close(desk);
}

static void
test_go_to_row(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	desk = desk_at(KWAME);
	act(desk, "key Ctrl-G");
	act(desk, "text o");
	rows_down(desk, "a row down the go-to list", 35);
	desk_close(desk);
}

/* --- the first frame --- */

static size_t
first_frame(const char *type, int rows, int cols, const char *key,
    const char *what)
{
	struct desk *desk = desk_open(type, rows, cols);
	size_t bytes, plain;
	char title[64];

	desk_plan(desk, KWAME);
	harness_run(desk->harness);
	if (*key) { /* what opens there, drawn from nothing */
		act(desk, "%s", key);
		act(desk, "key Ctrl-L");
	}
	bytes = desk->harness->bytes;
	plain = plain_bytes(desk->harness->output->data, bytes, rows, cols);
	snprintf(title, sizeof title, "%s, %dx%d, %s", what, rows, cols, type);
	at_most(desk, title, bytes, plain * 125 / 100 + 140);
	/* at the start: the paste marks, the frame, and what is reckoned once
	 * that is out */
	at_most(desk, "writes", desk->harness->writes, *key ? 1 : 3);
	desk_close(desk);
	return bytes;
}

static void
test_first_frame(void **state)
{
	static const struct {
		int rows, cols;
	} sizes[] = {{24, 80}, {60, 200}};
	static const struct {
		const char *what, *key;
	} screens[] = {{"first frame", ""}, {"overview", "key Ctrl-O"},
	    {"what is left", "key Ctrl-T"}};

	(void)state;
	kwame_make(KWAME, KWAME_HALF, false);
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++)
		for (size_t j = 0; j < ARRAY_LEN(screens); j++) {
			size_t xterm = first_frame("xterm-256color",
			    sizes[i].rows, sizes[i].cols, screens[j].key,
			    screens[j].what);
			size_t screen = first_frame("screen-256color",
			    sizes[i].rows, sizes[i].cols, screens[j].key,
			    screens[j].what);
			print_message("# screen-256color: %zu, at most %zu\n",
			    screen, xterm * 110 / 100);
			assert_true(screen <= xterm * 110 / 100);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_typing_a_line), TEST(test_typing_a_paragraph),
	    TEST(test_next_field), TEST(test_paste), TEST(test_type_ahead),
	    TEST(test_caseload_row), TEST(test_go_to_row),
	    TEST(test_first_frame),
	};

	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
