/* leaf: what is drawn on one page, as the operators of a PDF (ISO 32000-1, 8
 * and 9). Places are thousandths of a point from the page's upper left corner.
 * Everything drawn is either marked as a part of something that is read, or as
 * belonging to the sheet alone: rules, and the head and foot. */
#ifndef PDF_LEAF_H
#define PDF_LEAF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "pdf/shape.h"

/* A4: 210 by 297 mm. Its upper edge is at a whole point, so that most places
 * are whole points, which take less room in the file; the lower one is not at
 * 0. */
#define PAGE_WIDTH  595276L
#define PAGE_HEIGHT 841890L
#define PAGE_TOP    842000L

enum ink {
	INK_LIGHT,
	INK_GREY,
	INK_BLACK,
};
#define INK_COUNT 3

struct leaf {
	struct buf content; /* what is written, one text object */
	struct buf decor[INK_COUNT]; /* rules and frames, under it */
	size_t marks;	    /* how many parts are marked */
	const char *kind;   /* of that which is open; NULL: of the sheet */
	/* where the writing stands */
	bool in_text, in_string;
	size_t face;
	int size;
	long line_x, line_y; /* where the last line began */
	long pen, rise;
};

void leaf_init(struct leaf *leaf);
void leaf_clear(struct leaf *leaf);
/* Appends all that is on the page. */
void leaf_finish(struct leaf *leaf, struct buf *out);

/* What is shown from now on belongs to a tag of KIND, which outlives the leaf.
 * It may become more than one mark: all from the number that is returned up to
 * leaf->marks are the tag's. */
size_t leaf_mark(struct leaf *leaf, const char *kind);
/* It belongs to the sheet, and nobody reads it. */
void leaf_artifact(struct leaf *leaf);
void leaf_end(struct leaf *leaf);

/* PIECE in letters of SIZE points, its left end at X, on the line Y. */
void leaf_show(struct leaf *leaf, const struct piece *piece, int size, long x,
    long y);

/* The rest is drawn outside of marks. A filled rectangle of the sheet, X and Y
 * its upper left corner. */
void leaf_fill(struct leaf *leaf, long x, long y, long width, long height,
    enum ink ink);
/* Its edges alone, THICK thousandths of a point, inside of it. */
void leaf_frame(struct leaf *leaf, long x, long y, long width, long height,
    long thick);
/* Dark squares where the ROWS, SIZE of them, have a 1; each SIDE wide.
 * Returns the number of their mark, as a Figure; with SHEET they belong to
 * the sheet. */
size_t leaf_squares(struct leaf *leaf, const char *const *rows, size_t size,
    long x, long y, long side, bool sheet);
/* The shared drawing /S, of the sheet. */
void leaf_shared(struct leaf *leaf);

#endif
