#include "config.h"

#include "rules/surplus.h"

#include "base/money.h"
#include "rules/figure.h"

#define ONE INT64_C(10000) /* of a RATE_NUMBER */
#define WEEKS_A_YEAR 52

/* --- kept back --- */

bool
contingency_suggest(int64_t assistants_pence, int plan_weeks,
    const struct rate *weeks, int64_t *pence)
{
	*pence = 0;
	return figure_known(weeks) &&
	    mul_div(assistants_pence, weeks->value, 1, ONE * plan_weeks, pence);
}

void
contingency_explain(int64_t assistants_pence, int plan_weeks,
    const struct rate *weeks, struct working *out)
{
	int64_t pence;

	if (!contingency_suggest(assistants_pence, plan_weeks, weeks, &pence)) {
		working_add(out, NULL,
		    "How much to keep back is not worked out, because how "
		    "many weeks is not known.");
		return;
	}
	figure_step(out, weeks,
	    "Keeping back %s, %s weeks of personal assistants, may be wise.",
	    money_pounds(pence).text, figure_number(weeks->value).text);
	working_add(out, NULL,
	    "Personal assistants cost %s over %d weeks: %s x %s / %d = %s.",
	    money_pounds(assistants_pence).text, plan_weeks,
	    money_pounds(assistants_pence).text,
	    figure_number(weeks->value).text, plan_weeks, money_pounds(pence).text);
}

/* --- left over --- */

void
surplus_reckon(const struct account *account, struct surplus *surplus)
{
	int64_t left = account->balance_pence, parts;

	*surplus = (struct surplus){ 0 };
	if (account->weekly_pence <= 0 || !figure_known(account->most_weeks) ||
	    !mul_div(account->weekly_pence, account->hospital_weeks, 1, ONE,
		&surplus->hospital_pence) ||
	    !mul_div(account->weekly_pence, account->most_weeks->value, 1, ONE,
		&surplus->allowed_pence))
		return;
	left -= account->unpaid_pence + account->tax_pence +
	    account->saving_pence + surplus->hospital_pence;
	surplus->counted_pence = left > 0 ? left : 0;
	if (!mul_checked(surplus->counted_pence, 100, &parts))
		return;
	surplus->weeks = div_half_up(parts, account->weekly_pence);
	if (surplus->counted_pence > surplus->allowed_pence)
		surplus->excess_pence =
		    surplus->counted_pence - surplus->allowed_pence;
	surplus->known = true;
}

static void
explain_left_out(const char *what, int64_t pence, struct working *out)
{
	if (pence > 0)
		working_add(out, NULL, "Left out, %s: %s.", what,
		    money_pounds(pence).text);
}

void
surplus_explain(const struct account *account, const struct surplus *surplus,
    struct working *out)
{
	if (!surplus->known) {
		working_add(out, NULL,
		    "How many weeks' money is left is not worked out, because "
		    "what a week costs or how much may be kept is not known.");
		return;
	}
	if (surplus->excess_pence > 0)
		working_add(out, NULL,
		    "%s is left, enough for %s weeks. Whoever pays may ask "
		    "for %s of it. Talk about why it is there first.",
		    money_pounds(surplus->counted_pence).text,
		    figure_number(surplus->weeks * 100).text,
		    money_pounds(surplus->excess_pence).text);
	else
		working_add(out, NULL,
		    "%s is left, enough for %s weeks. That is no more than "
		    "may be kept.",
		    money_pounds(surplus->counted_pence).text,
		    figure_number(surplus->weeks * 100).text);
	working_add(out, NULL, "In the account: %s.",
	    money_pounds(account->balance_pence).text);
	explain_left_out("bills not yet paid", account->unpaid_pence, out);
	explain_left_out("tax that is owed", account->tax_pence, out);
	explain_left_out("saved up for something agreed",
	    account->saving_pence, out);
	explain_left_out("not needed during weeks in hospital",
	    surplus->hospital_pence, out);
	figure_step(out, account->most_weeks,
	    "%s weeks at %s may be kept: %s.",
	    figure_number(account->most_weeks->value).text,
	    money_pounds(account->weekly_pence).text,
	    money_pounds(surplus->allowed_pence).text);
}

/* --- set free --- */

void
freed_reckon(struct freed *freed)
{
	int64_t now = freed->recurring_pence + freed->contingency_pence;

	if (!mul_div(now, WEEKS_A_YEAR, 1, freed->plan_weeks,
		&freed->now_pence))
		freed->now_pence = now;
	freed->freed_pence = freed->before_pence - freed->now_pence;
}

void
freed_explain(const struct freed *freed, struct working *out)
{
	static const char caution[] =
	    "People who take a budget differ in other ways, so this does not "
	    "show what the budget did.";

	if (freed->freed_pence < 0)
		working_add(out, NULL, "It costs %s a year more than before.",
		    money_pounds(-freed->freed_pence).text);
	else
		working_add(out, NULL, "It costs %s a year less than before.",
		    money_pounds(freed->freed_pence).text);
	working_add(out, NULL,
	    "Before: %s a year. Now: %s again and again, and %s kept back, "
	    "in %d weeks; that is %s in %d weeks.",
	    money_pounds(freed->before_pence).text,
	    money_pounds(freed->recurring_pence).text,
	    money_pounds(freed->contingency_pence).text, freed->plan_weeks,
	    money_pounds(freed->now_pence).text, WEEKS_A_YEAR);
	working_add(out, NULL, "%s", caution);
}
