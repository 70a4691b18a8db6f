#include "config.h"

#include "base/money.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"

#define POUND "\xC2\xA3"
#define EURO "\xE2\x82\xAC"
#define WIDE_TWELVE "\xEF\xBC\x91\xEF\xBC\x92"
#define ELLIPSIS "\xE2\x80\xA6"
#define SEED UINT64_C(20261116)

static void
test_amounts(void **state)
{
	static const struct {
		const char *text;
		int64_t pence;
	} cases[] = {
	    {"4,491.00", 449100}, {POUND "12", 1200}, {"12.5", 1250},
	    {"-3.20", -320}, {"12", 1200}, {" 12 ", 1200},
	    {POUND " 12", 1200}, {".50", 50}, {".5", 50}, {"0", 0},
	    {"-0", 0}, {"0.01", 1}, {"-0.01", -1}, {"00012.30", 1230},
	    {"-" POUND "3.20", -320}, {POUND "-3.20", -320},
	    {"- " POUND " 3.20", -320}, {"\t12.00\n", 1200},
	    {"1,000", 100000}, {"12,345.67", 1234567},
	    {"123,456,789", 12345678900}, {"1234", 123400},
	    {"10,000,000,000.00", MONEY_MAX_PENCE},
	    {"-10000000000", -MONEY_MAX_PENCE},
	    {"0000000000000000000000000000000000000001", 100},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err = {.code = ERR_BUSY};
		int64_t pence = -77;

		assert_true(money_parse(cases[i].text, &pence, &err));
		assert_int_equal(pence, cases[i].pence);
		assert_int_equal(err.code, ERR_BUSY); /* not touched */
	}
}

#define UNREADABLE(quote)                                                      \
	"\"" quote "\" is not an amount of money; write pounds and pence in "   \
	"figures, such as 12.34 or 4,491.00."
#define COMMA(quote)                                                           \
	quote " has a comma that is not between thousands; write it as in "     \
	"1,234.50 or 1234.50, with a point before the pence."
#define LARGE(quote)                                                           \
	quote " is more than the 10,000,000,000.00 that a plan can hold; "      \
	"check the figures."
#define PENCE(quote)                                                           \
	quote " is in pence; write it as part of a pound, such as 0.12 for 12p."
#define CURRENCY(quote, sign)                                                  \
	quote " is not in pounds (it has a " sign "); write the amount in "     \
	"pounds and pence, such as 12.34."
#define NOTHING "Write an amount in pounds and pence, such as 12.34."

static void
test_refused_amounts(void **state)
{
	static const struct {
		const char *text, *because;
	} cases[] = {
	    {"", NOTHING}, {"  ", NOTHING}, {POUND, NOTHING}, {"-", NOTHING},
	    {POUND " ", NOTHING},
	    {"12.345", "12.345 has three figures after the point; write pounds "
	               "and pence, such as 12.34."},
	    {"1.00000000000", "1.00000000000 has too many figures after the "
	                      "point; write pounds and pence, such as 12.34."},
	    {"12.", "12. has nothing after the point; write the pence too, "
	            "such as 12.00."},
	    {"1,2,3", COMMA("1,2,3")}, {"12,50", COMMA("12,50")},
	    {"0,123", COMMA("0,123")}, {",123", COMMA(",123")},
	    {"1,234,", COMMA("1,234,")}, {"1234,567", COMMA("1234,567")},
	    {"1,2345", COMMA("1,2345")}, {"1,,234", COMMA("1,,234")},
	    {"1,234,56.00", COMMA("1,234,56.00")}, {",", COMMA(",")},
	    {"1.234,50", UNREADABLE("1.234,50")},
	    {"12p", PENCE("12p")}, {"12 p", PENCE("12 p")},
	    {"-12P", PENCE("-12P")}, {"p", UNREADABLE("p")},
	    {"1e5", UNREADABLE("1e5")}, {"twelve", UNREADABLE("twelve")},
	    {"0x10", UNREADABLE("0x10")}, {"1 2", UNREADABLE("1 2")},
	    {"--3", UNREADABLE("--3")}, {"-" POUND "-3",
	        UNREADABLE("-" POUND "-3")},
	    {"+3", UNREADABLE("+3")}, {"(3.20)", UNREADABLE("(3.20)")},
	    {"3.20-", UNREADABLE("3.20-")}, {".", UNREADABLE(".")},
	    {"1.2.3", UNREADABLE("1.2.3")}, {"12" POUND,
	        UNREADABLE("12" POUND)},
	    {POUND POUND "12", UNREADABLE(POUND POUND "12")},
	    {WIDE_TWELVE, UNREADABLE(WIDE_TWELVE)},
	    {"inf", UNREADABLE("inf")}, {"nan", UNREADABLE("nan")},
	    {EURO "12", CURRENCY(EURO "12", EURO)},
	    {"12" EURO, CURRENCY("12" EURO, EURO)},
	    {"$12.00", CURRENCY("$12.00", "$")},
	    {"10,000,000,000.01", LARGE("10,000,000,000.01")},
	    {"-10000000001", LARGE("-10000000001")},
	    {"9223372036854775807", LARGE("9223372036854775807")},
	    {"18446744073709551616.00", LARGE("18446744073709551616.00")},
	    {"99999999999999999999999999999999999999999999999",
	        LARGE("9999999999999999999999999999999999999999" ELLIPSIS)},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err = {.code = ERR_NONE};
		int64_t pence = -77;

		assert_false(money_parse(cases[i].text, &pence, &err));
		assert_int_equal(err.code, ERR_USER);
		assert_string_equal(err.text, cases[i].because);
		assert_int_equal(pence, -77);
		assert_false(money_parse(cases[i].text, &pence, NULL));
	}
}

static void
test_format(void **state)
{
	static const struct {
		int64_t pence;
		const char *plain, *pounds;
	} cases[] = {
	    {0, "0.00", POUND "0.00"}, {1, "0.01", POUND "0.01"},
	    {-1, "-0.01", "-" POUND "0.01"}, {-320, "-3.20", "-" POUND "3.20"},
	    {99999, "999.99", POUND "999.99"},
	    {100000, "1,000.00", POUND "1,000.00"},
	    {449100, "4,491.00", POUND "4,491.00"},
	    {100000000, "1,000,000.00", POUND "1,000,000.00"},
	    {MONEY_MAX_PENCE, "10,000,000,000.00", POUND "10,000,000,000.00"},
	    {INT64_MAX, "92,233,720,368,547,758.07",
	        POUND "92,233,720,368,547,758.07"},
	    {INT64_MIN, "-92,233,720,368,547,758.08",
	        "-" POUND "92,233,720,368,547,758.08"},
	};
	struct buf out;

	(void)state;
	buf_init(&out);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		buf_reset(&out);
		money_format(cases[i].pence, &out);
		assert_string_equal(out.data, cases[i].plain);
		buf_reset(&out);
		money_format_pounds(cases[i].pence, &out);
		assert_string_equal(out.data, cases[i].pounds);
		assert_string_equal(money_pounds(cases[i].pence).text,
		    cases[i].pounds);
	}
	/* it appends */
	money_format(5, &out);
	assert_non_null(strstr(out.data, ".080.05"));
	buf_clear(&out);
}

static const struct {
	const char *text;
	int places;
	int64_t number;
	const char *shown;
} decimals[] = {
    {"5.6", 4, 56000, "5.6"}, {"38", 4, 380000, "38"},
    {"1,200", 4, 12000000, "1200"}, {"1.2923", 4, 12923, "1.2923"},
    {"0", 4, 0, "0"}, {"-0.5", 4, -5000, "-0.5"}, {".25", 2, 25, "0.25"},
    {"100", 0, 100, "100"}, {"-7", 0, -7, "-7"}, {"10.10", 2, 1010, "10.1"},
    {"0.0001", 4, 1, "0.0001"}, {"1000", 3, 1000000, "1000"},
    {"9223372036854775807", 0, INT64_MAX, "9223372036854775807"},
    {"922337203685477.5807", 4, INT64_MAX, "922337203685477.5807"},
};

static void
test_decimals(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out);
	for (size_t i = 0; i < ARRAY_LEN(decimals); i++) {
		int64_t number = -77;

		assert_true(decimal_parse(decimals[i].text,
		    decimals[i].places, &number, NULL));
		assert_int_equal(number, decimals[i].number);
		buf_reset(&out);
		decimal_format(number, decimals[i].places, &out);
		assert_string_equal(out.data, decimals[i].shown);
	}
	buf_reset(&out);
	decimal_format(INT64_MIN, 4, &out);
	assert_string_equal(out.data, "-922337203685477.5808");
	buf_clear(&out);
}

static void
test_refused_decimals(void **state)
{
	static const struct {
		const char *text;
		int places;
		const char *because;
	} cases[] = {
	    {"", 0, "Write a number in figures, such as 12 or 1,200."},
	    {"-", 4, "Write a number in figures, such as 12.5 or 1,200."},
	    {"5.6", 0, "5.6 is not a whole number; write it without a point, "
	               "such as 12."},
	    {"1.23456", 4, "1.23456 has five figures after the point; write "
	                   "four at most."},
	    {"5.", 4, "5. has nothing after the point; write it as in 12.5 or "
	              "1,200."},
	    {"5,6", 4, "5,6 has a comma that is not between thousands; write "
	               "it as in 12.5 or 1,200."},
	    {"six", 4, "\"six\" is not a number; write it in figures, such as "
	               "12.5 or 1,200."},
	    {POUND "5", 4, "\"" POUND "5\" is not a number; write it in "
	                   "figures, such as 12.5 or 1,200."},
	    {"1/2", 4, "\"1/2\" is not a number; write it in figures, such as "
	               "12.5 or 1,200."},
	    {"9223372036854775808", 0, "9223372036854775808 is a larger number "
	        "than a plan can hold; check the figures."},
	    {"922337203685477.5808", 4, "922337203685477.5808 is a larger "
	        "number than a plan can hold; check the figures."},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err = {.code = ERR_NONE};
		int64_t number = -77;

		assert_false(decimal_parse(cases[i].text, cases[i].places,
		    &number, &err));
		assert_int_equal(err.code, ERR_USER);
		assert_string_equal(err.text, cases[i].because);
		assert_int_equal(number, -77);
	}
}

static void
test_div_half_up(void **state)
{
	static const struct {
		int64_t a, b, quotient;
	} cases[] = {
	    {7, 2, 4}, {-7, 2, -4}, {7, -2, -4}, {-7, -2, 4}, {6, 2, 3},
	    {1, 3, 0}, {2, 3, 1}, {-1, 3, 0}, {-2, 3, -1}, {0, 5, 0},
	    {1, 2, 1}, {-1, 2, -1}, {49, 100, 0}, {50, 100, 1}, {150, 100, 2},
	    {INT64_MAX, 1, INT64_MAX}, {INT64_MAX, 2, INT64_C(1) << 62},
	    {INT64_MIN, 1, INT64_MIN}, {INT64_MIN, -1, INT64_MAX},
	    {INT64_MAX, INT64_MIN, -1}, {INT64_MIN, INT64_MIN, 1},
	    {INT64_C(1) << 62, INT64_MIN, -1},
	    {(INT64_C(1) << 62) - 1, INT64_MIN, 0},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(div_half_up(cases[i].a, cases[i].b),
		    cases[i].quotient);
}

static void
test_checked(void **state)
{
	int64_t out = 5;

	(void)state;
	assert_true(mul_checked(INT64_MAX, -1, &out));
	assert_int_equal(out, -INT64_MAX);
	assert_true(add_checked(INT64_MAX, -1, &out));
	assert_int_equal(out, INT64_MAX - 1);
	out = 5;
	assert_false(mul_checked(INT64_MIN, -1, &out));
	assert_false(mul_checked(INT64_C(1) << 32, INT64_C(1) << 32, &out));
	assert_false(add_checked(INT64_MAX, 1, &out));
	assert_false(add_checked(INT64_MIN, -1, &out));
	assert_int_equal(out, 5); /* left alone */
}

/* What is shown can be typed again, and is the same. */
static void
test_round_trip(void **state)
{
	uint64_t seed = SEED;
	struct buf out;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	buf_init(&out);
	for (int i = 0; i < 20000; i++) {
		int64_t pence, again;

		seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
		pence = (int64_t)(seed >> (24 + i % 40));
		if (i % 2)
			pence = -pence;
		if (pence > MONEY_MAX_PENCE || pence < -MONEY_MAX_PENCE)
			pence %= MONEY_MAX_PENCE;
		buf_reset(&out);
		money_format_pounds(pence, &out);
		assert_true(money_parse(out.data, &again, NULL));
		assert_int_equal(again, pence);
		for (int places = 0; places < 5; places++) {
			buf_reset(&out);
			decimal_format(pence, places, &out);
			assert_true(
			    decimal_parse(out.data, places, &again, NULL));
			assert_int_equal(again, pence);
		}
	}
	buf_clear(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_amounts),
	    cmocka_unit_test(test_refused_amounts),
	    cmocka_unit_test(test_format),
	    cmocka_unit_test(test_decimals),
	    cmocka_unit_test(test_refused_decimals),
	    cmocka_unit_test(test_div_half_up),
	    cmocka_unit_test(test_checked),
	    cmocka_unit_test(test_round_trip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
