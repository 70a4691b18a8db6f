#include "config.h"

#include "rules/review.h"

#include "base/buf.h"
#include "base/date.h"

#define DAYS_A_WEEK 7

static const char *const titles[REVIEW_KINDS] = {
	[REVIEW_LIGHT] = "A first look, for council care",
	[REVIEW_NHS] = "A look at NHS care and money",
	[REVIEW_MONEY] = "A look at council money paid to you",
	[REVIEW_WHOLE] = "A look at the whole plan",
	[REVIEW_SCHOOL] = "The yearly review of the EHC plan",
	[REVIEW_RISK] = "A look at a risk",
	[REVIEW_ASKED] = "A look that was asked for",
	[REVIEW_CHC_AGAIN] = "Who the NHS pays for, looked at again",
};

const char *
review_title(enum review_kind kind)
{
	return titles[kind];
}

/* --- days --- */

static const struct known_day unknown;

static struct known_day
months_after(struct known_day day, int months)
{
	if (!day.known || months <= 0)
		return unknown;
	return (struct known_day){ true, date_to_days(date_add_months(
	    date_from_days(day.day), months)) };
}

static struct known_day
weeks_after(struct known_day day, int weeks)
{
	if (!day.known || weeks <= 0)
		return unknown;
	return (struct known_day){ true, day.day + (long)weeks * DAYS_A_WEEK };
}

static struct known_day
earlier(struct known_day a, struct known_day b)
{
	if (!a.known || (b.known && b.day < a.day))
		return b;
	return a;
}

static struct known_day
later(struct known_day a, struct known_day b)
{
	if (!a.known || (b.known && b.day > a.day))
		return b;
	return a;
}

/* --- each kind --- */

/* The plan that is signed has to name its first look: so until it is, the
 * weeks are counted as if it were signed on its first day. */
static struct known_day
sign_off(const struct review_clock *clock)
{
	return clock->signed_on.known ? clock->signed_on : clock->start;
}

/* Once, in a window that runs from sign-off; a full review serves too. */
static struct review_due
due_light(const struct review_terms *terms, const struct review_clock *clock)
{
	struct known_day since = sign_off(clock);

	return (struct review_due){
		.applies = clock->care_act && !clock->last_light.known &&
		    !clock->last_full.known,
		.from = weeks_after(since, terms->light_from_weeks),
		.by = weeks_after(since, terms->light_by_weeks),
		.provisional = !clock->signed_on.known,
	};
}

/* A light look does not ask what the NHS has to: only a full one counts. */
static struct review_due
due_nhs(const struct review_terms *terms, const struct review_clock *clock)
{
	struct review_due due = { .applies = clock->nhs || clock->chc };

	if (clock->last_full.known) {
		due.by = months_after(clock->last_full, terms->again_months);
		return due;
	}
	if (clock->nhs)
		due.by = months_after(clock->start, terms->nhs_months);
	if (clock->chc)
		due.by = earlier(due.by,
		    months_after(clock->chc_decided, terms->nhs_months));
	return due;
}

static struct review_due
due_money(const struct review_terms *terms, const struct review_clock *clock)
{
	struct review_due due = { .applies = clock->money };

	due.by = clock->last_money.known
	    ? months_after(clock->last_money, terms->again_months)
	    : months_after(clock->first_payment, terms->money_months);
	return due;
}

/* Council care: within a year of the first look, held or, until it is, the last
 * day for it. Any other plan: within a year of its start. Then yearly. */
static struct review_due
due_whole(const struct review_terms *terms, const struct review_clock *clock)
{
	struct review_due due = { .applies = true };
	struct known_day since = clock->last_full;

	if (clock->care_act) {
		since = later(clock->last_light, since);
		due.provisional = !since.known && !clock->signed_on.known;
		if (!since.known)
			since = weeks_after(sign_off(clock),
			    terms->light_by_weeks);
	} else if (!since.known) {
		since = clock->start;
	}
	due.by = months_after(since, terms->again_months);
	return due;
}

static void
find_first(struct review_plan *plan)
{
	for (int i = 0; i < REVIEW_KINDS; i++) {
		const struct review_due *due = &plan->due[i];

		if (!due->applies || !due->by.known ||
		    (plan->first.known && plan->first.day <= due->by.day))
			continue;
		plan->first = due->by;
		plan->first_kind = (enum review_kind)i;
	}
}

void
review_reckon(const struct review_terms *terms,
    const struct review_clock *clock, struct review_plan *out)
{
	*out = (struct review_plan){ 0 };
	if (clock->ended)
		return;
	out->due[REVIEW_LIGHT] = due_light(terms, clock);
	out->due[REVIEW_NHS] = due_nhs(terms, clock);
	out->due[REVIEW_MONEY] = due_money(terms, clock);
	out->due[REVIEW_WHOLE] = due_whole(terms, clock);
	out->due[REVIEW_SCHOOL] = (struct review_due){
		.applies = clock->school.known, .by = clock->school };
	out->due[REVIEW_RISK] = (struct review_due){
		.applies = clock->risk.known, .by = clock->risk };
	out->due[REVIEW_ASKED] = (struct review_due){
		.applies = clock->asked.known, .by = clock->asked };
	/* practice.md F17: a date would be a threat in everybody's diary */
	out->due[REVIEW_CHC_AGAIN] = (struct review_due){
		.applies = clock->chc };
	find_first(out);
}

/* --- in words --- */

static void
add_day(struct buf *text, struct known_day day)
{
	char words[32];

	date_format_long(date_from_days(day.day), words);
	buf_add(text, words);
}

/* What each counts from, where its day is not known yet. */
static const char *const waits_for[REVIEW_KINDS] = {
	[REVIEW_LIGHT] = "its weeks are counted from the day that plan and "
			 "budget are signed",
	[REVIEW_NHS] = "its months are counted from the plan's first day, or "
		       "from the NHS's decision where that came before",
	[REVIEW_MONEY] = "its months are counted from the first payment",
	[REVIEW_WHOLE] = "its year is counted from the plan's first day",
	[REVIEW_CHC_AGAIN] = "it has no date: only clear evidence of change, "
			     "written down at a review, leads to it, with a "
			     "new assessment by a whole team and a record of "
			     "its own",
};

static void
explain_due(const struct review_terms *terms, enum review_kind kind,
    const struct review_due *due, struct working *out)
{
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "%s: ", titles[kind]);
	if (!due->by.known) {
		buf_add(&text, waits_for[kind]);
	} else if (due->from.known) {
		buf_add(&text, "between ");
		add_day(&text, due->from);
		buf_add(&text, " and ");
		add_day(&text, due->by);
	} else {
		buf_add(&text,
		    kind == REVIEW_ASKED ? "as soon as can be, since " : "by ");
		add_day(&text, due->by);
	}
	if (due->by.known && due->provisional)
		buf_add(&text, ", if the plan is signed on its first day");
	working_add(out, terms->source[kind], "%s.", text.data);
	buf_clear(&text);
}

void
review_explain(const struct review_terms *terms,
    const struct review_clock *clock, const struct review_plan *plan,
    struct working *out)
{
	struct buf day;

	if (clock->ended) {
		working_add(out, NULL, "Nothing is due any more.");
		return;
	}
	if (plan->first.known) {
		buf_init(&day);
		add_day(&day, plan->first);
		working_add(out, NULL, "The first day to look again is %s, and "
		    "you may ask for it sooner at any time.", day.data);
		buf_clear(&day);
	} else {
		working_add(out, NULL, "No day can be worked out yet, and you "
		    "may ask to look again at any time.");
	}
	for (int i = 0; i < REVIEW_KINDS; i++)
		if (plan->due[i].applies)
			explain_due(terms, (enum review_kind)i, &plan->due[i],
			    out);
	working_add(out, NULL, "One visit is enough for everything that is "
	    "due. No review makes a budget smaller unless a new look at the "
	    "needs shows that they have changed.");
}
