/* A question to be answered by hand: a box before each choice, lines to write
 * on, and nothing of it on another page if it can be helped. */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "pdf/set.h"

#define BOX	  (10 * POINT)
#define BOX_ROOM  (18 * POINT)
#define LINE_ROOM (23 * POINT) /* for a person's handwriting */
#define COLUMN_GAP (16 * POINT)

/* What is longer than this may be longer than a page. */
#define LONG_BYTES 400

/* Choices stand in two columns, but for large letters. */
static size_t
columns_of(const struct press *press)
{
	return press->sheet->large ? 1 : 2;
}

static long
choice_width(const struct press *press)
{
	long columns = (long)columns_of(press);

	return (press->width - (columns - 1) * COLUMN_GAP) / columns - BOX_ROOM;
}

/* A choice with its box, in column COLUMN. */
static void
set_choice(struct press *press, const char *text, size_t column)
{
	const struct style *style = &press->sheet->plain;
	long width = choice_width(press);
	long x = press->left +
	    (long)column * (width + BOX_ROOM + COLUMN_GAP);
	struct lines lines;

	lines_set(&lines, &press->shaper, style, text, strlen(text), width);
	leaf_frame(press_page(press), x,
	    press->y + (style->leading - BOX) / 2, BOX, BOX, POINT);
	tags_open(&press->tags, "LI");
	tags_open(&press->tags, "LBody");
	press_put(press, &lines, 0, lines.count, press->tags.current,
	    x + BOX_ROOM, width, press->y, false);
	tags_close(&press->tags);
	tags_close(&press->tags);
	lines_clear(&lines);
}

static long
choice_height(struct press *press, const char *text)
{
	struct lines lines;
	long height;

	lines_set(&lines, &press->shaper, &press->sheet->plain, text,
	    strlen(text), choice_width(press));
	height = lines_height(&lines);
	lines_clear(&lines);
	return height;
}

/* The height of the choices of the row that begins with FIRST. */
static long
row_height(struct press *press, const struct ask *ask, size_t first)
{
	long most = 0;

	for (size_t i = first;
	     i < first + columns_of(press) && i < ask->choice_count; i++) {
		long height = choice_height(press, ask->choices[i]);

		if (height > most)
			most = height;
	}
	return most + 2 * POINT;
}

static bool
any_long(const struct ask *ask)
{
	for (size_t i = 0; i < ask->choice_count; i++)
		if (strlen(ask->choices[i]) > LONG_BYTES)
			return true;
	return false;
}

/* Below each other, over as many pages as they take. */
static void
set_long_choices(struct press *press, const struct ask *ask)
{
	tags_open(&press->tags, "L");
	for (size_t i = 0; i < ask->choice_count; i++) {
		tags_open(&press->tags, "LI");
		set_text(press, "LBody", &press->sheet->plain, ask->choices[i],
		    strlen(ask->choices[i]), press->left + BOX_ROOM,
		    press->width - BOX_ROOM, press->sheet->gap);
		tags_close(&press->tags);
	}
	tags_close(&press->tags);
}

static void
set_choices(struct press *press, const struct ask *ask)
{
	size_t columns = columns_of(press);

	if (ask->choice_count == 0)
		return;
	if (any_long(ask)) {
		set_long_choices(press, ask);
		return;
	}
	press_gap(press, 2 * POINT);
	tags_open(&press->tags, "L");
	for (size_t i = 0; i < ask->choice_count; i += columns) {
		long height = row_height(press, ask, i);

		press_need(press, height);
		for (size_t c = 0; c < columns && i + c < ask->choice_count;
		     c++)
			set_choice(press, ask->choices[i + c], c);
		press->y += height;
	}
	tags_close(&press->tags);
}

static void
set_lines_to_write(struct press *press, int count)
{
	for (int i = 0; i < count; i++) {
		press_need(press, LINE_ROOM);
		press->y += LINE_ROOM;
		press_rule(press, press->left, press->y - POINT, press->width,
		    POINT / 2, INK_GREY);
		press->fresh = false;
	}
}

/* About how high all of it is; words that wrap count by their bytes. */
static long
ask_height(struct press *press, const char *question, const struct ask *ask)
{
	long leading = press->sheet->plain.leading;
	long bytes = (long)(strlen(question) + strlen(ask->hint) +
	    strlen(ask->now));
	long lines = 3 + bytes / (press->sheet->large ? 45 : 75);
	long height = lines * leading + 3 * press->sheet->gap +
	    ask->lines * LINE_ROOM;

	for (size_t i = 0; i < ask->choice_count; i += columns_of(press))
		height += row_height(press, ask, i);
	return height;
}

static void
set_now(struct press *press, const char *now)
{
	struct lines lines;
	struct buf text;
	long width = press->width - 12 * POINT;

	buf_init(&text);
	buf_addf(&text, "Written now: %s", now);
	lines_set(&lines, &press->shaper, &press->sheet->plain, text.data,
	    text.len, width);
	tags_open(&press->tags, "P");
	press_lines(press, &lines, press->left + 12 * POINT, width, 2 * POINT,
	    BAR_BLACK);
	tags_close(&press->tags);
	lines_clear(&lines);
	buf_clear(&text);
}

/* The unit stands at the right, behind what is written. */
static void
set_unit(struct press *press, const char *unit)
{
	struct lines lines;

	if (strlen(unit) > LONG_BYTES) {
		set_text(press, "P", &press->sheet->plain, unit, strlen(unit),
		    press->left, press->width, 0);
		return;
	}
	lines_set(&lines, &press->shaper, &press->sheet->plain, unit,
	    strlen(unit), press->width);
	press_need(press, lines_height(&lines));
	tags_open(&press->tags, "P");
	press_put(press, &lines, 0, lines.count, press->tags.current,
	    press->left, press->width, press->y, true);
	tags_close(&press->tags);
	press->y += lines_height(&lines);
	lines_clear(&lines);
}

void
set_ask(struct press *press, const char *question, const struct ask *ask)
{
	const struct sheet *sheet = press->sheet;
	long height = ask_height(press, question, ask);
	struct buf text;

	buf_init(&text);
	if (ask->number[0] != '\0')
		buf_addf(&text, "%s. ", ask->number);
	buf_add(&text, question);
	if (height < press_full(press))
		press_need(press, height);
	set_text(press, "P", &sheet->bold, text.data, text.len, press->left,
	    press->width, 2 * sheet->gap);
	if (ask->hint[0] != '\0')
		set_text(press, "P", &sheet->plain, ask->hint,
		    strlen(ask->hint), press->left, press->width, 0);
	if (ask->now[0] != '\0')
		set_now(press, ask->now);
	set_choices(press, ask);
	set_lines_to_write(press, ask->lines);
	if (ask->unit[0] != '\0')
		set_unit(press, ask->unit);
	buf_clear(&text);
}
