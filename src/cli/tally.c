#include "config.h"

#include "cli/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/money.h"
#include "form/field_type.h"
#include "plan/stage.h"

#define NUMBER INT64_C(10000) /* one, in a rate's ten-thousandths */

/* Where nobody says otherwise. */
#define SMALL	   5
#define SPLIT_FROM 50
#define SOON_DAYS  28

enum { DUE_LATE, DUE_SOON, DUE_LATER, DUE_NONE };

/* --- beginning --- */

static void
set_rows(struct tally_table *table, const char *title,
    const char *const *labels, size_t count)
{
	table->title = title;
	table->rows = xcalloc(count + 1, sizeof *table->rows);
	table->count = count;
	for (size_t i = 0; i < count; i++)
		table->rows[i].label = labels[i];
}

/* A row for each choice of the question NAME; none if the forms lack it. */
static void
set_choices(struct tally_table *table, const struct form_set *forms,
    const char *title, const char *name)
{
	const struct field *field = form_set_field(forms, name);
	size_t count = field && field->list ? field->list->count : 0;

	table->title = title;
	table->rows = xcalloc(count + 1, sizeof *table->rows);
	table->count = count;
	for (size_t i = 0; i < count; i++)
		table->rows[i].label = field->list->choices[i].label;
}

static int64_t
term(const struct rates *rates, const char *key, struct date day,
    int64_t fallback)
{
	int64_t value = rates ? rates_value(rates, key, date_to_days(day),
				    fallback * NUMBER)
			      : fallback * NUMBER;

	return value / NUMBER;
}

void
tally_init(struct tally *tally, const struct form_set *forms,
    const struct rates *rates, struct date today)
{
	static const char *const due[] = {
		[DUE_LATE] = "The day has passed",
		[DUE_SOON] = "In the next 4 weeks",
		[DUE_LATER] = "Later",
		[DUE_NONE] = "No day",
	};
	static const char *const dissent[] = {
		"Somebody does not agree, and it is written down",
	};
	struct tally_table *tables = tally->tables;

	*tally = (struct tally){
		.forms = forms,
		.today = today,
		.terms = {
			.small = term(rates, "report_small", today, SMALL),
			.split_from = term(rates, "report_split_from", today,
			    SPLIT_FROM),
		},
	};
	set_rows(&tables[TALLY_STAGE], "How far plans have come",
	    stage_names, STAGE_COUNT);
	tables[TALLY_STAGE].apart = true;
	set_choices(&tables[TALLY_KIND], forms, "What plans are for",
	    FORM_KINDS_FIELD);
	set_rows(&tables[TALLY_REVIEW], "When plans are looked at again", due,
	    ARRAY_LEN(due));
	tables[TALLY_REVIEW].apart = true;
	set_choices(&tables[TALLY_OUTCOME], forms,
	    "How it went with what people want to change",
	    "outcomes.progress");
	tables[TALLY_OUTCOME].things = true;
	set_rows(&tables[TALLY_DISSENT], "Where people do not agree", dissent,
	    ARRAY_LEN(dissent));
}

void
tally_clear(struct tally *tally)
{
	for (size_t i = 0; i < TALLY_GROUPS; i++)
		free(tally->tables[i].rows);
}

/* --- what one plan says --- */

/* What counts of the question NAME in ROW, or NULL. */
static const struct value *
value_of(const struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct field_state state;

	if (!field)
		return NULL;
	plan_field(plan, field, row ? row : &UID_NONE, &state);
	return state.relevant && state.valid && !value_is_none(state.value)
	    ? state.value
	    : NULL;
}

static const char *
text_of(const struct plan *plan, const char *name, const struct uid *row)
{
	const struct value *value = value_of(plan, name, row);

	return value && value->kind == VALUE_TEXT ? value->text : "";
}

static size_t
rows_of(const struct plan *plan, const char *name, const struct uid *parent,
    const struct uid **rows)
{
	const struct repeat *repeat = form_set_repeat(plan_forms(plan), name);

	if (!repeat || !plan_section_shown(plan, repeat->section) ||
	    !plan_repeat_shown(plan, repeat, parent))
		return 0;
	return plan_rows(plan, repeat, parent, rows);
}

/* Which of the choices of NAME CODE is; SIZE_MAX: none. */
static size_t
choice_of(const struct tally *tally, const char *name, const char *code)
{
	const struct field *field = form_set_field(tally->forms, name);

	for (size_t i = 0; field && field->list && i < field->list->count; i++)
		if (strcmp(field->list->choices[i].code, code) == 0)
			return i;
	return SIZE_MAX;
}

/* --- counting --- */

static void
count_kinds(struct tally *tally, const struct plan *plan)
{
	struct tally_table *table = &tally->tables[TALLY_KIND];
	const struct field *field =
	    form_set_field(tally->forms, FORM_KINDS_FIELD);

	for (size_t i = 0; i < table->count; i++)
		if (codes_have(plan_kinds(plan), field->list->choices[i].code))
			table->rows[i].count.people++;
	table->people++;
}

/* What has ended, and a person who has died, are never due. */
static void
count_review(struct tally *tally, const struct plan *plan)
{
	struct tally_table *table = &tally->tables[TALLY_REVIEW];
	struct date next;
	int which = DUE_NONE;

	if (plan_look_again(plan, &next)) {
		long days = date_days_between(plan_today(plan), next);

		which = days < 0 ? DUE_LATE
		    : days <= SOON_DAYS ? DUE_SOON
					: DUE_LATER;
	}
	table->rows[which].count.people++;
	table->people++;
}

static void
count_outcomes(struct tally *tally, const struct plan *plan)
{
	struct tally_table *table = &tally->tables[TALLY_OUTCOME];
	bool *seen = xcalloc(table->count + 1, sizeof *seen);
	const struct uid *rows;
	size_t count = rows_of(plan, "outcomes.outcome", &UID_NONE, &rows);
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		const char *went = text_of(plan, "outcomes.went", &rows[i]);
		size_t at;

		/* without a look at the whole plan the outcome itself says it */
		if (went[0] == '\0')
			went = text_of(plan, "outcomes.progress", &rows[i]);
		at = choice_of(tally, "outcomes.progress", went);

		if (at == SIZE_MAX)
			continue;
		table->rows[at].things++;
		table->rows[at].count.people += !seen[at];
		seen[at] = any = true;
	}
	table->people += any;
	free(seen);
}

/* Does NAME say CODE (NULL: anything) in a row of REPEAT in PARENT? */
static bool
any_says(const struct plan *plan, const char *repeat, const struct uid *parent,
    const char *name, const char *code)
{
	const struct uid *rows;
	size_t count = rows_of(plan, repeat, parent, &rows);

	for (size_t i = 0; i < count; i++) {
		const char *text = text_of(plan, name, &rows[i]);

		if (code ? strcmp(text, code) == 0 : text[0] != '\0')
			return true;
	}
	return false;
}

static bool
has_dissent(const struct plan *plan)
{
	const char *agrees = text_of(plan, "agree.agrees", NULL);
	const struct uid *risks;
	size_t count = rows_of(plan, "risks.risk", &UID_NONE, &risks);

	for (size_t i = 0; i < count; i++)
		if (any_says(plan, "risks.view", &risks[i], "risks.view_says",
			"no"))
			return true;
	return strcmp(agrees, "part") == 0 || strcmp(agrees, "no") == 0 ||
	    any_says(plan, "agree.worker", &UID_NONE, "agree.worker_says",
		"no") ||
	    any_says(plan, "sign.signature", &UID_NONE, "sign.sig_dissent",
		NULL);
}

/* Did somebody say where, and not only that they had not decided? */
static bool
is_place(const char *code)
{
	return code[0] != '\0' && strcmp(code, "undecided") != 0 &&
	    strcmp(code, "not_say") != 0;
}

static void
count_place(struct tally *tally, const struct plan *plan)
{
	const char *wish = text_of(plan, "health.pref_place", NULL);
	const char *place = text_of(plan, "health.actual_place", NULL);
	struct place_group *group = plan_money(plan)->stream_count > 0
	    ? &tally->places.with_budget
	    : &tally->places.without;

	if (!value_of(plan, "about_me.date_of_death", NULL))
		return;
	if (!is_place(wish) || place[0] == '\0') {
		tally->places.not_known++;
		return;
	}
	group->known++;
	group->as_wished += strcmp(wish, place) == 0;
}

static void
count_freed(struct tally *tally, const struct plan *plan)
{
	const struct value *freed = value_of(plan, "money.freed", NULL);

	if (freed && freed->kind == VALUE_NUMBER &&
	    add_checked(tally->freed_pence, freed->number,
		&tally->freed_pence))
		tally->freed_plans++;
}

void
tally_add(struct tally *tally, struct plan *plan)
{
	struct tally_table *stages = &tally->tables[TALLY_STAGE];

	tally->plans++;
	stages->rows[plan_stage(plan)->stage].count.people++;
	stages->people++;
	count_kinds(tally, plan);
	count_review(tally, plan);
	count_outcomes(tally, plan);
	tally->tables[TALLY_DISSENT].rows[0].count.people += has_dissent(plan);
	tally->tables[TALLY_DISSENT].people++;
	count_place(tally, plan);
	count_freed(tally, plan);
}

/* --- what may be told --- */

/* One person may be in several rows, so each row is told against all. */
static void
hide_each(struct tally_table *table, int64_t small)
{
	for (size_t i = 0; i < table->count; i++)
		table->rows[i].count.hidden = !count_may_tell(
		    table->rows[i].count.people, table->people, small);
}

static void
hide_apart(struct tally_table *table, int64_t small)
{
	struct count *counts = xcalloc(table->count + 1, sizeof *counts);

	for (size_t i = 0; i < table->count; i++)
		counts[i] = table->rows[i].count;
	table->told = counts_hide(counts, table->count, small);
	for (size_t i = 0; i < table->count; i++)
		table->rows[i].count = counts[i];
	free(counts);
}

void
tally_hide(struct tally *tally)
{
	int64_t small = tally->terms.small;

	for (size_t i = 0; i < TALLY_GROUPS; i++) {
		struct tally_table *table = &tally->tables[i];

		table->told = table->people >= small && table->people > 0;
		if (!table->told)
			continue;
		if (table->apart)
			hide_apart(table, small);
		else
			hide_each(table, small);
	}
	place_of_death_reckon(&tally->terms, &tally->places,
	    &tally->place_told);
	tally->freed_told = tally->freed_plans > 0 &&
	    tally->freed_plans >= small;
}
