#include "config.h"

#include "rules/charging.h"

#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "rules/figure.h"

#define ONE INT64_C(10000) /* of a RATE_NUMBER */
#define DAYS_A_WEEK 7
#define REGULATION "Care and Support (Charging) Regulations 2014, regulation 3"

const char *const charging_keys[] = {
	[CHARGING_UPPER_CAPITAL] = "capital_upper",
	[CHARGING_LOWER_CAPITAL] = "capital_lower",
	[CHARGING_TARIFF_STEP] = "tariff_step",
	[CHARGING_TARIFF_AMOUNT] = "tariff_amount",
	[CHARGING_MIG_18] = "mig_single_18",
	[CHARGING_MIG_25] = "mig_single_25",
	[CHARGING_MIG_PENSION] = "mig_single_pension",
	[CHARGING_MIG_LONE_PARENT] = "mig_lone_parent",
	[CHARGING_MIG_COUPLE] = "mig_couple",
	[CHARGING_MIG_COUPLE_PENSION] = "mig_couple_pension",
	[CHARGING_MIG_CHILD] = "mig_child",
	[CHARGING_MIG_DISABILITY] = "mig_disability",
	[CHARGING_MIG_DISABILITY_COUPLE] = "mig_disability_couple",
	[CHARGING_MIG_ENHANCED] = "mig_enhanced",
	[CHARGING_MIG_ENHANCED_COUPLE] = "mig_enhanced_couple",
	[CHARGING_MIG_CARER] = "mig_carer",
	[CHARGING_MINIMUM] = "charge_minimum",
	[CHARGING_SMALL_CHANGE] = "minor_adaptation",
	[CHARGING_FREE_WEEKS] = "reablement_weeks",
};

const struct charge_kind charge_kinds[] = {
	{ "chargeable", "the council may charge for it", CHARGEABLE, false,
	    false, "Care Act 2014, section 14" },
	{ "free_equipment",
	    "free by law: equipment, or a small change to the home",
	    FREE_BY_LAW, false, true, REGULATION },
	{ "free_reablement", "free by law: help to get back on your feet",
	    FREE_BY_LAW, true, false, REGULATION },
	{ "free_cjd", "free by law: the person has CJD", FREE_BY_LAW, false,
	    false, "Care and Support (Charging) Regulations 2014" },
	{ "not_charged", "the council chooses not to charge for it",
	    COUNCIL_CHOOSES_NOT, false, false, NULL },
};
const size_t charge_kind_count = ARRAY_LEN(charge_kinds);

const struct charge_kind *
charge_kind_find(const char *code)
{
	for (size_t i = 0; i < charge_kind_count; i++)
		if (strcmp(charge_kinds[i].code, code) == 0)
			return &charge_kinds[i];
	return NULL;
}

/* How many days the law makes it free; LONG_MAX: not known. */
static long
free_days(const struct charging_rates *rates)
{
	const struct rate *weeks = rates->by[CHARGING_FREE_WEEKS];
	int64_t days;

	if (!figure_known(weeks) ||
	    !mul_div(weeks->value, DAYS_A_WEEK, 1, ONE, &days))
		return LONG_MAX;
	return (long)days;
}

static long
last_free_day(const struct charged_line *line,
    const struct charging_rates *rates)
{
	long days = free_days(rates);

	if (line->free_until != FREE_UNTIL_NOT_SAID)
		return line->free_until;
	return days > line->last - line->first ? line->last
					       : line->first + days - 1;
}

/* How many of the line's days may be charged for. */
static long
days_charged(const struct charged_line *line,
    const struct charging_rates *rates)
{
	long free_until = last_free_day(line, rates);

	if (free_until < line->first)
		return line->last - line->first + 1;
	return free_until < line->last ? line->last - free_until : 0;
}

static int64_t
cost_after_free_days(const struct charged_line *line,
    const struct charging_rates *rates)
{
	int64_t part;

	if (!line->recurring)
		return last_free_day(line, rates) < line->first
		    ? line->cost_pence
		    : 0;
	/* it is no more than the cost, so it fits */
	return mul_div(line->cost_pence, days_charged(line, rates), 1,
		   line->last - line->first + 1, &part)
	    ? part
	    : line->cost_pence;
}

void
charge_line(struct charged_line *line, const struct charging_rates *rates)
{
	const struct charge_kind *kind = line->kind;
	const struct rate *limit = rates->by[CHARGING_SMALL_CHANGE];

	line->doubt = CHARGE_CLEAR;
	line->chargeable_pence =
	    kind->rule == CHARGEABLE ? line->cost_pence : 0;
	if (kind->at_first) {
		line->chargeable_pence = cost_after_free_days(line, rates);
		if (last_free_day(line, rates) - line->first >=
		    free_days(rates))
			line->doubt = CHARGE_LONG;
	}
	if (kind->small && figure_known(limit) &&
	    line->whole_pence > limit->value)
		line->doubt = CHARGE_DEAR;
}

static void
explain_free_days(const struct charged_line *line,
    const struct charging_rates *rates, struct working *out)
{
	const struct rate *law = rates->by[CHARGING_FREE_WEEKS];
	long charged = days_charged(line, rates);
	char day[32];

	date_format_long(date_from_days(last_free_day(line, rates)), day);
	if (line->chargeable_pence == 0) {
		figure_step(out, law, "It is free until %s.", day);
		return;
	}
	if (!line->recurring) {
		figure_step(out, law,
		    "It is paid once, after the last free day, %s.", day);
		return;
	}
	figure_step(out, law,
	    "It is free until %s. After that %ld of its %ld days are left: "
	    "%s x %ld / %ld = %s.",
	    day, charged, line->last - line->first + 1,
	    money_pounds(line->cost_pence).text, charged,
	    line->last - line->first + 1,
	    money_pounds(line->chargeable_pence).text);
}

void
charge_explain(const struct charged_line *line,
    const struct charging_rates *rates, const char *what, struct working *out)
{
	const struct charge_kind *kind = line->kind;

	working_add(out, kind->law,
	    "%s: %s of %s may be charged for. As ticked, %s.", what,
	    money_pounds(line->chargeable_pence).text,
	    money_pounds(line->cost_pence).text, kind->words);
	if (kind->at_first)
		explain_free_days(line, rates, out);
	if (line->doubt == CHARGE_DEAR)
		figure_step(out, rates->by[CHARGING_SMALL_CHANGE],
		    "It costs %s, which is more than a small change to the "
		    "home may cost and be free. Ask the finance team.",
		    money_pounds(line->whole_pence).text);
	if (line->doubt == CHARGE_LONG)
		figure_step(out, rates->by[CHARGING_FREE_WEEKS],
		    "That is free for longer than the law makes it. If the "
		    "council chooses so, say so. Ask the finance team.");
}
