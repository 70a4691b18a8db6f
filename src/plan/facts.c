#include "config.h"

#include "plan/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "form/field_type.h"
#include "plan/plan.h"
#include "rules/schedule.h"

/* The questions that the spending arithmetic reads, and the tables they are
 * in. */
#define REPEAT_STREAM "money.stream"
#define REPEAT_LINE   "money.line"
#define REPEAT_SHARE  "money.share"
#define REPEAT_STEP   "money.step"

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
	PLAN_START,
	STARTS,
	ENDS,
	STEP_FROM,
	STEP_PRICE,
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
		[SHARE_PERCENT] = "money.share_percent",                       \
		[PLAN_START] = "purpose.start", [STARTS] = "money.starts",     \
		[ENDS] = "money.ends", [STEP_FROM] = "money.step_from",        \
		[STEP_PRICE] = "money.step_price", [READ_COUNT] = NULL,        \
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
struct facts {
	struct sandbox *sandbox;
	const struct form_set *forms;
	bool reckoned;
	const struct field *fields[READ_COUNT];
	const struct repeat *stream, *line, *share, *step;
	struct spending_stream *streams;
	size_t stream_count;
	struct spending_line *lines;
	size_t line_count;
	struct spending_share *shares; /* of all lines, line by line */
	size_t *share_rows;	       /* the share's row; SIZE_MAX: no row of its own */
	size_t share_count;
	/* While lines are read: the plan's days, and one line's prices. Inner
	 * rows stand line by line, so each is met once, by these counters. */
	struct schedule schedule;
	struct price_step *steps;
	size_t next_share, next_step;
	struct spending_total total;
};

/* What counts there, or NULL: not asked, not answered, or not as its type. */
static const struct value *
value_of(const struct facts *facts, int which, size_t row)
{
	const struct field *field = facts->fields[which];
	const struct cell *cell =
	    field ? sandbox_cell(facts->sandbox, field, row) : NULL;

	if (!cell || !cell->relevant || value_is_none(&cell->value) ||
	    !field_valid(field, &cell->value, NULL))
		return NULL;
	return &cell->value;
}

static bool
number_of(const struct facts *facts, int which, size_t row, int64_t *out)
{
	const struct value *value = value_of(facts, which, row);

	if (!value || value->kind != VALUE_NUMBER)
		return false;
	*out = value->number;
	return true;
}

static const char *
text_of(const struct facts *facts, int which, size_t row)
{
	const struct value *value = value_of(facts, which, row);

	return value && value->kind == VALUE_TEXT ? value->text : NULL;
}

/* The stream that a link names, by its place; false: none, or set aside. */
static bool
stream_of(const struct facts *facts, const char *link, size_t *stream)
{
	struct uid id;

	if (!link || !uid_parse(link, strlen(link), &id))
		return false;
	for (size_t i = 0; i < facts->stream_count; i++)
		if (sandbox_row_relevant(facts->sandbox, facts->stream, i) &&
		    uid_equal(sandbox_row_id(facts->sandbox, facts->stream, i),
			&id)) {
			*stream = i;
			return true;
		}
	return false;
}

static bool
day_of(const struct facts *facts, int which, size_t row, long *day)
{
	const char *text = text_of(facts, which, row);
	struct date date;

	if (!text || !date_parse_iso(text, &date))
		return false;
	*day = date_to_days(date);
	return true;
}

/* Leads *NEXT over the rows of REPEAT to the one after *ROW that counts and is
 * in the line at LINE; false if there is none. */
static bool
next_row_of(const struct facts *facts, const struct repeat *repeat, size_t line,
    size_t *next, size_t *row)
{
	size_t count = repeat ? sandbox_row_count(facts->sandbox, repeat) : 0;

	for (; *next < count; (*next)++) {
		size_t parent =
		    sandbox_row_parent(facts->sandbox, repeat, *next);

		if (parent > line)
			return false;
		if (parent == line &&
		    sandbox_row_relevant(facts->sandbox, repeat, *next)) {
			*row = (*next)++;
			return true;
		}
	}
	return false;
}

static void
read_plan(struct facts *facts)
{
	struct schedule *schedule = &facts->schedule;
	int64_t weeks;

	schedule->dated =
	    day_of(facts, PLAN_START, 0, &schedule->plan_first);
	schedule->plan_weeks = DEFAULT_WEEKS;
	if (number_of(facts, WEEKS, 0, &weeks) && weeks > 0 && weeks <= 5200)
		schedule->plan_weeks = (int)weeks;
}

/* The prices that the line at ROW will have; false if one is below zero. A step
 * without its day or its price is not one yet: the form asks for both. */
static bool
read_steps(struct facts *facts, size_t row)
{
	struct schedule *schedule = &facts->schedule;
	struct price_step *step = facts->steps;
	size_t at;

	while (next_row_of(facts, facts->step, row, &facts->next_step, &at))
		if (day_of(facts, STEP_FROM, at, &step->from) &&
		    number_of(facts, STEP_PRICE, at, &step->price_pence)) {
			if (step->price_pence < 0)
				return false;
			step++;
		}
	schedule->steps = facts->steps;
	schedule->step_count = (size_t)(step - facts->steps);
	return true;
}

static void
read_line(struct facts *facts, size_t row, struct spending_line *line)
{
	struct schedule *schedule = &facts->schedule;
	const char *code = text_of(facts, FREQUENCY, row);
	const char *category = text_of(facts, CATEGORY, row);
	bool quantity = number_of(facts, QUANTITY, row, &line->quantity);
	bool price = number_of(facts, PRICE, row, &schedule->price_pence);

	line->contingency = category && strcmp(category, CONTINGENCY) == 0;
	schedule->frequency = code ? frequency_find(code) : NULL;
	if (!schedule->frequency)
		return;
	line->recurring = schedule->frequency->recurring;
	if (!number_of(facts, TIMES, row, &schedule->typed))
		schedule->typed = -1;
	if (!day_of(facts, STARTS, row, &schedule->first))
		schedule->first = FROM_THE_START;
	if (!day_of(facts, ENDS, row, &schedule->last))
		schedule->last = TO_THE_END;
	/* less than nothing is marked by the form and never reckoned */
	line->known = quantity && line->quantity >= 0 && price &&
	    schedule->price_pence >= 0 && read_steps(facts, row) &&
	    schedule_line(schedule, line);
}

static void
add_share(struct facts *facts, struct spending_line *line, size_t row,
    size_t stream, int64_t percent)
{
	facts->share_rows[facts->share_count++] = row;
	line->shares[line->share_count++] = (struct spending_share){
		.stream = stream,
		.share = percent,
	};
}

/* Adds the shares of the line at ROW: the rows of its split, or all of it to
 * the one who pays. */
static void
read_shares(struct facts *facts, size_t row)
{
	struct spending_line *line = &facts->lines[row];
	int64_t split = 0, percent;
	size_t stream, at;

	line->shares = facts->shares + facts->share_count;
	(void)number_of(facts, SPLIT, row, &split);
	if (split != 1) {
		if (stream_of(facts, text_of(facts, PAID_BY, row), &stream))
			add_share(facts, line, SIZE_MAX, stream, 10000);
		return;
	}
	while (next_row_of(facts, facts->share, row, &facts->next_share, &at))
		if (stream_of(facts, text_of(facts, SHARE_STREAM, at),
			&stream) &&
		    number_of(facts, SHARE_PERCENT, at, &percent))
			add_share(facts, line, at, stream, percent);
}

static void
make_room(struct facts *facts)
{
	struct sandbox *sandbox = facts->sandbox;
	size_t steps =
	    facts->step ? sandbox_row_count(sandbox, facts->step) : 0;

	facts->stream_count = sandbox_row_count(sandbox, facts->stream);
	facts->line_count = sandbox_row_count(sandbox, facts->line);
	size_t most =
	    facts->line_count + sandbox_row_count(sandbox, facts->share);
	facts->streams =
	    xcalloc(facts->stream_count + 1, sizeof *facts->streams);
	facts->lines = xcalloc(facts->line_count + 1, sizeof *facts->lines);
	facts->shares = xcalloc(most + 1, sizeof *facts->shares);
	facts->share_rows = xcalloc(most + 1, sizeof *facts->share_rows);
	facts->steps = xcalloc(steps + 1, sizeof *facts->steps);
}

/* Reads streams, lines and shares; rows that are set aside count for
 * nothing, but keep their place. */
static void
read_answers(struct facts *facts)
{
	static const char *const names[] = BUDGET_READS;

	for (size_t i = 0; i < READ_COUNT; i++)
		facts->fields[i] = form_set_field(facts->forms, names[i]);
	facts->stream = form_set_repeat(facts->forms, REPEAT_STREAM);
	facts->line = form_set_repeat(facts->forms, REPEAT_LINE);
	facts->share = form_set_repeat(facts->forms, REPEAT_SHARE);
	facts->step = form_set_repeat(facts->forms, REPEAT_STEP);
	if (!facts->stream || !facts->line || !facts->share)
		return;
	make_room(facts);
	read_plan(facts);
	for (size_t i = 0; i < facts->stream_count; i++)
		if (sandbox_row_relevant(facts->sandbox, facts->stream, i))
			(void)number_of(facts, INDICATIVE, i,
			    &facts->streams[i].indicative_pence);
	for (size_t i = 0; i < facts->line_count; i++)
		if (sandbox_row_relevant(facts->sandbox, facts->line, i)) {
			read_line(facts, i, &facts->lines[i]);
			read_shares(facts, i);
		}
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
fill_money(const struct facts *facts, struct plan_money *money)
{
	const struct spending_total *total = &facts->total;

	plan_money_clear(money);
	*money = (struct plan_money){
		.streams = xcalloc(facts->stream_count + 1,
		    sizeof *money->streams),
		.indicative_pence = total->indicative_pence,
		.planned_pence = total->planned_pence,
		.balance_pence = total->balance_pence,
		.recurring_pence = total->recurring_pence,
		.one_off_pence = total->one_off_pence,
		.contingency_pence = total->contingency_pence,
		.unassigned_pence = total->unassigned_pence,
		.overflow = total->overflow,
		.any = facts->line_count + facts->stream_count > 0,
	};
	for (size_t i = 0; i < facts->stream_count; i++) {
		struct stream_total *out = &money->streams[money->stream_count];
		const struct spending_stream *stream = &facts->streams[i];
		const struct value *funder = value_of(facts, FUNDER, i);
		struct buf title;
		if (!sandbox_row_relevant(facts->sandbox, facts->stream, i))
			continue;
		buf_init(&title);
		if (funder)
			field_show(facts->fields[FUNDER], funder, &title);
		else
			buf_addf(&title, "Stream %zu", i + 1);
		*out = (struct stream_total){
			.row = *sandbox_row_id(facts->sandbox, facts->stream,
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
publish_table(const struct facts *facts, size_t which)
{
	struct sandbox *sandbox = facts->sandbox;

	for (size_t i = 0; which == TABLE_LINE && i < facts->line_count; i++)
		if (sandbox_row_relevant(sandbox, facts->line, i))
			publish(sandbox, facts->line, i,
			    facts->lines[i].cost_pence,
			    facts->lines[i].known && !facts->lines[i].overflow,
			    0);
	for (size_t i = 0; which == TABLE_SHARE && i < facts->share_count; i++)
		if (facts->share_rows[i] != SIZE_MAX)
			publish(sandbox, facts->share, facts->share_rows[i],
			    facts->shares[i].cost_pence, 0, 0);
	for (size_t i = 0; which == TABLE_STREAM && i < facts->stream_count; i++)
		if (sandbox_row_relevant(sandbox, facts->stream, i))
			publish(sandbox, facts->stream, i,
			    facts->streams[i].indicative_pence,
			    facts->streams[i].planned_pence,
			    facts->streams[i].balance_pence);
	if (which == TABLE_TOTAL)
		publish_total(sandbox, &facts->total);
}

struct facts *
facts_new(struct sandbox *sandbox, const struct form_set *forms)
{
	struct facts *facts = xcalloc(1, sizeof *facts);

	facts->sandbox = sandbox;
	facts->forms = forms;
	return facts;
}

void
facts_free(struct facts *facts)
{
	free(facts->streams);
	free(facts->lines);
	free(facts->shares);
	free(facts->share_rows);
	free(facts->steps);
	free(facts);
}

void
facts_fill(struct facts *facts, const struct fact_table *table,
    struct plan_money *money)
{
	/* All tables read the same answers, final when the first is due. */
	if (!facts->reckoned) {
		read_answers(facts);
		budget_reckon(facts->lines, facts->line_count, facts->streams,
		    facts->stream_count, &facts->total);
		facts->reckoned = true;
	}
	publish_table(facts, (size_t)(table - fact_tables));
	if (table == &fact_tables[TABLE_TOTAL])
		fill_money(facts, money);
}
