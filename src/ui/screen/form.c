/* The screen where answers are given: one section, or one row of a table. It
 * knows no form: what stands on it comes from the definitions. */
#include "config.h"

#include "ui/screen/form_screen.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "form/field_type.h"
#include "plan/week.h"

static struct form_screen *
form_of(struct screen *screen)
{
	return (struct form_screen *)(void *)screen;
}

static const struct form_screen *
form_of_const(const struct screen *screen)
{
	return (const struct form_screen *)(const void *)screen;
}

/* There is something on the page. */
struct slot *
form_focused(const struct form_screen *form)
{
	assert(form->focus.slot < form->page.count);
	return &form->page.slots[form->focus.slot];
}

const struct field *
form_focused_field(const struct form_screen *form)
{
	return form->page.count && form_focused(form)->kind == SLOT_FIELD
	    ? form_focused(form)->field
	    : NULL;
}

bool
form_is_typed(const struct form_screen *form, const struct slot *slot)
{
	return slot->kind == SLOT_FIELD && !slot->skipped &&
	    plan_writable(form->sitting->plan) &&
	    !field_type(slot->field->kind)->picked;
}

bool
form_is_picked(const struct slot *slot)
{
	return slot->kind == SLOT_FIELD && !slot->skipped &&
	    field_type(slot->field->kind)->picked;
}

void
form_note_place(struct form_screen *form)
{
	const struct field *field = form_focused_field(form);

	/* the command that opened another screen is not done here yet */
	if (form->screen.loop && (form->screen.closing ||
	    loop_top(form->sitting->loop) != &form->screen))
		return;
	sitting_place(form->sitting, &form->target, field,
	    field ? &form_focused(form)->row : &UID_NONE,
	    form->editor ? editor_cursor(form->editor) : 0);
	if (!form->soon && plan_writable(form->sitting->plan) &&
	    (form->unsaved || form->sitting->place_moved)) {
		form->soon = true;
		screen_set_timer(&form->screen, SITTING_DRAFT_MS);
	}
}

/* --- drawing --- */

static void
draw_title(const struct form_screen *form, const struct layout *layout)
{
	struct buf title;
	const struct section *section = form->target.section;

	buf_init(&title);
	buf_add(&title, section->form->title);
	if (strcmp(section->form->title, section->title) != 0)
		buf_addf(&title, ": %s", section->title);
	if (form->target.repeat) {
		buf_add(&title, ": ");
		plan_row_title(form->sitting->plan, form->target.repeat,
		    &form->target.row, &title);
	}
	screen_draw_head(form->sitting, layout, title.data);
	buf_clear(&title);
}

/* Brings all of the question that has the focus into view; where it does not
 * fit, as much of it as does, with the cursor's line, and with the last of its
 * own lines what stands below: its hint, and why it does not hold. */
static void
form_scroll(struct form_screen *form, int rows)
{
	const struct slot *slot = form_focused(form);
	int line = page_cursor_line(&form->page, form->sitting, &form->focus);
	int above = slot->wide ? slot->label_lines + slot->hint_lines : 0;
	int top = form->focus.slot == 0 ? 0 : slot->top;
	int bottom = slot->top + slot->lines - 1;
	int wanted[] = { bottom, line }; /* the later matters more */

	if (bottom - top < rows)
		wanted[1] = top;
	else {
		if (form->first < top)
			form->first = top;
		if (form->first > bottom - rows + 1)
			form->first = bottom - rows + 1;
		if (line < slot->top + above + slot->widget_lines - 1)
			wanted[0] = line;
	}
	for (size_t i = 0; i < ARRAY_LEN(wanted); i++)
		form->first = draw_first_row(form->first, wanted[i],
		    form->page.lines, rows);
}

static struct cell
form_draw(struct screen *screen, const struct layout *layout)
{
	struct form_screen *form = form_of(screen);
	struct rect body = layout->body;

	if (body.cols != form->cols || body.rows != form->rows) {
		form->cols = body.cols;
		form->rows = body.rows;
		form_renew(form);
		if (form->editor)
			editor_set_view(form->editor,
			    typed_wrap_cols(form_focused(form)->field,
				page_widget_cols(form_focused(form), body.cols)),
			    body.rows);
	}
	form_renew(form);
	draw_title(form, layout);
	if (!form->page.count) {
		draw_wrapped(body, 1, STYLE_PLAIN,
		    "Nothing is asked here now. What was answered before is "
		    "set aside, not lost: it comes back when what the plan is "
		    "for, or another answer, asks for it again.", 0);
		return draw_cell(body, 1, 0);
	}
	form_scroll(form, body.rows);
	screen_draw_help(form->sitting, layout, form_focused(form)->field);
	form->body = body;
	form_spots(form);
	return page_draw(&form->page, form->sitting, body, form->first,
	    &form->focus);
}

static enum context
form_context(const struct screen *screen)
{
	const struct form_screen *form = form_of_const(screen);
	const struct field *field = form_focused_field(form);

	if (!field)
		return form->page.count ? CONTEXT_TABLE : CONTEXT_FORM;
	if (form->editor && !form->resting)
		return form_takes_lines(field) ? CONTEXT_PARAGRAPH : CONTEXT_TEXT;
	return CONTEXT_FORM;
}

static const char *
form_help_topic(const struct screen *screen)
{
	const struct field *field = form_focused_field(form_of_const(screen));

	return field ? field->name : NULL;
}

/* --- going about --- */

static void
undo(struct form_screen *form, enum command_id command)
{
	form_finish_typing(form);
	if (!sitting_commit(form->sitting))
		return;
	sitting_undo(form->sitting, command == COMMAND_UNDO);
	form_renew(form);
	form_start_typing(form, SIZE_MAX);
}

/* Esc leaves the text first, then the row or the screen. */
static void
leave(struct form_screen *form)
{
	form_finish_typing(form);
	if (form->editor && !form->resting) {
		form->resting = true;
		return;
	}
	if (form->target.repeat)
		form_leave_row(form);
	else
		loop_pop(form->sitting->loop, &form->screen);
}

/* Of the figure that has the focus, of the row, or of all on this screen. */
static void
working(struct form_screen *form)
{
	const struct slot *slot = form_focused(form);
	struct target target = form->target;

	if (slot->kind == SLOT_ROW) {
		target.repeat = slot->repeat;
		target.row = slot->row;
	}
	if (sitting_commit(form->sitting))
		loop_push(form->sitting->loop,
		    screen_working_new(form->sitting, &target,
			slot->kind == SLOT_FIELD ? slot->field : NULL,
			&slot->row));
}

static void
history(struct form_screen *form)
{
	const struct field *field = form_focused_field(form);

	if (field)
		loop_push(form->sitting->loop,
		    screen_history_new(form->sitting, field,
			&form_focused(form)->row));
}

/* Words go for good: of the question that has the focus, or of the row. */
static void
take_out(struct form_screen *form, enum command_id command)
{
	const struct slot *slot = form_focused(form);
	const struct field *field = form_focused_field(form);

	form_finish_typing(form);
	if (slot->kind != SLOT_FIELD && slot->kind != SLOT_ROW)
		loop_say(form->sitting->loop,
		    "There are no words here. Go to the answer, or the row, "
		    "whose words are to go.");
	else if (command == COMMAND_UNSAY)
		screen_unsay(form->sitting, field, slot->repeat, &slot->row);
	else
		screen_take_out(form->sitting, field, slot->repeat, &slot->row,
		    NULL);
}

static void
whose_words(struct form_screen *form)
{
	const struct field *field = form_focused_field(form);

	form_finish_typing(form);
	if (!plan_writable(form->sitting->plan))
		loop_say(form->sitting->loop,
		    "This plan is open to look at only: nothing can be "
		    "changed.");
	else
		loop_push(form->sitting->loop,
		    screen_voice_new(form->sitting, form->target.section,
			field, field ? &form_focused(form)->row : &UID_NONE));
}

static bool
screen_command(struct form_screen *form, enum command_id command)
{
	switch (command) {
	case COMMAND_NEXT_FIELD:
	case COMMAND_ACCEPT:
		form_next_field(form, 1);
		return true;
	case COMMAND_PREVIOUS_FIELD:
		form_next_field(form, -1);
		return true;
	case COMMAND_UP:
		return form_step(form, -1);
	case COMMAND_DOWN:
		return form_step(form, 1);
	case COMMAND_FIRST:
		form_focus_on(form, 0, false);
		return true;
	case COMMAND_LAST:
		form_focus_on(form, form->page.count - 1, false);
		return true;
	case COMMAND_PAGE_UP:
		form_turn_page(form, -1);
		return true;
	case COMMAND_PAGE_DOWN:
		form_turn_page(form, 1);
		return true;
	case COMMAND_UNDO:
	case COMMAND_REDO:
		undo(form, command);
		return true;
	case COMMAND_LEAVE:
		leave(form);
		return true;
	case COMMAND_TAKE_HOURS:
		if (form->target.repeat &&
		    form->target.repeat == week_lines(form->sitting->plan))
			screen_take_hours(form->sitting, &form->target.row);
		return true;
	case COMMAND_HISTORY:
		form_finish_typing(form);
		history(form);
		return true;
	case COMMAND_VOICE:
		whose_words(form);
		return true;
	case COMMAND_UNSAY:
	case COMMAND_TAKE_OUT:
		take_out(form, command);
		return true;
	case COMMAND_WORKING:
		form_finish_typing(form);
		working(form);
		return true;
	case COMMAND_SAVE:
		loop_say(form->sitting->loop,
		    "There is no need to save: every answer is kept as you "
		    "leave it, and what you type within a second.");
		return true;
	default:
		/* another screen is about to open: keep what is typed */
		form_finish_typing(form);
		return false;
	}
}

static bool
form_command(struct screen *screen, enum command_id command)
{
	struct form_screen *form = form_of(screen);
	bool done = false;

	form->going = false;
	if (!form->page.count) {
		if (command == COMMAND_PAGE_UP || command == COMMAND_PAGE_DOWN ||
		    command == COMMAND_NEXT_FIELD ||
		    command == COMMAND_PREVIOUS_FIELD) {
			form_change_screen(form, command == COMMAND_PAGE_DOWN ||
				    command == COMMAND_NEXT_FIELD
				? 1
				: -1);
			return true;
		}
		if (command == COMMAND_LEAVE) {
			loop_pop(form->sitting->loop, screen);
			return true;
		}
		return false;
	}
	const struct slot *slot = form_focused(form);
	if (form->editor && !form->resting)
		done = form_text_command(form, command);
	else if (form->editor && command == COMMAND_TOGGLE)
		done = form_type(form, " ", 1, false); /* goes on in the text */
	else if (form_is_picked(slot))
		done = form_picked_command(form, command);
	else if (slot->kind != SLOT_FIELD)
		done = form_table_command(form, command);
	if (!done)
		done = screen_command(form, command);
	form_note_place(form);
	return done;
}

static bool
form_text(struct screen *screen, const char *text, size_t len)
{
	return form_type(form_of(screen), text, len, false);
}

static bool
form_paste(struct screen *screen, const char *bytes, size_t len)
{
	return form_type(form_of(screen), bytes, len, true);
}

/* --- keeping --- */

static void
form_work(struct screen *screen)
{
	struct form_screen *form = form_of(screen);

	if (!sitting_reckon(form->sitting))
		return;
	int aside = plan_set_aside(form->sitting->plan);
	if (!sitting_commit(form->sitting)) {
		screen_set_timer(screen, SITTING_RETRY_MS);
		return;
	}
	int now = plan_set_aside(form->sitting->plan);
	if (now > aside)
		loop_say(form->sitting->loop,
		    "%d %s set aside, because nobody asks for %s now. Nothing "
		    "is lost: change this back and %s there again.",
		    now - aside, now - aside == 1 ? "answer is" : "answers are",
		    now - aside == 1 ? "it" : "them",
		    now - aside == 1 ? "it is" : "they are");
	/* a draft of the same field went with the answer */
	form->soon = false;
	form_reread(form);
	form_renew(form);
	form_follow(form);
	form_note_place(form);
}

static void
form_timer(struct screen *screen)
{
	struct form_screen *form = form_of(screen);
	bool changed = false;

	form->soon = false;
	if (form->unsaved || form->sitting->place_moved)
		form_put_draft(form);
	if (form->sitting->pending_count)
		(void)sitting_commit(form->sitting);
	if (plan_refresh(form->sitting->plan, &changed, NULL) && changed) {
		loop_say(form->sitting->loop,
		    "Somebody else has just changed this plan. What you see is "
		    "up to date.");
		form_reread(form);
	}
	screen_set_timer(screen, SITTING_RETRY_MS);
}

static void
form_resume(struct screen *screen)
{
	struct form_screen *form = form_of(screen);
	size_t cursor = form->editor ? editor_cursor(form->editor) : 0;
	bool resting = form->resting;

	form_renew(form);
	/* back from a row that was just added or seen: the focus stays on it,
	 * and letters are the commands they were */
	if (form->editor && !editor_changed(form->editor) && !form->found) {
		form_start_typing(form, cursor);
		form->resting = resting && form->editor;
	}
	form_note_place(form);
	screen_set_timer(screen, SITTING_RETRY_MS);
}

static void
form_hangup(struct screen *screen)
{
	struct form_screen *form = form_of(screen);

	if (form->sitting->pending_count)
		(void)sitting_commit(form->sitting);
	if (loop_top(form->sitting->loop) == screen)
		form_put_draft(form);
}

static void
form_close(struct screen *screen)
{
	struct form_screen *form = form_of(screen);

	form_drop_editor(form);
	page_clear(&form->page);
	free(form);
}

static const struct screen_ops form_ops = {
	.name = "form",
	.draw = form_draw,
	.context = form_context,
	.command = form_command,
	.text = form_text,
	.paste = form_paste,
	.click = form_click,
	.timer = form_timer,
	.work = form_work,
	.resume = form_resume,
	.hangup = form_hangup,
	.footer = form_footer,
	.help_topic = form_help_topic,
	.close = form_close,
};

/* The first question that has no answer yet, or the first of all. */
static size_t
first_slot(const struct form_screen *form)
{
	for (size_t i = 0; i < form->page.count; i++)
		if (!form->page.slots[i].skipped)
			return i;
	return 0;
}

struct screen *
screen_form_new(struct sitting *sitting, const struct target *target,
    const struct field *field, size_t cursor)
{
	struct form_screen *form = xcalloc(1, sizeof *form);

	form->screen.ops = &form_ops;
	form->sitting = sitting;
	form->target = *target;
	form->focus.option = SIZE_MAX;
	page_init(&form->page);
	/* a question that few plans need may be the one that was asked for */
	form->more = field && field->more;
	form_make_page(form);
	form->focus.slot = first_slot(form);
	for (size_t i = 0; field && i < form->page.count; i++)
		if (form->page.slots[i].field == field)
			form->focus.slot = i;
	if (form->page.count) {
		form->on = form->page.slots[form->focus.slot];
		form->focus.option = form_first_option(form, &form->on, false);
		form_start_typing(form, field ? cursor : SIZE_MAX);
		if (!field || cursor == SIZE_MAX)
			form_note_fresh(form);
	}
	form_note_place(form);
	return &form->screen;
}

void
screen_form_on_row(struct screen *screen, const struct repeat *repeat,
    const struct uid *row)
{
	struct form_screen *form = form_of(screen);
	struct slot slot = { .kind = SLOT_ROW, .repeat = repeat, .row = *row };
	size_t at = page_find(&form->page, &slot);

	if (at == SIZE_MAX)
		return;
	form_drop_editor(form);
	form->focus.slot = at;
	form->focus.option = SIZE_MAX;
	form->on = form->page.slots[at];
	form_make_page(form);
}
