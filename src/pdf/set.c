#include "config.h"

#include "pdf/set.h"

#include <string.h>

#include "base/buf.h"
#include "report/picture.h"

/* The heading over the answers of one row. */
#define LEVEL_ROW 4

#define NOTE_PAD (6 * POINT)

void
set_text(struct press *press, const char *kind, const struct style *style,
    const char *text, size_t len, long x, long width, long above)
{
	struct lines lines;

	lines_set(&lines, &press->shaper, style, text, len, width);
	press_need(press, above);
	tags_open(&press->tags, kind);
	press_lines(press, &lines, x, width, above, BAR_NONE);
	tags_close(&press->tags);
	lines_clear(&lines);
}

static const char *const heading_tags[] = { NULL, "H1", "H2", "H3", "H4" };

void
set_heading(struct press *press, int level, const char *text)
{
	const struct style *style = &press->sheet->headings[level];
	long above = style->size * (level <= 2 ? 16 : 11) / 10 * POINT;
	struct lines lines;

	if (press->sheet->report->one_page)
		above /= 2;
	lines_set(&lines, &press->shaper, style, text, strlen(text),
	    press->width);
	tags_open(&press->tags, heading_tags[level]);
	press_wait(press, &lines, press->left, press->width, above, level,
	    text);
	tags_close(&press->tags);
}

/* A paragraph in a frame, about the page and not from the plan. */
static void
set_note(struct press *press, const char *text)
{
	const struct report *report = press->sheet->report;
	bool training = report->training && strcmp(text, TRAINING_NOTE) == 0;
	const struct style *style =
	    training ? &press->sheet->bold : &press->sheet->plain;
	long pad = report->one_page ? 2 * POINT : NOTE_PAD;
	long above = press->sheet->gap, height, width;
	struct lines lines;

	width = press->width - 2 * NOTE_PAD;
	lines_set(&lines, &press->shaper, style, text, strlen(text), width);
	height = lines_height(&lines) + 2 * pad;
	press_need(press, above + height);
	tags_open(&press->tags, "P");
	if (height > press_full(press)) {
		press_lines(press, &lines, press->left, width, above,
		    BAR_NONE);
	} else {
		press_gap(press, above);
		leaf_frame(press_page(press), press->left, press->y,
		    press->width, height, training ? 2 * POINT : POINT / 2);
		press_put(press, &lines, 0, lines.count, press->tags.current,
		    press->left + NOTE_PAD, width, press->y + pad, false);
		press->y += height;
	}
	tags_close(&press->tags);
	lines_clear(&lines);
}

/* A picture is set in its words alone. */
static void
set_picture(struct press *press, const struct picture *picture)
{
	set_heading(press, 2, picture->caption);
	for (size_t i = 0; i < picture->row_count; i++)
		set_answer(press, picture->rows[i].label,
		    picture->rows[i].says, false, NULL);
}

static void
set_block(struct press *press, const struct block *block)
{
	if (block->easy != NULL) {
		set_easy(press, block);
		return;
	}
	switch (block->kind) {
	case BLOCK_HEADING:
		set_heading(press, block->level, block->text);
		break;
	case BLOCK_PARAGRAPH:
		set_text(press, "P", &press->sheet->plain, block->text,
		    strlen(block->text), press->left, press->width,
		    press->sheet->gap);
		break;
	case BLOCK_ANSWER:
		set_answer(press, block->text, block->answer,
		    block->own_words, block->voice);
		break;
	case BLOCK_TABLE:
		set_table(press, &block->table);
		break;
	case BLOCK_NOTE:
		set_note(press, block->text);
		break;
	case BLOCK_ASK:
		set_ask(press, block->text, block->ask);
		break;
	case BLOCK_PICTURE:
		set_picture(press, block->picture);
		break;
	}
}

#define MISSING                                                                \
	"Some letters of this page are shown as an empty box: the computer "   \
	"that made it has no font for them. The words themselves are all "     \
	"there, and can be copied from the boxes."

void
set_report(struct press *press)
{
	const struct report *report = press->sheet->report;

	for (size_t i = 0; i < report->count;) {
		const struct block *block = &report->blocks[i++];

		set_block(press, block);
		if (block->kind == BLOCK_HEADING && block->level == LEVEL_ROW)
			i = set_row(press, report->blocks, i, report->count);
	}
	if (press->shaper.missing)
		set_note(press, MISSING);
	press_need(press, 0); /* a heading with nothing under it */
}
