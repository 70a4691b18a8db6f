/* Looking back: how each thing that the person wants went, beside what it cost;
 * money against the plan; risks; quick looks and checks, each its own record; and
 * what is next. */
#include "config.h"

#include "report/review.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "plan/stage.h"

#define REPEAT_FULL    "review.full"
#define REPEAT_QUICK   "review.look"
#define REPEAT_CHECK   "review.check"
#define REPEAT_PROOF   "review.evidence"
#define REPEAT_OUTCOME "review.seen_outcome"
#define REPEAT_RISK    "review.seen_risk"
#define REPEAT_CHANGE  "paying.change"

/* --- what all parts share --- */

size_t
review_rows(const struct builder *builder, const char *name,
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

void
review_answers(struct builder *builder, const char *const *names,
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
	size_t count = review_rows(builder, name, &UID_NONE, &rows);

	for (size_t i = 0; i < count; i++) {
		if (plan_row_blank(builder->plan, repeat, &rows[i]))
			continue;
		add_heading(builder, LEVEL_FORM, repeat->title, day_name,
		    &rows[i]);
		review_answers(builder, names, &rows[i]);
	}
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

static void
add_outcomes(struct builder *builder, const struct uid *full)
{
	static const char *const names[] = { "review.so_was", "review.so_aim",
		"review.so_now", "review.so_went", "review.so_helped",
		"review.so_next", NULL };
	const struct field *which = page_field(builder, "review.so_outcome");
	const struct uid *rows;
	size_t count = review_rows(builder, REPEAT_OUTCOME, full, &rows);
	struct review_costs costs;

	if (which == NULL || count == 0)
		return;
	review_costs_find(builder, full, &costs);
	builder_heading(builder, LEVEL_SECTION,
	    "Each thing I want, and what it cost");
	for (size_t i = 0; i < count; i++) {
		const char *outcome = page_code(builder, which, &rows[i]);
		struct uid row;

		add_about(builder, which, &rows[i]);
		review_answers(builder, names, &rows[i]);
		if (uid_parse(outcome, strlen(outcome), &row) &&
		    plan_row_exists(builder->plan, which->link, &row))
			add_answer(builder, "outcomes.gas_attained", &row);
		review_costs_of(builder, &costs, outcome);
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
	size_t count = review_rows(builder, REPEAT_RISK, full, &rows);

	if (which == NULL)
		return;
	builder_heading(builder, LEVEL_SECTION, "What could go wrong");
	for (size_t i = 0; i < count; i++) {
		add_about(builder, which, &rows[i]);
		review_answers(builder, names, &rows[i]);
	}
}

/* --- the last look at the whole plan --- */

/* The one of the latest day; of several on one day, or without one, the last. */
static bool
last_full(const struct builder *builder, struct uid *out)
{
	const struct field *on = page_field(builder, "review.full_on");
	const struct uid *rows;
	size_t count = review_rows(builder, REPEAT_FULL, &UID_NONE, &rows);
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
	review_answers(builder, first, &full);
	add_outcomes(builder, &full);
	add_risks(builder, &full);
	review_costs_add(builder, &full);
	builder_heading(builder, LEVEL_SECTION, "How we worked with you");
	review_answers(builder, about_us, &full);
	builder_heading(builder, LEVEL_SECTION, "What happens next");
	review_answers(builder, last, &full);
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
	size_t count = review_rows(builder, REPEAT_CHANGE, &UID_NONE, &rows);

	builder_heading(builder, LEVEL_FORM, "What I can change without asking");
	review_answers(builder, freedom, &UID_NONE);
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
	review_answers(builder, names, &UID_NONE);
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
		review_answers(builder, end, &UID_NONE);
	} else {
		builder_heading(builder, LEVEL_FORM, "When we look again");
		review_answers(builder, days, &UID_NONE);
	}
	add_story(builder);
}
