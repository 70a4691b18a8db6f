#include "config.h"

#include "plan/payment.h"

#include "plan/facts.h"
#include "plan/plan_private.h"

size_t
plan_payments(struct plan *plan, struct plan_payment **out)
{
	const struct facts *facts = plan_facts(plan);

	*out = NULL;
	return facts == NULL ? 0 : facts_each_payment(facts, out);
}
