/* payment: each payment of the plan by its day, as the rows under "When the
 * money comes" say it (rules/payments.h). */
#ifndef PLAN_PAYMENT_H
#define PLAN_PAYMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/uid.h"
#include "plan/plan.h"

/* The rows that say how money is paid. */
#define PAYMENT_REPEAT "paying.pay"

struct plan_payment {
	struct uid row; /* of PAYMENT_REPEAT */
	struct date on;
	struct date from, to; /* the days it is for */
	int64_t gross_pence;
	bool net_known; /* else what the person pays is not worked out yet */
	int64_t less_pence, net_pence;
};

/* All of them, row by row, each row's in the order of the days; nothing of a row
 * that says too little. *OUT is the caller's to free. Returns how many. */
size_t plan_payments(struct plan *plan, struct plan_payment **out);

#endif
