#include "config.h"

#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "base/alloc.h"

static void
set_zone(const char *zone)
{
	setenv("TZ", zone, 1);
	tzset();
}

static int
in_utc(void **state)
{
	(void)state;
	set_zone("UTC");
	return 0;
}

static void
assert_day(struct date date, const char *expected)
{
	char text[DATE_ISO_LEN + 1];

	date_format_iso(date, text);
	assert_string_equal(text, expected);
}

static void
test_frozen(void **state)
{
	char text[32];

	(void)state;
	setenv("ONEPLAN_NOW", "2026-11-16T09:30:07Z", 1);
	assert_int_equal(clock_now(), INT64_C(1794821407));
	clock_format_utc(clock_now(), text);
	assert_string_equal(text, "2026-11-16T09:30:07Z");
	assert_day(clock_today(), "2026-11-16");
	clock_format_time(clock_now(), text);
	assert_string_equal(text, "09:30");
}

/* A date alone is that day in every zone there is. */
static void
test_frozen_day(void **state)
{
	static const char *const zones[] = {"UTC", "GMT0BST,M3.5.0/1,M10.5.0",
	    "XXX-14", "XXX+12"};

	(void)state;
	setenv("ONEPLAN_NOW", "2026-07-01", 1);
	for (size_t i = 0; i < ARRAY_LEN(zones); i++) {
		char text[8];

		set_zone(zones[i]);
		assert_day(clock_today(), "2026-07-01");
		clock_format_time(clock_now(), text);
		assert_string_equal(text, "12:00");
	}
}

/* What cannot be read is not heeded: the clock runs. */
static void
test_not_frozen(void **state)
{
	static const char *const cases[] = {"", "soon", "2026-11-16T09:30:00",
	    "2026-11-16T24:00:00Z", "2026-11-16T09:60:00Z",
	    "2026-11-16 09:30:00Z", "2026-11-16T09:30:00Zz", "2026-02-30",
	    "2026-11-1", "2026-11-16T9:30:000Z"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		setenv("ONEPLAN_NOW", cases[i], 1);
		assert_in_range(clock_now() - time(NULL) + 5, 0, 10);
	}
	unsetenv("ONEPLAN_NOW");
	assert_in_range(clock_now() - time(NULL) + 5, 0, 10);
}

static void
test_utc(void **state)
{
	static const struct {
		int64_t seconds;
		const char *text;
	} cases[] = {
	    {0, "1970-01-01T00:00:00Z"}, {-1, "1969-12-31T23:59:59Z"},
	    {86399, "1970-01-01T23:59:59Z"}, {951827696,
	        "2000-02-29T12:34:56Z"},
	    {INT64_C(4102444800), "2100-01-01T00:00:00Z"},
	    /* a damaged file may hold any number */
	    {INT64_MAX, "9999-12-30T23:59:59Z"},
	    {INT64_MIN, "0001-01-02T00:00:00Z"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char text[32];

		clock_format_utc(cases[i].seconds, text);
		assert_string_equal(text, cases[i].text);
	}
}

static void
test_zone(void **state)
{
	const int64_t late_in_june = 1782860400; /* 2026-06-30T23:00:00Z */
	char text[8];

	(void)state;
	assert_day(clock_day(late_in_june), "2026-06-30");
	set_zone("GMT0BST,M3.5.0/1,M10.5.0"); /* as in London */
	assert_day(clock_day(late_in_june), "2026-07-01");
	clock_format_time(late_in_june, text);
	assert_string_equal(text, "00:00");
	assert_true(date_valid(clock_day(INT64_MAX)));
	assert_true(date_valid(clock_day(INT64_MIN)));
}

static void
test_monotonic(void **state)
{
	int64_t before = clock_monotonic_ms();

	(void)state;
	for (int i = 0; i < 1000; i++) {
		int64_t now = clock_monotonic_ms();

		assert_true(now >= before);
		before = now;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(test_frozen, in_utc),
	    cmocka_unit_test_setup(test_frozen_day, in_utc),
	    cmocka_unit_test_setup(test_not_frozen, in_utc),
	    cmocka_unit_test_setup(test_utc, in_utc),
	    cmocka_unit_test_setup(test_zone, in_utc),
	    cmocka_unit_test_setup(test_monotonic, in_utc),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
