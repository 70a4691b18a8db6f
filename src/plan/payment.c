#include "config.h"

#include "plan/payment.h"

#include "plan/facts.h"
#include "plan/plan_private.h"

size_t
plan_payments(struct plan *plan, struct plan_payment **out)
{
	struct facts *facts;
	size_t count;

	*out = NULL;
	if (plan->sandbox == NULL)
		return 0;
	facts = plan_run(plan);
	count = facts_each_payment(facts, out);
	facts_free(facts);
	return count;
}
