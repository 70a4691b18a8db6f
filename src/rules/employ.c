#include "config.h"

#include "rules/employ.h"

#define WHOLE_PERCENT INT64_C(10000)
#define TEN_THOUSANDTHS INT64_C(10000)
#define MONTHS_A_YEAR 12

static const struct cost nothing = { .known = true };

static struct cost
cost_from(bool known, int64_t pence)
{
	return (struct cost){ .pence = known ? pence : 0, .known = known };
}

/* --- one worker --- */

static void
reckon_wages(struct worker *worker)
{
	worker->wages = nothing;
	for (size_t i = 0; i < worker->pay_count; i++) {
		pay_reckon(&worker->pays[i]);
		cost_add(&worker->wages, worker->pays[i].cost);
	}
}

/* Cover is worked out from the pays as they are, not from their rounded cost:
 * 5.6 weeks at 16 hours are 5.6 x 16 hours. In a plan that is not a year, as
 * much of the 5.6 weeks as it is of 52. */
static struct cost
cover_of(const struct pay *pay, const struct rate *holiday)
{
	struct cost cover = { 0 };
	int64_t hours; /* in the plan, ten-thousandths of a seventh */

	cover.known = mul_div(pay->quantity, pay->days, 1, 1, &hours) &&
	    mul_div(hours, pay->rate_pence, holiday->value,
		7 * TEN_THOUSANDTHS * TEN_THOUSANDTHS * 52, &cover.pence);
	return cover;
}

static void
reckon_holiday(struct worker *worker, const struct holiday_rates *rates)
{
	struct cost *on_top = &worker->on_top;

	*on_top = worker->cover_for = nothing;
	if (worker->irregular) {
		on_top->known = worker->wages.known &&
		    figure_known(rates->accrual) &&
		    mul_div(worker->wages.pence, rates->accrual->value, 1,
			WHOLE_PERCENT, &on_top->pence);
		return;
	}
	if (!worker->cover)
		return;
	worker->cover_for.known = figure_known(rates->weeks);
	for (size_t i = 0; i < worker->pay_count; i++) {
		struct pay *pay = &worker->pays[i];

		pay->cover = (struct cost){ 0 };
		if (figure_known(rates->weeks))
			pay->cover = cover_of(pay, rates->weeks);
		cost_add(&worker->cover_for, pay->cover);
	}
}

/* What National Insurance and the pension are reckoned on. */
static struct cost
earned(const struct worker *worker)
{
	struct cost earned = worker->wages;

	cost_add(&earned, worker->on_top);
	return earned;
}

static void
reckon_worker(struct worker *worker, const struct employ_rates *rates)
{
	struct error why;
	int64_t ni = 0;
	bool known;

	reckon_wages(worker);
	reckon_holiday(worker, &rates->holiday);
	struct cost pay = earned(worker);
	known = pay.known && ni_reckon(pay.pence, worker->days, worker->age,
				 &rates->ni, &ni, &why);
	worker->ni = cost_from(known, ni);
	worker->pension = (struct pension){ 0 };
	known = pay.known &&
	    pension_reckon(pay.pence, worker->days, worker->age,
		worker->opted_in, &rates->pension, &worker->pension, &why);
	worker->employer_pension =
	    cost_from(known, worker->pension.employer_pence);
}

struct cost
worker_week(const struct worker *worker)
{
	struct cost pay = earned(worker), week = { 0 };

	week.known = pay.known && worker->days > 0 &&
	    mul_div(pay.pence, 7, 1, worker->days, &week.pence);
	return week;
}

bool
worker_holiday_twice(const struct worker *worker,
    const struct employ_rates *rates)
{
	const struct rate *weeks = rates->holiday.weeks;
	int64_t most;

	if (!worker->irregular || !figure_known(weeks))
		return false;
	/* days worked in a job of so many, less the holiday in them */
	most = worker->days * (52 * TEN_THOUSANDTHS - weeks->value);
	for (size_t i = 0; i < worker->pay_count; i++)
		if (worker->pays[i].days * 52 * TEN_THOUSANDTHS > most)
			return true;
	return false;
}

/* --- the team --- */

static void
reckon_ni(struct team *team, const struct ni_rates *rates)
{
	struct error why;
	int64_t off = 0;

	team->allowance_off = nothing;
	if (team->allowance) {
		bool known = team->ni_gross.known &&
		    ni_allowance(team->ni_gross.pence, team->days, rates, &off,
			&why);
		team->allowance_off = cost_from(known, off);
	}
	team->ni = cost_from(team->ni_gross.known && team->allowance_off.known,
	    team->ni_gross.pence - off);
}

static void
add_up(struct team *team)
{
	const struct cost parts[] = { team->wages, team->on_top, team->cover,
		team->ni, team->pension, team->insurance, team->payroll };

	team->total = nothing;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		cost_add(&team->total, parts[i]);
}

void
team_reckon(struct team *team, const struct employ_rates *rates)
{
	team->wages = team->on_top = team->cover = nothing;
	team->ni_gross = team->pension = nothing;
	for (size_t i = 0; i < team->count; i++) {
		struct worker *worker = &team->workers[i];

		reckon_worker(worker, rates);
		cost_add(&team->wages, worker->wages);
		cost_add(&team->on_top, worker->on_top);
		cost_add(&team->cover, worker->cover_for);
		cost_add(&team->ni_gross, worker->ni);
		cost_add(&team->pension, worker->employer_pension);
	}
	reckon_ni(team, &rates->ni);
	team->insurance.known = mul_div(team->insurance_year_pence, team->days,
	    1, DAYS_A_YEAR, &team->insurance.pence);
	team->payroll.known = mul_div(team->payroll_month_pence, MONTHS_A_YEAR,
	    team->days, DAYS_A_YEAR, &team->payroll.pence);
	add_up(team);
}
