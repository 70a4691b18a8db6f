/* pty: a real program on a terminal of its own. It is never waited for by
 * sleeping: the program writes a byte to $ONEPLAN_IDLE_FD whenever it is about
 * to wait for a key. */
#ifndef HARNESS_PTY_H
#define HARNESS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "harness/emulator.h"

struct pty {
	pid_t pid; /* 0 once it has ended */
	int status; /* of waitpid, once it has ended */
	struct emulator *emulator;
	size_t bytes; /* written by the program since the last send */
	int fd;	      /* the terminal's own end */
	int idle_fd;
};

/* Starts ARGV (NULL-terminated) with TERM=TYPE, LC_ALL=C.UTF-8 and the
 * NAME=VALUE strings of ENV (NULL: none) added to the environment. Aborts when
 * that cannot be done. */
struct pty *pty_start(const char *const *argv, const char *type, int rows,
    int cols, const char *const *env);
/* Kills it if it still runs. */
void pty_close(struct pty *pty);

/* Reads the screen until the program waits for a key. False when it ended, or
 * after 20 seconds, which is a failure. */
bool pty_wait(struct pty *pty);
/* The same, until a timer of the program's has run out and been handled. */
bool pty_wait_timer(struct pty *pty);
/* Reads the screen until the program has ended; false after 20 seconds. */
bool pty_wait_end(struct pty *pty);

/* Sends bytes or one line of a key script (emulator_script), then waits. */
bool pty_send(struct pty *pty, const char *bytes, size_t len);
bool pty_do(struct pty *pty, const char *line);
/* Another size, then waits. */
bool pty_resize(struct pty *pty, int rows, int cols);
/* The line drops: the terminal's end is closed. */
void pty_hang_up(struct pty *pty);

/* write(2) calls of all kinds that the program has made; -1: not known. */
long pty_writes(const struct pty *pty);

#endif
