/* pager: where one is in a text that is longer than the screen. */
#ifndef UI_PAGER_H
#define UI_PAGER_H

#include <stdbool.h>

#include "ui/command.h"

struct pager {
	int first; /* the line at the top */
	int lines; /* of the text */
	int rows;  /* that show */
};

/* Moves through the text; false: COMMAND does not. */
bool pager_command(struct pager *pager, enum command_id command);

#endif
