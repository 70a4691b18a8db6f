/* How a figure on the screen came about. */
#include "config.h"

#include "plan/plan_private.h"

#include <string.h>

#include "base/buf.h"
#include "form/field_type.h"
#include "plan/facts.h"

/* After a question no colon: "How many people does it take? 2" */
static const char *
before_answer(const char *label)
{
	size_t len = strlen(label);

	return len > 0 && label[len - 1] == '?' ? " " : ": ";
}

/* "What this costs: £10,982.40" */
static void
add_answer(const struct plan *plan, const struct field *field,
    const struct uid *row, struct working *out)
{
	const char *label = field->brief ? field->brief : field->label;
	struct field_state state;
	struct buf text;

	plan_field(plan, field, row, &state);
	buf_init(&text);
	if (state.relevant && !value_is_none(state.value))
		plan_show(plan, field, row, &text);
	working_add(out, NULL, "%s%s%s", label, before_answer(label),
	    text.len > 0 ? text.data
			 : (state.relevant ? "not answered yet"
					   : "does not count here"));
	buf_clear(&text);
}

/* What every row that counts says, row by row. */
static void
add_column(const struct plan *plan, const struct field *field,
    struct working *out)
{
	const struct repeat *repeat = field->repeat;
	const struct plan_table *table = plan_table(plan, repeat);
	const char *label = field->brief ? field->brief : field->label;

	for (size_t i = 0; i < table->shown_count; i++) {
		const struct uid *row = &table->shown_ids[i];
		struct field_state state;
		struct buf text;

		plan_field(plan, field, row, &state);
		if (!state.relevant || value_is_none(state.value))
			continue;
		buf_init(&text);
		plan_row_title(plan, repeat, row, &text);
		buf_addf(&text, ", %s%s", label, before_answer(label));
		plan_show(plan, field, row, &text);
		working_add(out, NULL, "%s", text.data);
		buf_clear(&text);
	}
}

/* Does FIELD stand in the rows that READER's ROW is one of, or outside all? */
static bool
one_answer(const struct field *reader, const struct field *field)
{
	const struct repeat *repeat = reader->repeat;

	for (; repeat; repeat = repeat->in)
		if (field->repeat == repeat)
			return true;
	return !field->repeat;
}

/* The row of FIELD's table that ROW is, or stands in. */
static struct uid
row_for(const struct plan *plan, const struct field *reader,
    const struct uid *row, const struct field *field)
{
	const struct repeat *repeat = reader->repeat;
	struct uid at = *row;

	for (; repeat && repeat != field->repeat; repeat = repeat->in)
		at = plan_row_parent(plan, repeat, &at);
	return field->repeat ? at : UID_NONE;
}

static void
add_input(const struct plan *plan, const struct facts *facts,
    const struct field *reader, const struct uid *row,
    const struct sandbox_input *input, struct working *out)
{
	if (input->facts) {
		facts_explain(facts, input->facts->name, input->column, row,
		    out);
	} else if (one_answer(reader, input->field)) {
		struct uid at = row_for(plan, reader, row, input->field);
		add_answer(plan, input->field, &at, out);
	} else
		add_column(plan, input->field, out);
}

void
plan_working(struct plan *plan, const struct field *field,
    const struct uid *row, struct working *out)
{
	const struct facts *facts = plan_facts(plan);
	const struct sandbox_input *inputs;
	bool rule = false;
	size_t count;

	if (!facts || !field->exprs[EXPR_CALCULATE])
		return;
	count = sandbox_inputs(plan->sandbox, field, &inputs);
	for (size_t i = 0; i < count; i++)
		rule = rule || inputs[i].facts;
	/* a form's own figure: its hint says the sum in words */
	if (!rule)
		working_add(out, NULL, "%s", field->hint ? field->hint
		    : count == 1 ? "It is worked out from this answer:"
				 : "It is worked out from these answers:");
	for (size_t i = 0; i < count; i++)
		add_input(plan, facts, field, row, &inputs[i], out);
}

size_t
plan_working_reads(const struct plan *plan, const struct field *field,
    const struct field **reads, size_t most, bool *rule)
{
	const struct sandbox_input *inputs = NULL;
	size_t count = 0, n = 0;

	*rule = false;
	if (plan->sandbox)
		n = sandbox_inputs(plan->sandbox, field, &inputs);
	for (size_t i = 0; i < n; i++) {
		const struct fact_table *facts = inputs[i].facts;
		*rule = *rule || facts;
		if (!facts && count < most)
			reads[count++] = inputs[i].field;
		for (size_t j = 0; facts && facts->reads[j] && count < most;
		     j++) {
			reads[count] =
			    form_set_field(plan->forms, facts->reads[j]);
			count += reads[count] != NULL;
		}
	}
	return count;
}
