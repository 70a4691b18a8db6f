#include "config.h"

#include "ui/pager.h"

bool
pager_command(struct pager *pager, enum command_id command)
{
	int last = pager->lines - pager->rows;

	switch (command) {
	case COMMAND_UP:
		pager->first--;
		break;
	case COMMAND_DOWN:
		pager->first++;
		break;
	case COMMAND_PAGE_UP:
		pager->first -= pager->rows;
		break;
	case COMMAND_PAGE_DOWN:
	case COMMAND_TOGGLE:
		pager->first += pager->rows;
		break;
	case COMMAND_FIRST:
		pager->first = 0;
		break;
	case COMMAND_LAST:
		pager->first = last;
		break;
	default:
		return false;
	}
	if (pager->first > last)
		pager->first = last;
	if (pager->first < 0)
		pager->first = 0;
	return true;
}
