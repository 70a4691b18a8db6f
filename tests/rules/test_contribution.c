/* What a person pays: published examples (T1 to T5, F1 and F2 of domain.md E8),
 * the cases' (F3 to F5, C5), then ours, then what holds for any figures. */
#include "config.h"

#include "rules/contribution.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/money.h"

#define SEED UINT64_C(20261117)
#define LOTS MONEY_MAX_PENCE

#define PENCE(words, amount) { .title = words, .unit = RATE_PENCE, \
	.known = true, .value = amount, .verified = true, .source = "DHSC" }

static const struct rate upper = PENCE("Upper limit", 2325000);
static const struct rate lower = PENCE("Lower limit", 1425000);
static const struct rate step = PENCE("Step", 25000);
static const struct rate each = PENCE("Each step", 100);
static const struct rate minimum = PENCE("Least charge", 125);

static const struct charging_rates rates = {
	.by = { [CHARGING_UPPER_CAPITAL] = &upper,
	    [CHARGING_LOWER_CAPITAL] = &lower,
	    [CHARGING_TARIFF_STEP] = &step,
	    [CHARGING_TARIFF_AMOUNT] = &each },
};
static const struct charging_rates with_minimum = {
	.by = { [CHARGING_UPPER_CAPITAL] = &upper,
	    [CHARGING_LOWER_CAPITAL] = &lower,
	    [CHARGING_TARIFF_STEP] = &step,
	    [CHARGING_TARIFF_AMOUNT] = &each,
	    [CHARGING_MINIMUM] = &minimum },
};

static void
test_tariff(void **state)
{
	static const struct {
		int64_t capital;
		bool below;
		int64_t weekly;
	} cases[] = {
		{ 1500000, true, 300 },	 /* T1 */
		{ 1575000, true, 600 },	 /* T2 */
		{ 1845000, true, 1700 }, /* T3: part of a step counts */
		{ 2325000, true, 3600 }, /* T4 */
		{ 1425000, true, 0 },	 /* T5 */
		{ 2325001, false, 0 },	 /* T5 */
		{ 1425001, true, 100 },
		{ 1450000, true, 100 },
		{ 1450001, true, 200 },
		{ 0, true, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t weekly = -1;

		assert_int_equal(
		    tariff_income(cases[i].capital, &rates, &weekly),
		    cases[i].below);
		assert_int_equal(weekly, cases[i].weekly);
	}
}

static const struct sum_case {
	const char *about;
	int64_t income, capital;
	bool joint;
	int64_t mig, disability, housing, chargeable;
	int weeks;
	int64_t weekly, plan;
} sum_cases[] = {
	{ "F1, 2016/17", 23710, 0, false, 14847, 2500, 0, LOTS, 52, 6363,
	    330876 },
	{ "F2, 2017/18", 24220, 0, false, 14847, 2500, 0, LOTS, 52, 6873,
	    357396 },
	{ "F3, case C1", 20160, 0, false, 16305, 1430, 0, 622956, 52, 2425,
	    126100 },
	{ "F4, case C4", 28790, 1845000, false, 24145, 1950, 0, 1589909, 52,
	    4395, 228540 },
	{ "F5, F3 but 20.00 a week", 20160, 0, false, 16305, 1430, 0, 104000,
	    52, 2000, 104000 },
	/* the pendant and the starter kit are free */
	{ "case C5", 23275, 0, false, 18640, 1285, 0, 1431460, 52, 3350,
	    174200 },
	{ "rent", 20160, 0, false, 16305, 1430, 425, LOTS, 52, 2000, 104000 },
	{ "nothing left", 16000, 0, false, 16305, 1430, 0, LOTS, 52, 0, 0 },
	{ "exactly nothing", 17735, 0, false, 16305, 1430, 0, LOTS, 52, 0,
	    0 },
	{ "half of joint savings", 20160, 3690000, true, 16305, 1430, 0, LOTS,
	    52, 4125, 214500 },
	{ "the odd penny is theirs", 20160, 2850001, true, 16305, 1430, 0,
	    LOTS, 52, 2425, 126100 },
	{ "at the upper limit", 20160, 2325000, false, 16305, 1430, 0, LOTS,
	    52, 6025, 313300 },
	{ "over it", 0, 2325001, false, 16305, 1430, 0, 104000, 52, 2000,
	    104000 },
	{ "joint, not over it", 20160, 4650001, true, 16305, 1430, 0, LOTS,
	    52, 6025, 313300 },
	{ "ten weeks", 20160, 0, false, 16305, 1430, 0, LOTS, 10, 2425,
	    24250 },
	{ "nothing may be charged for", 20160, 0, false, 16305, 1430, 0, 0,
	    52, 0, 0 },
	/* 100.00 in 52 weeks are 1.92 a week, which would be 99.84 */
	{ "a cost that does not divide", 20160, 0, false, 16305, 1430, 0,
	    10000, 52, 192, 10000 },
	/* 99.85: 1.92 a week is the cost, and no more than it is paid */
	{ "a weekly cost rounded up", 16497, 0, false, 16305, 0, 0, 9983, 52,
	    192, 9983 },
};

static struct means
means_of(const struct sum_case *c)
{
	return (struct means){
		.income_known = true,
		.income_pence = c->income,
		.capital_known = true,
		.capital_pence = c->capital,
		.capital_joint = c->joint,
		.mig_known = true,
		.mig_pence = c->mig,
		.disability_pence = c->disability,
		.housing_pence = c->housing,
		.chargeable_known = true,
		.chargeable_pence = c->chargeable,
		.plan_weeks = c->weeks,
	};
}

static void
test_sums(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(sum_cases); i++) {
		const struct sum_case *c = &sum_cases[i];
		struct means means = means_of(c);
		struct contribution out;

		contribution_reckon(&means, &rates, &out);
		assert_int_equal(out.state, CONTRIBUTION_KNOWN);
		if (out.weekly_pence != c->weekly || out.plan_pence != c->plan)
			fail_msg("%s: %lld a week, %lld", c->about,
			    (long long)out.weekly_pence,
			    (long long)out.plan_pence);
	}
}

static void
test_minimum(void **state)
{
	static const struct {
		int64_t income, weekly;
	} cases[] = { { 16429, 0 }, { 16430, 125 }, { 16306, 0 },
		{ 16305, 0 } };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct means means = means_of(&sum_cases[0]);
		struct contribution out;

		means.income_pence = cases[i].income;
		means.mig_pence = 16305;
		means.disability_pence = 0;
		contribution_reckon(&means, &with_minimum, &out);
		assert_int_equal(out.weekly_pence, cases[i].weekly);
		assert_int_equal(out.below_minimum,
		    cases[i].weekly == 0 && cases[i].income > 16305);
	}
}

/* Not yet worked out is a state of its own, with a reason. */
static void
test_missing(void **state)
{
	struct means all = means_of(&sum_cases[2]), means;
	struct charging_rates none = { { NULL } };
	struct contribution out;

	(void)state;
	means = all, means.income_known = false;
	contribution_reckon(&means, &rates, &out);
	assert_int_equal(out.state, CONTRIBUTION_NO_INCOME);
	means = all, means.capital_known = false;
	contribution_reckon(&means, &rates, &out);
	assert_int_equal(out.state, CONTRIBUTION_NO_CAPITAL);
	means = all, means.mig_known = false;
	contribution_reckon(&means, &rates, &out);
	assert_int_equal(out.state, CONTRIBUTION_NO_MIG);
	means = all, means.chargeable_known = false;
	contribution_reckon(&means, &rates, &out);
	assert_int_equal(out.state, CONTRIBUTION_NO_COSTS);
	contribution_reckon(&all, &none, &out);
	assert_int_equal(out.state, CONTRIBUTION_NO_RATES);
	/* over the limit no income is asked for */
	means = all, means.income_known = means.mig_known = false;
	means.capital_pence = 2325001;
	contribution_reckon(&means, &rates, &out);
	assert_int_equal(out.state, CONTRIBUTION_KNOWN);
	assert_true(out.over_upper);
	/* who has nothing left pays nothing, whatever it costs */
	means = all, means.income_pence = 0, means.chargeable_known = false;
	contribution_reckon(&means, &rates, &out);
	assert_int_equal(out.state, CONTRIBUTION_KNOWN);
	assert_int_equal(out.weekly_pence, 0);
}

static void
test_explain(void **state)
{
	struct means means = means_of(&sum_cases[3]);
	struct contribution out;
	struct working working;

	(void)state;
	working_init(&working);
	contribution_reckon(&means, &rates, &out);
	contribution_explain(&means, &rates, &out, &working);
	assert_string_equal(working.steps[0].text,
	    "By these figures you would pay £43.95 a week.");
	assert_string_equal(working.steps[1].text,
	    "Savings of £18,450.00: what is over the lower limit, "
	    "£14,250.00, counts as income of £17.00 a week.");
	assert_string_equal(working.steps[3].text,
	    "£287.90 income + £17.00 for savings - £241.45 that you must be "
	    "left with - £19.50 disability costs - £0.00 housing costs = "
	    "£43.95.");
	assert_string_equal(working.steps[4].text,
	    "£43.95 x 52 weeks = £2,285.40 over the plan.");
	working_clear(&working);

	means.capital_pence = 320000;
	contribution_reckon(&means, &rates, &out);
	contribution_explain(&means, &rates, &out, &working);
	assert_string_equal(working.steps[1].text,
	    "Savings of £3,200.00 do not count: they are not over the lower "
	    "limit, £14,250.00.");
	working_clear(&working);

	means.income_known = false;
	contribution_reckon(&means, &rates, &out);
	contribution_explain(&means, &rates, &out, &working);
	assert_int_equal(working.count, 1);
	assert_string_equal(working.steps[0].text,
	    "What you pay is not yet worked out, because nobody has said yet "
	    "what income counts. You will be told before any bill.");
	working_clear(&working);
}

/* --- amounts from a day on --- */

static long
day(const char *text)
{
	struct date date = { 0 };

	assert_true(date_parse_iso(text, &date));
	return date_to_days(date);
}

#define MAX_ROWS 4

static const struct {
	const char *about;
	struct {
		const char *first, *last;
		int64_t weekly;
		bool waived;
		int64_t total;
	} rows[MAX_ROWS];
	int64_t total;
} row_cases[] = {
	{ "none", { { 0 } }, 0 },
	{ "C4 for a year", { { "2026-06-01", "2027-05-30", 4395, false,
		228540 } }, 228540 },
	{ "April", { { "2026-06-01", "2027-04-04", 4395, false, 193380 },
		{ "2027-04-05", "2027-05-30", 4600, false, 36800 } },
	    230180 },
	{ "the old one not ended",
	    { { "2026-06-01", "2027-05-30", 4395, false, 193380 },
		{ "2027-04-05", "2027-05-30", 4600, false, 36800 } },
	    230180 },
	{ "in any order",
	    { { "2027-04-05", "2027-05-30", 4600, false, 36800 },
		{ "2026-06-01", "2027-05-30", 4395, false, 193380 } },
	    230180 },
	{ "two on one day: the lower",
	    { { "2026-06-01", "2027-05-30", 4600, false, 0 },
		{ "2026-06-01", "2027-05-30", 4395, false, 228540 } },
	    228540 },
	{ "not charged for four weeks, then as before",
	    { { "2026-06-01", "2027-05-30", 700, false, 33600 },
		{ "2026-06-08", "2026-07-05", 700, true, 0 } },
	    33600 },
	{ "days outside the plan count for nothing",
	    { { "2026-05-01", "2026-06-02", 700, false, 200 },
		{ "2027-05-30", "2028-01-01", 700, false, 100 } },
	    300 },
	{ "ends before it starts",
	    { { "2026-07-01", "2026-06-02", 700, false, 0 } }, 0 },
	{ "a day, rounded once", { { "2026-07-01", "2026-07-01", 4395, false,
		628 } }, 628 },
};

static size_t
rows_of(size_t i, struct contribution_row *rows)
{
	size_t count = 0;

	for (; count < MAX_ROWS && row_cases[i].rows[count].first; count++)
		rows[count] = (struct contribution_row){
			.first = day(row_cases[i].rows[count].first),
			.last = day(row_cases[i].rows[count].last),
			.weekly_pence = row_cases[i].rows[count].weekly,
			.waived = row_cases[i].rows[count].waived,
		};
	return count;
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(row_cases); i++) {
		struct contribution_row rows[MAX_ROWS];
		size_t count = rows_of(i, rows);
		int64_t total = contribution_rows_total(rows, count,
		    day("2026-06-01"), day("2027-05-30"));

		for (size_t k = 0; k < count; k++)
			if (rows[k].total_pence != row_cases[i].rows[k].total)
				fail_msg("%s: row %zu is %lld",
				    row_cases[i].about, k,
				    (long long)rows[k].total_pence);
		assert_int_equal(total, row_cases[i].total);
	}
}

static void
test_rows_explain(void **state)
{
	struct contribution_row rows[MAX_ROWS];
	size_t count = rows_of(2, rows);
	struct working working;

	(void)state;
	(void)contribution_rows_total(rows, count, day("2026-06-01"),
	    day("2027-05-30"));
	working_init(&working);
	contribution_rows_explain(rows, count, &working);
	assert_string_equal(working.steps[0].text,
	    "You pay £2,301.80 while the plan runs.");
	assert_string_equal(working.steps[1].text,
	    "From 1 June 2026: £43.95 a week for 44 weeks = £1,933.80.");
	working_clear(&working);
}

/* --- what holds for any figures --- */

static int64_t
random_up_to(uint64_t *seed, int64_t max)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return (int64_t)(*seed * UINT64_C(0x2545F4914F6CDD1D) %
	    ((uint64_t)max + 1));
}

static struct means
random_means(uint64_t *seed)
{
	int64_t size = random_up_to(seed, 9) ? 100000 : LOTS;

	return (struct means){
		.income_known = true,
		.income_pence = random_up_to(seed, size),
		.capital_known = true,
		.capital_pence = random_up_to(seed, 2500000),
		.capital_joint = random_up_to(seed, 1),
		.mig_known = true,
		.mig_pence = random_up_to(seed, 30000),
		.disability_pence = random_up_to(seed, 5000),
		.housing_pence = random_up_to(seed, 5000),
		.chargeable_known = true,
		.chargeable_pence = random_up_to(seed, size * 52 % LOTS),
		.plan_weeks = (int)random_up_to(seed, 103) + 1,
	};
}

/* Nobody pays less than nothing, more than it costs, or so much that less than
 * the guarantee is left; a pound more of income never lowers what is paid, and
 * a pound more of costs of disability never raises it. */
static void
test_any_means(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	for (int round = 0; round < 50000; round++) {
		struct means means = random_means(&seed), other;
		struct contribution out, more;

		contribution_reckon(&means, &rates, &out);
		assert_int_equal(out.state, CONTRIBUTION_KNOWN);
		assert_true(out.weekly_pence >= 0 && out.plan_pence >= 0);
		assert_true(out.plan_pence <= means.chargeable_pence);
		if (!out.over_upper)
			assert_true(out.weekly_pence == 0 ||
			    means.income_pence + out.tariff_pence -
				    out.weekly_pence >= means.mig_pence);
		other = means, other.income_pence += 100;
		contribution_reckon(&other, &rates, &more);
		assert_true(more.weekly_pence >= out.weekly_pence);
		other = means, other.disability_pence += 100;
		contribution_reckon(&other, &rates, &more);
		assert_true(more.weekly_pence <= out.weekly_pence);
	}
}

/* Day by day, by the rule itself. */
static int64_t
by_days(const struct contribution_row *rows, size_t count, long first,
    long last)
{
	int64_t sum = 0;

	for (long at = first; at <= last; at++) {
		const struct contribution_row *now = NULL;

		for (size_t i = 0; i < count; i++)
			if (rows[i].first <= at && at <= rows[i].last &&
			    (!now || rows[i].first > now->first ||
				(rows[i].first == now->first &&
				    rows[i].weekly_pence < now->weekly_pence)))
				now = &rows[i];
		if (now && !now->waived)
			sum += now->weekly_pence;
	}
	return sum;
}

static void
test_any_rows(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	for (int round = 0; round < 5000; round++) {
		struct contribution_row rows[MAX_ROWS];
		size_t count = (size_t)random_up_to(&seed, MAX_ROWS);
		long first = random_up_to(&seed, 50);
		long last = first + random_up_to(&seed, 100) - 10;

		for (size_t i = 0; i < count; i++) {
			rows[i] = (struct contribution_row){
				.first = random_up_to(&seed, 100),
				.weekly_pence = random_up_to(&seed, 5000),
				.waived = random_up_to(&seed, 4) == 0,
			};
			rows[i].last =
			    rows[i].first + random_up_to(&seed, 60) - 5;
		}
		assert_int_equal(
		    contribution_sevenths(rows, count, first, last),
		    by_days(rows, count, first, last));
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tariff),
		cmocka_unit_test(test_sums),
		cmocka_unit_test(test_minimum),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_explain),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_rows_explain),
		cmocka_unit_test(test_any_means),
		cmocka_unit_test(test_any_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
