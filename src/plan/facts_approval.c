/* Who may approve the money of each stream. What anybody disagrees with, and
 * the risks, are not among the answers it reads (practice.md F29, F30). */
#include "config.h"

#include "plan/facts_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/money.h"
#include "rules/delegation.h"
#include "rules/schedule.h"

#define DEFAULT_WEEKS 52
#define CONTINGENCY "contingency" /* the category that is a reserve */

/* --- reading --- */

enum {
	WEEKS,
	START,
	FUNDER,
	EXPECTED,
	AWARD,
	AWARDED,
	COST,
	FREQUENCY,
	CATEGORY,
	EXCEPTION,
	SPLIT,
	PAID_BY,
	SHARE_STREAM,
	SHARE_COST,
	READ_COUNT
};

#define APPROVAL_READS                                                         \
	{                                                                      \
		[WEEKS] = "purpose.weeks", [START] = "purpose.start",          \
		[FUNDER] = "money.funder", [EXPECTED] = "money.indicative",    \
		[AWARD] = "money.award", [AWARDED] = "money.agreed_on",        \
		[COST] = "money.cost", [FREQUENCY] = "money.frequency",        \
		[CATEGORY] = "money.category",                                 \
		[EXCEPTION] = "money.exception", [SPLIT] = "money.split",      \
		[PAID_BY] = "money.paid_by",                                   \
		[SHARE_STREAM] = "money.share_stream",                         \
		[SHARE_COST] = "money.share_cost", [READ_COUNT] = NULL,        \
	}

static const struct fact_table stream_table = {
	.name = "approval_stream",
	.columns = { "row", "needed", "level", "senior", "who", "why", NULL },
	.types = "riiitt",
	.reads = APPROVAL_READS,
	.about = "each stream: whether it needs approving here, by which step "
		 "of its ladder, whether that is the last, who that is, and "
		 "the rules that fired",
};

static const struct fact_table plan_table = {
	.name = "approval_plan",
	.columns = { "route", "says", NULL },
	.types = "tt",
	.reads = APPROVAL_READS,
	.about = "the plan's route (none, frontline or senior), and the same "
		 "as a sentence: one row",
};

enum { TABLE_STREAM, TABLE_PLAN };
static const struct fact_table *const tables[] = {
	[TABLE_STREAM] = &stream_table,
	[TABLE_PLAN] = &plan_table,
};

struct approvals {
	const struct fact_reader *reader;
	const struct field *fields[READ_COUNT];
	const struct repeat *stream;
	struct stream_ask *asks; /* as the rows of STREAM */
	struct approval *found; /* as the asks */
	size_t count;
	struct authority *steps;
	struct scheme scheme;
};

/* Has the stream at ROW a funder that anybody knows? */
static bool
stream_counts(const struct approvals *approvals, size_t row)
{
	return approvals->asks[row].funder != NULL;
}

static void
read_stream(struct approvals *approvals, size_t row, int weeks)
{
	const struct fact_reader *reader = approvals->reader;
	const struct field *const *fields = approvals->fields;
	struct stream_ask *ask = &approvals->asks[row];
	const char *code = fact_text(reader, fields[FUNDER], row);

	if (!code || !fact_row_counts(reader, approvals->stream, row))
		return;
	*ask = (struct stream_ask){
		.funder = funder_find(code),
		.costs_known = true,
		.award_ref = fact_value(reader, fields[AWARD], row) != NULL,
		.award_date = fact_value(reader, fields[AWARDED], row) != NULL,
		.weeks = weeks,
	};
	ask->expected_known = fact_number(reader, fields[EXPECTED], row,
	    &ask->expected_pence);
}

/* Adds to what is asked of the stream that LINK names. */
static void
add_part(struct approvals *approvals, size_t line, const char *link, bool known,
    int64_t pence)
{
	const struct fact_reader *reader = approvals->reader;
	const struct field *const *fields = approvals->fields;
	const char *category = fact_text(reader, fields[CATEGORY], line);
	const char *code = fact_text(reader, fields[FREQUENCY], line);
	const struct frequency *frequency = code ? frequency_find(code) : NULL;
	bool once = !frequency || !frequency->recurring ||
	    (category && strcmp(category, CONTINGENCY) == 0);
	struct stream_ask *ask;
	int64_t *sum;
	size_t row;

	if (!link || !fact_row_of(reader, approvals->stream, link, &row))
		return;
	ask = &approvals->asks[row];
	sum = once ? &ask->once_pence : &ask->recurring_pence;
	if (!known || !add_checked(*sum, pence, sum))
		ask->costs_known = false;
	if (fact_value(reader, fields[EXCEPTION], line))
		ask->exception = true;
}

static void
read_line(struct approvals *approvals, const struct repeat *share, size_t line,
    size_t *next_share)
{
	const struct fact_reader *reader = approvals->reader;
	const struct field *const *fields = approvals->fields;
	int64_t pence = 0;
	bool known;
	size_t at;

	if (!fact_yes(reader, fields[SPLIT], line)) {
		known = fact_number(reader, fields[COST], line, &pence);
		add_part(approvals, line,
		    fact_text(reader, fields[PAID_BY], line), known, pence);
		return;
	}
	while (fact_next_row(reader, share, line, next_share, &at)) {
		known = fact_number(reader, fields[COST], line, &pence) &&
		    fact_number(reader, fields[SHARE_COST], at, &pence);
		add_part(approvals, line,
		    fact_text(reader, fields[SHARE_STREAM], at), known, pence);
	}
}

static void
read_money(struct approvals *approvals)
{
	const struct fact_reader *reader = approvals->reader;
	const struct repeat *line = form_set_repeat(reader->forms,
	    "money.line");
	const struct repeat *share = form_set_repeat(reader->forms,
	    "money.share");
	int64_t weeks;
	size_t next_share = 0;

	if (!fact_number(reader, approvals->fields[WEEKS], 0, &weeks) ||
	    weeks < 1 || weeks > 5200)
		weeks = DEFAULT_WEEKS;
	for (size_t i = 0; i < approvals->count; i++)
		read_stream(approvals, i, (int)weeks);
	for (size_t i = 0; i < fact_rows(reader, line); i++)
		if (fact_row_counts(reader, line, i))
			read_line(approvals, share, i, &next_share);
}

/* --- the scheme of the plan's first day, or of today --- */

static int64_t
limit_of(const struct rate_row *row, int column)
{
	return *row->cells[column] ? row->numbers[column] : NO_LIMIT;
}

static void
read_scheme(struct approvals *approvals)
{
	static const char table[] = "delegation";
	static const char *const names[] = { "agency", "stream", "role",
		"recurring", "one_off", "basis" };
	enum { AGENCY, STREAM, ROLE, RECURRING, ONCE, BASIS };
	const struct rates *rates = approvals->reader->rates;
	const struct rate_row *const *rows = NULL;
	int columns[ARRAY_LEN(names)];
	long day = date_to_days(approvals->reader->today);
	size_t count;

	(void)fact_day(approvals->reader, approvals->fields[START], 0, &day);
	count = rates ? rates_rows(rates, table, day, &rows) : 0;
	for (size_t i = 0; i < ARRAY_LEN(names) && count > 0; i++) {
		columns[i] = rates_column(rates, table, names[i]);
		if (columns[i] < 0)
			return;
	}
	approvals->steps = xcalloc(count + 1, sizeof *approvals->steps);
	for (size_t i = 0; i < count; i++)
		approvals->steps[i] = (struct authority){
			.agency = rows[i]->cells[columns[AGENCY]],
			.funder = rows[i]->cells[columns[STREAM]],
			.role = rows[i]->cells[columns[ROLE]],
			.recurring_pence = limit_of(rows[i],
			    columns[RECURRING]),
			.once_pence = limit_of(rows[i], columns[ONCE]),
			.a_week = strcmp(rows[i]->cells[columns[BASIS]],
			    "week") == 0,
			.source = rows[i]->source,
		};
	approvals->scheme = (struct scheme){ approvals->steps, count };
}

static void *
reckon(const struct fact_reader *reader)
{
	struct approvals *approvals = xcalloc(1, sizeof *approvals);

	approvals->reader = reader;
	fact_fields(reader, stream_table.reads, approvals->fields);
	approvals->stream = form_set_repeat(reader->forms, "money.stream");
	approvals->count = fact_rows(reader, approvals->stream);
	approvals->asks =
	    xcalloc(approvals->count + 1, sizeof *approvals->asks);
	approvals->found =
	    xcalloc(approvals->count + 1, sizeof *approvals->found);
	read_money(approvals);
	read_scheme(approvals);
	for (size_t i = 0; i < approvals->count; i++)
		if (stream_counts(approvals, i))
			approval_find(&approvals->scheme, &approvals->asks[i],
			    &approvals->found[i]);
	return approvals;
}

static void
clear(void *reckoned)
{
	struct approvals *approvals = reckoned;

	free(approvals->asks);
	free(approvals->found);
	free(approvals->steps);
	free(approvals);
}

/* --- publishing --- */

static void
publish_stream(const struct approvals *approvals, size_t row)
{
	const struct approval *approval = &approvals->found[row];
	struct sandbox *sandbox = approvals->reader->sandbox;
	char hex[UID_HEX_LEN + 1];
	struct buf why;

	buf_init(&why);
	approval_say(approval, &why);
	uid_format(sandbox_row_id(sandbox, approvals->stream, row), hex);
	sandbox_fact(sandbox, (struct value[]){
	    fact_text_value(hex),
	    fact_number_value(approval->needed),
	    fact_number_value((int64_t)approval->level),
	    fact_number_value(approval->senior),
	    fact_text_value(approval_who(&approvals->asks[row], approval)),
	    fact_text_value(why.len > 0 ? why.data : NULL),
	});
	buf_clear(&why);
}

static void
publish_plan(const struct approvals *approvals)
{
	const char *route = "none";
	const char *says = "Nothing in this plan needs approving here.";

	for (size_t i = 0; i < approvals->count; i++) {
		if (!stream_counts(approvals, i) || !approvals->found[i].needed)
			continue;
		if (approvals->found[i].senior) {
			route = "senior";
			says = "As the figures stand, some of the money goes "
			       "to the last on its ladder, or to a panel.";
			break;
		}
		route = "frontline";
		says = "As the figures stand, all of the money can be "
		       "approved close to the person.";
	}
	sandbox_fact(approvals->reader->sandbox, (struct value[]){
	    fact_text_value(route), fact_text_value(says) });
}

static void
publish(const struct fact_reader *reader, const void *reckoned,
    size_t table)
{
	const struct approvals *approvals = reckoned;

	(void)reader;
	if (table == TABLE_PLAN) {
		publish_plan(approvals);
		return;
	}
	for (size_t i = 0; i < approvals->count; i++)
		if (stream_counts(approvals, i))
			publish_stream(approvals, i);
}

/* The stream that ROW is, or that the decision at ROW is about. */
static bool
stream_of(const struct approvals *approvals, const struct uid *row, size_t *at)
{
	const struct fact_reader *reader = approvals->reader;
	const struct repeat *decision =
	    form_set_repeat(reader->forms, "sign.approval");
	const struct field *link =
	    form_set_field(reader->forms, "sign.ap_stream");
	const char *stream;

	if (fact_row_at(reader, approvals->stream, row, at))
		return stream_counts(approvals, *at);
	if (!decision || !fact_row_at(reader, decision, row, at))
		return false;
	stream = fact_text(reader, link, *at);
	return stream &&
	    fact_row_of(reader, approvals->stream, stream, at) &&
	    stream_counts(approvals, *at);
}

/* One stream's, or every stream's first sentence for the plan. */
static void
explain(const struct fact_reader *reader, const void *reckoned,
    size_t table, const char *column, const struct uid *row,
    struct working *out)
{
	const struct approvals *approvals = reckoned;
	size_t at;

	(void)reader;
	(void)column;
	if (table == TABLE_STREAM) {
		if (stream_of(approvals, row, &at))
			approval_explain(&approvals->scheme,
			    &approvals->asks[at], &approvals->found[at], out);
		return;
	}
	working_add(out, NULL, "Each kind of money is approved by its own "
	    "agency. What they come to together decides nothing.");
	for (size_t i = 0; i < approvals->count; i++)
		if (stream_counts(approvals, i))
			working_add(out, NULL, "%s: %s.",
			    approvals->asks[i].funder->title,
			    approval_who(&approvals->asks[i],
				&approvals->found[i])
				? approval_who(&approvals->asks[i],
				    &approvals->found[i])
				: "nothing is planned");
}

const struct fact_source facts_approval = {
	.tables = tables,
	.table_count = ARRAY_LEN(tables),
	.reckon = reckon,
	.publish = publish,
	.explain = explain,
	.clear = clear,
};
