/* The plans in the folder: name, progress, who coordinates, last change. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "caseload/caseload.h"
#include "ui/draw.h"
#include "ui/editor.h"
#include "ui/list.h"
#include "ui/screens.h"

struct caseload_screen {
	struct screen screen;
	struct sitting *sitting;
	struct caseload *caseload; /* NULL: the folder cannot be read */
	struct error err;
	struct list list;
	struct editor *filter; /* NULL: not finding */
	enum caseload_order order;
};

static struct caseload_screen *
caseload_of(struct screen *screen)
{
	return (struct caseload_screen *)(void *)screen;
}

static const char *const order_words[] = {
	[CASELOAD_BY_NAME] = "by name",
	[CASELOAD_BY_DUE] = "by what is due",
	[CASELOAD_BY_CHANGED] = "by last change",
};

static void
draw_plan(const struct caseload_row *plan, struct rect area, int row)
{
	int wide = area.cols - 2;
	int name_cols = wide * 2 / 5;
	struct buf text;
	char day[32];

	buf_init(&text);
	(void)utf8_clean(*plan->name ? plan->name : plan->file,
	    strlen(*plan->name ? plan->name : plan->file), &text);
	draw_short(rect_part(area, 0, 2, area.rows, name_cols - 1), row, 0,
	    STYLE_PLAIN, text.data);
	if (plan->problem) {
		draw_short(rect_part(area, 0, 2 + name_cols, area.rows,
			       wide - name_cols), row, 0, STYLE_PROBLEM,
		    plan->problem);
		buf_clear(&text);
		return;
	}
	draw_format(area, row, 2 + name_cols, STYLE_PLAIN, "%3d of %d",
	    plan->done, plan->asked);
	date_format_short(clock_day(plan->changed), day);
	draw_string(area, row, 2 + name_cols + 12, STYLE_PLAIN, day);
	buf_reset(&text);
	(void)utf8_clean(plan->coordinator, strlen(plan->coordinator), &text);
	draw_short(rect_part(area, 0, 2 + name_cols + 25, area.rows,
		       wide - name_cols - 25), row, 0, STYLE_PLAIN, text.data);
	buf_clear(&text);
}

static int
draw_empty(const struct caseload_screen *caseload, struct rect body)
{
	struct rect text = rect_part(body, 1, 2, body.rows - 1, body.cols - 4);
	int lines;

	if (!caseload->caseload)
		lines = draw_wrapped(text, 0, STYLE_PLAIN, caseload->err.text,
		    0);
	else if (caseload_total(caseload->caseload))
		lines = draw_wrapped(text, 0, STYLE_PLAIN,
		    "No plan here has all of these words. Esc shows all plans "
		    "again.", 0);
	else
		lines = draw_wrapped(text, 0, STYLE_PLAIN,
		    "Welcome. There are no plans in this folder yet.\n\nPress n "
		    "to begin one. You can stop at any moment: every answer is "
		    "kept as you go, and you come back to the same place.\n\n"
		    "F1 or ? shows help wherever you are. Ctrl-Q leaves.", 0);
	return 1 + lines;
}

static struct cell
caseload_draw(struct screen *screen, const struct layout *layout)
{
	struct caseload_screen *caseload = caseload_of(screen);
	struct rect body = layout->body, rows;
	size_t count =
	    caseload->caseload ? caseload_count(caseload->caseload) : 0;
	struct buf title;
	int head = 0;

	buf_init(&title);
	buf_addf(&title, "Plans in %s, %s", caseload->sitting->start->caseload,
	    order_words[caseload->order]);
	screen_draw_head(caseload->sitting, layout, title.data);
	buf_clear(&title);
	struct cell cursor = draw_cell(body, 0, 0);
	if (caseload->filter) {
		const char *text = editor_text(caseload->filter);
		draw_string(body, 0, 0, STYLE_PLAIN, "Find: ");
		draw_string(body, 0, 6, STYLE_PLAIN, text);
		cursor = draw_cell(body, 0,
		    6 + utf8_cols(text, editor_cursor(caseload->filter)));
		head = 2;
	}
	rows = rect_part(body, head, 0, body.rows - head, body.cols);
	if (!count) {
		draw_empty(caseload, rows);
		return cursor;
	}
	list_set_count(&caseload->list, count);
	list_fit(&caseload->list, rows.rows);
	for (int i = 0; i < rows.rows; i++) {
		size_t at = (size_t)(caseload->list.first + i);
		if (at >= count)
			break;
		draw_plan(caseload_row(caseload->caseload, at), rows, i);
	}
	int focus = (int)caseload->list.focus - caseload->list.first;
	draw_string(rows, focus, 0, STYLE_FOCUS, ">");
	return caseload->filter ? cursor : draw_cell(rows, focus, 2);
}

static enum context
caseload_context(const struct screen *screen)
{
	return ((const struct caseload_screen *)(const void *)screen)->filter
	    ? CONTEXT_FILTER
	    : CONTEXT_PLANS;
}

static const enum command_id *
caseload_footer(const struct screen *screen, size_t *n)
{
	static const enum command_id plans[] = { COMMAND_HELP, COMMAND_ACCEPT,
		COMMAND_NEW, COMMAND_FIND, COMMAND_SORT, COMMAND_QUIT };
	static const enum command_id finding[] = { COMMAND_HELP,
		COMMAND_ACCEPT, COMMAND_LEAVE, COMMAND_QUIT };

	if (caseload_context(screen) == CONTEXT_FILTER) {
		*n = ARRAY_LEN(finding);
		return finding;
	}
	*n = ARRAY_LEN(plans);
	return plans;
}

static void
look_again(struct caseload_screen *caseload)
{
	const struct ui_start *start = caseload->sitting->start;

	if (caseload->caseload) {
		/* what was seen before is better than nothing */
		if (!caseload_refresh(caseload->caseload, &caseload->err))
			loop_say(caseload->sitting->loop, "%s",
			    caseload->err.text);
		return;
	}
	if (!caseload_open(start->caseload, start->index, &caseload->caseload,
		&caseload->err))
		caseload->caseload = NULL;
}

static void
filter(struct caseload_screen *caseload)
{
	if (caseload->caseload)
		caseload_filter(caseload->caseload,
		    caseload->filter ? editor_text(caseload->filter) : "");
	caseload->list.focus = 0;
}

static void
say_problem(struct caseload_screen *caseload, const char *title,
    const struct error *err)
{
	loop_push(caseload->sitting->loop,
	    screen_message_new(caseload->sitting, title, err->text));
}

static void
open_plan(struct caseload_screen *caseload)
{
	struct error err;
	char *path;

	if (!caseload->caseload || !caseload_count(caseload->caseload))
		return;
	path = caseload_path(caseload->caseload,
	    caseload_row(caseload->caseload, caseload->list.focus));
	if (!sitting_open_plan(caseload->sitting, path, &err))
		say_problem(caseload, "This plan could not be opened", &err);
	free(path);
}

static void
sort(struct caseload_screen *caseload)
{
	caseload->order = (enum caseload_order)((caseload->order + 1) % 3);
	if (caseload->caseload)
		caseload_sort(caseload->caseload, caseload->order);
}

static void
end_filter(struct caseload_screen *caseload)
{
	editor_free(caseload->filter);
	caseload->filter = NULL;
	filter(caseload);
}

static bool
caseload_command(struct screen *screen, enum command_id command)
{
	struct caseload_screen *caseload = caseload_of(screen);
	struct error err;

	if (list_command(&caseload->list, command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
		open_plan(caseload);
		return true;
	case COMMAND_NEW:
		if (!sitting_new_plan(caseload->sitting, &err))
			say_problem(caseload, "A new plan could not be made",
			    &err);
		return true;
	case COMMAND_FIND:
		if (!caseload->filter)
			caseload->filter = editor_new(false,
			    &caseload->sitting->clipboard);
		return true;
	case COMMAND_SORT:
		sort(caseload);
		return true;
	case COMMAND_DELETE_BACK:
		if (caseload->filter &&
		    editor_command(caseload->filter, EDITOR_DELETE_BACK))
			filter(caseload);
		return true;
	case COMMAND_LEAVE:
		if (!caseload->filter)
			return false;
		end_filter(caseload);
		return true;
	default:
		return false;
	}
}

static bool
caseload_text(struct screen *screen, const char *text, size_t len)
{
	struct caseload_screen *caseload = caseload_of(screen);

	if (!caseload->filter)
		return false;
	editor_insert(caseload->filter, text, len, false);
	filter(caseload);
	return true;
}

static void
caseload_resume(struct screen *screen)
{
	look_again(caseload_of(screen));
}

static void
caseload_screen_close(struct screen *screen)
{
	struct caseload_screen *caseload = caseload_of(screen);

	caseload_close(caseload->caseload);
	editor_free(caseload->filter);
	free(caseload);
}

static const struct screen_ops caseload_ops = {
	.name = "caseload",
	.draw = caseload_draw,
	.context = caseload_context,
	.command = caseload_command,
	.footer = caseload_footer,
	.text = caseload_text,
	.paste = caseload_text,
	.resume = caseload_resume,
	.close = caseload_screen_close,
};

struct screen *
screen_caseload_new(struct sitting *sitting)
{
	struct caseload_screen *caseload = xcalloc(1, sizeof *caseload);

	caseload->screen.ops = &caseload_ops;
	caseload->sitting = sitting;
	look_again(caseload);
	return &caseload->screen;
}
