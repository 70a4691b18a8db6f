/* screen: the stack of screens and the main loop: draw, wait, command. It knows
 * nothing of plans and forms. */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/command.h"
#include "ui/layout.h"

struct screen;
struct term;
struct loop;

#define SHOWN_MOST 10

/* What a kind of screen does. Those marked * may be NULL. */
struct screen_ops {
	const char *name; /* "caseload": for tests */
	/* * What the screen is for, in a few sentences: what its help begins
	 * with, where that is about no question. */
	const char *about;
	bool overlay;	  /* what lies below it is drawn first (a dialog) */

	/* Draws all of it (the frame is empty, or holds what lies below) and
	 * returns where the cursor stands: the insertion point while text is
	 * edited, else the first cell of the focused item. The message line and
	 * the footer are drawn by the loop afterwards. Must not change what is
	 * shown, only remember what was shown where. */
	struct cell (*draw)(struct screen *screen, const struct layout *layout);
	/* What the keys act on, always; or * what they act on now. */
	enum context on;
	enum context (*context)(const struct screen *screen);
	/* Does COMMAND; false if it means nothing here (the loop then asks
	 * loop_set_general's function). */
	bool (*command)(struct screen *screen, enum command_id command);
	/* * Characters were typed: all of a run while the context is for typing,
	 * else one character that is no command. False: it means nothing here. */
	bool (*text)(struct screen *screen, const char *text, size_t len);
	/* * Text was pasted: any bytes (editor_insert cleans them). */
	bool (*paste)(struct screen *screen, const char *bytes, size_t len);
	/* * The mouse was pressed at the cell AT of the terminal, on the spot
	 * NUMBER of screen_spot. What it does, keys do as well. */
	void (*click)(struct screen *screen, size_t number, struct cell at);
	/* * The time of screen_set_timer has come. */
	void (*timer)(struct screen *screen);
	/* * What screen_set_work asked for: done once the echo is out, and always
	 * before the next key. Commit here. */
	void (*work)(struct screen *screen);
	/* * One piece of long work, after screen_set_steps: called while it is the
	 * top screen, with the frame sent and waiting keys heeded in between, until
	 * it returns false. */
	bool (*step)(struct screen *screen);
	/* * The screen above it has closed. */
	void (*resume)(struct screen *screen);
	/* * The line has dropped or the program is told to end: save the draft
	 * and the place; nothing can be shown or asked. Called from the top of
	 * the stack down, before close. */
	void (*hangup)(struct screen *screen);
	/* The commands of the footer, most useful first, always; or * those of
	 * now. Without either they are the table's. */
	enum command_id shown[SHOWN_MOST];
	const enum command_id *(*footer)(const struct screen *screen, size_t *n);
	/* * What Help is about here: a field's full name or a topic. */
	const char *(*help_topic)(const struct screen *screen);
	/* Frees it. */
	void (*close)(struct screen *screen);
};

/* Put this first in the struct of a screen and fill in ops. */
struct screen {
	const struct screen_ops *ops;
	/* the loop's own: */
	struct loop *loop;
	struct screen *below;
	int64_t due_ms; /* of its timer; 0: none */
	bool work, steps, closing;
};

/* What the keys act on in SCREEN now. */
enum context screen_context(const struct screen *screen);

struct loop *loop_new(struct term *term);
/* Closes every screen; the terminal stays open. */
void loop_free(struct loop *loop);

/* SCREEN becomes the top; the stack closes it. Screens open others from inside
 * their own functions at will. */
void loop_push(struct loop *loop, struct screen *screen);
/* Closes SCREEN and all above it, as soon as the running function of a screen
 * has returned; what lies below gets resume. */
void loop_pop(struct loop *loop, struct screen *screen);
/* Closes every screen and ends the loop. */
void loop_quit(struct loop *loop);
struct screen *loop_top(const struct loop *loop);
struct term *loop_term(const struct loop *loop);

/* Commands that the top screen has no use for come here (Help, Go to, Quit,
 * Overview). Without it, or where it returns false, Quit and Redraw still work
 * and anything else says nothing. */
void loop_set_general(struct loop *loop,
    bool (*general)(struct loop *loop, void *data, enum command_id command),
    void *data);
/* Has COMMAND done as if its key had been pressed (a menu's choice). */
void loop_command(struct loop *loop, enum command_id command);

/* Says something on the message line until the next key. */
void loop_say(struct loop *loop, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* What is said now; "" if nothing. */
const char *loop_said(const struct loop *loop);

/* Calls the screen's timer once, MS from now (0: never after all). */
void screen_set_timer(struct screen *screen, int ms);
/* Calls the screen's work once the echo of this key is out; the screen is drawn
 * again afterwards. */
void screen_set_work(struct screen *screen);

/* Calls the screen's step from now on, until that says it is done. */
void screen_set_steps(struct screen *screen);

/* While SCREEN is drawn: the thing that it calls NUMBER stands in AREA. A spot
 * lies over those before it. */
void screen_spot(struct screen *screen, struct rect area, size_t number);

enum loop_end {
	LOOP_DONE,   /* the last screen closed, or Quit */
	LOOP_HANGUP, /* the terminal has gone or a signal said to leave */
	LOOP_WAITING, /* only from loop_run_waiting: there is no more input */
};
/* Draws, waits and does until the last screen has closed. */
enum loop_end loop_run(struct loop *loop);
/* The same, but returns when it would have to wait: for tests. */
enum loop_end loop_run_waiting(struct loop *loop);
/* Lets every timer that is set run out now: for tests. */
void loop_run_timers(struct loop *loop);

#endif
