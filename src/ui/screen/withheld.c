/* Before a copy is made: what it leaves out, for the worker's eyes alone, the name
 * of the file, and who is handed it. Somebody with a name says that it has been
 * looked at. */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file_name.h"
#include "base/outfile.h"
#include "base/utf8.h"
#include "plan/handed.h"
#include "ui/draw.h"
#include "ui/list.h"
#include "ui/screen/export_screen.h"
#include "ui/typing.h"

/* What can have the focus: three rows, then what is left out. */
enum {
	ROW_MAKE,
	ROW_FILE,
	ROW_TO,
	ROW_ITEMS,
};

#define FILE_LABEL "File: "
#define TO_LABEL   "Given to: "
#define INDENT	   2

struct withheld_screen {
	struct screen screen;
	struct sitting *sitting;
	struct screen *under;
	struct wanted wanted;
	struct withheld_list left_out;
	struct list list;
	struct editor *name; /* of the file */
	struct editor *to;   /* who is handed the copy */
	bool large;	     /* the copy is in large print */
	bool typing;	     /* the one of them that has the focus */
	char *folder;
};

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
	buf_init(&who);
	wanted_add_who(screen->sitting, &screen->wanted, &who);
	withheld_sentence(&screen->left_out, who.data, out);
	buf_clear(&who);
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
	    screen->sitting->start->visit
		? "It is made by %s."
		: "I, %s, have looked at what it leaves out.",
	    screen->sitting->start->user->display);
	return draw_cell(body, row, INDENT);
}

static struct cell
draw_line(const struct editor *line, const char *label, bool typing,
    struct rect body, int row)
{
	const char *text = editor_text(line);
	int start = INDENT + (int)strlen(label);
	struct rect room = rect_part(body, row, start, 1,
	    body.cols - start - 1);
	int at = utf8_cols(text, editor_cursor(line)), hidden = 0;

	/* what is being typed is in view */
	if (typing && at >= room.cols)
		hidden = at - room.cols + 1;
	draw_string(body, row, INDENT, STYLE_PLAIN, label);
	draw_string(room, 0, -hidden, STYLE_PLAIN, text);
	return typing ? draw_cell(room, 0, at - hidden)
		      : draw_cell(body, row, INDENT);
}

static struct cell
draw_file(const struct withheld_screen *screen, struct rect body, int row)
{
	draw_format(body, row + 1, INDENT + 2, STYLE_HINT, "in %s",
	    screen->folder);
	return draw_line(screen->name, FILE_LABEL,
	    screen->typing && screen->list.focus == ROW_FILE, body, row);
}

static struct cell
draw_to(const struct withheld_screen *screen, struct rect body, int row)
{
	if (editor_text(screen->to)[0] == '\0')
		draw_string(body, row, INDENT + (int)strlen(TO_LABEL),
		    STYLE_HINT, "(leave it blank if nobody has it yet)");
	return draw_line(screen->to, TO_LABEL,
	    screen->typing && screen->list.focus == ROW_TO, body, row);
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
	size_t focus = screen->list.focus < ROW_ITEMS
	    ? 0
	    : screen->list.focus - ROW_ITEMS;
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
	struct cell cursors[ROW_ITEMS + 1], cursor;
	size_t row = screen->list.focus < ROW_ITEMS ? screen->list.focus
						    : ROW_ITEMS;
	int top;

	screen_draw_head(screen->sitting, layout, "Before this copy is made");
	top = draw_sentence(screen, body);
	cursors[ROW_MAKE] = draw_make(screen, body, top);
	cursors[ROW_FILE] = draw_file(screen, body, top + 2);
	cursors[ROW_TO] = draw_to(screen, body, top + 4);
	area = rect_part(body, top + 6, 0, body.rows - top - 6, body.cols);
	screen->list.rows = area.rows;
	cursors[ROW_ITEMS] = draw_items(screen, area);
	cursor = cursors[row];
	draw_string(layout->screen, cursor.row,
	    row == ROW_ITEMS ? body.col + INDENT : body.col, STYLE_FOCUS, ">");
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

/* --- the file --- */

/* A name alone goes into the folder, and ends as its format does. */
static char *
path_of(const struct withheld_screen *screen)
{
	const char *name = editor_text(screen->name);
	const char *suffix = screen->wanted.format->suffix;
	struct buf path;

	buf_init(&path);
	if (strchr(name, '/') == NULL)
		buf_addf(&path, "%s/", screen->folder);
	buf_add(&path, name);
	if (!file_name_ends(name, suffix))
		buf_add(&path, suffix);
	return buf_take(&path);
}

static bool
write_copy(struct withheld_screen *screen, const char *path,
    struct error *err)
{
	struct sitting *sitting = screen->sitting;
	struct report *report = wanted_report(sitting, &screen->wanted);
	struct buf text;
	bool ok;

	buf_init(&text);
	ok = export_write(screen->wanted.format, report,
		 screen->wanted.whole ? sitting->plan : NULL, false, &text,
		 err) &&
	    outfile_write(path, text.data, text.len, false, err);
	buf_clear(&text);
	screen->large = report->large_print && screen->wanted.format->letters;
	report_free(report);
	return ok;
}

/* NUMBER: of the copy in the register; 0: nobody has it yet. */
static void
say_where(const struct withheld_screen *screen, const char *path,
    int64_t number, struct buf *out)
{
	const struct repeat *given =
	    form_set_repeat(plan_forms(screen->sitting->plan), "sign.copy");

	buf_add(out, "The copy for ");
	wanted_add_who(screen->sitting, &screen->wanted, out);
	buf_addf(out, " is in this file:\n\n%s\n\nNobody else who uses this "
		      "computer can open it. Give it only to those it is "
		      "meant for.", path);
	if (number > 0)
		buf_addf(out, "\n\nIt is copy %" PRId64 ", for %s, as is "
			      "written down under \"%s\".", number,
		    editor_text(screen->to), given->title);
	else if (given != NULL)
		buf_addf(out, "\n\nWhen somebody has it, write that down under "
			      "\"%s\".", given->title);
}

/* Writes down who has it, if somebody was named; what stands against that is
 * said. */
static int64_t
hand_out(const struct withheld_screen *screen)
{
	struct sitting *sitting = screen->sitting;
	const char *to = editor_text(screen->to);
	struct handing handing = {
		.to = to,
		.audience = screen->wanted.audience,
		.by = sitting->start->user->display,
		.seal = plan_seal_now(sitting->plan),
	};
	int64_t number = 0;
	struct error err;
	struct buf what;

	if (to[strspn(to, " ")] == '\0')
		return 0;
	buf_init(&what);
	wanted_add_what(sitting, &screen->wanted, &what);
	buf_addf(&what, " (%s%s)", screen->wanted.format->name,
	    screen->large ? ", large print" : "");
	handing.what = what.data;
	if (!plan_hand_out(sitting->plan, &handing, &number, &err)) {
		loop_say(sitting->loop, "%s", err.text);
		number = 0;
	}
	buf_clear(&what);
	return number;
}

static void
make(struct withheld_screen *screen)
{
	struct sitting *sitting = screen->sitting;
	const char *name = editor_text(screen->name);
	struct error err;
	struct buf where;
	char *path;

	if (name[strspn(name, " ")] == '\0') {
		loop_say(sitting->loop, "The file needs a name.");
		screen->list.focus = ROW_FILE;
		return;
	}
	if (!sitting_commit(sitting))
		return;
	path = path_of(screen);
	if (!folder_make(screen->folder, &err) ||
	    !write_copy(screen, path, &err)) {
		loop_say(sitting->loop, "%s", err.text);
	} else {
		buf_init(&where);
		say_where(screen, path, hand_out(screen), &where);
		loop_pop(sitting->loop, screen->under);
		loop_push(sitting->loop, screen_message_new(sitting,
					     "The copy is made", where.data));
		buf_clear(&where);
	}
	free(path);
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

static struct editor *
typed(const struct withheld_screen *screen)
{
	return screen->list.focus == ROW_TO ? screen->to : screen->name;
}

static bool
type(struct withheld_screen *screen, enum command_id command)
{
	bool done;

	if (!typing_is_over(command))
		return typing_command(typed(screen), command, &done);
	screen->typing = false;
	/* Enter takes what was typed, and the copy can be made */
	if (command == COMMAND_ACCEPT)
		screen->list.focus = ROW_MAKE;
	else
		list_command(&screen->list, command);
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
			make(screen);
		else if (screen->list.focus < ROW_ITEMS)
			screen->typing = true;
		else
			go_to_item(screen, screen->list.focus - ROW_ITEMS);
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
		editor_insert(typed(screen), text, len, false);
	return screen->typing;
}

static bool
withheld_paste(struct screen *base, const char *bytes, size_t len)
{
	struct withheld_screen *screen = withheld_of(base);

	if (screen->typing)
		editor_insert(typed(screen), bytes, len, true);
	return screen->typing;
}

static void
withheld_close(struct screen *base)
{
	struct withheld_screen *screen = withheld_of(base);

	withheld_clear(&screen->left_out);
	editor_free(screen->name);
	editor_free(screen->to);
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

	editor_set(screen->name, name, strlen(name));
	free(path);
}

struct screen *
screen_withheld_new(struct sitting *sitting, struct screen *under,
    const struct wanted *wanted)
{
	struct withheld_screen *screen = xcalloc(1, sizeof *screen);

	screen->screen.ops = &withheld_ops;
	screen->sitting = sitting;
	screen->under = under;
	screen->wanted = *wanted;
	screen->folder = copies_folder(sitting);
	screen->name = editor_new(false, &sitting->clipboard);
	screen->to = editor_new(false, &sitting->clipboard);
	propose_name(screen);
	if (!sitting->start->visit) {
		if (wanted->named)
			report_withheld_viewer(sitting->plan, &wanted->viewer,
			    &screen->left_out);
		else
			report_withheld(sitting->plan, wanted->audience,
			    &screen->left_out);
	}
	list_set_count(&screen->list, ROW_ITEMS + screen->left_out.count);
	return &screen->screen;
}
