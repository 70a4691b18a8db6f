#include "config.h"

#include "sandbox_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "form/field_type.h"

void
case_open(struct sandbox_case *test, const char *t, const char *u,
    const struct fact_table *const *tables, size_t table_count)
{
	struct form_text texts[2] = { { "t.ini", t, strlen(t) },
		{ "u.ini", u, u ? strlen(u) : 0 } };
	struct error err = { ERR_NONE, "" };

	memset(test, 0, sizeof *test);
	test->kinds = "";
	if (!form_set_load_texts(texts, u ? 2 : 1, &test->set, NULL, &err))
		fail_msg("%s", err.text);
	if (!sandbox_new(test->set, tables, table_count, &test->sandbox, NULL,
		&err))
		fail_msg("%s", err.text);
}

void
case_close(struct sandbox_case *test)
{
	sandbox_free(test->sandbox);
	form_set_free(test->set);
}

struct uid
case_row_id(unsigned n)
{
	struct uid id = { { 0 } };

	id.bytes[0] = 0xab;
	id.bytes[14] = (unsigned char)(n >> 8);
	id.bytes[15] = (unsigned char)n;
	return id;
}

/* --- small texts taken apart --- */

/* Copies the next part of *AT up to SPLIT, without blanks around it. */
static bool
next_part(const char **at, char split, char *out, size_t size)
{
	size_t len;

	*at += strspn(*at, " ");
	if (**at == '\0')
		return false;
	len = strcspn(*at, (char[]){ split, '\0' });
	assert_true(len < size);
	memcpy(out, *at, len);
	out[len] = '\0';
	*at += len + ((*at)[len] == split);
	while (len > 0 && out[len - 1] == ' ')
		out[--len] = '\0';
	return true;
}

/* Cuts TEXT at the first C; returns what follows, or NULL. */
static char *
cut(char *text, char c)
{
	char *found = strchr(text, c);

	if (!found)
		return NULL;
	*found = '\0';
	return found + 1;
}

static const struct repeat *
find_repeat(const struct sandbox_case *test, const char *name)
{
	const struct repeat *repeat = form_set_repeat(test->set, name);

	if (!repeat)
		fail_msg("no repeat %s", name);
	return repeat;
}

static const struct field *
find_field(const struct sandbox_case *test, const char *name)
{
	const struct field *field = form_set_field(test->set, name);

	if (!field)
		fail_msg("no field %s", name);
	return field;
}

/* The place of row number N. */
static size_t
find_row(const struct sandbox_case *test, const struct repeat *repeat,
    const char *n)
{
	struct uid id;
	size_t count;

	if (!repeat || !n)
		return 0;
	id = case_row_id((unsigned)strtoul(n, NULL, 10));
	count = sandbox_row_count(test->sandbox, repeat);
	for (size_t i = 0; i < count; i++) {
		if (uid_equal(sandbox_row_id(test->sandbox, repeat, i), &id))
			return i;
	}
	fail_msg("no row %s", n);
	return 0;
}

/* --- filling --- */

static void
add_rows(struct sandbox_case *test, const char *rows)
{
	char part[128];

	while (next_part(&rows, ' ', part, sizeof part)) {
		char *n = cut(part, ':');
		char *parent_n = n ? cut(n, ':') : NULL;
		struct uid id, parent;

		assert_non_null(n);
		id = case_row_id((unsigned)strtoul(n, NULL, 10));
		if (parent_n)
			parent = case_row_id(
			    (unsigned)strtoul(parent_n, NULL, 10));
		sandbox_row(test->sandbox, find_repeat(test, part), &id,
		    parent_n ? &parent : NULL);
	}
}

/* #2 #3 as the ids of rows 2 and 3. */
static void
spell_links(const char *text, struct buf *out)
{
	char part[64];

	while (next_part(&text, ' ', part, sizeof part)) {
		char hex[UID_HEX_LEN + 1];
		struct uid id;

		assert_int_equal(part[0], '#');
		id = case_row_id((unsigned)strtoul(part + 1, NULL, 10));
		uid_format(&id, hex);
		buf_addf(out, "%s%s", out->len ? " " : "", hex);
	}
}

static void
give(struct sandbox_case *test, const struct field *field, size_t row,
    const char *text)
{
	struct value value;
	struct error why;
	struct buf spelt;
	bool valid;

	value_init(&value);
	buf_init(&spelt);
	if (field->link)
		spell_links(text, &spelt);
	else
		buf_add(&spelt, text);
	valid = field_parse(field, spelt.data, &value, &why);
	sandbox_set(test->sandbox, field, row, &value, valid);
	buf_clear(&spelt);
	value_clear(&value);
}

void
case_run(struct sandbox_case *test, const char *rows, const char *answers)
{
	const struct fact_table *table;
	char part[256];

	sandbox_clear(test->sandbox, test->kinds,
	    (struct date){ 2026, 11, 16 });
	add_rows(test, rows);
	while (next_part(&answers, ';', part, sizeof part)) {
		char *text = cut(part, '=');
		char *n = cut(part, '@');
		const struct field *field = find_field(test, part);

		assert_non_null(text);
		give(test, field, find_row(test, field->repeat, n), text);
	}
	test->err.code = ERR_NONE;
	while ((table = sandbox_run(test->sandbox, &test->err))) {
		assert_non_null(test->fill);
		test->fill(test, table);
	}
}

/* --- what it says --- */

static void
show(const struct value *value, const struct field *field, struct buf *out)
{
	struct uid id;
	const char *at;

	if (value->kind == VALUE_NONE) {
		buf_add(out, "-");
	} else if (value->kind == VALUE_NUMBER) {
		buf_addf(out, "%lld", (long long)value->number);
	} else if (field->link) {
		for (at = value->text; *at; at += strcspn(at, " ")) {
			at += strspn(at, " ");
			assert_true(uid_parse(at, UID_HEX_LEN, &id));
			buf_addf(out, "%s#%d", out->len ? " " : "",
			    id.bytes[14] << 8 | id.bytes[15]);
		}
	} else {
		buf_add(out, value->text);
	}
}

static void
dump_cell(struct sandbox_case *test, const struct field *field, size_t row,
    struct buf *out)
{
	const struct cell *cell = sandbox_cell(test->sandbox, field, row);
	struct buf value;

	buf_init(&value);
	show(&cell->value, field, &value);
	buf_addf(out, "%s@%zu=%s%s%s%s%s%s%s\n", field->name, row, value.data,
	    cell->relevant ? " asked" : "", cell->readonly ? " readonly" : "",
	    cell->holds ? " holds" : "", cell->calculated ? " calculated" : "",
	    cell->defaulted ? " defaulted" : "",
	    cell->dangling ? " dangling" : "");
	buf_clear(&value);
}

char *
case_dump(struct sandbox_case *test)
{
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < test->set->field_count; i++) {
		const struct field *field = test->set->fields[i];
		size_t rows = field->repeat
		    ? sandbox_row_count(test->sandbox, field->repeat) : 1;

		for (size_t row = 0; row < rows; row++)
			dump_cell(test, field, row, &out);
	}
	return buf_take(&out);
}

static bool
cell_says(const struct cell *cell, const char *what)
{
	const struct {
		const char *name;
		bool is;
	} flags[] = {
		{ "asked", cell->relevant }, { "readonly", cell->readonly },
		{ "holds", cell->holds }, { "advised", cell->advised }, { "calculated", cell->calculated },
		{ "defaulted", cell->defaulted },
		{ "dangling", cell->dangling },
	};

	for (size_t i = 0; i < ARRAY_LEN(flags); i++) {
		if (strcmp(flags[i].name, what) == 0)
			return flags[i].is;
	}
	fail_msg("no such thing as ,%s", what);
	return false;
}

/* Writes what the run says of NAME (row N, flag WHAT; both may be NULL). */
static void
look_up(struct sandbox_case *test, char *name, const char *n,
    const char *what, struct buf *out)
{
	struct sandbox *sandbox = test->sandbox;
	char *of = cut(name, ' ');
	const struct field *field;
	const struct repeat *repeat;
	size_t row;

	if (of && strcmp(name, "section") == 0) {
		buf_addf(out, "%d", sandbox_section_relevant(sandbox,
		    form_set_section(test->set, of)));
		return;
	}
	if (of) {
		repeat = find_repeat(test, of);
		if (strcmp(name, "row") == 0)
			buf_addf(out, "%d", sandbox_row_relevant(sandbox,
			    repeat, find_row(test, repeat, n)));
		else
			buf_addf(out, "%d", sandbox_repeat_relevant(sandbox,
			    repeat, find_row(test, repeat->in, n)));
		return;
	}
	field = find_field(test, name);
	row = find_row(test, field->repeat, n);
	if (!what)
		show(&sandbox_cell(sandbox, field, row)->value, field, out);
	else if (strncmp(what, "offers.", 7) == 0)
		buf_addf(out, "%d",
		    sandbox_choice_offered(sandbox, field, row, what + 7));
	else
		buf_addf(out, "%d",
		    cell_says(sandbox_cell(sandbox, field, row), what));
}

void
case_expect(struct sandbox_case *test, const char *want)
{
	char part[256], whole[256];

	while (next_part(&want, ';', part, sizeof part)) {
		char *value, *what, *n;
		struct buf got;

		snprintf(whole, sizeof whole, "%s", part);
		value = cut(part, '=');
		what = cut(part, ',');
		n = cut(part, '@');
		assert_non_null(value);
		buf_init(&got);
		look_up(test, part, n, what, &got);
		if (strcmp(got.data, value) != 0)
			fail_msg("expected %s, got %s", whole, got.data);
		buf_clear(&got);
	}
}
