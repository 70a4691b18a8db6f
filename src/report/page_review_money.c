/* Looking back at money: each cost as it was planned and what was spent, all
 * together and for each thing that the person wants. */
#include "config.h"

#include "report/review.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/money.h"
#include "form/field_type.h"

#define REPEAT_SEEN "review.seen_line"

void
review_costs_find(struct builder *builder, const struct uid *full,
    struct review_costs *out)
{
	*out = (struct review_costs){
		.what = page_field(builder, "money.what"),
		.outcomes = page_field(builder, "money.outcomes"),
		.line = page_field(builder, "review.sl_line"),
		.planned = page_field(builder, "review.sl_planned"),
		.spent = page_field(builder, "review.sl_spent"),
		.why = page_field(builder, "review.sl_why"),
	};
	if (out->what != NULL && out->planned != NULL && out->line != NULL &&
	    out->spent != NULL)
		out->count = review_rows(builder, REPEAT_SEEN, full, &out->seen);
}

/* The cost in the plan that ROW is about; false: it names none. */
static bool
line_of(const struct builder *builder, const struct review_costs *costs,
    const struct uid *row, struct uid *line)
{
	const char *link = page_code(builder, costs->line, row);

	return uid_parse(link, strlen(link), line) &&
	    plan_row_exists(builder->plan, costs->what->repeat, line);
}

/* "£40.00 left", "£12.00 over", "none" */
static const char *
difference(struct builder *builder, int64_t planned, int64_t spent)
{
	struct buf text;
	const char *copy;

	buf_init(&text);
	if (planned == spent) {
		buf_add(&text, "none");
	} else {
		money_format_pounds(planned > spent ? planned - spent
						    : spent - planned,
		    &text);
		buf_add(&text, planned > spent ? " left" : " over");
	}
	copy = builder_copy(builder, text.data);
	buf_clear(&text);
	return copy;
}

enum { COST, PLANNED, SPENT, LEFT, WHY, COLUMNS };

/* What a table adds up; KNOWN: every row of it has both amounts. */
struct sum {
	int64_t planned, spent;
	size_t rows;
	bool known;
	bool less; /* less was spent on something than was planned */
};

static void
add_cost(struct builder *builder, struct draft *draft,
    const struct review_costs *costs, const struct uid *row, struct sum *sum)
{
	const char *cells[COLUMNS] = { NULL };
	int64_t planned, spent;
	struct uid line;
	bool has_planned, has_spent;

	has_planned = page_number(builder, costs->planned, row, &planned);
	has_spent = page_number(builder, costs->spent, row, &spent);
	if (line_of(builder, costs, row, &line))
		cells[COST] = page_text(builder, costs->what, &line);
	else if (has_planned || has_spent)
		cells[COST] = "A cost that is no longer in the plan";
	else
		return;
	cells[WHY] = page_text(builder, costs->why, row);
	if (has_planned)
		cells[PLANNED] = builder_pounds(builder, planned);
	if (has_spent)
		cells[SPENT] = builder_pounds(builder, spent);
	if (has_planned && has_spent)
		cells[LEFT] = difference(builder, planned, spent);
	draft_row(builder, draft, cells);
	sum->rows++;
	sum->less = sum->less || (has_planned && has_spent && spent < planned);
	sum->known = sum->known && has_planned && has_spent &&
	    add_checked(sum->planned, planned, &sum->planned) &&
	    add_checked(sum->spent, spent, &sum->spent);
}

/* What is planned is for the whole plan: beside it stands how much of that had
 * passed, so that nobody takes what is yet to come for money left over. */
static void
add_weeks(struct builder *builder, const struct uid *full)
{
	const struct field *start = page_field(builder, "purpose.start");
	const struct field *on = page_field(builder, "review.full_on");
	struct date first, day;
	struct buf text;
	int64_t weeks;
	long passed;

	if (!page_number(builder, page_field(builder, "purpose.weeks"),
		&UID_NONE, &weeks) ||
	    !date_parse_iso(page_code(builder, start, &UID_NONE), &first) ||
	    !date_parse_iso(page_code(builder, on, full), &day))
		return;
	passed = date_days_between(first, day) / 7;
	if (passed < 0 || passed >= weeks)
		return;
	buf_init(&text);
	buf_addf(&text, "On that day %ld of the plan's %" PRId64 " weeks had "
	    "passed. What was planned is for all of them.", passed, weeks);
	builder_text(builder, BLOCK_PARAGRAPH, text.data);
	buf_clear(&text);
}

void
review_costs_add(struct builder *builder, const struct uid *full)
{
	static const char *const header[] = { "Cost", "Planned", "Spent so far",
		"Difference", "Why" };
	static const bool right[] = { false, true, true, true, false };
	static const char *const account[] = { "review.full_money",
		"review.full_kept", "review.full_kept_used",
		"review.acct_balance", "review.acct_unpaid",
		"review.acct_tax", "review.acct_saved", "review.acct_hospital",
		"review.acct_says", NULL };
	struct draft draft = {
		.table = { .caption = "Money against the plan",
		    .columns = COLUMNS,
		    .header = header,
		    .right = right },
	};
	struct sum sum = { .known = true };
	struct review_costs costs;

	review_costs_find(builder, full, &costs);
	builder_heading(builder, LEVEL_SECTION, "Money against the plan");
	for (size_t i = 0; i < costs.count; i++)
		add_cost(builder, &draft, &costs, &costs.seen[i], &sum);
	if (sum.known && sum.rows > 1) {
		const char *cells[COLUMNS] = { [COST] = "All together" };

		cells[PLANNED] = builder_pounds(builder, sum.planned);
		cells[SPENT] = builder_pounds(builder, sum.spent);
		cells[LEFT] = difference(builder, sum.planned, sum.spent);
		draft_row(builder, &draft, cells);
		draft.table.total = true;
	}
	(void)draft_finish(builder, &draft);
	if (!sum.known)
		builder_text(builder, BLOCK_PARAGRAPH,
		    "What was spent is not known for every cost yet, so "
		    "nothing is added up.");
	add_weeks(builder, full);
	if (sum.less)
		builder_text(builder, BLOCK_PARAGRAPH,
		    "Money that was not spent is no reason to make the budget "
		    "smaller: only a need that has changed can be. First ask "
		    "why. Often help could not be found, or it is saved up "
		    "for something agreed.");
	review_answers(builder, account, full);
}

void
review_costs_of(struct builder *builder, const struct review_costs *costs,
    const char *outcome)
{
	struct sum sum = { .known = true };
	struct buf text;

	if (costs->outcomes == NULL)
		return;
	for (size_t i = 0; i < costs->count; i++) {
		int64_t planned, spent;
		struct uid line;

		if (!line_of(builder, costs, &costs->seen[i], &line) ||
		    !codes_have(page_code(builder, costs->outcomes, &line),
			outcome) ||
		    !page_number(builder, costs->planned, &costs->seen[i],
			&planned))
			continue;
		sum.rows++;
		if (!add_checked(sum.planned, planned, &sum.planned))
			return;
		sum.known = sum.known &&
		    page_number(builder, costs->spent, &costs->seen[i],
			&spent) &&
		    add_checked(sum.spent, spent, &sum.spent);
	}
	if (sum.rows == 0)
		return;
	buf_init(&text);
	money_format_pounds(sum.planned, &text);
	buf_add(&text, " planned over the plan; ");
	if (sum.known) {
		money_format_pounds(sum.spent, &text);
		buf_addf(&text, " spent so far. Difference: %s.",
		    difference(builder, sum.planned, sum.spent));
	} else {
		buf_add(&text, "what was spent is not known for every cost "
			       "yet.");
	}
	builder_answer(builder, "The costs that help with it", text.data, false);
	buf_clear(&text);
}
