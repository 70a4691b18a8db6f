#include "config.h"

#include "plan/unsay.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "plan/handed.h"
#include "plan/jot.h"
#include "plan/redact_private.h"

#define UNSAY_SECONDS 600

/* The history of one question, and how much of its end was just typed. */
struct typed {
	const struct field *field;
	struct stored_revision *list;
	size_t count, typed;
	bool last; /* of that, only what says the same as the last goes */
};
struct typed_list {
	struct typed *items;
	size_t count, cap;
};

static void
typed_clear(struct typed_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		stored_revisions_clear(list->items[i].list,
		    list->items[i].count);
	free(list->items);
}

/* --- what was just typed --- */

/* How many of the newest revisions are this person's, of the last ten minutes and
 * each made from the one before. */
static size_t
just_typed(const struct plan *plan, const struct stored_revision *list,
    size_t count)
{
	size_t typed = 0;

	while (typed < count) {
		const struct stored_revision *one = &list[count - 1 - typed];

		if (strcmp(one->who, plan->who) != 0 || one->withheld ||
		    one->at < clock_now() - UNSAY_SECONDS ||
		    one->head != (typed == 0))
			break;
		typed++;
	}
	return typed;
}

/* Would the words of REVISION still stand in an answer from before? */
static bool
stays(const struct typed *typed, const struct stored_revision *revision)
{
	for (size_t i = 0; i + typed->typed < typed->count; i++)
		if (value_equal(&typed->list[i].value, &revision->value))
			return true;
	return false;
}

/* Does the revision AT go? What unsaying itself put back does not: its words are
 * those of an answer from before. */
static bool
goes(const struct typed *typed, size_t at)
{
	const struct stored_revision *one = &typed->list[at];

	return at + typed->typed >= typed->count &&
	    !value_is_none(&one->value) && !stays(typed, one) &&
	    (!typed->last ||
		value_equal(&one->value,
		    &typed->list[typed->count - 1].value));
}

static size_t
going(const struct typed *typed)
{
	size_t count = 0;

	for (size_t i = 0; i < typed->count; i++)
		count += goes(typed, i);
	return count;
}

/* Is there anything to take back? Not where two answers stand beside each
 * other. */
static bool
has_words(const struct typed *typed)
{
	for (size_t i = 0; i + typed->typed < typed->count; i++)
		if (typed->list[i].head)
			return false;
	return going(typed) > 0;
}

/* What stands again; its value may be none. */
static struct stored_revision
stands_again(const struct typed *typed)
{
	for (size_t i = typed->count; i-- > 0;)
		if (!goes(typed, i) && !typed->list[i].taken_out)
			return typed->list[i];
	return (struct stored_revision){ .value = { .kind = VALUE_NONE } };
}

static bool
add_typed(struct plan *plan, const struct unsay_wanted *wanted,
    const struct field *field, struct typed_list *out, struct error *err)
{
	const struct uid *row = &wanted->row;
	struct typed typed = { .field = field,
		.last = wanted->field && wanted->last };

	if (!store_revisions(plan->store, field->name, row, &typed.list,
		&typed.count, err))
		return false;
	typed.typed = just_typed(plan, typed.list, typed.count);
	if (!has_words(&typed)) {
		stored_revisions_clear(typed.list, typed.count);
		return true;
	}
	ARRAY_GROW(out->items, out->count, out->cap);
	out->items[out->count++] = typed;
	return true;
}

static bool
find_typed(struct plan *plan, const struct unsay_wanted *wanted,
    struct typed_list *out, struct error *err)
{
	const struct repeat *repeat = wanted->repeat;
	bool ok = true;

	*out = (struct typed_list){ .items = NULL };
	if (wanted->field)
		return add_typed(plan, wanted, wanted->field, out, err);
	for (size_t i = 0; ok && i < repeat->field_count; i++)
		if (wanted->restricted || !field_restricted(repeat->fields[i]))
			ok = add_typed(plan, wanted, repeat->fields[i], out,
			    err);
	return ok;
}

/* --- may it be unsaid? --- */

/* When the first of what goes was typed. */
static int64_t
first_typed(const struct typed_list *list)
{
	int64_t first = INT64_MAX;

	for (size_t i = 0; i < list->count; i++) {
		const struct typed *one = &list->items[i];

		for (size_t j = 0; j < one->count; j++)
			if (goes(one, j) && one->list[j].at < first)
				first = one->list[j].at;
	}
	return first;
}

/* Was it written down at FIRST or since that somebody has a copy? What is being
 * written there itself is none yet. */
static bool
copy_given(const struct plan *plan, const struct typed_list *list,
    int64_t first)
{
	const struct repeat *copies = form_set_repeat(plan->forms, COPIES);
	const struct field *to = form_set_field(plan->forms, COPY_TO);
	const struct uid *rows;
	size_t count;

	if (!copies || !to || list->items[0].field->repeat == copies)
		return false;
	count = plan_rows(plan, copies, &UID_NONE, &rows);
	for (size_t i = 0; i < count; i++) {
		struct field_state state;

		plan_field(plan, to, &rows[i], &state);
		if (state.answered && state.at >= first)
			return true;
	}
	return false;
}

static bool
may_unsay(struct plan *plan, const struct typed_list *list, struct error *why)
{
	int64_t first = first_typed(list);
	bool seen;

	if (!plan->writable)
		return error_set(why, ERR_DENIED,
		    "This plan was opened to look at only.");
	if (list->count == 0)
		return error_set(why, ERR_USER,
		    "Only what you typed yourself, in the last ten minutes, can "
		    "be unsaid. After that somebody must agree to take it out.");
	if (!store_seen_by_others(plan->store, first, &seen, why))
		return false;
	if (seen)
		return error_set(why, ERR_USER,
		    "Somebody else has had this plan open since, or it was "
		    "sealed, so this can no longer be unsaid. Somebody must "
		    "agree to take it out.");
	return !copy_given(plan, list, first) ||
	    error_set(why, ERR_USER,
		"Somebody was given a copy of this plan since, so this can no "
		"longer be unsaid. Somebody must agree to take it out.");
}

bool
plan_may_unsay(struct plan *plan, const struct unsay_wanted *wanted,
    struct error *why)
{
	struct typed_list list;
	bool ok = find_typed(plan, wanted, &list, why) &&
	    may_unsay(plan, &list, why);

	typed_clear(&list);
	return ok;
}

bool
plan_unsay_show(struct plan *plan, const struct unsay_wanted *wanted,
    struct buf *out, size_t *answers, struct error *err)
{
	struct typed_list list;
	bool ok = find_typed(plan, wanted, &list, err);

	*answers = 0;
	for (size_t i = 0; ok && i < list.count; i++) {
		const struct typed *one = &list.items[i];
		const struct stored_revision before = stands_again(one);

		*answers += going(one);
		if (!wanted->field)
			buf_addf(out, "%s\n", one->field->label);
		for (size_t j = one->count; j-- > 0;)
			if (goes(one, j))
				redact_add_answer(plan, one->field,
				    &one->list[j], out);
		if (value_is_none(&before.value))
			continue;
		buf_add(out, "Then this stands again: ");
		plan_show_value(plan, one->field, &before.value, out);
		buf_add_char(out, '\n');
	}
	typed_clear(&list);
	return ok;
}

/* --- unsaying --- */

/* Puts back what stood before; if that cannot be done, the question shows as
 * taken out. */
static bool
put_back(struct plan *plan, const struct typed_list *list,
    const struct uid *row, struct error *err)
{
	struct value none = { .kind = VALUE_NONE };
	struct plan_write write = { 0 };

	for (size_t i = 0; i < list->count; i++) {
		const struct stored_revision before =
		    stands_again(&list->items[i]);

		plan_write_add(&write, list->items[i].field->name, row, &none,
		    &before.value, NULL, 0, false);
		plan_write_voice(&write, NULL, before.voice);
	}
	if (plan_write_commit(plan, &write, NULL, NULL, NULL, err))
		return true;
	return error_prefix(err, "The words are gone from the file, but what "
				 "stood there before could not be put back. ");
}

/* The rest of ROW goes with what was typed in it, where nothing is left. */
static bool
drop_row(struct plan *plan, const struct unsay_wanted *wanted, bool *went,
    struct error *err)
{
	*went = !wanted->field &&
	    (plan_row_blank(plan, wanted->repeat, &wanted->row) ||
		jot_blank(plan, wanted->repeat, &wanted->row));
	if (!*went)
		return true;
	if (!plan_row_remove(plan, wanted->repeat, &wanted->row, err))
		return error_prefix(err, "The words are gone from the file, but "
					 "the empty row could not be removed. ");
	plan_words_went(plan);
	return true;
}

static bool
unsay(struct plan *plan, const struct unsay_wanted *wanted,
    const struct typed_list *list, const char *before, struct unsay_done *out,
    struct error *err)
{
	struct redaction_why why = {
		.why = "Unsaid within ten minutes, before anybody else had seen "
		       "it",
		.taken_by = plan->who,
		.agreed_by = plan->who,
	};
	struct target target = { .count = 0 };
	struct redact_done done;
	bool ok;

	for (size_t i = 0; i < list->count; i++) {
		const struct typed *one = &list->items[i];

		for (size_t j = 0; j < one->count; j++) {
			if (!goes(one, j))
				continue;
			ARRAY_GROW(target.uids, target.uid_count,
			    target.uid_cap);
			target.uids[target.uid_count++] = one->list[j].uid;
		}
	}
	ok = target_take_out(plan, &target, &why, before, &done, err);
	free(target.uids);
	out->answers = done.redacted.answers;
	out->later = done.later;
	out->copies = done.copies;
	return ok && put_back(plan, list, &wanted->row, err) &&
	    drop_row(plan, wanted, &out->row_went, err);
}

bool
plan_unsay(struct plan *plan, const struct unsay_wanted *wanted,
    const char *before, struct unsay_done *done, struct error *err)
{
	struct typed_list list;
	bool ok;

	*done = (struct unsay_done){ 0 };
	ok = find_typed(plan, wanted, &list, err) &&
	    may_unsay(plan, &list, err) &&
	    unsay(plan, wanted, &list, before, done, err);
	typed_clear(&list);
	return ok;
}
