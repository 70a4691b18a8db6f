/* The answers in memory, and what follows from them: everything is recomputed
 * after every change, so nothing can be out of date. */
#include "config.h"

#include "plan/plan_private.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "form/field_type.h"
#include "plan/facts.h"

static void
answer_clear(struct answer *answer)
{
	value_clear(&answer->value);
	free(answer->voice);
	memset(answer, 0, sizeof *answer);
}

static void
answer_take(struct answer *answer, struct stored_answer *stored)
{
	answer_clear(answer);
	answer->value = stored->value;
	value_init(&stored->value);
	answer->revision = stored->revision;
	answer->voice = stored->voice;
	stored->voice = NULL;
	answer->at = stored->at;
	answer->conflict = stored->conflict;
	answer->taken_out = stored->taken_out;
	answer->withheld = stored->withheld;
}

static void
row_free(struct plan_row *row, const struct repeat *repeat)
{
	for (size_t i = 0; i < ROW_OWN; i++)
		answer_clear(&row->own[i]);
	for (size_t i = 0; i < repeat->field_count; i++)
		answer_clear(&row->answers[i]);
	free(row->answers);
	free(row);
}

void
plan_forget(struct plan *plan)
{
	if (plan->once)
		for (size_t i = 0; i < plan->forms->once_count; i++)
			answer_clear(&plan->once[i]);
	free(plan->once);
	plan->once = NULL;
	if (!plan->tables)
		return;
	for (size_t i = 0; i < plan->forms->repeat_count; i++) {
		struct plan_table *table = &plan->tables[i];
		for (size_t j = 0; j < table->count; j++)
			row_free(table->by_id[j], table->repeat);
		free(table->by_id);
		free(table->shown);
		free(table->shown_ids);
	}
	free(plan->tables);
	plan->tables = NULL;
}

struct plan_table *
plan_table(const struct plan *plan, const struct repeat *repeat)
{
	return &plan->tables[repeat->index];
}

/* Where ID stands, or should stand, among the rows sorted by id. */
static size_t
row_place(const struct plan_table *table, const struct uid *id, bool *found)
{
	size_t low = 0, high = table->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = uid_compare(&table->by_id[mid]->id, id);
		if (order == 0) {
			*found = true;
			return mid;
		}
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	*found = false;
	return low;
}

struct plan_row *
plan_find_row(const struct plan *plan, const struct repeat *repeat,
    const struct uid *id)
{
	struct plan_table *table = plan_table(plan, repeat);
	bool found = true;
	size_t at = table->last;

	/* whoever asks for one field of a row asks for the next one too */
	if (at >= table->count || !uid_equal(&table->by_id[at]->id, id))
		at = row_place(table, id, &found);
	if (!found)
		return NULL;
	table->last = at;
	return table->by_id[at];
}

static struct plan_row *
row_get(struct plan_table *table, const struct uid *id)
{
	bool found;
	size_t at = row_place(table, id, &found);

	if (found)
		return table->by_id[at];
	ARRAY_GROW(table->by_id, table->count, table->cap);
	memmove(table->by_id + at + 1, table->by_id + at,
	    (table->count - at) * sizeof *table->by_id);
	struct plan_row *row = xcalloc(1, sizeof *row);
	row->id = *id;
	row->answers =
	    xcalloc(table->repeat->field_count + 1, sizeof *row->answers);
	table->by_id[at] = row;
	table->count++;
	return row;
}

/* Which of a row's own answers NAME is. */
static size_t
row_own_answer(const struct repeat *repeat, const char *name)
{
	if (strcmp(name, repeat->position_name) == 0)
		return ROW_POSITION;
	return strcmp(name, repeat->parent_name) == 0 ? ROW_PARENT
						      : ROW_REMOVED;
}

/* Only an exercise is set on a day of its own; what cannot be read as one is as
 * if nobody had said it. */
static bool
read_exercise(struct plan *plan, const struct value *value)
{
	if (!store_training(plan->store))
		return false;
	if (value->kind != VALUE_TEXT ||
	    !date_parse_iso(value->text, &plan->exercise))
		plan->exercise = (struct date){ 0 };
	return true;
}

/* Puts one stored answer where the forms say it belongs. An answer kept under
 * a question's older name counts until the question is answered under its new
 * one. Returns false for a question these forms do not have. */
static bool
place_answer(struct plan *plan, struct stored_answer *stored)
{
	const struct repeat *repeat =
	    form_set_row_answer(plan->forms, stored->field);
	struct answer *answer;

	if (repeat) {
		if (uid_is_none(&stored->row))
			return false;
		struct plan_row *row =
		    row_get(plan_table(plan, repeat), &stored->row);
		answer = &row->own[row_own_answer(repeat, stored->field)];
		answer_take(answer, stored);
		return true;
	}
	if (strcmp(stored->field, EXERCISE_TODAY) == 0)
		return read_exercise(plan, &stored->value);
	const struct field *field = form_set_field(plan->forms, stored->field);
	if (!field || (field->repeat == NULL) != uid_is_none(&stored->row))
		return false;
	if (field->repeat)
		answer = &row_get(plan_table(plan, field->repeat), &stored->row)
			      ->answers[field->column];
	else
		answer = &plan->once[field->column];
	bool older = strcmp(stored->field, field->name) != 0;
	if (older && !uid_is_none(&answer->revision))
		return true;
	answer_take(answer, stored);
	answer->valid = field_valid(field, &answer->value, NULL);
	if (older)
		answer->revision = UID_NONE;
	return true;
}

static bool
row_removed(const struct plan_row *row)
{
	const struct value *removed = &row->own[ROW_REMOVED].value;

	return removed->kind == VALUE_NUMBER && removed->number == 1;
}

static const char *
row_position(const struct plan_row *row)
{
	const struct value *position = &row->own[ROW_POSITION].value;

	return position->kind == VALUE_TEXT ? position->text : "";
}

static int
compare_rows(const void *left, const void *right)
{
	const struct plan_row *a = *(struct plan_row *const *)left;
	const struct plan_row *b = *(struct plan_row *const *)right;
	int order = strcmp(row_position(a), row_position(b));

	return order ? order : uid_compare(&a->id, &b->id);
}

/* Finds the rows that are there, in the order they stand: by position, and
 * inner rows parent by parent in the parents' order. Outer repeats come before
 * inner ones in the form set, so one pass is enough. */
static void
order_rows(struct plan *plan, struct plan_table *table)
{
	const struct repeat *in = table->repeat->in;
	struct plan_row **all = xcalloc(table->count + 1, sizeof *all);
	size_t count = 0;

	for (size_t i = 0; i < table->count; i++) {
		struct plan_row *row = table->by_id[i];
		const struct value *parent = &row->own[ROW_PARENT].value;
		row->there = row->own[ROW_POSITION].value.kind == VALUE_TEXT &&
		    !row_removed(row);
		row->parent = UID_NONE;
		if (in && row->there) {
			const struct plan_row *outer = NULL;
			if (parent->kind == VALUE_TEXT &&
			    uid_parse(parent->text, strlen(parent->text),
				&row->parent))
				outer = plan_find_row(plan, in, &row->parent);
			row->there = outer && outer->there;
		}
		if (row->there)
			all[count++] = row;
	}
	qsort(all, count, sizeof *all, compare_rows);
	table->shown = xcalloc(count + 1, sizeof *table->shown);
	table->shown_ids = xcalloc(count + 1, sizeof *table->shown_ids);
	table->shown_count = 0;
	const struct plan_table *outer = in ? plan_table(plan, in) : NULL;
	for (size_t p = 0; p < (outer ? outer->shown_count : 1); p++)
		for (size_t i = 0; i < count; i++) {
			if (outer &&
			    !uid_equal(&all[i]->parent, &outer->shown_ids[p]))
				continue;
			table->shown_ids[table->shown_count] = all[i]->id;
			table->shown[table->shown_count++] = all[i];
		}
	free(all);
}

const struct answer *
plan_answer(const struct plan *plan, const struct field *field,
    const struct uid *row)
{
	if (!field->repeat)
		return &plan->once[field->column];
	struct plan_row *found = plan_find_row(plan, field->repeat, row);
	return found ? &found->answers[field->column] : NULL;
}

void
plan_look(const struct plan *plan, const struct field *field,
    const struct uid *row, const struct answer **answer,
    const struct cell **cell)
{
	const struct plan_row *found = NULL;

	*answer = NULL;
	*cell = NULL;
	if (field->repeat) {
		found = plan_find_row(plan, field->repeat, row);
		if (!found)
			return;
		*answer = &found->answers[field->column];
		if (!found->there)
			return;
	} else
		*answer = &plan->once[field->column];
	if (plan->sandbox)
		*cell = sandbox_cell(plan->sandbox, field,
		    found ? found->sheet : 0);
}

bool
plan_guess_relevant(const struct plan *plan, const struct field *field,
    const struct answer *answer)
{
	const struct repeat *repeat = field->repeat;
	bool condition = field->exprs[EXPR_RELEVANT] ||
	    field->section->relevant || field->form->relevant;

	for (; repeat; repeat = repeat->in)
		condition = condition || repeat->relevant;
	return field_kinds_match(field, plan->kinds) &&
	    (!condition || (answer && !value_is_none(&answer->value)));
}

bool
plan_link_leads(const struct plan *plan, const struct field *field,
    const struct value *value)
{
	if (value->kind != VALUE_TEXT || !field->link)
		return true;
	const char *at = value->text;
	while (*at) {
		struct uid id;
		size_t len = strcspn(at, " ");
		const struct plan_row *row;
		if (!uid_parse(at, len, &id))
			return true; /* not a link at all: the type says so */
		row = plan_find_row(plan, field->link, &id);
		if (!row || !row->there ||
		    (plan->sandbox &&
			!sandbox_row_relevant(plan->sandbox, field->link,
			    row->sheet)))
			return false;
		at += len;
		at += strspn(at, " ");
	}
	return true;
}

static void
sheet_set(struct plan *plan, const struct field *field, size_t row,
    const struct answer *answer)
{
	if (value_is_none(&answer->value))
		return;
	sandbox_set(plan->sandbox, field, row, &answer->value, answer->valid);
}

static void
fill_sheet(struct plan *plan)
{
	const struct form_set *forms = plan->forms;

	sandbox_clear(plan->sandbox, plan->kinds, plan->reckoned);
	for (size_t i = 0; i < forms->once_count; i++)
		sheet_set(plan, forms->fields_once[i], 0, &plan->once[i]);
	for (size_t i = 0; i < forms->repeat_count; i++) {
		struct plan_table *table = &plan->tables[i];
		const struct repeat *repeat = table->repeat;
		for (size_t j = 0; j < table->shown_count; j++) {
			struct plan_row *row = table->shown[j];
			row->sheet = sandbox_row(plan->sandbox, repeat,
			    &row->id, repeat->in ? &row->parent : NULL);
			for (size_t k = 0; k < repeat->field_count; k++)
				sheet_set(plan, repeat->fields[k], row->sheet,
				    &row->answers[k]);
		}
	}
}

static void
read_kinds(struct plan *plan)
{
	const struct field *field =
	    form_set_field(plan->forms, FORM_KINDS_FIELD);
	const struct answer *answer =
	    field && !field->repeat ? &plan->once[field->column] : NULL;

	free(plan->kinds);
	plan->kinds = xstrdup(answer && answer->value.kind == VALUE_TEXT
		? answer->value.text
		: "");
}

/* One pass over everything that follows from the answers. An expression that ran
 * too long has no result; lint and `oneplan check` name it. */
static void
run(struct plan *plan)
{
	const struct fact_table *table;
	struct error ignored;

	facts_free(plan->facts);
	plan->reckoned = plan_today(plan);
	fill_sheet(plan);
	plan->facts = facts_new(plan->sandbox, plan->forms, plan->rates,
	    plan->reckoned);
	while ((table = sandbox_run(plan->sandbox, &ignored)) != NULL)
		facts_fill(plan->facts, table);
}

/* A plan may stay open over midnight. */
const struct facts *
plan_facts(struct plan *plan)
{
	if (plan->sandbox &&
	    date_compare(plan->reckoned, plan_today(plan)) != 0)
		plan_recompute(plan);
	return plan->facts;
}

void
plan_recompute(struct plan *plan)
{
	read_kinds(plan);
	plan_identity_make(plan);
	plan->generation++;
	if (!plan->sandbox)
		return;
	run(plan);
	facts_money(plan->facts, &plan->money);
	plan_stage_make(plan);
	plan_summarise(plan);
}

bool
plan_reload(struct plan *plan, struct error *err)
{
	struct stored_answer *stored;
	size_t count;
	int64_t version = store_version(plan->store);

	if (!uid_is_none(&plan->as_of)
		? !store_answers_sealed(plan->store, &plan->as_of, &stored,
		      &count, err)
		: plan->as_of_at != 0
		? !store_answers_at(plan->store, plan->as_of_at, &stored,
		      &count, err)
		: !store_answers(plan->store, &stored, &count, err))
		return false;
	plan_forget(plan);
	plan->version = version;
	plan->unknown = 0;
	plan->exercise = (struct date){ 0 };
	plan->once = xcalloc(plan->forms->once_count + 1, sizeof *plan->once);
	plan->tables =
	    xcalloc(plan->forms->repeat_count + 1, sizeof *plan->tables);
	for (size_t i = 0; i < plan->forms->repeat_count; i++)
		plan->tables[i].repeat = plan->forms->repeats[i];
	for (size_t i = 0; i < count; i++)
		if (!place_answer(plan, &stored[i]) &&
		    !value_is_none(&stored[i].value))
			plan->unknown++;
	stored_answers_clear(stored, count);
	for (size_t i = 0; i < plan->forms->repeat_count; i++)
		order_rows(plan, &plan->tables[i]);
	plan_recompute(plan);
	return true;
}
