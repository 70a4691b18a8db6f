#include "config.h"

#include "ui/layout.h"

#define STEPS_COLS 28
#define HELP_COLS 38
#define GAP_COLS 2

static int
at_least(int a, int b)
{
	return a > b ? a : b;
}

static int
at_most(int a, int b)
{
	return a < b ? a : b;
}

void
layout_compute(int rows, int cols, struct layout *out)
{
	int body_col = 0, body_cols;

	rows = at_least(rows, 1);
	cols = at_least(cols, 1);
	*out = (struct layout){.screen = {0, 0, rows, cols}};
	if (rows < LAYOUT_MIN_ROWS || cols < LAYOUT_MIN_COLS) {
		out->kind = LAYOUT_TOO_SMALL;
		out->message = out->screen;
		return;
	}
	out->kind = LAYOUT_NARROW;
	out->header = (struct rect){0, 0, 1, cols};
	out->title = (struct rect){1, 0, 1, cols};
	out->message = (struct rect){rows - 2, 0, 1, cols};
	out->footer = (struct rect){rows - 1, 0, 1, cols};
	body_cols = cols;
	if (cols >= LAYOUT_STEPS_FROM_COLS) {
		out->kind = LAYOUT_STEPS;
		out->steps = (struct rect){2, 0, rows - 4, STEPS_COLS};
		body_col = STEPS_COLS + GAP_COLS;
		body_cols -= body_col;
	}
	if (cols >= LAYOUT_HELP_FROM_COLS) {
		out->kind = LAYOUT_HELP;
		out->help = (struct rect){2, cols - HELP_COLS, rows - 4, HELP_COLS};
		body_cols -= HELP_COLS + GAP_COLS;
	}
	out->body = (struct rect){2, body_col, rows - 4, body_cols};
}

bool
rect_empty(struct rect rect)
{
	return rect.rows <= 0 || rect.cols <= 0;
}

struct rect
rect_part(struct rect rect, int row, int col, int rows, int cols)
{
	row = at_most(at_least(row, 0), rect.rows);
	col = at_most(at_least(col, 0), rect.cols);
	return (struct rect){
	    rect.row + row,
	    rect.col + col,
	    at_most(at_least(rows, 0), rect.rows - row),
	    at_most(at_least(cols, 0), rect.cols - col),
	};
}

struct rect
rect_middle(struct rect rect, int rows, int cols)
{
	return rect_part(rect, (rect.rows - rows) / 2, (rect.cols - cols) / 2,
	    rows, cols);
}
