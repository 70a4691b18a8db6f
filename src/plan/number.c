#include "config.h"

#include "plan/number.h"

#include <ctype.h>
#include <string.h>

#define DEEPEST	   2 /* a table may stand in a row of another, no deeper */
#define MOST_DIGITS 6

static size_t
place_of(const struct plan *plan, const struct field *field)
{
	const struct form_set *forms = plan_forms(plan);
	size_t at = 0;

	while (at < forms->field_count && forms->fields[at] != field)
		at++;
	return at + 1;
}

/* Appends ".2" for ROW of REPEAT, after those of the rows it stands in. */
static void
add_row(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row, struct buf *out)
{
	struct uid parent = plan_row_parent(plan, repeat, row);
	const struct uid *rows;
	size_t count, at = 0;

	if (repeat->in != NULL)
		add_row(plan, repeat->in, &parent, out);
	count = plan_rows(plan, repeat, &parent, &rows);
	while (at < count && !uid_equal(&rows[at], row))
		at++;
	buf_addf(out, ".%zu", at + 1);
}

void
number_of(const struct plan *plan, const struct field *field,
    const struct uid *row, struct buf *out)
{
	buf_addf(out, "%zu", place_of(plan, field));
	if (field->repeat != NULL)
		add_row(plan, field->repeat, row, out);
}

void
number_of_new(const struct plan *plan, const struct field *field,
    const struct uid *parent, struct buf *out)
{
	const struct repeat *repeat = field->repeat;
	const struct uid *rows;

	buf_addf(out, "%zu", place_of(plan, field));
	if (repeat->in != NULL)
		add_row(plan, repeat->in, parent, out);
	buf_addf(out, ".%zu", plan_rows(plan, repeat, parent, &rows) + 1);
}

/* --- reading it back --- */

/* Reads the digits at *TEXT; 0: there are none, or too many. */
static size_t
take_digits(const char **text)
{
	size_t number = 0;
	int digits = 0;

	for (; isdigit((unsigned char)**text); (*text)++) {
		if (++digits > MOST_DIGITS)
			return 0;
		number = number * 10 + (size_t)(**text - '0');
	}
	return number;
}

/* Reads "12.2.1" into PARTS; returns how many there are, 0: it is no number. */
static size_t
take_number(const char *text, size_t parts[DEEPEST + 1])
{
	size_t count = 0;

	text += strspn(text, " ");
	if (*text == '#')
		text++;
	do {
		if (count == DEEPEST + 1 ||
		    (parts[count++] = take_digits(&text)) == 0)
			return 0;
	} while (*text == '.' && *text++ != '\0');
	text += strspn(text, " ");
	return *text == '\0' ? count : 0;
}

static size_t
depth_of(const struct repeat *repeat)
{
	size_t depth = 0;

	for (; repeat != NULL; repeat = repeat->in)
		depth++;
	return depth;
}

/* The row of REPEAT that PLACES name, outermost first; UID_NONE: it is not
 * there. Not even an outer row: false. */
static bool
find_row(const struct plan *plan, const struct repeat *repeat,
    const size_t *places, size_t depth, struct uid *row)
{
	struct uid parent = UID_NONE;
	const struct uid *rows;
	size_t count;

	if (repeat->in != NULL &&
	    (!find_row(plan, repeat->in, places, depth - 1, &parent) ||
		uid_is_none(&parent)))
		return false;
	count = plan_rows(plan, repeat, &parent, &rows);
	*row = places[depth - 1] <= count ? rows[places[depth - 1] - 1]
					  : UID_NONE;
	return true;
}

const struct field *
number_find(const struct plan *plan, const char *text, struct uid *row)
{
	const struct form_set *forms = plan_forms(plan);
	size_t parts[DEEPEST + 1] = { 0 };
	size_t count = take_number(text, parts), depth;
	const struct field *field;

	*row = UID_NONE;
	if (count == 0 || parts[0] > forms->field_count)
		return NULL;
	field = forms->fields[parts[0] - 1];
	depth = depth_of(field->repeat);
	if (depth == 0)
		return count == 1 ? field : NULL;
	/* the question without its row: its first, or the table */
	while (count < depth + 1)
		parts[count++] = 1;
	if (count > depth + 1 ||
	    !find_row(plan, field->repeat, parts + 1, depth, row))
		return NULL;
	return field;
}
