/* What was answered and is not asked for now, under why; Enter goes to the answer
 * that decides it, so that it can be turned back. */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "plan/aside.h"
#include "ui/draw.h"
#include "ui/list.h"
#include "ui/screens.h"

#define WHY_LINES 2 /* that a reason may take */

struct aside_screen {
	struct screen screen;
	struct sitting *sitting;
	struct aside_list aside;
	struct list list;
};

static struct aside_screen *
aside_of(struct screen *screen)
{
	return (struct aside_screen *)(void *)screen;
}

/* The line on which ITEM stands: each group has its reason above it. */
static int
line_of(const struct aside_screen *screen, size_t item)
{
	const struct aside_list *aside = &screen->aside;
	int line = WHY_LINES;

	for (size_t i = 1; i <= item && i < aside->count; i++)
		line += aside->items[i].reason != aside->items[i - 1].reason
		    ? WHY_LINES + 2
		    : 1;
	return line;
}

static void
draw_reason(const struct aside_screen *screen, size_t item, struct rect body,
    int row)
{
	const struct aside_list *aside = &screen->aside;
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "Set aside %s",
	    aside->reasons[aside->items[item].reason].text);
	draw_wrapped(rect_part(body, row, 0, WHY_LINES, body.cols - 1), 0,
	    STYLE_TITLE, text.data, 0);
	buf_clear(&text);
}

static struct cell
aside_draw(struct screen *base, const struct layout *layout)
{
	struct aside_screen *screen = aside_of(base);
	const struct aside_list *aside = &screen->aside;
	struct rect body = layout->body;

	screen_draw_head(screen->sitting, layout,
	    "Set aside: kept, and counted in nothing");
	if (!aside->count) {
		draw_wrapped(body, 1, STYLE_PLAIN,
		    "Nothing is set aside: all that was answered is asked for.",
		    0);
		return draw_cell(body, 1, 0);
	}
	int line = line_of(screen, screen->list.focus);
	int lines = line_of(screen, aside->count - 1) + 1;
	screen->list.rows = body.rows;
	/* a reason comes into view with the first line under it */
	screen->list.first = draw_first_row(screen->list.first,
	    line - WHY_LINES, lines, body.rows);
	screen->list.first = draw_first_row(screen->list.first, line, lines,
	    body.rows);
	for (size_t i = 0; i < aside->count; i++) {
		int row = line_of(screen, i) - screen->list.first;

		if (row < 0 || row >= body.rows)
			continue;
		if (row >= WHY_LINES && (i == 0 ||
		    aside->items[i].reason != aside->items[i - 1].reason))
			draw_reason(screen, i, body, row - WHY_LINES);
		draw_short(body, row, 4, STYLE_PLAIN, aside->items[i].text);
		screen_spot(base, rect_part(body, row, 0, 1, body.cols), i);
	}
	draw_string(body, line - screen->list.first, 0, STYLE_FOCUS, ">");
	return draw_cell(body, line - screen->list.first, 4);
}

static void
go(struct aside_screen *screen)
{
	const struct aside_list *aside = &screen->aside;
	const struct aside_reason *reason =
	    &aside->reasons[aside->items[screen->list.focus].reason];

	if (reason->field)
		sitting_go(screen->sitting, NULL, reason->field, &reason->row);
	else
		loop_say(screen->sitting->loop,
		    "More than one answer decides this. Ctrl-G finds each of "
		    "them by its words.");
}

static bool
aside_command(struct screen *base, enum command_id command)
{
	struct aside_screen *screen = aside_of(base);

	if (list_command(&screen->list, command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
		if (screen->aside.count)
			go(screen);
		return true;
	case COMMAND_LEAVE:
		loop_pop(screen->sitting->loop, base);
		return true;
	default:
		return false;
	}
}

static void
aside_click(struct screen *screen, size_t number, struct cell at)
{
	(void)at;
	aside_of(screen)->list.focus = number;
	(void)aside_command(screen, COMMAND_ACCEPT);
}

static void
find(struct aside_screen *screen)
{
	aside_list_clear(&screen->aside);
	aside_list_make(screen->sitting->plan, &screen->aside);
	list_set_count(&screen->list, screen->aside.count);
}

static void
aside_resume(struct screen *screen)
{
	find(aside_of(screen));
}

static void
aside_close(struct screen *screen)
{
	aside_list_clear(&aside_of(screen)->aside);
	free(screen);
}

static const struct screen_ops aside_ops = {
	.name = "aside",
	.about = "What was answered and is not asked any more, because of "
		 "another answer. It is kept, is in no total, and comes back "
		 "if that answer changes back.",
	.draw = aside_draw,
	.on = CONTEXT_LIST,
	.command = aside_command,
	.click = aside_click,
	.shown = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_LEAVE, COMMAND_GO_TO,
		COMMAND_OVERVIEW, COMMAND_QUIT },
	.resume = aside_resume,
	.close = aside_close,
};

struct screen *
screen_aside_new(struct sitting *sitting)
{
	struct aside_screen *screen = xcalloc(1, sizeof *screen);

	screen->screen.ops = &aside_ops;
	screen->sitting = sitting;
	(void)sitting_commit(sitting);
	find(screen);
	return &screen->screen;
}
