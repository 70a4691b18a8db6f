/* What is left, by when it is needed; Enter goes there. */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ui/draw.h"
#include "ui/list.h"
#include "ui/screens.h"
#include "ui/visit.h"

struct left {
	struct screen screen;
	struct sitting *sitting;
	struct list list;
	struct todo *items;
	size_t count;
};

static struct left *
left_of(struct screen *screen)
{
	return (struct left *)(void *)screen;
}

/* The line on which ITEM stands: each group has a heading and a gap. */
static int
line_of(const struct left *left, size_t item)
{
	int line = 0;

	for (size_t i = 0; i <= item && i < left->count; i++) {
		if (i == 0)
			line = 1;
		else if (left->items[i].when != left->items[i - 1].when)
			line += 3;
		else
			line++;
	}
	return line;
}

static void
draw_heading(struct rect body, int row, enum need when)
{
	static const char *const words[] = {
		[NEED_VISIT] = "Before I leave this visit",
		[NEED_SIGN] = "Before sign-off",
		[NEED_PAY] = "Before money moves",
		[NEED_REVIEW] = "At review",
		[NEED_NEVER] = "Any time",
	};

	draw_string(body, row, 0, STYLE_TITLE, words[when]);
}

static struct cell
left_draw(struct screen *screen, const struct layout *layout)
{
	struct left *left = left_of(screen);
	struct rect body = layout->body;

	screen_draw_head(left->sitting, layout, "What is left");
	if (!left->count) {
		draw_wrapped(body, 1, STYLE_PLAIN,
		    "Nothing is left to answer now.", 0);
		return draw_cell(body, 1, 0);
	}
	list_set_count(&left->list, left->count);
	int line = line_of(left, left->list.focus);
	int lines = line_of(left, left->count - 1) + 1;
	left->list.rows = body.rows;
	/* a group's heading comes into view with its first line */
	left->list.first = draw_first_row(left->list.first, line - 1, lines,
	    body.rows);
	left->list.first = draw_first_row(left->list.first, line, lines,
	    body.rows);
	for (size_t i = 0; i < left->count; i++) {
		const struct todo *todo = &left->items[i];
		int row = line_of(left, i) - left->list.first;
		if (i == 0 || todo->when != left->items[i - 1].when)
			draw_heading(body, row - 1, todo->when);
		if (row < 0 || row >= body.rows)
			continue;
		screen_spot(screen, rect_part(body, row, 0, 1, body.cols), i);
		const char *who = todo->field ? todo->field->who : "";
		int room = body.cols - 4 - (body.cols >= 76 && *who ? 28 : 0);
		if (todo->kind != TODO_UNANSWERED && todo->kind != TODO_TOO_FEW)
			draw_string(body, row, 2, STYLE_PROBLEM, "!");
		draw_short(rect_part(body, 0, 4, body.rows, room), row, 0,
		    STYLE_PLAIN, todo->text);
		if (body.cols >= 76 && *who)
			draw_short(rect_part(body, 0, body.cols - 26, body.rows,
				       26), row, 0, STYLE_HINT, who);
	}
	draw_string(body, line - left->list.first, 0, STYLE_FOCUS, ">");
	return draw_cell(body, line - left->list.first, 4);
}

static void
go(struct left *left)
{
	const struct todo *todo = &left->items[left->list.focus];
	struct sitting *sitting = left->sitting;
	struct target target;

	if (todo->kind == TODO_CONFLICT) {
		loop_push(sitting->loop,
		    screen_history_new(sitting, todo->field, &todo->row));
		return;
	}
	if (todo->kind == TODO_REMOVED) {
		loop_push(sitting->loop,
		    screen_removed_new(sitting, todo->repeat, &todo->row));
		return;
	}
	if (todo->kind == TODO_UNSORTED) {
		sitting_go_notes(sitting);
		return;
	}
	if (todo->repeat)
		target = sitting_table_target(todo->repeat, &todo->row);
	sitting_go(sitting, &target, todo->field, &todo->row);
}

static bool
left_command(struct screen *screen, enum command_id command)
{
	struct left *left = left_of(screen);

	if (list_command(&left->list, command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
		if (left->count)
			go(left);
		return true;
	case COMMAND_LEAVE:
		loop_pop(left->sitting->loop, screen);
		return true;
	default:
		return false;
	}
}

static void
left_click(struct screen *screen, size_t number, struct cell at)
{
	(void)at;
	left_of(screen)->list.focus = number;
	(void)left_command(screen, COMMAND_ACCEPT);
}

static void
find_items(struct left *left)
{
	todo_clear(left->items, left->count);
	visit_todo(left->sitting, &left->items, &left->count);
	list_set_count(&left->list, left->count);
}

static void
left_resume(struct screen *screen)
{
	find_items(left_of(screen));
}

static void
left_work(struct screen *screen)
{
	struct left *left = left_of(screen);

	(void)sitting_commit(left->sitting);
	find_items(left);
}

static void
left_close(struct screen *screen)
{
	struct left *left = left_of(screen);

	todo_clear(left->items, left->count);
	free(left);
}

static const struct screen_ops left_ops = {
	.name = "left",
	.about = "What is not answered yet, or does not hold, by when it is "
		 "needed. Each line leads to its question.",
	.draw = left_draw,
	.on = CONTEXT_LIST,
	.command = left_command,
	.click = left_click,
	.shown = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_LEAVE, COMMAND_GO_TO,
		COMMAND_OVERVIEW, COMMAND_QUIT },
	.work = left_work,
	.resume = left_resume,
	.close = left_close,
};

struct screen *
screen_left_new(struct sitting *sitting)
{
	struct left *left = xcalloc(1, sizeof *left);

	left->screen.ops = &left_ops;
	left->sitting = sitting;
	/* an answer on its way to the disk is not left any more */
	(void)sitting_commit(sitting);
	find_items(left);
	return &left->screen;
}
