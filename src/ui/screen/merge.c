/* Another file of a plan comes back: which one, and what it brought. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "plan/merge.h"
#include "ui/draw.h"
#include "ui/screens.h"
#include "ui/typing.h"

#define INDENT 2
#define LABEL  "Its file: "

struct merge_screen {
	struct screen screen;
	struct sitting *sitting;
	char *path; /* of the plan */
	struct editor *other;
	char *doubted; /* the file that may be of another person */
};

static struct merge_screen *
merge_of(struct screen *screen)
{
	return (struct merge_screen *)(void *)screen;
}

/* --- drawing --- */

static struct cell
draw_file(const struct merge_screen *screen, struct rect body, int row)
{
	int start = INDENT + (int)strlen(LABEL);
	struct rect room =
	    rect_part(body, row, start, 1, body.cols - start - 1);

	draw_string(body, row, INDENT, STYLE_PLAIN, LABEL);
	return typing_draw(screen->other, room, true);
}

static struct cell
merge_draw(struct screen *base, const struct layout *layout)
{
	struct merge_screen *screen = merge_of(base);
	const char *slash = strrchr(screen->path, '/');
	struct rect body = layout->body, text;
	struct buf words;
	int top;

	screen_draw_head(screen->sitting, layout, "Bring in another file");
	text = rect_part(body, 1, INDENT, body.rows - 1,
	    body.cols - 2 * INDENT);
	buf_init(&words);
	buf_addf(&words, "Which file is to be brought into %s? It is another "
			 "file of the same plan, such as one that was carried "
			 "on a laptop.\n\nNothing of either is lost. Where both "
			 "were answered, both answers are kept until somebody "
			 "chooses. The plan as it is now is copied first.",
	    slash ? slash + 1 : screen->path);
	top = 1 + draw_wrapped(text, 0, STYLE_PLAIN, words.data, 0) + 1;
	buf_clear(&words);
	draw_string(body, top + 1, INDENT, STYLE_HINT, screen->screen.steps
		? "It is being brought in. Until all of it is, nothing is "
		  "changed."
		: "Write where it is, such as /media/stick/kwame.oneplan, then "
		  "Enter.");
	return draw_file(screen, body, top);
}

/* --- bringing it in --- */

static void
show(struct merge_screen *screen, const struct merge_done *done)
{
	struct sitting *sitting = screen->sitting;
	struct buf text;

	buf_init(&text);
	merge_say(done, &text);
	if (done->conflicts + done->removed > 0)
		buf_add(&text, "\nOpen the plan and press Ctrl-T: what is to be "
			       "settled stands there with what is left.\n");
	loop_pop(sitting->loop, &screen->screen);
	loop_push(sitting->loop,
	    screen_message_new(sitting, "The file is brought in", text.data));
	buf_clear(&text);
}

/* A name as people write it: without spaces at its ends, with ~ for home. */
static char *
path_typed(const struct merge_screen *screen)
{
	const char *text = editor_text(screen->other);
	const char *home = getenv("HOME");
	struct buf path;

	text += strspn(text, " ");
	buf_init(&path);
	if (strncmp(text, "~/", 2) == 0 && home)
		buf_addf(&path, "%s%s", home, text + 1);
	else
		buf_add(&path, text);
	while (path.len > 0 && path.data[path.len - 1] == ' ')
		path.data[--path.len] = '\0';
	return buf_take(&path);
}

static bool
merge_in(struct merge_screen *screen, const char *other,
    struct merge_done *done, struct error *err)
{
	const struct ui_start *start = screen->sitting->start;
	struct merge_wanted wanted = {
		.other = other,
		.before = start->before,
		.same_person = screen->doubted &&
		    strcmp(screen->doubted, other) == 0,
	};
	struct plan *plan;
	bool ok;

	*done = (struct merge_done){ .copy = NULL };
	if (!plan_open(screen->path, start->forms, start->rates, start->user,
		false, &plan, err))
		return false;
	ok = plan_merge(plan, &wanted, done, err);
	plan_close(plan);
	return ok;
}

static void
bring_in(struct merge_screen *screen)
{
	struct loop *loop = screen->sitting->loop;
	char *other = path_typed(screen);
	struct merge_done done;
	struct error err;
	struct buf text;

	if (!*other) {
		loop_say(loop, "Write where the other file is.");
	} else if (merge_in(screen, other, &done, &err)) {
		show(screen, &done);
		merge_done_clear(&done);
	} else {
		buf_init(&text);
		buf_add(&text, err.text);
		if (done.doubt)
			buf_add(&text, "\n\nIf you have looked and it is one "
				       "person, press Enter here, and Enter "
				       "once more on the file.");
		free(screen->doubted);
		screen->doubted = done.doubt ? xstrdup(other) : NULL;
		loop_push(loop, screen_message_new(screen->sitting,
				    "Nothing was brought in", text.data));
		buf_clear(&text);
	}
	free(other);
}

/* --- keys --- */

static bool
merge_command(struct screen *base, enum command_id command)
{
	struct merge_screen *screen = merge_of(base);
	bool done;

	switch (command) {
	case COMMAND_ACCEPT:
		/* once it is said that it goes on: a large file takes a while */
		screen_set_steps(base);
		return true;
	case COMMAND_LEAVE:
		loop_pop(screen->sitting->loop, base);
		return true;
	default:
		/* what was asked for stays as it was */
		if (base->steps)
			return command != COMMAND_QUIT;
		return typing_command(screen->other, command, &done);
	}
}

static bool
merge_step(struct screen *base)
{
	bring_in(merge_of(base));
	return false;
}

static bool
merge_text(struct screen *base, const char *text, size_t len)
{
	if (!base->steps)
		editor_insert(merge_of(base)->other, text, len, false);
	return true;
}

static bool
merge_paste(struct screen *base, const char *bytes, size_t len)
{
	if (!base->steps)
		editor_insert(merge_of(base)->other, bytes, len, true);
	return true;
}

static void
merge_close(struct screen *base)
{
	struct merge_screen *screen = merge_of(base);

	editor_free(screen->other);
	free(screen->path);
	free(screen->doubted);
	free(screen);
}

static const struct screen_ops merge_ops = {
	.name = "merge",
	.about = "Another file of the same plan is brought into this one. "
		 "Nothing of either is lost: where both answered, both answers "
		 "are kept until somebody settles it.",
	.draw = merge_draw,
	.on = CONTEXT_TEXT,
	.command = merge_command,
	.shown = { COMMAND_HELP, COMMAND_ACCEPT, COMMAND_LEAVE, COMMAND_QUIT },
	.text = merge_text,
	.paste = merge_paste,
	.step = merge_step,
	.close = merge_close,
};

struct screen *
screen_merge_new(struct sitting *sitting, const char *path)
{
	struct merge_screen *screen = xcalloc(1, sizeof *screen);

	screen->screen.ops = &merge_ops;
	screen->sitting = sitting;
	screen->path = xstrdup(path);
	screen->other = typing_new(&sitting->clipboard);
	return &screen->screen;
}
