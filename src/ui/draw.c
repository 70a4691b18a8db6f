#include "config.h"

#include "ui/draw.h"

#include <curses.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "ui/style_attr.h"

/* What stands for a control character or a lone mark: every terminal has it, at
 * one width. */
#define SUBSTITUTE L'?'
#define CUT ".."
#define REGIONAL_A 0x1f1e6
#define REGIONAL_Z 0x1f1ff

static void
use_style(enum style style)
{
	attr_t attributes;
	short pair;

	style_look(style, &attributes, &pair);
	wattr_set(stdscr, attributes, pair, NULL);
}

static void
put_cell(int row, int col, const wchar_t *text)
{
	attr_t attributes;
	short pair;
	cchar_t cell;

	wattr_get(stdscr, &attributes, &pair, NULL);
	setcchar(&cell, text, attributes, pair, NULL);
	mvwadd_wch(stdscr, row, col, &cell);
}

/* A flag is two letters, which say the same at a width that is certain. */
static bool
put_flag(int row, int col, const char *cluster, size_t len)
{
	uint32_t a, b;
	size_t first = utf8_decode(cluster, len, &a);

	if (a < REGIONAL_A || a > REGIONAL_Z || first == len)
		return false;
	utf8_decode(cluster + first, len - first, &b);
	if (b < REGIONAL_A || b > REGIONAL_Z)
		return false;
	put_cell(row, col, (wchar_t[]){(wchar_t)(L'A' + a - REGIONAL_A), 0});
	put_cell(row, col + 1, (wchar_t[]){(wchar_t)(L'A' + b - REGIONAL_A), 0});
	return true;
}

/* Fills COLS cells with one cluster. Where terminals disagree about it, or a
 * cell cannot hold it whole, its first character stands for it, so that what
 * the terminal's cursor does is what curses thinks it does. */
static void
put_cluster(int row, int col, const char *cluster, size_t len, int cols)
{
	wchar_t text[CCHARW_MAX + 1];
	bool whole = !utf8_cluster_uncertain(cluster, len);
	size_t n = 0;
	int used;
	uint32_t ch;

	if (cols == 2 && put_flag(row, col, cluster, len))
		return;
	for (size_t at = 0; at < len && n < CCHARW_MAX; n++) {
		at += utf8_decode(cluster + at, len - at, &ch);
		text[n] = (wchar_t)ch;
		if (!whole)
			at = len;
	}
	text[n] = 0;
	used = wcwidth(text[0]);
	if (used < 1 || used > cols) {
		text[0] = SUBSTITUTE;
		text[1] = 0;
		used = 1;
	}
	put_cell(row, col, text);
	for (; used < cols; used++)
		put_cell(row, col + used, L" ");
}

/* Plain ASCII from AT on: how many bytes, at most. */
static size_t
plain_run(const char *text, size_t len, size_t at)
{
	size_t n = 0;

	while (at + n < len && text[at + n] >= ' ' && text[at + n] <= '~')
		n++;
	/* the last may have a combining mark behind it */
	if (at + n < len && n > 0 && (unsigned char)text[at + n] >= 0x80)
		n--;
	return n;
}

/* Draws a run of ASCII clipped to AREA. */
static void
put_plain(struct rect area, int row, int col, const char *text, int len)
{
	int skip = col < 0 ? -col : 0;
	int shown = col + len > area.cols ? area.cols - col : len;

	if (shown > skip)
		mvwaddnstr(stdscr, area.row + row, area.col + col + skip,
		    text + skip, shown - skip);
}

int
draw_text(struct rect area, int row, int col, enum style style,
    const char *text, size_t len)
{
	int from = col, cols;
	bool visible = row >= 0 && row < area.rows;
	size_t at = 0, next;

	use_style(style);
	while (at < len) {
		next = at + plain_run(text, len, at);
		if (next > at) {
			if (visible)
				put_plain(area, row, col, text + at,
				    (int)(next - at));
			col += (int)(next - at);
			at = next;
			continue;
		}
		next = utf8_next_cluster(text, len, at);
		cols = utf8_cluster_cols(text + at, next - at);
		if (cols < 1)
			cols = 1;
		if (visible && col >= 0 && col + cols <= area.cols)
			put_cluster(area.row + row, area.col + col,
			    text[at] == '\t' ? " " : text + at, next - at, cols);
		col += cols;
		at = next;
	}
	return col - from;
}

int
draw_string(struct rect area, int row, int col, enum style style,
    const char *text)
{
	return draw_text(area, row, col, style, text, strlen(text));
}

int
draw_short(struct rect area, int row, int col, enum style style,
    const char *text)
{
	size_t len = strlen(text), fit;
	int room = area.cols - col, cols = utf8_cols(text, len);
	int mark = (int)strlen(CUT);

	if (cols <= room || room <= mark)
		return draw_text(area, row, col, style, text, len);
	fit = utf8_fit(text, len, room - mark);
	col += draw_text(area, row, col, style, text, fit);
	draw_string(area, row, col, style, CUT);
	return cols;
}

int
draw_format(struct rect area, int row, int col, enum style style,
    const char *format, ...)
{
	char *text;
	va_list args;
	int cols;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		abort();
	va_end(args);
	cols = draw_string(area, row, col, style, text);
	free(text);
	return cols;
}

int
draw_wrapped(struct rect area, int row, enum style style, const char *text,
    int first)
{
	struct utf8_wrap wrap;
	int count;

	utf8_wrap_init(&wrap);
	utf8_wrap_text(&wrap, text, strlen(text), area.cols);
	count = (int)wrap.count;
	for (int i = first < 0 ? 0 : first; i < count; i++)
		draw_text(area, row + i - first, 0, style,
		    text + wrap.lines[i].start, wrap.lines[i].len);
	utf8_wrap_clear(&wrap);
	return count;
}

int
draw_wrapped_lines(const char *text, int cols)
{
	return draw_wrapped((struct rect){.cols = cols}, 0, STYLE_PLAIN, text, 0);
}

void
draw_clear(struct rect area)
{
	for (int row = 0; row < area.rows; row++)
		draw_repeat(area, row, 0, area.cols, STYLE_PLAIN, ' ');
}

void
draw_repeat(struct rect area, int row, int col, int cols, enum style style,
    char ch)
{
	attr_t attributes;
	short pair;
	cchar_t cell;

	if (col < 0) {
		cols += col;
		col = 0;
	}
	if (cols > area.cols - col)
		cols = area.cols - col;
	if (row < 0 || row >= area.rows || cols <= 0)
		return;
	style_look(style, &attributes, &pair);
	setcchar(&cell, (wchar_t[]){(wchar_t)ch, 0}, attributes, pair, NULL);
	mvwhline_set(stdscr, area.row + row, area.col + col, &cell, cols);
}

void
draw_rule(struct rect area, int row)
{
	draw_repeat(area, row, 0, area.cols, STYLE_PLAIN, '-');
}

int
draw_first_row(int first, int focus, int count, int rows)
{
	if (first > count - rows)
		first = count - rows;
	if (first < 0)
		first = 0;
	if (focus < first)
		return focus < 0 ? 0 : focus;
	if (rows > 0 && focus >= first + rows)
		return focus - rows + 1;
	return first;
}

struct cell
draw_cell(struct rect area, int row, int col)
{
	if (row >= area.rows)
		row = area.rows - 1;
	if (col >= area.cols)
		col = area.cols - 1;
	return (struct cell){
	    area.row + (row < 0 ? 0 : row),
	    area.col + (col < 0 ? 0 : col),
	};
}
