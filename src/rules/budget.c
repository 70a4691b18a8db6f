#include "config.h"

#include "rules/budget.h"

#include "base/money.h"

#define ONE INT64_C(10000)     /* once, or one of something */
#define WHOLE INT64_C(10000)   /* 100%, in hundredths of one percent */

/* Three numbers of 64 bits multiplied need more than 64. */
__extension__ typedef __int128 wide;

/* A / B for B above 0, halves away from zero; false beyond MONEY_MAX_PENCE. */
static bool
divide_to_pence(wide a, int64_t b, int64_t *pence)
{
	wide quotient = a / b, rest = a % b;

	if (rest < 0 ? rest <= -(b - b / 2) : rest >= b - b / 2)
		quotient += a < 0 ? -1 : 1;
	if (quotient > MONEY_MAX_PENCE || quotient < -MONEY_MAX_PENCE)
		return false;
	*pence = (int64_t)quotient;
	return true;
}

bool
line_cost(const struct spending_line *line, int64_t *cost_pence)
{
	wide product = (wide)line->quantity * line->price_pence; /* fits */
	int64_t per = ONE * ONE;

	if (__builtin_mul_overflow(product, (wide)line->times, &product) ||
	    (line->days > 0 && !mul_checked(per, line->days, &per)))
		return false;
	return divide_to_pence(product, per, cost_pence);
}

/* Do the shares sum to 100%? *LAST is the one that takes the odd pennies: the
 * last that pays anything. */
static bool
shares_are_whole(const struct spending_line *line, size_t *last)
{
	int64_t sum = 0;

	for (size_t i = 0; i < line->share_count; i++) {
		if (line->shares[i].share < 0 ||
		    !add_checked(sum, line->shares[i].share, &sum))
			return false;
		if (line->shares[i].share > 0)
			*last = i;
	}
	return sum == WHOLE;
}

/* PART of a cost of which LEFT is left, both of one sign or 0. */
static int64_t
at_most(int64_t part, int64_t left)
{
	if (part < 0)
		return part < left ? left : part;
	return part > left ? left : part;
}

/* Gives each share its part of the line's cost; false when a part does not
 * fit. Rounding several parts up may use up the line before its last share: no
 * one is ever given less than nothing to even that out. */
static bool
split_line(struct spending_line *line)
{
	size_t last = 0;
	bool whole = shares_are_whole(line, &last);
	int64_t left = line->cost_pence;

	for (size_t i = 0; i < line->share_count; i++) {
		struct spending_share *share = &line->shares[i];

		if (!divide_to_pence((wide)line->cost_pence * share->share,
		        WHOLE, &share->cost_pence))
			return false;
		if (!whole)
			continue;
		share->cost_pence =
		    i == last ? left : at_most(share->cost_pence, left);
		left -= share->cost_pence;
	}
	return true;
}

static void
clear_costs(struct spending_line *line)
{
	line->cost_pence = 0;
	for (size_t i = 0; i < line->share_count; i++)
		line->shares[i].cost_pence = 0;
}

static void
reckon_line(struct spending_line *line)
{
	clear_costs(line);
	line->overflow = false;
	if (!line->known)
		return;
	if (!line_cost(line, &line->cost_pence) || !split_line(line)) {
		clear_costs(line);
		line->overflow = true;
	}
}

/* Adds to a sum, or notes that it has grown too large and leaves it. */
static void
add_to(int64_t *sum, int64_t pence, struct spending_total *total)
{
	if (!add_checked(*sum, pence, sum))
		total->overflow = true;
}

static void
add_line(const struct spending_line *line, struct spending_stream *streams,
    size_t stream_count, struct spending_total *total)
{
	int64_t *kind = line->contingency ? &total->contingency_pence
	    : line->recurring             ? &total->recurring_pence
	                                  : &total->one_off_pence;

	if (line->overflow)
		total->overflow = true;
	add_to(kind, line->cost_pence, total);
	add_to(&total->planned_pence, line->cost_pence, total);
	add_to(&total->unassigned_pence, line->cost_pence, total);
	for (size_t i = 0; i < line->share_count; i++) {
		const struct spending_share *share = &line->shares[i];

		if (share->stream >= stream_count)
			continue; /* a payer who is not there pays nothing */
		add_to(&streams[share->stream].planned_pence,
		    share->cost_pence, total);
		add_to(&total->unassigned_pence, -share->cost_pence, total);
	}
}

void
budget_reckon(struct spending_line *lines, size_t line_count,
    struct spending_stream *streams, size_t stream_count,
    struct spending_total *total)
{
	*total = (struct spending_total){0};
	for (size_t i = 0; i < stream_count; i++)
		streams[i].planned_pence = 0;
	for (size_t i = 0; i < line_count; i++) {
		reckon_line(&lines[i]);
		add_line(&lines[i], streams, stream_count, total);
	}
	for (size_t i = 0; i < stream_count; i++) {
		struct spending_stream *stream = &streams[i];

		stream->balance_pence = stream->indicative_pence;
		add_to(&stream->balance_pence, -stream->planned_pence, total);
		add_to(&total->indicative_pence, stream->indicative_pence,
		    total);
	}
	total->balance_pence = total->indicative_pence;
	add_to(&total->balance_pence, -total->planned_pence, total);
}
