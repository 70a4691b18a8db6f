/* mouse: what a terminal reports of one. Nothing needs it: everything has a
 * key. Presses and the wheel only, never movement, so it costs nothing while
 * nobody touches it. */
#ifndef UI_MOUSE_H
#define UI_MOUSE_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/keys.h"

/* What asks a terminal for reports of presses (1000), in the form that has room
 * for any column (1006), and what takes that back. */
#define MOUSE_ON  "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

/* Reads one whole report, "CSI < button ; column ; row M". False: it is nothing
 * that we use (a button let go, another button, a key held with it). */
bool mouse_read(const char *bytes, size_t len, struct event *event);

#endif
