#include "config.h"

#include "pdf/lines.h"

#include <fribidi.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>

#include "base/alloc.h"
#include "base/utf8.h"

/* The first byte of the first letters that run from the right, U+0590. */
#define RIGHT_TO_LEFT_BYTE 0xd6

/* The unit of all lengths, as in sheet.h. */
#define POINT 1000L

/* What goes on for longer than this without a place to break may break here. */
#define BIT_BYTES 64

/* One line as it was typed, which may become several. */
struct typed {
	const char *text;
	size_t len;
	char *breaks;	       /* a byte each */
	unsigned char *levels; /* a byte each; NULL: all run from the left */
	bool from_right;
	size_t bold; /* bold letters from here on */
};

/* --- directions --- */

static bool
may_run_from_right(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)text[i] >= RIGHT_TO_LEFT_BYTE)
			return true;
	return false;
}

static size_t
decode_all(const struct typed *typed, FriBidiChar *out)
{
	size_t count = 0;

	for (size_t at = 0; at < typed->len; count++)
		at += utf8_decode(typed->text + at, typed->len - at,
		    &out[count]);
	return count;
}

/* The direction of each byte, by UAX #9. */
static void
find_levels(struct typed *typed)
{
	FriBidiChar *chars = xmalloc((typed->len + 1) * sizeof *chars);
	FriBidiCharType *types = xmalloc((typed->len + 1) * sizeof *types);
	FriBidiBracketType *brackets =
	    xmalloc((typed->len + 1) * sizeof *brackets);
	FriBidiLevel *levels = xmalloc((typed->len + 1) * sizeof *levels);
	int count = (int)decode_all(typed, chars);
	FriBidiParType base = FRIBIDI_PAR_ON;
	size_t at = 0;

	fribidi_get_bidi_types(chars, count, types);
	fribidi_get_bracket_types(chars, count, types, brackets);
	if (fribidi_get_par_embedding_levels_ex(types, brackets, count, &base,
		levels) == 0)
		abort(); /* only for want of memory */
	typed->from_right = FRIBIDI_IS_RTL(base);
	typed->levels = xmalloc(typed->len + 1);
	for (int i = 0; i < count; i++) {
		uint32_t ch;
		size_t taken = utf8_decode(typed->text + at, typed->len - at,
		    &ch);

		memset(typed->levels + at, levels[i], taken);
		at += taken;
	}
	free(chars);
	free(types);
	free(brackets);
	free(levels);
}

/* --- bits --- */

static bool
is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* The end of the bit that begins at AT. */
static size_t
bit_end(const struct typed *typed, size_t at)
{
	bool space = is_space(typed->text[at]);
	size_t end = at + 1;

	while (end < typed->len && typed->breaks[end] != UC_BREAK_POSSIBLE &&
	    is_space(typed->text[end]) == space && end != typed->bold &&
	    (typed->levels == NULL || typed->levels[end] == typed->levels[at]))
		end++;
	if (end - at > BIT_BYTES) {
		size_t fits = at;

		while (fits < end && fits - at < BIT_BYTES)
			fits = utf8_next_cluster(typed->text, end, fits);
		end = fits;
	}
	return end;
}

/* Appends the line AT of those as they are broken: bits FROM to the last. */
static void
end_line(struct lines *lines, size_t from, size_t end, bool from_right)
{
	struct line line = { .first = from, .end = end,
		.from_right = from_right };
	size_t last = end;

	while (last > from && lines->bits[last - 1].space)
		last--;
	for (size_t i = from; i < last; i++)
		line.width += (long)lines->bits[i].shaped->width *
		    lines->style.size;
	ARRAY_GROW(lines->list, lines->count, lines->cap);
	lines->list[lines->count++] = line;
}

/* The line that is being filled. */
struct filling {
	struct lines *lines;
	struct shaper *shaper;
	size_t first;	  /* its first bit */
	size_t last;	  /* the bit before which it was last allowed to end */
	long used, width; /* of all up to the last bit */
	bool from_right;
};

static void
start_line(struct filling *filling, size_t at)
{
	struct lines *lines = filling->lines;

	end_line(lines, filling->first, at, filling->from_right);
	filling->first = filling->last = at;
	filling->used = 0;
	for (size_t i = at; i < lines->bit_count; i++)
		filling->used +=
		    (long)lines->bits[i].shaped->width * lines->style.size;
}

static void
push_bit(struct filling *filling, struct bit bit)
{
	struct lines *lines = filling->lines;

	if (bit.may_break)
		filling->last = lines->bit_count;
	ARRAY_GROW(lines->bits, lines->bit_count, lines->bit_cap);
	lines->bits[lines->bit_count++] = bit;
	filling->used += (long)bit.shaped->width * lines->style.size;
}

/* Puts BIT on the line or, where it does not fit, on the next: from the last
 * place where it may break, else before this bit, else in the midst of it. */
static void
add_bit(struct filling *filling, struct bit bit)
{
	struct lines *lines = filling->lines;
	int size = lines->style.size;

	for (;;) {
		const struct shaped *shaped = bit.shaped;
		bool fits = bit.space || filling->used +
			(long)shaped->width * size <= filling->width;
		size_t part;

		if (fits)
			break;
		if (bit.may_break && lines->bit_count > filling->first) {
			start_line(filling, lines->bit_count);
			continue;
		}
		if (filling->last > filling->first) {
			start_line(filling, filling->last);
			continue;
		}
		if (lines->bit_count > filling->first) {
			start_line(filling, lines->bit_count);
			continue;
		}
		part = shaped_fit(shaped, (int)(filling->width / size));
		if (part == 0)
			break;
		bit.shaped = shape_text(filling->shaper, shaped->weight,
		    shaped->from_right, shaped->text, part);
		push_bit(filling, bit);
		bit.shaped = shape_text(filling->shaper, shaped->weight,
		    shaped->from_right, shaped->text + part,
		    shaped->len - part);
		bit.may_break = true;
	}
	push_bit(filling, bit);
}

static void
set_typed(struct lines *lines, struct shaper *shaper, struct typed *typed,
    bool more, long width)
{
	struct filling filling = { .lines = lines, .shaper = shaper,
		.first = lines->bit_count, .last = lines->bit_count,
		.width = width };

	typed->breaks = xmalloc(typed->len + 1);
	u8_possible_linebreaks((const uint8_t *)typed->text, typed->len,
	    "UTF-8", typed->breaks);
	if (may_run_from_right(typed->text, typed->len))
		find_levels(typed);
	filling.from_right = typed->from_right;
	for (size_t at = 0, end; at < typed->len; at = end) {
		unsigned char level =
		    typed->levels != NULL ? typed->levels[at] : 0;

		end = bit_end(typed, at);
		add_bit(&filling,
		    (struct bit){
			.shaped = shape_text(shaper,
			    at >= typed->bold ? WEIGHT_BOLD
					      : lines->style.weight,
			    level & 1, typed->text + at, end - at),
			.level = level,
			.space = is_space(typed->text[at]),
			.may_break = at > 0 &&
			    (typed->breaks[at] == UC_BREAK_POSSIBLE),
		    });
	}
	/* whoever has it read out hears two words where a new line begins */
	if (more && typed->len > 0)
		push_bit(&filling,
		    (struct bit){
			.shaped = shape_text(shaper, lines->style.weight,
			    typed->from_right, " ", 1),
			.level = typed->from_right,
			.space = true,
		    });
	end_line(lines, filling.first, lines->bit_count, typed->from_right);
	free(typed->breaks);
	free(typed->levels);
}

void
lines_set(struct lines *lines, struct shaper *shaper,
    const struct style *style, const char *text, size_t len, long width)
{
	lines_set_bold(lines, shaper, style, text, len, SIZE_MAX, width);
}

void
lines_set_bold(struct lines *lines, struct shaper *shaper,
    const struct style *style, const char *text, size_t len, size_t bold,
    long width)
{
	*lines = (struct lines){ .style = *style };
	for (;;) {
		const char *feed = memchr(text, '\n', len);
		struct typed typed = { .text = text,
			.len = feed != NULL ? (size_t)(feed - text) : len,
			.bold = bold };

		set_typed(lines, shaper, &typed, feed != NULL, width);
		if (feed == NULL)
			return;
		text += typed.len + 1;
		len -= typed.len + 1;
		if (bold != SIZE_MAX)
			bold = bold > typed.len ? bold - typed.len - 1 : 0;
	}
}

void
lines_clear(struct lines *lines)
{
	free(lines->bits);
	free(lines->list);
	*lines = (struct lines){ 0 };
}

long
lines_height(const struct lines *lines)
{
	return (long)lines->count * lines->style.leading;
}

long
lines_width(const struct lines *lines)
{
	long most = 0;

	for (size_t i = 0; i < lines->count; i++)
		if (lines->list[i].width > most)
			most = lines->list[i].width;
	return most;
}

long
lines_least(const struct lines *lines)
{
	long most = 0, width = 0;

	for (size_t i = 0; i < lines->bit_count; i++) {
		const struct bit *bit = &lines->bits[i];

		if (bit->may_break || bit->space)
			width = 0;
		if (!bit->space)
			width += (long)bit->shaped->width * lines->style.size;
		if (width > most)
			most = width;
	}
	return most;
}

/* --- drawing --- */

/* Turns the COUNT at ORDER round. */
static void
turn_round(size_t *order, size_t count)
{
	for (size_t a = 0, b = count; a + 1 < b; a++) {
		size_t kept = order[a];

		order[a] = order[--b];
		order[b] = kept;
	}
}

/* The bits of LINE as they are seen from the left (rule L2 of UAX #9). */
static size_t *
visual_order(const struct lines *lines, const struct line *line)
{
	size_t count = line->end - line->first;
	size_t *order = xmalloc((count + 1) * sizeof *order);
	unsigned char *levels = xmalloc(count + 1);
	unsigned char highest = 0;
	bool trailing = true;

	for (size_t i = count; i-- > 0;) {
		const struct bit *bit = &lines->bits[line->first + i];

		/* spaces at the end belong to the line, not to its last word */
		trailing &= bit->space;
		levels[i] = trailing ? line->from_right : bit->level;
		if (levels[i] > highest)
			highest = levels[i];
		order[i] = i;
	}
	for (unsigned char level = highest; level > 0; level--)
		for (size_t i = 0, end; i < count; i = end + 1) {
			end = i;
			while (end < count && levels[order[end]] >= level)
				end++;
			turn_round(order + i, end - i);
		}
	free(levels);
	return order;
}

static void
draw_bit(const struct bit *bit, struct leaf *page, int size, long x, long y)
{
	const struct shaped *shaped = bit->shaped;
	long at = shaped->from_right ? x + (long)shaped->width * size : x;

	for (size_t p = 0; p < shaped->count; p++) {
		const struct piece *piece = &shaped->pieces[p];
		long wide = (long)piece->width * size;

		if (shaped->from_right)
			at -= wide;
		leaf_show(page, piece, size, at, y);
		if (!shaped->from_right)
			at += wide;
	}
}

/* In the middle of its room, by the height of ordinary letters; in whole
 * points. */
static long
baseline(const struct style *style, long y)
{
	long down = style->leading / 2 + (long)style->size * 350;

	return y + (down + POINT / 2) / POINT * POINT;
}

void
lines_draw(const struct lines *lines, size_t at, struct leaf *page, long x,
    long width, long y, bool end)
{
	const struct line *line = &lines->list[at];
	size_t count = line->end - line->first;
	int size = lines->style.size;
	long *places = xmalloc((count + 1) * sizeof *places), all = 0;
	size_t *order = visual_order(lines, line);

	for (size_t i = line->first; i < line->end; i++)
		all += (long)lines->bits[i].shaped->width * size;
	if (line->from_right)
		x += width - all;
	else if (end)
		x += width - line->width;
	for (size_t i = 0; i < count; i++) {
		places[order[i]] = x;
		x += (long)lines->bits[line->first + order[i]].shaped->width *
		    size;
	}
	/* in the order in which it is read */
	for (size_t i = 0; i < count; i++)
		draw_bit(&lines->bits[line->first + i], page, size, places[i],
		    baseline(&lines->style, y));
	free(order);
	free(places);
}
