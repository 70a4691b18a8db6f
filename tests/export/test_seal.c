/* The seal: what it is made over, what changes it and what does not; its words and
 * its square; and the answers behind it. */
#include "config.h"

#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "export/qr.h"
#include "export/seal.h"
#include "export/seal_words.h"

/* --- words --- */

/* Letters to put in, take out or change to make B of A. */
static size_t
distance(const char *a, const char *b)
{
	size_t row[16], len = strlen(b);

	assert_true(len < 15);
	for (size_t j = 0; j <= len; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1] != '\0'; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= len; j++) {
			size_t best = corner + (a[i - 1] != b[j - 1]);

			corner = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[len];
}

static void
words_cannot_be_mixed_up(void **state)
{
	(void)state;
	for (int i = 0; i < 256; i++) {
		const char *word = seal_word((unsigned char)i);
		size_t len = strlen(word);

		assert_in_range(len, 4, 9);
		assert_int_equal(strspn(word, "abcdefghijklmnopqrstuvwxyz"),
		    len);
		for (int j = 0; j < i; j++) {
			const char *other = seal_word((unsigned char)j);

			if (distance(word, other) < 2 ||
			    strncmp(word, other, 4) == 0)
				fail_msg("%s and %s", word, other);
		}
	}
}

/* The words of printed seals never change. */
static void
words_of_a_seal(void **state)
{
	static const struct {
		unsigned char bytes[SEAL_WORDS];
		const char *words;
	} cases[] = {
		{ { 0, 0, 0, 0, 0, 0 },
		    "acorn acorn acorn acorn acorn acorn" },
		{ { 0, 1, 127, 128, 254, 255 },
		    "acorn almond lantern lavender zebra zigzag" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct digest digest = { { 0 } };
		struct buf words;

		memcpy(digest.bytes, cases[i].bytes, SEAL_WORDS);
		buf_init(&words);
		seal_words_add(&digest, &words);
		assert_string_equal(words.data, cases[i].words);
		buf_clear(&words);
	}
}

/* --- the square --- */

/* The mark in three of its corners (ISO/IEC 18004, 6.3.3). */
static void
assert_mark(const char *const *rows, size_t x, size_t y)
{
	static const char *const mark[] = { "1111111", "1000001", "1011101",
		"1011101", "1011101", "1000001", "1111111" };

	for (size_t i = 0; i < ARRAY_LEN(mark); i++)
		assert_memory_equal(rows[y + i] + x, mark[i], 7);
}

static void
square_of_a_seal(void **state)
{
	static const char hex[] = "ba7816bf8f01cfea414140de5dae2223"
				  "b00361a396177a9cb410ff61f20015ad";
	const char *const *rows;
	size_t size, dark = 0, lines = 0;
	struct buf text, svg;
	const char *at;

	(void)state;
	rows = qr_make(hex, &size);
	assert_int_equal(size, 37); /* version 5: 64 letters with level M */
	assert_mark(rows, 0, 0);
	assert_mark(rows, size - 7, 0);
	assert_mark(rows, 0, size - 7);
	for (size_t y = 0; y < size; y++) {
		assert_int_equal(strspn(rows[y], "01"), size);
		for (size_t x = 0; x < size; x++)
			dark += rows[y][x] == '1';
	}
	buf_init(&text);
	buf_init(&svg);
	qr_add_text(rows, size, &text);
	for (at = text.data; *at != '\0'; at++)
		lines += *at == '\n';
	assert_int_equal(lines, (size + 2 * QR_EDGE + 1) / 2);
	/* two halves a whole block, one a half */
	for (at = text.data; *at != '\0'; at++)
		if (strncmp(at, "\u2588", 3) == 0)
			dark -= 2;
		else if (strncmp(at, "\u2580", 3) == 0 ||
		    strncmp(at, "\u2584", 3) == 0)
			dark--;
	assert_int_equal(dark, 0);
	qr_add_svg(rows, size, "a & b", &svg);
	assert_non_null(strstr(svg.data, "viewBox=\"0 0 45 45\""));
	assert_non_null(strstr(svg.data, "aria-label=\"a &amp; b\""));
	qr_free(rows, size);
	buf_clear(&text);
	buf_clear(&svg);
}

/* --- what it is made over --- */

static struct digest
seal_of(struct plan *plan)
{
	struct digest digest;
	struct error err;
	struct seal seal;

	if (!seal_make(plan, &seal, &err))
		fail_msg("%s", err.text);
	digest = seal.digest;
	seal_clear(&seal);
	return digest;
}

static void
assert_seal(struct plan *plan, const struct digest *seal, bool same)
{
	struct digest now = seal_of(plan);

	assert_int_equal(memcmp(&now, seal, sizeof now) == 0, same);
}

static void
fill(struct plan *plan)
{
	struct uid row;

	answer(plan, "purpose.kinds", NULL, "council joint");
	answer(plan, "about_me.name_first", NULL, "Kwame");
	answer(plan, "about_me.safe_contact", NULL, "this_way");
	row = add_row(plan, "money.line", NULL);
	answer(plan, "money.what", &row, "Chair");
	answer(plan, "money.price", &row, "12.34");
}

static void
what_changes_it(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	struct digest seal;
	struct uid row;

	fill(plan);
	seal = seal_of(plan);
	assert_seal(plan, &seal, true);
	/* notes, signatures, events and what a review finds are not part */
	row = add_row(plan, "jots.jot", NULL);
	row = add_row(plan, "sign.signature", NULL);
	answer(plan, "sign.sig_name", &row, "Kwame");
	row = add_row(plan, "review.look", NULL);
	assert_seal(plan, &seal, true);
	/* the rest is, restricted answers too */
	answer(plan, "about_me.safe_contact", NULL, NULL);
	assert_seal(plan, &seal, false);
	seal = seal_of(plan);
	answer(plan, "about_me.name_first", NULL, "Kwami");
	assert_seal(plan, &seal, false);
	/* the same words given again are another answer: its salt is new */
	seal = seal_of(plan);
	answer(plan, "about_me.name_first", NULL, "Kwame");
	answer(plan, "about_me.name_first", NULL, "Kwami");
	assert_seal(plan, &seal, false);
}

static void
sections_say_whether_they_are_part(void **state)
{
	static const struct {
		const char *field;
		bool part;
	} cases[] = {
		{ "about_me.name_first", true },
		{ "money.price", true },
		{ "money.line.position", true },
		{ "sign.sig_name", false },
		{ "sign.signature.removed", false },
		{ "jots.jot.position", false },
		{ "a_form.that_was", true },
		{ "today", true },
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (seal_covers(fixture->forms, cases[i].field) !=
		    cases[i].part)
			fail_msg("%s", cases[i].field);
}

/* plan.json: one line, keys sorted, no word of an answer, no floating number. */
static void
plan_json_is_canonical(void **state)
{
	static const char start[] = "{\"answers\":[{\"digest\":\"";
	static const char one[] =
	    "\",\"field\":\"about_me.name_first\",\"row\":\"\"}";
	static const char rest[] =
	    "}],\"day\":\"2026-11-16\",\"format\":\"oneplan seal 1\",\"forms\":["
	    "{\"name\":\"10-purpose.ini\",\"sha256\":\"";
	struct fixture *fixture = *state;
	struct error err;
	struct date day;
	struct seal seal;

	fill(fixture->plan);
	assert_true(seal_make(fixture->plan, &seal, &err));
	assert_memory_equal(seal.json.data, start, strlen(start));
	assert_non_null(strstr(seal.json.data, one));
	assert_non_null(strstr(seal.json.data, rest));
	assert_non_null(strstr(seal.json.data, "\"training\":false}\n"));
	assert_null(strstr(seal.json.data, "Kwame"));
	assert_null(strstr(seal.json.data, "this_way"));
	assert_ptr_equal(strchr(seal.json.data, '\n'),
	    seal.json.data + seal.json.len - 1);
	assert_true(seal_day(seal.json.data, seal.json.len, &day));
	assert_int_equal(day.day, 16);
	assert_false(seal_day("{}", 2, &day));
	assert_false(seal_day("[", 1, &day));
	seal_clear(&seal);
}

/* --- the words behind it --- */

static size_t
count_problems(const struct sealed_answers *answers, const struct buf *plan)
{
	struct problem_list problems;
	size_t count;

	problem_list_init(&problems);
	sealed_answers_check(answers, plan->data, plan->len, &problems);
	count = problems.count;
	problem_list_clear(&problems);
	return count;
}

static void
answers_out_and_back(void **state)
{
	struct fixture *fixture = *state;
	struct sealed_answers back;
	struct answer_digest *one;
	struct error err;
	struct seal seal;
	struct buf json;

	fill(fixture->plan);
	answer(fixture->plan, "purpose.asked_for", NULL,
	    "  \"Chair\"\n\te\xcc\x81 👩‍👩‍👧 — \\");
	assert_true(seal_make(fixture->plan, &seal, &err));
	buf_init(&json);
	sealed_answers_write(&seal.answers, &json);
	if (!sealed_answers_read(json.data, json.len, &back, &err))
		fail_msg("%s", err.text);
	assert_int_equal(back.count, seal.answers.count);
	for (size_t i = 0; i < back.count; i++)
		assert_true(value_equal(&back.items[i].value,
		    &seal.answers.items[i].value));
	assert_int_equal(count_problems(&back, &seal.json), 0);

	/* other words, another salt, another digest, one less */
	one = &back.items[0];
	value_clear(&one->value);
	value_set_text(&one->value, "other words");
	assert_int_equal(count_problems(&back, &seal.json), 1);
	/* words that were taken out are missed by nobody */
	value_clear(&one->value);
	assert_int_equal(count_problems(&back, &seal.json), 0);
	one = &back.items[1];
	one->salt[0] ^= 1;
	assert_int_equal(count_problems(&back, &seal.json), 1);
	one->salt[0] ^= 1;
	one->digest.bytes[31] ^= 1;
	assert_int_equal(count_problems(&back, &seal.json), 2);
	one->digest.bytes[31] ^= 1;
	back.count--;
	assert_int_equal(count_problems(&back, &seal.json), 1);
	back.count++;
	sealed_answers_clear(&back);
	buf_clear(&json);
	seal_clear(&seal);
}

static void
answers_are_not_trusted(void **state)
{
#define START "{\"format\":\"oneplan sealed answers 1\",\"answers\":"
#define ROW   "\"row\":\"\",\"field\":\"a.b\",\"digest\":\""               \
	      "0000000000000000000000000000000000000000000000000000000000000000\""
	static const struct {
		const char *json;
		bool read;
	} cases[] = {
		{ "", false },
		{ "[]", false },
		{ START "[]}", true },
		{ START "7}", false },
		{ "{\"format\":\"other\",\"answers\":[]}", false },
		{ START "[{}]}", false },
		{ START "[7]}", false },
		{ START "[{" ROW "}]}", true },
		{ START "[{" ROW ",\"salt\":\"00\"}]}", false },
		{ START "[{" ROW ",\"salt\":\"0\",\"text\":\"\"}]}", false },
		{ START "[{" ROW ",\"salt\":\"zz\",\"text\":\"\"}]}", false },
		{ START "[{" ROW ",\"salt\":\"00\",\"text\":\"x\"}]}", true },
		{ START "[{" ROW ",\"salt\":\"00\",\"number\":1.5}]}", false },
		{ START "[{" ROW ",\"salt\":\"00\",\"number\":-1}]}", true },
		{ START "[{" ROW ",\"salt\":\"00\",\"bytes\":\"ff\"}]}", true },
		{ START "[{" ROW ",\"salt\":\"00\",\"bytes\":\"f\"}]}", false },
		{ START "[{" ROW ",\"salt\":\"00\",\"text\":\"a\\u0000\"}]}",
		    false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct sealed_answers answers;
		struct error err;

		if (sealed_answers_read(cases[i].json, strlen(cases[i].json),
			&answers, &err) != cases[i].read)
			fail_msg("%s", cases[i].json);
		if (cases[i].read)
			sealed_answers_clear(&answers);
	}
}

#define TEST_PLAN(test)                                                        \
	cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_cannot_be_mixed_up),
		cmocka_unit_test(words_of_a_seal),
		cmocka_unit_test(square_of_a_seal),
		TEST_PLAN(what_changes_it),
		TEST_PLAN(sections_say_whether_they_are_part),
		TEST_PLAN(plan_json_is_canonical),
		TEST_PLAN(answers_out_and_back),
		cmocka_unit_test(answers_are_not_trusted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
