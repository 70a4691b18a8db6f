#include "config.h"

#include "ui/caps.h"

#include <curses.h>
#include <stdlib.h>
#include <term.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"

struct caps {
	char *enter, *leave;
};

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

struct caps *
caps_add_paste(void)
{
	struct caps *caps = xcalloc(1, sizeof *caps);
	struct buf text;

	buf_init(&text);
	buf_add(&text, enter_ca_mode ? enter_ca_mode : "");
	buf_add(&text, "\033[?2004h");
	caps->enter = buf_take(&text);
	buf_add(&text, "\033[?2004l");
	buf_add(&text, exit_ca_mode ? exit_ca_mode : "");
	caps->leave = buf_take(&text);
	buf_clear(&text);
	enter_ca_mode = caps->enter;
	exit_ca_mode = caps->leave;
	return caps;
}

void
caps_free(struct caps *caps)
{
	if (!caps)
		return;
	free(caps->enter);
	free(caps->leave);
	free(caps);
}
