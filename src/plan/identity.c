/* Whose plan it is, and what the caseload shows of it. */
#include "config.h"

#include "plan/plan_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "form/field_type.h"
#include "plan/pool.h"

/* The questions that tell whose plan it is. */
#define FIELD_NAME_PREF	  "about_me.name_pref"
#define FIELD_NAME_FIRST  "about_me.name_first"
#define FIELD_NAME_FAMILY "about_me.name_family"
#define FIELD_BORN	  "about_me.dob"
#define FIELD_NHS_NUMBER  "about_me.nhs_no"
#define FIELD_COORDINATOR "purpose.coordinator"
#define FIELD_POOL	  "pool.name"

/* The answer as text: "" where there is none or it is not asked. */
static const char *
answer_text(const struct plan *plan, const char *name, bool must_hold)
{
	const struct field *field = form_set_field(plan->forms, name);

	if (!field || field->repeat)
		return "";
	const struct value *value = &plan->once[field->column].value;
	if (value->kind != VALUE_TEXT ||
	    (must_hold && !field_valid(field, value, NULL)))
		return "";
	return value->text;
}

void
plan_identity_clear(struct identity *identity)
{
	free(identity->name);
	free(identity->born);
	free(identity->nhs_last3);
	free(identity->line);
	memset(identity, 0, sizeof *identity);
}

static char *
full_name(const struct plan *plan)
{
	const char *preferred = answer_text(plan, FIELD_NAME_PREF, false);
	const char *first = answer_text(plan, FIELD_NAME_FIRST, false);
	const char *family = answer_text(plan, FIELD_NAME_FAMILY, false);
	const char *given = *preferred ? preferred : first;
	struct buf name;

	buf_init(&name);
	/* what a household shares is nobody's plan: it has a name of its own */
	if (codes_have(plan->kinds, POOL_KIND)) {
		buf_add(&name, answer_text(plan, FIELD_POOL, false));
		return buf_take(&name);
	}
	buf_add(&name, given);
	/* somebody who likes to be called by the whole name says it once */
	if (*family && !strstr(given, family))
		buf_addf(&name, "%s%s", name.len ? " " : "", family);
	return buf_take(&name);
}

void
plan_identity_make(struct plan *plan)
{
	struct identity *identity = &plan->identity;
	const char *born = answer_text(plan, FIELD_BORN, true);
	const char *nhs = answer_text(plan, FIELD_NHS_NUMBER, true);
	struct date date;
	struct buf text;

	if (codes_have(plan->kinds, POOL_KIND))
		born = nhs = "";
	plan_identity_clear(identity);
	identity->name = full_name(plan);
	buf_init(&text);
	if (date_parse_iso(born, &date)) {
		char shown[32];
		date_format_short(date, shown);
		buf_addf(&text, "born %s", shown);
	}
	identity->born = buf_take(&text);
	if (strlen(nhs) == 10)
		buf_addf(&text, "NHS number ends %s", nhs + 7);
	identity->nhs_last3 = buf_take(&text);
	buf_add(&text, *identity->name ? identity->name : "No name yet");
	if (*identity->born)
		buf_addf(&text, ", %s", identity->born);
	if (*identity->nhs_last3)
		buf_addf(&text, ", %s", identity->nhs_last3);
	identity->line = buf_take(&text);
}

void
plan_summarise(struct plan *plan)
{
	bool tried = store_what_if(plan->store) != NULL;
	char next_due[DATE_ISO_LEN + 1];
	struct progress progress;
	struct date look;
	struct buf name;

	/* a list that holds a what if, against all care, says so */
	buf_init(&name);
	buf_addf(&name, "%s%s%s", tried ? "What if" : "",
	    tried && *plan->identity.name ? ": " : "", plan->identity.name);
	struct summary summary = {
		.name = name.data,
		.born = answer_text(plan, FIELD_BORN, true),
		.nhs_number = answer_text(plan, FIELD_NHS_NUMBER, true),
		.coordinator = answer_text(plan, FIELD_COORDINATOR, false),
		.kinds = plan->kinds,
		.stage = tried ? "what if" : stage_word(plan_stage(plan)),
		.has_money = plan->money.any,
		.indicative_pence = plan->money.indicative_pence,
		.planned_pence = plan->money.planned_pence,
	};

	/* nobody has agreed to look at what is only tried out */
	if (!tried && plan_look_again(plan, &look)) {
		date_format_iso(look, next_due);
		summary.next_due = next_due;
	}
	plan_progress(plan, &progress);
	summary.done = progress.done;
	summary.asked = progress.asked;
	store_set_summary(plan->store, &summary);
	buf_clear(&name);
}
