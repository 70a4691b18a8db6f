/* real: the program that was built, as a person meets it: in a home folder of
 * its own, on terminals of its own, with the sentences that tests of it use.
 * Whatever does not hold fails the test that runs and shows the screen. */
#ifndef REAL_REAL_H
#define REAL_REAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/uid.h"
#include "harness/pty.h"
#include "plan/plan.h"

#define REAL_PTYS 8

struct real {
	char folder[64];  /* everything of this test's; gone at the end */
	char program[512];
	struct pty *ptys[REAL_PTYS];
	/* of the last command */
	int status;
	char *out, *err;
};

/* For cmocka: *STATE is the struct real. HOME and the XDG folders are in its
 * folder, which is the current one. */
int real_set_up(void **state);
int real_tear_down(void **state); /* ends what was started here, too */

/* Appends the path of NAME in the folder. */
void real_path(const struct real *real, const char *name, struct buf *out);
void real_write(const char *path, const char *text);
bool real_exists(const char *path);
/* How many files and folders PATH holds; -1: it is no folder. */
int real_count(const char *path);

/* --- plans, made without the screens --- */

/* Makes a plan for one item at PATH: answers are pairs of a field's name and a
 * text, up to NULL. */
void real_make_plan(const char *path, const char *const *answers);
/* Adds a row of REPEAT ("outcomes.outcome") in PARENT (NULL: none). */
struct uid real_add_row(const char *path, const char *repeat,
    const struct uid *parent);
/* The answer given to FIELD in ROW (NULL: outside tables); NULL: none. The
 * caller frees it. */
char *real_answer(const char *path, const char *field, const struct uid *row);
/* Fails unless the answer is TEXT (NULL: none). */
void real_holds(const char *path, const char *field, const struct uid *row,
    const char *text);

/* --- commands --- */

/* Runs ARGV (argv[0] a path, or found in PATH) to its end, without a terminal;
 * fails after a minute. */
void real_command(struct real *real, const char *const *argv);
#define REAL_COMMAND(real, ...) \
	real_command(real, (const char *const[]){ __VA_ARGS__, NULL })
/* The same of oneplan. */
#define REAL_RUN(real, ...) REAL_COMMAND(real, (real)->program, __VA_ARGS__)
/* What plain sqlite3 answers to SQL on the file; real->status is its own. */
void real_sql(struct real *real, const char *path, const char *sql);
bool real_has_program(const char *name);

/* --- screens --- */

/* Starts ARGV on a terminal of ROWS x COLS, and waits for nothing. */
struct pty *real_start_any(struct real *real, const char *const *argv, int rows,
    int cols);
/* Starts oneplan on FILE (NULL: the caseload) and waits for its first screen. */
struct pty *real_start(struct real *real, const char *file, int rows, int cols);
/* Kills it if it still runs, and forgets it. */
void real_end(struct real *real, struct pty *pty);
void real_end_all(struct real *real);

/* Plays lines of a key script (emulator_script) up to NULL, waiting for each to
 * be done; "see TEXT" and "not TEXT" are about the screen; "at LABEL" is about
 * what has the focus: how its first line begins. */
void real_play(struct pty *pty, const char *const *lines);
#define REAL_PLAY(pty, ...) \
	real_play(pty, (const char *const[]){ __VA_ARGS__, NULL })
/* Sends without waiting for anything. */
void real_type(struct pty *pty, const char *text);
/* Waits until the program has nothing to do, and all that it wrote is on the
 * screen. */
void real_settle(struct pty *pty);
/* All that was written until now is on the screen. */
void real_sync(struct pty *pty);
/* Puts on the screen what has been written, waiting at most WAIT_MS for it; false
 * at the end. */
bool real_take_in(struct pty *pty, int wait_ms);
/* Waits until TEXT is on the screen. */
void real_wait_for(struct pty *pty, const char *text);
void real_see(struct pty *pty, const char *text);
void real_not_see(struct pty *pty, const char *text);
/* What has the focus: the first line of its label, of a table's row or of what
 * adds one ("+ Add a cost"). Is it a question? */
bool real_focus(struct pty *pty, struct buf *out);
/* Ctrl-Q; it must end well. */
void real_quit(struct pty *pty);
/* Waits for the end that something else has caused; fails after LIMIT_MS. */
void real_wait_end(struct pty *pty, int limit_ms);

/* A screen, to be compared with another. */
struct shot {
	char *text; /* all rows but that of messages */
	char *message;
	int row, col; /* of the cursor */
};
void shot_take(struct pty *pty, struct shot *shot);
void shot_clear(struct shot *shot);
/* Fails unless they are the same but for the message. */
void shot_same(struct pty *pty, const struct shot *a, const struct shot *b);

/* Fails, and shows the screen. */
void real_fail(struct pty *pty, const char *format, ...)
    __attribute__((format(printf, 2, 3), noreturn));

#endif
