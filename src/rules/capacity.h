/* capacity: does what was ticked about one decision agree with what was
 * concluded? In the order of the Mental Capacity Act 2005, sections 2 and 3, as
 * the Supreme Court reads it (A Local Authority v JB, 2021): first the four
 * things that deciding takes, only then the mind or brain, then whether the one
 * is because of the other. Everybody is taken to be able to decide. This never
 * concludes anything: it only notices where two answers cannot both be right. */
#ifndef RULES_CAPACITY_H
#define RULES_CAPACITY_H

#include <stdbool.h>

#include "rules/tick.h"
#include "rules/working.h"

enum conclusion {
	CONCLUSION_BLANK,
	CONCLUSION_CAN,
	CONCLUSION_CANNOT,
	CONCLUSION_NOT_FINISHED,
};

/* A record about one decision on one day. */
struct capacity {
	enum tick understand, retain, weigh, tell; /* can they? */
	enum tick mind; /* was it said what in mind or brain is in the way? */
	enum tick link; /* is that the reason? */
	enum conclusion conclusion;
};

enum capacity_fit {
	CAPACITY_AGREES,      /* or nothing was concluded yet */
	CAPACITY_CAN_BUT,     /* "can", and one of the four is no */
	CAPACITY_CANNOT_BUT,  /* "cannot", and none of the four is no */
	CAPACITY_NO_LINK,     /* "cannot", and the reason is not ticked */
	CAPACITY_OTHER_CAUSE, /* either, and something else is the cause */
};

/* Is one of the four no? Only then are the mind and the reason asked about. */
bool capacity_unable(const struct capacity *capacity);
/* Where ticks and conclusion part. "Can" needs no ticks: it is presumed. */
enum capacity_fit capacity_fit(const struct capacity *capacity);

void capacity_explain(const struct capacity *capacity, struct working *out);

#endif
