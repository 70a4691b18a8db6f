/* Which keys the footer of a form's screen shows, by what has the focus. */
#include "config.h"

#include <string.h>

#include "plan/jot.h"
#include "plan/week.h"
#include "ui/screen/form_screen.h"

enum footer {
	FOOTER_TYPED,
	FOOTER_PICKED,
	FOOTER_SHOWN, /* an answer that is only shown */
	FOOTER_ROW_TYPED,
	FOOTER_ROW_PICKED,
	FOOTER_TABLE,
	FOOTER_ADD,
	FOOTER_MORE,
	FOOTER_NOTES,
	FOOTER_WEEK,
};

static const enum command_id footers[][SHOWN_MOST] = {
	[FOOTER_TYPED] = { COMMAND_HELP, COMMAND_NEXT_FIELD, COMMAND_PAGE_DOWN,
		COMMAND_UNDO, COMMAND_TO_DO, COMMAND_QUIT, COMMAND_OVERVIEW,
		COMMAND_GO_TO },
	[FOOTER_PICKED] = { COMMAND_HELP, COMMAND_TOGGLE, COMMAND_NEXT_FIELD,
		COMMAND_PAGE_DOWN, COMMAND_TO_DO, COMMAND_QUIT,
		COMMAND_OVERVIEW, COMMAND_GO_TO },
	[FOOTER_SHOWN] = { COMMAND_HELP, COMMAND_NEXT_FIELD, COMMAND_PAGE_DOWN,
		COMMAND_LEAVE, COMMAND_TO_DO, COMMAND_QUIT, COMMAND_OVERVIEW,
		COMMAND_GO_TO },
	/* of a row: the way back to its table is worth more than the next
	 * screen */
	[FOOTER_ROW_TYPED] = { COMMAND_HELP, COMMAND_NEXT_FIELD, COMMAND_LEAVE,
		COMMAND_UNDO, COMMAND_TO_DO, COMMAND_QUIT, COMMAND_OVERVIEW,
		COMMAND_GO_TO },
	[FOOTER_ROW_PICKED] = { COMMAND_HELP, COMMAND_TOGGLE,
		COMMAND_NEXT_FIELD, COMMAND_LEAVE, COMMAND_TO_DO, COMMAND_QUIT,
		COMMAND_OVERVIEW, COMMAND_GO_TO },
	[FOOTER_TABLE] = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_ADD_ROW,
		COMMAND_REMOVE_ROW, COMMAND_ROW_UP, COMMAND_ROW_DOWN,
		COMMAND_PAGE_DOWN, COMMAND_QUIT, COMMAND_TO_DO,
		COMMAND_OVERVIEW },
	/* under a table, and under the questions: there is no row to move */
	[FOOTER_ADD] = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_ADD_ROW,
		COMMAND_PAGE_DOWN, COMMAND_LEAVE, COMMAND_TO_DO, COMMAND_QUIT,
		COMMAND_OVERVIEW },
	[FOOTER_MORE] = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_PAGE_DOWN,
		COMMAND_LEAVE, COMMAND_TO_DO, COMMAND_QUIT, COMMAND_OVERVIEW,
		COMMAND_GO_TO },
	[FOOTER_NOTES] = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_FILE_JOT,
		COMMAND_ADD_ROW, COMMAND_REMOVE_ROW, COMMAND_UNSAY,
		COMMAND_QUIT, COMMAND_OVERVIEW, COMMAND_PAGE_DOWN },
	[FOOTER_WEEK] = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_ADD_ROW,
		COMMAND_REMOVE_ROW, COMMAND_GRID, COMMAND_PAGE_DOWN,
		COMMAND_QUIT, COMMAND_OVERVIEW },
};

static enum footer
footer_of_table(const struct form_screen *form)
{
	const struct slot *slot = form_focused(form);

	if (slot->repeat && strcmp(slot->repeat->name, WEEK_ENTRY) == 0)
		return FOOTER_WEEK;
	if (slot->kind == SLOT_MORE)
		return FOOTER_MORE;
	if (slot->kind == SLOT_ADD)
		return FOOTER_ADD;
	return slot->repeat == jot_repeat(form->sitting->plan) ? FOOTER_NOTES
							       : FOOTER_TABLE;
}

static enum footer
footer_of(const struct form_screen *form)
{
	bool row = form->target.repeat != NULL;

	switch (screen_context(&form->screen)) {
	case CONTEXT_TABLE:
		return footer_of_table(form);
	case CONTEXT_FORM:
		if (form->page.count && !form_is_picked(form_focused(form)))
			return FOOTER_SHOWN;
		return row ? FOOTER_ROW_PICKED : FOOTER_PICKED;
	default:
		return row ? FOOTER_ROW_TYPED : FOOTER_TYPED;
	}
}

const enum command_id *
form_footer(const struct screen *screen, size_t *n)
{
	const enum command_id *shown = footers[footer_of(
	    (const struct form_screen *)(const void *)screen)];

	*n = 0;
	while (*n < SHOWN_MOST && shown[*n] != COMMAND_NONE)
		++*n;
	return shown;
}
