/* page_private: what the files of page share and nobody else sees. */
#ifndef UI_PAGE_PRIVATE_H
#define UI_PAGE_PRIVATE_H

#include "ui/page.h"

#define MARK_COLS 2 /* the margin */

/* --- page.c --- */
/* The columns of a question's label on a page of COLS. */
int page_label_cols(const struct slot *slot, int cols);
/* What the widget of SLOT, a field, is told; FOCUSED: FOCUS is on it. */
struct widget_view page_view(const struct sitting *sitting,
    const struct slot *slot, int cols, bool focused, const struct focus *focus);

/* --- page_words.c --- */
/* Fills in the words that stand with the answer of SLOT, whose field and row are
 * said, and which is as STATE has it. */
void slot_words_make(struct slot *slot, const struct sitting *sitting,
    const struct field_state *state);
/* How many lines they take at COLS columns. */
int slot_words_lines(const struct slot *slot, int cols);
void slot_words_clear(struct slot *slot);

#endif
