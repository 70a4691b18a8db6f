/* What is only shown: worked out, locked, or open to look at. */
#include "config.h"

#include "ui/widget/widget.h"

static void
text_of(const struct widget_view *view, struct buf *text)
{
	buf_init(text);
	plan_show(view->sitting->plan, view->field, &view->row, text);
	if (!text->len)
		buf_add(text, view->state.calculated ? "(not known yet)"
						     : "(blank)");
}

static int
shown_lines(const struct widget_view *view)
{
	struct buf text;
	int lines;

	text_of(view, &text);
	lines = draw_wrapped_lines(text.data, view->cols);
	buf_clear(&text);
	return lines < 1 ? 1 : lines;
}

static struct cell
shown_draw(const struct widget_view *view, struct rect area, int row)
{
	struct buf text;

	text_of(view, &text);
	draw_wrapped(rect_part(area, 0, 0, area.rows, view->cols), row,
	    STYLE_PLAIN, text.data, 0);
	buf_clear(&text);
	return draw_cell(area, row, 0);
}

const struct widget widget_shown = {
	.lines = shown_lines,
	.draw = shown_draw,
};
