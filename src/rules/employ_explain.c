/* How the figures of a team came about, in the order of the sums. */
#include "config.h"

#include "rules/employ.h"

#include "base/buf.h"

#define NOT_KNOWN "not worked out"

static const char *
said(const struct worker *worker)
{
	return worker->name && worker->name[0] != '\0' ? worker->name :
							 "this worker";
}

/* A cost in words, for one expression. */
static struct money_text
cost_text(struct cost cost)
{
	return cost.known ? money_pounds(cost.pence) :
			    (struct money_text){ NOT_KNOWN };
}

/* --- one worker --- */

void
worker_explain_wages(const struct worker *worker,
    const struct employ_rates *rates, struct working *out)
{
	working_add(out, NULL, "Wages for %s come to %s in %s.", said(worker),
	    cost_text(worker->wages).text, figure_weeks(worker->days).text);
	for (size_t i = 0; i < worker->pay_count; i++)
		pay_explain(&worker->pays[i], out);
	if (!worker->irregular)
		figure_step(out, rates->holiday.weeks,
		    "Their paid holiday is in these weeks.");
	for (size_t i = 0; i < worker->pay_count; i++)
		wage_explain(worker->pays[i].kind, worker->age,
		    worker->pays[i].rate_pence, &rates->wage, out);
}

static void
explain_on_top(const struct worker *worker, const struct employ_rates *rates,
    struct working *out)
{
	const struct rate *accrual = rates->holiday.accrual;

	working_add(out, NULL, "Holiday pay for %s comes to %s, on top of wages.",
	    said(worker), cost_text(worker->on_top).text);
	if (!worker->on_top.known) {
		figure_step(out, accrual,
		    "The wages or the rate of holiday pay are not known.");
		return;
	}
	figure_step(out, accrual,
	    "Hours that change from week to week, or only part of a year: %s x "
	    "%s = %s",
	    money_pounds(worker->wages.pence).text,
	    figure_percent(accrual->value).text,
	    money_pounds(worker->on_top.pence).text);
	if (worker_holiday_twice(worker, rates))
		figure_step(out, rates->holiday.weeks,
		    "Holiday is counted twice: put only the weeks really "
		    "worked, at most 52 less %s in a year.",
		    figure_number(rates->holiday.weeks->value).text);
}

/* In a plan that is not a year, as much of the holiday as it is of 52 weeks. */
static void
explain_cover_of(const struct pay *pay, const struct rate *weeks,
    struct working *out)
{
	bool year = pay->days == DAYS_A_YEAR;

	figure_step(out, weeks, "%s %s x %s x %s weeks%s%s%s = %s",
	    figure_number(pay->quantity).text, pay_unit(pay),
	    money_pounds(pay->rate_pence).text,
	    figure_number(weeks->value).text, year ? "" : " x ",
	    year ? "" : figure_weeks(pay->days).text, year ? "" : " / 52",
	    cost_text(pay->cover).text);
}

static void
explain_cover(const struct worker *worker, const struct employ_rates *rates,
    struct working *out)
{
	const struct rate *weeks = rates->holiday.weeks;

	working_add(out, NULL,
	    "Somebody in place of %s during holidays comes to %s.",
	    said(worker), cost_text(worker->cover_for).text);
	if (!figure_known(weeks)) {
		working_add(out, NULL, "The weeks of holiday are not known.");
		return;
	}
	for (size_t i = 0; i < worker->pay_count; i++)
		explain_cover_of(&worker->pays[i], weeks, out);
	working_add(out, NULL,
	    "National Insurance for whoever comes instead is not counted "
	    "here.");
}

void
worker_explain_holiday(const struct worker *worker,
    const struct employ_rates *rates, struct working *out)
{
	if (worker->irregular)
		explain_on_top(worker, rates, out);
	else if (worker->cover)
		explain_cover(worker, rates, out);
	else
		figure_step(out, rates->holiday.weeks,
		    "Holiday for %s is in their wages, and nobody is paid to "
		    "come instead.",
		    said(worker));
}

/* What NI and pension are reckoned on; false, and said, where it is not known. */
static bool
pay_known(const struct worker *worker, struct working *out, int64_t *pay)
{
	struct cost earned = worker->wages;

	cost_add(&earned, worker->on_top);
	*pay = earned.pence;
	if (!earned.known)
		working_add(out, NULL,
		    "The pay of %s is not known, so this is not worked out.",
		    said(worker));
	return earned.known;
}

void
worker_explain_ni(const struct worker *worker, const struct employ_rates *rates,
    struct working *out)
{
	int64_t pay;

	if (pay_known(worker, out, &pay))
		ni_explain(said(worker), pay, worker->days, worker->age,
		    &rates->ni, out);
}

void
worker_explain_pension(const struct worker *worker,
    const struct employ_rates *rates, struct working *out)
{
	int64_t pay;

	if (pay_known(worker, out, &pay))
		pension_explain(said(worker), pay, worker->days, worker->age,
		    worker->opted_in, &rates->pension, out);
}

/* --- the team --- */

void
team_explain_wages(const struct team *team, struct working *out)
{
	working_add(out, NULL, "Wages for the team come to %s.",
	    cost_text(team->wages).text);
	for (size_t i = 0; i < team->count; i++)
		working_add(out, NULL, "%s: %s", said(&team->workers[i]),
		    cost_text(team->workers[i].wages).text);
}

void
team_explain_holiday(const struct team *team, const struct employ_rates *rates,
    struct working *out)
{
	struct cost both = team->cover;

	cost_add(&both, team->on_top);
	working_add(out, NULL,
	    "Holiday costs %s besides wages: %s for whoever comes instead, and "
	    "%s of holiday pay on top of wages.",
	    cost_text(both).text, cost_text(team->cover).text,
	    cost_text(team->on_top).text);
	for (size_t i = 0; i < team->count; i++)
		worker_explain_holiday(&team->workers[i], rates, out);
}

static void
explain_allowance(const struct team *team, const struct ni_rates *rates,
    struct working *out)
{
	if (!team->allowance) {
		figure_step(out, rates->allowance,
		    "The Employment Allowance is not claimed.");
		return;
	}
	if (!team->allowance_off.known) {
		figure_step(out, rates->allowance,
		    "The Employment Allowance is not known for these dates.");
		return;
	}
	figure_step(out, rates->allowance,
	    "The Employment Allowance takes off up to %s a year, once for "
	    "each employer, for work that is all for the person: %s - %s = %s",
	    money_pounds(rates->allowance->value).text,
	    cost_text(team->ni_gross).text, cost_text(team->allowance_off).text,
	    cost_text(team->ni).text);
	if (team->days != DAYS_A_YEAR)
		working_add(out, NULL,
		    "The plan is of %s, so that much of a year's allowance "
		    "counts.",
		    figure_weeks(team->days).text);
}

void
team_explain_ni(const struct team *team, const struct employ_rates *rates,
    struct working *out)
{
	working_add(out, NULL,
	    "Employer National Insurance for the team comes to %s: %s, less "
	    "%s of Employment Allowance.",
	    cost_text(team->ni).text, cost_text(team->ni_gross).text,
	    cost_text(team->allowance_off).text);
	for (size_t i = 0; i < team->count; i++)
		worker_explain_ni(&team->workers[i], rates, out);
	explain_allowance(team, &rates->ni, out);
}

void
team_explain_pension(const struct team *team, const struct employ_rates *rates,
    struct working *out)
{
	working_add(out, NULL, "Employer pension for the team comes to %s.",
	    cost_text(team->pension).text);
	for (size_t i = 0; i < team->count; i++)
		worker_explain_pension(&team->workers[i], rates, out);
}

void
team_explain(const struct team *team, const struct employ_rates *rates,
    struct working *out)
{
	const struct {
		const char *name;
		struct cost cost;
	} parts[] = {
		{ "Wages", team->wages },
		{ "Holiday pay on top of wages", team->on_top },
		{ "Somebody else during holidays", team->cover },
		{ "Employer National Insurance", team->ni },
		{ "Employer pension", team->pension },
		{ "Employers' liability insurance", team->insurance },
		{ "Payroll", team->payroll },
	};

	working_add(out, NULL, "Employing the team comes to %s in %s.",
	    cost_text(team->total).text, figure_weeks(team->days).text);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (!parts[i].cost.known || parts[i].cost.pence != 0)
			working_add(out, NULL, "%s: %s", parts[i].name,
			    cost_text(parts[i].cost).text);
	team_explain_ni(team, rates, out);
	team_explain_pension(team, rates, out);
	working_add(out, NULL,
	    "Sick pay, notice and redundancy are not in it: they are worked "
	    "out apart, to be kept back.");
}
