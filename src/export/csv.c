#include "config.h"

#include "export/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

#define CELLS_MAX 100000

/* --- writing --- */

/* What begins a formula in one spreadsheet or another, after any blanks. The
 * longer ones are wide letters, which some take for the narrow. */
static bool
starts_formula(const char *text)
{
	static const char *const starts[] = { "=", "+", "-", "@",
		"\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d",
		"\xef\xbc\xa0" };

	if (text[0] == '\t' || text[0] == '\r')
		return true;
	text += strspn(text, " \t\r\n");
	for (size_t i = 0; i < ARRAY_LEN(starts); i++)
		if (strncmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

/* "-3.20" is an amount, "-3+x" is not. */
static bool
is_number(const char *text)
{
	size_t len;

	text += *text == '-';
	len = strspn(text, "0123456789");
	if (len == 0)
		return false;
	text += len;
	if (*text == '.') {
		len = strspn(text + 1, "0123456789");
		if (len == 0)
			return false;
		text += len + 1;
	}
	return *text == '\0';
}

/* One that has marks already gets another, so that it is read back as it was. */
static bool
wants_mark(const char *text)
{
	return starts_formula(text + strspn(text, "'")) && !is_number(text);
}

static void
add_cell(struct buf *out, const char *text)
{
	const char *mark = wants_mark(text) ? "'" : "";

	if (strpbrk(text, ",;\t\"\r\n") == NULL && text[0] != ' ') {
		buf_addf(out, "%s%s", mark, text);
		return;
	}
	buf_addf(out, "\"%s", mark);
	for (; *text != '\0'; text++) {
		if (*text == '"')
			buf_add_char(out, '"');
		buf_add_char(out, *text);
	}
	buf_add_char(out, '"');
}

void
csv_add_row(struct buf *out, const char *const *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_add_char(out, ',');
		if (cells[i] != NULL)
			add_cell(out, cells[i]);
	}
	buf_add(out, "\r\n");
}

/* --- reading --- */

struct reader {
	const char *at, *end;
	char separator;
	struct csv *out;
	struct buf cell;
};

static char
find_separator(const char *text, const char *end)
{
	static const char separators[] = { ',', ';', '\t' };
	const char *line = memchr(text, '\n', (size_t)(end - text));
	size_t len = (size_t)((line != NULL ? line : end) - text);

	for (size_t i = 0; i < sizeof separators; i++)
		if (memchr(text, separators[i], len) != NULL)
			return separators[i];
	return ',';
}

/* False: the quotation mark is never closed. */
static bool
read_quoted(struct reader *reader)
{
	for (reader->at++; reader->at < reader->end; reader->at++) {
		if (*reader->at == '"') {
			reader->at++;
			if (reader->at == reader->end || *reader->at != '"')
				return true;
		}
		buf_add_char(&reader->cell, *reader->at);
	}
	return false;
}

/* Reads one cell, up to what parts it from the next; false: it is none. */
static bool
read_cell(struct reader *reader)
{
	struct csv *csv = reader->out;
	const char *text;

	buf_reset(&reader->cell);
	if (reader->at < reader->end && *reader->at == '"' &&
	    !read_quoted(reader))
		return false;
	while (reader->at < reader->end && *reader->at != reader->separator &&
	    *reader->at != '\n' && *reader->at != '\r')
		buf_add_char(&reader->cell, *reader->at++);
	text = reader->cell.data;
	if (text[0] == '\'' && wants_mark(text + 1))
		text++;
	ARRAY_GROW(csv->cells, csv->cell_count, csv->cell_cap);
	csv->cells[csv->cell_count++] = xstrdup(text);
	return csv->cell_count < CELLS_MAX;
}

static bool
read_row(struct reader *reader)
{
	struct csv *csv = reader->out;

	ARRAY_GROW(csv->rows, csv->row_count, csv->row_cap);
	csv->rows[csv->row_count++] = csv->cell_count;
	while (read_cell(reader)) {
		if (reader->at == reader->end)
			return true;
		if (*reader->at++ != reader->separator)
			return true;
	}
	return false;
}

static bool
read_rows(struct reader *reader)
{
	for (;;) {
		while (reader->at < reader->end &&
		    (*reader->at == '\r' || *reader->at == '\n'))
			reader->at++;
		if (reader->at == reader->end)
			return reader->out->row_count > 0;
		if (!read_row(reader))
			return false;
	}
}

bool
csv_read(const char *text, size_t len, struct csv *out, struct error *err)
{
	struct reader reader = { .at = text, .end = text + len, .out = out };
	bool ok;

	*out = (struct csv){ 0 };
	if (!utf8_valid(text, len) || memchr(text, '\0', len) != NULL)
		return error_set(err, ERR_USER,
		    "The file is not plain text. In the spreadsheet, save it "
		    "as CSV, with UTF-8 as its letters.");
	if (len >= strlen(CSV_MARK) &&
	    memcmp(text, CSV_MARK, strlen(CSV_MARK)) == 0)
		reader.at += strlen(CSV_MARK);
	reader.separator = find_separator(reader.at, reader.end);
	buf_init(&reader.cell);
	ok = read_rows(&reader);
	buf_clear(&reader.cell);
	if (ok)
		return true;
	csv_clear(out);
	return error_set(err, ERR_USER,
	    "The file is not a table that can be read: it is empty or too "
	    "large, or a quotation mark is never closed.");
}

void
csv_clear(struct csv *csv)
{
	for (size_t i = 0; i < csv->cell_count; i++)
		free(csv->cells[i]);
	free(csv->cells);
	free(csv->rows);
	*csv = (struct csv){ 0 };
}

size_t
csv_columns(const struct csv *csv, size_t row)
{
	size_t end = row + 1 < csv->row_count ? csv->rows[row + 1]
					      : csv->cell_count;

	return end - csv->rows[row];
}

const char *
csv_cell(const struct csv *csv, size_t row, size_t column)
{
	return column < csv_columns(csv, row)
	    ? csv->cells[csv->rows[row] + column]
	    : "";
}
