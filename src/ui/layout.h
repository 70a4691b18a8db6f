/* layout: where things stand on a screen of a given size. Pure: a size goes in,
 * rectangles come out; nothing here knows a terminal. */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include <stdbool.h>

/* The cells ROW to ROW+ROWS-1, COL to COL+COLS-1; rows or cols 0: nothing. */
struct rect {
	int row, col, rows, cols;
};

/* One cell of the terminal, from the top left, from 0. */
struct cell {
	int row, col;
};

/* Below this there is only a line that asks for a larger window. */
#define LAYOUT_MIN_ROWS 18
#define LAYOUT_MIN_COLS 60
/* From here the steps stand beside the form, and from there help as well. */
#define LAYOUT_STEPS_FROM_COLS 110
#define LAYOUT_HELP_FROM_COLS 150

enum layout_kind {
	LAYOUT_TOO_SMALL, /* screen and message only; all else is empty */
	LAYOUT_NARROW,	  /* one column */
	LAYOUT_STEPS,	  /* steps at the left */
	LAYOUT_HELP,	  /* steps at the left, help at the right */
};

struct layout {
	enum layout_kind kind;
	struct rect screen;  /* all of it */
	struct rect header;  /* whose plan this is: one row */
	struct rect title;   /* what this screen is: one row */
	struct rect body;    /* the form, list or text */
	struct rect steps;   /* the step list, where there is room */
	struct rect help;    /* the help pane, where there is room */
	struct rect message; /* what just happened: one row */
	struct rect footer;  /* the keys: one row */
};

/* Fills OUT for any size from 1 by 1 up: no two rectangles (but screen) share a
 * cell, and none leaves the screen. */
void layout_compute(int rows, int cols, struct layout *out);

bool rect_empty(struct rect rect);
/* The part of RECT that begins ROW, COL inside it and is at most ROWS by COLS;
 * never larger than what is left there. */
struct rect rect_part(struct rect rect, int row, int col, int rows, int cols);
/* ROWS by COLS in the middle of RECT, or as much as there is room for. */
struct rect rect_middle(struct rect rect, int rows, int cols);

#endif
