/* lines: a text broken into lines, each word at its place. Words that run from
 * the right stand as the Unicode rules have it (FriBidi); what is too wide for
 * a line goes on on the next; nothing is ever left out. */
#ifndef PDF_LINES_H
#define PDF_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "pdf/leaf.h"
#include "pdf/shape.h"

struct style {
	enum weight weight;
	int size;     /* points */
	long leading; /* from one line to the next, thousandths of a point */
};

/* A word, a part of one, or the space between two. */
struct bit {
	const struct shaped *shaped;
	unsigned char level; /* odd: runs from the right */
	bool space;
	bool may_break; /* a line may begin with it */
};

struct line {
	size_t first, end; /* bits */
	long width;	   /* without the spaces at its end */
	bool from_right;
};

/* All lengths are thousandths of a point. */
struct lines {
	struct style style;
	struct bit *bits;
	size_t bit_count, bit_cap;
	struct line *list; /* one at least */
	size_t count, cap;
};

/* Breaks TEXT at WIDTH and at its line feeds. Free with lines_clear. */
void lines_set(struct lines *lines, struct shaper *shaper,
    const struct style *style, const char *text, size_t len, long width);
/* The same with what comes from byte BOLD on in bold letters. */
void lines_set_bold(struct lines *lines, struct shaper *shaper,
    const struct style *style, const char *text, size_t len, size_t bold,
    long width);
void lines_clear(struct lines *lines);
long lines_height(const struct lines *lines);
/* The widest line, and the widest part that no line may break in. */
long lines_width(const struct lines *lines);
long lines_least(const struct lines *lines);

/* Draws the line AT with the top of its room at Y, between X and X + WIDTH: at
 * the side where it begins, or with END where it would end. */
void lines_draw(const struct lines *lines, size_t at, struct leaf *page, long x,
    long width, long y, bool end);

#endif
