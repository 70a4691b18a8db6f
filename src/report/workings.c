/* How the figures were worked out, for those who read the plan: in one sentence
 * for the person, step by step for finance, the approver and the agencies. */
#include "config.h"

#include "report/report_private.h"

#include <string.h>

#include "base/buf.h"

#define MOST_READS 128

/* Does it rest on a rule, all of it made from answers that the reader may see?
 * What a form adds up for itself stands beside its parts. */
static bool
is_told(const struct builder *builder, const struct field *field)
{
	const struct field *reads[MOST_READS];
	size_t count;
	bool rule;

	if (!field_meant(&builder->reader, field))
		return false;
	count = plan_working_reads(builder->plan, field, reads, MOST_READS,
	    &rule);
	if (!rule || count == MOST_READS)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!field_meant(&builder->reader, reads[i]) ||
		    third_party_kept(&builder->reader, reads[i]))
			return false;
	return true;
}

static void
add_steps(const struct working *working, const char *shown, bool brief,
    struct buf *out)
{
	for (size_t i = 0; i < working->count && (i == 0 || !brief); i++) {
		const struct working_step *step = &working->steps[i];

		/* a figure that is a sentence has been said */
		if (i == 0 && strcmp(step->text, shown) == 0)
			continue;
		if (out->len > 0)
			buf_add(out, "\n");
		buf_add(out, step->text);
		if (step->source != NULL && !brief)
			buf_addf(out, " (%s)", step->source);
	}
}

static bool
stands(const struct builder *builder, const struct field *field,
    const struct uid *row)
{
	struct field_state state;

	plan_field(builder->plan, field, row, &state);
	return state.relevant && !value_is_none(state.value);
}

static void
add_figure(struct builder *builder, const struct field *field,
    const struct uid *row)
{
	bool brief = builder->reader.audience == AUDIENCE_PERSON;
	struct working working;
	struct buf question, answer;
	size_t label_len;

	working_init(&working);
	plan_working(builder->plan, field, row, &working);
	buf_init(&question);
	buf_init(&answer);
	if (field->repeat != NULL) {
		report_row_title(builder, field->repeat, row, &question);
		buf_add(&question, ": ");
	}
	buf_addf(&question, "%s ", field->label);
	label_len = question.len;
	plan_show(builder->plan, field, row, &question);
	add_steps(&working, question.data + label_len, brief, &answer);
	if (answer.len > 0)
		builder_answer(builder, builder_copy(builder, question.data),
		    builder_copy(builder, answer.data), false);
	buf_clear(&answer);
	buf_clear(&question);
	working_clear(&working);
}

static void
add_field(struct builder *builder, const struct field *field)
{
	const struct uid *rows = &UID_NONE;
	size_t count = 1, first = 0;

	if (field->exprs[EXPR_CALCULATE] == NULL)
		return;
	if (field->repeat != NULL && field->repeat->in != NULL)
		return; /* its parts stand in the row above it */
	if (field->repeat != NULL)
		count = plan_rows(builder->plan, field->repeat, &UID_NONE,
		    &rows);
	/* most figures are blank in most plans, and who may be told of one
	 * takes longer to find out */
	while (first < count && !stands(builder, field, &rows[first]))
		first++;
	if (first == count || !is_told(builder, field))
		return;
	for (size_t i = first; i < count; i++)
		if (stands(builder, field, &rows[i]))
			add_figure(builder, field, &rows[i]);
}

void
report_workings(struct builder *builder)
{
	const struct form_set *forms = plan_forms(builder->plan);

	switch (builder->reader.audience) {
	case AUDIENCE_PERSON:
	case AUDIENCE_FINANCE:
	case AUDIENCE_APPROVER:
	case AUDIENCE_AGENCIES:
		break;
	default:
		return;
	}
	builder_heading(builder, LEVEL_FORM, "How the figures were worked out");
	for (size_t i = 0; i < forms->field_count; i++)
		add_field(builder, forms->fields[i]);
}
