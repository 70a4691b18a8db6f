/* How many questions a plan asks (practice.md F1: a test holds the forms to
 * what each kind of plan may ask). */
#include "config.h"

#include "form/lint.h"
#include "form/lint_rules.h"

/* What stands between a question and being asked. */
struct gate {
	bool never;	  /* a literal says no */
	bool conditional; /* it hangs on an answer */
};

static void
pass(struct gate *gate, const struct expr *relevant)
{
	if (!relevant || lint_is_literal(relevant, "1"))
		return;
	if (lint_is_literal(relevant, "0"))
		gate->never = true;
	else
		gate->conditional = true;
}

/* When FIELD is needed in such a plan: not before the rows it stands in. */
static enum need
needed(const struct field *field, const char *kind, struct gate *gate)
{
	enum need need = field_need(field, kind);

	for (const struct repeat *r = field->repeat; r; r = r->in) {
		enum need rows = repeat_need(r, kind);

		if (rows == NEED_NEVER)
			gate->conditional = true;
		else if (rows > need)
			need = rows;
	}
	return need;
}

static int
times(const struct field *field)
{
	int rows = 1;

	for (const struct repeat *r = field->repeat; r; r = r->in)
		rows *= r->rows;
	return rows;
}

static void
count_field(const struct field *field, const char *kind,
    struct form_count *out)
{
	struct gate gate = {false, false};
	enum need need;

	if (!field_kinds_match(field, kind) || field->exprs[EXPR_CALCULATE] ||
	    lint_is_literal(field->exprs[EXPR_READONLY], "1"))
		return;
	pass(&gate, field->exprs[EXPR_RELEVANT]);
	for (const struct repeat *r = field->repeat; r; r = r->in)
		pass(&gate, r->relevant);
	pass(&gate, field->section->relevant);
	pass(&gate, field->form->relevant);
	need = needed(field, kind, &gate);
	if (gate.never)
		return;
	if (need == NEED_NEVER)
		out->optional += times(field);
	else if (need > NEED_SIGN)
		out->later += times(field);
	else if (gate.conditional)
		out->conditional += times(field);
	else
		out->asked += times(field);
}

void
forms_count(const struct form_set *set, const char *kind,
    struct form_count *out)
{
	*out = (struct form_count){0, 0, 0, 0};
	for (size_t i = 0; i < set->field_count; i++)
		count_field(set->fields[i], kind, out);
}
