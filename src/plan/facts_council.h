/* facts_council: what the council's own money under the Care Act pays, what of
 * that may be charged for, and what the person pays: read once, for the tables
 * of charging and of payments. */
#ifndef PLAN_FACTS_COUNCIL_H
#define PLAN_FACTS_COUNCIL_H

#include "plan/facts_private.h"
#include "rules/contribution.h"
#include "rules/section26.h"

/* What it reads, in this order. */
#define COUNCIL_READS                                                          \
	"purpose.start", "purpose.weeks", "money.funder", "money.cost",        \
	    "money.paid_by", "money.split", "money.share_stream",              \
	    "money.share_cost", "money.charge", "money.free_until",            \
	    "money.frequency", "money.starts", "money.ends", "money.what",     \
	    "paying.charge_known", "paying.part_from", "paying.part_until",    \
	    "paying.part_weekly", "paying.part_state"
enum council_field {
	COUNCIL_START,
	COUNCIL_WEEKS,
	COUNCIL_FUNDER,
	COUNCIL_COST,
	COUNCIL_PAID_BY,
	COUNCIL_SPLIT,
	COUNCIL_SHARE_STREAM,
	COUNCIL_SHARE_COST,
	COUNCIL_CHARGE,
	COUNCIL_FREE_UNTIL,
	COUNCIL_FREQUENCY,
	COUNCIL_STARTS,
	COUNCIL_ENDS,
	COUNCIL_WHAT,
	COUNCIL_CHARGE_KNOWN,
	COUNCIL_PART_FROM,
	COUNCIL_PART_UNTIL,
	COUNCIL_PART_WEEKLY,
	COUNCIL_PART_STATE,
	COUNCIL_FIELDS
};

struct council_line {
	bool counts;	/* the row does */
	bool known;	/* and so does its cost */
	bool ours;	/* the council pays some of it */
	struct charged_line charged; /* of what the council pays, if `ours` */
};

struct council {
	const struct fact_reader *reader;
	const struct field *fields[COUNCIL_FIELDS];
	const struct repeat *stream, *line, *share, *part;
	bool dated; /* else plan_first is today */
	long plan_first, plan_last;
	int plan_weeks;
	struct charging_rates rates; /* as on the plan's first day */
	struct council_line *lines;  /* by row of money.line */
	size_t line_count;
	bool costs_known; /* of all the council's lines */
	int64_t cost_pence, chargeable_pence;
	/* What the person pays, as finance has said. */
	struct contribution_row *rows; /* those that count and are whole */
	size_t *row_of;		       /* the row of paying.part of each */
	size_t row_count;
	struct section26 statement;
};

void council_read(const struct fact_reader *reader, struct council *council);
void council_clear(struct council *council);

#define COUNCIL_ANY SIZE_MAX
/* What the stream at STREAM (COUNCIL_ANY: all of the council's own money) pays
 * of the line at LINE; false: it does not. */
bool council_paid(const struct council *council, size_t line, size_t stream,
    int64_t *pence);
/* Is it the council's own money under the Care Act? */
bool council_stream(const struct council *council, size_t stream);

#endif
