/* Text that is typed: "[Kwame          ]", as many lines as it needs. Answers
 * are plain, so that a key costs one byte on the wire. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "form/field_type.h"
#include "ui/widget/widget.h"

#define PARAGRAPH_LINES 3 /* at least, so that it is seen to be one */
#define UNFOCUSED_LINES 6 /* of a long text that is not being typed */

/* Columns between the brackets. */
static int
box_cols(const struct field *field, int cols)
{
	static const int usual[FIELD_KIND_COUNT] = {
		[FIELD_NUMBER] = 12,
		[FIELD_DECIMAL] = 12,
		[FIELD_MONEY] = 14,
		[FIELD_PERCENT] = 9,
		[FIELD_DATE] = 14,
		[FIELD_TIME] = 8,
		[FIELD_PHONE] = 22,
		[FIELD_POSTCODE] = 10,
		[FIELD_NHS_NUMBER] = 14,
	};
	int most = cols - 2, want = usual[field->kind];

	if (field->max_cols > 0 && want == 0 && field->kind != FIELD_PARAGRAPH)
		want = field->max_cols + 1;
	if (want == 0 || want > most)
		want = most;
	return want < 2 ? 2 : want;
}

int
typed_wrap_cols(const struct field *field, int cols)
{
	return box_cols(field, cols) - 1;
}

/* The text's lines: the editor's own, or wrapped here for the call. */
static const struct utf8_wrap *
lines_of(const struct widget_view *view, struct utf8_wrap *own, char **text)
{
	*text = NULL;
	utf8_wrap_init(own);
	if (view->editor)
		return editor_wrap(view->editor);
	*text = widget_text(view->sitting, view->field, &view->row);
	utf8_wrap_text(own, *text, strlen(*text),
	    typed_wrap_cols(view->field, view->cols));
	return own;
}

static int
lines_shown(const struct widget_view *view, size_t count)
{
	int least = view->field->kind == FIELD_PARAGRAPH ? PARAGRAPH_LINES : 1;
	int lines = count > 100000 ? 100000 : (int)count;

	/* a cursor after a full last line stands on one of its own */
	if (view->editor) {
		size_t line;
		int col;
		editor_cursor_at(view->editor, &line, &col);
		if ((int)line + 1 > lines)
			lines = (int)line + 1;
	} else if (lines > UNFOCUSED_LINES)
		lines = UNFOCUSED_LINES;
	return lines < least ? least : lines;
}

static int
typed_lines(const struct widget_view *view)
{
	struct utf8_wrap own;
	char *text;
	const struct utf8_wrap *wrap = lines_of(view, &own, &text);
	int lines = lines_shown(view, wrap->count);

	free(text);
	utf8_wrap_clear(&own);
	return lines;
}

/* One line of text, the selected part marked. */
static void
draw_line(const struct widget_view *view, struct rect area, int row,
    const char *text, const struct utf8_line *line)
{
	size_t start = 0, end = 0, from, to;
	int col = 1;

	if (view->editor && editor_selection(view->editor, &start, &end) &&
	    start < line->start + line->len && end > line->start) {
		from = start > line->start ? start - line->start : 0;
		to = end - line->start;
		if (to > line->len)
			to = line->len;
		col += draw_text(area, row, col, STYLE_PLAIN,
		    text + line->start, from);
		col += draw_text(area, row, col, STYLE_SELECTED,
		    text + line->start + from, to - from);
		draw_text(area, row, col, STYLE_PLAIN,
		    text + line->start + to, line->len - to);
	} else
		draw_text(area, row, col, STYLE_PLAIN, text + line->start,
		    line->len);
}

static struct cell
typed_draw(const struct widget_view *view, struct rect area, int row)
{
	struct utf8_wrap own;
	char *owned;
	const struct utf8_wrap *wrap = lines_of(view, &own, &owned);
	const char *text = view->editor ? editor_text(view->editor) : owned;
	int cols = box_cols(view->field, view->cols);
	int lines = lines_shown(view, wrap->count);
	size_t line = 0;
	int col = 0;

	/* only the lines that can be seen: a pasted book stays quick */
	int from = row < 0 ? -row : 0;
	for (int i = from; i < lines && row + i < area.rows; i++) {
		draw_string(area, row + i, 0, STYLE_PLAIN, "[");
		if ((size_t)i < wrap->count)
			draw_line(view, area, row + i, text, &wrap->lines[i]);
		draw_string(area, row + i, cols + 1, STYLE_PLAIN, "]");
	}
	if ((size_t)lines < wrap->count)
		draw_format(area, row + lines - 1, cols - 20, STYLE_HINT,
		    " (%zu more lines)", wrap->count - (size_t)lines);
	if (view->field->unit[0])
		draw_string(area, row, cols + 3, STYLE_PLAIN,
		    view->field->unit);
	if (view->editor)
		editor_cursor_at(view->editor, &line, &col);
	free(owned);
	utf8_wrap_clear(&own);
	return draw_cell(area, row + (int)line, 1 + col);
}

const struct widget widget_typed = {
	.lines = typed_lines,
	.draw = typed_draw,
};
