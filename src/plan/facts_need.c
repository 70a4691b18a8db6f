/* What the ticks about needs come to, for adults and for carers. */
#include "config.h"

#include "plan/facts_tick.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "rules/eligibility.h"

static unsigned
ways_ticked(const struct fact_reader *reader, const struct field *field)
{
	static const struct {
		const char *code;
		unsigned way;
	} ways[] = {
		{ "cannot", UNABLE_ALONE },
		{ "distress", UNABLE_DISTRESS },
		{ "danger", UNABLE_DANGER },
		{ "slow", UNABLE_SLOW },
	};
	unsigned ticked = 0;

	for (size_t i = 0; i < ARRAY_LEN(ways); i++)
		if (fact_has(reader, field, 0, ways[i].code))
			ticked |= ways[i].way;
	return ticked;
}

/* --- the ten, and the rules for adults --- */

/* In the order of the rules. Apart from the next, because what that one reads
 * is asked only if help is needed with something. */
#define THE_TEN                                                                \
	"needs.nutrition", "needs.hygiene", "needs.toilet", "needs.clothed",   \
	    "needs.home_safe", "needs.home_habitable", "needs.relationships",  \
	    "needs.work_learning", "needs.community", "needs.child_care"

static const struct fact_table ten_table = {
	.name = "care_ten",
	.columns = { "asked", "unable", NULL },
	.types = "ii",
	.reads = { THE_TEN, NULL },
	.about = "of the ten parts of a day: how many were asked about, and "
		 "need help",
};

enum { RELATED = 2 * CARE_OUTCOMES, PARTS };

static const struct fact_table care_table = {
	.name = "care_act",
	.columns = { "result", "says", "unable", NULL },
	.types = "tti",
	.reads = {
		THE_TEN,
		[CARE_OUTCOMES] = "needs.nutrition_why", "needs.hygiene_why",
		"needs.toilet_why", "needs.clothed_why", "needs.home_safe_why",
		"needs.home_habitable_why", "needs.relationships_why",
		"needs.work_learning_why", "needs.community_why",
		"needs.child_care_why",
		[RELATED] = "wellbeing.related", [PARTS] = "wellbeing.parts",
		NULL,
	},
	.about = "the three conditions for adults, as ticked: met, not met or "
		 "not finished, and the same as a sentence",
};

static void
read_ten(const struct fact_reader *reader, const struct field *const *fields,
    struct care_needs *needs)
{
	for (size_t i = 0; i < CARE_OUTCOMES; i++)
		needs->outcomes[i].unable = fact_code_tick(
		    fact_text(reader, fields[i], 0), "help", "manage");
}

static void *
reckon_ten(const struct fact_reader *reader)
{
	const struct field *fields[MOST_READS];
	struct care_needs *needs = xcalloc(1, sizeof *needs);

	fact_fields(reader, ten_table.reads, fields);
	read_ten(reader, fields, needs);
	return needs;
}

static void
publish_ten(const struct fact_reader *reader, const void *reckoned,
    size_t table)
{
	struct eligibility result = eligibility_adult(reckoned);
	struct value values[] = {
		fact_number_value((int64_t)(CARE_OUTCOMES - result.blank)),
		fact_number_value((int64_t)result.unable),
	};

	(void)table;
	sandbox_fact(reader->sandbox, values);
}

static void
tell_ten(const struct care_needs *needs, const char *column,
    struct working *out)
{
	(void)column;
	eligibility_ten_explain(needs, out);
}

EXPLAIN_ONE_ROW(explain_ten, tell_ten)

static void *
reckon_care(const struct fact_reader *reader)
{
	const struct field *fields[MOST_READS];
	struct care_needs *needs = xcalloc(1, sizeof *needs);

	fact_fields(reader, care_table.reads, fields);
	read_ten(reader, fields, needs);
	for (size_t i = 0; i < CARE_OUTCOMES; i++)
		needs->outcomes[i].ways =
		    ways_ticked(reader, fields[CARE_OUTCOMES + i]);
	needs->related = fact_tick(reader, fields[RELATED], 0);
	needs->impact = fact_chosen_tick(reader, fields[PARTS], NULL);
	return needs;
}

/* Publishes what both rules do. */
static void
publish_eligibility(const struct fact_reader *reader,
    const struct eligibility *result, const struct working *working)
{
	struct value values[] = {
		fact_text_value(condition_word(result->whole)),
		fact_told(working),
		fact_number_value((int64_t)result->unable),
	};

	sandbox_fact(reader->sandbox, values);
}

static void
publish_care(const struct fact_reader *reader, const void *reckoned,
    size_t table)
{
	struct eligibility result = eligibility_adult(reckoned);
	struct working working;

	(void)table;
	working_init(&working);
	eligibility_adult_explain(reckoned, &working);
	publish_eligibility(reader, &result, &working);
	working_clear(&working);
}

static void
tell_care(const struct care_needs *needs, const char *column,
    struct working *out)
{
	if (strcmp(column, "unable") == 0)
		eligibility_ten_explain(needs, out);
	else
		eligibility_adult_explain(needs, out);
}

EXPLAIN_ONE_ROW(explain_care, tell_care)

/* --- the rules for carers --- */

enum { NECESSARY, HEALTH, HARD, HARD_WHY, CARER_PARTS };

static const struct fact_table carer_table = {
	.name = "care_act_carer",
	.columns = { "result", "says", "unable", NULL },
	.types = "tti",
	.reads = { [NECESSARY] = "carer.necessary", [HEALTH] = "carer.health",
	    [HARD] = "carer.hard", [HARD_WHY] = "carer.hard_why",
	    [CARER_PARTS] = "carer.parts", NULL },
	.about = "the three conditions for carers, as ticked, in the same "
		 "words",
};

static void *
reckon_carer(const struct fact_reader *reader)
{
	const struct field *fields[MOST_READS];
	struct carer_needs *needs = xcalloc(1, sizeof *needs);
	unsigned ways;

	fact_fields(reader, carer_table.reads, fields);
	ways = ways_ticked(reader, fields[HARD_WHY]);
	needs->necessary = fact_tick(reader, fields[NECESSARY], 0);
	needs->health = fact_chosen_tick(reader, fields[HEALTH], NULL);
	needs->impact = fact_chosen_tick(reader, fields[CARER_PARTS], NULL);
	for (size_t i = 0; i < CARER_OUTCOMES; i++) {
		needs->outcomes[i].unable = fact_chosen_tick(reader, fields[HARD],
		    carer_outcomes[i].code);
		needs->outcomes[i].ways = ways; /* asked once, for all */
	}
	return needs;
}

static void
publish_carer(const struct fact_reader *reader, const void *reckoned,
    size_t table)
{
	struct eligibility result = eligibility_carer(reckoned);
	struct working working;

	(void)table;
	working_init(&working);
	eligibility_carer_explain(reckoned, &working);
	publish_eligibility(reader, &result, &working);
	working_clear(&working);
}

static void
tell_carer(const struct carer_needs *needs, const char *column,
    struct working *out)
{
	if (strcmp(column, "unable") == 0)
		eligibility_eight_explain(needs, out);
	else
		eligibility_carer_explain(needs, out);
}

EXPLAIN_ONE_ROW(explain_carer, tell_carer)

/* --- what there is --- */

static const struct fact_table *const ten_tables[] = { &ten_table };
static const struct fact_table *const care_tables[] = { &care_table };
static const struct fact_table *const carer_tables[] = { &carer_table };

const struct fact_source facts_ten = {
	.tables = ten_tables,
	.table_count = ARRAY_LEN(ten_tables),
	.reckon = reckon_ten,
	.publish = publish_ten,
	.explain = explain_ten,
	.clear = free,
};

const struct fact_source facts_need = {
	.tables = care_tables,
	.table_count = ARRAY_LEN(care_tables),
	.reckon = reckon_care,
	.publish = publish_care,
	.explain = explain_care,
	.clear = free,
};

const struct fact_source facts_carer = {
	.tables = carer_tables,
	.table_count = ARRAY_LEN(carer_tables),
	.reckon = reckon_carer,
	.publish = publish_carer,
	.explain = explain_carer,
	.clear = free,
};
