/* Reads the team and the rates of its plan, and has the rules reckon it. */
#include "config.h"

#include "plan/facts_employ.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#define DEFAULT_WEEKS 52
#define MOST_WEEKS 5200
#define NO_DAY LONG_MIN

/* --- rates --- */

struct wage_rates
employ_wage_rates(const struct rates *rates, long day)
{
	struct wage_rates out = { 0 };

	if (!rates)
		return out;
	out.from_21 = rates_find(rates, "wage_21", day);
	out.from_18 = rates_find(rates, "wage_18", day);
	out.from_16 = rates_find(rates, "wage_16", day);
	out.youngest = rates_find(rates, "wage_youngest", day);
	return out;
}

static void
find_rates(const struct rates *rates, struct employ *employ)
{
	const struct {
		const char *key;
		const struct rate **rate;
	} wanted[] = {
		{ "holiday_weeks", &employ->rates.holiday.weeks },
		{ "holiday_accrual", &employ->rates.holiday.accrual },
		{ "ni_rate", &employ->rates.ni.percent },
		{ "ni_threshold", &employ->rates.ni.threshold },
		{ "ni_upper_limit", &employ->rates.ni.upper },
		{ "ni_free_under", &employ->rates.ni.free_under },
		{ "ni_allowance", &employ->rates.ni.allowance },
		{ "pension_trigger", &employ->rates.pension.trigger },
		{ "pension_lower", &employ->rates.pension.lower },
		{ "pension_upper", &employ->rates.pension.upper },
		{ "pension_employer", &employ->rates.pension.employer },
		{ "pension_total", &employ->rates.pension.total },
		{ "pension_age", &employ->rates.pension.from_age },
		{ "pension_until_age", &employ->rates.pension.until_age },
		{ "sick_week", &employ->sick.week },
		{ "sick_percent", &employ->sick.percent },
		{ "sick_waiting_days", &employ->sick.waiting },
		{ "sick_has_lower_limit", &employ->sick.has_lower_limit },
		{ "ni_lower_limit", &employ->sick.lower_limit },
		{ "redundancy_after_years", &employ->redundancy.after_years },
		{ "redundancy_most_years", &employ->redundancy.most_years },
		{ "notice_after_months",
		    &employ->redundancy.notice_after_months },
		{ "notice_most_weeks", &employ->redundancy.notice_most_weeks },
	};

	employ->rates.wage = employ_wage_rates(rates, employ->rates_day);
	for (size_t i = 0; rates && i < ARRAY_LEN(wanted); i++)
		*wanted[i].rate =
		    rates_find(rates, wanted[i].key, employ->rates_day);
	if (!rates)
		return;
	/* a job ends at the plan's end, by the rate of that day if it is known
	 * by now */
	employ->redundancy.week =
	    rates_find(rates, "redundancy_week", employ->last);
	if (!figure_known(employ->redundancy.week))
		employ->redundancy.week = rates_find(rates, "redundancy_week",
		    employ->rates_day);
	employ->sick_weeks = rates_value(rates, "sick_plan_weeks",
	    employ->rates_day, 0);
}

/* --- the plan and each worker --- */

static void
read_plan(const struct fact_reader *reader, struct employ *employ)
{
	int64_t weeks;

	if (!fact_number(reader, employ->fields[EMPLOY_WEEKS], 0, &weeks) ||
	    weeks < 1 || weeks > MOST_WEEKS)
		weeks = DEFAULT_WEEKS;
	employ->dated = fact_day(reader, employ->fields[EMPLOY_START], 0,
	    &employ->first);
	if (!employ->dated)
		employ->first = date_to_days(reader->today);
	employ->last = employ->first + (long)weeks * 7 - 1;
	employ->rates_day = employ->first;
}

static int64_t
number_or(const struct fact_reader *reader, const struct employ *employ,
    int which, size_t row, int64_t otherwise)
{
	int64_t number;

	return fact_number(reader, employ->fields[which], row, &number)
	    ? number
	    : otherwise;
}

static long
day_or(const struct fact_reader *reader, const struct employ *employ, int which,
    size_t row, long otherwise)
{
	long day;

	return employ->dated &&
		fact_day(reader, employ->fields[which], row, &day)
	    ? day
	    : otherwise;
}

static void
add_pay(struct worker *worker, enum hours_kind kind, int64_t quantity,
    int64_t rate_pence, long days)
{
	worker->pays[worker->pay_count++] = (struct pay){ .kind = kind,
		.quantity = quantity, .rate_pence = rate_pence, .days = days };
}

/* Hours awake: at one rate, or at two when a new one begins inside the job. */
static void
add_hours(struct member *member, struct worker *worker, int64_t hours,
    long paid_days)
{
	if (!member->has_new || member->new_from > member->last) {
		add_pay(worker, HOURS_WAKING, hours, member->rate_pence,
		    paid_days);
		return;
	}
	if (member->new_from > member->first)
		add_pay(worker, HOURS_WAKING, hours, member->rate_pence,
		    member->new_from - member->first);
	add_pay(worker, HOURS_WAKING, hours, member->new_rate_pence,
	    member->new_from > member->first
		? member->last - member->new_from + 1
		: paid_days);
}

static void
read_job(const struct fact_reader *reader, const struct employ *employ,
    struct member *member, struct worker *worker)
{
	size_t row = member->row;
	long first = day_or(reader, employ, WORKER_STARTS, row, employ->first);
	long last = day_or(reader, employ, WORKER_ENDS, row, employ->last);

	member->first = first > employ->first ? first : employ->first;
	member->last = last < employ->last ? last : employ->last;
	worker->days = member->last >= member->first
	    ? member->last - member->first + 1
	    : 0;
	member->new_rate_pence =
	    number_or(reader, employ, WORKER_NEW_RATE, row, -1);
	member->new_from = day_or(reader, employ, WORKER_NEW_FROM, row, NO_DAY);
	member->has_new = !worker->irregular && member->new_rate_pence >= 0 &&
	    member->new_from != NO_DAY;
	member->has_began = fact_day(reader, employ->fields[WORKER_BEGAN], row,
	    &member->began);
}

/* The days for which somebody of irregular hours is paid: as many weeks as were
 * answered, at most the job's. */
static long
paid_days(const struct fact_reader *reader, const struct employ *employ,
    const struct member *member, const struct worker *worker)
{
	int64_t weeks;

	if (!worker->irregular ||
	    !fact_number(reader, employ->fields[WORKER_WEEKS], member->row,
		&weeks) ||
	    weeks < 0 || weeks * 7 > worker->days)
		return worker->days;
	return (long)weeks * 7;
}

static void
read_worker(const struct fact_reader *reader, const struct employ *employ,
    struct member *member, struct worker *worker)
{
	size_t row = member->row;
	const char *name = fact_text(reader, employ->fields[WORKER_NAME], row);
	int64_t hours, nights, turns, rate, age;

	worker->name = name ? xstrdup(name) : NULL;
	worker->pays = member->pays;
	age = number_or(reader, employ, WORKER_AGE, row, AGE_NOT_KNOWN);
	worker->age = age >= 0 && age < 150 ? (int)age : AGE_NOT_KNOWN;
	worker->irregular =
	    fact_yes(reader, employ->fields[WORKER_IRREGULAR], row);
	worker->cover = fact_yes(reader, employ->fields[WORKER_COVER], row);
	worker->opted_in = fact_yes(reader, employ->fields[WORKER_JOINS], row);
	read_job(reader, employ, member, worker);
	long days = paid_days(reader, employ, member, worker);

	member->asked =
	    fact_number(reader, employ->fields[WORKER_HOURS], row, &hours) &&
	    fact_number(reader, employ->fields[WORKER_RATE], row, &rate);
	if (member->asked) {
		member->rate_pence = rate;
		add_hours(member, worker, hours, days);
	}
	if (fact_number(reader, employ->fields[WORKER_NIGHTS], row, &nights) &&
	    fact_number(reader, employ->fields[WORKER_NIGHT_RATE], row, &rate))
		add_pay(worker, HOURS_SLEEP_IN, nights, rate, days);
	if (fact_number(reader, employ->fields[WORKER_TURNS], row, &turns) &&
	    fact_number(reader, employ->fields[WORKER_TURN_RATE], row, &rate))
		add_pay(worker, HOURS_ON_CALL, turns, rate, days);
}

/* --- beside the costs --- */

int
employ_age_on(const struct employ *employ, int age, long day)
{
	if (age == AGE_NOT_KNOWN || day <= employ->first)
		return age;
	return age +
	    date_years_between(date_from_days(employ->first),
		date_from_days(day));
}

static int64_t
rate_on(const struct member *member, long day)
{
	return member->has_new && day >= member->new_from
	    ? member->new_rate_pence
	    : member->rate_pence;
}

/* The first lowest wage to begin inside the job that is above what is then
 * paid; NULL: none. Looks from the last day back, a figure at a time. */
static const struct rate *
find_rise(const struct rates *rates, const struct employ *employ,
    const struct member *member, int age)
{
	const struct rate *rise = NULL, *floor;
	long day = member->last;

	while (rates && employ->dated && day > member->first) {
		struct wage_rates wages = employ_wage_rates(rates, day);
		int then = employ_age_on(employ, age, day);

		(void)wage_check(HOURS_WAKING, then, 0, &wages, &floor);
		if (!floor || floor->from <= member->first)
			break;
		if (wage_check(HOURS_WAKING, then,
			rate_on(member, floor->from), &wages,
			&floor) == WAGE_BELOW)
			rise = floor;
		day = floor->from - 1;
	}
	return rise;
}

static void
check_wages(const struct fact_reader *reader, const struct employ *employ,
    struct member *member, int age)
{
	struct wage_rates at_first, at_new;
	const struct rate *unused;

	at_first = employ_wage_rates(reader->rates, member->first);
	member->wage = wage_check(HOURS_WAKING, age, member->rate_pence,
	    &at_first, &member->floor);
	member->rise = find_rise(reader->rates, employ, member, age);
	member->new_wage = WAGE_ENOUGH;
	if (!member->has_new)
		return;
	at_new = employ_wage_rates(reader->rates, member->new_from);
	member->new_wage = wage_check(HOURS_WAKING,
	    employ_age_on(employ, age, member->new_from),
	    member->new_rate_pence, &at_new, &unused);
}

static void
reckon_memos(const struct employ *employ, struct member *member,
    const struct worker *worker)
{
	struct cost week = worker_week(worker);
	struct redundancy due;
	struct error why;

	member->sick.known = week.known && employ->sick_weeks > 0 &&
	    sick_pay(week.pence, employ->sick_weeks, SICK_DAYS_A_WEEK,
		&employ->sick, &member->sick.pence, &why);
	member->redundancy.known = week.known && member->has_began &&
	    redundancy_reckon(date_from_days(member->began),
		date_from_days(member->last),
		employ_age_on(employ, worker->age, member->last), week.pence,
		&employ->redundancy, &due, &why);
	if (!member->redundancy.known)
		return;
	member->redundancy.pence = due.pence;
	member->notice_weeks = due.notice_weeks;
}

static void
read_team(const struct fact_reader *reader, struct employ *employ)
{
	size_t rows = fact_rows(reader, employ->worker_repeat);
	struct team *team = &employ->team;

	employ->members = xcalloc(rows + 1, sizeof *employ->members);
	team->workers = xcalloc(rows + 1, sizeof *team->workers);
	for (size_t row = 0; row < rows; row++)
		if (fact_row_counts(reader, employ->worker_repeat, row)) {
			employ->members[team->count].row = row;
			read_worker(reader, employ,
			    &employ->members[team->count],
			    &team->workers[team->count]);
			team->count++;
		}
	team->days = employ->last - employ->first + 1;
	team->allowance =
	    fact_yes(reader, employ->fields[TEAM_ALLOWANCE], 0);
	team->insurance_year_pence =
	    number_or(reader, employ, TEAM_INSURANCE, 0, 0);
	team->payroll_month_pence =
	    number_or(reader, employ, TEAM_PAYROLL, 0, 0);
}

struct employ *
employ_read(const struct fact_reader *reader)
{
	static const char *const names[] = EMPLOY_READS;
	struct employ *employ = xcalloc(1, sizeof *employ);

	fact_fields(reader, names, employ->fields);
	employ->worker_repeat = form_set_repeat(reader->forms, "team.worker");
	employ->line_repeat = form_set_repeat(reader->forms, "money.line");
	read_plan(reader, employ);
	find_rates(reader->rates, employ);
	read_team(reader, employ);
	team_reckon(&employ->team, &employ->rates);
	for (size_t i = 0; i < employ->team.count; i++) {
		struct worker *worker = &employ->team.workers[i];

		check_wages(reader, employ, &employ->members[i], worker->age);
		reckon_memos(employ, &employ->members[i], worker);
	}
	return employ;
}

void
employ_free(struct employ *employ)
{
	for (size_t i = 0; i < employ->team.count; i++)
		free((char *)(uintptr_t)employ->team.workers[i].name);
	free(employ->team.workers);
	free(employ->members);
	free(employ);
}
