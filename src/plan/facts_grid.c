/* The 5 by 5 grid, where an organisation uses it, and never for self-harm. */
#include "config.h"

#include "plan/facts_tick.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "rules/grid.h"

enum { ON, KIND, LIKELY_BEFORE, BAD_BEFORE, LIKELY_AFTER, BAD_AFTER };

static const struct fact_table grid_table = {
	.name = "grid",
	.columns = { "row", "before", "after", NULL },
	.types = "rii",
	.reads = { [ON] = "risks.grid_on", [KIND] = "risks.kind",
	    [LIKELY_BEFORE] = "risks.likely_before",
	    [BAD_BEFORE] = "risks.bad_before",
	    [LIKELY_AFTER] = "risks.likely_after",
	    [BAD_AFTER] = "risks.bad_after", NULL },
	.about = "each risk's number as things are and with what will be done; "
		 "blank without one, and no row at all for self-harm",
};

#define MOST_BANDS 16

/* Risks, row by row; those set aside keep their place. */
struct risks {
	const struct repeat *repeat;
	struct grid_risk (*items)[2]; /* before and after */
	size_t count;
	struct grid_band bands[MOST_BANDS];
	size_t band_count;
	const char *source;
};

/* Which of COUNT codes it is, from 1; 0: none of them. */
static int
place_of(const char *code, const char *const *codes)
{
	for (int i = 0; code && i < GRID_SIDE; i++)
		if (strcmp(code, codes[i]) == 0)
			return i + 1;
	return 0;
}

static void
read_risk(const struct fact_reader *reader, const struct field *const *fields,
    size_t row, struct grid_risk risk[2])
{
	static const char *const likelihoods[GRID_SIDE] = { "rare", "unlikely",
		"possible", "likely", "almost_certain" };
	static const char *const consequences[GRID_SIDE] = { "negligible",
		"minor", "moderate", "major", "extreme" };

	for (int i = 0; i < 2; i++)
		risk[i] = (struct grid_risk){
			.on = fact_yes(reader, fields[ON], 0),
			.self_harm =
			    fact_has(reader, fields[KIND], row, "self_harm"),
			.likelihood = place_of(fact_text(reader,
			    fields[i ? LIKELY_AFTER : LIKELY_BEFORE], row),
			    likelihoods),
			.consequence = place_of(fact_text(reader,
			    fields[i ? BAD_AFTER : BAD_BEFORE], row),
			    consequences),
		};
}

/* The bands as they are today; none where the data does not have them all. */
static void
read_bands(const struct fact_reader *reader, struct risks *risks)
{
	static const char table[] = "risk_bands";
	long today = date_to_days(reader->today);
	const struct rate_row *const *rows = NULL;
	size_t count = reader->rates ?
	    rates_rows(reader->rates, table, today, &rows) : 0;
	int name, from, to;

	if (count == 0 || count > MOST_BANDS)
		return;
	name = rates_column(reader->rates, table, "name");
	from = rates_column(reader->rates, table, "score_from");
	to = rates_column(reader->rates, table, "score_to");
	if (name < 0 || from < 0 || to < 0)
		return;
	for (size_t i = 0; i < count; i++)
		risks->bands[i] = (struct grid_band){
			.name = rows[i]->cells[name],
			.from = atoi(rows[i]->cells[from]),
			.to = atoi(rows[i]->cells[to]),
		};
	risks->source = rows[0]->source;
	if (grid_bands_sound(risks->bands, count))
		risks->band_count = count;
}

static void *
reckon_grid(const struct fact_reader *reader)
{
	const struct field *fields[MOST_READS];
	struct risks *risks = xcalloc(1, sizeof *risks);

	fact_fields(reader, grid_table.reads, fields);
	risks->repeat = form_set_repeat(reader->forms, "risks.risk");
	risks->count = fact_rows(reader, risks->repeat);
	risks->items = xcalloc(risks->count + 1, sizeof *risks->items);
	for (size_t i = 0; i < risks->count; i++)
		read_risk(reader, fields, i, risks->items[i]);
	read_bands(reader, risks);
	return risks;
}

static struct value
score_value(const struct grid_risk *risk)
{
	int score = grid_score(risk);

	return score > 0 ? fact_number_value(score) : fact_text_value(NULL);
}

static void
publish_grid(const struct fact_reader *reader, const void *reckoned,
    size_t table)
{
	const struct risks *risks = reckoned;

	(void)table;
	for (size_t i = 0; i < risks->count; i++) {
		char hex[UID_HEX_LEN + 1];
		if (!fact_row_counts(reader, risks->repeat, i) ||
		    risks->items[i][0].self_harm)
			continue;
		uid_format(sandbox_row_id(reader->sandbox, risks->repeat, i),
		    hex);
		sandbox_fact(reader->sandbox, (struct value[]){
			fact_text_value(hex),
			score_value(&risks->items[i][0]),
			score_value(&risks->items[i][1]),
		});
	}
}

static void
explain_grid(const struct fact_reader *reader, const void *reckoned,
    size_t table, const char *column, const struct uid *row,
    struct working *out)
{
	const struct risks *risks = reckoned;
	size_t at;

	(void)table;
	if (fact_row_at(reader, risks->repeat, row, &at))
		grid_explain(&risks->items[at][strcmp(column, "after") == 0],
		    risks->bands, risks->band_count, risks->source, out);
}

static void
clear_grid(void *reckoned)
{
	struct risks *risks = reckoned;

	free(risks->items);
	free(risks);
}

static const struct fact_table *const grid_tables[] = { &grid_table };

const struct fact_source facts_grid = {
	.tables = grid_tables,
	.table_count = ARRAY_LEN(grid_tables),
	.reckon = reckon_grid,
	.publish = publish_grid,
	.explain = explain_grid,
	.clear = clear_grid,
};
