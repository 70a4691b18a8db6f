/* The thresholds as published, the cases of domain.md H (all people invented),
 * then any columns and levels at all. */
#include "config.h"

#include "rules/chc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

#define SEED UINT64_C(20261122)

/* "ABC." in the order of the domains */
static void
columns_of(const char *text, enum chc_column out[CHECKLIST_DOMAINS])
{
	assert_int_equal(strlen(text), CHECKLIST_DOMAINS);
	for (size_t i = 0; i < CHECKLIST_DOMAINS; i++)
		out[i] = text[i] == 'A' ? COLUMN_A :
		    text[i] == 'B'	? COLUMN_B :
		    text[i] == 'C'	? COLUMN_C :
					  COLUMN_BLANK;
}

static void
levels_of(const char *text, enum chc_level out[CHC_DOMAINS])
{
	static const char letters[] = ".NLMHSP";

	assert_int_equal(strlen(text), CHC_DOMAINS);
	for (size_t i = 0; i < CHC_DOMAINS; i++)
		out[i] = (enum chc_level)(strchr(letters, text[i]) - letters);
}

/* The domains: breathing, nutrition, continence, skin, mobility, communication,
 * mood, cognition, behaviour, drugs, asc, other. */
static void
test_checklist(void **state)
{
	static const struct {
		const char *columns;
		enum checklist suggests;
		const char *says;
	} cases[] = {
		/* two A; five B; one A and four B; one A where it is enough */
		{ "CAACCCCCCCC", CHECKLIST_FULL,
		    "As ticked, the columns alone suggest a full assessment: "
		    "two or more A." },
		{ "CBBBBBCCCCC", CHECKLIST_FULL,
		    "As ticked, the columns alone suggest a full assessment: "
		    "five or more B." },
		{ "CABBBBCCCCC", CHECKLIST_FULL,
		    "As ticked, the columns alone suggest a full assessment: "
		    "one A and four or more B." },
		{ "ACCCCCCCCCC", CHECKLIST_FULL,
		    "As ticked, the columns alone suggest a full assessment: "
		    "an A in one of the four domains where one is enough." },
		{ "CCCCCCCCACC", CHECKLIST_FULL, NULL },
		{ "CCCCCCCCCAC", CHECKLIST_FULL, NULL },
		{ "CCCCCCCCCCA", CHECKLIST_FULL, NULL },
		/* just below each */
		{ "CACCCCCCCCC", CHECKLIST_NO_FULL, NULL },
		{ "CBBBBCCCCCC", CHECKLIST_NO_FULL, NULL },
		{ "CABBBCCCCCC", CHECKLIST_NO_FULL,
		    "As ticked, the columns alone do not suggest a full "
		    "assessment." },
		{ "CCCCCCCCCCC", CHECKLIST_NO_FULL, NULL },
		{ "BBCCCCCCBBC", CHECKLIST_NO_FULL, NULL },
		/* C1: one A, in mood, and two B. C5: three B */
		{ "CCCBBCACCCC", CHECKLIST_NO_FULL, NULL },
		{ "CBCCCCBBCCC", CHECKLIST_NO_FULL, NULL },
		/* C1's A in behaviour would be enough (practice.md F28) */
		{ "CCCBBCCCACC", CHECKLIST_FULL, NULL },
		/* blank rows */
		{ "...........", CHECKLIST_NOT_FINISHED,
		    "This is not finished: 11 of the eleven rows are still "
		    "blank." },
		{ "CCCCCCCCCC.", CHECKLIST_NOT_FINISHED,
		    "This is not finished: 1 of the eleven rows is still "
		    "blank." },
		{ "A..........", CHECKLIST_FULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		enum chc_column columns[CHECKLIST_DOMAINS];
		struct working working;

		columns_of(cases[i].columns, columns);
		if (chc_checklist(columns).suggests != cases[i].suggests)
			fail_msg("case %zu, %s", i, cases[i].columns);
		working_init(&working);
		chc_checklist_explain(columns, &working);
		if (cases[i].says)
			assert_string_equal(working.steps[0].text,
			    cases[i].says);
		working_clear(&working);
	}
}

static void
test_dst(void **state)
{
	static const struct {
		const char *levels;
		enum dst suggests;
	} cases[] = {
		/* one Priority in any of the four; two Severe */
		{ "PNNNNNNNNNNN", DST_CLEAR },
		{ "NNNNNNNNPNNN", DST_CLEAR },
		{ "NNNNNNNNNPNN", DST_CLEAR },
		{ "NNNNNNNNNNPN", DST_CLEAR },
		{ "NSNSNNNNNNNN", DST_CLEAR },
		{ "SNNNNNNNNNNS", DST_CLEAR },
		/* one Severe; several High or Moderate */
		{ "NSNNNNNNNNNL", DST_MAY },
		{ "NNHNNHNHNNNN", DST_MAY },
		{ "NNMNNHNMNNNN", DST_MAY },
		{ "MMMMMMMMMMMM", DST_MAY },
		/* nothing either way, and never a no */
		{ "NNHNNHNNNNNN", DST_NOTHING },
		{ "LLLLLLLLLLLL", DST_NOTHING },
		{ "NNNNNNNNNNNN", DST_NOTHING },
		/* C3 and C4 */
		{ "MSHMSHLSMHPM", DST_CLEAR },
		{ "HSHMSMMHLHLL", DST_CLEAR },
		/* blank rows */
		{ "............", DST_NOT_FINISHED },
		{ ".SNNNNNNNNNN", DST_NOT_FINISHED },
		{ "P...........", DST_CLEAR },
		/* levels that those domains do not have count as blank */
		{ "NPNNNNNNNNNN", DST_NOT_FINISHED },
		{ "NNSNNSNNNNNN", DST_NOT_FINISHED },
		{ "NNNNNNNNNNSN", DST_NOT_FINISHED },
		{ "NNNNNNNNNNNP", DST_NOT_FINISHED },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		enum chc_level levels[CHC_DOMAINS];
		struct working working;

		levels_of(cases[i].levels, levels);
		if (chc_dst(levels).suggests != cases[i].suggests)
			fail_msg("case %zu, %s", i, cases[i].levels);
		working_init(&working);
		chc_dst_explain(levels, &working);
		for (size_t k = 0; k < working.count; k++)
			assert_null(strstr(working.steps[k].text, "eligible"));
		working_clear(&working);
	}
}

/* domain.md B5: which levels each domain has. */
static void
test_allowed(void **state)
{
	static const char *const has[CHC_DOMAINS] = {
		"NLMHSP", "NLMHS", "NLMH", "NLMHS", "NLMHS", "NLMH", "NLMH",
		"NLMHS", "NLMHSP", "NLMHSP", "NLMHP", "NLMHS",
	};
	static const char letters[] = ".NLMHSP";
	size_t priority = 0;

	(void)state;
	for (size_t i = 0; i < CHC_DOMAINS; i++) {
		assert_true(chc_level_allowed(i, LEVEL_BLANK));
		for (int level = LEVEL_NONE; level < LEVEL_COUNT; level++)
			assert_int_equal(
			    chc_level_allowed(i, (enum chc_level)level),
			    strchr(has[i], letters[level]) != NULL);
		priority += chc_is_priority(i);
	}
	assert_int_equal(priority, 4);
}

static void
test_working(void **state)
{
	enum chc_column columns[CHECKLIST_DOMAINS];
	enum chc_level levels[CHC_DOMAINS];
	struct working working;

	(void)state;
	columns_of("CCCBBCACCCC", columns);
	working_init(&working);
	chc_checklist_explain(columns, &working);
	assert_string_equal(working.steps[1].text,
	    "A, 1 of eleven: mood and feelings.");
	assert_string_equal(working.steps[2].text,
	    "B, 2 of eleven: skin and moving about.");
	working_clear(&working);
	chc_column_explain(columns, COLUMN_BLANK, &working);
	assert_int_equal(working.count, 1);
	assert_string_equal(working.steps[0].text, "Blank: none of eleven.");
	working_clear(&working);
	levels_of("HSHMSMMHLHSL", levels); /* C4, but for its eleventh row */
	chc_dst_explain(levels, &working);
	assert_string_equal(working.steps[0].text, "Clear: the levels alone "
	    "suggest that the team would be expected to recommend it.");
	assert_string_equal(working.steps[1].text,
	    "Severe, 2 of twelve: food and drink; moving about.");
	assert_string_equal(working.steps[5].text,
	    "Blank, 1 of twelve: altered states of consciousness.");
	assert_string_equal(working.steps[6].text, "Not counted: the tool has "
	    "no such level for altered states of consciousness. Look at the "
	    "signed tool again.");
	working_clear(&working);
}

/* --- any columns and levels --- */

static size_t
up_to(uint64_t *seed, size_t most)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return (size_t)(*seed * UINT64_C(0x2545F4914F6CDD1D) >> 33) %
	    (most + 1);
}

/* A higher column never makes a full assessment go away; nor does filling in a
 * blank change what was settled. */
static void
test_any_columns(void **state)
{
	uint64_t seed = SEED;
	size_t seen[3] = { 0 };

	(void)state;
	print_message("seed %llu\n", (unsigned long long)seed);
	for (int n = 0; n < 20000; n++) {
		enum chc_column columns[CHECKLIST_DOMAINS];
		size_t blank = up_to(&seed, 3), at;
		enum checklist before, after;
		enum chc_column was;

		for (size_t i = 0; i < CHECKLIST_DOMAINS; i++)
			columns[i] = up_to(&seed, 12) < blank ? COLUMN_BLANK :
			    up_to(&seed, 9) == 0	      ? COLUMN_A :
			    up_to(&seed, 2) == 0	      ? COLUMN_B :
								COLUMN_C;
		before = chc_checklist(columns).suggests;
		seen[before]++;
		at = up_to(&seed, CHECKLIST_DOMAINS - 1);
		was = columns[at];
		columns[at] = was == COLUMN_BLANK ?
		    (enum chc_column)(COLUMN_A + up_to(&seed, 2)) :
		    was == COLUMN_C ? COLUMN_B :
				      COLUMN_A;
		after = chc_checklist(columns).suggests;
		if (before == CHECKLIST_FULL)
			assert_int_equal(after, CHECKLIST_FULL);
		if (before == CHECKLIST_NO_FULL)
			assert_int_not_equal(after, CHECKLIST_NOT_FINISHED);
	}
	for (size_t i = 0; i < ARRAY_LEN(seen); i++)
		assert_true(seen[i] > 100);
}

static void
test_any_levels(void **state)
{
	uint64_t seed = SEED;
	size_t seen[4] = { 0 };

	(void)state;
	for (int n = 0; n < 20000; n++) {
		enum chc_level levels[CHC_DOMAINS];
		size_t most = 1 + up_to(&seed, 4), at;
		struct dst_result before, after;

		for (size_t i = 0; i < CHC_DOMAINS; i++) {
			levels[i] = (enum chc_level)up_to(&seed, most + 1);
			if (up_to(&seed, 2) > 0 && levels[i] == LEVEL_BLANK)
				levels[i] = LEVEL_NONE;
		}
		before = chc_dst(levels);
		seen[before.suggests]++;
		at = up_to(&seed, CHC_DOMAINS - 1);
		if (levels[at] == LEVEL_BLANK || levels[at] >= LEVEL_SEVERE ||
		    !chc_level_allowed(at, levels[at] + 1))
			continue;
		levels[at]++;
		after = chc_dst(levels);
		assert_true(after.suggests >= before.suggests);
	}
	for (size_t i = 0; i < ARRAY_LEN(seen); i++)
		assert_true(seen[i] > 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_checklist),
		cmocka_unit_test(test_dst),
		cmocka_unit_test(test_allowed),
		cmocka_unit_test(test_working),
		cmocka_unit_test(test_any_columns),
		cmocka_unit_test(test_any_levels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
