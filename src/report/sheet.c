#include "config.h"

#include "report/report_private.h"

#include <string.h>

#include "base/utf8.h"

/* Rows stand in a table where it can be made narrow enough for a page of 80
 * columns without breaking a word, and no cell is longer than a sentence; else
 * each row is a block of its own. */
#define TABLE_MAX_COLUMNS 6
#define CELL_MAX_COLS	  80
#define COLUMN_LEAST_COLS 12 /* words wrap no narrower than this */
#define TABLE_MAX_COLS	  78
#define COLUMN_GAP_COLS	  2

const char *
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

			if (repeat_meant(&builder->reader, inner) &&
			    plan_repeat_shown(builder->plan, inner,
				&sheet->rows[r]) &&
			    plan_rows(builder->plan, inner, &sheet->rows[r],
				&rows) > 0)
				return true;
		}
	}
	return false;
}

void
sheet_fill(struct builder *builder, struct sheet *sheet)
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
			const char *text = answer_printed(builder, all[f],
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

bool
sheet_has(const struct sheet *sheet, const struct field *field)
{
	for (size_t f = 0; f < sheet->field_count; f++)
		if (sheet->fields[f] == field)
			return true;
	return false;
}

struct sheet
sheet_pick(struct builder *builder, const struct sheet *sheet,
    const struct field *const *fields, size_t count)
{
	struct arena *arena = &builder->report->arena;
	struct sheet out = *sheet;
	size_t *from = arena_alloc(arena, (count + 1) * sizeof *from);

	out.inner = false;
	out.fields = arena_alloc(arena, (count + 1) * sizeof *out.fields);
	out.field_count = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t f = 0; f < sheet->field_count; f++)
			if (sheet->fields[f] == fields[i]) {
				from[out.field_count] = f;
				out.fields[out.field_count++] = fields[i];
			}
	out.texts = arena_alloc(arena,
	    (sheet->row_count * out.field_count + 1) * sizeof *out.texts);
	for (size_t r = 0; r < sheet->row_count; r++)
		for (size_t f = 0; f < out.field_count; f++)
			out.texts[r * out.field_count + f] =
			    sheet_text(sheet, r, from[f]);
	return out;
}

/* --- as a table --- */

static int
text_cols(const char *text)
{
	return utf8_cols(text, strlen(text));
}

static int
longest_word(const char *text)
{
	int most = 0;

	while (*text != '\0') {
		size_t len = strcspn(text, " ");
		int cols = utf8_cols(text, len);

		if (cols > most)
			most = cols;
		text += len + (text[len] == ' ');
	}
	return most;
}

/* The fewest columns that TEXT looks well in. */
static int
least_cols(const struct field *field, const char *text)
{
	int cols = text_cols(text), word = longest_word(text);

	if (field->kind == FIELD_MONEY || cols <= COLUMN_LEAST_COLS)
		return cols;
	return word > COLUMN_LEAST_COLS ? word : COLUMN_LEAST_COLS;
}

bool
sheet_fits(const struct sheet *sheet)
{
	int width = 0;

	if (sheet->inner || sheet->field_count == 0 ||
	    sheet->field_count > TABLE_MAX_COLUMNS)
		return false;
	for (size_t f = 0; f < sheet->field_count; f++) {
		const struct field *field = sheet->fields[f];
		int cols = longest_word(field->brief);

		for (size_t r = 0; r < sheet->row_count; r++) {
			const char *text = sheet_text(sheet, r, f);

			if (text == NULL)
				continue;
			if (strchr(text, '\n') != NULL ||
			    text_cols(text) > CELL_MAX_COLS)
				return false;
			if (least_cols(field, text) > cols)
				cols = least_cols(field, text);
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

/* Adds a last row where a column has a total. */
static void
add_total(struct builder *builder, const struct sheet *sheet,
    struct table *table, const char **cells)
{
	cells += table->rows * table->columns;
	for (size_t f = 0; f < table->columns; f++) {
		const char *total = f > 0
		    ? total_text(builder, sheet->fields[f])
		    : NULL;

		cells[f] = total != NULL ? total : "";
		table->total = table->total || total != NULL;
	}
	if (!table->total)
		return;
	cells[0] = "All together";
	table->rows++;
}

void
sheet_table(struct builder *builder, const struct sheet *sheet,
    const char *caption)
{
	struct arena *arena = &builder->report->arena;
	size_t columns = sheet->field_count;
	const char **header = arena_alloc(arena, columns * sizeof *header);
	const char **cells = arena_alloc(arena,
	    (sheet->row_count + 1) * columns * sizeof *cells);
	bool *right = arena_alloc(arena, columns * sizeof *right);
	struct table table = {
		.caption = builder_copy(builder, caption),
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

			cells[table.rows * columns + f] = text == NULL
			    ? ""
			    : voice_cell(builder, sheet->fields[f],
				  &sheet->rows[r], text);
		}
		table.rows++;
	}
	if (table.rows > 1)
		add_total(builder, sheet, &table, cells);
	builder_table(builder, &table);
	beside_table(builder, sheet);
}
