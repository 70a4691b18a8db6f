#include "config.h"

#include "export/text_picture.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "export/text_lines.h"

#define INDENT_COLS 2
#define SAYS_COLS   4 /* more indented: under what it belongs to */
#define BAR_COLS    36

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/* --- what the signs mean --- */

struct key {
	struct buf *out;
	int cols;
	int used; /* of the line; 0: none yet */
};

static void
key_add(struct key *key, char sign, const char *words)
{
	int len = (int)strlen(words) + 2;

	if (key->used + 3 + len > key->cols)
		key->used = 0;
	if (key->used == 0) /* a new line; the first after an empty one */
		buf_add_char(key->out, '\n');
	text_add_spaces(key->out, key->used > 0 ? 3 : INDENT_COLS);
	key->used += key->used > 0 ? 3 : INDENT_COLS;
	buf_addf(key->out, "%c %s", sign, words);
	key->used += len;
}

static void
key_end(struct key *key)
{
	if (key->used > 0)
		buf_add_char(key->out, '\n');
}

/* --- bars --- */

/* AMOUNT as a number of signs: at least one of what there is. */
static int
signs(const struct picture *picture, int64_t amount, int most)
{
	int64_t count = (2 * amount * most + picture->span) /
	    (2 * picture->span);

	return amount <= 0 ? 0 : count < 1 ? 1 : (int)count;
}

static void
add_signs(struct buf *out, char sign, int count)
{
	while (count-- > 0)
		buf_add_char(out, sign);
}

/* What is used, what is left, what is too much. */
static int
add_bar(const struct picture *picture, const struct picture_row *row, int most,
    struct buf *out)
{
	int part = signs(picture, row->part, most);
	int whole = signs(picture, row->whole, most);

	if (row->part > row->whole && part <= whole) {
		whole = whole == most ? most - 1 : whole;
		part = whole + 1;
	}
	buf_add_char(out, '|');
	add_signs(out, '#', least(part, whole));
	add_signs(out, '.', whole - part);
	add_signs(out, '!', part - whole);
	return 1 + (part > whole ? part : whole);
}

static void
add_bars(const struct picture *picture, int cols, struct buf *out)
{
	int most = least(BAR_COLS, cols / 2 - 4);
	struct key key = { .out = out, .cols = cols };
	bool left = false, over = false;

	for (size_t i = 0; i < picture->row_count; i++) {
		const struct picture_row *row = &picture->rows[i];
		int used, says = utf8_cols(row->says, strlen(row->says));

		left = left || row->part < row->whole;
		over = over || row->part > row->whole;
		text_add_wrapped(out, row->label, INDENT_COLS, cols);
		text_add_spaces(out, INDENT_COLS);
		used = INDENT_COLS + add_bar(picture, row, most, out);
		if (INDENT_COLS + most + 3 + says <= cols) {
			text_add_spaces(out, INDENT_COLS + most + 3 - used);
			buf_add(out, row->says);
			text_end_line(out);
		} else {
			text_end_line(out);
			text_add_wrapped(out, row->says, SAYS_COLS, cols);
		}
	}
	if (left || over)
		key_add(&key, '#', "planned");
	if (left)
		key_add(&key, '.', "left over");
	if (over)
		key_add(&key, '!', "more than there is");
	key_end(&key);
}

/* --- a year --- */

/* As many of the months as there is room for, in full or by their letter. The
 * first may be a few days, without room for its name. */
static void
add_ticks(const struct picture *picture, int places, struct buf *out)
{
	bool full = (size_t)places >= picture->tick_count * 5;
	int at = 0, next;

	text_add_spaces(out, INDENT_COLS);
	for (size_t i = 0; i < picture->tick_count; i++) {
		const struct picture_tick *tick = &picture->ticks[i];
		int to = picture_cell(picture, tick->at, places);
		int len = full ? (int)strlen(tick->label) : 1;

		next = i + 1 < picture->tick_count
		    ? picture_cell(picture, picture->ticks[i + 1].at, places)
		    : places;
		if ((i == 0 && next <= len) || (i > 0 && at > 0 && to <= at) ||
		    to + len > places)
			continue;
		text_add_spaces(out, to - at);
		buf_add_bytes(out, tick->label, (size_t)len);
		at = to + len;
	}
	text_end_line(out);
}

static char
mark_sign(enum picture_mark_kind kind)
{
	static const char mark_signs[PICTURE_MARK_KINDS] = {
		[MARK_PRICE] = '^',
		[MARK_PAID] = 'o',
		[MARK_REVIEW] = '*',
	};

	return mark_signs[kind];
}

/* False: nothing of it is on these days. */
static bool
add_days(const struct picture *picture, const struct picture_row *row,
    int places, struct buf *out)
{
	char *line;

	if (!row->runs && row->mark_count == 0)
		return false;
	line = xcalloc((size_t)places + 1, 1);
	memset(line, ' ', (size_t)places);
	if (row->runs) {
		int from = picture_cell(picture, row->from, places);
		int to = picture_cell(picture, row->to, places);

		memset(line + from, '=', (size_t)(to - from + 1));
	}
	for (size_t i = 0; i < row->mark_count; i++)
		line[picture_cell(picture, row->marks[i].at, places)] =
		    mark_sign(row->marks[i].kind);
	text_add_spaces(out, INDENT_COLS);
	buf_add(out, line);
	text_end_line(out);
	free(line);
	return true;
}

static void
add_year_key(const struct picture *picture, int cols, struct buf *out)
{
	static const char *const words[PICTURE_MARK_KINDS] = {
		[MARK_PRICE] = "its price changes",
		[MARK_PAID] = "money is paid",
		[MARK_REVIEW] = "we look again",
	};
	bool used[PICTURE_MARK_KINDS] = { false }, runs = false;
	struct key key = { .out = out, .cols = cols };

	for (size_t i = 0; i < picture->row_count; i++) {
		const struct picture_row *row = &picture->rows[i];

		runs = runs || row->runs;
		for (size_t m = 0; m < row->mark_count; m++)
			used[row->marks[m].kind] = true;
	}
	if (runs)
		key_add(&key, '=', "it runs");
	for (int kind = 0; kind < PICTURE_MARK_KINDS; kind++)
		if (used[kind])
			key_add(&key, mark_sign((enum picture_mark_kind)kind),
			    words[kind]);
	key_end(&key);
}

static void
add_year(const struct picture *picture, int cols, struct buf *out)
{
	int places = cols - 2 * INDENT_COLS;

	add_ticks(picture, places, out);
	for (size_t i = 0; i < picture->row_count; i++) {
		const struct picture_row *row = &picture->rows[i];

		text_add_wrapped(out, row->label, INDENT_COLS, cols);
		(void)add_days(picture, row, places, out);
		text_add_wrapped(out, row->says, SAYS_COLS, cols);
	}
	add_year_key(picture, cols, out);
}

/* --- a grid --- */

/* The widest of COUNT words. */
static int
widest(const char *const *words, int count)
{
	int most = 0;

	for (int i = 0; i < count; i++) {
		int cols = utf8_cols(words[i], strlen(words[i]));

		most = cols > most ? cols : most;
	}
	return most;
}

/* The risks that stand in one cell: "A (B)". */
static void
add_risks(const struct picture *picture, int likely, int bad, struct buf *out)
{
	for (size_t i = 0; i < picture->row_count; i++) {
		const struct picture_row *row = &picture->rows[i];
		char letters[PICTURE_LETTERS];

		picture_letters(i, letters);
		if (row->before.likely == likely && row->before.bad == bad)
			buf_addf(out, "%s%s", out->len > 0 ? " " : "", letters);
		if (row->after.likely == likely && row->after.bad == bad)
			buf_addf(out, "%s(%s)", out->len > 0 ? " " : "",
			    letters);
	}
	if (out->len == 0)
		buf_add_char(out, '.');
}

/* TEXT in a cell of COLS columns; what it has no room for is in the words
 * below. */
static void
add_cell(const char *text, int cols, struct buf *out)
{
	size_t len = strlen(text);

	if (utf8_cols(text, len) > cols) {
		text = "...";
		len = 3;
	}
	text_add(out, text, len);
	text_add_spaces(out, cols - utf8_cols(text, len));
}

static void
add_grid_row(const struct picture *picture, int likely, int head, int cell,
    struct buf *out)
{
	struct buf risks;

	buf_init(&risks);
	text_add_spaces(out, INDENT_COLS);
	add_cell(picture->likely[likely - 1], head, out);
	for (int bad = 1; bad <= PICTURE_GRID_SIDE; bad++) {
		buf_reset(&risks);
		add_risks(picture, likely, bad, &risks);
		add_cell(risks.data, cell - 1, out);
		buf_add_char(out, ' ');
	}
	text_end_line(out);
	buf_clear(&risks);
}

/* How bad it would be, above the grid; in numbers where there is no room for
 * words, which then follow. */
static void
add_grid_head(const struct picture *picture, int head, int cell, int room,
    struct buf *out)
{
	int last = PICTURE_GRID_SIDE - 1;
	bool words = widest(picture->bad, last) < cell &&
	    widest(picture->bad + last, 1) <= room - last * cell;
	struct buf said;

	buf_init(&said);
	text_add_spaces(out, INDENT_COLS + head);
	for (int bad = 0; bad <= last; bad++) {
		char number[] = { (char)('1' + bad), '\0' };

		add_cell(words ? picture->bad[bad] : number,
		    bad == last ? room - last * cell : cell, out);
		buf_addf(&said, "%s%s %s", bad > 0 ? ", " : "", number,
		    picture->bad[bad]);
	}
	text_end_line(out);
	if (!words)
		text_add_wrapped(out, said.data, INDENT_COLS,
		    INDENT_COLS + head + room);
	buf_clear(&said);
}

static void
add_grid(const struct picture *picture, int cols, struct buf *out)
{
	int head = widest(picture->likely, PICTURE_GRID_SIDE) + 2;
	int room = cols - INDENT_COLS - head;
	int cell = room / PICTURE_GRID_SIDE;

	add_grid_head(picture, head, cell, room, out);
	for (int likely = PICTURE_GRID_SIDE; likely >= 1; likely--)
		add_grid_row(picture, likely, head, cell, out);
	buf_add_char(out, '\n');
	text_add_wrapped(out,
	    "A: as things are. (A): with what we will do.", INDENT_COLS, cols);
	for (size_t i = 0; i < picture->row_count; i++) {
		char letters[PICTURE_LETTERS];
		struct buf line;

		picture_letters(i, letters);
		buf_init(&line);
		buf_addf(&line, "%s. %s", letters, picture->rows[i].label);
		text_add_wrapped(out, line.data, INDENT_COLS, cols);
		buf_clear(&line);
		text_add_wrapped(out, picture->rows[i].says, SAYS_COLS, cols);
	}
}

void
text_add_picture(const struct picture *picture, int cols, struct buf *out)
{
	text_add_wrapped(out, picture->caption, 0, cols);
	buf_add_char(out, '\n');
	switch (picture->kind) {
	case PICTURE_BARS:
		add_bars(picture, cols, out);
		break;
	case PICTURE_YEAR:
		add_year(picture, cols, out);
		break;
	case PICTURE_GRID:
		add_grid(picture, cols, out);
		break;
	}
}
