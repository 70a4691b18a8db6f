/* csv: tables for a spreadsheet, by RFC 4180. */
#ifndef EXPORT_CSV_H
#define EXPORT_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"

/* What a file begins with, so that every spreadsheet takes it for UTF-8. */
#define CSV_MARK "\xef\xbb\xbf"

/* Appends the COUNT cells (NULL: empty) as one line. What a spreadsheet could
 * take for a formula, and is no number, gets an apostrophe in front: it is then
 * shown as it stands. */
void csv_add_row(struct buf *out, const char *const *cells, size_t count);

/* A table that was read. */
struct csv {
	char **cells; /* row after row */
	size_t cell_count, cell_cap;
	size_t *rows; /* the first cell of each */
	size_t row_count, row_cap;
};

/* Reads LEN bytes of TEXT: cells parted by commas or, where the first line has
 * none, by semicolons or tabs, as some spreadsheets write them. An apostrophe
 * that csv_add_row put in front is taken off; empty lines are passed over. False,
 * with ERR, for what is no such table; *OUT holds nothing then. */
bool csv_read(const char *text, size_t len, struct csv *out, struct error *err)
    __attribute__((warn_unused_result));
void csv_clear(struct csv *csv);
size_t csv_columns(const struct csv *csv, size_t row);
/* The cell; "" where the row is shorter. */
const char *csv_cell(const struct csv *csv, size_t row, size_t column);

#endif
