#include "config.h"

#include "export/read_month.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/money.h"
#include "base/utf8.h"
#include "export/csv.h"
#include "export/write_csv.h"

/* Where it goes. */
#define REPEAT_LINE   "money.line"
#define REPEAT_REVIEW "review.full"
#define REPEAT_SEEN   "review.seen_line"

struct spent {
	bool any; /* something is written */
	int64_t pence;
};

/* One reading. */
struct reader {
	struct plan *plan;
	struct read_answers *out;
	struct problem_list *said;
	const struct month_file *file; /* that is read */
	bool several;		       /* it is one of them */
	struct csv csv;
	size_t whose, part, what, planned; /* columns */
	const struct repeat *line, *review, *seen;
	const struct field *line_what, *line_cost, *seen_cost, *seen_spent;
	const struct uid *lines;
	size_t line_count;
	bool *used; /* the line has had its row in this file */
	struct spent *spent; /* on each line, in all files */
	struct uid review_row;
	bool review_new;
	bool sorted; /* it is known whether they are of a training plan */
	size_t written; /* rows of this file in which something is */
};

static bool
find_column(const struct csv *csv, const char *name, size_t *column)
{
	for (*column = 0; *column < csv_columns(csv, 0); (*column)++)
		if (strcmp(csv_cell(csv, 0, *column), name) == 0)
			return true;
	return false;
}

static bool
find_columns(struct reader *reader)
{
	const struct csv *csv = &reader->csv;

	return find_column(csv, MONTH_WHOSE, &reader->whose) &&
	    find_column(csv, MONTH_PART, &reader->part) &&
	    find_column(csv, MONTH_WHAT, &reader->what) &&
	    find_column(csv, MONTH_PLANNED, &reader->planned);
}

/* Where the answers go, and whether this plan has it at all. */
static bool
find_questions(struct reader *reader)
{
	const struct form_set *forms = plan_forms(reader->plan);

	reader->line = form_set_repeat(forms, REPEAT_LINE);
	reader->review = form_set_repeat(forms, REPEAT_REVIEW);
	reader->seen = form_set_repeat(forms, REPEAT_SEEN);
	reader->line_what = form_set_field(forms, "money.what");
	reader->line_cost = form_set_field(forms, "money.cost");
	reader->seen_cost = form_set_field(forms, "review.sl_line");
	reader->seen_spent = form_set_field(forms, "review.sl_spent");
	return reader->line != NULL && reader->review != NULL &&
	    reader->seen != NULL && reader->line_what != NULL &&
	    reader->line_cost != NULL && reader->seen_cost != NULL &&
	    reader->seen_spent != NULL &&
	    plan_section_shown(reader->plan, reader->review->section) &&
	    plan_repeat_shown(reader->plan, reader->review, &UID_NONE);
}

/* --- whose it is --- */

/* A copy says as much of who the person is as its reader may know. */
static bool
is_theirs(const struct plan *plan, const char *whose)
{
	const struct identity *person = plan_identity(plan);
	bool same = false;

	for (int parts = 0; parts < 4 && !same; parts++) {
		struct buf text;

		buf_init(&text);
		buf_add(&text, person->name);
		if ((parts & 1) != 0 && person->born[0] != '\0')
			buf_addf(&text, ", %s", person->born);
		if ((parts & 2) != 0 && person->nhs_last3[0] != '\0')
			buf_addf(&text, ", %s", person->nhs_last3);
		same = strcmp(text.data, whose) == 0;
		buf_clear(&text);
	}
	return same;
}

/* What is made up and what is real are never added up. */
static bool
same_sort(struct reader *reader, bool training, struct error *err)
{
	if (reader->sorted && reader->out->training != training)
		return error_set(err, ERR_USER,
		    "Some of the tables are of a training plan, and some are "
		    "about a real person. Nothing was changed.");
	reader->sorted = true;
	reader->out->training = training;
	return true;
}

static bool
check_whose(struct reader *reader, struct error *err)
{
	const size_t mark = strlen(CSV_TRAINING);

	for (size_t r = 1; r < reader->csv.row_count; r++) {
		const char *whose = csv_cell(&reader->csv, r, reader->whose);
		bool training = strncmp(whose, CSV_TRAINING, mark) == 0;

		if (whose[0] == '\0')
			continue;
		if (!same_sort(reader, training, err))
			return false;
		if (!is_theirs(reader->plan, whose + (training ? mark : 0)))
			return error_set(err, ERR_USER,
			    "The table is about %s, and this plan is about "
			    "somebody else, or says other things about who "
			    "they are. Nothing was changed.",
			    error_quote(whose).text);
	}
	return true;
}

/* --- one row --- */

static void
say(struct reader *reader, size_t row, const char *text)
{
	struct buf where;

	buf_init(&where);
	if (reader->several)
		buf_addf(&where, "%s: ", reader->file->name);
	buf_add(&where,
	    error_quote(csv_cell(&reader->csv, row, reader->what)).text);
	problem_add(reader->said, where.data, "%s", text);
	buf_clear(&where);
}

/* Is NAME, as it stands in the table, the name TEXT of a cost? */
static bool
same_name(const char *name, const char *text)
{
	struct buf clean;
	size_t len;
	bool same;

	buf_init(&clean);
	utf8_clean(text, strlen(text), &clean);
	len = clean.len;
	same = strncmp(name, clean.data, len) == 0 &&
	    (name[len] == '\0' || strcmp(name + len, KEPT_BACK) == 0);
	buf_clear(&clean);
	return same;
}

/* What is free is not in the table. */
static bool
is_free(const struct reader *reader, const struct uid *line)
{
	struct field_state state;

	plan_field(reader->plan, reader->line_cost, line, &state);
	return state.value->kind == VALUE_NUMBER && state.value->number == 0;
}

/* The first cost of that name that has had no row yet, or NO_LINE. */
#define NO_LINE SIZE_MAX
static size_t
find_line(const struct reader *reader, const char *name)
{
	for (size_t i = 0; i < reader->line_count; i++) {
		const struct uid *row = &reader->lines[i];
		struct field_state state;

		plan_field(reader->plan, reader->line_what, row, &state);
		if (!reader->used[i] && !is_free(reader, row) &&
		    state.value->kind == VALUE_TEXT &&
		    same_name(name, state.value->text))
			return i;
	}
	return NO_LINE;
}

/* Adds up the row's months. WRITTEN: there is something in one of them. False:
 * one of them is no amount. */
static bool
add_months(const struct reader *reader, size_t row, bool *written,
    int64_t *pence)
{
	*written = false;
	*pence = 0;
	for (size_t c = reader->planned + 1;
	     c < csv_columns(&reader->csv, row); c++) {
		const char *cell = csv_cell(&reader->csv, row, c);
		int64_t one;

		if (cell[strspn(cell, " \t")] == '\0')
			continue;
		*written = true;
		if (!money_parse(cell, &one, NULL) ||
		    !add_checked(*pence, one, pence))
			return false;
	}
	return true;
}

static struct uid
add_row(struct reader *reader, const struct repeat *repeat,
    const struct uid *parent)
{
	struct uid id = uid_new();

	taken_add_row(&reader->out->taken, repeat, &id, parent);
	return id;
}

/* The row of the review that is about LINE. */
static struct uid
seen_row(struct reader *reader, const char *line)
{
	const struct uid *rows;
	size_t count = 0;

	if (!reader->review_new)
		count = plan_rows(reader->plan, reader->seen,
		    &reader->review_row, &rows);
	for (size_t i = 0; i < count; i++) {
		struct field_state state;

		plan_field(reader->plan, reader->seen_cost, &rows[i], &state);
		if (state.value->kind == VALUE_TEXT &&
		    strcmp(state.value->text, line) == 0)
			return rows[i];
	}
	if (uid_is_none(&reader->review_row))
		reader->review_row =
		    add_row(reader, reader->review, &UID_NONE);
	return add_row(reader, reader->seen, &reader->review_row);
}

static void
take_line(struct reader *reader, size_t line, int64_t pence)
{
	char hex[UID_HEX_LEN + 1];
	struct value value;
	struct uid row;

	uid_format(&reader->lines[line], hex);
	row = seen_row(reader, hex);
	value_init(&value);
	value_set_text(&value, hex);
	taken_add_answer(&reader->out->taken, reader->seen_cost, &row, &value);
	value_set_number(&value, pence);
	taken_add_answer(&reader->out->taken, reader->seen_spent, &row,
	    &value);
}

static void
read_row(struct reader *reader, size_t row)
{
	const struct csv *csv = &reader->csv;
	int64_t pence;
	bool in = strcmp(csv_cell(csv, row, reader->part), MONTH_IN) == 0;
	bool written, amounts = add_months(reader, row, &written, &pence);
	size_t line = in ? NO_LINE
			 : find_line(reader, csv_cell(csv, row, reader->what));

	/* the next row of the same name is the next cost of that name */
	if (line != NO_LINE)
		reader->used[line] = true;
	if (!written)
		return;
	reader->written++;
	if (in)
		say(reader, row,
		    "A review asks what was spent, not what came in, so this "
		    "was left out.");
	else if (line == NO_LINE)
		say(reader, row,
		    "This plan has no cost of that name, so the row was left "
		    "out.");
	else if (!amounts)
		say(reader, row,
		    "Not all of it is an amount of money, such as 45.20, so the "
		    "row was left out.");
	else if (pence < 0)
		say(reader, row,
		    "It comes to less than nothing, so the row was left out.");
	else if (!add_checked(reader->spent[line].pence, pence,
		     &reader->spent[line].pence))
		say(reader, row,
		    "All months together are more than can be reckoned with, "
		    "so the row was left out.");
	else
		reader->spent[line].any = true;
}

/* --- the tables --- */

static bool
read_rows(struct reader *reader, struct error *err)
{
	reader->written = 0;
	reader->used = xcalloc(reader->line_count + 1, sizeof *reader->used);
	for (size_t r = 1; r < reader->csv.row_count; r++)
		read_row(reader, r);
	free(reader->used);
	if (reader->written > 0)
		return true;
	return error_set(err, ERR_USER,
	    "Nothing is written under %s, so there is nothing to take in.",
	    MONTH_HAPPENED);
}

static bool
read_table(struct reader *reader, struct error *err)
{
	if (!find_columns(reader))
		return error_set(err, ERR_USER,
		    "The file is not the table of My money in a month, or its "
		    "first line was changed. oneplan writes it with: oneplan "
		    "export --page money --format csv");
	return check_whose(reader, err) && read_rows(reader, err);
}

static bool
read_file(struct reader *reader, const struct month_file *file,
    struct error *err)
{
	bool ok;

	reader->file = file;
	ok = csv_read(file->text, file->len, &reader->csv, err);
	if (ok) {
		ok = read_table(reader, err);
		csv_clear(&reader->csv);
	}
	if (!ok && reader->several)
		error_prefix(err, "%s: ", error_quote(file->name).text);
	return ok;
}

/* Two months can be the same to the letter, but most often it is one of them
 * taken twice. */
static void
look_for_twins(struct reader *reader, const struct month_file *files,
    size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t j = 0; j < i; j++) {
			if (files[i].len != files[j].len ||
			    memcmp(files[i].text, files[j].text,
				files[i].len) != 0)
				continue;
			problem_add(reader->said, files[i].name,
			    "It is the same as %s, to the letter, and was "
			    "added to it. If it is not another month, import "
			    "the others again without it.",
			    error_quote(files[j].name).text);
			break;
		}
}

static void
find_rows(struct reader *reader)
{
	const struct uid *reviews;
	size_t count = plan_rows(reader->plan, reader->review, &UID_NONE,
	    &reviews);

	reader->review_new = count == 0;
	reader->review_row = count > 0 ? reviews[count - 1] : UID_NONE;
	reader->line_count = plan_rows(reader->plan, reader->line, &UID_NONE,
	    &reader->lines);
	reader->spent = xcalloc(reader->line_count + 1,
	    sizeof *reader->spent);
}

static bool
read_files(struct reader *reader, const struct month_file *files,
    size_t count, struct error *err)
{
	if (!find_questions(reader))
		return error_set(err, ERR_USER,
		    "A plan of this kind has no review of its costs, so there "
		    "is no place for what was spent. Nothing was changed.");
	find_rows(reader);
	for (size_t i = 0; i < count; i++)
		if (!read_file(reader, &files[i], err))
			return false;
	look_for_twins(reader, files, count);
	for (size_t i = 0; i < reader->line_count; i++)
		if (reader->spent[i].any)
			take_line(reader, i, reader->spent[i].pence);
	return true;
}

bool
month_read_csv(const struct month_file *files, size_t count,
    struct plan *plan, struct read_answers *out, struct problem_list *said,
    struct error *err)
{
	struct reader reader = { .plan = plan, .out = out, .said = said,
		.several = count > 1 };
	bool ok;

	memset(out, 0, sizeof *out);
	ok = read_files(&reader, files, count, err);
	free(reader.spent);
	if (!ok)
		taken_clear(&out->taken);
	return ok;
}
