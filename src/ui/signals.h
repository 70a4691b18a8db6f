/* signals: turned into numbers that the main loop reads when it is ready, so
 * that nothing happens inside a handler but one write. */
#ifndef UI_SIGNALS_H
#define UI_SIGNALS_H

#include <stdbool.h>

/* Catches HUP, TERM, INT, QUIT, TSTP, CONT and WINCH, and ignores PIPE. A
 * hang-up turns OUT_FD into /dev/null at once, so that a write to a terminal
 * that is gone cannot block; so does any signal to leave that comes during
 * signals_writing. Returns false if no pipe could be made. */
bool signals_catch(int out_fd) __attribute__((warn_unused_result));
/* Puts everything back as it was. */
void signals_release(void);

/* Readable when a signal waits; -1: none are caught. */
int signals_fd(void);
/* The next signal that came; 0: none. */
int signals_take(void);
/* Is a frame being written? */
void signals_writing(bool writing);

/* Turns FD into /dev/null. */
void fd_to_null(int fd);

#endif
