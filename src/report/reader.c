/* Who reads a copy, and what of the plan is meant for them. */
#include "config.h"

#include "report/report_private.h"

#include <string.h>

#include "base/alloc.h"
#include "form/field_type.h"

/* Links may lead to rows that show links; forms nest two deep, and a chain
 * longer than this is not shown rather than followed for ever. */
#define MAX_LINKS 4

/* What somebody else said about the person is not handed to the person, those at
 * home or those who give support without a decision. */
#define NOT_THIRD_PARTY                                                        \
	(AUDIENCE_PERSON | AUDIENCE_HOME | AUDIENCE_FAMILY | AUDIENCE_PROVIDER)

/* The rows in which the person says who else may see what. */
#define REPEAT_VIEWER  "consent.viewer"
#define QUESTION_PARTS "consent.viewer_parts"
#define QUESTION_UNTIL "consent.viewer_until"
#define QUESTION_WHO   "consent.viewer_who"

/* The forms of each part that can be chosen there. What stands in no part is on
 * every family copy, as far as its own audience says. */
static const struct {
	const char *part;
	const char *forms[4];
} parts[READER_PARTS] = {
	{ "me", { "about_me", "me" } },
	{ "outcomes", { "outcomes" } },
	{ "week", { "week" } },
	{ "health", { "health" } },
	{ "risks", { "risks" } },
	{ "money", { "money", "paying" } },
};

static bool
meant_for(const struct reader *reader, unsigned audiences, bool restricted)
{
	return reader->audience == AUDIENCE_AGENCIES ||
	    (!restricted && (audiences & reader->wanted) != 0);
}

/* The part of the plan that FORM belongs to; READER_PARTS: none. */
static size_t
part_of(const struct form *form)
{
	for (size_t i = 0; i < READER_PARTS; i++)
		for (size_t j = 0; parts[i].forms[j] != NULL; j++)
			if (strcmp(parts[i].forms[j], form->id) == 0)
				return i;
	return READER_PARTS;
}

/* Of a part that the person chose to show, the reader sees what the person
 * sees; of one that was not chosen, nothing. */
static struct reader
reader_of_form(const struct reader *reader, const struct form *form)
{
	struct reader out = *reader;
	size_t part;

	if (!reader->by_part || (part = part_of(form)) == READER_PARTS)
		return out;
	out.wanted = reader->part[part]
	    ? (unsigned)(AUDIENCE_FAMILY | AUDIENCE_PERSON)
	    : 0;
	return out;
}

bool
repeat_meant(const struct reader *reader, const struct repeat *repeat)
{
	struct reader here;

	if (repeat == NULL)
		return true;
	if (reader->sealed_only && !repeat->section->sealed)
		return false;
	here = reader_of_form(reader, repeat->form);
	for (; repeat != NULL; repeat = repeat->in)
		if (!meant_for(&here, repeat->audience, repeat->restricted))
			return false;
	return true;
}

bool
third_party_kept(const struct reader *reader, const struct field *field)
{
	return field->third_party &&
	    ((unsigned)reader->audience & NOT_THIRD_PARTY) != 0;
}

static bool
field_meant_after(const struct reader *reader, const struct field *field,
    int links)
{
	struct reader here = reader_of_form(reader, field->form);

	if (!meant_for(&here, field->audience, field->restricted) ||
	    third_party_kept(reader, field) ||
	    !repeat_meant(reader, field->repeat))
		return false;
	if (field->link == NULL)
		return true;
	if (links == MAX_LINKS || !repeat_meant(reader, field->link))
		return false;
	for (size_t i = 0; i < field->link->summary_count; i++)
		if (!field_meant_after(reader, field->link->summary[i],
			links + 1))
			return false;
	return true;
}

bool
field_meant(const struct reader *reader, const struct field *field)
{
	if (reader->sealed_only && !field->sealed)
		return false;
	return reader->audience == AUDIENCE_AGENCIES ||
	    field_meant_after(reader, field, 0);
}

/* --- who may see which parts --- */

/* What counts as the answer and holds, or NULL. */
static const char *
text_of(const struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct field_state state;

	if (field == NULL)
		return NULL;
	plan_field(plan, field, row, &state);
	if (!state.relevant || !state.valid || state.value->kind != VALUE_TEXT)
		return NULL;
	return state.value->text;
}

/* May the one in ROW still see it? A day that cannot be read is over. */
static bool
still_may(const struct plan *plan, const struct uid *row)
{
	const struct field *field =
	    form_set_field(plan_forms(plan), QUESTION_UNTIL);
	struct field_state state;
	struct date until;

	if (field == NULL)
		return true;
	plan_field(plan, field, row, &state);
	if (!state.relevant || !state.answered)
		return true;
	return state.valid && state.value->kind == VALUE_TEXT &&
	    date_parse_iso(state.value->text, &until) &&
	    date_compare(plan_today(plan), until) <= 0;
}

static bool
may_see_part(const struct plan *plan, const struct uid *row, const char *part)
{
	const char *codes = text_of(plan, QUESTION_PARTS, row);

	return codes != NULL && still_may(plan, row) && codes_have(codes, part);
}

/* Does the plan ask who else may see it? */
static bool
asks_viewers(const struct plan *plan)
{
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), REPEAT_VIEWER);

	return repeat != NULL && plan_section_shown(plan, repeat->section) &&
	    plan_repeat_shown(plan, repeat, &UID_NONE);
}

size_t
report_viewers(const struct plan *plan, const struct uid **rows)
{
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), REPEAT_VIEWER);

	*rows = NULL;
	if (!asks_viewers(plan))
		return 0;
	return plan_rows(plan, repeat, &UID_NONE, rows);
}

void
reader_init(struct reader *reader, const struct plan *plan,
    enum audience audience, const struct uid *viewer)
{
	const struct uid *rows;
	size_t count;

	*reader = (struct reader){
		.audience = audience,
		.wanted = (unsigned)audience,
		.by_part = audience == AUDIENCE_FAMILY && asks_viewers(plan),
	};
	if (!reader->by_part)
		return;
	count = report_viewers(plan, &rows);
	if (viewer != NULL) {
		rows = viewer;
		count = 1;
	}
	/* a copy that names nobody shows what each of them may see */
	for (size_t i = 0; i < READER_PARTS; i++) {
		reader->part[i] = count > 0;
		for (size_t r = 0; r < count; r++)
			reader->part[i] = reader->part[i] &&
			    may_see_part(plan, &rows[r], parts[i].part);
	}
}

bool
report_find_viewer(struct plan *plan, const char *name, struct uid *row)
{
	const struct uid *rows;
	size_t count = report_viewers(plan, &rows), found = 0;

	for (size_t i = 0; i < count; i++) {
		const char *who = text_of(plan, QUESTION_WHO, &rows[i]);

		if (who == NULL || strncmp(who, name, strlen(name)) != 0)
			continue;
		*row = rows[i];
		found++;
	}
	return found == 1;
}

const char *
viewer_name(const struct plan *plan, const struct uid *viewer)
{
	const char *name = text_of(plan, QUESTION_WHO, viewer);

	return name != NULL ? name : "";
}
