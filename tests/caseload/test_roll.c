#include "config.h"

#include "caseload/roll.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

static void
test_words(void **state)
{
	static const struct {
		const char *file, *name, *nhs, *problem, *words;
	} cases[] = {
		{ "k.oneplan", "Kwame Redfern", "9990000026", NULL,
		    "aredfern kwame\nk\n9990000026" },
		{ "K.oneplan", "José", "", NULL, "ajose\nk\n" },
		{ "k.oneplan", " Maria  del Mar ", "", NULL,
		    "amar  maria  del\nk\n" },
		{ "k.oneplan", "Ann\nOther", "", NULL, "aother ann\nk\n" },
		{ "plan-1.oneplan", "", "", NULL, "b\nplan-1\n" },
		{ "letter.oneplan", "", "", "It is none.", "c\nletter\n" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct caseload_row row = { .file = cases[i].file,
			.name = cases[i].name, .nhs_number = cases[i].nhs,
			.problem = cases[i].problem };
		char *words = roll_words(&row);

		assert_string_equal(words, cases[i].words);
		free(words);
	}
}

static void
test_due(void **state)
{
	static const struct {
		const char *due;
		uint16_t day;
	} cases[] = { { "", 0 }, { "soon", 0 }, { "2000-01-02", 1 },
		{ "1950-01-01", 1 }, { "2026-12-01", 9831 },
		{ "9999-12-31", UINT16_MAX } };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(roll_due(
		    &(struct caseload_row){ .next_due = cases[i].due }),
		    cases[i].day);
}

/* The ids that are shown, as digits. */
static void
assert_shows(struct roll *roll, const char *filter, enum caseload_order order,
    const char *expected)
{
	uint32_t ids[16];
	char shown[17] = "";
	size_t count = roll_show(roll, filter, order, ids);

	for (size_t i = 0; i < count; i++)
		shown[i] = (char)('0' + ids[i]);
	assert_string_equal(shown, expected);
}

static void
fill(struct roll *roll)
{
	static const struct roll_item items[] = {
		{ 1, "aash tom\ntom\n9990000018", 1, 300, 50 },
		{ 2, "ahart zoe\nzoe\n9990000026", 2, 0, 70 },
		{ 3, "aredfern kwame\nkwame-redfern\n", 1, 200, 70 },
		{ 4, "b\nplan-2026-11-16-1\n", 2, 200, 90 },
		{ 5, "c\nletter\n", 3, 0, 99 },
	};

	roll_init(roll);
	roll_set_people(roll, 1, "aisha bloom\ndraft");
	roll_set_people(roll, 2, "priya raman\nsigned");
	roll_set_people(roll, 3, "\n");
	for (size_t i = 0; i < ARRAY_LEN(items); i++)
		roll_append(roll, &items[i]);
	roll->whole = true;
}

static void
test_show(void **state)
{
	static const struct {
		const char *filter;
		enum caseload_order order;
		const char *ids;
	} cases[] = {
		{ "", CASELOAD_BY_NAME, "12345" },
		{ "", CASELOAD_BY_DUE, "34125" },
		{ "", CASELOAD_BY_CHANGED, "42315" },
		{ "r", CASELOAD_BY_NAME, "12345" },
		{ "re", CASELOAD_BY_NAME, "3" },
		{ "red", CASELOAD_BY_NAME, "3" },
		{ "red priya", CASELOAD_BY_NAME, "" },
		{ "red aisha", CASELOAD_BY_NAME, "3" },
		{ "dern", CASELOAD_BY_NAME, "" },
		{ "dfern  me", CASELOAD_BY_NAME, "3" },
		{ "aisha bl", CASELOAD_BY_CHANGED, "31" },
		{ "a", CASELOAD_BY_NAME, "1234" }, /* not what orders them */
		{ "b", CASELOAD_BY_NAME, "13" },
		{ "026", CASELOAD_BY_DUE, "42" },
		{ "99900000", CASELOAD_BY_NAME, "12" },
		{ "qqq", CASELOAD_BY_NAME, "" },
		{ " ", CASELOAD_BY_NAME, "12345" },
	};
	struct roll roll;

	(void)state;
	fill(&roll);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_shows(&roll, cases[i].filter, cases[i].order,
		    cases[i].ids);
	assert_int_equal(roll_problems(&roll), 1);
	assert_true(roll_any_due(&roll));
	roll_clear(&roll);
}

/* What comes between two filters is found as well. */
static void
test_put(void **state)
{
	struct roll_item item = { 3, "azeta kwame\nkwame\n", 2, 0, 10 };
	struct roll roll;

	(void)state;
	fill(&roll);
	assert_shows(&roll, "kw", CASELOAD_BY_NAME, "3");
	item.id = 6;
	item.words = "abell kwasi\nkwasi\n";
	roll_put(&roll, &item);
	assert_shows(&roll, "kwa", CASELOAD_BY_NAME, "63");
	item.id = 3;
	item.words = "aabel kwame\nkwame\n";
	roll_put(&roll, &item);
	assert_shows(&roll, "kwa", CASELOAD_BY_NAME, "36");
	assert_shows(&roll, "", CASELOAD_BY_NAME, "316245");
	roll_remove(&roll, 1);
	roll_remove(&roll, 9);
	assert_shows(&roll, "", CASELOAD_BY_NAME, "36245");

	/* what stands behind the last is still to come */
	roll.whole = false;
	item.id = 7;
	item.words = "d\nz\n";
	roll_put(&roll, &item);
	item.id = 5;
	item.words = "c\nletter\n";
	roll_put(&roll, &item);
	assert_shows(&roll, "", CASELOAD_BY_NAME, "36245");
	roll_clear(&roll);
}

/* A great many, held against comparing them one by one. */
static void
test_orders(void **state)
{
	static const enum caseload_order orders[] = { CASELOAD_BY_DUE,
		CASELOAD_BY_CHANGED };
	uint64_t dice = 42; /* the seed */
	struct roll roll;
	uint32_t *ids, due[5001], changed[5001];
	char words[32];

	(void)state;
	roll_init(&roll);
	for (uint32_t i = 1; i <= 5000; i++) {
		dice = dice * UINT64_C(6364136223846793005) + 1;
		due[i] = (uint32_t)(dice >> 33) % 3 ? (uint32_t)(dice >> 40) %
			20000 : 0;
		changed[i] = (uint32_t)(dice >> 20);
		snprintf(words, sizeof words, "a%05u\nf\n", i);
		roll_append(&roll, &(struct roll_item){ i, words, 0,
			(uint16_t)due[i], changed[i] });
	}
	roll.whole = true;
	ids = xcalloc(roll.count, sizeof *ids);
	for (size_t i = 0; i < ARRAY_LEN(orders); i++) {
		assert_int_equal(roll_show(&roll, "", orders[i], ids), 5000);
		for (size_t j = 1; j < 5000; j++) {
			uint32_t a = ids[j - 1], b = ids[j];
			bool by_due = orders[i] == CASELOAD_BY_DUE;
			uint32_t left = by_due ? due[a] - 1 : ~changed[a];
			uint32_t right = by_due ? due[b] - 1 : ~changed[b];

			assert_true(left < right || (left == right && a < b));
		}
	}
	free(ids);
	roll_clear(&roll);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_due),
		cmocka_unit_test(test_show),
		cmocka_unit_test(test_put),
		cmocka_unit_test(test_orders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
