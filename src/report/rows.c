#include "config.h"

#include "report/report_private.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

/* Rows stand in a table where it is narrow enough for a page of 80 columns and
 * nothing in it has to wrap much; else each row is a block of its own. */
#define TABLE_MAX_COLUMNS 6
#define CELL_MAX_COLS	  24
#define HEADER_MAX_COLS	  18 /* longer headers wrap */
#define TABLE_MAX_COLS	  78
#define COLUMN_GAP_COLS	  2

/* The rows of one repeat, with every answer as text. */
struct sheet {
	const struct repeat *repeat;
	const struct uid *rows;
	size_t row_count;
	const struct field **fields; /* those with text in some row */
	size_t field_count;
	const char **texts; /* row by row; NULL: left out */
	bool inner;	    /* something stands in one of the rows */
};

static const char *
sheet_text(const struct sheet *sheet, size_t row, size_t field)
{
	return sheet->texts[row * sheet->field_count + field];
}

/* FIELDS in the order of the page: the person's own words first. */
static size_t
order_fields(const struct repeat *repeat, const struct field **out)
{
	size_t count = 0;

	for (int own = 1; own >= 0; own--)
		for (size_t i = 0; i < repeat->field_count; i++)
			if (repeat->fields[i]->own_words == (own == 1))
				out[count++] = repeat->fields[i];
	return count;
}

static bool
has_inner(struct builder *builder, const struct sheet *sheet)
{
	for (size_t r = 0; r < sheet->row_count; r++) {
		for (size_t i = 0; i < sheet->repeat->inner_count; i++) {
			const struct repeat *inner = sheet->repeat->inner[i];
			const struct uid *rows;

			if (repeat_meant(inner, builder->report->audience) &&
			    plan_repeat_shown(builder->plan, inner,
				&sheet->rows[r]) &&
			    plan_rows(builder->plan, inner, &sheet->rows[r],
				&rows) > 0)
				return true;
		}
	}
	return false;
}

static void
fill_sheet(struct builder *builder, struct sheet *sheet)
{
	struct arena *arena = &builder->report->arena;
	const struct repeat *repeat = sheet->repeat;
	const struct field **all =
	    arena_alloc(arena, (repeat->field_count + 1) * sizeof *all);
	size_t all_count = order_fields(repeat, all);
	const char **texts = arena_alloc(arena,
	    (sheet->row_count * all_count + 1) * sizeof *texts);

	/* column by column, keeping only those that say something */
	for (size_t f = 0; f < all_count; f++) {
		bool any = false;

		for (size_t r = 0; r < sheet->row_count; r++) {
			const char *text = answer_text(builder, all[f],
			    &sheet->rows[r]);

			texts[sheet->field_count * sheet->row_count + r] = text;
			any = any || text != NULL;
		}
		if (any)
			all[sheet->field_count++] = all[f];
	}
	sheet->fields = all;
	sheet->texts = arena_alloc(arena,
	    (sheet->row_count * sheet->field_count + 1) * sizeof *texts);
	for (size_t r = 0; r < sheet->row_count; r++)
		for (size_t f = 0; f < sheet->field_count; f++)
			sheet->texts[r * sheet->field_count + f] =
			    texts[f * sheet->row_count + r];
	sheet->inner = has_inner(builder, sheet);
}

static int
text_cols(const char *text)
{
	return utf8_cols(text, strlen(text));
}

static bool
fits_table(const struct sheet *sheet)
{
	int width = 0;

	if (sheet->inner || sheet->field_count > TABLE_MAX_COLUMNS)
		return false;
	for (size_t f = 0; f < sheet->field_count; f++) {
		int cols = text_cols(sheet->fields[f]->brief);

		if (cols > HEADER_MAX_COLS)
			cols = HEADER_MAX_COLS;
		for (size_t r = 0; r < sheet->row_count; r++) {
			const char *text = sheet_text(sheet, r, f);

			if (text == NULL)
				continue;
			if (strchr(text, '\n') != NULL ||
			    text_cols(text) > CELL_MAX_COLS)
				return false;
			if (text_cols(text) > cols)
				cols = text_cols(text);
		}
		width += cols + (f > 0 ? COLUMN_GAP_COLS : 0);
	}
	return width <= TABLE_MAX_COLS;
}

static bool
row_blank(const struct sheet *sheet, size_t row)
{
	for (size_t f = 0; f < sheet->field_count; f++)
		if (sheet_text(sheet, row, f) != NULL)
			return false;
	return true;
}

static void
add_table(struct builder *builder, const struct sheet *sheet)
{
	struct arena *arena = &builder->report->arena;
	size_t columns = sheet->field_count;
	const char **header = arena_alloc(arena, columns * sizeof *header);
	const char **cells = arena_alloc(arena,
	    sheet->row_count * columns * sizeof *cells);
	bool *right = arena_alloc(arena, columns * sizeof *right);
	struct table table = {
		.columns = columns,
		.header = header,
		.cells = cells,
		.right = right,
	};

	for (size_t f = 0; f < columns; f++) {
		header[f] = builder_copy(builder, sheet->fields[f]->brief);
		right[f] = sheet->fields[f]->kind == FIELD_MONEY;
	}
	for (size_t r = 0; r < sheet->row_count; r++) {
		if (row_blank(sheet, r))
			continue;
		for (size_t f = 0; f < columns; f++) {
			const char *text = sheet_text(sheet, r, f);

			cells[table.rows * columns + f] = text ? text : "";
		}
		table.rows++;
	}
	builder_table(builder, &table);
}

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

static void
add_row(struct builder *builder, const struct sheet *sheet, size_t row,
    const char *name)
{
	builder_heading(builder, LEVEL_ROW, name);
	for (size_t f = 0; f < sheet->field_count; f++) {
		const char *text = sheet_text(sheet, row, f);

		if (text != NULL)
			builder_answer(builder, sheet->fields[f]->label, text,
			    sheet->fields[f]->own_words);
	}
	for (size_t i = 0; i < sheet->repeat->inner_count; i++)
		report_rows(builder, sheet->repeat->inner[i],
		    &sheet->rows[row], name);
}

/* A row that shows nothing to this audience has no number either. */
static void
add_rows(struct builder *builder, const struct sheet *sheet,
    const char *within)
{
	size_t number = 1;

	for (size_t r = 0; r < sheet->row_count; r++) {
		size_t before = builder->report->count;

		add_row(builder, sheet, r,
		    row_name(builder, sheet->repeat, number, within));
		if (builder_added(builder, before))
			number++;
	}
	builder_heading(builder, LEVEL_ROW, NULL);
}

void
report_rows(struct builder *builder, const struct repeat *repeat,
    const struct uid *parent, const char *within)
{
	struct sheet sheet = { .repeat = repeat };
	enum need need = repeat_need(repeat, plan_kinds(builder->plan));

	if (!repeat_meant(repeat, builder->report->audience) ||
	    !plan_repeat_shown(builder->plan, repeat, parent))
		return;
	sheet.row_count = plan_rows(builder->plan, repeat, parent, &sheet.rows);
	if (sheet.row_count == 0) {
		if (repeat->rows > 0 && need <= NEED_SIGN)
			builder_answer(builder, repeat->title,
			    "Not answered yet", false);
		return;
	}
	fill_sheet(builder, &sheet);
	if (sheet.field_count > 0 && fits_table(&sheet)) {
		/* a section of one table says its title once */
		if (strcmp(repeat->title, repeat->section->title) != 0)
			builder_heading(builder, LEVEL_ROW, repeat->title);
		add_table(builder, &sheet);
	} else {
		add_rows(builder, &sheet, within);
	}
}
