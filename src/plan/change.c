/* The one way answers change, and taking changes back. */
#include "config.h"

#include "plan/plan_private.h"
#include "plan/working_copy.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/nhs_number.h"
#include "form/field_type.h"

void
plan_write_add(struct plan_write *write, const char *name,
    const struct uid *row, const struct value *before,
    const struct value *after, const struct uid *bases, size_t base_count,
    bool has_bases)
{
	struct store_change *change;
	struct undo_entry *entry;

	ARRAY_GROW(write->changes, write->count, write->cap);
	ARRAY_GROW(write->step.entries, write->step.count, write->undo_cap);
	entry = &write->step.entries[write->step.count++];
	memset(entry, 0, sizeof *entry);
	entry->name = xstrdup(name);
	entry->row = *row;
	value_copy(&entry->before, before);
	value_copy(&entry->after, after);
	change = &write->changes[write->count++];
	memset(change, 0, sizeof *change);
	change->row = *row;
	change->has_bases = has_bases;
	if (base_count) {
		struct uid *copy = xreallocarray(NULL, base_count, sizeof *copy);
		memcpy(copy, bases, base_count * sizeof *copy);
		change->bases = copy;
		change->base_count = base_count;
	}
}

void
plan_write_voice(struct plan_write *write, const char *before,
    const char *after)
{
	struct undo_entry *entry = &write->step.entries[write->step.count - 1];

	entry->voice_before = before ? xstrdup(before) : NULL;
	entry->voice_after = after ? xstrdup(after) : NULL;
}

static void
undo_step_clear(struct undo_step *step)
{
	for (size_t i = 0; i < step->count; i++) {
		free(step->entries[i].name);
		value_clear(&step->entries[i].before);
		value_clear(&step->entries[i].after);
		free(step->entries[i].voice_before);
		free(step->entries[i].voice_after);
	}
	free(step->entries);
	free(step->what);
	memset(step, 0, sizeof *step);
}

void
undo_stack_clear(struct undo_stack *stack)
{
	for (size_t i = 0; i < stack->count; i++)
		undo_step_clear(&stack->steps[i]);
	free(stack->steps);
	memset(stack, 0, sizeof *stack);
}

static void
undo_push(struct undo_stack *stack, struct undo_step *step)
{
	ARRAY_GROW(stack->steps, stack->count, stack->cap);
	stack->steps[stack->count++] = *step;
	memset(step, 0, sizeof *step);
}

bool
plan_write_has(const struct plan_write *write, const char *name,
    const struct uid *row)
{
	for (size_t i = 0; i < write->step.count; i++)
		if (strcmp(write->step.entries[i].name, name) == 0 &&
		    uid_equal(&write->step.entries[i].row, row))
			return true;
	return false;
}

void
plan_write_clear(struct plan_write *write)
{
	for (size_t i = 0; i < write->count; i++)
		/* our own copy, const only to the store */
		free((void *)(uintptr_t)write->changes[i].bases);
	free(write->changes);
	undo_step_clear(&write->step);
	memset(write, 0, sizeof *write);
}

/* What was being typed elsewhere is answered now. */
static void
forget_found(struct plan *plan, const struct plan_write *write)
{
	struct found *found = &plan->found;

	for (size_t i = 0; i < write->step.count; i++)
		for (size_t j = 0; j < found->draft_count; j++) {
			struct found_draft *draft = &found->drafts[j];
			if (!draft->mine ||
			    strcmp(draft->field, write->step.entries[i].name) ||
			    !uid_equal(&draft->row, &write->step.entries[i].row))
				continue;
			struct found_draft gone = *draft;
			found->drafts[j--] = found->drafts[--found->draft_count];
			free(gone.field);
			free(gone.text);
			free(gone.who);
			free(gone.bases);
		}
}

bool
plan_write_commit(struct plan *plan, struct plan_write *write,
    const struct place *place, struct undo_stack *stack, char *what,
    struct error *err)
{
	bool ok = true;

	write->step.what = what;
	/* names and values stay in the undo step; the store borrows them */
	for (size_t i = 0; i < write->count; i++) {
		write->changes[i].field = write->step.entries[i].name;
		write->changes[i].value = write->step.entries[i].after;
		write->changes[i].voice = write->step.entries[i].voice_after;
	}
	if (write->count) {
		ok = store_apply(plan->store, write->changes, write->count,
		    place, NULL, err);
		if (ok)
			forget_found(plan, write);
		if (ok && stack)
			undo_push(stack, &write->step);
		/* The answers are on disk: a failure to read them back is not a
		 * failure to save. The next refresh reads them. */
		if (ok && !plan_reload(plan, NULL))
			plan->version = -1;
	}
	plan_write_clear(write);
	return ok;
}

/* The shown value's bases, where the caller did not say what was started from:
 * the heads that hold it. */
static void
default_bases(struct plan *plan, const struct change *change,
    const struct answer *answer, struct uid **bases, size_t *count)
{
	*bases = NULL;
	*count = 0;
	if (change->has_bases) {
		*bases = xreallocarray(NULL, change->base_count + 1, sizeof **bases);
		if (change->base_count)
			memcpy(*bases, change->bases,
			    change->base_count * sizeof **bases);
		*count = change->base_count;
	} else if (answer && answer->conflict) {
		plan_bases(plan, change->field, &change->row, bases, count);
	} else if (answer && !uid_is_none(&answer->revision)) {
		*bases = xreallocarray(NULL, 1, sizeof **bases);
		**bases = answer->revision;
		*count = 1;
	}
}

/* Did somebody else write what the typist did not start from? Then the change
 * is written even if it says the same as the answer shown. */
static bool
same_start(const struct change *change, const struct answer *answer)
{
	if (!change->has_bases)
		return true;
	for (size_t i = 0; i < change->base_count; i++)
		if (answer && uid_equal(&change->bases[i], &answer->revision))
			return true;
	return change->base_count == 0 &&
	    (!answer || uid_is_none(&answer->revision));
}

/* A row that somebody removed while this one typed in it comes back, with the
 * rows it stands in: words are never typed into nothing. */
void
plan_write_bring_back(struct plan *plan, struct plan_write *write,
    const struct repeat *repeat, const struct uid *id)
{
	struct value none = { .kind = VALUE_NONE };
	const struct plan_row *row = plan_find_row(plan, repeat, id);

	if (!row || row->there)
		return;
	for (size_t i = 0; i < write->count; i++)
		if (uid_equal(&write->changes[i].row, id) &&
		    strcmp(write->step.entries[i].name,
			repeat->removed_name) == 0)
			return;
	plan_write_add(write, repeat->removed_name, id,
	    &row->own[ROW_REMOVED].value, &none, NULL, 0, false);
	if (repeat->in)
		plan_write_bring_back(plan, write, repeat->in, &row->parent);
}

/* Text that cannot be read as its type is kept as it was typed: its mark and its
 * sentence come from field_valid. */
static void
read_change(const struct change *change, struct value *out)
{
	bool read = true;

	if (change->value)
		value_copy(out, change->value);
	else
		read = field_parse(change->field,
		    change->text ? change->text : "", out, NULL);
	(void)read;
}

/* Whose words the answer is from here on. */
static const char *
voice_of(const struct change *change, const struct answer *answer,
    const struct value *value)
{
	if (value_is_none(value))
		return NULL;
	if (change->has_voice)
		return change->voice;
	return answer ? answer->voice : NULL;
}

static bool
same_voice(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

void
plan_write_answer(struct plan *plan, struct plan_write *write,
    const struct change *change)
{
	const struct answer *answer =
	    plan_answer(plan, change->field, &change->row);
	struct value none = { .kind = VALUE_NONE }, value;
	const char *before = answer ? answer->voice : NULL, *after;
	struct uid *bases;
	size_t base_count;

	value_init(&value);
	read_change(change, &value);
	after = voice_of(change, answer, &value);
	if (!value_equal(&value, answer ? &answer->value : &none) ||
	    !same_voice(before, after) || !same_start(change, answer)) {
		default_bases(plan, change, answer, &bases, &base_count);
		plan_write_add(write, change->field->name, &change->row,
		    answer ? &answer->value : &none, &value, bases, base_count,
		    true);
		plan_write_voice(write, before, after);
		free(bases);
		if (change->field->repeat)
			plan_write_bring_back(plan, write,
			    change->field->repeat, &change->row);
	}
	value_clear(&value);
}

/* A training plan holds no real person's number: there is nothing to keep, so
 * this is the one answer that is refused. */
bool
plan_training_refuses(const struct plan *plan, const struct change *change,
    struct error *err)
{
	struct value value;
	bool real;

	if (!store_training(plan->store) ||
	    change->field->kind != FIELD_NHS_NUMBER)
		return false;
	value_init(&value);
	read_change(change, &value);
	real = value.kind == VALUE_TEXT &&
	    field_valid(change->field, &value, NULL) &&
	    !nhs_number_test_range(value.text);
	value_clear(&value);
	if (real)
		error_set(err, ERR_USER,
		    "This is a training plan, so a number that could be a real "
		    "person's is not kept. Use one that begins with 999.");
	return real;
}

/* Nobody replaces words that they cannot read. */
static bool
not_in_this_copy(const struct plan *plan, const struct change *change,
    struct error *err)
{
	const struct answer *answer =
	    plan_answer(plan, change->field, &change->row);

	if ((!answer || !answer->withheld) &&
	    !plan_field_elsewhere(plan, change->field))
		return false;
	error_set(err, ERR_DENIED,
	    "This is a working copy. The answer to this question belongs in the "
	    "plan and not in this copy, so it cannot be given here.");
	return true;
}

bool
plan_apply(struct plan *plan, const struct change *changes, size_t count,
    const struct place *place, struct error *err)
{
	struct plan_write write = { 0 };
	bool changed;

	assert(plan->sandbox);
	if (!plan->writable)
		return error_set(err, ERR_DENIED,
		    "This plan was opened to look at only, so the answer was "
		    "not saved.");
	for (size_t i = 0; i < count; i++)
		if (plan_training_refuses(plan, &changes[i], err) ||
		    not_in_this_copy(plan, &changes[i], err))
			return false;
	/* What others wrote counts as seen only from here on: the bases say
	 * what this typist started from. */
	(void)plan_refresh(plan, &changed, NULL);
	for (size_t i = 0; i < count; i++)
		if (!changes[i].field->exprs[EXPR_CALCULATE])
			plan_write_answer(plan, &write, &changes[i]);
	signature_fill(plan, &write, changes, count);
	handed_fill(plan, &write, changes, count);
	if (!write.count) {
		plan_write_clear(&write);
		return true;
	}
	undo_stack_clear(&plan->undone);
	return plan_write_commit(plan, &write, place, &plan->done,
	    xstrdup(changes[0].field->label), err);
}

bool
plan_set_answer(struct plan *plan, const struct field *field,
    const struct uid *row, const char *text, const struct place *place,
    struct error *err)
{
	struct change change = {
		.field = field,
		.row = row ? *row : UID_NONE,
		.text = text,
	};

	return plan_apply(plan, &change, 1, place, err);
}

/* The value that an undo entry's answer has now, or NULL. */
static const struct value *
value_now(const struct plan *plan, const struct undo_entry *entry)
{
	const struct repeat *repeat =
	    form_set_row_answer(plan->forms, entry->name);
	const struct field *field = form_set_field(plan->forms, entry->name);

	if (repeat) {
		const struct plan_row *row =
		    plan_find_row(plan, repeat, &entry->row);
		size_t own = strcmp(entry->name, repeat->position_name) == 0
		    ? ROW_POSITION
		    : strcmp(entry->name, repeat->parent_name) == 0
		    ? ROW_PARENT
		    : ROW_REMOVED;
		return row ? &row->own[own].value : NULL;
	}
	const struct answer *answer =
	    field ? plan_answer(plan, field, &entry->row) : NULL;
	return answer ? &answer->value : NULL;
}

/* Takes the last step of FROM back and puts its opposite on TO. What somebody
 * else has changed since is left alone: undo takes back one's own words only. */
static bool
step_back(struct plan *plan, struct undo_stack *from, struct undo_stack *to,
    char **what, struct error *err)
{
	struct plan_write write = { 0 };
	bool changed, others = false;

	if (what)
		*what = NULL;
	if (!from->count)
		return true;
	(void)plan_refresh(plan, &changed, NULL);
	struct undo_step *step = &from->steps[from->count - 1];
	for (size_t i = step->count; i-- > 0;) {
		const struct undo_entry *entry = &step->entries[i];
		const struct value *now = value_now(plan, entry);
		if (!now || !value_equal(now, &entry->after)) {
			others = true;
			continue;
		}
		plan_write_add(&write, entry->name, &entry->row, &entry->after,
		    &entry->before, NULL, 0, false);
		plan_write_voice(&write, entry->voice_after,
		    entry->voice_before);
	}
	char *name = xstrdup(step->what ? step->what : "");
	if (!write.count && others) {
		undo_step_clear(step);
		from->count--;
		plan_write_clear(&write);
		error_set(err, ERR_USER,
		    "%s has been changed by somebody else since, so it was "
		    "left as it is.", name);
		free(name);
		return false;
	}
	if (!plan_write_commit(plan, &write, NULL, to, xstrdup(name), err)) {
		free(name);
		return false;
	}
	undo_step_clear(&from->steps[--from->count]);
	if (what)
		*what = name;
	else
		free(name);
	return true;
}

bool
plan_undo(struct plan *plan, char **what, struct error *err)
{
	return step_back(plan, &plan->done, &plan->undone, what, err);
}

bool
plan_redo(struct plan *plan, char **what, struct error *err)
{
	return step_back(plan, &plan->undone, &plan->done, what, err);
}
