/* Looking back: how each thing that the person wants went, beside what it cost;
 * money against the plan; risks; quick looks and checks, each its own record; and
 * what is next. */
#include "config.h"

#include "report/report_private.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/money.h"
#include "form/field_type.h"
#include "plan/stage.h"

#define REPEAT_FULL    "review.full"
#define REPEAT_QUICK   "review.look"
#define REPEAT_CHECK   "review.check"
#define REPEAT_PROOF   "review.evidence"
#define REPEAT_OUTCOME "review.seen_outcome"
#define REPEAT_RISK    "review.seen_risk"
#define REPEAT_SEEN    "review.seen_line"
#define REPEAT_LINE    "money.line"
#define REPEAT_CHANGE  "paying.change"

/* --- what all parts share --- */

static size_t
rows_of(const struct builder *builder, const char *name,
    const struct uid *parent, const struct uid **rows)
{
	const struct repeat *repeat = page_repeat(builder, name);

	if (repeat == NULL ||
	    !plan_repeat_shown(builder->plan, repeat, parent))
		return 0;
	return plan_rows(builder->plan, repeat, parent, rows);
}

/* Adds the answer to NAME in ROW with its own label, if there is one. */
static void
add_answer(struct builder *builder, const char *name, const struct uid *row)
{
	const struct field *field = page_field(builder, name);
	const char *text = page_text(builder, field, row);

	if (text[0] != '\0' && strcmp(text, NOT_ANSWERED) != 0)
		builder_field(builder, field, row, text);
}

static void
add_answers(struct builder *builder, const char *const *names,
    const struct uid *row)
{
	for (; *names != NULL; names++)
		add_answer(builder, *names, row);
}

/* "A quick look, 11 January 2027" */
static void
add_heading(struct builder *builder, int level, const char *what,
    const char *day_name, const struct uid *row)
{
	const char *day =
	    page_text(builder, page_field(builder, day_name), row);
	struct buf text;

	buf_init(&text);
	buf_add(&text, what);
	if (day[0] != '\0')
		buf_addf(&text, ", %s", day);
	builder_heading(builder, level, builder_copy(builder, text.data));
	buf_clear(&text);
}

/* Every row of NAME under a heading of its own, with the answers NAMES. */
static void
add_records(struct builder *builder, const char *name, const char *day_name,
    const char *const *names)
{
	const struct repeat *repeat = page_repeat(builder, name);
	const struct uid *rows;
	size_t count = rows_of(builder, name, &UID_NONE, &rows);

	for (size_t i = 0; i < count; i++) {
		if (plan_row_blank(builder->plan, repeat, &rows[i]))
			continue;
		add_heading(builder, LEVEL_FORM, repeat->title, day_name,
		    &rows[i]);
		add_answers(builder, names, &rows[i]);
	}
}

/* --- money --- */

/* The costs as one review saw them. */
struct costs {
	const struct field *what, *outcomes; /* of a cost in the plan */
	/* of one looked at; planned: as the review found it */
	const struct field *line, *planned, *spent, *why;
	const struct uid *seen;
	size_t count;
};

static void
find_costs(struct builder *builder, const struct uid *full, struct costs *out)
{
	*out = (struct costs){
		.what = page_field(builder, "money.what"),
		.outcomes = page_field(builder, "money.outcomes"),
		.line = page_field(builder, "review.sl_line"),
		.planned = page_field(builder, "review.sl_planned"),
		.spent = page_field(builder, "review.sl_spent"),
		.why = page_field(builder, "review.sl_why"),
	};
	if (out->what != NULL && out->planned != NULL && out->line != NULL &&
	    out->spent != NULL)
		out->count = rows_of(builder, REPEAT_SEEN, full, &out->seen);
}

/* The cost in the plan that ROW is about; false: it names none. */
static bool
line_of(const struct builder *builder, const struct costs *costs,
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
    const struct costs *costs, const struct uid *row, struct sum *sum)
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

static void
add_costs(struct builder *builder, const struct uid *full)
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
	struct costs costs;

	find_costs(builder, full, &costs);
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
	add_answers(builder, account, full);
}

/* --- each thing that the person wants --- */

/* What a row is about, by the words it has in the plan now. */
static void
add_about(struct builder *builder, const struct field *which,
    const struct uid *row)
{
	const char *words = page_text(builder, which, row);

	if (words[0] == '\0' || strcmp(words, NOT_ANSWERED) == 0)
		words = "Something that is no longer in the plan";
	builder_heading(builder, LEVEL_ROW, words);
}

/* What the costs that help with OUTCOME come to: planned over the plan, and spent
 * so far as far as the review says. */
static void
add_outcome_cost(struct builder *builder, const struct costs *costs,
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

static void
add_outcomes(struct builder *builder, const struct uid *full)
{
	static const char *const names[] = { "review.so_was", "review.so_aim",
		"review.so_now", "review.so_went", "review.so_helped",
		"review.so_next", NULL };
	const struct field *which = page_field(builder, "review.so_outcome");
	const struct uid *rows;
	size_t count = rows_of(builder, REPEAT_OUTCOME, full, &rows);
	struct costs costs;

	if (which == NULL || count == 0)
		return;
	find_costs(builder, full, &costs);
	builder_heading(builder, LEVEL_SECTION,
	    "Each thing I want, and what it cost");
	for (size_t i = 0; i < count; i++) {
		const char *outcome = page_code(builder, which, &rows[i]);
		struct uid row;

		add_about(builder, which, &rows[i]);
		add_answers(builder, names, &rows[i]);
		if (uid_parse(outcome, strlen(outcome), &row) &&
		    plan_row_exists(builder->plan, which->link, &row))
			add_answer(builder, "outcomes.gas_attained", &row);
		add_outcome_cost(builder, &costs, outcome);
	}
	add_answer(builder, "review.gas_t", &UID_NONE);
	if (costs.outcomes != NULL && costs.count > 0)
		builder_text(builder, BLOCK_PARAGRAPH,
		    "A cost that helps with two things is counted with both, "
		    "so these do not add up to the whole.");
}

static void
add_risks(struct builder *builder, const struct uid *full)
{
	static const char *const names[] = { "review.sr_happened",
		"review.sr_now", "review.sr_next", NULL };
	const struct field *which = page_field(builder, "review.sr_risk");
	const struct uid *rows;
	size_t count = rows_of(builder, REPEAT_RISK, full, &rows);

	if (which == NULL)
		return;
	builder_heading(builder, LEVEL_SECTION, "What could go wrong");
	for (size_t i = 0; i < count; i++) {
		add_about(builder, which, &rows[i]);
		add_answers(builder, names, &rows[i]);
	}
}

/* --- the last look at the whole plan --- */

/* The one of the latest day; of several on one day, or without one, the last. */
static bool
last_full(const struct builder *builder, struct uid *out)
{
	const struct field *on = page_field(builder, "review.full_on");
	const struct uid *rows;
	size_t count = rows_of(builder, REPEAT_FULL, &UID_NONE, &rows);
	const char *latest = "";

	for (size_t i = 0; i < count; i++) {
		const char *day = page_code(builder, on, &rows[i]);

		if (i > 0 && strcmp(day, latest) < 0)
			continue;
		latest = day;
		*out = rows[i];
	}
	return count > 0;
}

static void
add_full(struct builder *builder)
{
	static const char *const first[] = { "review.full_kind",
		"review.full_who", "review.full_well", "review.full_not",
		"review.full_needs", "review.full_needs_what", NULL };
	static const char *const about_us[] = { "review.full_people",
		"review.full_once", "review.full_contact",
		"review.full_change", NULL };
	static const char *const last[] = { "review.full_next",
		"review.full_budget", NULL };
	struct uid full;

	if (!last_full(builder, &full))
		return;
	add_heading(builder, LEVEL_FORM, "The last look at the whole plan",
	    "review.full_on", &full);
	add_answers(builder, first, &full);
	add_outcomes(builder, &full);
	add_risks(builder, &full);
	add_costs(builder, &full);
	builder_heading(builder, LEVEL_SECTION, "How we worked with you");
	add_answers(builder, about_us, &full);
	builder_heading(builder, LEVEL_SECTION, "What happens next");
	add_answers(builder, last, &full);
}

/* --- during the year --- */

static void
add_changes(struct builder *builder)
{
	static const char *const header[] = { "When", "Cost", "Before", "Now",
		"Why", "Agreed by" };
	static const char *const names[] = { "paying.change_on",
		"paying.change_line", "paying.change_was", "paying.change_now",
		"paying.change_why", "paying.change_by" };
	static const char *const freedom[] = { "paying.can_change",
		"paying.can_percent", "paying.can_amount", "paying.can_save",
		"paying.ask_first", NULL };
	struct draft draft = {
		.table = { .caption = "What has been changed",
		    .columns = 6,
		    .header = header },
	};
	const struct uid *rows;
	size_t count = rows_of(builder, REPEAT_CHANGE, &UID_NONE, &rows);

	builder_heading(builder, LEVEL_FORM, "What I can change without asking");
	add_answers(builder, freedom, &UID_NONE);
	for (size_t i = 0; i < count; i++) {
		const char *cells[6];
		int64_t free;

		for (size_t c = 0; c < 6; c++)
			cells[c] = page_text(builder,
			    page_field(builder, names[c]), &rows[i]);
		if (page_number(builder, page_field(builder,
			"paying.change_free"), &rows[i], &free) && free == 1)
			cells[5] = "No need to ask";
		draft_row(builder, &draft, cells);
	}
	(void)draft_finish(builder, &draft);
}

/* A story goes nowhere without a yes; its owner has it in any case. */
static void
add_story(struct builder *builder)
{
	static const char *const names[] = { "review.story",
		"review.story_consent", NULL };
	const char *consent = page_code(builder,
	    page_field(builder, "review.story_consent"), &UID_NONE);

	if (builder->reader.audience != AUDIENCE_PERSON &&
	    (consent[0] == '\0' || strcmp(consent, "none") == 0))
		return;
	builder_heading(builder, LEVEL_FORM, "My story");
	add_answers(builder, names, &UID_NONE);
}

void
page_review(struct builder *builder)
{
	static const char *const quick[] = { "review.look_who", "review.going",
		"review.money_ok", "review.worried", "review.changed",
		"review.people_ok", "review.what_next", NULL };
	static const char *const check[] = { "review.check_who",
		"review.check_papers", "review.check_found",
		"review.check_next", NULL };
	static const char *const proof[] = { "review.ev_who", "review.ev_what",
		"review.ev_told", "review.ev_asked", NULL };
	static const char *const days[] = { "review.next", "review.due_light",
		"review.due_nhs", "review.due_money", "review.due_year",
		"review.due_asked", "review.due_risk", "review.due_chc", NULL };
	static const char *const end[] = { "paying.end_last",
		"paying.end_notice", "paying.end_paid_by", "paying.end_back",
		NULL };
	size_t at = builder->report->count;

	add_full(builder);
	add_records(builder, REPEAT_QUICK, "review.look_on", quick);
	add_records(builder, REPEAT_CHECK, "review.check_on", check);
	add_records(builder, REPEAT_PROOF, "review.ev_on", proof);
	if (!builder_added(builder, at))
		builder_text(builder, BLOCK_PARAGRAPH,
		    "There is no review on this copy yet.");
	add_changes(builder);
	if (plan_stage(builder->plan)->stage == STAGE_ENDED) {
		/* nothing is due any more, but for this */
		builder_heading(builder, LEVEL_FORM, "When the money ends");
		add_answers(builder, end, &UID_NONE);
	} else {
		builder_heading(builder, LEVEL_FORM, "When we look again");
		add_answers(builder, days, &UID_NONE);
	}
	add_story(builder);
}
