#include "config.h"

#include "plan/about.h"

#include <string.h>

#include "base/alloc.h"
#include "base/digest.h"

/* Of the name of a question, with the row after it. */
static void
write_place(const struct about *about, struct buf *out)
{
	char hex[UID_HEX_LEN + 1];

	buf_add(out, about->field->name);
	if (uid_is_none(&about->row))
		return;
	uid_format(&about->row, hex);
	buf_addf(out, ":%s", hex);
}

void
about_write(const struct about *about, struct buf *out)
{
	char hex[UID_HEX_LEN + 1];

	write_place(about, out);
	uid_format(&about->revision, hex);
	buf_addf(out, " %s", hex);
}

static const struct field *
find_field(const struct plan *plan, const char *name, size_t len)
{
	const struct field *field;
	struct buf copy;

	buf_init(&copy);
	buf_add_bytes(&copy, name, len);
	field = form_set_field(plan_forms(plan), copy.data);
	buf_clear(&copy);
	return field;
}

/* False: TEXT is not as about_write has it, or these forms have no such question.
 * The row may be gone. */
static bool
read_about(const struct plan *plan, const char *text, struct about *out)
{
	size_t name = strcspn(text, ": ");

	*out = (struct about){ .field = find_field(plan, text, name) };
	if (!out->field)
		return false;
	text += name;
	if (*text == ':') {
		size_t row = strcspn(++text, " ");

		if (!uid_parse(text, row, &out->row))
			return false;
		text += row;
	}
	return *text == ' ' && uid_parse(text + 1, strlen(text + 1),
				   &out->revision) &&
	    uid_is_none(&out->row) == (out->field->repeat == NULL);
}

struct about
about_now(const struct plan *plan, const struct field *field,
    const struct uid *row)
{
	struct field_state state;

	plan_field(plan, field, row, &state);
	return (struct about){ field, *row, state.revision };
}

static bool
is_there(const struct plan *plan, const struct about *about)
{
	return !about->field->repeat ||
	    plan_row_exists(plan, about->field->repeat, &about->row);
}

bool
about_same_place(const struct about *a, const struct about *b)
{
	return a->field == b->field && uid_equal(&a->row, &b->row);
}

/* Tables whose rows are about an answer, and the question that says which. */
static const struct {
	const char *repeat, *field;
} tables[] = {
	{ "sign.decided", "sign.decided_of" },
	{ "agree.statement", "agree.st_of" },
	{ "agree.kept_statement", "agree.ks_of" },
};

bool
about_field(const struct field *field)
{
	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		if (strcmp(tables[i].field, field->name) == 0)
			return true;
	return false;
}

bool
about_of_row(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row, struct about *out)
{
	const struct field *field = NULL;
	struct field_state state;

	for (size_t i = 0; repeat && i < ARRAY_LEN(tables); i++)
		if (strcmp(tables[i].repeat, repeat->name) == 0)
			field = form_set_field(plan_forms(plan),
			    tables[i].field);
	if (!field)
		return false;
	plan_field(plan, field, row, &state);
	return state.answer->kind == VALUE_TEXT &&
	    read_about(plan, state.answer->text, out) && is_there(plan, out);
}

/* --- in words --- */

static size_t
number_of(const struct plan *plan, const struct repeat *repeat,
    const struct uid *parent, const struct uid *row)
{
	const struct uid *rows;
	size_t count = plan_rows(plan, repeat, parent, &rows), i = 0;

	while (i < count && !uid_equal(&rows[i], row))
		i++;
	return i + 1;
}

static void
say_row(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row, struct buf *out)
{
	struct uid parent = repeat->in ? plan_row_parent(plan, repeat, row)
				       : UID_NONE;

	if (repeat->in)
		say_row(plan, repeat->in, &parent, out);
	else
		buf_add(out, repeat->form->title);
	buf_addf(out, ", %s %zu", repeat->singular,
	    number_of(plan, repeat, &parent, row));
}

void
about_say(const struct plan *plan, const struct about *about, struct buf *out)
{
	const struct field *field = about->field;

	if (field->repeat) {
		say_row(plan, field->repeat, &about->row, out);
	} else {
		buf_add(out, field->form->title);
		if (strcmp(field->section->title, field->form->title) != 0)
			buf_addf(out, ", %s", field->section->title);
	}
	buf_addf(out, ": %s", field->label);
}

void
about_words(const struct plan *plan, const struct about *about,
    struct buf *out)
{
	struct field_state state;

	plan_field(plan, about->field, &about->row, &state);
	buf_add(out, "The answer:\n");
	if (state.answered && !state.taken_out)
		plan_show_value(plan, about->field, state.answer, out);
	else
		buf_add(out, "(there is none now)");
	if (!uid_equal(&state.revision, &about->revision))
		buf_add(out, "\nIt has been changed since this was written.");
}

struct uid
about_row(const struct uid *parent, const struct about *about)
{
	struct digest digest;
	struct uid row;
	struct buf text;

	buf_init(&text);
	buf_add_bytes(&text, (const char *)parent->bytes, UID_BYTES);
	write_place(about, &text);
	digest = digest_of(text.data, text.len);
	memcpy(row.bytes, digest.bytes, UID_BYTES);
	buf_clear(&text);
	return row;
}
