/* The pages that look back: how it went beside what it cost, and what changed
 * since the plan was sealed. */
#include "config.h"

#include "scene.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "export/version.h"
#include "export/write_text.h"
#include "plan/signature.h"
#include "plan/stage.h"

static char *
as_text(struct report *report)
{
	struct buf text;

	buf_init(&text);
	write_text(report, &text);
	report_free(report);
	return buf_take(&text);
}

/* Each of WORDS stands on PAGE for AUDIENCE, or with IS false, none does. */
static void
assert_page(const struct scene *scene, enum audience audience, enum page page,
    bool is, const char *const *words)
{
	char *text = as_text(report_page(scene->plan, audience, NULL, page));

	for (; *words != NULL; words++)
		if ((strstr(text, *words) != NULL) != is)
			fail_msg("\"%s\" %s on the page for %s:\n%s", *words,
			    is ? "is not" : "is", audience_word(audience),
			    text);
	free(text);
}
#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define SAYS(audience, page, ...)                                              \
	assert_page(scene, AUDIENCE_##audience, PAGE_##page, true,             \
	    WORDS(__VA_ARGS__))
#define SAYS_NOT(audience, page, ...)                                          \
	assert_page(scene, AUDIENCE_##audience, PAGE_##page, false,            \
	    WORDS(__VA_ARGS__))

static struct uid
first_row(const struct scene *scene, const char *name, const struct uid *parent,
    size_t at)
{
	const struct repeat *repeat = form_set_repeat(scene->forms, name);
	const struct uid *rows;

	assert_non_null(repeat);
	assert_true(plan_rows(scene->plan, repeat, parent, &rows) > at);
	return rows[at];
}

static struct uid
add_line(const struct scene *scene, const char *what, const char *price,
    const struct uid *outcome)
{
	struct uid row = add_row(scene, &UID_NONE, "money.line");

	answer_in(scene, &row, "money.what", what);
	answer_in(scene, &row, "money.quantity", "1");
	answer_in(scene, &row, "money.price", price);
	answer_in(scene, &row, "money.frequency", "one_off");
	answer_link(scene, &row, "money.outcomes", outcome);
	return row;
}

/* One thing that is wanted, two costs that help with it, a risk, and a review of
 * them all. */
static struct uid
make_review(const struct scene *scene)
{
	struct uid outcome, risk, full, seen;

	answer(scene, "purpose.kinds", "council");
	answer(scene, "about_me.name_first", "Kwame");
	outcome = add_row(scene, &UID_NONE, "outcomes.outcome");
	answer_in(scene, &outcome, "outcomes.words", "I swim");
	answer_in(scene, &outcome, "outcomes.now", "Never");
	answer_in(scene, &outcome, "outcomes.aim", "Once a week");
	(void)add_line(scene, "Swimming pass", "120.00", &outcome);
	(void)add_line(scene, "Taxis", "80.00", &outcome);
	risk = add_row(scene, &UID_NONE, "risks.risk");
	answer_in(scene, &risk, "risks.want", "Swim by myself");
	full = add_row(scene, &UID_NONE, "review.full");
	answer_in(scene, &full, "review.full_on", "10/11/2026");
	answer_in(scene, &full, "review.full_well", "The water.");
	answer_in(scene, &full, "review.full_kept", "Two extra taxis");
	answer_in(scene, &full, "review.full_kept_used", "36.00");
	seen = first_row(scene, "review.seen_outcome", &full, 0);
	answer_in(scene, &seen, "review.so_now", "Every other week");
	answer_in(scene, &seen, "review.so_went", "mostly");
	seen = first_row(scene, "review.seen_risk", &full, 0);
	answer_in(scene, &seen, "review.sr_now", "less");
	return full;
}

static void
outcomes_stand_beside_their_costs(void **state)
{
	const struct scene *scene = *state;
	struct uid full = make_review(scene), pass, taxis, line;
	struct error err;

	pass = first_row(scene, "review.seen_line", &full, 0);
	taxis = first_row(scene, "review.seen_line", &full, 1);
	answer_in(scene, &pass, "review.sl_spent", "100.00");
	SAYS(PERSON, REVIEW, "10 November 2026", "I swim", "    Never",
	    "    Once a week", "    Every other week", "    Mostly there",
	    "£200.00 planned over the plan; what was spent is not known",
	    "so nothing is added up", "£20.00 left", "Less than before",
	    "The water.");
	answer_in(scene, &taxis, "review.sl_spent", "92.50");
	answer_in(scene, &taxis, "review.sl_why", "Rain");
	SAYS(PERSON, REVIEW, "£200.00 planned over the plan; £192.50 spent so "
			     "far. Difference: £7.50", "£12.50 over",
	    "All together", "£7.50 left", "Rain");
	SAYS_NOT(PERSON, REVIEW, "not known");
	/* a cost that leaves the plan leaves no hole in the record */
	line = first_row(scene, "money.line", &UID_NONE, 1);
	assert_true(plan_row_remove(scene->plan,
	    form_set_repeat(scene->forms, "money.line"), &line, &err));
	SAYS(PERSON, REVIEW, "A cost that is no", "longer in the plan", "£92.50",
	    "£192.50");
}

/* What is planned is for the whole plan, and a plan is never cut for money left. */
static void
money_left_is_no_reason(void **state)
{
	const struct scene *scene = *state;
	struct uid full = make_review(scene), pass, taxis;

	pass = first_row(scene, "review.seen_line", &full, 0);
	taxis = first_row(scene, "review.seen_line", &full, 1);
	answer_in(scene, &pass, "review.sl_spent", "120.00");
	answer_in(scene, &taxis, "review.sl_spent", "80.00");
	SAYS_NOT(PERSON, REVIEW, "no reason to make the budget", "weeks had");
	answer_in(scene, &taxis, "review.sl_spent", "60.00");
	SAYS(FINANCE, REVIEW, "Money that was not spent is no reason to make "
			      "the budget");
	answer(scene, "purpose.start", "11/5/2026");
	SAYS(PERSON, REVIEW, "On that day 26 of the plan's 52 weeks had passed.");
	answer(scene, "purpose.start", "11/11/2025");
	SAYS_NOT(PERSON, REVIEW, "weeks had");
}

static void
changes_within_my_freedom(void **state)
{
	const struct scene *scene = *state;
	struct uid change;

	(void)make_review(scene);
	change = add_row(scene, &UID_NONE, "paying.change");
	answer_in(scene, &change, "paying.change_now", "2 hours saved up");
	answer_in(scene, &change, "paying.change_free", "yes");
	SAYS(PERSON, REVIEW, "2 hours saved", "No need to ask");
	answer_in(scene, &change, "paying.change_free", "no");
	answer_in(scene, &change, "paying.change_by", "Aisha Bloom");
	SAYS(PERSON, REVIEW, "Aisha Bloom");
	SAYS_NOT(PERSON, REVIEW, "No need to ask");
}

static void
nothing_is_due_at_the_end(void **state)
{
	const struct scene *scene = *state;
	struct uid full = make_review(scene);

	answer(scene, "review.sooner", "1/12/2026");
	SAYS(PERSON, REVIEW, "When we look again", "1 December 2026");
	answer(scene, "paying.end_back", "Dan, to the council, in 4 weeks");
	SAYS_NOT(PERSON, REVIEW, "When the money ends", "in 4 weeks");
	answer_in(scene, &full, "review.full_next", "end");
	SAYS_NOT(PERSON, REVIEW, "When we look again", "1 December 2026");
	SAYS(PERSON, REVIEW, "When the money ends", "in 4 weeks");
}

static void
each_reader_sees_their_part(void **state)
{
	const struct scene *scene = *state;
	struct uid full = make_review(scene), pass;

	pass = first_row(scene, "review.seen_line", &full, 0);
	answer_in(scene, &pass, "review.sl_spent", "100.00");
	answer(scene, "review.story", "I am in the water again.");
	SAYS(FINANCE, REVIEW, "Swimming pass", "£120.00", "£100.00",
	    "£36.00");
	SAYS_NOT(FINANCE, REVIEW, "I swim", "Two extra taxis", "Swim by myself", "The water.",
	    "Every other week", "in the water again");
	SAYS(APPROVER, REVIEW, "I swim", "£20.00 left", "Swim by myself");
	SAYS(HOME, REVIEW, "I swim", "The water.");
	SAYS_NOT(HOME, REVIEW, "£120.00", "£20.00 left", "Swim by myself");
	SAYS_NOT(PROVIDER, REVIEW, "I swim", "£120.00", "Swim by myself",
	    "The water.");
	/* a story goes nowhere without a yes */
	SAYS(PERSON, REVIEW, "I am in the water again.");
	SAYS_NOT(APPROVER, REVIEW, "in the water again");
	answer(scene, "review.story_consent", "anonymous");
	SAYS(APPROVER, REVIEW, "I am in the water again.");
}

static void
the_latest_review_is_shown(void **state)
{
	const struct scene *scene = *state;
	struct uid later;

	SAYS(PERSON, REVIEW, "There is no review on this copy yet.");
	(void)make_review(scene);
	later = add_row(scene, &UID_NONE, "review.full");
	answer_in(scene, &later, "review.full_on", "1/11/2026");
	answer_in(scene, &later, "review.full_well", "The earlier one.");
	SAYS(PERSON, REVIEW, "The water.");
	SAYS_NOT(PERSON, REVIEW, "The earlier one.", "no review");
	answer_in(scene, &later, "review.full_on", "12/11/2026");
	SAYS(PERSON, REVIEW, "The earlier one.");
	SAYS_NOT(PERSON, REVIEW, "The water.");
}

/* Nothing stops by itself; a copy says what is proposed, and is not sent to
 * somebody who has died. */
static void
what_stops(void **state)
{
	const struct scene *scene = *state;
	struct uid stream, line, pay;

	answer(scene, "purpose.kinds", "nhs");
	answer(scene, "purpose.start", "5/10/2026");
	stream = add_row(scene, &UID_NONE, "money.stream");
	answer_in(scene, &stream, "money.funder", "nhs_jf");
	line = add_row(scene, &UID_NONE, "money.line");
	answer_in(scene, &line, "money.what", "Help at home");
	answer_in(scene, &line, "money.price", "100.00");
	answer_in(scene, &line, "money.frequency", "weekly");
	pay = add_row(scene, &UID_NONE, "paying.pay");
	answer_in(scene, &pay, "paying.pay_first", "5/10/2026");
	answer_in(scene, &pay, "paying.pay_every", "four_weekly");
	answer_in(scene, &pay, "paying.pay_float", "0");
	SAYS(FINANCE, PAYMENTS, "2 Nov 2026", "£5,200.00");
	SAYS_NOT(FINANCE, PAYMENTS, "On hold", "died");
	answer_in(scene, &pay, "paying.hold_since", "10/11/2026");
	SAYS(FINANCE, PAYMENTS, "On hold since 10 November 2026. Payments after "
	    "that day: 11, £4,400.00.", "hold is taken off.");
	answer(scene, "about_me.date_of_death", "12/11/2026");
	SAYS(FINANCE, PAYMENTS, "The person died on 12 November 2026.",
	    "Nothing stops by");
	SAYS_NOT(FINANCE, PAYMENTS, "On hold since", "Do not send");
	SAYS(PERSON, MONEY, "The person has died. Do not send this to them.");
	SAYS_NOT(PERSON, PAYMENTS, "12 November");
	SAYS_NOT(PROVIDER, WEEK, "died");
}

/* --- what changed --- */

static struct uid
seal(const struct scene *scene)
{
	struct error err;
	struct uid version;

	if (!version_seal(scene->plan, "", &version, NULL, &err))
		fail_msg("%s", err.text);
	return version;
}

/* A copy that is not sealed says what was signed, and does not call a signed plan
 * a draft. */
static void
a_working_copy_of_a_signed_plan(void **state)
{
	const struct scene *scene = *state;
	struct signing signing = { .name = "Kwame", .role = "person",
		.how = "ink", .on = "16/11/2026" };
	struct error err;

	(void)make_review(scene);
	SAYS(PERSON, REVIEW, "working copy: nobody has", "Draft: not signed");
	(void)seal(scene);
	SAYS(PERSON, REVIEW, "working copy: nobody has", "Draft: not signed");
	signing.seal = plan_stage(scene->plan)->seal;
	assert_true(plan_sign(scene->plan, &signing, NULL, &err));
	SAYS(PERSON, REVIEW, "working copy; what was", "16 November 2026.",
	    "Working copy: not the signed plan");
	SAYS_NOT(PERSON, REVIEW, "nobody has signed", "Draft");
	answer(scene, "about_me.phone", "01632 960119");
	(void)seal(scene);
	SAYS(PERSON, REVIEW, "the plan as it is now.", "Draft: not signed");
}

static void
what_changed_for_each_reader(void **state)
{
	const struct scene *scene = *state;
	struct uid first, second, risk;
	char *text;

	SAYS(PERSON, CHANGES, "This plan was never sealed");
	answer(scene, "purpose.kinds", "council");
	answer(scene, "about_me.name_first", "Kwame");
	answer(scene, "about_me.phone", "01632 960118");
	first = seal(scene);
	SAYS(PERSON, CHANGES, "Nothing has changed in what this copy shows.");
	SAYS_NOT(PERSON, CHANGES, "has not been sealed");
	answer(scene, "about_me.phone", "01632 960119");
	answer(scene, "purpose.visit_alone", "no"); /* restricted */
	risk = add_row(scene, &UID_NONE, "risks.risk");
	answer_in(scene, &risk, "risks.want", "Swim by myself");
	SAYS(PERSON, CHANGES, "Was: 01632 960118", "Is: 01632 960119",
	    "Added: Swim by myself", "has not been sealed");
	SAYS_NOT(PERSON, CHANGES, "seen alone");
	SAYS(AGENCIES, CHANGES, "seen alone");
	SAYS_NOT(FINANCE, CHANGES, "01632", "Swim by myself");
	SAYS(FINANCE, CHANGES, "Nothing has changed in what this copy shows.");
	/* and for whoever holds the first, what changed up to the second */
	second = seal(scene);
	answer(scene, "about_me.phone", "01632 960777");
	text = as_text(report_changes(scene->plan, AUDIENCE_PERSON, NULL,
	    &first, "copy 1"));
	assert_non_null(strstr(text, "since copy 1: "));
	assert_non_null(strstr(text, "Is: 01632 960119"));
	assert_null(strstr(text, "960777"));
	free(text);
	text = as_text(report_changes(scene->plan, AUDIENCE_PERSON, NULL,
	    &second, "copy 2"));
	assert_non_null(strstr(text, "Is: 01632 960777"));
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define REAL(test)                                                             \
	cmocka_unit_test_setup_teardown(test, set_up_real, tear_down)
		REAL(outcomes_stand_beside_their_costs),
		REAL(money_left_is_no_reason),
		REAL(changes_within_my_freedom),
		REAL(nothing_is_due_at_the_end),
		REAL(each_reader_sees_their_part),
		REAL(the_latest_review_is_shown),
		REAL(what_stops),
		REAL(a_working_copy_of_a_signed_plan),
		REAL(what_changed_for_each_reader),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
