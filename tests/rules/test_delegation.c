/* The example scheme of domain.md F1, each agency with a ladder of its own
 * (practice.md F30), and the six cases of section H (all invented). */
#include "config.h"

#include "rules/delegation.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/money.h"

#define SEED UINT64_C(20261116)

static const struct authority example_steps[] = {
	{ "nhs", "", "Care coordinator", 1500000, false, 250000, NULL },
	{ "council", "", "Coordinator", 1500000, false, 250000, NULL },
	{ "nhs", "", "NHS case manager", 4900000, false, NO_LIMIT, NULL },
	{ "council", "", "Team manager", 4900000, false, NO_LIMIT,
	    "Example scheme, from 1 April 2026" },
	{ "nhs", "", "Head of NHS service", NO_LIMIT, false, NO_LIMIT, NULL },
	{ "council", "", "Head of council service", NO_LIMIT, false, NO_LIMIT,
	    NULL },
};
static const struct scheme example = {
	.steps = example_steps,
	.step_count = ARRAY_LEN(example_steps),
};

static struct stream_ask
ask_of(const char *code, int64_t recurring, int64_t once, int64_t expected)
{
	const struct funder *funder = funder_find(code);

	assert_non_null(funder);
	return (struct stream_ask){
		.funder = funder,
		.recurring_pence = recurring,
		.once_pence = once,
		.expected_pence = expected,
		.expected_known = true,
		.costs_known = true,
		.award_ref = true,
		.award_date = true,
		.weeks = 52,
	};
}

/* --- the cases --- */

static const struct case_stream {
	const char *label, *code;
	int64_t recurring, once, expected;
	size_t level;
	bool senior;
} case_streams[] = {
	{ "C1", "la_ca", 622956, 0, 700000, 1, false },
	{ "C1", "la_s117", 341255, 84480, 460000, 1, false },
	{ "C1", "nhs_s117", 456768, 50840, 600000, 1, false },
	{ "C2", "nhs_chc", 1577672, 145700, 1740000, 2, false },
	{ "C2", "la_carer", 0, 30000, 30000, 1, false },
	{ "C3", "nhs_chc", 13407749, 552720, 14200000, 3, true },
	{ "C3", "la_carer", 0, 75000, 75000, 1, false },
	{ "C4", "nhs_chc", 3451172, 0, 3650000, 2, false },
	/* more planned than expected: NHS money never fills it */
	{ "C4", "la_ca", 1473149, 116760, 1460000, 3, true },
	{ "C5", "la_ca", 1411400, 84000, 1590000, 1, false },
	{ "C5", "nhs_jf", 154000, 0, 180000, 1, false },
	{ "C6", "nhs_pwb", 7000, 238000, 245000, 1, false },
};

static void
test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(case_streams); i++) {
		const struct case_stream *c = &case_streams[i];
		struct stream_ask ask =
		    ask_of(c->code, c->recurring, c->once, c->expected);
		struct approval approval;

		approval_find(&example, &ask, &approval);
		assert_true(approval.needed);
		assert_int_equal(approval.level, c->level);
		assert_int_equal(approval.senior, c->senior);
		assert_string_equal(approval.step->agency, ask.funder->agency);
		/* the case's own route: one senior stream is enough */
		assert_true(!approval.senior || strcmp(c->label, "C3") == 0 ||
		    strcmp(c->label, "C4") == 0);
	}
}

/* --- one ladder --- */

static void
test_edges(void **state)
{
	static const struct {
		int64_t recurring, once, expected;
		int weeks;
		size_t level;
	} cases[] = {
		{ 1500000, 250000, 9900000, 52, 1 }, /* up to and with */
		{ 1500001, 0, 9900000, 52, 2 },
		{ 0, 250001, 9900000, 52, 2 },
		{ 4900000, 99999999, 999999999, 52, 2 },
		{ 4900001, 0, 9900000, 52, 3 },
		{ 1, 0, 0, 52, 3 }, /* a penny more than expected */
		/* half a year at 7,500.00 is 15,000.00 a year */
		{ 750000, 0, 9900000, 26, 1 },
		{ 750001, 0, 9900000, 26, 2 },
		{ 3000000, 0, 9900000, 104, 1 },
		{ 28846, 0, 9900000, 1, 1 }, /* 14,999.92 a year */
		{ 28847, 0, 9900000, 1, 2 }, /* 15,000.44 */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct stream_ask ask = ask_of("la_ca", cases[i].recurring,
		    cases[i].once, cases[i].expected);
		struct approval approval;

		ask.weeks = cases[i].weeks;
		approval_find(&example, &ask, &approval);
		assert_int_equal(approval.level, cases[i].level);
	}
}

static void
test_a_week(void **state)
{
	static const struct authority steps[] = {
		{ "council", "", "Social worker", 50000, true, 10000, NULL },
		{ "council", "", "Panel", NO_LIMIT, false, NO_LIMIT, NULL },
	};
	static const struct scheme scheme = { steps, ARRAY_LEN(steps) };
	struct stream_ask ask = ask_of("la_ca", 400000, 0, 900000);
	struct approval approval;

	(void)state;
	ask.weeks = 8; /* 500.00 a week */
	approval_find(&scheme, &ask, &approval);
	assert_int_equal(approval.level, 1);
	ask.recurring_pence++;
	approval_find(&scheme, &ask, &approval);
	assert_int_equal(approval.level, 2);
	assert_true(approval.fired[APPROVAL_RECURRING]);
	assert_false(approval.fired[APPROVAL_ONCE]);
}

/* Steps that name a stream stand in place of the agency's general ones. */
static void
test_own_steps(void **state)
{
	static const struct authority steps[] = {
		{ "nhs", "", "Case manager", NO_LIMIT, false, NO_LIMIT, NULL },
		{ "nhs", "nhs_pwb", "Therapist", 0, false, 200000, NULL },
		{ "nhs", "nhs_pwb", "Wheelchair lead", NO_LIMIT, false,
		    NO_LIMIT, NULL },
	};
	static const struct scheme scheme = { steps, ARRAY_LEN(steps) };
	struct stream_ask chair = ask_of("nhs_pwb", 0, 200001, 300000);
	struct stream_ask care = ask_of("nhs_chc", 0, 200001, 300000);
	struct stream_ask council = ask_of("la_ca", 0, 200001, 300000);
	struct approval approval;

	(void)state;
	approval_find(&scheme, &chair, &approval);
	assert_string_equal(approval.step->role, "Wheelchair lead");
	approval_find(&scheme, &care, &approval);
	assert_string_equal(approval.step->role, "Case manager");
	assert_false(approval.senior); /* the only step is not a senior one */
	approval_find(&scheme, &council, &approval);
	assert_null(approval.step);
	assert_true(approval.needed && approval.senior);
	assert_true(approval.fired[APPROVAL_NO_LADDER]);
	assert_false(approval.fired[APPROVAL_BEYOND_LADDER]);
}

static void
test_nobody_high_enough(void **state)
{
	static const struct authority steps[] = {
		{ "council", "", "Manager", 100, false, 100, NULL },
	};
	static const struct scheme scheme = { steps, ARRAY_LEN(steps) };
	struct stream_ask ask = ask_of("la_ca", 101, 0, 1000);
	struct approval approval;

	(void)state;
	approval_find(&scheme, &ask, &approval);
	assert_null(approval.step);
	assert_int_equal(approval.level, 0);
	assert_true(approval.senior);
	assert_true(approval.fired[APPROVAL_BEYOND_LADDER]);
}

static void
test_elsewhere(void **state)
{
	static const char *const codes[] = { "dfg", "edu", "atw", "charity",
		"own" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
		struct stream_ask ask = ask_of(codes[i], 99999999, 1, 0);
		struct approval approval;

		approval_find(&example, &ask, &approval);
		assert_false(approval.needed);
		assert_null(approval.step);
		assert_false(approval.fired[APPROVAL_NO_AWARD]);
		assert_false(approval.fired[APPROVAL_OVER_EXPECTED]);
		ask.award_date = false;
		approval_find(&example, &ask, &approval);
		assert_true(approval.fired[APPROVAL_NO_AWARD]);
		ask.award_date = true;
		ask.award_ref = false;
		approval_find(&example, &ask, &approval);
		assert_true(approval.fired[APPROVAL_NO_AWARD]);
	}
}

static void
test_what_is_not_known(void **state)
{
	struct stream_ask ask = ask_of("la_ca", 0, 0, 100);
	struct approval approval;

	(void)state;
	approval_find(&example, &ask, &approval);
	assert_false(approval.needed); /* nothing planned */
	ask.costs_known = false;
	approval_find(&example, &ask, &approval);
	assert_true(approval.needed);
	assert_true(approval.fired[APPROVAL_COSTS_UNKNOWN]);
	ask.once_pence = 10;
	ask.expected_known = false;
	ask.exception = true;
	approval_find(&example, &ask, &approval);
	assert_true(approval.fired[APPROVAL_EXPECTED_UNKNOWN]);
	assert_true(approval.fired[APPROVAL_EXCEPTION]);
	assert_false(approval.fired[APPROVAL_OVER_EXPECTED]);
	assert_int_equal(approval.level, 1);
}

static void
test_large(void **state)
{
	struct stream_ask ask = ask_of("la_ca", INT64_MAX, INT64_MAX, 0);
	struct approval approval;
	struct working working;

	(void)state;
	approval_find(&example, &ask, &approval);
	assert_int_equal(approval.level, 3);
	assert_true(approval.fired[APPROVAL_OVER_EXPECTED]);
	working_init(&working);
	approval_explain(&example, &ask, &approval, &working);
	assert_non_null(strstr(working.steps[0].text, "more than can be"));
	working_clear(&working);
}

/* --- properties --- */

static uint64_t
next_random(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return *seed >> 33;
}

/* Asking for more never finds a lower approver; whoever is found may approve
 * it. */
static void
test_more_is_never_lower(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	print_message("seed %" PRIu64 "\n", seed);
	for (int i = 0; i < 20000; i++) {
		struct stream_ask ask = ask_of(i % 2 ? "la_ca" : "nhs_chc",
		    (int64_t)(next_random(&seed) % 6000000),
		    (int64_t)(next_random(&seed) % 400000), 0);
		struct approval before, after;

		ask.expected_pence = (int64_t)(next_random(&seed) % 6400000);
		ask.weeks = 1 + (int)(next_random(&seed) % 104);
		if (ask.recurring_pence + ask.once_pence == 0)
			continue;
		approval_find(&example, &ask, &before);
		assert_true(before.step->once_pence < 0 ||
		    ask.once_pence <= before.step->once_pence);
		ask.recurring_pence += (int64_t)(next_random(&seed) % 100000);
		ask.once_pence += (int64_t)(next_random(&seed) % 10000);
		approval_find(&example, &ask, &after);
		assert_true(after.level >= before.level);
	}
}

/* --- risk --- */

static const struct risk_terms terms = { .talk_from = 15, .offer_days = 5 };

/* practice.md F29: dissent brings an offer and changes nothing else. */
static void
test_dissent_changes_nothing(void **state)
{
	(void)state;
	for (int bits = 0; bits < 4; bits++)
		for (int score = 0; score <= 25; score++) {
			struct risk_ask ask = {
				.score_after = score,
				.panel_asked = bits & 1,
				.no_safe_start = bits & 2,
			};
			struct risk_route without, with;

			risk_route(&terms, &ask, &without);
			assert_false(without.offer);
			ask.disagrees = true;
			risk_route(&terms, &ask, &with);
			assert_true(with.offer);
			assert_int_equal(with.panel, without.panel);
			assert_int_equal(with.talk, without.talk);
		}
}

static void
test_risk_routes(void **state)
{
	static const struct {
		struct risk_ask ask;
		struct risk_route route;
	} cases[] = {
		{ { .score_after = 14 }, { .talk = false } },
		{ { .score_after = 15 }, { .talk = true } },
		{ { .score_after = 25 }, { .talk = true } },
		{ { .score_after = 0 }, { .talk = false } },
		{ { .panel_asked = true }, { .panel = true } },
		{ { .no_safe_start = true }, { .panel = true } },
		{ { .disagrees = true }, { .offer = true } },
	};
	static const struct risk_terms off = { .offer_days = 5 };
	struct risk_route route;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		risk_route(&terms, &cases[i].ask, &route);
		assert_int_equal(route.talk, cases[i].route.talk);
		assert_int_equal(route.panel, cases[i].route.panel);
		assert_int_equal(route.offer, cases[i].route.offer);
	}
	risk_route(&off, &(struct risk_ask){ .score_after = 25 }, &route);
	assert_false(route.talk);
}

/* --- in words --- */

static void
test_explain(void **state)
{
	struct stream_ask ask = ask_of("la_ca", 1473149, 116760, 1460000);
	struct approval approval;
	struct working working;

	(void)state;
	approval_find(&example, &ask, &approval);
	working_init(&working);
	approval_explain(&example, &ask, &approval, &working);
	assert_string_equal(working.steps[0].text,
	    "Council personal budget: £15,899.09 is planned. May approve it: "
	    "Head of council service.");
	assert_string_equal(working.steps[1].text,
	    "In 52 weeks: £14,731.49 again and again, and £1,167.60 once or "
	    "kept back.");
	assert_string_equal(working.steps[2].text,
	    "Coordinator may approve £15,000.00 a year again and again, and "
	    "£2,500.00 paid once or kept back.");
	assert_string_equal(working.steps[3].source,
	    "Example scheme, from 1 April 2026");
	assert_string_equal(working.steps[4].text,
	    "Head of council service may approve any amount again and again, "
	    "and any amount paid once or kept back.");
	assert_non_null(strstr(working.steps[5].text, "More is planned"));
	assert_int_equal(working.count, 8);
	working_clear(&working);
}

static void
test_say(void **state)
{
	struct stream_ask ask = ask_of("la_ca", 1500001, 0, 1500000);
	struct approval approval;
	struct buf text;

	(void)state;
	buf_init(&text);
	approval_find(&example, &ask, &approval);
	approval_say(&approval, &text);
	assert_string_equal(text.data, "What is paid again and again is more "
	    "than the first on the ladder may approve. More is planned than "
	    "was expected from this money, so it goes to the last on the "
	    "ladder.");
	assert_string_equal(approval_who(&ask, &approval),
	    "Head of council service");
	buf_reset(&text);
	ask = ask_of("la_ca", 1, 0, 1);
	approval_find(&example, &ask, &approval);
	approval_say(&approval, &text);
	assert_string_equal(text.data, "");
	ask = ask_of("la_ca", 0, 0, 1);
	approval_find(&example, &ask, &approval);
	assert_null(approval_who(&ask, &approval));
	ask = ask_of("dfg", 1, 0, 1);
	approval_find(&example, &ask, &approval);
	assert_string_equal(approval_who(&ask, &approval),
	    "Nobody here: it needs the letter that promises it");
	buf_clear(&text);
}

static void
test_explain_risk(void **state)
{
	struct risk_ask ask = { .score_after = 16, .disagrees = true };
	struct risk_route route;
	struct working working;

	(void)state;
	risk_route(&terms, &ask, &route);
	working_init(&working);
	risk_route_explain(&terms, &ask, &route, &working);
	assert_string_equal(working.steps[0].text,
	    "For this risk, a conversation comes next. It changes nobody's "
	    "power to approve money.");
	assert_int_equal(working.count, 3);
	assert_non_null(strstr(working.steps[2].text, "Within 5 working days"));
	working_clear(&working);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_edges),
		cmocka_unit_test(test_a_week),
		cmocka_unit_test(test_own_steps),
		cmocka_unit_test(test_nobody_high_enough),
		cmocka_unit_test(test_elsewhere),
		cmocka_unit_test(test_what_is_not_known),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_more_is_never_lower),
		cmocka_unit_test(test_dissent_changes_nothing),
		cmocka_unit_test(test_risk_routes),
		cmocka_unit_test(test_explain),
		cmocka_unit_test(test_say),
		cmocka_unit_test(test_explain_risk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
