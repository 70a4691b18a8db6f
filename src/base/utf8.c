/* libunistring 1.0 tells cluster breaks between two characters only, so flags
 * (pairs of regional indicators) and joined emoji are put together here. */
#include "config.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwbrk.h>
#include <uniwidth.h>

#include "base/alloc.h"
#include "base/buf.h"

#define REPLACEMENT 0xfffd
#define ZERO_WIDTH_JOINER 0x200d
#define KEYCAP 0x20e3
#define TEXT_STYLE 0xfe0e
#define EMOJI_STYLE 0xfe0f
#define CELL_CHARACTERS 5 /* what one cell of curses holds */

static const uint8_t *
u8(const char *text)
{
	return (const uint8_t *)text;
}

static bool
continues(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* A printable character of ASCII. */
static bool
is_ascii(char byte)
{
	return (unsigned char)byte >= 0x20 && (unsigned char)byte < 0x7f;
}

bool
utf8_valid(const char *bytes, size_t len)
{
	return u8_check(u8(bytes), len) == NULL;
}

size_t
utf8_decode(const char *bytes, size_t len, uint32_t *ch)
{
	if (len == 0) {
		*ch = REPLACEMENT;
		return 0;
	}
	if ((unsigned char)bytes[0] < 0x80) {
		*ch = (unsigned char)bytes[0];
		return 1;
	}
	ucs4_t decoded;
	int taken = u8_mbtouc(&decoded, u8(bytes), len);
	*ch = decoded;
	return (size_t)taken;
}

size_t
utf8_encode(uint32_t ch, char out[4])
{
	uint8_t bytes[4];
	int n = u8_uctomb(bytes, ch, sizeof bytes);

	if (n < 1)
		n = u8_uctomb(bytes, REPLACEMENT, sizeof bytes);
	for (int i = 0; i < n; i++)
		out[i] = (char)bytes[i];
	return (size_t)n;
}

/* Characters that are whole clusters when two of them meet, and their columns:
 * most of what is typed is answered without the tables of Unicode. */
static const struct {
	uint32_t first, last;
	int cols;
} plain[] = {
	{ 0x20, 0x7e, 1 },
	{ 0xa1, 0xac, 1 },     /* Latin */
	{ 0xae, 0x2ff, 1 },
	{ 0x370, 0x377, 1 },   /* Greek */
	{ 0x391, 0x3a1, 1 },
	{ 0x3a3, 0x482, 1 },   /* and Cyrillic */
	{ 0x5d0, 0x5ea, 1 },   /* Hebrew */
	{ 0x620, 0x64a, 1 },   /* Arabic */
	{ 0x2010, 0x2027, 1 }, /* dashes and quotation marks */
	{ 0x3041, 0x3096, 2 }, /* Japanese */
	{ 0x30a1, 0x30fa, 2 },
	{ 0x4e00, 0x9fff, 2 }, /* Chinese */
	{ 0xac00, 0xd7a3, 2 }, /* Korean */
};

/* 0 where the character is not plain. */
static int
plain_cols(uint32_t ch)
{
	for (size_t i = 0; i < ARRAY_LEN(plain); i++)
		if (ch <= plain[i].last)
			return ch >= plain[i].first ? plain[i].cols : 0;
	return 0;
}

static bool
is_regional(uint32_t ch)
{
	return ch >= 0x1f1e6 && ch <= 0x1f1ff;
}

/* The end of the plain cluster at AT, or 0 where it takes a closer look. */
static size_t
plain_end(const char *text, size_t len, size_t at, int *cols)
{
	uint32_t ch, after;

	if (is_ascii(text[at]) && (at + 1 == len || is_ascii(text[at + 1]))) {
		*cols = 1;
		return at + 1;
	}
	size_t end = at + utf8_decode(text + at, len - at, &ch);

	*cols = plain_cols(ch);
	if (*cols == 0)
		return 0;
	if (end == len)
		return end;
	utf8_decode(text + end, len - end, &after);
	return after == '\n' || plain_cols(after) ? end : 0;
}

static size_t
cluster_end(const char *text, size_t len, size_t at)
{
	uint32_t ch, after;
	size_t end = at + utf8_decode(text + at, len - at, &ch);
	bool picture = uc_is_property_extended_pictographic(ch);
	bool half_flag = is_regional(ch);

	for (; end < len; ch = after) {
		size_t n = utf8_decode(text + end, len - end, &after);
		bool joins = ch == ZERO_WIDTH_JOINER && picture &&
		    uc_is_property_extended_pictographic(after);

		if (half_flag && is_regional(ch) && is_regional(after))
			half_flag = false;
		else if (!joins && uc_is_grapheme_break(ch, after))
			break;
		end += n;
	}
	return end;
}

size_t
utf8_step(const char *text, size_t len, size_t at, int *cols)
{
	size_t end = plain_end(text, len, at, cols);

	if (end == 0) {
		end = cluster_end(text, len, at);
		*cols = utf8_cluster_cols(text + at, end - at);
	}
	return end;
}

size_t
utf8_next_cluster(const char *text, size_t len, size_t at)
{
	int cols;

	if (at >= len)
		return len;
	size_t end = plain_end(text, len, at, &cols);
	return end ? end : cluster_end(text, len, at);
}

static size_t
char_before(const char *text, size_t at)
{
	size_t limit = at > 4 ? at - 4 : 0;

	do
		at--;
	while (at > limit && continues(text[at]));
	return at;
}

/* Is there a break between the two whatever comes before them? */
static bool
surely_apart(uint32_t ch, uint32_t after)
{
	if (plain_cols(ch) && plain_cols(after))
		return true;
	return uc_is_grapheme_break(ch, after) &&
	    !(is_regional(ch) && is_regional(after)) &&
	    ch != ZERO_WIDTH_JOINER;
}

size_t
utf8_prev_cluster(const char *text, size_t len, size_t at)
{
	if (at > len)
		at = len;
	if (at == 0)
		return 0;
	/* Back to where a cluster begins for certain, then forward. */
	uint32_t ch, after;
	size_t from = char_before(text, at);
	utf8_decode(text + from, len - from, &after);
	while (from > 0) {
		size_t before = char_before(text, from);
		utf8_decode(text + before, len - before, &ch);
		if (surely_apart(ch, after))
			break;
		from = before;
		after = ch;
	}
	for (size_t end; (end = utf8_next_cluster(text, len, from)) < at;)
		from = end;
	return from;
}

size_t
utf8_count_clusters(const char *text, size_t len)
{
	size_t count = 0;

	for (size_t at = 0; at < len; at = utf8_next_cluster(text, len, at))
		count++;
	return count;
}

/* Words. Long texts are looked at a window at a time, with some context. */

#define WORD_WINDOW 512
#define WORD_CONTEXT 64

static bool
starts_word(const char *text, size_t len, size_t at)
{
	uint32_t ch;

	utf8_decode(text + at, len - at, &ch);
	return ch == '_' ||
	    uc_is_general_category_withtable(ch, UC_CATEGORY_MASK_L |
	    UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_So);
}

/* Sets STARTS[i] where a word starts at byte FROM + i, for all before TO, which
 * is at most WORD_WINDOW away. */
static void
find_words(const char *text, size_t len, size_t from, size_t to, bool *starts)
{
	char breaks[WORD_WINDOW + 2 * WORD_CONTEXT];
	size_t begin = from > WORD_CONTEXT ? from - WORD_CONTEXT : 0;
	size_t end = len - to > WORD_CONTEXT ? to + WORD_CONTEXT : len;

	while (begin > 0 && begin < from && continues(text[begin]))
		begin++;
	while (end > to && end < len && continues(text[end]))
		end--;
	u8_wordbreaks(u8(text + begin), end - begin, breaks);
	for (size_t i = from; i < to; i++)
		starts[i - from] = i == 0 ||
		    (!continues(text[i]) && breaks[i - begin]);
	for (size_t i = from; i < to; i++)
		if (starts[i - from])
			starts[i - from] = starts_word(text, len, i) &&
			    (i == 0 || utf8_next_cluster(text, len,
			    utf8_prev_cluster(text, len, i)) == i);
}

size_t
utf8_next_word(const char *text, size_t len, size_t at)
{
	bool starts[WORD_WINDOW];

	for (size_t from = at + 1, to; from < len; from = to) {
		to = len - from > WORD_WINDOW ? from + WORD_WINDOW : len;
		find_words(text, len, from, to, starts);
		for (size_t i = from; i < to; i++)
			if (starts[i - from])
				return i;
	}
	return len;
}

size_t
utf8_prev_word(const char *text, size_t len, size_t at)
{
	bool starts[WORD_WINDOW];

	for (size_t to = at < len ? at : len, from; to > 0; to = from) {
		from = to > WORD_WINDOW ? to - WORD_WINDOW : 0;
		find_words(text, len, from, to, starts);
		for (size_t i = to; i-- > from;)
			if (starts[i - from])
				return i;
	}
	return 0;
}

/* Columns. */

/* Circled numbers and hexagrams: one column by Unicode, two in the C library
 * and so in curses. */
static bool
is_disputed(uint32_t ch)
{
	return (ch >= 0x3248 && ch <= 0x324f) || (ch >= 0x4dc0 && ch <= 0x4dff);
}

static int
char_cols(uint32_t ch)
{
	int cols = plain_cols(ch);

	if (cols)
		return cols;
	if (is_disputed(ch))
		return 2;
	if (uc_is_general_category_withtable(ch,
	    UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me))
		return 0;
	cols = uc_width(ch, "UTF-8");
	return cols < 0 ? 1 : cols;
}

struct measure {
	int cols;
	bool uncertain;
};

static struct measure
measure_cluster(const char *cluster, size_t len)
{
	uint32_t first, ch, last;
	size_t at = utf8_decode(cluster, len, &first);
	int cols = char_cols(first), count = 1;
	bool uncertain = cols == 0 || is_regional(first) || is_disputed(first);

	for (last = first; at < len; last = ch, count++) {
		at += utf8_decode(cluster + at, len - at, &ch);
		cols += char_cols(ch);
		if (ch == TEXT_STYLE || ch == EMOJI_STYLE || ch == KEYCAP ||
		    (last == ZERO_WIDTH_JOINER && char_cols(ch) > 0))
			uncertain = true;
		if (ch == KEYCAP ||
		    (ch == EMOJI_STYLE && uc_is_property_emoji(first)))
			cols = 2;
	}
	if (cols > 2 || count > CELL_CHARACTERS)
		uncertain = true;
	return (struct measure){ cols < 1 ? 1 : cols > 2 ? 2 : cols,
		uncertain };
}

int
utf8_cluster_cols(const char *cluster, size_t len)
{
	if (len == 0 || cluster[len - 1] == '\n')
		return 0;
	return len == 1 ? 1 : measure_cluster(cluster, len).cols;
}

bool
utf8_cluster_uncertain(const char *cluster, size_t len)
{
	return len > 1 && cluster[len - 1] != '\n' &&
	    measure_cluster(cluster, len).uncertain;
}

int
utf8_cols(const char *text, size_t len)
{
	int total = 0, cols;

	for (size_t at = 0; at < len; total += cols)
		at = utf8_step(text, len, at, &cols);
	return total;
}

size_t
utf8_fit(const char *text, size_t len, int cols)
{
	int used = 0, wide;

	for (size_t at = 0, next; at < len; at = next) {
		next = utf8_step(text, len, at, &wide);
		used += wide;
		if (used > cols)
			return at;
	}
	return len;
}

/* Searching. */

/* Drops the marks that decomposing has set apart, and what is never seen (soft
 * hyphens, joiners), in place. The vowel signs of Indic scripts stay. */
static size_t
drop_marks(char *text, size_t len)
{
	size_t kept = 0;
	uint32_t ch;

	for (size_t at = 0, n; at < len; at += n) {
		n = utf8_decode(text + at, len - at, &ch);
		if (uc_combining_class(ch) != UC_CCC_NR ||
		    uc_is_property_default_ignorable_code_point(ch))
			continue;
		for (size_t i = 0; i < n; i++)
			text[kept++] = text[at + i];
	}
	return kept;
}

static void
fold_into(const char *text, size_t len, struct buf *out)
{
	size_t n;
	uint8_t *folded =
	    u8_casefold(u8(text), len, NULL, UNINORM_NFKD, NULL, &n);

	/* Valid UTF-8 always folds, so what failed is memory. */
	if (!folded)
		folded = xmalloc(SIZE_MAX);
	buf_add_bytes(out, (char *)folded, n);
	free(folded);
	size_t kept = drop_marks(out->data, out->len);
	buf_remove(out, kept, out->len - kept);
}

char *
utf8_fold(const char *text, size_t len)
{
	struct buf clean, out;
	size_t ascii = 0;

	buf_init(&out);
	while (ascii < len && (unsigned char)text[ascii] < 0x80)
		ascii++;
	if (ascii == len) {
		buf_add_bytes(&out, text, len);
		for (size_t i = 0; i < len; i++)
			if (text[i] >= 'A' && text[i] <= 'Z')
				out.data[i] = (char)(text[i] - 'A' + 'a');
		return buf_take(&out);
	}
	buf_init(&clean);
	utf8_clean(text, len, &clean);
	fold_into(clean.data, clean.len, &out);
	buf_clear(&clean);
	return buf_take(&out);
}
