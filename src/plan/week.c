#include "config.h"

#include "plan/week.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "form/field_type.h"

static const struct {
	const char *code, *name, *brief;
} days[WEEK_DAYS] = {
	{ "mon", "Monday", "Mon" },
	{ "tue", "Tuesday", "Tue" },
	{ "wed", "Wednesday", "Wed" },
	{ "thu", "Thursday", "Thu" },
	{ "fri", "Friday", "Fri" },
	{ "sat", "Saturday", "Sat" },
	{ "sun", "Sunday", "Sun" },
};

static const char *const kinds[WEEK_KINDS] = {
	[WEEK_EVERY] = "every", [WEEK_GOOD] = "good", [WEEK_BAD] = "bad"
};

static const char *const names[WEEK_QUESTIONS] = {
	[WEEK_WHAT] = "week.what",
	[WEEK_ON] = "week.days",
	[WEEK_STARTS] = "week.starts",
	[WEEK_ENDS] = "week.ends",
	[WEEK_WHO] = "week.who",
	[WEEK_STAFF] = "week.staff",
	[WEEK_PAID] = "week.paid",
	[WEEK_PLACE] = "week.place",
	[WEEK_LINE] = "week.line",
	[WEEK_VARIANT] = "week.variant",
	[WEEK_BACKUP] = "week.backup",
};

const char *
week_question_name(enum week_question question)
{
	return names[question];
}

bool
week_form_find(const struct form_set *forms, struct week_form *out)
{
	out->entry = form_set_repeat(forms, WEEK_ENTRY);
	for (size_t i = 0; i < WEEK_QUESTIONS; i++)
		out->fields[i] = form_set_field(forms, names[i]);
	return out->entry != NULL;
}

const char *
week_day_code(int day)
{
	return days[day].code;
}

const char *
week_day_name(int day)
{
	return days[day].name;
}

const char *
week_day_brief(int day)
{
	return days[day].brief;
}

const char *
week_kind_code(enum week_kind kind)
{
	return kinds[kind];
}

/* --- reading a row --- */

static const struct value *
value_of(const struct plan *plan, const struct week_form *form,
    enum week_question question, const struct uid *row)
{
	const struct field *field = form->fields[question];
	struct field_state state;

	if (field == NULL)
		return NULL;
	plan_field(plan, field, row, &state);
	if (!state.relevant || !state.valid || value_is_none(state.value))
		return NULL;
	return state.value;
}

static const char *
code_of(const struct plan *plan, const struct week_form *form,
    enum week_question question, const struct uid *row)
{
	const struct value *value = value_of(plan, form, question, row);

	return value != NULL && value->kind == VALUE_TEXT ? value->text : "";
}

/* "07:30" as minutes after midnight; -1: it is no time. */
static int
time_of(const char *text)
{
	int hours, minutes;

	if (strlen(text) != 5 || text[2] != ':' ||
	    strspn(text, "0123456789") != 2 ||
	    strspn(text + 3, "0123456789") != 2)
		return -1;
	hours = (text[0] - '0') * 10 + text[1] - '0';
	minutes = (text[3] - '0') * 10 + text[4] - '0';
	return hours < 24 && minutes < 60 ? hours * 60 + minutes : -1;
}

static unsigned
days_of(const char *codes)
{
	unsigned on = 0;

	for (size_t d = 0; d < WEEK_DAYS; d++)
		if (codes_have(codes, days[d].code))
			on |= 1u << d;
	return on;
}

static enum week_kind
kind_of(const char *code)
{
	for (size_t i = 0; i < WEEK_KINDS; i++)
		if (strcmp(code, kinds[i]) == 0)
			return (enum week_kind)i;
	return WEEK_EVERY;
}

static enum week_help
help_of(const char *code)
{
	if (strcmp(code, "paid") == 0)
		return WEEK_PAID_HELP;
	if (strcmp(code, "unpaid") == 0)
		return WEEK_FREE_HELP;
	return strcmp(code, "alone") == 0 ? WEEK_ALONE : WEEK_NOT_SAID;
}

static int
people_of(const struct value *value)
{
	if (value == NULL || value->kind != VALUE_NUMBER || value->number < 0 ||
	    value->number > 99)
		return 1;
	return (int)value->number;
}

/* By the hour; what has none comes last, in the order of the plan. */
static int
compare(const void *a, const void *b)
{
	const struct week_part *left = a, *right = b;

	if (left->starts != right->starts) {
		if (left->starts < 0 || right->starts < 0)
			return left->starts < 0 ? 1 : -1;
		return left->starts < right->starts ? -1 : 1;
	}
	return left->place < right->place ? -1 : left->place > right->place;
}

void
week_read(const struct plan *plan, const struct week_form *form,
    struct week *out)
{
	const struct uid *rows;

	*out = (struct week){ 0 };
	if (form->entry == NULL ||
	    !plan_repeat_shown(plan, form->entry, &UID_NONE))
		return;
	out->count = plan_rows(plan, form->entry, &UID_NONE, &rows);
	out->parts = xcalloc(out->count + 1, sizeof *out->parts);
	for (size_t i = 0; i < out->count; i++) {
		const struct uid *row = &rows[i];

		out->parts[i] = (struct week_part){
			.row = *row,
			.place = i,
			.days = days_of(code_of(plan, form, WEEK_ON, row)),
			.kind = kind_of(code_of(plan, form, WEEK_VARIANT, row)),
			.help = help_of(code_of(plan, form, WEEK_PAID, row)),
			.starts = time_of(code_of(plan, form, WEEK_STARTS, row)),
			.ends = time_of(code_of(plan, form, WEEK_ENDS, row)),
			.people = people_of(value_of(plan, form, WEEK_STAFF, row)),
		};
	}
	qsort(out->parts, out->count, sizeof *out->parts, compare);
}

void
week_clear(struct week *week)
{
	free(week->parts);
	*week = (struct week){ 0 };
}

/* --- what it comes to --- */

bool
week_part_on(const struct week_part *part, int day)
{
	return (part->days & 1u << day) != 0;
}

bool
week_part_daily(const struct week_part *part)
{
	return part->days == (1u << WEEK_DAYS) - 1;
}

bool
week_kind_has(enum week_kind shown, enum week_kind part)
{
	return part == WEEK_EVERY || part == shown;
}

int
week_part_minutes(const struct week_part *part)
{
	if (part->starts < 0 || part->ends < 0)
		return 0;
	return part->ends - part->starts +
	    (part->ends <= part->starts ? DAY_MINUTES : 0);
}

int64_t
week_minutes(const struct week *week, enum week_kind shown, int day,
    enum week_help help)
{
	int64_t minutes = 0;

	for (size_t i = 0; i < week->count; i++) {
		const struct week_part *part = &week->parts[i];

		if (part->help != help || !week_kind_has(shown, part->kind))
			continue;
		for (int d = 0; d < WEEK_DAYS; d++)
			if (week_part_on(part, d) && (day < 0 || d == day))
				minutes += (int64_t)week_part_minutes(part) *
				    part->people;
	}
	return minutes;
}
