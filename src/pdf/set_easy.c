/* A question in easy read: room for a picture at the left with a line under it,
 * short sentences beside it, and a box before each choice. All of it stands on
 * one page. */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "pdf/set.h"

#define SLOT_WIDTH  (120 * POINT)
#define SLOT_HEIGHT (90 * POINT)
#define SLOT_LINE   (22 * POINT) /* from the box to the line under it */
#define SLOT_GAP    (20 * POINT)
#define BOX	    (14 * POINT)
#define BOX_ROOM    (24 * POINT)
#define TICK	    (4 * POINT) /* the edge around what fills a ticked box */

static const char *
box_text(const struct easy *easy, size_t choice, struct buf *out)
{
	buf_reset(out);
	buf_addf(out, "%s%s", easy->choices[choice],
	    choice == easy->ticked ? " (ticked)" : "");
	return out->data;
}

static long
height_of(struct press *press, const struct style *style, const char *text,
    long width)
{
	struct lines lines;
	long height;

	lines_set(&lines, &press->shaper, style, text, strlen(text), width);
	height = lines_height(&lines);
	lines_clear(&lines);
	return height;
}

/* Of all the words, WIDTH wide. */
static long
words_height(struct press *press, const struct block *block, long width)
{
	const struct easy *easy = block->easy;
	const struct sheet *sheet = press->sheet;
	long height = 0;
	struct buf text;

	buf_init(&text);
	for (size_t i = 0; i < easy->line_count; i++)
		height += height_of(press, &sheet->bold, easy->lines[i],
			      width) + sheet->gap / 2;
	for (size_t i = 0; i < easy->choice_count; i++)
		height += height_of(press, &sheet->plain,
			      box_text(easy, i, &text), width - BOX_ROOM) +
		    sheet->gap;
	if (easy_in_words(block))
		height += height_of(press, &sheet->plain, block->answer,
			      width) + sheet->gap;
	buf_clear(&text);
	return height;
}

static void
set_box(struct press *press, const char *text, bool ticked, long x, long width)
{
	const struct style *style = &press->sheet->plain;
	struct lines lines;
	long top;

	lines_set(&lines, &press->shaper, style, text, strlen(text),
	    width - BOX_ROOM);
	press_need(press, press->sheet->gap + lines_height(&lines));
	press->y += press->sheet->gap;
	top = press->y + (style->leading - BOX) / 2;
	leaf_frame(press_page(press), x, top, BOX, BOX, POINT);
	if (ticked)
		leaf_fill(press_page(press), x + TICK, top + TICK,
		    BOX - 2 * TICK, BOX - 2 * TICK, INK_BLACK);
	tags_open(&press->tags, "LI");
	tags_open(&press->tags, "LBody");
	press_put(press, &lines, 0, lines.count, press->tags.current,
	    x + BOX_ROOM, width - BOX_ROOM, press->y, false);
	tags_close(&press->tags);
	tags_close(&press->tags);
	press->y += lines_height(&lines);
	lines_clear(&lines);
}

static void
set_boxes(struct press *press, const struct easy *easy, long x, long width)
{
	struct buf text;

	if (easy->choice_count == 0)
		return;
	buf_init(&text);
	tags_open(&press->tags, "L");
	for (size_t i = 0; i < easy->choice_count; i++)
		set_box(press, box_text(easy, i, &text), i == easy->ticked, x,
		    width);
	tags_close(&press->tags);
	buf_clear(&text);
}

static void
draw_slot(struct press *press)
{
	leaf_frame(press_page(press), press->left, press->y, SLOT_WIDTH,
	    SLOT_HEIGHT, POINT);
	press_rule(press, press->left, press->y + SLOT_HEIGHT + SLOT_LINE,
	    SLOT_WIDTH, POINT / 2, INK_GREY);
}

/* The letter that says whose words they are. */
static void
set_letter(struct press *press, const char *voice, long x, long width)
{
	struct buf text;

	if (voice == NULL)
		return;
	buf_init(&text);
	buf_addf(&text, "[%s]", voice);
	set_text(press, "P", &press->sheet->foot, text.data, text.len, x,
	    width, 0);
	buf_clear(&text);
}

void
set_easy(struct press *press, const struct block *block)
{
	const struct easy *easy = block->easy;
	const struct sheet *sheet = press->sheet;
	long x = press->left + SLOT_WIDTH + SLOT_GAP;
	long width = press->width - SLOT_WIDTH - SLOT_GAP;
	long slot = SLOT_HEIGHT + SLOT_LINE + POINT;
	long height = words_height(press, block, width), top;
	size_t page;

	if (height < slot)
		height = slot;
	if (height < press_full(press))
		press_need(press, height + 2 * sheet->gap);
	press_gap(press, 2 * sheet->gap);
	press_need(press, slot);
	draw_slot(press);
	top = press->y;
	page = press_page_number(press);
	for (size_t i = 0; i < easy->line_count; i++)
		set_text(press, "P", &sheet->bold, easy->lines[i],
		    strlen(easy->lines[i]), x, width,
		    i > 0 ? sheet->gap / 2 : 0);
	set_boxes(press, easy, x, width);
	if (easy_in_words(block))
		set_text(press, "P", &sheet->plain, block->answer,
		    strlen(block->answer), x, width, sheet->gap);
	set_letter(press, block->voice, x, width);
	if (press_page_number(press) == page && press->y < top + slot)
		press->y = top + slot;
	press->fresh = false;
}
