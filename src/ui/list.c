#include "config.h"

#include "ui/list.h"

#include "ui/draw.h"

void
list_set_count(struct list *list, size_t count)
{
	list->count = count;
	if (list->focus >= count)
		list->focus = count ? count - 1 : 0;
}

void
list_fit(struct list *list, int rows)
{
	list->rows = rows;
	list->first = draw_first_row(list->first, (int)list->focus,
	    (int)list->count, rows);
}

static void
move(struct list *list, long by)
{
	long to = (long)list->focus + by;

	if (to >= (long)list->count)
		to = (long)list->count - 1;
	list->focus = to < 0 ? 0 : (size_t)to;
}

bool
list_command(struct list *list, enum command_id command)
{
	int page = list->rows > 1 ? list->rows - 1 : 1;

	switch (command) {
	case COMMAND_UP:
	case COMMAND_PREVIOUS_FIELD:
		move(list, -1);
		return true;
	case COMMAND_DOWN:
	case COMMAND_NEXT_FIELD:
		move(list, 1);
		return true;
	case COMMAND_PAGE_UP:
		list->first -= page;
		move(list, -page);
		if (list->first < 0)
			list->first = 0;
		return true;
	case COMMAND_PAGE_DOWN:
		list->first += page;
		move(list, page);
		return true;
	case COMMAND_FIRST:
		list->focus = 0;
		return true;
	case COMMAND_LAST:
		list->focus = list->count ? list->count - 1 : 0;
		return true;
	default:
		return false;
	}
}
