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
	{ "any", "alcohol", "alcohol, beer, wine", EXCLUDED_ASK,
	    "This money may not usually buy alcohol.", "leaflets" },
	{ "any", "gambling", "gambl*, bookmaker", EXCLUDED_ASK,
	    "This money may not usually pay for gambling.", "leaflets" },
	{ "any", "illegal", "cannabis, stolen goods", EXCLUDED_BLOCK,
	    "This is against the law.", "law" },
	{ "council", "rent", "rent, food", EXCLUDED_ASK,
	    "Council money may not usually pay for a home's costs.", "LA" },
	{ "nhs", "dentist", "dental, dentist", EXCLUDED_ASK,
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
		const char *family, *text, *item;
	} cases[] = {
		{ "council", "Beer for a party", "alcohol" },
		{ "nhs", "Beer for a party", "alcohol" },
		{ "", "Beer for a party", "alcohol" },
		{ "council", "Rent", "rent" },
		{ "nhs", "Rent", NULL },
		{ "", "Rent", NULL },
		{ "nhs", "Dentist", "dentist" },
		{ "council", "Gambling and beer", "alcohol" }, /* their order */
		{ "council", "Beer and cannabis", "illegal" }, /* blocks first */
		{ "council", "A walk in the park", NULL },
		{ "council", NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct excluded_rule *rule = excluded_find(rules,
		    ARRAY_LEN(rules), cases[i].family, cases[i].text);

		assert_int_equal(rule != NULL, cases[i].item != NULL);
		if (rule)
			assert_string_equal(rule->item, cases[i].item);
	}
}

static void
test_family(void **state)
{
	(void)state;
	assert_string_equal(excluded_family("nhs_chc", "dp"), "nhs");
	assert_string_equal(excluded_family("nhs_pwb", NULL), "nhs");
	assert_string_equal(excluded_family("la_ca", "managed"), "council");
	assert_string_equal(excluded_family("la_s117", NULL), "council");
	assert_string_equal(excluded_family("la_ca", "isf"), "isf");
	assert_string_equal(excluded_family("own", "own"), "");
	assert_string_equal(excluded_family(NULL, NULL), "");
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_family),
		cmocka_unit_test(test_explain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
