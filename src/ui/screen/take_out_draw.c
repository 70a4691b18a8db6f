/* How the screen looks on which words are taken out. */
#include "config.h"

#include "base/buf.h"
#include "plan/move.h"
#include "ui/draw.h"
#include "ui/screen/take_out_screen.h"
#include "ui/typing.h"

#define INDENT	   2
#define LABEL_COLS 14

static int
draw_intro(const struct take_out *take, struct rect body)
{
	struct buf text;
	int lines;

	buf_init(&text);
	buf_add(&text, "The plan of ");
	move_say_whose(take->sitting->plan, &text);
	buf_add(&text, ". What is taken out cannot be brought back. When, by "
		       "whom and why is kept.");
	lines = draw_wrapped(rect_part(body, 0, INDENT, body.rows,
				 body.cols - 2 * INDENT), 0, STYLE_HINT,
	    text.data, 0);
	buf_clear(&text);
	return lines + 1;
}

static const char *
scope_words(const struct take_out *take)
{
	switch (take->scope) {
	case SCOPE_ONE:
		return "this one answer";
	case SCOPE_ALL:
		return "every answer ever given to this question";
	default:
		return "the whole row, with all that stands in it";
	}
}

static struct cell
draw_typed(const struct take_out *take, struct rect body, int row,
    size_t which, const char *label, const char *hint)
{
	const struct editor *line = take->typed[which];
	struct rect room = rect_part(body, row, INDENT + LABEL_COLS, 1,
	    body.cols - INDENT - LABEL_COLS - 1);

	draw_string(body, row, INDENT, STYLE_PLAIN, label);
	if (!*editor_text(line))
		draw_string(room, 0, 0, STYLE_HINT, hint);
	return typing_draw(line, room, take->list.focus == which);
}

static void
draw_what(const struct take_out *take, struct rect body, int row)
{
	size_t count = 0;

	for (int i = 0; i < SCOPES; i++)
		count += take_out_offers(take, (enum take_out_scope)i);
	draw_string(body, row, INDENT, STYLE_PLAIN, "What:");
	draw_format(body, row, INDENT + LABEL_COLS, STYLE_PLAIN, "%s%s",
	    scope_words(take), count > 1 ? " (Enter changes this)" : "");
}

static void
draw_words(struct take_out *take, struct rect body, int row)
{
	struct rect area = rect_part(body, row + 1, INDENT,
	    body.rows - row - 1, body.cols - 2 * INDENT);

	take->pager.rows = area.rows;
	take->pager.lines = draw_wrapped(area, 0, STYLE_PLAIN, take->words,
	    take->pager.first);
	if (take->answers == 0)
		return;
	int end = draw_format(body, row, INDENT, STYLE_TITLE,
	    take->answers == 1 ? "The answer that goes:"
			       : "The %zu answers that go:", take->answers);
	if (take->pager.lines > take->pager.rows)
		draw_string(body, row, INDENT + end + 1, STYLE_HINT,
		    "(PgDn shows the rest)");
}

static struct cell
draw_rows(const struct take_out *take, struct rect body, int top)
{
	struct cell cells[ROWS];

	draw_what(take, body, top + ROW_WHAT);
	cells[ROW_WHY] = draw_typed(take, body, top + ROW_WHY, ROW_WHY, "Why:",
	    "(not the words themselves: this is kept)");
	cells[ROW_BY] = draw_typed(take, body, top + ROW_BY, ROW_BY,
	    "Taken out by:", "(your name)");
	cells[ROW_AGREED] = draw_typed(take, body, top + ROW_AGREED, ROW_AGREED,
	    "Agreed by:", "(somebody else, with the authority to)");
	draw_string(body, top + ROW_OUT, INDENT, STYLE_PLAIN,
	    "Take the words out for good");
	if (take->list.count > ROW_MOVE)
		draw_string(body, top + ROW_MOVE, INDENT, STYLE_PLAIN,
		    "Move them to another person's plan, where they belong");
	return take->typed[take->list.focus]
	    ? cells[take->list.focus]
	    : draw_cell(body, top + (int)take->list.focus, INDENT);
}

struct cell
take_out_draw(struct screen *screen, const struct layout *layout)
{
	struct take_out *take = (struct take_out *)(void *)screen;
	struct rect body = layout->body;
	struct cell cursor;
	struct buf title;
	int top;

	buf_init(&title);
	buf_add(&title, "Take words out: ");
	if (take->field)
		buf_add(&title, take->field->label);
	else
		plan_row_title(take->sitting->plan, take->repeat, &take->row,
		    &title);
	screen_draw_head(take->sitting, layout, title.data);
	buf_clear(&title);
	top = draw_intro(take, body);
	cursor = draw_rows(take, body, top);
	draw_string(body, top + (int)take->list.focus, 0, STYLE_FOCUS, ">");
	for (size_t i = 0; i < take->list.count; i++)
		screen_spot(screen,
		    rect_part(body, top + (int)i, 0, 1, body.cols), i);
	draw_words(take, body, top + (int)take->list.count + 1);
	return cursor;
}
