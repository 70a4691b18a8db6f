/* charging: what of council care a person may be charged for (practice.md F18),
 * and the rates that charging rests on. */
#ifndef RULES_CHARGING_H
#define RULES_CHARGING_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rules/rates.h"
#include "rules/working.h"

/* --- rates --- */

enum charging_rate {
	CHARGING_UPPER_CAPITAL,
	CHARGING_LOWER_CAPITAL,
	CHARGING_TARIFF_STEP,	/* each so much of capital, or part of it, */
	CHARGING_TARIFF_AMOUNT, /* counts as this much a week */
	CHARGING_MIG_18,	/* single, under 25 */
	CHARGING_MIG_25,	/* single, 25 up to pension age */
	CHARGING_MIG_PENSION,
	CHARGING_MIG_LONE_PARENT,
	CHARGING_MIG_COUPLE, /* each of a couple */
	CHARGING_MIG_COUPLE_PENSION,
	CHARGING_MIG_CHILD,
	CHARGING_MIG_DISABILITY,
	CHARGING_MIG_DISABILITY_COUPLE,
	CHARGING_MIG_ENHANCED,
	CHARGING_MIG_ENHANCED_COUPLE,
	CHARGING_MIG_CARER,
	CHARGING_MINIMUM,     /* less than this a week is not charged */
	CHARGING_SMALL_CHANGE, /* what a free change to the home may cost */
	CHARGING_FREE_WEEKS,   /* of help to get back on one's feet */
	CHARGING_RATE_COUNT
};

/* The keys of those in the data. */
extern const char *const charging_keys[CHARGING_RATE_COUNT];

/* As they hold on one day; NULL where there is none. */
struct charging_rates {
	const struct rate *by[CHARGING_RATE_COUNT];
};

/* --- what may be charged for, line by line --- */

enum charge_rule {
	CHARGEABLE,
	FREE_BY_LAW,
	COUNCIL_CHOOSES_NOT,
};

/* What was ticked for a line. Codes are those of the forms. */
struct charge_kind {
	const char *code;
	const char *words; /* "free by law: help to get back on your feet" */
	enum charge_rule rule;
	bool at_first; /* free only for its first weeks */
	bool small;    /* free only if it is not dear */
	const char *law; /* NULL: none */
};
extern const struct charge_kind charge_kinds[];
extern const size_t charge_kind_count;
const struct charge_kind *charge_kind_find(const char *code); /* or NULL */

/* What finance should be asked, because what was ticked may not hold. */
enum charge_doubt {
	CHARGE_CLEAR,
	CHARGE_DEAR, /* dearer than a small change to the home may be */
	CHARGE_LONG, /* free for longer than the law has it */
};

#define FREE_UNTIL_NOT_SAID LONG_MIN

struct charged_line {
	const struct charge_kind *kind;
	int64_t cost_pence;  /* what the council's Care Act money pays of it */
	int64_t whole_pence; /* its whole cost, whoever pays */
	bool recurring;	     /* else it is paid on its first day */
	long first, last;    /* its days, as in base/date.h; FIRST <= LAST */
	long free_until;     /* the last free day of help to get back on one's
			      * feet; or as above: as the rates have it */
	int64_t chargeable_pence; /* out */
	enum charge_doubt doubt;  /* out */
};

/* What of LINE may be charged for: nothing, all, or of help to get back on
 * one's feet what its days after the free ones come to. What was ticked counts
 * also when it is in doubt: nobody is charged for what a form calls free. Where
 * a rate is not known there is no doubt either. */
void charge_line(struct charged_line *line, const struct charging_rates *rates);
/* WHAT is the line in its own words. */
void charge_explain(const struct charged_line *line,
    const struct charging_rates *rates, const char *what, struct working *out);

#endif
