/* What the plan says of a question: its state, what is wrong with it, and its
 * answer in words. */
#include "config.h"

#include "plan/plan_private.h"

#include <string.h>

#include "form/field_type.h"
#include "plan/voice.h"
#include "plan/working_copy.h"
#include "rules/secret.h"
#include "rules/tone.h"

void
plan_field(const struct plan *plan, const struct field *field,
    const struct uid *row, struct field_state *out)
{
	static const struct value none = { .kind = VALUE_NONE };
	const struct answer *answer;
	const struct cell *cell;

	plan_look(plan, field, row, &answer, &cell);
	memset(out, 0, sizeof *out);
	out->answer = answer ? &answer->value : &none;
	out->value = cell ? &cell->value : out->answer;
	out->need = field_need(field, plan->kinds);
	out->valid = out->holds = true;
	if (answer) {
		out->revision = answer->revision;
		out->at = answer->at;
		out->voice = answer->taken_out ? NULL : answer->voice;
		out->conflict = answer->conflict;
		out->taken_out = answer->taken_out;
		out->withheld = answer->withheld ||
		    plan_field_elsewhere(plan, field);
	}
	if (cell) {
		out->relevant = cell->relevant;
		out->readonly = cell->readonly || cell->calculated;
		out->calculated = cell->calculated;
		out->defaulted = cell->defaulted;
		out->holds = cell->holds;
		out->advised = cell->advised;
	} else if (!plan->sandbox) {
		out->relevant = plan_guess_relevant(plan, field, answer);
		out->calculated = field->exprs[EXPR_CALCULATE] != NULL;
	}
	out->readonly = out->readonly || out->withheld;
	if (out->calculated)
		return;
	out->answered = !value_is_none(out->answer);
	out->valid = !out->answered ||
	    (answer->valid && plan_link_leads(plan, field, out->answer));
}

bool
plan_state_problem(const struct field *field, const struct field_state *state,
    struct error *why)
{
	if (!state->relevant)
		return false;
	if (state->conflict) {
		error_set(why, ERR_USER,
		    "Two answers were given apart, and both are kept. Choose "
		    "which one stands.");
		return true;
	}
	if (!state->valid) {
		if (field_valid(field, state->answer, why))
			error_set(why, ERR_USER,
			    "This points to something that has been removed or "
			    "set aside. Choose again.");
		return true;
	}
	if (!state->holds) {
		error_set(why, ERR_USER, "%s", field->constraint_message);
		return true;
	}
	return false;
}

bool
plan_field_problem(const struct plan *plan, const struct field *field,
    const struct uid *row, struct error *why)
{
	struct field_state state;

	plan_field(plan, field, row, &state);
	return plan->sandbox && plan_state_problem(field, &state, why);
}

/* The words of those who write about the person, not of the person or those near
 * to them. */
static const char *
tone_of_staff(const struct field *field, const struct field_state *state)
{
	enum voice_kind kind = voice_read(state->voice).kind;

	if (!field_type(field->kind)->words ||
	    state->answer->kind != VALUE_TEXT || kind == VOICE_FAMILY ||
	    kind == VOICE_THROUGH || kind == VOICE_RECORD ||
	    (field->own_words && kind == VOICE_OWN))
		return NULL;
	return tone_advice(state->answer->text);
}

const char *
plan_field_advice(const struct plan *plan, const struct field *field,
    const struct uid *row)
{
	struct field_state state;

	plan_field(plan, field, row, &state);
	if (!state.relevant)
		return NULL;
	if (field_type(field->kind)->words &&
	    state.answer->kind == VALUE_TEXT && secret_in(state.answer->text))
		return "This looks like a code or a password. Keep it where the "
		       "agency keeps codes, not in the plan.";
	if (state.advised)
		return field->advice_message;
	return tone_of_staff(field, &state);
}

static void
show_links(const struct plan *plan, const struct field *field,
    const struct value *value, struct buf *out)
{
	const char *at = value->text;
	bool first = true;

	while (*at) {
		struct uid id;
		size_t len = strcspn(at, " ");
		if (!first)
			buf_add(out, "; ");
		if (!uid_parse(at, len, &id))
			buf_add_bytes(out, at, len);
		else if (plan_row_exists(plan, field->link, &id))
			plan_row_title(plan, field->link, &id, out);
		else
			buf_addf(out, "(a %s that was removed)",
			    field->link->singular);
		first = false;
		at += len;
		at += strspn(at, " ");
	}
}

void
plan_show_value(const struct plan *plan, const struct field *field,
    const struct value *value, struct buf *out)
{
	if (field->link && value->kind == VALUE_TEXT)
		show_links(plan, field, value, out);
	else
		field_show(field, value, out);
}

void
plan_show(const struct plan *plan, const struct field *field,
    const struct uid *row, struct buf *out)
{
	struct field_state state;

	plan_field(plan, field, row, &state);
	if (state.taken_out)
		buf_add(out, "(taken out)");
	else if (state.withheld)
		buf_add(out, "(not in this copy)");
	else
		plan_show_value(plan, field,
		    state.answered ? state.answer : state.value, out);
}

char *
plan_shown(const struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan->forms, name);
	struct buf text;

	buf_init(&text);
	if (field)
		plan_show(plan, field, row, &text);
	return buf_take(&text);
}

bool
plan_section_shown(const struct plan *plan, const struct section *section)
{
	if (!plan->sandbox)
		return kinds_match(section->kinds, plan->kinds) &&
		    kinds_match(section->form->kinds, plan->kinds);
	return sandbox_section_relevant(plan->sandbox, section);
}

bool
plan_form_shown(const struct plan *plan, const struct form *form)
{
	for (size_t i = 0; i < form->section_count; i++)
		if (plan_section_shown(plan, form->sections[i]))
			return true;
	return false;
}

bool
plan_repeat_shown(const struct plan *plan, const struct repeat *repeat,
    const struct uid *parent)
{
	size_t sheet = 0;

	if (repeat->in) {
		const struct plan_row *row =
		    plan_find_row(plan, repeat->in, parent);
		if (!row || !row->there)
			return false;
		sheet = row->sheet;
	}
	if (!plan->sandbox)
		return kinds_match(repeat->kinds, plan->kinds) &&
		    !repeat->relevant;
	return sandbox_repeat_relevant(plan->sandbox, repeat, sheet);
}

bool
plan_choice_offered(const struct plan *plan, const struct field *field,
    const struct uid *row, const char *code)
{
	const struct plan_row *found = NULL;

	if (field->repeat)
		found = plan_find_row(plan, field->repeat, row);
	if (!plan->sandbox || (field->repeat && (!found || !found->there)))
		return true;
	return sandbox_choice_offered(plan->sandbox, field,
	    found ? found->sheet : 0, code);
}
