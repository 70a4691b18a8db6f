/* form_screen: what the files of the form screen share. */
#ifndef UI_SCREEN_FORM_SCREEN_H
#define UI_SCREEN_FORM_SCREEN_H

#include "ui/page.h"
#include "ui/screens.h"

struct form_screen {
	struct screen screen; /* first: the loop's own */
	struct sitting *sitting;
	struct target target;
	struct page page;
	struct focus focus;
	struct slot on; /* what the focus is on, wherever that now stands */
	struct slot passed; /* while GOING: what Tab went on from */
	bool going; /* a question that the answer to it opens comes first */
	/* the text being typed */
	struct editor *editor; /* NULL: the focus is on nothing typed */
	struct uid *bases;     /* what the typist started from */
	size_t base_count;
	uint64_t editor_generation; /* of the plan, when the text was read */
	bool unsaved;	       /* typed since the last draft */
	bool fresh;	       /* a short answer nobody has touched since the
				* focus came: what is typed takes its place */
	bool resting;	       /* Esc left the text: letters are commands */
	bool found;	       /* the text is what an earlier sitting left */
	bool more;	       /* questions behind "more" show */
	struct uid removing;   /* the row that goes if the key comes again */
	bool soon;	       /* the timer runs for a draft, not for others' news */
	int first;	       /* the page's line at the top */
	int rows, cols;	       /* of the body, when last drawn */
	struct rect body;      /* where it was last drawn */
};

/* --- form.c: the screen itself --- */
/* What has the focus; there is something on the page. */
struct slot *form_focused(const struct form_screen *form);
/* The question that has the focus, or NULL. */
const struct field *form_focused_field(const struct form_screen *form);
bool form_is_typed(const struct form_screen *form, const struct slot *slot);
bool form_is_picked(const struct slot *slot);
/* Remembers where the person is, and that it is to be kept soon. */
void form_note_place(struct form_screen *form);

/* --- form_typing.c --- */
/* Does a paragraph go there, with lines of its own? */
bool form_takes_lines(const struct field *field);
/* Begins typing where the focus is, if text is typed there, with the cursor at
 * byte CURSOR (past the end: at the end). */
void form_start_typing(struct form_screen *form, size_t cursor);
/* Puts the text among the answers, if it is not the answer already. */
void form_finish_typing(struct form_screen *form);
/* The same as one goes on from a field: a default that was passed by is an
 * answer from here on. */
void form_leave_field(struct form_screen *form);
/* The same for every default of the row that is shown. */
void form_take_defaults(struct form_screen *form);
/* The focus has come to a question by a key. */
void form_note_fresh(struct form_screen *form);
void form_drop_editor(struct form_screen *form);
/* The answer may have changed under a text nobody has touched. */
void form_reread(struct form_screen *form);
/* Does COMMAND to the text. False: it is none for text, or could not be done
 * there (at the edge, nothing to undo) and may mean something to the screen. */
bool form_text_command(struct form_screen *form, enum command_id command);
bool form_type(struct form_screen *form, const char *text, size_t len,
    bool pasted);
/* Puts what is being typed, and the place, on the disk. */
void form_put_draft(struct form_screen *form);

/* --- form_moving.c --- */
void form_make_page(struct form_screen *form);
/* Makes the page anew and finds the focus again; where what it was on is gone,
 * it goes to what now stands there. */
void form_renew(struct form_screen *form);
size_t form_first_option(const struct form_screen *form,
    const struct slot *slot, bool from_below);
void form_focus_on(struct form_screen *form, size_t slot, bool from_below);
/* To the next question (by 1) or the one before (-1); past the ends, to the
 * next screen. */
void form_next_field(struct form_screen *form, int by);
/* Once the answer that Tab went on from is kept: goes to a question that it has
 * opened, unless something was done in the next one already. */
void form_follow(struct form_screen *form);
/* One thing down or up, shown ones included. */
bool form_step(struct form_screen *form, int by);
void form_turn_page(struct form_screen *form, int by);
/* Back to the row's table; a row left blank goes. */
void form_leave_row(struct form_screen *form);
void form_change_screen(struct form_screen *form, int by);
/* From SECTION to the one that shows after it (or before). */
void form_turn_section(struct sitting *sitting, const struct section *section,
    int by);

/* --- form_footer.c --- */
/* The keys for what has the focus; *N of them. */
const enum command_id *form_footer(const struct screen *screen, size_t *n);

/* --- form_clicking.c --- */
/* While drawing: where each question and row stands. */
void form_spots(struct form_screen *form);
void form_click(struct screen *screen, size_t slot, struct cell at);

/* --- form_picking.c --- */
void form_toggle(struct form_screen *form);
bool form_picked_command(struct form_screen *form, enum command_id command);
bool form_table_command(struct form_screen *form, enum command_id command);

#endif
