#include "config.h"

#include "export/write_script.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "export/spoken.h"
#include "export/text_lines.h"
#include "report/picture.h"

#define COLS 72

#define SHORT_PAUSE "[pause]"
#define LONG_PAUSE  "[long pause]"
#define WAIT	    "[wait for an answer]"

static const char before[] =
    "[This is to be read aloud, recorded or signed. What stands in square "
    "brackets is for whoever reads it: it is not read out.]";

static bool
ends_with(const struct buf *out, const char *end)
{
	size_t len = strlen(end);

	return out->len >= len && strcmp(out->data + out->len - len, end) == 0;
}

/* One pause is enough: the longer of two. */
static void
breathe(struct buf *out, const char *mark)
{
	static const char shorter[] = SHORT_PAUSE "\n\n";

	if (ends_with(out, shorter))
		buf_remove(out, out->len - strlen(shorter), strlen(shorter));
	if (!ends_with(out, LONG_PAUSE "\n\n"))
		buf_addf(out, "%s\n\n", mark);
}

/* Does what comes after it need a colon before it? */
static bool
is_open(const char *text)
{
	size_t len = strlen(text);

	return len > 0 && strchr(".?!:", text[len - 1]) == NULL;
}

/* TEXT as a paragraph of its own; where it has several, with pauses between. */
static void
say(struct buf *out, const char *text)
{
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");
		struct buf line, spoken;

		buf_init(&line);
		buf_init(&spoken);
		buf_add_bytes(&line, text, len);
		spoken_add_sentence(&spoken, line.data);
		if (spoken.len > 0) {
			text_add_wrapped(out, spoken.data, 0, COLS);
			buf_add_char(out, '\n');
		}
		buf_clear(&line);
		buf_clear(&spoken);
		text += len;
		text += *text == '\n';
	}
}

/* What belongs together goes in one breath: FIRST, with a stop after it, and
 * SECOND. */
static void
say_both(struct buf *out, const char *first, const char *second)
{
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "%s%s %s", first, is_open(first) ? ":" : "", second);
	say(out, text.data);
	buf_clear(&text);
}

static void
say_heading(struct buf *out, const struct block *block)
{
	if (block->level == 2)
		breathe(out, LONG_PAUSE);
	else if (block->level > 2)
		breathe(out, SHORT_PAUSE);
	say(out, block->text);
	if (block->level <= 2)
		breathe(out, SHORT_PAUSE);
}

/* --- questions --- */

/* "You can answer: Yes. No. Not sure." */
static void
say_choices(struct buf *out, const char *const *choices, size_t count)
{
	struct buf text;

	if (count == 0)
		return;
	buf_init(&text);
	buf_add(&text, "You can answer: ");
	for (size_t i = 0; i < count; i++)
		buf_addf(&text, "%s%s", i == 0 ? ""
			: i + 1 < count	       ? ", "
					       : ", or ",
		    choices[i]);
	say(out, text.data);
	buf_clear(&text);
}

static void
say_easy(struct buf *out, const struct block *block)
{
	const struct easy *easy = block->easy;

	for (size_t i = 0; i < easy->line_count; i++)
		say(out, easy->lines[i]);
	if (easy->ticked < easy->choice_count)
		say_both(out, "The answer is", easy->choices[easy->ticked]);
	else if (easy_in_words(block))
		say(out, block->answer);
	else
		say_choices(out, easy->choices, easy->choice_count);
	if (block->kind == BLOCK_ASK)
		buf_add(out, WAIT "\n\n");
}

static void
say_ask(struct buf *out, const struct block *block)
{
	say(out, block->text);
	say(out, block->ask->hint);
	say_choices(out, block->ask->choices, block->ask->choice_count);
	buf_add(out, WAIT "\n\n");
}

/* A long answer begins after a breath. */
static void
say_answer(struct buf *out, const struct block *block)
{
	if (strchr(block->answer, '\n') != NULL) {
		say(out, block->text);
		say(out, block->answer);
	} else {
		say_both(out, block->text, block->answer);
	}
}

/* --- tables and pictures --- */

/* "Chair. Cost: 1,200 pounds." */
static void
say_row(struct buf *out, const struct table *table, size_t row)
{
	size_t columns = table->columns - (table->write_in ? 1 : 0);
	struct buf text;

	buf_init(&text);
	for (size_t c = 0; c < columns; c++) {
		const char *cell = table_cell(table, row, c);

		if (cell[0] == '\0')
			continue;
		if (c > 0)
			buf_addf(&text, "%s%s%s ", text.len > 0 ? ". " : "",
			    table->header[c],
			    is_open(table->header[c]) ? ":" : "");
		buf_add(&text, cell);
	}
	say(out, text.data);
	buf_clear(&text);
}

static void
say_table(struct buf *out, const struct table *table)
{
	if (!table->said)
		say(out, table->caption);
	for (size_t r = 0; r < table->rows; r++)
		say_row(out, table, r);
}

static void
say_picture(struct buf *out, const struct picture *picture)
{
	say(out, picture->caption);
	for (size_t i = 0; i < picture->row_count; i++)
		say_both(out, picture->rows[i].label, picture->rows[i].says);
}

/* --- all of it --- */

static void
say_block(struct buf *out, const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		say_heading(out, block);
		break;
	case BLOCK_PARAGRAPH:
	case BLOCK_NOTE:
		say(out, block->text);
		break;
	case BLOCK_ANSWER:
		say_answer(out, block);
		break;
	case BLOCK_ASK:
		say_ask(out, block);
		break;
	case BLOCK_TABLE:
		say_table(out, &block->table);
		break;
	case BLOCK_PICTURE:
		say_picture(out, block->picture);
		break;
	}
}

/* A letter is nothing to hear: whose words they are is said at once. */
static void
say_whose(struct buf *out, const struct block *block)
{
	if (block->voice_says != NULL)
		say_both(out, "Whose words these are", block->voice_says);
}

void
write_script(const struct report *report, struct buf *out)
{
	text_add_wrapped(out, before, 0, COLS);
	buf_add_char(out, '\n');
	for (size_t i = 0; i < report->count; i++) {
		const struct block *block = &report->blocks[i];

		if (block->voice_key)
			continue;
		if (report->easy && block->easy != NULL)
			say_easy(out, block);
		else
			say_block(out, block);
		say_whose(out, block);
	}
	breathe(out, LONG_PAUSE);
	say(out, report->foot);
	buf_add(out, "[end]\n");
}
