/* Worked examples of domain.md E3 and H (all people and prices invented), and
 * what must hold for any numbers at all. */
#include "config.h"

#include "rules/budget.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/money.h"

#define MAX_LINES 20
#define MAX_SHARES 8
#define MAX_STREAMS 8
#define SEED UINT64_C(20261116)

/* --- one line --- */

static const struct cost_case {
	int64_t quantity, price_pence, times, cost_pence;
} cost_cases[] = {
    {10000, 12345, 520000, 641940},     /* 123.45 weekly for a year */
    {10000, 4833, 120000, 57996},       /* 48.33 monthly */
    {160000, 1320, 520000, 1098240},    /* 16 x 13.20 x 52 */
    {160000, 1320, 56000, 118272},      /* 16 x 13.20 x 5.6 */
    {100000, 1400, 12923, 18092},       /* 180.922 */
    {10000, 1, 5000, 1},                /* half a penny goes up */
    {10000, 1, 4999, 0},
    {10000, -1, 5000, -1},              /* away from zero */
    {10000, -1, 4999, 0},
    {3333, 3, 10000, 1},                /* 0.9999 of a penny */
    {0, 100, 520000, 0},
    {10000, 0, 10000, 0},
    {10000, MONEY_MAX_PENCE, 10000, MONEY_MAX_PENCE},
    {10000, -MONEY_MAX_PENCE, 10000, -MONEY_MAX_PENCE},
    {INT64_MAX, 1, 1, 92233720369},     /* 92,233,720,368.55 parts of a penny */
    {INT64_MAX, INT64_MAX, 0, 0},
};

static bool
cost_of(int64_t quantity, int64_t price_pence, int64_t times, long days,
    int64_t *cost)
{
	struct spending_line line = {.quantity = quantity,
	    .price_pence = price_pence, .times = times, .days = days};

	return line_cost(&line, cost);
}

static void
test_line_cost(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cost_cases); i++) {
		const struct cost_case *c = &cost_cases[i];
		int64_t cost = -7;

		assert_true(cost_of(c->quantity, c->price_pence, c->times, 0,
		    &cost));
		assert_int_equal(cost, c->cost_pence);
		cost = -7;
		assert_true(cost_of(c->quantity, c->price_pence, c->times, 1,
		    &cost));
		assert_int_equal(cost, c->cost_pence);
	}
}

/* The price of each of so many days, summed, for times in so many days. */
static void
test_line_cost_by_days(void **state)
{
	static const struct {
		int64_t quantity, sum, times, days, cost_pence;
	} cases[] = {
	    {10000, 364 * 12345, 520000, 364, 641940},
	    {10000, 12345, 520000, 364, 1764},       /* a day: 1763.57 */
	    {160000, 182 * 1320 + 182 * 1360, 520000, 364, 1114880},
	    {10000, 7 * 1, 260000, 364, 1},          /* half a penny goes up */
	    {10000, 7 * 1, 250000, 364, 0},
	    {10000, 1, 10000, 2, 1},
	    {10000, 1, 10000, 3, 0},
	    {10000, -1, 10000, 2, -1},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t cost = -7;

		assert_true(cost_of(cases[i].quantity, cases[i].sum,
		    cases[i].times, (long)cases[i].days, &cost));
		assert_int_equal(cost, cases[i].cost_pence);
	}
}

static void
test_line_cost_too_large(void **state)
{
	static const int64_t cases[][3] = {
	    {INT64_MAX, INT64_MAX, INT64_MAX},
	    {INT64_MAX, INT64_MAX, 1},
	    {INT64_MAX, INT64_MIN, INT64_MAX},
	    {INT64_MAX, INT64_MIN, 1},
	    {10000, MONEY_MAX_PENCE + 1, 10000},
	    {10000, -MONEY_MAX_PENCE - 1, 10000},
	    {10000, MONEY_MAX_PENCE, 10001},
	    {10000, INT64_MAX, 10000},
	    {1, INT64_MAX, INT64_MAX},
	    /* 2^64 x 2^64: would be 0 if it wrapped at 128 bits */
	    {INT64_C(1) << 62, INT64_C(1) << 62, 16},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t cost = -7;

		assert_false(cost_of(cases[i][0], cases[i][1], cases[i][2], 0,
		    &cost));
		assert_int_equal(cost, -7);
	}
	int64_t cost = -7;
	assert_false(cost_of(1, 1, 1, LONG_MAX, &cost));
	assert_false(cost_of(10000, MONEY_MAX_PENCE * 364 + 364, 10000, 364,
	    &cost));
	assert_int_equal(cost, -7);
	assert_true(cost_of(10000, MONEY_MAX_PENCE * 364, 10000, 364, &cost));
	assert_int_equal(cost, MONEY_MAX_PENCE);
}

/* --- splits --- */

/* A line of one thing bought once for PRICE. */
static struct spending_line
simple_line(int64_t price_pence, struct spending_share *shares, size_t count)
{
	return (struct spending_line){.quantity = 10000,
	    .price_pence = price_pence, .times = 10000, .known = true,
	    .recurring = true, .shares = shares, .share_count = count};
}

static const struct split_case {
	int64_t price_pence;
	size_t count;
	int64_t share[4], cost[4];
	int64_t unassigned;
} split_cases[] = {
    {10000, 3, {3300, 3300, 3400}, {3300, 3300, 3400}, 0},
    {5, 2, {5000, 5000}, {3, 2}, 0},
    {1, 2, {5000, 5000}, {1, 0}, 0},
    {2, 4, {2500, 2500, 2500, 2500}, {1, 1, 0, 0}, 0},
    {-5, 2, {5000, 5000}, {-3, -2}, 0},
    {-2, 4, {2500, 2500, 2500, 2500}, {-1, -1, 0, 0}, 0},
    {5, 3, {5000, 5000, 0}, {3, 2, 0}, 0},  /* 0% takes no odd penny */
    {5, 3, {0, 5000, 5000}, {0, 3, 2}, 0},
    {100, 3, {3333, 3333, 3334}, {33, 33, 34}, 0},
    {99, 1, {10000}, {99}, 0},
    {10000, 2, {5000, 2500}, {5000, 2500}, 2500}, /* 75% */
    {5, 2, {5000, 4999}, {3, 2}, 0},         /* 99.99%: each by itself */
    {101, 2, {5000, 5001}, {51, 51}, -1},    /* 100.01% */
    {100, 2, {10000, 10000}, {100, 100}, -100},
    {100, 0, {0}, {0}, 100},
    {100, 1, {0}, {0}, 100},
    {100, 2, {15000, -5000}, {150, -50}, 0},
};

static void
test_splits(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(split_cases); i++) {
		const struct split_case *c = &split_cases[i];
		struct spending_share shares[4] = {{0}};
		struct spending_stream streams[4] = {{0}};
		struct spending_line line =
		    simple_line(c->price_pence, shares, c->count);
		struct spending_total total;

		for (size_t k = 0; k < c->count; k++)
			shares[k] = (struct spending_share){.stream = k,
			    .share = c->share[k], .cost_pence = -9};
		budget_reckon(&line, 1, streams, 4, &total);
		assert_int_equal(line.cost_pence, c->price_pence);
		for (size_t k = 0; k < c->count; k++) {
			assert_int_equal(shares[k].cost_pence, c->cost[k]);
			assert_int_equal(streams[k].planned_pence, c->cost[k]);
		}
		assert_int_equal(total.unassigned_pence, c->unassigned);
		assert_int_equal(total.planned_pence, c->price_pence);
	}
}

/* A line may be shared with a stream that has been removed. */
static void
test_stream_not_there(void **state)
{
	struct spending_share shares[] = {{.stream = 0, .share = 5000},
	    {.stream = 1, .share = 5000}};
	struct spending_stream stream = {.indicative_pence = 100};
	struct spending_line line = simple_line(5, shares, 2);
	struct spending_total total;

	(void)state;
	budget_reckon(&line, 1, &stream, 1, &total);
	assert_int_equal(stream.planned_pence, 3);
	assert_int_equal(total.unassigned_pence, 2);
	assert_int_equal(total.planned_pence, 5);
	assert_int_equal(total.balance_pence, 95);
}

static void
test_unknown_line_costs_nothing(void **state)
{
	struct spending_share share = {.share = 10000, .cost_pence = 44};
	struct spending_stream stream = {.indicative_pence = 100,
	    .planned_pence = 55};
	struct spending_line line = simple_line(5, &share, 1);
	struct spending_total total = {.overflow = true};

	(void)state;
	line.known = false;
	line.overflow = true; /* left from before */
	budget_reckon(&line, 1, &stream, 1, &total);
	assert_int_equal(line.cost_pence, 0);
	assert_int_equal(share.cost_pence, 0);
	assert_int_equal(stream.planned_pence, 0);
	assert_int_equal(stream.balance_pence, 100);
	assert_false(line.overflow);
	assert_false(total.overflow);
}

static void
test_nothing_at_all(void **state)
{
	struct spending_total total = {.planned_pence = 3, .overflow = true};

	(void)state;
	budget_reckon(NULL, 0, NULL, 0, &total);
	assert_int_equal(total.planned_pence, 0);
	assert_int_equal(total.unassigned_pence, 0);
	assert_false(total.overflow);
}

/* --- too large to reckon --- */

static void
test_line_overflow(void **state)
{
	struct spending_share share[2] = {{.share = 10000}, {.share = 10000}};
	struct spending_stream stream = {.indicative_pence = 1000};
	struct spending_line lines[2] = {
	    simple_line(INT64_MAX, &share[0], 1),
	    simple_line(300, &share[1], 1),
	};
	struct spending_total total;

	(void)state;
	lines[0].quantity = INT64_MAX;
	budget_reckon(lines, 2, &stream, 1, &total);
	assert_true(lines[0].overflow);
	assert_int_equal(lines[0].cost_pence, 0);
	assert_int_equal(share[0].cost_pence, 0);
	assert_false(lines[1].overflow);
	assert_int_equal(stream.planned_pence, 300);
	assert_true(total.overflow);
}

static void
test_share_overflow(void **state)
{
	struct spending_share shares[2] = {{.share = 5000},
	    {.share = INT64_MAX}};
	struct spending_line line = simple_line(MONEY_MAX_PENCE, shares, 2);
	struct spending_stream stream = {0};
	struct spending_total total;

	(void)state;
	budget_reckon(&line, 1, &stream, 1, &total);
	assert_true(line.overflow && total.overflow);
	assert_int_equal(shares[0].cost_pence, 0);
	assert_int_equal(shares[1].cost_pence, 0);
	assert_int_equal(total.unassigned_pence, 0);
}

static void
test_total_overflow(void **state)
{
	struct spending_stream streams[2] = {{.indicative_pence = INT64_MAX},
	    {.indicative_pence = 1}};
	struct spending_share share = {.share = 10000};
	struct spending_line line = simple_line(-1, &share, 1);
	struct spending_total total;

	(void)state;
	budget_reckon(NULL, 0, streams, 2, &total);
	assert_true(total.overflow);
	assert_int_equal(total.indicative_pence, INT64_MAX);

	/* a balance can be too large where each sum is not */
	streams[1].indicative_pence = 0;
	budget_reckon(&line, 1, streams, 2, &total);
	assert_true(total.overflow);
	assert_int_equal(streams[0].balance_pence, INT64_MAX);
	assert_false(line.overflow);

	streams[0].indicative_pence = INT64_MIN;
	budget_reckon(NULL, 0, streams, 2, &total);
	assert_false(total.overflow);
	assert_int_equal(total.balance_pence, INT64_MIN);
}

/* --- whole plans --- */

enum kind {
	RECURRING,
	ONE_OFF,
	CONTINGENCY,
};

/* A line as printed: SHARE has the percent of each stream. */
struct plan_line {
	const char *quantity, *price, *times;
	enum kind kind;
	int share[4];
	const char *cost, *part[4]; /* expected; no part: all or nothing */
};

struct plan_case {
	size_t stream_count;
	struct {
		const char *indicative, *planned, *balance;
	} streams[4];
	const char *recurring, *one_off, *contingency, *planned, *indicative;
	struct plan_line lines[MAX_LINES]; /* to the first without quantity */
};

static const struct plan_case plan_c1 = {
    .stream_count = 3, /* LA_CA, LA_S117, NHS_S117 */
    .streams = {{"7,000.00", "6,229.56", "770.44"},
        {"4,600.00", "4,257.35", "342.65"},
        {"6,000.00", "5,076.08", "923.92"}},
    .recurring = "14,209.79", .one_off = "508.40", .contingency = "844.80",
    .planned = "15,562.99", .indicative = "17,600.00",
    .lines = {
        {"16", "13.20", "52", RECURRING, {50, 25, 25}, "10,982.40",
            {"5,491.20", "2,745.60", "2,745.60"}},
        {"16", "13.20", "5.6", RECURRING, {50, 25, 25}, "1,182.72",
            {"591.36", "295.68", "295.68"}},
        {"1", "0.00", "1", RECURRING, {100}, "0.00", {0}},
        {"1", "142.27", "1", RECURRING, {0, 100}, "142.27", {0}},
        {"1", "61.00", "1", RECURRING, {0, 100}, "61.00", {0}},
        {"1", "14.00", "12", RECURRING, {0, 100}, "168.00", {0}},
        {"1", "18.00", "44", RECURRING, {0, 0, 100}, "792.00", {0}},
        {"1", "6.50", "48", RECURRING, {0, 0, 100}, "312.00", {0}},
        {"1", "24.50", "6", RECURRING, {100}, "147.00", {0}},
        {"1", "9.60", "44", RECURRING, {0, 100}, "422.40", {0}},
        {"1", "450.00", "1", ONE_OFF, {0, 0, 100}, "450.00", {0}},
        {"1", "58.40", "1", ONE_OFF, {0, 0, 100}, "58.40", {0}},
        {"64", "13.20", "1", CONTINGENCY, {0, 50, 50}, "844.80",
            {NULL, "422.40", "422.40"}},
    },
};

static const struct plan_case plan_c2 = {
    .stream_count = 2, /* NHS_CHC, LA_CARER */
    .streams = {{"17,400.00", "17,233.72", "166.28"},
        {"300.00", "300.00", "0.00"}},
    .recurring = "15,776.72", .one_off = "809.00", .contingency = "948.00",
    .planned = "17,533.72", .indicative = "17,700.00",
    .lines = {
        {"3", "158.00", "12", RECURRING, {100}, "5,688.00", {0}},
        {"21", "24.60", "12", RECURRING, {100}, "6,199.20", {0}},
        {"10", "14.00", "12", RECURRING, {100}, "1,680.00", {0}},
        {"10", "14.00", "1.2923", RECURRING, {100}, "180.92", {0}},
        {"1", "9.75", "12", RECURRING, {100}, "117.00", {0}},
        {"1", "42.00", "12", RECURRING, {100}, "504.00", {0}},
        {"1", "45.00", "6", RECURRING, {100}, "270.00", {0}},
        {"4", "19.20", "12", RECURRING, {100}, "921.60", {0}},
        {"1", "18.00", "12", RECURRING, {100}, "216.00", {0}},
        {"1", "320.00", "1", ONE_OFF, {100}, "320.00", {0}},
        {"1", "189.00", "1", ONE_OFF, {100}, "189.00", {0}},
        {"1", "300.00", "1", ONE_OFF, {0, 100}, "300.00", {0}},
        {"6", "158.00", "1", CONTINGENCY, {100}, "948.00", {0}},
    },
};

static const struct plan_case plan_c3 = {
    .stream_count = 4, /* NHS_CHC, EDU, DFG, LA_CARER */
    .streams = {{"142,000.00", "139,604.69", "2,395.31"},
        {"9,600.00", "9,576.00", "24.00"},
        {"4,860.00", "4,860.00", "0.00"},
        {"750.00", "750.00", "0.00"}},
    .recurring = "143,758.49", .one_off = "5,505.00",
    .contingency = "5,527.20", .planned = "154,790.69",
    .indicative = "157,210.00",
    .lines = {
        {"35", "14.10", "52", RECURRING, {100}, "25,662.00", {0}},
        {"35", "14.10", "52", RECURRING, {100}, "25,662.00", {0}},
        {"28", "14.10", "52", RECURRING, {100}, "20,529.60", {0}},
        {"98", "14.10", "5.6", RECURRING, {100}, "7,738.08", {0}},
        {"1", "0.00", "1", RECURRING, {100}, "0.00", {0}},
        {"1", "1,594.01", "1", RECURRING, {100}, "1,594.01", {0}},
        {"36", "26.40", "52", RECURRING, {100}, "49,420.80", {0}},
        {"1", "1,250.00", "1", RECURRING, {100}, "1,250.00", {0}},
        {"1", "112.00", "1", RECURRING, {100}, "112.00", {0}},
        {"1", "36.00", "12", RECURRING, {100}, "432.00", {0}},
        {"18", "14.00", "38", RECURRING, {0, 100}, "9,576.00", {0}},
        {"1", "21.50", "48", RECURRING, {100}, "1,032.00", {0}},
        {"1", "4,860.00", "1", ONE_OFF, {0, 0, 100}, "4,860.00", {0}},
        {"1", "645.00", "1", ONE_OFF, {100}, "645.00", {0}},
        {"1", "62.50", "12", RECURRING, {0, 0, 0, 100}, "750.00", {0}},
        {"392", "14.10", "1", CONTINGENCY, {100}, "5,527.20", {0}},
    },
};

/* The council stream is short although the pool is not. */
static const struct plan_case plan_c4 = {
    .stream_count = 3, /* NHS_CHC, LA_CA, LA_CARER */
    .streams = {{"36,500.00", "34,511.72", "1,988.28"},
        {"14,600.00", "15,899.09", "-1,299.09"},
        {"600.00", "600.00", "0.00"}},
    .recurring = "49,843.21", .one_off = "0.00", .contingency = "1,167.60",
    .planned = "51,010.81", .indicative = "51,700.00",
    .lines = {
        {"24", "13.90", "52", RECURRING, {65, 35}, "17,347.20",
            {"11,275.68", "6,071.52"}},
        {"18", "13.90", "52", RECURRING, {65, 35}, "13,010.40",
            {"8,456.76", "4,553.64"}},
        {"84", "13.90", "1", RECURRING, {50, 50}, "1,167.60",
            {"583.80", "583.80"}},
        {"42", "13.90", "5.6", RECURRING, {65, 35}, "3,269.28",
            {"2,125.03", "1,144.25"}},
        {"1", "0.00", "1", RECURRING, {65, 35}, "0.00", {"0.00", "0.00"}},
        {"1", "536.33", "1", RECURRING, {65, 35}, "536.33",
            {"348.61", "187.72"}},
        {"1", "27.50", "12", RECURRING, {65, 35}, "330.00",
            {"214.50", "115.50"}},
        {"5", "21.80", "26", RECURRING, {0, 100}, "2,834.00", {0}},
        {"1", "31.00", "52", RECURRING, {100}, "1,612.00", {0}},
        {"7", "25.10", "52", RECURRING, {100}, "9,136.40", {0}},
        {"1", "50.00", "12", RECURRING, {0, 0, 100}, "600.00", {0}},
        {"84", "13.90", "1", CONTINGENCY, {65, 35}, "1,167.60",
            {"758.94", "408.66"}},
    },
};

static const struct plan_case plan_c5 = {
    .stream_count = 2, /* LA_CA, NHS_JF */
    .streams = {{"15,900.00", "14,954.00", "946.00"},
        {"1,800.00", "1,540.00", "260.00"}},
    .recurring = "15,654.00", .one_off = "497.60", .contingency = "342.40",
    .planned = "16,494.00", .indicative = "17,700.00",
    .lines = {
        {"9", "21.40", "52", RECURRING, {100}, "10,015.20", {0}},
        {"5", "13.10", "48", RECURRING, {100}, "3,144.00", {0}},
        {"1", "12.00", "52", RECURRING, {100}, "624.00", {0}},
        {"1", "18.90", "12", RECURRING, {100}, "226.80", {0}},
        {"1", "8.00", "13", RECURRING, {100}, "104.00", {0}},
        {"1", "62.00", "20", RECURRING, {0, 100}, "1,240.00", {0}},
        {"1", "7.50", "40", RECURRING, {0, 100}, "300.00", {0}},
        {"1", "85.00", "1", ONE_OFF, {100}, "85.00", {0}},
        {"1", "412.60", "1", ONE_OFF, {100}, "412.60", {0}},
        {"16", "21.40", "1", CONTINGENCY, {100}, "342.40", {0}},
    },
};

static const struct plan_case plan_c6 = {
    .stream_count = 4, /* NHS_PWB, ATW, CHARITY, OWN */
    .streams = {{"2,450.00", "2,450.00", "0.00"},
        {"1,180.00", "1,180.00", "0.00"},
        {"600.00", "600.00", "0.00"},
        {"280.00", "261.00", "19.00"}},
    .recurring = "166.00", .one_off = "4,325.00", .contingency = "0.00",
    .planned = "4,491.00", .indicative = "4,510.00",
    .lines = {
        {"1", "2,380.00", "1", ONE_OFF, {100}, "2,380.00", {0}},
        {"1", "1,180.00", "1", ONE_OFF, {0, 100}, "1,180.00", {0}},
        {"1", "600.00", "1", ONE_OFF, {0, 0, 100}, "600.00", {0}},
        {"1", "165.00", "1", ONE_OFF, {0, 0, 0, 100}, "165.00", {0}},
        {"1", "70.00", "1", RECURRING, {100}, "70.00", {0}},
        {"1", "96.00", "1", RECURRING, {0, 0, 0, 100}, "96.00", {0}},
        {"1", "0.00", "1", RECURRING, {0, 0, 100}, "0.00", {0}},
    },
};

static int64_t
pence(const char *text)
{
	int64_t number = 0;

	assert_true(money_parse(text, &number, NULL));
	return number;
}

static int64_t
ten_thousandths(const char *text)
{
	int64_t number = 0;

	assert_true(decimal_parse(text, 4, &number, NULL));
	return number;
}

static void
fill_line(const struct plan_line *from, size_t stream_count,
    struct spending_share *shares, struct spending_line *line)
{
	*line = (struct spending_line){
	    .quantity = ten_thousandths(from->quantity),
	    .price_pence = pence(from->price),
	    .times = ten_thousandths(from->times),
	    .known = true,
	    .recurring = from->kind != ONE_OFF,
	    .contingency = from->kind == CONTINGENCY,
	    .shares = shares,
	};
	for (size_t i = 0; i < stream_count; i++)
		if (from->share[i])
			shares[line->share_count++] = (struct spending_share){
			    .stream = i, .share = from->share[i] * 100};
}

static void
check_line(const struct plan_line *expected, const struct spending_line *line)
{
	assert_int_equal(line->cost_pence, pence(expected->cost));
	assert_false(line->overflow);
	for (size_t i = 0; i < line->share_count; i++) {
		const struct spending_share *share = &line->shares[i];
		const char *part = expected->part[share->stream];

		assert_int_equal(share->cost_pence,
		    pence(part ? part : expected->cost));
	}
}

static void
test_plan(void **state)
{
	const struct plan_case *plan = *state;
	struct spending_share shares[MAX_LINES][4];
	struct spending_line lines[MAX_LINES];
	struct spending_stream streams[4] = {{0}};
	struct spending_total total;
	size_t count = 0;

	for (; plan->lines[count].quantity; count++)
		fill_line(&plan->lines[count], plan->stream_count,
		    shares[count], &lines[count]);
	for (size_t i = 0; i < plan->stream_count; i++)
		streams[i].indicative_pence = pence(plan->streams[i].indicative);
	budget_reckon(lines, count, streams, plan->stream_count, &total);

	for (size_t i = 0; i < count; i++)
		check_line(&plan->lines[i], &lines[i]);
	for (size_t i = 0; i < plan->stream_count; i++) {
		assert_int_equal(streams[i].planned_pence,
		    pence(plan->streams[i].planned));
		assert_int_equal(streams[i].balance_pence,
		    pence(plan->streams[i].balance));
	}
	assert_int_equal(total.recurring_pence, pence(plan->recurring));
	assert_int_equal(total.one_off_pence, pence(plan->one_off));
	assert_int_equal(total.contingency_pence, pence(plan->contingency));
	assert_int_equal(total.planned_pence, pence(plan->planned));
	assert_int_equal(total.indicative_pence, pence(plan->indicative));
	assert_int_equal(total.balance_pence,
	    pence(plan->indicative) - pence(plan->planned));
	assert_int_equal(total.unassigned_pence, 0);
	assert_false(total.overflow);
}

/* --- what holds for any numbers --- */

/* xorshift64*: the same numbers on every machine. */
static uint64_t
next_random(uint64_t *seed)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return *seed * UINT64_C(0x2545F4914F6CDD1D);
}

static int64_t
random_up_to(uint64_t *seed, int64_t max)
{
	return (int64_t)(next_random(seed) % ((uint64_t)max + 1));
}

/* Up to MAX, and as often small as large. */
static int64_t
random_size(uint64_t *seed, int bits)
{
	return (int64_t)(next_random(seed) >>
	    (64 - random_up_to(seed, bits - 1) - 1));
}

/* Cuts 100% into COUNT parts, some of them 0%. */
static void
random_shares(uint64_t *seed, struct spending_share *shares, size_t count)
{
	int64_t left = 10000;

	for (size_t i = 0; i < count; i++) {
		int64_t part = i + 1 == count ? left : random_up_to(seed, left);

		shares[i] = (struct spending_share){
		    .stream = (size_t)random_up_to(seed, MAX_STREAMS - 1),
		    .share = part};
		left -= part;
	}
}

/* The same rule in other words: each part is the nearest whole penny, the last
 * that pays takes what is left, and what is left is never below nothing. */
static void
check_split(const struct spending_line *line)
{
	int64_t left = line->cost_pence;
	size_t last = 0;

	for (size_t i = 0; i < line->share_count; i++)
		if (line->shares[i].share)
			last = i;
	for (size_t i = 0; i < line->share_count; i++) {
		const struct spending_share *share = &line->shares[i];
		int64_t exact = line->cost_pence / 10000 * share->share * 2 +
		    line->cost_pence % 10000 * share->share * 2 / 10000;
		int64_t part = (exact + 1) / 2; /* exact is in half pennies */

		if (i == last || part > left)
			part = left;
		assert_int_equal(share->cost_pence, part);
		assert_true(share->cost_pence >= 0);
		left -= part;
	}
	assert_int_equal(left, 0);
}

static void
test_whole_splits(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	for (int round = 0; round < 200000; round++) {
		struct spending_share shares[MAX_SHARES];
		struct spending_stream streams[MAX_STREAMS] = {{0}};
		size_t count = (size_t)random_up_to(&seed, MAX_SHARES - 1) + 1;
		int64_t price = random_size(&seed, 40) % (MONEY_MAX_PENCE + 1);
		struct spending_line line = simple_line(price, shares, count);
		struct spending_total total;

		random_shares(&seed, shares, count);
		budget_reckon(&line, 1, streams, MAX_STREAMS, &total);
		assert_int_equal(line.cost_pence, price);
		assert_int_equal(total.unassigned_pence, 0);
		assert_int_equal(total.planned_pence, price);
		check_split(&line);
	}
}

/* Any numbers at all, also none that a person would type. */
static void
random_line(uint64_t *seed, struct spending_share *shares,
    struct spending_line *line)
{
	int bits = random_up_to(seed, 9) ? 24 : 63; /* seldom far too large */

	*line = (struct spending_line){
	    .quantity = random_size(seed, bits),
	    .price_pence = random_size(seed, bits),
	    .times = random_size(seed, bits),
	    .known = random_up_to(seed, 9) != 0,
	    .recurring = random_up_to(seed, 1),
	    .contingency = random_up_to(seed, 3) == 0,
	    .shares = shares,
	    .share_count = (size_t)random_up_to(seed, MAX_SHARES),
	};
	if (random_up_to(seed, 1)) {
		random_shares(seed, shares, line->share_count);
		return;
	}
	for (size_t i = 0; i < line->share_count; i++)
		shares[i] = (struct spending_share){
		    .stream = (size_t)random_up_to(seed, MAX_STREAMS),
		    .share = random_size(seed, bits)};
}

static void
check_sums(const struct spending_line *lines, size_t count,
    const struct spending_stream *streams, const struct spending_total *total)
{
	int64_t cost = 0, planned = 0, balance = 0;
	bool overflow = false;

	for (size_t i = 0; i < count; i++) {
		assert_true(lines[i].cost_pence >= 0);
		assert_true(lines[i].cost_pence <= MONEY_MAX_PENCE);
		if (lines[i].overflow || !lines[i].known)
			assert_int_equal(lines[i].cost_pence, 0);
		cost += lines[i].cost_pence;
		overflow |= lines[i].overflow;
	}
	for (size_t i = 0; i < MAX_STREAMS; i++) {
		assert_int_equal(streams[i].balance_pence,
		    streams[i].indicative_pence - streams[i].planned_pence);
		planned += streams[i].planned_pence;
		balance += streams[i].balance_pence;
	}
	assert_int_equal(total->planned_pence, cost);
	assert_int_equal(planned + total->unassigned_pence, cost);
	assert_int_equal(total->recurring_pence + total->one_off_pence +
	        total->contingency_pence,
	    cost);
	assert_int_equal(total->balance_pence,
	    balance - total->unassigned_pence);
	assert_int_equal(total->overflow, overflow);
}

static void
test_sums(void **state)
{
	uint64_t seed = SEED;
	int overflowed = 0;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	for (int round = 0; round < 20000; round++) {
		struct spending_share shares[MAX_LINES][MAX_SHARES];
		struct spending_line lines[MAX_LINES];
		struct spending_stream streams[MAX_STREAMS] = {{0}};
		struct spending_total total;
		size_t count = (size_t)random_up_to(&seed, MAX_LINES);

		for (size_t i = 0; i < count; i++)
			random_line(&seed, shares[i], &lines[i]);
		for (size_t i = 0; i < MAX_STREAMS; i++)
			streams[i].indicative_pence = random_size(&seed, 40);
		budget_reckon(lines, count, streams, MAX_STREAMS, &total);
		check_sums(lines, count, streams, &total);
		overflowed += total.overflow;
	}
	/* both kinds of budget were met */
	assert_in_range(overflowed, 1000, 19000);
}

int
main(void)
{
#define PLAN(plan)                                                             \
	{                                                                      \
		"test_" #plan, test_plan, NULL, NULL, (void *)(uintptr_t)&plan  \
	}
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_line_cost),
	    cmocka_unit_test(test_line_cost_by_days),
	    cmocka_unit_test(test_line_cost_too_large),
	    cmocka_unit_test(test_splits),
	    cmocka_unit_test(test_stream_not_there),
	    cmocka_unit_test(test_unknown_line_costs_nothing),
	    cmocka_unit_test(test_nothing_at_all),
	    cmocka_unit_test(test_line_overflow),
	    cmocka_unit_test(test_share_overflow),
	    cmocka_unit_test(test_total_overflow),
	    PLAN(plan_c1), PLAN(plan_c2), PLAN(plan_c3), PLAN(plan_c4),
	    PLAN(plan_c5), PLAN(plan_c6),
	    cmocka_unit_test(test_whole_splits),
	    cmocka_unit_test(test_sums),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
