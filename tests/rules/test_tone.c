#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "rules/tone.h"

/* SAYS: what the advice begins with; NULL: there is none. */
static void
test_tone(void **state)
{
	static const struct {
		const char *text, *says;
	} cases[] = {
		{ "", NULL },
		{ "Kwame likes swimming.", NULL },
		{ "The service user was seen.", "\"Service user\"" },
		{ "SERVICE USERS", "\"Service user\"" },
		{ "Self-service users of the till", "\"Service user\"" },
		{ "Customer service, users of it", NULL },
		{ "He is non-compliant with tablets", "\"Non-compliant\"" },
		{ "Non compliant.", "\"Non compliant\"" },
		{ "noncompliant", "\"Noncompliant\"" },
		{ "Challenging behaviour", "\"Challenging\"" },
		{ "She is challenging the decision.", "\"Challenging\"" },
		{ "unchallenging", NULL },
		{ "challengingly", NULL },
		{ "She challenges the plan", NULL },
		{ "compliant", NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *says = tone_advice(cases[i].text);

		if (cases[i].says == NULL ? says != NULL
			: says == NULL ||
			    strncmp(says, cases[i].says,
				strlen(cases[i].says)) != 0)
			fail_msg("%s: %s", cases[i].text,
			    says ? says : "nothing");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_tone) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
