#include "config.h"

#include "ui/typing.h"

#include <limits.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "ui/draw.h"

static const struct {
	enum command_id command;
	enum editor_command editor;
} editing[] = {
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

bool
typing_command(struct editor *editor, enum command_id command, bool *done)
{
	for (size_t i = 0; i < ARRAY_LEN(editing); i++) {
		if (editing[i].command != command)
			continue;
		*done = editor_command(editor, editing[i].editor);
		return true;
	}
	return false;
}

struct editor *
typing_new(struct clipboard *clipboard)
{
	struct editor *editor = editor_new(false, clipboard);

	editor_set_view(editor, INT_MAX, 1);
	return editor;
}

struct cell
typing_draw(const struct editor *editor, struct rect room, bool typing)
{
	const char *text = editor_text(editor);
	size_t len = strlen(text), start, end;
	int at = utf8_cols(text, editor_cursor(editor)), col = 0;

	if (typing && at >= room.cols)
		col = room.cols - 1 - at;
	at += col;
	if (!typing || !editor_selection(editor, &start, &end))
		start = end = len;
	col += draw_text(room, 0, col, STYLE_PLAIN, text, start);
	col += draw_text(room, 0, col, STYLE_SELECTED, text + start,
	    end - start);
	draw_text(room, 0, col, STYLE_PLAIN, text + end, len - end);
	return draw_cell(room, 0, at);
}
