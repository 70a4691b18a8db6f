#include "config.h"

#include "pdf/read_report.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "report/picture.h"

/* More than this is no page for a person, and no paper for it. */
#define COLUMNS_MAX 100
#define LINES_MAX   200
#define QR_MAX	    177 /* modules, in the largest code there is */

struct reading {
	struct report *report;
	const char *wrong; /* the first thing that is not as it should be */
};

static void
say_wrong(struct reading *reading, const char *what)
{
	if (reading->wrong == NULL)
		reading->wrong = what;
}

/* A text as it may be printed; "" for one that is not there. */
static const char *
copy_text(struct reading *reading, const json_t *value)
{
	struct arena *arena = &reading->report->arena;
	struct buf clean;
	const char *copy;

	if (json_is_null(value) || value == NULL)
		return "";
	if (!json_is_string(value)) {
		say_wrong(reading, "what should be words is something else");
		return "";
	}
	buf_init(&clean);
	utf8_clean(json_string_value(value), json_string_length(value),
	    &clean);
	copy = arena_strndup(arena, clean.data, clean.len);
	buf_clear(&clean);
	return copy;
}

static const char *
text_of(struct reading *reading, const json_t *object, const char *key)
{
	return copy_text(reading, json_object_get(object, key));
}

static bool
flag_of(const json_t *object, const char *key)
{
	return json_is_true(json_object_get(object, key));
}

static int
number_of(struct reading *reading, const json_t *object, const char *key,
    int least, int most)
{
	const json_t *value = json_object_get(object, key);
	json_int_t number = json_integer_value(value);

	if (!json_is_integer(value) || number < least || number > most) {
		say_wrong(reading, "a number is missing or out of its bounds");
		return least;
	}
	return (int)number;
}

static const char *const *
texts_of(struct reading *reading, const json_t *array, size_t *count)
{
	const char **texts;

	*count = json_array_size(array);
	texts = arena_alloc(&reading->report->arena,
	    (*count + 1) * sizeof *texts);
	for (size_t i = 0; i < *count; i++)
		texts[i] = copy_text(reading, json_array_get(array, i));
	return texts;
}

/* --- blocks --- */

static void
read_cells(struct reading *reading, const json_t *row, size_t columns,
    const char **cells)
{
	if (json_array_size(row) != columns) {
		say_wrong(reading,
		    "a row of a table has not as many cells as its header");
		return;
	}
	for (size_t c = 0; c < columns; c++)
		cells[c] = copy_text(reading, json_array_get(row, c));
}

static void
read_table(struct reading *reading, const json_t *object, struct table *table)
{
	const json_t *rows = json_object_get(object, "rows");
	const json_t *total = json_object_get(object, "total");
	const json_t *right = json_object_get(object, "right");
	struct arena *arena = &reading->report->arena;
	const char **cells;
	bool *sides;

	table->caption = text_of(reading, object, "caption");
	table->header = texts_of(reading, json_object_get(object, "header"),
	    &table->columns);
	if (table->columns == 0 || table->columns > COLUMNS_MAX) {
		say_wrong(reading, "a table has no columns, or too many");
		return;
	}
	table->total = json_is_array(total);
	table->rows = json_array_size(rows) + (table->total ? 1 : 0);
	cells = arena_alloc(arena,
	    (table->rows * table->columns + 1) * sizeof *cells);
	for (size_t r = 0; r < json_array_size(rows); r++)
		read_cells(reading, json_array_get(rows, r), table->columns,
		    cells + r * table->columns);
	if (table->total)
		read_cells(reading, total, table->columns,
		    cells + (table->rows - 1) * table->columns);
	table->cells = cells;
	sides = arena_alloc(arena, table->columns * sizeof *sides);
	for (size_t c = 0; c < table->columns; c++)
		sides[c] = json_is_true(json_array_get(right, c));
	table->right = sides;
	table->said = flag_of(object, "said");
	table->grouped = flag_of(object, "grouped");
	table->write_in = flag_of(object, "write_in");
}

static void
read_ask(struct reading *reading, const json_t *object, struct block *block)
{
	struct ask *ask = arena_alloc(&reading->report->arena, sizeof *ask);

	block->text = text_of(reading, object, "question");
	ask->number = text_of(reading, object, "number");
	ask->hint = text_of(reading, object, "hint");
	ask->now = text_of(reading, object, "now");
	ask->unit = text_of(reading, object, "unit");
	ask->choices = texts_of(reading, json_object_get(object, "choices"),
	    &ask->choice_count);
	ask->several = flag_of(object, "several");
	ask->lines = number_of(reading, object, "lines", 0, LINES_MAX);
	block->ask = ask;
}

static void
read_heading(struct reading *reading, const json_t *object,
    struct block *block)
{
	block->text = text_of(reading, object, "text");
	block->level = number_of(reading, object, "level", 1, 4);
}

static void
read_answer(struct reading *reading, const json_t *object,
    struct block *block)
{
	block->text = text_of(reading, object, "question");
	block->answer = text_of(reading, object, "answer");
	block->own_words = flag_of(object, "own_words");
	if (json_object_get(object, "voice") != NULL)
		block->voice = text_of(reading, object, "voice");
}

static void
read_text(struct reading *reading, const json_t *object, struct block *block)
{
	block->text = text_of(reading, object, "text");
}

static void
read_table_block(struct reading *reading, const json_t *object,
    struct block *block)
{
	read_table(reading, object, &block->table);
}

/* Of a picture its words: all that it shows is in them. */
static void
read_picture(struct reading *reading, const json_t *object,
    struct block *block)
{
	const json_t *list = json_object_get(object, "rows");
	size_t count = json_array_size(list);
	struct picture_row *rows = arena_alloc(&reading->report->arena,
	    (count + 1) * sizeof *rows);
	struct picture *picture =
	    arena_alloc(&reading->report->arena, sizeof *picture);

	*picture = (struct picture){
		.caption = text_of(reading, object, "caption"),
		.rows = rows,
		.row_count = count,
	};
	for (size_t i = 0; i < count; i++) {
		const json_t *row = json_array_get(list, i);

		rows[i] = (struct picture_row){
			.label = text_of(reading, row, "label"),
			.says = text_of(reading, row, "says"),
		};
	}
	block->picture = picture;
}

static const struct {
	const char *word;
	enum block_kind kind;
	void (*read)(struct reading *, const json_t *, struct block *);
} kinds[] = {
	{ "heading", BLOCK_HEADING, read_heading },
	{ "paragraph", BLOCK_PARAGRAPH, read_text },
	{ "answer", BLOCK_ANSWER, read_answer },
	{ "table", BLOCK_TABLE, read_table_block },
	{ "note", BLOCK_NOTE, read_text },
	{ "ask", BLOCK_ASK, read_ask },
	{ "picture", BLOCK_PICTURE, read_picture },
};

/* Each block that is to be in easy read says so. */
static void
read_easy(struct reading *reading, const json_t *object, struct block *block)
{
	const json_t *value = json_object_get(object, "easy");
	struct easy *easy;

	if (!json_is_object(value))
		return;
	easy = arena_alloc(&reading->report->arena, sizeof *easy);
	easy->lines = texts_of(reading, json_object_get(value, "lines"),
	    &easy->line_count);
	easy->choices = texts_of(reading, json_object_get(value, "choices"),
	    &easy->choice_count);
	easy->ticked = (size_t)number_of(reading, value, "ticked", 0,
	    (int)easy->choice_count);
	block->easy = easy;
}

static void
read_block(struct reading *reading, const json_t *object, struct block *block)
{
	const char *word = json_string_value(json_object_get(object, "kind"));

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (word != NULL && strcmp(word, kinds[i].word) == 0) {
			block->kind = kinds[i].kind;
			kinds[i].read(reading, object, block);
			read_easy(reading, object, block);
			return;
		}
	say_wrong(reading, "a part of it is of a kind that is not known");
}

/* --- the whole --- */

static void
read_seal(struct reading *reading, const json_t *seal)
{
	struct report *report = reading->report;
	struct seal_mark *mark;

	if (!json_is_object(seal))
		return;
	mark = arena_alloc(&report->arena, sizeof *mark);
	mark->words = text_of(reading, seal, "words");
	mark->sha256 = text_of(reading, seal, "sha256");
	mark->qr = texts_of(reading, json_object_get(seal, "qr"),
	    &mark->qr_size);
	if (mark->qr_size > QR_MAX)
		say_wrong(reading, "the square code of its seal is too large");
	for (size_t i = 0; i < mark->qr_size; i++)
		if (strlen(mark->qr[i]) != mark->qr_size ||
		    strspn(mark->qr[i], "01") != mark->qr_size)
			say_wrong(reading,
			    "the square code of its seal is not a square of 0 "
			    "and 1");
	report->seal = mark;
}

static void
read_all(struct reading *reading, const json_t *root)
{
	struct report *report = reading->report;
	const json_t *blocks = json_object_get(root, "blocks");
	const char *meant_for;

	if (!json_is_object(root) || !json_is_array(blocks)) {
		say_wrong(reading, "it has no blocks");
		return;
	}
	report->title = text_of(reading, root, "title");
	if (report->title[0] == '\0')
		say_wrong(reading, "it has no title");
	report->whose = text_of(reading, root, "whose");
	report->foot = text_of(reading, root, "foot");
	meant_for = text_of(reading, root, "meant_for");
	report->reader = meant_for[0] != '\0' ? meant_for : NULL;
	report->training = flag_of(root, "training");
	report->large_print = flag_of(root, "large_print");
	report->one_page = flag_of(root, "one_page");
	read_seal(reading, json_object_get(root, "seal"));
	report->count = json_array_size(blocks);
	report->blocks = xcalloc(report->count + 1, sizeof *report->blocks);
	for (size_t i = 0; i < report->count && reading->wrong == NULL; i++)
		read_block(reading, json_array_get(blocks, i),
		    &report->blocks[i]);
}

bool
read_report(const char *text, size_t len, struct report *out,
    struct error *err)
{
	struct reading reading = { .report = out };
	json_error_t why;
	json_t *root;

	*out = (struct report){ 0 };
	arena_init(&out->arena);
	root = json_loadb(text, len, JSON_REJECT_DUPLICATES, &why);
	if (root == NULL)
		return error_set(err, ERR_USER,
		    "This is not a report as JSON: line %d cannot be read. "
		    "oneplan-pdf takes what oneplan gives it; to make a PDF, "
		    "use oneplan export --format pdf.",
		    why.line);
	read_all(&reading, root);
	json_decref(root);
	if (reading.wrong != NULL)
		return error_set(err, ERR_USER,
		    "This is not a report that can be printed: %s. oneplan-pdf "
		    "takes what oneplan gives it; to make a PDF, use oneplan "
		    "export --format pdf.",
		    reading.wrong);
	return true;
}

void
read_report_clear(struct report *report)
{
	free(report->blocks);
	arena_clear(&report->arena);
	*report = (struct report){ 0 };
}
