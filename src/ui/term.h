/* term: the terminal. Opens it, gives it back, reads what a person does, and
 * sends a frame in one write(2). There is one at a time, because curses and
 * signals know only one. */
#ifndef UI_TERM_H
#define UI_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "ui/keys.h"
#include "ui/layout.h"

struct term;

struct term_options {
	int in_fd, out_fd; /* borrowed */
	const char *type;  /* NULL: $TERM */
	int escape_ms;	   /* how long a lone Esc waits; 25 unless configured */
	int idle_fd;	   /* -1: none; else one byte before each wait */
	bool mouse;	   /* ask for its reports, where the terminal has one */
	bool signals;	   /* catch HUP, TERM, TSTP, CONT, WINCH; ignore PIPE */
	int rows, cols;	   /* for an out_fd that is no terminal; 0: 24 by 80 */
};

/* Descriptors 0 and 1, $TERM, 25 ms, $ONEPLAN_IDLE_FD, with signals, no mouse. */
void term_options_init(struct term_options *options);

/* Takes the terminal over; nothing is sent before the first term_show. ERR
 * names what is missing (no terminal, no UTF-8, an unknown TERM). */
bool term_open(const struct term_options *options, struct term **out,
    struct error *err) __attribute__((warn_unused_result));
/* Gives it back as it was. Sends nothing to a terminal that is dead. */
void term_close(struct term *term);
/* Is there nobody at the other end any more? */
bool term_dead(const struct term *term);
void term_size(const struct term *term, int *rows, int *cols);
/* Another size, for an out_fd that is no terminal: gives an EVENT_RESIZE. */
void term_set_size(struct term *term, int rows, int cols);

/* Empties the frame that is being made; draw.h fills it. */
void term_clear(struct term *term);
/* Sends what differs from what is shown, in one write, with the cursor last. */
void term_show(struct term *term, struct cell cursor);
/* The next term_show sends everything (Ctrl-L). */
void term_redraw(struct term *term);

/* Waits for the next event, at most TIMER_MS (-1: for ever), then gives
 * EVENT_TIMER. With 0 it only looks. All input that waits is read at once, so
 * events follow each other without a wait. */
void term_read(struct term *term, int timer_ms, struct event *event);
/* Is there more to read before the next frame is worth drawing, or no room to
 * send one yet? */
bool term_busy(struct term *term);

/* Gives the terminal back, stops this process, and takes it over again when it
 * goes on; an EVENT_RESIZE follows. */
void term_suspend(struct term *term);
/* Gives it back for another program, after the line WORDS (NULL: none) that says
 * what is to come, and takes it again. */
void term_pause(struct term *term, const char *words);
void term_resume(struct term *term);

/* For alloc_set_hook: gives the open terminal back, whatever was going on. */
void term_abandon(void);

#endif
