/* Where each risk goes: to a conversation, to a panel, or nowhere. Never to a
 * higher approver. */
#include "config.h"

#include "plan/facts_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "rules/delegation.h"

#define NUMBER INT64_C(10000) /* one, in a rate's ten-thousandths */

enum { SCORE, KIND, MY_VIEW, OFFER, NO_START, VIEW_SAYS, READ_COUNT };

static const struct fact_table risk_table = {
	.name = "risk_route",
	.columns = { "row", "talk", "panel", "offer", "says", NULL },
	.types = "riiit",
	.reads = {
		[SCORE] = "risks.score_after", [KIND] = "risks.kind",
		[MY_VIEW] = "risks.my_view", [OFFER] = "risks.offer",
		[NO_START] = "risks.no_safe_start",
		[VIEW_SAYS] = "risks.view_says", [READ_COUNT] = NULL,
	},
	.about = "each risk: whether a conversation is held, a panel helps or "
		 "another conversation is offered, and the same as a sentence",
};
static const struct fact_table *const tables[] = { &risk_table };

struct risk_routes {
	const struct repeat *repeat;
	struct risk_terms terms;
	struct risk_ask *asks;
	struct risk_route *routes;
	size_t count;
};

static bool
is(const char *text, const char *code)
{
	return text && strcmp(text, code) == 0;
}

/* Does anybody see the risk at ROW differently? As the form asks it before it
 * offers another conversation. */
static bool
disagrees(const struct fact_reader *reader, const struct field *const *fields,
    size_t row, size_t *next_view)
{
	const struct repeat *view = form_set_repeat(reader->forms,
	    "risks.view");
	const char *mine = fact_text(reader, fields[MY_VIEW], row);
	bool any = is(mine, "part") || is(mine, "no");
	size_t at;

	while (fact_next_row(reader, view, row, next_view, &at)) {
		const char *says = fact_text(reader, fields[VIEW_SAYS], at);

		any = any || is(says, "worried") || is(says, "no");
	}
	return any;
}

static void
read_risk(const struct fact_reader *reader, const struct field *const *fields,
    size_t row, size_t *next_view, struct risk_ask *ask)
{
	int64_t score = 0;

	if (!fact_has(reader, fields[KIND], row, "self_harm"))
		(void)fact_number(reader, fields[SCORE], row, &score);
	*ask = (struct risk_ask){
		.score_after = score >= 1 && score <= 25 ? (int)score : 0,
		.panel_asked =
		    is(fact_text(reader, fields[OFFER], row), "panel"),
		.no_safe_start = fact_yes(reader, fields[NO_START], row),
		.disagrees = disagrees(reader, fields, row, next_view),
	};
}

/* A whole number among the rates; 0 if nobody has it. */
static int
rate_of(const struct fact_reader *reader, const char *key)
{
	const struct rate *rate = reader->rates ? rates_find(reader->rates,
	    key, date_to_days(reader->today)) : NULL;

	return rate && rate->known ? (int)(rate->value / NUMBER) : 0;
}

static void *
reckon(const struct fact_reader *reader)
{
	const struct field *fields[READ_COUNT];
	struct risk_routes *risks = xcalloc(1, sizeof *risks);
	size_t next_view = 0;

	fact_fields(reader, risk_table.reads, fields);
	risks->terms = (struct risk_terms){
		.talk_from = rate_of(reader, "risk_talk_from"),
		.offer_days = rate_of(reader, "risk_offer_days"),
	};
	risks->repeat = form_set_repeat(reader->forms, "risks.risk");
	risks->count = fact_rows(reader, risks->repeat);
	risks->asks = xcalloc(risks->count + 1, sizeof *risks->asks);
	risks->routes = xcalloc(risks->count + 1, sizeof *risks->routes);
	for (size_t i = 0; i < risks->count; i++) {
		if (!fact_row_counts(reader, risks->repeat, i))
			continue;
		read_risk(reader, fields, i, &next_view, &risks->asks[i]);
		risk_route(&risks->terms, &risks->asks[i], &risks->routes[i]);
	}
	return risks;
}

static void
publish(const struct fact_reader *reader, const void *reckoned, size_t table)
{
	const struct risk_routes *risks = reckoned;

	(void)table;
	for (size_t i = 0; i < risks->count; i++) {
		const struct risk_route *route = &risks->routes[i];
		struct working working;
		char hex[UID_HEX_LEN + 1];

		if (!fact_row_counts(reader, risks->repeat, i))
			continue;
		working_init(&working);
		risk_route_explain(&risks->terms, &risks->asks[i], route,
		    &working);
		uid_format(sandbox_row_id(reader->sandbox, risks->repeat, i),
		    hex);
		sandbox_fact(reader->sandbox, (struct value[]){
		    fact_text_value(hex), fact_number_value(route->talk),
		    fact_number_value(route->panel),
		    fact_number_value(route->offer),
		    fact_text_value(working.steps[0].text) });
		working_clear(&working);
	}
}

static void
explain(const struct fact_reader *reader, const void *reckoned, size_t table,
    const char *column, const struct uid *row, struct working *out)
{
	const struct risk_routes *risks = reckoned;
	size_t at;

	(void)table;
	(void)column;
	if (fact_row_at(reader, risks->repeat, row, &at))
		risk_route_explain(&risks->terms, &risks->asks[at],
		    &risks->routes[at], out);
}

static void
clear(void *reckoned)
{
	struct risk_routes *risks = reckoned;

	free(risks->asks);
	free(risks->routes);
	free(risks);
}

const struct fact_source facts_risk = {
	.tables = tables,
	.table_count = ARRAY_LEN(tables),
	.reckon = reckon,
	.publish = publish,
	.explain = explain,
	.clear = clear,
};
