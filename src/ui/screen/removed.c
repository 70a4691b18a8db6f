/* A row that was removed in one file of the plan while it was changed in another:
 * somebody says which of the two stands. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "plan/merge.h"
#include "ui/draw.h"
#include "ui/list.h"
#include "ui/screens.h"
#include "ui/visit.h"

#define INDENT 2

enum { BRING_BACK, LEAVE_OUT, CHOICES };

struct removed_screen {
	struct screen screen;
	struct sitting *sitting;
	const struct repeat *repeat;
	struct uid row;
	struct list list;
	char *text;
};

static struct removed_screen *
removed_of(struct screen *screen)
{
	return (struct removed_screen *)(void *)screen;
}

/* --- what is said --- */

static void
add_answers(const struct removed_screen *screen, struct buf *out)
{
	const struct plan *plan = screen->sitting->plan;

	for (size_t i = 0; i < screen->repeat->field_count; i++) {
		const struct field *field = screen->repeat->fields[i];
		struct field_state state;

		if (visit_closes_field(screen->sitting, field))
			continue;
		plan_field(plan, field, &screen->row, &state);
		if (!state.answered)
			continue;
		buf_add(out, field->label);
		buf_add(out, strchr(field->label, '?') ? " " : ": ");
		plan_show(plan, field, &screen->row, out);
		buf_add(out, "\n");
	}
}

static void
say(struct removed_screen *screen)
{
	struct removed_row *rows;
	struct buf text;
	size_t count;

	buf_init(&text);
	if (!plan_removed_rows(screen->sitting->plan,
		!screen->sitting->start->visit, &rows, &count, NULL))
		rows = NULL, count = 0;
	for (size_t i = 0; i < count; i++)
		if (rows[i].repeat == screen->repeat &&
		    uid_equal(&rows[i].row, &screen->row))
			buf_addf(&text, "This %s was removed%s%s. In another "
					"file of the plan, %zu answer%s in it "
					"%s given that whoever removed it had "
					"not seen. Both are kept.\n\n",
			    screen->repeat->singular,
			    *rows[i].who ? " by " : "", rows[i].who,
			    rows[i].changed, rows[i].changed == 1 ? "" : "s",
			    rows[i].changed == 1 ? "was" : "were");
	removed_rows_clear(rows, count);
	add_answers(screen, &text);
	free(screen->text);
	screen->text = buf_take(&text);
}

/* --- drawing --- */

static struct cell
removed_draw(struct screen *base, const struct layout *layout)
{
	static const char *const words[CHOICES] = {
		[BRING_BACK] = "Bring it back, as it was changed",
		[LEAVE_OUT] = "Leave it out; its history stays",
	};
	struct removed_screen *screen = removed_of(base);
	struct rect body = layout->body, text;
	int top;

	screen_draw_head(screen->sitting, layout,
	    "Removed in one file, changed in another");
	/* the choices always show: a long row is cut short before them */
	text = rect_part(body, 0, INDENT, body.rows - CHOICES - 1,
	    body.cols - 2 * INDENT);
	top = draw_wrapped(text, 0, STYLE_PLAIN, screen->text, 0);
	if (top > text.rows)
		top = text.rows;
	top++;
	for (int i = 0; i < CHOICES; i++) {
		draw_string(body, top + i, INDENT, STYLE_PLAIN, words[i]);
		screen_spot(base, rect_part(body, top + i, 0, 1, body.cols),
		    (size_t)i);
	}
	draw_string(body, top + (int)screen->list.focus, 0, STYLE_FOCUS, ">");
	return draw_cell(body, top + (int)screen->list.focus, INDENT);
}

/* --- keys --- */

static void
settle(struct removed_screen *screen)
{
	struct sitting *sitting = screen->sitting;
	bool back = screen->list.focus == BRING_BACK;
	struct error err;

	if (!sitting_commit(sitting))
		return;
	if (back ? !plan_row_bring_back(sitting->plan, screen->repeat,
		       &screen->row, &err)
		 : !plan_row_leave_out(sitting->plan, screen->repeat,
		       &screen->row, &err)) {
		loop_say(sitting->loop, "%s", err.text);
		return;
	}
	loop_say(sitting->loop, "%s Ctrl-Z takes that back.",
	    back ? "It is back where it stood." : "It stays out.");
	loop_pop(sitting->loop, &screen->screen);
}

static bool
removed_command(struct screen *base, enum command_id command)
{
	struct removed_screen *screen = removed_of(base);

	if (list_command(&screen->list, command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
	case COMMAND_TOGGLE:
		settle(screen);
		return true;
	case COMMAND_LEAVE:
		loop_pop(screen->sitting->loop, base);
		return true;
	default:
		return false;
	}
}

static void
removed_click(struct screen *base, size_t number, struct cell at)
{
	(void)at;
	removed_of(base)->list.focus = number;
	(void)removed_command(base, COMMAND_ACCEPT);
}

static void
removed_work(struct screen *base)
{
	struct removed_screen *screen = removed_of(base);

	(void)sitting_commit(screen->sitting);
	say(screen);
}

static void
removed_close(struct screen *base)
{
	struct removed_screen *screen = removed_of(base);

	free(screen->text);
	free(screen);
}

static const struct screen_ops removed_ops = {
	.name = "removed",
	.about = "Rows that were removed in one file of the plan and changed "
		 "in the other. Each can be brought back.",
	.draw = removed_draw,
	.on = CONTEXT_LIST,
	.command = removed_command,
	.click = removed_click,
	.shown = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_LEAVE, COMMAND_QUIT },
	.work = removed_work,
	.close = removed_close,
};

struct screen *
screen_removed_new(struct sitting *sitting, const struct repeat *repeat,
    const struct uid *row)
{
	struct removed_screen *screen = xcalloc(1, sizeof *screen);

	screen->screen.ops = &removed_ops;
	screen->sitting = sitting;
	screen->repeat = repeat;
	screen->row = *row;
	list_set_count(&screen->list, CHOICES);
	say(screen);
	return &screen->screen;
}
