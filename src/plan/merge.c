#include "config.h"

#include "plan/merge.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "plan/before.h"
#include "plan/plan_private.h"

/* --- whose file it is --- */

static const char *const identity_fields[] = {
	"about_me.name_family", "about_me.dob", "about_me.nhs_no",
};

static const char *
text_of(const struct stored_answer *list, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].field, name) == 0 &&
		    list[i].value.kind == VALUE_TEXT)
			return list[i].value.text;
	return "";
}

static const char *
own_text(const struct plan *plan, const char *name)
{
	const struct field *field = form_set_field(plan->forms, name);
	const struct answer *answer =
	    field && !field->repeat ? plan_answer(plan, field, NULL) : NULL;

	return answer && answer->value.kind == VALUE_TEXT ? answer->value.text
							  : "";
}

/* Names both. */
static bool
refuse(const struct plan *plan, const struct stored_answer *list, size_t count,
    const char *before, const char *after, struct error *err)
{
	const char *first = text_of(list, count, "about_me.name_first");
	const char *family = text_of(list, count, "about_me.name_family");
	const char *born = text_of(list, count, "about_me.dob");

	return error_set(err, ERR_USER,
	    "%s This plan is of %.150s; the other file is of %s%s%s%s%s. %s",
	    before, plan->identity.line,
	    *first || *family ? error_quote(first).text : "nobody named yet",
	    *first && *family ? " " : "", error_quote(family).text,
	    *born ? ", born " : "", error_quote(born).text, after);
}

static size_t
details_that_differ(const struct plan *plan, const struct stored_answer *list,
    size_t count)
{
	size_t different = 0;

	for (size_t i = 0; i < ARRAY_LEN(identity_fields); i++) {
		const char *here = own_text(plan, identity_fields[i]);
		const char *there =
		    text_of(list, count, identity_fields[i]);

		different += *here && *there && strcasecmp(here, there) != 0;
	}
	return different;
}

/* A copy that was written over for somebody else has the same uid. One detail may
 * have been put right; two that differ are two people until somebody says
 * otherwise. What store_merge refuses anyway is left to it, but whose two plans
 * they are is only known here. */
static bool
may_merge(const struct plan *plan, struct store *other,
    const struct merge_wanted *wanted, bool *doubt, struct error *err)
{
	struct store *own = plan->store;
	struct stored_answer *list;
	size_t count;
	bool ok = true;

	if (store_training(own) != store_training(other))
		return true;
	if (!store_answers(other, &list, &count, err))
		return false;
	if (!uid_equal(store_plan_uid(own), store_plan_uid(other)))
		ok = refuse(plan, list, count,
		    "These are two different plans, not two files of the same "
		    "one, so they were not merged.",
		    "Only a copy of a plan can be merged with it.", err);
	else if (!wanted->same_person &&
	    details_that_differ(plan, list, count) >= 2) {
		*doubt = true;
		ok = refuse(plan, list, count,
		    "These may be files of two different people, so they were "
		    "not merged.",
		    "If it is one person, whose details were put right, say so "
		    "and merge again.", err);
	}
	stored_answers_clear(list, count);
	return ok;
}

/* --- merging --- */

static bool
anything_new(const struct merged *merged)
{
	return merged->answers > 0 || merged->filled > 0 ||
	    merged->redactions > 0 || merged->versions > 0 ||
	    merged->drafts > 0;
}

static size_t
count_conflicts(const struct plan *plan)
{
	struct todo *list;
	size_t count, conflicts = 0;

	plan_todo(plan, true, &list, &count);
	for (size_t i = 0; i < count; i++)
		conflicts += list[i].kind == TODO_CONFLICT;
	todo_clear(list, count);
	return conflicts;
}

void
plan_words_went(struct plan *plan)
{
	undo_stack_clear(&plan->done);
	undo_stack_clear(&plan->undone);
	plan->sealed_of = UID_NONE;
	plan->words_went = true;
}

bool
plan_words_gone(const struct plan *plan)
{
	return plan->words_went;
}

void
plan_read_anew(struct plan *plan)
{
	found_clear(&plan->found);
	if (!store_find_unfinished(plan->store, &plan->found, NULL))
		plan->found = (struct found){ .has_place = false };
	/* what came in is on the disk: the next refresh reads it if this fails */
	plan->sealed_of = UID_NONE;
	if (!plan_reload(plan, NULL))
		plan->version = -1;
	(void)!plan_put_views(plan, NULL, NULL);
}

static void
look_at_result(struct plan *plan, const struct merge_wanted *wanted,
    struct merge_done *done)
{
	struct removed_row *rows;

	if (done->merged.redactions > 0) {
		plan_words_went(plan);
		if (wanted->before)
			(void)before_take_out(plan->store, wanted->before);
	}
	plan_read_anew(plan);
	done->conflicts = count_conflicts(plan);
	if (plan_removed_rows(plan, true, &rows, &done->removed, NULL))
		removed_rows_clear(rows, done->removed);
	else
		done->removed = 0;
}

bool
plan_merge(struct plan *plan, const struct merge_wanted *wanted,
    struct merge_done *done, struct error *err)
{
	struct store *other = NULL;
	char *note = NULL;
	bool ok;

	*done = (struct merge_done){ .copy = NULL };
	if (!plan->writable)
		return error_set(err, ERR_DENIED,
		    "This plan was opened to look at only, so nothing was "
		    "merged into it.");
	if (!store_open(wanted->other, STORE_READ, &other, &note, err))
		return false;
	free(note);
	ok = may_merge(plan, other, wanted, &done->doubt, err) &&
	    (!wanted->before || before_keep(plan->store, wanted->before,
		&done->copy, err)) &&
	    store_merge(plan->store, other, &done->merged, err);
	store_close(other);
	if (!ok || !anything_new(&done->merged)) {
		before_drop(done->copy);
		free(done->copy);
		done->copy = NULL;
	}
	if (ok)
		look_at_result(plan, wanted, done);
	return ok;
}

void
merge_done_clear(struct merge_done *done)
{
	free(done->copy);
	done->copy = NULL;
}

/* --- saying it --- */

static void
say_count(size_t count, const char *one, const char *many, struct buf *out)
{
	if (count == 1)
		buf_addf(out, "%s\n", one);
	else if (count > 1) {
		buf_addf(out, "%zu ", count);
		buf_addf(out, "%s\n", many);
	}
}

void
merge_say(const struct merge_done *done, struct buf *out)
{
	const struct merged *merged = &done->merged;

	if (!anything_new(merged))
		buf_add(out, "There was nothing new in that file.\n");
	say_count(merged->answers, "1 answer came in.", "answers came in.",
	    out);
	say_count(merged->filled,
	    "1 answer that this file was without is whole again.",
	    "answers that this file was without are whole again.", out);
	say_count(merged->versions, "1 sealed version came in.",
	    "sealed versions came in.", out);
	say_count(merged->drafts,
	    "1 text that somebody had not finished came in; you find it in "
	    "its field.",
	    "texts that somebody had not finished came in; you find them in "
	    "their fields.", out);
	say_count(merged->redactions,
	    "The words of 1 answer were taken out, as they had been in that "
	    "file.",
	    "answers lost their words, which had been taken out in that "
	    "file.", out);
	say_count(merged->kept_out,
	    "The words of 1 answer in that file were left there, since they "
	    "have been taken out here.",
	    "answers in that file kept their words to themselves, since they "
	    "have been taken out here.", out);
	say_count(done->conflicts,
	    "1 question has two answers that were given apart. Both are kept; "
	    "choose which one stands.",
	    "questions have two answers that were given apart. Both are kept; "
	    "choose which one stands.", out);
	say_count(done->removed,
	    "1 thing was removed in one file and changed in the other. It is "
	    "kept, and can be brought back.",
	    "things were removed in one file and changed in the other. They "
	    "are kept, and can be brought back.", out);
	if (done->copy)
		buf_addf(out, "The plan as it was before is kept in %s.\n",
		    done->copy);
}
