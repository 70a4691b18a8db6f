#include "config.h"

#include "ui/screen/ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "ui/draw.h"
#include "ui/list.h"
#include "ui/pager.h"

#define INDENT 2

struct ask {
	struct screen screen;
	struct screen_ops ops; /* the same, under the asker's name */
	struct sitting *sitting;
	struct asking asking;
	char *title, *question, *words;
	struct list list;
	struct pager pager;
};

static struct ask *
ask_of(struct screen *screen)
{
	return (struct ask *)(void *)screen;
}

/* The last line of AREA says if there is more. */
static void
draw_words(struct ask *ask, struct rect area)
{
	int lines = draw_wrapped_lines(ask->words, area.cols);
	struct rect words = area;

	if (lines > area.rows && area.rows > 1) {
		words.rows--;
		draw_string(area, area.rows - 1, 0, STYLE_HINT,
		    "(PgDn shows the rest)");
	}
	ask->pager.rows = words.rows;
	ask->pager.lines = lines;
	draw_wrapped(words, 0, STYLE_PLAIN, ask->words, ask->pager.first);
}

static struct cell
ask_draw(struct screen *screen, const struct layout *layout)
{
	struct ask *ask = ask_of(screen);
	int count = (int)ask->list.count;
	struct rect body = layout->body, text;
	int top;

	screen_draw_head(ask->sitting, layout, ask->title);
	text = rect_part(body, 0, INDENT, body.rows, body.cols - 2 * INDENT);
	top = draw_wrapped(text, 0, STYLE_PLAIN, ask->question, 0) + 1;
	for (int i = 0; i < count; i++) {
		draw_string(body, top + i, INDENT, STYLE_PLAIN,
		    ask->asking.choices[i]);
		screen_spot(screen, rect_part(body, top + i, 0, 1, body.cols),
		    (size_t)i);
	}
	draw_string(body, top + (int)ask->list.focus, 0, STYLE_FOCUS, ">");
	draw_words(ask, rect_part(text, top + count + 1, 0, text.rows,
			    text.cols));
	return draw_cell(body, top + (int)ask->list.focus, INDENT);
}

/* What is done may open screens of its own, or say something: after this. */
static void
choose(struct ask *ask, size_t choice)
{
	loop_pop(ask->sitting->loop, &ask->screen);
	if (choice + 1 < ask->list.count)
		ask->asking.chosen(ask->sitting, ask->asking.data, choice);
}

static bool
ask_command(struct screen *screen, enum command_id command)
{
	struct ask *ask = ask_of(screen);

	if (command == COMMAND_PAGE_UP || command == COMMAND_PAGE_DOWN)
		return pager_command(&ask->pager, command);
	if (list_command(&ask->list, command))
		return true;
	if (command == COMMAND_NONE)
		return false;
	if (command == ask->asking.again)
		choose(ask, 0);
	else if (command == COMMAND_ACCEPT)
		choose(ask, ask->list.focus);
	else if (command == COMMAND_LEAVE)
		loop_pop(ask->sitting->loop, screen);
	else
		return false;
	return true;
}

static void
ask_click(struct screen *screen, size_t number, struct cell at)
{
	struct list *list = &ask_of(screen)->list;

	(void)at;
	/* once goes there; again chooses it */
	if (list->focus == number)
		(void)ask_command(screen, COMMAND_ACCEPT);
	else
		list->focus = number;
}

static void
ask_close(struct screen *screen)
{
	struct ask *ask = ask_of(screen);

	ask->asking.drop(ask->asking.data);
	free(ask->title);
	free(ask->question);
	free(ask->words);
	free(ask);
}

struct screen *
screen_ask_new(struct sitting *sitting, const struct asking *asking)
{
	struct ask *ask = xcalloc(1, sizeof *ask);
	size_t count = 0;

	ask->ops = (struct screen_ops){
		.name = asking->name,
		.draw = ask_draw,
		.on = CONTEXT_DIALOG,
		.command = ask_command,
		.click = ask_click,
		.shown = { COMMAND_ACCEPT, COMMAND_LEAVE, COMMAND_QUIT },
		.close = ask_close,
	};
	ask->screen.ops = &ask->ops;
	ask->sitting = sitting;
	ask->asking = *asking;
	ask->title = xstrdup(asking->title);
	ask->question = xstrdup(asking->question);
	ask->words = xstrdup(asking->words);
	while (count < ASK_CHOICES && asking->choices[count])
		count++;
	list_set_count(&ask->list, count);
	if (asking->careful)
		ask->list.focus = count - 1;
	return &ask->screen;
}
