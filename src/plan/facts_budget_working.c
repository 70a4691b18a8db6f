/* How the spending plan's figures came about. */
#include "config.h"

#include "plan/facts_budget.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/money.h"

/* Adds a step: TITLE (taken), a colon and an amount. */
static void
add_amount(struct working *out, char *title, int64_t pence)
{
	struct buf amount;

	buf_init(&amount);
	money_format_pounds(pence, &amount);
	working_add(out, NULL, "%s: %s", title, amount.data);
	buf_clear(&amount);
	free(title);
}

static char *
line_name(const struct budget *budget, size_t row)
{
	const char *what = fact_text(budget->reader,
	    budget->fields[WHAT], row);
	struct buf out;

	buf_init(&out);
	buf_addf(&out, "Cost %zu", row + 1);
	if (what)
		buf_addf(&out, ", %s", what);
	return buf_take(&out);
}

static char *
stream_name(const struct budget *budget, size_t row)
{
	struct buf out;

	buf_init(&out);
	budget_stream_title(budget, row, &out);
	return buf_take(&out);
}

/* The line as it was read, with its schedule: rows of prices are found again. */
static void
explain_line(const struct budget *budget, size_t row, struct working *out)
{
	struct budget again = *budget;
	struct spending_line line = budget->lines[row];

	again.next_step = 0;
	again.steps = xcalloc(fact_rows(budget->reader, budget->step) + 1,
	    sizeof *again.steps);
	budget_read_plan(&again);
	budget_read_line(&again, row, &line);
	line.cost_pence = budget->lines[row].cost_pence;
	schedule_explain(&again.schedule, &line, out);
	free(again.steps);
}

static void
explain_share(const struct budget *budget, size_t share, struct working *out)
{
	const struct spending_share *part = &budget->shares[share];
	struct buf percent;
	size_t row = 0;

	while (row + 1 < budget->line_count &&
	    budget->lines[row].shares + budget->lines[row].share_count <=
		part)
		row++;
	buf_init(&percent);
	decimal_format(part->share, 2, &percent);
	buf_addf(&percent, "%% of ");
	money_format_pounds(budget->lines[row].cost_pence, &percent);
	buf_add(&percent, " = ");
	money_format_pounds(part->cost_pence, &percent);
	working_add(out, NULL, "%s", percent.data);
	working_add(out, NULL, "Each part is rounded to a penny. The last one "
	    "takes the odd pennies, so that the parts add up to the cost.");
	buf_clear(&percent);
}

/* What STREAM pays of LINE. */
static int64_t
paid_by(const struct spending_line *line, size_t stream)
{
	int64_t sum = 0;

	for (size_t i = 0; i < line->share_count; i++)
		if (line->shares[i].stream == stream)
			sum += line->shares[i].cost_pence;
	return sum;
}

static void
explain_planned(const struct budget *budget, size_t stream,
    struct working *out)
{
	struct buf sum;

	buf_init(&sum);
	money_format_pounds(budget->streams[stream].planned_pence, &sum);
	working_add(out, NULL, "What this money pays of each cost: that adds "
	    "up to %s.", sum.data);
	buf_clear(&sum);
	for (size_t i = 0; i < budget->line_count; i++) {
		int64_t paid = paid_by(&budget->lines[i], stream);
		if (paid != 0)
			add_amount(out, line_name(budget, i), paid);
	}
}

static void
explain_balance(int64_t indicative, int64_t planned, int64_t balance,
    struct working *out)
{
	struct buf text;

	buf_init(&text);
	money_format_pounds(indicative, &text);
	buf_add(&text, " there is, less ");
	money_format_pounds(planned, &text);
	buf_add(&text, " planned, leaves ");
	money_format_pounds(balance, &text);
	working_add(out, NULL, "%s.", text.data);
	buf_clear(&text);
}

static void
explain_stream(const struct budget *budget, size_t row, const char *column,
    struct working *out)
{
	const struct spending_stream *stream = &budget->streams[row];

	if (strcmp(column, "planned") == 0)
		explain_planned(budget, row, out);
	else if (strcmp(column, "balance") == 0) {
		explain_balance(stream->indicative_pence,
		    stream->planned_pence, stream->balance_pence, out);
		working_add(out, NULL, "Each kind of money stands by itself: "
		    "what is left in one never fills a gap in another.");
	}
}

/* Does LINE count in the total that COLUMN is? */
static bool
in_total(const struct spending_line *line, const char *column)
{
	if (strcmp(column, "contingency") == 0)
		return line->contingency;
	if (strcmp(column, "recurring") == 0)
		return line->recurring && !line->contingency;
	if (strcmp(column, "one_off") == 0)
		return !line->recurring && !line->contingency;
	return strcmp(column, "planned") == 0;
}

static int64_t
unassigned(const struct spending_line *line)
{
	int64_t rest = line->cost_pence;

	for (size_t i = 0; i < line->share_count; i++)
		if (line->shares[i].stream != SIZE_MAX)
			rest -= line->shares[i].cost_pence;
	return rest;
}

/* "What is kept back just in case adds up to £844.80." */
static void
add_sum(const struct budget *budget, const char *column, struct working *out)
{
	const struct spending_total *total = &budget->total;
	const struct {
		const char *column, *words;
		int64_t pence;
	} sums[] = {
		{ "indicative", "What each kind of money brings",
		    total->indicative_pence },
		{ "planned", "All costs together", total->planned_pence },
		{ "recurring", "What is paid again and again",
		    total->recurring_pence },
		{ "one_off", "What is paid once", total->one_off_pence },
		{ "contingency", "What is kept back just in case",
		    total->contingency_pence },
		{ "unassigned", "What nobody is named to pay",
		    total->unassigned_pence },
	};
	struct buf text;

	for (size_t i = 0; i < ARRAY_LEN(sums); i++) {
		if (strcmp(sums[i].column, column) != 0)
			continue;
		buf_init(&text);
		money_format_pounds(sums[i].pence, &text);
		working_add(out, NULL, "%s: that adds up to %s.",
		    sums[i].words, text.data);
		buf_clear(&text);
	}
}

static void
explain_other_public(const struct budget *budget, struct working *out)
{
	working_add(out, "Care Act 2014, section 26(3)", "What is planned from "
	    "public money that is not the council's for care: you pay nothing "
	    "towards it.");
	for (size_t i = 0; i < budget->stream_count; i++)
		if (budget_is_other_public(budget, i))
			add_amount(out, stream_name(budget, i),
			    budget->streams[i].planned_pence);
}

static void
explain_total(const struct budget *budget, const char *column,
    struct working *out)
{
	const struct spending_total *total = &budget->total;

	if (strcmp(column, "balance") == 0) {
		explain_balance(total->indicative_pence, total->planned_pence,
		    total->balance_pence, out);
		return;
	}
	if (strcmp(column, "other_public") == 0) {
		explain_other_public(budget, out);
		return;
	}
	add_sum(budget, column, out);
	if (strcmp(column, "indicative") == 0)
		for (size_t i = 0; i < budget->stream_count; i++)
			if (budget_counts(budget, budget->stream, i))
				add_amount(out, stream_name(budget, i),
				    budget->streams[i].indicative_pence);
	for (size_t i = 0; i < budget->line_count; i++) {
		const struct spending_line *line = &budget->lines[i];
		if (in_total(line, column))
			add_amount(out, line_name(budget, i),
			    line->cost_pence);
		else if (strcmp(column, "unassigned") == 0 &&
		    unassigned(line) != 0)
			add_amount(out, line_name(budget, i),
			    unassigned(line));
	}
}

void
budget_explain(const struct fact_reader *reader, const void *reckoned, size_t table,
    const char *column, const struct uid *row, struct working *out)
{
	const struct budget *budget = reckoned;
	size_t at;

	if (table == TABLE_TOTAL)
		explain_total(budget, column, out);
	else if (table == TABLE_LINE && strcmp(column, "cost") == 0 &&
	    fact_row_at(reader, budget->line, row, &at))
		explain_line(budget, at, out);
	else if (table == TABLE_STREAM &&
	    fact_row_at(reader, budget->stream, row, &at))
		explain_stream(budget, at, column, out);
	else if (table == TABLE_SHARE &&
	    fact_row_at(reader, budget->share, row, &at))
		for (size_t i = 0; i < budget->share_count; i++)
			if (budget->share_rows[i] == at)
				explain_share(budget, i, out);
}
