/* A document to read, page by page. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "export/write_text.h"
#include "ui/draw.h"
#include "ui/pager.h"
#include "ui/screens.h"

struct document {
	struct screen screen;
	struct sitting *sitting;
	char *title, *text;
	struct utf8_wrap lines;
	struct pager pager;
};

static struct document *
document_of(struct screen *screen)
{
	return (struct document *)(void *)screen;
}

static struct cell
document_draw(struct screen *screen, const struct layout *layout)
{
	struct document *document = document_of(screen);
	struct rect body = layout->body;

	screen_draw_head(document->sitting, layout, document->title);
	document->pager.rows = body.rows;
	for (int i = 0; i < body.rows; i++) {
		size_t at = (size_t)(document->pager.first + i);
		const struct utf8_line *line;

		if (at >= document->lines.count)
			break;
		line = &document->lines.lines[at];
		draw_text(body, i, 0, STYLE_PLAIN, document->text + line->start,
		    line->len);
	}
	return draw_cell(body, 0, 0);
}

static bool
document_command(struct screen *screen, enum command_id command)
{
	struct document *document = document_of(screen);

	if (pager_command(&document->pager, command))
		return true;
	if (command != COMMAND_LEAVE && command != COMMAND_ACCEPT)
		return false;
	loop_pop(document->sitting->loop, screen);
	return true;
}

static void
document_close(struct screen *screen)
{
	struct document *document = document_of(screen);

	utf8_wrap_clear(&document->lines);
	free(document->title);
	free(document->text);
	free(document);
}

static const struct screen_ops document_ops = {
	.name = "document",
	.draw = document_draw,
	.on = CONTEXT_READING,
	.command = document_command,
	.shown = { COMMAND_HELP, COMMAND_PAGE_DOWN, COMMAND_LEAVE,
		COMMAND_QUIT },
	.close = document_close,
};

struct screen *
screen_document_new(struct sitting *sitting, const char *title,
    const char *text)
{
	struct document *document = xcalloc(1, sizeof *document);

	document->screen.ops = &document_ops;
	document->sitting = sitting;
	document->title = xstrdup(title);
	document->text = xstrdup(text);
	utf8_wrap_init(&document->lines);
	utf8_wrap_text(&document->lines, document->text, strlen(text),
	    TEXT_PAGE_COLS + 1);
	document->pager.lines = (int)document->lines.count;
	return &document->screen;
}
