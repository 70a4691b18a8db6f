/* What one member of a household's pool is told: their own money, their part
 * of what is shared, and what the shared costs come to together. Nothing of
 * another member's (practice.md F11): not their money, their part or what
 * they used. */
#include "config.h"

#include "report/report_private.h"

#include <string.h>

#include "base/buf.h"
#include "base/money.h"
#include "plan/pool.h"

#define STATEMENT "Statement for "

/* The copies for a member say less than the questions' own audiences allow,
 * so what stands here is read from the plan itself, for the member's rows
 * alone. */
struct statement {
	struct builder *builder;
	struct plan *plan;
	const struct uid *member;
};

static bool
number(const struct statement *of, const char *name, const struct uid *row,
    int64_t *out)
{
	const struct field *field =
	    form_set_field(plan_forms(of->plan), name);
	struct field_state state;

	*out = 0;
	if (field == NULL)
		return false;
	plan_field(of->plan, field, row, &state);
	if (!state.relevant || state.value->kind != VALUE_NUMBER)
		return false;
	*out = state.value->number;
	return true;
}

/* As it is read, in the report's memory. */
static const char *
text(const struct statement *of, const char *name, const struct uid *row)
{
	const struct field *field =
	    form_set_field(plan_forms(of->plan), name);
	struct buf shown;
	const char *copy;

	buf_init(&shown);
	if (field != NULL)
		plan_show(of->plan, field, row, &shown);
	copy = builder_copy(of->builder, shown.data);
	buf_clear(&shown);
	return copy;
}

static size_t
rows_of(const struct statement *of, const char *name,
    const struct uid *parent, const struct uid **rows)
{
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(of->plan), name);

	*rows = NULL;
	return repeat != NULL ? plan_rows(of->plan, repeat, parent, rows) : 0;
}

/* Does NAME in ROW lead to the row TO? */
static bool
leads(const struct statement *of, const char *name, const struct uid *row,
    const struct uid *to)
{
	const struct field *field =
	    form_set_field(plan_forms(of->plan), name);
	char hex[UID_HEX_LEN + 1];
	struct field_state state;

	if (field == NULL)
		return false;
	uid_format(to, hex);
	plan_field(of->plan, field, row, &state);
	return state.relevant && state.value->kind == VALUE_TEXT &&
	    strcmp(state.value->text, hex) == 0;
}

/* Is the money that NAME in ROW names the member's own? */
static bool
own(const struct statement *of, const char *name, const struct uid *row)
{
	const struct uid *streams;
	size_t count = rows_of(of, "pool.stream", &UID_NONE, &streams);

	for (size_t i = 0; i < count; i++)
		if (leads(of, "pool.stream_member", &streams[i], of->member) &&
		    leads(of, name, row, &streams[i]))
			return true;
	return false;
}

/* --- the tables --- */

static const char *
pounds(const struct statement *of, const char *name, const struct uid *row,
    int64_t *sum)
{
	int64_t pence;

	if (!number(of, name, row, &pence))
		return "";
	if (sum != NULL)
		*sum += pence;
	return builder_pounds(of->builder, pence);
}

static void
add_money(const struct statement *of)
{
	static const char *const header[] = { "Your money", "There is",
		"Planned", "Left over" };
	static const bool right[] = { false, true, true, true };
	struct draft draft = { .table = { .caption = "Your money",
				   .columns = 4,
				   .header = header,
				   .right = right } };
	const struct uid *rows;
	size_t count = rows_of(of, "pool.stream", &UID_NONE, &rows);
	int64_t balance = 0;

	for (size_t i = 0; i < count; i++) {
		if (!leads(of, "pool.stream_member", &rows[i], of->member))
			continue;
		draft_row(of->builder, &draft, (const char *const[]){
			text(of, "pool.funder", &rows[i]),
			pounds(of, "pool.amount", &rows[i], NULL),
			pounds(of, "pool.stream_planned", &rows[i], NULL),
			pounds(of, "pool.balance", &rows[i], NULL),
		});
		if (number(of, "pool.balance", &rows[i], &balance) &&
		    balance < 0)
			builder_text(of->builder, BLOCK_PARAGRAPH,
			    "More is planned than there is of one kind of your "
			    "money. Nobody else's money fills it unless "
			    "everybody concerned agrees.");
	}
	if (!draft_finish(of->builder, &draft))
		builder_text(of->builder, BLOCK_PARAGRAPH,
		    "No money of yours has been written down yet.");
}

static void
add_shared(const struct statement *of)
{
	static const char *const header[] = { "What is shared", "Your part" };
	static const bool right[] = { false, true };
	struct draft draft = { .table = { .caption = "Your part of what is "
						     "shared",
				   .columns = 2,
				   .header = header,
				   .right = right } };
	const struct uid *lines, *shares;
	size_t count = rows_of(of, "pool.line", &UID_NONE, &lines), parts;
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++) {
		int64_t part = 0;
		bool any = false;

		parts = rows_of(of, "pool.share", &lines[i], &shares);
		for (size_t j = 0; j < parts; j++)
			if (own(of, "pool.share_stream", &shares[j])) {
				(void)pounds(of, "pool.share_cost", &shares[j],
				    &part);
				any = true;
			}
		sum += part;
		if (any)
			draft_row(of->builder, &draft, (const char *const[]){
				text(of, "pool.what", &lines[i]),
				builder_pounds(of->builder, part) });
	}
	if (draft.table.rows > 0) {
		draft_row(of->builder, &draft, (const char *const[]){
			"Your part together",
			builder_pounds(of->builder, sum) });
		draft.table.total = true;
	}
	(void)draft_finish(of->builder, &draft);
	builder_answer(of->builder, "The shared costs of everybody together",
	    pounds(of, "pool.total_shared", &UID_NONE, NULL), false);
}

/* Has the member used more than a tenth over their part? The form says so. */
static bool
uneven(const struct statement *of)
{
	const struct field *field =
	    form_set_field(plan_forms(of->plan), "pool.uneven");

	return field != NULL &&
	    plan_field_advice(of->plan, field, of->member) != NULL;
}

static void
add_used(const struct statement *of)
{
	static const char *const header[] = { "Up to", "Your money", "Used" };
	static const bool right[] = { false, false, true };
	struct draft draft = { .table = { .caption = "What you have used of "
						     "your part",
				   .columns = 3,
				   .header = header,
				   .right = right } };
	const struct uid *rows;
	size_t count = rows_of(of, "pool.used", &UID_NONE, &rows);
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		if (own(of, "pool.used_stream", &rows[i]))
			draft_row(of->builder, &draft, (const char *const[]){
				text(of, "pool.used_until", &rows[i]),
				text(of, "pool.used_stream", &rows[i]),
				pounds(of, "pool.used_amount", &rows[i],
				    &sum) });
	if (draft.table.rows > 0) {
		draft_row(of->builder, &draft, (const char *const[]){
			"Together", NULL,
			builder_pounds(of->builder, sum) });
		draft.table.total = true;
	}
	if (!draft_finish(of->builder, &draft))
		builder_text(of->builder, BLOCK_PARAGRAPH,
		    "Nothing has been written down as used yet.");
	if (uneven(of))
		builder_text(of->builder, BLOCK_PARAGRAPH,
		    "You have used more than a tenth over your part. Whoever "
		    "coordinates looks at the split again with all of you. It "
		    "is nobody's fault, and it does not change what you need.");
}

struct report *
report_statement(struct plan *plan, const struct uid *member)
{
	struct builder builder;
	struct statement of = { &builder, plan, member };
	struct buf title;
	struct report *report;

	builder_init(&builder, plan, AUDIENCE_PERSON, NULL);
	buf_init(&title);
	buf_add(&title, STATEMENT);
	buf_add(&title, text(&of, "pool.token", member));
	builder.report->reader = text(&of, "pool.token", member);
	builder.report->one_page = true;
	builder_text(&builder, BLOCK_PARAGRAPH,
	    "It shows your own money, your part of what is shared, and what "
	    "the shared costs come to together. It shows nothing of the other "
	    "members' money.");
	add_money(&of);
	add_shared(&of);
	add_used(&of);
	builder_text(&builder, BLOCK_PARAGRAPH,
	    "Your own plan says the rest. If a figure looks wrong, ask your "
	    "coordinator. You can take back your yes to sharing at any time.");
	report = builder_finish(&builder, title.data);
	buf_clear(&title);
	return report;
}
