/* What is left: one walk over everything that is asked, in the forms' order. */
#include "config.h"

#include "plan/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "form/field_type.h"
#include "plan/audit.h"
#include "plan/event.h"
#include "plan/jot.h"
#include "plan/merge.h"
#include "plan/plan_private.h"

struct walk {
	const struct plan *plan;
	const struct section *only; /* one section, or NULL: all */
	bool restricted;	    /* restricted fields count too */
	/* out */
	struct todo *items; /* NULL: only count */
	size_t count, cap;
	bool list;
	bool died; /* the person has */
	int left; /* how many stand against sign-off, listed or not */
	struct progress progress;
	int problems;
};

/* Is it asked about what has happened? */
static bool
of_events(const struct todo *todo)
{
	const struct form *form =
	    todo->field ? todo->field->form : todo->repeat->form;

	return strcmp(form->id, EVENT_FORM) == 0;
}

static void
add(struct walk *walk, const struct todo *todo, const char *why)
{
	struct buf text;
	const struct repeat *in = todo->field ? todo->field->repeat : NULL;
	const struct repeat *titled = todo->repeat ? todo->repeat->in : in;

	/* after a death nobody is reminded of what was still to be asked */
	if (walk->died && (todo->kind == TODO_UNANSWERED ||
			      todo->kind == TODO_TOO_FEW) &&
	    !of_events(todo))
		return;
	walk->left += todo->when <= NEED_SIGN;
	if (!walk->list)
		return;
	buf_init(&text);
	if (todo->kind == TODO_REMOVED)
		titled = NULL;
	else if (todo->kind != TODO_UNSORTED)
		buf_add(&text, todo->field ? todo->field->label
					   : todo->repeat->title);
	/* the question first: a row's title may be a long sentence */
	if (titled && !uid_is_none(&todo->row)) {
		buf_add(&text, " (");
		plan_row_title(walk->plan, titled, &todo->row, &text);
		buf_add(&text, ")");
	}
	if (why)
		buf_addf(&text, "%s%s", text.len ? " - " : "", why);
	ARRAY_GROW(walk->items, walk->count, walk->cap);
	walk->items[walk->count] = *todo;
	walk->items[walk->count++].text = buf_take(&text);
}

static enum todo_kind
kind_of_problem(const struct field *field, const struct field_state *state)
{
	if (state->conflict)
		return TODO_CONFLICT;
	if (!state->calculated && !field_valid(field, state->answer, NULL))
		return TODO_INVALID;
	return state->valid ? TODO_CONSTRAINT : TODO_DANGLING;
}

static void
walk_field(struct walk *walk, const struct field *field, const struct uid *row)
{
	struct todo todo = { .field = field, .row = *row };
	struct field_state state;
	struct error why;

	if (field->restricted && !walk->restricted)
		return;
	plan_field(walk->plan, field, row, &state);
	if (!state.relevant)
		return;
	bool problem = plan_state_problem(field, &state, &why);
	bool blank = value_is_none(state.value) && !state.answered;
	bool asked = !state.calculated && !state.readonly;
	if (asked && state.need <= NEED_SIGN) {
		walk->progress.asked++;
		walk->progress.done += !blank && !problem;
	}
	todo.when = state.need;
	if (problem) {
		todo.kind = kind_of_problem(field, &state);
		/* what does not hold stands against sign-off at the latest */
		if (todo.when > NEED_SIGN)
			todo.when = NEED_SIGN;
		walk->problems++;
		add(walk, &todo, why.text);
	} else if (asked && blank && state.need != NEED_NEVER &&
	    !state.taken_out) {
		todo.kind = TODO_UNANSWERED;
		add(walk, &todo, NULL);
	}
}

static void walk_repeat(struct walk *walk, const struct repeat *repeat,
    const struct uid *parent);

static void
walk_row(struct walk *walk, const struct repeat *repeat, const struct uid *row)
{
	for (size_t i = 0; i < repeat->field_count; i++)
		walk_field(walk, repeat->fields[i], row);
	for (size_t i = 0; i < repeat->inner_count; i++)
		walk_repeat(walk, repeat->inner[i], row);
}

static void
walk_repeat(struct walk *walk, const struct repeat *repeat,
    const struct uid *parent)
{
	const struct uid *rows;
	size_t count;

	if ((repeat->restricted && !walk->restricted) ||
	    !plan_repeat_shown(walk->plan, repeat, parent))
		return;
	count = plan_rows(walk->plan, repeat, parent, &rows);
	enum need need = repeat_need(repeat, walk->plan->kinds);
	if (need != NEED_NEVER && count < (size_t)repeat->rows) {
		struct todo todo = {
			.kind = TODO_TOO_FEW,
			.when = need,
			.repeat = repeat,
			.row = *parent,
		};
		struct buf why;
		buf_init(&why);
		buf_addf(&why, "at least %d needed", repeat->rows);
		add(walk, &todo, why.data);
		buf_clear(&why);
	}
	if (need <= NEED_SIGN) {
		walk->progress.asked += repeat->rows;
		walk->progress.done += count < (size_t)repeat->rows
		    ? (int)count
		    : repeat->rows;
	}
	for (size_t i = 0; i < count; i++)
		walk_row(walk, repeat, &rows[i]);
}

static void
walk_plan(struct walk *walk)
{
	const struct form_set *forms = walk->plan->forms;

	if (!walk->plan->sandbox)
		return; /* not reckoned yet: nothing is said of it */
	for (size_t i = 0; i < forms->form_count; i++)
		for (size_t j = 0; j < forms->forms[i]->section_count; j++) {
			const struct section *section =
			    forms->forms[i]->sections[j];
			if ((walk->only && walk->only != section) ||
			    !plan_section_shown(walk->plan, section))
				continue;
			for (size_t k = 0; k < section->item_count; k++) {
				const struct item *item = &section->items[k];
				if (item->field)
					walk_field(walk, item->field, &UID_NONE);
				else
					walk_repeat(walk, item->repeat,
					    &UID_NONE);
			}
		}
}

/* In the order of when; a stable sort keeps the forms' order within each. */
static void
sort_by_when(struct todo *items, size_t count)
{
	struct todo *sorted = xcalloc(count + 1, sizeof *sorted);
	size_t n = 0;

	for (int when = NEED_VISIT; when < NEED_COUNT; when++)
		for (size_t i = 0; i < count; i++)
			if (items[i].when == (enum need)when)
				sorted[n++] = items[i];
	if (n)
		memcpy(items, sorted, n * sizeof *items);
	free(sorted);
}

static void
add_unfinished(struct walk *walk)
{
	const struct found *found = &walk->plan->found;

	for (size_t i = 0; i < found->draft_count; i++) {
		const struct found_draft *draft = &found->drafts[i];
		struct todo todo = {
			.kind = TODO_UNFINISHED,
			.when = NEED_SIGN,
			.field = form_set_field(walk->plan->forms, draft->field),
			.row = draft->row,
		};
		struct buf why;
		if (!todo.field || (todo.field->restricted && !walk->restricted))
			continue;
		buf_init(&why);
		buf_addf(&why, "%s had begun an answer and not finished it",
		    draft->mine ? "you" : draft->who);
		add(walk, &todo, why.data);
		buf_clear(&why);
	}
}

/* Not in a walk's count of what is asked: a note is no question. */
static void
add_unsorted(struct walk *walk)
{
	size_t unsorted = jot_unfiled(walk->plan, walk->restricted);
	struct todo todo = {
		.kind = TODO_UNSORTED,
		.when = NEED_SIGN,
		.repeat = jot_repeat(walk->plan),
	};
	struct buf why;

	if (!unsorted || !walk->plan->sandbox)
		return;
	buf_init(&why);
	buf_addf(&why, "%zu note%s not sorted", unsorted,
	    unsorted == 1 ? "" : "s");
	add(walk, &todo, why.data);
	buf_clear(&why);
}

/* It is not asked for either: whoever removed it may have been right. */
static void
add_removed(struct walk *walk)
{
	struct removed_row *rows;
	size_t count;

	if (!walk->plan->sandbox || !plan_removed_rows(walk->plan,
		walk->restricted, &rows, &count, NULL))
		return;
	for (size_t i = 0; i < count; i++) {
		struct todo todo = {
			.kind = TODO_REMOVED,
			.when = NEED_SIGN,
			.repeat = rows[i].repeat,
			.row = rows[i].row,
		};
		struct buf why;

		buf_init(&why);
		buf_addf(&why, "%s - removed in one file, changed in another",
		    rows[i].title);
		add(walk, &todo, why.data);
		buf_clear(&why);
	}
	removed_rows_clear(rows, count);
}

void
plan_todo(const struct plan *plan, bool restricted, struct todo **out,
    size_t *count)
{
	struct walk walk = {
		.plan = plan,
		.restricted = restricted,
		.list = true,
	};
	struct date day;

	walk.died = event_died(plan, &day);

	add_unsorted(&walk); /* first: notes hold answers to what follows */
	walk_plan(&walk);
	add_unfinished(&walk);
	add_removed(&walk);
	sort_by_when(walk.items, walk.count);
	*out = walk.items;
	*count = walk.count;
}

void
todo_clear(struct todo *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(list[i].text);
	free(list);
}

int
plan_row_left(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row)
{
	struct walk walk = { .plan = plan, .restricted = true };

	if (plan->sandbox)
		walk_row(&walk, repeat, row);
	return walk.left;
}

void
plan_progress(const struct plan *plan, struct progress *out)
{
	struct walk walk = { .plan = plan, .restricted = false };

	walk_plan(&walk);
	*out = walk.progress;
}

void
plan_section_progress(const struct plan *plan, const struct section *section,
    struct progress *out, int *problems)
{
	struct walk walk = { .plan = plan, .only = section };

	walk_plan(&walk);
	*out = walk.progress;
	*problems = walk.problems;
}

void
plan_form_progress(const struct plan *plan, const struct form *form,
    struct progress *out, int *problems)
{
	memset(out, 0, sizeof *out);
	*problems = 0;
	for (size_t i = 0; i < form->section_count; i++) {
		struct progress part;
		int found;
		plan_section_progress(plan, form->sections[i], &part, &found);
		out->done += part.done;
		out->asked += part.asked;
		*problems += found;
	}
}

static int
count_aside(const struct plan *plan, const struct field *field,
    const struct uid *row)
{
	struct field_state state;

	plan_field(plan, field, row, &state);
	return state.answered && !state.relevant && !state.calculated;
}

int
plan_set_aside(const struct plan *plan)
{
	const struct form_set *forms = plan->forms;
	int aside = 0;

	if (!plan->sandbox)
		return 0;
	for (size_t i = 0; i < forms->once_count; i++)
		aside += count_aside(plan, forms->fields_once[i], &UID_NONE);
	for (size_t i = 0; i < forms->repeat_count; i++) {
		const struct plan_table *table = &plan->tables[i];
		for (size_t j = 0; j < table->shown_count; j++)
			for (size_t k = 0; k < table->repeat->field_count; k++)
				aside += count_aside(plan,
				    table->repeat->fields[k],
				    &table->shown_ids[j]);
	}
	return aside;
}

/* --- what `oneplan check` prints --- */

static const char *
todo_where(const struct todo *todo)
{
	return todo->field ? todo->field->name : todo->repeat->name;
}

bool
plan_check(struct plan *plan, struct problem_list *problems, struct error *err)
{
	struct todo *list;
	size_t count;

	if (!store_check(plan->store, problems, err))
		return false;
	if (plan->unknown)
		problem_add(problems, "forms",
		    "%zu answers belong to questions that these forms do not "
		    "have. They are kept, and come back with the forms that "
		    "ask them.", plan->unknown);
	plan_todo(plan, true, &list, &count);
	for (size_t i = 0; i < count; i++)
		if (list[i].when <= NEED_SIGN)
			problem_add(problems, todo_where(&list[i]),
			    list[i].kind == TODO_UNANSWERED
				? "%s - not answered yet"
				: "%s", list[i].text);
	todo_clear(list, count);
	return plan_audit(plan, problems, err);
}
