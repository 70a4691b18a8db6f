#include "config.h"

#include "export/write_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "export/text_lines.h"

#define GAP_COLS    2
#define MIN_COLS    8  /* a column of words is made no narrower than this */
#define MAX_LEAST   24 /* a longer word may be broken */
#define HEADER_COLS 18 /* a longer header wraps */
#define INDENT_COLS 2  /* of rows that do not fit side by side */
#define BLANK_COLS  18 /* to write in by hand */

/* The widest part of TEXT between the characters of BREAKS. */
static int
widest(const char *text, const char *breaks)
{
	int most = 0;

	while (*text != '\0') {
		size_t len = strcspn(text, breaks);
		int cols = utf8_cols(text, len);

		if (cols > most)
			most = cols;
		text += len + (text[len] != '\0');
	}
	return most;
}

struct column {
	int width;
	int least; /* it may be made as narrow as this */
};

static struct column
measure_column(const struct table *table, size_t at)
{
	const char *header = table->header[at];
	struct column column = { .width = widest(header, "\n") };
	int word = widest(header, " \n");

	if (column.width > HEADER_COLS)
		column.width = word > HEADER_COLS ? word : HEADER_COLS;
	if (table->write_in && at + 1 == table->columns)
		return (struct column){ BLANK_COLS, BLANK_COLS };
	for (size_t r = 0; r < table->rows; r++) {
		const char *cell = table_cell(table, r, at);

		if (widest(cell, "\n") > column.width)
			column.width = widest(cell, "\n");
		if (widest(cell, " \n") > word)
			word = widest(cell, " \n");
	}
	column.least = word > MAX_LEAST ? MAX_LEAST : word;
	if (table->right[at] || column.least > column.width)
		column.least = column.width;
	else if (column.least < MIN_COLS && column.width >= MIN_COLS)
		column.least = MIN_COLS;
	return column;
}

/* How wide each column is; false if they cannot fit in COLS. */
static bool
fit_columns(const struct table *table, int cols, struct column *columns)
{
	int total = GAP_COLS * ((int)table->columns - 1);

	for (size_t c = 0; c < table->columns; c++) {
		columns[c] = measure_column(table, c);
		total += columns[c].width;
	}
	/* take from the widest column that can give */
	while (total > cols) {
		size_t most = table->columns;

		for (size_t c = 0; c < table->columns; c++)
			if (columns[c].width > columns[c].least &&
			    (most == table->columns ||
				columns[c].width > columns[most].width))
				most = c;
		if (most == table->columns)
			return false;
		columns[most].width--;
		total--;
	}
	return true;
}

/* Writes one row of cells, as many lines as the longest needs. */
static void
write_row(const struct table *table, const char *const *cells,
    const struct column *columns, struct buf *out)
{
	struct utf8_wrap *wraps = xcalloc(table->columns, sizeof *wraps);
	size_t lines = 1;

	for (size_t c = 0; c < table->columns; c++) {
		utf8_wrap_init(&wraps[c]);
		utf8_wrap_text(&wraps[c], cells[c], strlen(cells[c]),
		    columns[c].width > 0 ? columns[c].width : 1);
		if (wraps[c].count > lines)
			lines = wraps[c].count;
	}
	for (size_t l = 0; l < lines; l++) {
		for (size_t c = 0; c < table->columns; c++) {
			bool there = l < wraps[c].count;
			const char *text =
			    there ? cells[c] + wraps[c].lines[l].start : "";
			size_t len = there ? wraps[c].lines[l].len : 0;
			int pad = columns[c].width - utf8_cols(text, len);

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
write_rule(const struct table *table, const struct column *columns,
    struct buf *out)
{
	for (size_t c = 0; c < table->columns; c++) {
		for (int i = 0; i < columns[c].width; i++)
			buf_add_char(out, '-');
		text_add_spaces(out, GAP_COLS);
	}
	text_end_line(out);
}

/* Does row R begin as the one before it, in a table where such rows belong
 * together? */
static bool
goes_on(const struct table *table, size_t r)
{
	return table->grouped && r > 0 &&
	    strcmp(table_cell(table, r, 0), table_cell(table, r - 1, 0)) == 0;
}

static void
write_rows(const struct table *table, const struct column *columns,
    struct buf *out)
{
	const char **cells = xcalloc(table->columns, sizeof *cells);
	char blank[BLANK_COLS + 1];

	memset(blank, '_', BLANK_COLS);
	blank[BLANK_COLS] = '\0';
	for (size_t r = 0; r < table->rows; r++) {
		if (table->total && r + 1 == table->rows && r > 0)
			write_rule(table, columns, out);
		else if (table->grouped && r > 0 && !goes_on(table, r))
			buf_add_char(out, '\n');
		for (size_t c = 0; c < table->columns; c++)
			cells[c] = table_cell(table, r, c);
		if (goes_on(table, r))
			cells[0] = "";
		if (table->write_in)
			cells[table->columns - 1] = blank;
		write_row(table, cells, columns, out);
	}
	free(cells);
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
	struct column *columns = xcalloc(table->columns, sizeof *columns);

	if (fit_columns(table, cols, columns)) {
		write_row(table, table->header, columns, out);
		write_rule(table, columns, out);
		write_rows(table, columns, out);
	} else {
		write_down(table, cols, out);
	}
	free(columns);
}
