#include "config.h"

#include "rules/section26.h"

#include "base/buf.h"
#include "base/money.h"
#include "rules/figure.h"

#define LAW "Care Act 2014, section 26"

void
section26_reckon(struct section26 *statement)
{
	int64_t most = statement->chargeable_pence < statement->cost_pence
	    ? statement->chargeable_pence
	    : statement->cost_pence;

	statement->person_pence = statement->council_pence = 0;
	statement->capped = false;
	if (!statement->person_known)
		return;
	statement->capped = statement->asked_pence > most;
	statement->person_pence =
	    statement->capped ? most : statement->asked_pence;
	statement->council_pence =
	    statement->cost_pence - statement->person_pence;
}

void
section26_amount(const struct section26 *statement, int64_t pence,
    struct buf *out)
{
	if (statement->person_known)
		money_format_pounds(pence, out);
	else
		buf_add(out, "not yet worked out: you will be told before any "
			     "bill");
}

void
section26_explain(const struct section26 *statement, struct working *out)
{
	if (!statement->person_known) {
		working_add(out, LAW,
		    "Meeting your needs costs the council %s over the plan. "
		    "What you pay of that is not yet worked out: you will be "
		    "told before any bill.",
		    money_pounds(statement->cost_pence).text);
		return;
	}
	working_add(out, LAW,
	    "Meeting your needs costs the council %s over the plan. You pay "
	    "%s of that and the council pays %s.",
	    money_pounds(statement->cost_pence).text,
	    money_pounds(statement->person_pence).text,
	    money_pounds(statement->council_pence).text);
	working_add(out, "Care Act 2014, section 14",
	    "%s of the cost may be charged for.",
	    money_pounds(statement->chargeable_pence).text);
	if (statement->capped)
		working_add(out, "Care Act 2014, section 14(4)",
		    "The amounts a week come to %s, but you never pay more "
		    "than may be charged for. Ask the finance team.",
		    money_pounds(statement->asked_pence).text);
	working_add(out, NULL, "%s - %s = %s.",
	    money_pounds(statement->cost_pence).text,
	    money_pounds(statement->person_pence).text,
	    money_pounds(statement->council_pence).text);
}
