/* Words typed into the wrong plan: whose plan they belong to, of those in the
 * caseload; then both people are shown, and they are moved. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/utf8.h"
#include "caseload/caseload.h"
#include "plan/move.h"
#include "ui/draw.h"
#include "ui/editor.h"
#include "ui/list.h"
#include "ui/screen/ask.h"
#include "ui/screen/take_out_screen.h"

#define PROMPT	 "Whose plan? "
#define SLICE_MS 20

struct move_screen {
	struct screen screen;
	struct sitting *sitting;
	struct screen *under; /* closes with this one */
	struct redact_wanted wanted;
	char *words;
	struct caseload *caseload; /* NULL: the folder cannot be read */
	struct error err;
	struct editor *filter;
	struct list list;
};

/* What is asked about: where the words go. */
struct choice_made {
	struct move_screen *move;
	char *path;
};

static struct move_screen *
move_of(struct screen *screen)
{
	return (struct move_screen *)(void *)screen;
}

/* --- drawing --- */

static void
draw_plan(const struct caseload_row *row, struct rect area, int at)
{
	struct date born;
	struct buf text;
	char day[32];

	buf_init(&text);
	utf8_clean(*row->name ? row->name : "No name yet",
	    strlen(*row->name ? row->name : "No name yet"), &text);
	if (date_parse_iso(row->born, &born)) {
		date_format_short(born, day);
		buf_addf(&text, ", born %s", day);
	}
	buf_add(&text, " (");
	utf8_clean(row->file, strlen(row->file), &text);
	buf_add(&text, ")");
	draw_short(area, at, 2, STYLE_PLAIN, text.data);
	buf_clear(&text);
}

static void
draw_none(const struct move_screen *move, struct rect rows)
{
	draw_wrapped(rect_part(rows, 0, 2, rows.rows, rows.cols - 4), 0,
	    STYLE_HINT, !move->caseload ? move->err.text
		: caseload_looking(move->caseload)
		? "The plans are being looked at."
		: "No plan in the caseload has all of these words. For a plan "
		  "that is somewhere else: oneplan redact --move-to.", 0);
}

static struct cell
move_draw(struct screen *screen, const struct layout *layout)
{
	struct move_screen *move = move_of(screen);
	struct rect body = layout->body;
	struct rect rows = rect_part(body, 2, 0, body.rows - 2, body.cols);
	const char *text = editor_text(move->filter);
	size_t count = move->caseload ? caseload_count(move->caseload) : 0;

	screen_draw_head(move->sitting, layout,
	    "Move the words to the plan they belong to: type part of the name");
	draw_string(body, 0, 0, STYLE_PLAIN, PROMPT);
	draw_string(body, 0, (int)strlen(PROMPT), STYLE_PLAIN, text);
	list_set_count(&move->list, count);
	list_fit(&move->list, rows.rows);
	for (int i = 0; i < rows.rows; i++) {
		size_t at = (size_t)(move->list.first + i);
		if (at >= count)
			break;
		if (at == move->list.focus)
			draw_string(rows, i, 0, STYLE_FOCUS, ">");
		draw_plan(caseload_row(move->caseload, at), rows, i);
		screen_spot(screen, rect_part(rows, i, 0, 1, rows.cols), at);
	}
	if (count == 0)
		draw_none(move, rows);
	return draw_cell(body, 0, (int)strlen(PROMPT) +
		utf8_cols(text, editor_cursor(move->filter)));
}

/* --- moving --- */

static struct plan *
open_other(const struct move_screen *move, const char *path,
    struct error *err)
{
	const struct ui_start *start = move->sitting->start;
	struct plan *other;

	return plan_open(path, start->forms, start->rates, start->user, false,
		   &other, err)
	    ? other
	    : NULL;
}

static void
finish(struct move_screen *move, const struct move_done *done,
    struct plan *other)
{
	struct sitting *sitting = move->sitting;
	struct buf text;

	buf_init(&text);
	move_say(done, sitting->plan, other, &text);
	loop_pop(sitting->loop, move->under);
	loop_push(sitting->loop, screen_message_new(sitting,
				     "The words are moved", text.data));
	buf_clear(&text);
}

static void
do_move(struct sitting *sitting, void *data, size_t choice)
{
	const struct choice_made *made = data;
	struct move_screen *move = made->move;
	struct move_done done;
	struct error err;
	struct plan *other = open_other(move, made->path, &err);

	(void)choice;
	if (other && plan_move(sitting->plan, other, &move->wanted, &done,
		&err))
		finish(move, &done, other);
	else
		loop_push(sitting->loop, screen_message_new(sitting,
		    other && done.written ? "The words are in both plans"
					  : "Nothing was moved", err.text));
	plan_close(other);
}

static void
choice_drop(void *data)
{
	struct choice_made *made = data;

	free(made->path);
	free(made);
}

/* Takes PATH over. */
static void
ask(struct move_screen *move, struct plan *other, char *path)
{
	struct choice_made *made = xmalloc(sizeof *made);
	struct asking asking = {
		.name = "move-words",
		.title = "Move the words to another person's plan",
		.words = move->words,
		.choices = { "Move them, and take them out here for good",
			"Leave them where they are" },
		.careful = true,
		.chosen = do_move,
		.drop = choice_drop,
		.data = made,
	};
	struct buf text;

	*made = (struct choice_made){ move, path };
	buf_init(&text);
	buf_add(&text, "From the plan of  ");
	move_say_whose(move->sitting->plan, &text);
	buf_add(&text, "\nto the plan of    ");
	move_say_whose(other, &text);
	buf_add(&text, "\n\nThey are written there first, at the same question, "
		       "and then taken out here. Both plans note it as "
		       "something that has happened, since it may be a data "
		       "breach.");
	asking.question = text.data;
	loop_push(move->sitting->loop,
	    screen_ask_new(move->sitting, &asking));
	buf_clear(&text);
}

static void
choose(struct move_screen *move)
{
	struct loop *loop = move->sitting->loop;
	struct plan *other;
	struct error err;
	char *path;

	if (!move->list.count)
		return;
	path = caseload_path(move->caseload,
	    caseload_row(move->caseload, move->list.focus));
	other = open_other(move, path, &err);
	if (other &&
	    plan_may_move(move->sitting->plan, other, &move->wanted, &err)) {
		ask(move, other, path);
	} else {
		loop_say(loop, "%s", err.text);
		free(path);
	}
	plan_close(other);
}

/* --- keys --- */

static void
filter(struct move_screen *move)
{
	if (move->caseload)
		caseload_filter(move->caseload, editor_text(move->filter));
	move->list.focus = 0;
}

static bool
move_command(struct screen *screen, enum command_id command)
{
	struct move_screen *move = move_of(screen);

	if (list_command(&move->list, command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
		choose(move);
		return true;
	case COMMAND_DELETE_BACK:
		if (editor_command(move->filter, EDITOR_DELETE_BACK))
			filter(move);
		return true;
	case COMMAND_LEAVE:
		loop_pop(move->sitting->loop, screen);
		return true;
	default:
		/* not on to other screens: this one is in the middle of
		 * something */
		return command != COMMAND_QUIT && command != COMMAND_CURTAIN &&
		    command != COMMAND_REDRAW && command != COMMAND_HELP;
	}
}

static bool
move_text(struct screen *screen, const char *text, size_t len)
{
	struct move_screen *move = move_of(screen);

	(void)editor_insert(move->filter, text, len, false);
	filter(move);
	return true;
}

static void
move_click(struct screen *screen, size_t number, struct cell at)
{
	struct move_screen *move = move_of(screen);

	(void)at;
	/* once goes there; again chooses it */
	if (move->list.focus == number)
		choose(move);
	else
		move->list.focus = number;
}

static void
move_timer(struct screen *screen)
{
	struct move_screen *move = move_of(screen);

	if (move->caseload && caseload_work(move->caseload, SLICE_MS))
		screen_set_timer(screen, 1);
}

static void
move_close(struct screen *screen)
{
	struct move_screen *move = move_of(screen);

	caseload_close(move->caseload);
	editor_free(move->filter);
	free(move->words);
	free(move);
}

static const struct screen_ops move_ops = {
	.name = "move",
	.draw = move_draw,
	.on = CONTEXT_FILTER,
	.command = move_command,
	.text = move_text,
	.paste = move_text,
	.click = move_click,
	.timer = move_timer,
	.shown = { COMMAND_ACCEPT, COMMAND_LEAVE, COMMAND_QUIT },
	.close = move_close,
};

struct screen *
screen_move_new(struct sitting *sitting, struct screen *under,
    const struct redact_wanted *wanted, const char *words)
{
	const struct ui_start *start = sitting->start;
	struct move_screen *move = xcalloc(1, sizeof *move);

	move->screen.ops = &move_ops;
	move->sitting = sitting;
	move->under = under;
	move->wanted = *wanted;
	move->words = xstrdup(words);
	move->filter = editor_new(false, &sitting->clipboard);
	if (!caseload_begin(start->caseload, start->index, &move->caseload,
		&move->err))
		move->caseload = NULL;
	else
		screen_set_timer(&move->screen, 1);
	return &move->screen;
}
