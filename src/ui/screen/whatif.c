/* What if: the changes that are tried out apart from the plan, and a new
 * one. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/date.h"
#include "plan/branch.h"
#include "ui/draw.h"
#include "ui/list.h"
#include "ui/screens.h"
#include "ui/typing.h"

#define INDENT 2
#define LABEL  "What would change? "

struct what_if_screen {
	struct screen screen;
	struct sitting *sitting;
	struct branch_list branches;
	struct list list; /* the what ifs, then a new one */
	struct editor *title; /* of the new one */
	bool typing;
};

static struct what_if_screen *
what_if_of(struct screen *screen)
{
	return (struct what_if_screen *)(void *)screen;
}

/* --- drawing --- */

static int
draw_words(const struct what_if_screen *screen, struct rect body)
{
	return draw_wrapped(rect_part(body, 0, INDENT, body.rows,
				body.cols - 2 * INDENT), 0, STYLE_HINT,
	    screen->branches.count
		? "Each is a second file beside the plan. Nobody else is shown "
		  "it, and nothing in the plan changes until you keep it."
		: "Try a change in a second file beside the plan, such as two "
		  "days instead of three. Then see both side by side, and keep "
		  "it or drop it. Nothing in the plan changes meanwhile, and "
		  "nobody is sent it.", 0) + 1;
}

static void
draw_branch(const struct branch *branch, struct rect body, int row)
{
	char day[32];

	date_format_short(clock_day(branch->changed), day);
	draw_short(rect_part(body, row, INDENT, 1, body.cols - 26), 0, 0,
	    STYLE_PLAIN, branch->title);
	draw_format(rect_part(body, row, body.cols - 22, 1, 21), 0, 0,
	    STYLE_HINT, "changed %s", day);
}

static struct cell
draw_new(const struct what_if_screen *screen, struct rect body, int row)
{
	int start = INDENT + (int)strlen(LABEL);
	struct rect room =
	    rect_part(body, row, start, 1, body.cols - start - 1);

	if (!screen->typing) {
		draw_string(body, row, INDENT, STYLE_PLAIN,
		    "Try something new");
		return draw_cell(body, row, INDENT);
	}
	draw_string(body, row, INDENT, STYLE_PLAIN, LABEL);
	draw_string(body, row + 1, INDENT, STYLE_HINT,
	    "In a few words, such as: Two days instead of three. Then Enter.");
	return typing_draw(screen->title, room, true);
}

static struct cell
what_if_draw(struct screen *base, const struct layout *layout)
{
	struct what_if_screen *screen = what_if_of(base);
	struct rect body = layout->body, rows;
	struct cell cursor;
	int top;

	screen_draw_head(screen->sitting, layout, "What if?");
	top = draw_words(screen, body);
	rows = rect_part(body, top, 0, body.rows - top - 1, body.cols);
	list_fit(&screen->list, rows.rows);
	cursor = draw_cell(rows, (int)screen->list.focus - screen->list.first,
	    INDENT);
	for (int i = 0; i < rows.rows; i++) {
		size_t at = (size_t)(screen->list.first + i);

		if (at >= screen->list.count)
			break;
		screen_spot(base, rect_part(rows, i, 0, 1, rows.cols), at);
		if (at < screen->branches.count)
			draw_branch(&screen->branches.items[at], rows, i);
		else if (at == screen->list.focus)
			cursor = draw_new(screen,
			    rect_part(body, top, 0, body.rows - top,
				body.cols), i);
		else
			(void)draw_new(screen, rows, i);
	}
	draw_string(rows, (int)screen->list.focus - screen->list.first, 0,
	    STYLE_FOCUS, ">");
	return cursor;
}

static enum context
what_if_context(const struct screen *base)
{
	return ((const struct what_if_screen *)(const void *)base)->typing
	    ? CONTEXT_TEXT
	    : CONTEXT_LIST;
}

/* --- keys --- */

static void
open_new(struct what_if_screen *screen, const char *path)
{
	struct sitting *sitting = screen->sitting;
	struct error err;

	if (!sitting_change_plan(sitting, path, &err))
		loop_say(sitting->loop, "%s", err.text);
	else
		loop_say(sitting->loop, "Change what you like: it is apart from "
		    "the plan. w compares the two.");
}

static void
make(struct what_if_screen *screen)
{
	struct sitting *sitting = screen->sitting;
	const char *title = editor_text(screen->title);
	struct error err;
	char *path;

	if (title[strspn(title, " ")] == '\0') {
		loop_say(sitting->loop, "Say in a few words what would change, "
		    "so that you know it again.");
		return;
	}
	/* an answer on its way to the disk is in it too */
	if (!sitting_commit(sitting))
		return;
	if (!branch_make(sitting->plan, title, &path, &err)) {
		loop_say(sitting->loop, "%s", err.text);
		return;
	}
	open_new(screen, path);
	free(path);
}

static void
open_branch(struct what_if_screen *screen, size_t at)
{
	loop_push(screen->sitting->loop, screen_compare_new(screen->sitting,
	    screen->branches.items[at].path));
}

static bool
type(struct what_if_screen *screen, enum command_id command)
{
	bool done;

	switch (command) {
	case COMMAND_ACCEPT:
		make(screen);
		return true;
	case COMMAND_LEAVE:
	case COMMAND_NEXT_FIELD:
	case COMMAND_PREVIOUS_FIELD:
	case COMMAND_UP:
	case COMMAND_DOWN:
		screen->typing = false;
		list_command(&screen->list, command);
		return true;
	default:
		return typing_command(screen->title, command, &done);
	}
}

static bool
what_if_command(struct screen *base, enum command_id command)
{
	struct what_if_screen *screen = what_if_of(base);

	if (screen->typing)
		return type(screen, command);
	if (list_command(&screen->list, command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
	case COMMAND_TOGGLE:
		if (screen->list.focus < screen->branches.count)
			open_branch(screen, screen->list.focus);
		else
			screen->typing = true;
		return true;
	case COMMAND_LEAVE:
		loop_pop(screen->sitting->loop, base);
		return true;
	case COMMAND_WHAT_IF:
		return true;
	default:
		return false;
	}
}

static bool
what_if_text(struct screen *base, const char *text, size_t len)
{
	struct what_if_screen *screen = what_if_of(base);

	if (screen->typing)
		editor_insert(screen->title, text, len, false);
	return screen->typing;
}

static bool
what_if_paste(struct screen *base, const char *bytes, size_t len)
{
	struct what_if_screen *screen = what_if_of(base);

	if (screen->typing)
		editor_insert(screen->title, bytes, len, true);
	return screen->typing;
}

static void
what_if_click(struct screen *base, size_t number, struct cell at)
{
	struct what_if_screen *screen = what_if_of(base);

	(void)at;
	if (screen->typing && number == screen->list.focus)
		return;
	screen->typing = false;
	screen->list.focus = number;
	(void)what_if_command(base, COMMAND_ACCEPT);
}

/* One may have been kept or dropped. */
static void
what_if_resume(struct screen *base)
{
	struct what_if_screen *screen = what_if_of(base);

	branch_list_clear(&screen->branches);
	branch_list_read(screen->sitting->plan, &screen->branches);
	list_set_count(&screen->list, screen->branches.count + 1);
}

static void
what_if_work(struct screen *base)
{
	(void)sitting_commit(what_if_of(base)->sitting);
}

static void
what_if_close(struct screen *base)
{
	struct what_if_screen *screen = what_if_of(base);

	branch_list_clear(&screen->branches);
	editor_free(screen->title);
	free(screen);
}

static const struct screen_ops what_if_ops = {
	.name = "what-if",
	.about = "A change that is tried out in a second file, side by side "
		 "with the plan. Nothing of it is in the plan until you put it "
		 "there.",
	.draw = what_if_draw,
	.context = what_if_context,
	.command = what_if_command,
	.text = what_if_text,
	.paste = what_if_paste,
	.click = what_if_click,
	.shown = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_LEAVE, COMMAND_QUIT },
	.resume = what_if_resume,
	.work = what_if_work,
	.close = what_if_close,
};

struct screen *
screen_what_if_new(struct sitting *sitting)
{
	struct what_if_screen *screen;

	(void)sitting_commit(sitting);
	if (plan_what_if(sitting->plan))
		return screen_compare_new(sitting,
		    store_path(plan_store(sitting->plan)));
	screen = xcalloc(1, sizeof *screen);
	screen->screen.ops = &what_if_ops;
	screen->sitting = sitting;
	screen->title = typing_new(&sitting->clipboard);
	branch_list_read(sitting->plan, &screen->branches);
	list_set_count(&screen->list, screen->branches.count + 1);
	return &screen->screen;
}
