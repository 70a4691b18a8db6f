/* Before a copy is made: what it leaves out, for the worker's eyes alone, the name
 * of the file, and who is handed it. Somebody with a name says that it has been
 * looked at. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "export/packing.h"
#include "plan/stage.h"
#include "ui/draw.h"
#include "ui/screen/withheld_screen.h"
#include "ui/typing.h"

#define INDENT WITHHELD_INDENT

static struct withheld_screen *
withheld_of(struct screen *screen)
{
	return (struct withheld_screen *)(void *)screen;
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

static struct cell
draw_file(const struct withheld_screen *screen, struct rect body, int row)
{
	draw_format(body, row + 1, INDENT + 2, STYLE_HINT, "in %s",
	    screen->folder);
	return withheld_draw_line(screen, ROW_FILE, body, row);
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
		cursors[row] = withheld_draw_line(screen, row, body, top++);
	area = rect_part(body, top + 1, 0, body.rows - top - 1, body.cols);
	screen->list.rows = area.rows;
	cursor = draw_items(screen, area);
	if (!on_item)
		cursor = cursors[screen->list.focus];
	draw_string(layout->screen, cursor.row,
	    on_item ? body.col + INDENT : body.col, STYLE_FOCUS, ">");
	return cursor;
}

/* Is the cursor on a line that is there to be written on? */
static bool
on_line(const struct withheld_screen *screen)
{
	return screen->list.focus > ROW_FILE &&
	    screen->list.focus < screen->rows;
}

/* A letter on such a line is written there, whether Enter came first or not: none
 * of a name may be lost, or taken for a key. */
static enum context
withheld_context(const struct screen *base)
{
	const struct withheld_screen *screen =
	    (const struct withheld_screen *)(const void *)base;

	if (screen->typing)
		return CONTEXT_TEXT;
	return on_line(screen) ? CONTEXT_FILTER : CONTEXT_LIST;
}

/* --- keys --- */

static void
go_to_item(struct withheld_screen *screen, size_t at)
{
	const struct withheld *item = &screen->left_out.items[at];

	sitting_go(screen->sitting, NULL, item->field, &item->row);
}

static bool
withheld_command(struct screen *base, enum command_id command)
{
	struct withheld_screen *screen = withheld_of(base);

	if (screen->typing)
		return withheld_type(screen, command);
	if (list_command(&screen->list, command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
	case COMMAND_TOGGLE:
		if (screen->list.focus == ROW_MAKE)
			withheld_make(screen);
		else if (screen->list.focus < screen->rows)
			withheld_begin_typing(screen);
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

	if (!screen->typing && on_line(screen))
		withheld_begin_typing(screen);
	if (screen->typing)
		editor_insert(screen->typed[screen->list.focus], text, len,
		    false);
	return screen->typing;
}

static bool
withheld_paste(struct screen *base, const char *bytes, size_t len)
{
	struct withheld_screen *screen = withheld_of(base);

	if (!screen->typing && on_line(screen))
		withheld_begin_typing(screen);
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
	.about = "The last look before a copy is made: its file, who is given "
		 "it and how, and what it leaves out. Somebody with a name "
		 "says that this was looked at. Who is given it goes into the "
		 "register of copies.",
	.draw = withheld_draw,
	.context = withheld_context,
	.command = withheld_command,
	.text = withheld_text,
	.paste = withheld_paste,
	.shown = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_LEAVE, COMMAND_QUIT },
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
		screen->typed[i] = typing_new(&sitting->clipboard);
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
