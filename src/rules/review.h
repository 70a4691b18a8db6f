/* review: when a plan is looked at again (domain.md F2 as corrected by
 * practice.md F17 and F28). The earliest day wins; all are shown. Plan review,
 * the check of money paid out, and who the NHS pays for are three things: the
 * last has no date at all, for no review decides it. */
#ifndef RULES_REVIEW_H
#define RULES_REVIEW_H

#include <stdbool.h>

#include "rules/working.h"

/* A day of base/date.h that may not be known. */
struct known_day {
	bool known;
	long day;
};

enum review_kind {
	REVIEW_LIGHT,	  /* the first look at council care */
	REVIEW_NHS,	  /* health budget and CHC package: one visit */
	REVIEW_MONEY,	  /* council money paid to the person */
	REVIEW_WHOLE,	  /* the whole plan, at least once a year */
	REVIEW_SCHOOL,	  /* an EHC plan's own review: the same visit */
	REVIEW_RISK,	  /* the first day set for a risk */
	REVIEW_ASKED,	  /* somebody asked, or something happened */
	REVIEW_CHC_AGAIN, /* who the NHS pays for: never dated */
	REVIEW_KINDS
};

/* How long after what; figures are handed in. 0: not known, and then neither is
 * the day. */
struct review_terms {
	int light_from_weeks, light_by_weeks; /* after sign-off: 6, 8 */
	int nhs_months;	   /* after the start, and after a CHC decision: 3 */
	int money_months;  /* after the first payment: 6 */
	int again_months;  /* after each review: 12 */
	const char *source[REVIEW_KINDS]; /* or NULL */
};

/* What has happened so far. */
struct review_clock {
	struct known_day start;	    /* of the plan */
	struct known_day signed_on; /* plan and budget; the start until then */
	struct known_day first_payment;
	struct known_day chc_decided;
	struct known_day school, risk; /* set elsewhere; the first to come */
	struct known_day asked;	       /* asked for, or something happened */
	/* The last review held of each: a light one, and a full one (which
	 * serves for every kind). */
	struct known_day last_light, last_full, last_money;
	bool care_act; /* council care, or a carer's own plan */
	bool nhs;      /* NHS money or after-care */
	bool chc;
	bool money; /* council money is paid to the person */
	bool ended; /* the person has died, or the plan is over */
};

struct review_due {
	bool applies;
	struct known_day from; /* where there is a first day as well */
	struct known_day by;   /* not known: see review_explain */
	bool provisional; /* nothing is signed yet: as if on the first day */
};

struct review_plan {
	struct review_due due[REVIEW_KINDS];
	struct known_day first; /* the earliest of all */
	enum review_kind first_kind;
};

void review_reckon(const struct review_terms *terms,
    const struct review_clock *clock, struct review_plan *out);
/* "A first look, for council care" */
const char *review_title(enum review_kind kind);
/* The first step says which comes first; then one for each that applies. */
void review_explain(const struct review_terms *terms,
    const struct review_clock *clock, const struct review_plan *plan,
    struct working *out);

#endif
