#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "rules/secret.h"

static void
test_secrets(void **state)
{
	static const struct {
		const char *text;
		bool secret;
	} cases[] = {
		{ "", false },
		{ "Ring the bell twice.", false },
		{ "Key safe by the door, code 4471", true },
		{ "KEYSAFE: 4471#", true },
		{ "There is a key safe; the agency has the code.", false },
		{ "Her PIN is 2580", true },
		{ "pin number 0000", true },
		{ "She likes spinning and 1234 other things", false },
		{ "a pin badge from 1952, or so she told us when asked", false },
		{ "A safety pin, nothing else. Born 1952 in the hills.", false },
		{ "Password: swordfish", true },
		{ "the wifi password is swordfish", true },
		{ "She forgot her password again", false },
		{ "door code for the flats 98 76 54", false },
		{ "door code for the flats 987654", true },
		{ "Pin\xc3\xa9 1234", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (secret_in(cases[i].text) != cases[i].secret)
			fail_msg("%s: not %d", cases[i].text, cases[i].secret);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_secrets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
