#include "config.h"

#include "plain.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <vterm.h>

#include "base/utf8.h"

#define CLEAR 7 /* home, and clear the screen */

/* What a cell looks like, apart from its text. */
struct pen {
	bool bold, underline, reverse;
	int colour; /* -1: none */
};

static struct pen
pen_of(const VTermScreenCell *cell)
{
	return (struct pen){
	    .bold = cell->attrs.bold,
	    .underline = cell->attrs.underline,
	    .reverse = cell->attrs.reverse,
	    .colour = VTERM_COLOR_IS_INDEXED(&cell->fg) &&
		    !VTERM_COLOR_IS_DEFAULT_FG(&cell->fg)
		? cell->fg.indexed.idx
		: -1,
	};
}

static bool
same_pen(const struct pen *a, const struct pen *b)
{
	return a->bold == b->bold && a->underline == b->underline &&
	    a->reverse == b->reverse && a->colour == b->colour;
}

/* CSI 0;1;31 m: everything said anew, with as little as that takes. */
static size_t
pen_bytes(const struct pen *pen)
{
	size_t bytes = 3;

	bytes += pen->bold ? 2 : 0;
	bytes += pen->underline ? 2 : 0;
	bytes += pen->reverse ? 2 : 0;
	bytes += pen->colour >= 0 ? 3 : 0;
	return bytes;
}

static size_t
text_bytes(const VTermScreenCell *cell)
{
	size_t bytes = 0;
	char out[4];

	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		bytes += utf8_encode(cell->chars[i], out);
	return bytes ? bytes : 1;
}

static size_t
move_bytes(int row, int col)
{
	char out[32];

	return (size_t)snprintf(out, sizeof out, "\033[%d;%dH", row + 1,
	    col + 1);
}

struct writer {
	VTermScreen *screen;
	struct pen pen;
	int row, col; /* where the cursor is */
	size_t bytes;
};

static VTermScreenCell
cell_at(const struct writer *writer, int row, int col)
{
	VTermScreenCell cell;

	memset(&cell, 0, sizeof cell);
	vterm_screen_get_cell(writer->screen, (VTermPos){row, col}, &cell);
	return cell;
}

/* To the cell: by spaces if it is near in the same row, else by address. */
static void
reach(struct writer *writer, int row, int col)
{
	static const struct pen plain = {.colour = -1};
	size_t move = move_bytes(row, col);
	size_t gap = row == writer->row ? (size_t)(col - writer->col) : move;

	if (row == writer->row && same_pen(&writer->pen, &plain) && gap < move)
		writer->bytes += gap;
	else if (row != writer->row || col != writer->col)
		writer->bytes += move;
	writer->row = row;
	writer->col = col;
}

static void
write_row(struct writer *writer, int row, int cols)
{
	static const struct pen plain = {.colour = -1};

	for (int col = 0; col < cols; col++) {
		VTermScreenCell cell = cell_at(writer, row, col);
		struct pen pen = pen_of(&cell);
		if (cell.chars[0] == (uint32_t)-1)
			continue;
		if ((cell.chars[0] == 0 || cell.chars[0] == ' ') &&
		    same_pen(&pen, &plain))
			continue;
		reach(writer, row, col);
		if (!same_pen(&pen, &writer->pen))
			writer->bytes += pen_bytes(&pen);
		writer->pen = pen;
		writer->bytes += text_bytes(&cell);
		writer->col += cell.width;
	}
}

size_t
plain_bytes(const char *frame, size_t len, int rows, int cols)
{
	VTerm *vterm = vterm_new(rows, cols);
	struct writer writer = {.pen = {.colour = -1}, .bytes = CLEAR};
	VTermPos cursor;

	vterm_set_utf8(vterm, 1);
	writer.screen = vterm_obtain_screen(vterm);
	vterm_screen_enable_altscreen(writer.screen, 1);
	vterm_screen_reset(writer.screen, 1);
	vterm_input_write(vterm, frame, len);
	for (int row = 0; row < rows; row++)
		write_row(&writer, row, cols);
	vterm_state_get_cursorpos(vterm_obtain_state(vterm), &cursor);
	writer.bytes += move_bytes(cursor.row, cursor.col);
	vterm_free(vterm);
	return writer.bytes;
}
