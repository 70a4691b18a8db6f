/* What some money may not buy (domain.md E5). */
#include "config.h"

#include "rules/excluded.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "employ_years.h"

static const struct excluded_rule rules[] = {
	{ "", "alcohol, beer, wine", EXCLUDED_ASK,
	    "This money may not usually buy alcohol.", "A" },
	{ "", "gambl*, bookmaker", EXCLUDED_ASK,
	    "This money may not usually pay for gambling.", "leaflets" },
	{ "", "cannabis, stolen goods", EXCLUDED_BLOCK,
	    "This is against the law.", "law" },
	{ "council", "rent, food", EXCLUDED_ASK,
	    "Council money may not usually pay for a home's costs.", "LA" },
	{ "nhs", "dental, dentist", EXCLUDED_ASK,
	    "The NHS has other money for this.", "NHS" },
};

static void
test_words(void **state)
{
	static const struct {
		const char *words, *text;
		bool in;
	} cases[] = {
		{ "rent", "The rent for June", true },
		{ "rent", "RENT", true },
		{ "rent", "Rent, and bills", true },
		{ "rent", "Help for a parent", false },
		{ "rent", "Rental of a bed", false },
		{ "rent*", "Rental of a bed", true },
		{ "rent*", "A parent", false },
		{ "gambl*", "No gambling.", true },
		{ "stolen goods", "Some stolen goods", true },
		{ "stolen goods", "stolen  goods", false },
		{ "beer, wine", "A glass of wine", true },
		{ " beer ,wine ", "Beer-tasting", true },
		{ "wine", "Winemaking course", false },
		{ "wine", "a wine's price", true },
		{ "", "anything", false },
		{ "*", "anything", false },
		{ ",,", "anything", false },
		{ "rent", "", false },
		/* letters that are not ASCII are letters */
		{ "rent", "r\303\251rent", false },
		{ "caf\303\251", "A caf\303\251 visit", true },
		{ "caf", "A caf\303\251 visit", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(excluded_words_in(cases[i].words,
				     cases[i].text),
		    cases[i].in);
}

static void
test_find(void **state)
{
	static const struct {
		const char *family, *text, *source;
	} cases[] = {
		{ "council", "Beer for a party", "A" },
		{ "nhs", "Beer for a party", "A" },
		{ "", "Beer for a party", "A" },
		{ "council", "Rent", "LA" },
		{ "nhs", "Rent", NULL },
		{ "", "Rent", NULL },
		{ "nhs", "Dentist", "NHS" },
		{ "council", "Gambling and beer", "A" }, /* their order */
		{ "council", "Beer and cannabis", "law" }, /* blocks first */
		{ "council", "A walk in the park", NULL },
		{ "council", NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct excluded_rule *rule = excluded_find(rules,
		    ARRAY_LEN(rules), cases[i].family, cases[i].text);

		assert_int_equal(rule != NULL, cases[i].source != NULL);
		if (rule)
			assert_string_equal(rule->source, cases[i].source);
	}
}

static void
test_family(void **state)
{
	(void)state;
	assert_string_equal(excluded_family("nhs_chc"), "nhs");
	assert_string_equal(excluded_family("nhs_pwb"), "nhs");
	assert_string_equal(excluded_family("la_ca"), "council");
	assert_string_equal(excluded_family("la_s117"), "council");
	assert_string_equal(excluded_family("own"), "");
	assert_string_equal(excluded_family(NULL), "");
}

static void
test_explain(void **state)
{
	struct working out;

	(void)state;
	working_init(&out);
	excluded_explain(&rules[0], NULL, &out);
	assert_told(&out, "may not usually buy alcohol",
	    "write who said yes, when and why");
	excluded_explain(&rules[0], "Agreed by J. Marsh", &out);
	assert_told(&out, "may not usually buy alcohol", "Agreed by J. Marsh");
	excluded_explain(&rules[2], "Agreed by J. Marsh", &out);
	assert_told(&out, "against the law", "no reason can be given");
	excluded_explain(NULL, NULL, &out);
	assert_told(&out, "Nothing in these words", "list");
}

/* practice.md F26: a partner wherever they live with council money, but only in
 * the same home with NHS money. */
static void
test_close(void **state)
{
	static const struct close_rule close[] = {
		{ "council", "spouse", true, EXCLUDED_ASK, "council", "c" },
		{ "council", "relative", false, EXCLUDED_ASK, "council", "c" },
		{ "nhs", "spouse", false, EXCLUDED_ASK, "nhs", "n" },
		{ "nhs", "friend", false, EXCLUDED_ASK, "nhs", "n" },
	};
	static const struct {
		const char *family, *relation;
		bool same_home, asks;
	} cases[] = {
		{ "council", "spouse", false, true },
		{ "council", "spouse", true, true },
		{ "council", "relative", true, true },
		{ "council", "relative", false, false },
		{ "council", "friend", true, false },
		{ "nhs", "spouse", true, true },
		{ "nhs", "spouse", false, false },
		{ "nhs", "friend", true, true },
		{ "nhs", "none", true, false },
		{ "nhs", NULL, true, false },
		{ "", "spouse", true, false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct close_rule *rule = close_find(close,
		    ARRAY_LEN(close), cases[i].family, cases[i].relation,
		    cases[i].same_home);

		assert_int_equal(rule != NULL, cases[i].asks);
		if (rule)
			assert_string_equal(rule->message, cases[i].family);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_family),
		cmocka_unit_test(test_explain),
		cmocka_unit_test(test_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
