#include "config.h"

#include "export/write_json.h"

#include <jansson.h>
#include <string.h>

#include "base/utf8.h"
#include "export/json_text.h"
#include "report/picture.h"

static json_t *
row_json(const struct table *table, size_t row)
{
	json_t *cells = json_array();

	for (size_t c = 0; c < table->columns; c++)
		json_array_append_new(cells,
		    json_string(table_cell(table, row, c)));
	return cells;
}

static json_t *
table_json(const struct table *table)
{
	size_t rows = table->rows - (table->total ? 1 : 0);
	json_t *header = json_array(), *list = json_array();

	for (size_t c = 0; c < table->columns; c++)
		json_array_append_new(header, json_string(table->header[c]));
	for (size_t r = 0; r < rows; r++)
		json_array_append_new(list, row_json(table, r));
	return json_pack("{s:s, s:s, s:o, s:o, s:o}", "kind", "table",
	    "caption", table->caption, "header", header, "rows", list, "total",
	    table->total ? row_json(table, rows) : json_null());
}

static json_t *
ask_json(const struct block *block)
{
	const struct ask *ask = block->ask;
	json_t *choices = json_array();

	for (size_t i = 0; i < ask->choice_count; i++)
		json_array_append_new(choices, json_string(ask->choices[i]));
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:b, s:i}",
	    "kind", "ask", "number", ask->number, "question", block->text,
	    "hint", ask->hint, "now", ask->now, "unit", ask->unit, "choices",
	    choices, "several", ask->several, "lines", ask->lines);
}

static json_t *
marks_json(const struct picture_row *row)
{
	static const char *const words[PICTURE_MARK_KINDS] = {
		[MARK_PRICE] = "price",
		[MARK_PAID] = "paid",
		[MARK_REVIEW] = "review",
	};
	json_t *marks = json_array();

	for (size_t i = 0; i < row->mark_count; i++)
		json_array_append_new(marks,
		    json_pack("{s:s, s:I}", "kind", words[row->marks[i].kind],
			"day", (json_int_t)row->marks[i].at));
	return marks;
}

static json_t *
place_json(const struct picture_place *place)
{
	return place->likely == 0 ? json_null()
				  : json_pack("[i, i]", place->likely,
					place->bad);
}

/* Bars are in pence, days are counted from the first. */
static json_t *
picture_row_json(enum picture_kind kind, const struct picture_row *row)
{
	json_t *out = json_pack("{s:s, s:s}", "label", row->label, "says",
	    row->says);

	if (kind == PICTURE_BARS) {
		json_object_set_new(out, "part", json_integer(row->part));
		json_object_set_new(out, "whole", json_integer(row->whole));
	} else if (kind == PICTURE_YEAR) {
		if (row->runs)
			json_object_set_new(out, "runs",
			    json_pack("[I, I]", (json_int_t)row->from,
				(json_int_t)row->to));
		json_object_set_new(out, "marks", marks_json(row));
	} else {
		json_object_set_new(out, "before", place_json(&row->before));
		json_object_set_new(out, "after", place_json(&row->after));
	}
	return out;
}

static json_t *
picture_json(const struct picture *picture)
{
	static const char *const words[] = {
		[PICTURE_BARS] = "bars",
		[PICTURE_YEAR] = "year",
		[PICTURE_GRID] = "grid",
	};
	json_t *rows = json_array();

	for (size_t i = 0; i < picture->row_count; i++)
		json_array_append_new(rows,
		    picture_row_json(picture->kind, &picture->rows[i]));
	return json_pack("{s:s, s:s, s:s, s:I, s:o}", "kind", "picture",
	    "shape", words[picture->kind], "caption", picture->caption, "span",
	    (json_int_t)picture->span, "rows", rows);
}

static json_t *
answer_json(const struct block *block)
{
	json_t *answer = json_object();

	json_object_set_new_nocheck(answer, "kind",
	    json_string_nocheck("answer"));
	json_object_set_new_nocheck(answer, "question",
	    json_string_nocheck(block->text));
	json_object_set_new_nocheck(answer, "answer",
	    json_string_nocheck(block->answer));
	json_object_set_new_nocheck(answer, "own_words",
	    json_boolean(block->own_words));
	if (block->voice != NULL)
		json_object_set_new(answer, "voice", json_string(block->voice));
	return answer;
}

static json_t *
block_json(const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		return json_pack("{s:s, s:i, s:s}", "kind", "heading", "level",
		    block->level, "text", block->text);
	case BLOCK_ANSWER:
		return answer_json(block);
	case BLOCK_TABLE:
		return table_json(&block->table);
	case BLOCK_ASK:
		return ask_json(block);
	case BLOCK_PICTURE:
		return picture_json(block->picture);
	case BLOCK_PARAGRAPH:
		return json_pack("{s:s, s:s}", "kind", "paragraph", "text",
		    block->text);
	case BLOCK_NOTE:
		break;
	}
	return json_pack("{s:s, s:s}", "kind", "note", "text", block->text);
}

/* Null for a draft. */
static json_t *
seal_json(const struct seal_mark *seal)
{
	json_t *rows;

	if (seal == NULL)
		return json_null();
	rows = json_array();
	for (size_t i = 0; i < seal->qr_size; i++)
		json_array_append_new(rows, json_string(seal->qr[i]));
	return json_pack("{s:s, s:s, s:o}", "words", seal->words, "sha256",
	    seal->sha256, "qr", rows);
}

json_t *
report_json(const struct report *report)
{
	json_t *blocks = json_array();

	for (size_t i = 0; i < report->count; i++)
		json_array_append_new(blocks, block_json(&report->blocks[i]));
	return json_pack("{s:s, s:s, s:b, s:s, s:o, s:o}", "title",
	    report->title, "audience", audience_word(report->audience),
	    "training", report->training, "foot", report->foot, "seal",
	    seal_json(report->seal), "blocks", blocks);
}

json_t *
json_words(const char *text)
{
	json_t *value = json_string(text);
	struct buf clean;

	if (value != NULL)
		return value;
	buf_init(&clean);
	utf8_clean(text, strlen(text), &clean);
	value = json_string(clean.data);
	buf_clear(&clean);
	return value;
}

json_t *
json_decimal(int64_t number, int places)
{
	int64_t one = 1;

	for (int i = 0; i < places; i++)
		one *= 10;
	return number % one == 0
	    ? json_integer(number / one)
	    : json_real((double)number / (double)one);
}

void
json_write(json_t *value, struct buf *out)
{
	json_text_add(value, out);
	buf_add_char(out, '\n');
	json_decref(value);
}

void
write_json(const struct report *report, struct buf *out)
{
	json_write(report_json(report), out);
}
