#include "config.h"

#include "ui/style.h"

#include <curses.h>

#include "ui/style_attr.h"

enum { PAIR_PROBLEM = 1 };

static const struct {
	attr_t attributes;
	short pair; /* only where there is colour */
} looks[STYLE_COUNT] = {
	[STYLE_HEADER] = {A_BOLD, 0},
	[STYLE_TITLE] = {A_BOLD, 0},
	[STYLE_SELECTED] = {A_REVERSE, 0},
	[STYLE_PROBLEM] = {A_BOLD, PAIR_PROBLEM},
	[STYLE_TRAINING] = {A_REVERSE, 0},
	[STYLE_BAR] = {A_REVERSE, 0},
};

void
style_init(void)
{
	init_pair(PAIR_PROBLEM, COLOR_RED, -1);
}

void
style_look(enum style style, attr_t *attributes, short *pair)
{
	*attributes = looks[style].attributes;
	*pair = COLOR_PAIRS > PAIR_PROBLEM ? looks[style].pair : 0;
}
