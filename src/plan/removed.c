/* What was removed in one file while it was changed in another. A removal names
 * the heads of every answer in the row as its bases, so a head that it does not
 * name is one that whoever removed the row had not seen. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "plan/merge.h"
#include "plan/plan_private.h"

/* --- answers in a removed row --- */

static bool
is_removed(const struct plan_row *row)
{
	const struct value *removed = &row->own[ROW_REMOVED].value;

	return removed->kind == VALUE_NUMBER && removed->number == 1;
}

static bool
stands_in(const struct plan_row *row, const struct uid *parent)
{
	const struct value *value = &row->own[ROW_PARENT].value;
	struct uid id;

	return value->kind == VALUE_TEXT &&
	    uid_parse(value->text, strlen(value->text), &id) &&
	    uid_equal(&id, parent);
}

typedef void answer_fn(void *data, const struct answer *answer);

/* Calls FN for every answer in ROW and in the rows inside it that were not removed
 * by themselves. */
static void
each_answer(const struct plan *plan, const struct repeat *repeat,
    const struct plan_row *row, answer_fn *fn, void *data)
{
	for (size_t i = 0; i < repeat->field_count; i++)
		if (!uid_is_none(&row->answers[i].revision))
			fn(data, &row->answers[i]);
	for (size_t i = 0; i < repeat->inner_count; i++) {
		const struct plan_table *table =
		    plan_table(plan, repeat->inner[i]);

		for (size_t j = 0; j < table->count; j++)
			if (!is_removed(table->by_id[j]) &&
			    stands_in(table->by_id[j], &row->id))
				each_answer(plan, repeat->inner[i],
				    table->by_id[j], fn, data);
	}
}

struct counting {
	struct store *store;
	struct error *err;
	size_t unseen;
	bool failed;
};

static void
count_unseen(void *data, const struct answer *answer)
{
	struct counting *counting = data;
	bool seen;

	if (counting->failed)
		return;
	counting->failed = !store_named(counting->store, &answer->revision,
	    &seen, counting->err);
	counting->unseen += !counting->failed && !seen;
}

/* --- the list --- */

/* A removed row has no place among the others, so its title is its first answer
 * that reads as one. */
static char *
title_of(const struct plan *plan, const struct repeat *repeat,
    const struct plan_row *row)
{
	struct buf title;

	buf_init(&title);
	for (size_t i = 0; i < repeat->summary_count && title.len == 0; i++) {
		const struct field *field = repeat->summary[i];
		const struct answer *answer = &row->answers[field->column];

		if (!value_is_none(&answer->value))
			plan_show_value(plan, field, &answer->value, &title);
	}
	title.len = strcspn(title.data, "\n");
	title.data[title.len] = '\0';
	if (title.len == 0)
		buf_addf(&title, "a %s", repeat->singular);
	return buf_take(&title);
}

/* Who removed ROW; of several, the last. */
static char *
who_removed(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row)
{
	struct stored_revision *list;
	const char *who = "";
	size_t count;
	char *out;

	if (!store_revisions(plan->store, repeat->removed_name, row, &list,
		&count, NULL))
		return xstrdup("");
	for (size_t i = 0; i < count; i++)
		if (list[i].head && list[i].value.kind == VALUE_NUMBER &&
		    list[i].value.number == 1)
			who = list[i].who;
	out = xstrdup(who);
	stored_revisions_clear(list, count);
	return out;
}

struct listing {
	struct removed_row *items;
	size_t count, cap;
};

static bool
look_at_row(const struct plan *plan, const struct repeat *repeat,
    const struct plan_row *row, struct listing *out, struct error *err)
{
	struct counting counting = { .store = plan->store, .err = err };

	if (!is_removed(row) || row->own[ROW_POSITION].value.kind != VALUE_TEXT)
		return true;
	each_answer(plan, repeat, row, count_unseen, &counting);
	if (counting.failed)
		return false;
	if (counting.unseen == 0)
		return true;
	ARRAY_GROW(out->items, out->count, out->cap);
	out->items[out->count++] = (struct removed_row){
		.repeat = repeat,
		.row = row->id,
		.title = title_of(plan, repeat, row),
		.who = who_removed(plan, repeat, &row->id),
		.changed = counting.unseen,
	};
	return true;
}

bool
plan_removed_rows(const struct plan *plan, bool restricted, struct removed_row **out,
    size_t *count, struct error *err)
{
	struct listing listing = { .items = NULL };
	bool ok = true;

	for (size_t i = 0; ok && i < plan->forms->repeat_count; i++) {
		const struct repeat *repeat = plan->forms->repeats[i];
		const struct plan_table *table = plan_table(plan, repeat);

		if (!restricted && repeat_restricted(repeat))
			continue;
		for (size_t j = 0; ok && j < table->count; j++)
			ok = look_at_row(plan, repeat, table->by_id[j],
			    &listing, err);
	}
	if (!ok) {
		removed_rows_clear(listing.items, listing.count);
		listing = (struct listing){ .items = NULL };
	}
	*out = listing.items;
	*count = listing.count;
	return ok;
}

void
removed_rows_clear(struct removed_row *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(list[i].title);
		free(list[i].who);
	}
	free(list);
}

/* --- settling it --- */

static bool
may_settle(struct plan *plan, const struct repeat *repeat,
    const struct uid *row, const struct plan_row **found, struct error *err)
{
	bool changed;

	if (!plan->writable)
		return error_set(err, ERR_DENIED,
		    "This plan was opened to look at only, so nothing was "
		    "changed.");
	(void)plan_refresh(plan, &changed, NULL);
	*found = plan_find_row(plan, repeat, row);
	return *found ||
	    error_set(err, ERR_USER, "There is no such %s in this plan.",
		repeat->singular);
}

static char *
phrase(const char *verb, const struct repeat *repeat)
{
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "%s the %s", verb, repeat->singular);
	return buf_take(&text);
}

bool
plan_row_bring_back(struct plan *plan, const struct repeat *repeat,
    const struct uid *row, struct error *err)
{
	struct plan_write write = { 0 };
	const struct plan_row *found = NULL;

	if (!may_settle(plan, repeat, row, &found, err))
		return false;
	plan_write_bring_back(plan, &write, repeat, row);
	undo_stack_clear(&plan->undone);
	return plan_write_commit(plan, &write, NULL, &plan->done,
	    phrase("bringing back", repeat), err);
}

struct uids {
	struct uid *items;
	size_t count, cap;
};

static void
add_revision(void *data, const struct answer *answer)
{
	struct uids *uids = data;

	ARRAY_GROW(uids->items, uids->count, uids->cap);
	uids->items[uids->count++] = answer->revision;
}

/* Names all removals so far, and all that is there now. */
bool
plan_row_leave_out(struct plan *plan, const struct repeat *repeat,
    const struct uid *row, struct error *err)
{
	struct value one = { .kind = VALUE_NUMBER, .number = 1 };
	struct uids uids = { .items = NULL };
	struct plan_write write = { 0 };
	const struct plan_row *found = NULL;
	struct stored_revision *list;
	size_t count;

	if (!may_settle(plan, repeat, row, &found, err) ||
	    !store_revisions(plan->store, repeat->removed_name, row, &list,
		&count, err))
		return false;
	each_answer(plan, repeat, found, add_revision, &uids);
	for (size_t i = 0; i < count; i++)
		if (list[i].head) {
			ARRAY_GROW(uids.items, uids.count, uids.cap);
			uids.items[uids.count++] = list[i].uid;
		}
	stored_revisions_clear(list, count);
	plan_write_add(&write, repeat->removed_name, row,
	    &found->own[ROW_REMOVED].value, &one, uids.items, uids.count, true);
	free(uids.items);
	undo_stack_clear(&plan->undone);
	return plan_write_commit(plan, &write, NULL, &plan->done,
	    phrase("leaving out", repeat), err);
}
