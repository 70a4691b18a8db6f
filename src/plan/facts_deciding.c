/* Deciding and speaking up: do ticks and conclusions agree, and does an advocate
 * have to be arranged? */
#include "config.h"

#include "plan/facts_tick.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "rules/advocacy.h"
#include "rules/capacity.h"

/* --- decisions: do ticks and conclusion agree? --- */

enum { UNDERSTAND, RETAIN, WEIGH, TELL, MIND, LINK, CONCLUSION };

static const struct fact_table capacity_table = {
	.name = "capacity",
	.columns = { "row", "agrees", "says", NULL },
	.types = "rit",
	.reads = { [UNDERSTAND] = "consent.decision_understand",
	    [RETAIN] = "consent.decision_retain",
	    [WEIGH] = "consent.decision_weigh",
	    [TELL] = "consent.decision_tell",
	    [MIND] = "consent.decision_mind", [LINK] = "consent.decision_link",
	    [CONCLUSION] = "consent.decision_conclusion", NULL },
	.about = "each record about deciding: do its ticks and its conclusion "
		 "agree, and the same as a sentence",
};

/* Records, row by row; those set aside keep their place. */
struct records {
	const struct repeat *repeat;
	struct capacity *items;
	size_t count;
};

static enum conclusion
conclusion_of(const char *code)
{
	static const struct {
		const char *code;
		enum conclusion conclusion;
	} codes[] = {
		{ "can", CONCLUSION_CAN },
		{ "cannot", CONCLUSION_CANNOT },
		{ "not_finished", CONCLUSION_NOT_FINISHED },
	};

	for (size_t i = 0; code && i < ARRAY_LEN(codes); i++)
		if (strcmp(code, codes[i].code) == 0)
			return codes[i].conclusion;
	return CONCLUSION_BLANK;
}

static enum tick
ability(const struct fact_reader *reader, const struct field *field,
    size_t row)
{
	return fact_code_tick(fact_text(reader, field, row), "yes", "no");
}

static void *
reckon_capacity(const struct fact_reader *reader)
{
	const struct field *fields[MOST_READS];
	struct records *records = xcalloc(1, sizeof *records);

	fact_fields(reader, capacity_table.reads, fields);
	records->repeat = form_set_repeat(reader->forms, "consent.decision");
	records->count = fact_rows(reader, records->repeat);
	records->items = xcalloc(records->count + 1, sizeof *records->items);
	for (size_t i = 0; i < records->count; i++)
		records->items[i] = (struct capacity){
			.understand = ability(reader, fields[UNDERSTAND], i),
			.retain = ability(reader, fields[RETAIN], i),
			.weigh = ability(reader, fields[WEIGH], i),
			.tell = ability(reader, fields[TELL], i),
			.mind = fact_text(reader, fields[MIND], i) ? TICK_YES :
								     TICK_BLANK,
			.link = fact_tick(reader, fields[LINK], i),
			.conclusion = conclusion_of(
			    fact_text(reader, fields[CONCLUSION], i)),
		};
	return records;
}

static void
publish_record(const struct fact_reader *reader, const struct records *records,
    size_t row)
{
	const struct capacity *record = &records->items[row];
	char hex[UID_HEX_LEN + 1];
	struct working working;
	struct value values[3];

	working_init(&working);
	capacity_explain(record, &working);
	uid_format(sandbox_row_id(reader->sandbox, records->repeat, row), hex);
	values[0] = fact_text_value(hex);
	values[1] =
	    fact_number_value(capacity_fit(record) == CAPACITY_AGREES);
	values[2] = fact_told(&working);
	sandbox_fact(reader->sandbox, values);
	working_clear(&working);
}

static void
publish_capacity(const struct fact_reader *reader, const void *reckoned,
    size_t table)
{
	const struct records *records = reckoned;

	(void)table;
	for (size_t i = 0; i < records->count; i++)
		if (fact_row_counts(reader, records->repeat, i))
			publish_record(reader, records, i);
}

static void
explain_capacity(const struct fact_reader *reader, const void *reckoned,
    size_t table, const char *column, const struct uid *row,
    struct working *out)
{
	const struct records *records = reckoned;
	size_t at;

	(void)table;
	(void)column;
	if (fact_row_at(reader, records->repeat, row, &at))
		capacity_explain(&records->items[at], out);
}

static void
clear_capacity(void *reckoned)
{
	struct records *records = reckoned;

	free(records->items);
	free(records);
}

/* --- somebody to speak up --- */

enum { DIFFICULTY, OTHER };

static const struct fact_table advocacy_table = {
	.name = "advocacy",
	.columns = { "due", "says", NULL },
	.types = "it",
	.reads = { [DIFFICULTY] = "consent.adv_difficulty",
	    [OTHER] = "consent.adv_other", NULL },
	.about = "whether, as ticked, an advocate has to be arranged: 1, 0 or "
		 "blank while not finished, and the same as a sentence",
};

static enum helper
helper_of(const char *code)
{
	if (!code)
		return HELPER_BLANK;
	return strcmp(code, "yes") == 0	  ? HELPER_YES :
	    strcmp(code, "no") == 0	  ? HELPER_NO :
	    strcmp(code, "refused") == 0 ? HELPER_REFUSED :
					    HELPER_BLANK;
}

static void *
reckon_advocacy(const struct fact_reader *reader)
{
	const struct field *fields[MOST_READS];
	struct advocacy *ticks = xcalloc(1, sizeof *ticks);

	fact_fields(reader, advocacy_table.reads, fields);
	*ticks = (struct advocacy){
		.understand = fact_chosen_tick(reader, fields[DIFFICULTY], "understand"),
		.retain = fact_chosen_tick(reader, fields[DIFFICULTY], "retain"),
		.weigh = fact_chosen_tick(reader, fields[DIFFICULTY], "weigh"),
		.views = fact_chosen_tick(reader, fields[DIFFICULTY], "views"),
		.helper = helper_of(fact_text(reader, fields[OTHER], 0)),
	};
	return ticks;
}

static void
publish_advocacy(const struct fact_reader *reader, const void *reckoned,
    size_t table)
{
	enum advocate due = advocacy_due(reckoned);
	struct working working;
	struct value values[2];

	(void)table;
	working_init(&working);
	advocacy_explain(reckoned, &working);
	values[0] = due == ADVOCATE_NOT_FINISHED ? fact_text_value(NULL) :
	    fact_number_value(due == ADVOCATE_DUE);
	values[1] = fact_told(&working);
	sandbox_fact(reader->sandbox, values);
	working_clear(&working);
}

static void
tell_advocacy(const struct advocacy *ticks, const char *column,
    struct working *out)
{
	(void)column;
	advocacy_explain(ticks, out);
}

EXPLAIN_ONE_ROW(explain_advocacy, tell_advocacy)

/* --- what there is --- */

static const struct fact_table *const capacity_tables[] = { &capacity_table };
static const struct fact_table *const advocacy_tables[] = { &advocacy_table };

const struct fact_source facts_capacity = {
	.tables = capacity_tables,
	.table_count = ARRAY_LEN(capacity_tables),
	.reckon = reckon_capacity,
	.publish = publish_capacity,
	.explain = explain_capacity,
	.clear = clear_capacity,
};

const struct fact_source facts_advocacy = {
	.tables = advocacy_tables,
	.table_count = ARRAY_LEN(advocacy_tables),
	.reckon = reckon_advocacy,
	.publish = publish_advocacy,
	.explain = explain_advocacy,
	.clear = free,
};
