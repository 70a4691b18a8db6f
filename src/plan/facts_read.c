/* What every source reads and publishes with. */
#include "config.h"

#include "plan/facts_private.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "form/field_type.h"

void
fact_fields(const struct fact_reader *reader, const char *const *names,
    const struct field **fields)
{
	for (size_t i = 0; names[i]; i++)
		fields[i] = form_set_field(reader->forms, names[i]);
}

const struct value *
fact_value(const struct fact_reader *reader, const struct field *field,
    size_t row)
{
	const struct cell *cell =
	    field ? sandbox_cell(reader->sandbox, field, row) : NULL;

	if (!cell || !cell->relevant || value_is_none(&cell->value))
		return NULL;
	return &cell->value;
}

bool
fact_number(const struct fact_reader *reader, const struct field *field,
    size_t row, int64_t *out)
{
	const struct value *value = fact_value(reader, field, row);

	if (!value || value->kind != VALUE_NUMBER)
		return false;
	*out = value->number;
	return true;
}

const char *
fact_text(const struct fact_reader *reader, const struct field *field,
    size_t row)
{
	const struct value *value = fact_value(reader, field, row);

	return value && value->kind == VALUE_TEXT ? value->text : NULL;
}

bool
fact_day(const struct fact_reader *reader, const struct field *field,
    size_t row, long *day)
{
	const char *text = fact_text(reader, field, row);
	struct date date;

	if (!text || !date_parse_iso(text, &date))
		return false;
	*day = date_to_days(date);
	return true;
}

bool
fact_yes(const struct fact_reader *reader, const struct field *field,
    size_t row)
{
	int64_t yes;

	return fact_number(reader, field, row, &yes) && yes == 1;
}

bool
fact_has(const struct fact_reader *reader, const struct field *field,
    size_t row, const char *code)
{
	const char *codes = fact_text(reader, field, row);

	return codes && codes_have(codes, code);
}

size_t
fact_rows(const struct fact_reader *reader, const struct repeat *repeat)
{
	return repeat ? sandbox_row_count(reader->sandbox, repeat) : 0;
}

bool
fact_row_counts(const struct fact_reader *reader, const struct repeat *repeat,
    size_t row)
{
	return sandbox_row_relevant(reader->sandbox, repeat, row);
}

bool
fact_row_at(const struct fact_reader *reader, const struct repeat *repeat,
    const struct uid *row, size_t *at)
{
	size_t count = fact_rows(reader, repeat);

	for (size_t i = 0; i < count; i++)
		if (fact_row_counts(reader, repeat, i) &&
		    uid_equal(sandbox_row_id(reader->sandbox, repeat, i),
			row)) {
			*at = i;
			return true;
		}
	return false;
}

bool
fact_row_of(const struct fact_reader *reader, const struct repeat *repeat,
    const char *link, size_t *at)
{
	struct uid row;

	return link && uid_parse(link, strlen(link), &row) &&
	    fact_row_at(reader, repeat, &row, at);
}

bool
fact_next_row(const struct fact_reader *reader, const struct repeat *repeat,
    size_t parent, size_t *next, size_t *row)
{
	size_t count = fact_rows(reader, repeat);

	for (; *next < count; (*next)++) {
		size_t in =
		    sandbox_row_parent(reader->sandbox, repeat, *next);

		if (in > parent)
			return false;
		if (in == parent && fact_row_counts(reader, repeat, *next)) {
			*row = (*next)++;
			return true;
		}
	}
	return false;
}

struct value
fact_number_value(int64_t n)
{
	return (struct value){ .kind = VALUE_NUMBER, .number = n };
}

/* sandbox_fact only reads it, so the text is not copied. */
struct value
fact_text_value(const char *text)
{
	struct value value = { .kind = text ? VALUE_TEXT : VALUE_NONE };

	if (text)
		value.text = (char *)(uintptr_t)text;
	return value;
}

#define MOST_COLUMNS 16

void
fact_publish(const struct fact_reader *reader, const struct repeat *repeat,
    size_t row, const int64_t *numbers, size_t count)
{
	struct value values[MOST_COLUMNS];
	char hex[UID_HEX_LEN + 1];

	assert(count < MOST_COLUMNS);
	uid_format(sandbox_row_id(reader->sandbox, repeat, row), hex);
	values[0] = fact_text_value(hex);
	for (size_t i = 0; i < count; i++)
		values[i + 1] = fact_number_value(numbers[i]);
	sandbox_fact(reader->sandbox, values);
}
