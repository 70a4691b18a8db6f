#include "config.h"

#include "report/report_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static const struct {
	const char *word, *title;
	bool sheet; /* meant to fit one side of paper */
	void (*add)(struct builder *builder);
} pages[PAGE_COUNT] = {
	[PAGE_WEEK] = { "week", "My week", true, page_week },
	[PAGE_MONEY] = { "money", "My money in a month", true, page_money },
	[PAGE_RING] = { "who-to-ring", "Who to ring, and what if", true,
	    page_ring },
	[PAGE_EMERGENCY] = { "emergency", "In an emergency", true,
	    page_emergency },
	[PAGE_VISIT] = { "visit", "Visit sheet", true, page_visit },
	[PAGE_OPEN] = { "open", "All open questions", true, page_open },
	[PAGE_LETTER] = { "letter", "What was not agreed, and why", false,
	    page_letter },
	[PAGE_ABOUT] = { "about-me", "About me", true, page_about },
	[PAGE_STREAMS] = { "streams", "The money there is", false,
	    page_streams },
	[PAGE_SPENDING] = { "spending", "What it costs", false,
	    page_spending },
	[PAGE_PAYMENTS] = { "payments", "When the money comes", false,
	    page_payments },
	[PAGE_SIGN] = { "sign", "The page to sign", false, page_sign },
	[PAGE_REVIEW] = { "review", "Looking back", false, page_review },
	[PAGE_CHANGES] = { "changes", "What has changed", false,
	    page_changes },
	[PAGE_PICTURES] = { "pictures", "The plan in pictures", false,
	    page_pictures },
};

const char *
page_word(enum page page)
{
	return pages[page].word;
}

const char *
page_title(enum page page)
{
	return pages[page].title;
}

static struct report *
finish_page(struct builder *builder, enum page page)
{
	builder->report->page = page;
	builder->report->one_page = pages[page].sheet;
	pages[page].add(builder);
	return builder_finish(builder, pages[page].title);
}

struct report *
report_page(struct plan *plan, enum audience audience, const struct uid *viewer,
    enum page page)
{
	struct builder builder;

	builder_init(&builder, plan, audience, viewer);
	return finish_page(&builder, page);
}

struct report *
report_sealed(struct plan *plan, enum audience audience, const enum page *page,
    const struct seal_mark *mark)
{
	struct builder builder;

	builder_init(&builder, plan, audience, NULL);
	builder_seal(&builder, mark);
	if (page != NULL)
		return finish_page(&builder, *page);
	report_whole(&builder);
	return builder_finish(&builder, WHOLE_PLAN);
}

struct report *
report_made_again(struct plan *plan, enum audience audience,
    const enum page *page, const char *note)
{
	struct builder builder;

	builder_init(&builder, plan, audience, NULL);
	builder_made_again(&builder, note);
	if (page != NULL)
		return finish_page(&builder, *page);
	report_whole(&builder);
	return builder_finish(&builder, WHOLE_PLAN);
}

/* --- what they read --- */

const struct field *
page_field(const struct builder *builder, const char *name)
{
	const struct field *field =
	    form_set_field(plan_forms(builder->plan), name);

	if (field == NULL || !field_meant(&builder->reader, field) ||
	    !plan_section_shown(builder->plan, field->section))
		return NULL;
	return field;
}

const struct repeat *
page_repeat(const struct builder *builder, const char *name)
{
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(builder->plan), name);

	if (repeat == NULL || !repeat_meant(&builder->reader, repeat) ||
	    !plan_section_shown(builder->plan, repeat->section))
		return NULL;
	return repeat;
}

const struct value *
page_value(const struct builder *builder, const struct field *field,
    const struct uid *row)
{
	struct field_state state;

	if (field == NULL)
		return NULL;
	plan_field(builder->plan, field, row, &state);
	if (!state.relevant || !state.valid || value_is_none(state.value))
		return NULL;
	return state.value;
}

bool
page_number(const struct builder *builder, const struct field *field,
    const struct uid *row, int64_t *out)
{
	const struct value *value = page_value(builder, field, row);

	if (value == NULL || value->kind != VALUE_NUMBER)
		return false;
	*out = value->number;
	return true;
}

const char *
page_code(const struct builder *builder, const struct field *field,
    const struct uid *row)
{
	const struct value *value = page_value(builder, field, row);

	return value != NULL && value->kind == VALUE_TEXT ? value->text : "";
}

const char *
page_text(struct builder *builder, const struct field *field,
    const struct uid *row)
{
	struct field_state state;
	const char *text;

	if (field == NULL)
		return "";
	plan_field(builder->plan, field, row, &state);
	if (!state.answered && value_is_none(state.value))
		return "";
	text = answer_text(builder, field, row);
	return text != NULL ? text : "";
}

void
page_answer(struct builder *builder, const char *name)
{
	const struct field *field = page_field(builder, name);
	const char *text = page_text(builder, field, &UID_NONE);

	if (text[0] != '\0')
		builder_field(builder, field, &UID_NONE, text);
}

void
page_note_rows(struct builder *builder, const struct repeat *repeat,
    const struct uid *parent)
{
	const struct uid *rows;
	size_t count = plan_rows(builder->plan, repeat, parent, &rows);

	for (size_t r = 0; r < count; r++) {
		for (size_t i = 0; i < repeat->field_count; i++) {
			struct field_state state;

			if (!field_meant(&builder->reader, repeat->fields[i]))
				continue;
			plan_field(builder->plan, repeat->fields[i], &rows[r],
			    &state);
			if (state.relevant && state.at > builder->latest)
				builder->latest = state.at;
		}
		for (size_t i = 0; i < repeat->inner_count; i++)
			if (repeat_meant(&builder->reader, repeat->inner[i]))
				page_note_rows(builder, repeat->inner[i],
				    &rows[r]);
	}
}

/* --- tables --- */

void
draft_row(struct builder *builder, struct draft *draft,
    const char *const *cells)
{
	size_t columns = draft->table.columns;

	if (draft->table.rows == draft->cap) {
		draft->cap = draft->cap > 0 ? draft->cap * 2 : 16;
		draft->cells = xreallocarray(draft->cells, draft->cap,
		    columns * sizeof *draft->cells);
	}
	for (size_t c = 0; c < columns; c++)
		draft->cells[draft->table.rows * columns + c] =
		    cells[c] != NULL ? builder_copy(builder, cells[c]) : "";
	draft->table.rows++;
}

static bool
column_used(const struct draft *draft, size_t column)
{
	const struct table *table = &draft->table;

	if (table->write_in && column + 1 == table->columns)
		return true;
	for (size_t r = 0; r < table->rows; r++)
		if (draft->cells[r * table->columns + column][0] != '\0')
			return true;
	return false;
}

bool
draft_finish(struct builder *builder, struct draft *draft)
{
	struct arena *arena = &builder->report->arena;
	struct table table = draft->table;
	size_t columns = table.columns, kept = 0, *from;
	const char **header, **cells;
	bool *right;

	from = arena_alloc(arena, columns * sizeof *from);
	header = arena_alloc(arena, columns * sizeof *header);
	right = arena_alloc(arena, columns * sizeof *right);
	cells = arena_alloc(arena, (table.rows * columns + 1) * sizeof *cells);
	for (size_t c = 0; c < columns; c++) {
		if (!column_used(draft, c))
			continue;
		header[kept] = table.header[c];
		right[kept] = table.right != NULL && table.right[c];
		from[kept++] = c;
	}
	for (size_t r = 0; r < table.rows; r++)
		for (size_t c = 0; c < kept; c++)
			cells[r * kept + c] =
			    draft->cells[r * columns + from[c]];
	free(draft->cells);
	table.columns = kept;
	table.header = header;
	table.right = right;
	table.cells = cells;
	if (table.rows == 0 || kept == 0)
		return false;
	builder_table(builder, &table);
	return true;
}
