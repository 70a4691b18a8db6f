/* Makes a copy for somebody: for whom, what is in it, how it is written, asked
 * one after the other; then what it leaves out is looked at (withheld.c). Below
 * those whom a copy can be for stands who has one. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "export/packing.h"
#include "plan/branch.h"
#include "ui/draw.h"
#include "ui/screen/export_offers.h"

#define INDENT 2

static struct export *
export_of(struct screen *screen)
{
	return (struct export *)(void *)screen;
}

static void
draw_title(const struct export *export, const struct layout *layout)
{
	struct buf title;

	buf_init(&title);
	switch (export->step) {
	case STEP_WHO:
		buf_add(&title, export->pack
			? "Make a pack of the sealed plan: who is it for?"
			: "Make a copy: who is it for?");
		break;
	case STEP_WHAT:
		buf_add(&title, "A copy for ");
		wanted_add_who(export->sitting, &export->wanted, &title);
		buf_add(&title, ": what is in it?");
		break;
	case STEP_HOW:
		wanted_add_what(export->sitting, &export->wanted, &title);
		buf_add(&title, ", for ");
		wanted_add_who(export->sitting, &export->wanted, &title);
		buf_add(&title, ": how is it written?");
		break;
	}
	screen_draw_head(export->sitting, layout, title.data);
	buf_clear(&title);
}

/* How the reader needs it, where somebody asked them. */
static void
add_needs(const struct export *export, struct buf *out)
{
	const struct plan *plan = export->sitting->plan;
	const struct field *field =
	    report_needs_question(plan, export->wanted.audience);

	if (field == NULL)
		return;
	buf_add(out, "How they need written information: ");
	plan_show(plan, field, &UID_NONE, out);
	buf_add_char(out, '.');
	if (report_needs(plan, export->wanted.audience, "easy_read"))
		buf_add(out, " The copy is in easy read and large letters.");
	else if (report_needs(plan, export->wanted.audience, "large_print"))
		buf_add(out, " The copy is in large letters.");
}

static int
draw_advice(const struct export *export, struct rect body)
{
	struct buf text;
	int lines = 0;

	buf_init(&text);
	if (export->step == STEP_WHO)
		buf_add(&text, "A copy holds only what is meant for its "
			       "reader. What it leaves out is shown to you "
			       "before it is made.");
	else if (export->step == STEP_HOW)
		add_needs(export, &text);
	if (text.len > 0)
		lines = draw_wrapped(body, 0, STYLE_HINT, text.data, 0) + 1;
	buf_clear(&text);
	return lines;
}

/* Says where each stands, counted from the first; returns how many rows there
 * are. What is held has a heading above it, and all of its words. */
static int
lay_out(struct export *export, int cols)
{
	int row = 0;

	for (size_t i = 0; i < export->count; i++) {
		struct offer *offer = &export->offers[i];

		if (offer->heading != NULL)
			row += 2;
		offer->top = row;
		offer->rows = offer->held
		    ? draw_wrapped_lines(offer->text, cols - 2 * INDENT)
		    : 1;
		row += offer->rows;
	}
	return row;
}

static void
draw_offer(struct export *export, struct rect rows, size_t at)
{
	const struct offer *offer = &export->offers[at];
	int row = offer->top - export->lists[export->step].first;
	int cut = row < 0 ? -row : 0;

	if (offer->heading != NULL && row > 0 && row <= rows.rows)
		draw_string(rows, row - 1, 0, STYLE_TITLE, offer->heading);
	if (cut >= offer->rows || row >= rows.rows)
		return;
	if (offer->held)
		draw_wrapped(rect_part(rows, row + cut, INDENT,
				 offer->rows - cut, rows.cols - 2 * INDENT),
		    0, STYLE_PLAIN, offer->text, cut);
	else
		draw_short(rows, row, INDENT, STYLE_PLAIN, offer->text);
	screen_spot(&export->screen, rect_part(rows, row + cut, 0,
					 offer->rows - cut, rows.cols), at);
}

static struct cell
export_draw(struct screen *screen, const struct layout *layout)
{
	struct export *export = export_of(screen);
	struct list *list = &export->lists[export->step];
	struct rect body = layout->body, rows;
	const struct offer *on;
	int top, all;

	/* a row of the register may have been changed above this screen */
	if (export->step == STEP_WHO &&
	    export->generation != plan_generation(export->sitting->plan))
		export_offer(export, export->step);
	draw_title(export, layout);
	top = draw_advice(export, rect_part(body, 0, INDENT, body.rows,
				      body.cols - 2 * INDENT));
	rows = rect_part(body, top, 0, body.rows - top, body.cols);
	list->rows = rows.rows;
	all = lay_out(export, rows.cols);
	on = &export->offers[list->focus];
	list->first = draw_first_row(list->first, on->top + on->rows - 1, all,
	    rows.rows);
	list->first = draw_first_row(list->first, on->top, all, rows.rows);
	for (size_t i = 0; i < export->count; i++)
		draw_offer(export, rows, i);
	draw_string(rows, on->top - list->first, 0, STYLE_FOCUS, ">");
	return draw_cell(rows, on->top - list->first, INDENT);
}

static void
take(struct export *export)
{
	struct list *list = &export->lists[export->step];

	if (list->focus >= export->count)
		return;
	if (export->offers[list->focus].held) {
		held_open(export->sitting, &export->offers[list->focus].row);
		return;
	}
	export->wanted = export->offers[list->focus].wanted;
	if (export->pack) {
		export->wanted.whole = true;
		export->wanted.format = &packing_format;
	}
	if (export->wanted.access && export->step == STEP_WHO)
		loop_push(export->sitting->loop,
		    screen_access_new(export->sitting));
	else if (export->step < STEP_HOW && !export->pack)
		export_offer(export, (enum step)(export->step + 1));
	else
		loop_push(export->sitting->loop,
		    screen_withheld_new(export->sitting, export->under,
			&export->wanted));
}

static bool
export_command(struct screen *screen, enum command_id command)
{
	struct export *export = export_of(screen);

	if (list_command(&export->lists[export->step], command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
	case COMMAND_TOGGLE:
		take(export);
		return true;
	case COMMAND_LEAVE:
		if (export->step > export->first)
			export_offer(export, (enum step)(export->step - 1));
		else
			loop_pop(export->sitting->loop, screen);
		return true;
	case COMMAND_EXPORT:
		return true;
	default:
		return false;
	}
}

static void
export_click(struct screen *screen, size_t number, struct cell at)
{
	struct export *export = export_of(screen);

	(void)at;
	export->lists[export->step].focus = number;
	(void)export_command(screen, COMMAND_ACCEPT);
}

static void
export_close(struct screen *screen)
{
	struct export *export = export_of(screen);

	export_clear_offers(export);
	free(export->offers);
	free(export);
}

static const struct screen_ops export_ops = {
	.name = "export",
	.about = "A copy for somebody: who it is for, what is in it and how it "
		 "is written are asked one after the other. A copy holds only "
		 "what is meant for its reader. Below stands who has one "
		 "already.",
	.draw = export_draw,
	.on = CONTEXT_LIST,
	.command = export_command,
	.click = export_click,
	.shown = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_LEAVE, COMMAND_QUIT },
	.close = export_close,
};

struct screen *
screen_export_new(struct sitting *sitting, const enum audience *audience)
{
	struct export *export;

	if (plan_what_if(sitting->plan) != NULL)
		return screen_message_new(sitting, "Nothing leaves a what if",
		    "This is a what if: it is tried out, and nobody has agreed "
		    "it. A copy of it could be taken for the plan.\n\nPut what "
		    "is good of it into the plan, and make the copy there.");
	export = xcalloc(1, sizeof *export);
	export->screen.ops = &export_ops;
	export->sitting = sitting;
	export->under = &export->screen;
	/* an answer on its way to the disk is in the copy */
	(void)sitting_commit(sitting);
	if (audience != NULL)
		export->wanted.audience = *audience;
	export->first = audience != NULL ? STEP_WHAT : STEP_WHO;
	export_offer(export, export->first);
	return &export->screen;
}

struct screen *
screen_export_pack_new(struct sitting *sitting)
{
	struct screen *screen = screen_export_new(sitting, NULL);
	struct export *export;

	if (screen->ops != &export_ops)
		return screen;
	export = export_of(screen);
	export->pack = true;
	export_offer(export, STEP_WHO);
	return screen;
}

struct screen *
screen_export_access_new(struct sitting *sitting, struct screen *under)
{
	struct export *export = xcalloc(1, sizeof *export);

	export->screen.ops = &export_ops;
	export->sitting = sitting;
	export->wanted.audience = AUDIENCE_PERSON;
	export->wanted.access = true;
	export->under = under;
	export->first = STEP_HOW;
	export_offer(export, STEP_HOW);
	return &export->screen;
}
