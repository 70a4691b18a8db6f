#include "config.h"

#include "plan/sealed_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "plan/plan_private.h"

static int
compare_answers(const void *left, const void *right)
{
	const struct sealed_answer *a = left, *b = right;
	int order = strcmp(a->field, b->field);

	return order ? order : uid_compare(&a->row, &b->row);
}

/* Of answers that were given apart the last is the one that shows; the others
 * are dropped. */
static void
state_sort(struct sealed_state *state)
{
	size_t kept = 0;

	/* a merge of neighbours keeps the order of those that compare equal,
	 * which qsort does not; the store gives them in order of the fields as
	 * they were called, so most often nothing has to be done */
	for (size_t i = 1; i < state->count; i++) {
		struct sealed_answer answer = state->items[i];
		size_t at = i;

		for (; at > 0 &&
		     compare_answers(&state->items[at - 1], &answer) > 0; at--)
			state->items[at] = state->items[at - 1];
		state->items[at] = answer;
	}
	for (size_t i = 0; i < state->count; i++) {
		if (kept > 0 && compare_answers(&state->items[kept - 1],
				    &state->items[i]) == 0) {
			free(state->items[--kept].field);
			value_clear(&state->items[kept].value);
		}
		state->items[kept++] = state->items[i];
	}
	state->count = kept;
}

/* Answers kept under a question's older name stand under its present one. */
static void
use_present_names(const struct form_set *forms, struct sealed_state *state)
{
	for (size_t i = 0; i < state->count; i++) {
		const struct field *field =
		    form_set_field(forms, state->items[i].field);

		if (field && strcmp(field->name, state->items[i].field) != 0) {
			free(state->items[i].field);
			state->items[i].field = xstrdup(field->name);
		}
	}
}

bool
sealed_state_of(struct plan *plan, const struct uid *version,
    struct sealed_state *out, struct error *err)
{
	*out = (struct sealed_state){ 0 };
	if (!store_sealed_answers(plan->store, version, &out->items,
		&out->count, err))
		return false;
	use_present_names(plan->forms, out);
	state_sort(out);
	return true;
}

static void
add_now(struct sealed_state *state, size_t *cap, const char *name,
    const struct uid *row, const struct answer *answer)
{
	struct sealed_answer *item;

	if (value_is_none(&answer->value) && !answer->taken_out)
		return;
	ARRAY_GROW(state->items, state->count, *cap);
	item = &state->items[state->count++];
	*item = (struct sealed_answer){
		.field = xstrdup(name),
		.row = *row,
		.taken_out = answer->taken_out,
	};
	value_copy(&item->value, &answer->value);
}

static void
add_table(struct sealed_state *state, size_t *cap,
    const struct plan_table *table)
{
	const struct repeat *repeat = table->repeat;
	const char *const own[ROW_OWN] = {
		[ROW_POSITION] = repeat->position_name,
		[ROW_PARENT] = repeat->parent_name,
		[ROW_REMOVED] = repeat->removed_name,
	};

	for (size_t i = 0; i < table->count; i++) {
		const struct plan_row *row = table->by_id[i];

		for (size_t j = 0; j < ROW_OWN; j++)
			add_now(state, cap, own[j], &row->id, &row->own[j]);
		for (size_t j = 0; j < repeat->field_count; j++)
			if (repeat->fields[j]->sealed)
				add_now(state, cap, repeat->fields[j]->name,
				    &row->id, &row->answers[j]);
	}
}

void
sealed_state_now(const struct plan *plan, struct sealed_state *out)
{
	const struct form_set *forms = plan->forms;
	size_t cap = 0;

	*out = (struct sealed_state){ 0 };
	for (size_t i = 0; i < forms->once_count; i++)
		if (forms->fields_once[i]->sealed)
			add_now(out, &cap, forms->fields_once[i]->name,
			    &UID_NONE, &plan->once[i]);
	for (size_t i = 0; i < forms->repeat_count; i++)
		if (forms->repeats[i]->section->sealed)
			add_table(out, &cap, &plan->tables[i]);
	/* no two have one name and row, so any sort will do */
	if (out->count > 0)
		qsort(out->items, out->count, sizeof *out->items,
		    compare_answers);
}

void
sealed_state_clear(struct sealed_state *state)
{
	sealed_list_clear(state->items, state->count);
	*state = (struct sealed_state){ 0 };
}

bool
sealed_state_same(const struct sealed_state *a, const struct sealed_state *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (compare_answers(&a->items[i], &b->items[i]) != 0 ||
		    !value_equal(&a->items[i].value, &b->items[i].value))
			return false;
	return true;
}

const struct sealed_answer *
sealed_state_find(const struct sealed_state *state, const char *name,
    const struct uid *row)
{
	size_t low = 0, high = state->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct sealed_answer *item = &state->items[mid];
		int order = strcmp(item->field, name);

		if (order == 0)
			order = uid_compare(&item->row, row);
		if (order == 0)
			return item;
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}
