#include "config.h"

#include "export/text_ask.h"

#include <string.h>

#include "base/utf8.h"
#include "export/text_lines.h"

#define INDENT_COLS 4
#define GAP_COLS    3 /* between choices that stand side by side */
#define BOX	    "[ ] "
#define BOX_COLS    4

static int
cols_of(const char *text)
{
	return utf8_cols(text, strlen(text));
}

/* "12. What do you like to be called?" */
static void
add_question(const char *question, const struct ask *ask, int cols,
    struct buf *out)
{
	struct buf text;

	buf_init(&text);
	if (ask->number[0] != '\0')
		buf_addf(&text, "%s. ", ask->number);
	buf_add(&text, question);
	text_add_wrapped(out, text.data, 0, cols);
	buf_clear(&text);
}

static bool
fit_side_by_side(const struct ask *ask, int cols)
{
	int width = 0;

	for (size_t i = 0; i < ask->choice_count; i++)
		width += BOX_COLS + cols_of(ask->choices[i]) +
		    (i > 0 ? GAP_COLS : 0);
	return width <= cols;
}

/* The box, and the words beside it, however many lines they take. */
static void
add_choice(const char *choice, int cols, struct buf *out)
{
	size_t start = out->len;

	text_add_wrapped(out, choice, INDENT_COLS + BOX_COLS, cols);
	memcpy(out->data + start + INDENT_COLS, BOX, BOX_COLS);
}

static void
add_choices(const struct ask *ask, int cols, struct buf *out)
{
	bool beside = fit_side_by_side(ask, cols - INDENT_COLS);

	for (size_t i = 0; i < ask->choice_count && !beside; i++)
		add_choice(ask->choices[i], cols, out);
	if (!beside || ask->choice_count == 0)
		return;
	text_add_spaces(out, INDENT_COLS);
	for (size_t i = 0; i < ask->choice_count; i++) {
		text_add_spaces(out, i > 0 ? GAP_COLS : 0);
		buf_add(out, BOX);
		text_add(out, ask->choices[i], strlen(ask->choices[i]));
	}
	text_end_line(out);
}

/* Room above each line, for a hand. */
static void
add_lines(const struct ask *ask, int cols, struct buf *out)
{
	for (int i = 0; i < ask->lines; i++) {
		int last = i + 1 == ask->lines && ask->unit[0] != '\0'
		    ? cols_of(ask->unit) + 1
		    : 0;

		buf_add_char(out, '\n');
		text_add_spaces(out, INDENT_COLS);
		for (int c = INDENT_COLS; c < cols - last; c++)
			buf_add_char(out, '_');
		if (last > 0)
			buf_addf(out, " %s", ask->unit);
		text_end_line(out);
	}
}

void
text_add_ask(const char *question, const struct ask *ask, int cols,
    struct buf *out)
{
	add_question(question, ask, cols, out);
	if (ask->hint[0] != '\0')
		text_add_wrapped(out, ask->hint, INDENT_COLS, cols);
	if (ask->now[0] != '\0') {
		struct buf now;

		buf_init(&now);
		buf_addf(&now, "Written now: %s", ask->now);
		text_add_wrapped(out, now.data, INDENT_COLS, cols);
		buf_clear(&now);
	}
	add_choices(ask, cols, out);
	add_lines(ask, cols, out);
}
