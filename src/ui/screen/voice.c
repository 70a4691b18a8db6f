/* Whose words: of the answer that has the focus, or of each that is given on the
 * same screen from now on. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "plan/voice.h"
#include "ui/draw.h"
#include "ui/list.h"
#include "ui/screens.h"
#include "ui/typing.h"

#define INDENT 2
#define WHO_LABEL "Who, or which record: "

/* What can have the focus: the kinds of voice, then these. */
enum {
	ROW_WHO = VOICE_COUNT, /* typed */
	ROW_ANSWER,
	ROW_SCREEN,
	ROW_COUNT,
};

struct voice_screen {
	struct screen screen;
	struct sitting *sitting;
	const struct section *section;
	const struct field *field; /* NULL: none has the focus */
	struct uid row;
	bool answered; /* there is an answer to say it of */
	enum voice_kind kind;
	struct list list;
	struct editor *who;
	bool typing;
};

static struct voice_screen *
voice_of(struct screen *base)
{
	return (struct voice_screen *)(void *)base;
}

/* --- drawing --- */

static struct cell
draw_kind(const struct voice_screen *screen, struct rect body, int row,
    enum voice_kind kind)
{
	char letter = voice_letter(kind);

	draw_format(body, row, INDENT, STYLE_PLAIN, "(%c) %s%s%c%s",
	    screen->kind == kind ? '*' : ' ', voice_phrase(kind),
	    letter ? "  [" : "", letter ? letter : ' ', letter ? "]" : "");
	return draw_cell(body, row, INDENT);
}

static struct cell
draw_who(const struct voice_screen *screen, struct rect body, int row)
{
	const char *text = editor_text(screen->who);
	int start = INDENT + (int)strlen(WHO_LABEL);
	struct rect room =
	    rect_part(body, row, start, 1, body.cols - start - 1);
	struct cell at = typing_draw(screen->who, room, screen->typing);

	draw_string(body, row, INDENT, STYLE_PLAIN, WHO_LABEL);
	if (!*text && !screen->typing)
		draw_string(room, 0, 0, STYLE_HINT,
		    screen->kind == VOICE_OWN ? "(not asked)" : "(not said)");
	if (screen->typing)
		draw_string(body, row + 1, INDENT + 2, STYLE_HINT,
		    voice_asks(screen->kind));
	return screen->typing ? at : draw_cell(body, row, INDENT);
}

static struct cell
voice_draw(struct screen *base, const struct layout *layout)
{
	struct voice_screen *screen = voice_of(base);
	struct rect body = layout->body;
	struct cell cells[ROW_COUNT], cursor;
	int row;

	screen_draw_head(screen->sitting, layout,
	    screen->field ? screen->field->label : screen->section->title);
	row = draw_wrapped(rect_part(body, 0, INDENT, body.rows,
			       body.cols - 2 * INDENT), 0, STYLE_HINT,
	    "Whose words are they? The person's own need no mark. The others "
	    "have a letter beside them on every copy.", 0) + 1;
	for (int i = 0; i < VOICE_COUNT; i++)
		cells[i] = draw_kind(screen, body, row + i,
		    (enum voice_kind)i);
	row += VOICE_COUNT + 1;
	cells[ROW_WHO] = draw_who(screen, body, row);
	row += 2;
	draw_string(body, row, INDENT, STYLE_PLAIN, screen->answered
		? "Keep that for this answer"
		: "(There is no answer here to keep it for)");
	cells[ROW_ANSWER] = draw_cell(body, row, INDENT);
	draw_string(body, row + 1, INDENT, STYLE_PLAIN,
	    "Keep it for each answer that I give here from now on");
	cells[ROW_SCREEN] = draw_cell(body, row + 1, INDENT);
	cursor = cells[screen->list.focus];
	draw_string(layout->screen, cursor.row, body.col, STYLE_FOCUS, ">");
	for (size_t i = 0; i < ROW_COUNT; i++)
		screen_spot(base, (struct rect){ cells[i].row, body.col, 1,
				      body.cols }, i);
	return cursor;
}

static enum context
voice_context(const struct screen *base)
{
	return ((const struct voice_screen *)(const void *)base)->typing
	    ? CONTEXT_TEXT
	    : CONTEXT_LIST;
}

/* --- keeping --- */

/* What is chosen, as it is kept; the caller's. */
static char *
chosen(const struct voice_screen *screen)
{
	struct buf text;

	buf_init(&text);
	voice_write(screen->kind, editor_text(screen->who), &text);
	return buf_take(&text);
}

static bool
too_long(const struct voice_screen *screen, const char *voice)
{
	if (strlen(voice) <= VOICE_MOST_BYTES)
		return false;
	loop_say(screen->sitting->loop,
	    "That is too long. A name, or a record and its date, is enough.");
	return true;
}

/* Of the answer as it now is. */
static void
keep_for_answer(struct voice_screen *screen, const char *voice)
{
	struct plan *plan = screen->sitting->plan;
	struct change change = {
		.field = screen->field,
		.row = screen->row,
		.has_voice = true,
		.voice = *voice ? voice : NULL,
	};
	struct field_state state;
	struct value value;
	struct error err;

	plan_field(plan, screen->field, &screen->row, &state);
	/* the plan may be read anew before it is written */
	value_init(&value);
	value_copy(&value, state.answer);
	change.value = &value;
	if (plan_apply(plan, &change, 1, NULL, &err))
		loop_say(screen->sitting->loop, "Kept: %s.",
		    voice_phrase(screen->kind));
	else
		loop_say(screen->sitting->loop, "%s", err.text);
	value_clear(&value);
}

static void
keep(struct voice_screen *screen, bool for_screen)
{
	char *voice = chosen(screen);

	if (too_long(screen, voice)) {
		free(voice);
		return;
	}
	if (for_screen) {
		sitting_set_voice(screen->sitting, screen->section, voice);
		loop_say(screen->sitting->loop,
		    "From now on, on this screen: %s.",
		    voice_phrase(screen->kind));
	} else {
		keep_for_answer(screen, voice);
	}
	free(voice);
	loop_pop(screen->sitting->loop, &screen->screen);
}

/* --- keys --- */

/* Where it goes on from once it is said whose they are. */
static size_t
row_to_keep(const struct voice_screen *screen)
{
	return screen->answered ? ROW_ANSWER : ROW_SCREEN;
}

static void
choose(struct voice_screen *screen, enum voice_kind kind)
{
	if (kind != screen->kind)
		editor_set(screen->who, "", 0);
	screen->kind = kind;
	screen->typing = kind != VOICE_OWN;
	screen->list.focus = screen->typing ? ROW_WHO : row_to_keep(screen);
}

static void
accept(struct voice_screen *screen)
{
	size_t row = screen->list.focus;

	if (row < VOICE_COUNT)
		choose(screen, (enum voice_kind)row);
	else if (row == ROW_WHO)
		screen->typing = screen->kind != VOICE_OWN;
	else if (row == ROW_SCREEN || screen->answered)
		keep(screen, row == ROW_SCREEN);
}

/* Enter goes on to what it is kept for; other keys that leave the line move. */
static bool
type(struct voice_screen *screen, enum command_id command)
{
	bool done;

	switch (command) {
	case COMMAND_ACCEPT:
	case COMMAND_NEXT_FIELD:
		screen->typing = false;
		screen->list.focus = row_to_keep(screen);
		return true;
	case COMMAND_UP:
	case COMMAND_DOWN:
	case COMMAND_PREVIOUS_FIELD:
		screen->typing = false;
		(void)list_command(&screen->list, command);
		return true;
	case COMMAND_LEAVE:
		screen->typing = false;
		return true;
	default:
		return typing_command(screen->who, command, &done);
	}
}

static bool
voice_command(struct screen *base, enum command_id command)
{
	struct voice_screen *screen = voice_of(base);

	if (screen->typing)
		return type(screen, command);
	if (list_command(&screen->list, command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
	case COMMAND_TOGGLE:
		accept(screen);
		return true;
	case COMMAND_LEAVE:
	case COMMAND_VOICE:
		loop_pop(screen->sitting->loop, base);
		return true;
	default:
		return false;
	}
}

static bool
voice_text(struct screen *base, const char *text, size_t len)
{
	struct voice_screen *screen = voice_of(base);

	if (screen->typing)
		(void)editor_insert(screen->who, text, len, false);
	return screen->typing;
}

static bool
voice_paste(struct screen *base, const char *bytes, size_t len)
{
	struct voice_screen *screen = voice_of(base);

	if (screen->typing)
		(void)editor_insert(screen->who, bytes, len, true);
	return screen->typing;
}

static void
voice_click(struct screen *base, size_t number, struct cell at)
{
	struct voice_screen *screen = voice_of(base);

	(void)at;
	screen->typing = false;
	screen->list.focus = number;
	accept(screen);
}

static void
voice_close(struct screen *base)
{
	struct voice_screen *screen = voice_of(base);

	editor_free(screen->who);
	free(screen);
}

static const struct screen_ops voice_ops = {
	.name = "voice",
	.about = "Whose words an answer is. The person's own need no mark; "
		 "those of others get a letter beside them on every copy.",
	.draw = voice_draw,
	.context = voice_context,
	.command = voice_command,
	.text = voice_text,
	.paste = voice_paste,
	.click = voice_click,
	.shown = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_LEAVE, COMMAND_QUIT },
	.close = voice_close,
};

/* What stands there now: the answer's voice, else the screen's. */
static void
begin_with(struct voice_screen *screen)
{
	const char *text =
	    sitting_voice(screen->sitting, screen->section);
	struct field_state state;
	struct voice voice;

	if (screen->field) {
		plan_field(screen->sitting->plan, screen->field, &screen->row,
		    &state);
		screen->answered = state.answered && !state.readonly &&
		    !state.taken_out;
		if (screen->answered)
			text = state.voice;
	}
	voice = voice_read(text);
	screen->kind = voice.kind;
	editor_set(screen->who, voice.who, strlen(voice.who));
	screen->list.focus = (size_t)voice.kind;
}

struct screen *
screen_voice_new(struct sitting *sitting, const struct section *section,
    const struct field *field, const struct uid *row)
{
	struct voice_screen *screen = xcalloc(1, sizeof *screen);

	screen->screen.ops = &voice_ops;
	screen->sitting = sitting;
	screen->section = section;
	screen->field = field;
	screen->row = *row;
	screen->who = typing_new(&sitting->clipboard);
	/* an answer on its way to the disk can be said something of */
	(void)sitting_commit(sitting);
	begin_with(screen);
	list_set_count(&screen->list, ROW_COUNT);
	return &screen->screen;
}
