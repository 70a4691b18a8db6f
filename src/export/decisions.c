#include "config.h"

#include "export/decisions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "export/csv.h"

enum {
	NUMBER,
	WHERE,
	QUESTION,
	ANSWER,
	MARKS,
	DECISION,
	REASON,
	INSTEAD,
	FIELD,
	ROW,
	CHECK,
	COLUMNS
};

static const char *const header[COLUMNS] = {
	[NUMBER] = "No.",
	[WHERE] = "Where",
	[QUESTION] = "Question",
	[ANSWER] = "Answer",
	[MARKS] = "Look at this",
	[DECISION] = "Disclose / redact / refuse",
	[REASON] = "Reason",
	[INSTEAD] = "If redact: shown instead",
	[FIELD] = "Field",
	[ROW] = "Row",
	[CHECK] = "Check",
};

/* Tells whether the answer is still the one that was decided about. */
#define CHECK_LEN 16
struct check {
	char text[CHECK_LEN + 1];
};

static struct check
check_of(const struct access_item *item)
{
	struct digest digest = digest_of(item->answer, strlen(item->answer));
	char hex[DIGEST_HEX_LEN + 1];
	struct check check = { "" };

	digest_format(&digest, hex);
	memcpy(check.text, hex, CHECK_LEN);
	return check;
}

static void
row_of(const struct access_item *item, char out[UID_HEX_LEN + 1])
{
	out[0] = '\0';
	if (!uid_is_none(&item->row))
		uid_format(&item->row, out);
}

/* --- writing --- */

static void
write_item(const struct access_item *item, size_t at, struct buf *out)
{
	struct check check = check_of(item);
	char number[24], row[UID_HEX_LEN + 1];
	struct buf marks;

	snprintf(number, sizeof number, "%zu", at + 1);
	row_of(item, row);
	buf_init(&marks);
	access_marks(item, &marks);
	csv_add_row(out,
	    (const char *const[COLUMNS]){
		[NUMBER] = number,
		[WHERE] = item->where,
		[QUESTION] = item->field->label,
		[ANSWER] = item->answer,
		[MARKS] = marks.data,
		[DECISION] = access_words[item->changed || item->apart
			? ACCESS_OPEN
			: item->decision],
		[REASON] = item->reason,
		[INSTEAD] = item->instead,
		[FIELD] = item->field->name,
		[ROW] = row,
		[CHECK] = check.text,
	    },
	    COLUMNS);
	buf_clear(&marks);
}

void
decisions_write(const struct access_list *list, struct buf *out)
{
	buf_add(out, CSV_MARK);
	csv_add_row(out, header, COLUMNS);
	for (size_t i = 0; i < list->count; i++)
		write_item(&list->items[i], i, out);
}

/* --- reading --- */

struct reader {
	struct csv csv;
	size_t columns[COLUMNS]; /* where each stands */
	struct access_list *list;
	struct problem_list *said;
	bool *decided; /* the item has had its row */
};

static const char *
cell(const struct reader *reader, size_t row, int which)
{
	return csv_cell(&reader->csv, row, reader->columns[which]);
}

static bool
find_columns(struct reader *reader)
{
	static const int needed[] = { DECISION, REASON, INSTEAD, FIELD, ROW,
		CHECK };

	for (size_t i = 0; i < ARRAY_LEN(needed); i++) {
		size_t count = csv_columns(&reader->csv, 0), at = 0;

		while (at < count && strcmp(csv_cell(&reader->csv, 0, at),
					 header[needed[i]]) != 0)
			at++;
		if (at == count)
			return false;
		reader->columns[needed[i]] = at;
	}
	return true;
}

/* The item that the row is about; the list's count if there is none. */
static size_t
find_item(const struct reader *reader, size_t row)
{
	const struct access_list *list = reader->list;
	size_t i = 0;

	for (; i < list->count; i++) {
		char hex[UID_HEX_LEN + 1];

		row_of(&list->items[i], hex);
		if (strcmp(list->items[i].field->name,
			cell(reader, row, FIELD)) == 0 &&
		    strcmp(hex, cell(reader, row, ROW)) == 0)
			break;
	}
	return i;
}

static char *
trimmed(const char *text)
{
	struct buf out;
	size_t len;

	text += strspn(text, " \t");
	len = strlen(text);
	while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL)
		len--;
	buf_init(&out);
	buf_add_bytes(&out, text, len);
	return buf_take(&out);
}

static void
say(struct reader *reader, const struct access_item *item, const char *text)
{
	struct buf where;

	buf_init(&where);
	buf_addf(&where, "%s: %s", item->where, item->field->label);
	problem_add(reader->said, where.data, "%s", text);
	buf_clear(&where);
}

static void
take_decision(struct reader *reader, size_t row, struct access_item *item)
{
	char *word = trimmed(cell(reader, row, DECISION));
	const char *lacks;

	free(item->reason);
	free(item->instead);
	item->reason = trimmed(cell(reader, row, REASON));
	item->instead = trimmed(cell(reader, row, INSTEAD));
	item->decision = ACCESS_OPEN;
	for (size_t i = 1; i < ACCESS_DECISION_COUNT; i++)
		if (strcasecmp(word, access_words[i]) == 0)
			item->decision = (enum access_decision)i;
	item->changed = item->apart = false;
	lacks = access_lacks(item);
	if (item->decision == ACCESS_OPEN && word[0] != '\0')
		lacks = "What was decided cannot be understood. Write "
			"disclose, redact or refuse.";
	if (lacks != NULL)
		say(reader, item, lacks);
	free(word);
}

static void
read_row(struct reader *reader, size_t row)
{
	size_t at = find_item(reader, row);
	struct access_item *item = &reader->list->items[at];

	if (at == reader->list->count)
		return; /* it has been taken away since: nothing is given */
	if (reader->decided[at]) {
		say(reader, item, "It is in the table twice.");
		return;
	}
	reader->decided[at] = true;
	if (strcmp(cell(reader, row, CHECK), check_of(item).text) != 0)
		say(reader, item,
		    "The answer has changed since the table was written. Look "
		    "at it again in a new table.");
	else
		take_decision(reader, row, item);
}

bool
decisions_read(const char *text, size_t len, struct access_list *list,
    struct problem_list *said, struct error *err)
{
	struct reader reader = { .list = list, .said = said };
	bool ok;

	if (!csv_read(text, len, &reader.csv, err))
		return false;
	ok = reader.csv.row_count > 0 && find_columns(&reader);
	if (!ok)
		(void)error_set(err, ERR_USER,
		    "This is not a table of decisions. Write one with --for "
		    "subject-access, fill it in, and keep its columns.");
	reader.decided = xcalloc(list->count + 1, sizeof *reader.decided);
	for (size_t r = 1; ok && r < reader.csv.row_count; r++)
		read_row(&reader, r);
	for (size_t i = 0; ok && i < list->count; i++)
		if (!reader.decided[i])
			say(&reader, &list->items[i],
			    "It is not in the table. Look at it in a new "
			    "table.");
	free(reader.decided);
	csv_clear(&reader.csv);
	return ok;
}

/* --- the record --- */

void
decisions_say(const struct access_list *list, struct buf *out)
{
	size_t counts[ACCESS_DECISION_COUNT] = { 0 };

	for (size_t i = 0; i < list->count; i++)
		counts[list->items[i].decision]++;
	buf_addf(out, "%zu given, %zu given in part, %zu refused.",
	    counts[ACCESS_DISCLOSE], counts[ACCESS_REDACT],
	    counts[ACCESS_REFUSE]);
	for (size_t i = 0; i < list->count; i++) {
		const struct access_item *item = &list->items[i];

		if (item->decision == ACCESS_DISCLOSE && !access_marked(item))
			continue;
		buf_addf(out, "\n%s: %s: %s. %s", item->where,
		    item->field->label, access_words[item->decision], item->reason);
	}
}
