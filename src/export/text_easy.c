#include "config.h"

#include "export/text_easy.h"

#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "export/text_lines.h"

/* Room for a picture, and a line to write under it what it shows. */
static const char *const slot[] = {
	".------------.",
	"|            |",
	"|            |",
	"|            |",
	"'------------'",
	"______________",
};
#define SLOT_COLS 14
#define GAP_COLS  3
#define BOX_GAP_COLS 3

static void
add_box(const struct easy *easy, size_t choice, struct buf *out)
{
	buf_add(out, choice == easy->ticked ? "[x] " : "[ ] ");
	text_add(out, easy->choices[choice], strlen(easy->choices[choice]));
}

static int
boxes_cols(const struct easy *easy)
{
	int width = 0;

	for (size_t i = 0; i < easy->choice_count; i++)
		width += 4 + BOX_GAP_COLS +
		    utf8_cols(easy->choices[i], strlen(easy->choices[i]));
	return width - BOX_GAP_COLS;
}

static void
add_boxes(const struct easy *easy, int cols, struct buf *out)
{
	bool beside = boxes_cols(easy) <= cols;

	for (size_t i = 0; i < easy->choice_count; i++) {
		struct buf box;

		if (beside) {
			text_add_spaces(out, i > 0 ? BOX_GAP_COLS : 0);
			add_box(easy, i, out);
			continue;
		}
		buf_init(&box);
		add_box(easy, i, &box);
		text_add_wrapped(out, box.data, 0, cols);
		buf_clear(&box);
	}
	if (beside && easy->choice_count > 0)
		text_end_line(out);
}

/* What stands beside the picture, in COLS columns. */
static void
add_words(const struct block *block, int cols, struct buf *out)
{
	const struct easy *easy = block->easy;

	for (size_t i = 0; i < easy->line_count; i++)
		text_add_wrapped(out, easy->lines[i], 0, cols);
	buf_add_char(out, '\n');
	add_boxes(easy, cols, out);
	if (easy_in_words(block))
		text_add_wrapped(out, block->answer, 0, cols);
	if (block->voice != NULL)
		buf_addf(out, "[%s]\n", block->voice);
}

void
text_add_easy(const struct block *block, int cols, struct buf *out)
{
	const char *at;
	struct buf words;

	buf_init(&words);
	add_words(block, cols - SLOT_COLS - GAP_COLS, &words);
	at = words.data;
	for (size_t i = 0; i < ARRAY_LEN(slot) || *at != '\0'; i++) {
		size_t len = strcspn(at, "\n");

		if (i < ARRAY_LEN(slot))
			buf_add(out, slot[i]);
		else
			text_add_spaces(out, SLOT_COLS);
		text_add_spaces(out, GAP_COLS);
		buf_add_bytes(out, at, len);
		text_end_line(out);
		at += len + (at[len] == '\n');
	}
	buf_clear(&words);
}
