#include "config.h"

#include "base/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

#define POUND "\xC2\xA3"
#define ELLIPSIS "\xE2\x80\xA6"

static void
test_set(void **state)
{
	struct error err;

	(void)state;
	assert_false(error_set(&err, ERR_FULL, "The disk of %s is full.",
	    "Toby"));
	assert_int_equal(err.code, ERR_FULL);
	assert_string_equal(err.text, "The disk of Toby is full.");
	assert_false(error_set(NULL, ERR_FULL, "nobody asks"));
}

/* An error may be made of the one before it. */
static void
test_set_from_itself(void **state)
{
	struct error err;

	(void)state;
	error_set(&err, ERR_IO, "It failed.");
	error_set(&err, ERR_USER, "Again: %s", err.text);
	assert_string_equal(err.text, "Again: It failed.");
}

static void
test_prefix(void **state)
{
	struct error err;

	(void)state;
	error_set(&err, ERR_BUSY, "Somebody else is writing.");
	assert_false(error_prefix(&err, "The plan of %s was not saved.",
	    "Maya"));
	assert_int_equal(err.code, ERR_BUSY);
	assert_string_equal(err.text,
	    "The plan of Maya was not saved. Somebody else is writing.");
	error_prefix(&err, "Sorry: ");
	assert_string_equal(err.text,
	    "Sorry: The plan of Maya was not saved. "
	    "Somebody else is writing.");
	assert_false(error_prefix(NULL, "nobody asks"));
}

/* Text that does not fit is cut between characters and says so. */
static void
test_cut(void **state)
{
	char text[1200];
	struct error err;

	(void)state;
	for (size_t lead = 0; lead < 4; lead++) {
		size_t kept;

		memset(text, 'a', lead);
		for (size_t i = lead; i + 2 < sizeof text; i += 2)
			memcpy(text + i, POUND, sizeof POUND);
		error_set(&err, ERR_USER, "%s", text);
		kept = strlen(err.text) - 3;
		assert_in_range(kept, sizeof err.text - 5,
		    sizeof err.text - 4);
		assert_string_equal(err.text + kept, "...");
		assert_memory_equal(err.text, text, kept);
		assert_int_equal((kept - lead) % 2, 0);
	}
}

static void
test_exact_fit(void **state)
{
	struct error err;
	char text[sizeof err.text];

	(void)state;
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	error_set(&err, ERR_USER, "%s", text);
	assert_string_equal(err.text, text);
	error_set(&err, ERR_USER, "%sy", text);
	assert_string_equal(err.text + sizeof text - 5, "x...");
}

static void
test_quote(void **state)
{
	static const struct {
		const char *text, *quote;
	} cases[] = {
	    {"", ""},
	    {" \t\n", ""},
	    {"  12p ", "12p"},
	    {"1 2", "1 2"},
	    /* 43 bytes fit, 44 do not */
	    {"1234567890123456789012345678901234567890123",
	        "1234567890123456789012345678901234567890123"},
	    {"12345678901234567890123456789012345678901234",
	        "1234567890123456789012345678901234567890" ELLIPSIS},
	    {"12345678901234567890123456789012345678901234   ",
	        "1234567890123456789012345678901234567890" ELLIPSIS},
	    /* the 40th byte is the middle of a pound sign */
	    {"123456789012345678901234567890123456789" POUND "1234567",
	        "123456789012345678901234567890123456789" ELLIPSIS},
	    {"12345678901234567890123456789012345678" POUND "12345678",
	        "12345678901234567890123456789012345678" POUND ELLIPSIS},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(error_quote(cases[i].text).text,
		    cases[i].quote);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_set),
	    cmocka_unit_test(test_set_from_itself),
	    cmocka_unit_test(test_prefix),
	    cmocka_unit_test(test_cut),
	    cmocka_unit_test(test_exact_fit),
	    cmocka_unit_test(test_quote),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
