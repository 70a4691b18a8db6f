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
/* Puts that screen's focus on ROW of REPEAT's table. */
void screen_form_on_row(struct screen *screen, const struct repeat *repeat,
    const struct uid *row);
/* My week as a grid: does it stand for TARGET, a section, now? */
bool screen_week_fits(const struct sitting *sitting,
    const struct target *target);
struct screen *screen_week_new(struct sitting *sitting);
/* Puts that screen's focus on the part ROW, on the day it is on or the next. */
void screen_week_on_row(struct screen *screen, const struct uid *row);
/* Puts the hours of My week into the cost LINE, and says so. */
void screen_take_hours(struct sitting *sitting, const struct uid *line);
/* What is left, by when. */
struct screen *screen_left_new(struct sitting *sitting);
/* What was answered and is not asked for now, and why. */
struct screen *screen_aside_new(struct sitting *sitting);
/* Any screen, question or answer by its words; or, with JOT, the question where
 * that note belongs. */
struct screen *screen_goto_new(struct sitting *sitting, const struct uid *jot);
/* What FIELD is for, or (NULL) what is said ABOUT the screen, which may be NULL
 * too; and the keys of CONTEXT. */
struct screen *screen_help_new(struct sitting *sitting,
    const struct field *field, const char *about, enum context context);
/* What an answer was, when, by whom, and bringing it back; and, where two were
 * given apart, which one stands. */
struct screen *screen_history_new(struct sitting *sitting,
    const struct field *field, const struct uid *row);
/* Takes back for good what was just typed to FIELD in ROW, or, with FIELD NULL,
 * anywhere in ROW of REPEAT, once that has been asked; or says why it cannot. */
void screen_unsay(struct sitting *sitting, const struct field *field,
    const struct repeat *repeat, const struct uid *row);
/* Opens the screen where words are taken out of the same for good, or moved to
 * the plan they belong to; or says why there is nothing to take out. REVISION (or
 * NULL) is the answer that is meant among those in the history. */
void screen_take_out(struct sitting *sitting, const struct field *field,
    const struct repeat *repeat, const struct uid *row,
    const struct uid *revision);
/* Whose words the answer to FIELD (or NULL: there is none) in ROW is, or each that
 * is given on SECTION's screen from now on. */
struct screen *screen_voice_new(struct sitting *sitting,
    const struct section *section, const struct field *field,
    const struct uid *row);
/* A row that was removed in one file and changed in another: it comes back, or
 * stays out. */
struct screen *screen_removed_new(struct sitting *sitting,
    const struct repeat *repeat, const struct uid *row);
/* Brings another file of the plan in the file PATH into it. */
struct screen *screen_merge_new(struct sitting *sitting, const char *path);
/* How figures came about: FIELD's in ROW where it is one; else all of TARGET's;
 * with TARGET NULL, all of the plan's that are not in a table. */
struct screen *screen_working_new(struct sitting *sitting,
    const struct target *target, const struct field *field,
    const struct uid *row);
/* The page that a copy would be, for each audience; or TURNED to the person,
 * their own copy, from which nothing else can be reached. */
struct screen *screen_preview_new(struct sitting *sitting, bool turned);
/* Makes a pack of the sealed plan for somebody who is chosen first. */
struct screen *screen_export_pack_new(struct sitting *sitting);
/* Makes a copy for somebody, AUDIENCE or (NULL) one who is chosen first. */
struct screen *screen_export_new(struct sitting *sitting,
    const enum audience *audience);
/* All that is written about the person, who asked for it: what is given of it. */
struct screen *screen_access_new(struct sitting *sitting);
/* What if: the changes that are tried out apart from the plan; in one of them,
 * that one beside its plan. */
struct screen *screen_what_if_new(struct sitting *sitting);
/* The what if in the file PATH beside the plan, to be gone on with, kept or
 * dropped; or why it cannot be read. */
struct screen *screen_compare_new(struct sitting *sitting, const char *path);
/* How far the money goes, the plan's days and the grid, to look at. */
struct screen *screen_pictures_new(struct sitting *sitting);
/* Sign-off: what is signed, what stands against it, who says and signs what. */
struct screen *screen_sign_new(struct sitting *sitting);
/* TEXT (of pages as export/write_text makes them) to read. TITLE and TEXT are
 * copied. */
struct screen *screen_document_new(struct sitting *sitting, const char *title,
    const char *text);
/* Nothing: for when somebody comes in. The same key, or Enter, lifts it. */
struct screen *screen_curtain_new(struct sitting *sitting);
/* How the forms changed since the plan was last filled in (FOUND is taken over),
 * and going on with today's or with the plan's own. */
struct differences;
struct screen *screen_upgrade_new(struct sitting *sitting,
    struct differences *found);
/* A few sentences to read (a problem at opening). TITLE and TEXT are copied. */
struct screen *screen_message_new(struct sitting *sitting, const char *title,
    const char *text);

/* Draws the lines that every screen of a plan has: whose plan it is, and TITLE. */
void screen_draw_head(const struct sitting *sitting,
    const struct layout *layout, const char *title);
/* Where the terminal is wide enough: the plan's steps, beside the screen. */
void screen_draw_steps(const struct sitting *sitting,
    const struct layout *layout);
/* Where it is wider still: what FIELD (or NULL) is for, beside it. */
void screen_draw_help(const struct sitting *sitting,
    const struct layout *layout, const struct field *field);
/* Appends what FIELD is for, in the paragraphs that help shows. */
void help_of_field(const struct sitting *sitting, const struct field *field,
    struct buf *out);

#endif
