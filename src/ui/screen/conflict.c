/* Two answers to one question, given apart: both are shown with who gave them
 * and when; neither is called newer, and one is chosen to stand. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "form/field_type.h"
#include "ui/draw.h"
#include "ui/list.h"
#include "ui/screens.h"

struct conflict {
	struct screen screen;
	struct sitting *sitting;
	const struct field *field;
	struct uid row;
	struct list list;
	struct stored_revision *heads; /* all revisions; heads come first */
	size_t count, all;
};

static struct conflict *
conflict_of(struct screen *screen)
{
	return (struct conflict *)(void *)screen;
}

/* Brings the heads with different values to the front. */
static void
keep_heads(struct conflict *conflict)
{
	struct stored_revision *list = conflict->heads;

	conflict->count = 0;
	for (size_t i = 0; i < conflict->all; i++) {
		bool same = !list[i].head;
		for (size_t j = 0; j < conflict->count && !same; j++)
			same = value_equal(&list[i].value, &list[j].value);
		if (same)
			continue;
		struct stored_revision head = list[i];
		list[i] = list[conflict->count];
		list[conflict->count++] = head;
	}
	list_set_count(&conflict->list, conflict->count);
}

static int
draw_answer(const struct conflict *conflict, struct rect body, int row,
    size_t at)
{
	const struct stored_revision *head = &conflict->heads[at];
	struct rect text = rect_part(body, 0, 4, body.rows, body.cols - 6);
	struct buf value;
	char day[32], time[8];
	int lines;

	date_format_short(clock_day(head->at), day);
	clock_format_time(head->at, time);
	draw_format(body, row, 2, STYLE_TITLE, "%s, %s %s:", head->who, day,
	    time);
	buf_init(&value);
	plan_show_value(conflict->sitting->plan, conflict->field, &head->value,
	    &value);
	lines = draw_wrapped(text, row + 1, STYLE_PLAIN,
	    value.len ? value.data : "(left blank)", 0);
	buf_clear(&value);
	return lines + 2;
}

static struct cell
conflict_draw(struct screen *screen, const struct layout *layout)
{
	struct conflict *conflict = conflict_of(screen);
	struct rect body = layout->body;
	struct cell cursor = draw_cell(body, 0, 0);
	int row;

	screen_draw_head(conflict->sitting, layout, conflict->field->label);
	row = draw_wrapped(body, 0, STYLE_PLAIN,
	    "Two people answered this apart. Both answers are kept in the "
	    "plan's history. Choose the one that should stand, best together, "
	    "or go back to the question to write a new one.", 0) + 1;
	for (size_t i = 0; i < conflict->count; i++) {
		if (i == conflict->list.focus) {
			draw_string(body, row, 0, STYLE_FOCUS, ">");
			cursor = draw_cell(body, row, 2);
		}
		row += draw_answer(conflict, body, row, i);
	}
	return cursor;
}

static enum context
conflict_context(const struct screen *screen)
{
	(void)screen;
	return CONTEXT_DIALOG;
}

static void
settle(struct conflict *conflict)
{
	const struct stored_revision *head =
	    &conflict->heads[conflict->list.focus];
	struct sitting *sitting = conflict->sitting;
	struct error err;
	struct buf text;

	buf_init(&text);
	field_edit_text(conflict->field, &head->value, &text);
	if (plan_settle(sitting->plan, conflict->field, &conflict->row,
		text.data, &err))
		loop_say(sitting->loop,
		    "Settled. The other answer stays in the history.");
	else
		loop_say(sitting->loop, "%s", err.text);
	buf_clear(&text);
}

static bool
conflict_command(struct screen *screen, enum command_id command)
{
	struct conflict *conflict = conflict_of(screen);

	if (list_command(&conflict->list, command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
		if (conflict->count)
			settle(conflict);
		loop_pop(conflict->sitting->loop, screen);
		return true;
	case COMMAND_LEAVE:
		loop_pop(conflict->sitting->loop, screen);
		return true;
	default:
		return false;
	}
}

static const char *
conflict_help_topic(const struct screen *screen)
{
	return ((const struct conflict *)(const void *)screen)->field->name;
}

static void
conflict_close(struct screen *screen)
{
	struct conflict *conflict = conflict_of(screen);

	stored_revisions_clear(conflict->heads, conflict->all);
	free(conflict);
}

static const struct screen_ops conflict_ops = {
	.name = "conflict",
	.draw = conflict_draw,
	.context = conflict_context,
	.command = conflict_command,
	.help_topic = conflict_help_topic,
	.close = conflict_close,
};

struct screen *
screen_conflict_new(struct sitting *sitting, const struct field *field,
    const struct uid *row)
{
	struct conflict *conflict = xcalloc(1, sizeof *conflict);
	struct error err;

	conflict->screen.ops = &conflict_ops;
	conflict->sitting = sitting;
	conflict->field = field;
	conflict->row = *row;
	if (store_revisions(plan_store(sitting->plan), field->name, row,
		&conflict->heads, &conflict->all, &err))
		keep_heads(conflict);
	else
		loop_say(sitting->loop, "%s", err.text);
	return &conflict->screen;
}
