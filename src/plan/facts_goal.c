/* Goals scored at a review, put together into one figure. */
#include "config.h"

#include "plan/facts_tick.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "rules/gas.h"

enum { WORDS, WEIGHT, ATTAINED };

static const struct fact_table gas_table = {
	.name = "gas",
	.columns = { "t", "says", "scored", NULL },
	.types = "iti",
	.reads = { [WORDS] = "outcomes.words",
	    [WEIGHT] = "outcomes.gas_weight",
	    [ATTAINED] = "outcomes.gas_attained", NULL },
	.about = "goal attainment of all outcomes together: T in hundredths "
		 "(blank without a score), the same as a sentence, and how "
		 "many were scored",
};

struct goals {
	struct gas_goal *items;
	size_t count, scored;
};

static bool
score_of(const char *code, int *score)
{
	static const struct {
		const char *code;
		int score;
	} levels[] = {
		{ "m2", -2 }, { "m1", -1 }, { "zero", 0 }, { "p1", 1 },
		{ "p2", 2 },
	};

	for (size_t i = 0; code && i < ARRAY_LEN(levels); i++)
		if (strcmp(code, levels[i].code) == 0) {
			*score = levels[i].score;
			return true;
		}
	return false;
}

static void
read_goal(const struct fact_reader *reader, const struct field *const *fields,
    size_t row, struct gas_goal *goal)
{
	int64_t weight;

	goal->name = fact_text(reader, fields[WORDS], row);
	goal->scored = score_of(fact_text(reader, fields[ATTAINED], row),
	    &goal->score);
	/* nobody said what it weighs: as 0. The form marks what is too large. */
	if (fact_number(reader, fields[WEIGHT], row, &weight))
		goal->weight = weight >= 0 && weight <= GAS_WEIGHT_MAX ?
		    (int)weight : INT_MAX;
}

static void *
reckon_goals(const struct fact_reader *reader)
{
	const struct field *fields[MOST_READS];
	const struct repeat *repeat =
	    form_set_repeat(reader->forms, "outcomes.outcome");
	size_t rows = fact_rows(reader, repeat);
	struct goals *goals = xcalloc(1, sizeof *goals);

	fact_fields(reader, gas_table.reads, fields);
	goals->items = xcalloc(rows + 1, sizeof *goals->items);
	for (size_t i = 0; i < rows; i++) {
		struct gas_goal *goal = &goals->items[goals->count];
		if (!fact_row_counts(reader, repeat, i))
			continue;
		read_goal(reader, fields, i, goal);
		goals->scored += goal->scored;
		goals->count++;
	}
	return goals;
}

static void
tell_goals(const struct goals *goals, const char *column, struct working *out)
{
	(void)column;
	gas_explain(goals->items, goals->count, out);
}

static void
publish_goals(const struct fact_reader *reader, const void *reckoned,
    size_t table)
{
	const struct goals *goals = reckoned;
	struct working working;
	int64_t t = 0;
	bool known = gas_t(goals->items, goals->count, &t);

	(void)table;
	working_init(&working);
	tell_goals(goals, "says", &working);
	sandbox_fact(reader->sandbox, (struct value[]){
		known ? fact_number_value(t) : fact_text_value(NULL),
		fact_told(&working),
		fact_number_value((int64_t)goals->scored),
	});
	working_clear(&working);
}

EXPLAIN_ONE_ROW(explain_goals, tell_goals)

static void
clear_goals(void *reckoned)
{
	struct goals *goals = reckoned;

	free(goals->items);
	free(goals);
}

static const struct fact_table *const gas_tables[] = { &gas_table };

const struct fact_source facts_goal = {
	.tables = gas_tables,
	.table_count = ARRAY_LEN(gas_tables),
	.reckon = reckon_goals,
	.publish = publish_goals,
	.explain = explain_goals,
	.clear = clear_goals,
};
