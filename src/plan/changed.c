#include "config.h"

#include "plan/changed.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "plan/sealed_state.h"
#include "rules/sentence.h"

struct compare {
	const struct plan *plan;
	const struct sealed_state *was, *is;
	struct changed_list *out;
};

static bool
row_there(const struct sealed_state *state, const struct repeat *repeat,
    const struct uid *row)
{
	const struct sealed_answer *position =
	    sealed_state_find(state, repeat->position_name, row);
	const struct sealed_answer *removed =
	    sealed_state_find(state, repeat->removed_name, row);
	const struct sealed_answer *in;
	struct uid parent;

	if (!position || position->value.kind != VALUE_TEXT ||
	    (removed && removed->value.kind == VALUE_NUMBER &&
		removed->value.number == 1))
		return false;
	if (!repeat->in)
		return true;
	in = sealed_state_find(state, repeat->parent_name, row);
	return in && in->value.kind == VALUE_TEXT &&
	    uid_parse(in->value.text, strlen(in->value.text), &parent) &&
	    row_there(state, repeat->in, &parent);
}

/* Is the row that ROW stands in there too? */
static bool
parent_there(const struct sealed_state *state, const struct sealed_state *named,
    const struct repeat *repeat, const struct uid *row)
{
	const struct sealed_answer *in;
	struct uid parent;

	if (!repeat->in)
		return true;
	in = sealed_state_find(named, repeat->parent_name, row);
	return in && in->value.kind == VALUE_TEXT &&
	    uid_parse(in->value.text, strlen(in->value.text), &parent) &&
	    row_there(state, repeat->in, &parent);
}

static void
show(const struct plan *plan, const struct field *field,
    const struct sealed_answer *answer, struct buf *out)
{
	if (answer && answer->taken_out)
		buf_add(out, "(taken out)");
	else if (answer)
		plan_show_value(plan, field, &answer->value, out);
}

/* Its first answered summary column, as it was in STATE. */
static void
add_row_title(const struct compare *compare, const struct sealed_state *state,
    const struct repeat *repeat, const struct uid *row, struct buf *out)
{
	size_t start = out->len;

	for (size_t i = 0; i < repeat->summary_count; i++) {
		const struct field *field = repeat->summary[i];

		show(compare->plan, field,
		    sealed_state_find(state, field->name, row), out);
		if (out->len > start)
			return;
	}
	buf_addf(out, "a %s", repeat->singular);
}

static struct changed *
add(struct compare *compare, enum changed_kind kind, const struct uid *row,
    bool restricted)
{
	struct changed_list *list = compare->out;

	ARRAY_GROW(list->items, list->count, list->cap);
	list->open += !restricted;
	list->items[list->count] = (struct changed){
		.kind = kind,
		.row = *row,
		.restricted = restricted,
	};
	return &list->items[list->count++];
}

static void
compare_field(struct compare *compare, const struct field *field,
    const struct uid *row)
{
	const struct sealed_answer *was =
	    sealed_state_find(compare->was, field->name, row);
	const struct sealed_answer *is =
	    sealed_state_find(compare->is, field->name, row);
	struct buf text;
	struct changed *changed;

	/* what an older form sealed and this one does not is no change */
	if (field->exprs[EXPR_CALCULATE] || !field->sealed || (!was && !is) ||
	    (was && is && value_equal(&was->value, &is->value)))
		return;
	changed = add(compare, CHANGED_ANSWER, row, field_restricted(field));
	changed->field = field;
	buf_init(&text);
	buf_add(&text, field->label);
	if (field->repeat) {
		buf_add(&text, " (");
		add_row_title(compare, compare->is, field->repeat, row, &text);
		buf_add_char(&text, ')');
	}
	changed->what = buf_take(&text);
	show(compare->plan, field, was, &text);
	changed->was = buf_take(&text);
	show(compare->plan, field, is, &text);
	changed->is = buf_take(&text);
}

static void
add_whole_row(struct compare *compare, enum changed_kind kind,
    const struct repeat *repeat, const struct uid *row)
{
	struct changed *changed =
	    add(compare, kind, row, repeat_restricted(repeat));
	bool added = kind == CHANGED_ROW_ADDED;
	struct buf text;

	buf_init(&text);
	add_row_title(compare, added ? compare->is : compare->was, repeat, row,
	    &text);
	changed->repeat = repeat;
	changed->what = xstrdup(repeat->title);
	changed->was = added ? xstrdup("") : xstrdup(text.data);
	changed->is = added ? xstrdup(text.data) : xstrdup("");
	buf_clear(&text);
}

static void
compare_row(struct compare *compare, const struct repeat *repeat,
    const struct uid *row)
{
	bool was = row_there(compare->was, repeat, row);
	bool is = row_there(compare->is, repeat, row);

	if (was && is) {
		for (size_t i = 0; i < repeat->field_count; i++)
			compare_field(compare, repeat->fields[i], row);
	} else if (is) {
		if (parent_there(compare->was, compare->is, repeat, row))
			add_whole_row(compare, CHANGED_ROW_ADDED, repeat, row);
	} else if (was) {
		if (parent_there(compare->is, compare->was, repeat, row))
			add_whole_row(compare, CHANGED_ROW_REMOVED, repeat,
			    row);
	}
}

/* The rows that STATE places in REPEAT: a run of answers of one name. */
static const struct sealed_answer *
places(const struct sealed_state *state, const struct repeat *repeat,
    size_t *count)
{
	size_t low = 0, high = state->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(state->items[mid].field, repeat->position_name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	*count = 0;
	while (low + *count < state->count &&
	    strcmp(state->items[low + *count].field, repeat->position_name) ==
		0)
		++*count;
	return *count > 0 ? &state->items[low] : NULL;
}

/* One row of a table, with what its place hangs on. */
struct placed {
	const struct sealed_answer *position;
	const char *parent; /* the row it stands in, "" if none */
};

static const char *
text_of(const struct sealed_answer *answer)
{
	return answer && answer->value.kind == VALUE_TEXT ? answer->value.text
							  : "";
}

/* Row by row of the outer table, then by their places. */
static int
compare_placed(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	int order = strcmp(a->parent, b->parent);

	if (!order)
		order = strcmp(text_of(a->position), text_of(b->position));
	return order ? order
		     : uid_compare(&a->position->row, &b->position->row);
}

static size_t
add_placed(const struct sealed_state *state, const struct repeat *repeat,
    const struct sealed_state *without, struct placed *out)
{
	size_t count, n = 0;
	const struct sealed_answer *at = places(state, repeat, &count);

	for (size_t i = 0; i < count; i++)
		if (!without || !sealed_state_find(without,
				    repeat->position_name, &at[i].row))
			out[n++] = (struct placed){ &at[i],
				text_of(sealed_state_find(state,
				    repeat->parent_name, &at[i].row)) };
	if (n > 0)
		qsort(out, n, sizeof *out, compare_placed);
	return n;
}

/* ROWS are in today's order: did any two of them, in one outer row and there
 * both times, stand the other way round? */
static bool
order_differs(const struct compare *compare, const struct repeat *repeat,
    const struct placed *rows, size_t count)
{
	struct placed before = { 0 };

	for (size_t i = 0; i < count; i++) {
		const struct uid *row = &rows[i].position->row;
		struct placed was = {
			sealed_state_find(compare->was, repeat->position_name,
			    row),
			rows[i].parent,
		};

		if (!row_there(compare->was, repeat, row) ||
		    !row_there(compare->is, repeat, row))
			continue;
		if (before.position &&
		    strcmp(before.parent, was.parent) == 0 &&
		    compare_placed(&before, &was) > 0)
			return true;
		before = was;
	}
	return false;
}

/* Those that stand there now in their order, then those that have gone. */
static void
compare_repeat(struct compare *compare, const struct repeat *repeat)
{
	size_t is_count, was_count, count;
	struct placed *rows;

	(void)places(compare->is, repeat, &is_count);
	(void)places(compare->was, repeat, &was_count);
	rows = xcalloc(is_count + was_count + 1, sizeof *rows);
	is_count = add_placed(compare->is, repeat, NULL, rows);
	count = is_count +
	    add_placed(compare->was, repeat, compare->is, rows + is_count);
	for (size_t i = 0; i < count; i++)
		compare_row(compare, repeat, &rows[i].position->row);
	if (order_differs(compare, repeat, rows, is_count)) {
		struct changed *changed = add(compare, CHANGED_ORDER, &UID_NONE,
		    repeat_restricted(repeat));

		changed->repeat = repeat;
		changed->what = xstrdup(repeat->title);
		changed->was = xstrdup("");
		changed->is = xstrdup("");
	}
	free(rows);
	for (size_t i = 0; i < repeat->inner_count; i++)
		compare_repeat(compare, repeat->inner[i]);
}

void
sealed_state_compare(const struct plan *plan, const struct sealed_state *was,
    const struct sealed_state *is, struct changed_list *out)
{
	struct compare compare = { plan, was, is, out };
	const struct form_set *forms = plan_forms(plan);

	*out = (struct changed_list){ 0 };
	for (size_t i = 0; i < forms->form_count; i++)
		for (size_t j = 0; j < forms->forms[i]->section_count; j++) {
			const struct section *section =
			    forms->forms[i]->sections[j];

			for (size_t k = 0;
			     section->sealed && k < section->item_count; k++) {
				const struct item *item = &section->items[k];

				if (item->field)
					compare_field(&compare, item->field,
					    &UID_NONE);
				else
					compare_repeat(&compare, item->repeat);
			}
		}
}

bool
plan_changed(struct plan *plan, const struct uid *from, const struct uid *to,
    struct changed_list *out, struct error *err)
{
	struct sealed_state was = { 0 }, is = { 0 };
	bool ok = sealed_state_of(plan, from, &was, err);

	*out = (struct changed_list){ 0 };
	if (ok && to)
		ok = sealed_state_of(plan, to, &is, err);
	else if (ok)
		sealed_state_now(plan, &is);
	if (ok)
		sealed_state_compare(plan, &was, &is, out);
	sealed_state_clear(&was);
	sealed_state_clear(&is);
	return ok;
}

void
changed_list_clear(struct changed_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].what);
		free(list->items[i].was);
		free(list->items[i].is);
	}
	free(list->items);
	*list = (struct changed_list){ 0 };
}

void
changed_say(const struct changed *changed, struct buf *out)
{
	switch (changed->kind) {
	case CHANGED_ANSWER:
		buf_addf(out, "%s: was %s, is %s%s", changed->what,
		    *changed->was ? changed->was : "not answered",
		    *changed->is ? changed->is : "not answered",
		    sentence_stop(changed->is));
		break;
	case CHANGED_ROW_ADDED:
		buf_addf(out, "%s: added %s%s", changed->what, changed->is,
		    sentence_stop(changed->is));
		break;
	case CHANGED_ROW_REMOVED:
		buf_addf(out, "%s: taken away %s%s", changed->what,
		    changed->was, sentence_stop(changed->was));
		break;
	case CHANGED_ORDER:
		buf_addf(out, "%s: in another order.", changed->what);
		break;
	}
}
