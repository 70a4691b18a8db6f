#include "config.h"

#include "plan/jot.h"

#include <string.h>

#include "base/clock.h"
#include "form/field_type.h"

#define JOTS	       "jots.jot"
#define JOT_NOTED      "jots.noted"
#define JOT_SAID_BY    "jots.said_by"
#define JOT_WORDS      "jots.words"
#define JOT_RESTRICTED "jots.restricted"
#define JOT_FILED      "jots.filed"

const struct repeat *
jot_repeat(const struct plan *plan)
{
	return jot_words(plan) ? form_set_repeat(plan_forms(plan), JOTS) : NULL;
}

const struct field *
jot_words(const struct plan *plan)
{
	return form_set_field(plan_forms(plan), JOT_WORDS);
}

/* The answer as text; "" where there is none. */
static void
add_answer(const struct plan *plan, const char *name, const struct uid *row,
    struct buf *out)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct field_state state;

	if (!field)
		return;
	plan_field(plan, field, row, &state);
	if (state.answered)
		field_edit_text(field, state.answer, out);
}

static bool
says_yes(const struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct field_state state;

	if (!field)
		return false;
	plan_field(plan, field, row, &state);
	return state.answer->kind == VALUE_NUMBER && state.answer->number == 1;
}

bool
jot_add(struct plan *plan, struct uid *row, struct error *err)
{
	const struct repeat *repeat = jot_repeat(plan);
	const struct field *noted =
	    form_set_field(plan_forms(plan), JOT_NOTED);
	int64_t now = clock_now();
	char day[32], time[8];
	struct buf text;
	bool ok;

	if (!repeat)
		return error_set(err, ERR_FORM,
		    "These forms have no place for notes. Write it in the "
		    "answer it belongs to.");
	if (!plan_row_add(plan, repeat, &UID_NONE, row, err))
		return false;
	if (!noted)
		return true;
	date_format_short(plan_today(plan), day);
	clock_format_time(now, time);
	buf_init(&text);
	buf_addf(&text, "%s %s", day, time);
	ok = plan_set_answer(plan, noted, row, text.data, NULL, err);
	buf_clear(&text);
	return ok;
}

bool
jot_blank(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row)
{
	struct field_state words;

	if (repeat != jot_repeat(plan) || !plan_row_exists(plan, repeat, row))
		return false;
	plan_field(plan, jot_words(plan), row, &words);
	return !words.answered && !words.taken_out;
}

/* The notes that are not in their place; FIRST (may be NULL) is the first. */
static size_t
find_unfiled(const struct plan *plan, bool restricted, struct uid *first)
{
	const struct repeat *repeat = jot_repeat(plan);
	const struct uid *rows;
	size_t count, unfiled = 0;

	if (!repeat)
		return 0;
	count = plan_rows(plan, repeat, &UID_NONE, &rows);
	for (size_t i = 0; i < count; i++) {
		if (says_yes(plan, JOT_FILED, &rows[i]) ||
		    (!restricted && jot_restricted(plan, repeat, &rows[i])))
			continue;
		if (unfiled++ == 0 && first)
			*first = rows[i];
	}
	return unfiled;
}

size_t
jot_unfiled(const struct plan *plan, bool restricted)
{
	return find_unfiled(plan, restricted, NULL);
}

bool
jot_first_unfiled(const struct plan *plan, bool restricted, struct uid *row)
{
	return find_unfiled(plan, restricted, row) > 0;
}

bool
jot_restricted(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row)
{
	return repeat == jot_repeat(plan) && says_yes(plan, JOT_RESTRICTED, row);
}

bool
jot_file(struct plan *plan, const struct uid *jot, const struct field *field,
    const struct uid *row, struct error *err)
{
	struct field_state state;
	struct buf text, by;
	bool ok;

	if (!field_type(field->kind)->words)
		return error_set(err, ERR_USER,
		    "A note is words, and this question takes something else. "
		    "Choose a question that takes words.");
	if (jot_restricted(plan, jot_repeat(plan), jot) && !field->restricted)
		return error_set(err, ERR_USER,
		    "This note is for workers only. Choose a question that "
		    "only workers see, or change the note first.");
	plan_field(plan, field, row, &state);
	buf_init(&text);
	buf_init(&by);
	if (state.answered)
		field_edit_text(field, state.answer, &text);
	if (text.len)
		buf_add(&text, field->kind == FIELD_PARAGRAPH ? "\n" : "; ");
	add_answer(plan, JOT_WORDS, jot, &text);
	add_answer(plan, JOT_SAID_BY, jot, &by);
	if (by.len)
		buf_addf(&text, " (%s)", by.data);
	struct change changes[] = {
		{ .field = field, .row = *row, .text = text.data },
		{ .field = form_set_field(plan_forms(plan), JOT_FILED),
		    .row = *jot, .text = "yes" },
	};
	ok = plan_apply(plan, changes, changes[1].field ? 2 : 1, NULL, err);
	buf_clear(&text);
	buf_clear(&by);
	return ok;
}
