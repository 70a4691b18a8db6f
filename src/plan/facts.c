#include "config.h"

#include "plan/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "form/field_type.h"
#include "plan/plan.h"
#include "rules/budget.h"

/* The questions that the spending arithmetic reads, and the tables they are
 * in. */
#define REPEAT_STREAM "money.stream"
#define REPEAT_LINE   "money.line"
#define REPEAT_SHARE  "money.share"

enum {
	WEEKS,
	FUNDER,
	INDICATIVE,
	QUANTITY,
	PRICE,
	FREQUENCY,
	TIMES,
	CATEGORY,
	PAID_BY,
	SPLIT,
	SHARE_STREAM,
	SHARE_PERCENT,
	READ_COUNT
};

#define BUDGET_READS                                                           \
	{                                                                      \
		[WEEKS] = "purpose.weeks", [FUNDER] = "money.funder",          \
		[INDICATIVE] = "money.indicative",                             \
		[QUANTITY] = "money.quantity", [PRICE] = "money.price",        \
		[FREQUENCY] = "money.frequency", [TIMES] = "money.times",      \
		[CATEGORY] = "money.category", [PAID_BY] = "money.paid_by",    \
		[SPLIT] = "money.split",                                       \
		[SHARE_STREAM] = "money.share_stream",                         \
		[SHARE_PERCENT] = "money.share_percent", [READ_COUNT] = NULL,  \
	}

#define DEFAULT_WEEKS 52
#define CONTINGENCY "contingency" /* the category that is a reserve */

enum { TABLE_LINE, TABLE_SHARE, TABLE_STREAM, TABLE_TOTAL };

const struct fact_table fact_tables[] = {
	[TABLE_LINE] = {
		.name = "budget_line",
		.columns = { "row", "cost", "known", NULL },
		.types = "rii",
		.reads = BUDGET_READS,
		.about = "each spending line's cost in pence, and whether enough "
			 "was answered to know it",
	},
	[TABLE_SHARE] = {
		.name = "budget_share",
		.columns = { "row", "cost", NULL },
		.types = "ri",
		.reads = BUDGET_READS,
		.about = "each share of a split line, in pence",
	},
	[TABLE_STREAM] = {
		.name = "budget_stream",
		.columns = { "row", "indicative", "planned", "balance", NULL },
		.types = "riii",
		.reads = BUDGET_READS,
		.about = "each stream's money, planned spending and what is left",
	},
	[TABLE_TOTAL] = {
		.name = "budget_total",
		.columns = { "indicative", "planned", "balance", "recurring",
		    "one_off", "contingency", "unassigned", NULL },
		.types = "iiiiiii",
		.reads = BUDGET_READS,
		.about = "the same for the whole plan: one row",
	},
};
const size_t fact_table_count = ARRAY_LEN(fact_tables);

/* What the rules reckon with, and which row each thing came from. */
struct budget {
	struct sandbox *sandbox;
	const struct field *fields[READ_COUNT];
	const struct repeat *stream, *line, *share;
	struct spending_stream *streams;
	size_t stream_count;
	struct spending_line *lines;
	size_t line_count;
	struct spending_share *shares; /* of all lines, line by line */
	size_t *share_rows;	       /* the share's row; SIZE_MAX: no row of its own */
	size_t share_count;
	struct spending_total total;
};

/* What counts there, or NULL: not asked, not answered, or not as its type. */
static const struct value *
value_of(const struct budget *budget, int which, size_t row)
{
	const struct field *field = budget->fields[which];
	const struct cell *cell =
	    field ? sandbox_cell(budget->sandbox, field, row) : NULL;

	if (!cell || !cell->relevant || value_is_none(&cell->value) ||
	    !field_valid(field, &cell->value, NULL))
		return NULL;
	return &cell->value;
}

static bool
number_of(const struct budget *budget, int which, size_t row, int64_t *out)
{
	const struct value *value = value_of(budget, which, row);

	if (!value || value->kind != VALUE_NUMBER)
		return false;
	*out = value->number;
	return true;
}

static const char *
text_of(const struct budget *budget, int which, size_t row)
{
	const struct value *value = value_of(budget, which, row);

	return value && value->kind == VALUE_TEXT ? value->text : NULL;
}

/* The stream that a link names, by its place; false: none, or set aside. */
static bool
stream_of(const struct budget *budget, const char *link, size_t *stream)
{
	struct uid id;

	if (!link || !uid_parse(link, strlen(link), &id))
		return false;
	for (size_t i = 0; i < budget->stream_count; i++)
		if (sandbox_row_relevant(budget->sandbox, budget->stream, i) &&
		    uid_equal(sandbox_row_id(budget->sandbox, budget->stream, i),
			&id)) {
			*stream = i;
			return true;
		}
	return false;
}

static int
plan_weeks(const struct budget *budget)
{
	int64_t weeks;

	if (number_of(budget, WEEKS, 0, &weeks) && weeks > 0 && weeks <= 5200)
		return (int)weeks;
	return DEFAULT_WEEKS;
}

static void
read_line(const struct budget *budget, size_t row, struct spending_line *line)
{
	const char *code = text_of(budget, FREQUENCY, row);
	const struct frequency *frequency = code ? frequency_find(code) : NULL;
	const char *category = text_of(budget, CATEGORY, row);
	int64_t typed = -1;
	bool quantity = number_of(budget, QUANTITY, row, &line->quantity);
	bool price = number_of(budget, PRICE, row, &line->price_pence);

	if (!number_of(budget, TIMES, row, &typed))
		typed = -1;
	line->contingency = category && strcmp(category, CONTINGENCY) == 0;
	if (!frequency)
		return;
	line->recurring = frequency->recurring;
	line->times = frequency_times(frequency, plan_weeks(budget), typed);
	/* less than nothing is marked by the form and never reckoned */
	line->known = quantity && price && line->times >= 0 &&
	    line->quantity >= 0 && line->price_pence >= 0;
	if (line->times < 0)
		line->times = 0;
}

/* Adds the shares of the line at ROW: the rows of its split, or all of it to
 * the one who pays. */
static void
read_shares(struct budget *budget, size_t row)
{
	struct spending_line *line = &budget->lines[row];
	int64_t split = 0;
	size_t stream;

	line->shares = budget->shares + budget->share_count;
	line->share_count = 0;
	(void)number_of(budget, SPLIT, row, &split);
	if (split != 1) {
		if (stream_of(budget, text_of(budget, PAID_BY, row), &stream)) {
			budget->share_rows[budget->share_count++] = SIZE_MAX;
			line->shares[line->share_count++] =
			    (struct spending_share){
				.stream = stream,
				.share = 10000,
			    };
		}
		return;
	}
	size_t rows = sandbox_row_count(budget->sandbox, budget->share);
	for (size_t i = 0; i < rows; i++) {
		int64_t percent;
		if (sandbox_row_parent(budget->sandbox, budget->share, i) != row ||
		    !sandbox_row_relevant(budget->sandbox, budget->share, i) ||
		    !stream_of(budget, text_of(budget, SHARE_STREAM, i),
			&stream) ||
		    !number_of(budget, SHARE_PERCENT, i, &percent))
			continue;
		budget->share_rows[budget->share_count++] = i;
		line->shares[line->share_count++] = (struct spending_share){
			.stream = stream,
			.share = percent,
		};
	}
}

/* Reads streams, lines and shares; rows that are set aside count for
 * nothing, but keep their place. */
static void
budget_read(struct budget *budget, struct sandbox *sandbox,
    const struct form_set *forms)
{
	static const char *const names[] = BUDGET_READS;

	memset(budget, 0, sizeof *budget);
	budget->sandbox = sandbox;
	for (size_t i = 0; i < READ_COUNT; i++)
		budget->fields[i] = form_set_field(forms, names[i]);
	budget->stream = form_set_repeat(forms, REPEAT_STREAM);
	budget->line = form_set_repeat(forms, REPEAT_LINE);
	budget->share = form_set_repeat(forms, REPEAT_SHARE);
	if (!budget->stream || !budget->line || !budget->share)
		return;
	budget->stream_count = sandbox_row_count(sandbox, budget->stream);
	budget->line_count = sandbox_row_count(sandbox, budget->line);
	size_t most = budget->line_count +
	    sandbox_row_count(sandbox, budget->share);
	budget->streams =
	    xcalloc(budget->stream_count + 1, sizeof *budget->streams);
	budget->lines = xcalloc(budget->line_count + 1, sizeof *budget->lines);
	budget->shares = xcalloc(most + 1, sizeof *budget->shares);
	budget->share_rows = xcalloc(most + 1, sizeof *budget->share_rows);
	for (size_t i = 0; i < budget->stream_count; i++)
		if (sandbox_row_relevant(sandbox, budget->stream, i))
			(void)number_of(budget, INDICATIVE, i,
			    &budget->streams[i].indicative_pence);
	for (size_t i = 0; i < budget->line_count; i++)
		if (sandbox_row_relevant(sandbox, budget->line, i)) {
			read_line(budget, i, &budget->lines[i]);
			read_shares(budget, i);
		}
}

static void
budget_clear(struct budget *budget)
{
	free(budget->streams);
	free(budget->lines);
	free(budget->shares);
	free(budget->share_rows);
}

/* --- publishing --- */

static struct value
number(int64_t n)
{
	return (struct value){ .kind = VALUE_NUMBER, .number = n };
}

/* Publishes a row that begins with the id of ROW in REPEAT. */
static void
publish(struct sandbox *sandbox, const struct repeat *repeat, size_t row,
    int64_t a, int64_t b, int64_t c)
{
	char hex[UID_HEX_LEN + 1];
	struct value values[] = {
		{ .kind = VALUE_TEXT, .text = hex },
		number(a),
		number(b),
		number(c),
	};

	uid_format(sandbox_row_id(sandbox, repeat, row), hex);
	sandbox_fact(sandbox, values);
}

static void
publish_total(struct sandbox *sandbox, const struct spending_total *total)
{
	struct value values[] = {
		number(total->indicative_pence),
		number(total->planned_pence),
		number(total->balance_pence),
		number(total->recurring_pence),
		number(total->one_off_pence),
		number(total->contingency_pence),
		number(total->unassigned_pence),
	};

	sandbox_fact(sandbox, values);
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
fill_money(const struct budget *budget, struct plan_money *money)
{
	const struct spending_total *total = &budget->total;

	plan_money_clear(money);
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
	for (size_t i = 0; i < budget->stream_count; i++) {
		struct stream_total *out = &money->streams[money->stream_count];
		const struct spending_stream *stream = &budget->streams[i];
		const struct value *funder = value_of(budget, FUNDER, i);
		struct buf title;
		if (!sandbox_row_relevant(budget->sandbox, budget->stream, i))
			continue;
		buf_init(&title);
		if (funder)
			field_show(budget->fields[FUNDER], funder, &title);
		else
			buf_addf(&title, "Stream %zu", i + 1);
		*out = (struct stream_total){
			.row = *sandbox_row_id(budget->sandbox, budget->stream,
			    i),
			.title = buf_take(&title),
			.indicative_pence = stream->indicative_pence,
			.planned_pence = stream->planned_pence,
			.balance_pence = stream->balance_pence,
		};
		money->stream_count++;
	}
}

static void
publish_table(const struct budget *budget, size_t which)
{
	struct sandbox *sandbox = budget->sandbox;

	for (size_t i = 0; which == TABLE_LINE && i < budget->line_count; i++)
		if (sandbox_row_relevant(sandbox, budget->line, i))
			publish(sandbox, budget->line, i,
			    budget->lines[i].cost_pence,
			    budget->lines[i].known && !budget->lines[i].overflow,
			    0);
	for (size_t i = 0; which == TABLE_SHARE && i < budget->share_count; i++)
		if (budget->share_rows[i] != SIZE_MAX)
			publish(sandbox, budget->share, budget->share_rows[i],
			    budget->shares[i].cost_pence, 0, 0);
	for (size_t i = 0; which == TABLE_STREAM && i < budget->stream_count; i++)
		if (sandbox_row_relevant(sandbox, budget->stream, i))
			publish(sandbox, budget->stream, i,
			    budget->streams[i].indicative_pence,
			    budget->streams[i].planned_pence,
			    budget->streams[i].balance_pence);
	if (which == TABLE_TOTAL)
		publish_total(sandbox, &budget->total);
}

void
facts_fill(struct sandbox *sandbox, const struct form_set *forms,
    const struct fact_table *table, struct plan_money *money)
{
	struct budget budget;

	/* Each table is reckoned from the answers anew: it costs little, and
	 * nothing can be out of date. */
	budget_read(&budget, sandbox, forms);
	budget_reckon(budget.lines, budget.line_count, budget.streams,
	    budget.stream_count, &budget.total);
	publish_table(&budget, (size_t)(table - fact_tables));
	if (table == &fact_tables[TABLE_TOTAL])
		fill_money(&budget, money);
	budget_clear(&budget);
}
