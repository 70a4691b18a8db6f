/* emulator: the terminal at the other end (libvterm): takes the bytes that a
 * program wrote and knows what a person would see. */
#ifndef HARNESS_EMULATOR_H
#define HARNESS_EMULATOR_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct emulator;

struct emulator *emulator_new(int rows, int cols);
void emulator_free(struct emulator *emulator);
void emulator_feed(struct emulator *emulator, const char *bytes, size_t len);
void emulator_resize(struct emulator *emulator, int rows, int cols);
void emulator_size(const struct emulator *emulator, int *rows, int *cols);

/* Appends a row's text, without the spaces at its end. */
void emulator_row(const struct emulator *emulator, int row, struct buf *out);
/* Is TEXT to be seen within one row? */
bool emulator_shows(const struct emulator *emulator, const char *text);
/* Appends the whole screen: rows of text, then the runs of cells that are not
 * plain, then the cursor. What golden files hold. */
void emulator_dump(const struct emulator *emulator, struct buf *out);
void emulator_cursor(const struct emulator *emulator, int *row, int *col);
bool emulator_cursor_visible(const struct emulator *emulator);
/* Has the program turned bracketed paste on? */
bool emulator_paste_marks(const struct emulator *emulator);
/* Has it asked for reports of the mouse? */
bool emulator_mouse(const struct emulator *emulator);

/* Appends what the terminal sends for what a line of a key script says:
 *	key Ctrl-G		any name that keymap_key_name writes
 *	key Down 5		five times
 *	text She walks		the characters
 *	paste two words\nmore	between paste marks; \n, \t, \e and \\
 *	raw \e[99~		those bytes
 * Returns false for anything else. */
bool emulator_script(struct emulator *emulator, const char *line,
    struct buf *out);

#endif
