/* Teams: domain.md E7 (A1 to A4) and the teams of cases C1, C3 and C4, then what
 * must hold for any team. */
#include "config.h"

#include "rules/employ.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "employ_years.h"

#define SEED UINT64_C(20261122)
#define MOST 6

/* A team of fixed hours for a year; hours and rate as in the cases. */
struct small_team {
	struct pay pays[MOST];
	struct worker workers[MOST];
	struct team team;
};

static void
add(struct small_team *small, int64_t hours, int64_t rate)
{
	size_t i = small->team.count++;

	small->pays[i] = (struct pay){ .quantity = hours * 10000,
		.rate_pence = rate, .days = 364 };
	small->workers[i] = (struct worker){ .name = "Priya", .age = 30,
		.cover = true, .days = 364, .pays = &small->pays[i],
		.pay_count = 1 };
	small->team.workers = small->workers;
	small->team.days = 364;
	small->team.allowance = true;
}

static void
test_a1(void **state)
{
	struct small_team small = { 0 };
	const struct team *team = &small.team;

	(void)state;
	add(&small, 20, 1350);
	team_reckon(&small.team, &year_2026.employ);
	assert_int_equal(team->wages.pence, 1404000);
	assert_int_equal(team->ni_gross.pence, 135600);
	assert_int_equal(team->pension.pence, 23400);
	assert_int_equal(team->cover.pence, 151200);
	assert_int_equal(team->ni.pence, 0);
	assert_int_equal(team->total.pence, 1404000 + 23400 + 151200);
	team_reckon(&small.team, &year_2024.employ); /* A2 */
	assert_int_equal(team->ni_gross.pence, 68172);
}

static void
test_a3(void **state)
{
	struct small_team small = { 0 };

	(void)state;
	for (int i = 0; i < 5; i++)
		add(&small, 40, 1400);
	team_reckon(&small.team, &year_2026.employ);
	for (int i = 0; i < 5; i++) {
		assert_int_equal(small.workers[i].wages.pence, 2912000);
		assert_int_equal(small.workers[i].ni.pence, 361800);
	}
	assert_int_equal(small.team.ni_gross.pence, 1809000);
	assert_int_equal(small.team.allowance_off.pence, 1050000);
	assert_int_equal(small.team.ni.pence, 759000);
	small.team.allowance = false;
	team_reckon(&small.team, &year_2026.employ);
	assert_int_equal(small.team.ni.pence, 1809000);
}

/* C1: 10,982.40, 1,182.72, 0.00, 142.27, with insurance and payroll. */
static void
test_c1(void **state)
{
	struct small_team small = { 0 };
	const struct team *team = &small.team;

	(void)state;
	add(&small, 16, 1320);
	small.team.insurance_year_pence = 6100;
	small.team.payroll_month_pence = 1400;
	team_reckon(&small.team, &year_2025.employ);
	assert_int_equal(team->wages.pence, 1098240);
	assert_int_equal(team->cover.pence, 118272);
	assert_int_equal(team->ni_gross.pence, 89736);
	assert_int_equal(team->ni.pence, 0);
	assert_int_equal(team->pension.pence, 14227);
	assert_int_equal(team->insurance.pence, 6100);
	assert_int_equal(team->payroll.pence, 16800);
	assert_int_equal(team->total.pence, 1253639);
}

/* C3, which is A4. */
static void
test_c3(void **state)
{
	struct small_team small = { 0 };
	const struct team *team = &small.team;

	(void)state;
	add(&small, 35, 1410);
	add(&small, 35, 1410);
	add(&small, 28, 1410);
	team_reckon(&small.team, &year_2026.employ);
	assert_int_equal(small.workers[0].wages.pence, 2566200);
	assert_int_equal(small.workers[2].wages.pence, 2052960);
	assert_int_equal(team->cover.pence, 773808);
	assert_int_equal(team->ni_gross.pence, 852804);
	assert_int_equal(team->ni.pence, 0);
	assert_int_equal(team->pension.pence, 159401);
}

static void
test_c4(void **state)
{
	struct small_team small = { 0 };

	(void)state;
	add(&small, 24, 1390);
	add(&small, 18, 1390);
	team_reckon(&small.team, &year_2026.employ);
	assert_int_equal(small.workers[0].wages.pence, 1734720);
	assert_int_equal(small.workers[1].wages.pence, 1301040);
	assert_int_equal(small.team.cover.pence, 326928);
	assert_int_equal(small.team.ni.pence, 0);
	assert_int_equal(small.team.pension.pence, 53633);
}

/* practice.md F32: a rise in April is another pay of the same worker. */
static void
test_a_rise(void **state)
{
	struct pay pays[] = {
		{ .quantity = 160000, .rate_pence = 1320, .days = 182 },
		{ .quantity = 160000, .rate_pence = 1360, .days = 182 },
	};
	struct worker worker = { .age = 30, .cover = true, .days = 364,
		.pays = pays, .pay_count = 2 };
	struct team team = { .workers = &worker, .count = 1, .days = 364 };

	(void)state;
	team_reckon(&team, &year_2025.employ);
	assert_int_equal(team.wages.pence, 1114880);
	assert_int_equal(team.cover.pence, 59136 + 60928);
	struct working out;
	working_init(&out);
	worker_explain_holiday(&worker, &year_2025.employ, &out);
	assert_told(&out, "comes to £1,200.64",
	    "16 hours a week x £13.20 x 5.6 weeks x 26 weeks / 52 = £591.36");
	assert_int_equal(worker_week(&worker).pence, 21440);
}

/* Waking hours and nights asleep are one person's pay, with one threshold. */
static void
test_two_kinds_of_hours(void **state)
{
	struct pay pays[] = {
		{ .quantity = 100000, .rate_pence = 1300, .days = 364 },
		{ HOURS_SLEEP_IN, 20000, 5000, 364, { 0 }, { 0 } },
		{ HOURS_ON_CALL, 10000, 1500, 364, { 0 }, { 0 } },
	};
	struct worker worker = { .age = 30, .days = 364, .pays = pays,
		.pay_count = 3 };
	struct team team = { .workers = &worker, .count = 1, .days = 364 };

	(void)state;
	team_reckon(&team, &year_2026.employ);
	assert_int_equal(team.wages.pence, 676000 + 520000 + 78000);
	assert_int_equal(team.ni.pence, 116100);
	assert_int_equal(team.cover.pence, 0); /* nobody comes instead */
}

/* 12.07% is on top of the weeks really worked, and is pay like wages. */
static void
test_irregular(void **state)
{
	struct pay pay = { .quantity = 200000, .rate_pence = 1350,
		.days = 46 * 7 };
	struct worker worker = { .age = 30, .irregular = true, .cover = true,
		.days = 364, .pays = &pay, .pay_count = 1 };
	struct team team = { .workers = &worker, .count = 1, .days = 364 };

	(void)state;
	team_reckon(&team, &year_2026.employ);
	assert_int_equal(team.wages.pence, 1242000);
	assert_int_equal(team.on_top.pence, 149909); /* 149,909.4 */
	assert_int_equal(team.cover.pence, 0);
	assert_int_equal(team.ni_gross.pence, 133786); /* of 1,391,909 */
	assert_false(worker_holiday_twice(&worker, &year_2026.employ));
	pay.days = 325; /* 46.4 weeks are 324.8 days */
	assert_true(worker_holiday_twice(&worker, &year_2026.employ));
	pay.days = 364;
	assert_true(worker_holiday_twice(&worker, &year_2026.employ));
	worker.irregular = false;
	assert_false(worker_holiday_twice(&worker, &year_2026.employ));
}

static void
test_not_known(void **state)
{
	struct small_team small = { 0 };
	struct working out;

	(void)state;
	add(&small, 16, 1320);
	team_reckon(&small.team, &year_2027.employ);
	assert_true(small.team.wages.known);
	assert_true(small.team.cover.known);
	assert_false(small.team.ni.known);
	assert_false(small.team.pension.known);
	assert_false(small.team.total.known);
	assert_int_equal(small.team.total.pence, 0);
	working_init(&out);
	team_explain(&small.team, &year_2027.employ, &out);
	assert_told(&out, "comes to not worked out", "is not known");

	/* too large: no figure, rather than a wrong one */
	small.pays[0].quantity = INT64_C(10000000000000);
	small.pays[0].rate_pence = MONEY_MAX_PENCE;
	team_reckon(&small.team, &year_2026.employ);
	assert_false(small.team.wages.known);
	assert_false(small.team.total.known);
	team_explain(&small.team, &year_2026.employ, &out);
	assert_told(&out, "comes to not worked out", "pay of Priya is not known");
	small.pays[0] = (struct pay){ .quantity = -10000, .rate_pence = 1320,
		.days = 364 };
	team_reckon(&small.team, &year_2026.employ);
	assert_false(small.team.total.known);
}

static void
test_nobody(void **state)
{
	struct team team = { .days = 364, .allowance = true };

	(void)state;
	team_reckon(&team, &year_2026.employ);
	assert_true(team.total.known);
	assert_int_equal(team.total.pence, 0);
}

static void
test_explain(void **state)
{
	const struct employ_rates *rates = &year_2025.employ;
	struct small_team small = { 0 };
	const struct worker *priya = small.workers;
	struct working out;

	(void)state;
	add(&small, 16, 1320);
	team_reckon(&small.team, rates);
	working_init(&out);
	worker_explain_wages(priya, rates, &out);
	assert_told(&out, "Wages for Priya come to £10,982.40 in 52 weeks.",
	    "16 hours a week x £13.20 x 52 weeks = £10,982.40");
	worker_explain_holiday(priya, rates, &out);
	assert_told(&out, "during holidays comes to £1,182.72",
	    "16 hours a week x £13.20 x 5.6 weeks = £1,182.72");
	worker_explain_ni(priya, rates, &out);
	assert_told(&out, "for Priya comes to £897.36", "x 15% = £897.36");
	worker_explain_pension(priya, rates, &out);
	assert_told(&out, "for Priya comes to £142.27", "x 3% = £142.27");
	team_explain_ni(&small.team, rates, &out);
	assert_told(&out,
	    "comes to £0.00: £897.36, less £897.36 of Employment Allowance.",
	    "£897.36 - £897.36 = £0.00");
	team_explain_pension(&small.team, rates, &out);
	assert_told(&out, "for the team comes to £142.27", "x 3% = £142.27");
	team_explain_wages(&small.team, &out);
	assert_told(&out, "for the team come to £10,982.40",
	    "Priya: £10,982.40");
	team_explain_holiday(&small.team, rates, &out);
	assert_told(&out, "Holiday costs £1,182.72", "5.6 weeks");
	team_explain(&small.team, rates, &out);
	assert_told(&out, "the team comes to £12,307.39 in 52 weeks.",
	    "Employer pension: £142.27");
}

/* --- any team --- */

static uint64_t
next_random(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return *seed >> 33;
}

static int64_t
below(uint64_t *seed, int64_t limit)
{
	return (int64_t)(next_random(seed) % (uint64_t)limit);
}

static void
any_team(uint64_t *seed, struct small_team *small)
{
	int64_t count = below(seed, MOST + 1);
	long days = 7 * (1 + (long)below(seed, 104));

	*small = (struct small_team){ 0 };
	for (int64_t i = 0; i < count; i++) {
		struct worker *worker = &small->workers[i];

		add(small, below(seed, 60), below(seed, 3000));
		worker->age = (int)below(seed, 80) - 1;
		worker->irregular = below(seed, 3) == 0;
		worker->cover = below(seed, 2) == 0;
		worker->opted_in = below(seed, 2) == 0;
		worker->days = days;
		small->pays[i].days = days;
	}
	small->team.days = days;
	small->team.allowance = below(seed, 4) != 0;
}

static void
check_team(const struct team *team)
{
	const struct cost parts[] = { team->wages, team->on_top, team->cover,
		team->ni, team->pension, team->insurance, team->payroll };
	int64_t sum = 0, wages = 0;

	assert_true(team->total.known);
	assert_in_range(team->ni.pence, 0, team->ni_gross.pence);
	assert_int_equal(team->ni.pence + team->allowance_off.pence,
	    team->ni_gross.pence);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		assert_true(parts[i].pence >= 0);
		sum += parts[i].pence;
	}
	assert_int_equal(sum, team->total.pence);
	for (size_t i = 0; i < team->count; i++) {
		const struct worker *worker = &team->workers[i];
		int64_t pay = worker->wages.pence + worker->on_top.pence;

		wages += worker->wages.pence;
		assert_true(worker->ni.pence <= div_half_up(pay * 15, 100));
		assert_true(worker->employer_pension.pence <=
		    div_half_up(pay * 3, 100));
		/* holiday is in the wages, on top of them, or covered */
		assert_true(worker->on_top.pence == 0 ||
		    worker->cover_for.pence == 0);
	}
	assert_int_equal(wages, team->wages.pence);
}

static void
test_any_team(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	print_message("seed %" PRIu64 "\n", seed);
	for (int round = 0; round < 20000; round++) {
		struct small_team small;
		struct team before;

		any_team(&seed, &small);
		team_reckon(&small.team, &year_2026.employ);
		check_team(&small.team);

		/* the order of the workers changes nothing */
		before = small.team;
		for (size_t i = 0; i < small.team.count / 2; i++) {
			size_t other = small.team.count - 1 - i;
			struct worker kept = small.workers[i];

			small.workers[i] = small.workers[other];
			small.workers[other] = kept;
		}
		team_reckon(&small.team, &year_2026.employ);
		assert_int_equal(small.team.total.pence, before.total.pence);
		assert_int_equal(small.team.ni.pence, before.ni.pence);

		/* who works an hour more costs no less */
		if (small.team.count == 0)
			continue;
		small.pays[0].quantity += 10000;
		team_reckon(&small.team, &year_2026.employ);
		assert_true(small.team.total.pence >= before.total.pence);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a1),
		cmocka_unit_test(test_a3),
		cmocka_unit_test(test_c1),
		cmocka_unit_test(test_c3),
		cmocka_unit_test(test_c4),
		cmocka_unit_test(test_a_rise),
		cmocka_unit_test(test_two_kinds_of_hours),
		cmocka_unit_test(test_irregular),
		cmocka_unit_test(test_not_known),
		cmocka_unit_test(test_nobody),
		cmocka_unit_test(test_explain),
		cmocka_unit_test(test_any_team),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
