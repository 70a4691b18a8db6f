/* A plan and a what if of it, side by side. */
#include "config.h"

#include "plan/branch.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/money.h"
#include "plan/pool.h"

/* --- lines --- */

static void
add_line(struct comparison *out, const char *what, const char *was,
    const char *is, const char *change)
{
	ARRAY_GROW(out->lines, out->count, out->cap);
	out->lines[out->count++] = (struct comparison_line){
		.what = xstrdup(what),
		.was = xstrdup(was),
		.is = xstrdup(is),
		.change = xstrdup(change),
	};
}

static void
add_money(struct comparison *out, const char *what, int64_t was, int64_t is)
{
	struct buf change;

	buf_init(&change);
	if (is != was)
		buf_addf(&change, "%s%s", is > was ? "+" : "",
		    money_pounds(is - was).text);
	add_line(out, what, money_pounds(was).text, money_pounds(is).text,
	    change.data);
	buf_clear(&change);
}

/* NUMBERs of 10^-PLACES. */
static void
add_number(struct comparison *out, const char *what, int64_t was, int64_t is,
    int places)
{
	struct buf before, after, change;

	buf_init(&before);
	buf_init(&after);
	buf_init(&change);
	decimal_format(was, places, &before);
	decimal_format(is, places, &after);
	if (is > was)
		buf_add_char(&change, '+');
	if (is != was)
		decimal_format(is - was, places, &change);
	add_line(out, what, before.data, after.data, change.data);
	buf_clear(&change);
	buf_clear(&after);
	buf_clear(&before);
}

/* --- money --- */

static const struct stream_total *
find_stream(const struct plan_money *money, const struct uid *row)
{
	for (size_t i = 0; i < money->stream_count; i++)
		if (uid_equal(&money->streams[i].row, row))
			return &money->streams[i];
	return NULL;
}

static void
add_stream(struct comparison *out, const struct stream_total *was,
    const struct stream_total *is)
{
	add_line(out, is ? is->title : was->title, "", "", "");
	add_money(out, "Planned", was ? was->planned_pence : 0,
	    is ? is->planned_pence : 0);
	add_money(out, "Left over", was ? was->balance_pence : 0,
	    is ? is->balance_pence : 0);
}

static void
add_streams(struct comparison *out, const struct plan_money *was,
    const struct plan_money *is)
{
	for (size_t i = 0; i < was->stream_count; i++)
		add_stream(out, &was->streams[i],
		    find_stream(is, &was->streams[i].row));
	for (size_t i = 0; i < is->stream_count; i++)
		if (!find_stream(was, &is->streams[i].row))
			add_stream(out, NULL, &is->streams[i]);
	add_line(out, "All the money together", "", "", "");
	if (was->unassigned_pence || is->unassigned_pence)
		add_money(out, "Nobody named to pay", was->unassigned_pence,
		    is->unassigned_pence);
	add_money(out, "All that is planned", was->planned_pence,
	    is->planned_pence);
	add_money(out, "Paid again and again", was->recurring_pence,
	    is->recurring_pence);
	add_money(out, "Paid once", was->one_off_pence, is->one_off_pence);
	add_money(out, "Kept back", was->contingency_pence,
	    is->contingency_pence);
}

/* --- hours --- */

static int64_t
number_of(const struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct field_state state;

	if (!field)
		return 0;
	plan_field(plan, field, row, &state);
	return state.relevant && state.value->kind == VALUE_NUMBER
	    ? state.value->number
	    : 0;
}

static bool
says(const struct plan *plan, const char *name, const struct uid *row,
    const char *code)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct field_state state;

	if (!field)
		return false;
	plan_field(plan, field, row, &state);
	return state.relevant && state.value->kind == VALUE_TEXT &&
	    strcmp(state.value->text, code) == 0;
}

static size_t
rows_of(const struct plan *plan, const char *name, const struct uid *parent,
    const struct uid **rows)
{
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), name);

	*rows = NULL;
	if (!repeat || !plan_section_shown(plan, repeat->section))
		return 0;
	return plan_rows(plan, repeat, parent, rows);
}

/* Of help that costs pay for by the hour, in ten-thousandths: how many each
 * time it is paid, by how many weeks that is. */
static int64_t
cost_hours(const struct plan *plan)
{
	static const struct {
		const char *code;
		int weeks;
	} often[] = { { "weekly", 1 }, { "fortnightly", 2 },
		{ "four_weekly", 4 } };
	const struct uid *rows;
	size_t count = rows_of(plan, "money.line", &UID_NONE, &rows);
	int64_t hours = 0, quantity;

	for (size_t i = 0; i < count; i++) {
		if (!says(plan, "money.category", &rows[i], "pa") &&
		    !says(plan, "money.category", &rows[i], "agency"))
			continue;
		quantity = number_of(plan, "money.quantity", &rows[i]);
		for (size_t j = 0; j < ARRAY_LEN(often); j++)
			if (quantity > 0 && quantity <= MONEY_MAX_PENCE &&
			    says(plan, "money.frequency", &rows[i],
				often[j].code))
				hours += div_half_up(quantity, often[j].weeks);
	}
	return hours;
}

/* --- outcomes --- */

/* Is there a cost that helps with OUTCOME, or something that somebody does? */
static bool
covered(const struct plan *plan, const struct uid *outcome)
{
	const struct field *links =
	    form_set_field(plan_forms(plan), "money.outcomes");
	const struct uid *rows;
	size_t count = rows_of(plan, "money.line", &UID_NONE, &rows);
	char hex[UID_HEX_LEN + 1];

	uid_format(outcome, hex);
	for (size_t i = 0; links && i < count; i++) {
		struct field_state state;

		plan_field(plan, links, &rows[i], &state);
		if (state.relevant && state.value->kind == VALUE_TEXT &&
		    strstr(state.value->text, hex))
			return true;
	}
	return rows_of(plan, "outcomes.action", outcome, &rows) > 0;
}

static int64_t
uncovered(const struct plan *plan, int64_t *all)
{
	const struct uid *rows;
	size_t count = rows_of(plan, "outcomes.outcome", &UID_NONE, &rows);
	int64_t without = 0;

	for (size_t i = 0; i < count; i++)
		without += !covered(plan, &rows[i]);
	*all = (int64_t)count;
	return without;
}

/* --- what stands against it --- */

static int64_t
problems(const struct plan *plan, int64_t *left)
{
	struct todo *todo;
	size_t count;
	int64_t wrong = 0;

	*left = 0;
	plan_todo(plan, false, &todo, &count);
	for (size_t i = 0; i < count; i++) {
		if (todo[i].kind == TODO_UNANSWERED ||
		    todo[i].kind == TODO_TOO_FEW)
			*left += todo[i].when <= NEED_SIGN;
		else if (todo[i].kind != TODO_UNSORTED)
			wrong++;
	}
	todo_clear(todo, count);
	return wrong;
}

static char *
short_of(const struct plan *plan)
{
	struct buf text;

	buf_init(&text);
	plan_say_short(plan, &text);
	return text.len > 0 ? buf_take(&text) : xstrdup("");
}

void
branch_compare(struct plan *plan, struct plan *branch, struct comparison *out)
{
	const struct plan_money *was = plan_money(plan);
	const struct plan_money *is = plan_money(branch);
	struct what_if_change *changes;
	int64_t all_was, all_is, left_was, left_is, before, after;

	*out = (struct comparison){ .short_was = short_of(plan),
		.short_is = short_of(branch) };
	if (store_what_if_changes(plan_store(branch), &changes, &out->changed,
		NULL))
		what_if_changes_clear(changes, out->changed);
	if (was->any || is->any)
		add_streams(out, was, is);
	add_line(out, "Help and outcomes", "", "", "");
	add_number(out, "Paid hours in My week",
	    number_of(plan, "week.hours_paid", &UID_NONE),
	    number_of(branch, "week.hours_paid", &UID_NONE), 4);
	add_number(out, "Hours a week that costs pay for", cost_hours(plan),
	    cost_hours(branch), 4);
	before = uncovered(plan, &all_was);
	after = uncovered(branch, &all_is);
	add_number(out, "Things I want to change", all_was, all_is, 0);
	add_number(out, "Of those, nothing helps with", before, after, 0);
	before = problems(plan, &left_was);
	after = problems(branch, &left_is);
	add_number(out, "Still to answer before sign-off", left_was, left_is,
	    0);
	add_number(out, "Problems", before, after, 0);
}

void
comparison_clear(struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->count; i++) {
		free(comparison->lines[i].what);
		free(comparison->lines[i].was);
		free(comparison->lines[i].is);
		free(comparison->lines[i].change);
	}
	free(comparison->lines);
	free(comparison->short_was);
	free(comparison->short_is);
	*comparison = (struct comparison){ 0 };
}
