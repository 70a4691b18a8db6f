#include "config.h"

#include "plan/working_copy.h"

#include <string.h>

#include "plan/plan_private.h"

/* "Coordinator or broker" */
static bool
broker_fills_in(const struct field *field)
{
	return strcasestr(field->who, "broker") != NULL;
}

static bool
field_for_broker(const struct field *field)
{
	return !field->third_party &&
	    ((field->audience & AUDIENCE_PERSON) != 0 ||
		broker_fills_in(field) ||
		strcmp(field->name, FORM_KINDS_FIELD) == 0);
}

/* Does anything in the rows concern a broker? If not, not even how many there are
 * does. */
static bool
repeat_for_broker(const struct repeat *repeat)
{
	if ((repeat->audience & AUDIENCE_PERSON) != 0)
		return true;
	for (size_t i = 0; i < repeat->field_count; i++)
		if (broker_fills_in(repeat->fields[i]))
			return true;
	return false;
}

static bool
rows_for_broker(const struct repeat *repeat)
{
	if (repeat_restricted(repeat))
		return false;
	for (; repeat; repeat = repeat->in)
		if (!repeat_for_broker(repeat))
			return false;
	return true;
}

/* What these forms do not know is left out: nobody can say whom it is for. */
static enum store_part
part_for_broker(void *data, const char *name)
{
	const struct plan *plan = data;
	const struct repeat *repeat = form_set_row_answer(plan->forms, name);
	const struct field *field;

	if (strcmp(name, EXERCISE_TODAY) == 0)
		return PART_WHOLE;
	if (repeat)
		return rows_for_broker(repeat) ? PART_WHOLE : PART_NOTHING;
	field = form_set_field(plan->forms, name);
	if (!field || field_restricted(field) ||
	    (field->repeat && !rows_for_broker(field->repeat)))
		return PART_NOTHING;
	return field_for_broker(field) ? PART_WHOLE : PART_STUB;
}

bool
plan_field_elsewhere(const struct plan *plan, const struct field *field)
{
	return store_reader(plan->store) && !field->repeat &&
	    (field_restricted(field) || !field_for_broker(field));
}

bool
plan_working_copy(struct plan *plan, const char *path, size_t *held,
    struct error *err)
{
	struct session_info info = {
		.who = plan->who,
		.login = plan->login,
		.device = plan->device,
		.process = plan->process,
	};

	return store_working_copy(plan->store, path, WORKING_BROKER, &info,
	    part_for_broker, plan, held, err);
}
