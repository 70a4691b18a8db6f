/* How the one who reads a copy needs it (Accessible Information Standard): the
 * person their own way, and a carer or relative who takes part theirs. */
#include "config.h"

#include "report/report.h"

#include "form/field_type.h"

#define PERSON_NEEDS	"about_me.info_needs"
#define SUPPORTER_NEEDS "about_me.supporter_formats"

const struct field *
report_needs_question(const struct plan *plan, enum audience audience)
{
	const char *name = NULL;
	const struct field *field;
	struct field_state state;

	if (audience == AUDIENCE_PERSON || audience == AUDIENCE_HOME)
		name = PERSON_NEEDS;
	else if (audience == AUDIENCE_FAMILY)
		name = SUPPORTER_NEEDS;
	field = name != NULL ? form_set_field(plan_forms(plan), name) : NULL;
	if (field == NULL || field->repeat != NULL)
		return NULL;
	plan_field(plan, field, &UID_NONE, &state);
	return state.relevant && state.valid &&
		state.value->kind == VALUE_TEXT
	    ? field
	    : NULL;
}

bool
report_needs(const struct plan *plan, enum audience audience, const char *code)
{
	const struct field *field = report_needs_question(plan, audience);
	struct field_state state;

	if (field == NULL)
		return false;
	plan_field(plan, field, &UID_NONE, &state);
	return codes_have(state.value->text, code);
}
