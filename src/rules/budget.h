/* budget: what a spending plan costs, by line and by stream, in whole pence
 * (domain.md E3: halves up to a penny on each line, totals are sums of rounded
 * lines, the last stream of a split takes the odd pennies). */
#ifndef RULES_BUDGET_H
#define RULES_BUDGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct spending_share {
	size_t stream;	    /* index in the streams */
	int64_t share;	    /* hundredths of one percent */
	int64_t cost_pence; /* out */
};

struct spending_line {
	int64_t quantity;    /* ten-thousandths; 0 or more */
	int64_t price_pence; /* for one, VAT included */
	int64_t times;	     /* ten-thousandths */
	long days;	     /* 0; or price_pence is the sum of each day's price,
			      * and times are those in so many days */
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

/* quantity x price x times (/ days), halves up to a penny, rounded this once;
 * false when it does not fit in MONEY_MAX_PENCE. */
bool line_cost(const struct spending_line *line, int64_t *cost_pence)
    __attribute__((warn_unused_result));

/* Fills every `out`. Shares that sum to 100% split the line exactly: the last
 * that is above 0% takes the odd pennies, and nobody pays less than nothing.
 * Others are each rounded half up, and the rest is unassigned (below 0 where
 * they sum to more). So is the share of a stream that is not there. */
void budget_reckon(struct spending_line *lines, size_t line_count,
    struct spending_stream *streams, size_t stream_count,
    struct spending_total *total);

#endif
