/* A page as it is drawn: questions, tables and what stands below them. */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "ui/page_private.h"

static struct rect
widget_area(struct rect area, const struct slot *slot, int cols)
{
	return rect_part(area, 0, page_widget_col(slot, cols), area.rows,
	    page_widget_cols(slot, cols) + 1);
}

/* What stands below the answer and its hint, each with a mark before it. */
static void
draw_words(const struct slot *slot, struct rect room, int row)
{
	struct rect words = rect_part(room, 0, 2, room.rows, room.cols - 3);

	if (slot->voice) {
		draw_string(room, row, 0, STYLE_HINT, "\"");
		row += draw_wrapped(words, row, STYLE_HINT, slot->voice, 0);
	}
	if (slot->problem) {
		draw_string(room, row, 0, STYLE_PROBLEM, "!");
		row += draw_wrapped(words, row, STYLE_PROBLEM, slot->problem,
		    0);
	} else if (slot->advice) {
		draw_string(room, row, 0, STYLE_PLAIN, "-");
		row += draw_wrapped(words, row, STYLE_PLAIN, slot->advice, 0);
	}
	if (slot->dispute) {
		draw_string(room, row, 0, STYLE_PLAIN, "-");
		draw_wrapped(words, row, STYLE_PLAIN, slot->dispute, 0);
	}
}

static struct cell
draw_field(const struct page *page, const struct sitting *sitting,
    const struct slot *slot, struct rect area, int row, bool focused,
    const struct focus *focus)
{
	struct widget_view view =
	    page_view(sitting, slot, page->cols, focused, focus);
	const struct widget *widget = widget_of(&view);
	struct rect room = widget_area(area, slot, page->cols);
	struct rect label = rect_part(area, 0, MARK_COLS, area.rows,
	    page_label_cols(slot, page->cols));
	struct cell cursor;

	draw_wrapped(label, row, STYLE_LABEL, slot->field->label, 0);
	struct rect words = rect_part(room, 0, 0, room.rows, view.cols);
	int at = slot->wide ? row + slot->label_lines : row;
	if (slot->wide && slot->hint_lines) {
		draw_wrapped(words, at, STYLE_HINT, slot->field->hint, 0);
		at += slot->hint_lines;
	}
	if (slot->field->kind == FIELD_MONEY && widget == &widget_typed)
		draw_string(area, at, page_widget_col(slot, page->cols) - 2,
		    STYLE_PLAIN, "\xc2\xa3");
	cursor = widget->draw(&view, room, at);
	at += slot->widget_lines;
	if (!slot->wide && slot->hint_lines) {
		draw_wrapped(words, at, STYLE_HINT, slot->field->hint, 0);
		at += slot->hint_lines;
	}
	draw_words(slot, room, at);
	return cursor;
}

/* --- tables --- */

#define TABLE_COLUMNS 8

struct table_columns {
	int cols[TABLE_COLUMNS];
	bool right[TABLE_COLUMNS]; /* figures stand at the right */
	size_t count;
};

/* Shares the width out: figures get what they need, words the rest. */
static void
table_columns(const struct repeat *repeat, int cols, struct table_columns *out)
{
	int left = cols - MARK_COLS - 2, words = 0;

	memset(out, 0, sizeof *out);
	out->count = repeat->summary_count < TABLE_COLUMNS
	    ? repeat->summary_count
	    : TABLE_COLUMNS;
	for (size_t i = 0; i < out->count; i++) {
		enum field_kind kind = repeat->summary[i]->kind;
		out->right[i] = kind == FIELD_MONEY || kind == FIELD_NUMBER ||
		    kind == FIELD_DECIMAL || kind == FIELD_PERCENT;
		out->cols[i] = out->right[i] ? 13
		    : kind == FIELD_DATE     ? 17
		    : kind == FIELD_TIME     ? 10
		    : kind == FIELD_YES_NO   ? 5
					     : 0;
		left -= out->cols[i] ? out->cols[i] : 1;
		/* the first column names the row: twice the share of others */
		words += out->cols[i] ? 0 : i == 0 ? 2 : 1;
	}
	for (size_t i = 0; i < out->count; i++)
		if (!out->cols[i])
			out->cols[i] = left * (i == 0 ? 2 : 1) / words + 1;
}

static void
draw_column(struct rect area, int row, int col, int cols, bool right,
    enum style style, const char *text)
{
	struct rect room = rect_part(area, 0, col, area.rows, cols - 1);
	int wide = utf8_cols(text, strlen(text));

	draw_short(room, row, right && wide < cols - 1 ? cols - 1 - wide : 0,
	    style, text);
}

static void
draw_table_head(const struct page *page, const struct slot *slot,
    struct rect area, int row)
{
	const struct repeat *repeat = slot->repeat;
	struct table_columns columns;
	int col = MARK_COLS + 2;

	if (slot->wide)
		draw_string(area, row++, MARK_COLS, STYLE_TITLE, repeat->title);
	draw_wrapped(rect_part(area, 0, MARK_COLS, area.rows,
			 page->cols - MARK_COLS), row, STYLE_HINT,
	    slot->hint_lines ? repeat->hint : "", 0);
	row += slot->hint_lines;
	if (slot->kind != SLOT_ROW)
		return;
	table_columns(repeat, page->cols, &columns);
	for (size_t i = 0; i < columns.count; i++) {
		draw_column(area, row, col, columns.cols[i], columns.right[i],
		    STYLE_HINT, repeat->summary[i]->brief);
		col += columns.cols[i];
	}
}

static struct cell
draw_row(const struct page *page, const struct sitting *sitting,
    const struct slot *slot, struct rect area, int row)
{
	const struct repeat *repeat = slot->repeat;
	struct table_columns columns;
	int col = MARK_COLS + 2;
	bool any = false;

	table_columns(repeat, page->cols, &columns);
	for (size_t i = 0; i < columns.count; i++) {
		struct buf text;
		buf_init(&text);
		plan_show(sitting->plan, repeat->summary[i], &slot->row, &text);
		text.data[strcspn(text.data, "\n")] = '\0';
		any = any || text.data[0];
		draw_column(area, row, col, columns.cols[i], columns.right[i],
		    STYLE_PLAIN, text.data);
		col += columns.cols[i];
		buf_clear(&text);
	}
	if (!any) {
		struct buf title;
		buf_init(&title);
		plan_row_title(sitting->plan, repeat, &slot->row, &title);
		draw_string(area, row, MARK_COLS + 2, STYLE_PLAIN, title.data);
		buf_clear(&title);
	}
	if (slot->problem)
		draw_string(area, row, MARK_COLS, STYLE_PROBLEM, "!");
	return draw_cell(area, row, MARK_COLS + 2);
}

/* The row of the slot's own first cell. */
static int
mark_row(const struct slot *slot, int row)
{
	if (slot->kind == SLOT_FIELD && slot->wide)
		return row + slot->label_lines + slot->hint_lines;
	return row;
}

static struct cell
draw_slot(const struct page *page, const struct sitting *sitting,
    const struct slot *slot, struct rect area, int row, bool focused,
    const struct focus *focus)
{
	struct cell cursor;
	int own = row + slot->head;

	if (slot->head)
		draw_table_head(page, slot, area, row);
	switch (slot->kind) {
	case SLOT_FIELD:
		cursor = draw_field(page, sitting, slot, area, own, focused,
		    focus);
		break;
	case SLOT_ROW:
		cursor = draw_row(page, sitting, slot, area, own);
		break;
	case SLOT_ADD:
		draw_format(area, own, MARK_COLS + 2, STYLE_PLAIN,
		    "+ Add %s %s",
		    strchr("aeio", slot->repeat->singular[0]) ? "an" : "a",
		    slot->repeat->singular);
		cursor = draw_cell(area, own, MARK_COLS + 2);
		break;
	case SLOT_MORE:
	default:
		draw_format(area, own, MARK_COLS + 2, STYLE_PLAIN, page->more
			? "- Put away the questions that few plans need (%zu)"
			: "+ More questions, which few plans need (%zu)",
		    page->hidden);
		cursor = draw_cell(area, own, MARK_COLS + 2);
		break;
	}
	if (focused)
		draw_string(area, mark_row(slot, own),
		    page_widget_col(slot, page->cols) - 1, STYLE_FOCUS, ">");
	return cursor;
}

static void
draw_voice(const struct page *page, struct rect area, int row)
{
	int cols = page->cols - MARK_COLS;

	if (!page->voice)
		return;
	if (page->hint[0])
		row += draw_wrapped_lines(page->hint, cols) + 1;
	draw_wrapped(rect_part(area, 0, MARK_COLS, area.rows, cols), row,
	    STYLE_TITLE, page->voice, 0);
}

struct cell
page_draw(const struct page *page, const struct sitting *sitting,
    struct rect area, int first, const struct focus *focus)
{
	struct cell cursor = draw_cell(area, 0, 0), at;

	if (page->hint[0])
		draw_wrapped(rect_part(area, 0, MARK_COLS, area.rows,
				 page->cols - MARK_COLS), -first,
		    page->about ? STYLE_PLAIN : STYLE_HINT, page->hint, 0);
	draw_voice(page, area, -first);
	for (size_t i = 0; i < page->count; i++) {
		const struct slot *slot = &page->slots[i];
		bool focused = i == focus->slot;
		int row = slot->top - first;
		if (!focused &&
		    (row >= area.rows || row + slot->lines <= 0))
			continue;
		at = draw_slot(page, sitting, slot, area, row, focused, focus);
		if (focused)
			cursor = at;
	}
	return cursor;
}
