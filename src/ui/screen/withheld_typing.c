/* What is typed before a copy is made: the name of the file, who is handed it, how,
 * and what a pack is locked with. What was used last is offered. */
#include "config.h"

#include <string.h>

#include "ui/draw.h"
#include "ui/screen/withheld_screen.h"
#include "ui/typing.h"

#define INDENT WITHHELD_INDENT

/* What is typed: before it, and instead of it while there is nothing. */
static const struct {
	const char *label, *blank;
} asked[ROWS] = {
	[ROW_FILE] = { "File: ", "" },
	[ROW_TO] = { "Given to: ", "(leave it blank if nobody has it yet)" },
	[ROW_HOW] = { "How: ", "(by hand, by post, by safe email)" },
	[ROW_LOCK] = { "Locked with: ", "(words that only the reader is told; "
					"blank: it is open)" },
};

const char *
withheld_said(const struct withheld_screen *screen, int row)
{
	const char *text = editor_text(screen->typed[row]);

	return text[strspn(text, " ")] != '\0' ? text : "";
}

struct cell
withheld_draw_line(const struct withheld_screen *screen, size_t at, struct rect body,
    int row)
{
	const struct editor *editor = screen->typed[at];
	bool typing = screen->typing && screen->list.focus == at;
	int start = INDENT + (int)strlen(asked[at].label);
	struct rect room = rect_part(body, row, start, 1,
	    body.cols - start - 1);
	struct cell cursor = typing_draw(editor, room, typing);

	draw_string(body, row, INDENT, STYLE_PLAIN, asked[at].label);
	if (!*editor_text(editor))
		draw_string(room, 0, 0, STYLE_HINT, asked[at].blank);
	return typing ? cursor : draw_cell(body, row, INDENT);
}

static bool
typing_is_over(enum command_id command)
{
	return command == COMMAND_ACCEPT || command == COMMAND_LEAVE ||
	    command == COMMAND_NEXT_FIELD ||
	    command == COMMAND_PREVIOUS_FIELD || command == COMMAND_UP ||
	    command == COMMAND_DOWN;
}

/* What may be meant where nothing is written yet: what was, last. */
static void
add_offer(const struct withheld_screen *screen, struct buf *out)
{
	const struct sitting *sitting = screen->sitting;
	const struct wanted *wanted = &screen->wanted;
	const char *last = NULL;

	if (screen->list.focus == ROW_HOW) {
		last = handed_last_how(&screen->held, wanted->audience,
		    withheld_said(screen, ROW_TO));
		buf_add(out, last != NULL ? last : "By hand");
		return;
	}
	if (screen->list.focus != ROW_TO)
		return;
	if (!wanted->named)
		last = handed_last_to(&screen->held, wanted->audience);
	if (last != NULL)
		buf_add(out, last);
	else
		wanted_add_name(sitting, wanted, out);
}

void
withheld_begin_typing(struct withheld_screen *screen)
{
	struct editor *editor = screen->typed[screen->list.focus];
	struct buf offer;

	screen->typing = true;
	screen->offered = false;
	if (*withheld_said(screen, (int)screen->list.focus))
		return;
	buf_init(&offer);
	add_offer(screen, &offer);
	if (offer.len > 0) {
		editor_set(editor, offer.data, offer.len);
		(void)editor_command(editor, EDITOR_SELECT_ALL);
		screen->offered = true;
	}
	buf_clear(&offer);
}

/* Enter takes what stands there, and goes on to what is asked next; what was only
 * offered is taken by nothing else. */
static void
end_typing(struct withheld_screen *screen, enum command_id command)
{
	struct list *list = &screen->list;
	struct editor *editor = screen->typed[list->focus];
	bool accepted = command == COMMAND_ACCEPT;

	screen->typing = false;
	if (!accepted && screen->offered && !editor_changed(editor))
		editor_set(editor, "", 0);
	else
		(void)editor_command(editor, EDITOR_TEXT_END);
	if (!accepted)
		list_command(list, command);
	else if (list->focus == ROW_TO && *withheld_said(screen, ROW_TO) &&
	    !*withheld_said(screen, ROW_HOW))
		list->focus = ROW_HOW;
	else
		list->focus = ROW_MAKE;
}

bool
withheld_type(struct withheld_screen *screen, enum command_id command)
{
	struct editor *editor = screen->typed[screen->list.focus];
	bool done;

	if (!typing_is_over(command))
		return typing_command(editor, command, &done);
	end_typing(screen, command);
	return true;
}
