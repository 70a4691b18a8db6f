#include "config.h"

#include "pdf/press.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "pdf/foot.h"

/* A paragraph that breaks leaves at least so many lines on either page. */
#define LINES_TOGETHER 2

/* How far a bar is left of what it stands beside, and how wide it is. */
#define BAR_AWAY  (9 * POINT)
#define BAR_WIDTH (5 * POINT / 2)

void
press_init(struct press *press, struct faces *faces, const struct sheet *sheet)
{
	*press = (struct press){
		.sheet = sheet,
		.faces = faces,
		.top = sheet->head,
		.left = sheet->side,
		.width = (PAGE_WIDTH - 2 * sheet->side) / POINT * POINT,
	};
	shaper_init(&press->shaper, faces);
	tags_init(&press->tags);
	leaf_init(&press->shared);
	press->bottom = (PAGE_HEIGHT - foot_height(press)) / POINT * POINT;
	press_new_page(press);
}

void
press_clear(struct press *press)
{
	for (size_t i = 0; i < press->count; i++)
		leaf_clear(&press->pages[i]);
	for (size_t i = 0; i < press->bookmark_count; i++)
		free(press->bookmarks[i].text);
	leaf_clear(&press->shared);
	free(press->pages);
	free(press->waiting);
	free(press->bookmarks);
	tags_clear(&press->tags);
	shaper_clear(&press->shaper);
}

struct leaf *
press_page(struct press *press)
{
	return &press->pages[press->count - 1];
}

size_t
press_page_number(const struct press *press)
{
	return press->count - 1;
}

long
press_room(const struct press *press)
{
	return press->bottom - press->y;
}

long
press_full(const struct press *press)
{
	return press->bottom - press->top;
}

void
press_new_page(struct press *press)
{
	ARRAY_GROW(press->pages, press->count, press->cap);
	leaf_init(&press->pages[press->count++]);
	press->y = press->top;
	press->fresh = true;
}

void
press_gap(struct press *press, long above)
{
	if (!press->fresh)
		press->y += above;
}

/* --- what waits --- */

void
press_wait(struct press *press, struct lines *lines, long x, long width,
    long above, int level, const char *text)
{
	ARRAY_GROW(press->waiting, press->waiting_count, press->waiting_cap);
	press->waiting[press->waiting_count++] = (struct waiting){
		.lines = *lines,
		.x = x,
		.width = width,
		.above = above,
		.tag = press->tags.current,
		.level = level,
		.text = text != NULL ? xstrdup(text) : NULL,
	};
	*lines = (struct lines){ 0 };
}

/* Lets what waits stand, on this page or, what there is too much of, the
 * next. */
static void
stand(struct press *press)
{
	for (size_t i = 0; i < press->waiting_count; i++) {
		struct waiting *waiting = &press->waiting[i];
		size_t kept = press->tags.current;

		press->tags.current = waiting->tag;
		/* the place is right only once the lines stand */
		press_lines(press, &waiting->lines, waiting->x, waiting->width,
		    waiting->above, BAR_NONE);
		press->tags.current = kept;
		if (waiting->level > 0) {
			ARRAY_GROW(press->bookmarks, press->bookmark_count,
			    press->bookmark_cap);
			press->bookmarks[press->bookmark_count++] =
			    (struct bookmark){
				    .text = waiting->text,
				    .level = waiting->level,
				    .page = press_page_number(press),
				    .y = press->y -
					lines_height(&waiting->lines),
			    };
		} else {
			free(waiting->text);
		}
		lines_clear(&waiting->lines);
	}
}

void
press_need(struct press *press, long height)
{
	size_t count = press->waiting_count;
	struct waiting *waiting = press->waiting;

	for (size_t i = 0; i < count; i++)
		height += waiting[i].above + lines_height(&waiting[i].lines);
	if (height > press_room(press) && !press->fresh)
		press_new_page(press);
	stand(press);
	press->waiting_count = 0;
}

/* --- drawing --- */

size_t
press_begin(struct press *press, size_t tag)
{
	return leaf_mark(press_page(press), tags_kind(&press->tags, tag));
}

void
press_end(struct press *press, size_t tag, size_t first)
{
	struct leaf *leaf = press_page(press);

	leaf_end(leaf);
	for (size_t mark = first; mark < leaf->marks; mark++)
		tags_mark(&press->tags, tag, press_page_number(press), mark);
}

void
press_show(struct press *press, const struct lines *lines, size_t first,
    size_t end, long x, long width, long y, bool end_side)
{
	for (size_t i = first; i < end; i++)
		lines_draw(lines, i, press_page(press), x, width,
		    y + (long)(i - first) * lines->style.leading, end_side);
	press->fresh = false;
}

void
press_put(struct press *press, const struct lines *lines, size_t first,
    size_t end, size_t tag, long x, long width, long y, bool end_side)
{
	size_t mark;

	if (first == end)
		return;
	mark = press_begin(press, tag);
	press_show(press, lines, first, end, x, width, y, end_side);
	press_end(press, tag, mark);
}

void
press_rule(struct press *press, long x, long y, long width, long thick,
    enum ink ink)
{
	leaf_fill(press_page(press), x, y, width, thick, ink);
}

static void
draw_bar(struct press *press, enum bar bar, long x, long height)
{
	if (bar != BAR_NONE)
		leaf_fill(press_page(press), x - BAR_AWAY, press->y, BAR_WIDTH,
		    height, bar == BAR_BLACK ? INK_BLACK : INK_LIGHT);
}

/* How many of the COUNT lines that are left go on this page. */
static size_t
lines_here(const struct press *press, size_t count, long leading)
{
	long room = press_room(press);
	size_t fit = room > 0 ? (size_t)(room / leading) : 0;

	if (fit >= count)
		return count;
	/* not the last line alone on the next page, nor the first on this */
	if (count - fit < LINES_TOGETHER && fit > LINES_TOGETHER)
		fit = count - LINES_TOGETHER;
	if (fit < LINES_TOGETHER && !press->fresh)
		return 0;
	return fit > 0 ? fit : 1;
}

void
press_lines(struct press *press, const struct lines *lines, long x, long width,
    long above, enum bar bar)
{
	press_gap(press, above);
	for (size_t done = 0; done < lines->count;) {
		size_t part = lines_here(press, lines->count - done,
		    lines->style.leading);
		long height = (long)part * lines->style.leading;

		if (part == 0) {
			press_new_page(press);
			continue;
		}
		draw_bar(press, bar, x, height);
		press_put(press, lines, done, done + part, press->tags.current,
		    x, width, press->y, false);
		press->y += height;
		done += part;
	}
}
