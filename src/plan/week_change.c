/* Changing the week from its grid, and carrying its hours to a cost. */
#include "config.h"

#include "plan/week.h"

#include <stdio.h>
#include <string.h>

#include "base/money.h"
#include "form/field_type.h"

#define LINES	      "money.line"
#define LINE_QUANTITY "money.quantity"
#define LINE_HOURS    "money.week_hours"


bool
week_add(struct plan *plan, int day, int starts, enum week_kind kind,
    struct uid *row, struct error *err)
{
	struct week_form form;
	struct change changes[3];
	size_t count = 0;
	char time[8];

	if (!week_form_find(plan_forms(plan), &form))
		return error_set(err, ERR_FORM,
		    "These forms have no week. Write it in the answer it "
		    "belongs to.");
	if (!plan_row_add(plan, form.entry, &UID_NONE, row, err))
		return false;
	if (form.fields[WEEK_ON])
		changes[count++] = (struct change){
			.field = form.fields[WEEK_ON], .row = *row,
			.text = week_day_code(day) };
	if (form.fields[WEEK_STARTS] && starts >= 0) {
		snprintf(time, sizeof time, "%02d:%02d", starts / 60 % 24,
		    starts % 60);
		changes[count++] = (struct change){
			.field = form.fields[WEEK_STARTS], .row = *row,
			.text = time };
	}
	if (form.fields[WEEK_VARIANT])
		changes[count++] = (struct change){
			.field = form.fields[WEEK_VARIANT], .row = *row,
			.text = week_kind_code(kind) };
	return count == 0 || plan_apply(plan, changes, count, NULL, err);
}

static bool
answered(const struct plan *plan, const struct field *field,
    const struct uid *row)
{
	struct field_state state;

	plan_field(plan, field, row, &state);
	return state.answered || state.taken_out;
}

bool
week_blank(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row)
{
	struct week_form form;

	if (!week_form_find(plan_forms(plan), &form) || repeat != form.entry ||
	    !plan_row_exists(plan, repeat, row))
		return false;
	for (size_t i = 0; i < repeat->field_count; i++) {
		const struct field *field = repeat->fields[i];

		if (field != form.fields[WEEK_ON] &&
		    field != form.fields[WEEK_STARTS] &&
		    field != form.fields[WEEK_VARIANT] &&
		    answered(plan, field, row))
			return false;
	}
	return true;
}

bool
week_take_off(struct plan *plan, const struct uid *row, int day,
    struct error *err)
{
	struct week_form form;
	struct field_state state;
	struct buf left;
	bool ok;

	if (!week_form_find(plan_forms(plan), &form) || !form.fields[WEEK_ON])
		return error_set(err, ERR_FORM, "These forms have no week.");
	plan_field(plan, form.fields[WEEK_ON], row, &state);
	buf_init(&left);
	for (int d = 0; d < WEEK_DAYS; d++)
		if (d != day && state.answer->kind == VALUE_TEXT &&
		    codes_have(state.answer->text, week_day_code(d)))
			buf_addf(&left, "%s%s", left.len ? " " : "",
			    week_day_code(d));
	ok = left.len
	    ? plan_set_answer(plan, form.fields[WEEK_ON], row, left.data, NULL,
		  err)
	    : plan_row_remove(plan, form.entry, row, err);
	buf_clear(&left);
	return ok;
}

/* --- its hours in the costs --- */

const struct repeat *
week_lines(const struct plan *plan)
{
	return form_set_repeat(plan_forms(plan), LINES);
}

bool
week_line_of(const struct plan *plan, const struct uid *row, struct uid *line)
{
	struct week_form form;
	struct field_state state;
	const struct repeat *lines = week_lines(plan);

	if (!lines || !week_form_find(plan_forms(plan), &form) ||
	    !form.fields[WEEK_LINE])
		return false;
	plan_field(plan, form.fields[WEEK_LINE], row, &state);
	return state.relevant && state.valid &&
	    state.value->kind == VALUE_TEXT &&
	    uid_parse(state.value->text, strlen(state.value->text), line) &&
	    plan_row_exists(plan, lines, line);
}

/* A figure of the cost LINE, in ten-thousandths. */
static bool
figure(const struct plan *plan, const char *name, const struct uid *line,
    int64_t *out)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct field_state state;

	if (!field)
		return false;
	plan_field(plan, field, line, &state);
	if (!state.relevant || state.value->kind != VALUE_NUMBER)
		return false;
	*out = state.value->number;
	return true;
}

bool
week_line_differs(const struct plan *plan, const struct uid *line,
    int64_t *week, int64_t *cost)
{
	return figure(plan, LINE_HOURS, line, week) &&
	    figure(plan, LINE_QUANTITY, line, cost) && *week != *cost;
}

bool
week_take_hours(struct plan *plan, const struct uid *line, struct error *err)
{
	int64_t hours;
	struct buf text;
	bool ok;

	if (!figure(plan, LINE_HOURS, line, &hours))
		return error_set(err, ERR_USER,
		    "My week has no hours for this cost. Name the cost in a "
		    "part of My week that is paid, and say here that it is "
		    "paid every week, every two or every four weeks.");
	buf_init(&text);
	decimal_format(hours, 4, &text);
	ok = plan_set_answer(plan,
	    form_set_field(plan_forms(plan), LINE_QUANTITY), line, text.data,
	    NULL, err);
	buf_clear(&text);
	return ok;
}
