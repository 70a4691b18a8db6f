/* The screen on which it is decided what somebody is given, as it is drawn. */
#include "config.h"

#include "ui/screen/access_screen.h"

#include "base/alloc.h"
#include "base/date.h"
#include "ui/draw.h"

#define INDENT	  2
#define WORD_COLS 12 /* what was decided, at the right */
/* With fewer rows than that the list has them. */
#define ROOM_FOR_HINT 18

/* --- in words --- */

static bool
date_of(const struct access_screen *screen, const char *name,
    struct date *out)
{
	const struct plan *plan = screen->sitting->plan;
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct field_state state;

	if (field == NULL || !screen->asked)
		return false;
	plan_field(plan, field, &screen->request, &state);
	return state.relevant && state.value->kind == VALUE_TEXT &&
	    date_parse_iso(state.value->text, out);
}

static void
say_clock(const struct access_screen *screen, struct buf *out)
{
	struct date on, due;
	char day[32];
	long left;

	if (!date_of(screen, ACCESS_ON, &on) ||
	    !date_of(screen, ACCESS_DUE, &due)) {
		buf_add(out, "Write down first who asked, and when: they must "
			     "have the copy one calendar month after that.");
		return;
	}
	left = date_days_between(plan_today(screen->sitting->plan), due);
	date_format_long(on, day);
	buf_addf(out, "Asked for on %s.", day);
	date_format_long(due, day);
	buf_addf(out, " To be given by %s: ", day);
	if (left < 0)
		buf_addf(out, "that was %ld day%s ago.", -left,
		    left == -1 ? "" : "s");
	else if (left == 0)
		buf_add(out, "that is today.");
	else
		buf_addf(out, "%ld day%s left.", left, left == 1 ? "" : "s");
}

static void
say_left(const struct access_screen *screen, struct buf *out)
{
	size_t left = access_left(&screen->all);

	if (left > 0)
		buf_addf(out, "%zu answer%s to be decided about, marked "
			      "with !. ", left, left == 1 ? " is" : "s are");
	else
		buf_add(out, "Nothing is left to decide. ");
	buf_addf(out, "%zu other%s simply about the person and given as "
		      "%s.", screen->others,
	    screen->others == 1 ? " is" : "s are",
	    screen->others == 1 ? "it is" : "they are");
}

/* --- drawing --- */

static int
draw_intro(const struct access_screen *screen, struct rect area)
{
	struct buf text;
	int lines;

	buf_init(&text);
	say_clock(screen, &text);
	lines = draw_wrapped(area, 0, STYLE_PLAIN, text.data, 0);
	buf_reset(&text);
	say_left(screen, &text);
	lines += draw_wrapped(area, lines, STYLE_PLAIN, text.data, 0);
	if (area.rows >= ROOM_FOR_HINT)
		lines += draw_wrapped(area, lines, STYLE_HINT,
		    "oneplan decides nothing. Ask those who look after "
		    "records.", 0);
	buf_clear(&text);
	return lines + 1;
}

static void
draw_rows(struct access_screen *screen, struct rect body, int top)
{
	struct buf words[ROW_ITEMS];

	for (size_t i = 0; i < ROW_ITEMS; i++)
		buf_init(&words[i]);
	buf_add(&words[ROW_REQUEST], screen->asked
		? "The request: who asked, when, and who decides"
		: "Write down a request: who asked, when, and who decides");
	buf_add(&words[ROW_MAKE], "Make the copy");
	buf_addf(&words[ROW_OTHERS],
	    screen->with_others
		? "Put away the %zu that %s given as %s"
		: "Show the %zu too that %s given as %s",
	    screen->others, screen->others == 1 ? "is" : "are",
	    screen->others == 1 ? "it is" : "they are");
	for (size_t i = 0; i < ROW_ITEMS; i++) {
		int row = top + (int)i;

		draw_string(body, row, INDENT, STYLE_PLAIN, words[i].data);
		screen_spot(&screen->screen,
		    rect_part(body, row, 0, 1, body.cols), i);
		if (screen->list.focus == i)
			draw_string(body, row, 0, STYLE_FOCUS, ">");
		buf_clear(&words[i]);
	}
}

/* Its line among those of all, with headings between. */
static int
line_of(const struct access_screen *screen, size_t at)
{
	int line = 1;

	for (size_t i = 1; i <= at; i++)
		line += access_part(access_item_at(screen, i)) !=
			access_part(access_item_at(screen, i - 1))
		    ? 3
		    : 1;
	return line;
}

static const char *
word_of(const struct access_item *item)
{
	if (item->apart)
		return "two answers";
	if (item->changed)
		return "changed";
	return item->decision == ACCESS_OPEN ? "to decide"
					     : access_words[item->decision];
}

static void
draw_item(struct access_screen *screen, struct rect area, int row, size_t at)
{
	static const char *const heads[] = {
		[PART_RESTRICTED] = "Restricted:",
		[PART_THIRD_PARTY] = "Said by somebody else:",
		[PART_DECIDED] = "About the person, and not simply given:",
		[PART_OTHERS] = "About the person:",
	};
	const struct access_item *item = access_item_at(screen, at);
	int words = area.cols - WORD_COLS - INDENT - 3;
	struct buf text;

	if (at == 0 ||
	    access_part(access_item_at(screen, at - 1)) != access_part(item))
		draw_string(area, row - 1, INDENT, STYLE_TITLE,
		    heads[access_part(item)]);
	buf_init(&text);
	buf_addf(&text, "%s (%s)", item->field->label, item->where);
	draw_short(rect_part(area, 0, 0, area.rows, INDENT + 2 + words), row,
	    INDENT + 2, STYLE_PLAIN, text.data);
	buf_clear(&text);
	if (access_lacks(item) != NULL)
		draw_string(area, row, INDENT, STYLE_PROBLEM, "!");
	draw_string(area, row, area.cols - WORD_COLS, STYLE_PLAIN,
	    word_of(item));
	screen_spot(&screen->screen, rect_part(area, row, 0, 1, area.cols),
	    ROW_ITEMS + at);
}

static struct cell
draw_items(struct access_screen *screen, struct rect area)
{
	size_t focus = screen->list.focus < ROW_ITEMS
	    ? 0
	    : screen->list.focus - ROW_ITEMS;
	int lines, line;

	if (screen->count == 0 || rect_empty(area))
		return draw_cell(area, 0, 0);
	line = line_of(screen, focus);
	lines = line_of(screen, screen->count - 1) + 1;
	/* a heading comes into view with what stands first under it */
	screen->list.first =
	    draw_first_row(screen->list.first, line - 1, lines, area.rows);
	screen->list.first =
	    draw_first_row(screen->list.first, line, lines, area.rows);
	for (size_t i = 0; i < screen->count; i++)
		draw_item(screen, area,
		    line_of(screen, i) - screen->list.first, i);
	if (screen->list.focus >= ROW_ITEMS)
		draw_string(area, line - screen->list.first, 0, STYLE_FOCUS,
		    ">");
	return draw_cell(area, line - screen->list.first, INDENT + 2);
}

struct cell
access_draw(struct screen *base, const struct layout *layout)
{
	struct access_screen *screen = (struct access_screen *)(void *)base;
	struct rect body = layout->body, area;
	struct cell cursor;
	int top;

	screen_draw_head(screen->sitting, layout,
	    "They ask for all that is written about them");
	top = draw_intro(screen, rect_part(body, 0, INDENT, body.rows,
				     body.cols - 2 * INDENT));
	draw_rows(screen, body, top);
	area = rect_part(body, top + ROW_ITEMS + 1, 0,
	    body.rows - top - ROW_ITEMS - 1, body.cols);
	screen->list.rows = area.rows;
	cursor = draw_items(screen, area);
	if (screen->list.focus < ROW_ITEMS)
		return draw_cell(body, top + (int)screen->list.focus, INDENT);
	return cursor;
}
