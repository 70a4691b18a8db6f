#include "config.h"

#include "base/nhs_number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"

/* domain.md B1 */
static const struct {
	const char *digits;
	bool valid, test_range;
} cases[] = {
    {"9434765919", true, false},  /* published */
    {"9990123454", true, true},
    {"9998346509", true, true},
    {"9000000009", true, false},
    {"4010232137", true, false},
    {"9876544321", false, false}, /* a published sample of the format only */
    {"9876543210", true, false},  /* which passes by chance */
    {"9990000000", false, true},  /* the check would have to be 10 */
    {"9434765918", false, false},
    {"4934765919", false, false}, /* two figures changed places */
    {"0000000000", false, false},
    {"", false, false},
    {"943476591", false, false},
    {"94347659190", false, false},
    {"943 476 591", false, false},
    {"943476591X", false, false},
    {"999012345", false, false},
    {"99901234540", false, false},
    {"999012345\n", false, false},
};

static void
test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_int_equal(nhs_number_valid(cases[i].digits),
		    cases[i].valid);
		assert_int_equal(nhs_number_test_range(cases[i].digits),
		    cases[i].test_range);
	}
}

/* Nine figures have one check digit or none, and one wrong figure is always
 * found. */
static void
test_one_wrong_figure(void **state)
{
	char digits[] = "9990123454";

	(void)state;
	for (size_t at = 0; at < 10; at++) {
		char right = digits[at];

		for (char c = '0'; c <= '9'; c++) {
			digits[at] = c;
			assert_int_equal(nhs_number_valid(digits), c == right);
		}
		digits[at] = right;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cases),
	    cmocka_unit_test(test_one_wrong_figure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
