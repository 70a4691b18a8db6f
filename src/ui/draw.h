/* draw: all text that reaches the screen goes through here. Rows and columns
 * are counted inside a rectangle, and nothing is ever drawn outside of it; text
 * is cleaned of control characters, cut between clusters, and never wraps by
 * itself. Draw everything each time: only what changed is sent. */
#ifndef UI_DRAW_H
#define UI_DRAW_H

#include <stddef.h>

#include "ui/layout.h"
#include "ui/style.h"

/* Draws LEN bytes of TEXT at ROW, COL of AREA (a negative COL cuts off the
 * left). A line feed or control character shows as a mark of one column, a tab
 * as one space. Returns the columns that the whole text takes, cut or not, so
 * that callers can go on after it. */
int draw_text(struct rect area, int row, int col, enum style style,
    const char *text, size_t len);
int draw_string(struct rect area, int row, int col, enum style style,
    const char *text);
/* As draw_string, but text that is cut ends in ".." so that it is seen to go
 * on. */
int draw_short(struct rect area, int row, int col, enum style style,
    const char *text);
/* printf for short text of our own. */
int draw_format(struct rect area, int row, int col, enum style style,
    const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Draws TEXT wrapped to AREA's width, from its line FIRST on, from ROW down.
 * Returns how many lines the whole text has (whatever was drawn). */
int draw_wrapped(struct rect area, int row, enum style style, const char *text,
    int first);
/* How many lines TEXT takes at COLS columns. */
int draw_wrapped_lines(const char *text, int cols);

/* Blanks AREA: for what is drawn over something else. */
void draw_clear(struct rect area);
/* COLS times the character CH (plain ASCII) from ROW, COL. */
void draw_repeat(struct rect area, int row, int col, int cols,
    enum style style, char ch);
/* A rule of dashes across AREA. */
void draw_rule(struct rect area, int row);

/* The first row of a list to show, so that row FOCUS of COUNT is in view and as
 * little moves as can be, when FIRST was shown before in ROWS rows. A list that
 * goes on by one row is then one scroll on the wire. */
int draw_first_row(int first, int focus, int count, int rows);

/* The cell at ROW, COL of AREA, kept inside it; what a screen's draw returns. */
struct cell draw_cell(struct rect area, int row, int col);

#endif
