#include "config.h"

#include "ui/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"

#define ESCAPE_MS 25
#define F(n) (K_F1 + (n)-1)

/* Writes down what has come out: "<key>" in hex, text as it is, and pastes
 * between braces. */
static void
write_down(struct keys *keys, struct buf *out)
{
	struct event event;

	while (keys_next(keys, &event)) {
		if (event.kind == EVENT_KEY)
			buf_addf(out, "<%x>", (unsigned)event.key);
		else if (event.kind == EVENT_CLICK)
			buf_addf(out, "(%d,%d)", event.row, event.col);
		else if (event.kind == EVENT_WHEEL)
			buf_addf(out, "%c(%d,%d)", event.key < 0 ? '^' : 'v',
			    event.row, event.col);
		else if (event.kind == EVENT_PASTE)
			buf_add_char(out, '{');
		if (event.kind == EVENT_TEXT || event.kind == EVENT_PASTE)
			buf_add_bytes(out, event.text, event.len);
		if (event.kind == EVENT_PASTE)
			buf_add_char(out, '}');
	}
}

/* Feeds the LEN bytes as two pieces with PAUSE_MS between them, then lets a
 * long time pass. */
static void
feed_split(const char *bytes, size_t len, size_t at, int pause_ms,
    struct buf *out)
{
	struct keys *keys = keys_new(ESCAPE_MS);
	int64_t now_ms = 1000;
	int wait_ms;

	keys_feed(keys, bytes, at, now_ms);
	write_down(keys, out);
	for (int64_t until = now_ms + pause_ms; now_ms < until; now_ms++)
		keys_tick(keys, now_ms);
	keys_feed(keys, bytes + at, len - at, now_ms);
	write_down(keys, out);
	while ((wait_ms = keys_wait_ms(keys, now_ms)) >= 0 && now_ms < 9000) {
		now_ms += wait_ms;
		keys_tick(keys, now_ms);
		write_down(keys, out);
		now_ms++;
	}
	keys_free(keys);
}

/* However it is split, BYTES come out as WANT. */
static void
check_every_split(const char *bytes, size_t len, const char *want)
{
	struct buf got;

	for (size_t at = 0; at <= len; at++) {
		buf_init(&got);
		feed_split(bytes, len, at, 10, &got);
		if (strcmp(got.data, want) != 0)
			print_message("split at %zu of %zu\n", at, len);
		assert_string_equal(got.data, want);
		buf_clear(&got);
	}
}

struct key_case {
	const char *bytes;
	int key;
};

static void
check_keys(const struct key_case *cases, size_t n)
{
	char want[16];

	for (size_t i = 0; i < n; i++) {
		snprintf(want, sizeof want, "<%x>", (unsigned)cases[i].key);
		check_every_split(cases[i].bytes, strlen(cases[i].bytes), want);
	}
}
#define CHECK_KEYS(cases) check_keys(cases, ARRAY_LEN(cases))

static void
test_xterm(void **state)
{
	static const struct key_case cases[] = {
		{"\033[A", K_UP}, {"\033[B", K_DOWN}, {"\033[C", K_RIGHT},
		{"\033[D", K_LEFT}, {"\033OA", K_UP}, {"\033OD", K_LEFT},
		{"\033[H", K_HOME}, {"\033[F", K_END}, {"\033OH", K_HOME},
		{"\033OF", K_END}, {"\033[2~", K_INSERT},
		{"\033[3~", K_DELETE}, {"\033[5~", K_PAGE_UP},
		{"\033[6~", K_PAGE_DOWN}, {"\033[Z", K_SHIFT_TAB},
		{"\033OP", F(1)}, {"\033OQ", F(2)}, {"\033OR", F(3)},
		{"\033OS", F(4)}, {"\033[15~", F(5)}, {"\033[17~", F(6)},
		{"\033[18~", F(7)}, {"\033[19~", F(8)}, {"\033[20~", F(9)},
		{"\033[21~", F(10)}, {"\033[23~", F(11)},
		{"\033[24~", F(12)}, {"\033[1;2A", K_SHIFT | K_UP},
		{"\033[1;5D", K_CTRL | K_LEFT},
		{"\033[1;5C", K_CTRL | K_RIGHT},
		{"\033[1;6C", K_CTRL | K_SHIFT | K_RIGHT},
		{"\033[1;3A", K_ALT | K_UP}, {"\033[1;9A", K_ALT | K_UP},
		{"\033[1;5H", K_CTRL | K_HOME}, {"\033[1;2F", K_SHIFT | K_END},
		{"\033[3;5~", K_CTRL | K_DELETE},
		{"\033[3;2~", K_SHIFT | K_DELETE},
		{"\033[1;2P", K_SHIFT | F(1)}, {"\033[15;5~", K_CTRL | F(5)},
		{"\x7f", K_BACKSPACE}, {"\b", K_BACKSPACE}, {"\r", K_ENTER},
		{"\n", K_ENTER}, {"\t", K_TAB}, {"\033", K_ESC},
		{"\007", K_CONTROL('G')}, {"\032", K_CONTROL('Z')},
		{"\037", K_CONTROL('_')},
	};

	(void)state;
	CHECK_KEYS(cases);
	check_every_split("", 1, "<4000020>"); /* NUL is Ctrl-Space */
}

static void
test_putty(void **state)
{
	static const struct key_case cases[] = {
		{"\033[1~", K_HOME}, {"\033[4~", K_END}, {"\033[11~", F(1)},
		{"\033[12~", F(2)}, {"\033[13~", F(3)}, {"\033[14~", F(4)},
		{"\033[15~", F(5)}, {"\033[A", K_UP}, {"\033OA", K_UP},
	};

	(void)state;
	CHECK_KEYS(cases);
}

static void
test_rxvt(void **state)
{
	static const struct key_case cases[] = {
		{"\033[7~", K_HOME}, {"\033[8~", K_END},
		{"\033Od", K_CTRL | K_LEFT}, {"\033Oc", K_CTRL | K_RIGHT},
		{"\033[d", K_SHIFT | K_LEFT}, {"\033[a", K_SHIFT | K_UP},
		{"\033[7^", K_CTRL | K_HOME}, {"\033[7$", K_SHIFT | K_HOME},
		{"\033[8$", K_SHIFT | K_END}, {"\033[3$", K_SHIFT | K_DELETE},
		{"\033[3^", K_CTRL | K_DELETE}, {"\033[11~", F(1)},
	};

	(void)state;
	CHECK_KEYS(cases);
}

static void
test_linux_and_tmux(void **state)
{
	static const struct key_case cases[] = {
		{"\033[[A", F(1)}, {"\033[[B", F(2)}, {"\033[[E", F(5)},
		{"\033[17~", F(6)}, {"\033[1~", K_HOME}, {"\033[4~", K_END},
		{"\033[3~", K_DELETE}, {"\033OP", F(1)},
		{"\033[1;5D", K_CTRL | K_LEFT},
	};

	(void)state;
	CHECK_KEYS(cases);
}

/* Each row of the table, so that a new one cannot be forgotten here. */
static void
test_whole_table(void **state)
{
	const char *bytes;
	char want[16];
	int key;

	(void)state;
	for (size_t i = 0; (bytes = keys_sequence(i, &key)); i++) {
		if (key < ' ' || key >= K_BACKSPACE)
			snprintf(want, sizeof want, "<%x>", (unsigned)key);
		else
			snprintf(want, sizeof want, "%c", key);
		check_every_split(bytes, strlen(bytes), want);
	}
}

static void
test_number_pad_types(void **state)
{
	(void)state;
	check_every_split("\033Op\033On\033Oy", 9, "0.9");
	check_every_split("\033OM", 3, "<d>");
}

static void
test_unknown_sequences_are_swallowed(void **state)
{
	static const char *const unknown[] = {
		"\033[99~", "\033[?62;1c", "\033[I", "\033[1;2;3;4x",
		"\033OE", "\033[E", "\033[27;5;9~", "\033[13;2u", "\033[>0q",
		"\033[ q", "\033[?2004;1$y", "\033[<0;3;4m", "\033[24;80R",
		"\033[M !!",
	};
	struct buf bytes, want;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(unknown); i++) {
		buf_init(&bytes);
		buf_init(&want);
		buf_addf(&bytes, "a%sb", unknown[i]);
		check_every_split(bytes.data, bytes.len, "ab");
		buf_clear(&bytes);
		buf_clear(&want);
	}
}

/* xterm's mouse reports, in the form of mode 1006 (xterm's control sequences,
 * "Extended coordinates"): the column comes first, both from 1. */
static void
test_mouse(void **state)
{
	static const struct {
		const char *bytes, *want;
	} cases[] = {
		{"\033[<0;1;1M", "(0,0)"},
		{"\033[<0;80;24M", "(23,79)"},
		{"\033[<0;1000;500M", "(499,999)"},
		{"\033[<0;3;4M\033[<0;3;4m", "(3,2)"}, /* pressed, let go */
		{"\033[<64;5;6M", "^(5,4)"},
		{"\033[<65;5;6M", "v(5,4)"},
		{"\033[<65;5;6M\033[<65;5;6M", "v(5,4)v(5,4)"},
		{"\033[<68;5;6M", "^(5,4)"}, /* with Shift */
		/* nothing of ours: other buttons, a key held, movement */
		{"\033[<1;5;6M", ""}, {"\033[<2;5;6M", ""},
		{"\033[<4;5;6M", ""}, {"\033[<16;5;6M", ""},
		{"\033[<32;5;6M", ""}, {"\033[<35;5;6M", ""},
		{"\033[<66;5;6M", ""}, {"\033[<128;5;6M", ""},
		/* not as it should be */
		{"\033[<0;0;4M", ""}, {"\033[<0;3;0M", ""},
		{"\033[<0;3M", ""}, {"\033[<0;3;4;5M", ""},
		{"\033[<M", ""}, {"\033[<;;M", ""}, {"\033[<0;;4M", ""},
		{"\033[<0;99999999999;4M", ""},
		{"\033[<0;3;4X", ""}, {"\033[<0;3;4 M", ""},
		{"a\033[<0;3;4Mb", "a(3,2)b"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		check_every_split(cases[i].bytes, strlen(cases[i].bytes),
		    cases[i].want);
}

static void
test_broken_sequences(void **state)
{
	(void)state;
	/* broken off by another key, which counts */
	check_every_split("\033[1\033[A", 6, "<110000>");
	check_every_split("\033[1;\r", 5, "<d>");
	/* broken off by silence: nothing */
	check_every_split("\033[12", 4, "");
	/* Esc, then what is no sequence: both count, none is lost */
	check_every_split("\033n", 2, "<1b>n");
	check_every_split("\033\033", 2, "<1b><1b>");
	check_every_split("\033\033[A", 4, "<1b><110000>");
	check_every_split("\033\r", 2, "<1b><d>");
	check_every_split("\033[", 2, "<1b>[");
	check_every_split("\033O", 2, "<1b>O");
	check_every_split("\033]x", 3, "<1b>]x");
}

/* A slow line parts an Esc from its tail by more than the wait for it. */
static void
test_tail_of_a_lone_esc(void **state)
{
	static const struct {
		const char *bytes;
		int pause_ms;
		const char *want;
	} cases[] = {
		{"\033[A", 30, "<1b><110000>"},
		{"\033[A", 299, "<1b><110000>"},
		{"\033[A", 340, "<1b>[A"},
		{"\033OP", 200, "<1b><11000a>"},
		{"\033[1;5D", 200, "<1b><4110002>"},
		{"\033[1;7X", 200, "<1b>"},
		{"\033[n", 100, "<1b>[n"},
		{"\033[", 100, "<1b>["},
		{"\033hello", 100, "<1b>hello"},
		{"\033Old", 100, "<1b>Old"},
		{"\033[200~x\033[201~", 100, "<1b>{x}"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf got;

		buf_init(&got);
		feed_split(cases[i].bytes, strlen(cases[i].bytes), 1,
		    cases[i].pause_ms, &got);
		assert_string_equal(got.data, cases[i].want);
		buf_clear(&got);
	}
}

static void
test_lone_esc_waits_as_configured(void **state)
{
	struct keys *keys = keys_new(40);

	(void)state;
	assert_int_equal(keys_wait_ms(keys, 0), -1);
	keys_feed(keys, "\033", 1, 100);
	assert_int_equal(keys_wait_ms(keys, 100), 40);
	keys_tick(keys, 139);
	assert_false(keys_waiting(keys));
	assert_int_equal(keys_wait_ms(keys, 139), 1);
	keys_tick(keys, 140);
	assert_true(keys_waiting(keys));
	assert_int_equal(keys_wait_ms(keys, 140), -1);
	keys_free(keys);
}

static void
test_no_wait_for_tests(void **state)
{
	struct keys *keys = keys_new(0);
	struct buf got;

	(void)state;
	buf_init(&got);
	keys_feed(keys, "\033", 1, 100);
	assert_int_equal(keys_wait_ms(keys, 100), 0);
	keys_tick(keys, 100);
	keys_feed(keys, "[A", 2, 100);
	write_down(keys, &got);
	assert_string_equal(got.data, "<1b>[A");
	buf_clear(&got);
	keys_free(keys);
}

static void
test_text(void **state)
{
	static const struct {
		const char *bytes, *want;
	} cases[] = {
		{"hello", "hello"},
		{"caf\xc3\xa9", "caf\xc3\xa9"},
		{"\xe2\x82\xac", "\xe2\x82\xac"},
		{"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
		    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"},
		{"e\xcc\x81", "e\xcc\x81"},
		/* what is not UTF-8 shows as such */
		{"a\xff" "b", "a\xef\xbf\xbd" "b"},
		{"a\xc3" "b", "a\xef\xbf\xbd" "b"},
		{"a\xc3", "a\xef\xbf\xbd"},
		{"\xc3\r", "\xef\xbf\xbd<d>"},
		/* control characters beyond ASCII are no text */
		{"a\xc2\x9b" "b", "ab"},
		{"ab\rc\td", "ab<d>c<9>d"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		check_every_split(cases[i].bytes, strlen(cases[i].bytes),
		    cases[i].want);
}

/* Characters that came together are one event. */
static void
test_runs(void **state)
{
	struct keys *keys = keys_new(ESCAPE_MS);
	struct event event;

	(void)state;
	keys_feed(keys, "She w\xc3\xa4lks\tfast", 15, 0);
	assert_true(keys_next(keys, &event));
	assert_int_equal(event.kind, EVENT_TEXT);
	assert_int_equal(event.len, 10);
	assert_memory_equal(event.text, "She w\xc3\xa4lks", 10);
	assert_true(keys_next(keys, &event));
	assert_int_equal(event.key, K_TAB);
	assert_true(keys_next(keys, &event));
	assert_int_equal(event.len, 4);
	assert_false(keys_next(keys, &event));
	keys_free(keys);
}

static void
test_paste(void **state)
{
	static const struct {
		const char *bytes, *want;
	} cases[] = {
		{"\033[200~hello\033[201~", "{hello}"},
		{"a\033[200~b\r\nc\td\033[201~e", "a{b\r\nc\td}e"},
		{"\033[200~\033[201~", "{}"},
		/* sequences inside are only bytes */
		{"\033[200~x\033[Ay\033[20z\033[201~", "{x\033[Ay\033[20z}"},
		{"\033[200~\033[200~x\033[201~", "{\033[200~x}"},
		{"\033[200~\033\033[201~", "{\033}"},
		{"\033[200~\xff\033[201~\033[A", "{\xff}<110000>"},
		/* an end without a beginning is nothing */
		{"a\033[201~b", "ab"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		check_every_split(cases[i].bytes, strlen(cases[i].bytes),
		    cases[i].want);
}

/* The line stalls inside a paste: what came shows, and what follows is still
 * pasted, never run as commands; characters stay whole. */
static void
test_stalled_paste(void **state)
{
	struct keys *keys = keys_new(ESCAPE_MS);
	struct buf got;

	(void)state;
	buf_init(&got);
	keys_feed(keys, "\033[200~caf\xc3", 10, 0);
	assert_int_equal(keys_wait_ms(keys, 0), 1000);
	keys_tick(keys, 1000);
	write_down(keys, &got);
	keys_feed(keys, "\xa9 dq\033[201~n", 11, 5000);
	write_down(keys, &got);
	assert_string_equal(got.data, "{caf}{\xc3\xa9 dq}n");
	buf_clear(&got);
	keys_free(keys);
}

/* Should the end mark be lost, Esc gets out. */
static void
test_esc_ends_an_endless_paste(void **state)
{
	struct keys *keys = keys_new(ESCAPE_MS);
	struct buf got;

	(void)state;
	buf_init(&got);
	keys_feed(keys, "\033[200~abc", 9, 0);
	keys_tick(keys, 2000);
	keys_feed(keys, "\033", 1, 3000);
	keys_tick(keys, 4000);
	keys_feed(keys, "\r", 1, 5000);
	write_down(keys, &got);
	assert_string_equal(got.data, "{abc}<1b><d>");
	buf_clear(&got);
	keys_free(keys);
}

static void
test_end_of_input_loses_nothing(void **state)
{
	static const struct {
		const char *bytes, *want;
	} cases[] = {
		{"abc\033", "abc<1b>"},
		{"abc\xc3", "abc\xef\xbf\xbd"},
		{"\033[200~half\033[20", "{half\033[20}"},
		{"\033[", "<1b>["},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct keys *keys = keys_new(ESCAPE_MS);
		struct buf got;

		buf_init(&got);
		keys_feed(keys, cases[i].bytes, strlen(cases[i].bytes), 0);
		keys_finish(keys);
		write_down(keys, &got);
		assert_string_equal(got.data, cases[i].want);
		buf_clear(&got);
		keys_free(keys);
	}
}

/* Random bytes at random times: typed text is always whole, valid UTF-8. */
static void
test_random_bytes(void **state)
{
	static const char pieces[] = "\033[O~;15Aaz\t\r\xc3\xa9\x9f\xf0 $M200";
	struct keys *keys = keys_new(ESCAPE_MS);
	struct event event;
	uint32_t seed = 20261116;
	int64_t now_ms = 0;

	(void)state;
	print_message("# seed %u\n", (unsigned)seed);
	for (int i = 0; i < 200000; i++) {
		seed = seed * 1664525u + 1013904223u;
		keys_feed(keys, &pieces[(seed >> 16) % (sizeof pieces - 1)], 1,
		    now_ms);
		now_ms += (seed >> 8) % 64;
		keys_tick(keys, now_ms);
		while (keys_next(keys, &event))
			if (event.kind == EVENT_TEXT)
				assert_true(event.len > 0 &&
				    utf8_valid(event.text, event.len));
	}
	keys_finish(keys);
	keys_free(keys);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_xterm),
		cmocka_unit_test(test_putty),
		cmocka_unit_test(test_rxvt),
		cmocka_unit_test(test_linux_and_tmux),
		cmocka_unit_test(test_whole_table),
		cmocka_unit_test(test_number_pad_types),
		cmocka_unit_test(test_unknown_sequences_are_swallowed),
		cmocka_unit_test(test_mouse),
		cmocka_unit_test(test_broken_sequences),
		cmocka_unit_test(test_tail_of_a_lone_esc),
		cmocka_unit_test(test_lone_esc_waits_as_configured),
		cmocka_unit_test(test_no_wait_for_tests),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_runs),
		cmocka_unit_test(test_paste),
		cmocka_unit_test(test_stalled_paste),
		cmocka_unit_test(test_esc_ends_an_endless_paste),
		cmocka_unit_test(test_end_of_input_loses_nothing),
		cmocka_unit_test(test_random_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
