/* page: what a form screen holds, line by line: the questions of a section or a
 * row, the tables in it, and where each stands. It is made anew for every frame;
 * only the focus is remembered, by what it is on and not by where that stands. */
#ifndef UI_PAGE_H
#define UI_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/draw.h"
#include "ui/sitting.h"
#include "ui/widget/widget.h"

enum slot_kind {
	SLOT_FIELD,
	SLOT_ROW,  /* a row of a table */
	SLOT_ADD,  /* "Add a ...", under a table */
	SLOT_MORE, /* opens the questions that few plans need */
};

/* One thing that can have the focus. */
struct slot {
	enum slot_kind kind;
	const struct field *field;
	const struct repeat *repeat;
	struct uid row; /* the field's row, the row itself, or the table's parent */
	int top;	/* its first line on the page */
	int lines;	/* all of it, with head, hint and problem */
	int head;	/* lines above its own: a table's title */
	int label_lines, hint_lines, widget_lines;
	bool wide;    /* label above its widget, not beside it */
	bool skipped; /* Tab passes over it: it is only shown */
	bool extra;   /* a question that "more" brought out */
	char *problem; /* why it does not hold, or NULL */
	char *taken_out; /* when, by whom and why its words went, or NULL */
	char *voice; /* whose words it is, or NULL */
	const char *advice; /* a word about it, where there is no problem */
	char *dispute; /* who says something against it, or NULL */
};

struct page {
	struct slot *slots;
	size_t count, cap;
	int lines; /* of the whole page */
	int cols;
	size_t hidden; /* questions behind "more" */
	bool more;     /* they show */
	const char *hint;
	char *about; /* the words that the row is about, or NULL */
	char *voice; /* whose words the answers given here are, or NULL */
};

/* What has the focus, and what is being typed there. */
struct focus {
	size_t slot;
	size_t option; /* where it is picked from a list */
	struct editor *editor; /* where it is typed */
};

void page_init(struct page *page);
void page_clear(struct page *page);
/* Lays TARGET out in COLS columns. MORE: the questions behind "more" show. */
void page_make(struct page *page, const struct sitting *sitting,
    const struct target *target, int cols, bool more,
    const struct focus *focus);
/* Draws the lines from FIRST on in AREA and returns where the cursor stands. */
struct cell page_draw(const struct page *page, const struct sitting *sitting,
    struct rect area, int first, const struct focus *focus);
/* The slot that is on the same thing as SLOT, or SIZE_MAX. */
size_t page_find(const struct page *page, const struct slot *slot);
/* The columns a field's widget has on a page of COLS. */
int page_widget_cols(const struct slot *slot, int cols);
/* Where a slot's own first cell stands on a page of COLS. */
int page_widget_col(const struct slot *slot, int cols);
/* Which of its options stands at LINE (from the first of its own) and COL (from
 * its first cell); SIZE_MAX: none. */
size_t page_option_at(const struct page *page, const struct sitting *sitting,
    const struct slot *slot, int line, int col);
/* The page's line on which the cursor stands. */
int page_cursor_line(const struct page *page, const struct sitting *sitting,
    const struct focus *focus);

#endif
