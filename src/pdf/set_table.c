/* A table: columns as wide as what they hold asks for; over a page's end its
 * header comes again, though it is read out once; a row that is higher than a
 * page goes on on the next. One with more columns than the page has room for is
 * set row by row, as questions and answers. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "pdf/set.h"

#define COLUMN_GAP (10 * POINT)
#define ROW_PAD	   (3 * POINT) /* above and below the words of a row */

/* The least that a column may have, in the size of its letters: what is longer
 * and has no place to break is broken all the same. */
#define LEAST_SIZES 8

/* Room to write in by hand, of the whole width. */
#define WRITE_PERCENT 28

#define WIDE (1000L * 1000 * POINT) /* no line breaks at that */

struct layout {
	struct press *press;
	const struct table *table;
	size_t rows; /* without the total */
	long *x, *width; /* of each column */
	struct lines *cells; /* of the row that is being set */
	size_t *tags;	     /* theirs */
	size_t pages; /* there were when the header was last drawn */
	long below;   /* room that is kept for the total under the last row */
};

static bool
has_total(const struct table *table)
{
	return table->total && table->rows > 1;
}

/* --- widths --- */

struct wish {
	long least, most;
};

static void
ask_cell(struct press *press, const struct style *style, const char *text,
    struct wish *wish)
{
	long limit = (long)LEAST_SIZES * style->size * EM;
	struct lines lines;
	long least, most;

	lines_set(&lines, &press->shaper, style, text, strlen(text), WIDE);
	least = lines_least(&lines);
	most = lines_width(&lines);
	lines_clear(&lines);
	if (least > limit)
		least = limit;
	if (least > wish->least)
		wish->least = least;
	if (most > wish->most)
		wish->most = most;
}

static struct wish
ask_column(const struct layout *layout, size_t column)
{
	const struct table *table = layout->table;
	const struct sheet *sheet = layout->press->sheet;
	struct wish wish = { POINT, POINT };

	ask_cell(layout->press, &sheet->bold, table->header[column], &wish);
	for (size_t r = 0; r < table->rows; r++)
		ask_cell(layout->press,
		    r < layout->rows ? &sheet->plain : &sheet->bold,
		    table_cell(table, r, column), &wish);
	if (table->write_in && column + 1 == table->columns) {
		long room = layout->press->width * WRITE_PERCENT / 100;

		wish.least = wish.least > room ? wish.least : room;
		wish.most = wish.most > room ? wish.most : room;
	}
	return wish;
}

/* Gives each column its least, and what is left by how much more it asks for.
 * False: there is not even room for the least. */
static bool
share_width(struct layout *layout, const struct wish *wishes)
{
	size_t columns = layout->table->columns;
	long left = layout->press->width - (long)(columns - 1) * COLUMN_GAP;
	long asked = 0, x = layout->press->left, given;

	for (size_t c = 0; c < columns; c++) {
		left -= wishes[c].least;
		asked += wishes[c].most - wishes[c].least;
	}
	if (left < 0)
		return false;
	given = asked < left ? asked : left;
	for (size_t c = 0; c < columns; c++) {
		long more = wishes[c].most - wishes[c].least;

		layout->width[c] = wishes[c].least;
		if (asked > 0)
			layout->width[c] += more * given / asked;
		/* what nobody asks for */
		layout->width[c] += (left - given) / (long)columns;
		layout->x[c] = x;
		x += layout->width[c] + COLUMN_GAP;
	}
	return true;
}

/* --- cells --- */

/* Breaks the cells of a row into lines; returns how many the longest has. */
static size_t
set_cells(struct layout *layout, const char *const *texts,
    const struct style *style, bool nameless)
{
	size_t most = 0;

	for (size_t c = 0; c < layout->table->columns; c++) {
		const char *text = c == 0 && nameless ? "" : texts[c];

		lines_set(&layout->cells[c], &layout->press->shaper, style,
		    text, strlen(text), layout->width[c]);
		if (layout->cells[c].count > most)
			most = layout->cells[c].count;
	}
	return most;
}

static void
clear_cells(struct layout *layout)
{
	for (size_t c = 0; c < layout->table->columns; c++)
		lines_clear(&layout->cells[c]);
}

static long
header_height(struct layout *layout)
{
	const struct style *style = &layout->press->sheet->bold;
	size_t most = set_cells(layout, layout->table->header, style, false);

	clear_cells(layout);
	return (long)most * style->leading;
}

/* False: the columns do not fit, or leave no room for anything below them. */
static bool
find_widths(struct layout *layout)
{
	size_t columns = layout->table->columns;
	struct wish *wishes = xcalloc(columns, sizeof *wishes);
	bool fits;

	for (size_t c = 0; c < columns; c++)
		wishes[c] = ask_column(layout, c);
	fits = share_width(layout, wishes);
	free(wishes);
	return fits && header_height(layout) < press_full(layout->press) / 3;
}

/* --- rows --- */

/* Draws the lines FROM to END of each cell that has them. */
static void
put_cells(struct layout *layout, size_t from, size_t end)
{
	struct press *press = layout->press;

	for (size_t c = 0; c < layout->table->columns; c++) {
		const struct lines *cell = &layout->cells[c];
		size_t last = end < cell->count ? end : cell->count;

		if (from < last && cell->bit_count > 0)
			press_put(press, cell, from, last, layout->tags[c],
			    layout->x[c], layout->width[c], press->y,
			    layout->table->right[c]);
	}
	if (layout->table->write_in)
		press_rule(press,
		    layout->x[layout->table->columns - 1] - COLUMN_GAP / 2,
		    press->y - ROW_PAD, POINT / 2,
		    (long)(end - from) * layout->cells[0].style.leading +
			2 * ROW_PAD, INK_LIGHT);
}

static void
rule_below(struct layout *layout, long thick, enum ink ink)
{
	struct press *press = layout->press;

	press_rule(press, press->left, press->y, press->width, thick, ink);
	press->y += thick;
}

/* The header as it comes again on a later page: it has been read. */
static void
repeat_header(struct layout *layout)
{
	struct press *press = layout->press;
	const struct style *style = &press->sheet->bold;
	struct lines *kept = layout->cells;
	size_t most;

	layout->cells = xcalloc(layout->table->columns, sizeof *layout->cells);
	most = set_cells(layout, layout->table->header, style, false);
	for (size_t c = 0; c < layout->table->columns; c++) {
		const struct lines *cell = &layout->cells[c];
		struct leaf *page = press_page(press);

		leaf_artifact(page);
		for (size_t i = 0; i < cell->count; i++)
			lines_draw(cell, i, page, layout->x[c],
			    layout->width[c],
			    press->y + (long)i * style->leading,
			    layout->table->right[c]);
		leaf_end(page);
	}
	press->y += (long)most * style->leading + ROW_PAD;
	rule_below(layout, 3 * POINT / 2, INK_BLACK);
	press->fresh = false;
	clear_cells(layout);
	free(layout->cells);
	layout->cells = kept;
}

/* On a page with nothing of this table yet the header comes first. */
static void
continue_table(struct layout *layout)
{
	if (layout->press->count == layout->pages)
		return;
	layout->pages = layout->press->count;
	repeat_header(layout);
}

/* Draws the row that has been set, MOST lines high. */
static void
put_row(struct layout *layout, size_t most)
{
	struct press *press = layout->press;
	long leading = layout->cells[0].style.leading;
	long height = (long)most * leading + 2 * ROW_PAD;

	/* a row that a page can hold is not parted */
	if (height <= press_full(press) / 2)
		press_need(press, height + layout->below);
	else
		press_need(press, 2 * leading + 2 * ROW_PAD);
	for (size_t done = 0; done < most;) {
		long room;
		size_t part = most - done;

		continue_table(layout);
		room = press_room(press) - 2 * ROW_PAD;
		if ((long)part * leading > room)
			part = room >= leading ? (size_t)(room / leading) : 0;
		if (part > 0) {
			press->y += ROW_PAD;
			put_cells(layout, done, done + part);
			press->y += (long)part * leading + ROW_PAD;
			press->fresh = false;
			done += part;
		}
		if (done < most)
			press_new_page(press);
	}
}

static void
open_cells(struct layout *layout, bool header, size_t named_rows)
{
	struct tags *tags = &layout->press->tags;

	tags_open(tags, "TR");
	for (size_t c = 0; c < layout->table->columns; c++) {
		if (c == 0 && !header && named_rows == 0)
			continue;
		if (header)
			layout->tags[c] = tags_open_header(tags, "Column", 1);
		else if (c == 0)
			layout->tags[c] =
			    tags_open_header(tags, "Row", named_rows);
		else
			layout->tags[c] = tags_open(tags, "TD");
		tags_close(tags);
	}
	tags_close(tags);
}

/* The header and room for a first row under it on the same page. */
static void
set_header(struct layout *layout)
{
	struct press *press = layout->press;
	const struct style *style = &press->sheet->bold;
	size_t most = set_cells(layout, layout->table->header, style, false);
	long height = (long)most * style->leading;

	press_need(press, height + 3 * style->leading + 4 * ROW_PAD);
	press_gap(press, press->sheet->gap);
	layout->pages = press->count;
	tags_open(&press->tags, "THead");
	open_cells(layout, true, 1);
	tags_close(&press->tags);
	for (size_t c = 0; c < layout->table->columns; c++)
		press_put(press, &layout->cells[c], 0, layout->cells[c].count,
		    layout->tags[c], layout->x[c], layout->width[c], press->y,
		    layout->table->right[c]);
	press->y += height + ROW_PAD;
	rule_below(layout, 3 * POINT / 2, INK_BLACK);
	clear_cells(layout);
}

/* How many rows from ROW on have its name, which then stands once. */
static size_t
rows_named(const struct layout *layout, size_t row)
{
	size_t end = row + 1;

	if (!layout->table->grouped)
		return 1;
	while (end < layout->rows &&
	    strcmp(table_cell(layout->table, row, 0),
		table_cell(layout->table, end, 0)) == 0)
		end++;
	return end - row;
}

static void
set_rows(struct layout *layout)
{
	struct press *press = layout->press;
	const struct table *table = layout->table;
	size_t named = 0;

	for (size_t r = 0; r < layout->rows; r++) {
		bool first = named == 0;
		size_t most;

		if (first)
			named = rows_named(layout, r);
		if (first && table->grouped && r > 0)
			rule_below(layout, POINT, INK_BLACK);
		open_cells(layout, false, first ? named : 0);
		most = set_cells(layout, &table->cells[r * table->columns],
		    &press->sheet->plain, !first);
		if (r + 1 == layout->rows && has_total(table))
			layout->below = 2 * press->sheet->bold.leading +
			    2 * ROW_PAD;
		put_row(layout, most);
		clear_cells(layout);
		named--;
		if (r + 1 < layout->rows && !(table->grouped && named == 0))
			rule_below(layout, POINT / 2, INK_LIGHT);
	}
}

static void
set_total(struct layout *layout)
{
	const struct table *table = layout->table;
	size_t most;

	layout->below = 0;
	rule_below(layout, 3 * POINT / 2, INK_BLACK);
	open_cells(layout, false, 1);
	most = set_cells(layout, &table->cells[layout->rows * table->columns],
	    &layout->press->sheet->bold, false);
	put_row(layout, most);
	clear_cells(layout);
}

/* --- row by row --- */

static void
set_by_row(struct press *press, const struct table *table)
{
	for (size_t r = 0; r < table->rows; r++) {
		for (size_t c = 0; c < table->columns; c++) {
			const char *text = table_cell(table, r, c);

			if (text[0] != '\0')
				set_answer(press, table->header[c], text,
				    false, NULL);
		}
		press_gap(press, 2 * press->sheet->gap);
	}
}

static void
wait_caption(struct press *press, const struct table *table, const char *kind)
{
	struct lines lines;

	if (table->said || table->caption[0] == '\0')
		return;
	lines_set(&lines, &press->shaper, &press->sheet->bold, table->caption,
	    strlen(table->caption), press->width);
	tags_open(&press->tags, kind);
	press_wait(press, &lines, press->left, press->width,
	    2 * press->sheet->gap, 0, NULL);
	tags_close(&press->tags);
}

void
set_table(struct press *press, const struct table *table)
{
	struct layout layout = { .press = press, .table = table,
		.rows = table->rows - (has_total(table) ? 1 : 0) };

	layout.x = xcalloc(table->columns, sizeof *layout.x);
	layout.width = xcalloc(table->columns, sizeof *layout.width);
	layout.cells = xcalloc(table->columns, sizeof *layout.cells);
	layout.tags = xcalloc(table->columns, sizeof *layout.tags);
	if (find_widths(&layout)) {
		tags_open(&press->tags, "Table");
		wait_caption(press, table, "Caption");
		set_header(&layout);
		tags_open(&press->tags, "TBody");
		set_rows(&layout);
		if (has_total(table))
			set_total(&layout);
		tags_close(&press->tags);
		rule_below(&layout, POINT / 2, INK_LIGHT);
		tags_close(&press->tags);
		press_gap(press, 2 * press->sheet->gap);
	} else {
		wait_caption(press, table, "P");
		set_by_row(press, table);
	}
	free(layout.x);
	free(layout.width);
	free(layout.cells);
	free(layout.tags);
}
