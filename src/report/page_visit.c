/* The sheets to write on: what is still to be asked, each question with its
 * number, its choices to tick and lines to write on. */
#include "config.h"

#include "report/report_private.h"

#include <string.h>

#include "base/buf.h"
#include "form/field_type.h"
#include "plan/number.h"

#define WORD_LINES	1
#define PARAGRAPH_LINES 4
#define NOTE_LINES	6

/* What stands above the questions added so far. */
struct sheet_at {
	struct builder *builder;
	enum need until;
	const struct section *section;
	struct uid row;
	bool any;
};

static const char *
number_text(struct builder *builder, const struct field *field,
    const struct uid *row, bool new_row)
{
	const char *copy;
	struct buf text;

	buf_init(&text);
	if (new_row)
		number_of_new(builder->plan, field, row, &text);
	else
		number_of(builder->plan, field, row, &text);
	copy = builder_copy(builder, text.data);
	buf_clear(&text);
	return copy;
}

/* --- how a question is answered by hand --- */

static void
add_choices(struct builder *builder, const struct field *field,
    const struct uid *row, struct ask *ask)
{
	const struct choice_list *list = field->list;
	const char **labels = arena_alloc(&builder->report->arena,
	    (list->count + 1) * sizeof *labels);

	for (size_t i = 0; i < list->count; i++)
		/* which are offered in a new row hangs on its answers */
		if (row == NULL || plan_choice_offered(builder->plan, field,
				       row, list->choices[i].code))
			labels[ask->choice_count++] = list->choices[i].label;
	ask->choices = labels;
	ask->several = field->kind == FIELD_CHOICES;
	if (ask->several && ask->hint[0] == '\0')
		ask->hint = "Tick all that are right.";
}

/* ROW: NULL for a row that is not there yet. */
static struct ask
ask_of(struct builder *builder, const struct field *field,
    const struct uid *row)
{
	static const char *const yes_no[] = { "Yes", "No" };
	struct ask ask = { .hint = field->hint, .now = "",
		.unit = field->unit };

	switch (field->kind) {
	case FIELD_CHOICE:
	case FIELD_CHOICES:
		add_choices(builder, field, row, &ask);
		break;
	case FIELD_YES_NO:
		ask.choices = yes_no;
		ask.choice_count = 2;
		break;
	case FIELD_PARAGRAPH:
		ask.lines = PARAGRAPH_LINES;
		break;
	default:
		ask.lines = WORD_LINES;
		break;
	}
	return ask;
}

/* What was answered and does not hold: it is asked again, in full view. */
static const char *
answered_now(struct builder *builder, const struct field *field,
    const struct uid *row)
{
	const char *copy = "";
	struct error why;
	struct buf text;

	if (!plan_field_problem(builder->plan, field, row, &why))
		return copy;
	buf_init(&text);
	plan_show(builder->plan, field, row, &text);
	if (text.len > 0) {
		buf_addf(&text, " - %s", why.text);
		copy = builder_copy(builder, text.data);
	}
	buf_clear(&text);
	return copy;
}

/* --- where it stands --- */

static void
row_heading(struct sheet_at *at, const struct repeat *repeat,
    const struct uid *row)
{
	struct buf title;

	buf_init(&title);
	report_row_title(at->builder, repeat, row, &title);
	title.data[strcspn(title.data, "\n")] = '\0';
	builder_heading(at->builder, LEVEL_ROW, title.data);
	buf_clear(&title);
}

static void
section_heading(struct sheet_at *at, const struct section *section)
{
	if (at->section == section)
		return;
	if (at->section == NULL || at->section->form != section->form)
		builder_heading(at->builder, LEVEL_FORM, section->form->title);
	if (strcmp(section->title, section->form->title) != 0)
		builder_heading(at->builder, LEVEL_SECTION, section->title);
	at->section = section;
	at->row = UID_NONE;
}

static void
add_question(struct sheet_at *at, const struct field *field,
    const struct uid *row)
{
	struct ask ask = ask_of(at->builder, field, row);

	ask.number = number_text(at->builder, field, row, false);
	ask.now = answered_now(at->builder, field, row);
	section_heading(at, field->section);
	if (!uid_equal(&at->row, row)) {
		at->row = *row;
		if (field->repeat != NULL)
			row_heading(at, field->repeat, row);
		else
			builder_heading(at->builder, LEVEL_ROW, NULL);
	}
	builder_ask(at->builder, field->label, &ask);
	at->any = true;
}

/* --- rows that are not there yet --- */

static void
new_row_heading(struct sheet_at *at, const struct repeat *repeat,
    const struct uid *parent)
{
	struct buf title;

	buf_init(&title);
	buf_addf(&title, "New: %s", repeat->singular);
	if (repeat->in != NULL) {
		buf_add(&title, ", for ");
		report_row_title(at->builder, repeat->in, parent, &title);
		title.data[strcspn(title.data, "\n")] = '\0';
	}
	builder_heading(at->builder, LEVEL_ROW, title.data);
	buf_clear(&title);
}

/* Is FIELD asked in every new row? */
static bool
asked_at_once(const struct sheet_at *at, const struct field *field)
{
	const char *kinds = plan_kinds(at->builder->plan);

	return field_meant(&at->builder->reader, field) &&
	    field->exprs[EXPR_CALCULATE] == NULL &&
	    field->exprs[EXPR_RELEVANT] == NULL &&
	    field->exprs[EXPR_READONLY] == NULL &&
	    field_kinds_match(field, kinds) &&
	    field_need(field, kinds) <= at->until;
}

static void
add_new_row(struct sheet_at *at, const struct repeat *repeat,
    const struct uid *parent)
{
	section_heading(at, repeat->section);
	new_row_heading(at, repeat, parent);
	/* whatever comes next has a heading of its own */
	at->section = NULL;
	for (size_t i = 0; i < repeat->field_count; i++) {
		const struct field *field = repeat->fields[i];
		struct ask ask;

		if (!asked_at_once(at, field))
			continue;
		ask = ask_of(at->builder, field, NULL);
		ask.number = number_text(at->builder, field, parent, true);
		builder_ask(at->builder, field->label, &ask);
		at->any = true;
	}
}

/* --- the sheets --- */

static void
add_item(struct sheet_at *at, const struct todo *todo)
{
	const struct reader *reader = &at->builder->reader;

	if (todo->kind == TODO_UNFINISHED || todo->kind == TODO_UNSORTED ||
	    todo->kind == TODO_REMOVED || todo->when > at->until)
		return;
	if (todo->repeat != NULL) {
		if (repeat_meant(reader, todo->repeat))
			add_new_row(at, todo->repeat, &todo->row);
	} else if (field_meant(reader, todo->field)) {
		add_question(at, todo->field, &todo->row);
	}
}

static void
add_notes(struct builder *builder)
{
	const struct ask notes = {
		.number = "",
		.hint = "In their words. Write down who said it.",
		.now = "",
		.unit = "",
		.lines = NOTE_LINES,
	};

	builder_heading(builder, LEVEL_FORM, "Notes");
	builder_ask(builder, "What else was said?", &notes);
}

static void
add_sheet(struct builder *builder, enum need until, const char *nothing)
{
	struct sheet_at at = { .builder = builder, .until = until };
	struct todo *todo;
	size_t count;

	builder_text(builder, BLOCK_NOTE,
	    "To type an answer in later: on any screen of the plan, press "
	    "Ctrl-G and type the number of the question. A number is missing "
	    "here where nothing is to be asked now.");
	plan_todo(builder->plan, true, &todo, &count);
	for (size_t i = 0; i < count; i++)
		add_item(&at, &todo[i]);
	todo_clear(todo, count);
	if (!at.any) {
		builder_heading(builder, LEVEL_FORM, NULL);
		builder_text(builder, BLOCK_PARAGRAPH, nothing);
	}
	add_notes(builder);
}

void
page_visit(struct builder *builder)
{
	add_sheet(builder, NEED_VISIT,
	    "Nothing on this copy is still to be asked before the visit "
	    "ends.");
}

void
page_open(struct builder *builder)
{
	add_sheet(builder, NEED_SIGN,
	    "Nothing on this copy is still to be asked before sign-off.");
}
