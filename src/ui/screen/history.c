/* What an answer was before, when, and by whom: any of it can be brought back.
 * Where two answers were given apart both stand until one is chosen; neither is
 * called newer. */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "form/field_type.h"
#include "plan/redact.h"
#include "plan/statement.h"
#include "plan/voice.h"
#include "ui/draw.h"
#include "ui/list.h"
#include "ui/screens.h"
#include "ui/visit.h"

#define VALUE_LINES 4 /* of a long answer that has not the focus */

struct history {
	struct screen screen;
	struct sitting *sitting;
	const struct field *field;
	struct uid row;
	struct list list;
	struct stored_revision *all; /* latest first */
	size_t count;
	bool conflict;
};

static struct history *
history_of(struct screen *screen)
{
	return (struct history *)(void *)screen;
}

/* The latest first; what stands now before all others. */
static void
put_in_order(struct history *history)
{
	struct stored_revision *list = history->all;

	for (size_t i = 0, j = history->count; i + 1 < j; i++) {
		struct stored_revision swap = list[i];
		list[i] = list[--j];
		list[j] = swap;
	}
	for (size_t i = 0, heads = 0; i < history->count; i++) {
		if (!list[i].head)
			continue;
		struct stored_revision head = list[i];
		for (size_t j = i; j > heads; j--)
			list[j] = list[j - 1];
		list[heads++] = head;
	}
}

static void
look(struct history *history)
{
	struct field_state state;
	struct error err;

	stored_revisions_clear(history->all, history->count);
	history->all = NULL;
	history->count = 0;
	plan_field(history->sitting->plan, history->field, &history->row,
	    &state);
	history->conflict = state.conflict;
	if (store_revisions(plan_store(history->sitting->plan),
		history->field->name, &history->row, &history->all,
		&history->count, &err))
		put_in_order(history);
	else
		loop_say(history->sitting->loop, "%s", err.text);
	list_set_count(&history->list, history->count);
}

/* Whose words they are, on a line of its own. */
static void
add_voice(const struct stored_revision *revision, struct buf *out)
{
	struct voice voice = voice_read(revision->voice);

	if (revision->taken_out || voice.kind == VOICE_OWN)
		return;
	buf_add(out, "\n(");
	voice_add(voice, out);
	buf_add_char(out, ')');
}

static void
value_text(const struct history *history, const struct stored_revision *revision,
    struct buf *out)
{
	buf_init(out);
	if (revision->taken_out) {
		if (!plan_taken_out(history->sitting->plan, history->field,
			&history->row, &revision->uid, out))
			buf_add(out, "Taken out");
	} else
		plan_show_value(history->sitting->plan, history->field,
		    &revision->value, out);
	if (!out->len)
		buf_add(out, "(left blank)");
	add_voice(revision, out);
}

/* The lines of an answer of LINES that show in an area of ROWS: all of the one
 * with the focus, as far as they fit; of the others the first few. */
static int
shown_lines(const struct history *history, size_t at, int lines, int rows)
{
	int most = at == history->list.focus && rows - 2 > VALUE_LINES
	    ? rows - 2 : VALUE_LINES;

	return lines > most ? most : lines;
}

static int
entry_lines(const struct history *history, size_t at, int rows, int cols)
{
	struct buf text;
	int lines;

	value_text(history, &history->all[at], &text);
	lines = draw_wrapped_lines(text.data, cols);
	buf_clear(&text);
	return 2 + shown_lines(history, at, lines, rows);
}

/* Where it is cut, the last line says so. */
static void
draw_value(struct rect area, int shown, const char *text)
{
	int lines = draw_wrapped_lines(text, area.cols);

	if (lines > shown) {
		shown--;
		draw_format(area, shown, 0, STYLE_HINT, "(and %d more lines)",
		    lines - shown);
	}
	draw_wrapped(rect_part(area, 0, 0, shown, area.cols), 0, STYLE_PLAIN,
	    text, 0);
}

static void
draw_entry(const struct history *history, struct rect area, int row, size_t at)
{
	const struct stored_revision *revision = &history->all[at];
	int cols = area.cols - 6;
	char day[32], time[8];
	struct buf text;

	date_format_short(clock_day(revision->at), day);
	clock_format_time(revision->at, time);
	draw_format(area, row, 2, STYLE_PLAIN, "%s %s, %s%s", day, time,
	    revision->who, !revision->head ? ""
		: history->conflict	   ? " - stands beside the other"
					   : " - stands now");
	value_text(history, revision, &text);
	draw_value(rect_part(area, row + 1, 4, area.rows - row - 1, cols),
	    shown_lines(history, at, draw_wrapped_lines(text.data, cols),
		area.rows), text.data);
	buf_clear(&text);
}

/* The entry at the top of ROWS lines, so that the focused one shows whole. */
static size_t
first_entry(const struct history *history, int rows, int cols)
{
	size_t first = history->list.focus;
	int lines = entry_lines(history, first, rows, cols);

	while (first > 0) {
		lines += entry_lines(history, first - 1, rows, cols);
		if (lines > rows)
			break;
		first--;
	}
	return first;
}

/* What somebody says against it; returns the row after that. */
static int
draw_statements(const struct history *history, struct rect body, int row)
{
	const struct plan *plan = history->sitting->plan;
	struct statement *said;
	size_t count = plan_statements(plan, history->field, &history->row,
	    &said);

	for (size_t i = 0; i < count; i++) {
		struct rect words = rect_part(body, 0, 4, body.rows,
		    body.cols - 6);
		struct buf text;

		if (visit_closes_repeat(history->sitting, said[i].repeat))
			continue;
		buf_init(&text);
		statement_say(plan, &said[i], &text);
		buf_add_char(&text, ':');
		row += draw_wrapped(rect_part(body, 0, 2, body.rows,
					body.cols - 4), row, STYLE_TITLE,
		    text.data, 0);
		row += draw_wrapped(words, row, STYLE_PLAIN, said[i].words, 0) +
		    1;
		buf_clear(&text);
	}
	free(said);
	return row;
}

static struct cell
history_draw(struct screen *screen, const struct layout *layout)
{
	struct history *history = history_of(screen);
	struct rect body = layout->body;
	struct cell cursor = draw_cell(body, 0, 0);
	const char *intro = history->conflict
	    ? "Two people answered this apart, and both answers are kept. Choose "
	      "the one that should stand, best together; or go back and write a "
	      "new one."
	    : "What this answer was, the latest first. Enter brings one back; "
	      "nothing is lost by it.";

	screen_draw_head(history->sitting, layout, history->field->label);
	int row = draw_wrapped(body, 0, STYLE_HINT, intro, 0) + 1;
	row = draw_statements(history, body, row);
	if (!history->count) {
		draw_string(body, row, 2, STYLE_PLAIN,
		    "Nobody has answered this yet.");
		return draw_cell(body, row, 2);
	}
	struct rect rows = rect_part(body, row, 0, body.rows - row, body.cols);
	row = 0;
	for (size_t i = first_entry(history, rows.rows, rows.cols - 6);
	     i < history->count && row < rows.rows; i++) {
		if (i == history->list.focus) {
			draw_string(rows, row, 0, STYLE_FOCUS, ">");
			cursor = draw_cell(rows, row, 2);
		}
		int lines = entry_lines(history, i, rows.rows, rows.cols - 6);
		draw_entry(history, rows, row, i);
		screen_spot(screen, rect_part(rows, row, 0, lines, rows.cols),
		    i);
		row += lines;
	}
	return cursor;
}

/* Makes the focused answer the one that stands: a new revision, which replaces
 * all that stand now. */
static void
bring_back(struct history *history)
{
	const struct stored_revision *revision =
	    &history->all[history->list.focus];
	struct sitting *sitting = history->sitting;
	struct error err;
	struct buf text;

	if (revision->taken_out) {
		loop_say(sitting->loop,
		    "These words were taken out, so they cannot come back.");
		return;
	}
	buf_init(&text);
	field_edit_text(history->field, &revision->value, &text);
	if (plan_settle(sitting->plan, history->field, &history->row,
		text.data, &err))
		loop_say(sitting->loop, history->conflict
			? "Settled. The other answer stays in the history."
			: "Brought back. What it was stays in the history.");
	else
		loop_say(sitting->loop, "%s", err.text);
	buf_clear(&text);
	loop_pop(sitting->loop, &history->screen);
}

/* A new statement, in whose form the words are written. */
static void
dispute(struct history *history)
{
	struct sitting *sitting = history->sitting;
	struct target target = { 0 };
	struct error err;

	if (!sitting_commit(sitting))
		return;
	if (!statement_add(sitting->plan, history->field, &history->row,
		&target.repeat, &target.row, &err)) {
		loop_say(sitting->loop, "%s", err.text);
		return;
	}
	target.section = target.repeat->section;
	loop_push(sitting->loop, screen_form_new(sitting, &target, NULL, 0));
}

static bool
history_command(struct screen *screen, enum command_id command)
{
	struct history *history = history_of(screen);

	if (list_command(&history->list, command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
		if (history->count)
			bring_back(history);
		return true;
	case COMMAND_UNSAY:
		screen_unsay(history->sitting, history->field, NULL,
		    &history->row);
		return true;
	case COMMAND_TAKE_OUT:
		screen_take_out(history->sitting, history->field, NULL,
		    &history->row, history->count
			? &history->all[history->list.focus].uid
			: NULL);
		return true;
	case COMMAND_DISPUTE:
		dispute(history);
		return true;
	case COMMAND_LEAVE:
	case COMMAND_HISTORY:
		loop_pop(history->sitting->loop, screen);
		return true;
	default:
		return false;
	}
}

/* Once goes there; again chooses it. */
static void
history_click(struct screen *screen, size_t number, struct cell at)
{
	struct list *list = &history_of(screen)->list;

	(void)at;
	if (list->focus == number)
		(void)history_command(screen, COMMAND_ACCEPT);
	else
		list->focus = number;
}

/* An answer on its way to the disk belongs to the history too. */
static void
history_work(struct screen *screen)
{
	struct history *history = history_of(screen);

	(void)sitting_commit(history->sitting);
	look(history);
}

/* Words may have been taken out. */
static void
history_resume(struct screen *screen)
{
	look(history_of(screen));
}

static const char *
history_help_topic(const struct screen *screen)
{
	return ((const struct history *)(const void *)screen)->field->name;
}

static void
history_close(struct screen *screen)
{
	struct history *history = history_of(screen);

	stored_revisions_clear(history->all, history->count);
	free(history);
}

static const struct screen_ops history_ops = {
	.name = "history",
	.about = "Every answer that was given to this question: what, when and "
		 "by whom. Any of them can be brought back.",
	.draw = history_draw,
	.on = CONTEXT_DIALOG,
	.shown = { COMMAND_HELP, COMMAND_DISPUTE, COMMAND_UNSAY,
		COMMAND_TAKE_OUT, COMMAND_LEAVE, COMMAND_QUIT },
	.command = history_command,
	.click = history_click,
	.work = history_work,
	.resume = history_resume,
	.help_topic = history_help_topic,
	.close = history_close,
};

struct screen *
screen_history_new(struct sitting *sitting, const struct field *field,
    const struct uid *row)
{
	struct history *history = xcalloc(1, sizeof *history);

	history->screen.ops = &history_ops;
	history->sitting = sitting;
	history->field = field;
	history->row = *row;
	(void)sitting_commit(sitting);
	look(history);
	return &history->screen;
}
