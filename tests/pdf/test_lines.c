/* Lines: where they break, and that nothing is lost and nothing sticks out. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "pdf/lines.h"

#define FONTS "/usr/share/fonts/truetype"
#define SEED  20261116u
#define TEXTS 600

static const struct style plain = { WEIGHT_PLAIN, 12, 16000 };

struct fixture {
	struct faces *faces;
	struct shaper shaper;
};

static int
set_up(void **state)
{
	struct fixture *fixture = xcalloc(1, sizeof *fixture);
	struct error err;

	fixture->faces = faces_open(FONTS, &err);
	if (fixture->faces == NULL) {
		print_error("%s\n", err.text);
		return -1;
	}
	shaper_init(&fixture->shaper, fixture->faces);
	*state = fixture;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;

	shaper_clear(&fixture->shaper);
	faces_free(fixture->faces);
	free(fixture);
	return 0;
}

/* The lines as text, with a bar between each and the next. */
static char *
as_text(const struct lines *lines)
{
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < lines->count; i++) {
		if (i > 0)
			buf_add_char(&out, '|');
		for (size_t b = lines->list[i].first; b < lines->list[i].end;
		     b++)
			buf_add_bytes(&out, lines->bits[b].shaped->text,
			    lines->bits[b].shaped->len);
	}
	return buf_take(&out);
}

static void
test_breaks(void **state)
{
	static const struct {
		const char *text, *lines;
		long points;
	} cases[] = {
		{ "", "", 100 },
		{ "one", "one", 100 },
		{ "one two three", "one two |three", 50 },
		/* a line feed breaks, and is a space to whoever listens */
		{ "Flat 3\n20 Example Road", "Flat 3 |20 Example Road", 300 },
		{ "a\n\nb", "a ||b", 100 },
		{ "a\n", "a |", 100 },
		/* spaces at a break stay on the line before */
		{ "one   two", "one   |two", 30 },
		{ "  one", "  one", 100 },
		/* no place to break: between clusters */
		{ "abcdefghijkl", "abcde|fghijkl", 35 },
		{ "well-known", "well-|known", 40 },
		{ "£10.00 more", "£10.00 |more", 45 },
		/* as few as one cluster, whatever the width */
		{ "ee\xcc\x81" "e", "e|e\xcc\x81|e", 1 },
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct lines lines;
		char *text;

		lines_set(&lines, &fixture->shaper, &plain, cases[i].text,
		    strlen(cases[i].text), cases[i].points * 1000);
		text = as_text(&lines);
		assert_string_equal(text, cases[i].lines);
		free(text);
		lines_clear(&lines);
	}
}

static void
test_bold_from_there_on(void **state)
{
	static const char text[] = "Is it?Yes, it is\nindeed";
	struct fixture *fixture = *state;
	struct lines lines;
	size_t at = 0;

	lines_set_bold(&lines, &fixture->shaper, &plain, text, strlen(text), 6,
	    400000);
	for (size_t i = 0; i < lines.bit_count; i++) {
		const struct shaped *shaped = lines.bits[i].shaped;

		if (!lines.bits[i].space)
			assert_int_equal(shaped->weight,
			    at >= 6 ? WEIGHT_BOLD : WEIGHT_PLAIN);
		at += shaped->len;
	}
	lines_clear(&lines);
}

static void
test_direction(void **state)
{
	static const struct {
		const char *text;
		bool from_right;
	} cases[] = {
		{ "swim", false },
		{ "שלום", true },
		{ "نور and Zoë", true },
		{ "Zoë و نور", false },
		{ "12", false },
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct lines lines;

		lines_set(&lines, &fixture->shaper, &plain, cases[i].text,
		    strlen(cases[i].text), 400000);
		assert_int_equal(lines.list[0].from_right,
		    cases[i].from_right);
		lines_clear(&lines);
	}
}

/* --- properties --- */

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void
random_text(uint32_t *seed, struct buf *out)
{
	static const char *const pieces[] = {
		"a", "swim", "Wednesday", " ", " ", "  ", "\n", "-", "£12.50",
		"e\xcc\x81", "שלום", "مرحبا", "👩‍👩‍👧", "আমি", "我的家", "(", ")",
		"\t", "http://example.org/a-very-long-address/with/no/spaces",
		"\xc2\xa0", "\xe2\x80\x8f", "\xf3\xa0\x80\x81",
	};
	size_t count = next_random(seed) % 40;

	buf_reset(out);
	for (size_t i = 0; i < count; i++)
		buf_add(out, pieces[next_random(seed) % ARRAY_LEN(pieces)]);
}

/* TEXT with a space for each line feed behind something, and no other. */
static char *
spoken(const char *text)
{
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; text[i] != '\0'; i++) {
		if (text[i] != '\n')
			buf_add_char(&out, text[i]);
		else if (i > 0 && text[i - 1] != '\n')
			buf_add_char(&out, ' ');
	}
	return buf_take(&out);
}

static void
check_text(struct fixture *fixture, const char *text, long width)
{
	struct lines lines;
	struct buf all;
	char *expected = spoken(text);

	lines_set(&lines, &fixture->shaper, &plain, text, strlen(text), width);
	buf_init(&all);
	for (size_t i = 0; i < lines.bit_count; i++)
		buf_add_bytes(&all, lines.bits[i].shaped->text,
		    lines.bits[i].shaped->len);
	assert_string_equal(all.data, expected);
	for (size_t i = 0; i < lines.count; i++) {
		const struct line *line = &lines.list[i];

		assert_int_equal(line->first,
		    i > 0 ? lines.list[i - 1].end : 0);
		/* only what cannot be parted sticks out */
		if (line->width > width) {
			const struct shaped *only =
			    lines.bits[line->first].shaped;

			assert_int_equal(line->end - line->first, 1);
			assert_int_equal(utf8_next_cluster(only->text,
					     only->len, 0), only->len);
		}
	}
	assert_int_equal(lines.list[lines.count - 1].end, lines.bit_count);
	assert_true(lines_least(&lines) <= lines_width(&lines) ||
	    lines.count > 1);
	buf_clear(&all);
	lines_clear(&lines);
	free(expected);
}

static void
test_nothing_lost(void **state)
{
	struct fixture *fixture = *state;
	uint32_t seed = SEED;
	struct buf text;

	print_message("# seed %u\n", seed);
	buf_init(&text);
	for (int i = 0; i < TEXTS; i++) {
		random_text(&seed, &text);
		check_text(fixture, text.data,
		    (long)(next_random(&seed) % 300 + 30) * 1000);
	}
	buf_clear(&text);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_breaks),
		CASE(test_bold_from_there_on),
		CASE(test_direction),
		CASE(test_nothing_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
