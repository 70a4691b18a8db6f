#include "config.h"

#include "plan/redact.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "plan/before.h"
#include "plan/plan_private.h"

/* --- what is named --- */

struct question {
	char *field;
	struct uid row;
};
struct target {
	struct question *questions;
	size_t count, cap;
	struct uid *uids; /* of answers that have words */
	size_t uid_count, uid_cap;
};

static void
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

/* A reason that says the words again would keep them. */
static bool
reason_repeats(const struct redact_wanted *wanted, const struct value *value)
{
	const char *const said[] = { wanted->why, wanted->by, wanted->agreed };

	if (value->kind != VALUE_TEXT || strlen(value->text) < 6)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(said); i++)
		if (strcasestr(said[i], value->text))
			return true;
	return false;
}

static bool
add_words(const struct redact_wanted *wanted,
    const struct stored_revision *list, size_t count, struct target *out,
    struct error *err)
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
		if (reason_repeats(wanted, &list[i].value))
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
		ok = add_words(wanted, list, count, out, err);
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

/* --- taking out --- */

static bool
is_blank(const char *text)
{
	return !text || text[strspn(text, " \t\n")] == '\0';
}

static bool
has_authority(const struct plan *plan, const struct redact_wanted *wanted,
    struct error *err)
{
	if (!plan->writable)
		return error_set(err, ERR_DENIED,
		    "This plan was opened to look at only, so nothing was taken "
		    "out.");
	if (is_blank(wanted->why) || is_blank(wanted->by) ||
	    is_blank(wanted->agreed))
		return error_set(err, ERR_USER,
		    "To take words out, say why, who takes them out, and who "
		    "agreed to it: --why, --by and --agreed.");
	if (strcasecmp(wanted->by, wanted->agreed) == 0)
		return error_set(err, ERR_USER,
		    "Somebody else must agree to it: --by and --agreed are one "
		    "and the same name.");
	return true;
}

static bool
redact(struct plan *plan, const struct target *target,
    const struct redaction_why *why, struct redact_done *done,
    struct error *err)
{
	if (!store_redact(plan->store, target->uids, target->uid_count, why,
		&done->redacted, &done->later, err))
		return error_prefix(err, "Nothing was taken out. ");
	done->questions = target->count;
	plan_words_went(plan);
	plan_read_anew(plan);
	return true;
}

bool
plan_redact(struct plan *plan, const struct redact_wanted *wanted,
    struct redact_done *done, struct error *err)
{
	struct redaction_why why = { wanted->why, wanted->by, wanted->agreed };
	struct target target = { .questions = NULL };
	struct stored_answer *list;
	size_t count;
	bool ok;

	*done = (struct redact_done){ 0 };
	if (!has_authority(plan, wanted, err) ||
	    !store_answers(plan->store, &list, &count, err))
		return false;
	ok = find_questions(plan, wanted, list, count, &target, err) &&
	    find_words(plan, wanted, &target, err) &&
	    redact(plan, &target, &why, done, err);
	stored_answers_clear(list, count);
	target_clear(&target);
	if (ok && wanted->before)
		done->copies = before_take_out(plan->store, wanted->before);
	return ok;
}

void
redact_say(const struct redact_done *done, struct buf *out)
{
	const struct redacted *redacted = &done->redacted;

	buf_addf(out, "The words of %zu answer%s to %zu question%s were taken "
		      "out of this file for ever.\n",
	    redacted->answers, redacted->answers == 1 ? "" : "s",
	    done->questions, done->questions == 1 ? "" : "s");
	if (redacted->documents > 0)
		buf_addf(out,
		    "%zu document%s of sealed versions showed them, and %s "
		    "taken out too. The seals and signatures still hold, since "
		    "they are made over digests.\n",
		    redacted->documents, redacted->documents == 1 ? "" : "s",
		    redacted->documents == 1 ? "was" : "were");
	if (done->later)
		buf_add(out, "But the file could not be written anew, so the "
			     "disk may still hold them: take them out once "
			     "more when nobody else has the plan open.\n");
	if (done->copies > 0)
		buf_addf(out, "%zu cop%s from before a merge may still hold "
			      "them.\n",
		    done->copies, done->copies == 1 ? "y" : "ies");
	buf_add(out, "Other files of this plan lose them when they are merged "
		     "with this one. What was printed, sent or backed up "
		     "elsewhere still has them.\n");
}

/* --- unsaying --- */

#define UNSAY_SECONDS 600

/* How many of the newest revisions are this person's, of the last ten minutes and
 * each made from the one before. */
static size_t
just_typed(const struct plan *plan, const struct stored_revision *list,
    size_t count)
{
	size_t typed = 0;

	while (typed < count) {
		const struct stored_revision *one = &list[count - 1 - typed];

		if (strcmp(one->who, plan->who) != 0 || one->taken_out ||
		    one->withheld || one->at < clock_now() - UNSAY_SECONDS ||
		    one->head != (typed == 0))
			break;
		typed++;
	}
	return typed;
}

static bool
may_unsay(struct plan *plan, const struct stored_revision *list, size_t count,
    struct error *why)
{
	size_t typed = just_typed(plan, list, count);
	bool seen;

	if (!plan->writable)
		return error_set(why, ERR_DENIED,
		    "This plan was opened to look at only.");
	if (typed == 0)
		return error_set(why, ERR_USER,
		    "Only what you typed yourself, in the last ten minutes, can "
		    "be unsaid. After that somebody must agree to take it out: "
		    "see oneplan redact in the manual.");
	if (!store_seen_by_others(plan->store, list[count - typed].at, &seen,
		why))
		return false;
	return !seen ||
	    error_set(why, ERR_USER,
		"Somebody else has had this plan open since, or it was sealed, "
		"so this can no longer be unsaid. Somebody must agree to take "
		"it out: see oneplan redact in the manual.");
}

bool
plan_may_unsay(struct plan *plan, const struct field *field,
    const struct uid *row, struct error *why)
{
	struct stored_revision *list;
	size_t count;
	bool ok;

	if (!store_revisions(plan->store, field->name, row, &list, &count, why))
		return false;
	ok = may_unsay(plan, list, count, why);
	stored_revisions_clear(list, count);
	return ok;
}

/* The words first; if the answer from before cannot be put back after that, the
 * question shows as taken out. */
static bool
unsay(struct plan *plan, const struct field *field, const struct uid *row,
    const struct stored_revision *list, size_t count, struct error *err)
{
	struct redaction_why why = {
		.why = "Unsaid within ten minutes, before anybody else had seen "
		       "it",
		.taken_by = plan->who,
		.agreed_by = plan->who,
	};
	size_t typed = just_typed(plan, list, count);
	struct target target = { .count = 1 };
	struct plan_write write = { 0 };
	struct value none = { .kind = VALUE_NONE };
	struct redact_done done = { .questions = 0 };
	bool ok;

	for (size_t i = count - typed; i < count; i++) {
		ARRAY_GROW(target.uids, target.uid_count, target.uid_cap);
		target.uids[target.uid_count++] = list[i].uid;
	}
	ok = redact(plan, &target, &why, &done, err);
	free(target.uids);
	if (!ok)
		return false;
	plan_write_add(&write, field->name, row, &none,
	    typed < count ? &list[count - typed - 1].value : &none, NULL, 0,
	    false);
	return plan_write_commit(plan, &write, NULL, NULL, NULL, err);
}

bool
plan_unsay(struct plan *plan, const struct field *field, const struct uid *row,
    struct error *err)
{
	struct stored_revision *list;
	size_t count;
	bool ok;

	if (!store_revisions(plan->store, field->name, row, &list, &count, err))
		return false;
	ok = may_unsay(plan, list, count, err) &&
	    unsay(plan, field, row, list, count, err);
	stored_revisions_clear(list, count);
	return ok;
}
