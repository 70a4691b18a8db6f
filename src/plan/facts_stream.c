/* Which kind of money is short though the whole may not be. */
#include "config.h"

#include "plan/facts_stream.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "form/field_type.h"
#include "plan/facts_tick.h"

enum { FUNDER, EXPECTED, PLANNED, BALANCE, AGREED, MODE };

static const struct fact_table short_table = {
	.name = "stream_short",
	.columns = { "says", NULL },
	.types = "t",
	.reads = { [FUNDER] = "money.funder", [EXPECTED] = "money.indicative",
	    [PLANNED] = "money.planned", [BALANCE] = "money.balance",
	    [AGREED] = "money.agreed", [MODE] = "money.mode", NULL },
	.about = "one row: which kind of money is short, what is left of all "
		 "together, and what does not fill it; blank where none is "
		 "short",
};

static const struct fact_table *const tables[] = { &short_table };

/* --- any table of streams: the plan's and a pool's --- */

static char *
title_of(const struct fact_reader *reader, const struct stream_fields *from,
    size_t row, const char *code)
{
	struct buf title;
	struct value value = fact_text_value(code);

	buf_init(&title);
	if (from->member)
		from->member(reader, row, &title);
	if (code)
		field_show(from->funder, &value, &title);
	else
		buf_addf(&title, "money %zu", row + 1);
	return buf_take(&title);
}

static int64_t
amount(const struct fact_reader *reader, const struct field *field, size_t row)
{
	int64_t pence;

	return field && fact_number(reader, field, row, &pence) ? pence : 0;
}

void
streams_read(const struct fact_reader *reader, const struct stream_fields *from,
    struct streams *out)
{
	size_t rows = fact_rows(reader, from->repeat);
	struct stream *items = xcalloc(rows + 1, sizeof *items);

	*out = (struct streams){
		.items = items,
		.mode = stream_mode(fact_text(reader, from->mode, 0)),
	};
	for (size_t i = 0; i < rows; i++) {
		const char *code = fact_text(reader, from->funder, i);
		struct stream *stream = &items[out->count];

		if (!fact_row_counts(reader, from->repeat, i))
			continue;
		*stream = (struct stream){
			.title = title_of(reader, from, i, code),
			.family = stream_family(code),
			.expected_pence = amount(reader, from->expected, i),
			.planned_pence = amount(reader, from->planned, i),
			.balance_pence = amount(reader, from->balance, i),
			.agreed_pence = amount(reader, from->agreed, i),
		};
		out->whole_pence += stream->balance_pence;
		out->count++;
	}
}

void
streams_clear(struct streams *streams)
{
	for (size_t i = 0; i < streams->count; i++)
		free((void *)(uintptr_t)streams->items[i].title);
	free((void *)(uintptr_t)streams->items);
}

/* --- the plan's --- */

static void *
reckon_short(const struct fact_reader *reader)
{
	const struct field *fields[MOST_READS];
	struct streams *streams = xcalloc(1, sizeof *streams);
	struct stream_fields from;

	fact_fields(reader, short_table.reads, fields);
	from = (struct stream_fields){
		.repeat = form_set_repeat(reader->forms, "money.stream"),
		.funder = fields[FUNDER],
		.expected = fields[EXPECTED],
		.planned = fields[PLANNED],
		.balance = fields[BALANCE],
		.agreed = fields[AGREED],
		.mode = fields[MODE],
	};
	streams_read(reader, &from, streams);
	return streams;
}

static void
publish_short(const struct fact_reader *reader, const void *reckoned,
    size_t table)
{
	struct buf says;

	(void)table;
	buf_init(&says);
	streams_say(reckoned, &says);
	sandbox_fact(reader->sandbox, (struct value[]){
		fact_text_value(says.len > 0 ? says.data : NULL),
	});
	buf_clear(&says);
}

static void
tell_short(const struct streams *streams, const char *column,
    struct working *out)
{
	(void)column;
	streams_explain(streams, out);
}

EXPLAIN_ONE_ROW(explain_short, tell_short)

static void
clear_short(void *reckoned)
{
	streams_clear(reckoned);
	free(reckoned);
}

const struct fact_source facts_stream = {
	.tables = tables,
	.table_count = ARRAY_LEN(tables),
	.reckon = reckon_short,
	.publish = publish_short,
	.explain = explain_short,
	.clear = clear_short,
};
