/* The whole plan at a glance: its steps, how far each is, its money. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/money.h"
#include "plan/aside.h"
#include "plan/branch.h"
#include "plan/event.h"
#include "plan/jot.h"
#include "plan/pool.h"
#include "plan/signature.h"
#include "plan/stage.h"
#include "ui/draw.h"
#include "ui/keymap.h"
#include "ui/list.h"
#include "ui/screens.h"
#include "ui/visit.h"

/* What stands above the steps, to be opened as they are. */
enum head {
	HEAD_LEFT,
	HEAD_SIGN,
	HEAD_LOOK,
	HEAD_NOTES,
	HEAD_ASIDE,
	HEAD_WHAT_IF,
	HEAD_EVENT,
	HEAD_COUNT
};

struct head_line {
	enum head what;
	char *text;
	int most; /* lines it may take */
	int rows; /* it takes, where it was last drawn */
};

struct overview {
	struct screen screen;
	struct sitting *sitting;
	struct list list;
	struct head_line heads[HEAD_COUNT]; /* those there is something to say of */
	size_t head_count;
	const struct form **forms; /* those with something that shows */
	size_t count;
	uint64_t generation;
};

static struct overview *
overview_of(struct screen *screen)
{
	return (struct overview *)(void *)screen;
}

static void
add_head(struct overview *overview, enum head what, int most, struct buf *text)
{
	if (text->len)
		overview->heads[overview->head_count++] = (struct head_line){
			.what = what,
			.text = buf_take(text),
			.most = most,
		};
	buf_clear(text);
}

/* "What is left: 2 before I leave this visit, 11 before sign-off" */
static void
say_left(const struct sitting *sitting, struct buf *text)
{
	size_t count, by[NEED_COUNT] = { 0 };
	struct todo *todo;

	visit_todo(sitting, &todo, &count);
	for (size_t i = 0; i < count; i++)
		by[todo[i].when]++;
	todo_clear(todo, count);
	buf_add(text, "What is left: ");
	for (int when = 0; when < NEED_NEVER; when++)
		if (by[when])
			buf_addf(text, "%s%zu %s",
			    text->data[text->len - 1] == ' ' ? "" : ", ",
			    by[when], need_sentence((enum need)when));
	if (!count)
		buf_add(text, "nothing");
}

static void
say_what_if(const struct sitting *sitting, struct buf *text)
{
	const char *tried = plan_what_if(sitting->plan);
	struct branch_list list;

	if (sitting->start->visit)
		return;
	if (tried) {
		buf_add(text, "Not the plan but a what if (");
		keymap_key_name(keymap_key(CONTEXT_LIST, COMMAND_WHAT_IF),
		    text);
		buf_addf(text, " compares them): %s", tried);
		return;
	}
	branch_list_read(sitting->plan, &list);
	if (list.count)
		buf_addf(text, "%zu what if%s: tried out, not in the plan",
		    list.count, list.count == 1 ? "" : "s");
	branch_list_clear(&list);
}

/* "Press ! if something has happened, or w to try a change": 60 columns do. */
static void
say_keys(const struct sitting *sitting, struct buf *text)
{
	if (!event_repeat(sitting->plan))
		return;
	buf_add(text, "Press ");
	keymap_key_name(keymap_key(CONTEXT_LIST, COMMAND_EVENT), text);
	buf_add(text, " if something has happened");
	if (sitting->start->visit || plan_what_if(sitting->plan))
		return;
	buf_add(text, ", or ");
	keymap_key_name(keymap_key(CONTEXT_LIST, COMMAND_WHAT_IF), text);
	buf_add(text, " to try a change");
}

/* "Look again by 1 Dec 2025". Of a draft there is nothing to look at again. */
static void
say_look(const struct plan *plan, struct buf *text)
{
	const struct plan_stage *stage = plan_stage(plan);
	struct date by;
	char day[32];

	if (stage->stage == STAGE_DRAFT || stage->stage == STAGE_READY ||
	    plan_what_if(plan) || !plan_look_again(plan, &by))
		return;
	date_format_short(by, day);
	buf_addf(text, "Look again by %s", day);
	if (date_compare(by, plan_today(plan)) < 0)
		buf_add(text, ": that day has passed");
}

static void
clear_heads(struct overview *overview)
{
	for (size_t i = 0; i < overview->head_count; i++)
		free(overview->heads[i].text);
	overview->head_count = 0;
}

static void
make_heads(struct overview *overview)
{
	const struct plan *plan = overview->sitting->plan;
	size_t notes = jot_unfiled(plan,
	    !overview->sitting->start->visit);
	struct aside_list aside;
	struct buf text;

	clear_heads(overview);
	buf_init(&text);
	say_left(overview->sitting, &text);
	add_head(overview, HEAD_LEFT, 2, &text);
	if (form_set_repeat(plan_forms(plan), SIGNATURES)) {
		buf_add(&text, "Sign-off. ");
		stage_say(plan_stage(plan),
		    !overview->sitting->start->visit, &text);
	}
	add_head(overview, HEAD_SIGN, 3, &text);
	say_look(plan, &text);
	add_head(overview, HEAD_LOOK, 1, &text);
	if (notes)
		buf_addf(&text, "%zu note%s not sorted", notes,
		    notes == 1 ? "" : "s");
	add_head(overview, HEAD_NOTES, 1, &text);
	aside_list_make(plan, &aside);
	aside_list_say(plan, &aside, &text);
	aside_list_clear(&aside);
	add_head(overview, HEAD_ASIDE, 2, &text);
	say_what_if(overview->sitting, &text);
	add_head(overview, HEAD_WHAT_IF, 1, &text);
	say_keys(overview->sitting, &text);
	add_head(overview, HEAD_EVENT, 1, &text);
}

static void
find_forms(struct overview *overview)
{
	const struct plan *plan = overview->sitting->plan;
	const struct form_set *forms = plan_forms(plan);
	size_t cap = 0;

	free(overview->forms);
	overview->forms = NULL;
	overview->count = 0;
	for (size_t i = 0; i < forms->form_count; i++) {
		if (!visit_shows_form(overview->sitting, forms->forms[i]))
			continue;
		ARRAY_GROW(overview->forms, overview->count, cap);
		overview->forms[overview->count++] = forms->forms[i];
	}
	overview->generation = plan_generation(plan);
	make_heads(overview);
	list_set_count(&overview->list, overview->head_count + overview->count);
}

/* Draws the money and, in full, which kind of it is short; returns how many
 * rows, at least one. */
static int
draw_money(const struct plan *plan, struct rect area, int row)
{
	const struct plan_money *money = plan_money(plan);
	struct buf text;
	int rows = 1;

	buf_init(&text);
	if (money->any) {
		buf_add(&text, "Money: ");
		money_format_pounds(money->planned_pence, &text);
		buf_add(&text, " planned of ");
		money_format_pounds(money->indicative_pence, &text);
		buf_add(&text, " (");
		keymap_key_name(keymap_key(CONTEXT_LIST, COMMAND_PICTURES),
		    &text);
		buf_add(&text, ": in pictures)");
		draw_short(area, row, 0, STYLE_PLAIN, text.data);
		buf_reset(&text);
	}
	plan_say_short(plan, &text);
	if (text.len > 0) {
		if (!money->any)
			rows = 0;
		rows += draw_wrapped(area, row + rows, STYLE_PROBLEM, text.data,
		    0);
	}
	buf_clear(&text);
	return rows;
}

static void
draw_step(const struct overview *overview, struct rect area, int row, size_t at)
{
	const struct form *form = overview->forms[at];
	struct progress progress;
	struct buf title;
	int problems;

	buf_init(&title);
	buf_addf(&title, "%zu. %s", at + 1, form->title);
	plan_form_progress(overview->sitting->plan, form, &progress, &problems);
	draw_short(rect_part(area, 0, 2, area.rows, area.cols - 30), row, 0,
	    STYLE_PLAIN, title.data);
	buf_clear(&title);
	struct rect right =
	    rect_part(area, 0, area.cols - 27, area.rows, 27);
	if (progress.asked)
		draw_format(right, row, 0, STYLE_PLAIN, "%d of %d answered",
		    progress.done, progress.asked);
	if (problems)
		draw_format(right, row, 18, STYLE_PROBLEM, "! %d",
		    problems);
}

/* Draws what stands above the steps, from ROW, and a blank row; returns the row
 * below. */
static int
draw_heads(struct overview *overview, struct rect body, int row)
{
	struct rect words = rect_part(body, 0, 2, body.rows, body.cols - 3);

	for (size_t i = 0; i < overview->head_count; i++) {
		struct head_line *head = &overview->heads[i];

		head->rows = draw_wrapped_lines(head->text, words.cols);
		if (head->rows > head->most)
			head->rows = head->most;
		if (head->most == 1)
			draw_short(words, row, 0, STYLE_PLAIN, head->text);
		else
			draw_wrapped(rect_part(words, 0, 0, row + head->rows,
					 words.cols), row, STYLE_PLAIN,
			    head->text, 0);
		screen_spot(&overview->screen,
		    rect_part(body, row, 0, head->rows, body.cols), i);
		row += head->rows;
	}
	return row + 1;
}

/* The row of the focus, while it is above the steps, of which ROW is the first. */
static int
head_row(const struct overview *overview, int row)
{
	for (size_t i = 0; i < overview->list.focus; i++)
		row += overview->heads[i].rows;
	return row;
}

static struct cell
overview_draw(struct screen *screen, const struct layout *layout)
{
	struct overview *overview = overview_of(screen);
	struct rect body = layout->body, steps;
	struct progress progress;

	if (overview->generation != plan_generation(overview->sitting->plan))
		find_forms(overview);
	screen_draw_head(overview->sitting, layout, "The whole plan");
	plan_progress(overview->sitting->plan, &progress);
	draw_format(body, 0, 0, STYLE_PLAIN,
	    "%d of %d answers needed before sign-off are there.", progress.done,
	    progress.asked);
	int heads = 2 + draw_money(overview->sitting->plan, body, 1);
	int above = draw_heads(overview, body, heads);
	bool in_steps = overview->list.focus >= overview->head_count;
	steps = rect_part(body, above, 0, body.rows - above, body.cols);
	size_t step =
	    in_steps ? overview->list.focus - overview->head_count : 0;
	overview->list.rows = steps.rows;
	overview->list.first = draw_first_row(overview->list.first, (int)step,
	    (int)overview->count, steps.rows);
	for (int i = 0; i < steps.rows; i++) {
		size_t at = (size_t)(overview->list.first + i);
		if (at >= overview->count)
			break;
		draw_step(overview, steps, i, at);
		screen_spot(screen, rect_part(steps, i, 0, 1, steps.cols),
		    overview->head_count + at);
	}
	int row = in_steps ? above + (int)step - overview->list.first
			   : head_row(overview, heads);
	draw_string(body, row, 0, STYLE_FOCUS, ">");
	return draw_cell(body, row, 2);
}

/* The form's first screen with something left to answer, else its first. */
static void
open_form(struct overview *overview, const struct form *form)
{
	const struct plan *plan = overview->sitting->plan;
	struct target target = { .section = NULL };

	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *section = form->sections[i];
		struct progress progress;
		int problems;
		if (!visit_shows_section(overview->sitting, section))
			continue;
		if (!target.section)
			target.section = section;
		plan_section_progress(plan, section, &progress, &problems);
		if (progress.done < progress.asked || problems) {
			target.section = section;
			break;
		}
	}
	if (target.section)
		sitting_go(overview->sitting, &target, NULL, &UID_NONE);
}

/* The screen that says what is due by which day. */
static void
open_look(struct overview *overview)
{
	struct sitting *sitting = overview->sitting;
	const struct field *field =
	    form_set_field(plan_forms(sitting->plan), "review.next");
	struct target target = { .section = field ? field->section : NULL };

	if (target.section)
		sitting_go(sitting, &target, NULL, &UID_NONE);
}

static void
open_head(struct overview *overview, enum head what)
{
	struct sitting *sitting = overview->sitting;

	switch (what) {
	case HEAD_LEFT:
		loop_push(sitting->loop, screen_left_new(sitting));
		break;
	case HEAD_SIGN:
		loop_command(sitting->loop, COMMAND_SIGN);
		break;
	case HEAD_LOOK:
		open_look(overview);
		break;
	case HEAD_NOTES:
		sitting_go_notes(sitting);
		break;
	case HEAD_ASIDE:
		loop_push(sitting->loop, screen_aside_new(sitting));
		break;
	case HEAD_WHAT_IF:
		loop_command(sitting->loop, COMMAND_WHAT_IF);
		break;
	case HEAD_EVENT:
	case HEAD_COUNT:
		loop_command(sitting->loop, COMMAND_EVENT);
		break;
	}
}

static bool
overview_command(struct screen *screen, enum command_id command)
{
	struct overview *overview = overview_of(screen);
	struct sitting *sitting = overview->sitting;

	if (list_command(&overview->list, command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
	case COMMAND_TOGGLE:
		if (overview->list.focus < overview->head_count)
			open_head(overview,
			    overview->heads[overview->list.focus].what);
		else
			open_form(overview,
			    overview->forms[overview->list.focus -
				overview->head_count]);
		return true;
	case COMMAND_WORKING:
		loop_push(overview->sitting->loop,
		    screen_working_new(overview->sitting, NULL, NULL, NULL));
		return true;
	case COMMAND_UNDO:
	case COMMAND_REDO:
		sitting_undo(overview->sitting, command == COMMAND_UNDO);
		return true;
	case COMMAND_LEAVE:
		if (!screen->below)
			return sitting_general(sitting->loop, sitting,
			    COMMAND_QUIT);
		if (sitting_close_plan(sitting))
			loop_pop(sitting->loop, screen);
		return true;
	default:
		return false;
	}
}

static void
overview_click(struct screen *screen, size_t number, struct cell at)
{
	(void)at;
	overview_of(screen)->list.focus = number;
	(void)overview_command(screen, COMMAND_ACCEPT);
}

static void
overview_resume(struct screen *screen)
{
	struct overview *overview = overview_of(screen);

	/* the step one comes back from has the focus */
	screen_set_timer(screen, SITTING_RETRY_MS);
	find_forms(overview);
	for (size_t i = 0; i < overview->count; i++)
		for (size_t j = 0; j < overview->forms[i]->section_count; j++)
			if (sitting_is_at(overview->sitting,
				overview->forms[i]->sections[j]))
				overview->list.focus =
				    overview->head_count + i;
}

static void
overview_hangup(struct screen *screen)
{
	struct sitting *sitting = overview_of(screen)->sitting;

	if (sitting->plan)
		(void)sitting_commit(sitting);
}

/* What could not be saved is tried again here too. */
static void
overview_timer(struct screen *screen)
{
	struct overview *overview = overview_of(screen);

	if (overview->sitting->pending_count)
		(void)sitting_commit(overview->sitting);
	screen_set_timer(screen, SITTING_RETRY_MS);
}

static void
overview_work(struct screen *screen)
{
	(void)sitting_commit(overview_of(screen)->sitting);
}

static void
overview_close(struct screen *screen)
{
	struct overview *overview = overview_of(screen);

	clear_heads(overview);
	free(overview->forms);
	free(overview);
}

static const struct screen_ops overview_ops = {
	.name = "overview",
	.about = "The whole plan: its steps and how far each is, the money, "
		 "what is left, and where sign-off stands.",
	.draw = overview_draw,
	.on = CONTEXT_LIST,
	.command = overview_command,
	.click = overview_click,
	.shown = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_LEAVE, COMMAND_TO_DO,
		COMMAND_EXPORT, COMMAND_QUIT, COMMAND_GO_TO, COMMAND_PREVIEW,
		COMMAND_PICTURES },
	.timer = overview_timer,
	.work = overview_work,
	.resume = overview_resume,
	.hangup = overview_hangup,
	.close = overview_close,
};

struct screen *
screen_overview_new(struct sitting *sitting)
{
	struct overview *overview = xcalloc(1, sizeof *overview);

	overview->screen.ops = &overview_ops;
	overview->sitting = sitting;
	find_forms(overview);
	return &overview->screen;
}
