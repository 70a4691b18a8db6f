/* What "=" tells of a figure. */
#include "config.h"

#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"

/* The steps told of NAME in ROW, a line each, sources in brackets; the caller
 * frees them. */
static char *
told(struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct working working;
	struct buf text;

	assert_non_null(field);
	buf_init(&text);
	working_init(&working);
	plan_working(plan, field, row ? row : &UID_NONE, &working);
	for (size_t i = 0; i < working.count; i++) {
		buf_addf(&text, "%s\n", working.steps[i].text);
		if (working.steps[i].source)
			buf_addf(&text, "(%s)\n", working.steps[i].source);
	}
	working_clear(&working);
	return buf_take(&text);
}

static void
assert_told(struct plan *plan, const char *name, const struct uid *row,
    const char *want)
{
	char *got = told(plan, name, row);

	assert_string_equal(got, want);
	free(got);
}

static struct uid
add_stream(struct plan *plan, const char *funder, const char *indicative)
{
	struct uid row = add_row(plan, "money.stream", NULL);

	answer(plan, "money.funder", &row, funder);
	answer(plan, "money.indicative", &row, indicative);
	return row;
}

static struct uid
add_line(struct plan *plan, const char *what, const char *quantity,
    const char *price)
{
	struct uid row = add_row(plan, "money.line", NULL);

	answer(plan, "money.what", &row, what);
	answer(plan, "money.quantity", &row, quantity);
	answer(plan, "money.price", &row, price);
	return row;
}

static void
pay(struct plan *plan, const struct uid *line, const struct uid *stream)
{
	char hex[UID_HEX_LEN + 1];

	uid_format(stream, hex);
	answer(plan, "money.paid_by", line, hex);
}

static void
test_spending(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;

	answer(plan, "purpose.kinds", NULL, "council");
	answer(plan, "purpose.start", NULL, "6/10/2025");
	struct uid council = add_stream(plan, "la_ca", "7,000");
	struct uid own = add_stream(plan, "own", "10");
	struct uid wages = add_line(plan, "Wages", "16", "13.20");
	struct uid bus = add_line(plan, "Bus", "1", "12.50");

	assert_told(plan, "money.cost", &wages, "How many, the price or how "
	    "often is not answered yet, so nothing is counted.\n");
	answer(plan, "money.frequency", &wages, "weekly");
	answer(plan, "money.frequency", &bus, "one_off");
	pay(plan, &wages, &council);
	pay(plan, &bus, &own);
	assert_told(plan, "money.cost", &wages,
	    "16 x \xc2\xa3" "13.20 every week, for 52 weeks = "
	    "\xc2\xa3" "10,982.40\n");
	assert_told(plan, "money.balance", &own,
	    "\xc2\xa3" "10.00 there is, less \xc2\xa3" "12.50 planned, "
	    "leaves -\xc2\xa3" "2.50.\n"
	    "Each kind of money stands by itself: what is left in one "
	    "never fills a "
	    "gap in another.\n");
	assert_told(plan, "money.total_planned", NULL,
	    "All costs together: that adds up to \xc2\xa3" "10,994.90.\n"
	    "Cost 1, Wages: \xc2\xa3" "10,982.40\n"
	    "Cost 2, Bus: \xc2\xa3" "12.50\n");
	assert_told(plan, "money.total_one_off", NULL,
	    "What is paid once: that adds up to \xc2\xa3" "12.50.\n"
	    "Cost 2, Bus: \xc2\xa3" "12.50\n");
	/* what somebody answers has no working */
	assert_told(plan, "money.price", &wages, "");
}

/* The last part of a split takes the odd penny. */
static void
test_split(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	char hex[UID_HEX_LEN + 1];

	answer(plan, "purpose.kinds", NULL, "joint");
	struct uid line = add_line(plan, "Peg", "1", "0.05");
	answer(plan, "money.frequency", &line, "one_off");
	answer(plan, "money.split", &line, "yes");
	for (int i = 0; i < 2; i++) {
		struct uid stream =
		    add_stream(plan, i == 0 ? "la_ca" : "nhs_jf", "1");
		struct uid share = add_row(plan, "money.share", &line);
		uid_format(&stream, hex);
		answer(plan, "money.share_stream", &share, hex);
		answer(plan, "money.share_percent", &share, "50");
		assert_told(plan, "money.share_cost", &share, i == 0
		    ? "50% of \xc2\xa3" "0.05 = \xc2\xa3" "0.03\n"
		      "Each part is rounded to a penny. The last one takes "
		      "the odd pennies, so that the parts add up to the "
		      "cost.\n"
		    : "50% of \xc2\xa3" "0.05 = \xc2\xa3" "0.02\n"
		      "Each part is rounded to a penny. The last one takes "
		      "the odd pennies, so that the parts add up to the "
		      "cost.\n");
	}
}

/* A form's own sum: its hint, and the answers that went into it. */
static void
test_own_sum(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;

	answer(plan, "purpose.kinds", NULL, "council");
	struct uid up = add_row(plan, "week.entry", NULL);
	answer(plan, "week.what", &up, "Up and dressed");
	answer(plan, "week.days", &up, "mon tue");
	answer(plan, "week.starts", &up, "07:30");
	answer(plan, "week.ends", &up, "08:30");
	answer(plan, "week.paid", &up, "paid");
	assert_told(plan, "week.hours", &up,
	    "Days, times the hours, times the people.\n"
	    "Days: Monday; Tuesday\nFrom: 07:30\nUntil: 08:30\n"
	    "How many people does it take? 1\n");
	char *hours = told(plan, "week.hours_paid", NULL);
	assert_non_null(hours);
	free(hours);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

/* What was reckoned is kept until something changes: the day is something. */
static void
test_over_midnight(void **state)
{
	struct fixture *fixture = *state;

	answer(fixture->plan, "about_me.dob", NULL, "17/11/1990");
	assert_shown(fixture->plan, "about_me.age", NULL, "35");
	setenv("ONEPLAN_NOW", "2026-11-17T00:00:01Z", 1);
	free(told(fixture->plan, "about_me.age", NULL));
	assert_shown(fixture->plan, "about_me.age", NULL, "36");
	setenv("ONEPLAN_NOW", "2026-11-16T09:30:00Z", 1);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(test_spending),
		TEST(test_split),
		TEST(test_own_sum),
		TEST(test_over_midnight),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
