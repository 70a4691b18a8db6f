/* What a household shares: each shared cost split by whose money pays it,
 * what is left of each, and what each member has used of their part. */
#include "config.h"

#include "plan/facts_stream.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/money.h"
#include "plan/facts_tick.h"
#include "rules/pool.h"

enum {
	TOKEN,
	MEMBER,
	FUNDER,
	AMOUNT,
	OWN,
	COST,
	SHARE_STREAM,
	PERCENT,
	USED_STREAM,
	USED_AMOUNT,
	MODE,
	READS
};

#define POOL_READS                                                             \
	{                                                                      \
		[TOKEN] = "pool.token", [MEMBER] = "pool.stream_member",       \
		[FUNDER] = "pool.funder", [AMOUNT] = "pool.amount",            \
		[OWN] = "pool.own_planned", [COST] = "pool.cost",              \
		[SHARE_STREAM] = "pool.share_stream",                          \
		[PERCENT] = "pool.share_percent",                              \
		[USED_STREAM] = "pool.used_stream",                            \
		[USED_AMOUNT] = "pool.used_amount", [MODE] = "pool.mode",      \
		[READS] = NULL,                                                \
	}

static const struct fact_table share_table = {
	.name = "pool_share",
	.columns = { "row", "cost", NULL },
	.types = "ri",
	.reads = POOL_READS,
	.about = "each part of a cost that a household shares, in pence",
};

static const struct fact_table stream_table = {
	.name = "pool_stream",
	.columns = { "row", "shared", "planned", "balance", "used", NULL },
	.types = "riiii",
	.reads = POOL_READS,
	.about = "each member's money in a household's pool: its part of the "
		 "shared costs, all that is planned of it, what is left, and "
		 "what was used for shared costs so far",
};

static const struct fact_table member_table = {
	.name = "pool_member",
	.columns = { "row", "planned", "used", "fair", "says", "uneven", NULL },
	.types = "riiiti",
	.reads = POOL_READS,
	.about = "each member of a household's pool: their part of the shared "
		 "costs, what they have used, their part of all that was used, "
		 "the same as a sentence, and 1 where they used more than a "
		 "tenth over it",
};

static const struct fact_table total_table = {
	.name = "pool_total",
	.columns = { "amount", "planned", "balance", "shared", "says", NULL },
	.types = "iiiit",
	.reads = POOL_READS,
	.about = "one row: the whole pool, and which money is short",
};

enum { TABLE_SHARE, TABLE_STREAM, TABLE_MEMBER, TABLE_TOTAL };
static const struct fact_table *const tables[] = {
	[TABLE_SHARE] = &share_table,
	[TABLE_STREAM] = &stream_table,
	[TABLE_MEMBER] = &member_table,
	[TABLE_TOTAL] = &total_table,
};

struct own_stream {
	size_t member; /* SIZE_MAX: not said */
	int64_t amount, own, shared, planned, balance, used;
};

struct household {
	const struct field *fields[READS];
	const struct repeat *member, *stream, *line, *share, *used;
	struct pool pool; /* members by row; those set aside have nothing */
	struct own_stream *streams;
	size_t stream_count;
	int64_t *share_pence; /* by row of the shares */
	size_t share_count;
	int64_t amount, planned, shared;
	struct streams balances;
};

/* --- reading --- */

static int64_t
amount_of(const struct fact_reader *reader, const struct household *house,
    int which, size_t row)
{
	int64_t pence;

	/* less than nothing is marked by the form and never reckoned */
	return fact_number(reader, house->fields[which], row, &pence) &&
		pence >= 0 && pence <= MONEY_MAX_PENCE
	    ? pence
	    : 0;
}

/* The row of REPEAT that the link at WHICH names; SIZE_MAX: none. */
static size_t
linked(const struct fact_reader *reader, const struct household *house,
    int which, size_t row, const struct repeat *repeat)
{
	const char *link = fact_text(reader, house->fields[which], row);
	size_t at;

	return link && fact_row_of(reader, repeat, link, &at) ? at : SIZE_MAX;
}

static void
read_members(const struct fact_reader *reader, struct household *house)
{
	struct pool *pool = &house->pool;

	pool->count = fact_rows(reader, house->member);
	pool->members = xcalloc(pool->count + 1, sizeof *pool->members);
	for (size_t i = 0; i < pool->count; i++)
		pool->members[i].token =
		    fact_text(reader, house->fields[TOKEN], i);
}

static void
read_streams(const struct fact_reader *reader, struct household *house)
{
	house->stream_count = fact_rows(reader, house->stream);
	house->streams =
	    xcalloc(house->stream_count + 1, sizeof *house->streams);
	for (size_t i = 0; i < house->stream_count; i++) {
		struct own_stream *stream = &house->streams[i];

		stream->member = SIZE_MAX;
		if (!fact_row_counts(reader, house->stream, i))
			continue;
		stream->member =
		    linked(reader, house, MEMBER, i, house->member);
		stream->amount = amount_of(reader, house, AMOUNT, i);
		stream->own = amount_of(reader, house, OWN, i);
	}
}

/* The parts of the line at ROW; *NEXT as fact_next_row has it. */
static void
split_line(const struct fact_reader *reader, struct household *house,
    size_t row, size_t *next)
{
	size_t *rows = xcalloc(house->share_count + 1, sizeof *rows), at;
	int64_t *shares = xcalloc(house->share_count + 1, sizeof *shares);
	int64_t *pence = xcalloc(house->share_count + 1, sizeof *pence);
	size_t count = 0;

	while (fact_next_row(reader, house->share, row, next, &at))
		if (linked(reader, house, SHARE_STREAM, at, house->stream) !=
			SIZE_MAX &&
		    fact_number(reader, house->fields[PERCENT], at,
			&shares[count]) &&
		    shares[count] >= 0 && shares[count] <= 10000)
			rows[count++] = at;
	pool_split(amount_of(reader, house, COST, row), shares, count, pence);
	for (size_t i = 0; i < count; i++) {
		house->share_pence[rows[i]] = pence[i];
		house->streams[linked(reader, house, SHARE_STREAM, rows[i],
		    house->stream)].shared += pence[i];
	}
	free(pence);
	free(shares);
	free(rows);
}

static void
read_lines(const struct fact_reader *reader, struct household *house)
{
	size_t rows = fact_rows(reader, house->line), next = 0;

	house->share_count = fact_rows(reader, house->share);
	house->share_pence =
	    xcalloc(house->share_count + 1, sizeof *house->share_pence);
	for (size_t i = 0; i < rows; i++)
		if (fact_row_counts(reader, house->line, i)) {
			split_line(reader, house, i, &next);
			house->shared += amount_of(reader, house, COST, i);
		}
}

static void
read_used(const struct fact_reader *reader, struct household *house)
{
	size_t rows = fact_rows(reader, house->used);

	for (size_t i = 0; i < rows; i++) {
		size_t stream =
		    linked(reader, house, USED_STREAM, i, house->stream);

		if (fact_row_counts(reader, house->used, i) &&
		    stream != SIZE_MAX)
			house->streams[stream].used +=
			    amount_of(reader, house, USED_AMOUNT, i);
	}
}

/* What the streams come to, and each member's part of the shared costs. */
static void
add_up(struct household *house)
{
	for (size_t i = 0; i < house->stream_count; i++) {
		struct own_stream *stream = &house->streams[i];

		stream->planned = stream->own + stream->shared;
		stream->balance = stream->amount - stream->planned;
		house->amount += stream->amount;
		house->planned += stream->planned;
		if (stream->member == SIZE_MAX)
			continue;
		house->pool.members[stream->member].planned_pence +=
		    stream->shared;
		house->pool.members[stream->member].used_pence += stream->used;
	}
	pool_reckon(&house->pool);
}

static void
add_token(const struct fact_reader *reader, size_t row, struct buf *out)
{
	const struct field *member =
	    form_set_field(reader->forms, "pool.stream_member");
	const struct field *token = form_set_field(reader->forms, "pool.token");
	const char *link = fact_text(reader, member, row), *text;
	size_t at;

	if (!link || !fact_row_of(reader, member->link, link, &at))
		return;
	text = fact_text(reader, token, at);
	if (text)
		buf_addf(out, "%s, ", text);
}

/* The streams with their figures, for the rule that they cannot mix. */
static void
read_balances(const struct fact_reader *reader, struct household *house)
{
	struct stream_fields from = {
		.repeat = house->stream,
		.funder = house->fields[FUNDER],
		.mode = house->fields[MODE],
		.member = add_token,
	};
	struct stream *items;
	size_t at = 0;

	streams_read(reader, &from, &house->balances);
	items = (struct stream *)(uintptr_t)house->balances.items;
	for (size_t i = 0; i < house->stream_count; i++) {
		const struct own_stream *stream = &house->streams[i];

		if (!fact_row_counts(reader, house->stream, i))
			continue;
		items[at].expected_pence = stream->amount;
		items[at].planned_pence = stream->planned;
		items[at++].balance_pence = stream->balance;
	}
	house->balances.whole_pence = house->amount - house->planned;
}

static void *
reckon_pool(const struct fact_reader *reader)
{
	static const char *const names[] = POOL_READS;
	struct household *house = xcalloc(1, sizeof *house);

	fact_fields(reader, names, house->fields);
	house->member = form_set_repeat(reader->forms, "pool.member");
	house->stream = form_set_repeat(reader->forms, "pool.stream");
	house->line = form_set_repeat(reader->forms, "pool.line");
	house->share = form_set_repeat(reader->forms, "pool.share");
	house->used = form_set_repeat(reader->forms, "pool.used");
	read_members(reader, house);
	read_streams(reader, house);
	read_lines(reader, house);
	read_used(reader, house);
	add_up(house);
	read_balances(reader, house);
	return house;
}

static void
clear_pool(void *reckoned)
{
	struct household *house = reckoned;

	streams_clear(&house->balances);
	free(house->pool.members);
	free(house->streams);
	free(house->share_pence);
	free(house);
}

/* --- publishing --- */

static void
publish_members(const struct fact_reader *reader,
    const struct household *house)
{
	for (size_t i = 0; i < house->pool.count; i++) {
		const struct pool_member *member = &house->pool.members[i];
		char row[UID_HEX_LEN + 1];
		struct working working;

		if (!fact_row_counts(reader, house->member, i))
			continue;
		uid_format(sandbox_row_id(reader->sandbox, house->member, i),
		    row);
		working_init(&working);
		pool_explain(&house->pool, i, &working);
		sandbox_fact(reader->sandbox, (struct value[]){
			fact_text_value(row),
			fact_number_value(member->planned_pence),
			fact_number_value(member->used_pence),
			member->known ? fact_number_value(member->fair_pence)
				      : fact_text_value(NULL),
			fact_told(&working),
			fact_number_value(member->uneven),
		});
		working_clear(&working);
	}
}

static void
publish_total(const struct fact_reader *reader, const struct household *house)
{
	struct buf says;

	buf_init(&says);
	streams_say(&house->balances, &says);
	sandbox_fact(reader->sandbox, (struct value[]){
		fact_number_value(house->amount),
		fact_number_value(house->planned),
		fact_number_value(house->amount - house->planned),
		fact_number_value(house->shared),
		fact_text_value(says.len > 0 ? says.data : NULL),
	});
	buf_clear(&says);
}

static void
publish_pool(const struct fact_reader *reader, const void *reckoned,
    size_t table)
{
	const struct household *house = reckoned;

	for (size_t i = 0; table == TABLE_SHARE && i < house->share_count; i++)
		if (fact_row_counts(reader, house->share, i))
			fact_publish(reader, house->share, i,
			    &house->share_pence[i], 1);
	for (size_t i = 0; table == TABLE_STREAM && i < house->stream_count;
	     i++) {
		const struct own_stream *stream = &house->streams[i];
		const int64_t numbers[] = { stream->shared, stream->planned,
			stream->balance, stream->used };

		if (fact_row_counts(reader, house->stream, i))
			fact_publish(reader, house->stream, i, numbers,
			    ARRAY_LEN(numbers));
	}
	if (table == TABLE_MEMBER)
		publish_members(reader, house);
	if (table == TABLE_TOTAL)
		publish_total(reader, house);
}

static void
explain_pool(const struct fact_reader *reader, const void *reckoned,
    size_t table, const char *column, const struct uid *row,
    struct working *out)
{
	const struct household *house = reckoned;
	size_t at;

	(void)column;
	if (table == TABLE_MEMBER &&
	    fact_row_at(reader, house->member, row, &at))
		pool_explain(&house->pool, at, out);
	else if (table == TABLE_TOTAL)
		streams_explain(&house->balances, out);
	else if (table == TABLE_STREAM &&
	    fact_row_at(reader, house->stream, row, &at))
		working_add(out, NULL, "%s expected - %s of their own plan - "
		    "%s of the shared costs = %s",
		    money_pounds(house->streams[at].amount).text,
		    money_pounds(house->streams[at].own).text,
		    money_pounds(house->streams[at].shared).text,
		    money_pounds(house->streams[at].balance).text);
}

const struct fact_source facts_pool = {
	.tables = tables,
	.table_count = ARRAY_LEN(tables),
	.reckon = reckon_pool,
	.publish = publish_pool,
	.explain = explain_pool,
	.clear = clear_pool,
};
