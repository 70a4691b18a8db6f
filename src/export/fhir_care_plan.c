/* What the person wants, who helps with it, and what will be done. */
#include "config.h"

#include "export/fhir.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "export/write_json.h"

/* --- goals --- */

/* How it went, as others say it. Mostly and partly are still under way. */
static const struct went {
	const char *code, *lifecycle, *achievement, *display;
} went[] = {
	{ "", "proposed", NULL, NULL },
	{ "achieved", "completed", "achieved", "Achieved" },
	{ "mostly", "active", "in-progress", "In Progress" },
	{ "partly", "active", "in-progress", "In Progress" },
	{ "no_change", "active", "no-change", "No Change" },
	{ "worse", "active", "worsening", "Worsening" },
	{ "not_wanted", "cancelled", NULL, NULL },
};

static void
add_progress(const struct fhir *fhir, json_t *goal, const struct uid *row)
{
	const char *code = fhir_text(fhir, "outcomes.went", row);
	const struct went *progress = &went[0];

	/* without a look at the whole plan it is said with the outcome itself */
	if (code[0] == '\0')
		code = fhir_text(fhir, "outcomes.progress", row);
	for (size_t i = 0; i < ARRAY_LEN(went); i++)
		if (strcmp(went[i].code, code) == 0)
			progress = &went[i];
	json_object_set_new(goal, "lifecycleStatus",
	    json_string(progress->lifecycle));
	if (progress->achievement != NULL)
		json_object_set_new(goal, "achievementStatus",
		    fhir_code(FHIR_TERMS "goal-achievement",
			progress->achievement, progress->display));
}

/* What shows it, what it is to come to, and by when. */
static void
add_target(const struct fhir *fhir, json_t *goal, const struct uid *row)
{
	char *measure = fhir_shown(fhir, "outcomes.measure", row);
	json_t *target = json_object();

	if (measure[0] != '\0') {
		json_object_set_new(target, "measure", fhir_concept(measure));
		fhir_set_answer(fhir, target, "detailString", "outcomes.aim",
		    row);
	}
	fhir_set_date(fhir, target, "dueDate", "outcomes.by_when", row);
	if (json_object_size(target) > 0)
		json_object_set_new(goal, "target", json_pack("[O]", target));
	json_decref(target);
	free(measure);
}

void
fhir_add_goals(struct fhir *fhir)
{
	const struct uid *rows;
	size_t count = fhir_rows(fhir, "outcomes.outcome", &UID_NONE, &rows);

	for (size_t i = 0; i < count; i++) {
		struct fhir_id id = fhir_row_id(&rows[i]);
		char *words = fhir_shown(fhir, "outcomes.words", &rows[i]);
		json_t *goal;

		if (words[0] != '\0') {
			goal = fhir_resource(fhir, "Goal", &id);
			json_object_set_new(goal, "description",
			    fhir_concept(words));
			json_object_set_new(goal, "subject",
			    fhir_reference(&fhir->patient));
			add_progress(fhir, goal, &rows[i]);
			add_target(fhir, goal, &rows[i]);
			fhir_add(fhir, &id, goal);
			json_array_append_new(fhir->goals,
			    fhir_reference(&id));
		}
		free(words);
	}
}

/* --- who helps --- */

static void
add_member(json_t *team, const char *name, const char *role)
{
	json_t *member;

	if (name[0] == '\0')
		return;
	member = json_pack("{s:o}", "member", fhir_named(name));
	if (role[0] != '\0')
		json_object_set_new(member, "role",
		    json_pack("[o]", fhir_concept(role)));
	json_array_append_new(team, member);
}

static void
add_members(const struct fhir *fhir, json_t *team, const char *repeat,
    const char *name, const char *role)
{
	const struct uid *rows;
	size_t count = fhir_rows(fhir, repeat, &UID_NONE, &rows);

	for (size_t i = 0; i < count; i++)
		add_member(team, fhir_text(fhir, name, &rows[i]),
		    fhir_text(fhir, role, &rows[i]));
}

static json_t *
make_team(const struct fhir *fhir)
{
	json_t *team = json_array();

	add_member(team, fhir_text(fhir, "purpose.coordinator", &UID_NONE),
	    "My one person to ask");
	add_members(fhir, team, "purpose.assessor", "purpose.assessor_name",
	    "purpose.assessor_role");
	add_member(team, fhir_text(fhir, "about_me.gp_name", &UID_NONE),
	    "My doctor's surgery");
	add_member(team, fhir_text(fhir, "consent.adv_name", &UID_NONE),
	    "Somebody to speak up for me");
	add_members(fhir, team, "about_me.contact", "about_me.contact_name",
	    "about_me.contact_relation");
	add_members(fhir, team, "agree.helper", "agree.helper_name",
	    "agree.helper_task");
	return team;
}

/* True if there is anybody in it. */
static bool
add_team(struct fhir *fhir, const struct fhir_id *id)
{
	json_t *members = make_team(fhir), *team;

	if (json_array_size(members) == 0) {
		json_decref(members);
		return false;
	}
	team = fhir_resource(fhir, "CareTeam", id);
	json_object_set_new(team, "status",
	    json_string(fhir->report->seal != NULL ? "active" : "proposed"));
	json_object_set_new(team, "subject", fhir_reference(&fhir->patient));
	json_object_set_new(team, "participant", members);
	fhir_add(fhir, id, team);
	return true;
}

/* --- what will be done --- */

/* One activity; NULL if the reader may not see what it is. */
static json_t *
make_activity(const struct fhir *fhir, const struct uid *row,
    const char *what, const char *who)
{
	char *words = fhir_shown(fhir, what, row);
	char *name = fhir_shown(fhir, who, row);
	json_t *detail = NULL;

	if (words[0] != '\0') {
		detail = json_pack("{s:s, s:o}", "status", "unknown",
		    "description", json_words(words));
		if (name[0] != '\0')
			json_object_set_new(detail, "performer",
			    json_pack("[o]", fhir_named(name)));
	}
	free(words);
	free(name);
	return detail;
}

static void
add_detail(json_t *activities, json_t *detail)
{
	json_array_append_new(activities, json_pack("{s:o}", "detail",
	    detail));
}

/* The actions towards each goal. */
static void
add_actions(const struct fhir *fhir, json_t *activities,
    const struct uid *outcome)
{
	const struct uid *rows;
	size_t count = fhir_rows(fhir, "outcomes.action", outcome, &rows);
	struct fhir_id goal = fhir_row_id(outcome);
	bool named = fhir_text(fhir, "outcomes.words", outcome)[0] != '\0';

	for (size_t i = 0; i < count; i++) {
		json_t *period, *detail = make_activity(fhir, &rows[i],
		    "outcomes.action_what", "outcomes.action_who");

		if (detail == NULL)
			continue;
		period = json_object();
		fhir_set_date(fhir, period, "end", "outcomes.action_by",
		    &rows[i]);
		fhir_set_some(detail, "scheduledPeriod", period);
		if (named)
			json_object_set_new(detail, "goal",
			    json_pack("[o]", fhir_reference(&goal)));
		add_detail(activities, detail);
	}
}

/* My week: "Monday; Tuesday, 09:00 to 10:00". */
static void
add_week(const struct fhir *fhir, json_t *activities)
{
	const struct uid *rows;
	size_t count = fhir_rows(fhir, "week.entry", &UID_NONE, &rows);

	for (size_t i = 0; i < count; i++) {
		json_t *detail = make_activity(fhir, &rows[i], "week.what",
		    "week.who");
		char *days, *from, *until;
		struct buf when;

		if (detail == NULL)
			continue;
		days = fhir_shown(fhir, "week.days", &rows[i]);
		from = fhir_shown(fhir, "week.starts", &rows[i]);
		until = fhir_shown(fhir, "week.ends", &rows[i]);
		buf_init(&when);
		buf_add(&when, days);
		if (from[0] != '\0' && until[0] != '\0')
			buf_addf(&when, "%s%s to %s", when.len > 0 ? ", " : "",
			    from, until);
		fhir_set_text(detail, "scheduledString", when.data);
		buf_clear(&when);
		free(days);
		free(from);
		free(until);
		add_detail(activities, detail);
	}
}

static json_t *
make_activities(const struct fhir *fhir)
{
	json_t *activities = json_array();
	const struct uid *rows;
	size_t count = fhir_rows(fhir, "outcomes.outcome", &UID_NONE, &rows);

	for (size_t i = 0; i < count; i++)
		add_actions(fhir, activities, &rows[i]);
	add_week(fhir, activities);
	return activities;
}

/* --- the plan --- */

static void
add_period(const struct fhir *fhir, json_t *plan)
{
	const struct value *weeks = view_value(fhir->view,
	    view_field(fhir->view, "purpose.weeks"), &UID_NONE);
	json_t *period = json_object();
	char text[DATE_ISO_LEN + 1];
	struct date start;

	fhir_set_date(fhir, period, "start", "purpose.start", &UID_NONE);
	if (json_object_size(period) > 0 && weeks != NULL &&
	    weeks->kind == VALUE_NUMBER && weeks->number >= 1 &&
	    weeks->number <= 5200 &&
	    date_parse_iso(fhir_text(fhir, "purpose.start", &UID_NONE),
		&start)) {
		date_format_iso(date_from_days(date_to_days(start) +
				    (long)weeks->number * 7 - 1), text);
		json_object_set_new(period, "end", json_string(text));
	}
	fhir_set_some(plan, "period", period);
}

/* What stands at the top and the foot of each page: whom the copy is for, and
 * that it is a draft or the words of its seal. */
static void
add_notes(const struct fhir *fhir, json_t *plan)
{
	const struct report *report = fhir->report;
	json_t *notes = json_array();

	for (size_t i = 0; i < report->top; i++)
		if (report->blocks[i].kind == BLOCK_NOTE)
			json_array_append_new(notes, json_pack("{s:o}", "text",
			    json_words(report->blocks[i].text)));
	json_array_append_new(notes,
	    json_pack("{s:o}", "text", json_words(report->foot)));
	json_object_set_new(plan, "note", notes);
}

void
fhir_add_care_plan(struct fhir *fhir)
{
	struct fhir_id id = fhir_made_id(fhir, "CarePlan", "");
	struct fhir_id team = fhir_made_id(fhir, "CareTeam", "");
	bool helped = add_team(fhir, &team);
	json_t *plan = fhir_resource(fhir, "CarePlan", &id);

	json_object_set_new(plan, "status",
	    json_string(fhir->report->seal != NULL ? "active" : "draft"));
	json_object_set_new(plan, "intent", json_string("plan"));
	json_object_set_new(plan, "title", json_words(fhir->report->title));
	json_object_set_new(plan, "subject", fhir_reference(&fhir->patient));
	fhir_set_answer(fhir, plan, "description", "purpose.asked_for",
	    &UID_NONE);
	add_period(fhir, plan);
	add_notes(fhir, plan);
	if (helped)
		json_object_set_new(plan, "careTeam",
		    json_pack("[o]", fhir_reference(&team)));
	fhir_set_some(plan, "goal", json_incref(fhir->goals));
	fhir_set_some(plan, "supportingInfo", json_incref(fhir->support));
	fhir_set_some(plan, "activity", make_activities(fhir));
	fhir_add(fhir, &id, plan);
}
