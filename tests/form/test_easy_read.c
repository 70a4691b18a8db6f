#include "config.h"

#include "form/easy_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

/* WHY: what it is blamed for; NULL: it holds. */
static const struct {
	const char *text;
	bool choice;
	const char *why;
} cases[] = {
	{ "I know who to ring.", false, NULL },
	{ "Do I agree?", false, NULL },
	{ "One two three four five six seven eight nine ten eleven twelve.",
	    false, NULL },
	{ "I don't want this.", false, NULL },
	{ "I talked to nurse Marta, who helps me.", false, NULL },
	{ "Yes, if I get help", true, NULL },
	{ "It is comfortable.", false, NULL },
	{ "One two three four five six seven eight nine ten eleven twelve "
	  "thirteen.", false, "13 words" },
	{ "I know who to ring", false, "one sentence" },
	{ "I know. I ring.", false, "one sentence" },
	{ "", false, "one sentence" },
	{ "I know: you.", false, "; :" },
	{ "Him (or her).", false, "; :" },
	{ "Yes.", true, "a few words" },
	{ "I am Eligible.", false, "\"Eligible\" is a hard word" },
	{ "We assessed you.", false, "\"assessed\" is a hard word" },
	{ "They misunderstand interdependence.", false, "is a long word" },
};

static void
test_easy_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error why = { 0 };
		bool holds = easy_read_holds(cases[i].text, cases[i].choice,
		    &why);

		assert_int_equal(holds, cases[i].why == NULL);
		if (cases[i].why != NULL)
			assert_non_null(strstr(why.text, cases[i].why));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_easy_read) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
