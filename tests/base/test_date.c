#include "config.h"

#include "base/date.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

static struct date
iso(const char *text)
{
	struct date date = {0};

	assert_true(date_parse_iso(text, &date));
	return date;
}

static void
assert_date(struct date date, const char *expected)
{
	char text[DATE_ISO_LEN + 1];

	date_format_iso(date, text);
	assert_string_equal(text, expected);
}

static void
test_typed(void **state)
{
	static const struct {
		const char *text, *iso;
	} cases[] = {
	    {"2026-02-03", "2026-02-03"}, {"3/2/2026", "2026-02-03"},
	    {"3.2.26", "2026-02-03"}, {"3 Feb 2026", "2026-02-03"},
	    {"3 February 2026", "2026-02-03"}, {"03022026", "2026-02-03"},
	    {"  03/02/2026 ", "2026-02-03"}, {"3-2-2026", "2026-02-03"},
	    {"3 2 2026", "2026-02-03"}, {"2026/2/3", "2026-02-03"},
	    {"3rd february 2026", "2026-02-03"}, {"3 FEB 26", "2026-02-03"},
	    {"3-Feb-2026", "2026-02-03"}, {"3Feb2026", "2026-02-03"},
	    {"1st Sept. 2026", "2026-09-01"}, {"2nd may, 2026", "2026-05-02"},
	    {"11th nov 2026", "2026-11-11"}, {"1/1/69", "2069-01-01"},
	    {"1/1/70", "1970-01-01"}, {"1/1/00", "2000-01-01"},
	    {"31/12/99", "1999-12-31"}, {"29/2/2024", "2024-02-29"},
	    {"29/2/2000", "2000-02-29"}, {"1/1/0001", "0001-01-01"},
	    {"31/12/9999", "9999-12-31"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err = {.code = ERR_BUSY};
		struct date date = {0};

		assert_true(date_parse(cases[i].text, &date, &err));
		assert_date(date, cases[i].iso);
		assert_int_equal(err.code, ERR_BUSY); /* not touched */
	}
}

static void
test_month_names(void **state)
{
	static const char *const names[] = {"January", "February", "March",
	    "April", "May", "June", "July", "August", "September", "October",
	    "November", "December"};

	(void)state;
	for (int i = 0; i < 12; i++)
		for (int len = 3; len <= (int)strlen(names[i]); len++) {
			struct date date = {0};
			char text[32];
			int month = i + 1;

			snprintf(text, sizeof text, "1 %.*s 2026", len,
			    names[i]);
			assert_true(date_parse(text, &date, NULL));
			assert_int_equal(date.month, month);
		}
}

#define UNREADABLE(quote)                                                      \
	"\"" quote "\" is not a date that can be read; write the day, the "     \
	"month and the year, such as 16 November 2026 or 16/11/2026."
#define NOT_WHOLE(quote)                                                       \
	"\"" quote "\" is not a whole date; write the day, the month and the "  \
	"year, such as 16 November 2026."
#define NO_MONTH(n)                                                            \
	"There is no month " #n "; the day comes before the month, such as "    \
	"16/11/2026."
#define NOT_NAMED(name)                                                        \
	"\"" name "\" is not the name of a month; write it as in 16 November "  \
	"2026, or as a number."
#define NOTHING "Write a date, such as 16 November 2026 or 16/11/2026."
#define FOUR_FIGURES "Write all four figures of the year, such as 2026."

static void
test_refused(void **state)
{
	static const struct {
		const char *text, *because;
	} cases[] = {
	    {"", NOTHING}, {"  \t", NOTHING},
	    {"31 February 2026", "February 2026 has 28 days."},
	    {"30/2/2024", "February 2024 has 29 days."},
	    {"29/2/1900", "February 1900 has 28 days."},
	    {"31042026", "April 2026 has 30 days."},
	    {"2026-06-31", "June 2026 has 30 days."},
	    {"32/1/2026", "January 2026 has 31 days."},
	    {"0/1/2026", "There is no day 0; months begin with day 1."},
	    {"2/13/2026", NO_MONTH(13)}, {"1/0/2026", NO_MONTH(0)},
	    {"1/1/0000", "There is no year 0; write all four figures of the "
	                 "year, such as 2026."},
	    {"3 Feb", NOT_WHOLE("3 Feb")}, {"2/2026", NOT_WHOLE("2/2026")},
	    {"Feb 3 2026", "Write the day before the month, such as 16 "
	                   "November 2026."},
	    {"3 Foo 2026", NOT_NAMED("Foo")}, {"3 Fe 2026", NOT_NAMED("Fe")},
	    {"3 Februarys 2026", NOT_NAMED("Februarys")},
	    {"3/2/026", FOUR_FIGURES}, {"3/2/6", FOUR_FIGURES},
	    {"3/2/20266", UNREADABLE("3/2/20266")},
	    {"today", UNREADABLE("today")}, {"2026", UNREADABLE("2026")},
	    {"030226", UNREADABLE("030226")},
	    {"3/2/2026/", UNREADABLE("3/2/2026/")},
	    {"/3/2/2026", UNREADABLE("/3/2/2026")},
	    {"-3/2/2026", UNREADABLE("-3/2/2026")},
	    {"3/2/2026 5", UNREADABLE("3/2/2026 5")},
	    {"Mon 3 Feb 2026", UNREADABLE("Mon 3 Feb 2026")},
	    {"100/2/2026", UNREADABLE("100/2/2026")},
	    {"3_2_2026", UNREADABLE("3_2_2026")},
	    {"3/2/20\xEF\xBC\x92\xEF\xBC\x96",
	        UNREADABLE("3/2/20\xEF\xBC\x92\xEF\xBC\x96")},
	    {"99999999999999999999/2/2026",
	        UNREADABLE("99999999999999999999/2/2026")},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err = {.code = ERR_NONE};
		struct date date = {7, 7, 7};

		assert_false(date_parse(cases[i].text, &date, &err));
		assert_int_equal(err.code, ERR_USER);
		assert_string_equal(err.text, cases[i].because);
		assert_int_equal(date.year, 7);
		assert_false(date_parse(cases[i].text, &date, NULL));
	}
}

static void
test_iso_is_strict(void **state)
{
	static const char *const cases[] = {"", "2026", "2026-2-3",
	    "2026-02-03 ", " 2026-02-03", "2026-02-30", "2023-02-29",
	    "2026/02/03", "2026-13-01", "2026-00-01", "2026-01-00",
	    "0000-01-01", "2026-02-03T00", "20260203", "2026-0a-03",
	    "+026-02-03"};
	struct date date = {7, 7, 7};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_false(date_parse_iso(cases[i], &date));
	assert_int_equal(date.year, 7);
}

static void
test_valid(void **state)
{
	(void)state;
	assert_true(date_valid((struct date){2024, 2, 29}));
	assert_true(date_valid((struct date){1, 1, 1}));
	assert_true(date_valid((struct date){9999, 12, 31}));
	assert_false(date_valid((struct date){2023, 2, 29}));
	assert_false(date_valid((struct date){2100, 2, 29}));
	assert_false(date_valid((struct date){0, 1, 1}));
	assert_false(date_valid((struct date){10000, 1, 1}));
	assert_false(date_valid((struct date){2026, 0, 1}));
	assert_false(date_valid((struct date){2026, 13, 1}));
	assert_false(date_valid((struct date){2026, 1, 0}));
	assert_false(date_valid((struct date){2026, 11, 31}));
}

static void
test_words(void **state)
{
	char text[32];

	(void)state;
	date_format_long(iso("2026-11-16"), text);
	assert_string_equal(text, "16 November 2026");
	date_format_short(iso("2026-11-16"), text);
	assert_string_equal(text, "16 Nov 2026");
	date_format_long(iso("2026-05-01"), text);
	assert_string_equal(text, "1 May 2026");
	date_format_short(iso("2026-09-30"), text);
	assert_string_equal(text, "30 Sep 2026");
}

/* Counts every day from 1900 to 2100 by hand, and each way of writing one. */
static void
test_every_day(void **state)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
	    31};
	struct date date = {1900, 1, 1};
	long count = -25567; /* 1970-01-01 is 0 */

	(void)state;
	for (; date.year <= 2100; count++) {
		bool leap = date.year % 4 == 0 && date.year != 1900 &&
		    date.year != 2100;
		struct date again;
		char text[32];

		assert_true(date_valid(date));
		assert_int_equal(date_to_days(date), count);
		assert_int_equal(date_compare(date_from_days(count), date), 0);
		date_format_iso(date, text);
		assert_true(date_parse_iso(text, &again));
		assert_int_equal(date_compare(again, date), 0);
		date_format_long(date, text);
		assert_true(date_parse(text, &again, NULL));
		assert_int_equal(date_compare(again, date), 0);
		date_format_short(date, text);
		assert_true(date_parse(text, &again, NULL));
		assert_int_equal(date_compare(again, date), 0);

		if (++date.day > days[date.month - 1] +
		        (leap && date.month == 2)) {
			date.day = 1;
			if (++date.month > 12) {
				date.month = 1;
				date.year++;
			}
		}
	}
	assert_int_equal(count, 47847); /* 2101-01-01 */
}

static void
test_days_at_the_ends(void **state)
{
	long first = date_to_days((struct date){1, 1, 1});
	long last = date_to_days((struct date){9999, 12, 31});

	(void)state;
	assert_int_equal(first, -719162);
	assert_int_equal(last, 2932896);
	for (long day = first; day <= last; day += 13)
		assert_int_equal(date_to_days(date_from_days(day)), day);
	assert_date(date_from_days(first - 1), "0001-01-01");
	assert_date(date_from_days(LONG_MIN), "0001-01-01");
	assert_date(date_from_days(last + 1), "9999-12-31");
	assert_date(date_from_days(LONG_MAX), "9999-12-31");
}

static void
test_days_between(void **state)
{
	static const struct {
		const char *from, *to;
		long days;
	} cases[] = {
	    {"2026-11-16", "2026-11-16", 0}, {"2026-11-16", "2026-11-17", 1},
	    {"2026-11-17", "2026-11-16", -1}, {"1900-01-01", "2000-01-01",
	        36524}, {"2000-01-01", "2100-01-01", 36525},
	    {"1600-01-01", "2000-01-01", 146097},
	    {"2024-02-28", "2024-03-01", 2}, {"2023-02-28", "2023-03-01", 1},
	    {"2025-10-06", "2026-10-05", 364}, /* 52 weeks */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(date_days_between(iso(cases[i].from),
		    iso(cases[i].to)), cases[i].days);
}

static void
test_ages(void **state)
{
	static const struct {
		const char *born, *on;
		int age;
	} cases[] = {
	    {"2001-11-16", "2026-11-15", 24}, {"2001-11-16", "2026-11-16", 25},
	    {"2001-11-16", "2026-12-01", 25}, {"2004-02-29", "2005-02-28", 0},
	    {"2004-02-29", "2005-03-01", 1}, {"2004-02-29", "2008-02-28", 3},
	    {"2004-02-29", "2008-02-29", 4}, {"1899-12-31", "2000-01-01", 100},
	    {"2026-11-16", "2026-11-16", 0}, {"2026-11-16", "2025-11-17", 0},
	    {"2026-11-16", "2025-11-16", -1}, {"2026-11-16", "2024-01-01", -2},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(date_years_between(iso(cases[i].born),
		    iso(cases[i].on)), cases[i].age);
}

/* The first rows are the example of domain.md F2. */
static void
test_add_months(void **state)
{
	static const struct {
		const char *from;
		int months;
		const char *to;
	} cases[] = {
	    {"2026-10-05", 3, "2027-01-05"}, {"2026-10-05", 6, "2027-04-05"},
	    {"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"},
	    {"2026-01-30", 1, "2026-02-28"}, {"2026-03-31", 1, "2026-04-30"},
	    {"2026-02-28", 1, "2026-03-28"}, {"2024-02-29", 12, "2025-02-28"},
	    {"2024-02-29", 48, "2028-02-29"}, {"2026-12-31", 1, "2027-01-31"},
	    {"2026-11-16", 0, "2026-11-16"}, {"2026-03-31", -1, "2026-02-28"},
	    {"2026-01-15", -1, "2025-12-15"}, {"2026-01-15", -25,
	        "2023-12-15"}, {"9999-12-01", 1, "9999-12-31"},
	    {"0001-01-31", -1, "0001-01-01"},
	    {"2026-01-15", INT_MAX, "9999-12-31"},
	    {"2026-01-15", INT_MIN, "0001-01-01"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_date(date_add_months(iso(cases[i].from),
		    cases[i].months), cases[i].to);
}

static void
test_compare(void **state)
{
	static const char *const rising[] = {"2025-12-31", "2026-01-01",
	    "2026-01-02", "2026-02-01", "2027-01-01"};

	(void)state;
	for (int a = 0; a < (int)ARRAY_LEN(rising); a++)
		for (int b = 0; b < (int)ARRAY_LEN(rising); b++)
			assert_int_equal(
			    date_compare(iso(rising[a]), iso(rising[b])),
			    (a > b) - (a < b));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_typed),
	    cmocka_unit_test(test_month_names),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_iso_is_strict),
	    cmocka_unit_test(test_valid),
	    cmocka_unit_test(test_words),
	    cmocka_unit_test(test_every_day),
	    cmocka_unit_test(test_days_at_the_ends),
	    cmocka_unit_test(test_days_between),
	    cmocka_unit_test(test_ages),
	    cmocka_unit_test(test_add_months),
	    cmocka_unit_test(test_compare),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
