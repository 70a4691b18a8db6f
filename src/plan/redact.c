#include "config.h"

#include "plan/redact.h"

#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "plan/before.h"
#include "plan/redact_private.h"

/* --- taking out --- */

static bool
is_blank(const char *text)
{
	return !text || text[strspn(text, " \t\n")] == '\0';
}

bool
redact_may(const struct plan *plan, const struct redact_wanted *wanted,
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
		    "Somebody else must agree to it: whoever takes the words "
		    "out and whoever agreed have one and the same name.");
	return true;
}

bool
target_take_out(struct plan *plan, const struct target *target,
    const struct redaction_why *why, const char *before,
    struct redact_done *done, struct error *err)
{
	struct buf labels;

	*done = (struct redact_done){ .questions = target->count };
	/* it is only told: nothing depends on it */
	buf_init(&labels);
	if (!target_elsewhere(plan, target, true, &labels, &done->elsewhere,
		NULL))
		done->elsewhere = 0;
	buf_clear(&labels);
	if (!store_redact(plan->store, target->uids, target->uid_count, why,
		&done->redacted, &done->later, err))
		return error_prefix(err, "Nothing was taken out. ");
	plan_words_went(plan);
	plan_read_anew(plan);
	if (before)
		done->copies = before_take_out(plan->store, before);
	return true;
}

bool
plan_redact(struct plan *plan, const struct redact_wanted *wanted,
    struct redact_done *done, struct error *err)
{
	struct redaction_why why = { wanted->why, wanted->by, wanted->agreed };
	struct target target = { .questions = NULL };
	bool ok;

	*done = (struct redact_done){ 0 };
	ok = redact_may(plan, wanted, err) &&
	    target_find(plan, wanted, &target, err) &&
	    target_take_out(plan, &target, &why, wanted->before, done, err);
	target_clear(&target);
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
	if (done->elsewhere > 0)
		buf_addf(out, "The same words, or a part of them, still stand "
			      "in %zu other answer%s of this plan. Take them "
			      "out there as well.\n",
		    done->elsewhere, done->elsewhere == 1 ? "" : "s");
	buf_add(out, "Other files of this plan lose them when they are merged "
		     "with this one. What was printed, sent or backed up "
		     "elsewhere still has them.\n");
}

/* --- before and afterwards --- */

void
redact_add_answer(const struct plan *plan, const struct field *field,
    const struct stored_revision *one, struct buf *out)
{
	char day[32], time[8];

	date_format_short(clock_day(one->at), day);
	clock_format_time(one->at, time);
	buf_addf(out, "%s %s, %s: ", day, time, one->who);
	if (field)
		plan_show_value(plan, field, &one->value, out);
	else if (one->value.kind == VALUE_TEXT)
		buf_add(out, one->value.text);
	else
		buf_addf(out, "%lld", (long long)one->value.number);
	buf_add_char(out, '\n');
}

static bool
show_question(struct plan *plan, const struct target *target,
    const struct question *question, struct buf *out, struct error *err)
{
	const struct field *field =
	    form_set_field(plan->forms, question->field);
	struct stored_revision *list;
	size_t count;
	bool headed = false;

	if (!store_revisions(plan->store, question->field, &question->row,
		&list, &count, err))
		return false;
	for (size_t i = count; i-- > 0;) {
		if (!target_has(target, &list[i].uid))
			continue;
		if (!headed && target->count > 1)
			buf_addf(out, "%s\n",
			    field ? field->label : question->field);
		headed = true;
		redact_add_answer(plan, field, &list[i], out);
	}
	stored_revisions_clear(list, count);
	return true;
}

bool
plan_redact_show(struct plan *plan, const struct redact_wanted *wanted,
    struct buf *out, size_t *answers, struct error *err)
{
	struct target target;
	bool ok = target_find(plan, wanted, &target, err);

	*answers = target.uid_count;
	for (size_t i = 0; ok && i < target.count; i++)
		ok = show_question(plan, &target, &target.questions[i], out,
		    err);
	target_clear(&target);
	return ok;
}

static void
redaction_say(const struct stored_redaction *one, struct buf *out)
{
	char day[32];

	date_format_short(clock_day(one->at), day);
	buf_addf(out, "Taken out on %s by %s", day, one->taken_by);
	if (strcmp(one->taken_by, one->agreed_by) != 0)
		buf_addf(out, "; %s agreed", one->agreed_by);
	buf_addf(out, ": %s", one->why);
}

bool
plan_taken_out(struct plan *plan, const struct field *field,
    const struct uid *row, const struct uid *revision, struct buf *out)
{
	struct stored_redaction *list;
	size_t count;
	bool found = false;

	if (!store_redactions(plan->store, field->name, row, &list, &count,
		NULL))
		return false;
	for (size_t i = 0; i < count && !found; i++)
		if (uid_equal(&list[i].of, revision)) {
			redaction_say(&list[i], out);
			found = true;
		}
	stored_redactions_clear(list, count);
	return found;
}
