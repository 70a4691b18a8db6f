#include "config.h"

#include "ui/page.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "form/field_type.h"
#include "plan/about.h"
#include "plan/voice.h"
#include "ui/page_private.h"
#include "ui/visit.h"

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

int
page_label_cols(const struct slot *slot, int cols)
{
	return slot->wide ? cols - MARK_COLS : label_cols(cols) - 2;
}

void
page_init(struct page *page)
{
	memset(page, 0, sizeof *page);
}

static void
page_empty(struct page *page)
{
	for (size_t i = 0; i < page->count; i++)
		slot_words_clear(&page->slots[i]);
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

struct widget_view
page_view(const struct sitting *sitting, const struct slot *slot, int cols,
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

static void
add_field(struct page *page, const struct sitting *sitting,
    const struct field *field, const struct uid *row, const struct focus *focus)
{
	struct slot *slot = add_slot(page, SLOT_FIELD);

	slot->field = field;
	slot->row = *row;
	bool focused = focus->slot == page->count - 1;
	struct widget_view view =
	    page_view(sitting, slot, page->cols, focused, focus);
	const struct widget *widget = widget_of(&view);
	slot->wide = widget != &widget_shown && widget_wide(&view);
	view.cols = page_widget_cols(slot, page->cols);
	slot->skipped = widget == &widget_shown;
	slot->widget_lines = widget->lines(&view);
	slot->label_lines = draw_wrapped_lines(field->label,
	    page_label_cols(slot, page->cols));
	slot->hint_lines =
	    field->hint[0] ? draw_wrapped_lines(field->hint, view.cols) : 0;
	slot_words_make(slot, sitting, &view.state);
	int below = slot->hint_lines + slot_words_lines(slot, view.cols - 2);
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

/* --- where things stand --- */

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
