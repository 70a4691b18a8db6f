#include "config.h"

#include "ui/widget/widget.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "form/field_type.h"

const struct widget *
widget_of(struct widget_view *view)
{
	plan_field(view->sitting->plan, view->field, &view->row, &view->state);
	if (view->state.calculated || view->state.readonly ||
	    !plan_writable(view->sitting->plan))
		return &widget_shown;
	return field_type(view->field->kind)->picked ? &widget_picked
						     : &widget_typed;
}

/* Options with long labels, and paragraphs, have the whole width. */
bool
widget_wide(const struct widget_view *view)
{
	const struct field *field = view->field;

	if (field->kind == FIELD_PARAGRAPH)
		return true;
	if (field->kind == FIELD_LINK || field->kind == FIELD_LINKS)
		return true;
	if (field->across)
		return options_across_cols(field) > view->cols;
	for (size_t i = 0; field->list && i < field->list->count; i++)
		if (utf8_cols(field->list->choices[i].label,
			strlen(field->list->choices[i].label)) +
			4 > view->cols)
			return true;
	return false;
}

char *
widget_text(const struct sitting *sitting, const struct field *field,
    const struct uid *row)
{
	struct field_state state;
	struct buf text;
	const char *pending;

	if (sitting_pending(sitting, field, row, &pending))
		return xstrdup(pending ? pending : "");
	plan_field(sitting->plan, field, row, &state);
	buf_init(&text);
	field_edit_text(field, state.answered ? state.answer : state.value,
	    &text);
	return buf_take(&text);
}
