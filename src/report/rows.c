#include "config.h"

#include "report/report_private.h"

#include <string.h>

#include "base/buf.h"

/* "Outcome 2", or "Outcome 2, action 1" for a row that stands in another. */
static const char *
row_name(struct builder *builder, const struct repeat *repeat, size_t number,
    const char *within)
{
	struct buf name;
	const char *copy;

	buf_init(&name);
	if (within != NULL)
		buf_addf(&name, "%s, ", within);
	buf_addf(&name, "%s %zu", repeat->singular, number);
	if (name.data[0] >= 'a' && name.data[0] <= 'z')
		name.data[0] = (char)(name.data[0] - 'a' + 'A');
	copy = builder_copy(builder, name.data);
	buf_clear(&name);
	return copy;
}

/* What SUMMARY (may be NULL) said already is not said again. */
static void
add_row(struct builder *builder, const struct sheet *sheet,
    const struct sheet *summary, size_t row, const char *name)
{
	builder_heading(builder, LEVEL_ROW, name);
	for (size_t f = 0; f < sheet->field_count; f++) {
		const char *text = sheet_text(sheet, row, f);

		if (text != NULL &&
		    (summary == NULL || !sheet_has(summary, sheet->fields[f])))
			builder_field(builder, sheet->fields[f],
			    &sheet->rows[row], text);
	}
	for (size_t i = 0; i < sheet->repeat->inner_count; i++)
		report_rows(builder, sheet->repeat->inner[i],
		    &sheet->rows[row], name);
}

/* A row that shows nothing to this audience has no number either. */
static void
add_rows(struct builder *builder, const struct sheet *sheet,
    const struct sheet *summary, const char *within)
{
	size_t number = 1;

	for (size_t r = 0; r < sheet->row_count; r++) {
		size_t before = builder->report->count;
		const char *name =
		    summary != NULL ? sheet_text(summary, r, 0) : NULL;

		if (name == NULL)
			name = row_name(builder, sheet->repeat, number, within);
		add_row(builder, sheet, summary, r, name);
		if (summary != NULL || builder_added(builder, before))
			number++;
	}
	builder_heading(builder, LEVEL_ROW, NULL);
}

/* Rows with money in them are compared before they are read one by one: a table
 * of what their list shows stands first. */
static bool
worth_summary(const struct sheet *summary)
{
	for (size_t f = 1; f < summary->field_count; f++)
		if (summary->fields[f]->kind == FIELD_MONEY)
			return summary->row_count > 1 && sheet_fits(summary);
	return false;
}

/* What SAID did not say: a table where it fits, whose first column names the row
 * as SAID does, else row by row. */
static void
add_rest(struct builder *builder, const struct sheet *sheet,
    const struct sheet *said, const char *within)
{
	const struct field **fields = arena_alloc(&builder->report->arena,
	    (sheet->field_count + 1) * sizeof *fields);
	struct sheet rest;
	size_t count = 0;

	if (said->field_count > 0)
		fields[count++] = said->fields[0];
	for (size_t f = 0; f < sheet->field_count; f++)
		if (!sheet_has(said, sheet->fields[f]))
			fields[count++] = sheet->fields[f];
	rest = sheet_pick(builder, sheet, fields, count);
	rest.inner = sheet->inner;
	if (count < 2 && !sheet->inner)
		return;
	if (sheet_fits(&rest))
		sheet_table(builder, &rest, "More about each");
	else
		add_rows(builder, sheet, said, within);
}

void
report_rows(struct builder *builder, const struct repeat *repeat,
    const struct uid *parent, const char *within)
{
	struct sheet sheet = { .repeat = repeat }, said;
	enum need need = repeat_need(repeat, plan_kinds(builder->plan));

	if (!repeat_meant(&builder->reader, repeat) ||
	    !plan_repeat_shown(builder->plan, repeat, parent))
		return;
	sheet.row_count = plan_rows(builder->plan, repeat, parent, &sheet.rows);
	if (sheet.row_count == 0) {
		if (repeat->rows > 0 && need <= NEED_SIGN)
			builder_answer(builder, repeat->title,
			    NOT_ANSWERED, false);
		return;
	}
	sheet_fill(builder, &sheet);
	said = sheet_pick(builder, &sheet, repeat->summary,
	    repeat->summary_count);
	if (sheet_fits(&sheet)) {
		sheet_table(builder, &sheet, repeat->title);
	} else if (worth_summary(&said)) {
		sheet_table(builder, &said, repeat->title);
		add_rest(builder, &sheet, &said, within);
	} else if (week_tables(builder, repeat, &said, &sheet)) {
		add_rest(builder, &sheet, &said, within);
	} else {
		add_rows(builder, &sheet, NULL, within);
	}
}
