/* wages: what a personal assistant's hours cost, and whether an hour is paid as
 * much as the law asks (domain.md E7, practice.md F26). */
#ifndef RULES_WAGES_H
#define RULES_WAGES_H

#include "rules/figure.h"

/* Weeks are of 7 days; 52 of them are a year, as in rules/schedule.h. */
#define DAYS_A_YEAR 364

/* How somebody is paid. Only an hour awake has a lowest wage, hour for hour: a
 * night asleep on the premises may be paid at a flat rate (Royal Mencap v
 * Tomlinson-Blake [2021] UKSC 8). Being on call depends on the terms. */
enum hours_kind {
	HOURS_WAKING,	/* by the hour */
	HOURS_SLEEP_IN, /* by the night */
	HOURS_ON_CALL,	/* by the turn */
};

struct pay {
	enum hours_kind kind;
	int64_t quantity;   /* hours, nights or turns a week, ten-thousandths */
	int64_t rate_pence; /* for one */
	long days;	    /* of the plan in which it is paid, 7 to a week */
	struct cost cost;   /* out */
	struct cost cover;  /* out, of a worker: somebody else in holidays */
};

/* Fills the cost: quantity x rate x days / 7, rounded this once. It is not known
 * where a number is below 0 or the cost is too large. */
void pay_reckon(struct pay *pay);
/* Adds "16 hours a week x £13.20 x 52 weeks = £10,982.40". */
void pay_explain(const struct pay *pay, struct working *out);
/* What is paid for: "hours a week". */
const char *pay_unit(const struct pay *pay);

/* The lowest pay for an hour, by age. NULL: there is none. */
struct wage_rates {
	const struct rate *from_21, *from_18, *from_16;
	const struct rate *youngest; /* age at which they may be employed */
};

#define AGE_NOT_KNOWN (-1)

enum wage_state {
	WAGE_ENOUGH,
	WAGE_BELOW,	/* less than the law asks: it cannot be agreed */
	WAGE_NOT_KNOWN, /* nobody has the figure for this date */
	WAGE_TOO_YOUNG, /* no lowest wage, and other rules first */
	WAGE_NO_FLOOR,	/* not paid by the hour awake */
};

/* Judges RATE_PENCE for an hour (in FLOOR the rate it was held against, or
 * NULL). An age that is not known is taken as 21 or over. */
enum wage_state wage_check(enum hours_kind kind, int age, int64_t rate_pence,
    const struct wage_rates *rates, const struct rate **floor);
void wage_explain(enum hours_kind kind, int age, int64_t rate_pence,
    const struct wage_rates *rates, struct working *out);

#endif
