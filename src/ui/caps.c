#include "config.h"

#include "ui/caps.h"

#include <curses.h>
#include <term.h>
#include <unistd.h>

bool
caps_known(const char *type)
{
	int found = 0;

	if (setupterm(type, STDOUT_FILENO, &found) == OK)
		del_curterm(cur_term);
	return found == 1;
}

bool
caps_enough(void)
{
	return cursor_address && clear_screen;
}

bool
caps_mouse(void)
{
	return key_mouse && *key_mouse;
}
