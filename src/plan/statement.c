#include "config.h"

#include "plan/statement.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "plan/jot.h"

/* Two tables of the same questions: what is said about an answer that only workers
 * see is in one that only they see, so that nothing has to be told apart row by
 * row. */
enum table {
	TABLE_OPEN,
	TABLE_KEPT,
	TABLE_COUNT,
};
static const struct {
	const char *repeat;
	const char *about, *kind, *words, *by, *on, *of;
} tables[TABLE_COUNT] = {
	[TABLE_OPEN] = { "agree.statement", "agree.st_about", "agree.st_kind",
		"agree.st_words", "agree.st_by", "agree.st_on", "agree.st_of" },
	[TABLE_KEPT] = { "agree.kept_statement", "agree.ks_about",
		"agree.ks_kind", "agree.ks_words", "agree.ks_by",
		"agree.ks_on", "agree.ks_of" },
};

/* Which table REPEAT is; TABLE_COUNT: none. */
static size_t
table_of(const struct repeat *repeat)
{
	size_t i = 0;

	while (i < TABLE_COUNT &&
	    (!repeat || strcmp(repeat->name, tables[i].repeat) != 0))
		i++;
	return i;
}

bool
statement_table(const struct repeat *repeat)
{
	return table_of(repeat) < TABLE_COUNT;
}

/* What was answered there as text; "" for nothing. */
static const char *
text_of(const struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct field_state state;

	if (!field)
		return "";
	plan_field(plan, field, row, &state);
	return state.answered && !state.taken_out &&
		state.answer->kind == VALUE_TEXT
	    ? state.answer->text
	    : "";
}

const struct field *
statement_words(const struct plan *plan, const struct repeat *repeat)
{
	size_t table = table_of(repeat);

	return table < TABLE_COUNT
	    ? form_set_field(plan_forms(plan), tables[table].words)
	    : NULL;
}

bool
statement_blank(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row)
{
	size_t table = table_of(repeat);
	const struct field *words = statement_words(plan, repeat);
	struct field_state state;

	if (!words || !plan_row_exists(plan, repeat, row))
		return false;
	plan_field(plan, words, row, &state);
	return !state.answered && !state.taken_out &&
	    *text_of(plan, tables[table].kind, row) == '\0';
}

/* --- those about one answer --- */

static bool
is_about(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row, const struct about *about,
    struct statement *out)
{
	size_t table = table_of(repeat);
	struct about its;

	if (!about_of_row(plan, repeat, row, &its) ||
	    !about_same_place(&its, about))
		return false;
	*out = (struct statement){
		.repeat = repeat,
		.row = *row,
		.words = text_of(plan, tables[table].words, row),
		.by = text_of(plan, tables[table].by, row),
		.on = text_of(plan, tables[table].on, row),
		.changed = !uid_equal(&its.revision, &about->revision),
	};
	if (*out->by == '\0')
		out->by = plan_identity(plan)->name;
	return *out->words != '\0';
}

size_t
plan_statements(const struct plan *plan, const struct field *field,
    const struct uid *row, struct statement **out)
{
	size_t n = 0, cap = 0;

	*out = NULL;
	for (size_t i = 0; i < TABLE_COUNT; i++) {
		const struct repeat *repeat =
		    form_set_repeat(plan_forms(plan), tables[i].repeat);
		const struct uid *rows;
		size_t count = repeat
		    ? plan_rows(plan, repeat, &UID_NONE, &rows)
		    : 0;

		for (size_t r = 0; r < count; r++) {
			struct about about = about_now(plan, field, row);
			struct statement one;

			if (!is_about(plan, repeat, &rows[r], &about, &one))
				continue;
			ARRAY_GROW(*out, n, cap);
			(*out)[n++] = one;
		}
	}
	return n;
}

bool
plan_has_statements(const struct plan *plan)
{
	for (size_t i = 0; i < TABLE_COUNT; i++) {
		const struct repeat *repeat =
		    form_set_repeat(plan_forms(plan), tables[i].repeat);
		const struct uid *rows;

		if (repeat && plan_rows(plan, repeat, &UID_NONE, &rows) > 0)
			return true;
	}
	return false;
}

bool
plan_disputed(const struct plan *plan, const struct field *field,
    const struct uid *row)
{
	struct statement *list;
	size_t count = plan_statements(plan, field, row, &list);

	free(list);
	return count > 0;
}

static const char *
words_of(const char *kind)
{
	if (strcmp(kind, "wrong") == 0)
		return "says that this is wrong";
	if (strcmp(kind, "disagree") == 0)
		return "does not agree with this";
	return "says about this";
}

void
statement_say(const struct plan *plan, const struct statement *statement,
    struct buf *out)
{
	const char *kind = text_of(plan,
	    tables[table_of(statement->repeat)].kind, &statement->row);
	struct date day;
	char date[32];

	buf_add(out, statement->by);
	if (strchr(statement->by, ','))
		buf_add_char(out, ','); /* "Beth, mother, says" */
	buf_addf(out, " %s", words_of(kind));
	if (date_parse_iso(statement->on, &day)) {
		date_format_long(day, date);
		buf_addf(out, " (%s)", date);
	}
	if (statement->changed)
		buf_add(out, "; it was changed after that");
}

/* --- adding one --- */

/* Does only a worker see the answer? */
static bool
for_workers(const struct plan *plan, const struct field *field,
    const struct uid *row)
{
	return field_restricted(field) ||
	    (field->repeat && jot_restricted(plan, field->repeat, row));
}

bool
statement_add(struct plan *plan, const struct field *field,
    const struct uid *row, const struct repeat **repeat, struct uid *new,
    struct error *err)
{
	enum table table = for_workers(plan, field, row) ? TABLE_KEPT
							 : TABLE_OPEN;
	struct about about = about_now(plan, field, row);
	struct taken taken = { 0 };
	char day[DATE_ISO_LEN + 1];
	struct field_state state;
	struct buf text;
	bool ok;

	*repeat = form_set_repeat(plan_forms(plan), tables[table].repeat);
	if (!*repeat || !plan_section_shown(plan, (*repeat)->section))
		return error_set(err, ERR_FORM,
		    "A plan of this kind has no place for what somebody does "
		    "not agree with. Write it in the answer, below what stands "
		    "there.");
	plan_field(plan, field, row, &state);
	if (value_is_none(state.value) && !state.answered)
		return error_set(err, ERR_USER,
		    "Nobody has answered this, so there is nothing to put "
		    "right.");
	*new = uid_new();
	buf_init(&text);
	taken_add_row(&taken, *repeat, new, &UID_NONE);
	about_say(plan, &about, &text);
	taken_add_text(&taken, plan, tables[table].about, new, text.data);
	buf_reset(&text);
	about_write(&about, &text);
	taken_add_text(&taken, plan, tables[table].of, new, text.data);
	date_format_iso(plan_today(plan), day);
	taken_add_text(&taken, plan, tables[table].on, new, day);
	ok = plan_take_in(plan, &taken, NULL, err);
	buf_clear(&text);
	taken_clear(&taken);
	return ok;
}
