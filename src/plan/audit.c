#include "config.h"

#include "plan/audit.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/money.h"
#include "plan/plan_private.h"
#include "store/audit.h"

#define REPEAT_STREAM "money.stream"
#define QUESTION_COST "money.cost"
#define QUESTION_SHARE "money.share_cost"

/* A few tries: somebody else may be writing. */
#define TRIES 5

/* --- what the forms make of the answers --- */

/* What the second reckoning reads. */
static const char *const reads[] = {
	"purpose.start", "purpose.weeks", "money.indicative", "money.quantity",
	"money.price", "money.frequency", "money.times", "money.category",
	"money.split", "money.paid_by", "money.starts", "money.ends",
	"money.share_stream", "money.share_percent", "money.step_from",
	"money.step_price",
};

/* Its tables. */
static const char *const repeats[] = {
	"money.stream", "money.line", "money.share", "money.step",
};

struct instead {
	struct audit_instead *items;
	size_t count, cap;
};

static void
add_instead(struct instead *list, const char *field, const struct uid *row,
    const struct value *value)
{
	ARRAY_GROW(list->items, list->count, list->cap);
	list->items[list->count++] = (struct audit_instead){
		.field = field,
		.row = *row,
		.value = value,
	};
}

/* What counts of FIELD in ROW, where it is not simply the answer in the file. */
static void
look_at(const struct plan *plan, struct instead *list,
    const struct field *field, const struct uid *row)
{
	struct field_state state;
	bool counts;

	plan_field(plan, field, row, &state);
	counts = state.relevant && state.valid && !value_is_none(state.value);
	/* an answer under a name of older forms is not found by this one */
	if (counts && field->was == NULL &&
	    value_equal(state.value, state.answer))
		return;
	if (!counts && field->was == NULL && value_is_none(state.answer))
		return;
	add_instead(list, field->name, row, counts ? state.value : NULL);
}

static void
look_at_rows(const struct plan *plan, struct instead *list,
    const struct repeat *repeat)
{
	const struct plan_table *table = plan_table(plan, repeat);

	for (size_t i = 0; i < table->shown_count; i++)
		if (!sandbox_row_relevant(plan->sandbox, repeat,
			table->shown[i]->sheet))
			add_instead(list, repeat->position_name,
			    &table->shown_ids[i], NULL);
}

static void
look_at_field(const struct plan *plan, struct instead *list,
    const struct field *field)
{
	const struct plan_table *table;

	if (field->repeat == NULL) {
		look_at(plan, list, field, &UID_NONE);
		return;
	}
	table = plan_table(plan, field->repeat);
	for (size_t i = 0; i < table->shown_count; i++)
		look_at(plan, list, field, &table->shown_ids[i]);
}

static void
read_instead(const struct plan *plan, struct instead *list)
{
	for (size_t i = 0; i < ARRAY_LEN(repeats); i++) {
		const struct repeat *repeat =
		    form_set_repeat(plan->forms, repeats[i]);

		if (repeat != NULL)
			look_at_rows(plan, list, repeat);
	}
	for (size_t i = 0; i < ARRAY_LEN(reads); i++) {
		const struct field *field =
		    form_set_field(plan->forms, reads[i]);

		if (field != NULL)
			look_at_field(plan, list, field);
	}
}

/* --- what the plan says --- */

/* An amount, as the plan says it. */
struct said {
	const char *field;
	struct uid row;
	int64_t pence;
};

struct said_list {
	struct said *items;
	size_t count, cap;
};

static void
add_said(struct said_list *list, const char *field, const struct uid *row,
    int64_t pence)
{
	ARRAY_GROW(list->items, list->count, list->cap);
	list->items[list->count++] =
	    (struct said){ .field = field, .row = *row, .pence = pence };
}

/* What FIELD says in ROW; false: nothing. */
static bool
says(const struct plan *plan, const struct field *field, const struct uid *row,
    int64_t *pence)
{
	struct field_state state;

	plan_field(plan, field, row, &state);
	if (!state.relevant || state.value->kind != VALUE_NUMBER)
		return false;
	*pence = state.value->number;
	return true;
}

static void
add_column(const struct plan *plan, struct said_list *list, const char *name)
{
	const struct field *field = form_set_field(plan->forms, name);
	const struct plan_table *table;
	int64_t pence;

	if (field == NULL || field->repeat == NULL)
		return;
	table = plan_table(plan, field->repeat);
	for (size_t i = 0; i < table->shown_count; i++)
		if (says(plan, field, &table->shown_ids[i], &pence))
			add_said(list, name, &table->shown_ids[i], pence);
}

static void
read_said(const struct plan *plan, struct said_list *list)
{
	const struct plan_money *money = &plan->money;
	const struct {
		const char *field;
		int64_t pence;
	} totals[] = {
		{ "money.total_indicative", money->indicative_pence },
		{ "money.total_planned", money->planned_pence },
		{ "money.total_balance", money->balance_pence },
		{ "money.total_recurring", money->recurring_pence },
		{ "money.total_one_off", money->one_off_pence },
		{ "money.total_contingency", money->contingency_pence },
		{ "money.total_unassigned", money->unassigned_pence },
		{ AUDIT_TOO_LARGE, money->overflow },
	};

	for (size_t i = 0; i < ARRAY_LEN(totals); i++)
		add_said(list, totals[i].field, &UID_NONE, totals[i].pence);
	for (size_t i = 0; i < money->stream_count; i++) {
		const struct stream_total *stream = &money->streams[i];

		add_said(list, "money.planned", &stream->row,
		    stream->planned_pence);
		add_said(list, "money.balance", &stream->row,
		    stream->balance_pence);
	}
	add_column(plan, list, QUESTION_COST);
	add_column(plan, list, QUESTION_SHARE);
}

/* --- held against each other --- */

static void
add_amount(struct buf *out, const int64_t *pence)
{
	if (pence == NULL)
		buf_add(out, "nothing");
	else
		money_format_pounds(*pence, out);
}

/* OURS or OTHER is NULL where one of them has no such amount. */
static void
differ(const struct plan *plan, const char *name, const struct uid *row,
    const int64_t *ours, const int64_t *other, struct problem_list *problems)
{
	const struct field *field = form_set_field(plan->forms, name);
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "\"%s\"", field != NULL ? field->label
					       : "Too large to count");
	if (field != NULL && field->repeat != NULL &&
	    plan_row_exists(plan, field->repeat, row)) {
		buf_add(&text, " (");
		plan_row_title(plan, field->repeat, row, &text);
		buf_add(&text, ")");
	}
	buf_add(&text, " comes to ");
	add_amount(&text, ours);
	buf_add(&text, ", and to ");
	add_amount(&text, other);
	buf_add(&text, " when it is worked out a second time. One of them is "
		"wrong: do not sign or pay by this plan, and tell those who "
		"look after oneplan.");
	problem_add(problems, name, "%s", text.data);
	buf_clear(&text);
}

static int
compare_said(const void *left, const void *right)
{
	const struct said *a = left, *b = right;
	int order = strcmp(a->field, b->field);

	return order != 0 ? order : uid_compare(&a->row, &b->row);
}

static void
sort_said(struct said_list *list)
{
	if (list->count > 0)
		qsort(list->items, list->count, sizeof *list->items,
		    compare_said);
}

static void
compare(const struct plan *plan, struct said_list *ours,
    struct said_list *others, struct problem_list *problems)
{
	size_t i = 0, j = 0;

	sort_said(ours);
	sort_said(others);
	while (i < ours->count || j < others->count) {
		const struct said *a = i < ours->count ? &ours->items[i] : NULL;
		const struct said *b =
		    j < others->count ? &others->items[j] : NULL;
		int order = a == NULL ? 1
		    : b == NULL	      ? -1
				      : compare_said(a, b);
		const struct said *one = order <= 0 ? a : b;

		assert(one != NULL);
		if (order != 0 || a->pence != b->pence)
			differ(plan, one->field, &one->row,
			    order <= 0 ? &a->pence : NULL,
			    order >= 0 ? &b->pence : NULL, problems);
		i += order <= 0;
		j += order >= 0;
	}
}

/* Streams and totals also have questions that show them, as the forms say. */
static void
compare_shown(const struct plan *plan, const struct said_list *others,
    struct problem_list *problems)
{
	int64_t pence;

	for (size_t i = 0; i < others->count; i++) {
		const struct said *other = &others->items[i];
		const struct field *field =
		    form_set_field(plan->forms, other->field);

		if (field == NULL || strcmp(other->field, QUESTION_COST) == 0 ||
		    strcmp(other->field, QUESTION_SHARE) == 0 ||
		    !says(plan, field, &other->row, &pence))
			continue;
		if (pence != other->pence)
			differ(plan, other->field, &other->row, &pence,
			    &other->pence, problems);
	}
}

static void
hold_against(const struct plan *plan, const struct audit_figure *figures,
    size_t count, struct problem_list *problems)
{
	struct said_list ours = { 0 }, others = { 0 };

	for (size_t i = 0; i < count; i++)
		if (figures[i].known)
			add_said(&others, figures[i].field, &figures[i].row,
			    figures[i].pence);
	read_said(plan, &ours);
	compare(plan, &ours, &others, problems);
	compare_shown(plan, &others, problems);
	free(ours.items);
	free(others.items);
}

/* One try. *SETTLED: nobody wrote meanwhile, so what was found stands. */
static bool
try_once(struct plan *plan, struct problem_list *problems, bool *settled,
    struct error *err)
{
	struct instead instead = { 0 };
	struct audit_figure *figures;
	size_t count;
	bool ok, changed;

	*settled = false;
	read_instead(plan, &instead);
	ok = store_audit(plan->store, instead.items, instead.count, &figures,
	    &count, err);
	free(instead.items);
	if (!ok)
		return false;
	/* what is in the file may be newer than what is in memory */
	if (store_version(plan->store) == plan->version) {
		hold_against(plan, figures, count, problems);
		*settled = true;
	} else {
		ok = plan_refresh(plan, &changed, err);
	}
	audit_clear(figures, count);
	return ok;
}

bool
plan_audit(struct plan *plan, struct problem_list *problems, struct error *err)
{
	bool settled = false;

	if (!plan_reckon(plan, err))
		return false;
	for (int i = 0; i < TRIES && !settled; i++)
		if (!try_once(plan, problems, &settled, err))
			return false;
	return settled || error_set(err, ERR_BUSY,
	    "Somebody else is changing the plan, so its money could not be "
	    "worked out a second time. Try again.");
}
