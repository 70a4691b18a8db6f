/* screens: every kind of screen, and how it is opened. */
#ifndef UI_SCREENS_H
#define UI_SCREENS_H

#include "ui/sitting.h"

/* The plans in the folder. */
struct screen *screen_caseload_new(struct sitting *sitting);
/* The plan's steps, what is left, its money. */
struct screen *screen_overview_new(struct sitting *sitting);
/* A section or a row: the screen where answers are given. FIELD (or NULL) has
 * the focus, with the cursor at byte CURSOR of its text. */
struct screen *screen_form_new(struct sitting *sitting,
    const struct target *target, const struct field *field, size_t cursor);
/* What is left, by when. */
struct screen *screen_left_new(struct sitting *sitting);
/* Any screen or question by its name. */
struct screen *screen_goto_new(struct sitting *sitting);
/* What FIELD is for (NULL: only the keys), and the keys of CONTEXT. */
struct screen *screen_help_new(struct sitting *sitting,
    const struct field *field, enum context context);
/* Two answers given apart: which one stands. */
struct screen *screen_conflict_new(struct sitting *sitting,
    const struct field *field, const struct uid *row);
/* A few sentences to read (a problem at opening). TITLE and TEXT are copied. */
struct screen *screen_message_new(struct sitting *sitting, const char *title,
    const char *text);

/* Draws the lines that every screen of a plan has: whose plan it is, and TITLE. */
void screen_draw_head(const struct sitting *sitting,
    const struct layout *layout, const char *title);

#endif
