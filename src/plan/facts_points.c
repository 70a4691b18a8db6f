/* What the points of an assessment alone suggest as a year's money, stream by
 * stream. */
#include "config.h"

#include "plan/facts_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "rules/allocation.h"

#define NUMBER INT64_C(10000) /* one, in a cell's ten-thousandths */

enum { START, POINTS, WAY, NATURAL, READ_COUNT };

static const struct fact_table points_table = {
	.name = "points_stream",
	.columns = { "row", "before", "natural", "expected", NULL },
	.types = "riii",
	.reads = {
		[START] = "purpose.start", [POINTS] = "money.points",
		[WAY] = "money.points_way", [NATURAL] = "money.natural",
		[READ_COUNT] = NULL,
	},
	.about = "each stream with points: what they come to a year, what is "
		 "taken off for natural support, and what is left",
};
static const struct fact_table *const tables[] = { &points_table };

struct points {
	const struct repeat *stream;
	struct allocation_ask *asks; /* as the rows of STREAM */
	bool *asked;
	bool *by_band;
	struct allocation *found;
	size_t count;
	struct allocation_table by_point, bands;
	struct allocation_band *band_rows; /* what BANDS points to */
};

/* --- the table of the plan's first day, or of today --- */

enum { COL_KIND, COL_WAY, COL_FROM, COL_TO, COL_AMOUNT, COL_MOST, COLUMNS };

static void
add_row(struct points *points, const struct rate_row *row, const int *columns)
{
	bool band = strcmp(row->cells[columns[COL_WAY]], "band") == 0;
	struct allocation_table *table =
	    band ? &points->bands : &points->by_point;

	table->source = row->source;
	if (*row->cells[columns[COL_MOST]])
		table->most_pence = row->numbers[columns[COL_MOST]];
	if (!band) {
		table->point_pence = row->numbers[columns[COL_AMOUNT]];
		return;
	}
	points->band_rows[table->band_count++] = (struct allocation_band){
		.from = row->numbers[columns[COL_FROM]] / NUMBER,
		.to = row->numbers[columns[COL_TO]] / NUMBER,
		.pence = row->numbers[columns[COL_AMOUNT]],
	};
}

/* Of several price lists or sets of bands the first is ours to use. */
static void
read_table(const struct fact_reader *reader, const struct field *start,
    struct points *points)
{
	static const char *const names[COLUMNS] = { "kind", "way",
		"points_from", "points_to", "amount", "most" };
	static const char table[] = "allocation";
	const struct rate_row *const *rows = NULL;
	const char *first[2] = { NULL, NULL };
	int columns[COLUMNS];
	long day = date_to_days(reader->today);
	size_t count;

	points->by_point.most_pence = points->bands.most_pence = NO_MOST;
	(void)fact_day(reader, start, 0, &day);
	count = reader->rates
	    ? rates_rows(reader->rates, table, day, &rows) : 0;
	points->band_rows = xcalloc(count + 1, sizeof *points->band_rows);
	points->bands.bands = points->band_rows;
	for (size_t i = 0; i < COLUMNS && count > 0; i++)
		if ((columns[i] = rates_column(reader->rates, table,
		    names[i])) < 0)
			return;
	for (size_t i = 0; i < count; i++) {
		const char *kind = rows[i]->cells[columns[COL_KIND]];
		const char **of = &first[strcmp(
		    rows[i]->cells[columns[COL_WAY]], "band") == 0];

		if (!*of)
			*of = kind;
		if (strcmp(*of, kind) == 0)
			add_row(points, rows[i], columns);
	}
}

/* --- reading and reckoning --- */

static void
read_stream(const struct fact_reader *reader, const struct field *const *fields,
    size_t row, struct points *points)
{
	struct allocation_ask *ask = &points->asks[row];
	const char *way = fact_text(reader, fields[WAY], row);

	points->asked[row] = fact_row_counts(reader, points->stream, row) &&
	    fact_number(reader, fields[POINTS], row, &ask->points);
	if (!points->asked[row])
		return;
	(void)fact_number(reader, fields[NATURAL], row, &ask->natural_share);
	points->by_band[row] = way && strcmp(way, "band") == 0;
	allocation_reckon(points->by_band[row]
	    ? &points->bands : &points->by_point, ask, &points->found[row]);
}

static void *
reckon(const struct fact_reader *reader)
{
	const struct field *fields[READ_COUNT];
	struct points *points = xcalloc(1, sizeof *points);

	fact_fields(reader, points_table.reads, fields);
	read_table(reader, fields[START], points);
	points->stream = form_set_repeat(reader->forms, "money.stream");
	points->count = fact_rows(reader, points->stream);
	points->asks = xcalloc(points->count + 1, sizeof *points->asks);
	points->asked = xcalloc(points->count + 1, sizeof *points->asked);
	points->by_band = xcalloc(points->count + 1, sizeof *points->by_band);
	points->found = xcalloc(points->count + 1, sizeof *points->found);
	for (size_t i = 0; i < points->count; i++)
		read_stream(reader, fields, i, points);
	return points;
}

static void
clear(void *reckoned)
{
	struct points *points = reckoned;

	free(points->asks);
	free(points->asked);
	free(points->by_band);
	free(points->found);
	free(points->band_rows);
	free(points);
}

/* --- publishing --- */

/* A stream whose points suggest nothing has no row: its figure is blank. */
static void
publish(const struct fact_reader *reader, const void *reckoned, size_t table)
{
	const struct points *points = reckoned;

	(void)table;
	for (size_t i = 0; i < points->count; i++) {
		const struct allocation *found = &points->found[i];

		if (points->asked[i] && found->state == ALLOCATION_KNOWN)
			fact_publish(reader, points->stream, i, (int64_t[]){
			    found->before_pence, found->natural_pence,
			    found->expected_pence }, 3);
	}
}

static void
explain(const struct fact_reader *reader, const void *reckoned, size_t table,
    const char *column, const struct uid *row, struct working *out)
{
	const struct points *points = reckoned;
	size_t at;

	(void)table;
	(void)column;
	if (fact_row_at(reader, points->stream, row, &at) && points->asked[at])
		allocation_explain(points->by_band[at] ? &points->bands
		    : &points->by_point, &points->asks[at],
		    &points->found[at], out);
}

const struct fact_source facts_points = {
	.tables = tables,
	.table_count = ARRAY_LEN(tables),
	.reckon = reckon,
	.publish = publish,
	.explain = explain,
	.clear = clear,
};
