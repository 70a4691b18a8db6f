/* list: where the focus is in a list of rows, and how keys move it. */
#ifndef UI_LIST_H
#define UI_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/command.h"

struct list {
	size_t count, focus;
	int first; /* the row at the top */
	int rows;  /* that show */
};

/* There are COUNT rows now; the focus stays inside. */
void list_set_count(struct list *list, size_t count);
/* There is room for ROWS: brings the focus into view. */
void list_fit(struct list *list, int rows);
/* Moves the focus; false: COMMAND does not move it. */
bool list_command(struct list *list, enum command_id command);

#endif
