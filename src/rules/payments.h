/* payments: when the money of a plan is paid, to whom, and how much each time
 * (practice.md F33; Care Act 2014, section 25 asks for amount and frequency).
 *
 * The running costs are spread evenly over the plan. A whole period is paid the
 * same each time: its weeks, and 52 weeks are 12 months or 4 quarters, as in
 * schedule.h. A first or last part is paid by days / 7. Each payment is rounded
 * once; the last takes the odd pennies, so that they always make the whole. */
#ifndef RULES_PAYMENTS_H
#define RULES_PAYMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rules/contribution.h"
#include "rules/working.h"

struct buf;

/* How often money is paid. Codes are those of the forms. */
struct payment_frequency {
	const char *code;
	const char *label; /* "every four weeks" */
	int days, months;  /* one of them; both 0: once */
	int times_in_52;   /* weeks */
};
extern const struct payment_frequency payment_frequencies[];
extern const size_t payment_frequency_count;
const struct payment_frequency *payment_frequency_find(const char *code);

/* What is paid for once, such as equipment or a year's insurance. It comes with
 * the last payment by its day, or with the first. */
struct payment_once {
	long day; /* days as in base/date.h, also below */
	int64_t pence;
};

/* What one holder is paid from one stream; amounts are 0 or more. */
struct payment_terms {
	long plan_first;
	int plan_weeks; /* 1 or more */
	long whole_from; /* a day on which a whole period begins; those before
			  * and after follow from it */
	long first; /* the day of the first payment: the others keep its
		     * distance from what they are for */
	const struct payment_frequency *every;
	bool in_advance; /* else after the time it is for */
	int float_weeks; /* weeks' money that come early, with the first
			  * payment, and are left out of the last */
	int64_t running_pence; /* of what is paid again and again */
	const struct payment_once *once;
	size_t once_count;
	/* The person's part, taken off each payment for its own days. */
	bool net; /* false: paid in full (all NHS money is) */
	bool contribution_known;
	int64_t contribution_pence; /* over the plan */
	const struct contribution_row *rows; /* how it runs; may be none */
	size_t row_count;
};

struct payment {
	long on;
	long from, to; /* the days it is for */
	bool part;     /* less than a whole period */
	int64_t gross_pence, contribution_pence, net_pence;
};

struct payments {
	struct payment *items; /* in order; none of 0.00 gross */
	size_t count, cap;
	int64_t regular_pence; /* a whole period's, before anything else */
	int64_t float_pence;
	int64_t gross_pence, contribution_pence, net_pence; /* the sums */
	bool net_known; /* false: the person's part is not yet worked out, and
			 * no contribution or net amount means a thing */
	bool covered; /* the person's part is all of it: no payment is made,
		       * they pay the provider */
};

void payments_init(struct payments *payments);
void payments_clear(struct payments *payments);

/* The sum of the gross amounts is running_pence and what is paid once, to the
 * penny; that of the net ones is it less the person's part. No amount is ever
 * below 0: what one payment cannot bear of the person's part the next does. */
void payments_reckon(const struct payment_terms *terms,
    struct payments *payments);
/* All of it; only the first step; and only how the usual payment came about. */
void payments_explain(const struct payment_terms *terms,
    const struct payments *payments, struct working *out);
void payments_explain_whole(const struct payment_terms *terms,
    const struct payments *payments, struct working *out);
void payments_explain_usual(const struct payment_terms *terms,
    const struct payments *payments, struct working *out);

/* The payment that comes most often: the first of the longest run of the same;
 * NULL: there is none. */
const struct payment *payments_usual(const struct payments *payments);
/* Appends "12 payments of £382.20 from 6 October 2025, then £382.16 on 7
 * September 2026."; nothing where nothing is to be paid. */
void payments_say(const struct payments *payments, struct buf *out);

#endif
