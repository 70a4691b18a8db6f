/* A few sentences to read before going on. */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ui/draw.h"
#include "ui/screens.h"

struct message_screen {
	struct screen screen;
	struct sitting *sitting;
	char *title, *text;
};

static struct message_screen *
message_of(struct screen *screen)
{
	return (struct message_screen *)(void *)screen;
}

static struct cell
message_draw(struct screen *screen, const struct layout *layout)
{
	struct message_screen *message = message_of(screen);
	struct rect text = rect_part(layout->body, 1, 2, layout->body.rows - 1,
	    layout->body.cols - 4);
	int lines;

	screen_draw_head(message->sitting, layout, message->title);
	lines = draw_wrapped(text, 0, STYLE_PLAIN, message->text, 0);
	draw_string(text, lines + 1, 0, STYLE_PLAIN, "Press Enter to go on.");
	return draw_cell(text, lines + 1, 0);
}

static bool
message_command(struct screen *screen, enum command_id command)
{
	if (command != COMMAND_ACCEPT && command != COMMAND_LEAVE)
		return false;
	loop_pop(message_of(screen)->sitting->loop, screen);
	return true;
}

static void
message_work(struct screen *screen)
{
	(void)sitting_commit(message_of(screen)->sitting);
}

static void
message_close(struct screen *screen)
{
	struct message_screen *message = message_of(screen);

	free(message->title);
	free(message->text);
	free(message);
}

static const struct screen_ops message_ops = {
	.name = "message",
	.draw = message_draw,
	.on = CONTEXT_DIALOG,
	.shown = { COMMAND_QUIT },
	.command = message_command,
	.work = message_work,
	.close = message_close,
};

struct screen *
screen_message_new(struct sitting *sitting, const char *title, const char *text)
{
	struct message_screen *message = xcalloc(1, sizeof *message);

	message->screen.ops = &message_ops;
	message->sitting = sitting;
	message->title = xstrdup(title);
	message->text = xstrdup(text);
	return &message->screen;
}
