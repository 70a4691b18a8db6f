/* Looking back at a plan, and who holds which copy of it. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "plan/handed.h"
#include "plan/stage.h"
#include "sealing.h"
#include "support.h"

static size_t
rows_in(struct plan *plan, const char *name, const struct uid *parent,
    const struct uid **rows)
{
	const struct repeat *repeat = form_set_repeat(plan_forms(plan), name);

	assert_non_null(repeat);
	return plan_rows(plan, repeat, parent, rows);
}

static void
assert_rows(struct plan *plan, const char *name, const struct uid *parent,
    size_t want)
{
	const struct uid *rows;

	assert_int_equal(rows_in(plan, name, parent, &rows), want);
}

/* --- reviews --- */

static struct uid
named(struct plan *plan, const char *repeat, const char *field,
    const char *text)
{
	struct uid row = add_row(plan, repeat, NULL);

	answer(plan, field, &row, text);
	return row;
}

static void
a_full_review_begins_with_what_the_plan_has(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	const struct uid *rows;
	struct uid full;
	struct error err;
	char *what;

	answer(plan, "purpose.kinds", NULL, "council");
	(void)named(plan, "outcomes.outcome", "outcomes.words", "Swim");
	(void)add_row(plan, "outcomes.outcome", NULL); /* nothing is in it */
	(void)named(plan, "outcomes.outcome", "outcomes.words", "Work");
	(void)named(plan, "money.line", "money.what", "Swimming pass");
	full = add_row(plan, "review.full", NULL);
	assert_int_equal(rows_in(plan, "review.seen_outcome", &full, &rows), 2);
	assert_shown(plan, "review.so_outcome", &rows[0], "Swim");
	assert_shown(plan, "review.so_outcome", &rows[1], "Work");
	assert_int_equal(rows_in(plan, "review.seen_line", &full, &rows), 1);
	assert_shown(plan, "review.sl_line", &rows[0], "Swimming pass");
	assert_rows(plan, "review.seen_risk", &full, 0);
	/* one step back takes it all away, one forward brings it all */
	assert_true(plan_undo(plan, &what, &err));
	free(what);
	assert_rows(plan, "review.full", &UID_NONE, 0);
	assert_true(plan_redo(plan, &what, &err));
	free(what);
	assert_rows(plan, "review.seen_outcome", &full, 2);
	/* a quick look stays quick */
	(void)add_row(plan, "review.look", NULL);
	assert_rows(plan, "review.seen_outcome", &full, 2);
}

static void
was_and_aim_stand_beside_now(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct uid outcome, full, earlier, seen;
	const struct uid *rows;

	answer(plan, "purpose.kinds", NULL, "council");
	outcome = named(plan, "outcomes.outcome", "outcomes.words", "Swim");
	answer(plan, "outcomes.now", &outcome, "Never");
	answer(plan, "outcomes.aim", &outcome, "Once a week");
	full = add_row(plan, "review.full", NULL);
	assert_int_equal(rows_in(plan, "review.seen_outcome", &full, &rows), 1);
	seen = rows[0];
	assert_shown(plan, "review.so_was", &seen, "Never");
	assert_shown(plan, "review.so_aim", &seen, "Once a week");
	/* how it went is said in each review, and stands with the outcome */
	answer(plan, "review.full_on", &full, "10/11/2026");
	answer(plan, "review.so_went", &seen, "mostly");
	assert_shown(plan, "outcomes.went", &outcome, "Mostly there");
	earlier = add_row(plan, "review.full", NULL);
	answer(plan, "review.full_on", &earlier, "10/5/2026");
	assert_int_equal(
	    rows_in(plan, "review.seen_outcome", &earlier, &rows), 1);
	seen = rows[0];
	answer(plan, "review.so_went", &seen, "no_change");
	assert_shown(plan, "outcomes.went", &outcome, "Mostly there");
	answer(plan, "review.full_on", &earlier, "12/11/2026");
	assert_shown(plan, "outcomes.went", &outcome, "No change");
}

/* A review keeps what it found: the next plan does not change what was looked at
 * in this one. */
static void
what_a_review_found_stays(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct uid goal, line, full, seen, cost, later;
	const struct uid *rows;

	answer(plan, "purpose.kinds", NULL, "council");
	goal = named(plan, "outcomes.outcome", "outcomes.words", "Swim");
	answer(plan, "outcomes.now", &goal, "Never");
	line = named(plan, "money.line", "money.what", "Swimming pass");
	answer(plan, "money.quantity", &line, "1");
	answer(plan, "money.price", &line, "120.00");
	answer(plan, "money.frequency", &line, "one_off");
	full = add_row(plan, "review.full", NULL);
	assert_int_equal(rows_in(plan, "review.seen_outcome", &full, &rows), 1);
	seen = rows[0];
	assert_int_equal(rows_in(plan, "review.seen_line", &full, &rows), 1);
	cost = rows[0];
	assert_shown(plan, "review.sl_planned", &cost, "£120.00");
	answer(plan, "outcomes.now", &goal, "Once a week");
	answer(plan, "money.price", &line, "150.00");
	assert_shown(plan, "review.so_was", &seen, "Never");
	assert_shown(plan, "review.so_aim", &seen, "");
	assert_shown(plan, "review.sl_planned", &cost, "£120.00");
	later = add_row(plan, "review.full", NULL);
	assert_int_equal(rows_in(plan, "review.seen_line", &later, &rows), 1);
	assert_shown(plan, "review.sl_planned", &rows[0], "£150.00");
	assert_int_equal(
	    rows_in(plan, "review.seen_outcome", &later, &rows), 1);
	assert_shown(plan, "review.so_was", &rows[0], "Once a week");
}

static void
nobody_measures_self_harm(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	const struct field *now;
	struct field_state field;
	const struct uid *rows;
	struct uid risk, full, seen;

	answer(plan, "purpose.kinds", NULL, "council");
	risk = named(plan, "risks.risk", "risks.want", "Be alone at night");
	full = add_row(plan, "review.full", NULL);
	assert_int_equal(rows_in(plan, "review.seen_risk", &full, &rows), 1);
	seen = rows[0];
	now = form_set_field(plan_forms(plan), "review.sr_now");
	plan_field(plan, now, &seen, &field);
	assert_true(field.relevant);
	answer(plan, "risks.kind", &risk, "self_harm");
	plan_field(plan, now, &seen, &field);
	assert_false(field.relevant);
}

static void
no_cut_without_a_changed_need(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct uid full;

	answer(plan, "purpose.kinds", NULL, "council");
	full = add_row(plan, "review.full", NULL);
	answer(plan, "review.full_budget", &full, "same");
	assert_true(holds(plan, "review.full_budget", &full));
	answer(plan, "review.full_budget", &full, "more");
	assert_true(holds(plan, "review.full_budget", &full));
	answer(plan, "review.full_budget", &full, "less");
	assert_false(holds(plan, "review.full_budget", &full));
	answer(plan, "review.full_needs", &full, "yes");
	assert_false(holds(plan, "review.full_budget", &full));
	answer(plan, "review.full_needs_what", &full, "I can walk again.");
	assert_false(holds(plan, "review.full_budget", &full));
	answer(plan, "review.full_next", &full, "needs");
	assert_true(holds(plan, "review.full_budget", &full));
	answer(plan, "review.full_needs", &full, "no");
	assert_false(holds(plan, "review.full_budget", &full));
}

/* Whoever ends a plan is reminded of those who are paid from it. */
static void
the_money_ends_in_order(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct uid full;

	answer(plan, "purpose.kinds", NULL, "council");
	full = add_row(plan, "review.full", NULL);
	answer(plan, "review.full_next", &full, "continue");
	assert_null(advice(plan, "review.full_next", &full));
	answer(plan, "review.full_next", &full, "end");
	assert_non_null(advice(plan, "review.full_next", &full));
	answer(plan, "paying.end_last", NULL, "15/11/2026");
	assert_null(advice(plan, "review.full_next", &full));
	answer(plan, "paying.end_last", NULL, "");
	answer(plan, "money.needs_money", NULL, "no");
	assert_null(advice(plan, "review.full_next", &full));
}

/* Each is a record of its own, and moves its own day alone. */
static void
a_check_of_the_money_is_no_review(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct uid pay, check, full;

	answer(plan, "purpose.kinds", NULL, "council");
	answer(plan, "purpose.start", NULL, "1/1/2026");
	answer(plan, "paying.dp_want", NULL, "yes");
	pay = add_row(plan, "paying.pay", NULL);
	answer(plan, "paying.pay_first", &pay, "31/1/2026");
	assert_shown(plan, "review.due_money", NULL, "31 July 2026");
	check = add_row(plan, "review.check", NULL);
	answer(plan, "review.check_on", &check, "10/7/2026");
	assert_shown(plan, "review.due_money", NULL, "10 July 2027");
	assert_shown(plan, "review.due_year", NULL, "26 February 2027");
	full = add_row(plan, "review.full", NULL);
	answer(plan, "review.full_on", &full, "1/11/2026");
	assert_shown(plan, "review.due_year", NULL, "1 November 2027");
}

/* --- copies --- */

static int64_t
hand_out(struct plan *plan, const char *to, enum audience audience)
{
	struct handing handing = { .to = to, .audience = audience,
		.what = "The whole plan (html)", .how = "By post",
		.by = "Aisha Bloom", .seal = plan_seal_now(plan) };
	struct error err;
	int64_t number;

	if (!plan_hand_out(plan, &handing, &number, &err))
		fail_msg("%s", err.text);
	return number;
}

/* "Nell old, Dan now, " in the register's order. */
static void
assert_copies(struct plan *plan, const char *want)
{
	struct handed_list list;
	struct error err;
	struct buf text;

	if (!plan_handed(plan, &list, &err))
		fail_msg("%s", err.text);
	buf_init(&text);
	for (size_t i = 0; i < list.count; i++)
		buf_addf(&text, "%d %s %s, ", (int)list.items[i].number,
		    list.items[i].to, list.items[i].old ? "old" : "now");
	if (strcmp(text.data, want) != 0)
		fail_msg("\"%s\" is not \"%s\"", text.data, want);
	buf_clear(&text);
	handed_list_clear(&list);
}

static void
who_holds_an_old_copy(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct handed_list list;
	struct error err;

	answer(plan, "purpose.kinds", NULL, "nhs");
	assert_copies(plan, "");
	seal(plan);
	assert_int_equal(hand_out(plan, "Kwame", AUDIENCE_PERSON), 1);
	assert_int_equal(hand_out(plan, "Nell", AUDIENCE_FAMILY), 2);
	assert_int_equal(hand_out(plan, "Dan", AUDIENCE_FAMILY), 3);
	/* that somebody has a copy changes nothing in what is signed */
	assert_false(plan_stage(plan)->differs);
	assert_copies(plan, "1 Kwame now, 2 Nell now, 3 Dan now, ");
	answer(plan, "about_me.name_first", NULL, "Kwame");
	assert_null(plan_seal_now(plan));
	seal(plan);
	assert_copies(plan, "1 Kwame old, 2 Nell old, 3 Dan old, ");
	/* the same copy again, and another copy, which is not instead of it */
	assert_int_equal(hand_out(plan, " Nell ", AUDIENCE_FAMILY), 4);
	assert_int_equal(hand_out(plan, "Dan", AUDIENCE_FINANCE), 5);
	assert_copies(plan, "1 Kwame old, 2 Nell now, 3 Dan old, "
			    "4  Nell  now, 5 Dan now, ");
	assert_true(plan_handed(plan, &list, &err));
	assert_true(handed_find(&list, 1)->sealed);
	assert_null(handed_find(&list, 9));
	handed_list_clear(&list);
}

static void
what_is_written_down(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	const struct uid *rows;
	char hex[DIGEST_HEX_LEN + 1];

	answer(plan, "purpose.kinds", NULL, "nhs");
	(void)hand_out(plan, "Kwame", AUDIENCE_PERSON);
	seal(plan);
	(void)hand_out(plan, "Kwame", AUDIENCE_PERSON);
	assert_int_equal(rows_in(plan, COPIES, &UID_NONE, &rows), 2);
	assert_shown(plan, COPY_SEAL, &rows[0], COPY_OF_DRAFT);
	digest_format(&plan_stage(plan)->seal, hex);
	assert_shown(plan, COPY_SEAL, &rows[1], hex);
	assert_shown(plan, COPY_FOR, &rows[1], "The person's own");
	assert_shown(plan, COPY_WHAT, &rows[1], "The whole plan (html)");
	assert_shown(plan, COPY_HOW, &rows[1], "By post");
	assert_shown(plan, COPY_ON, &rows[1], "16 November 2026");
	assert_shown(plan, COPY_BY, &rows[1], "Aisha Bloom");
	assert_true(holds(plan, COPY_ON, &rows[1]));
}

/* One that is written down by hand has a number too, and its day says whether it
 * is old. */
static void
copies_by_hand(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct uid row;

	answer(plan, "purpose.kinds", NULL, "nhs");
	(void)hand_out(plan, "Kwame", AUDIENCE_PERSON);
	row = add_row(plan, COPIES, NULL);
	answer(plan, COPY_TO, &row, "Nell");
	assert_shown(plan, COPY_NUMBER, &row, "2");
	answer(plan, COPY_TO, &row, "Nell, sister");
	assert_shown(plan, COPY_NUMBER, &row, "2");
	answer(plan, COPY_ON, &row, "1/11/2026");
	assert_copies(plan, "1 Kwame now, 2 Nell, sister now, ");
	seal(plan);
	row = add_row(plan, COPIES, NULL);
	answer(plan, COPY_TO, &row, "Dan");
	assert_copies(plan, "1 Kwame now, 2 Nell, sister old, 3 Dan now, ");
}

static int64_t
hand_how(struct plan *plan, const char *to, enum audience audience,
    const char *how)
{
	struct handing handing = { .to = to, .audience = audience,
		.how = how };
	struct error err;
	int64_t number;

	if (!plan_hand_out(plan, &handing, &number, &err))
		fail_msg("%s", err.text);
	return number;
}

/* What is offered for the next copy: the one who had the last of that kind, and
 * the way that they had theirs. */
static void
what_was_used_last(void **state)
{
	static const struct {
		enum audience audience;
		const char *to, *how;
	} cases[] = {
		{ AUDIENCE_FAMILY, "Nell", "By post" },
		/* how they had any copy, before how others had this one */
		{ AUDIENCE_FAMILY, " Bell ", "By van" },
		/* somebody new: as the last of this kind went */
		{ AUDIENCE_FAMILY, "Somebody new", "By hand" },
		{ AUDIENCE_FINANCE, "Somebody new", "By van" },
		/* the first of its kind: as the last of any went */
		{ AUDIENCE_PROVIDER, "Somebody new", "By van" },
	};
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct handed_list list;
	struct error err;

	answer(plan, "purpose.kinds", NULL, "nhs");
	assert_true(plan_handed(plan, &list, &err));
	assert_null(handed_last_to(&list, AUDIENCE_FAMILY));
	assert_null(handed_last_how(&list, AUDIENCE_FAMILY, "Nell"));
	handed_list_clear(&list);
	(void)hand_how(plan, "Nell ", AUDIENCE_FAMILY, "By post");
	(void)hand_how(plan, "Dan", AUDIENCE_FAMILY, "By hand");
	(void)hand_how(plan, "Bell", AUDIENCE_FINANCE, "By van");
	(void)hand_how(plan, "Nell", AUDIENCE_FAMILY, NULL);
	assert_true(plan_handed(plan, &list, &err));
	assert_string_equal(handed_last_to(&list, AUDIENCE_FAMILY), "Nell");
	assert_string_equal(handed_last_to(&list, AUDIENCE_FINANCE), "Bell");
	assert_null(handed_last_to(&list, AUDIENCE_PROVIDER));
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *how = handed_last_how(&list, cases[i].audience,
		    cases[i].to);

		if (!how || strcmp(how, cases[i].how) != 0)
			fail_msg("%s: %s", cases[i].to, how ? how : "nothing");
	}
	handed_list_clear(&list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define WITH_PLAN(test)                                                        \
	cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)
		WITH_PLAN(a_full_review_begins_with_what_the_plan_has),
		WITH_PLAN(was_and_aim_stand_beside_now),
		WITH_PLAN(what_a_review_found_stays),
		WITH_PLAN(nobody_measures_self_harm),
		WITH_PLAN(no_cut_without_a_changed_need),
		WITH_PLAN(the_money_ends_in_order),
		WITH_PLAN(a_check_of_the_money_is_no_review),
		WITH_PLAN(who_holds_an_old_copy),
		WITH_PLAN(what_is_written_down),
		WITH_PLAN(copies_by_hand),
		WITH_PLAN(what_was_used_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
