#include "config.h"

#include "form/field_type.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/money.h"
#include "form/field_read.h"

static const char blanks[] = " \t\n";

/* --- the table --- */

struct row {
	struct field_type type;
	field_reader *read;
	int64_t least, most; /* where it is kept as a number */
};

#define DECIMAL_MAX (FIELD_NUMBER_MAX * FIELD_DECIMAL_ONE)

static const struct row rows[FIELD_KIND_COUNT] = {
	[FIELD_TEXT] = {.read = field_read_words,
	    .type = {.kind = FIELD_TEXT, .word = "text", .words = true,
		.about = "one line of words"}},
	[FIELD_PARAGRAPH] = {.read = field_read_words,
	    .type = {.kind = FIELD_PARAGRAPH, .word = "paragraph",
		.words = true, .about = "words over many lines"}},
	[FIELD_CHOICE] = {.read = field_read_choice,
	    .type = {.kind = FIELD_CHOICE, .word = "choice", .picked = true,
		.about = "one of a list"}},
	[FIELD_CHOICES] = {.read = field_read_choice,
	    .type = {.kind = FIELD_CHOICES, .word = "choices", .picked = true,
		.about = "any number of a list"}},
	[FIELD_YES_NO] = {.read = field_read_yes_no, .least = 0, .most = 1,
	    .type = {.kind = FIELD_YES_NO, .word = "yes_no",
		.number = true, .picked = true, .about = "yes or no"}},
	[FIELD_NUMBER] = {.read = field_read_number,
	    .least = -FIELD_NUMBER_MAX, .most = FIELD_NUMBER_MAX,
	    .type = {.kind = FIELD_NUMBER, .word = "number", .number = true,
		.about = "a whole number, such as 12"}},
	[FIELD_DECIMAL] = {.read = field_read_decimal,
	    .least = -DECIMAL_MAX, .most = DECIMAL_MAX,
	    .type = {.kind = FIELD_DECIMAL, .word = "decimal", .number = true,
		.about = "a number with at most four decimals, such as 5.6"}},
	[FIELD_MONEY] = {.read = field_read_money,
	    .least = -MONEY_MAX_PENCE, .most = MONEY_MAX_PENCE,
	    .type = {.kind = FIELD_MONEY, .word = "money", .number = true,
		.about = "pounds and pence, such as 4,491.00"}},
	[FIELD_PERCENT] = {.read = field_read_percent,
	    .least = 0, .most = FIELD_PERCENT_MAX,
	    .type = {.kind = FIELD_PERCENT, .word = "percent", .number = true,
		.about = "0 to 100 with at most two decimals, such as 50%"}},
	[FIELD_DATE] = {.read = field_read_date,
	    .type = {.kind = FIELD_DATE, .word = "date",
		.about = "a date, such as 16/11/2026"}},
	[FIELD_TIME] = {.read = field_read_time,
	    .type = {.kind = FIELD_TIME, .word = "time",
		.about = "a time of day, such as 07:30 or 7.30pm"}},
	[FIELD_PHONE] = {.read = field_read_phone,
	    .type = {.kind = FIELD_PHONE, .word = "phone",
		.about = "a phone number, such as 01632 960123"}},
	[FIELD_EMAIL] = {.read = field_read_email,
	    .type = {.kind = FIELD_EMAIL, .word = "email",
		.about = "an email address, such as name@example.org"}},
	[FIELD_POSTCODE] = {.read = field_read_postcode,
	    .type = {.kind = FIELD_POSTCODE, .word = "postcode",
		.about = "a postcode, such as ZZ99 3VZ"}},
	[FIELD_NHS_NUMBER] = {.read = field_read_nhs_number,
	    .type = {.kind = FIELD_NHS_NUMBER, .word = "nhs_number",
		.about = "the ten figures of an NHS number"}},
	[FIELD_LINK] = {.read = field_read_link,
	    .type = {.kind = FIELD_LINK, .word = "link", .picked = true,
		.about = "one row of a repeat"}},
	[FIELD_LINKS] = {.read = field_read_link,
	    .type = {.kind = FIELD_LINKS, .word = "links", .picked = true,
		.about = "any number of rows of a repeat"}},
};

const struct field_type *
field_type(enum field_kind kind)
{
	return &rows[kind].type;
}

const struct field_type *
field_type_by_word(const char *word)
{
	for (size_t i = 0; i < FIELD_KIND_COUNT; i++) {
		if (strcmp(rows[i].type.word, word) == 0)
			return &rows[i].type;
	}
	return NULL;
}

/* --- in --- */

bool
field_parse(const struct field *field, const char *text, struct value *out,
    struct error *why)
{
	const struct row *row = &rows[field->kind];
	const char *start = text + strspn(text, blanks);
	size_t len = strlen(start);
	char *trimmed;
	bool read;

	value_clear(out);
	if (!len)
		return true;
	if (row->type.words) {
		read = row->read(field, text, out, why);
	} else {
		while (strchr(blanks, start[len - 1]))
			len--;
		trimmed = xstrndup(start, len);
		read = row->read(field, trimmed, out, why);
		free(trimmed);
	}
	if (!read)
		value_set_text(out, text);
	return read;
}

/* A kept text holds if reading it again gives the same. */
static bool
text_valid(const struct field *field, const char *text, struct error *why)
{
	struct value again;
	bool holds;

	value_init(&again);
	holds = field_parse(field, text, &again, why);
	if (holds && (again.kind != VALUE_TEXT ||
	    strcmp(again.text, text) != 0))
		holds = error_set(why, ERR_USER,
		    "This was not kept as it should be. Type it again.");
	value_clear(&again);
	return holds;
}

static bool
number_valid(const struct row *row, int64_t number, struct error *why)
{
	if (!row->type.number)
		return error_set(why, ERR_USER,
		    "There is only a number here. Answer it again.");
	if (number < row->least || number > row->most)
		return error_set(why, ERR_USER,
		    "This number is outside what can be entered here. Type it "
		    "again.");
	return true;
}

bool
field_valid(const struct field *field, const struct value *value,
    struct error *why)
{
	const struct row *row = &rows[field->kind];

	switch (value->kind) {
	case VALUE_NUMBER:
		return number_valid(row, value->number, why);
	case VALUE_TEXT:
		return text_valid(field, value->text, why);
	default:
		return true;
	}
}

/* --- out --- */

static void
add_number(enum field_kind kind, int64_t number, struct buf *out)
{
	switch (kind) {
	case FIELD_YES_NO:
		if (number == 0 || number == 1)
			buf_add(out, number ? "yes" : "no");
		else
			decimal_format(number, 0, out);
		break;
	case FIELD_DECIMAL:
		decimal_format(number, FIELD_DECIMAL_PLACES, out);
		break;
	case FIELD_MONEY:
		money_format(number, out);
		break;
	case FIELD_PERCENT:
		decimal_format(number, FIELD_PERCENT_PLACES, out);
		buf_add_char(out, '%');
		break;
	default:
		decimal_format(number, 0, out);
		break;
	}
}

static void
add_nhs_number(const char *digits, struct buf *out)
{
	buf_addf(out, "%.3s %.3s %s", digits, digits + 3, digits + 6);
}

void
field_edit_text(const struct field *field, const struct value *value,
    struct buf *out)
{
	struct date date;

	if (value->kind == VALUE_NONE)
		return;
	if (value->kind == VALUE_NUMBER)
		add_number(field->kind, value->number, out);
	else if (field->kind == FIELD_DATE &&
	    date_parse_iso(value->text, &date))
		buf_addf(out, "%d/%d/%04d", date.day, date.month, date.year);
	else if (field->kind == FIELD_NHS_NUMBER &&
	    field_valid(field, value, NULL))
		add_nhs_number(value->text, out);
	else
		buf_add(out, value->text);
}

static void
show_labels(const struct field *field, const char *codes, struct buf *out)
{
	while (*codes) {
		size_t len = strcspn(codes, " ");
		char *code = xstrndup(codes, len);
		const char *label = field_choice_label(field, code);

		buf_add(out, label ? label : code);
		free(code);
		codes += len;
		if (*codes) {
			buf_add(out, "; ");
			codes++;
		}
	}
}

void
field_show(const struct field *field, const struct value *value,
    struct buf *out)
{
	struct date date;
	char words[32];

	if (field->kind == FIELD_LINK || field->kind == FIELD_LINKS)
		return;
	if (value->kind == VALUE_NUMBER && field->kind == FIELD_MONEY) {
		money_format_pounds(value->number, out);
	} else if (value->kind == VALUE_NUMBER &&
	    field->kind == FIELD_YES_NO &&
	    (value->number == 0 || value->number == 1)) {
		buf_add(out, value->number ? "Yes" : "No");
	} else if (value->kind == VALUE_TEXT && field->kind == FIELD_DATE &&
	    date_parse_iso(value->text, &date)) {
		date_format_long(date, words);
		buf_add(out, words);
	} else if (value->kind == VALUE_TEXT && field->list &&
	    field_valid(field, value, NULL)) {
		show_labels(field, value->text, out);
	} else {
		field_edit_text(field, value, out);
	}
}
