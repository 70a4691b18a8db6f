/* What the council charges and when money comes, as the forms ask for it: the
 * cases of domain.md (C1, C4 as corrected, C5). */
#include "config.h"

#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"

static struct plan *
plan_from(void **state, const char *start)
{
	struct plan *plan = ((struct fixture *)*state)->plan;

	answer(plan, "purpose.kinds", NULL, "council nhs");
	answer(plan, "purpose.start", NULL, start);
	answer(plan, "purpose.weeks", NULL, "52");
	return plan;
}

static struct uid
add_stream(struct plan *plan, const char *funder)
{
	struct uid row = add_row(plan, "money.stream", NULL);

	answer(plan, "money.funder", &row, funder);
	return row;
}

static void
answer_row(struct plan *plan, const char *name, const struct uid *row,
    const struct uid *to)
{
	char hex[UID_HEX_LEN + 1];

	uid_format(to, hex);
	answer(plan, name, row, hex);
}

static struct uid
add_line(struct plan *plan, const struct uid *stream, const char *category,
    const char *quantity, const char *price, const char *often)
{
	struct uid row = add_row(plan, "money.line", NULL);

	answer(plan, "money.quantity", &row, quantity);
	answer(plan, "money.price", &row, price);
	answer(plan, "money.frequency", &row, often);
	answer(plan, "money.category", &row, category);
	answer(plan, "money.route", &row, "dp");
	answer_row(plan, "money.paid_by", &row, stream);
	return row;
}

static struct uid
add_part(struct plan *plan, const char *from, const char *weekly)
{
	struct uid row;

	answer(plan, "paying.charge_known", NULL, "yes");
	row = add_row(plan, "paying.part", NULL);
	answer(plan, "paying.part_from", &row, from);
	if (weekly)
		answer(plan, "paying.part_weekly", &row, weekly);
	return row;
}

static struct uid
add_pay(struct plan *plan, const struct uid *stream, const char *first,
    const char *every)
{
	struct uid row = add_row(plan, "paying.pay", NULL);

	answer_row(plan, "paying.pay_stream", &row, stream);
	answer(plan, "paying.pay_route", &row, "dp");
	answer(plan, "paying.pay_first", &row, first);
	answer(plan, "paying.pay_every", &row, every);
	answer(plan, "paying.pay_float", &row, "0");
	return row;
}

static bool
is_shown(struct plan *plan, const char *name)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct field_state state;

	assert_non_null(field);
	plan_field(plan, field, &UID_NONE, &state);
	return state.relevant;
}

static char *
told(struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct working working;
	struct buf text;

	assert_non_null(field);
	buf_init(&text);
	working_init(&working);
	plan_working(plan, field, row ? row : &UID_NONE, &working);
	for (size_t i = 0; i < working.count; i++)
		buf_addf(&text, "%s\n", working.steps[i].text);
	working_clear(&working);
	return buf_take(&text);
}

static void
assert_tells(struct plan *plan, const char *name, const struct uid *row,
    const char *part)
{
	char *text = told(plan, name, row);

	if (!strstr(text, part))
		fail_msg("%s is told so: %s", name, text);
	free(text);
}

/* C1: 24.25 a week, 1,261.00 over the plan, net 4,968.56. */
static void
test_c1(void **state)
{
	struct plan *plan = plan_from(state, "6/10/2025");
	struct uid council = add_stream(plan, "la_ca");
	struct uid gym;

	(void)add_line(plan, &council, "pa", "8", "13.20", "weekly");
	gym = add_line(plan, &council, "activity", "1", "24.50", "times");
	answer(plan, "money.times", &gym, "6");
	(void)add_line(plan, &council, "pa", "1", "591.36", "one_off");
	assert_shown(plan, "agree.pb_cost", NULL, "£6,229.56");
	assert_true(is_shown(plan, "agree.pb_not_yet"));

	answer(plan, "paying.means_on", NULL, "yes");
	assert_shown(plan, "paying.means_weekly", NULL, "");
	answer(plan, "paying.means_income", NULL, "201.60");
	answer(plan, "paying.means_savings", NULL, "0");
	answer(plan, "paying.mig_household", NULL, "single");
	answer(plan, "paying.mig_age", NULL, "under_25");
	answer(plan, "paying.mig_premiums", NULL, "disability enhanced");
	answer(plan, "paying.means_costs", NULL, "14.30");
	assert_shown(plan, "paying.mig_worked", NULL, "£163.05");
	assert_shown(plan, "paying.means_weekly", NULL, "£24.25");
	assert_tells(plan, "paying.means_weekly", NULL,
	    "£201.60 income + £0.00 for savings - £163.05 that you must be "
	    "left with - £14.30 disability costs - £0.00 housing costs = "
	    "£24.25.");
	assert_tells(plan, "paying.means_weekly", NULL,
	    "£24.25 x 52 weeks = £1,261.00 over the plan.");

	(void)add_part(plan, "6/10/2025", "24.25");
	assert_null(advice(plan, "paying.means_weekly", NULL));
	assert_shown(plan, "agree.pb_person", NULL, "£1,261.00");
	assert_shown(plan, "agree.pb_council", NULL, "£4,968.56");
	assert_tells(plan, "agree.pb_council", NULL,
	    "Meeting your needs costs the council £6,229.56 over the plan. "
	    "You pay £1,261.00 of that and the council pays £4,968.56.");
}

/* C4: the sister of Desmond is single; 43.95 a week with tariff income. */
static void
test_c4(void **state)
{
	struct plan *plan = plan_from(state, "1/6/2026");
	struct uid council = add_stream(plan, "la_ca");

	(void)add_line(plan, &council, "pa", "1", "15899.09", "one_off");
	answer(plan, "paying.means_on", NULL, "yes");
	answer(plan, "paying.means_income", NULL, "287.90");
	answer(plan, "paying.means_savings", NULL, "18450");
	answer(plan, "paying.mig_household", NULL, "single");
	answer(plan, "paying.mig_age", NULL, "pension");
	answer(plan, "paying.means_costs", NULL, "19.50");
	assert_shown(plan, "paying.means_weekly", NULL, "£43.95");
	(void)add_part(plan, "1/6/2026", "43.95");
	assert_shown(plan, "agree.pb_person", NULL, "£2,285.40");
	assert_shown(plan, "agree.pb_council", NULL, "£13,613.69");

	/* of a couple the figure for these dates is not known: no sum */
	answer(plan, "paying.mig_household", NULL, "couple");
	assert_shown(plan, "paying.mig_worked", NULL, "");
	assert_shown(plan, "paying.means_weekly", NULL, "");
	assert_tells(plan, "paying.means_weekly", NULL,
	    "the minimum income guarantee is not known");
	/* until finance says it */
	answer(plan, "paying.means_mig", NULL, "241.45");
	assert_shown(plan, "paying.means_weekly", NULL, "£43.95");
	/* over the upper limit it is the full cost */
	answer(plan, "paying.means_savings", NULL, "23250.01");
	assert_shown(plan, "paying.means_weekly", NULL, "£305.75");
	assert_non_null(advice(plan, "paying.means_weekly", NULL));
}

/* C5: the pendant and the starter kit are free by law; 33.50 a week. */
static void
test_c5(void **state)
{
	struct plan *plan = plan_from(state, "5/1/2026");
	struct uid council = add_stream(plan, "la_ca");
	struct uid pendant, kit;

	(void)add_line(plan, &council, "agency", "1", "14314.60", "one_off");
	pendant = add_line(plan, &council, "technology", "1", "18.90",
	    "monthly");
	kit = add_line(plan, &council, "equipment", "1", "412.60", "one_off");
	assert_shown(plan, "money.chargeable", &pendant, "£0.00");
	assert_shown(plan, "money.chargeable", &kit, "£0.00");
	assert_tells(plan, "money.chargeable", &kit,
	    "As ticked, free by law: equipment, or a small change to the "
	    "home.");
	assert_shown(plan, "agree.pb_cost", NULL, "£14,954.00");
	assert_shown(plan, "agree.pb_chargeable", NULL, "£14,314.60");
	answer(plan, "paying.means_on", NULL, "yes");
	answer(plan, "paying.means_income", NULL, "232.75");
	answer(plan, "paying.means_savings", NULL, "0");
	answer(plan, "paying.mig_household", NULL, "single");
	answer(plan, "paying.mig_age", NULL, "from_25");
	answer(plan, "paying.mig_premiums", NULL, "disability enhanced");
	answer(plan, "paying.means_costs", NULL, "12.85");
	assert_shown(plan, "paying.means_weekly", NULL, "£33.50");
	(void)add_part(plan, "5/1/2026", "33.50");
	assert_shown(plan, "agree.pb_person", NULL, "£1,742.00");
	assert_shown(plan, "agree.pb_council", NULL, "£13,212.00");
}

/* What is not worked out is blank everywhere, and never 0.00. */
static void
test_not_yet(void **state)
{
	struct plan *plan = plan_from(state, "6/10/2025");
	struct uid council = add_stream(plan, "la_ca");
	struct uid pay, part;

	(void)add_line(plan, &council, "pa", "8", "13.20", "weekly");
	pay = add_pay(plan, &council, "6/10/2025", "four_weekly");
	assert_false(is_shown(plan, "agree.pb_person"));
	assert_shown(plan, "paying.pay_total", &pay, "");
	assert_shown(plan, "paying.pay_should", &pay, "");
	assert_shown(plan, "paying.pay_says", &pay,
	    "13 payments of £422.40 from 6 October 2025, before what you pay. "
	    "That is not yet worked out: you will be told before any bill.");

	/* half said is not yet known */
	part = add_part(plan, "6/10/2025", NULL);
	assert_false(is_shown(plan, "agree.pb_person"));
	answer(plan, "paying.part_weekly", &part, "24.25");
	assert_shown(plan, "agree.pb_person", NULL, "£1,261.00");
	assert_shown(plan, "paying.pay_total", &pay, "£4,230.20");

	answer(plan, "paying.charge_known", NULL, "nothing");
	assert_shown(plan, "agree.pb_person", NULL, "£0.00");
	assert_shown(plan, "agree.pb_council", NULL, "£5,491.20");
	assert_shown(plan, "paying.pay_total", &pay, "£5,491.20");
	answer(plan, "paying.charge_known", NULL, "not_yet");
	assert_true(is_shown(plan, "agree.pb_not_yet"));
}

static void
test_amounts_that_change(void **state)
{
	struct plan *plan = plan_from(state, "6/10/2025");
	struct uid council = add_stream(plan, "la_ca");
	struct uid first, second;

	(void)add_line(plan, &council, "pa", "8", "13.20", "weekly");
	first = add_part(plan, "6/10/2025", "24.25");
	second = add_part(plan, "6/4/2026", "26.00");
	/* 26 weeks each, though the first was not ended */
	assert_shown(plan, "paying.part_total", &first, "£630.50");
	assert_shown(plan, "paying.part_total", &second, "£676.00");
	assert_shown(plan, "agree.pb_person", NULL, "£1,306.50");
	assert_tells(plan, "agree.pb_person", NULL,
	    "From 6 April 2026: £26.00 a week for 26 weeks = £676.00.");
	answer(plan, "paying.part_state", &second, "waived");
	assert_shown(plan, "agree.pb_person", NULL, "£630.50");
}

/* Council money less the person's part, NHS money in full, each by itself. */
static void
test_payments(void **state)
{
	struct plan *plan = plan_from(state, "6/10/2025");
	struct uid council = add_stream(plan, "la_ca");
	struct uid nhs = add_stream(plan, "nhs_jf");
	struct uid ours, theirs;

	(void)add_line(plan, &council, "pa", "8", "13.20", "weekly");
	(void)add_line(plan, &nhs, "therapy", "1", "62.00", "weekly");
	(void)add_line(plan, &nhs, "running", "1", "61.00", "annual");
	(void)add_part(plan, "6/10/2025", "24.25");
	ours = add_pay(plan, &council, "6/10/2025", "four_weekly");
	theirs = add_pay(plan, &nhs, "1/10/2025", "monthly");
	assert_shown(plan, "paying.pay_says", &ours,
	    "13 payments of £325.40 from 6 October 2025.");
	assert_shown(plan, "paying.pay_gross", &ours, "£422.40");
	assert_shown(plan, "paying.pay_less", &ours, "£97.00");
	assert_shown(plan, "paying.pay_net", &ours, "£325.40");
	assert_shown(plan, "paying.pay_total", &ours, "£4,230.20");
	/* 3,224.00 in twelve months, and a year's insurance at the start */
	assert_shown(plan, "paying.pay_says", &theirs,
	    "£329.67 on 1 October 2025, then 10 payments of £268.67 from 1 "
	    "November 2025, then £268.63 on 1 September 2026.");
	assert_shown(plan, "paying.pay_total", &theirs, "£3,285.00");
	assert_null(advice(plan, "paying.pay_should", &ours));
	assert_null(advice(plan, "paying.pay_should", &theirs));
	assert_tells(plan, "paying.pay_says", &ours,
	    "13 payments, every four weeks from 6 October 2025: £5,491.20 "
	    "less the £1,261.00 that you pay = £4,230.20.");
	assert_tells(plan, "paying.pay_net", &ours,
	    "£422.40 less the £97.00 that you pay = £325.40.");
	assert_tells(plan, "paying.pay_should", &ours,
	    "Less what you pay: £1,261.00");

	/* paid in full, and a bill for the rest */
	answer(plan, "paying.pay_how", &ours, "gross");
	assert_shown(plan, "paying.pay_total", &ours, "£5,491.20");
	assert_null(advice(plan, "paying.pay_should", &ours));
	assert_shown(plan, "agree.pb_person", NULL, "£1,261.00");
	answer(plan, "paying.pay_how", &ours, "net");
	answer(plan, "paying.pay_float", &ours, "4");
	assert_shown(plan, "paying.pay_total", &ours, "£4,230.20");
	assert_shown(plan, "paying.pay_times", &ours, "12");
}

/* A person who pays for all of it gets no payment. */
static void
test_covered(void **state)
{
	struct plan *plan = plan_from(state, "6/10/2025");
	struct uid council = add_stream(plan, "la_ca");
	struct uid pay;

	(void)add_line(plan, &council, "pa", "1", "20.00", "weekly");
	(void)add_part(plan, "6/10/2025", "24.25");
	pay = add_pay(plan, &council, "6/10/2025", "weekly");
	assert_shown(plan, "agree.pb_person", NULL, "£1,040.00");
	assert_shown(plan, "agree.pb_council", NULL, "£0.00");
	assert_shown(plan, "paying.pay_says", &pay,
	    "No payment is made: what you pay covers it. You pay the "
	    "provider.");
	assert_shown(plan, "paying.pay_total", &pay, "£0.00");
}

/* Half of a split line is the council's, and may be charged for. */
static void
test_split(void **state)
{
	struct plan *plan = plan_from(state, "6/10/2025");
	struct uid council = add_stream(plan, "la_ca");
	struct uid nhs = add_stream(plan, "nhs_jf");
	struct uid line, share, pay;

	line = add_line(plan, &council, "pa", "16", "13.20", "weekly");
	answer(plan, "money.split", &line, "yes");
	share = add_row(plan, "money.share", &line);
	answer_row(plan, "money.share_stream", &share, &nhs);
	answer(plan, "money.share_percent", &share, "50");
	share = add_row(plan, "money.share", &line);
	answer_row(plan, "money.share_stream", &share, &council);
	answer(plan, "money.share_percent", &share, "50");
	assert_shown(plan, "agree.pb_cost", NULL, "£5,491.20");
	assert_shown(plan, "money.chargeable", &line, "£5,491.20");
	pay = add_pay(plan, &nhs, "6/10/2025", "weekly");
	assert_shown(plan, "paying.pay_total", &pay, "£5,491.20");
	assert_null(advice(plan, "paying.pay_should", &pay));
}

/* C5: 58,760.00 before; 15,654.00 and 342.40 now. C1: 4 weeks of 16 hours. */
static void
test_kept_and_freed(void **state)
{
	struct plan *plan = plan_from(state, "5/1/2026");
	struct uid council = add_stream(plan, "la_ca");
	struct uid line;

	(void)add_line(plan, &council, "agency", "1", "15654.00", "annual");
	(void)add_line(plan, &council, "contingency", "16", "21.40",
	    "one_off");
	(void)add_line(plan, &council, "equipment", "1", "497.60", "one_off");
	assert_shown(plan, "money.freed", NULL, "");
	answer(plan, "money.before", NULL, "58760.00");
	assert_shown(plan, "money.freed", NULL, "£42,763.60");
	assert_tells(plan, "money.freed", NULL,
	    "It costs £42,763.60 a year less than before.");
	assert_false(is_shown(plan, "money.keep_back"));
	line = add_line(plan, &council, "pa", "16", "13.20", "weekly");
	assert_shown(plan, "money.keep_back", NULL, "£844.80");
	/* holiday on top of the hours is not kept back for */
	line = add_line(plan, &council, "pa", "16", "13.20", "times");
	answer(plan, "money.times", &line, "5.6");
	assert_shown(plan, "money.keep_back", NULL, "£844.80");
}

/* domain.md E4: 3,120.00 at 360.00 a week. */
static void
test_account(void **state)
{
	struct plan *plan = plan_from(state, "5/1/2026");
	struct uid council = add_stream(plan, "la_ca");
	struct uid review;

	(void)add_line(plan, &council, "pa", "1", "360.00", "weekly");
	review = add_row(plan, "review.full", NULL);
	assert_shown(plan, "review.acct_says", &review, "");
	answer(plan, "review.acct_balance", &review, "3,120.00");
	assert_shown(plan, "review.acct_says", &review,
	    "£3,120.00 is left, enough for 8.67 weeks. Whoever pays may ask "
	    "for £240.00 of it. Talk about why it is there first.");
	answer(plan, "review.acct_saved", &review, "200.00");
	answer(plan, "review.acct_unpaid", &review, "20.00");
	answer(plan, "review.acct_tax", &review, "20.00");
	assert_shown(plan, "review.acct_says", &review,
	    "£2,880.00 is left, enough for 8 weeks. That is no more than may "
	    "be kept.");
	answer(plan, "review.acct_hospital", &review, "1");
	assert_tells(plan, "review.acct_says", &review,
	    "Left out, not needed during weeks in hospital: £360.00.");
}

int
main(void)
{
#define TEST(test)                                                             \
	cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)
	static const struct CMUnitTest tests[] = {
		TEST(test_c1), TEST(test_c4), TEST(test_c5),
		TEST(test_not_yet), TEST(test_amounts_that_change),
		TEST(test_payments), TEST(test_covered), TEST(test_split),
		TEST(test_kept_and_freed), TEST(test_account),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
