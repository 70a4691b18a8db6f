/* widget: how a field's answer looks and where its cursor stands. One kind for
 * text that is typed, one for what is picked from a list, one for what is only
 * shown; which one a field has follows from its type. */
#ifndef UI_WIDGET_WIDGET_H
#define UI_WIDGET_WIDGET_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"
#include "ui/draw.h"
#include "ui/editor.h"
#include "ui/sitting.h"

/* One field as it is to be drawn. */
struct widget_view {
	const struct sitting *sitting;
	const struct field *field;
	struct uid row;
	struct field_state state;
	struct editor *editor; /* of the focused field, if it is typed */
	bool focused;
	size_t option; /* the focused option, where it is picked */
	int cols;      /* the room there is */
};

struct widget {
	/* Lines it takes in VIEW's columns; at least 1. */
	int (*lines)(const struct widget_view *view);
	/* Draws it from ROW of AREA down, and returns where the cursor stands if
	 * it has the focus. */
	struct cell (*draw)(const struct widget_view *view, struct rect area,
	    int row);
};

extern const struct widget widget_typed, widget_picked, widget_shown;

/* Fills VIEW's state and says which widget the field has now. */
const struct widget *widget_of(struct widget_view *view);
/* Does it want the whole width, under its label? */
bool widget_wide(const struct widget_view *view);

/* The text an editor starts from: what is pending, else the answer, else the
 * default. The caller frees it. */
char *widget_text(const struct sitting *sitting, const struct field *field,
    const struct uid *row);

/* --- what is typed --- */

/* The width at which its text wraps in COLS columns: one is kept for the
 * cursor. */
int typed_wrap_cols(const struct field *field, int cols);

/* --- what is picked --- */

struct option {
	char *code;
	char *label;
	const char *hint;
	bool chosen;
};
struct options {
	struct option *items;
	size_t count;
	bool several; /* more than one may be chosen */
	bool across;  /* side by side in one line */
};
void options_make(struct options *options, const struct sitting *sitting,
    const struct field *field, const struct uid *row);
void options_clear(struct options *options);
/* The columns that FIELD's choices take side by side. */
int options_across_cols(const struct field *field);
/* Lines that one of them takes, where they are not side by side. */
int option_lines(const struct option *option, int cols);
/* The option that is drawn at LINE and COL, in COLS columns; SIZE_MAX: none. */
size_t options_find(const struct options *options, int line, int col, int cols);
/* The answer's text once the option AT is chosen, or is not any more. The
 * caller frees it. */
char *options_toggle(const struct options *options, size_t at);

#endif
