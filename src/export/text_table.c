#include "config.h"

#include "export/write_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "export/text_lines.h"

#define GAP_COLS    2
#define MIN_COLS    8 /* a column of words is made no narrower than this */
#define HEADER_COLS 18 /* a longer header wraps */
#define INDENT_COLS 2  /* of rows that do not fit side by side */

/* The widest line of TEXT. */
static int
widest(const char *text)
{
	int most = 0;

	while (*text != '\0') {
		size_t len = strcspn(text, "\n");
		int cols = utf8_cols(text, len);

		if (cols > most)
			most = cols;
		text += len + (text[len] == '\n');
	}
	return most;
}

/* How wide each column is; false if they cannot fit in COLS. */
static bool
fit_columns(const struct table *table, int cols, int *widths)
{
	int total = GAP_COLS * ((int)table->columns - 1);

	for (size_t c = 0; c < table->columns; c++) {
		widths[c] = widest(table->header[c]);
		if (widths[c] > HEADER_COLS)
			widths[c] = HEADER_COLS;
		for (size_t r = 0; r < table->rows; r++) {
			int cell = widest(table_cell(table, r, c));

			if (cell > widths[c])
				widths[c] = cell;
		}
		total += widths[c];
	}
	/* take from the widest column of words until all fit */
	while (total > cols) {
		size_t most = table->columns;

		for (size_t c = 0; c < table->columns; c++)
			if (!table->right[c] && widths[c] > MIN_COLS &&
			    (most == table->columns ||
				widths[c] > widths[most]))
				most = c;
		if (most == table->columns)
			return false;
		widths[most]--;
		total--;
	}
	return true;
}

/* Writes one row of cells, as many lines as the longest needs. */
static void
write_row(const struct table *table, const char *const *cells,
    const int *widths, struct buf *out)
{
	struct utf8_wrap *wraps = xcalloc(table->columns, sizeof *wraps);
	size_t lines = 1;

	for (size_t c = 0; c < table->columns; c++) {
		utf8_wrap_init(&wraps[c]);
		utf8_wrap_text(&wraps[c], cells[c], strlen(cells[c]),
		    widths[c] > 0 ? widths[c] : 1);
		if (wraps[c].count > lines)
			lines = wraps[c].count;
	}
	for (size_t l = 0; l < lines; l++) {
		for (size_t c = 0; c < table->columns; c++) {
			bool there = l < wraps[c].count;
			const char *text =
			    there ? cells[c] + wraps[c].lines[l].start : "";
			size_t len = there ? wraps[c].lines[l].len : 0;
			int pad = widths[c] - utf8_cols(text, len);

			text_add_spaces(out, table->right[c] ? pad : 0);
			text_add(out, text, len);
			text_add_spaces(out, table->right[c] ? 0 : pad);
			text_add_spaces(out, GAP_COLS);
		}
		text_end_line(out);
	}
	for (size_t c = 0; c < table->columns; c++)
		utf8_wrap_clear(&wraps[c]);
	free(wraps);
}

static void
write_rule(const struct table *table, const int *widths, struct buf *out)
{
	for (size_t c = 0; c < table->columns; c++) {
		for (int i = 0; i < widths[c]; i++)
			buf_add_char(out, '-');
		text_add_spaces(out, GAP_COLS);
	}
	text_end_line(out);
}

/* Header and cell under each other, row after row. */
static void
write_down(const struct table *table, int cols, struct buf *out)
{
	for (size_t r = 0; r < table->rows; r++) {
		if (r > 0)
			buf_add_char(out, '\n');
		for (size_t c = 0; c < table->columns; c++) {
			const char *cell = table_cell(table, r, c);

			if (cell[0] == '\0')
				continue;
			text_add_wrapped(out, table->header[c], 0, cols);
			text_add_wrapped(out, cell, INDENT_COLS, cols);
		}
	}
}

void
write_text_table(const struct table *table, int cols, struct buf *out)
{
	int *widths = xcalloc(table->columns, sizeof *widths);

	if (fit_columns(table, cols, widths)) {
		write_row(table, table->header, widths, out);
		write_rule(table, widths, out);
		for (size_t r = 0; r < table->rows; r++) {
			if (table->total && r + 1 == table->rows && r > 0)
				write_rule(table, widths, out);
			write_row(table, table->cells + r * table->columns,
			    widths, out);
		}
	} else {
		write_down(table, cols, out);
	}
	free(widths);
}
