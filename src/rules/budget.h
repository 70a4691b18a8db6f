/* budget: what a spending plan costs, by line and by stream, in whole pence
 * (domain.md E3: halves up to a penny on each line, totals are sums of rounded
 * lines, the last stream of a split takes the odd pennies). */
#ifndef RULES_BUDGET_H
#define RULES_BUDGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How often a line is paid for. Codes are those of the forms. */
struct frequency {
	const char *code;
	const char *label;   /* "every four weeks" */
	int64_t times_in_52; /* ten-thousandths: weekly is 520000; 0: as typed */
	bool recurring;
};
extern const struct frequency frequencies[];
extern const size_t frequency_count;
const struct frequency *frequency_find(const char *code); /* or NULL */

/* How many times a line of FREQUENCY is paid in a plan of PLAN_WEEKS whole
 * weeks, in ten-thousandths, rounded half up: a 52-week plan pays monthly 12
 * times, a 12-week plan weekly 12 times. TYPED (ten-thousandths, or -1 for not
 * typed) wins where given; once only is once in any plan. -1: not known (as
 * typed, and nothing was, or a plan without weeks). */
int64_t frequency_times(const struct frequency *frequency, int plan_weeks,
    int64_t typed);

struct spending_share {
	size_t stream;	    /* index in the streams */
	int64_t share;	    /* hundredths of one percent */
	int64_t cost_pence; /* out */
};

struct spending_line {
	int64_t quantity;    /* ten-thousandths; 0 or more */
	int64_t price_pence; /* for one, VAT included */
	int64_t times;	     /* ten-thousandths */
	bool known;	     /* all three were answered; else the cost is 0 */
	bool recurring, contingency;
	struct spending_share *shares; /* who pays; none: unassigned */
	size_t share_count;
	int64_t cost_pence; /* out */
	bool overflow;	    /* out: too large to reckon; cost is 0 */
};

struct spending_stream {
	int64_t indicative_pence;
	int64_t planned_pence; /* out */
	int64_t balance_pence; /* out: indicative - planned; below 0: overspent */
};

struct spending_total {
	int64_t indicative_pence;
	int64_t planned_pence; /* of every line, whoever pays */
	int64_t balance_pence;
	int64_t recurring_pence, one_off_pence, contingency_pence;
	int64_t unassigned_pence; /* of lines without a payer or under 100% */
	bool overflow; /* a line or a sum was too large: show no figures */
};

/* quantity x price x times, halves up to a penny; false when it does not fit in
 * MONEY_MAX_PENCE. */
bool line_cost(int64_t quantity, int64_t price_pence, int64_t times,
    int64_t *cost_pence) __attribute__((warn_unused_result));

/* Fills every `out`. Shares that sum to 100% split the line exactly: the last
 * that is above 0% takes the odd pennies, and nobody pays less than nothing.
 * Others are each rounded half up, and the rest is unassigned (below 0 where
 * they sum to more). So is the share of a stream that is not there. */
void budget_reckon(struct spending_line *lines, size_t line_count,
    struct spending_stream *streams, size_t stream_count,
    struct spending_total *total);

#endif
