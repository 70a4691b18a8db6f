/* figure: the rates that a rule is handed, and how amounts are said in the
 * working of one. */
#ifndef RULES_FIGURE_H
#define RULES_FIGURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/money.h"
#include "rules/rates.h"
#include "rules/working.h"

/* A sum of money that a rule worked out, or could not. */
struct cost {
	int64_t pence;
	bool known; /* false: a rate is missing, or it is too large to reckon */
};

/* Is there a rate, and does somebody know it? */
bool figure_known(const struct rate *rate);
/* Its value; 0 where it is not known. */
int64_t figure_value(const struct rate *rate);
/* True if it is known; else ERR says that WHAT ("The Employment Allowance") is
 * missing and what to do. */
bool figure_need(const struct rate *rate, const char *what, struct error *err)
    __attribute__((warn_unused_result));

/* The age that RATE (a number of whole years) gives; FALLBACK where it is not
 * known. */
int figure_age(const struct rate *rate, int fallback);

/* As arguments of a format, like money_pounds: "13.8%", "5.6", and "52 weeks",
 * "1 week", "3 weeks and 2 days" or "1 day". */
struct money_text figure_percent(int64_t hundredths);
struct money_text figure_number(int64_t ten_thousandths);
struct money_text figure_weeks(long days);

/* Adds a step that rests on RATE, which is its source (as rate_cite says it).
 * NULL: none. */
void figure_step(struct working *working, const struct rate *rate,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/* A x B x C / D, halves up to a whole; false when it does not fit or D is 0.
 * None may be below 0. What can be cancelled first is. */
bool mul_div(int64_t a, int64_t b, int64_t c, int64_t d, int64_t *out)
    __attribute__((warn_unused_result));
/* Adds B to *SUM; not known if either is not, or the sum is too large. */
void cost_add(struct cost *sum, struct cost b);

#endif
