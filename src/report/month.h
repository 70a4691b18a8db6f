/* month: what the money of a plan is in a month, as its reader may see it. */
#ifndef REPORT_MONTH_H
#define REPORT_MONTH_H

#include "report/report_private.h"

#define YEAR_WEEKS 52

enum paid {
	PAID_AGAIN, /* weekly, monthly and so on */
	PAID_ONCE,
	PAID_IF_NEEDED, /* kept back just in case */
};

struct month_line {
	struct uid row;
	const char *what;
	enum paid paid;
	int64_t cost_pence; /* over the plan */
};

/* Over the whole plan, unless the name says otherwise. */
struct month {
	int64_t weeks; /* of the plan */
	struct month_line *lines; /* those that cost something */
	size_t line_count;
	const struct plan_money *money;
	int64_t *again_pence;  /* a stream's part of what is paid again */
	int64_t unnamed_pence; /* of that, nobody's */
	int64_t own_pence;     /* what the person pays towards it */
	int64_t out_pence, out_month_pence; /* paid again, and in a month */
};

/* Reads the plan; free with month_clear. */
void month_read(struct builder *builder, struct month *out);
void month_clear(struct month *month);
/* A month's part of PENCE spread over the plan: 52 weeks by 12, halves of a
 * penny up. */
int64_t month_part(const struct month *month, int64_t pence);

#endif
