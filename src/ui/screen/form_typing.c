/* The text being typed: beginning, finishing, keeping it. */
#include "config.h"

#include "ui/screen/form_screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "form/field_type.h"
#include "ui/typing.h"

void
form_drop_editor(struct form_screen *form)
{
	editor_free(form->editor);
	free(form->bases);
	form->editor = form->focus.editor = NULL;
	form->bases = NULL;
	form->base_count = 0;
	form->unsaved = form->resting = form->found = form->fresh = false;
}

bool
form_takes_lines(const struct field *field)
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
	form->bases =
	    xreallocarray(NULL, draft->base_count + 1, sizeof *form->bases);
	if (draft->base_count)
		memcpy(form->bases, draft->bases,
		    draft->base_count * sizeof *form->bases);
	form->base_count = draft->base_count;
	return true;
}

static void
say_found(struct form_screen *form, const struct found_draft *draft)
{
	char day[32], time[8];

	date_format_short(clock_day(draft->at), day);
	clock_format_time(draft->at, time);
	loop_say(form->sitting->loop,
	    "This is what you were typing here on %s at %s. It is kept as you "
	    "leave the field.", day, time);
}

/* Begins typing where the focus is, if text is typed there. */
void
form_start_typing(struct form_screen *form, size_t cursor)
{
	struct sitting *sitting = form->sitting;

	form_drop_editor(form);
	if (!form->page.count || !form_is_typed(form, form_focused(form)))
		return;
	const struct slot *slot = form_focused(form);
	char *text = widget_text(sitting, slot->field, &slot->row);
	form->editor =
	    editor_new(form_takes_lines(slot->field), &sitting->clipboard);
	editor_set_view(form->editor,
	    typed_wrap_cols(slot->field,
		page_widget_cols(slot, form->page.cols)),
	    form->rows);
	const struct found_draft *draft =
	    plan_found_draft(sitting->plan, slot->field, &slot->row);
	editor_set(form->editor, text, cursor);
	if (take_found(form, slot)) {
		editor_set(form->editor, draft->text, cursor);
		form->found = true;
		say_found(form, draft);
	} else
		plan_bases(sitting->plan, slot->field, &slot->row,
		    &form->bases, &form->base_count);
	form->editor_generation = plan_generation(sitting->plan);
	form->focus.editor = form->editor;
	free(text);
}

/* Where a figure, a date or a time stands, or what the form filled in, and the
 * focus has just come to it, what is typed takes its place, as in a spreadsheet;
 * a key that moves or deletes goes to work on it. Ctrl-Z brings it back. Words
 * that somebody gave are never replaced. */
void
form_note_fresh(struct form_screen *form)
{
	const struct field *field = form_focused_field(form);
	struct field_state state = { .defaulted = false };
	bool figure = field &&
	    (field->kind == FIELD_NUMBER || field->kind == FIELD_DECIMAL ||
		field->kind == FIELD_MONEY || field->kind == FIELD_PERCENT ||
		field->kind == FIELD_DATE || field->kind == FIELD_TIME);

	if (field)
		plan_field(form->sitting->plan, field, &form_focused(form)->row,
		    &state);
	form->fresh = (figure || (state.defaulted && !state.answered)) &&
	    form->editor && !form->found &&
	    *editor_text(form->editor) != '\0';
}

/* A default that was shown and passed by has been agreed to: from here on it is
 * an answer, which stays whatever it was worked out from. */
static void
take_default(struct form_screen *form, const struct field *field,
    const struct uid *row)
{
	struct field_state state;
	const char *pending;
	struct buf text;

	if (!plan_writable(form->sitting->plan) ||
	    sitting_pending(form->sitting, field, row, &pending))
		return;
	plan_field(form->sitting->plan, field, row, &state);
	/* in place of words that were taken out nobody has agreed to it */
	if (!state.relevant || !state.defaulted || state.answered ||
	    state.taken_out)
		return;
	buf_init(&text);
	field_edit_text(field, state.value, &text);
	sitting_answer(form->sitting, field, row, text.data, NULL, 0);
	screen_set_work(&form->screen);
	buf_clear(&text);
}

void
form_take_defaults(struct form_screen *form)
{
	const struct repeat *repeat = form->target.repeat;

	for (size_t i = 0; i < repeat->field_count; i++)
		take_default(form, repeat->fields[i], &form->target.row);
}

void
form_leave_field(struct form_screen *form)
{
	const struct field *field = form_focused_field(form);

	form_finish_typing(form);
	if (field)
		take_default(form, field, &form_focused(form)->row);
}

/* Puts the text being typed among the answers, if it is not the answer
 * already. */
void
form_finish_typing(struct form_screen *form)
{
	if (!form->editor)
		return;
	const struct slot *slot = form_focused(form);
	char *before = widget_text(form->sitting, slot->field, &slot->row);
	if (strcmp(before, editor_text(form->editor)) != 0) {
		sitting_answer(form->sitting, slot->field, &slot->row,
		    editor_text(form->editor), form->bases, form->base_count);
		/* what is typed after this starts from this answer */
		editor_mark_saved(form->editor);
		form->found = false;
		screen_set_work(&form->screen);
	} else if (form->unsaved || form->found ||
	    editor_changed(form->editor))
		/* typed and taken back: nothing to keep */
		(void)(plan_writable(form->sitting->plan) &&
		    store_drop_draft(plan_store(form->sitting->plan),
			slot->field->name, &slot->row, NULL));
	free(before);
	form->unsaved = false;
}

/* The answer shown may have changed under a text nobody has touched. */
void
form_reread(struct form_screen *form)
{
	uint64_t now = plan_generation(form->sitting->plan);
	bool resting = form->resting, fresh = form->fresh;

	if (!form->editor || form->editor_generation == now)
		return;
	form->editor_generation = now;
	if (!editor_changed(form->editor) && !form->found) {
		form_start_typing(form, editor_cursor(form->editor));
		form->resting = resting;
		form->fresh = fresh;
	}
}

/* Does COMMAND to the text. False: it is none for text, or could not be done
 * there (at the edge, nothing to undo) and may mean something to the screen. */
bool
form_text_command(struct form_screen *form, enum command_id command)
{
	bool done;

	form->fresh = false;
	if (!typing_command(form->editor, command, &done))
		return false;
	if (!done)
		return command != COMMAND_UP && command != COMMAND_DOWN &&
		    command != COMMAND_UNDO && command != COMMAND_REDO;
	form->unsaved = form->unsaved || editor_changed(form->editor);
	return true;
}

/* y and n answer a yes-or-no question. */
static bool
type_yes_no(struct form_screen *form, char key)
{
	const struct field *field = form_focused_field(form);
	struct options options;
	bool yes = key == 'y' || key == 'Y';

	if (!field || field->kind != FIELD_YES_NO ||
	    !form_is_picked(form_focused(form)) || (!yes && key != 'n' && key != 'N'))
		return false;
	form->focus.option = yes ? 0 : 1;
	options_make(&options, form->sitting, field, &form_focused(form)->row);
	bool already = options.items[form->focus.option].chosen;
	options_clear(&options);
	if (!already)
		form_toggle(form);
	form_note_place(form);
	return true;
}

bool
form_type(struct form_screen *form, const char *text, size_t len, bool pasted)
{
	if (form->editor) {
		form->resting = false;
		if (form->fresh)
			(void)editor_command(form->editor, EDITOR_SELECT_ALL);
		form->fresh = false;
		if (!editor_insert(form->editor, text, len, pasted))
			loop_say(form->sitting->loop,
			    "Control characters in what was pasted were left "
			    "out; every letter was kept.");
		form->unsaved = true;
		form_note_place(form);
		return true;
	}
	if (!pasted && len == 1 && type_yes_no(form, *text))
		return true;
	if (!plan_writable(form->sitting->plan))
		loop_say(form->sitting->loop,
		    "This plan is open to look at only: nothing you type is "
		    "kept.");
	else if (pasted)
		loop_say(form->sitting->loop,
		    "Nothing is typed here, so what was pasted was not used.");
	return pasted;
}

void
form_put_draft(struct form_screen *form)
{
	bool typing = form->editor && form->unsaved;

	if (sitting_put_draft(form->sitting,
		typing ? form_focused(form)->field : NULL,
		typing ? &form_focused(form)->row : NULL,
		typing ? form->editor : NULL, form->bases, form->base_count))
		form->unsaved = false;
}
