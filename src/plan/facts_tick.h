/* facts_tick: what the sources that count ticks share: answers as ticks, and a
 * rule's own sentence as a value. */
#ifndef PLAN_FACTS_TICK_H
#define PLAN_FACTS_TICK_H

#include "plan/facts_private.h"
#include "rules/tick.h"

/* Room for the fields of any table's reads, as in struct fact_table. */
#define MOST_READS 48

/* A yes or no question. */
enum tick fact_tick(const struct fact_reader *reader,
    const struct field *field, size_t row);
/* One of several codes: any other than YES and NO is as blank. */
enum tick fact_code_tick(const char *code, const char *yes, const char *no);
/* Several choices outside every repeat, one of which is "none" of the others:
 * is CODE (NULL: any but that) among them? */
enum tick fact_chosen_tick(const struct fact_reader *reader,
    const struct field *field, const char *code);

/* WORKING's first step, borrowed: the whole in one sentence. */
struct value fact_told(const struct working *working);

/* Defines NAME, the `explain` of a source with one table of one row:
 * RULE(reckoned, column, out) tells it. */
#define EXPLAIN_ONE_ROW(name, rule)                                            \
	static void name(const struct fact_reader *reader,                     \
	    const void *reckoned, size_t table, const char *column,            \
	    const struct uid *row, struct working *out)                        \
	{                                                                      \
		(void)reader;                                                  \
		(void)table;                                                   \
		(void)row;                                                     \
		rule(reckoned, column, out);                                   \
	}

#endif
