/* NHS Continuing Healthcare: what columns and levels suggest by themselves. */
#include "config.h"

#include "plan/facts_tick.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "rules/chc.h"

/* --- the Checklist --- */

/* In the order of chc_domains. */
static const struct fact_table checklist_table = {
	.name = "chc_checklist",
	.columns = { "suggests", "says", "a", "b", "c", "blank", NULL },
	.types = "ttiiii",
	.reads = { "health.chk_breathing", "health.chk_nutrition",
	    "health.chk_continence", "health.chk_skin", "health.chk_mobility",
	    "health.chk_communication", "health.chk_mood",
	    "health.chk_cognition", "health.chk_behaviour",
	    "health.chk_drugs", "health.chk_asc", NULL },
	.about = "what the Checklist's columns alone suggest: full, no_full or "
		 "not_finished, the same as a sentence, and how many of each",
};

struct checklist_columns {
	enum chc_column of[CHECKLIST_DOMAINS];
};

static void *
reckon_checklist(const struct fact_reader *reader)
{
	const struct field *fields[MOST_READS];
	struct checklist_columns *columns = xcalloc(1, sizeof *columns);

	fact_fields(reader, checklist_table.reads, fields);
	for (size_t i = 0; i < CHECKLIST_DOMAINS; i++) {
		const char *code = fact_text(reader, fields[i], 0);
		columns->of[i] = !code	       ? COLUMN_BLANK :
		    strcmp(code, "a") == 0 ? COLUMN_A :
		    strcmp(code, "b") == 0 ? COLUMN_B :
		    strcmp(code, "c") == 0 ? COLUMN_C :
					     COLUMN_BLANK;
	}
	return columns;
}

static void
tell_checklist(const struct checklist_columns *columns, const char *column,
    struct working *out)
{
	static const char *const counts[] = {
		[COLUMN_BLANK] = "blank",
		[COLUMN_A] = "a",
		[COLUMN_B] = "b",
		[COLUMN_C] = "c",
	};

	for (size_t i = 0; i < ARRAY_LEN(counts); i++)
		if (strcmp(column, counts[i]) == 0) {
			chc_column_explain(columns->of, (enum chc_column)i,
			    out);
			return;
		}
	chc_checklist_explain(columns->of, out);
}

static void
publish_checklist(const struct fact_reader *reader, const void *reckoned,
    size_t table)
{
	static const char *const codes[] = {
		[CHECKLIST_NOT_FINISHED] = "not_finished",
		[CHECKLIST_NO_FULL] = "no_full",
		[CHECKLIST_FULL] = "full",
	};
	const struct checklist_columns *columns = reckoned;
	struct checklist_result result = chc_checklist(columns->of);
	struct working working;

	(void)table;
	working_init(&working);
	tell_checklist(columns, "says", &working);
	sandbox_fact(reader->sandbox, (struct value[]){
		fact_text_value(codes[result.suggests]),
		fact_told(&working),
		fact_number_value((int64_t)result.a),
		fact_number_value((int64_t)result.b),
		fact_number_value((int64_t)result.c),
		fact_number_value((int64_t)result.blank),
	});
	working_clear(&working);
}

EXPLAIN_ONE_ROW(explain_checklist, tell_checklist)

/* --- the Decision Support Tool --- */

static const struct fact_table dst_table = {
	.name = "chc_dst",
	.columns = { "suggests", "says", "priority", "severe", "high",
	    "moderate", "low", "blank", NULL },
	.types = "ttiiiiii",
	.reads = { "health.dst_breathing", "health.dst_nutrition",
	    "health.dst_continence", "health.dst_skin", "health.dst_mobility",
	    "health.dst_communication", "health.dst_mood",
	    "health.dst_cognition", "health.dst_behaviour",
	    "health.dst_drugs", "health.dst_asc", "health.dst_other", NULL },
	.about = "what the tool's levels alone suggest: clear, may, nothing "
		 "(either way) or not_finished, the same as a sentence, and "
		 "how many of each",
};

struct dst_levels {
	enum chc_level of[CHC_DOMAINS];
};

static enum chc_level
level_of(const char *code)
{
	static const char *const codes[LEVEL_COUNT] = {
		[LEVEL_NONE] = "none",
		[LEVEL_LOW] = "low",
		[LEVEL_MODERATE] = "moderate",
		[LEVEL_HIGH] = "high",
		[LEVEL_SEVERE] = "severe",
		[LEVEL_PRIORITY] = "priority",
	};

	for (size_t i = LEVEL_NONE; code && i < LEVEL_COUNT; i++)
		if (strcmp(code, codes[i]) == 0)
			return (enum chc_level)i;
	return LEVEL_BLANK;
}

static void *
reckon_dst(const struct fact_reader *reader)
{
	const struct field *fields[MOST_READS];
	struct dst_levels *levels = xcalloc(1, sizeof *levels);

	fact_fields(reader, dst_table.reads, fields);
	for (size_t i = 0; i < CHC_DOMAINS; i++)
		levels->of[i] = level_of(fact_text(reader, fields[i], 0));
	return levels;
}

static void
tell_dst(const struct dst_levels *levels, const char *column,
    struct working *out)
{
	enum chc_level level = level_of(column);

	if (level != LEVEL_BLANK || strcmp(column, "blank") == 0)
		chc_level_explain(levels->of, level, out);
	else
		chc_dst_explain(levels->of, out);
}

static void
publish_dst(const struct fact_reader *reader, const void *reckoned,
    size_t table)
{
	static const char *const codes[] = {
		[DST_NOT_FINISHED] = "not_finished",
		[DST_NOTHING] = "nothing",
		[DST_MAY] = "may",
		[DST_CLEAR] = "clear",
	};
	const struct dst_levels *levels = reckoned;
	struct dst_result result = chc_dst(levels->of);
	struct working working;

	(void)table;
	working_init(&working);
	tell_dst(levels, "says", &working);
	sandbox_fact(reader->sandbox, (struct value[]){
		fact_text_value(codes[result.suggests]),
		fact_told(&working),
		fact_number_value((int64_t)result.count[LEVEL_PRIORITY]),
		fact_number_value((int64_t)result.count[LEVEL_SEVERE]),
		fact_number_value((int64_t)result.count[LEVEL_HIGH]),
		fact_number_value((int64_t)result.count[LEVEL_MODERATE]),
		fact_number_value((int64_t)result.count[LEVEL_LOW]),
		fact_number_value((int64_t)result.count[LEVEL_BLANK]),
	});
	working_clear(&working);
}

EXPLAIN_ONE_ROW(explain_dst, tell_dst)

/* --- what there is --- */

static const struct fact_table *const checklist_tables[] = {
	&checklist_table,
};
static const struct fact_table *const dst_tables[] = { &dst_table };

const struct fact_source facts_checklist = {
	.tables = checklist_tables,
	.table_count = ARRAY_LEN(checklist_tables),
	.reckon = reckon_checklist,
	.publish = publish_checklist,
	.explain = explain_checklist,
	.clear = free,
};

const struct fact_source facts_dst = {
	.tables = dst_tables,
	.table_count = ARRAY_LEN(dst_tables),
	.reckon = reckon_dst,
	.publish = publish_dst,
	.explain = explain_dst,
	.clear = free,
};
