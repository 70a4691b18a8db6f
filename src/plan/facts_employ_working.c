/* How the team's figures came about, each as its rule tells it. */
#include "config.h"

#include "plan/facts_employ.h"

#include <string.h>

static const char *
name_of(const struct worker *worker)
{
	return worker->name ? worker->name : "this worker";
}

/* The rates are those of one day, also in a plan that goes on past an April. */
static void
explain_rates_day(const struct employ *employ, struct working *out)
{
	char day[32];

	date_format_long(date_from_days(employ->rates_day), day);
	if (employ->dated)
		working_add(out, NULL,
		    "The rates are those of %s, when the plan starts. New ones "
		    "come each April, and are not counted here.",
		    day);
	else
		working_add(out, NULL,
		    "The plan has no first day yet, so the rates are those of "
		    "%s.",
		    day);
}

static void
explain_floor(const struct employ *employ, size_t at, struct working *out)
{
	const struct member *member = &employ->members[at];
	const struct worker *worker = &employ->team.workers[at];

	wage_explain(HOURS_WAKING, worker->age, member->rate_pence,
	    &employ->rates.wage, out);
	if (member->rise)
		figure_step(out, member->rise,
		    "Later in the plan the lowest wage becomes %s, which is "
		    "more than is then paid.",
		    money_pounds(member->rise->value).text);
}

static void
explain_memo(const struct employ *employ, size_t at, struct working *out)
{
	const struct member *member = &employ->members[at];
	const struct worker *worker = &employ->team.workers[at];

	if (!member->has_began) {
		working_add(out, NULL,
		    "It is not filled in when this job began.");
		return;
	}
	redundancy_explain(name_of(worker), date_from_days(member->began),
	    date_from_days(member->last),
	    employ_age_on(employ, worker->age, member->last),
	    worker_week(worker).pence, &employ->redundancy, out);
}

void
employ_explain_worker(const struct employ *employ, size_t at,
    const char *column, struct working *out)
{
	const struct worker *worker = &employ->team.workers[at];
	const struct employ_rates *rates = &employ->rates;

	if (strcmp(column, "wages") == 0) {
		worker_explain_wages(worker, rates, out);
		explain_rates_day(employ, out);
	} else if (strcmp(column, "holiday") == 0)
		worker_explain_holiday(worker, rates, out);
	else if (strcmp(column, "ni") == 0)
		worker_explain_ni(worker, rates, out);
	else if (strcmp(column, "pension") == 0 || strcmp(column, "duty") == 0)
		worker_explain_pension(worker, rates, out);
	else if (strcmp(column, "floor") == 0 || strcmp(column, "rise") == 0)
		explain_floor(employ, at, out);
	else if (strcmp(column, "sick") == 0)
		sick_pay_explain(name_of(worker), worker_week(worker).pence,
		    employ->sick_weeks, SICK_DAYS_A_WEEK, &employ->sick, out);
	else if (strcmp(column, "redundancy") == 0 ||
	    strcmp(column, "notice") == 0)
		explain_memo(employ, at, out);
}

static void
explain_yearly(const char *what, const char *times, int64_t price_pence,
    struct cost cost, long days, struct working *out)
{
	working_add(out, NULL, "%s: %s %s, for %s of a year of 52, is %s.", what,
	    money_pounds(price_pence).text, times, figure_weeks(days).text,
	    cost.known ? money_pounds(cost.pence).text : "too large");
}

void
employ_explain_team(const struct employ *employ, const char *column,
    struct working *out)
{
	const struct employ_rates *rates = &employ->rates;
	const struct team *team = &employ->team;

	if (strcmp(column, "wages") == 0)
		team_explain_wages(team, out);
	else if (strcmp(column, "holiday") == 0)
		team_explain_holiday(team, rates, out);
	else if (strcmp(column, "ni") == 0 || strcmp(column, "ni_gross") == 0 ||
	    strcmp(column, "allowance") == 0)
		team_explain_ni(team, rates, out);
	else if (strcmp(column, "pension") == 0)
		team_explain_pension(team, rates, out);
	else if (strcmp(column, "insurance") == 0)
		explain_yearly("Insurance", "a year",
		    team->insurance_year_pence, team->insurance, team->days,
		    out);
	else if (strcmp(column, "payroll") == 0)
		explain_yearly("Payroll", "a month, 12 times a year",
		    team->payroll_month_pence, team->payroll, team->days, out);
	else {
		team_explain(team, rates, out);
		explain_rates_day(employ, out);
	}
}

/* Sick pay of everybody: each is told of. */
static void
explain_sick(const struct employ *employ, struct working *out)
{
	struct cost all = employ_part_cost(employ, PART_SICK, SIZE_MAX);

	working_add(out, NULL, "Sick pay for the team would be %s.",
	    all.known ? money_pounds(all.pence).text : "not worked out");
	for (size_t i = 0; i < employ->team.count; i++)
		employ_explain_worker(employ, i, "sick", out);
}

void
employ_explain_part(const struct employ *employ, enum employ_part part,
    size_t worker, struct working *out)
{
	bool of_team = part == PART_NI || part == PART_INSURANCE ||
	    part == PART_PAYROLL;

	if (part == PART_NONE)
		return;
	if (worker != SIZE_MAX && !of_team)
		employ_explain_worker(employ, worker, employ_part_codes[part], out);
	else if (part == PART_SICK)
		explain_sick(employ, out);
	else
		employ_explain_team(employ, employ_part_codes[part], out);
}
