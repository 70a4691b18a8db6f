/* employ: what a team of personal assistants costs whoever employs them: wages,
 * holiday, National Insurance after the allowance, pension, insurance and
 * payroll (domain.md E7, practice.md F26). On a yearly basis of 52 weeks;
 * payroll reckons by pay day, so pence may differ. */
#ifndef RULES_EMPLOY_H
#define RULES_EMPLOY_H

#include "rules/ni.h"
#include "rules/pension.h"
#include "rules/wages.h"

struct holiday_rates {
	const struct rate *weeks;   /* a year, for fixed hours */
	const struct rate *accrual; /* percent on top, for irregular hours */
};

struct employ_rates {
	struct wage_rates wage;
	struct holiday_rates holiday;
	struct ni_rates ni;
	struct pension_rates pension;
};

struct worker {
	const char *name; /* or job, as it is said: "Priya" */
	int age;	  /* on the first day, in years; or AGE_NOT_KNOWN */
	bool irregular;	  /* hours that change, or part of the year: holiday
			   * is paid on top. Else it is inside the weeks. */
	bool cover;	  /* fixed hours: somebody else is paid meanwhile */
	bool opted_in;	  /* asked to join the pension */
	long days;	  /* of the plan that the job lasts, 7 to a week */
	struct pay *pays; /* hours, nights, turns; a new rate is another one */
	size_t pay_count;

	struct cost wages;    /* out: the sum of the pays, each rounded */
	struct cost on_top;   /* out: holiday pay on top; 0 for fixed hours */
	struct cost cover_for; /* out: paid to whoever covers their holiday */
	struct cost ni;	      /* out: before the allowance */
	struct cost employer_pension; /* out */
	struct pension pension;	      /* out */
};

struct team {
	struct worker *workers;
	size_t count;
	long days;	      /* of the plan */
	bool allowance;	      /* the employer claims it, for this team alone */
	int64_t insurance_year_pence; /* 0: none */
	int64_t payroll_month_pence;  /* 0: none */

	struct cost wages, on_top, cover; /* out: sums over the team */
	struct cost ni_gross, allowance_off, ni; /* out */
	struct cost pension;		  /* out */
	struct cost insurance, payroll;	  /* out: over the plan */
	struct cost total;		  /* out: of all but ni_gross */
};

/* Fills every `out`. What cannot be worked out (a rate is missing, or a number
 * is too large) is not known, nor is any sum it is in; X_explain says why.
 * Sick pay, notice and redundancy are in none of them. */
void team_reckon(struct team *team, const struct employ_rates *rates);

/* 12.07% is for weeks really worked. On top of more than 52 weeks less the
 * holiday in a year, holiday would be counted twice: true then. */
bool worker_holiday_twice(const struct worker *worker,
    const struct employ_rates *rates);
/* What they earn in a usual week of the job: wages and holiday on top over its
 * days, rounded once. Not known without days. */
struct cost worker_week(const struct worker *worker);

/* How one figure came about, after team_reckon. */
void worker_explain_wages(const struct worker *worker,
    const struct employ_rates *rates, struct working *out);
void worker_explain_holiday(const struct worker *worker,
    const struct employ_rates *rates, struct working *out);
void worker_explain_ni(const struct worker *worker,
    const struct employ_rates *rates, struct working *out);
void worker_explain_pension(const struct worker *worker,
    const struct employ_rates *rates, struct working *out);
void team_explain_wages(const struct team *team, struct working *out);
void team_explain_holiday(const struct team *team,
    const struct employ_rates *rates, struct working *out);
void team_explain_ni(const struct team *team, const struct employ_rates *rates,
    struct working *out);
void team_explain_pension(const struct team *team,
    const struct employ_rates *rates, struct working *out);
void team_explain(const struct team *team, const struct employ_rates *rates,
    struct working *out);

#endif
