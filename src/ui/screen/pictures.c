/* The plan in pictures: the page that a copy of them would be, as wide as the
 * terminal. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "export/text_lines.h"
#include "export/text_picture.h"
#include "report/report.h"
#include "ui/draw.h"
#include "ui/pager.h"
#include "ui/screens.h"

#define MOST_COLS 110 /* longer lines are hard to follow */

struct pictures {
	struct screen screen;
	struct sitting *sitting;
	int cols;	     /* that the text was made for; 0: not made yet */
	uint64_t generation; /* of the plan then */
	struct buf text;
	struct utf8_wrap lines;
	struct pager pager;
};

static struct pictures *
pictures_of(struct screen *screen)
{
	return (struct pictures *)(void *)screen;
}

/* What the person sees is shown on a visit; else what workers see. */
static void
make_text(struct pictures *pictures, int cols)
{
	const struct sitting *sitting = pictures->sitting;
	struct report *report = report_page(sitting->plan,
	    sitting->start->visit ? AUDIENCE_PERSON : AUDIENCE_AGENCIES, NULL,
	    PAGE_PICTURES);

	buf_reset(&pictures->text);
	for (size_t i = report->top; i < report->count; i++) {
		const struct block *block = &report->blocks[i];

		if (block->kind == BLOCK_NOTE)
			continue; /* the head of the screen says it */
		if (pictures->text.len > 0)
			buf_add_char(&pictures->text, '\n');
		if (block->kind == BLOCK_PICTURE)
			text_add_picture(block->picture, cols, &pictures->text);
		else
			text_add_wrapped(&pictures->text, block->text, 0, cols);
	}
	report_free(report);
	pictures->lines.count = 0;
	utf8_wrap_text(&pictures->lines, pictures->text.data,
	    pictures->text.len, cols + 1);
	pictures->cols = cols;
	pictures->generation = plan_generation(sitting->plan);
	pictures->pager.lines = (int)pictures->lines.count;
}

/* After a change of size what was at the top may be past the end. */
static void
keep_within(struct pager *pager)
{
	int last = pager->lines - pager->rows;

	if (pager->first > last)
		pager->first = last < 0 ? 0 : last;
}

static struct cell
pictures_draw(struct screen *screen, const struct layout *layout)
{
	struct pictures *pictures = pictures_of(screen);
	struct rect body = layout->body;
	int cols = body.cols < MOST_COLS ? body.cols : MOST_COLS;

	screen_draw_head(pictures->sitting, layout, "The plan in pictures");
	if (cols != pictures->cols ||
	    pictures->generation != plan_generation(pictures->sitting->plan))
		make_text(pictures, cols);
	pictures->pager.rows = body.rows;
	keep_within(&pictures->pager);
	for (int i = 0; i < body.rows; i++) {
		size_t at = (size_t)(pictures->pager.first + i);
		const struct utf8_line *line;

		if (at >= pictures->lines.count)
			break;
		line = &pictures->lines.lines[at];
		draw_text(body, i, 0, STYLE_PLAIN,
		    pictures->text.data + line->start, line->len);
	}
	return draw_cell(body, 0, 0);
}

static bool
pictures_command(struct screen *screen, enum command_id command)
{
	struct pictures *pictures = pictures_of(screen);

	if (pager_command(&pictures->pager, command))
		return true;
	if (command == COMMAND_WORKING) {
		loop_push(pictures->sitting->loop,
		    screen_working_new(pictures->sitting, NULL, NULL, NULL));
		return true;
	}
	if (command != COMMAND_LEAVE && command != COMMAND_ACCEPT)
		return false;
	loop_pop(pictures->sitting->loop, screen);
	return true;
}

static void
pictures_close(struct screen *screen)
{
	struct pictures *pictures = pictures_of(screen);

	buf_clear(&pictures->text);
	utf8_wrap_clear(&pictures->lines);
	free(pictures);
}

static const struct screen_ops pictures_ops = {
	.name = "pictures",
	.about = "How far the money goes, and the days of the plan, to look "
		 "at. All of it stands in words as well.",
	.draw = pictures_draw,
	.on = CONTEXT_READING,
	.command = pictures_command,
	.shown = { COMMAND_HELP, COMMAND_PAGE_DOWN, COMMAND_LEAVE,
		COMMAND_WORKING, COMMAND_QUIT },
	.close = pictures_close,
};

struct screen *
screen_pictures_new(struct sitting *sitting)
{
	struct pictures *pictures = xcalloc(1, sizeof *pictures);

	pictures->screen.ops = &pictures_ops;
	pictures->sitting = sitting;
	buf_init(&pictures->text);
	utf8_wrap_init(&pictures->lines);
	(void)sitting_commit(sitting);
	return &pictures->screen;
}
