/* Which answers are meant, and which of them have words. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "form/field_type.h"
#include "plan/redact_private.h"

/* --- what is named --- */

void
target_clear(struct target *target)
{
	for (size_t i = 0; i < target->count; i++)
		free(target->questions[i].field);
	free(target->questions);
	free(target->uids);
}

static void
add_question(struct target *target, const struct stored_answer *answer)
{
	ARRAY_GROW(target->questions, target->count, target->cap);
	target->questions[target->count++] = (struct question){
		.field = xstrdup(answer->field),
		.row = answer->row,
	};
}

/* "0a1b2c3d", at least four digits of a row's id. */
static bool
is_row_prefix(const char *text, size_t len)
{
	return len >= 4 && len <= UID_HEX_LEN &&
	    strspn(text, "0123456789abcdefABCDEF") >= len;
}

static bool
row_begins(const struct uid *row, const char *prefix, size_t len)
{
	char hex[UID_HEX_LEN + 1];

	uid_format(row, hex);
	return !uid_is_none(row) && strncasecmp(hex, prefix, len) == 0;
}

/* The answers that make a row a row hold no words. */
static bool
is_rows_own(const struct plan *plan, const char *name)
{
	return form_set_row_answer(plan->forms, name) != NULL;
}

/* Is ROW in OUTER, or is it OUTER itself? */
static bool
row_in(const struct plan *plan, const struct stored_answer *list, size_t count,
    const struct uid *row, const struct uid *outer)
{
	if (uid_equal(row, outer))
		return true;
	for (size_t i = 0; i < count; i++) {
		const struct repeat *repeat =
		    form_set_row_answer(plan->forms, list[i].field);
		struct uid parent;

		if (repeat && uid_equal(&list[i].row, row) &&
		    strcmp(list[i].field, repeat->parent_name) == 0 &&
		    list[i].value.kind == VALUE_TEXT &&
		    uid_parse(list[i].value.text, strlen(list[i].value.text),
			&parent))
			return uid_equal(&parent, outer);
	}
	return false;
}

static bool
none_such(const struct redact_wanted *wanted, struct error *err)
{
	return error_set(err, ERR_USER,
	    "Nothing in this plan is called \"%s\". Write the name of a "
	    "question such as about_me.phone, the id of a row, or both with a "
	    "colon between; oneplan history shows the names and, with --json, "
	    "the ids.",
	    error_quote(wanted->what).text);
}

/* A question in a table stands in many rows: which one is meant must be said. */
static bool
find_questions(const struct plan *plan, const struct redact_wanted *wanted,
    const struct stored_answer *list, size_t count, struct target *out,
    struct error *err)
{
	const char *colon = strchr(wanted->what, ':');
	size_t len = colon ? (size_t)(colon - wanted->what)
			   : strlen(wanted->what);
	const char *prefix = colon ? colon + 1 : NULL;
	bool whole_row = !colon && is_row_prefix(wanted->what, len);
	const struct uid *row = NULL;

	if (whole_row)
		prefix = wanted->what;
	for (size_t i = 0; prefix && i < count; i++) {
		if (!row_begins(&list[i].row, prefix, strlen(prefix)))
			continue;
		if (row && !uid_equal(row, &list[i].row))
			return error_set(err, ERR_USER,
			    "More than one row begins with %s. Write more of "
			    "its id.", error_quote(prefix).text);
		row = &list[i].row;
	}
	if (prefix && (!row || !is_row_prefix(prefix, strlen(prefix))))
		return none_such(wanted, err);
	for (size_t i = 0; i < count; i++) {
		if (is_rows_own(plan, list[i].field))
			continue;
		if (whole_row
			? row_in(plan, list, count, &list[i].row, row)
			: strlen(list[i].field) == len &&
			    strncmp(list[i].field, wanted->what, len) == 0 &&
			    (!row || uid_equal(row, &list[i].row)))
			add_question(out, &list[i]);
	}
	if (out->count == 0)
		return none_such(wanted, err);
	if (!whole_row && out->count > 1)
		return error_set(err, ERR_USER,
		    "%.*s stands in %zu rows. Say in which, as in %.*s:ID; "
		    "oneplan history --json shows the ids.", (int)len,
		    wanted->what, out->count, (int)len, wanted->what);
	return true;
}

/* --- the words --- */

/* A reason that says the words again would keep them. Names do: whoever takes
 * them out may be named in them. */
static bool
reason_repeats(const struct plan *plan, const struct redact_wanted *wanted,
    const char *name, const struct value *value)
{
	const struct field *field = form_set_field(plan->forms, name);

	return wanted->why && value->kind == VALUE_TEXT &&
	    strlen(value->text) >= 6 &&
	    (!field || field_type(field->kind)->words) &&
	    strcasestr(wanted->why, value->text);
}

static bool
add_words(const struct plan *plan, const struct redact_wanted *wanted,
    const char *name, const struct stored_revision *list, size_t count,
    struct target *out, struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		if (wanted->only > 0 && i + 1 != (size_t)wanted->only)
			continue;
		if (list[i].withheld)
			return error_set(err, ERR_USER,
			    "This copy of the plan is without these words. Take "
			    "them out of the plan itself.");
		if (value_is_none(&list[i].value))
			continue;
		if (reason_repeats(plan, wanted, name, &list[i].value))
			return error_set(err, ERR_USER,
			    "The reason repeats the words that are to be taken "
			    "out, and it is kept. Say why without them.");
		ARRAY_GROW(out->uids, out->uid_count, out->uid_cap);
		out->uids[out->uid_count++] = list[i].uid;
	}
	return true;
}

static bool
find_words(struct plan *plan, const struct redact_wanted *wanted,
    struct target *out, struct error *err)
{
	bool ok = true;

	if (wanted->only > 0 && out->count != 1)
		return error_set(err, ERR_USER,
		    "--rev picks one answer in the history of one question; it "
		    "does not go with a whole row.");
	for (size_t i = 0; ok && i < out->count; i++) {
		struct stored_revision *list;
		size_t count;

		ok = store_revisions(plan->store, out->questions[i].field,
		    &out->questions[i].row, &list, &count, err);
		if (!ok)
			break;
		ok = add_words(plan, wanted, out->questions[i].field, list,
		    count, out, err);
		if (ok && wanted->only > 0 && (size_t)wanted->only > count)
			ok = error_set(err, ERR_USER,
			    "There are only %zu answers in the history of %s.",
			    count, out->questions[i].field);
		stored_revisions_clear(list, count);
	}
	if (ok && out->uid_count == 0)
		return error_set(err, ERR_USER,
		    "There are no words there to take out.");
	return ok;
}

bool
target_find(struct plan *plan, const struct redact_wanted *wanted,
    struct target *out, struct error *err)
{
	struct stored_answer *list;
	size_t count;
	bool ok;

	*out = (struct target){ .questions = NULL };
	if (!store_answers(plan->store, &list, &count, err))
		return false;
	ok = find_questions(plan, wanted, list, count, out, err) &&
	    find_words(plan, wanted, out, err);
	stored_answers_clear(list, count);
	return ok;
}

bool
target_has(const struct target *target, const struct uid *revision)
{
	for (size_t i = 0; i < target->uid_count; i++)
		if (uid_equal(&target->uids[i], revision))
			return true;
	return false;
}
