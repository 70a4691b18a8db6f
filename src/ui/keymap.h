/* keymap: which command a key means here, and how keys are written. */
#ifndef UI_KEYMAP_H
#define UI_KEYMAP_H

#include <stddef.h>

#include "ui/command.h"

struct buf;

/* The command that KEY (keys.h) asks for in CONTEXT; COMMAND_NONE: none. */
enum command_id keymap_find(enum context context, int key);
/* The first key of a command in CONTEXT, or 0 where it has none. */
int keymap_key(enum context context, enum command_id id);
/* Appends the key as people know it: "Ctrl-G", "Shift-Tab", "PgDn", "F1", "?". */
void keymap_key_name(int key, struct buf *out);
/* Appends "F1 help  Tab next  Ctrl-G go to", as much as fits in COLS columns:
 * the commands of IDS (N of them) that work in CONTEXT or, with IDS NULL, those
 * of the table that have a label. */
void keymap_footer(enum context context, const enum command_id *ids, size_t n,
    int cols, struct buf *out);

#endif
