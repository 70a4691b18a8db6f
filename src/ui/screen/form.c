/* The screen where answers are given: one section, or one row of a table. It
 * knows no form: what stands on it comes from the definitions. */
#include "config.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "form/field_type.h"
#include "ui/page.h"
#include "ui/screens.h"

struct form_screen {
	struct screen screen; /* first: the loop's own */
	struct sitting *sitting;
	struct target target;
	struct page page;
	struct focus focus;
	struct slot on; /* what the focus is on, wherever that now stands */
	/* the text being typed */
	struct editor *editor; /* NULL: the focus is on nothing typed */
	struct uid *bases;     /* what the typist started from */
	size_t base_count;
	uint64_t editor_generation; /* of the plan, when the text was read */
	bool unsaved;	       /* typed since the last draft */
	bool resting;	       /* Esc left the text: letters are commands */
	bool more;	       /* questions behind "more" show */
	bool soon;	       /* the timer runs for a draft, not for others' news */
	int first;	       /* the page's line at the top */
	int rows, cols;	       /* of the body, when last drawn */
};

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

/* --- the focus --- */

/* There is something on the page. */
static struct slot *
focused(const struct form_screen *form)
{
	assert(form->focus.slot < form->page.count);
	return &form->page.slots[form->focus.slot];
}

static const struct field *
focused_field(const struct form_screen *form)
{
	return form->page.count && focused(form)->kind == SLOT_FIELD
	    ? focused(form)->field
	    : NULL;
}

static bool
is_typed(const struct form_screen *form, const struct slot *slot)
{
	return slot->kind == SLOT_FIELD && !slot->skipped &&
	    plan_writable(form->sitting->plan) &&
	    !field_type(slot->field->kind)->picked;
}

static bool
is_picked(const struct slot *slot)
{
	return slot->kind == SLOT_FIELD && !slot->skipped &&
	    field_type(slot->field->kind)->picked;
}

static void
drop_editor(struct form_screen *form)
{
	editor_free(form->editor);
	free(form->bases);
	form->editor = form->focus.editor = NULL;
	form->bases = NULL;
	form->base_count = 0;
	form->unsaved = form->resting = false;
}

static bool
takes_lines(const struct field *field)
{
	return field->kind == FIELD_PARAGRAPH;
}

/* Text found from a sitting that ended in mid-sentence goes on being typed; it
 * is this sitting's own from now on. */
static bool
take_found(struct form_screen *form, const struct slot *slot)
{
	struct plan *plan = form->sitting->plan;
	const struct found_draft *draft =
	    plan_found_draft(plan, slot->field, &slot->row);

	if (!draft)
		return false;
	if (!draft->mine) {
		loop_say(form->sitting->loop,
		    "%s had begun an answer here and not finished it: %s",
		    draft->who, draft->text);
		return false;
	}
	if (!store_adopt_draft(plan_store(plan), draft, NULL))
		return false;
	editor_insert(form->editor, draft->text, strlen(draft->text), true);
	form->bases =
	    xreallocarray(NULL, draft->base_count + 1, sizeof *form->bases);
	if (draft->base_count)
		memcpy(form->bases, draft->bases,
		    draft->base_count * sizeof *form->bases);
	form->base_count = draft->base_count;
	return true;
}

/* Begins typing where the focus is, if text is typed there. */
static void
start_editor(struct form_screen *form, size_t cursor)
{
	struct sitting *sitting = form->sitting;

	drop_editor(form);
	if (!form->page.count || !is_typed(form, focused(form)))
		return;
	const struct slot *slot = focused(form);
	char *text = widget_text(sitting, slot->field, &slot->row);
	form->editor =
	    editor_new(takes_lines(slot->field), &sitting->clipboard);
	editor_set_view(form->editor,
	    typed_wrap_cols(slot->field,
		page_widget_cols(slot, form->page.cols)),
	    form->rows);
	const struct found_draft *draft =
	    plan_found_draft(sitting->plan, slot->field, &slot->row);
	/* found text stands in for what the answer was: undo brings that back */
	editor_set(form->editor, draft && draft->mine ? "" : text, cursor);
	if (take_found(form, slot))
		editor_set(form->editor, draft->text, cursor);
	else
		plan_bases(sitting->plan, slot->field, &slot->row,
		    &form->bases, &form->base_count);
	form->editor_generation = plan_generation(sitting->plan);
	form->focus.editor = form->editor;
	free(text);
}

/* Puts the text being typed among the answers, if it is not the answer
 * already. */
static void
finish_typing(struct form_screen *form)
{
	if (!form->editor)
		return;
	const struct slot *slot = focused(form);
	char *before = widget_text(form->sitting, slot->field, &slot->row);
	if (strcmp(before, editor_text(form->editor)) != 0) {
		sitting_answer(form->sitting, slot->field, &slot->row,
		    editor_text(form->editor), form->bases, form->base_count);
		screen_set_work(&form->screen);
	} else if (form->unsaved || editor_changed(form->editor))
		/* typed and taken back: nothing to keep */
		(void)(plan_writable(form->sitting->plan) &&
		    store_drop_draft(plan_store(form->sitting->plan),
			slot->field->name, &slot->row, NULL));
	free(before);
	form->unsaved = false;
}

/* The option that the focus comes to first: the chosen one. */
static size_t
first_option(const struct form_screen *form, const struct slot *slot,
    bool from_below)
{
	struct options options;
	size_t at = 0;

	if (!is_picked(slot))
		return SIZE_MAX;
	options_make(&options, form->sitting, slot->field, &slot->row);
	if (from_below && !options.across && options.count)
		at = options.count - 1;
	else
		for (size_t i = options.count; i-- > 0;)
			if (options.items[i].chosen && !options.several)
				at = i;
	options_clear(&options);
	return at;
}

static void
note_place(struct form_screen *form)
{
	const struct field *field = focused_field(form);

	sitting_place(form->sitting, &form->target, field,
	    field ? &focused(form)->row : &UID_NONE,
	    form->editor ? editor_cursor(form->editor) : 0);
	if (!form->soon && plan_writable(form->sitting->plan) &&
	    (form->unsaved || form->sitting->place_moved)) {
		form->soon = true;
		screen_set_timer(&form->screen, SITTING_DRAFT_MS);
	}
}

static void
focus_on(struct form_screen *form, size_t slot, bool from_below)
{
	finish_typing(form);
	form->focus.slot = slot;
	form->on = form->page.slots[slot];
	form->focus.option = first_option(form, &form->on, from_below);
	start_editor(form, SIZE_MAX);
}

/* --- the page --- */

static void
make_page(struct form_screen *form)
{
	page_make(&form->page, form->sitting, &form->target,
	    form->cols > 0 ? form->cols : 80, form->more, &form->focus);
}

/* Makes the page anew and finds the focus again; where what it was on is gone,
 * it goes to what now stands there. */
static void
renew(struct form_screen *form)
{
	bool had = form->page.count > 0;
	size_t at, old = form->focus.slot;

	make_page(form);
	if (!form->page.count) {
		drop_editor(form);
		return;
	}
	at = had ? page_find(&form->page, &form->on) : SIZE_MAX;
	if (at == old)
		return;
	if (at == SIZE_MAX) {
		drop_editor(form);
		form->focus.slot =
		    old < form->page.count ? old : form->page.count - 1;
		form->on = form->page.slots[form->focus.slot];
		form->focus.option = first_option(form, &form->on, false);
		start_editor(form, SIZE_MAX);
	} else
		form->focus.slot = at;
	/* heights depend on what is focused */
	make_page(form);
}

/* The answer shown may have changed under a text nobody has touched. */
static void
reread_editor(struct form_screen *form)
{
	uint64_t now = plan_generation(form->sitting->plan);

	if (!form->editor || form->editor_generation == now)
		return;
	form->editor_generation = now;
	if (!editor_changed(form->editor))
		start_editor(form, editor_cursor(form->editor));
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

static struct cell
form_draw(struct screen *screen, const struct layout *layout)
{
	struct form_screen *form = form_of(screen);
	struct rect body = layout->body;

	if (body.cols != form->cols || body.rows != form->rows) {
		form->cols = body.cols;
		form->rows = body.rows;
		renew(form);
		if (form->editor)
			editor_set_view(form->editor,
			    typed_wrap_cols(focused(form)->field,
				page_widget_cols(focused(form), body.cols)),
			    body.rows);
	}
	renew(form);
	draw_title(form, layout);
	if (!form->page.count) {
		draw_wrapped(body, 1, STYLE_PLAIN,
		    "Nothing is asked here now. What was answered before is "
		    "set aside, not lost: it comes back when what the plan is "
		    "for, or another answer, asks for it again.", 0);
		return draw_cell(body, 1, 0);
	}
	const struct slot *slot = focused(form);
	int line = page_cursor_line(&form->page, form->sitting, &form->focus);
	/* all of the question in view if it fits, else the cursor's line */
	int bottom = slot->top + slot->lines - 1;
	int top = slot->top;
	if (form->focus.slot == 0)
		top = 0;
	if (bottom - top < body.rows) {
		form->first = draw_first_row(form->first, bottom,
		    form->page.lines, body.rows);
		form->first = draw_first_row(form->first, top,
		    form->page.lines, body.rows);
	} else
		form->first = draw_first_row(form->first, line,
		    form->page.lines, body.rows);
	return page_draw(&form->page, form->sitting, body, form->first,
	    &form->focus);
}

static enum context
form_context(const struct screen *screen)
{
	const struct form_screen *form = form_of_const(screen);
	const struct field *field = focused_field(form);

	if (!field)
		return form->page.count ? CONTEXT_TABLE : CONTEXT_FORM;
	if (form->editor && !form->resting)
		return takes_lines(field) ? CONTEXT_PARAGRAPH : CONTEXT_TEXT;
	return CONTEXT_FORM;
}

static const char *
form_help_topic(const struct screen *screen)
{
	const struct field *field = focused_field(form_of_const(screen));

	return field ? field->name : NULL;
}

static const enum command_id *
form_footer(const struct screen *screen, size_t *n)
{
	static const enum command_id typed[] = { COMMAND_HELP,
		COMMAND_NEXT_FIELD, COMMAND_PAGE_DOWN, COMMAND_UNDO,
		COMMAND_TO_DO, COMMAND_QUIT, COMMAND_OVERVIEW, COMMAND_GO_TO };
	static const enum command_id picked[] = { COMMAND_HELP, COMMAND_TOGGLE,
		COMMAND_NEXT_FIELD, COMMAND_PAGE_DOWN, COMMAND_TO_DO,
		COMMAND_QUIT, COMMAND_OVERVIEW, COMMAND_GO_TO };
	static const enum command_id table[] = { COMMAND_HELP, COMMAND_ACCEPT,
		COMMAND_ADD_ROW, COMMAND_REMOVE_ROW, COMMAND_ROW_UP,
		COMMAND_ROW_DOWN, COMMAND_PAGE_DOWN, COMMAND_QUIT,
		COMMAND_TO_DO, COMMAND_OVERVIEW };

	switch (form_context(screen)) {
	case CONTEXT_TABLE:
		*n = ARRAY_LEN(table);
		return table;
	case CONTEXT_FORM:
		*n = ARRAY_LEN(picked);
		return picked;
	default:
		*n = ARRAY_LEN(typed);
		return typed;
	}
}

/* --- going about --- */

/* The section that shows after this one (or before). */
static const struct section *
neighbour(const struct form_screen *form, int by)
{
	const struct form_set *forms = plan_forms(form->sitting->plan);
	const struct section *last = NULL;
	bool passed = false;

	for (size_t i = 0; i < forms->form_count; i++)
		for (size_t j = 0; j < forms->forms[i]->section_count; j++) {
			const struct section *section =
			    forms->forms[i]->sections[j];
			if (section == form->target.section) {
				if (by < 0)
					return last;
				passed = true;
				continue;
			}
			if (!plan_section_shown(form->sitting->plan, section))
				continue;
			if (passed)
				return section;
			last = section;
		}
	return NULL;
}

/* Goes to the screen before or after this one; from a row, back to its table. */
static void
change_screen(struct form_screen *form, int by)
{
	const struct section *section;
	struct target target;

	finish_typing(form);
	if (form->target.repeat) {
		loop_pop(form->sitting->loop, &form->screen);
		return;
	}
	/* what is asked next depends on what was just answered */
	if (!sitting_commit(form->sitting))
		return;
	section = neighbour(form, by);
	if (!section) {
		loop_say(form->sitting->loop, by < 0
			? "This is the first screen. Ctrl-O shows the whole plan."
			: "This is the last screen. Ctrl-T shows what is left.");
		return;
	}
	target = (struct target){ .section = section };
	sitting_go(form->sitting, &target, NULL, &UID_NONE);
}

/* The next question to answer; past the last one, the next screen. */
static void
next_field(struct form_screen *form, int by)
{
	size_t at = form->focus.slot;

	for (;;) {
		if ((by < 0 && at == 0) ||
		    (by > 0 && at + 1 >= form->page.count)) {
			change_screen(form, by);
			return;
		}
		at = by < 0 ? at - 1 : at + 1;
		if (!form->page.slots[at].skipped) {
			focus_on(form, at, false);
			return;
		}
	}
}

/* Up and down: to the next thing, shown ones included. */
static bool
step(struct form_screen *form, int by)
{
	size_t at = form->focus.slot;

	if ((by < 0 && at == 0) || (by > 0 && at + 1 >= form->page.count))
		return true;
	focus_on(form, by < 0 ? at - 1 : at + 1, by < 0);
	return true;
}

/* PgUp and PgDn: through a long page first, then to the next screen. */
static void
turn_page(struct form_screen *form, int by)
{
	int edge = by < 0 ? form->first : form->first + form->rows;

	if (by < 0 ? edge <= 0 : edge >= form->page.lines - 1) {
		change_screen(form, by);
		return;
	}
	size_t best = form->focus.slot;
	for (size_t i = 0; i < form->page.count; i++) {
		const struct slot *slot = &form->page.slots[i];
		if (by > 0 && slot->top + slot->lines > edge) {
			best = i;
			form->first = slot->top;
			break;
		}
		if (by < 0 && slot->top < edge) {
			if (slot->top >= edge - form->rows + slot->lines) {
				best = i;
				form->first = edge - form->rows < 0
				    ? 0
				    : edge - form->rows;
				break;
			}
		}
	}
	focus_on(form, best, false);
}

/* --- picking --- */

static void
toggle(struct form_screen *form)
{
	struct slot *slot = focused(form);
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
	struct slot *slot = focused(form);
	struct options options;
	size_t count;

	options_make(&options, form->sitting, slot->field, &slot->row);
	count = options.count;
	bool line = options.across;
	options_clear(&options);
	if (line != across)
		return across ? false : step(form, by);
	if (by < 0 ? form->focus.option == 0 : form->focus.option + 1 >= count)
		return across ? true : step(form, by);
	form->focus.option = by < 0 ? form->focus.option - 1
				    : form->focus.option + 1;
	return true;
}

static bool
picked_command(struct form_screen *form, enum command_id command)
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
		toggle(form);
		return true;
	default:
		return false;
	}
}

/* --- tables --- */

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
	if (plan_row_remove(form->sitting->plan, slot->repeat, &slot->row, &err))
		loop_say(form->sitting->loop,
		    "Removed: %s. Ctrl-Z brings it back.", title.data);
	else
		loop_say(form->sitting->loop, "%s", err.text);
	buf_clear(&title);
}

static bool
table_command(struct form_screen *form, enum command_id command)
{
	struct slot *slot = focused(form);
	bool row = slot->kind == SLOT_ROW;
	struct error err;

	switch (command) {
	case COMMAND_ACCEPT:
	case COMMAND_TOGGLE:
		if (slot->kind == SLOT_MORE) {
			form->more = !form->more;
			renew(form);
		} else if (row)
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

/* --- text --- */

struct editing {
	enum command_id command;
	enum editor_command editor;
};

static const struct editing editing[] = {
	{ COMMAND_LEFT, EDITOR_LEFT },
	{ COMMAND_RIGHT, EDITOR_RIGHT },
	{ COMMAND_UP, EDITOR_UP },
	{ COMMAND_DOWN, EDITOR_DOWN },
	{ COMMAND_NEW_LINE, EDITOR_NEW_LINE },
	{ COMMAND_WORD_LEFT, EDITOR_WORD_LEFT },
	{ COMMAND_WORD_RIGHT, EDITOR_WORD_RIGHT },
	{ COMMAND_LINE_START, EDITOR_LINE_START },
	{ COMMAND_LINE_END, EDITOR_LINE_END },
	{ COMMAND_TEXT_START, EDITOR_TEXT_START },
	{ COMMAND_TEXT_END, EDITOR_TEXT_END },
	{ COMMAND_SELECT_LEFT, EDITOR_SELECT_LEFT },
	{ COMMAND_SELECT_RIGHT, EDITOR_SELECT_RIGHT },
	{ COMMAND_SELECT_UP, EDITOR_SELECT_UP },
	{ COMMAND_SELECT_DOWN, EDITOR_SELECT_DOWN },
	{ COMMAND_SELECT_WORD_LEFT, EDITOR_SELECT_WORD_LEFT },
	{ COMMAND_SELECT_WORD_RIGHT, EDITOR_SELECT_WORD_RIGHT },
	{ COMMAND_SELECT_LINE_START, EDITOR_SELECT_LINE_START },
	{ COMMAND_SELECT_LINE_END, EDITOR_SELECT_LINE_END },
	{ COMMAND_SELECT_ALL, EDITOR_SELECT_ALL },
	{ COMMAND_MARK, EDITOR_MARK },
	{ COMMAND_CUT, EDITOR_CUT },
	{ COMMAND_COPY, EDITOR_COPY },
	{ COMMAND_PASTE, EDITOR_PASTE },
	{ COMMAND_DELETE_BACK, EDITOR_DELETE_BACK },
	{ COMMAND_DELETE_FORWARD, EDITOR_DELETE_FORWARD },
	{ COMMAND_DELETE_WORD_BACK, EDITOR_DELETE_WORD_BACK },
	{ COMMAND_DELETE_WORD_FORWARD, EDITOR_DELETE_WORD_FORWARD },
	{ COMMAND_DELETE_TO_LINE_END, EDITOR_DELETE_TO_LINE_END },
	{ COMMAND_UNDO, EDITOR_UNDO },
	{ COMMAND_REDO, EDITOR_REDO },
};

/* Does COMMAND to the text. False: it is none for text, or could not be done
 * there (at the edge, nothing to undo) and may mean something to the screen. */
static bool
text_command(struct form_screen *form, enum command_id command)
{
	for (size_t i = 0; i < ARRAY_LEN(editing); i++) {
		if (editing[i].command != command)
			continue;
		if (!editor_command(form->editor, editing[i].editor))
			return command != COMMAND_UP &&
			    command != COMMAND_DOWN &&
			    command != COMMAND_UNDO && command != COMMAND_REDO;
		form->unsaved = form->unsaved || editor_changed(form->editor);
		return true;
	}
	return false;
}

static void
undo(struct form_screen *form, enum command_id command)
{
	struct sitting *sitting = form->sitting;
	struct error err;
	char *what = NULL;
	bool back = command == COMMAND_UNDO, ok;

	finish_typing(form);
	if (!sitting_commit(sitting))
		return;
	ok = back ? plan_undo(sitting->plan, &what, &err)
		  : plan_redo(sitting->plan, &what, &err);
	if (!ok)
		loop_say(sitting->loop, "%s", err.text);
	else if (what)
		loop_say(sitting->loop, back
			? "Taken back: %s. Ctrl-Y does it again."
			: "Done again: %s.", what);
	else
		loop_say(sitting->loop, back
			? "There is nothing to take back from this sitting."
			: "There is nothing to do again.");
	free(what);
	renew(form);
	start_editor(form, SIZE_MAX);
}

/* Esc leaves the text first, then the row or the screen. */
static void
leave(struct form_screen *form)
{
	finish_typing(form);
	if (form->editor && !form->resting) {
		form->resting = true;
		return;
	}
	loop_pop(form->sitting->loop, &form->screen);
}

static void
conflict(struct form_screen *form)
{
	const struct field *field = focused_field(form);
	struct field_state state;

	if (!field)
		return;
	const struct uid *row = &focused(form)->row;
	plan_field(form->sitting->plan, field, row, &state);
	if (state.conflict)
		loop_push(form->sitting->loop,
		    screen_conflict_new(form->sitting, field, row));
	else
		loop_say(form->sitting->loop,
		    "There is one answer here, and nobody disagrees with it.");
}

static bool
screen_command(struct form_screen *form, enum command_id command)
{
	switch (command) {
	case COMMAND_NEXT_FIELD:
	case COMMAND_ACCEPT:
		next_field(form, 1);
		return true;
	case COMMAND_PREVIOUS_FIELD:
		next_field(form, -1);
		return true;
	case COMMAND_UP:
		return step(form, -1);
	case COMMAND_DOWN:
		return step(form, 1);
	case COMMAND_FIRST:
		focus_on(form, 0, false);
		return true;
	case COMMAND_LAST:
		focus_on(form, form->page.count - 1, false);
		return true;
	case COMMAND_PAGE_UP:
		turn_page(form, -1);
		return true;
	case COMMAND_PAGE_DOWN:
		turn_page(form, 1);
		return true;
	case COMMAND_UNDO:
	case COMMAND_REDO:
		undo(form, command);
		return true;
	case COMMAND_LEAVE:
		leave(form);
		return true;
	case COMMAND_CONFLICT:
		finish_typing(form);
		conflict(form);
		return true;
	case COMMAND_SAVE:
		loop_say(form->sitting->loop,
		    "There is no need to save: every answer is kept as you "
		    "leave it, and what you type within a second.");
		return true;
	default:
		/* another screen is about to open: keep what is typed */
		finish_typing(form);
		return false;
	}
}

static bool
form_command(struct screen *screen, enum command_id command)
{
	struct form_screen *form = form_of(screen);
	bool done = false;

	if (!form->page.count) {
		if (command == COMMAND_PAGE_UP || command == COMMAND_PAGE_DOWN ||
		    command == COMMAND_NEXT_FIELD ||
		    command == COMMAND_PREVIOUS_FIELD) {
			change_screen(form, command == COMMAND_PAGE_DOWN ||
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
	const struct slot *slot = focused(form);
	if (form->editor && !form->resting)
		done = text_command(form, command);
	else if (is_picked(slot))
		done = picked_command(form, command);
	else if (slot->kind != SLOT_FIELD)
		done = table_command(form, command);
	if (!done)
		done = screen_command(form, command);
	note_place(form);
	return done;
}

/* y and n answer a yes-or-no question. */
static bool
type_yes_no(struct form_screen *form, char key)
{
	const struct field *field = focused_field(form);
	struct options options;
	bool yes = key == 'y' || key == 'Y';

	if (!field || field->kind != FIELD_YES_NO ||
	    !is_picked(focused(form)) || (!yes && key != 'n' && key != 'N'))
		return false;
	form->focus.option = yes ? 0 : 1;
	options_make(&options, form->sitting, field, &focused(form)->row);
	bool already = options.items[form->focus.option].chosen;
	options_clear(&options);
	if (!already)
		toggle(form);
	note_place(form);
	return true;
}

static bool
type(struct form_screen *form, const char *text, size_t len, bool pasted)
{
	if (form->editor) {
		form->resting = false;
		if (!editor_insert(form->editor, text, len, pasted))
			loop_say(form->sitting->loop,
			    "Control characters in what was pasted were left "
			    "out; every letter was kept.");
		form->unsaved = true;
		note_place(form);
		return true;
	}
	if (!pasted && len == 1 && type_yes_no(form, *text))
		return true;
	if (pasted)
		loop_say(form->sitting->loop,
		    "Nothing is typed here, so what was pasted was not used.");
	return pasted;
}

static bool
form_text(struct screen *screen, const char *text, size_t len)
{
	return type(form_of(screen), text, len, false);
}

static bool
form_paste(struct screen *screen, const char *bytes, size_t len)
{
	return type(form_of(screen), bytes, len, true);
}

/* --- keeping --- */

static void
form_work(struct screen *screen)
{
	struct form_screen *form = form_of(screen);
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
	reread_editor(form);
	renew(form);
	note_place(form);
}

static void
put_draft(struct form_screen *form)
{
	bool typing = form->editor && form->unsaved;

	if (sitting_put_draft(form->sitting,
		typing ? focused(form)->field : NULL,
		typing ? &focused(form)->row : NULL,
		typing ? form->editor : NULL, form->bases, form->base_count))
		form->unsaved = false;
}

static void
form_timer(struct screen *screen)
{
	struct form_screen *form = form_of(screen);
	bool changed = false;

	form->soon = false;
	if (form->unsaved || form->sitting->place_moved)
		put_draft(form);
	if (form->sitting->pending_count)
		(void)sitting_commit(form->sitting);
	if (plan_refresh(form->sitting->plan, &changed, NULL) && changed) {
		loop_say(form->sitting->loop,
		    "Somebody else has just changed this plan. What you see is "
		    "up to date.");
		reread_editor(form);
	}
	screen_set_timer(screen, SITTING_RETRY_MS);
}

static void
form_resume(struct screen *screen)
{
	struct form_screen *form = form_of(screen);
	size_t cursor = form->editor ? editor_cursor(form->editor) : 0;

	renew(form);
	/* back from a row that was just added or seen: the focus stays on it */
	if (form->editor && !editor_changed(form->editor))
		start_editor(form, cursor);
	note_place(form);
	screen_set_timer(screen, SITTING_RETRY_MS);
}

static void
form_hangup(struct screen *screen)
{
	struct form_screen *form = form_of(screen);

	if (form->sitting->pending_count)
		(void)sitting_commit(form->sitting);
	if (loop_top(form->sitting->loop) == screen)
		put_draft(form);
}

static void
form_close(struct screen *screen)
{
	struct form_screen *form = form_of(screen);

	drop_editor(form);
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
	make_page(form);
	form->focus.slot = first_slot(form);
	for (size_t i = 0; field && i < form->page.count; i++)
		if (form->page.slots[i].field == field)
			form->focus.slot = i;
	if (form->page.count) {
		form->on = form->page.slots[form->focus.slot];
		form->focus.option = first_option(form, &form->on, false);
		start_editor(form, field ? cursor : SIZE_MAX);
	}
	note_place(form);
	return &form->screen;
}
