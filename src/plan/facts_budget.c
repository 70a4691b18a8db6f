#include "config.h"

#include "plan/facts_budget.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/money.h"
#include "form/field_type.h"
#include "plan/plan.h"

/* The tables that the spending arithmetic reads. */
#define REPEAT_STREAM "money.stream"
#define REPEAT_LINE   "money.line"
#define REPEAT_SHARE  "money.share"
#define REPEAT_STEP   "money.step"

#define BUDGET_READS                                                           \
	{                                                                      \
		[WEEKS] = "purpose.weeks", [FUNDER] = "money.funder",          \
		[INDICATIVE] = "money.indicative",                             \
		[QUANTITY] = "money.quantity", [PRICE] = "money.price",        \
		[FREQUENCY] = "money.frequency", [TIMES] = "money.times",      \
		[CATEGORY] = "money.category", [PAID_BY] = "money.paid_by",    \
		[SPLIT] = "money.split",                                       \
		[SHARE_STREAM] = "money.share_stream",                         \
		[SHARE_PERCENT] = "money.share_percent",                       \
		[PLAN_START] = "purpose.start", [STARTS] = "money.starts",     \
		[ENDS] = "money.ends", [STEP_FROM] = "money.step_from",        \
		[STEP_PRICE] = "money.step_price", [WHAT] = "money.what",      \
		[READ_COUNT] = NULL,                                           \
	}

#define DEFAULT_WEEKS 52
#define CONTINGENCY "contingency" /* the category that is a reserve */

static const struct fact_table line_table = {
	.name = "budget_line",
	.columns = { "row", "cost", "known", NULL },
	.types = "rii",
	.reads = BUDGET_READS,
	.about = "each spending line's cost in pence, and whether enough was "
		 "answered to know it",
};

static const struct fact_table share_table = {
	.name = "budget_share",
	.columns = { "row", "cost", NULL },
	.types = "ri",
	.reads = BUDGET_READS,
	.about = "each share of a split line, in pence",
};

static const struct fact_table stream_table = {
	.name = "budget_stream",
	.columns = { "row", "indicative", "planned", "balance", NULL },
	.types = "riii",
	.reads = BUDGET_READS,
	.about = "each stream's money, planned spending and what is left",
};

static const struct fact_table total_table = {
	.name = "budget_total",
	.columns = { "indicative", "planned", "balance", "recurring",
	    "one_off", "contingency", "unassigned", "other_public",
	    NULL },
	.types = "iiiiiiii",
	.reads = BUDGET_READS,
	.about = "the same for the whole plan: one row",
};

static const struct fact_table *const tables[] = {
	[TABLE_LINE] = &line_table,
	[TABLE_SHARE] = &share_table,
	[TABLE_STREAM] = &stream_table,
	[TABLE_TOTAL] = &total_table,
};

/* --- reading --- */

static bool
number_of(const struct budget *budget, int which, size_t row, int64_t *out)
{
	return fact_number(budget->reader, budget->fields[which], row, out);
}

static const char *
text_of(const struct budget *budget, int which, size_t row)
{
	return fact_text(budget->reader, budget->fields[which], row);
}

static bool
day_of(const struct budget *budget, int which, size_t row, long *day)
{
	return fact_day(budget->reader, budget->fields[which], row, day);
}

bool
budget_counts(const struct budget *budget, const struct repeat *repeat, size_t row)
{
	return fact_row_counts(budget->reader, repeat, row);
}

void
budget_read_plan(struct budget *budget)
{
	struct schedule *schedule = &budget->schedule;
	int64_t weeks;

	schedule->dated = day_of(budget, PLAN_START, 0, &schedule->plan_first);
	schedule->plan_weeks = DEFAULT_WEEKS;
	if (number_of(budget, WEEKS, 0, &weeks) && weeks > 0 && weeks <= 5200)
		schedule->plan_weeks = (int)weeks;
}

/* The prices that the line at ROW will have; false if one is below zero. A step
 * without its day or its price is not one yet: the form asks for both. */
static bool
read_steps(struct budget *budget, size_t row)
{
	struct schedule *schedule = &budget->schedule;
	struct price_step *step = budget->steps;
	size_t at;

	while (fact_next_row(budget->reader, budget->step, row,
	    &budget->next_step, &at))
		if (day_of(budget, STEP_FROM, at, &step->from) &&
		    number_of(budget, STEP_PRICE, at, &step->price_pence)) {
			if (step->price_pence < 0)
				return false;
			step++;
		}
	schedule->steps = budget->steps;
	schedule->step_count = (size_t)(step - budget->steps);
	return true;
}

void
budget_read_line(struct budget *budget, size_t row, struct spending_line *line)
{
	struct schedule *schedule = &budget->schedule;
	const char *code = text_of(budget, FREQUENCY, row);
	const char *category = text_of(budget, CATEGORY, row);
	bool quantity = number_of(budget, QUANTITY, row, &line->quantity);
	bool price = number_of(budget, PRICE, row, &schedule->price_pence);

	line->contingency = category && strcmp(category, CONTINGENCY) == 0;
	schedule->frequency = code ? frequency_find(code) : NULL;
	if (!schedule->frequency)
		return;
	line->recurring = schedule->frequency->recurring;
	if (!number_of(budget, TIMES, row, &schedule->typed))
		schedule->typed = -1;
	if (!day_of(budget, STARTS, row, &schedule->first))
		schedule->first = FROM_THE_START;
	if (!day_of(budget, ENDS, row, &schedule->last))
		schedule->last = TO_THE_END;
	/* less than nothing is marked by the form and never reckoned */
	line->known = quantity && line->quantity >= 0 && price &&
	    schedule->price_pence >= 0 && read_steps(budget, row) &&
	    schedule_line(schedule, line);
}

static void
add_share(struct budget *budget, struct spending_line *line, size_t row,
    size_t stream, int64_t percent)
{
	budget->share_rows[budget->share_count++] = row;
	line->shares[line->share_count++] = (struct spending_share){
		.stream = stream,
		.share = percent,
	};
}

/* The stream that the link at WHICH names, by its place. */
static bool
stream_of(const struct budget *budget, int which, size_t row, size_t *stream)
{
	return fact_row_of(budget->reader, budget->stream,
	    text_of(budget, which, row), stream);
}

/* Adds the shares of the line at ROW: the rows of its split, or all of it to
 * the one who pays. */
static void
read_shares(struct budget *budget, size_t row)
{
	struct spending_line *line = &budget->lines[row];
	int64_t percent;
	size_t stream, at;

	line->shares = budget->shares + budget->share_count;
	if (!fact_yes(budget->reader, budget->fields[SPLIT], row)) {
		if (stream_of(budget, PAID_BY, row, &stream))
			add_share(budget, line, SIZE_MAX, stream, 10000);
		return;
	}
	while (fact_next_row(budget->reader, budget->share, row,
	    &budget->next_share, &at))
		if (stream_of(budget, SHARE_STREAM, at, &stream) &&
		    number_of(budget, SHARE_PERCENT, at, &percent))
			add_share(budget, line, at, stream, percent);
}

static void
make_room(struct budget *budget)
{
	const struct fact_reader *reader = budget->reader;

	budget->stream_count = fact_rows(reader, budget->stream);
	budget->line_count = fact_rows(reader, budget->line);
	size_t most = budget->line_count + fact_rows(reader, budget->share);
	budget->streams =
	    xcalloc(budget->stream_count + 1, sizeof *budget->streams);
	budget->lines = xcalloc(budget->line_count + 1, sizeof *budget->lines);
	budget->shares = xcalloc(most + 1, sizeof *budget->shares);
	budget->share_rows = xcalloc(most + 1, sizeof *budget->share_rows);
	budget->steps = xcalloc(fact_rows(reader, budget->step) + 1,
	    sizeof *budget->steps);
}

/* Reads streams, lines and shares; rows that are set aside count for
 * nothing, but keep their place. */
static void
read_answers(struct budget *budget)
{
	static const char *const names[] = BUDGET_READS;
	const struct form_set *forms = budget->reader->forms;

	fact_fields(budget->reader, names, budget->fields);
	budget->stream = form_set_repeat(forms, REPEAT_STREAM);
	budget->line = form_set_repeat(forms, REPEAT_LINE);
	budget->share = form_set_repeat(forms, REPEAT_SHARE);
	budget->step = form_set_repeat(forms, REPEAT_STEP);
	if (!budget->stream || !budget->line || !budget->share)
		return;
	make_room(budget);
	budget_read_plan(budget);
	for (size_t i = 0; i < budget->stream_count; i++)
		if (budget_counts(budget, budget->stream, i))
			(void)number_of(budget, INDICATIVE, i,
			    &budget->streams[i].indicative_pence);
	for (size_t i = 0; i < budget->line_count; i++)
		if (budget_counts(budget, budget->line, i)) {
			budget_read_line(budget, i, &budget->lines[i]);
			read_shares(budget, i);
		}
}

static void *
reckon(const struct fact_reader *reader)
{
	struct budget *budget = xcalloc(1, sizeof *budget);

	budget->reader = reader;
	read_answers(budget);
	budget_reckon(budget->lines, budget->line_count, budget->streams,
	    budget->stream_count, &budget->total);
	return budget;
}

static void
clear(void *reckoned)
{
	struct budget *budget = reckoned;

	free(budget->streams);
	free(budget->lines);
	free(budget->shares);
	free(budget->share_rows);
	free(budget->steps);
	free(budget);
}

/* --- publishing --- */

static void
publish_lines(const struct budget *budget)
{
	for (size_t i = 0; i < budget->line_count; i++) {
		const struct spending_line *line = &budget->lines[i];
		const int64_t numbers[] = { line->cost_pence,
			line->known && !line->overflow };
		if (budget_counts(budget, budget->line, i))
			fact_publish(budget->reader, budget->line, i, numbers,
			    ARRAY_LEN(numbers));
	}
}

static void
publish_shares(const struct budget *budget)
{
	for (size_t i = 0; i < budget->share_count; i++)
		if (budget->share_rows[i] != SIZE_MAX)
			fact_publish(budget->reader, budget->share,
			    budget->share_rows[i],
			    &budget->shares[i].cost_pence, 1);
}

static void
publish_streams(const struct budget *budget)
{
	for (size_t i = 0; i < budget->stream_count; i++) {
		const struct spending_stream *stream = &budget->streams[i];
		const int64_t numbers[] = { stream->indicative_pence,
			stream->planned_pence, stream->balance_pence };
		if (budget_counts(budget, budget->stream, i))
			fact_publish(budget->reader, budget->stream, i,
			    numbers, ARRAY_LEN(numbers));
	}
}

bool
budget_is_other_public(const struct budget *budget, size_t row)
{
	static const char *const not_other[] = { "la_ca", "own", "charity" };
	const char *funder = text_of(budget, FUNDER, row);

	if (!funder || !budget_counts(budget, budget->stream, row))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(not_other); i++)
		if (strcmp(funder, not_other[i]) == 0)
			return false;
	return true;
}

static int64_t
budget_other_public(const struct budget *budget)
{
	int64_t sum = 0;

	for (size_t i = 0; i < budget->stream_count; i++)
		if (budget_is_other_public(budget, i))
			sum += budget->streams[i].planned_pence;
	return sum;
}

static void
publish_total(const struct budget *budget)
{
	const struct spending_total *total = &budget->total;
	struct value values[] = {
		fact_number_value(total->indicative_pence),
		fact_number_value(total->planned_pence),
		fact_number_value(total->balance_pence),
		fact_number_value(total->recurring_pence),
		fact_number_value(total->one_off_pence),
		fact_number_value(total->contingency_pence),
		fact_number_value(total->unassigned_pence),
		fact_number_value(budget_other_public(budget)),
	};

	sandbox_fact(budget->reader->sandbox, values);
}

static void
publish(const struct fact_reader *reader, const void *reckoned, size_t table)
{
	static void (*const tables_of[])(const struct budget *) = {
		[TABLE_LINE] = publish_lines,
		[TABLE_SHARE] = publish_shares,
		[TABLE_STREAM] = publish_streams,
		[TABLE_TOTAL] = publish_total,
	};

	(void)reader;
	tables_of[table](reckoned);
}

/* --- what the plan shows of it --- */

void
budget_stream_title(const struct budget *budget, size_t row, struct buf *out)
{
	const struct value *funder =
	    fact_value(budget->reader, budget->fields[FUNDER], row);

	if (funder)
		field_show(budget->fields[FUNDER], funder, out);
	else
		buf_addf(out, "Stream %zu", row + 1);
}

void
plan_money_clear(struct plan_money *money)
{
	for (size_t i = 0; i < money->stream_count; i++)
		free(money->streams[i].title);
	free(money->streams);
	memset(money, 0, sizeof *money);
}

static void
add_stream_total(const struct budget *budget, size_t row,
    struct stream_total *out)
{
	const struct spending_stream *stream = &budget->streams[row];
	struct buf title;

	buf_init(&title);
	budget_stream_title(budget, row, &title);
	*out = (struct stream_total){
		.row = *sandbox_row_id(budget->reader->sandbox,
		    budget->stream, row),
		.title = buf_take(&title),
		.indicative_pence = stream->indicative_pence,
		.planned_pence = stream->planned_pence,
		.balance_pence = stream->balance_pence,
	};
}

void
facts_budget_money(const struct fact_reader *reader, const void *reckoned,
    struct plan_money *money)
{
	const struct budget *budget = reckoned;
	const struct spending_total *total = &budget->total;

	(void)reader;
	*money = (struct plan_money){
		.streams = xcalloc(budget->stream_count + 1,
		    sizeof *money->streams),
		.indicative_pence = total->indicative_pence,
		.planned_pence = total->planned_pence,
		.balance_pence = total->balance_pence,
		.recurring_pence = total->recurring_pence,
		.one_off_pence = total->one_off_pence,
		.contingency_pence = total->contingency_pence,
		.unassigned_pence = total->unassigned_pence,
		.overflow = total->overflow,
		.any = budget->line_count + budget->stream_count > 0,
	};
	for (size_t i = 0; i < budget->stream_count; i++)
		if (budget_counts(budget, budget->stream, i))
			add_stream_total(budget, i,
			    &money->streams[money->stream_count++]);
}

const struct fact_source facts_budget = {
	.tables = tables,
	.table_count = ARRAY_LEN(tables),
	.reckon = reckon,
	.publish = publish,
	.explain = budget_explain,
	.clear = clear,
};
