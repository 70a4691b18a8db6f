/* Rows of repeats: adding, removing, moving, and what they are called. */
#include "config.h"

#include "plan/plan_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

/* --- positions: text keys that sort between their neighbours', so that two
 * people who add rows apart never number them alike --- */

static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
#define BASE 36
#define END_DIGITS 4 /* of a key that stands after all others */

static int
digit_of(char c)
{
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : 0;
}

/* A key after A: the first four digits, one higher. */
static bool
position_after(const char *a, struct buf *out)
{
	long number = 0;

	for (size_t i = 0, len = strlen(a); i < END_DIGITS; i++)
		number = number * BASE + digit_of(i < len ? a[i] : '\0');
	do
		number++;
	while (number % BASE == 0); /* no key ends in 0: nothing fits before it */
	if (number >= (long)BASE * BASE * BASE * BASE)
		return false;
	char key[END_DIGITS + 1] = "";
	for (int i = END_DIGITS - 1; i >= 0; i--, number /= BASE)
		key[i] = digits[number % BASE];
	buf_add(out, key);
	return true;
}

void
position_between(const char *a, const char *b, struct buf *out)
{
	if (!b && position_after(a ? a : "0zzz", out))
		return;
	a = a ? a : "";
	for (;;) {
		int low = digit_of(*a), high = b ? digit_of(*b) : BASE;
		if (b && *b && low == high) {
			buf_add_char(out, digits[low]);
			a += *a != '\0';
			b++;
			continue;
		}
		if (high - low > 1) {
			buf_add_char(out, digits[(low + high) / 2]);
			return;
		}
		if (b && *b && b[1]) {
			buf_add_char(out, *b);
			return;
		}
		buf_add_char(out, digits[low]);
		a += *a != '\0';
		b = NULL;
	}
}

/* --- which rows there are --- */

size_t
plan_rows(const struct plan *plan, const struct repeat *repeat,
    const struct uid *parent, const struct uid **rows)
{
	const struct plan_table *table = plan_table(plan, repeat);
	size_t first = 0, count = table->shown_count;

	if (repeat->in) {
		while (first < count &&
		    !uid_equal(&table->shown[first]->parent, parent))
			first++;
		size_t end = first;
		while (end < count &&
		    uid_equal(&table->shown[end]->parent, parent))
			end++;
		count = end - first;
	}
	*rows = table->shown_ids + first;
	return count;
}

bool
plan_row_exists(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row)
{
	const struct plan_row *found = plan_find_row(plan, repeat, row);

	return found && found->there;
}

bool
plan_row_blank(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row)
{
	const struct plan_row *found = plan_find_row(plan, repeat, row);
	const struct uid *rows;

	if (!found)
		return false;
	for (size_t i = 0; i < repeat->field_count; i++)
		if (!value_is_none(&found->answers[i].value))
			return false;
	for (size_t i = 0; i < repeat->inner_count; i++)
		if (plan_rows(plan, repeat->inner[i], row, &rows))
			return false;
	return true;
}

struct uid
plan_row_parent(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row)
{
	const struct plan_row *found = plan_find_row(plan, repeat, row);

	return found && repeat->in ? found->parent : UID_NONE;
}

void
plan_row_title(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row, struct buf *out)
{
	plan_row_title_for(plan, repeat, row, NULL, NULL, out);
}

void
plan_row_title_for(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row,
    bool (*may)(const void *data, const struct field *field),
    const void *data, struct buf *out)
{
	const struct uid *rows;
	struct uid parent = plan_row_parent(plan, repeat, row);
	size_t count = plan_rows(plan, repeat, &parent, &rows), number = 0;

	for (size_t i = 0; i < repeat->summary_count; i++) {
		struct field_state state;
		struct buf text;
		plan_field(plan, repeat->summary[i], row, &state);
		if (value_is_none(state.value) ||
		    (may && !may(data, repeat->summary[i])))
			continue;
		buf_init(&text);
		plan_show(plan, repeat->summary[i], row, &text);
		/* a title is one line: the first of what was written */
		text.data[strcspn(text.data, "\n")] = '\0';
		bool any = text.data[0] != '\0';
		buf_add(out, text.data);
		buf_clear(&text);
		if (any)
			return;
	}
	while (number < count && !uid_equal(&rows[number], row))
		number++;
	size_t first = utf8_next_cluster(repeat->singular,
	    strlen(repeat->singular), 0);
	if (first == 1 && repeat->singular[0] >= 'a' && repeat->singular[0] <= 'z') {
		buf_add_char(out, (char)(repeat->singular[0] - 'a' + 'A'));
		buf_add(out, repeat->singular + 1);
	} else
		buf_add(out, repeat->singular);
	buf_addf(out, " %zu", number + 1);
}

/* --- changing them --- */

static const char *
position_of(const struct plan *plan, const struct repeat *repeat,
    const struct uid *id)
{
	const struct plan_row *row = id ? plan_find_row(plan, repeat, id) : NULL;

	return row ? row->own[ROW_POSITION].value.text : NULL;
}

static char *
row_phrase(const char *verb, const struct repeat *repeat)
{
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "%s %s", verb, repeat->singular);
	return buf_take(&text);
}

static bool
may_write(const struct plan *plan, struct error *err)
{
	return plan->writable ||
	    error_set(err, ERR_DENIED,
		"This plan was opened to look at only, so nothing was changed.");
}

/* Their first rows bring the views that REPEAT, and the tables that begin with
 * rows in it, are read by. */
static bool
put_first_views(struct plan *plan, const struct repeat *repeat,
    struct error *err)
{
	bool *also = xcalloc(plan->forms->repeat_count, sizeof *also);
	bool ok = true;

	also[repeat->index] = !plan_table(plan, repeat)->count;
	for (size_t i = 0; i < repeat->inner_count; i++)
		also[repeat->inner[i]->index] = repeat->inner[i]->each &&
		    !plan_table(plan, repeat->inner[i])->count;
	for (size_t i = 0; i < plan->forms->repeat_count; i++)
		if (also[i]) {
			ok = plan_put_views(plan, also, err);
			break;
		}
	free(also);
	return ok;
}

/* Gathers what makes a row of REPEAT in PARENT, after the one at the place
 * *LAST (NULL: the first), which then is its own; the caller frees it. */
static struct uid
write_row(struct plan_write *write, const struct repeat *repeat,
    const struct uid *parent, char **last)
{
	struct value none = { .kind = VALUE_NONE }, value;
	struct uid id = uid_new();
	char hex[UID_HEX_LEN + 1];
	struct buf key;

	buf_init(&key);
	position_between(*last, NULL, &key);
	free(*last);
	*last = buf_take(&key);
	value_init(&value);
	value_set_text(&value, *last);
	plan_write_add(write, repeat->position_name, &id, &none, &value, NULL,
	    0, false);
	if (repeat->in) {
		uid_format(parent, hex);
		value_set_text(&value, hex);
		plan_write_add(write, repeat->parent_name, &id, &none, &value,
		    NULL, 0, false);
	}
	value_clear(&value);
	return id;
}

/* Gathers what the new row ID of REPEAT keeps of ROW as it stands now: so that
 * what it was is still there to see when that has changed. */
static void
write_copies(const struct plan *plan, struct plan_write *write,
    const struct repeat *repeat, const struct uid *id, const struct uid *row)
{
	struct value none = { .kind = VALUE_NONE };

	for (size_t i = 0; i < repeat->field_count; i++) {
		const struct field *field = repeat->fields[i];
		struct field_state from;

		if (!field->copies)
			continue;
		plan_field(plan, field->copies, row, &from);
		if (from.relevant && !value_is_none(from.value))
			plan_write_add(write, field->name, id, &none,
			    from.value, NULL, 0, false);
	}
}

/* Gathers a row of REPEAT in the new row PARENT for each that its link names. */
static void
write_each(const struct plan *plan, struct plan_write *write,
    const struct repeat *repeat, const struct uid *parent)
{
	const struct field *link = repeat->each;
	struct value none = { .kind = VALUE_NONE }, value;
	char *last = NULL, hex[UID_HEX_LEN + 1];
	const struct uid *rows;
	size_t count = 0;

	if (plan_section_shown(plan, link->link->section) &&
	    plan_repeat_shown(plan, link->link, &UID_NONE))
		count = plan_rows(plan, link->link, &UID_NONE, &rows);
	value_init(&value);
	for (size_t i = 0; i < count; i++) {
		struct uid id;

		if (plan_row_blank(plan, link->link, &rows[i]))
			continue;
		id = write_row(write, repeat, parent, &last);
		uid_format(&rows[i], hex);
		value_set_text(&value, hex);
		plan_write_add(write, link->name, &id, &none, &value, NULL, 0,
		    false);
		write_copies(plan, write, repeat, &id, &rows[i]);
	}
	value_clear(&value);
	free(last);
}

bool
plan_row_add(struct plan *plan, const struct repeat *repeat,
    const struct uid *parent, struct uid *row, struct error *err)
{
	struct plan_write write = { 0 };
	const struct uid *rows;
	const char *before;
	char *last;
	bool changed;

	if (!may_write(plan, err))
		return false;
	(void)plan_refresh(plan, &changed, NULL);
	if (!put_first_views(plan, repeat, err))
		return false;
	size_t count = plan_rows(plan, repeat, parent, &rows);
	before = position_of(plan, repeat, count ? &rows[count - 1] : NULL);
	last = before ? xstrdup(before) : NULL;
	struct uid id = write_row(&write, repeat, parent, &last);
	free(last);
	for (size_t i = 0; i < repeat->inner_count; i++)
		if (repeat->inner[i]->each)
			write_each(plan, &write, repeat->inner[i], &id);
	undo_stack_clear(&plan->undone);
	if (!plan_write_commit(plan, &write, NULL, &plan->done,
		row_phrase("the new", repeat), err))
		return false;
	*row = id;
	return true;
}

/* The heads of every answer in ROW and in the rows inside it: a removal names
 * them all, so that a change made elsewhere meanwhile can be told. */
static void
heads_of_row(const struct plan *plan, const struct repeat *repeat,
    const struct uid *id, struct uid **heads, size_t *count, size_t *cap)
{
	const struct plan_row *row = plan_find_row(plan, repeat, id);

	for (size_t i = 0; i < repeat->field_count; i++)
		if (!uid_is_none(&row->answers[i].revision)) {
			ARRAY_GROW(*heads, *count, *cap);
			(*heads)[(*count)++] = row->answers[i].revision;
		}
	for (size_t i = 0; i < repeat->inner_count; i++) {
		const struct uid *rows;
		size_t n = plan_rows(plan, repeat->inner[i], id, &rows);
		for (size_t j = 0; j < n; j++)
			heads_of_row(plan, repeat->inner[i], &rows[j], heads,
			    count, cap);
	}
}

bool
plan_row_remove(struct plan *plan, const struct repeat *repeat,
    const struct uid *row, struct error *err)
{
	struct plan_write write = { 0 };
	struct value one;
	struct uid *heads = NULL;
	size_t count = 0, cap = 0;
	bool changed;

	if (!may_write(plan, err))
		return false;
	(void)plan_refresh(plan, &changed, NULL);
	if (!plan_row_exists(plan, repeat, row))
		return true;
	const struct answer *removed =
	    &plan_find_row(plan, repeat, row)->own[ROW_REMOVED];
	heads_of_row(plan, repeat, row, &heads, &count, &cap);
	if (!uid_is_none(&removed->revision)) {
		ARRAY_GROW(heads, count, cap);
		heads[count++] = removed->revision;
	}
	value_init(&one);
	value_set_number(&one, 1);
	plan_write_add(&write, repeat->removed_name, row, &removed->value, &one,
	    heads, count, true);
	free(heads);
	undo_stack_clear(&plan->undone);
	return plan_write_commit(plan, &write, NULL, &plan->done,
	    row_phrase("removing the", repeat), err);
}

bool
plan_row_move(struct plan *plan, const struct repeat *repeat,
    const struct uid *row, int by, struct error *err)
{
	struct plan_write write = { 0 };
	struct uid parent = plan_row_parent(plan, repeat, row);
	const struct uid *rows;
	size_t at = 0, count;
	struct value value;
	struct buf key;

	if (!may_write(plan, err))
		return false;
	count = plan_rows(plan, repeat, &parent, &rows);
	while (at < count && !uid_equal(&rows[at], row))
		at++;
	if (at == count || (by < 0 && at == 0) || (by > 0 && at + 1 == count))
		return true;
	/* between the two rows it now comes to stand between */
	const struct uid *before, *after;
	if (by < 0) {
		before = at >= 2 ? &rows[at - 2] : NULL;
		after = &rows[at - 1];
	} else {
		before = &rows[at + 1];
		after = at + 2 < count ? &rows[at + 2] : NULL;
	}
	buf_init(&key);
	position_between(position_of(plan, repeat, before),
	    position_of(plan, repeat, after), &key);
	value_init(&value);
	value_set_text(&value, key.data);
	plan_write_add(&write, repeat->position_name, row,
	    &plan_find_row(plan, repeat, row)->own[ROW_POSITION].value, &value,
	    NULL, 0, false);
	value_clear(&value);
	buf_clear(&key);
	undo_stack_clear(&plan->undone);
	return plan_write_commit(plan, &write, NULL, &plan->done,
	    row_phrase("moving the", repeat), err);
}
