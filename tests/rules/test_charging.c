/* What may be charged for, line by line (practice.md F18). */
#include "config.h"

#include "rules/charging.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/date.h"

static const struct rate small_change = {
	.title = "A change to the home that costs up to this is free",
	.unit = RATE_PENCE, .known = true, .value = 100000, .verified = true,
	.source = "SI 2014/2672, regulation 3",
};
static const struct rate free_weeks = {
	.title = "Weeks of help that are free",
	.unit = RATE_NUMBER, .known = true, .value = 60000, .verified = true,
	.source = "SI 2014/2672, regulation 3",
};
static const struct charging_rates rates = {
	.by = { [CHARGING_SMALL_CHANGE] = &small_change,
	    [CHARGING_FREE_WEEKS] = &free_weeks },
};
static const struct charging_rates no_rates;

static long
day(const char *text)
{
	struct date date = { 0 };

	assert_true(date_parse_iso(text, &date));
	return date_to_days(date);
}

static const struct line_case {
	const char *about, *kind;
	int64_t cost, whole;
	bool recurring;
	const char *first, *last, *free_until;
	int64_t chargeable;
	enum charge_doubt doubt;
} line_cases[] = {
	{ "help at home", "chargeable", 1001520, 1001520, true, "2026-01-05",
	    "2027-01-03", NULL, 1001520, CHARGE_CLEAR },
	{ "half of it by the NHS", "chargeable", 50000, 100000, true,
	    "2026-01-05", "2027-01-03", NULL, 50000, CHARGE_CLEAR },
	/* C5: a pendant's rent and a starter kit are free, as equipment */
	{ "pendant", "free_equipment", 22680, 22680, true, "2026-01-05",
	    "2027-01-03", NULL, 0, CHARGE_CLEAR },
	{ "starter kit", "free_equipment", 41260, 41260, false, "2026-01-05",
	    "2026-01-05", NULL, 0, CHARGE_CLEAR },
	{ "rail at the limit", "free_equipment", 100000, 100000, false,
	    "2026-01-05", "2026-01-05", NULL, 0, CHARGE_CLEAR },
	/* still free as ticked, but somebody should look */
	{ "ramp over it", "free_equipment", 100001, 100001, false,
	    "2026-01-05", "2026-01-05", NULL, 0, CHARGE_DEAR },
	{ "ramp, our half under it", "free_equipment", 60000, 120000, false,
	    "2026-01-05", "2026-01-05", NULL, 0, CHARGE_DEAR },
	{ "CJD", "free_cjd", 500000, 500000, true, "2026-01-05", "2027-01-03",
	    NULL, 0, CHARGE_CLEAR },
	{ "the council does not", "not_charged", 500000, 500000, true,
	    "2026-01-05", "2027-01-03", NULL, 0, CHARGE_CLEAR },
	/* six weeks from Monday 5 January are free up to 15 February */
	{ "reablement of six weeks", "free_reablement", 60000, 60000, true,
	    "2026-01-05", "2026-02-15", NULL, 0, CHARGE_CLEAR },
	{ "of twelve weeks", "free_reablement", 120000, 120000, true,
	    "2026-01-05", "2026-03-29", NULL, 60000, CHARGE_CLEAR },
	{ "one day after", "free_reablement", 4300, 4300, true, "2026-01-05",
	    "2026-02-16", NULL, 100, CHARGE_CLEAR },
	{ "until 18 January", "free_reablement", 42000, 42000, true,
	    "2026-01-05", "2026-02-15", "2026-01-18", 28000, CHARGE_CLEAR },
	{ "exactly six weeks said", "free_reablement", 120000, 120000, true,
	    "2026-01-05", "2026-03-29", "2026-02-15", 60000, CHARGE_CLEAR },
	{ "a day too long", "free_reablement", 84000, 84000, true,
	    "2026-01-05", "2026-03-29", "2026-02-16", 41000, CHARGE_LONG },
	{ "never free", "free_reablement", 84000, 84000, true, "2026-01-05",
	    "2026-03-29", "2026-01-04", 84000, CHARGE_CLEAR },
	{ "paid once, in time", "free_reablement", 9000, 9000, false,
	    "2026-01-05", "2026-01-05", NULL, 0, CHARGE_CLEAR },
	{ "paid once, too late", "free_reablement", 9000, 9000, false,
	    "2026-03-05", "2026-03-05", "2026-02-15", 9000, CHARGE_CLEAR },
	/* rounded once, halves up */
	{ "a third of a penny", "free_reablement", 100, 100, true,
	    "2026-01-05", "2026-01-07", "2026-01-05", 67, CHARGE_CLEAR },
};

static struct charged_line
line_of(const struct line_case *c)
{
	return (struct charged_line){
		.kind = charge_kind_find(c->kind),
		.cost_pence = c->cost,
		.whole_pence = c->whole,
		.recurring = c->recurring,
		.first = day(c->first),
		.last = day(c->last),
		.free_until =
		    c->free_until ? day(c->free_until) : FREE_UNTIL_NOT_SAID,
	};
}

static void
test_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(line_cases); i++) {
		const struct line_case *c = &line_cases[i];
		struct charged_line line = line_of(c);

		assert_non_null(line.kind);
		charge_line(&line, &rates);
		if (line.chargeable_pence != c->chargeable ||
		    line.doubt != c->doubt)
			fail_msg("%s: %lld, doubt %d", c->about,
			    (long long)line.chargeable_pence, line.doubt);
	}
}

/* Without rates what was ticked counts, and nothing is in doubt. */
static void
test_no_rates(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(line_cases); i++) {
		struct charged_line line = line_of(&line_cases[i]);

		charge_line(&line, &no_rates);
		assert_int_equal(line.doubt, CHARGE_CLEAR);
		if (line.free_until == FREE_UNTIL_NOT_SAID)
			assert_int_equal(line.chargeable_pence,
			    line.kind->rule == CHARGEABLE ? line.cost_pence
							  : 0);
	}
}

static void
test_kinds(void **state)
{
	(void)state;
	assert_null(charge_kind_find("free"));
	for (size_t i = 0; i < charge_kind_count; i++)
		assert_ptr_equal(charge_kind_find(charge_kinds[i].code),
		    &charge_kinds[i]);
}

static void
assert_step(const struct working *working, size_t at, const char *text)
{
	assert_true(at < working->count);
	assert_string_equal(working->steps[at].text, text);
}

static void
test_explain(void **state)
{
	struct charged_line line = line_of(&line_cases[10]);
	struct working out;

	(void)state;
	working_init(&out);
	charge_line(&line, &rates);
	charge_explain(&line, &rates, "Help in the morning", &out);
	assert_step(&out, 0,
	    "Help in the morning: £600.00 of £1,200.00 may be charged "
		 "for. As ticked, free by law: help to get back on your "
		 "feet.");
	assert_step(&out, 1,
	    "It is free until 15 February 2026. After that 42 of its 84 "
		 "days are left: £1,200.00 x 42 / 84 = £600.00.");
	assert_non_null(strstr(out.steps[1].source, "SI 2014/2672"));
	working_clear(&out);

	line = line_of(&line_cases[5]);
	charge_line(&line, &rates);
	charge_explain(&line, &rates, "Ramp", &out);
	assert_step(&out, 1,
	    "It costs £1,000.01, which is more than a small change to "
		 "the home may cost and be free. Ask the finance team.");
	working_clear(&out);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_no_rates),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_explain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
