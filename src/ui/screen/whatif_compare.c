/* A what if beside its plan: what would be different, and whether it is gone on
 * with, kept or dropped. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "caseload/caseload.h"
#include "plan/branch.h"
#include "ui/draw.h"
#include "ui/list.h"
#include "ui/pager.h"
#include "ui/screens.h"

enum option { GO_ON, KEEP, DROP, OPTIONS };

struct compare_screen {
	struct screen screen;
	struct sitting *sitting;
	char *path;  /* of the what if */
	char *title; /* what is tried out in it */
	bool inside; /* it is what is open, not the plan */
	struct list list;
	enum option asked; /* pressed once; OPTIONS: none */
	size_t changed;
	struct buf text;
	struct pager pager;
};

static struct compare_screen *
compare_of(struct screen *screen)
{
	return (struct compare_screen *)(void *)screen;
}

/* --- side by side --- */

#define WHAT_COLS   34
#define FIGURE_COLS 14

/* Appends TEXT at the right of COLS columns. */
static void
add_right(struct buf *out, const char *text, int cols)
{
	for (int i = utf8_cols(text, strlen(text)); i < cols; i++)
		buf_add_char(out, ' ');
	buf_add(out, text);
}

static void
add_row(struct buf *out, const char *what, const char *was, const char *is,
    const char *change)
{
	buf_addf(out, "  %s", what);
	for (int i = utf8_cols(what, strlen(what)); i < WHAT_COLS - 2; i++)
		buf_add_char(out, ' ');
	add_right(out, was, FIGURE_COLS);
	add_right(out, is, FIGURE_COLS);
	add_right(out, *change ? change : "same", FIGURE_COLS);
	buf_add_char(out, '\n');
}

static void
add_lines(struct compare_screen *screen, const struct comparison *comparison)
{
	struct buf *out = &screen->text;

	if (comparison->changed == 0)
		buf_add(out, "Nothing has been changed in it yet.\n");
	else
		buf_addf(out, "%zu answer%s changed in it.\n",
		    comparison->changed,
		    comparison->changed == 1 ? " is" : "s are");
	buf_add_char(out, '\n');
	for (size_t i = 0; i < comparison->count; i++) {
		const struct comparison_line *line = &comparison->lines[i];

		if (*line->was || *line->is) {
			add_row(out, line->what, line->was, line->is,
			    line->change);
			continue;
		}
		buf_addf(out, "%s\n", line->what);
	}
	if (*comparison->short_was)
		buf_addf(out, "\nThe plan: %s\n", comparison->short_was);
	if (*comparison->short_is)
		buf_addf(out, "\nWhat if: %s\n", comparison->short_is);
}

/* Opens the other of the two, to look at. */
static bool
open_other(struct compare_screen *screen, struct plan **other,
    struct error *err)
{
	struct plan *plan = screen->sitting->plan;
	char *path;
	bool ok;

	if (!screen->inside)
		return plan_open(screen->path, plan_forms(plan),
		    plan_rates(plan), screen->sitting->start->user, true, other,
		    err);
	if (!branch_home(plan, &path, err))
		return false;
	ok = plan_open(path, plan_forms(plan), plan_rates(plan),
	    screen->sitting->start->user, true, other, err);
	free(path);
	return ok;
}

static bool
read_both(struct compare_screen *screen, struct error *err)
{
	struct plan *here = screen->sitting->plan, *other, *branch;
	struct comparison comparison;

	if (!plan_reckon(here, err) || !open_other(screen, &other, err))
		return false;
	branch = screen->inside ? here : other;
	screen->title = xstrdup(plan_what_if(branch));
	branch_compare(screen->inside ? other : here, branch, &comparison);
	screen->changed = comparison.changed;
	add_lines(screen, &comparison);
	comparison_clear(&comparison);
	plan_close(other);
	return true;
}

/* --- drawing --- */

static void
draw_options(const struct compare_screen *screen, struct rect body, int row)
{
	const char *const words[OPTIONS] = {
		[GO_ON] = screen->inside
		    ? "Go back to the plan; this stays for another time"
		    : "Open it, and change something in it",
		[KEEP] = "Keep it: put what was changed into the plan",
		[DROP] = "Drop it: the plan stays as it is",
	};

	for (int i = 0; i < OPTIONS; i++)
		draw_short(body, row + i, 2, STYLE_PLAIN, words[i]);
}

static struct cell
compare_draw(struct screen *base, const struct layout *layout)
{
	struct compare_screen *screen = compare_of(base);
	struct rect body = layout->body, table;
	int at = (int)screen->list.focus;
	struct buf title;

	buf_init(&title);
	buf_addf(&title, "What if: %s", screen->title);
	screen_draw_head(screen->sitting, layout, title.data);
	buf_clear(&title);
	draw_options(screen, body, 0);
	for (int i = 0; i < OPTIONS; i++)
		screen_spot(base, rect_part(body, i, 0, 1, body.cols),
		    (size_t)i);
	draw_string(body, at, 0, STYLE_FOCUS, ">");
	draw_format(body, OPTIONS + 1, 2 + WHAT_COLS, STYLE_TITLE, "%*s%*s%*s",
	    FIGURE_COLS, "The plan", FIGURE_COLS, "What if", FIGURE_COLS,
	    "Difference");
	table = rect_part(body, OPTIONS + 2, 2, body.rows - OPTIONS - 2,
	    body.cols - 2);
	screen->pager.rows = table.rows;
	screen->pager.lines = draw_wrapped(table, 0, STYLE_PLAIN,
	    screen->text.data, screen->pager.first);
	return draw_cell(body, at, 2);
}

/* --- what can be done --- */

/* Where it is once it is done with: nothing is thrown away. */
static bool
put_away(const struct compare_screen *screen, const char *word,
    struct error *err)
{
	const char *slash = strrchr(screen->path, '/');
	char *from = xstrndup(screen->path, (size_t)(slash - screen->path));
	struct buf to;
	char *moved;
	bool ok;

	buf_init(&to);
	buf_addf(&to, "%s/%s", from, word);
	ok = caseload_move(from, to.data, slash + 1, &moved, err);
	if (ok)
		free(moved);
	buf_clear(&to);
	free(from);
	return ok;
}

/* With the what if open, its plan takes its place. */
static bool
go_to_plan(struct compare_screen *screen, struct error *err)
{
	char *path;
	bool ok;

	if (!screen->inside)
		return true;
	if (!branch_home(screen->sitting->plan, &path, err))
		return false;
	ok = sitting_change_plan(screen->sitting, path, err);
	free(path);
	return ok;
}

static void
go_on(struct compare_screen *screen)
{
	struct sitting *sitting = screen->sitting;
	struct error err;

	if (screen->inside ? !go_to_plan(screen, &err)
			   : !sitting_change_plan(sitting, screen->path, &err))
		loop_say(sitting->loop, "%s", err.text);
	else
		loop_say(sitting->loop, "%s", screen->inside
			? "This is the plan."
			: "Change what you like: it is apart from the plan. w "
			  "compares the two.");
}

static void
say_kept(struct compare_screen *screen, size_t changed, size_t both)
{
	struct loop *loop = screen->sitting->loop;

	if (both)
		loop_say(loop, "%zu answer%s in the plan now; %zu had been "
		    "changed there too. Both are kept: see What is left.",
		    changed, changed == 1 ? " is" : "s are", both);
	else
		loop_say(loop, "%zu answer%s in the plan now. Ctrl-Z takes "
		    "%s back.", changed, changed == 1 ? " is" : "s are",
		    changed == 1 ? "it" : "them");
}

static bool
take_in(struct compare_screen *screen, size_t *changed, size_t *both,
    struct error *err)
{
	struct plan *plan, *branch;
	bool ok;

	if (!go_to_plan(screen, err))
		return false;
	plan = screen->sitting->plan;
	if (!plan_reckon(plan, err) ||
	    !plan_open(screen->path, plan_forms(plan), plan_rates(plan),
		screen->sitting->start->user, true, &branch, err))
		return false;
	ok = branch_keep(plan, branch, changed, both, err);
	plan_close(branch);
	return ok;
}

static void
keep(struct compare_screen *screen)
{
	struct loop *loop = screen->sitting->loop;
	size_t changed = 0, both = 0;
	struct error err;

	if (!take_in(screen, &changed, &both, &err)) {
		loop_say(loop, "%s", err.text);
		return;
	}
	if (!screen->inside)
		loop_pop(loop, &screen->screen);
	if (!put_away(screen, "kept", &err))
		loop_say(loop, "The plan has its answers. %s", err.text);
	else
		say_kept(screen, changed, both);
}

static void
drop(struct compare_screen *screen)
{
	struct loop *loop = screen->sitting->loop;
	struct error err;

	if (!go_to_plan(screen, &err) || !put_away(screen, "dropped", &err)) {
		loop_say(loop, "%s", err.text);
		return;
	}
	if (!screen->inside)
		loop_pop(loop, &screen->screen);
	loop_say(loop, "It is dropped. The file is in what-if/dropped, if you "
	    "want it back.");
}

static void
choose(struct compare_screen *screen, enum option option)
{
	bool again = screen->asked == option;

	screen->asked = OPTIONS;
	if (option == GO_ON) {
		go_on(screen);
	} else if (option == KEEP && screen->changed == 0) {
		loop_say(screen->sitting->loop, "Nothing has been changed in "
		    "it, so there is nothing to keep.");
	} else if (!again) {
		screen->asked = option;
		loop_say(screen->sitting->loop, option == KEEP
			? "Press Enter again to put its answers into the plan."
			: "Press Enter again to drop it.");
	} else if (option == KEEP) {
		keep(screen);
	} else {
		drop(screen);
	}
}

static bool
compare_command(struct screen *base, enum command_id command)
{
	struct compare_screen *screen = compare_of(base);

	if (command == COMMAND_PAGE_DOWN || command == COMMAND_PAGE_UP)
		return pager_command(&screen->pager, command);
	if (list_command(&screen->list, command)) {
		screen->asked = OPTIONS;
		return true;
	}
	switch (command) {
	case COMMAND_ACCEPT:
	case COMMAND_TOGGLE:
		choose(screen, (enum option)screen->list.focus);
		return true;
	case COMMAND_LEAVE:
	case COMMAND_WHAT_IF:
		loop_pop(screen->sitting->loop, base);
		return true;
	default:
		return false;
	}
}

/* Once goes there; again chooses it. */
static void
compare_click(struct screen *base, size_t number, struct cell at)
{
	struct compare_screen *screen = compare_of(base);

	(void)at;
	if (screen->list.focus == number) {
		(void)compare_command(base, COMMAND_ACCEPT);
		return;
	}
	screen->asked = OPTIONS;
	screen->list.focus = number;
}

static void
compare_close(struct screen *base)
{
	struct compare_screen *screen = compare_of(base);

	buf_clear(&screen->text);
	free(screen->title);
	free(screen->path);
	free(screen);
}

static const struct screen_ops compare_ops = {
	.name = "compare",
	.draw = compare_draw,
	.on = CONTEXT_LIST,
	.command = compare_command,
	.click = compare_click,
	.shown = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_PAGE_DOWN,
		COMMAND_LEAVE, COMMAND_QUIT },
	.close = compare_close,
};

struct screen *
screen_compare_new(struct sitting *sitting, const char *path)
{
	struct compare_screen *screen = xcalloc(1, sizeof *screen);
	struct error err;

	screen->screen.ops = &compare_ops;
	screen->sitting = sitting;
	screen->path = xstrdup(path);
	screen->inside = plan_what_if(sitting->plan) != NULL;
	screen->asked = OPTIONS;
	buf_init(&screen->text);
	list_set_count(&screen->list, OPTIONS);
	list_fit(&screen->list, OPTIONS);
	if (read_both(screen, &err))
		return &screen->screen;
	compare_close(&screen->screen);
	return screen_message_new(sitting, "What if?", err.text);
}
