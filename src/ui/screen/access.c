/* All that is written about the person, for when they ask for it: what still needs
 * a decision, by when, and from here the copy itself. Each decision is a row of a
 * form (export/access_request.h) and is made there; oneplan decides nothing. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "export/access_request.h"
#include "export/write_text.h"
#include "ui/draw.h"
#include "ui/list.h"
#include "ui/screen/export_screen.h"

#define INDENT	  2
#define WORD_COLS 12 /* what was decided, at the right */
/* An answer of more lines is read by itself before it is decided about. */
#define ANSWER_LINES 6
/* With fewer rows than that the list has them. */
#define ROOM_FOR_HINT 18

/* What can have the focus: three rows, then the answers. */
enum {
	ROW_REQUEST,
	ROW_MAKE,
	ROW_OTHERS,
	ROW_ITEMS,
};

/* Why an answer is listed; they stand in this order. */
enum part {
	PART_RESTRICTED,
	PART_THIRD_PARTY,
	PART_DECIDED, /* simply about the person, and not simply given */
	PART_OTHERS,
};

struct access_screen {
	struct screen screen;
	struct sitting *sitting;
	struct access_list all;
	size_t *shown; /* of those, in the order of this screen */
	size_t count;
	size_t others; /* how many are simply given */
	bool with_others;
	bool asked; /* there is a request that is not met yet: */
	struct uid request;
	uint64_t generation;
	struct list list;
};

static struct access_screen *
access_of(struct screen *screen)
{
	return (struct access_screen *)(void *)screen;
}

/* --- what there is --- */

static enum part
part_of(const struct access_item *item)
{
	if (item->restricted)
		return PART_RESTRICTED;
	if (item->third_party)
		return PART_THIRD_PARTY;
	return item->decision != ACCESS_DISCLOSE ||
		access_lacks(item) != NULL
	    ? PART_DECIDED
	    : PART_OTHERS;
}

static void
put_in_order(struct access_screen *screen)
{
	const struct access_list *all = &screen->all;
	int last = screen->with_others ? PART_OTHERS : PART_DECIDED;

	free(screen->shown);
	screen->shown = xcalloc(all->count + 1, sizeof *screen->shown);
	screen->count = screen->others = 0;
	for (size_t i = 0; i < all->count; i++)
		screen->others += part_of(&all->items[i]) == PART_OTHERS;
	for (int part = 0; part <= last; part++)
		for (size_t i = 0; i < all->count; i++)
			if (part_of(&all->items[i]) == (enum part)part)
				screen->shown[screen->count++] = i;
	list_set_count(&screen->list, ROW_ITEMS + screen->count);
}

static void
look(struct access_screen *screen)
{
	struct plan *plan = screen->sitting->plan;

	access_clear(&screen->all);
	access_list_make(plan, &screen->all);
	screen->asked = access_request_open(plan, &screen->request);
	if (screen->asked)
		access_request_read(plan, &screen->request, &screen->all);
	screen->generation = plan_generation(plan);
	put_in_order(screen);
}

/* The focus stays on what it was on. */
static void
look_again(struct access_screen *screen)
{
	size_t focus = screen->list.focus;
	const struct field *field = NULL;
	struct uid row = UID_NONE;

	if (focus >= ROW_ITEMS) {
		const struct access_item *item =
		    &screen->all.items[screen->shown[focus - ROW_ITEMS]];

		field = item->field;
		row = item->row;
	}
	look(screen);
	for (size_t i = 0; field != NULL && i < screen->count; i++) {
		const struct access_item *item =
		    &screen->all.items[screen->shown[i]];

		if (item->field == field && uid_equal(&item->row, &row))
			screen->list.focus = ROW_ITEMS + i;
	}
}

/* --- in words --- */

static bool
date_of(const struct access_screen *screen, const char *name,
    struct date *out)
{
	const struct plan *plan = screen->sitting->plan;
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct field_state state;

	if (field == NULL || !screen->asked)
		return false;
	plan_field(plan, field, &screen->request, &state);
	return state.relevant && state.value->kind == VALUE_TEXT &&
	    date_parse_iso(state.value->text, out);
}

static void
say_clock(const struct access_screen *screen, struct buf *out)
{
	struct date on, due;
	char day[32];
	long left;

	if (!date_of(screen, ACCESS_ON, &on) ||
	    !date_of(screen, ACCESS_DUE, &due)) {
		buf_add(out, "Write down first who asked, and when: they must "
			     "have the copy one calendar month after that.");
		return;
	}
	left = date_days_between(plan_today(screen->sitting->plan), due);
	date_format_long(on, day);
	buf_addf(out, "Asked for on %s.", day);
	date_format_long(due, day);
	buf_addf(out, " To be given by %s: ", day);
	if (left < 0)
		buf_addf(out, "that was %ld day%s ago.", -left,
		    left == -1 ? "" : "s");
	else if (left == 0)
		buf_add(out, "that is today.");
	else
		buf_addf(out, "%ld day%s left.", left, left == 1 ? "" : "s");
}

static void
say_left(const struct access_screen *screen, struct buf *out)
{
	size_t left = access_left(&screen->all);

	if (left > 0)
		buf_addf(out, "%zu answer%s to be decided about, marked "
			      "with !. ", left, left == 1 ? " is" : "s are");
	else
		buf_add(out, "Nothing is left to decide. ");
	buf_addf(out, "%zu other%s simply about the person and given as "
		      "%s.", screen->others,
	    screen->others == 1 ? " is" : "s are",
	    screen->others == 1 ? "it is" : "they are");
}

/* --- drawing --- */

static int
draw_intro(const struct access_screen *screen, struct rect area)
{
	struct buf text;
	int lines;

	buf_init(&text);
	say_clock(screen, &text);
	lines = draw_wrapped(area, 0, STYLE_PLAIN, text.data, 0);
	buf_reset(&text);
	say_left(screen, &text);
	lines += draw_wrapped(area, lines, STYLE_PLAIN, text.data, 0);
	if (area.rows >= ROOM_FOR_HINT)
		lines += draw_wrapped(area, lines, STYLE_HINT,
		    "oneplan decides nothing. Ask those who look after "
		    "records.", 0);
	buf_clear(&text);
	return lines + 1;
}

static void
draw_rows(struct access_screen *screen, struct rect body, int top)
{
	struct buf words[ROW_ITEMS];

	for (size_t i = 0; i < ROW_ITEMS; i++)
		buf_init(&words[i]);
	buf_add(&words[ROW_REQUEST], screen->asked
		? "The request: who asked, when, and who decides"
		: "Write down a request: who asked, when, and who decides");
	buf_add(&words[ROW_MAKE], "Make the copy");
	buf_addf(&words[ROW_OTHERS],
	    screen->with_others
		? "Put away the %zu that %s given as %s"
		: "Show the %zu too that %s given as %s",
	    screen->others, screen->others == 1 ? "is" : "are",
	    screen->others == 1 ? "it is" : "they are");
	for (size_t i = 0; i < ROW_ITEMS; i++) {
		int row = top + (int)i;

		draw_string(body, row, INDENT, STYLE_PLAIN, words[i].data);
		screen_spot(&screen->screen,
		    rect_part(body, row, 0, 1, body.cols), i);
		if (screen->list.focus == i)
			draw_string(body, row, 0, STYLE_FOCUS, ">");
		buf_clear(&words[i]);
	}
}

static const struct access_item *
item_at(const struct access_screen *screen, size_t at)
{
	return &screen->all.items[screen->shown[at]];
}

/* Its line among those of all, with headings between. */
static int
line_of(const struct access_screen *screen, size_t at)
{
	int line = 1;

	for (size_t i = 1; i <= at; i++)
		line += part_of(item_at(screen, i)) !=
			part_of(item_at(screen, i - 1))
		    ? 3
		    : 1;
	return line;
}

static const char *
word_of(const struct access_item *item)
{
	if (item->apart)
		return "two answers";
	if (item->changed)
		return "changed";
	return item->decision == ACCESS_OPEN ? "to decide"
					     : access_words[item->decision];
}

static void
draw_item(struct access_screen *screen, struct rect area, int row, size_t at)
{
	static const char *const heads[] = {
		[PART_RESTRICTED] = "Restricted:",
		[PART_THIRD_PARTY] = "Said by somebody else:",
		[PART_DECIDED] = "About the person, and not simply given:",
		[PART_OTHERS] = "About the person:",
	};
	const struct access_item *item = item_at(screen, at);
	int words = area.cols - WORD_COLS - INDENT - 3;
	struct buf text;

	if (at == 0 || part_of(item_at(screen, at - 1)) != part_of(item))
		draw_string(area, row - 1, INDENT, STYLE_TITLE,
		    heads[part_of(item)]);
	buf_init(&text);
	buf_addf(&text, "%s (%s)", item->field->label, item->where);
	draw_short(rect_part(area, 0, 0, area.rows, INDENT + 2 + words), row,
	    INDENT + 2, STYLE_PLAIN, text.data);
	buf_clear(&text);
	if (access_lacks(item) != NULL)
		draw_string(area, row, INDENT, STYLE_PROBLEM, "!");
	draw_string(area, row, area.cols - WORD_COLS, STYLE_PLAIN,
	    word_of(item));
	screen_spot(&screen->screen, rect_part(area, row, 0, 1, area.cols),
	    ROW_ITEMS + at);
}

static struct cell
draw_items(struct access_screen *screen, struct rect area)
{
	size_t focus = screen->list.focus < ROW_ITEMS
	    ? 0
	    : screen->list.focus - ROW_ITEMS;
	int lines, line;

	if (screen->count == 0 || rect_empty(area))
		return draw_cell(area, 0, 0);
	line = line_of(screen, focus);
	lines = line_of(screen, screen->count - 1) + 1;
	/* a heading comes into view with what stands first under it */
	screen->list.first =
	    draw_first_row(screen->list.first, line - 1, lines, area.rows);
	screen->list.first =
	    draw_first_row(screen->list.first, line, lines, area.rows);
	for (size_t i = 0; i < screen->count; i++)
		draw_item(screen, area,
		    line_of(screen, i) - screen->list.first, i);
	if (screen->list.focus >= ROW_ITEMS)
		draw_string(area, line - screen->list.first, 0, STYLE_FOCUS,
		    ">");
	return draw_cell(area, line - screen->list.first, INDENT + 2);
}

static struct cell
access_draw(struct screen *base, const struct layout *layout)
{
	struct access_screen *screen = access_of(base);
	struct rect body = layout->body, area;
	struct cell cursor;
	int top;

	screen_draw_head(screen->sitting, layout,
	    "They ask for all that is written about them");
	top = draw_intro(screen, rect_part(body, 0, INDENT, body.rows,
				     body.cols - 2 * INDENT));
	draw_rows(screen, body, top);
	area = rect_part(body, top + ROW_ITEMS + 1, 0,
	    body.rows - top - ROW_ITEMS - 1, body.cols);
	screen->list.rows = area.rows;
	cursor = draw_items(screen, area);
	if (screen->list.focus < ROW_ITEMS)
		return draw_cell(body, top + (int)screen->list.focus, INDENT);
	return cursor;
}

/* What is to be thought of is the help of the question that decides. */
static const char *
access_help_topic(const struct screen *screen)
{
	(void)screen;
	return ACCESS_WHAT;
}

/* --- keys --- */

static void
open_row(struct sitting *sitting, const char *repeat, const struct uid *row,
    const char *field)
{
	const struct form_set *forms = plan_forms(sitting->plan);
	struct target target = { .repeat = form_set_repeat(forms, repeat),
		.row = *row };

	target.section = target.repeat->section;
	loop_push(sitting->loop,
	    screen_form_new(sitting, &target, form_set_field(forms, field),
		0));
}

/* There is a request from here on, or a sentence says why not. */
static bool
have_request(struct access_screen *screen)
{
	struct error err;

	if (screen->asked)
		return true;
	screen->asked = access_request_begin(screen->sitting->plan,
	    &screen->request, &err);
	if (!screen->asked)
		loop_say(screen->sitting->loop, "%s", err.text);
	return screen->asked;
}

static void
open_request(struct access_screen *screen)
{
	if (have_request(screen))
		open_row(screen->sitting, ACCESS_REQUESTS, &screen->request,
		    ACCESS_ON);
}

/* The form shows the answer above what it asks; one that would leave no room
 * there is read first. */
static void
decide(struct access_screen *screen, const struct access_item *item)
{
	struct sitting *sitting = screen->sitting;
	struct error err;
	struct uid row;

	if (!have_request(screen))
		return;
	if (!access_request_decide(sitting->plan, &screen->request, item,
		sitting->start->user->display, &row, &err)) {
		loop_say(sitting->loop, "%s", err.text);
		return;
	}
	open_row(sitting, ACCESS_DECIDED, &row, ACCESS_WHAT);
	if (draw_wrapped_lines(item->answer, screen->list.rows > 0 ? 70 : 40) >
	    ANSWER_LINES)
		loop_push(sitting->loop, screen_document_new(sitting,
					     item->field->label,
					     item->answer));
}

static void
make(struct access_screen *screen)
{
	struct sitting *sitting = screen->sitting;
	size_t left = access_left(&screen->all);

	if (left > 0) {
		loop_say(sitting->loop, left == 1
			? "1 answer is still to be decided about. It is marked "
			  "with !."
			: "%zu answers are still to be decided about. They "
			  "are marked with !.", left);
		return;
	}
	loop_push(sitting->loop, screen_export_access_new(sitting,
				     &screen->screen));
}

/* The copy as it would be, as far as it is decided. */
static void
preview(struct access_screen *screen)
{
	struct report *report =
	    report_access(screen->sitting->plan, &screen->all);
	struct buf text;

	buf_init(&text);
	write_text(report, &text);
	report_free(report);
	loop_push(screen->sitting->loop, screen_document_new(screen->sitting,
					     "The copy, as decided so far",
					     text.data));
	buf_clear(&text);
}

static void
accept(struct access_screen *screen)
{
	size_t focus = screen->list.focus;

	if (!sitting_commit(screen->sitting))
		return;
	if (focus == ROW_REQUEST)
		open_request(screen);
	else if (focus == ROW_MAKE)
		make(screen);
	else if (focus == ROW_OTHERS) {
		screen->with_others = !screen->with_others;
		put_in_order(screen);
	} else
		decide(screen, item_at(screen, focus - ROW_ITEMS));
}

static bool
access_command(struct screen *base, enum command_id command)
{
	struct access_screen *screen = access_of(base);

	if (list_command(&screen->list, command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
	case COMMAND_TOGGLE:
		accept(screen);
		return true;
	case COMMAND_PREVIEW:
		preview(screen);
		return true;
	case COMMAND_LEAVE:
		loop_pop(screen->sitting->loop, base);
		return true;
	default:
		return false;
	}
}

static void
access_click(struct screen *base, size_t number, struct cell at)
{
	(void)at;
	access_of(base)->list.focus = number;
	(void)access_command(base, COMMAND_ACCEPT);
}

static void
access_resume(struct screen *base)
{
	struct access_screen *screen = access_of(base);

	if (screen->generation != plan_generation(screen->sitting->plan))
		look_again(screen);
}

static void
access_work(struct screen *base)
{
	struct access_screen *screen = access_of(base);

	(void)sitting_commit(screen->sitting);
	look_again(screen);
}

static void
access_close(struct screen *base)
{
	struct access_screen *screen = access_of(base);

	access_clear(&screen->all);
	free(screen->shown);
	free(screen);
}

static const struct screen_ops access_ops = {
	.name = "access",
	.draw = access_draw,
	.on = CONTEXT_LIST,
	.command = access_command,
	.click = access_click,
	.shown = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_PREVIEW, COMMAND_LEAVE,
		COMMAND_QUIT },
	.help_topic = access_help_topic,
	.resume = access_resume,
	.work = access_work,
	.close = access_close,
};

struct screen *
screen_access_new(struct sitting *sitting)
{
	struct access_screen *screen;

	if (form_set_repeat(plan_forms(sitting->plan), ACCESS_DECIDED) == NULL)
		return screen_message_new(sitting, "No place for it",
		    "These forms have no place for what is decided when "
		    "somebody asks for all that is written about them.");
	screen = xcalloc(1, sizeof *screen);
	screen->screen.ops = &access_ops;
	screen->sitting = sitting;
	look(screen);
	return &screen->screen;
}
