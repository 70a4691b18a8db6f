/* allocation: from points to the money that is expected (domain.md E1). The
 * figure is a first estimate until the plan is agreed; the person is told it,
 * and how it was worked out, before they plan. */
#ifndef RULES_ALLOCATION_H
#define RULES_ALLOCATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rules/working.h"

struct allocation_band {
	int64_t from, to; /* points, both included */
	int64_t pence;	  /* a year */
};

/* Either a price for each point, or bands. */
struct allocation_table {
	const struct allocation_band *bands;
	size_t band_count;   /* 0: by points */
	int64_t point_pence; /* a year for one point; used without bands */
	int64_t most_pence;  /* a year; NO_MOST: no top */
	const char *source;  /* or NULL */
};
#define NO_MOST INT64_C(-1)

struct allocation_ask {
	bool by_hand; /* somebody typed the amount in place of the points */
	int64_t hand_pence;
	const char *reason; /* why by hand; NULL or blank: none given */
	int64_t points;
	/* What family and friends do for nothing, in hundredths of one percent
	 * of the need, taken off. Only what they are willing and able to do. */
	int64_t natural_share;
};

enum allocation_state {
	ALLOCATION_KNOWN,
	ALLOCATION_NO_REASON,  /* by hand: it stands, the reason is owed */
	ALLOCATION_NO_BAND,    /* no band has so many points */
	ALLOCATION_NO_TABLE,   /* neither bands nor a price */
	ALLOCATION_IMPOSSIBLE, /* below zero, a share above 100%, too large */
};

struct allocation {
	enum allocation_state state; /* the sums are 0 after the first two */
	const struct allocation_band *band; /* or NULL */
	int64_t before_pence;	/* what the points come to, a year */
	int64_t natural_pence;	/* taken off */
	int64_t expected_pence; /* what is left */
	bool capped;
};

/* Rounds once, half up, when the share is taken off. An amount by hand is taken
 * as it is: nothing comes off. */
void allocation_reckon(const struct allocation_table *table,
    const struct allocation_ask *ask, struct allocation *out);
void allocation_explain(const struct allocation_table *table,
    const struct allocation_ask *ask, const struct allocation *allocation,
    struct working *out);

#endif
