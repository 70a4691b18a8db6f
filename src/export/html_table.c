#include "config.h"

#include "export/html.h"

#include <string.h>

/* The first cell of a row names it; the others are its answers. */
static void
add_cell(struct buf *out, const struct table *table, size_t row, size_t column)
{
	const char *text = table_cell(table, row, column);
	const char *element = column == 0 ? "th" : "td";

	buf_addf(out, "<%s", element);
	if (column == 0)
		buf_add(out, " scope=\"row\"");
	/* an amount stays in one piece, what is said of it need not */
	if (table->right[column])
		buf_add(out, strchr(text, ' ') == NULL
			? " class=\"n\""
			: " class=\"n words\"");
	else if (table->write_in && column + 1 == table->columns)
		buf_add(out, " class=\"write\"");
	buf_addf(out, "%s>", html_dir(text));
	html_add_lines(out, text, strlen(text));
	buf_addf(out, "</%s>", element);
}

static void
add_row(struct buf *out, const struct table *table, size_t row, size_t from)
{
	for (size_t c = from; c < table->columns; c++)
		add_cell(out, table, row, c);
	buf_add(out, "</tr>\n");
}

static void
add_head(struct buf *out, const struct table *table)
{
	buf_add(out, "<thead>\n<tr>");
	for (size_t c = 0; c < table->columns; c++) {
		buf_addf(out, "<th scope=\"col\"%s>",
		    table->right[c] ? " class=\"n\"" : "");
		html_add_text(out, table->header[c], strlen(table->header[c]));
		buf_add(out, "</th>");
	}
	buf_add(out, "</tr>\n</thead>\n");
}

/* The row after the last that begins as row FIRST does. */
static size_t
group_end(const struct table *table, size_t first, size_t rows)
{
	size_t end = first + 1;

	while (end < rows && strcmp(table_cell(table, first, 0),
				 table_cell(table, end, 0)) == 0)
		end++;
	return end;
}

/* Rows FIRST to END under one name, which stands beside all of them. */
static void
add_group(struct buf *out, const struct table *table, size_t first, size_t end)
{
	const char *name = table_cell(table, first, 0);

	buf_addf(out, "<tbody>\n<tr><th scope=\"rowgroup\" rowspan=\"%zu\"%s>",
	    end - first, html_dir(name));
	html_add_text(out, name, strlen(name));
	buf_add(out, "</th>");
	for (size_t r = first; r < end; r++) {
		if (r > first)
			buf_add(out, "<tr>");
		add_row(out, table, r, 1);
	}
	buf_add(out, "</tbody>\n");
}

static void
add_body(struct buf *out, const struct table *table, size_t rows)
{
	if (!table->grouped)
		buf_add(out, "<tbody>\n");
	for (size_t r = 0; r < rows;) {
		size_t end = table->grouped ? group_end(table, r, rows) : r + 1;

		if (table->grouped) {
			add_group(out, table, r, end);
		} else {
			buf_add(out, "<tr>");
			add_row(out, table, r, 0);
		}
		r = end;
	}
	if (!table->grouped)
		buf_add(out, "</tbody>\n");
}

void
html_add_table(struct buf *out, const struct table *table)
{
	bool total = table->total && table->rows > 1;
	size_t rows = table->rows - (total ? 1 : 0);

	buf_addf(out, "<table%s>\n<caption%s>",
	    table->grouped ? " class=\"days\"" : "",
	    table->said ? " class=\"said\"" : "");
	html_add_text(out, table->caption, strlen(table->caption));
	buf_add(out, "</caption>\n");
	add_head(out, table);
	add_body(out, table, rows);
	if (total) {
		buf_add(out, "<tfoot>\n<tr>");
		add_row(out, table, rows, 0);
		buf_add(out, "</tfoot>\n");
	}
	buf_add(out, "</table>\n");
}
