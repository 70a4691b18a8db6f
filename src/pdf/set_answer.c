/* A question and its answer: side by side where the answer is short, as in a
 * form; a long one below its question, with a bar beside it, which is black
 * where the words are the person's own, which are then marked as a
 * quotation. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "pdf/set.h"

/* An answer longer than this stands below its question. */
#define SHORT_BYTES 120

/* The parts of the width that a question and the room between have. */
#define QUESTION_PERCENT 39
#define BETWEEN		 (12 * POINT)

#define INDENT (12 * POINT)

/* Where the letter stands that says whose words they are, left of X. */
#define VOICE_LEFT  (24 * POINT)
#define VOICE_WIDTH (20 * POINT)

static bool
is_short(const struct press *press, const char *question, const char *answer)
{
	return !press->sheet->large && strlen(answer) <= SHORT_BYTES &&
	    strlen(question) <= 4 * SHORT_BYTES &&
	    strchr(answer, '\n') == NULL;
}

/* The thin rule over an answer. */
static void
draw_rule(struct press *press)
{
	press_rule(press, press->left, press->y, press->width, POINT / 2,
	    INK_LIGHT);
	press->y += press->sheet->gap / 2 + POINT;
}

/* The letter of VOICE (NULL: there is none) in the margin before X, for what is
 * being marked. */
static void
show_voice(struct press *press, const char *voice, long x)
{
	struct lines lines;
	struct buf text;

	if (voice == NULL)
		return;
	/* a space, so that it is not read as a part of the question */
	buf_init(&text);
	buf_addf(&text, "%s ", voice);
	lines_set(&lines, &press->shaper, &press->sheet->foot, text.data,
	    text.len, VOICE_WIDTH);
	press_show(press, &lines, 0, 1, x - VOICE_LEFT, VOICE_WIDTH, press->y,
	    false);
	lines_clear(&lines);
	buf_clear(&text);
}

static void
set_side_by_side(struct press *press, const char *question,
    const char *answer, const char *voice)
{
	const struct sheet *sheet = press->sheet;
	const struct style *style = strcmp(answer, NOT_ANSWERED) == 0
	    ? &sheet->plain
	    : &sheet->bold;
	long left = press->width * QUESTION_PERCENT / 100;
	long right = press->width - left - BETWEEN, height;
	struct lines asked, said;
	struct buf text;
	size_t tag, mark;

	/* a space, so that whoever has it read out hears two things */
	buf_init(&text);
	buf_addf(&text, "%s ", question);
	lines_set(&asked, &press->shaper, &sheet->plain, text.data, text.len,
	    left);
	lines_set(&said, &press->shaper, style, answer, strlen(answer), right);
	height = lines_height(&asked);
	if (height < lines_height(&said))
		height = lines_height(&said);
	press_need(press, height + 3 * sheet->gap);
	press_gap(press, sheet->gap / 2);
	draw_rule(press);
	tag = tags_open(&press->tags, "P");
	mark = press_begin(press, tag);
	show_voice(press, voice, press->left);
	press_show(press, &asked, 0, asked.count, press->left, left, press->y,
	    false);
	press_show(press, &said, 0, said.count, press->left + left + BETWEEN,
	    right, press->y, false);
	press_end(press, tag, mark);
	tags_close(&press->tags);
	press->y += height;
	lines_clear(&asked);
	lines_clear(&said);
	buf_clear(&text);
}

/* Paragraphs are what blank lines part. */
static void
set_paragraphs(struct press *press, const char *text, enum bar bar)
{
	const struct style *style = bar == BAR_NONE ? &press->sheet->bold
						    : &press->sheet->plain;
	long width = press->width - INDENT;
	bool first = true;

	while (*text != '\0') {
		const char *gap = strstr(text, "\n\n");
		size_t len = gap != NULL ? (size_t)(gap - text) : strlen(text);
		struct lines lines;

		lines_set(&lines, &press->shaper, style, text, len, width);
		tags_open(&press->tags, "P");
		press_lines(press, &lines, press->left + INDENT, width,
		    first ? 2 * POINT : press->sheet->gap, bar);
		tags_close(&press->tags);
		lines_clear(&lines);
		text += len;
		text += strspn(text, "\n");
		first = false;
	}
}

/* The same as a paragraph of its own. */
static void
set_voice(struct press *press, const char *voice)
{
	size_t tag = tags_open(&press->tags, "P");
	size_t mark = press_begin(press, tag);

	show_voice(press, voice, press->left);
	press_end(press, tag, mark);
	tags_close(&press->tags);
}

static void
set_below(struct press *press, const char *question, const char *answer,
    bool own_words, const char *voice)
{
	const struct style *style = &press->sheet->plain;
	enum bar bar = own_words ? BAR_BLACK : BAR_GREY;
	struct lines asked;

	/* in large print a short answer stands below as well */
	if (press->sheet->large && !own_words && strlen(answer) <= SHORT_BYTES)
		bar = BAR_NONE;
	lines_set(&asked, &press->shaper, style, question, strlen(question),
	    press->width);
	if (lines_height(&asked) < press_full(press) / 2)
		press_need(press, lines_height(&asked) + 3 * press->sheet->gap +
			2 * style->leading);
	press_gap(press, press->sheet->gap / 2);
	draw_rule(press);
	if (voice != NULL)
		set_voice(press, voice);
	tags_open(&press->tags, "P");
	press_lines(press, &asked, press->left, press->width, 0, BAR_NONE);
	tags_close(&press->tags);
	if (own_words)
		tags_open(&press->tags, "BlockQuote");
	set_paragraphs(press, answer, bar);
	if (own_words)
		tags_close(&press->tags);
	lines_clear(&asked);
}

void
set_answer(struct press *press, const char *question, const char *answer,
    bool own_words, const char *voice)
{
	if (is_short(press, question, answer) && !own_words)
		set_side_by_side(press, question, answer, voice);
	else
		set_below(press, question, answer, own_words, voice);
	press_gap(press, press->sheet->gap / 2);
}

/* --- the answers of a row --- */

#define COLUMN_GAP (20 * POINT)

/* Room in both columns for a question and its answer on three lines or so. */
#define PAIR_BYTES 110

static bool
goes_in_column(const struct press *press, const struct block *block)
{
	return block->kind == BLOCK_ANSWER && !block->own_words &&
	    is_short(press, block->text, block->answer) &&
	    strlen(block->text) + strlen(block->answer) <= PAIR_BYTES;
}

/* The answer right behind its question. */
static void
set_run_in(struct press *press, const struct block *block, long width,
    struct lines *lines)
{
	bool none = strcmp(block->answer, NOT_ANSWERED) == 0;
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "%s %s", block->text, block->answer);
	lines_set_bold(lines, &press->shaper, &press->sheet->plain, text.data,
	    text.len, none ? SIZE_MAX : strlen(block->text) + 1, width);
	buf_clear(&text);
}

/* COUNT of them, one or two, on one level. */
static void
set_columns(struct press *press, const struct block *blocks, size_t count)
{
	long width = (press->width - COLUMN_GAP) / 2, height = 0;
	struct lines lines[2];

	for (size_t i = 0; i < count; i++) {
		set_run_in(press, &blocks[i], width, &lines[i]);
		if (lines_height(&lines[i]) > height)
			height = lines_height(&lines[i]);
	}
	press_need(press, height + 2 * press->sheet->gap);
	press_gap(press, press->sheet->gap / 2);
	draw_rule(press);
	for (size_t i = 0; i < count; i++) {
		size_t tag = tags_open(&press->tags, "P");

		long x = press->left + (long)i * (width + COLUMN_GAP);
		size_t mark = press_begin(press, tag);

		show_voice(press, blocks[i].voice, x);
		press_show(press, &lines[i], 0, lines[i].count, x, width,
		    press->y, false);
		press_end(press, tag, mark);
		tags_close(&press->tags);
		lines_clear(&lines[i]);
	}
	press->y += height;
	press_gap(press, press->sheet->gap / 2);
}

size_t
set_row(struct press *press, const struct block *blocks, size_t first,
    size_t end)
{
	size_t at = first;

	if (press->sheet->large)
		return first;
	while (at < end && blocks[at].kind == BLOCK_ANSWER &&
	    blocks[at].easy == NULL) {
		size_t count = 0;

		while (count < 2 && at + count < end &&
		    goes_in_column(press, &blocks[at + count]))
			count++;
		if (count > 0)
			set_columns(press, &blocks[at], count);
		else
			set_answer(press, blocks[at].text, blocks[at].answer,
			    blocks[at].own_words, blocks[at].voice);
		at += count > 0 ? count : 1;
	}
	return at;
}
