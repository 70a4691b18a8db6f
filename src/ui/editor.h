/* editor: text being typed: cursor, selection, undo, cut and paste. It knows no
 * curses and no forms; the screen shows it, tables of keys and results test it. */
#ifndef UI_EDITOR_H
#define UI_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/utf8.h"

struct editor;

/* What was cut or copied. Shared by the editors it is handed to, so that text
 * can be carried from one field to another; buf_init and buf_clear it. */
struct clipboard {
	struct buf text;
};

/* What a key asks of the text. */
enum editor_command {
	EDITOR_LEFT, EDITOR_RIGHT,	     /* by cluster */
	EDITOR_WORD_LEFT, EDITOR_WORD_RIGHT,
	EDITOR_LINE_START, EDITOR_LINE_END,  /* of the line as it is shown */
	EDITOR_UP, EDITOR_DOWN,		     /* by shown lines; the column is kept */
	EDITOR_PAGE_UP, EDITOR_PAGE_DOWN,    /* by the lines of editor_set_view */
	EDITOR_TEXT_START, EDITOR_TEXT_END,
	EDITOR_SELECT_LEFT, EDITOR_SELECT_RIGHT, /* the same, selecting */
	EDITOR_SELECT_WORD_LEFT, EDITOR_SELECT_WORD_RIGHT,
	EDITOR_SELECT_UP, EDITOR_SELECT_DOWN,
	EDITOR_SELECT_LINE_START, EDITOR_SELECT_LINE_END,
	EDITOR_SELECT_ALL,
	EDITOR_MARK, /* begin selecting: what moves the cursor now selects; again: stop */
	EDITOR_DELETE_BACK, EDITOR_DELETE_FORWARD,
	EDITOR_DELETE_WORD_BACK, EDITOR_DELETE_WORD_FORWARD,
	EDITOR_DELETE_TO_LINE_END, /* to the clipboard; again: adds to it */
	EDITOR_CUT, EDITOR_COPY, EDITOR_PASTE,
	EDITOR_UNDO, EDITOR_REDO,
	EDITOR_NEW_LINE, /* ignored where one line is asked */
};

/* LINES: may it hold line feeds? In a one-line text a pasted line feed becomes
 * a space. CLIPBOARD is the caller's and outlives the editor; NULL: the editor
 * has one of its own. */
struct editor *editor_new(bool lines, struct clipboard *clipboard);
void editor_free(struct editor *editor);

/* Starts from TEXT with the cursor at byte CURSOR (moved back to the start of
 * its cluster); undo starts here. */
void editor_set(struct editor *editor, const char *text, size_t cursor);
/* The width at which it is wrapped, and how many lines show: for up, down, page
 * and line ends. */
void editor_set_view(struct editor *editor, int cols, int rows);

/* Does COMMAND. Returns false if it could not be done (already at the edge,
 * nothing to undo), so that the screen can move focus instead. */
bool editor_command(struct editor *editor, enum editor_command command);
/* Types BYTES (one character or several; cleaned with utf8_clean) over the
 * selection. PASTED text is one step of undo, typed characters join into
 * words. Returns false if something in it could not be kept (control
 * characters). */
bool editor_insert(struct editor *editor, const char *bytes, size_t len,
    bool pasted);

const char *editor_text(const struct editor *editor);
size_t editor_len(const struct editor *editor);	  /* bytes */
size_t editor_cursor(const struct editor *editor); /* byte */
/* The selected bytes; false if none. */
bool editor_selection(const struct editor *editor, size_t *start, size_t *end);
/* Was the text edited since editor_set or editor_mark_saved? True also when an
 * undo has brought back the same words. */
bool editor_changed(const struct editor *editor);
void editor_mark_saved(struct editor *editor);
/* The text wrapped at the view's width, kept up to date with every change. */
const struct utf8_wrap *editor_wrap(const struct editor *editor);
/* Where the cursor stands: line in editor_wrap and column from 0. A cursor at
 * a wrap stands at the start of the next line, also just after the space that
 * the wrap hides. The column is at most the view's cols, never more: it is cols
 * at the end of a full line and among spaces that hang past the edge, so a view
 * keeps one cell free to the right of its text. */
void editor_cursor_at(const struct editor *editor, size_t *line, int *col);
/* Puts the cursor at the cluster at a line and column (a mouse click), or at the
 * nearest end of line. */
void editor_click(struct editor *editor, size_t line, int col);

#endif
