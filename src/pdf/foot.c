#include "config.h"

#include "pdf/foot.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "pdf/press.h"

/* The white between the foot and the edge, and between it and the words. */
#define BELOW (31 * POINT)
#define ABOVE (14 * POINT)
#define PAD   (6 * POINT)

/* A module of the code is as wide as this: a phone reads it from a hand's
 * length away. */
#define MODULE (17 * POINT / 10)

/* A name that goes on for longer stands whole at the top of the first page. */
#define LINES_MOST 6

/* Room for the number of any page is kept from the start. */
#define MANY 9999

#define CODE_WORDS "The seal of this plan as a square code, for a phone to read"

#define STAMP "TRAINING: made up, about no real person"

struct foot {
	struct lines words;  /* whose, and whom it is meant for */
	struct lines number; /* "2 of 5" */
	long width;	     /* of the words */
	long code;	     /* side of the code; 0: there is none */
	long height;
};

static void
set_words(struct press *press, struct foot *foot)
{
	const struct report *report = press->sheet->report;
	struct buf text;

	buf_init(&text);
	buf_add(&text, report->whose);
	if (report->reader != NULL)
		buf_addf(&text, "\nThis copy shows the parts meant for %s.",
		    report->reader);
	if (report->foot != NULL && report->foot[0] != '\0')
		buf_addf(&text, "\n%s", report->foot);
	lines_set(&foot->words, &press->shaper, &press->sheet->foot, text.data,
	    text.len, foot->width);
	buf_clear(&text);
}

static void
set_number(struct press *press, struct foot *foot, size_t number, size_t count)
{
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "%zu of %zu", number, count);
	lines_set(&foot->number, &press->shaper, &press->sheet->foot, text.data,
	    text.len, press->width);
	buf_clear(&text);
}

static void
set_foot(struct press *press, size_t count, struct foot *foot)
{
	const struct seal_mark *seal = press->sheet->report->seal;

	*foot = (struct foot){ 0 };
	if (seal != NULL)
		foot->code = (long)seal->qr_size * MODULE;
	set_number(press, foot, count, count);
	foot->width = press->width - lines_width(&foot->number) - 8 * POINT;
	if (foot->code > 0)
		foot->width -= foot->code + 8 * POINT;
	lines_clear(&foot->number);
	set_words(press, foot);
	if (foot->words.count > LINES_MOST)
		foot->words.count = LINES_MOST;
	foot->height = lines_height(&foot->words);
	if (foot->height < foot->code)
		foot->height = foot->code;
}

long
foot_height(struct press *press)
{
	struct foot foot;
	long height;

	set_foot(press, MANY, &foot);
	height = ABOVE + PAD + foot.height + BELOW;
	lines_clear(&foot.words);
	return height;
}

static void
draw_all(const struct lines *lines, struct leaf *page, long x, long width,
    long y, bool end)
{
	for (size_t i = 0; i < lines->count; i++)
		lines_draw(lines, i, page, x, width,
		    y + (long)i * lines->style.leading, end);
}

/* The words, for nobody to read or, on the last page, for a tag: what stands on
 * every page would come between two lines of a paragraph. */
static void
draw_words(struct press *press, const struct foot *foot, struct leaf *leaf,
    bool read)
{
	long y = press->bottom + ABOVE + PAD;

	if (read) {
		size_t tag = tags_open(&press->tags, "P");
		size_t mark = press_begin(press, tag);

		draw_all(&foot->words, leaf, press->left, foot->width, y,
		    false);
		press_end(press, tag, mark);
		tags_close(&press->tags);
	} else {
		leaf_artifact(leaf);
		draw_all(&foot->words, leaf, press->left, foot->width, y,
		    false);
		leaf_end(leaf);
	}
}

static void
draw_code(struct press *press, const struct foot *foot, struct leaf *leaf,
    bool read)
{
	const struct seal_mark *seal = press->sheet->report->seal;
	size_t mark, tag;

	if (foot->code == 0)
		return;
	mark = leaf_squares(leaf, seal->qr, seal->qr_size,
	    press->left + press->width - foot->code,
	    press->bottom + ABOVE + PAD, MODULE, !read);
	if (!read)
		return;
	tag = tags_open_figure(&press->tags, CODE_WORDS);
	tags_mark(&press->tags, tag, press->count - 1, mark);
	tags_close(&press->tags);
}

static void
draw_stamp(struct press *press, struct leaf *leaf)
{
	struct lines stamp;
	long width, height, x, y;

	if (!press->sheet->report->training)
		return;
	lines_set(&stamp, &press->shaper, &press->sheet->stamp, STAMP,
	    strlen(STAMP), press->width);
	width = lines_width(&stamp) + 12 * POINT;
	height = lines_height(&stamp) + 4 * POINT;
	x = (PAGE_WIDTH - width) / 2;
	y = press->top / 2 - height / 2;
	leaf_frame(leaf, x, y, width, height, POINT);
	leaf_artifact(leaf);
	draw_all(&stamp, leaf, x + 6 * POINT, width, y + 2 * POINT, false);
	leaf_end(leaf);
	lines_clear(&stamp);
}

/* What differs from page to page, and on the last what is read. */
static void
draw_own(struct press *press, struct foot *foot, size_t at)
{
	struct leaf *leaf = &press->pages[at];
	long right = press->width;

	if (foot->code > 0)
		right -= foot->code + 8 * POINT;
	set_number(press, foot, at + 1, press->count);
	leaf_artifact(leaf);
	draw_all(&foot->number, leaf, press->left, right,
	    press->bottom + ABOVE + PAD, true);
	leaf_end(leaf);
	lines_clear(&foot->number);
	if (at + 1 < press->count) {
		leaf_shared(leaf);
		return;
	}
	draw_stamp(press, leaf);
	leaf_fill(leaf, press->left, press->bottom + ABOVE, press->width,
	    POINT / 2, INK_GREY);
	draw_words(press, foot, leaf, true);
	draw_code(press, foot, leaf, true);
}

void
foot_draw_all(struct press *press)
{
	struct foot foot;

	set_foot(press, MANY, &foot);
	draw_stamp(press, &press->shared);
	leaf_fill(&press->shared, press->left, press->bottom + ABOVE,
	    press->width, POINT / 2, INK_GREY);
	draw_words(press, &foot, &press->shared, false);
	draw_code(press, &foot, &press->shared, false);
	for (size_t i = 0; i < press->count; i++)
		draw_own(press, &foot, i);
	lines_clear(&foot.words);
}
