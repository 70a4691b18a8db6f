/* All that is written about the person, for when they ask for it: what still
 * needs a decision, by when, and from here the copy itself. Each decision is a
 * row of a form (export/access_request.h) and is made there; oneplan decides
 * nothing. */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "export/write_text.h"
#include "ui/draw.h"
#include "ui/screen/access_screen.h"
#include "ui/screen/export_screen.h"

/* An answer of more lines is read by itself before it is decided about. */
#define ANSWER_LINES 6
#define ANSWER_COLS  70

static struct access_screen *
access_of(struct screen *screen)
{
	return (struct access_screen *)(void *)screen;
}

/* --- what there is --- */

enum access_part
access_part(const struct access_item *item)
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
		screen->others += access_part(&all->items[i]) == PART_OTHERS;
	for (int part = 0; part <= last; part++)
		for (size_t i = 0; i < all->count; i++)
			if ((int)access_part(&all->items[i]) == part)
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

const struct access_item *
access_item_at(const struct access_screen *screen, size_t at)
{
	return &screen->all.items[screen->shown[at]];
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
		    access_item_at(screen, focus - ROW_ITEMS);

		field = item->field;
		row = item->row;
	}
	look(screen);
	for (size_t i = 0; field != NULL && i < screen->count; i++) {
		const struct access_item *item = access_item_at(screen, i);

		if (item->field == field && uid_equal(&item->row, &row))
			screen->list.focus = ROW_ITEMS + i;
	}
}

/* --- the screen --- */

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
	if (draw_wrapped_lines(item->answer, ANSWER_COLS) > ANSWER_LINES)
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
		decide(screen, access_item_at(screen, focus - ROW_ITEMS));
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
	.about = "All that is written about the person, for somebody who asks "
		 "to see it. Your organisation decides what is given of each "
		 "answer that needs it, and why. oneplan decides nothing.",
	.draw = access_draw,
	.on = CONTEXT_LIST,
	.command = access_command,
	.click = access_click,
	.shown = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_PREVIEW,
		COMMAND_LEAVE, COMMAND_QUIT },
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
