/* The pages of a plan being made as it is sealed: how far it is, and a way out. */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "export/sealing.h"
#include "ui/draw.h"
#include "ui/screen/sign_screen.h"

#define INDENT 2

struct sealing_screen {
	struct screen screen;
	struct sign_screen *sign; /* below it */
	struct sealing *sealing;
	char *about;
};

static struct sealing_screen *
sealing_of(struct screen *screen)
{
	return (struct sealing_screen *)(void *)screen;
}

static struct cell
sealing_draw(struct screen *base, const struct layout *layout)
{
	struct sealing_screen *screen = sealing_of(base);
	struct rect text = rect_part(layout->body, 1, INDENT,
	    layout->body.rows - 1, layout->body.cols - 2 * INDENT);
	struct how_far far = sealing_far(screen->sealing);

	screen_draw_head(screen->sign->sitting, layout, "Sealing the plan");
	draw_format(text, 0, 0, STYLE_PLAIN, "Making the pages: %zu of %zu.",
	    far.done, far.of);
	draw_wrapped(text, 2, STYLE_HINT,
	    "They are made once, for all who will have a copy. Esc stops: "
	    "then nothing is sealed, and the plan is as it was. No other key "
	    "does anything until this is done.", 0);
	return draw_cell(text, 0, 0);
}

static bool
sealing_command(struct screen *base, enum command_id command)
{
	struct sitting *sitting = sealing_of(base)->sign->sitting;

	if (command == COMMAND_QUIT || command == COMMAND_REDRAW)
		return false;
	if (command == COMMAND_LEAVE) {
		loop_pop(sitting->loop, base);
		loop_say(sitting->loop, "Stopped. Nothing was sealed.");
	}
	return true;
}

static bool
sealing_step_on(struct screen *base)
{
	struct sealing_screen *screen = sealing_of(base);
	struct sealing *sealing = screen->sealing;

	if (sealing_step(sealing))
		return true;
	/* it may open a message above the sign-off screen */
	screen->sealing = NULL;
	loop_pop(screen->sign->sitting->loop, base);
	sign_sealed(screen->sign, sealing, screen->about);
	return false;
}

static void
sealing_close(struct screen *base)
{
	struct sealing_screen *screen = sealing_of(base);

	sealing_free(screen->sealing);
	free(screen->about);
	free(screen);
}

static const struct screen_ops sealing_ops = {
	.name = "sealing",
	.draw = sealing_draw,
	.on = CONTEXT_DIALOG,
	.command = sealing_command,
	.shown = { COMMAND_LEAVE, COMMAND_QUIT },
	.step = sealing_step_on,
	.close = sealing_close,
};

void
sign_seal(struct sign_screen *sign, struct sealing *sealing, char *about)
{
	struct sealing_screen *screen = xcalloc(1, sizeof *screen);

	screen->screen.ops = &sealing_ops;
	screen->sign = sign;
	screen->sealing = sealing;
	screen->about = about;
	loop_push(sign->sitting->loop, &screen->screen);
	screen_set_steps(&screen->screen);
}
