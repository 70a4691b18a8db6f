/* What is set aside, and which answer decides it: the outermost condition that
 * does not hold. */
#include "config.h"

#include "plan/aside.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "form/field_type.h"
#include "plan/aside_cost.h"
#include "plan/plan_private.h"

#define MOST_READS 4

/* What something stands in, from the outside in. */
struct where {
	const struct section *section;
	const struct repeat *repeat; /* NULL: none */
	struct uid parent;	     /* that the repeat's table stands in */
	const struct field *field;   /* NULL: the whole row */
	struct uid row;
};

/* --- why --- */

/* The condition that does not hold; NULL with *KINDS: what the plan is for. */
static const struct expr *
deciding(const struct plan *plan, const struct where *at, bool *kinds)
{
	const struct form *form = at->section->form;
	const char *now = plan_kinds(plan);

	*kinds = !kinds_match(form->kinds, now) ||
	    !kinds_match(at->section->kinds, now) ||
	    (at->repeat && !kinds_match(at->repeat->kinds, now)) ||
	    (at->field && !kinds_match(at->field->kinds, now));
	if (*kinds)
		return NULL;
	if (!plan_section_shown(plan, at->section))
		return form->relevant ? form->relevant : at->section->relevant;
	if (at->repeat && at->repeat->relevant &&
	    !plan_repeat_shown(plan, at->repeat, &at->parent))
		return at->repeat->relevant;
	return at->field ? at->field->exprs[EXPR_RELEVANT] : NULL;
}

/* The row of FIELD's table that AT is in; UID_NONE outside every table. */
static struct uid
row_of(const struct where *at, const struct field *field)
{
	if (field->repeat && field->repeat == at->repeat)
		return at->row;
	return field->repeat ? at->parent : UID_NONE;
}

static void
say_answer(const struct plan *plan, const struct aside_reason *reason,
    struct buf *out)
{
	struct field_state state;
	struct buf shown;

	plan_field(plan, reason->field, &reason->row, &state);
	buf_init(&shown);
	if (state.relevant && !value_is_none(state.value))
		plan_show(plan, reason->field, &reason->row, &shown);
	shown.data[strcspn(shown.data, "\n")] = '\0';
	buf_addf(out, "because \"%s\" is now %s", reason->field->label,
	    !state.relevant	 ? "not asked"
		: *shown.data ? shown.data
				 : "blank");
	buf_clear(&shown);
}

static void
make_reason(const struct plan *plan, const struct where *at,
    struct aside_reason *out)
{
	const struct field *reads[MOST_READS];
	const struct expr *expr;
	struct buf text;
	size_t count = 0;
	bool kinds;

	*out = (struct aside_reason){ 0 };
	expr = deciding(plan, at, &kinds);
	if (expr)
		count = sandbox_reads(plan->sandbox, expr, reads, MOST_READS);
	if (kinds)
		out->field = form_set_field(plan->forms, FORM_KINDS_FIELD);
	else if (count == 1) {
		out->field = reads[0];
		out->row = row_of(at, reads[0]);
	}
	buf_init(&text);
	if (out->field)
		say_answer(plan, out, &text);
	else if (count)
		for (size_t i = 0; i < count; i++)
			buf_addf(&text, "%s\"%s\"",
			    i == 0 ? "because of what is now answered to "
				: i + 1 < count ? ", "
						: " and ",
			    reads[i]->label);
	else
		buf_add(&text, "because of other answers");
	out->text = buf_take(&text);
}

/* The place of that reason in the list. */
static size_t
add_reason(const struct plan *plan, const struct where *at,
    struct aside_list *list)
{
	struct aside_reason reason;

	make_reason(plan, at, &reason);
	for (size_t i = 0; i < list->reason_count; i++)
		if (strcmp(list->reasons[i].text, reason.text) == 0) {
			free(reason.text);
			return i;
		}
	ARRAY_GROW(list->reasons, list->reason_count, list->reason_cap);
	list->reasons[list->reason_count] = reason;
	return list->reason_count++;
}

/* --- what --- */

/* What its table would show first, though none of it is asked now. */
static void
say_row(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row, struct buf *out)
{
	struct field_state state;

	for (size_t i = 0; i < repeat->summary_count; i++) {
		plan_field(plan, repeat->summary[i], row, &state);
		if (!state.answered)
			continue;
		plan_show(plan, repeat->summary[i], row, out);
		return;
	}
	plan_row_title(plan, repeat, row, out);
}

static void
add_item(const struct plan *plan, const struct where *at, size_t answers,
    struct aside_list *list)
{
	struct aside *item;
	struct buf text;

	buf_init(&text);
	if (at->field) {
		buf_addf(&text, "%s  ", at->field->label);
		plan_show(plan, at->field, &at->row, &text);
	} else {
		say_row(plan, at->repeat, &at->row, &text);
		aside_cost_say(plan, at->repeat, &at->row, &text);
	}
	for (char *line = text.data; (line = strchr(line, '\n'));)
		*line = ' ';
	size_t reason = add_reason(plan, at, list);
	ARRAY_GROW(list->items, list->count, list->cap);
	item = &list->items[list->count++];
	*item = (struct aside){
		.field = at->field,
		.repeat = at->field ? NULL : at->repeat,
		.row = at->row,
		.answers = answers,
		.reason = reason,
		.text = buf_take(&text),
	};
	list->answers += answers;
}

static bool
is_aside(const struct plan *plan, const struct field *field,
    const struct uid *row)
{
	struct field_state state;

	plan_field(plan, field, row, &state);
	return !field->restricted && state.answered && !state.relevant &&
	    !state.calculated;
}

/* All answers in ROW, and in the rows inside it. */
static size_t
answers_in(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row)
{
	size_t answers = 0;

	for (size_t i = 0; i < repeat->field_count; i++)
		answers += is_aside(plan, repeat->fields[i], row);
	for (size_t i = 0; i < repeat->inner_count; i++) {
		const struct uid *rows;
		size_t count = plan_rows(plan, repeat->inner[i], row, &rows);

		for (size_t j = 0; j < count; j++)
			answers += answers_in(plan, repeat->inner[i], &rows[j]);
	}
	return answers;
}

static void
add_field(const struct plan *plan, struct where at, const struct field *field,
    struct aside_list *list)
{
	at.field = field;
	if (is_aside(plan, field, &at.row))
		add_item(plan, &at, 1, list);
}

static void
add_rows(const struct plan *plan, const struct section *section,
    const struct repeat *repeat, const struct uid *parent,
    struct aside_list *list)
{
	struct where at = { .section = section, .repeat = repeat,
		.parent = *parent };
	bool shown = plan_repeat_shown(plan, repeat, parent);
	const struct uid *rows;
	size_t count;

	if (repeat->restricted)
		return;
	count = plan_rows(plan, repeat, parent, &rows);
	for (size_t i = 0; i < count; i++) {
		size_t answers;

		at.row = rows[i];
		if (!shown) {
			answers = answers_in(plan, repeat, &at.row);
			if (answers)
				add_item(plan, &at, answers, list);
			continue;
		}
		for (size_t j = 0; j < repeat->field_count; j++)
			add_field(plan, at, repeat->fields[j], list);
		for (size_t j = 0; j < repeat->inner_count; j++)
			add_rows(plan, section, repeat->inner[j], &at.row,
			    list);
	}
}

/* A stable sort keeps the forms' order within each reason. */
static void
sort_by_reason(struct aside_list *list)
{
	struct aside *sorted = xcalloc(list->count + 1, sizeof *sorted);
	size_t n = 0;

	for (size_t reason = 0; reason < list->reason_count; reason++)
		for (size_t i = 0; i < list->count; i++)
			if (list->items[i].reason == reason)
				sorted[n++] = list->items[i];
	free(list->items);
	list->items = sorted;
	list->cap = list->count + 1;
}

void
aside_list_make(const struct plan *plan, struct aside_list *out)
{
	const struct form_set *forms = plan_forms(plan);

	*out = (struct aside_list){ 0 };
	if (!plan->sandbox)
		return; /* not reckoned yet: nothing is said of it */
	for (size_t i = 0; i < forms->form_count; i++)
		for (size_t j = 0; j < forms->forms[i]->section_count; j++) {
			const struct section *section =
			    forms->forms[i]->sections[j];

			for (size_t k = 0; k < section->item_count; k++) {
				const struct item *item = &section->items[k];
				struct where at = { .section = section };

				if (item->field)
					add_field(plan, at, item->field, out);
				else
					add_rows(plan, section, item->repeat,
					    &UID_NONE, out);
			}
		}
	sort_by_reason(out);
}

void
aside_list_clear(struct aside_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i].text);
	for (size_t i = 0; i < list->reason_count; i++)
		free(list->reasons[i].text);
	free(list->items);
	free(list->reasons);
	*list = (struct aside_list){ 0 };
}

void
aside_list_say(const struct plan *plan, const struct aside_list *list,
    struct buf *out)
{
	size_t others = list->answers, costs = 0;
	struct aside_cost cost;

	if (!list->count)
		return;
	aside_cost_init(&cost);
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].repeat &&
		    aside_cost_add(&cost, plan, list->items[i].repeat,
			&list->items[i].row)) {
			costs++;
			others -= list->items[i].answers;
		}
	if (costs) {
		buf_addf(out, "%zu cost%s", costs, costs == 1 ? "" : "s");
		aside_cost_sum(&cost, out);
	}
	if (others)
		buf_addf(out, "%s%zu %sanswer%s", costs ? ", and " : "", others,
		    costs ? "other " : "", others == 1 ? "" : "s");
	buf_add(out, costs && !others ? ", set aside" : " set aside");
	if (list->reason_count == 1)
		buf_addf(out, " %s", list->reasons[0].text);
}
