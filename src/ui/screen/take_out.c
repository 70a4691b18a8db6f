/* Words taken out for good, by somebody with authority: which, why, by whom, and
 * who agreed. What goes is shown before it does. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "ui/screen/take_out_screen.h"
#include "ui/typing.h"

static struct take_out *
take_out_of(struct screen *screen)
{
	return (struct take_out *)(void *)screen;
}

static const struct take_out *
take_out_of_const(const struct screen *screen)
{
	return (const struct take_out *)(const void *)screen;
}

static enum context
take_out_context(const struct screen *screen)
{
	const struct take_out *take = take_out_of_const(screen);

	return take->typed[take->list.focus] ? CONTEXT_TEXT : CONTEXT_DIALOG;
}

/* --- taking out --- */

static bool
is_blank(const struct take_out *take, size_t row)
{
	const char *text = editor_text(take->typed[row]);

	return text[strspn(text, " ")] == '\0';
}

/* Is all said that has to be? Else the focus goes to what is not. */
static bool
all_said(struct take_out *take)
{
	static const struct {
		size_t row;
		const char *ask;
	} needed[] = {
		{ ROW_WHY, "Say why, without the words themselves." },
		{ ROW_BY, "Say who takes the words out." },
		{ ROW_AGREED, "Say who agreed: somebody else, with the "
			      "authority to." },
	};

	for (size_t i = 0; i < ARRAY_LEN(needed); i++)
		if (is_blank(take, needed[i].row)) {
			take->list.focus = needed[i].row;
			loop_say(take->sitting->loop, "%s", needed[i].ask);
			return false;
		}
	return true;
}

/* Closes this screen, and says what was done. */
static void
finish(struct take_out *take, const struct redact_done *done)
{
	struct sitting *sitting = take->sitting;
	struct buf text;

	buf_init(&text);
	redact_say(done, &text);
	loop_pop(sitting->loop, &take->screen);
	loop_push(sitting->loop, screen_message_new(sitting,
				     "The words are taken out", text.data));
	buf_clear(&text);
}

static void
take_out(struct take_out *take)
{
	struct redact_wanted wanted = take_out_wanted(take);
	struct loop *loop = take->sitting->loop;
	struct redact_done done;
	struct error err;

	if (take->answers == 0) {
		loop_say(loop, "%s", take->words);
		return;
	}
	if (!all_said(take))
		return;
	if (!take->sure) {
		take->sure = true;
		loop_say(loop, "Press Enter again to take %s out for good.",
		    take->answers == 1 ? "this answer" : "these answers");
		return;
	}
	if (!plan_redact(take->sitting->plan, &wanted, &done, &err)) {
		loop_say(loop, "%s", err.text);
		return;
	}
	/* some of them may be for workers only */
	if (take->sitting->start->visit)
		done.elsewhere = 0;
	finish(take, &done);
}

static void
move(struct take_out *take)
{
	struct redact_wanted wanted = take_out_wanted(take);

	if (take->answers == 0)
		loop_say(take->sitting->loop, "%s", take->words);
	else if (all_said(take))
		loop_push(take->sitting->loop,
		    screen_move_new(take->sitting, &take->screen, &wanted,
			take->words));
}

/* --- keys --- */

static bool
type(struct take_out *take, enum command_id command)
{
	bool done;

	switch (command) {
	case COMMAND_UP:
	case COMMAND_DOWN:
	case COMMAND_NEXT_FIELD:
	case COMMAND_PREVIOUS_FIELD:
		return list_command(&take->list, command);
	case COMMAND_ACCEPT:
		return list_command(&take->list, COMMAND_NEXT_FIELD);
	default:
		return typing_command(take->typed[take->list.focus], command,
		    &done);
	}
}

static void
accept(struct take_out *take)
{
	switch (take->list.focus) {
	case ROW_WHAT:
		take_out_next_scope(take, 1);
		break;
	case ROW_OUT:
		take_out(take);
		break;
	case ROW_MOVE:
		move(take);
		break;
	default:
		break;
	}
}

static bool
take_out_command(struct screen *screen, enum command_id command)
{
	struct take_out *take = take_out_of(screen);

	if (command == COMMAND_PAGE_UP || command == COMMAND_PAGE_DOWN)
		return pager_command(&take->pager, command);
	if (command != COMMAND_ACCEPT)
		take->sure = false;
	if (take->typed[take->list.focus] && type(take, command))
		return true;
	if (list_command(&take->list, command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
		accept(take);
		return true;
	case COMMAND_LEFT:
	case COMMAND_RIGHT:
		if (take->list.focus == ROW_WHAT)
			take_out_next_scope(take, command == COMMAND_LEFT ? -1 : 1);
		return true;
	case COMMAND_LEAVE:
		loop_pop(take->sitting->loop, screen);
		return true;
	default:
		return false;
	}
}

static bool
take_out_text(struct screen *screen, const char *text, size_t len)
{
	struct take_out *take = take_out_of(screen);
	struct editor *editor = take->typed[take->list.focus];

	if (editor)
		(void)editor_insert(editor, text, len, false);
	return editor != NULL;
}

static bool
take_out_paste(struct screen *screen, const char *bytes, size_t len)
{
	struct take_out *take = take_out_of(screen);
	struct editor *editor = take->typed[take->list.focus];

	if (editor)
		(void)editor_insert(editor, bytes, len, true);
	return editor != NULL;
}

static void
take_out_click(struct screen *screen, size_t number, struct cell at)
{
	struct take_out *take = take_out_of(screen);

	(void)at;
	/* once goes there; again does it */
	if (take->list.focus == number)
		(void)take_out_command(screen, COMMAND_ACCEPT);
	else
		take->list.focus = number;
}

static const char *
take_out_help_topic(const struct screen *screen)
{
	const struct field *field = take_out_of_const(screen)->field;

	return field ? field->name : NULL;
}

static void
take_out_close(struct screen *screen)
{
	struct take_out *take = take_out_of(screen);

	for (size_t i = 0; i < ROWS; i++)
		editor_free(take->typed[i]);
	free(take->what);
	free(take->words);
	free(take);
}

static const struct screen_ops take_out_ops = {
	.name = "take-out",
	.about = "Words that are taken out are gone for ever, from the history "
		 "and from old copies too. What stays is when, by whom, why, "
		 "and who agreed.",
	.draw = take_out_draw,
	.context = take_out_context,
	.command = take_out_command,
	.text = take_out_text,
	.paste = take_out_paste,
	.click = take_out_click,
	.shown = { COMMAND_ACCEPT, COMMAND_NEXT_FIELD, COMMAND_LEAVE,
		COMMAND_QUIT },
	.help_topic = take_out_help_topic,
	.close = take_out_close,
};

/* The number of REVISION in the history, from 1; 0: it is not there. */
static int
number_of_revision(struct take_out *take, const struct uid *revision)
{
	struct stored_revision *list;
	size_t count;
	int number = 0;

	if (!store_revisions(plan_store(take->sitting->plan), take->field->name,
		&take->row, &list, &count, NULL))
		return 0;
	for (size_t i = 0; i < count; i++)
		if (uid_equal(&list[i].uid, revision))
			number = (int)i + 1;
	stored_revisions_clear(list, count);
	return number;
}

static struct screen *
take_out_new(struct sitting *sitting, const struct field *field,
    const struct repeat *repeat, const struct uid *row,
    const struct uid *revision)
{
	struct take_out *take = xcalloc(1, sizeof *take);
	const char *me = sitting->start->user->display;

	take->screen.ops = &take_out_ops;
	take->sitting = sitting;
	take->field = field;
	take->repeat = field ? field->repeat : repeat;
	take->row = *row;
	if (field && revision)
		take->number = number_of_revision(take, revision);
	for (size_t i = ROW_WHY; i <= ROW_AGREED; i++)
		take->typed[i] = typing_new(&sitting->clipboard);
	editor_set(take->typed[ROW_BY], me, strlen(me));
	/* on a visit nobody's name but the person's is shown */
	list_set_count(&take->list, sitting->start->visit ? ROW_MOVE : ROWS);
	while (!take_out_offers(take, take->scope))
		take->scope++;
	take->list.focus = ROW_WHY;
	take_out_look(take);
	return &take->screen;
}

/* Was anything answered there? */
static bool
has_answers(const struct sitting *sitting, const struct field *field,
    const struct repeat *repeat, const struct uid *row)
{
	struct field_state state;

	if (!field)
		return !plan_row_blank(sitting->plan, repeat, row);
	plan_field(sitting->plan, field, row, &state);
	return !uid_is_none(&state.revision);
}

void
screen_take_out(struct sitting *sitting, const struct field *field,
    const struct repeat *repeat, const struct uid *row,
    const struct uid *revision)
{
	struct loop *loop = sitting->loop;

	if (!sitting_commit(sitting))
		return;
	if (!plan_writable(sitting->plan))
		loop_say(loop, "This plan is open to look at only, so nothing "
			       "can be taken out of it.");
	else if (!field && sitting->start->visit)
		loop_say(loop, "On a visit answers are taken out one by one: "
			       "open the row and go to the question.");
	else if (!has_answers(sitting, field, repeat, row))
		loop_say(loop, "There are no words here to take out.");
	else
		loop_push(loop, take_out_new(sitting, field, repeat, row,
				    revision));
}
