/* harness: the screens in this process, between a pipe of keys and an emulator.
 * Nothing waits and nothing sleeps: keys go in, the loop runs until they are
 * used up, and what it wrote is counted and looked at. */
#ifndef HARNESS_HARNESS_H
#define HARNESS_HARNESS_H

#include <stdbool.h>
#include <stddef.h>

#include "harness/emulator.h"
#include "ui/screen.h"
#include "ui/term.h"

struct harness {
	struct term *term;
	struct loop *loop;
	struct emulator *emulator;
	enum loop_end end; /* of the last run */
	/* what was written by the last run */
	size_t bytes;
	size_t writes; /* calls of write(2) */
	struct buf *output;
	int keys_fd, screen_fd; /* our ends */
	int in_fd, out_fd;	/* the loop's ends */
};

/* TYPE is a TERM. Aborts when it cannot be had: a test has nothing to do then.
 * Push a screen on harness->loop, then run. */
struct harness *harness_open(const char *type, int rows, int cols);
void harness_close(struct harness *harness);

/* Runs the loop until there is no more input. */
void harness_run(struct harness *harness);
/* Sends bytes, then runs. */
void harness_send(struct harness *harness, const char *bytes, size_t len);
/* One line of a key script (emulator_script), or one of
 *	size 30 100	the window changes
 *	timer		every timer runs out
 *	hangup		the line drops
 * then runs. Returns false for a line that is none of these. */
bool harness_do(struct harness *harness, const char *line);

/* Plays the script at DIR/NAME.keys and holds the screens against
 * DIR/NAME.screen. A "show" line in the script is one screen; there is one more
 * at the end. With GENERATE=1 in the environment writes NAME.screen instead.
 * Says what differs on standard error and returns false. */
bool harness_golden(struct harness *harness, const char *dir,
    const char *name);

#endif
