#include "config.h"

#include "export/write_text.h"

#include <string.h>

#include "base/utf8.h"
#include "export/qr.h"
#include "export/text_ask.h"
#include "export/text_easy.h"
#include "export/text_lines.h"
#include "export/text_picture.h"

#define ANSWER_INDENT_COLS 4

/* The line under a heading, by level. */
static const char rules[] = { 0, '=', '-', '~', '.' };

static void
write_heading(const struct block *block, struct buf *out)
{
	char rule = rules[block->level];
	int cols = utf8_cols(block->text, strlen(block->text));

	text_add_wrapped(out, block->text, 0, TEXT_PAGE_COLS);
	if (cols > TEXT_PAGE_COLS)
		cols = TEXT_PAGE_COLS;
	while (cols-- > 0)
		buf_add_char(out, rule);
	buf_add_char(out, '\n');
}

/* The letter that says whose words they are stands in the margin. */
static void
add_answer(const struct block *block, struct buf *out)
{
	size_t start = out->len, len;

	text_add_wrapped(out, block->answer, ANSWER_INDENT_COLS,
	    TEXT_PAGE_COLS);
	len = block->voice != NULL ? strlen(block->voice) : 0;
	if (len < ANSWER_INDENT_COLS && out->len > start + ANSWER_INDENT_COLS)
		memcpy(out->data + start, block->voice ? block->voice : "",
		    len);
}

static void
write_block(const struct block *block, struct buf *out)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		write_heading(block, out);
		break;
	case BLOCK_PARAGRAPH:
	case BLOCK_NOTE:
		text_add_wrapped(out, block->text, 0, TEXT_PAGE_COLS);
		break;
	case BLOCK_ANSWER:
		text_add_wrapped(out, block->text, 0, TEXT_PAGE_COLS);
		add_answer(block, out);
		break;
	case BLOCK_TABLE:
		if (!block->table.said) {
			text_add_wrapped(out, block->table.caption, 0,
			    TEXT_PAGE_COLS);
			buf_add_char(out, '\n');
		}
		write_text_table(&block->table, TEXT_PAGE_COLS, out);
		break;
	case BLOCK_ASK:
		text_add_ask(block->text, block->ask, TEXT_PAGE_COLS, out);
		break;
	case BLOCK_PICTURE:
		text_add_picture(block->picture, TEXT_PAGE_COLS, out);
		break;
	}
}

/* The words, and for a sealed page all the digits and their square. */
static void
write_foot(const struct report *report, struct buf *out)
{
	const struct seal_mark *seal = report->seal;

	buf_add_char(out, '\n');
	text_add_wrapped(out, report->foot, 0, TEXT_PAGE_COLS);
	if (seal == NULL)
		return;
	buf_addf(out, "%s\n\n", seal->sha256);
	qr_add_text(seal->qr, seal->qr_size, out);
}

void
write_text(const struct report *report, struct buf *out)
{
	for (size_t i = 0; i < report->count; i++) {
		const struct block *block = &report->blocks[i];

		if (i > 0)
			buf_add_char(out, '\n');
		/* a form begins with more room above it */
		if (i > 0 && block->kind == BLOCK_HEADING && block->level == 2)
			buf_add_char(out, '\n');
		if (report->easy && block->easy != NULL)
			text_add_easy(block, TEXT_PAGE_COLS, out);
		else
			write_block(block, out);
	}
	write_foot(report, out);
}
