/* The plans in the folder, or in its archive: found, sorted, opened, begun and
 * put away. */
#include "config.h"

#include "ui/screen/caseload_screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "ui/draw.h"
#include "ui/screen/plans.h"
#include "ui/typing.h"

/* What is left to do is done between keys, so much at a time. */
#define SLICE_MS 3
#define FIND "Find: "

static struct caseload_screen *
caseload_of(struct screen *screen)
{
	return (struct caseload_screen *)(void *)screen;
}

/* --- the focus --- */

static size_t
count_of(const struct caseload_screen *screen)
{
	return screen->caseload ? caseload_count(screen->caseload) : 0;
}

static void
hold_focus(struct caseload_screen *screen)
{
	if (screen->list.focus < count_of(screen))
		screen->focus =
		    caseload_id(screen->caseload, screen->list.focus);
}

void
caseload_find_focus(struct caseload_screen *screen)
{
	size_t count = count_of(screen), at;

	list_set_count(&screen->list, count);
	if (!screen->caseload ||
	    screen->generation == caseload_generation(screen->caseload))
		return;
	screen->generation = caseload_generation(screen->caseload);
	at = screen->chosen
	    ? caseload_find_id(screen->caseload, screen->focus)
	    : 0;
	if (at < count)
		screen->list.focus = at;
	hold_focus(screen);
}

void
caseload_choose(struct caseload_screen *screen, size_t at)
{
	screen->list.focus = at;
	screen->chosen = true;
	hold_focus(screen);
}

/* --- drawing --- */

static const char *const order_words[] = {
	[CASELOAD_BY_NAME] = "by name",
	[CASELOAD_BY_DUE] = "by what is due",
	[CASELOAD_BY_CHANGED] = "by last change",
};

static void
draw_title(const struct caseload_screen *screen, const struct layout *layout)
{
	struct buf title;

	buf_init(&title);
	buf_addf(&title, "%s in %s, %s",
	    screen->archived ? "Archived plans" : "Plans",
	    screen->sitting->start->caseload, order_words[screen->order]);
	if (screen->caseload && caseload_looking(screen->caseload))
		buf_add(&title, " (still looking)");
	screen_draw_head(screen->sitting, layout, title.data);
	buf_clear(&title);
}

static struct cell
draw_filter(const struct caseload_screen *screen, struct rect body)
{
	const char *text = editor_text(screen->filter);
	int col = (int)strlen(FIND);

	draw_string(body, 0, 0, STYLE_PLAIN, FIND);
	draw_string(body, 0, col, STYLE_PLAIN, text);
	return draw_cell(body, 0,
	    col + utf8_cols(text, editor_cursor(screen->filter)));
}

static void
draw_empty(const struct caseload_screen *screen, struct rect body)
{
	const char *text;

	if (!screen->caseload)
		text = screen->err.text;
	else if (screen->filter && editor_len(screen->filter))
		text = "No plan here has all of these words. Esc shows all "
		       "plans again.";
	else if (screen->archived)
		text = "No plan is archived. Esc goes back to the plans; v "
		       "there puts one away.";
	else
		text = "Welcome. There are no plans in this folder yet.\n\n"
		       "Press n to begin one. You can stop at any moment: "
		       "every answer is kept as you go, and you come back to "
		       "the same place.\n\n"
		       "F1 or ? shows help wherever you are. Ctrl-Q leaves.";
	draw_wrapped(rect_part(body, 1, 2, body.rows - 1, body.cols - 4), 0,
	    STYLE_PLAIN, text, 0);
}

/* What is shown is true: its files are looked at first. That may move rows, and
 * others come into view. */
static void
check_rows(struct caseload_screen *screen, int rows)
{
	uint64_t before;

	for (int time = 0; time < 3; time++) {
		caseload_find_focus(screen);
		list_fit(&screen->list, rows);
		before = screen->generation;
		caseload_check(screen->caseload, (size_t)screen->list.first,
		    (size_t)rows);
		if (caseload_generation(screen->caseload) == before)
			return;
	}
	caseload_find_focus(screen);
	list_fit(&screen->list, rows);
}

static struct cell
draw_plans(struct caseload_screen *screen, struct rect body)
{
	struct plan_columns columns = { .order = screen->order,
		.any_due = caseload_any_due(screen->caseload) };
	struct rect rows = rect_part(body, 1, 0, body.rows - 1, body.cols);
	size_t count = count_of(screen);
	int focus = (int)screen->list.focus - screen->list.first;

	plans_draw_head(&columns, body, 0);
	for (int i = 0; i < rows.rows; i++) {
		size_t at = (size_t)(screen->list.first + i);

		if (at >= count)
			break;
		plans_draw_row(&columns, caseload_row(screen->caseload, at),
		    rows, i);
		screen_spot(&screen->screen,
		    rect_part(rows, i, 0, 1, rows.cols), at);
	}
	draw_string(rows, focus, 0, STYLE_FOCUS, ">");
	return draw_cell(rows, focus, 2);
}

static struct cell
caseload_draw(struct screen *base, const struct layout *layout)
{
	struct caseload_screen *screen = caseload_of(base);
	/* nothing stands beside it */
	struct rect body = { layout->body.row, 0, layout->body.rows,
		layout->screen.cols }, list = body;
	struct cell cursor = draw_cell(body, 0, 0), at;

	draw_title(screen, layout);
	if (screen->filter) {
		cursor = draw_filter(screen, body);
		list = rect_part(body, 1, 0, body.rows - 1, body.cols);
	}
	if (screen->caseload)
		check_rows(screen, list.rows - 1);
	if (!count_of(screen)) {
		draw_empty(screen, list);
		return cursor;
	}
	at = draw_plans(screen, list);
	return screen->filter ? cursor : at;
}

static enum context
caseload_context(const struct screen *screen)
{
	return ((const struct caseload_screen *)(const void *)screen)->filter
	    ? CONTEXT_FILTER
	    : CONTEXT_PLANS;
}

static const enum command_id *
caseload_footer(const struct screen *base, size_t *n)
{
	static const enum command_id plans[] = { COMMAND_HELP, COMMAND_ACCEPT,
		COMMAND_NEW, COMMAND_FIND, COMMAND_SORT, COMMAND_EXPORT,
		COMMAND_CARRY, COMMAND_QUIT, COMMAND_MERGE, COMMAND_ARCHIVE,
		COMMAND_ARCHIVED };
	static const enum command_id archived[] = { COMMAND_HELP,
		COMMAND_ACCEPT, COMMAND_LEAVE, COMMAND_FIND, COMMAND_SORT,
		COMMAND_BRING_BACK, COMMAND_QUIT };
	static const enum command_id finding[] = { COMMAND_HELP,
		COMMAND_ACCEPT, COMMAND_LEAVE, COMMAND_QUIT };
	const struct caseload_screen *screen =
	    (const struct caseload_screen *)(const void *)base;

	if (screen->filter) {
		*n = ARRAY_LEN(finding);
		return finding;
	}
	*n = screen->archived ? ARRAY_LEN(archived) : ARRAY_LEN(plans);
	return screen->archived ? archived : plans;
}

/* --- the list --- */

static void
work_on(struct caseload_screen *screen)
{
	screen_set_timer(&screen->screen, 1);
}

static void
caseload_timer(struct screen *base)
{
	struct caseload_screen *screen = caseload_of(base);

	if (screen->caseload && caseload_work(screen->caseload, SLICE_MS))
		work_on(screen);
}

/* Looks at the folder, for the first time or again. */
static void
look(struct caseload_screen *screen)
{
	const struct ui_start *start = screen->sitting->start;
	char *folder = screen->archived ? caseload_archive(start->caseload)
					: xstrdup(start->caseload);

	if (screen->caseload)
		caseload_wake(screen->caseload);
	else if (!caseload_begin(folder, start->index, &screen->caseload,
		     &screen->err))
		screen->caseload = NULL;
	free(folder);
	if (screen->caseload)
		work_on(screen);
}

static void
filter(struct caseload_screen *screen)
{
	if (screen->caseload)
		caseload_filter(screen->caseload,
		    screen->filter ? editor_text(screen->filter) : "");
}

static void
end_filter(struct caseload_screen *screen)
{
	editor_free(screen->filter);
	screen->filter = NULL;
	screen->chosen = true; /* what was found is still in view */
	filter(screen);
}

static void
sort(struct caseload_screen *screen)
{
	static const enum caseload_order next[] = {
		[CASELOAD_BY_NAME] = CASELOAD_BY_DUE,
		[CASELOAD_BY_DUE] = CASELOAD_BY_CHANGED,
		[CASELOAD_BY_CHANGED] = CASELOAD_BY_NAME,
	};

	if (!screen->caseload)
		return;
	screen->order = next[screen->order];
	if (screen->order == CASELOAD_BY_DUE &&
	    !caseload_any_due(screen->caseload))
		screen->order = CASELOAD_BY_CHANGED;
	caseload_sort(screen->caseload, screen->order);
	screen->chosen = false;
	screen->list.focus = 0;
}

/* The archive in place of the plans, or the other way round. */
static void
turn(struct caseload_screen *screen)
{
	if (screen->filter)
		end_filter(screen);
	caseload_close(screen->caseload);
	screen->caseload = NULL;
	screen->archived = !screen->archived;
	screen->list = (struct list){ .count = 0 };
	screen->generation = 0;
	screen->chosen = false;
	look(screen);
	if (screen->caseload && screen->order != CASELOAD_BY_NAME)
		caseload_sort(screen->caseload, screen->order);
}

/* --- plans --- */

static void
say_problem(struct caseload_screen *screen, const char *title,
    const struct error *err)
{
	loop_push(screen->sitting->loop,
	    screen_message_new(screen->sitting, title, err->text));
}

/* A plan is open above: it has the memory now. */
static void
go_to_plan(struct caseload_screen *screen)
{
	const char *path = store_path(plan_store(screen->sitting->plan));
	const char *slash = strrchr(path, '/');

	free(screen->went_to);
	screen->went_to = xstrdup(slash ? slash + 1 : path);
	screen_set_timer(&screen->screen, 0);
	if (screen->caseload)
		caseload_sleep(screen->caseload);
}

const struct caseload_row *
caseload_focused(const struct caseload_screen *screen)
{
	const struct caseload_row *row;

	if (screen->list.focus >= count_of(screen))
		return NULL;
	row = caseload_row(screen->caseload, screen->list.focus);
	return *row->file ? row : NULL;
}

static void
open_plan(struct caseload_screen *screen)
{
	const struct caseload_row *row = caseload_focused(screen);
	struct error err;
	char *path;

	if (!row)
		return;
	screen->chosen = true;
	path = caseload_path(screen->caseload, row);
	if (sitting_open_plan(screen->sitting, path, &err))
		go_to_plan(screen);
	else
		say_problem(screen, "This plan could not be opened", &err);
	free(path);
}

static void
new_plan(struct caseload_screen *screen)
{
	struct error err;

	if (screen->archived)
		loop_say(screen->sitting->loop,
		    "These are the archived plans. Esc goes back to the "
		    "others, where n begins a new one.");
	else if (sitting_new_plan(screen->sitting, &err))
		go_to_plan(screen);
	else
		say_problem(screen, "A new plan could not be made", &err);
}

/* Back from a plan: it has changed, or it is new here. */
static void
caseload_resume(struct screen *base)
{
	struct caseload_screen *screen = caseload_of(base);
	size_t at;

	if (!screen->went_to)
		return;
	look(screen);
	if (screen->caseload) {
		at = caseload_find_file(screen->caseload, screen->went_to);
		if (at == count_of(screen)) {
			caseload_look_at(screen->caseload, screen->went_to);
			at = caseload_find_file(screen->caseload,
			    screen->went_to);
		}
		caseload_find_focus(screen);
		if (at < count_of(screen))
			caseload_choose(screen, at);
	}
	free(screen->went_to);
	screen->went_to = NULL;
}

/* --- keys --- */

static bool
edit_filter(struct caseload_screen *screen, enum command_id command)
{
	char *before;
	bool done, meant;

	/* one line is typed: these are the list's */
	if (command == COMMAND_UP || command == COMMAND_DOWN)
		return false;
	before = xstrdup(editor_text(screen->filter));
	meant = typing_command(screen->filter, command, &done);
	if (meant && strcmp(before, editor_text(screen->filter)) != 0) {
		screen->chosen = false;
		filter(screen);
	}
	free(before);
	return meant;
}

static bool
leave(struct caseload_screen *screen)
{
	if (screen->filter)
		end_filter(screen);
	else if (screen->archived)
		turn(screen);
	else
		return false;
	return true;
}

static bool
caseload_command(struct screen *base, enum command_id command)
{
	struct caseload_screen *screen = caseload_of(base);

	if (command != COMMAND_ARCHIVE)
		screen->to_archive = 0;
	if (command != COMMAND_CARRY)
		screen->to_carry = 0;
	if (screen->filter && edit_filter(screen, command))
		return true;
	if (list_command(&screen->list, command)) {
		caseload_choose(screen, screen->list.focus);
		return true;
	}
	switch (command) {
	case COMMAND_ACCEPT:
		open_plan(screen);
		return true;
	case COMMAND_NEW:
		new_plan(screen);
		return true;
	case COMMAND_FIND:
		if (!screen->filter)
			screen->filter = editor_new(false,
			    &screen->sitting->clipboard);
		return true;
	case COMMAND_SORT:
		sort(screen);
		return true;
	case COMMAND_CARRY:
		caseload_carry(screen);
		return true;
	case COMMAND_MERGE:
		caseload_merge(screen);
		return true;
	case COMMAND_ARCHIVE:
		caseload_put_away(screen);
		return true;
	case COMMAND_BRING_BACK:
		caseload_bring_back(screen);
		return true;
	case COMMAND_ARCHIVED:
		turn(screen);
		return true;
	case COMMAND_EXPORT:
		open_plan(screen);
		if (screen->sitting->plan)
			loop_push(screen->sitting->loop,
			    screen_export_new(screen->sitting, NULL));
		return true;
	case COMMAND_UNDO:
		caseload_undo(screen);
		return true;
	case COMMAND_REDRAW:
		look(screen);
		return false; /* and draws it all again */
	case COMMAND_LEAVE:
		return leave(screen);
	default:
		return false;
	}
}

static void
caseload_click(struct screen *screen, size_t number, struct cell at)
{
	(void)at;
	caseload_choose(caseload_of(screen), number);
	(void)caseload_command(screen, COMMAND_ACCEPT);
}

static bool
caseload_text(struct screen *base, const char *text, size_t len)
{
	struct caseload_screen *screen = caseload_of(base);

	screen->to_archive = screen->to_carry = 0;
	if (!screen->filter) {
		loop_say(screen->sitting->loop,
		    "To find a plan, press / and then type.");
		return true;
	}
	editor_insert(screen->filter, text, len, false);
	screen->chosen = false;
	filter(screen);
	return true;
}

static bool
caseload_paste(struct screen *base, const char *bytes, size_t len)
{
	return caseload_of(base)->filter && caseload_text(base, bytes, len);
}

static void
caseload_screen_close(struct screen *base)
{
	struct caseload_screen *screen = caseload_of(base);

	caseload_close(screen->caseload);
	editor_free(screen->filter);
	moved_clear(&screen->moved);
	free(screen->went_to);
	free(screen);
}

static const struct screen_ops caseload_ops = {
	.name = "caseload",
	.about = "The plans in one folder, each a file of its own: whose it "
		 "is, where it stands, how far it is and what is due next.",
	.draw = caseload_draw,
	.context = caseload_context,
	.command = caseload_command,
	.click = caseload_click,
	.footer = caseload_footer,
	.text = caseload_text,
	.paste = caseload_paste,
	.timer = caseload_timer,
	.resume = caseload_resume,
	.close = caseload_screen_close,
};

struct screen *
screen_caseload_new(struct sitting *sitting)
{
	struct caseload_screen *screen = xcalloc(1, sizeof *screen);

	screen->screen.ops = &caseload_ops;
	screen->sitting = sitting;
	look(screen);
	return &screen->screen;
}
