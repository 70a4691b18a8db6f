/* Before a copy is made: what it leaves out, for the worker's eyes alone, the name
 * of the file, and who is handed it. Somebody with a name says that it has been
 * looked at. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "export/packing.h"
#include "plan/stage.h"
#include "ui/draw.h"
#include "ui/screen/withheld_screen.h"
#include "ui/typing.h"

#define INDENT	2

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

static struct withheld_screen *
withheld_of(struct screen *screen)
{
	return (struct withheld_screen *)(void *)screen;
}

const char *
withheld_said(const struct withheld_screen *screen, int row)
{
	const char *text = editor_text(screen->typed[row]);

	return text[strspn(text, " ")] != '\0' ? text : "";
}

/* --- drawing --- */

static void
add_what_is_left_out(const struct withheld_screen *screen, struct buf *out)
{
	struct buf who;

	/* somebody else may see this screen: the same is said every time */
	if (screen->sitting->start->visit) {
		buf_add(out, "What a copy leaves out is not shown on a visit. "
			     "To see it, open this plan without --visit.");
		return;
	}
	if (screen->wanted.access) {
		buf_add(out, "What was decided about each answer is written "
			     "down in the request when the copy is made, and "
			     "stays with the organisation.");
		return;
	}
	buf_init(&who);
	wanted_add_who(screen->sitting, &screen->wanted, &who);
	withheld_sentence(&screen->left_out, who.data, out);
	buf_clear(&who);
	if (screen->wanted.format == &packing_format &&
	    plan_stage(screen->sitting->plan)->differs)
		buf_add(out, " It holds the plan as it was last sealed: what "
			     "was changed since is not in it.");
	if (screen->left_out.count > 0)
		buf_add(out, " Each is named below; Enter on one goes to it, "
			     "to read or change it.");
}

static int
draw_sentence(const struct withheld_screen *screen, struct rect body)
{
	struct buf text;
	int lines;

	buf_init(&text);
	add_what_is_left_out(screen, &text);
	lines = draw_wrapped(rect_part(body, 0, INDENT, body.rows,
				 body.cols - 2 * INDENT), 0, STYLE_PLAIN,
	    text.data, 0);
	buf_clear(&text);
	return lines + 1;
}

static struct cell
draw_make(const struct withheld_screen *screen, struct rect body, int row)
{
	draw_string(body, row, INDENT, STYLE_PLAIN, "Make the copy");
	draw_format(body, row + 1, INDENT + 2, STYLE_HINT,
	    screen->sitting->start->visit || screen->wanted.access
		? "It is made by %s."
		: "I, %s, have looked at what it leaves out.",
	    screen->sitting->start->user->display);
	return draw_cell(body, row, INDENT);
}

/* The text from COL of ROOM on, what is selected of it marked. */
static void
draw_selected(const struct editor *editor, struct rect room, int col)
{
	const char *text = editor_text(editor);
	size_t start, end, len = strlen(text);

	if (!editor_selection(editor, &start, &end))
		start = end = len;
	col += draw_text(room, 0, col, STYLE_PLAIN, text, start);
	col += draw_text(room, 0, col, STYLE_SELECTED, text + start,
	    end - start);
	draw_text(room, 0, col, STYLE_PLAIN, text + end, len - end);
}

/* The row AT of those that are typed, at ROW of BODY. */
static struct cell
draw_line(const struct withheld_screen *screen, size_t at, struct rect body,
    int row)
{
	const struct editor *editor = screen->typed[at];
	const char *text = editor_text(editor);
	bool typing = screen->typing && screen->list.focus == at;
	int start = INDENT + (int)strlen(asked[at].label);
	struct rect room = rect_part(body, row, start, 1,
	    body.cols - start - 1);
	int col = utf8_cols(text, editor_cursor(editor)), hidden = 0;

	/* what is being typed is in view */
	if (typing && col >= room.cols)
		hidden = col - room.cols + 1;
	draw_string(body, row, INDENT, STYLE_PLAIN, asked[at].label);
	if (*text)
		draw_selected(editor, room, -hidden);
	else
		draw_string(room, 0, 0, STYLE_HINT, asked[at].blank);
	return typing ? draw_cell(room, 0, col - hidden)
		      : draw_cell(body, row, INDENT);
}

static struct cell
draw_file(const struct withheld_screen *screen, struct rect body, int row)
{
	draw_format(body, row + 1, INDENT + 2, STYLE_HINT, "in %s",
	    screen->folder);
	return draw_line(screen, ROW_FILE, body, row);
}

/* The line of ITEM among those of all, with headings between. */
static int
line_of(const struct withheld_screen *screen, size_t item)
{
	const struct withheld *items = screen->left_out.items;
	int line = 1;

	for (size_t i = 1; i <= item; i++)
		line += items[i].why != items[i - 1].why ? 3 : 1;
	return line;
}

static void
draw_item(const struct withheld_screen *screen, struct rect area, int row,
    size_t at)
{
	const struct withheld *item = &screen->left_out.items[at];
	struct buf text;

	buf_init(&text);
	if (at == 0 || item[-1].why != item->why) {
		buf_addf(&text, "Because it is %s:",
		    withheld_phrase(item->why));
		draw_string(area, row - 1, INDENT, STYLE_TITLE, text.data);
		buf_reset(&text);
	}
	buf_addf(&text, "%s (%s)", item->field->label, item->where);
	draw_short(area, row, INDENT + 2, STYLE_PLAIN, text.data);
	buf_clear(&text);
}

static struct cell
draw_items(struct withheld_screen *screen, struct rect area)
{
	size_t count = screen->left_out.count;
	size_t focus = screen->list.focus < screen->rows
	    ? 0
	    : screen->list.focus - screen->rows;
	int lines, line;

	if (count == 0 || rect_empty(area))
		return draw_cell(area, 0, 0);
	line = line_of(screen, focus);
	lines = line_of(screen, count - 1) + 1;
	/* a heading comes into view with what stands first under it */
	screen->list.first =
	    draw_first_row(screen->list.first, line - 1, lines, area.rows);
	screen->list.first =
	    draw_first_row(screen->list.first, line, lines, area.rows);
	for (size_t i = 0; i < count; i++)
		draw_item(screen, area,
		    line_of(screen, i) - screen->list.first, i);
	return draw_cell(area, line - screen->list.first, INDENT + 2);
}

static struct cell
withheld_draw(struct screen *base, const struct layout *layout)
{
	struct withheld_screen *screen = withheld_of(base);
	struct rect body = layout->body, area;
	bool on_item = screen->list.focus >= screen->rows;
	struct cell cursors[ROWS], cursor;
	int top;

	screen_draw_head(screen->sitting, layout, "Before this copy is made");
	top = draw_sentence(screen, body);
	cursors[ROW_MAKE] = draw_make(screen, body, top);
	cursors[ROW_FILE] = draw_file(screen, body, top + 2);
	top += 4;
	for (size_t row = ROW_TO; row < screen->rows; row++)
		cursors[row] = draw_line(screen, row, body, top++);
	area = rect_part(body, top + 1, 0, body.rows - top - 1, body.cols);
	screen->list.rows = area.rows;
	cursor = draw_items(screen, area);
	if (!on_item)
		cursor = cursors[screen->list.focus];
	draw_string(layout->screen, cursor.row,
	    on_item ? body.col + INDENT : body.col, STYLE_FOCUS, ">");
	return cursor;
}

static enum context
withheld_context(const struct screen *base)
{
	return ((const struct withheld_screen *)(const void *)base)->typing
	    ? CONTEXT_TEXT
	    : CONTEXT_LIST;
}

static const enum command_id *
withheld_footer(const struct screen *base, size_t *n)
{
	static const enum command_id ids[] = { COMMAND_HELP, COMMAND_ACCEPT,
		COMMAND_LEAVE, COMMAND_QUIT };

	(void)base;
	*n = ARRAY_LEN(ids);
	return ids;
}

/* --- keys --- */

static void
go_to_item(struct withheld_screen *screen, size_t at)
{
	const struct withheld *item = &screen->left_out.items[at];

	sitting_go(screen->sitting, NULL, item->field, &item->row);
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

/* It is selected, so that whoever types writes over it. */
static void
begin_typing(struct withheld_screen *screen)
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

static bool
type(struct withheld_screen *screen, enum command_id command)
{
	struct editor *editor = screen->typed[screen->list.focus];
	bool done;

	if (!typing_is_over(command))
		return typing_command(editor, command, &done);
	end_typing(screen, command);
	return true;
}

static bool
withheld_command(struct screen *base, enum command_id command)
{
	struct withheld_screen *screen = withheld_of(base);

	if (screen->typing)
		return type(screen, command);
	if (list_command(&screen->list, command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
	case COMMAND_TOGGLE:
		if (screen->list.focus == ROW_MAKE)
			withheld_make(screen);
		else if (screen->list.focus < screen->rows)
			begin_typing(screen);
		else
			go_to_item(screen, screen->list.focus - screen->rows);
		return true;
	case COMMAND_LEAVE:
		loop_pop(screen->sitting->loop, base);
		return true;
	case COMMAND_EXPORT:
		return true;
	default:
		return false;
	}
}

static bool
withheld_text(struct screen *base, const char *text, size_t len)
{
	struct withheld_screen *screen = withheld_of(base);

	if (screen->typing)
		editor_insert(screen->typed[screen->list.focus], text, len,
		    false);
	return screen->typing;
}

static bool
withheld_paste(struct screen *base, const char *bytes, size_t len)
{
	struct withheld_screen *screen = withheld_of(base);

	if (screen->typing)
		editor_insert(screen->typed[screen->list.focus], bytes, len,
		    true);
	return screen->typing;
}

static void
withheld_close(struct screen *base)
{
	struct withheld_screen *screen = withheld_of(base);

	withheld_clear(&screen->left_out);
	handed_list_clear(&screen->held);
	for (size_t i = 0; i < ROWS; i++)
		editor_free(screen->typed[i]);
	free(screen->folder);
	free(screen);
}

static const struct screen_ops withheld_ops = {
	.name = "withheld",
	.draw = withheld_draw,
	.context = withheld_context,
	.command = withheld_command,
	.text = withheld_text,
	.paste = withheld_paste,
	.footer = withheld_footer,
	.close = withheld_close,
};

static void
propose_name(struct withheld_screen *screen)
{
	char *path = wanted_file(screen->sitting, &screen->wanted,
	    screen->folder);
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;

	editor_set(screen->typed[ROW_FILE], name, strlen(name));
	free(path);
}

/* Whoever asked for all that is written is given it. */
static void
propose_to(struct withheld_screen *screen)
{
	struct buf to;

	buf_init(&to);
	wanted_add_name(screen->sitting, &screen->wanted, &to);
	editor_set(screen->typed[ROW_TO], to.data, to.len);
	buf_clear(&to);
}

struct screen *
screen_withheld_new(struct sitting *sitting, struct screen *under,
    const struct wanted *wanted)
{
	struct withheld_screen *screen = xcalloc(1, sizeof *screen);
	struct error unheard;

	screen->screen.ops = &withheld_ops;
	screen->sitting = sitting;
	screen->under = under;
	screen->wanted = *wanted;
	screen->folder = copies_folder(sitting);
	screen->rows = wanted->format == &packing_format ? ROWS : ROW_LOCK;
	for (size_t i = ROW_FILE; i < ROWS; i++)
		screen->typed[i] = editor_new(false, &sitting->clipboard);
	propose_name(screen);
	if (!sitting->start->visit) {
		/* without it nothing is offered, and that is all */
		if (!plan_handed(sitting->plan, &screen->held, &unheard))
			screen->held = (struct handed_list){ 0 };
		if (wanted->access)
			propose_to(screen);
		else if (wanted->named)
			report_withheld_viewer(sitting->plan, &wanted->viewer,
			    &screen->left_out);
		else
			report_withheld(sitting->plan, wanted->audience,
			    &screen->left_out);
	}
	list_set_count(&screen->list, screen->rows + screen->left_out.count);
	return &screen->screen;
}
