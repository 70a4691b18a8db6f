/* schedule: how many times a spending line is paid while a plan runs, and at
 * which price each day (domain.md E3, practice.md F32).
 *
 * 52 weeks are a year: what is paid 12 times a year is paid 12/52 a week, in
 * any plan and in any month. Part of a week is its days / 7, whatever the
 * frequency. Nothing is rounded before the end, and then once a line: a line in
 * pieces at one price costs what it costs in one. */
#ifndef RULES_SCHEDULE_H
#define RULES_SCHEDULE_H

#include <limits.h>

#include "rules/budget.h"
#include "rules/working.h"

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

/* Days are those of base/date.h. */
struct price_step {
	long from; /* the first day of the new price */
	int64_t price_pence;
};

#define FROM_THE_START LONG_MIN
#define TO_THE_END LONG_MAX

struct schedule {
	const struct frequency *frequency;
	int64_t typed;	     /* times, ten-thousandths; -1: none */
	int64_t price_pence; /* before any step; 0 or more, as are steps' */
	bool dated;	     /* the plan has a first day; else no date counts */
	long plan_first;
	int plan_weeks; /* 1 or more */
	long first, last; /* of the line, last included; or as above */
	const struct price_step *steps; /* in any order */
	size_t step_count;
};

/* Fills LINE's price, times, days and recurring; false if how many times is not
 * known (as typed, and nothing was; a plan without weeks).
 *
 * - Typed times win: then no date counts, and the first price is the price.
 * - Days outside the plan count for nothing; so does a line that ends before it
 *   starts. Neither is a mistake here: the form says so to whoever typed it.
 * - Once only is paid once if any of its days counts, at the price of the first
 *   of them.
 * - A price holds from its day to the day before the next. Of two that begin on
 *   one day the dearer holds, so that nobody is promised too little. A step
 *   before the line's first day holds from the first. */
bool schedule_line(const struct schedule *schedule, struct spending_line *line)
    __attribute__((warn_unused_result));

/* Adds to OUT how LINE, filled from SCHEDULE by schedule_line and then by
 * budget_reckon, comes to its cost. */
void schedule_explain(const struct schedule *schedule,
    const struct spending_line *line, struct working *out);

#endif
