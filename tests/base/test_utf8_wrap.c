#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"

/* The shown lines, each ended by a bar. */
static const struct {
	const char *text;
	int cols;
	const char *lines;
} cases[] = {
	{ "", 10, "|" },
	{ "one", 10, "one|" },
	{ "one two", 7, "one two|" },
	{ "one two", 6, "one|two|" },
	{ "one two three", 8, "one two|three|" },
	{ "one two ", 8, "one two |" },
	{ "one two ", 7, "one two|" }, /* the space hangs */
	{ "one    two", 4, "one|two|" },
	{ "one\n", 10, "one||" },
	{ "\n\n", 10, "|||" },
	{ "one\r\ntwo", 10, "one|two|" },
	{ "a\n  b", 4, "a|  b|" },
	{ "abcdefgh", 3, "abc|def|gh|" },
	{ "an abcdefgh", 3, "an|abc|def|gh|" },
	{ "abc", 1, "a|b|c|" },
	{ "a b", 1, "a|b|" },
	{ "漢字", 1, "漢|字|" },
	{ "漢字かな", 5, "漢字|かな|" },
	{ "well-known", 6, "well-|known|" },
	{ "see (this) now", 6, "see|(this)|now|" },
	{ "£1,234.50 a week", 9, "£1,234.50|a week|" },
	{ "10\u00a0pence more", 8, "10\u00a0pence|more|" },
	{ "e\u0301e\u0301e\u0301e\u0301", 2,
		"e\u0301e\u0301|e\u0301e\u0301|" },
	{ "🇬🇧🇫🇷🇩🇪", 4, "🇬🇧🇫🇷|🇩🇪|" },
	{ "👩\u200d👧👩\u200d👧", 3, "👩\u200d👧|👩\u200d👧|" },
	{ "שלום עולם", 5, "שלום|עולם|" },
	{ "     ", 3, "   |" },
};

static void
show(const struct utf8_wrap *wrap, const char *text, struct buf *out)
{
	for (size_t i = 0; i < wrap->count; i++) {
		buf_add_bytes(out, text + wrap->lines[i].start,
		    wrap->lines[i].len);
		buf_add_char(out, '|');
	}
}

static void
test_tables(void **state)
{
	struct utf8_wrap wrap;

	(void)state;
	utf8_wrap_init(&wrap);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf shown;
		buf_init(&shown);
		utf8_wrap_text(&wrap, cases[i].text, strlen(cases[i].text),
		    cases[i].cols);
		show(&wrap, cases[i].text, &shown);
		assert_string_equal(shown.data, cases[i].lines);
		buf_clear(&shown);
	}
	utf8_wrap_clear(&wrap);
	assert_int_equal(wrap.count, 0);
}

static void
test_places(void **state)
{
	/* lines 0 "one" 4, 1 "twoth" 9, 2 "ree" 13 (a line feed), 3 "e" */
	static const char text[] = "one twothree\nend";
	static const struct {
		size_t line;
		int col;
		size_t at;
	} places[] = {
		{ 0, 0, 0 }, { 0, 2, 2 }, { 0, 3, 3 }, { 0, 99, 3 },
		{ 1, 0, 4 }, { 1, 4, 8 }, { 1, 5, 8 }, { 2, 3, 12 },
		{ 2, 9, 12 }, { 3, 3, 16 }, { 3, 9, 16 },
	};
	struct utf8_wrap wrap;

	(void)state;
	utf8_wrap_init(&wrap);
	utf8_wrap_text(&wrap, text, strlen(text), 5);
	assert_int_equal(wrap.count, 4);
	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		assert_int_equal(utf8_wrap_place(&wrap, text, places[i].line,
		    places[i].col), places[i].at);
		assert_int_equal(utf8_wrap_line(&wrap, places[i].at),
		    places[i].line);
	}
	assert_int_equal(utf8_wrap_line(&wrap, 9), 2);
	utf8_wrap_text(&wrap, "漢字", 6, 5);
	assert_int_equal(utf8_wrap_place(&wrap, "漢字", 0, 1), 0);
	assert_int_equal(utf8_wrap_place(&wrap, "漢字", 0, 3), 3);
	utf8_wrap_clear(&wrap);
}

static uint32_t seed = 20261116;

static size_t
any(size_t below)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 8) % below;
}

static const char *const pieces[] = { "a", "word", "longerword", " ", "  ",
	"\n", "-", "(", ")", ", ", ". ", "£12.50", "é", "e\u0301", "\u0301",
	"漢", "字", "שלום", "مرحبا", "👍🏽", "👩\u200d👩\u200d👧", "\u200d", "🇬",
	"🇬🇧", "\u1100", "\u1161", "\u11a8", "\u00a0", "\u200b", "\t", "\"",
	"\u202e", "कि", "1\ufe0f\u20e3", "/", "!", "supercalifragilistic" };

/* The first few pieces are what people type most. */
static const char *
any_piece(size_t kinds)
{
	return pieces[any(kinds)];
}

/* Lines cover the text in order, break between clusters and fit. */
static void
check_lines(const struct utf8_wrap *wrap, const char *text, size_t len,
    int cols)
{
	size_t at = 0;

	assert_true(wrap->count >= 1);
	for (size_t i = 0; i < wrap->count; i++) {
		struct utf8_line line = wrap->lines[i];
		assert_int_equal(line.start, at);
		assert_true(line.start + line.len <= line.next);
		assert_true(line.next > at || i + 1 == wrap->count);
		for (size_t k = at + line.len; k < line.next; k++)
			assert_true(text[k] == ' ' || text[k] == '\n');
		for (size_t k = at; k < at + line.len; k++)
			assert_true(text[k] != '\n');
		if (at > 0)
			assert_int_equal(utf8_next_cluster(text, len,
			    utf8_prev_cluster(text, len, at)), at);
		if (utf8_cols(text + at, line.len) > cols)
			assert_int_equal(
			    utf8_next_cluster(text, len, at), at + line.len);
		at = line.next;
	}
	assert_int_equal(at, len);
	if (len > 0 && text[len - 1] == '\n')
		assert_int_equal(wrap->lines[wrap->count - 1].start, len);
}

static void
check_change(struct buf *text, struct utf8_wrap *wrap, size_t kinds, int cols)
{
	struct utf8_wrap fresh;
	size_t at = any(text->len + 1), removed = 0, added = 0;

	if (any(3) == 0)
		at = text->len;
	while (at > 0 && at < text->len && (text->data[at] & 0xc0) == 0x80)
		at--;
	if (any(2))
		removed = any(text->len - at + 1) % (any(20) ? 8 : 400);
	while (at + removed < text->len &&
	    (text->data[at + removed] & 0xc0) == 0x80)
		removed++;
	buf_remove(text, at, removed);
	for (size_t n = any(any(10) ? 3 : 60); n > 0; n--) {
		const char *piece = any_piece(kinds);
		buf_insert(text, at + added, piece, strlen(piece));
		added += strlen(piece);
	}
	utf8_wrap_change(wrap, text->data, text->len, cols, at, removed, added);
	check_lines(wrap, text->data, text->len, cols);
	utf8_wrap_init(&fresh);
	utf8_wrap_text(&fresh, text->data, text->len, cols);
	assert_int_equal(wrap->count, fresh.count);
	assert_memory_equal(wrap->lines, fresh.lines,
	    fresh.count * sizeof *fresh.lines);
	utf8_wrap_clear(&fresh);
}

static void
test_changes_are_as_wrapping_anew(void **state)
{
	(void)state;
	print_message("# seed %u\n", seed);
	for (int round = 0; round < 400; round++) {
		size_t kinds = round % 2 ? ARRAY_LEN(pieces) : 12;
		int cols = (int)any(round % 3 ? 12 : 90) + 1;
		struct utf8_wrap wrap;
		struct buf text;
		buf_init(&text);
		utf8_wrap_init(&wrap);
		utf8_wrap_text(&wrap, "", 0, cols);
		for (int edit = 0; edit < 60; edit++)
			check_change(&text, &wrap, kinds, cols);
		utf8_wrap_clear(&wrap);
		buf_clear(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_changes_are_as_wrapping_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
