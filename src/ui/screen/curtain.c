/* Nothing to see: for when somebody comes in. What was being typed is kept. */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ui/draw.h"
#include "ui/screens.h"

struct curtain {
	struct screen screen;
	struct sitting *sitting;
};

static struct cell
curtain_draw(struct screen *screen, const struct layout *layout)
{
	(void)screen;
	draw_string(layout->body, 0, 0, STYLE_PLAIN, "Press Enter to go on.");
	return draw_cell(layout->body, 0, 0);
}

static bool
curtain_command(struct screen *screen, enum command_id command)
{
	if (command == COMMAND_ACCEPT || command == COMMAND_CURTAIN)
		loop_pop(((struct curtain *)(void *)screen)->sitting->loop,
		    screen);
	/* nothing else is reached from behind it, but leaving */
	return command != COMMAND_QUIT;
}

static void
curtain_work(struct screen *screen)
{
	(void)sitting_commit(((struct curtain *)(void *)screen)->sitting);
}

static void
curtain_close(struct screen *screen)
{
	free(screen);
}

static const struct screen_ops curtain_ops = {
	.name = "curtain",
	.draw = curtain_draw,
	.on = CONTEXT_DIALOG,
	.command = curtain_command,
	.work = curtain_work,
	.shown = { COMMAND_QUIT },
	.close = curtain_close,
};

struct screen *
screen_curtain_new(struct sitting *sitting)
{
	struct curtain *curtain = xcalloc(1, sizeof *curtain);

	curtain->screen.ops = &curtain_ops;
	curtain->sitting = sitting;
	return &curtain->screen;
}
