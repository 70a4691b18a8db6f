#include "config.h"

#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>
#include <uniwidth.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"

#define FAMILY "👩\u200d👩\u200d👧\u200d👦"
#define RAINBOW "🏳\ufe0f\u200d🌈"
#define WALES "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
#define KEYCAP_ONE "1\ufe0f\u20e3"
#define LOTS_OF_MARKS "o\u0301\u0302\u0303\u0304\u0305\u0306"

static void
test_decoding(void **state)
{
	static const struct {
		const char *bytes;
		size_t taken;
		uint32_t ch;
	} cases[] = {
		{ "a", 1, 'a' }, { "é", 2, 0xe9 }, { "€x", 3, 0x20ac },
		{ "👍", 4, 0x1f44d }, { "\x80", 1, 0xfffd },
		{ "\xff", 1, 0xfffd }, { "\xc3", 1, 0xfffd },
		{ "\xc3x", 1, 0xfffd }, { "\xed\xa0\x80", 1, 0xfffd },
		{ "\xc0\x80", 1, 0xfffd },
	};
	uint32_t ch;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		size_t len = strlen(cases[i].bytes);
		size_t taken = utf8_decode(cases[i].bytes, len, &ch);
		assert_true(taken >= 1 && taken <= len);
		assert_int_equal(ch, cases[i].ch);
		if (ch != 0xfffd)
			assert_int_equal(taken, cases[i].taken);
		assert_int_equal(utf8_valid(cases[i].bytes, len), ch != 0xfffd);
	}
	assert_int_equal(utf8_decode("", 0, &ch), 0);
}

static void
test_encoding_is_read_back(void **state)
{
	char out[4];
	uint32_t ch;

	(void)state;
	for (uint32_t c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 97) {
		size_t n = utf8_encode(c, out);
		assert_int_equal(utf8_decode(out, n, &ch), n);
		assert_int_equal(ch,
		    c >= 0xd800 && c <= 0xdfff ? 0xfffd : c);
	}
	assert_int_equal(utf8_encode(0x110000, out), 3);
}

/* Clusters are set apart by bars; columns: one digit each; uncertain: '?'. */
static const struct {
	const char *clusters, *cols, *uncertain;
} cluster_cases[] = {
	{ "a|b", "11", ".." },
	{ "a|\n|b", "101", "..." },
	{ "a|\r\n|b", "101", "..." },
	{ "\t|\x01|x", "111", "..." },
	{ "é|e\u0301|x", "111", "..." },
	{ "\u0301|x", "11", "?." }, /* a lone mark */
	{ LOTS_OF_MARKS "|x", "11", "?." },
	{ "漢|字|か|が|か\u3099|한", "222222", "......" },
	{ "\u1100\u1161\u11a8|\u1100\u1161|x", "221", "..." }, /* jamo */
	{ "ש\u05b8\u05c1|ל|ו\u05b9|ם", "1111", "...." },
	{ "م\u064e|ر|ح", "111", "..." },
	{ "نمی\u200c|خ", NULL, NULL },
	{ "कि|न्|दी", "212", "..." },
	{ "🙂|x", "21", ".." },
	{ "👍🏽|x", "21", "?." },
	{ FAMILY "|x", "21", "?." },
	{ FAMILY "|" FAMILY "|👩", "222", "??." },
	{ RAINBOW "|x", "21", "?." },
	{ WALES "|x", "21", "?." },
	{ "❤\ufe0f|❤|x", "211", "?.." },
	{ "⛹\u200d♂|x", "21", "?." },
	{ KEYCAP_ONE "|1|2", "211", "?.." },
	{ "🇬🇧|🇫🇷|🇩", "221", "???" },
	{ "x|🇬🇧|🇫🇷|x", "1221", ".??." },
	{ "a\u200d|b", "11", ".." }, /* joins nothing here */
	{ "\u202e|a", "11", "?." },
	{ "\u200b|a", "11", "?." },
	{ "a\u00ad", NULL, NULL },
	{ "䷀|㉈", "22", "??" },
	{ "—|“|…|£|€|½", "111111", "......" },
	{ "ﬁ|Ａ", "12", ".." },
};

/* Takes the bars out; BOUNDARY[i] tells whether a cluster begins at byte i. */
static size_t
without_bars(const char *clusters, char *text, bool *boundary)
{
	size_t len = 0;

	memset(boundary, 0, 200 * sizeof *boundary);
	boundary[0] = true;
	for (; *clusters; clusters++)
		if (*clusters == '|')
			boundary[len] = true;
		else
			text[len++] = *clusters;
	text[len] = '\0';
	boundary[len] = true;
	return len;
}

static void
check_clusters(size_t i, const char *text, size_t len, const bool *boundary)
{
	size_t at = 0, n = 0;

	while (at < len) {
		size_t end = utf8_next_cluster(text, len, at);
		for (size_t k = at + 1; k < end; k++)
			assert_false(boundary[k]);
		assert_true(boundary[end]);
		/* from within the cluster and from its end */
		for (size_t k = at + 1; k <= end; k++)
			assert_int_equal(utf8_prev_cluster(text, len, k), at);
		const char *cols = cluster_cases[i].cols;
		const char *uncertain = cluster_cases[i].uncertain;
		if (cols)
			assert_int_equal(
			    utf8_cluster_cols(text + at, end - at),
			    cols[n] - '0');
		if (uncertain)
			assert_int_equal(
			    utf8_cluster_uncertain(text + at, end - at),
			    uncertain[n] == '?');
		n++;
		at = end;
	}
	assert_int_equal(utf8_count_clusters(text, len), n);
}

static void
test_clusters(void **state)
{
	char text[200];
	bool boundary[200];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cluster_cases); i++) {
		if (!cluster_cases[i].cols)
			continue;
		size_t len =
		    without_bars(cluster_cases[i].clusters, text, boundary);
		check_clusters(i, text, len, boundary);
	}
	assert_int_equal(utf8_next_cluster("ab", 2, 2), 2);
	assert_int_equal(utf8_prev_cluster("ab", 2, 0), 0);
	assert_int_equal(utf8_count_clusters("", 0), 0);
}

/* The short way for plain characters against the tables of libunistring. */
static void
test_every_character_breaks_as_unicode_says(void **state)
{
	static const uint32_t others[] = { 'x', '\n', ' ', 0xe9, 0x301, 0x600,
		0x5d0, 0x4e00, 0xac00, 0x11a8, 0x1f1e6, 0x1f44d, 0x200d };
	char text[8];

	(void)state;
	for (uint32_t ch = 1; ch < 0x20000; ch++) {
		if (ch >= 0xd800 && ch <= 0xdfff)
			continue;
		for (size_t i = 0; i < ARRAY_LEN(others); i++) {
			size_t first = utf8_encode(ch, text);
			size_t len = first + utf8_encode(others[i], text + first);
			bool joined = !uc_is_grapheme_break(ch, others[i]) ||
			    (ch >= 0x1f1e6 && ch <= 0x1f1ff && i == 10);
			assert_int_equal(utf8_next_cluster(text, len, 0),
			    joined ? len : first);
			assert_int_equal(utf8_prev_cluster(text, len, len),
			    joined ? 0 : first);
		}
	}
}

static void
test_every_character_is_as_wide_as_unicode_says(void **state)
{
	char text[4];

	(void)state;
	for (uint32_t ch = 0x20; ch < 0x20000; ch++) {
		bool disputed = (ch >= 0x3248 && ch <= 0x324f) ||
		    (ch >= 0x4dc0 && ch <= 0x4dff);
		if ((ch >= 0xd800 && ch <= 0xdfff) || disputed)
			continue;
		int cols = utf8_cluster_cols(text, utf8_encode(ch, text));
		assert_int_equal(cols, uc_width(ch, "UTF-8") == 2 ? 2 : 1);
	}
}

static void
test_columns_and_fitting(void **state)
{
	static const struct {
		const char *text;
		int cols;
		size_t fit;
		int used;
	} cases[] = {
		{ "hello", 3, 3, 3 }, { "hello", 5, 5, 5 },
		{ "hello", 9, 5, 5 }, { "hello", 0, 0, 0 },
		{ "漢字", 3, 3, 2 }, { "漢字", 1, 0, 0 },
		{ "e\u0301e\u0301", 1, 3, 1 }, { FAMILY "x", 2, 25, 2 },
		{ "🇬🇧🇬🇧", 3, 8, 2 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *text = cases[i].text;
		size_t fit = utf8_fit(text, strlen(text), cases[i].cols);
		assert_int_equal(fit, cases[i].fit);
		assert_int_equal(utf8_cols(text, fit), cases[i].used);
	}
}

static void
test_words(void **state)
{
	/* bars where words start */
	static const char *const cases[] = {
		"|one |two", "  |one,  |two.", "|don't |stop", "|a_b |c",
		"|well-|known |carer's |plan\n\n|next", "£|42.50 |a |week",
		"|José |naïve", "|José", "|👍🏽 |ok", "(|see |page |3)",
		"|שלום |עולם", "|مرحبا |بكم", "... --- !!!",
	};
	char text[200];
	bool starts[200];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		size_t len = without_bars(cases[i], text, starts), at = len;
		starts[0] = cases[i][0] == '|';
		starts[len] = false;
		for (size_t k = 0; k <= len; k++) {
			size_t next = k + 1, prev = k ? k - 1 : 0;
			while (next < len && !starts[next])
				next++;
			while (prev > 0 && !starts[prev])
				prev--;
			if (k < len && (text[k] & 0xc0) != 0x80)
				assert_int_equal(utf8_next_word(text, len, k),
				    next < len ? next : len);
			if (k == len || (text[k] & 0xc0) != 0x80)
				assert_int_equal(utf8_prev_word(text, len, k),
				    prev);
		}
		assert_int_equal(utf8_next_word(text, len, at), len);
	}
}

static void
test_words_of_a_long_text(void **state)
{
	struct buf text;
	size_t at = 0, count = 0;

	(void)state;
	buf_init(&text);
	for (int i = 0; i < 700; i++)
		buf_add(&text, i % 3 ? "naïve " : "word, ");
	for (; at < text.len; at = utf8_next_word(text.data, text.len, at)) {
		assert_true(text.data[at] == 'n' || text.data[at] == 'w');
		count++;
	}
	assert_int_equal(count, 700);
	for (; at > 0; at = utf8_prev_word(text.data, text.len, at))
		count--;
	assert_int_equal(count, 0);
	buf_clear(&text);
}

static void
test_fold(void **state)
{
	static const char *const same[][2] = {
		{ "José", "jose" }, { "Jose\u0301", "jose" },
		{ "ZOË", "zoe" }, { "Straße", "STRASSE" },
		{ "ﬁne", "fine" }, { "Ａｂ", "ab" }, { "Łódź", "łodz" },
		{ "ΌΣΟΣ", "οσος" }, { "İpek", "ipek" },
		{ "שָׁלוֹם", "שלום" }, { "مُحَمَّد", "محمد" },
		{ "co\u00adop", "coop" }, { "Đặng", "đang" }, { "", "" },
		{ "Plain ASCII 12", "plain ascii 12" },
	};
	static const char *const different[][2] = {
		{ "किताब", "कुताब" }, { "jose", "josh" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(same); i++) {
		char *a = utf8_fold(same[i][0], strlen(same[i][0]));
		char *b = utf8_fold(same[i][1], strlen(same[i][1]));
		assert_string_equal(a, b);
		free(a);
		free(b);
	}
	for (size_t i = 0; i < ARRAY_LEN(different); i++) {
		char *a = utf8_fold(different[i][0], strlen(different[i][0]));
		char *b = utf8_fold(different[i][1], strlen(different[i][1]));
		assert_string_not_equal(a, b);
		free(a);
		free(b);
	}
	char *bad = utf8_fold("A\xff", 2);
	assert_string_equal(bad, "a\ufffd");
	free(bad);
}

static const struct {
	const char *from, *to;
	bool same;
} clean_cases[] = {
	{ "plain", "plain", true },
	{ "tab\there\nline", "tab\there\nline", true },
	{ "a\r\nb\rc\n\rd", "a\nb\nc\n\nd", true },
	{ "é e\u0301 " FAMILY " \u202eabc\u2066 \u200f \ufeff", NULL, true },
	{ "", "", true },
	{ "\x1b[31mred\x1b[0m", "red", false },
	{ "\x1b[1;31;4mred", "red", false },
	{ "\x1b[?25lgone\x1b[200~p\x1b[201~", "gonep", false },
	{ "\x1b[ q!", "!", false },
	{ "\x1b[12\nx", "\nx", false },
	{ "\x1b[", "", false },
	{ "\x1b", "", false },
	{ "\x1b\nx", "\nx", false },
	{ "\x1b\u00e9", "é", false },
	{ "\x1bOPa\x1bNbc", "ac", false },
	{ "\x1b" "7x\x1b" "8\x1b(By\x1b=", "xy", false },
	{ "\x1b]0;title\x07word", "word", false },
	{ "\x1b]8;;http://x\x1b\\word\x1b]8;;\x1b\\", "word", false },
	{ "\x1bPq#0\x1b\\a\x1b_x\x1b\\b\x1b^y\xc2\x9c" "c", "abc", false },
	{ "\x1b]never ended\nwords \x1b]again", "never ended\nwords again",
		false },
	{ "\xc2\x9b" "31mred\xc2\x9d" "0;t\x07.", "red.", false },
	{ "a\xc2\x85" "b\xc2\x80", "ab", false },
	{ "a\x01\x02\x7f\bb", "ab", false },
	{ "bad \xff\xfe end", "bad \ufffd\ufffd end", false },
	{ "cut \xe2\x82", NULL, false },
	{ "\ufffd kept", "\ufffd kept", true },
};

static void
test_clean(void **state)
{
	struct buf out;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(clean_cases); i++) {
		const char *from = clean_cases[i].from;
		const char *to = clean_cases[i].to;
		buf_init(&out);
		assert_int_equal(utf8_clean(from, strlen(from), &out),
		    clean_cases[i].same);
		if (to || clean_cases[i].same)
			assert_string_equal(out.data, to ? to : from);
		assert_true(utf8_valid(out.data, out.len));
		buf_clear(&out);
	}
	buf_init(&out);
	buf_add(&out, "before ");
	assert_false(utf8_clean("a\0b", 3, &out));
	assert_string_equal(out.data, "before ab");
	buf_clear(&out);
}

/* Any bytes at all: what comes out is valid, holds no control but line feed
 * and tab, and cleaning it again changes nothing. */
static void
test_clean_random_bytes(void **state)
{
	static const char likely[] = "\x1b\x1b[]OP\\\x07\r\n\x9b\xc2\xe2\x82m;1a";
	unsigned seed = 20261116;

	(void)state;
	print_message("# seed %u\n", seed);
	for (int round = 0; round < 3000; round++) {
		char bytes[60];
		struct buf once, twice;
		for (size_t i = 0; i < sizeof bytes; i++) {
			seed = seed * 1103515245u + 12345u;
			unsigned r = seed >> 16;
			bytes[i] = r % 4 ? likely[r / 4 % (sizeof likely - 1)]
					 : (char)(r / 4 % 256);
		}
		buf_init(&once);
		buf_init(&twice);
		utf8_clean(bytes, sizeof bytes, &once);
		assert_true(utf8_valid(once.data, once.len));
		for (size_t i = 0; i < once.len; i++)
			assert_true((unsigned char)once.data[i] >= 0x20 ||
			    once.data[i] == '\n' || once.data[i] == '\t');
		assert_true(utf8_clean(once.data, once.len, &twice));
		assert_string_equal(once.data, twice.data);
		buf_clear(&once);
		buf_clear(&twice);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decoding),
		cmocka_unit_test(test_encoding_is_read_back),
		cmocka_unit_test(test_clusters),
		cmocka_unit_test(test_every_character_breaks_as_unicode_says),
		cmocka_unit_test(
		    test_every_character_is_as_wide_as_unicode_says),
		cmocka_unit_test(test_columns_and_fitting),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_words_of_a_long_text),
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_clean_random_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
