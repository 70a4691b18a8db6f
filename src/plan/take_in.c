/* What comes from outside, taken into the plan at one stroke: rows and answers
 * together, all or none. */
#include "config.h"

#include "plan/plan_private.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

void
taken_add_answer(struct taken *taken, const struct field *field,
    const struct uid *row, struct value *value)
{
	ARRAY_GROW(taken->answers, taken->answer_count, taken->answer_cap);
	taken->answers[taken->answer_count++] = (struct taken_answer){
		.field = field,
		.row = *row,
		.value = *value,
	};
	value_init(value);
}

void
taken_add_text(struct taken *taken, const struct plan *plan, const char *name,
    const struct uid *row, const char *text)
{
	const struct field *field = form_set_field(plan->forms, name);
	struct value value;

	if (!field)
		return;
	value_init(&value);
	if (*text)
		value_set_text(&value, text);
	taken_add_answer(taken, field, row, &value);
}

void
taken_add_voice(struct taken *taken, const struct field *field,
    const struct uid *row, const char *voice)
{
	for (size_t i = taken->answer_count; i-- > 0;) {
		struct taken_answer *answer = &taken->answers[i];

		if (answer->field != field || !uid_equal(&answer->row, row))
			continue;
		free(answer->voice);
		answer->voice = xstrdup(voice);
		return;
	}
}

void
taken_add_row(struct taken *taken, const struct repeat *repeat,
    const struct uid *id, const struct uid *parent)
{
	ARRAY_GROW(taken->rows, taken->row_count, taken->row_cap);
	taken->rows[taken->row_count++] = (struct taken_row){
		.repeat = repeat,
		.id = *id,
		.parent = *parent,
	};
}

void
taken_clear(struct taken *taken)
{
	for (size_t i = 0; i < taken->answer_count; i++) {
		value_clear(&taken->answers[i].value);
		free(taken->answers[i].voice);
	}
	free(taken->answers);
	free(taken->rows);
	memset(taken, 0, sizeof *taken);
}

/* --- rows --- */

/* The position of the row that the next new one comes after: the last that was
 * just gathered beside it, else the last that is there. NULL if there is none. */
static const char *
last_position(const struct plan *plan, const struct taken *taken, size_t at,
    char *const *positions)
{
	const struct taken_row *row = &taken->rows[at];
	const struct uid *rows;
	size_t count;

	for (size_t i = at; i-- > 0;)
		if (positions[i] && taken->rows[i].repeat == row->repeat &&
		    uid_equal(&taken->rows[i].parent, &row->parent))
			return positions[i];
	count = plan_rows(plan, row->repeat, &row->parent, &rows);
	if (!count)
		return NULL;
	const struct value *position =
	    &plan_find_row(plan, row->repeat, &rows[count - 1])
		 ->own[ROW_POSITION]
		 .value;
	return position->kind == VALUE_TEXT ? position->text : NULL;
}

static void
write_own(struct plan_write *write, const char *name, const struct uid *row,
    const char *text)
{
	struct value none = { .kind = VALUE_NONE }, value;

	value_init(&value);
	value_set_text(&value, text);
	plan_write_add(write, name, row, &none, &value, NULL, 0, false);
	value_clear(&value);
}

static void
write_row(const struct plan *plan, struct plan_write *write,
    const struct taken *taken, size_t at, char **positions)
{
	const struct taken_row *row = &taken->rows[at];
	char hex[UID_HEX_LEN + 1];
	struct buf key;

	buf_init(&key);
	position_between(last_position(plan, taken, at, positions), NULL, &key);
	positions[at] = buf_take(&key);
	write_own(write, row->repeat->position_name, &row->id, positions[at]);
	if (!row->repeat->in)
		return;
	uid_format(&row->parent, hex);
	write_own(write, row->repeat->parent_name, &row->id, hex);
}

static void
write_rows(struct plan *plan, struct plan_write *write,
    const struct taken *taken, bool *also)
{
	char **positions = xcalloc(taken->row_count + 1, sizeof *positions);

	for (size_t i = 0; i < taken->row_count; i++) {
		const struct taken_row *row = &taken->rows[i];
		const struct plan_row *found =
		    plan_find_row(plan, row->repeat, &row->id);
		also[row->repeat->index] = true;
		/* answers may have come, by a merge, without their row */
		if (found && found->own[ROW_POSITION].value.kind == VALUE_TEXT)
			plan_write_bring_back(plan, write, row->repeat,
			    &row->id);
		else
			write_row(plan, write, taken, i, positions);
	}
	for (size_t i = 0; i < taken->row_count; i++)
		free(positions[i]);
	free(positions);
}

/* --- answers --- */

static void
write_answers(struct plan *plan, struct plan_write *write,
    const struct taken *taken)
{
	for (size_t i = 0; i < taken->answer_count; i++) {
		const struct taken_answer *answer = &taken->answers[i];
		struct change change = {
			.field = answer->field,
			.row = answer->row,
			.value = &answer->value,
			.has_voice = answer->voice != NULL,
			.voice = answer->voice,
		};
		if (!answer->field->exprs[EXPR_CALCULATE])
			plan_write_answer(plan, write, &change);
	}
}

static void
write_today(struct plan *plan, struct plan_write *write, struct date today)
{
	struct value before, after;
	char text[DATE_ISO_LEN + 1];

	if (!today.year ||
	    (plan_exercise(plan) && !date_compare(today, plan->exercise)))
		return;
	value_init(&before);
	value_init(&after);
	if (plan_exercise(plan)) {
		date_format_iso(plan->exercise, text);
		value_set_text(&before, text);
	}
	date_format_iso(today, text);
	value_set_text(&after, text);
	plan_write_add(write, EXERCISE_TODAY, &UID_NONE, &before, &after, NULL,
	    0, false);
	value_clear(&before);
	value_clear(&after);
}

static bool
may_take(const struct plan *plan, const struct taken *taken, struct error *err)
{
	if (!plan->writable)
		return error_set(err, ERR_DENIED,
		    "This plan was opened to look at only, so nothing was "
		    "taken in.");
	if (taken->today.year && !store_training(plan->store))
		return error_set(err, ERR_USER,
		    "What was to be taken in is an exercise, and this plan is "
		    "about a real person. Nothing was changed.");
	for (size_t i = 0; i < taken->answer_count; i++) {
		struct change change = {
			.field = taken->answers[i].field,
			.value = &taken->answers[i].value,
		};
		if (plan_training_refuses(plan, &change, err))
			return false;
	}
	return true;
}

bool
plan_take_in(struct plan *plan, const struct taken *taken, size_t *changed,
    struct error *err)
{
	struct plan_write write = { 0 };
	bool others;

	assert(plan->sandbox);
	if (!may_take(plan, taken, err))
		return false;
	(void)plan_refresh(plan, &others, NULL);
	bool *also = xcalloc(plan->forms->repeat_count + 1, sizeof *also);
	write_today(plan, &write, taken->today);
	write_rows(plan, &write, taken, also);
	size_t before = write.count;
	write_answers(plan, &write, taken);
	size_t count = write.count - before;
	bool ok = plan_put_views(plan, also, err);
	free(also);
	if (!ok) {
		plan_write_clear(&write);
		return false;
	}
	if (write.count)
		undo_stack_clear(&plan->undone);
	if (!plan_write_commit(plan, &write, NULL,
		write.count ? &plan->done : NULL,
		xstrdup("what was taken in"), err))
		return false;
	if (changed)
		*changed = count;
	return true;
}
