/* facts_budget: the spending plan as it is read, reckoned and told. */
#ifndef PLAN_FACTS_BUDGET_H
#define PLAN_FACTS_BUDGET_H

#include "plan/facts_private.h"
#include "rules/schedule.h"

/* The questions it reads. */
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
	WHAT,
	READ_COUNT
};

/* The tables it publishes, by their place in facts_budget.tables. */
enum { TABLE_LINE, TABLE_SHARE, TABLE_STREAM, TABLE_TOTAL };

/* What the rules reckon with, and which row each thing came from. */
struct budget {
	const struct fact_reader *reader;
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

/* Reads the plan's days and weeks into budget->schedule. */
void budget_read_plan(struct budget *budget);
/* Reads the line at ROW into LINE, and its schedule into budget->schedule. */
void budget_read_line(struct budget *budget, size_t row,
    struct spending_line *line);
/* Appends the name of the stream at ROW. */
void budget_stream_title(const struct budget *budget, size_t row,
    struct buf *out);
/* Is the stream at ROW public money that is not the council's for care, and free
 * to the person: what Care Act 2014, section 26(3) lets a plan name beside it? */
bool budget_is_other_public(const struct budget *budget, size_t row);
/* Does ROW of REPEAT count? */
bool budget_counts(const struct budget *budget, const struct repeat *repeat,
    size_t row);

/* As struct fact_source has it. */
void budget_explain(const struct fact_reader *reader, const void *reckoned,
    size_t table, const char *column, const struct uid *row,
    struct working *out);

#endif
