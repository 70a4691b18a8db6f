#include "config.h"

#include "rules/gas.h"

#include "base/buf.h"
#include "base/money.h"
#include "rules/sentence.h"

/* What the formula is made of; within the limits of gas.h all fit easily. */
struct sums {
	size_t scored;
	bool equal;	  /* every weight is 0: each counts as 1 */
	int64_t weighted; /* sum(w x) */
	int64_t squares;  /* sum(w^2) */
	int64_t weights;  /* sum(w) */
};

static int
weight_of(const struct gas_goal *goal, const struct sums *sums)
{
	return sums->equal ? 1 : goal->weight;
}

static bool
add_up(const struct gas_goal *goals, size_t count, struct sums *sums)
{
	*sums = (struct sums){ .equal = true };
	if (count > GAS_GOALS_MAX)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!goals[i].scored)
			continue;
		if (goals[i].weight < 0 || goals[i].weight > GAS_WEIGHT_MAX ||
		    goals[i].score < -2 || goals[i].score > 2)
			return false;
		sums->scored++;
		if (goals[i].weight > 0)
			sums->equal = false;
	}
	for (size_t i = 0; i < count; i++) {
		int64_t weight = weight_of(&goals[i], sums);
		if (!goals[i].scored)
			continue;
		sums->weighted += weight * goals[i].score;
		sums->squares += weight * weight;
		sums->weights += weight;
	}
	return sums->scored > 0;
}

/* The largest whole number whose square is at most N, which is 0 or more. */
static int64_t
square_root(int64_t n)
{
	int64_t root = 0;

	for (int64_t bit = INT64_C(1) << 30; bit > 0; bit >>= 1)
		if ((root + bit) * (root + bit) <= n)
			root += bit;
	return root;
}

/* Ten times what the square root is taken of, so that it is whole. */
static int64_t
ten_times_under_root(const struct sums *sums)
{
	return 7 * sums->squares + 3 * sums->weights * sums->weights;
}

/* 1000 sum(w x) / sqrt(under / 10), to the nearest whole, halves away from 0:
 * the root of N / D is (floor(root of 4 N / D) + 1) / 2 to the nearest. */
static int64_t
beyond_50(const struct sums *sums)
{
	int64_t squared = sums->weighted * sums->weighted * 40000000;
	int64_t twice = square_root(squared / ten_times_under_root(sums));

	return sums->weighted < 0 ? -((twice + 1) / 2) : (twice + 1) / 2;
}

bool
gas_t(const struct gas_goal *goals, size_t count, int64_t *hundredths)
{
	struct sums sums;

	if (!add_up(goals, count, &sums))
		return false;
	*hundredths = 5000 + beyond_50(&sums);
	return true;
}

/* --- the same, told --- */

#define SOURCE "Clinical Rehabilitation 2009;23:362-70, as corrected"

static void
say_goal(const struct gas_goal *goal, size_t number, const struct sums *sums,
    struct working *out)
{
	int weight = weight_of(goal, sums);
	struct buf name;

	buf_init(&name);
	if (goal->name)
		buf_add(&name, goal->name);
	else
		buf_addf(&name, "Goal %zu", number);
	if (!goal->scored)
		working_add(out, NULL, "%s: no score, so it is left out.",
		    name.data);
	else
		working_add(out, NULL, "%s: weight %d x score %d = %d",
		    name.data, weight, goal->score, weight * goal->score);
	buf_clear(&name);
}

/* "57.00" */
static void
add_hundredths(int64_t hundredths, struct buf *out)
{
	money_format(hundredths, out);
}

static void
say_formula(const struct sums *sums, int64_t t, struct working *out)
{
	int64_t tenfold = ten_times_under_root(sums);
	struct buf root, beyond, whole;

	buf_init(&root);
	buf_init(&beyond);
	buf_init(&whole);
	/* four places, the last cut off */
	decimal_format(square_root(tenfold * 10000000), 4, &root);
	add_hundredths(t - 5000, &beyond);
	add_hundredths(t, &whole);
	working_add(out, NULL, "Added up: %lld", (long long)sums->weighted);
	working_add(out, SOURCE, "0.7 x %lld (each weight squared, added up) + "
	    "0.3 x %lld x %lld (the weights added up, squared) = %lld.%lld",
	    (long long)sums->squares, (long long)sums->weights,
	    (long long)sums->weights, (long long)(tenfold / 10),
	    (long long)(tenfold % 10));
	working_add(out, SOURCE, "Its square root is %s; 10 x %lld, divided by "
	    "that, is %s", root.data, (long long)sums->weighted, beyond.data);
	working_add(out, SOURCE, "50 and that make %s", whole.data);
	buf_clear(&root);
	buf_clear(&beyond);
	buf_clear(&whole);
}

void
gas_explain(const struct gas_goal *goals, size_t count, struct working *out)
{
	struct sums sums;
	struct buf whole;
	int64_t t;

	if (!gas_t(goals, count, &t) || !add_up(goals, count, &sums)) {
		working_add(out, NULL, "There is no figure, because no goal "
		    "has a score that can be used.");
		return;
	}
	buf_init(&whole);
	add_hundredths(t, &whole);
	working_add(out, NULL, "The goals together come to %s, where 50.00 "
	    "would be just as expected.", whole.data);
	buf_clear(&whole);
	if (sums.equal)
		working_add(out, NULL, "No goal weighs more than 0, so all "
		    "weigh the same: 1.");
	for (size_t i = 0; i < count; i++)
		say_goal(&goals[i], i + 1, &sums, out);
	say_formula(&sums, t, out);
}
