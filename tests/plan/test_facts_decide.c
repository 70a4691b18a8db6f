/* Who may approve what, where a risk goes, when to look again and what points
 * suggest, as the forms ask for them and the plan shows them. How they are
 * reckoned is tested in tests/rules. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "rules/working.h"
#include "support.h"

/* A plan of KINDS for 52 weeks from 5 October 2026. */
static struct plan *
plan_of(void **state, const char *kinds)
{
	struct plan *plan = ((struct fixture *)*state)->plan;

	answer(plan, "purpose.kinds", NULL, kinds);
	answer(plan, "purpose.start", NULL, "5/10/2026");
	answer(plan, "purpose.weeks", NULL, "52");
	return plan;
}

static struct uid
add_stream(struct plan *plan, const char *funder, const char *expected)
{
	struct uid row = add_row(plan, "money.stream", NULL);

	answer(plan, "money.funder", &row, funder);
	answer(plan, "money.indicative", &row, expected);
	return row;
}

static struct uid
add_line(struct plan *plan, const struct uid *stream, const char *price,
    const char *frequency)
{
	struct uid row = add_row(plan, "money.line", NULL);
	char hex[UID_HEX_LEN + 1];

	uid_format(stream, hex);
	answer(plan, "money.quantity", &row, "1");
	answer(plan, "money.price", &row, price);
	answer(plan, "money.frequency", &row, frequency);
	answer(plan, "money.paid_by", &row, hex);
	return row;
}

/* A row of the table of approvals, for STREAM. */
static struct uid
add_approval(struct plan *plan, const struct uid *stream)
{
	struct uid row = add_row(plan, "sign.approval", NULL);
	char hex[UID_HEX_LEN + 1];

	uid_format(stream, hex);
	answer(plan, "sign.ap_stream", &row, hex);
	return row;
}

static const char close_to[] =
    "As the figures stand, all of the money can be approved close to the "
    "person.";
static const char senior[] =
    "As the figures stand, some of the money goes to the last on its ladder, "
    "or to a panel.";

/* --- approvals --- */

/* Case C4: NHS money within what is expected, council money above it. */
static void
each_stream_has_its_own_approver(void **state)
{
	struct plan *plan = plan_of(state, "joint chc");
	struct uid nhs = add_stream(plan, "nhs_chc", "36,500.00");
	struct uid council = add_stream(plan, "la_ca", "14,600.00");
	struct uid nhs_row = add_approval(plan, &nhs);
	struct uid council_row = add_approval(plan, &council);

	assert_shown(plan, "sign.route", NULL,
	    "Nothing in this plan needs approving here.");
	(void)add_line(plan, &nhs, "34,511.72", "annual");
	assert_shown(plan, "sign.route", NULL, close_to);
	(void)add_line(plan, &council, "14,600.00", "annual");
	assert_shown(plan, "sign.ap_who", &nhs_row, "NHS case manager");
	assert_shown(plan, "sign.ap_who", &council_row, "Coordinator");
	assert_shown(plan, "sign.route", NULL, close_to);
	(void)add_line(plan, &council, "1,299.09", "one_off");
	assert_shown(plan, "sign.ap_who", &council_row,
	    "Head of service or panel");
	assert_shown(plan, "sign.ap_rules", &council_row,
	    "More is planned than was expected from this money, so it goes to "
	    "the last on the ladder.");
	assert_shown(plan, "sign.ap_who", &nhs_row, "NHS case manager");
	assert_shown(plan, "sign.route", NULL, senior);
}

static void
what_is_kept_back_counts_as_once(void **state)
{
	struct plan *plan = plan_of(state, "council");
	struct uid stream = add_stream(plan, "la_ca", "20,000.00");
	struct uid row = add_approval(plan, &stream);
	struct uid line = add_line(plan, &stream, "2,500.01", "annual");

	assert_shown(plan, "sign.ap_who", &row, "Coordinator");
	answer(plan, "money.category", &line, "contingency");
	assert_shown(plan, "sign.ap_who", &row, "Team manager");
	answer(plan, "money.price", &line, "2,500.00");
	assert_shown(plan, "sign.ap_who", &row, "Coordinator");
}

static void
a_split_line_asks_each_payer_for_its_share(void **state)
{
	struct plan *plan = plan_of(state, "joint");
	struct uid nhs = add_stream(plan, "nhs_jf", "90,000.00");
	struct uid council = add_stream(plan, "la_ca", "90,000.00");
	struct uid nhs_row = add_approval(plan, &nhs);
	struct uid council_row = add_approval(plan, &council);
	struct uid line = add_line(plan, &nhs, "60,000.00", "annual");
	static const char *const percents[] = { "80%", "20%" };
	const struct uid *const streams[] = { &nhs, &council };

	assert_shown(plan, "sign.ap_who", &nhs_row,
	    "Head of service or panel");
	answer(plan, "money.split", &line, "yes");
	for (size_t i = 0; i < ARRAY_LEN(percents); i++) {
		struct uid share = add_row(plan, "money.share", &line);
		char hex[UID_HEX_LEN + 1];

		uid_format(streams[i], hex);
		answer(plan, "money.share_stream", &share, hex);
		answer(plan, "money.share_percent", &share, percents[i]);
	}
	assert_shown(plan, "sign.ap_who", &nhs_row, "NHS case manager");
	assert_shown(plan, "sign.ap_who", &council_row, "Coordinator");
}

static void
money_of_others_needs_its_letter(void **state)
{
	struct plan *plan = plan_of(state, "council");
	struct uid stream = add_stream(plan, "atw", "1,180.00");
	struct uid row = add_approval(plan, &stream);

	(void)add_line(plan, &stream, "1,180.00", "one_off");
	assert_shown(plan, "sign.ap_who", &row,
	    "Nobody here: it needs the letter that promises it");
	assert_shown(plan, "sign.ap_rules", &row, "The letter or reference "
	    "that promises it, or its date, is missing.");
	answer(plan, "money.award", &stream, "Letter 12");
	answer(plan, "money.agreed_on", &stream, "1/10/2026");
	assert_shown(plan, "sign.ap_rules", &row, "");
	assert_shown(plan, "sign.route", NULL,
	    "Nothing in this plan needs approving here.");
}

/* practice.md F29: whatever anybody answers about agreeing changes no approver,
 * no rule and no route. */
static void
dissent_changes_no_approver(void **state)
{
	static const char *const mine[] = { "agree", "part", "no", "not_sure" };
	static const char *const theirs[] = { "agree", "worried", "no" };
	static const char *const offers[] = { "talk", "panel" };
	struct plan *plan = plan_of(state, "council");
	struct uid stream = add_stream(plan, "la_ca", "20,000.00");
	struct uid row = add_approval(plan, &stream);
	struct uid risk, view;

	(void)add_line(plan, &stream, "16,000.00", "annual");
	answer(plan, "risks.risk_any", NULL, "yes");
	risk = add_row(plan, "risks.risk", NULL);
	view = add_row(plan, "risks.view", &risk);
	for (size_t i = 0; i < 4 * 3 * 2; i++) {
		answer(plan, "risks.my_view", &risk, mine[i % 4]);
		answer(plan, "risks.view_says", &view, theirs[i / 4 % 3]);
		answer(plan, "agree.agrees", NULL, i % 2 ? "no" : "agree");
		if (i % 4 == 2)
			answer(plan, "risks.offer", &risk, offers[i / 12]);
		assert_shown(plan, "sign.ap_who", &row, "Team manager");
		assert_shown(plan, "sign.ap_rules", &row, "What is paid again "
		    "and again is more than the first on the ladder may "
		    "approve.");
		assert_shown(plan, "sign.route", NULL, close_to);
	}
}

static void
tells_how_it_came_about(void **state)
{
	struct plan *plan = plan_of(state, "council");
	struct uid stream = add_stream(plan, "la_ca", "20,000.00");
	struct uid row = add_approval(plan, &stream);
	const struct form_set *forms = ((struct fixture *)*state)->forms;
	struct working working;

	(void)add_line(plan, &stream, "16,000.00", "annual");
	working_init(&working);
	plan_working(plan, form_set_field(forms, "sign.route"), &UID_NONE,
	    &working);
	assert_int_equal(working.count, 2);
	assert_string_equal(working.steps[1].text,
	    "Council personal budget: Team manager.");
	working_clear(&working);
	/* a decision tells of the stream it is about */
	plan_working(plan, form_set_field(forms, "sign.ap_who"), &row,
	    &working);
	assert_string_equal(working.steps[0].text, "Council personal budget: "
	    "£16,000.00 is planned. May approve it: Team manager.");
	working_clear(&working);
}

/* --- risks --- */

static void
a_risk_leads_to_a_talk_or_a_panel(void **state)
{
	struct plan *plan = plan_of(state, "council");
	struct uid risk;

	answer(plan, "risks.risk_any", NULL, "yes");
	risk = add_row(plan, "risks.risk", NULL);
	answer(plan, "risks.my_view", &risk, "agree");
	assert_shown(plan, "risks.comes_next", &risk, "");
	answer(plan, "risks.my_view", &risk, "no");
	assert_shown(plan, "risks.comes_next", &risk, "For this risk, another "
	    "conversation is offered. It changes nobody's power to approve "
	    "money.");
	answer(plan, "risks.offer", &risk, "panel");
	assert_shown(plan, "risks.comes_next", &risk, "For this risk, a panel "
	    "helps to find a way. It changes nobody's power to approve "
	    "money.");
}

/* --- reviews --- */

static void
council_care_is_looked_at_from_sign_off(void **state)
{
	struct plan *plan = plan_of(state, "council");
	struct uid sig, look, full;

	assert_shown(plan, "review.due_light", NULL, "30 November 2026");
	assert_shown(plan, "review.due_year", NULL, "30 November 2027");
	sig = add_row(plan, "sign.signature", NULL);
	answer(plan, "sign.sig_role", &sig, "person");
	answer(plan, "sign.sig_on", &sig, "28/9/2026");
	assert_shown(plan, "review.due_light", NULL, "23 November 2026");
	assert_shown(plan, "review.next", NULL, "23 November 2026");
	look = add_row(plan, "review.look", NULL);
	answer(plan, "review.look_on", &look, "10/11/2026");
	assert_shown(plan, "review.due_light", NULL, "");
	assert_shown(plan, "review.next", NULL, "10 November 2027");
	answer(plan, "review.what_next", &look, "full");
	assert_shown(plan, "review.next", NULL, "10 November 2026");
	full = add_row(plan, "review.full", NULL);
	answer(plan, "review.full_on", &full, "12/11/2026");
	assert_shown(plan, "review.next", NULL, "12 November 2027");
}

static void
money_approved_later_moves_the_sign_off(void **state)
{
	struct plan *plan = plan_of(state, "council");
	struct uid sig = add_row(plan, "sign.signature", NULL);
	struct uid decision = add_row(plan, "sign.approval", NULL);

	answer(plan, "sign.ap_on", &decision, "10/11/2026");
	assert_shown(plan, "review.due_light", NULL, "30 November 2026");
	answer(plan, "sign.sig_role", &sig, "person");
	answer(plan, "sign.sig_on", &sig, "2/11/2026");
	assert_shown(plan, "review.due_light", NULL, "5 January 2027");
	answer(plan, "sign.ap_says", &decision, "no");
	assert_shown(plan, "review.due_light", NULL, "28 December 2026");
}

/* practice.md F17. */
static void
chc_is_never_dated(void **state)
{
	struct plan *plan = plan_of(state, "chc");

	assert_shown(plan, "review.due_nhs", NULL, "5 January 2027");
	assert_shown(plan, "review.due_chc", NULL, "No day is set. A review "
	    "looks at whether the plan still fits.");
	answer(plan, "purpose.kinds", NULL, "nhs");
	assert_shown(plan, "review.due_nhs", NULL, "5 January 2027");
	assert_shown(plan, "review.due_chc", NULL, "");
}

static void
money_is_looked_at_after_the_first_payment(void **state)
{
	struct plan *plan = plan_of(state, "council");
	struct uid pay;

	answer(plan, "paying.dp_want", NULL, "some");
	assert_shown(plan, "review.due_money", NULL, "");
	pay = add_row(plan, "paying.pay", NULL);
	answer(plan, "paying.pay_first", &pay, "31/8/2026");
	assert_shown(plan, "review.due_money", NULL, "28 February 2027");
}

/* practice.md F44. */
static void
nothing_is_due_after_a_death(void **state)
{
	struct plan *plan = plan_of(state, "council chc");

	assert_shown(plan, "review.next", NULL, "30 November 2026");
	answer(plan, "about_me.date_of_death", NULL, "1/11/2026");
	assert_shown(plan, "review.next", NULL, "");
	assert_shown(plan, "review.due_year", NULL, "");
	assert_shown(plan, "review.due_chc", NULL, "");
}

/* --- points --- */

/* domain.md E1. */
static void
points_suggest_what_is_expected(void **state)
{
	struct plan *plan = plan_of(state, "council");
	struct uid stream = add_row(plan, "money.stream", NULL);

	answer(plan, "money.funder", &stream, "la_ca");
	answer(plan, "money.points", &stream, "62");
	assert_shown(plan, "money.suggested", &stream, "£16,400.00");
	assert_shown(plan, "money.indicative", &stream, "£16,400.00");
	answer(plan, "money.natural", &stream, "15%");
	assert_shown(plan, "money.suggested", &stream, "£13,940.00");
	answer(plan, "money.natural", &stream, "0%");
	answer(plan, "money.points_way", &stream, "point");
	assert_shown(plan, "money.suggested", &stream, "£12,307.00");
	answer(plan, "purpose.weeks", NULL, "26");
	assert_shown(plan, "money.indicative", &stream, "£6,153.50");
	answer(plan, "money.indicative", &stream, "7,000.00");
	assert_shown(plan, "money.indicative", &stream, "£7,000.00");
	answer(plan, "money.points_way", &stream, "band");
	answer(plan, "money.points", &stream, "81");
	assert_shown(plan, "money.suggested", &stream, "");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, fixture_open, \
	fixture_close)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(each_stream_has_its_own_approver),
		TEST(what_is_kept_back_counts_as_once),
		TEST(a_split_line_asks_each_payer_for_its_share),
		TEST(money_of_others_needs_its_letter),
		TEST(dissent_changes_no_approver),
		TEST(tells_how_it_came_about),
		TEST(a_risk_leads_to_a_talk_or_a_panel),
		TEST(council_care_is_looked_at_from_sign_off),
		TEST(money_approved_later_moves_the_sign_off),
		TEST(chc_is_never_dated),
		TEST(money_is_looked_at_after_the_first_payment),
		TEST(nothing_is_due_after_a_death),
		TEST(points_suggest_what_is_expected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
