#include "config.h"

#include "plan/event.h"

#include <string.h>

#include "plan/plan_private.h"

#define EVENTS	   "events.event"
#define EVENT_KIND "events.kind"
#define EVENT_DIED "died"
#define DIED_ON	   "about_me.date_of_death"

/* What counts as the answer, as text, or "". */
static const char *
text_at(const struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct field_state state;

	if (!field || (field->repeat == NULL) != uid_is_none(row))
		return "";
	plan_field(plan, field, row, &state);
	return state.relevant && state.value->kind == VALUE_TEXT
	    ? state.value->text
	    : "";
}

bool
event_died(const struct plan *plan, struct date *on)
{
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), EVENTS);
	const struct uid *rows;
	size_t count = 0;

	*on = (struct date){ 0 };
	if (!plan->sandbox)
		return false;
	if (date_parse_iso(text_at(plan, DIED_ON, &UID_NONE), on))
		return true;
	if (repeat)
		count = plan_rows(plan, repeat, &UID_NONE, &rows);
	for (size_t i = 0; i < count; i++)
		if (strcmp(text_at(plan, EVENT_KIND, &rows[i]),
			EVENT_DIED) == 0)
			return true;
	return false;
}

const struct repeat *
event_repeat(const struct plan *plan)
{
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), EVENTS);

	return repeat && plan_repeat_shown(plan, repeat, &UID_NONE) ? repeat
								     : NULL;
}

bool
event_add(struct plan *plan, struct uid *row, struct error *err)
{
	const struct repeat *repeat = event_repeat(plan);

	if (!repeat)
		return error_set(err, ERR_FORM,
		    "These forms have no place for what has happened. Take it "
		    "down as a note.");
	return plan_row_add(plan, repeat, &UID_NONE, row, err);
}
