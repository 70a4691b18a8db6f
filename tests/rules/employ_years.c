#include "config.h"

#include "employ_years.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define FROM_2024 19819 /* 6 April */
#define FROM_2025 20184
#define FROM_2026 20549

#define PENCE RATE_PENCE
#define PERCENT RATE_PERCENT
#define NUMBER RATE_NUMBER
#define RATE(what, how, day, figure)                                           \
	&(const struct rate)                                                   \
	{                                                                      \
		.key = "test", .title = what, .unit = how, .from = day,        \
		.known = true, .value = figure, .verified = true,              \
		.source = "the table",                                         \
	}
#define NOT_YET(what, how)                                                     \
	&(const struct rate)                                                   \
	{                                                                      \
		.key = "test", .title = what, .unit = how, .from = 20914,      \
		.known = false, .source = "not published",                     \
	}

#define HOLIDAY                                                                \
	{                                                                      \
		.weeks = RATE("Holiday, weeks a year", NUMBER, FROM_2024,      \
		    56000),                                                    \
		.accrual = RATE("Holiday pay on top", PERCENT, FROM_2024,      \
		    1207),                                                     \
	}
#define PENSION                                                                \
	{                                                                      \
		.trigger = RATE("Pension trigger", PENCE, FROM_2024, 1000000), \
		.lower = RATE("Pension from", PENCE, FROM_2024, 624000),       \
		.upper = RATE("Pension up to", PENCE, FROM_2024, 5027000),     \
		.employer = RATE("Employer pension", PERCENT, FROM_2024, 300), \
		.total = RATE("Pension in all", PERCENT, FROM_2024, 800),      \
		.from_age = RATE("Pension age", NUMBER, FROM_2024, 220000),    \
		.until_age = RATE("State Pension age", NUMBER, FROM_2024,      \
		    660000),                                                   \
	}
#define NI(day, rate, limit, off)                                              \
	{                                                                      \
		.percent = RATE("Employer NI", PERCENT, day, rate),            \
		.threshold = RATE("NI threshold", PENCE, day, limit),          \
		.upper = RATE("NI upper limit", PENCE, day, 5027000),          \
		.free_under = RATE("NI free under", NUMBER, day, 210000),      \
		.allowance = RATE("Employment Allowance", PENCE, day, off),    \
	}
#define WAGE(day, adult, young, minor)                                         \
	{                                                                      \
		.from_21 = RATE("Wage at 21", PENCE, day, adult),              \
		.from_18 = RATE("Wage at 18", PENCE, day, young),              \
		.from_16 = RATE("Wage at 16", PENCE, day, minor),              \
	}
/* Three waiting days and a lower limit until April 2026. */
#define SICK_BEFORE(day, sum, limit)                                           \
	{                                                                      \
		.week = RATE("Sick pay", PENCE, day, sum),                     \
		.waiting = RATE("Waiting days", NUMBER, day, 30000),           \
		.has_lower_limit = RATE("Has a lower limit", NUMBER, day,      \
		    10000),                                                    \
		.lower_limit = RATE("NI lower limit", PENCE, day, limit),      \
	}

const struct employ_year year_2024 = {
	.employ = {
		.wage = WAGE(FROM_2024, 1144, 860, 640),
		.holiday = HOLIDAY,
		.ni = NI(FROM_2024, 1380, 910000, 500000),
		.pension = PENSION,
	},
	.sick = SICK_BEFORE(FROM_2024, 11675, 639600),
	.redundancy = {
		.week = RATE("A week's pay", PENCE, FROM_2024, 70000),
	},
};

const struct employ_year year_2025 = {
	.employ = {
		.wage = WAGE(FROM_2025, 1221, 1000, 755),
		.holiday = HOLIDAY,
		.ni = NI(FROM_2025, 1500, 500000, 1050000),
		.pension = PENSION,
	},
	.sick = SICK_BEFORE(FROM_2025, 11875, 650000),
	.redundancy = {
		.week = RATE("A week's pay", PENCE, FROM_2025, 71900),
	},
};

const struct employ_year year_2026 = {
	.employ = {
		.wage = WAGE(FROM_2026, 1271, 1085, 800),
		.holiday = HOLIDAY,
		.ni = NI(FROM_2026, 1500, 500000, 1050000),
		.pension = PENSION,
	},
	.sick = {
		.week = RATE("Sick pay", PENCE, FROM_2026, 12325),
		.percent = RATE("Sick pay, part of pay", PERCENT, FROM_2026,
		    8000),
		.waiting = RATE("Waiting days", NUMBER, FROM_2026, 0),
		.has_lower_limit = RATE("Has a lower limit", NUMBER, FROM_2026,
		    0),
		.lower_limit = RATE("NI lower limit", PENCE, FROM_2026, 670800),
	},
	.redundancy = {
		.week = RATE("A week's pay", PENCE, FROM_2026, 75100),
	},
};

const struct employ_year year_2027 = {
	.employ = {
		.wage = { .from_21 = NOT_YET("Wage at 21", PENCE) },
		.holiday = HOLIDAY,
		.ni = { .percent = NOT_YET("Employer NI", PERCENT) },
		.pension = { .trigger = NOT_YET("Pension trigger", PENCE) },
	},
};

void
assert_told(struct working *working, const char *whole, const char *part)
{
	bool found = false;

	assert_true(working->count > 0);
	if (!strstr(working->steps[0].text, whole))
		assert_string_equal(working->steps[0].text, whole);
	for (size_t i = 0; i < working->count; i++)
		found |= strstr(working->steps[i].text, part) ||
		    (working->steps[i].source &&
			strstr(working->steps[i].source, part));
	if (!found)
		for (size_t i = 0; i < working->count; i++)
			print_message("%s [%s]\n", working->steps[i].text,
			    working->steps[i].source ?
				working->steps[i].source :
				"");
	assert_true(found);
	working_clear(working);
}
