/* Where the mouse is pressed: a question, a place in its text, a choice, a row. */
#include "config.h"

#include "ui/screen/form_screen.h"

#include <stdint.h>

void
form_spots(struct form_screen *form)
{
	struct rect body = form->body;

	for (size_t i = 0; i < form->page.count; i++) {
		const struct slot *slot = &form->page.slots[i];
		int top = slot->top - form->first, end = top + slot->lines;

		if (top < 0)
			top = 0;
		if (end > top)
			screen_spot(&form->screen,
			    rect_part(body, top, 0, end - top, body.cols), i);
	}
}

/* The cursor to where the text was pressed. */
static void
click_text(struct form_screen *form, int line, int col)
{
	form->resting = false;
	if (line >= 0)
		editor_click(form->editor, (size_t)line, col > 1 ? col - 1 : 0);
}

static void
click_choice(struct form_screen *form, int line, int col)
{
	size_t option = page_option_at(&form->page, form->sitting,
	    form_focused(form), line, col);

	if (option == SIZE_MAX)
		return;
	form->focus.option = option;
	form_toggle(form);
}

/* Once goes there; on a row or a line to open, again opens it. */
void
form_click(struct screen *screen, size_t number, struct cell at)
{
	struct form_screen *form = (struct form_screen *)(void *)screen;
	struct slot slot = form->page.slots[number];
	bool again = form->focus.slot == number;
	int line = at.row - form->body.row + form->first - slot.top - slot.head;
	int col = at.col - form->body.col - page_widget_col(&slot,
	    form->page.cols);

	if (slot.kind == SLOT_FIELD && slot.wide)
		line -= slot.label_lines + slot.hint_lines;
	if (!again)
		form_focus_on(form, number, false);
	if (form->editor)
		click_text(form, line, col);
	else if (form_is_picked(&slot))
		click_choice(form, line, col);
	else if (again && slot.kind != SLOT_FIELD)
		(void)form_table_command(form, COMMAND_ACCEPT);
	form_note_place(form);
}
