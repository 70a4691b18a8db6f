#include "config.h"

#include "report/report_private.h"

#include <string.h>

#include "base/buf.h"
#include "base/money.h"
#include "plan/facts.h"

#define FACTS_TOTAL    "budget_total" /* what the totals are made of */
#define SECTION_TOTALS "money.totals" /* the screen that shows them */
#define QUESTION_COST  "money.cost"   /* what a line comes to */

/* Is what the totals are made of meant for this audience: every amount, and the
 * names of the streams (the answers beside the first amount)? *FIRST is the first
 * amount. */
static bool
all_meant(const struct builder *builder, const struct fact_table *facts,
    const struct field **first)
{
	const struct form_set *forms = plan_forms(builder->plan);

	*first = NULL;
	for (size_t i = 0; facts->reads[i] != NULL; i++) {
		const struct field *field =
		    form_set_field(forms, facts->reads[i]);

		if (field == NULL || field->kind != FIELD_MONEY)
			continue;
		if (*first == NULL)
			*first = field;
		if (!field_meant(&builder->reader, field))
			return false;
	}
	for (size_t i = 0; *first != NULL && facts->reads[i] != NULL; i++) {
		const struct field *field =
		    form_set_field(forms, facts->reads[i]);

		if (field != NULL && field->repeat == (*first)->repeat &&
		    !field_meant(&builder->reader, field))
			return false;
	}
	return *first != NULL;
}

bool
totals_meant(const struct builder *builder)
{
	const struct field *first;

	return all_meant(builder, fact_table_find(FACTS_TOTAL), &first);
}

void
totals_place(const struct builder *builder, const struct section **section,
    const struct form **form)
{
	const struct field *first;

	*section = NULL;
	*form = NULL;
	if (!plan_money(builder->plan)->any ||
	    !all_meant(builder, fact_table_find(FACTS_TOTAL), &first))
		return;
	*section = form_set_section(plan_forms(builder->plan), SECTION_TOTALS);
	if (*section == NULL || !plan_section_shown(builder->plan, *section)) {
		*section = NULL;
		*form = first->form;
	}
}

bool
totals_say(const struct field *field)
{
	return field->kind == FIELD_MONEY &&
	    field->exprs[EXPR_CALCULATE] != NULL &&
	    strcmp(field->section->name, SECTION_TOTALS) == 0;
}

const char *
total_text(struct builder *builder, const struct field *field)
{
	const struct plan_money *money = plan_money(builder->plan);

	if (strcmp(field->name, QUESTION_COST) != 0 || money->overflow)
		return NULL;
	return builder_pounds(builder, money->planned_pence);
}

const char *
builder_pounds(struct builder *builder, int64_t pence)
{
	struct buf text;
	const char *copy;

	buf_init(&text);
	money_format_pounds(pence, &text);
	copy = builder_copy(builder, text.data);
	buf_clear(&text);
	return copy;
}

static void
fill_row(struct builder *builder, const char **cells, const char *title,
    int64_t indicative, int64_t planned, int64_t balance)
{
	cells[0] = builder_copy(builder, title);
	cells[1] = builder_pounds(builder, indicative);
	cells[2] = builder_pounds(builder, planned);
	cells[3] = builder_pounds(builder, balance);
}

static void
add_streams(struct builder *builder, const struct plan_money *money)
{
	static const char *const header[] = { "Whose money", "Expected",
	    "Planned", "Left over" };
	static const bool right[] = { false, true, true, true };
	const char **cells = arena_alloc(&builder->report->arena,
	    (money->stream_count + 2) * 4 * sizeof *cells);
	struct table table = {
		.caption = "What it all comes to",
		.columns = 4,
		.header = header,
		.cells = cells,
		.right = right,
		.total = true,
	};

	for (size_t i = 0; i < money->stream_count; i++) {
		const struct stream_total *stream = &money->streams[i];

		fill_row(builder, cells + 4 * table.rows++, stream->title,
		    stream->indicative_pence, stream->planned_pence,
		    stream->balance_pence);
	}
	if (money->unassigned_pence != 0)
		fill_row(builder, cells + 4 * table.rows++,
		    "Nobody named yet", 0, money->unassigned_pence,
		    -money->unassigned_pence);
	fill_row(builder, cells + 4 * table.rows++, "All together",
	    money->indicative_pence, money->planned_pence,
	    money->balance_pence);
	builder_table(builder, &table);
}

static void
add_part(struct builder *builder, const char *name, int64_t pence)
{
	if (pence != 0)
		builder_answer(builder, name, builder_pounds(builder, pence),
		    false);
}

void
report_totals(struct builder *builder)
{
	const struct plan_money *money = plan_money(builder->plan);

	builder_heading(builder, LEVEL_SECTION, "What it all comes to");
	add_streams(builder, money);
	add_part(builder, "Of all costs, paid again and again",
	    money->recurring_pence);
	add_part(builder, "Of all costs, paid once", money->one_off_pence);
	add_part(builder, "Of all costs, kept back just in case",
	    money->contingency_pence);
	if (money->overflow)
		builder_text(builder, BLOCK_NOTE,
		    "At least one cost is too large to add up. It is left out "
		    "of these totals; please check it.");
}
