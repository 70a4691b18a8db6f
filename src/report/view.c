#include "config.h"

#include "report/view.h"

#include "plan/payment.h"
#include "report/report_private.h"

struct plan *
view_plan(const struct view *view)
{
	return view->plan;
}

bool
view_has(const struct view *view, const struct field *field)
{
	return field != NULL && field_meant(&view->reader, field) &&
	    plan_section_shown(view->plan, field->section);
}

bool
view_has_rows(const struct view *view, const struct repeat *repeat)
{
	return repeat != NULL && repeat_meant(&view->reader, repeat) &&
	    plan_section_shown(view->plan, repeat->section);
}

const struct field *
view_field(const struct view *view, const char *name)
{
	const struct field *field =
	    form_set_field(plan_forms(view->plan), name);

	return view_has(view, field) ? field : NULL;
}

const struct repeat *
view_repeat(const struct view *view, const char *name)
{
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(view->plan), name);

	return view_has_rows(view, repeat) ? repeat : NULL;
}

size_t
view_rows(const struct view *view, const struct repeat *repeat,
    const struct uid *parent, const struct uid **rows)
{
	*rows = NULL;
	if (!view_has_rows(view, repeat) ||
	    !plan_repeat_shown(view->plan, repeat, parent))
		return 0;
	return plan_rows(view->plan, repeat, parent, rows);
}

bool
view_has_payments(const struct view *view)
{
	const struct repeat *repeat = view_repeat(view, PAYMENT_REPEAT);

	return repeat != NULL &&
	    plan_repeat_shown(view->plan, repeat, &UID_NONE) &&
	    payments_meant(&view->reader, plan_forms(view->plan));
}

const struct value *
view_value(const struct view *view, const struct field *field,
    const struct uid *row)
{
	struct field_state state;

	if (!view_has(view, field))
		return NULL;
	plan_field(view->plan, field, row, &state);
	if (!state.relevant || state.taken_out || value_is_none(state.value))
		return NULL;
	return state.value;
}

const struct value *
view_given(const struct view *view, const struct field *field,
    const struct uid *row)
{
	struct field_state state;

	if (view_value(view, field, row) == NULL)
		return NULL;
	plan_field(view->plan, field, row, &state);
	return state.answered || state.calculated ? state.value : NULL;
}

const char *
view_text(const struct view *view, const struct field *field,
    const struct uid *row)
{
	const struct value *value = view_value(view, field, row);

	return value != NULL && value->kind == VALUE_TEXT ? value->text : "";
}

void
view_show(const struct view *view, const struct field *field,
    const struct uid *row, struct buf *out)
{
	if (view_value(view, field, row) != NULL)
		plan_show(view->plan, field, row, out);
}
