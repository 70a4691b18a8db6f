/* The regulations' own words first (SI 2015/313), then the cases of domain.md H
 * (all people invented), then every set of ticks there is. */
#include "config.h"

#include "rules/eligibility.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

#define MET	     CONDITION_MET
#define NOT_MET	     CONDITION_NOT_MET
#define NOT_FINISHED CONDITION_NOT_FINISHED

/* "y.n": yes, blank, no */
static enum tick
tick_of(char c)
{
	return c == 'y' ? TICK_YES : c == 'n' ? TICK_NO : TICK_BLANK;
}

static void
fill(struct outcome_tick *ticks, size_t count, const char *text)
{
	assert_int_equal(strlen(text), count);
	for (size_t i = 0; i < count; i++)
		ticks[i].unable = tick_of(text[i]);
}

/* RELATED and IMPACT, then the ten in the regulation's order. */
static struct care_needs
adult(const char *two, const char *ten)
{
	struct care_needs needs = { .related = tick_of(two[0]),
		.impact = tick_of(two[1]) };

	fill(needs.outcomes, CARE_OUTCOMES, ten);
	return needs;
}

/* Necessary, health and impact, then the eight. */
static struct carer_needs
carer(const char *three, const char *eight)
{
	struct carer_needs needs = { .necessary = tick_of(three[0]),
		.health = tick_of(three[1]), .impact = tick_of(three[2]) };

	fill(needs.outcomes, CARER_OUTCOMES, eight);
	return needs;
}

static void
test_adults(void **state)
{
	static const struct {
		const char *two, *ten;
		enum condition whole;
		size_t unable;
		const char *says;
	} cases[] = {
		/* regulation 2(1): two or more, from the need, and an impact */
		{ "yy", "yynnnnnnnn", MET, 2,
		    "As ticked, the three conditions of the national rules "
		    "are met." },
		{ "yy", "nnnnnnnnyy", MET, 2, NULL },
		{ "yy", "ynnnnnnnnn", NOT_MET, 1,
		    "As ticked, the three conditions of the national rules "
		    "are not met: help is needed with 1 of the ten, and two "
		    "are asked for." },
		{ "yy", "nnnnnnnnnn", NOT_MET, 0,
		    "As ticked, the three conditions of the national rules "
		    "are not met: help is needed with none of the ten, and "
		    "two are asked for." },
		{ "ny", "yyyyyyyyyy", NOT_MET, 10,
		    "As ticked, the three conditions of the national rules "
		    "are not met: the needs do not come from an illness or "
		    "disability." },
		{ "nn", "ynnnnnnnnn", NOT_MET, 1,
		    "As ticked, the three conditions of the national rules "
		    "are not met: the needs do not come from an illness or "
		    "disability; help is needed with 1 of the ten, and two "
		    "are asked for; no part of life is changed a lot." },
		{ "yn", "yyyyyyyyyy", NOT_MET, 10, NULL },
		{ "yy", "yyyyyyyyyy", MET, 10, NULL },
		/* domain.md H: C1 to C6 */
		{ "yy", "nynnnyyyyn", MET, 5, NULL },
		{ "yy", "yyyyynynnn", MET, 6, NULL },
		{ "yy", "yyyyyyyyyn", MET, 9, NULL },
		{ "yy", "yynnynnnyn", MET, 4, NULL },
		{ "yy", "ynnnnyyyyn", MET, 5, NULL },
		{ "yy", "nnnnnnnnyn", NOT_MET, 1, NULL },
		/* what is blank could still make it either */
		{ "..", "..........", NOT_FINISHED, 0,
		    "As ticked so far, this is not finished: nobody has "
		    "ticked whether the needs come from an illness or "
		    "disability, 10 of the ten have not been asked yet and "
		    "nobody has ticked what it does to life." },
		{ "yy", "ynnnnnnnn.", NOT_FINISHED, 1,
		    "As ticked so far, this is not finished: 1 of the ten has "
		    "not been asked yet." },
		{ "yy", "yy........", MET, 2, NULL },
		{ "y.", "yynnnnnnnn", NOT_FINISHED, 2,
		    "As ticked so far, this is not finished: nobody has "
		    "ticked what it does to life." },
		{ ".y", "yynnnnnnnn", NOT_FINISHED, 2, NULL },
		/* or it could not */
		{ "yy", "nnnnnnnnn.", NOT_MET, 0, NULL },
		{ ".n", "..........", NOT_MET, 0, NULL },
		{ "n.", "..........", NOT_MET, 0, NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct care_needs needs = adult(cases[i].two, cases[i].ten);
		struct eligibility result = eligibility_adult(&needs);
		struct working working;

		if (result.whole != cases[i].whole ||
		    result.unable != cases[i].unable)
			fail_msg("case %zu: %s, %zu", i,
			    condition_word(result.whole), result.unable);
		working_init(&working);
		eligibility_adult_explain(&needs, &working);
		if (cases[i].says)
			assert_string_equal(working.steps[0].text,
			    cases[i].says);
		assert_null(strstr(working.steps[0].text, "eligible"));
		working_clear(&working);
	}
}

static void
test_carers(void **state)
{
	static const struct {
		const char *three, *eight;
		enum condition whole;
		const char *says;
	} cases[] = {
		/* regulation 3(2): health, or any one of the eight */
		{ "yny", "nnnnnnny", MET, NULL },
		{ "yyy", "nnnnnnnn", MET, NULL },
		{ "yny", "nnnnnnnn", NOT_MET,
		    "As ticked, the three conditions of the national rules "
		    "are not met: health is not at risk and all of the eight "
		    "can be managed." },
		{ "nyy", "yyyyyyyy", NOT_MET,
		    "As ticked, the three conditions of the national rules "
		    "are not met: the needs do not come from necessary "
		    "care." },
		{ "yyn", "yyyyyyyy", NOT_MET, NULL },
		{ "yyy", "........", MET, NULL },
		{ "y.y", "y.......", MET, NULL },
		{ "y.y", "nnnnnnnn", NOT_FINISHED,
		    "As ticked so far, this is not finished: nobody has "
		    "ticked what caring does to health." },
		{ "yny", "nnnnnnn.", NOT_FINISHED,
		    "As ticked so far, this is not finished: 1 of the eight "
		    "has not been asked yet." },
		{ "...", "........", NOT_FINISHED, NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct carer_needs needs = carer(cases[i].three,
		    cases[i].eight);
		struct eligibility result = eligibility_carer(&needs);
		struct working working;

		if (result.whole != cases[i].whole)
			fail_msg("case %zu: %s", i,
			    condition_word(result.whole));
		working_init(&working);
		eligibility_carer_explain(&needs, &working);
		if (cases[i].says)
			assert_string_equal(working.steps[0].text,
			    cases[i].says);
		working_clear(&working);
	}
}

/* --- the working --- */

static void
assert_step(const struct working *working, size_t at, const char *text,
    const char *source)
{
	assert_true(at < working->count);
	assert_string_equal(working->steps[at].text, text);
	if (source)
		assert_string_equal(working->steps[at].source, source);
	else
		assert_null(working->steps[at].source);
}

static void
test_adult_working(void **state)
{
	struct care_needs needs = adult("yy", "nynnnyn..n");
	struct working working;

	(void)state;
	needs.outcomes[1].ways = UNABLE_ALONE | UNABLE_SLOW;
	working_init(&working);
	eligibility_adult_explain(&needs, &working);
	assert_int_equal(working.count, 7);
	assert_step(&working, 1, "First: the needs come from, or with, an "
	    "illness or a disability of body or mind. Ticked: yes. This is "
	    "met.", "SI 2015/313, regulation 2(1)(a)");
	assert_step(&working, 2, "Second: help is needed with two or more of "
	    "the ten. Ticked: 2 of the ten: washing and keeping the home "
	    "going. Not asked yet: 2. This is met.",
	    "SI 2015/313, regulation 2(1)(b) and (2)");
	assert_step(&working, 3, "In what way, washing: not without help and "
	    "only in far more time than others take.",
	    "SI 2015/313, regulation 2(3)");
	assert_step(&working, 4, "In what way is not ticked yet for: keeping "
	    "the home going.", "SI 2015/313, regulation 2(3)");
	assert_step(&working, 5, "Third: because of this, life is changed a "
	    "lot, or is likely to be. Ticked: yes. This is met.",
	    "SI 2015/313, regulation 2(1)(c)");
	assert_step(&working, 6, "This only counts ticks. The worker decides, "
	    "with all that was said, and can explain it.", NULL);
	working_clear(&working);
	eligibility_ten_explain(&needs, &working);
	assert_int_equal(working.count, 1);
	assert_step(&working, 0, "As ticked, help is needed with 2 of the ten: "
	    "washing and keeping the home going. Not asked yet: 2.",
	    "SI 2015/313, regulation 2(2)");
	working_clear(&working);
}

/* Far more time is not one of a carer's ways (regulation 3(3)). */
static void
test_carer_working(void **state)
{
	struct carer_needs needs = carer("yyy", "nnnnynnn");
	struct working working;

	(void)state;
	needs.outcomes[4].ways = UNABLE_DISTRESS | UNABLE_SLOW;
	working_init(&working);
	eligibility_carer_explain(&needs, &working);
	assert_int_equal(working.count, 6);
	assert_step(&working, 2, "Second: the carer's health is at risk or "
	    "getting worse, or they cannot manage one or more of the eight. "
	    "Health was ticked, and is enough. Ticked: 1 of the eight: seeing "
	    "family and friends. This is met.",
	    "SI 2015/313, regulation 3(1)(b) and (2)");
	assert_step(&working, 3, "In what way, seeing family and friends: only "
	    "with a lot of pain, worry or distress.",
	    "SI 2015/313, regulation 3(3)");
	working_clear(&working);
	eligibility_eight_explain(&needs, &working);
	assert_int_equal(working.count, 1);
	assert_step(&working, 0, "As ticked, 1 of the eight cannot be managed: "
	    "seeing family and friends.", "SI 2015/313, regulation 3(2)");
	working_clear(&working);
}

/* --- every set of ticks --- */

static size_t
ticks_from(struct outcome_tick *ticks, size_t count, size_t number)
{
	for (size_t i = 0; i < count; i++, number /= 3)
		ticks[i].unable = (enum tick)(number % 3);
	return number;
}

/* More needs, or an answer to what was blank, never take anything away. */
static void
check_steps_up(struct care_needs *needs, const struct eligibility *before)
{
	for (size_t i = 0; i < CARE_OUTCOMES; i++) {
		enum tick was = needs->outcomes[i].unable;
		struct eligibility after;

		needs->outcomes[i].unable = TICK_YES;
		after = eligibility_adult(needs);
		if (before->whole == MET)
			assert_int_equal(after.whole, MET);
		if (was == TICK_BLANK && before->whole != NOT_FINISHED)
			assert_int_equal(after.whole, before->whole);
		needs->outcomes[i].unable = TICK_NO;
		after = eligibility_adult(needs);
		if (before->whole == NOT_MET)
			assert_int_equal(after.whole, NOT_MET);
		if (was == TICK_BLANK && before->whole != NOT_FINISHED)
			assert_int_equal(after.whole, before->whole);
		needs->outcomes[i].unable = was;
	}
}

static void
test_every_adult(void **state)
{
	size_t seen[3] = { 0 };

	(void)state;
	for (size_t n = 0; n < 59049 * 9; n++) {
		struct care_needs needs = { 0 };
		size_t rest = ticks_from(needs.outcomes, CARE_OUTCOMES, n);
		struct eligibility result;
		size_t yes = 0, blank = 0;

		needs.related = (enum tick)(rest % 3);
		needs.impact = (enum tick)(rest / 3);
		result = eligibility_adult(&needs);
		for (size_t i = 0; i < CARE_OUTCOMES; i++) {
			yes += needs.outcomes[i].unable == TICK_YES;
			blank += needs.outcomes[i].unable == TICK_BLANK;
		}
		assert_int_equal(result.whole == MET, yes >= 2 &&
		    needs.related == TICK_YES && needs.impact == TICK_YES);
		assert_int_equal(result.whole == NOT_MET, yes + blank < 2 ||
		    needs.related == TICK_NO || needs.impact == TICK_NO);
		seen[result.whole]++;
		if (n % 37 == 0)
			check_steps_up(&needs, &result);
	}
	for (size_t i = 0; i < ARRAY_LEN(seen); i++)
		assert_true(seen[i] > 1000);
}

static void
test_every_carer(void **state)
{
	(void)state;
	for (size_t n = 0; n < 6561 * 27; n++) {
		struct carer_needs needs = { 0 };
		size_t rest = ticks_from(needs.outcomes, CARER_OUTCOMES, n);
		struct eligibility result;
		bool any = false, open = false;

		needs.necessary = (enum tick)(rest % 3);
		needs.health = (enum tick)(rest / 3 % 3);
		needs.impact = (enum tick)(rest / 9);
		result = eligibility_carer(&needs);
		any = needs.health == TICK_YES;
		open = needs.health == TICK_BLANK;
		for (size_t i = 0; i < CARER_OUTCOMES; i++) {
			any = any || needs.outcomes[i].unable == TICK_YES;
			open = open || needs.outcomes[i].unable == TICK_BLANK;
		}
		assert_int_equal(result.whole == MET, any &&
		    needs.necessary == TICK_YES && needs.impact == TICK_YES);
		assert_int_equal(result.whole == NOT_MET, (!any && !open) ||
		    needs.necessary == TICK_NO || needs.impact == TICK_NO);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_adults),
		cmocka_unit_test(test_carers),
		cmocka_unit_test(test_adult_working),
		cmocka_unit_test(test_carer_working),
		cmocka_unit_test(test_every_adult),
		cmocka_unit_test(test_every_carer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
