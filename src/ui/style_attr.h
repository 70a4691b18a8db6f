/* style_attr: a style as curses attributes; for draw.c alone. */
#ifndef UI_STYLE_ATTR_H
#define UI_STYLE_ATTR_H

#include <curses.h>

#include "ui/style.h"

/* PAIR is 0 where there is no colour, or NO_COLOR was asked for. */
void style_look(enum style style, attr_t *attributes, short *pair);

#endif
