#include "config.h"

#include "plan/facts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "plan/facts_private.h"
#include "plan/plan.h"

/* Every rule that reads answers, and the tables it publishes. */
static const struct fact_source *const sources[] = {
	&facts_budget,
	&facts_charge,
	&facts_payments,
	&facts_surplus,
	&facts_employ,
	&facts_line,
	&facts_holidays,
	&facts_ten,
	&facts_need,
	&facts_carer,
	&facts_capacity,
	&facts_advocacy,
	&facts_checklist,
	&facts_dst,
	&facts_goal,
	&facts_grid,
	&facts_points,
	&facts_approval,
	&facts_risk,
	&facts_review,
	&facts_stream,
	&facts_pool,
};

#define SOURCE_COUNT ARRAY_LEN(sources)

struct facts {
	struct fact_reader reader;
	void *reckoned[SOURCE_COUNT]; /* NULL: not yet */
};

struct facts *
facts_new(struct sandbox *sandbox, const struct form_set *forms,
    const struct rates *rates, struct date today)
{
	struct facts *facts = xcalloc(1, sizeof *facts);

	facts->reader = (struct fact_reader){
		.sandbox = sandbox,
		.forms = forms,
		.rates = rates,
		.today = today,
	};
	return facts;
}

void
facts_free(struct facts *facts)
{
	if (!facts)
		return;
	for (size_t i = 0; i < SOURCE_COUNT; i++)
		if (facts->reckoned[i])
			sources[i]->clear(facts->reckoned[i]);
	free(facts);
}

size_t
fact_tables(const struct fact_table *tables[FACT_TABLES_MOST])
{
	size_t count = 0;

	for (size_t i = 0; i < SOURCE_COUNT; i++)
		for (size_t j = 0; j < sources[i]->table_count; j++) {
			assert(count < FACT_TABLES_MOST);
			tables[count++] = sources[i]->tables[j];
		}
	return count;
}

/* Which source has a table of that name, and which of its tables it is. */
static bool
find_table(const char *name, size_t *source, size_t *table)
{
	for (*source = 0; *source < SOURCE_COUNT; (*source)++)
		for (*table = 0; *table < sources[*source]->table_count;
		     (*table)++)
			if (strcmp(sources[*source]->tables[*table]->name,
				name) == 0)
				return true;
	return false;
}

const struct fact_table *
fact_table_find(const char *name)
{
	size_t source, table;

	return find_table(name, &source, &table)
	    ? sources[source]->tables[table]
	    : NULL;
}

void
facts_fill(struct facts *facts, const struct fact_table *table)
{
	size_t source, at;
	bool found = find_table(table->name, &source, &at);

	assert(found);
	if (!found)
		return;
	if (!facts->reckoned[source])
		facts->reckoned[source] =
		    sources[source]->reckon(&facts->reader);
	sources[source]->publish(&facts->reader, facts->reckoned[source], at);
}

void
facts_money(const struct facts *facts, struct plan_money *money)
{
	plan_money_clear(money);
	for (size_t i = 0; i < SOURCE_COUNT; i++)
		if (sources[i] == &facts_budget && facts->reckoned[i])
			facts_budget_money(&facts->reader, facts->reckoned[i],
			    money);
}

size_t
facts_each_payment(const struct facts *facts, struct plan_payment **out)
{
	*out = NULL;
	for (size_t i = 0; i < SOURCE_COUNT; i++)
		if (sources[i] == &facts_payments && facts->reckoned[i])
			return facts_payments_each(&facts->reader,
			    facts->reckoned[i], out);
	return 0;
}

void
facts_explain(const struct facts *facts, const char *table, const char *column,
    const struct uid *row, struct working *out)
{
	size_t source, at;

	if (find_table(table, &source, &at) && facts->reckoned[source] &&
	    sources[source]->explain)
		sources[source]->explain(&facts->reader,
		    facts->reckoned[source], at, column, row, out);
}
