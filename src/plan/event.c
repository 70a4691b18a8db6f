#include "config.h"

#include "plan/event.h"

#define EVENTS "events.event"

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
