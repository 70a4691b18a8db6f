/* Sign-off: the document, what stands against it, who says what, who signs. */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ui/draw.h"
#include "ui/screen/sign_screen.h"

#define INDENT 4

static struct sign_screen *
sign_of(struct screen *screen)
{
	return (struct sign_screen *)(void *)screen;
}

/* --- drawing --- */

/* Says where each line stands, counted from the first; returns how many rows
 * there are. A heading has a gap above it. */
static int
lay_out(struct sign_screen *screen, int cols)
{
	int row = 0;

	for (size_t i = 0; i < screen->count; i++) {
		struct sign_line *line = &screen->lines[i];

		if (line->heading)
			row += i > 0 ? 2 : 1;
		line->top = row;
		line->rows = draw_wrapped_lines(line->text, cols - INDENT - 1);
		row += line->rows;
	}
	return row;
}

static void
draw_line(struct sign_screen *screen, struct rect area, size_t at)
{
	const struct sign_line *line = &screen->lines[at];
	int row = line->top - screen->list.first, cut = row < 0 ? -row : 0;

	if (line->heading && row > 0 && row <= area.rows)
		draw_short(area, row - 1, 0, STYLE_TITLE, line->heading);
	if (cut >= line->rows || row >= area.rows)
		return;
	if (line->problem && !cut)
		draw_string(area, row, INDENT - 2, STYLE_PROBLEM, "!");
	draw_wrapped(rect_part(area, row + cut, INDENT, line->rows - cut,
			 area.cols - INDENT - 1),
	    0, STYLE_PLAIN, line->text, cut);
	screen_spot(&screen->screen, rect_part(area, row + cut, 0,
					 line->rows - cut, area.cols), at);
}

/* The stage in words, at most three rows; returns how many. */
static int
draw_stage(const struct sign_screen *screen, struct rect body)
{
	struct buf text;
	int rows;

	buf_init(&text);
	stage_say(plan_stage(screen->sitting->plan),
	    !screen->sitting->start->visit, &text);
	rows = draw_wrapped(rect_part(body, 0, 0, 3, body.cols - 1), 0,
	    STYLE_PLAIN, text.data, 0);
	buf_clear(&text);
	return rows < 3 ? rows : 3;
}

static struct cell
sign_draw(struct screen *base, const struct layout *layout)
{
	struct sign_screen *screen = sign_of(base);
	struct rect body = layout->body, area;
	const struct sign_line *on;
	int top, rows, last;

	if (screen->generation != plan_generation(screen->sitting->plan))
		sign_lines_make(screen);
	screen_draw_head(screen->sitting, layout, "Sign-off");
	top = draw_stage(screen, body) + 1;
	area = rect_part(body, top, 0, body.rows - top, body.cols);
	rows = lay_out(screen, area.cols);
	on = &screen->lines[screen->list.focus];
	screen->list.rows = area.rows;
	/* all of a line is in view if it fits, with its heading; its beginning
	 * always is */
	last = on->rows < area.rows ? on->top + on->rows - 1 : on->top;
	screen->list.first =
	    draw_first_row(screen->list.first, last, rows, area.rows);
	screen->list.first = draw_first_row(screen->list.first,
	    on->heading ? on->top - 1 : on->top, rows, area.rows);
	for (size_t i = 0; i < screen->count; i++)
		draw_line(screen, area, i);
	draw_string(area, on->top - screen->list.first, 0, STYLE_FOCUS, ">");
	return draw_cell(area, on->top - screen->list.first, INDENT);
}

/* --- keys --- */

static bool
sign_command(struct screen *base, enum command_id command)
{
	struct sign_screen *screen = sign_of(base);
	bool asked = screen->asked;

	screen->asked = false;
	if (list_command(&screen->list, command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
		screen->asked = asked;
		sign_act(screen, &screen->lines[screen->list.focus]);
		return true;
	case COMMAND_LEAVE:
		loop_pop(screen->sitting->loop, base);
		return true;
	case COMMAND_SIGN:
		return true;
	default:
		return false;
	}
}

static void
sign_click(struct screen *screen, size_t number, struct cell at)
{
	(void)at;
	sign_of(screen)->list.focus = number;
	(void)sign_command(screen, COMMAND_ACCEPT);
}

static void
sign_resume(struct screen *screen)
{
	sign_lines_make(sign_of(screen));
}

static void
sign_work(struct screen *screen)
{
	(void)sitting_commit(sign_of(screen)->sitting);
	sign_lines_make(sign_of(screen));
}

static void
sign_close(struct screen *screen)
{
	struct sign_screen *sign = sign_of(screen);

	sign_lines_clear(sign);
	free(sign->lines);
	free(sign);
}

static const struct screen_ops sign_ops = {
	.name = "sign",
	.about = "Here the plan is sealed and signed. First what is signed and "
		 "what stands against it; then who has signed and who is "
		 "waited for; then what each person says, who approves the "
		 "money, and who may say no.",
	.draw = sign_draw,
	.on = CONTEXT_LIST,
	.command = sign_command,
	.click = sign_click,
	.shown = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_LEAVE, COMMAND_EXPORT,
		COMMAND_TO_DO, COMMAND_OVERVIEW, COMMAND_QUIT },
	.work = sign_work,
	.resume = sign_resume,
	.close = sign_close,
};

struct screen *
screen_sign_new(struct sitting *sitting)
{
	struct sign_screen *screen = xcalloc(1, sizeof *screen);

	screen->screen.ops = &sign_ops;
	screen->sitting = sitting;
	/* an answer on its way to the disk is part of what is signed */
	(void)sitting_commit(sitting);
	sign_lines_make(screen);
	return &screen->screen;
}
