/* What the ticks come to in the forms, as the cases of domain.md H have them
 * (all people invented). How they are counted is tested in tests/rules. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "support.h"

#define MET "As ticked, the three conditions of the national rules are met."

static const char *const ten[] = { "nutrition", "hygiene", "toilet", "clothed",
	"home_safe", "home_habitable", "relationships", "work_learning",
	"community", "child_care" };

static struct plan *
plan_of(void **state, const char *kinds)
{
	struct plan *plan = ((struct fixture *)*state)->plan;

	answer(plan, "purpose.kinds", NULL, kinds);
	return plan;
}

/* Answers FORM.ID; blank where CODE is NULL. */
static void
answer_in(struct plan *plan, const char *form, const char *id,
    const char *code)
{
	struct buf name;

	buf_init(&name);
	buf_addf(&name, "%s.%s", form, id);
	answer(plan, name.data, NULL, code ? code : "");
	buf_clear(&name);
}

/* The ten in their order: "y" needs help, "n" manages, "." not asked. */
static void
tick_ten(struct plan *plan, const char *ticks)
{
	for (size_t i = 0; i < ARRAY_LEN(ten); i++)
		answer_in(plan, "needs", ten[i], ticks[i] == 'y' ? "help" :
		    ticks[i] == 'n'			      ? "manage" :
								"not_asked");
}

static void
assert_tells(struct plan *plan, const char *name, const struct uid *row,
    size_t at, const char *want)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct working working;

	assert_non_null(field);
	working_init(&working);
	plan_working(plan, field, row ? row : &UID_NONE, &working);
	assert_true(at < working.count);
	assert_string_equal(working.steps[at].text, want);
	working_clear(&working);
}

/* --- needs --- */

static void
test_care_act(void **state)
{
	static const struct {
		const char *ticks, *count;
		bool met;
	} cases[] = {
		{ "nynnnyyyyn", "5", true },  /* C1 */
		{ "yyyyynynnn", "6", true },  /* C2 */
		{ "yyyyyyyyyn", "9", true },  /* C3 */
		{ "yynnynnnyn", "4", true },  /* C4 */
		{ "ynnnnyyyyn", "5", true },  /* C5 */
		{ "nnnnnnnnyn", "1", false }, /* C6 */
	};
	struct plan *plan = plan_of(state, "council");

	answer(plan, "wellbeing.related", NULL, "yes");
	answer(plan, "wellbeing.parts", NULL, "control work");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		tick_ten(plan, cases[i].ticks);
		assert_shown(plan, "needs.asked", NULL, "10");
		assert_shown(plan, "needs.help_count", NULL, cases[i].count);
		assert_shown(plan, "wellbeing.as_ticked", NULL,
		    cases[i].met ? MET :
		    "As ticked, the three conditions of the national rules are "
		    "not met: help is needed with 1 of the ten, and two are "
		    "asked for.");
		answer(plan, "wellbeing.decided", NULL, "some");
		assert_int_equal(advice(plan, "wellbeing.decided", NULL) == NULL,
		    cases[i].met);
		answer(plan, "wellbeing.decided", NULL, "none");
		assert_int_equal(advice(plan, "wellbeing.decided", NULL) == NULL,
		    !cases[i].met);
		answer(plan, "wellbeing.decided", NULL, "not_finished");
		assert_null(advice(plan, "wellbeing.decided", NULL));
	}
}

/* Each of the ten is read as itself, in the order of the rules, with its own
 * reasons. */
static void
test_each_of_the_ten(void **state)
{
	static const char *const names[] = { "eating and drinking", "washing",
		"using the toilet", "getting dressed", "getting about at home",
		"keeping the home going", "family and friends",
		"work and learning", "getting out", "looking after a child" };
	struct plan *plan = plan_of(state, "council");

	for (size_t i = 0; i < ARRAY_LEN(ten); i++) {
		char ticks[] = "nnnnnnnnnn";
		struct buf id, want;

		ticks[i] = 'y';
		tick_ten(plan, ticks);
		buf_init(&id);
		buf_init(&want);
		buf_addf(&id, "%s_why", ten[i]);
		buf_addf(&want, "As ticked, help is needed with 1 of the ten: "
		    "%s.", names[i]);
		assert_tells(plan, "needs.help_count", NULL, 0, want.data);
		answer_in(plan, "needs", id.data, "danger slow");
		buf_reset(&want);
		buf_addf(&want, "In what way, %s: only with danger to somebody "
		    "and only in far more time than others take.", names[i]);
		assert_tells(plan, "wellbeing.as_ticked", NULL, 3, want.data);
		answer_in(plan, "needs", id.data, NULL);
		buf_clear(&id);
		buf_clear(&want);
	}
}

static void
test_not_finished(void **state)
{
	struct plan *plan = plan_of(state, "council");

	tick_ten(plan, "nynnn.....");
	assert_shown(plan, "needs.asked", NULL, "5");
	answer(plan, "wellbeing.related", NULL, "yes");
	assert_shown(plan, "wellbeing.as_ticked", NULL, "As ticked so far, "
	    "this is not finished: 5 of the ten have not been asked yet and "
	    "nobody has ticked what it does to life.");
	answer(plan, "wellbeing.decided", NULL, "none");
	assert_non_null(advice(plan, "wellbeing.decided", NULL));
	tick_ten(plan, "nynnny....");
	answer(plan, "wellbeing.parts", NULL, "none");
	assert_shown(plan, "wellbeing.as_ticked", NULL, "As ticked, the three "
	    "conditions of the national rules are not met: no part of life is "
	    "changed a lot.");
	answer(plan, "wellbeing.parts", NULL, "home");
	assert_shown(plan, "wellbeing.as_ticked", NULL, MET);
}

static void
test_carer(void **state)
{
	struct plan *plan = plan_of(state, "carer");

	assert_shown(plan, "carer.hard_count", NULL, "0");
	answer(plan, "carer.necessary", NULL, "yes");
	answer(plan, "carer.health", NULL, "none");
	answer(plan, "carer.hard", NULL, "none");
	answer(plan, "carer.parts", NULL, "health");
	assert_shown(plan, "carer.as_ticked", NULL, "As ticked, the three "
	    "conditions of the national rules are not met: health is not at "
	    "risk and all of the eight can be managed.");
	answer(plan, "carer.decided", NULL, "all");
	assert_non_null(advice(plan, "carer.decided", NULL));
	answer(plan, "carer.health", NULL, "risk");
	assert_shown(plan, "carer.as_ticked", NULL, MET);
	assert_null(advice(plan, "carer.decided", NULL));
	answer(plan, "carer.health", NULL, "none");
	answer(plan, "carer.hard", NULL, "recreation relationships");
	answer(plan, "carer.hard_why", NULL, "distress");
	assert_shown(plan, "carer.hard_count", NULL, "2");
	assert_shown(plan, "carer.as_ticked", NULL, MET);
	assert_null(advice(plan, "carer.decided", NULL));
	assert_tells(plan, "carer.hard_count", NULL, 0, "As ticked, 2 of the "
	    "eight cannot be managed: seeing family and friends; time for "
	    "oneself.");
	assert_tells(plan, "carer.as_ticked", NULL, 4, "In what way, time for "
	    "oneself: only with a lot of pain, worry or distress.");
}

/* --- deciding --- */

static void
test_capacity(void **state)
{
	struct plan *plan = plan_of(state, "council");
	struct uid first, second;

	answer(plan, "consent.cap_doubt", NULL, "yes");
	first = add_row(plan, "consent.decision", NULL);
	second = add_row(plan, "consent.decision", NULL);
	answer(plan, "consent.decision_conclusion", &first, "cannot");
	assert_non_null(advice(plan, "consent.decision_conclusion", &first));
	assert_shown(plan, "consent.decision_parted", &first, "The ticks and "
	    "the conclusion do not agree: the conclusion is that they cannot "
	    "make this decision, and none of the four things is ticked no.");
	assert_null(advice(plan, "consent.decision_conclusion", &second));

	answer(plan, "consent.decision_weigh", &first, "no");
	answer(plan, "consent.decision_link", &first, "no");
	assert_shown(plan, "consent.decision_parted", &first, "The ticks and "
	    "the conclusion do not agree: something other than the mind or "
	    "brain is ticked as the reason, such as pressure from somebody, so "
	    "get legal advice.");
	answer(plan, "consent.decision_link", &first, "yes");
	assert_null(advice(plan, "consent.decision_conclusion", &first));
	assert_shown(plan, "consent.decision_parted", &first, "");

	answer(plan, "consent.decision_conclusion", &second, "can");
	assert_null(advice(plan, "consent.decision_conclusion", &second));
	answer(plan, "consent.decision_tell", &second, "no");
	assert_non_null(advice(plan, "consent.decision_conclusion", &second));
	assert_tells(plan, "consent.decision_parted", &second, 3, "Second, "
	    "because one of them is no: has it been written what in the mind "
	    "or brain gets in the way? not yet.");
}

static void
test_advocacy(void **state)
{
	struct plan *plan = plan_of(state, "council");

	answer(plan, "consent.adv_difficulty", NULL, "weigh views");
	assert_shown(plan, "consent.adv_due", NULL, "");
	answer(plan, "consent.adv_other", NULL, "refused");
	assert_shown(plan, "consent.adv_due", NULL, "Yes");
	answer(plan, "consent.adv_other", NULL, "no");
	assert_shown(plan, "consent.adv_due", NULL, "Yes");
	assert_tells(plan, "consent.adv_due", NULL, 0,
	    "As ticked, an advocate has to be arranged.");
	answer(plan, "consent.adv_other", NULL, "yes");
	assert_shown(plan, "consent.adv_due", NULL, "No");
}

/* --- NHS Continuing Healthcare --- */

static const char *const domains[] = { "breathing", "nutrition", "continence",
	"skin", "mobility", "communication", "mood", "cognition", "behaviour",
	"drugs", "asc", "other" };

static void
copy_rows(struct plan *plan, const char *prefix, const char *letters)
{
	static const struct {
		char letter;
		const char *code;
	} codes[] = { { 'A', "a" }, { 'B', "b" }, { 'C', "c" },
		{ 'N', "none" }, { 'L', "low" }, { 'M', "moderate" },
		{ 'H', "high" }, { 'S', "severe" }, { 'P', "priority" } };

	for (size_t i = 0; letters[i]; i++) {
		const char *code = NULL;
		struct buf id;

		for (size_t k = 0; k < ARRAY_LEN(codes); k++)
			if (codes[k].letter == letters[i])
				code = codes[k].code;
		buf_init(&id);
		buf_addf(&id, "%s_%s", prefix, domains[i]);
		answer_in(plan, "health", id.data, code);
		buf_clear(&id);
	}
}

static void
test_checklist(void **state)
{
	struct plan *plan = plan_of(state, "s117");

	answer(plan, "health.chc_status", NULL, "checklist_no");
	answer(plan, "health.chk_date", NULL, "2/11/2026");
	assert_shown(plan, "health.chk_auto", NULL,
	    "This is not finished: 11 of the eleven rows are still blank.");
	copy_rows(plan, "chk", "CCCBBCACCCC"); /* C1 */
	assert_shown(plan, "health.chk_count_a", NULL, "1");
	assert_shown(plan, "health.chk_count_b", NULL, "2");
	assert_shown(plan, "health.chk_auto", NULL, "As ticked, the columns "
	    "alone do not suggest a full assessment.");
	assert_null(advice(plan, "health.chk_auto", NULL));
	assert_tells(plan, "health.chk_auto", NULL, 1,
	    "A, 1 of eleven: mood and feelings.");
	assert_tells(plan, "health.chk_count_b", NULL, 0,
	    "B, 2 of eleven: skin and moving about.");
	copy_rows(plan, "chk", "CBCCCCBBCCC"); /* C5 */
	assert_shown(plan, "health.chk_auto", NULL, "As ticked, the columns "
	    "alone do not suggest a full assessment.");

	/* one of the four domains where an A is enough: each is read as itself */
	for (size_t i = 0; i < 11; i++) {
		char columns[] = "CCCCCCCCCCC";

		columns[i] = 'A';
		copy_rows(plan, "chk", columns);
		assert_int_equal(advice(plan, "health.chk_auto", NULL) != NULL,
		    i == 0 || i == 8 || i == 9 || i == 10);
	}
}

static void
test_levels(void **state)
{
	static const char clear[] = "Clear: the levels alone suggest that the "
	    "team would be expected to recommend it.";
	struct plan *plan = plan_of(state, "chc");

	answer(plan, "health.chc_status", NULL, "dst");
	answer(plan, "health.chc_date", NULL, "2/11/2026");
	copy_rows(plan, "dst", "MSHMSHLSMHPM"); /* C3 */
	assert_shown(plan, "health.chc_auto", NULL, clear);
	assert_shown(plan, "health.dst_priority", NULL, "1");
	assert_shown(plan, "health.dst_severe", NULL, "3");
	assert_shown(plan, "health.dst_high", NULL, "7");
	copy_rows(plan, "dst", "HSHMSMMHLHLL"); /* C4 */
	assert_shown(plan, "health.chc_auto", NULL, clear);
	assert_tells(plan, "health.chc_auto", NULL, 1,
	    "Severe, 2 of twelve: food and drink; moving about.");
	assert_tells(plan, "health.dst_severe", NULL, 0,
	    "Severe, 2 of twelve: food and drink; moving about.");
	assert_tells(plan, "health.dst_high", NULL, 1, "Moderate, 3 of twelve: "
	    "skin; communication; mood and feelings.");
	copy_rows(plan, "dst", "HSHMHMMHLHLL");
	assert_shown(plan, "health.chc_auto", NULL, "Consider: the levels "
	    "alone suggest a close look at how the needs act on each other.");
	copy_rows(plan, "dst", "NLNNNNNNNNNN");
	assert_shown(plan, "health.chc_auto", NULL, "For the team to judge: "
	    "the levels alone suggest nothing either way.");

	/* each row is read as itself */
	for (size_t i = 0; i < ARRAY_LEN(domains); i++) {
		static const char *const names[] = { "breathing",
			"food and drink", "continence", "skin", "moving about",
			"communication", "mood and feelings",
			"memory and thinking", "behaviour",
			"medicines and symptoms",
			"altered states of consciousness",
			"other significant needs" };
		char levels[] = "NNNNNNNNNNNN";
		struct buf want;

		levels[i] = 'H';
		copy_rows(plan, "dst", levels);
		buf_init(&want);
		buf_addf(&want, "High, 1 of twelve: %s.", names[i]);
		assert_tells(plan, "health.chc_auto", NULL, 1, want.data);
		buf_clear(&want);
	}
}

/* --- goals and the grid --- */

static void
test_goals(void **state)
{
	static const char *const goals[][2] = { { "4", "p1" }, { "3", "zero" },
		{ "2", "p1" }, { "1", "m1" } };
	struct plan *plan = plan_of(state, "s117");

	answer(plan, "outcomes.gas_on", NULL, "yes");
	for (size_t i = 0; i < ARRAY_LEN(goals); i++) {
		struct uid row = add_row(plan, "outcomes.outcome", NULL);

		answer(plan, "outcomes.gas_weight", &row, goals[i][0]);
		if (i == 0)
			assert_shown(plan, "review.gas_t", NULL, "");
		answer(plan, "outcomes.gas_attained", &row, goals[i][1]);
	}
	assert_shown(plan, "review.gas_t", NULL, "The goals together come to "
	    "57.00, where 50.00 would be just as expected."); /* C1 */
	(void)add_row(plan, "outcomes.outcome", NULL);
	assert_shown(plan, "review.gas_t", NULL, "The goals together come to "
	    "57.00, where 50.00 would be just as expected.");
	assert_tells(plan, "review.gas_t", NULL, 1,
	    "Goal 1: weight 4 x score 1 = 4");
	answer(plan, "outcomes.gas_on", NULL, "no");
	assert_shown(plan, "review.gas_t", NULL, "");
}

static void
test_grid(void **state)
{
	struct plan *plan = plan_of(state, "council");
	struct uid falls = add_row(plan, "risks.risk", NULL);
	struct uid harm = add_row(plan, "risks.risk", NULL);

	answer(plan, "risks.kind", &falls, "falls");
	answer(plan, "risks.kind", &harm, "health self_harm");
	answer(plan, "risks.grid_on", NULL, "yes");
	answer(plan, "risks.likely_before", &falls, "possible");
	answer(plan, "risks.bad_before", &falls, "moderate");
	assert_shown(plan, "risks.score_before", &falls, "9");
	assert_shown(plan, "risks.score_after", &falls, "");
	assert_tells(plan, "risks.score_before", &falls, 1,
	    "8 to 12 is called high.");
	answer(plan, "risks.likely_after", &falls, "unlikely");
	answer(plan, "risks.bad_after", &falls, "moderate");
	assert_shown(plan, "risks.score_after", &falls, "6");
	assert_tells(plan, "risks.score_after", &falls, 0,
	    "How likely (unlikely, 2) x how bad (moderate, 3) = 6");

	/* whatever is forced into it */
	answer(plan, "risks.likely_before", &harm, "likely");
	answer(plan, "risks.bad_before", &harm, "major");
	assert_shown(plan, "risks.score_before", &harm, "");
	answer(plan, "risks.grid_on", NULL, "no");
	assert_shown(plan, "risks.score_before", &falls, "");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, fixture_open, \
    fixture_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_care_act),
		TEST(test_each_of_the_ten),
		TEST(test_not_finished),
		TEST(test_carer),
		TEST(test_capacity),
		TEST(test_advocacy),
		TEST(test_checklist),
		TEST(test_levels),
		TEST(test_goals),
		TEST(test_grid),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
