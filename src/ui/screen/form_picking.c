/* What is picked from a list, and the rows of tables. */
#include "config.h"

#include "ui/screen/form_screen.h"

#include <stdlib.h>
#include <string.h>

#include "plan/jot.h"
#include "plan/week.h"
#include "rules/sentence.h"

void
form_toggle(struct form_screen *form)
{
	struct slot *slot = form_focused(form);
	struct options options;
	struct uid *bases;
	size_t count;

	options_make(&options, form->sitting, slot->field, &slot->row);
	if (form->focus.option < options.count) {
		char *text = options_toggle(&options, form->focus.option);
		plan_bases(form->sitting->plan, slot->field, &slot->row, &bases,
		    &count);
		sitting_answer(form->sitting, slot->field, &slot->row,
		    *text ? text : NULL, bases, count);
		screen_set_work(&form->screen);
		free(bases);
		free(text);
	}
	options_clear(&options);
}

/* Moves among the options; past the last, to the next question. */
static bool
step_option(struct form_screen *form, int by, bool across)
{
	struct slot *slot = form_focused(form);
	struct options options;
	size_t count;

	options_make(&options, form->sitting, slot->field, &slot->row);
	count = options.count;
	bool line = options.across;
	options_clear(&options);
	if (line != across)
		return across ? false : form_step(form, by);
	if (by < 0 ? form->focus.option == 0 : form->focus.option + 1 >= count)
		return across ? true : form_step(form, by);
	form->focus.option = by < 0 ? form->focus.option - 1
				    : form->focus.option + 1;
	return true;
}

bool
form_picked_command(struct form_screen *form, enum command_id command)
{
	switch (command) {
	case COMMAND_UP:
		return step_option(form, -1, false);
	case COMMAND_DOWN:
		return step_option(form, 1, false);
	case COMMAND_LEFT:
		return step_option(form, -1, true);
	case COMMAND_RIGHT:
		return step_option(form, 1, true);
	case COMMAND_TOGGLE:
		form_toggle(form);
		return true;
	default:
		return false;
	}
}

static void
open_row(struct form_screen *form, const struct repeat *repeat,
    const struct uid *row)
{
	struct target target = {
		.section = repeat->section,
		.repeat = repeat,
		.row = *row,
	};

	loop_push(form->sitting->loop,
	    screen_form_new(form->sitting, &target, NULL, 0));
}

static void
add_row(struct form_screen *form, const struct repeat *repeat)
{
	struct uid row, parent = form->target.repeat == repeat->in
	    ? form->target.row
	    : UID_NONE;
	struct error err;

	if (!sitting_commit(form->sitting))
		return;
	if (plan_row_add(form->sitting->plan, repeat, &parent, &row, &err))
		open_row(form, repeat, &row);
	else
		loop_say(form->sitting->loop, "%s", err.text);
}

static void
remove_row(struct form_screen *form, const struct slot *slot)
{
	struct error err;
	struct buf title;

	buf_init(&title);
	plan_row_title(form->sitting->plan, slot->repeat, &slot->row, &title);
	/* letters are commands here, and somebody may only be typing */
	if (!uid_equal(&form->removing, &slot->row)) {
		form->removing = slot->row;
		loop_say(form->sitting->loop,
		    "Press the same key again to remove: %s", title.data);
		buf_clear(&title);
		return;
	}
	form->removing = UID_NONE;
	if (plan_row_remove(form->sitting->plan, slot->repeat, &slot->row, &err))
		loop_say(form->sitting->loop,
		    "Removed: %s%s Ctrl-Z brings it back.", title.data,
		    sentence_stop(title.data));
	else
		loop_say(form->sitting->loop, "%s", err.text);
	buf_clear(&title);
}

/* My week as a grid of days again. */
static void
show_grid(struct form_screen *form)
{
	form->sitting->week_table = false;
	sitting_go(form->sitting, &form->target, NULL, &UID_NONE);
}

/* The questions that few plans need come out, each where it belongs, and the
 * first has the focus; or they are put away. */
static void
show_more(struct form_screen *form)
{
	form->more = !form->more;
	form_renew(form);
	for (size_t i = 0; form->more && i < form->page.count; i++)
		if (form->page.slots[i].extra && !form->page.slots[i].skipped) {
			form_focus_on(form, i, false);
			break;
		}
}

bool
form_table_command(struct form_screen *form, enum command_id command)
{
	struct slot *slot = form_focused(form);
	bool row = slot->kind == SLOT_ROW;

	if (command != COMMAND_REMOVE_ROW)
		form->removing = UID_NONE;
	struct error err;

	switch (command) {
	case COMMAND_ACCEPT:
	case COMMAND_TOGGLE:
		if (slot->kind == SLOT_MORE)
			show_more(form);
		else if (row)
			open_row(form, slot->repeat, &slot->row);
		else
			add_row(form, slot->repeat);
		return true;
	case COMMAND_ADD_ROW:
		if (slot->repeat)
			add_row(form, slot->repeat);
		return true;
	case COMMAND_REMOVE_ROW:
		if (row)
			remove_row(form, slot);
		return true;
	case COMMAND_FILE_JOT:
		if (row && slot->repeat == jot_repeat(form->sitting->plan))
			loop_push(form->sitting->loop,
			    screen_goto_new(form->sitting, &slot->row));
		return row;
	case COMMAND_GRID:
		if (slot->repeat && strcmp(slot->repeat->name, WEEK_ENTRY) == 0)
			show_grid(form);
		return true;
	case COMMAND_TAKE_HOURS:
		if (row && slot->repeat == week_lines(form->sitting->plan))
			screen_take_hours(form->sitting, &slot->row);
		return true;
	case COMMAND_ROW_UP:
	case COMMAND_ROW_DOWN:
		if (row &&
		    !plan_row_move(form->sitting->plan, slot->repeat,
			&slot->row, command == COMMAND_ROW_UP ? -1 : 1, &err))
			loop_say(form->sitting->loop, "%s", err.text);
		return true;
	default:
		return false;
	}
}
