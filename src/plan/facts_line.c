/* What the rules say of each spending line: what the money may not usually buy,
 * paying somebody close, VAT, and the lowest wage. */
#include "config.h"

#include "plan/facts_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "plan/facts_employ.h"
#include "rules/excluded.h"
#include "rules/vat.h"

enum {
	PLAN_START,
	WHAT,
	CATEGORY,
	PAID_BY,
	SPLIT,
	SHARE_STREAM,
	FUNDER,
	ROUTE,
	CQC,
	VAT,
	VAT_PROOF,
	COST,
	REL,
	SAME_HOME,
	EXCEPTION,
	HOURS_KIND,
	PA_AGE,
	PA_RATE,
	READ_COUNT
};

static const struct fact_table line_table = {
	.name = "line_rules",
	.columns = { "row", "action", "says", "close", "vat", "vat_ask",
	    "vat_says", "wage", NULL },
	.types = "rtttiitt",
	.reads = {
		[PLAN_START] = "purpose.start", [WHAT] = "money.what",
		[CATEGORY] = "money.category", [PAID_BY] = "money.paid_by",
		[SPLIT] = "money.split", [SHARE_STREAM] = "money.share_stream",
		[FUNDER] = "money.funder", [ROUTE] = "money.route",
		[CQC] = "money.cqc", [VAT] = "money.vat",
		[VAT_PROOF] = "money.vat_proof", [COST] = "money.cost",
		[REL] = "money.rel", [SAME_HOME] = "money.same_home",
		[EXCEPTION] = "money.exception",
		[HOURS_KIND] = "money.hours_kind", [PA_AGE] = "money.pa_age",
		[PA_RATE] = "money.pa_rate", [READ_COUNT] = NULL,
	},
	.about = "what the rules say of each spending line: what its money may "
		 "not usually buy, VAT in pence, the lowest wage",
};

/* What is found of one line. */
struct found {
	const struct excluded_rule *excluded; /* NULL: nothing */
	const struct close_rule *close;	      /* NULL: nothing */
	const char *exception;		      /* the reason given, or NULL */
	struct vat_line vat;
	struct vat_view view;
	struct cost cost, contained; /* with VAT, and the VAT in it */
	bool waged;
	enum hours_kind kind;
	int age;
	int64_t rate_pence;
	enum wage_state wage;
};

struct lines {
	const struct field *fields[READ_COUNT];
	const struct repeat *line, *stream, *share;
	struct excluded_rule *excluded;
	size_t excluded_count;
	struct close_rule *close;
	size_t close_count;
	struct vat_rates vat;
	struct wage_rates wage;
	struct found *found; /* of each row of the lines */
	size_t count;
};

/* --- the rules, as the rates have them --- */

static const char *
cell(const struct rates *rates, const char *table, const struct rate_row *row,
    const char *column)
{
	int at = rates_column(rates, table, column);

	return at < 0 ? "" : row->cells[at];
}

static enum excluded_action
action_of(const char *word)
{
	return strcmp(word, "block") == 0 ? EXCLUDED_BLOCK : EXCLUDED_ASK;
}

static void
read_excluded(const struct rates *rates, long day, struct lines *lines)
{
	const struct rate_row *const *rows;
	size_t count = rates_rows(rates, "excluded", day, &rows);

	lines->excluded = xcalloc(count + 1, sizeof *lines->excluded);
	for (size_t i = 0; i < count; i++)
		lines->excluded[lines->excluded_count++] =
		    (struct excluded_rule){
			.family = cell(rates, "excluded", rows[i], "family"),
			.words = cell(rates, "excluded", rows[i], "words"),
			.action = action_of(cell(rates, "excluded", rows[i],
			    "action")),
			.message = cell(rates, "excluded", rows[i], "message"),
			.source = cell(rates, "excluded", rows[i], "rule"),
		    };
}

static void
read_close(const struct rates *rates, long day, struct lines *lines)
{
	const struct rate_row *const *rows;
	size_t count = rates_rows(rates, "close", day, &rows);

	lines->close = xcalloc(count + 1, sizeof *lines->close);
	for (size_t i = 0; i < count; i++)
		lines->close[lines->close_count++] = (struct close_rule){
			.family = cell(rates, "close", rows[i], "family"),
			.relation = cell(rates, "close", rows[i], "relation"),
			.any_home = strcmp(cell(rates, "close", rows[i],
					       "home"),
					"any") == 0,
			.action = action_of(
			    cell(rates, "close", rows[i], "action")),
			.message = cell(rates, "close", rows[i], "message"),
			.source = cell(rates, "close", rows[i], "rule"),
		};
}

static void
read_rules(const struct fact_reader *reader, struct lines *lines)
{
	const struct rates *rates = reader->rates;
	long day;

	if (!rates)
		return;
	if (!fact_day(reader, lines->fields[PLAN_START], 0, &day))
		day = date_to_days(reader->today);
	read_excluded(rates, day, lines);
	read_close(rates, day, lines);
	lines->vat.standard = rates_find(rates, "vat_standard", day);
	lines->vat.reduced = rates_find(rates, "vat_reduced", day);
	lines->wage = employ_wage_rates(rates, day);
}

/* --- each line --- */

/* Looks at what one of those who pay may not usually buy; what blocks wins. */
static void
look_at_stream(const struct fact_reader *reader, const struct lines *lines,
    size_t line, const char *link, struct found *found)
{
	const struct excluded_rule *excluded;
	const char *family, *relation;
	size_t stream;

	if (!fact_row_of(reader, lines->stream, link, &stream))
		return;
	family = excluded_family(
	    fact_text(reader, lines->fields[FUNDER], stream));
	excluded = excluded_find(lines->excluded, lines->excluded_count,
	    family, fact_text(reader, lines->fields[WHAT], line));
	if (excluded &&
	    (!found->excluded || excluded->action == EXCLUDED_BLOCK))
		found->excluded = excluded;
	relation = fact_text(reader, lines->fields[REL], line);
	if (relation && strcmp(relation, "partner") == 0)
		relation = "spouse"; /* as the rules call both */
	if (!found->close)
		found->close = close_find(lines->close, lines->close_count,
		    family, relation,
		    fact_yes(reader, lines->fields[SAME_HOME], line));
}

static void
look_at_vat(const struct fact_reader *reader, const struct lines *lines,
    size_t line, struct found *found)
{
	struct error why;

	found->vat = (struct vat_line){
		.category = fact_text(reader, lines->fields[CATEGORY], line),
		.route = fact_text(reader, lines->fields[ROUTE], line),
		.registered = fact_yes(reader, lines->fields[CQC], line),
		.proof = fact_yes(reader, lines->fields[VAT_PROOF], line),
		.chosen = vat_kind_find(
		    fact_text(reader, lines->fields[VAT], line)),
	};
	found->view = vat_judge(&found->vat);
	found->cost.known = fact_number(reader, lines->fields[COST], line,
	    &found->cost.pence);
	found->contained.known = found->cost.known &&
	    vat_contained(found->cost.pence, found->vat.chosen, &lines->vat,
		&found->contained.pence, &why);
}

static void
look_at_wage(const struct fact_reader *reader, const struct lines *lines,
    size_t line, struct found *found)
{
	const char *kind = fact_text(reader, lines->fields[HOURS_KIND], line);
	const struct rate *floor;
	int64_t age;

	found->kind = kind && strcmp(kind, "sleep_in") == 0 ? HOURS_SLEEP_IN
	    : kind && strcmp(kind, "on_call") == 0	    ? HOURS_ON_CALL
							    : HOURS_WAKING;
	found->age = fact_number(reader, lines->fields[PA_AGE], line, &age) &&
		age >= 0 && age < 150
	    ? (int)age
	    : AGE_NOT_KNOWN;
	found->waged = fact_number(reader, lines->fields[PA_RATE], line,
	    &found->rate_pence);
	if (found->waged)
		found->wage = wage_check(found->kind, found->age,
		    found->rate_pence, &lines->wage, &floor);
}

static void
look_at(const struct fact_reader *reader, const struct lines *lines,
    size_t line, size_t *next_share)
{
	struct found *found = &lines->found[line];
	size_t share;

	found->exception = fact_text(reader, lines->fields[EXCEPTION], line);
	look_at_vat(reader, lines, line, found);
	look_at_wage(reader, lines, line, found);
	if (!fact_yes(reader, lines->fields[SPLIT], line)) {
		look_at_stream(reader, lines, line,
		    fact_text(reader, lines->fields[PAID_BY], line), found);
		return;
	}
	while (fact_next_row(reader, lines->share, line, next_share, &share))
		look_at_stream(reader, lines, line,
		    fact_text(reader, lines->fields[SHARE_STREAM], share),
		    found);
}

static void *
reckon(const struct fact_reader *reader)
{
	struct lines *lines = xcalloc(1, sizeof *lines);
	size_t next_share = 0;

	fact_fields(reader, line_table.reads, lines->fields);
	lines->line = form_set_repeat(reader->forms, "money.line");
	lines->stream = form_set_repeat(reader->forms, "money.stream");
	lines->share = form_set_repeat(reader->forms, "money.share");
	read_rules(reader, lines);
	lines->count = fact_rows(reader, lines->line);
	lines->found = xcalloc(lines->count + 1, sizeof *lines->found);
	for (size_t i = 0; i < lines->count; i++)
		if (fact_row_counts(reader, lines->line, i))
			look_at(reader, lines, i, &next_share);
	return lines;
}

static void
clear(void *reckoned)
{
	struct lines *lines = reckoned;

	free(lines->excluded);
	free(lines->close);
	free(lines->found);
	free(lines);
}

/* --- publishing --- */

static void
publish_line(const struct fact_reader *reader, const struct lines *lines,
    size_t line)
{
	const struct found *found = &lines->found[line];
	const struct excluded_rule *excluded = found->excluded;
	char hex[UID_HEX_LEN + 1];

	uid_format(sandbox_row_id(reader->sandbox, lines->line, line), hex);
	struct value values[] = {
		fact_text_value(hex),
		fact_text_value(!excluded				 ? NULL
			: excluded->action == EXCLUDED_BLOCK ? "block"
							     : "ask"),
		fact_text_value(excluded ? excluded->message : NULL),
		fact_text_value(found->close ? found->close->message : NULL),
		found->contained.known
		    ? fact_number_value(found->contained.pence)
		    : fact_text_value(NULL),
		fact_number_value(found->view.ask_finance),
		fact_text_value(found->view.advice),
		fact_text_value(
		    found->waged && found->wage == WAGE_BELOW ? "below" : NULL),
	};

	sandbox_fact(reader->sandbox, values);
}

static void
publish(const struct fact_reader *reader, const void *reckoned, size_t table)
{
	const struct lines *lines = reckoned;

	(void)table;
	for (size_t i = 0; i < lines->count; i++)
		if (fact_row_counts(reader, lines->line, i))
			publish_line(reader, lines, i);
}

static void
explain(const struct fact_reader *reader, const void *reckoned, size_t table,
    const char *column, const struct uid *row, struct working *out)
{
	const struct lines *lines = reckoned;
	size_t line;

	(void)table;
	if (!fact_row_at(reader, lines->line, row, &line))
		return;
	const struct found *found = &lines->found[line];
	if (strcmp(column, "close") == 0 && found->close)
		working_add(out, found->close->source, "%s",
		    found->close->message);
	else if (strncmp(column, "vat", 3) == 0)
		vat_explain(&found->vat, found->cost.pence, &lines->vat, out);
	else if (strcmp(column, "wage") == 0)
		wage_explain(found->kind, found->age, found->rate_pence,
		    &lines->wage, out);
	else
		excluded_explain(found->excluded, found->exception, out);
}

static const struct fact_table *const tables[] = { &line_table };

const struct fact_source facts_line = {
	.tables = tables,
	.table_count = 1,
	.reckon = reckon,
	.publish = publish,
	.explain = explain,
	.clear = clear,
};
