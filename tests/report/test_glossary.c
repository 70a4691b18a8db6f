/* What some words mean: only those that are on the copy, and only for those who
 * did not choose them. */
#include "config.h"

#include "scene.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "export/write_text.h"

#define TITLE "What some words mean"

static char *
copy(const struct scene *scene, enum audience audience)
{
	struct report *report = report_build(scene->plan, audience);
	struct buf text;

	buf_init(&text);
	write_text(report, &text);
	report_free(report);
	return buf_take(&text);
}

/* What the copy says of words, from its title on; NULL: nothing. The caller frees
 * *TEXT. */
static const char *
glossary(const struct scene *scene, enum audience audience, char **text)
{
	*text = copy(scene, audience);
	return strstr(*text, TITLE);
}

/* A page with none of the words has no such part. */
static void
test_none(void **state)
{
	const struct scene *scene = *state;
	char *text;

	answer(scene, "purpose.asked_for", "A chair that fits.");
	assert_null(glossary(scene, AUDIENCE_PERSON, &text));
	free(text);
}

static void
test_only_words_used(void **state)
{
	const struct scene *scene = *state;
	const char *part, *first, *second;
	char *text;

	answer(scene, "purpose.asked_for",
	    "The ICB wrote about a direct payment. I have two advocates. "
	    "The sheriff's deputyship, chc and topup are no such words.");
	part = glossary(scene, AUDIENCE_PERSON, &text);
	assert_non_null(part);
	first = strstr(part, "\nAdvocate        Somebody who is on your side");
	second = strstr(part, "\nDirect payment  Money for your support");
	assert_true(first != NULL && second != NULL && first < second);
	assert_non_null(strstr(part, "\nICB             Integrated Care Board: "));
	/* it explains itself: nothing is there because the key says it */
	assert_null(strstr(part, "\nIntegrated Care Board "));
	assert_null(strstr(part, "\nDeputy "));
	assert_null(strstr(part, "\nCHC "));
	assert_null(strstr(part, "\nTop-up "));
	assert_null(strstr(part, "\nReSPECT "));
	free(text);
}

static void
test_for_whom(void **state)
{
	static const struct {
		enum audience audience;
		bool told;
	} cases[] = {
		{ AUDIENCE_PERSON, true },   { AUDIENCE_HOME, true },
		{ AUDIENCE_PROVIDER, false }, { AUDIENCE_AGENCIES, false },
	};
	const struct scene *scene = *state;

	answer(scene, "purpose.asked_for", "A direct payment.");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char *text;
		const char *part = glossary(scene, cases[i].audience, &text);

		assert_int_equal(part != NULL, cases[i].told);
		free(text);
	}
}

#define REAL(test) cmocka_unit_test_setup_teardown(test, set_up_real, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REAL(test_none),
		REAL(test_only_words_used),
		REAL(test_for_whom),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
