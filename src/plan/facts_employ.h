/* facts_employ: the team of personal assistants as the form asks for it, the
 * rates of the plan's first day, and what they come to. */
#ifndef PLAN_FACTS_EMPLOY_H
#define PLAN_FACTS_EMPLOY_H

#include "plan/facts_private.h"
#include "rules/employ.h"
#include "rules/redundancy.h"
#include "rules/sick_pay.h"

enum {
	EMPLOY_START,
	EMPLOY_WEEKS,
	WORKER_NAME,
	WORKER_HOURS,
	WORKER_RATE,
	WORKER_AGE,
	WORKER_NIGHTS,
	WORKER_NIGHT_RATE,
	WORKER_TURNS,
	WORKER_TURN_RATE,
	WORKER_IRREGULAR,
	WORKER_WEEKS,
	WORKER_COVER,
	WORKER_STARTS,
	WORKER_ENDS,
	WORKER_NEW_RATE,
	WORKER_NEW_FROM,
	WORKER_JOINS,
	WORKER_BEGAN,
	TEAM_ALLOWANCE,
	TEAM_INSURANCE,
	TEAM_PAYROLL,
	LINE_PART,
	LINE_WORKER,
	EMPLOY_READ_COUNT
};

#define EMPLOY_READS                                                           \
	{                                                                      \
		[EMPLOY_START] = "purpose.start",                              \
		[EMPLOY_WEEKS] = "purpose.weeks", [WORKER_NAME] = "team.name", \
		[WORKER_HOURS] = "team.hours", [WORKER_RATE] = "team.rate",    \
		[WORKER_AGE] = "team.age", [WORKER_NIGHTS] = "team.nights",    \
		[WORKER_NIGHT_RATE] = "team.night_rate",                       \
		[WORKER_TURNS] = "team.turns",                                 \
		[WORKER_TURN_RATE] = "team.turn_rate",                         \
		[WORKER_IRREGULAR] = "team.irregular",                         \
		[WORKER_WEEKS] = "team.weeks", [WORKER_COVER] = "team.cover",  \
		[WORKER_STARTS] = "team.starts", [WORKER_ENDS] = "team.ends",  \
		[WORKER_NEW_RATE] = "team.new_rate",                           \
		[WORKER_NEW_FROM] = "team.new_from",                           \
		[WORKER_JOINS] = "team.joins", [WORKER_BEGAN] = "team.began",  \
		[TEAM_ALLOWANCE] = "team.allowance",                           \
		[TEAM_INSURANCE] = "team.insurance",                           \
		[TEAM_PAYROLL] = "team.payroll",                               \
		[LINE_PART] = "money.team_part",                               \
		[LINE_WORKER] = "money.team_worker",                           \
		[EMPLOY_READ_COUNT] = NULL,                                    \
	}

/* The same hours, of one worker: awake, awake at a new rate, asleep, on call. */
#define MOST_PAYS 4

/* What is known of one worker beside what the rules reckon. */
struct member {
	size_t row;	 /* in the repeat */
	struct pay pays[MOST_PAYS];
	bool asked;	 /* hours and a rate were answered */
	long first, last; /* of the job within the plan; last before first: none */
	bool has_new;	 /* NEW_RATE holds from NEW_FROM */
	int64_t rate_pence, new_rate_pence;
	long new_from;
	bool has_began;
	long began;
	enum wage_state wage, new_wage;
	const struct rate *floor, *rise; /* NULL: none */
	struct cost sick, redundancy;
	int notice_weeks;
};

struct employ {
	const struct field *fields[EMPLOY_READ_COUNT];
	const struct repeat *worker_repeat, *line_repeat;
	bool dated; /* the plan has a first day; else no date counts */
	long first, last; /* of the plan */
	long rates_day;	  /* whose rates these are: its first day, or today */
	struct employ_rates rates;
	struct sick_rates sick;
	struct redundancy_rates redundancy;
	int64_t sick_weeks; /* ten-thousandths, that are planned for */
	struct member *members;
	struct team team; /* its workers are the members', in their order */
};

/* Days a week that sick pay is reckoned for: it matters only for the waiting
 * days that there were before April 2026. */
#define SICK_DAYS_A_WEEK 5

/* Reads the answers and the rates, and reckons; free with employ_free. */
struct employ *employ_read(const struct fact_reader *reader);
void employ_free(struct employ *employ);

/* The rates of WAGE that hold on DAY. */
struct wage_rates employ_wage_rates(const struct rates *rates, long day);
/* AGE on the plan's first day, some days later. */
int employ_age_on(const struct employ *employ, int age, long day);

/* What a spending line says it pays for. */
enum employ_part {
	PART_NONE,
	PART_WAGES,
	PART_HOLIDAY,
	PART_NI,
	PART_PENSION,
	PART_INSURANCE,
	PART_PAYROLL,
	PART_SICK,
};
/* As spending lines name them, and as columns are called. */
extern const char *const employ_part_codes[PART_SICK + 1];
enum employ_part employ_line_part(const struct fact_reader *reader,
    const struct employ *employ, size_t line);
/* The worker of the team whom the line at LINE names; SIZE_MAX: the team. */
size_t employ_line_worker(const struct fact_reader *reader,
    const struct employ *employ, size_t line);
/* What the team says PART costs, for WORKER or all. NI is after the allowance,
 * so it is the whole team's. */
struct cost employ_part_cost(const struct employ *employ,
    enum employ_part part, size_t worker);

/* Adds how a column of a table came about. */
void employ_explain_worker(const struct employ *employ, size_t worker,
    const char *column, struct working *out);
void employ_explain_team(const struct employ *employ, const char *column,
    struct working *out);
void employ_explain_part(const struct employ *employ, enum employ_part part,
    size_t worker, struct working *out);

#endif
