/* The questions of a plan on paper, numbered, with room to write. */
#include "config.h"

#include <string.h>

#include "cli/handouts.h"
#include "form/field_type.h"

#define LINE "......................................................"

/* One sheet. */
struct blank {
	struct report *paper;
	struct plan *plan;
	int number;
};

/* A line, or more for what may be long; choices are there to be ticked. */
static void
add_room(const struct field *field, struct buf *out)
{
	if (field->list != NULL) {
		for (size_t i = 0; i < field->list->count; i++)
			buf_addf(out, "%s[ ] %s", i > 0 ? "\n" : "",
			    field->list->choices[i].label);
		return;
	}
	if (field->kind == FIELD_YES_NO)
		buf_add(out, "[ ] Yes\n[ ] No");
	else if (field->kind == FIELD_PARAGRAPH)
		buf_add(out, LINE "\n" LINE "\n" LINE);
	else
		buf_add(out, LINE);
}

/* Is it asked before the plan is signed? */
static bool
asked(const struct blank *blank, const struct field *field)
{
	return field->exprs[EXPR_CALCULATE] == NULL &&
	    field_kinds_match(field, plan_kinds(blank->plan)) &&
	    field_need(field, plan_kinds(blank->plan)) <= NEED_SIGN;
}

static void
add_question(struct blank *blank, const struct field *field)
{
	struct buf question, room;

	buf_init(&question);
	buf_init(&room);
	buf_addf(&question, "%d. %s", ++blank->number, field->label);
	add_room(field, &room);
	paper_answer(blank->paper, question.data, room.data);
	buf_clear(&room);
	buf_clear(&question);
}

static void
add_table(struct blank *blank, const struct repeat *repeat)
{
	bool any = false;

	for (size_t i = 0; i < repeat->field_count; i++) {
		if (!asked(blank, repeat->fields[i]) ||
		    repeat->fields[i]->exprs[EXPR_RELEVANT] != NULL)
			continue;
		if (!any) {
			struct buf line;
			buf_init(&line);
			buf_addf(&line, "%s: one block for each %s.",
			    repeat->title, repeat->singular);
			paper_text(blank->paper, line.data);
			buf_clear(&line);
		}
		any = true;
		add_question(blank, repeat->fields[i]);
	}
	for (size_t i = 0; any && i < repeat->inner_count; i++)
		if (repeat->inner[i]->rows > 0)
			add_table(blank, repeat->inner[i]);
}

static void
add_section(struct blank *blank, const struct section *section)
{
	bool headed = false;

	for (size_t i = 0; i < section->item_count; i++) {
		const struct item *item = &section->items[i];
		struct field_state state;

		if (item->field != NULL) {
			plan_field(blank->plan, item->field, &UID_NONE, &state);
			if (!asked(blank, item->field) || !state.relevant)
				continue;
		} else if (!plan_repeat_shown(blank->plan, item->repeat,
			       &UID_NONE) ||
		    repeat_need(item->repeat, plan_kinds(blank->plan)) >
			NEED_SIGN)
			continue;
		if (!headed)
			paper_heading(blank->paper, section->title);
		headed = true;
		if (item->field != NULL)
			add_question(blank, item->field);
		else
			add_table(blank, item->repeat);
	}
}

/* The kinds of the case decide what is asked. */
static bool
set_kinds(const struct handouts *handouts, struct plan *plan, struct error *err)
{
	const struct ini *ini = handouts->tcase->ini;
	const struct field *field =
	    form_set_field(plan_forms(plan), FORM_KINDS_FIELD);

	for (size_t i = 0; i < ini->section_count; i++)
		if (strcmp(ini->sections[i].name, field->form->id) == 0)
			return plan_set_answer(plan, field, NULL,
			    ini_value(&ini->sections[i], field->id), NULL,
			    err);
	return true;
}

bool
handouts_blank(const struct handouts *handouts, struct error *err)
{
	struct blank blank = { 0 };
	const struct form_set *forms = handouts->kit->forms;
	bool ok;

	if (!handouts_open(handouts, CASE_BLANK, &blank.plan, err))
		return false;
	ok = set_kinds(handouts, blank.plan, err);
	if (!ok) {
		handouts_close(blank.plan);
		return false;
	}
	blank.paper = handouts_paper(handouts, "To fill in");
	for (size_t i = 0; i < forms->form_count; i++)
		for (size_t j = 0; j < forms->forms[i]->section_count; j++) {
			const struct section *section =
			    forms->forms[i]->sections[j];
			if (plan_section_shown(blank.plan, section))
				add_section(&blank, section);
		}
	handouts_close(blank.plan);
	return handouts_finish(handouts, blank.paper, "blank", err);
}
