/* sitting: what the screens share while one person works: the open plan, the
 * answers on their way to the disk, where the person is, the clipboard. */
#ifndef UI_SITTING_H
#define UI_SITTING_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"
#include "ui/editor.h"
#include "ui/screen.h"
#include "ui/ui.h"

/* What a form screen shows: a section, or one row of a table. */
struct target {
	const struct section *section;
	const struct repeat *repeat; /* NULL: the section */
	struct uid row;
};

/* An answer that was given and is not on the disk yet. */
struct pending {
	const struct field *field;
	struct uid row;
	char *text; /* NULL: cleared */
	char *voice; /* whose words; "": the person's; NULL: as it was */
	struct uid *bases;
	size_t base_count;
};

struct sitting {
	struct loop *loop;
	const struct ui_start *start;
	struct plan *plan; /* NULL while only the caseload is open */
	/* those kept in the plan, where the person chose them; else NULL */
	struct form_set *kept_forms;
	struct rates *kept_rates;
	bool opened; /* just now: what changed in the forms is yet to be said */
	struct clipboard clipboard;
	struct pending *pending;
	size_t pending_count, pending_cap;
	char *place_screen, *place_field; /* owned; NULL: nowhere yet */
	struct uid place_row;
	size_t place_cursor;
	bool place_moved; /* since it was last on the disk */
	char *voice; /* of the answers given in voice_section; NULL: none */
	const struct section *voice_section;
	bool week_table;  /* My week shows as a table, not as a grid */
	bool leaving;	  /* asked to leave though something is not saved */
	struct error broken; /* why it cannot go on; no text: it can */
};

/* How long after the first unsaved key a draft is on the disk. */
#define SITTING_DRAFT_MS 500
/* How soon a save that failed is tried again, and others' changes looked for. */
#define SITTING_RETRY_MS 2000

void sitting_init(struct sitting *sitting, struct loop *loop,
    const struct ui_start *start);
void sitting_clear(struct sitting *sitting);

/* --- answers --- */

/* Takes an answer in (TEXT copied; NULL clears): it shows at once and is written
 * by the next sitting_commit. BASES (copied) are what the typist started from. */
void sitting_answer(struct sitting *sitting, const struct field *field,
    const struct uid *row, const char *text, const struct uid *bases,
    size_t base_count);
/* From now on the answers given in SECTION are in the words of VOICE
 * (plan/voice.h, copied; "": the person's own), until another is set. */
void sitting_set_voice(struct sitting *sitting, const struct section *section,
    const char *voice);
/* What was set for SECTION, or NULL. */
const char *sitting_voice(const struct sitting *sitting,
    const struct section *section);
/* The pending text of an answer; false: there is none. *TEXT may be NULL. */
bool sitting_pending(const struct sitting *sitting, const struct field *field,
    const struct uid *row, const char **text);
/* Reckons what follows from the answers, once the first frame is out: called by
 * every screen's work. False: it cannot, and the loop ends. */
bool sitting_reckon(struct sitting *sitting);
/* Writes all that is pending in one transaction. On false the message line says
 * why, and everything is still pending. */
bool sitting_commit(struct sitting *sitting);
/* Takes back what was last done in this sitting, or does it again; the message
 * line says what, or why not. */
void sitting_undo(struct sitting *sitting, bool back);
/* Puts the text being typed on the disk with the place. EDITOR may be NULL: only
 * the place, if it moved. */
bool sitting_put_draft(struct sitting *sitting, const struct field *field,
    const struct uid *row, const struct editor *editor, const struct uid *bases,
    size_t base_count);

/* --- where the person is --- */

void sitting_place(struct sitting *sitting, const struct target *target,
    const struct field *field, const struct uid *row, size_t cursor);

/* Is the person in SECTION, or in a row of a table that stands in it? */
bool sitting_is_at(const struct sitting *sitting,
    const struct section *section);

/* --- going about; each opens screens on the loop --- */

/* Opens the plan at PATH and the screen where its reader left off, or its first
 * one. False: it could not be opened; ERR says why. */
bool sitting_open_plan(struct sitting *sitting, const char *path,
    struct error *err) __attribute__((warn_unused_result));
/* Opens the plan that is open again, with the forms and rates that it was last
 * filled in with. False: it stays as it is, and ERR says why. */
bool sitting_keep_forms(struct sitting *sitting, struct error *err)
    __attribute__((warn_unused_result));
/* Closes the open plan and opens the one at PATH in its place, at its overview:
 * a plan's what if, or a what if's plan. False: the open one stays, and ERR says
 * why. */
bool sitting_change_plan(struct sitting *sitting, const char *path,
    struct error *err) __attribute__((warn_unused_result));
/* Makes a new plan in the caseload and opens its first screen. */
bool sitting_new_plan(struct sitting *sitting, struct error *err)
    __attribute__((warn_unused_result));
/* Saves and closes the plan; back to the caseload. False: something could not
 * be saved, and the plan stays open. */
bool sitting_close_plan(struct sitting *sitting);
/* Closes the plan and forgets it; nothing is saved by this. */
void sitting_drop_plan(struct sitting *sitting);
/* Shows FIELD in ROW (or, with FIELD NULL, TARGET alone): closes what lies above
 * the plan's overview and opens the screens that lead there. */
void sitting_go(struct sitting *sitting, const struct target *target,
    const struct field *field, const struct uid *row);
/* The same for the notes, with the focus on the first that is not sorted. */
void sitting_go_notes(struct sitting *sitting);
/* Where FIELD in ROW stands. */
struct target sitting_target(const struct field *field, const struct uid *row);
/* Where REPEAT's table stands, inside the row PARENT. */
struct target sitting_table_target(const struct repeat *repeat,
    const struct uid *parent);
/* Help, go to, what is left, overview, leave: what every screen can do. */
bool sitting_general(struct loop *loop, void *data, enum command_id command);

#endif
