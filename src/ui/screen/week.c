/* My week as a grid: days across, times down. The same rows as the form's table,
 * which one key shows instead, for whoever reads with a screen reader. */
#include "config.h"

#include "ui/screen/week_screen.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/money.h"
#include "rules/sentence.h"
#include "ui/screen/form_screen.h"

static struct week_screen *
week_of(struct screen *screen)
{
	return (struct week_screen *)(void *)screen;
}

static struct cell
draw(struct screen *screen, const struct layout *layout)
{
	week_renew(week_of(screen));
	return week_draw(week_of(screen), layout);
}

/* --- what keys do --- */

static void
open_row(struct week_screen *screen, const struct uid *row)
{
	struct target target = {
		.section = screen->section,
		.repeat = screen->form.entry,
		.row = *row,
	};

	loop_push(screen->sitting->loop,
	    screen_form_new(screen->sitting, &target, NULL, 0));
}

static void
add(struct week_screen *screen)
{
	const struct week_line *line = &screen->lines[screen->line];
	int starts = line->starts >= LINE_ANY ? -1
	    : line->empty ? week_spell_usual(line->spell)
			  : line->starts;
	struct error err;
	struct uid row;

	if (!sitting_commit(screen->sitting))
		return;
	if (!week_add(screen->sitting->plan, screen->day, starts,
		screen->shown, &row, &err)) {
		loop_say(screen->sitting->loop, "%s", err.text);
		return;
	}
	screen->on = row;
	open_row(screen, &row);
}

static void
take_off(struct week_screen *screen)
{
	const struct week_part *part =
	    week_part_at(screen, screen->line, screen->day);
	struct plan *plan = screen->sitting->plan;
	struct error err;
	struct buf what;

	if (!part)
		return;
	bool last = part->days == 1u << screen->day;
	buf_init(&what);
	plan_row_title(plan, screen->form.entry, &part->row, &what);
	if (!uid_equal(&screen->removing, &part->row)) {
		screen->removing = part->row;
		loop_say(screen->sitting->loop,
		    "Press the same key again to take off %s%s: %s",
		    week_day_name(screen->day), last ? "" : " alone",
		    what.data);
	} else {
		screen->removing = UID_NONE;
		if (week_take_off(plan, &part->row, screen->day, &err))
			loop_say(screen->sitting->loop,
			    "Taken off %s: %s%s Ctrl-Z brings it back.",
			    week_day_name(screen->day), what.data,
			    sentence_stop(what.data));
		else
			loop_say(screen->sitting->loop, "%s", err.text);
	}
	buf_clear(&what);
}

void
screen_take_hours(struct sitting *sitting, const struct uid *line)
{
	int64_t week, cost;
	struct error err;
	struct buf said;

	if (!sitting_commit(sitting))
		return;
	if (!week_line_differs(sitting->plan, line, &week, &cost)) {
		loop_say(sitting->loop, "This cost and My week do not differ.");
		return;
	}
	if (!week_take_hours(sitting->plan, line, &err)) {
		loop_say(sitting->loop, "%s", err.text);
		return;
	}
	buf_init(&said);
	plan_row_title(sitting->plan, week_lines(sitting->plan), line, &said);
	buf_add(&said, ": How many was ");
	decimal_format(cost, 4, &said);
	buf_add(&said, " and is now ");
	decimal_format(week, 4, &said);
	loop_say(sitting->loop, "%s, as in My week. Ctrl-Z takes it back.",
	    said.data);
	buf_clear(&said);
}

/* Words go for good: of the part that has the focus. */
static void
take_out(struct week_screen *screen, enum command_id command)
{
	const struct repeat *repeat = screen->form.entry;

	if (uid_is_none(&screen->on))
		return;
	if (command == COMMAND_UNSAY)
		screen_unsay(screen->sitting, NULL, repeat, &screen->on);
	else
		screen_take_out(screen->sitting, NULL, repeat, &screen->on,
		    NULL);
}

static void
take_hours(struct week_screen *screen)
{
	struct uid line;

	if (uid_is_none(&screen->on) ||
	    !week_line_of(screen->sitting->plan, &screen->on, &line))
		loop_say(screen->sitting->loop,
		    "No cost is named here. Open this part of the week and "
		    "choose which cost pays for it.");
	else
		screen_take_hours(screen->sitting, &line);
}

/* The table that the grid stands for. */
static void
show_table(struct week_screen *screen)
{
	struct target target = { .section = screen->section };

	screen->sitting->week_table = true;
	loop_say(screen->sitting->loop,
	    "The week as a table. g shows the grid again.");
	sitting_go(screen->sitting, &target, NULL, &UID_NONE);
}

static void
move(struct week_screen *screen, int lines, int days)
{
	long line = (long)screen->line + lines;
	int day = screen->day + days;

	if (line >= 0 && line < (long)screen->count && day >= 0 &&
	    day < WEEK_DAYS)
		week_focus(screen, (size_t)line, day);
}

static bool
move_command(struct week_screen *screen, enum command_id command)
{
	switch (command) {
	case COMMAND_UP:
		move(screen, -1, 0);
		return true;
	case COMMAND_DOWN:
		move(screen, 1, 0);
		return true;
	case COMMAND_LEFT:
		move(screen, 0, -1);
		return true;
	case COMMAND_RIGHT:
		move(screen, 0, 1);
		return true;
	case COMMAND_FIRST:
		week_focus(screen, 0, screen->day);
		return true;
	case COMMAND_LAST:
		week_focus(screen, screen->count - 1, screen->day);
		return true;
	case COMMAND_NEXT_FIELD:
	case COMMAND_PREVIOUS_FIELD:
		if (!week_next_part(screen,
			command == COMMAND_NEXT_FIELD ? 1 : -1))
			form_turn_section(screen->sitting, screen->section,
			    command == COMMAND_NEXT_FIELD ? 1 : -1);
		return true;
	case COMMAND_PAGE_DOWN:
	case COMMAND_PAGE_UP:
		form_turn_section(screen->sitting, screen->section,
		    command == COMMAND_PAGE_DOWN ? 1 : -1);
		return true;
	default:
		return false;
	}
}

static bool
command(struct screen *base, enum command_id command)
{
	struct week_screen *screen = week_of(base);

	if (command != COMMAND_REMOVE_ROW)
		screen->removing = UID_NONE;
	if (move_command(screen, command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
	case COMMAND_TOGGLE:
		if (uid_is_none(&screen->on))
			add(screen);
		else
			open_row(screen, &screen->on);
		return true;
	case COMMAND_ADD_ROW:
		add(screen);
		return true;
	case COMMAND_REMOVE_ROW:
		take_off(screen);
		return true;
	case COMMAND_OTHER_WEEK:
		screen->shown =
		    (enum week_kind)((screen->shown + 1) % WEEK_KINDS);
		return true;
	case COMMAND_GRID:
		show_table(screen);
		return true;
	case COMMAND_TAKE_HOURS:
		take_hours(screen);
		return true;
	case COMMAND_UNSAY:
	case COMMAND_TAKE_OUT:
		take_out(screen, command);
		return true;
	case COMMAND_UNDO:
	case COMMAND_REDO:
		sitting_undo(screen->sitting, command == COMMAND_UNDO);
		return true;
	case COMMAND_LEAVE:
		loop_pop(screen->sitting->loop, base);
		return true;
	default:
		return false;
	}
}

/* Once goes there; again opens what is there. */
static void
click(struct screen *base, size_t number, struct cell at)
{
	struct week_screen *screen = week_of(base);
	size_t line = number / WEEK_DAYS;
	int day = (int)(number % WEEK_DAYS);

	(void)at;
	if (screen->line == line && screen->day == day)
		(void)command(base, COMMAND_ACCEPT);
	else
		week_focus(screen, line, day);
}

/* --- keeping --- */

static void
work(struct screen *screen)
{
	(void)sitting_commit(week_of(screen)->sitting);
}

static void
timer(struct screen *screen)
{
	struct sitting *sitting = week_of(screen)->sitting;
	bool changed = false;

	if (sitting->place_moved)
		(void)sitting_put_draft(sitting, NULL, NULL, NULL, NULL, 0);
	if (sitting->pending_count)
		(void)sitting_commit(sitting);
	if (plan_refresh(sitting->plan, &changed, NULL) && changed)
		loop_say(sitting->loop,
		    "Somebody else has just changed this plan. What you see is "
		    "up to date.");
	screen_set_timer(screen, SITTING_RETRY_MS);
}

static void
note_place(struct week_screen *screen)
{
	struct target target = { .section = screen->section };

	sitting_place(screen->sitting, &target, NULL, &UID_NONE, 0);
	screen_set_timer(&screen->screen, SITTING_DRAFT_MS);
}

/* Back from a part, which may have gone to another day. */
static void
resume(struct screen *base)
{
	struct week_screen *screen = week_of(base);
	struct uid on = screen->on;

	week_renew(screen);
	screen_week_on_row(base, &on);
	note_place(screen);
}

static void
hangup(struct screen *screen)
{
	struct sitting *sitting = week_of(screen)->sitting;

	(void)sitting_commit(sitting);
	(void)sitting_put_draft(sitting, NULL, NULL, NULL, NULL, 0);
}

static void
close_week(struct screen *screen)
{
	week_clear(&week_of(screen)->week);
	free(week_of(screen)->lines);
	free(screen);
}

static const struct screen_ops week_ops = {
	.name = "week",
	.about = "A week as a grid, days across and times down: what happens, "
		 "who is there, and when nobody is. Its hours go to the costs.",
	.draw = draw,
	.on = CONTEXT_TABLE,
	.command = command,
	.click = click,
	.timer = timer,
	.work = work,
	.resume = resume,
	.hangup = hangup,
	.shown = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_ADD_ROW,
		COMMAND_REMOVE_ROW, COMMAND_OTHER_WEEK, COMMAND_GRID,
		COMMAND_PAGE_DOWN, COMMAND_QUIT, COMMAND_TO_DO },
	.close = close_week,
};

bool
screen_week_fits(const struct sitting *sitting, const struct target *target)
{
	struct week_form form;

	return !sitting->week_table && !target->repeat &&
	    week_form_find(plan_forms(sitting->plan), &form) &&
	    form.entry->section == target->section &&
	    plan_repeat_shown(sitting->plan, form.entry, &UID_NONE);
}

struct screen *
screen_week_new(struct sitting *sitting)
{
	struct week_screen *screen = xcalloc(1, sizeof *screen);

	screen->screen.ops = &week_ops;
	screen->sitting = sitting;
	(void)week_form_find(plan_forms(sitting->plan), &screen->form);
	screen->section = screen->form.entry->section;
	week_renew(screen);
	note_place(screen);
	return &screen->screen;
}

void
screen_week_on_row(struct screen *base, const struct uid *row)
{
	struct week_screen *screen = week_of(base);

	for (int turn = 0; turn < WEEK_DAYS; turn++) {
		int day = (screen->day + turn) % WEEK_DAYS;

		for (size_t i = 0; i < screen->count; i++) {
			const struct week_part *part =
			    week_part_at(screen, i, day);
			if (part && uid_equal(&part->row, row)) {
				week_focus(screen, i, day);
				return;
			}
		}
	}
}
