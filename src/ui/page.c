#include "config.h"

#include "ui/page.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "form/field_type.h"
#include "plan/about.h"
#include "plan/statement.h"
#include "plan/voice.h"
#include "plan/redact.h"
#include "ui/keymap.h"
#include "ui/visit.h"

#define MARK_COLS 2 /* the margin */

/* The columns of labels that stand beside their widget. */
static int
label_cols(int cols)
{
	int wide = cols * 2 / 5;

	return wide > 44 ? 44 : wide;
}

/* Where a slot's own first cell stands; the mark of the focus is the cell before
 * it, because a mark that is near the cursor costs few bytes to move. */
int
page_widget_col(const struct slot *slot, int cols)
{
	if (slot->kind == SLOT_FIELD && !slot->wide)
		return MARK_COLS + label_cols(cols) + 1;
	return MARK_COLS + 2;
}

int
page_widget_cols(const struct slot *slot, int cols)
{
	return cols - page_widget_col(slot, cols) - 1;
}

void
page_init(struct page *page)
{
	memset(page, 0, sizeof *page);
}

static void
free_words(struct slot *slot)
{
	free(slot->problem);
	free(slot->dispute);
}

static void
page_empty(struct page *page)
{
	for (size_t i = 0; i < page->count; i++) {
		free_words(&page->slots[i]);
		free(page->slots[i].taken_out);
		free(page->slots[i].voice);
	}
	page->count = 0;
	page->lines = 0;
	page->hidden = 0;
	page->hint = "";
	free(page->about);
	page->about = NULL;
	free(page->voice);
	page->voice = NULL;
}

void
page_clear(struct page *page)
{
	page_empty(page);
	free(page->slots);
	page_init(page);
}

/* --- laying out --- */

static struct slot *
add_slot(struct page *page, enum slot_kind kind)
{
	ARRAY_GROW(page->slots, page->count, page->cap);
	struct slot *slot = &page->slots[page->count++];
	memset(slot, 0, sizeof *slot);
	slot->kind = kind;
	slot->top = page->lines;
	slot->lines = slot->label_lines = slot->widget_lines = 1;
	return slot;
}

static bool
same_slot(const struct slot *a, const struct slot *b)
{
	return a->kind == b->kind && a->field == b->field &&
	    a->repeat == b->repeat && uid_equal(&a->row, &b->row);
}

size_t
page_find(const struct page *page, const struct slot *slot)
{
	for (size_t i = 0; i < page->count; i++)
		if (same_slot(&page->slots[i], slot))
			return i;
	return SIZE_MAX;
}

static struct widget_view
view_of(const struct sitting *sitting, const struct slot *slot, int cols,
    bool focused, const struct focus *focus)
{
	return (struct widget_view){
		.sitting = sitting,
		.field = slot->field,
		.row = slot->row,
		.cols = page_widget_cols(slot, cols),
		.focused = focused,
		.editor = focused ? focus->editor : NULL,
		.option = focused ? focus->option : SIZE_MAX,
	};
}

/* The sentence, and the key that helps where two answers stand. */
static char *
problem_text(const struct error *why, bool conflict)
{
	struct buf text;

	buf_init(&text);
	buf_add(&text, why->text);
	if (conflict) {
		buf_add_char(&text, ' ');
		keymap_key_name(keymap_key(CONTEXT_FORM, COMMAND_HISTORY),
		    &text);
		buf_add(&text, " shows both.");
	}
	return buf_take(&text);
}

static char *
taken_out_text(const struct sitting *sitting, const struct field *field,
    const struct uid *row, const struct uid *revision)
{
	struct buf text;

	buf_init(&text);
	if (!plan_taken_out(sitting->plan, field, row, revision, &text))
		buf_add(&text, "Taken out.");
	return buf_take(&text);
}

/* Who says something against the answer, and how to read it; NULL: nobody. */
static char *
dispute_text(const struct sitting *sitting, const struct field *field,
    const struct uid *row)
{
	struct statement *said;
	struct buf text;
	size_t count;

	if (!plan_has_statements(sitting->plan))
		return NULL;
	count = plan_statements(sitting->plan, field, row, &said);
	buf_init(&text);
	for (size_t i = 0; i < count; i++) {
		if (visit_closes_repeat(sitting, said[i].repeat))
			continue;
		statement_say(sitting->plan, &said[i], &text);
		buf_add(&text, ". ");
	}
	free(said);
	if (text.len == 0)
		return NULL;
	keymap_key_name(keymap_key(CONTEXT_FORM, COMMAND_HISTORY), &text);
	buf_add(&text, " shows what was said.");
	return buf_take(&text);
}

/* "A relative's or friend's: Dan", where it is not the person's own. */
static char *
voice_text(const char *kept)
{
	struct voice voice = voice_read(kept);
	struct buf text;

	if (voice.kind == VOICE_OWN)
		return NULL;
	buf_init(&text);
	voice_add(voice, &text);
	return buf_take(&text);
}

static void
add_field(struct page *page, const struct sitting *sitting,
    const struct field *field, const struct uid *row, const struct focus *focus)
{
	struct slot *slot = add_slot(page, SLOT_FIELD);
	struct error why;

	slot->field = field;
	slot->row = *row;
	bool focused = focus->slot == page->count - 1;
	struct widget_view view =
	    view_of(sitting, slot, page->cols, focused, focus);
	const struct widget *widget = widget_of(&view);
	slot->wide = widget != &widget_shown && widget_wide(&view);
	view.cols = page_widget_cols(slot, page->cols);
	slot->skipped = widget == &widget_shown;
	slot->widget_lines = widget->lines(&view);
	slot->label_lines = draw_wrapped_lines(field->label,
	    slot->wide ? page->cols - MARK_COLS : label_cols(page->cols) - 2);
	const char *text;
	bool pending = sitting_pending(sitting, field, row, &text);
	if (!pending && plan_field_problem(sitting->plan, field, row, &why))
		slot->problem = problem_text(&why, view.state.conflict);
	slot->hint_lines =
	    field->hint[0] ? draw_wrapped_lines(field->hint, view.cols) : 0;
	if (!slot->problem && !pending && view.state.taken_out)
		slot->advice = slot->taken_out =
		    taken_out_text(sitting, field, row, &view.state.revision);
	else if (!slot->problem && !pending)
		slot->advice = plan_field_advice(sitting->plan, field, row);
	if (!pending && view.state.answered)
		slot->voice = voice_text(view.state.voice);
	int below = slot->hint_lines;
	if (slot->voice)
		below += draw_wrapped_lines(slot->voice, view.cols - 2);
	if (slot->problem || slot->advice)
		below += draw_wrapped_lines(
		    slot->problem ? slot->problem : slot->advice,
		    view.cols - 2);
	slot->dispute = dispute_text(sitting, field, row);
	if (slot->dispute)
		below += draw_wrapped_lines(slot->dispute, view.cols - 2);
	if (slot->wide)
		slot->lines = slot->label_lines + slot->widget_lines + below;
	else
		slot->lines = slot->widget_lines + below > slot->label_lines
		    ? slot->widget_lines + below
		    : slot->label_lines;
	/* questions of one line stand close, as on paper, and so do those whose
	 * choices are side by side: ten of them are one screen */
	page->lines += slot->lines + (slot->lines > 1 && !field->across);
}

static void
add_table(struct page *page, const struct sitting *sitting,
    const struct repeat *repeat, const struct uid *parent, bool titled)
{
	const struct uid *rows;
	size_t count;

	if (!plan_repeat_shown(sitting->plan, repeat, parent) ||
	    visit_closes_repeat(sitting, repeat))
		return;
	count = plan_rows(sitting->plan, repeat, parent, &rows);
	int hint = repeat->hint[0]
	    ? draw_wrapped_lines(repeat->hint, page->cols - MARK_COLS)
	    : 0;
	int head = (titled ? 1 : 0) + hint + (count ? 1 : 0);
	for (size_t i = 0; i <= count; i++) {
		if (i < count && visit_closes_row(sitting, repeat, &rows[i]))
			continue;
		struct slot *slot =
		    add_slot(page, i < count ? SLOT_ROW : SLOT_ADD);
		slot->repeat = repeat;
		slot->row = i < count ? rows[i] : *parent;
		slot->head = head;
		slot->lines = slot->head + 1;
		slot->hint_lines = hint;
		slot->wide = titled;
		if (i < count &&
		    plan_row_left(sitting->plan, repeat, &rows[i]) > 0)
			slot->problem = xstrdup("!");
		page->lines += slot->lines;
		head = 0; /* it stands over the first alone */
	}
	page->lines++;
}

/* Is a question that few plans need kept behind "more"? Not once it has an
 * answer or a finding. */
static bool
behind_more(const struct sitting *sitting, const struct field *field,
    const struct uid *row)
{
	struct field_state state;
	struct error why;

	if (!field->more)
		return false;
	plan_field(sitting->plan, field, row, &state);
	return !state.answered && state.need > NEED_SIGN &&
	    !plan_field_problem(sitting->plan, field, row, &why);
}

static void
add_question(struct page *page, const struct sitting *sitting,
    const struct field *field, const struct uid *row, bool more,
    const struct focus *focus)
{
	struct field_state state;
	bool extra;

	plan_field(sitting->plan, field, row, &state);
	if (!state.relevant || visit_closes_field(sitting, field) ||
	    about_field(field))
		return;
	extra = behind_more(sitting, field, row);
	page->hidden += extra;
	if (extra && !more)
		return;
	add_field(page, sitting, field, row, focus);
	page->slots[page->count - 1].extra = extra;
}

/* A row's tables stand after the question that opens them would be best; they
 * come last, where a table of any length is out of nobody's way. */
static void
add_row_page(struct page *page, const struct sitting *sitting,
    const struct target *target, bool more, const struct focus *focus)
{
	const struct repeat *repeat = target->repeat;

	for (size_t i = 0; i < repeat->field_count; i++)
		add_question(page, sitting, repeat->fields[i], &target->row,
		    more, focus);
	for (size_t i = 0; i < repeat->inner_count; i++)
		add_table(page, sitting, repeat->inner[i], &target->row, true);
}

static void
add_section_page(struct page *page, const struct sitting *sitting,
    const struct target *target, bool more, const struct focus *focus)
{
	const struct section *section = target->section;

	for (size_t i = 0; i < section->item_count; i++) {
		const struct item *item = &section->items[i];
		if (item->field)
			add_question(page, sitting, item->field, &UID_NONE,
			    more, focus);
		else
			add_table(page, sitting, item->repeat, &UID_NONE,
			    strcmp(item->repeat->title, section->title) != 0);
	}
}

/* Whoever says something of an answer has it before them. */
static void
add_about(struct page *page, const struct sitting *sitting,
    const struct target *target)
{
	struct about about;
	struct buf text;

	if (!about_of_row(sitting->plan, target->repeat, &target->row,
		&about) ||
	    visit_closes_field(sitting, about.field))
		return;
	buf_init(&text);
	about_words(sitting->plan, &about, &text);
	page->about = buf_take(&text);
	page->hint = page->about;
}

/* The line that says whose words the answers given here are. */
static void
add_voice(struct page *page, const struct sitting *sitting,
    const struct section *section)
{
	const char *kept = sitting_voice(sitting, section);
	struct buf text;

	if (!kept || voice_read(kept).kind == VOICE_OWN)
		return;
	buf_init(&text);
	buf_add(&text, "What you write here is kept as: ");
	voice_add(voice_read(kept), &text);
	page->voice = buf_take(&text);
	page->lines +=
	    draw_wrapped_lines(page->voice, page->cols - MARK_COLS) + 1;
}

void
page_make(struct page *page, const struct sitting *sitting,
    const struct target *target, int cols, bool more,
    const struct focus *focus)
{
	page_empty(page);
	page->cols = cols;
	page->more = more;
	page->hint = target->repeat ? "" : target->section->hint;
	add_about(page, sitting, target);
	if (page->hint[0])
		page->lines = draw_wrapped_lines(page->hint, cols - MARK_COLS) + 1;
	add_voice(page, sitting, target->section);
	if (target->repeat)
		add_row_page(page, sitting, target, more, focus);
	else
		add_section_page(page, sitting, target, more, focus);
	if (page->hidden) {
		struct slot *slot = add_slot(page, SLOT_MORE);
		slot->top = page->lines;
		page->lines += 2;
	}
}

/* --- drawing --- */

static struct rect
widget_area(struct rect area, const struct slot *slot, int cols)
{
	return rect_part(area, 0, page_widget_col(slot, cols), area.rows,
	    page_widget_cols(slot, cols) + 1);
}

static struct cell
draw_field(const struct page *page, const struct sitting *sitting,
    const struct slot *slot, struct rect area, int row, bool focused,
    const struct focus *focus)
{
	struct widget_view view =
	    view_of(sitting, slot, page->cols, focused, focus);
	const struct widget *widget = widget_of(&view);
	struct rect room = widget_area(area, slot, page->cols);
	struct rect label = rect_part(area, 0, MARK_COLS, area.rows,
	    slot->wide ? page->cols - MARK_COLS : label_cols(page->cols) - 2);
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
	struct rect finding = rect_part(room, 0, 2, room.rows, view.cols - 2);
	if (slot->voice) {
		draw_string(room, at, 0, STYLE_HINT, "\"");
		at += draw_wrapped(finding, at, STYLE_HINT, slot->voice, 0);
	}
	if (slot->problem) {
		draw_string(room, at, 0, STYLE_PROBLEM, "!");
		at += draw_wrapped(finding, at, STYLE_PROBLEM, slot->problem,
		    0);
	} else if (slot->advice) {
		draw_string(room, at, 0, STYLE_PLAIN, "-");
		at += draw_wrapped(finding, at, STYLE_PLAIN, slot->advice, 0);
	}
	if (slot->dispute) {
		draw_string(room, at, 0, STYLE_PLAIN, "-");
		draw_wrapped(finding, at, STYLE_PLAIN, slot->dispute, 0);
	}
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

size_t
page_option_at(const struct page *page, const struct sitting *sitting,
    const struct slot *slot, int line, int col)
{
	struct options options;
	size_t at;

	options_make(&options, sitting, slot->field, &slot->row);
	at = options_find(&options, line, col,
	    page_widget_cols(slot, page->cols));
	options_clear(&options);
	return at;
}

int
page_cursor_line(const struct page *page, const struct sitting *sitting,
    const struct focus *focus)
{
	const struct slot *slot = &page->slots[focus->slot];
	int line = slot->top + slot->head;

	if (slot->kind != SLOT_FIELD)
		return line;
	if (slot->wide)
		line += slot->label_lines + slot->hint_lines;
	if (focus->editor) {
		size_t at;
		int col;
		editor_cursor_at(focus->editor, &at, &col);
		return line + (int)at;
	}
	if (focus->option != SIZE_MAX && !slot->skipped &&
	    field_type(slot->field->kind)->picked) {
		struct options options;
		options_make(&options, sitting, slot->field, &slot->row);
		for (size_t i = 0; i < options.count && i < focus->option; i++)
			line += options.across
			    ? 0
			    : option_lines(&options.items[i],
				  page_widget_cols(slot, page->cols));
		options_clear(&options);
	}
	return line;
}
