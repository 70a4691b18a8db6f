/* What the forms that oneplan comes with make of answers: figures that can be
 * checked by hand, defaults, and what is pointed out. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "plan/event.h"
#include "support.h"

static struct plan *
council_plan(void **state)
{
	struct fixture *fixture = *state;

	answer(fixture->plan, "purpose.kinds", NULL, "council");
	answer(fixture->plan, "purpose.start", NULL, "5/10/2026");
	return fixture->plan;
}

static bool
asked(struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct field_state state;

	assert_non_null(field);
	plan_field(plan, field, row ? row : &UID_NONE, &state);
	return state.relevant;
}

static void
adds_up_the_week(void **state)
{
	static const struct {
		const char *days, *starts, *ends, *staff, *paid, *hours;
	} rows[] = {
		{ "mon wed fri", "07:30", "08:30", "1", "paid", "3" },
		/* over midnight, and two at once */
		{ "sat sun", "22:00", "07:00", "2", "paid", "36" },
		{ "tue", "10:00", "10:20", "1", "unpaid", "0.3333" },
		{ "tue", "25:00", "26:00", "1", "paid", "2" },
	};
	struct plan *plan = council_plan(state);

	for (size_t i = 0; i < 4; i++) {
		struct uid row = add_row(plan, "week.entry", NULL);

		answer(plan, "week.days", &row, rows[i].days);
		answer(plan, "week.starts", &row, rows[i].starts);
		answer(plan, "week.ends", &row, rows[i].ends);
		answer(plan, "week.staff", &row, rows[i].staff);
		answer(plan, "week.paid", &row, rows[i].paid);
		if (i < 3)
			assert_shown(plan, "week.hours", &row, rows[i].hours);
		else
			assert_false(holds(plan, "week.starts", &row));
	}
	assert_shown(plan, "week.hours_free", NULL, "0.3333");
}

static void
compares_the_week_with_its_cost(void **state)
{
	struct plan *plan = council_plan(state);
	struct uid line = add_row(plan, "money.line", NULL);
	struct uid row = add_row(plan, "week.entry", NULL);
	char id[UID_HEX_LEN + 1];

	answer(plan, "money.quantity", &line, "10");
	answer(plan, "money.frequency", &line, "weekly");
	assert_false(asked(plan, "money.week_hours", &line));
	uid_format(&line, id);
	answer(plan, "week.days", &row, "mon tue");
	answer(plan, "week.starts", &row, "08:00");
	answer(plan, "week.ends", &row, "13:00");
	answer(plan, "week.paid", &row, "paid");
	answer(plan, "week.line", &row, id);
	assert_shown(plan, "money.week_hours", &line, "10");
	assert_null(advice(plan, "money.week_hours", &line));
	answer(plan, "money.quantity", &line, "9");
	assert_non_null(advice(plan, "money.week_hours", &line));
}

/* Words about self-harm ask for a tick; with it nothing is scored. */
static void
never_scores_self_harm(void **state)
{
	static const char *const scores[] = { "risks.likely_before",
		"risks.bad_before", "risks.score_before", "risks.likely_after",
		"risks.bad_after", "risks.score_after" };
	struct plan *plan = council_plan(state);
	struct uid risk = add_row(plan, "risks.risk", NULL);

	answer(plan, "risks.want", &risk, "Live by myself again");
	assert_null(advice(plan, "risks.kind", &risk));
	answer(plan, "risks.wrong", &risk, "I took an Overdose in March.");
	assert_non_null(advice(plan, "risks.kind", &risk));
	assert_false(asked(plan, "risks.sp_signs", &risk));

	answer(plan, "risks.grid_on", NULL, "1");
	answer(plan, "risks.kind", &risk, "health");
	answer(plan, "risks.likely_before", &risk, "likely");
	answer(plan, "risks.bad_before", &risk, "moderate");
	assert_shown(plan, "risks.score_before", &risk, "12");
	answer(plan, "risks.kind", &risk, "health self_harm");
	assert_null(advice(plan, "risks.kind", &risk));
	assert_true(asked(plan, "risks.sp_signs", &risk));
	for (size_t i = 0; i < 6; i++)
		assert_false(asked(plan, scores[i], &risk));
}

/* Who disagrees is offered something; nothing stops holding. */
static void
offers_and_does_not_punish(void **state)
{
	struct plan *plan = council_plan(state);
	struct uid risk = add_row(plan, "risks.risk", NULL);
	struct uid view;

	answer(plan, "risks.my_view", &risk, "agree");
	assert_false(asked(plan, "risks.offer", &risk));
	view = add_row(plan, "risks.view", &risk);
	answer(plan, "risks.view_says", &view, "no");
	assert_true(asked(plan, "risks.offer", &risk));
	assert_true(holds(plan, "risks.my_view", &risk));
	assert_true(holds(plan, "risks.view_says", &view));
}

/* Section 26: 43.95 a week over 52 weeks is 2,285.40 (domain.md, C4). */
static void
says_who_pays_what(void **state)
{
	struct plan *plan = council_plan(state);
	struct uid stream = add_row(plan, "money.stream", NULL);
	struct uid care, rail, part;

	answer(plan, "money.funder", &stream, "la_ca");
	answer(plan, "money.indicative", &stream, "14600.00");
	care = add_row(plan, "money.line", NULL);
	answer(plan, "money.price", &care, "250.00");
	answer(plan, "money.frequency", &care, "weekly");
	rail = add_row(plan, "money.line", NULL);
	answer(plan, "money.price", &rail, "90.00");
	answer(plan, "money.frequency", &rail, "one_off");
	answer(plan, "money.category", &rail, "equipment");

	assert_shown(plan, "agree.pb_cost", NULL, "£13,090.00");
	assert_shown(plan, "agree.pb_chargeable", NULL, "£13,000.00");
	assert_false(asked(plan, "agree.pb_person", NULL));
	assert_true(asked(plan, "agree.pb_not_yet", NULL));

	answer(plan, "paying.charge_known", NULL, "yes");
	assert_non_null(advice(plan, "paying.charge_known", NULL));
	part = add_row(plan, "paying.part", NULL);
	answer(plan, "paying.part_from", &part, "5/10/2026");
	answer(plan, "paying.part_weekly", &part, "43.95");
	assert_shown(plan, "paying.part_total", &part, "£2,285.40");
	assert_shown(plan, "agree.pb_person", NULL, "£2,285.40");
	assert_shown(plan, "agree.pb_council", NULL, "£10,804.60");
	assert_false(asked(plan, "agree.pb_not_yet", NULL));

	/* never more than may be charged */
	answer(plan, "paying.part_weekly", &part, "300.00");
	assert_shown(plan, "agree.pb_person", NULL, "£13,000.00");
	answer(plan, "paying.part_state", &part, "waived");
	assert_shown(plan, "agree.pb_person", NULL, "£0.00");
}

static void
checks_the_payments(void **state)
{
	struct plan *plan = council_plan(state);
	struct uid stream = add_row(plan, "money.stream", NULL);
	struct uid line = add_row(plan, "money.line", NULL);
	struct uid pay = add_row(plan, "paying.pay", NULL);

	answer(plan, "money.funder", &stream, "nhs_jf");
	answer(plan, "money.price", &line, "100.00");
	answer(plan, "money.frequency", &line, "weekly");
	assert_shown(plan, "paying.pay_should", &pay, "£5,200.00");
	assert_null(advice(plan, "paying.pay_should", &pay));
	answer(plan, "paying.pay_first", &pay, "5/10/2026");
	answer(plan, "paying.pay_every", &pay, "four_weekly");
	answer(plan, "paying.pay_float", &pay, "0");
	assert_shown(plan, "paying.pay_total", &pay, "£5,200.00");
	assert_shown(plan, "paying.pay_says", &pay,
	    "13 payments of £400.00 from 5 October 2026.");
	assert_null(advice(plan, "paying.pay_should", &pay));
	/* what is held in another way has no row yet */
	answer(plan, "paying.pay_route", &pay, "dp");
	assert_shown(plan, "money.route", &line,
	    "The NHS holds it and buys for me (notional budget)");
	assert_shown(plan, "paying.pay_total", &pay, "£0.00");
	assert_non_null(advice(plan, "paying.pay_should", &pay));
	answer(plan, "money.route", &line, "dp");
	assert_null(advice(plan, "paying.pay_should", &pay));
	/* the NHS always pays in full */
	assert_false(asked(plan, "paying.pay_less", &pay));
}

/* practice.md F44: payments are proposed to stop, and nobody is reminded of what
 * was still to be asked. */
static void
after_a_death(void **state)
{
	struct plan *plan = council_plan(state);
	struct uid stream = add_row(plan, "money.stream", NULL);
	struct uid line = add_row(plan, "money.line", NULL);
	struct uid pay = add_row(plan, "paying.pay", NULL), event;
	struct todo *todo;
	struct date on;
	size_t count;

	answer(plan, "money.funder", &stream, "nhs_jf");
	answer(plan, "money.price", &line, "100.00");
	answer(plan, "money.frequency", &line, "weekly");
	answer(plan, "paying.pay_first", &pay, "5/10/2026");
	answer(plan, "paying.pay_every", &pay, "four_weekly");
	answer(plan, "paying.pay_float", &pay, "0");
	assert_false(event_died(plan, &on));
	event = add_row(plan, "events.event", NULL);
	answer(plan, "events.kind", &event, "hospital");
	answer(plan, "events.happened_on", &event, "10/11/2026");
	assert_false(event_died(plan, &on));
	assert_false(asked(plan, "events.death_payments", NULL));
	plan_todo(plan, true, &todo, &count);
	assert_true(count > 20);
	todo_clear(todo, count);

	answer(plan, "events.kind", &event, "died");
	assert_true(event_died(plan, &on));
	assert_int_equal(date_compare(on, (struct date){ 2026, 11, 10 }), 0);
	assert_shown(plan, "about_me.date_of_death", NULL, "10 November 2026");
	/* those of 5 October and 2 November came before it */
	assert_shown(plan, "events.death_payments", NULL, "11");
	assert_shown(plan, "events.death_pence", NULL, "£4,400.00");
	plan_todo(plan, true, &todo, &count);
	assert_true(count > 0);
	/* what does not hold is still said */
	for (size_t i = 0; i < count; i++)
		if (todo[i].kind == TODO_UNANSWERED ||
		    todo[i].kind == TODO_TOO_FEW)
			assert_string_equal(todo[i].field->form->id,
			    EVENT_FORM);
	todo_clear(todo, count);
	/* the day that somebody put down is the one that counts */
	answer(plan, "about_me.date_of_death", NULL, "1/11/2026");
	assert_shown(plan, "events.death_payments", NULL, "12");
	answer(plan, "about_me.date_of_death", NULL, "");
	answer(plan, "events.happened_on", &event, "");
	assert_true(event_died(plan, &on));
	assert_int_equal(on.year, 0);
	assert_shown(plan, "events.death_payments", NULL, "0");
}

static void
fills_in_what_is_clear(void **state)
{
	struct plan *plan = council_plan(state);
	struct uid stream = add_row(plan, "money.stream", NULL);
	struct uid line = add_row(plan, "money.line", NULL);

	answer(plan, "money.funder", &stream, "nhs_jf");
	assert_shown(plan, "money.route", &line,
	    "The NHS holds it and buys for me (notional budget)");
	answer(plan, "money.category", &line, "pa");
	assert_shown(plan, "money.vat", &line,
	    "None: wages, or nobody registered for VAT");
	assert_shown(plan, "money.ends", &line, "3 October 2027");
	answer(plan, "money.category", &line, "equipment");
	answer(plan, "money.vat", &line, "zero");
	assert_non_null(advice(plan, "money.vat", &line));
	answer(plan, "money.route", &line, "dp");
	assert_null(advice(plan, "money.vat", &line));
	answer(plan, "money.what", &line, "Tobacco");
	assert_non_null(advice(plan, "money.what", &line));
	answer(plan, "money.exception", &line, "Agreed by J. Marsh");
	assert_null(advice(plan, "money.what", &line));
}

static void
wants_a_reason_for_no(void **state)
{
	struct plan *plan = council_plan(state);
	struct uid wish = add_row(plan, "asked.item", NULL);
	struct uid decision = add_row(plan, "sign.approval", NULL);

	answer(plan, "asked.decision", &wish, "less");
	assert_false(holds(plan, "asked.decision", &wish));
	answer(plan, "asked.reason", &wish, "Five hours are enough.");
	assert_true(holds(plan, "asked.decision", &wish));
	answer(plan, "sign.ap_says", &decision, "yes");
	assert_true(holds(plan, "sign.ap_says", &decision));
	answer(plan, "sign.ap_says", &decision, "no");
	assert_false(holds(plan, "sign.ap_says", &decision));
}

static void
looks_again_at_the_first_day_due(void **state)
{
	struct plan *plan = council_plan(state);
	struct uid outcome = add_row(plan, "outcomes.outcome", NULL);

	assert_shown(plan, "review.next", NULL, "30 November 2026");
	assert_shown(plan, "outcomes.again", &outcome, "30 November 2026");
	answer(plan, "purpose.kinds", NULL, "chc");
	assert_shown(plan, "review.next", NULL, "5 January 2027");
	answer(plan, "purpose.kinds", NULL, "one_off");
	assert_shown(plan, "review.next", NULL, "5 October 2027");
}

static void
says_when_a_wish_reads_like_a_service(void **state)
{
	struct plan *plan = council_plan(state);
	struct uid outcome = add_row(plan, "outcomes.outcome", NULL);

	answer(plan, "outcomes.words", &outcome, "4 calls a day");
	assert_non_null(advice(plan, "outcomes.words", &outcome));
	answer(plan, "outcomes.words", &outcome, "I get up when I like.");
	assert_null(advice(plan, "outcomes.words", &outcome));
	assert_false(asked(plan, "outcomes.gas_0", &outcome));
	answer(plan, "outcomes.gas_on", NULL, "1");
	assert_true(asked(plan, "outcomes.gas_0", &outcome));
}

int
main(void)
{
#define CASE(name)                                                             \
	cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
	const struct CMUnitTest tests[] = {
		CASE(adds_up_the_week),
		CASE(compares_the_week_with_its_cost),
		CASE(never_scores_self_harm),
		CASE(offers_and_does_not_punish),
		CASE(says_who_pays_what),
		CASE(checks_the_payments),
		CASE(after_a_death),
		CASE(fills_in_what_is_clear),
		CASE(wants_a_reason_for_no),
		CASE(looks_again_at_the_first_day_due),
		CASE(says_when_a_wish_reads_like_a_service),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
