/* employ_years: the rates of domain.md E7 and practice.md F26, as tests hand
 * them to the rules. */
#ifndef TESTS_EMPLOY_YEARS_H
#define TESTS_EMPLOY_YEARS_H

#include "rules/employ.h"
#include "rules/redundancy.h"
#include "rules/sick_pay.h"

struct employ_year {
	struct employ_rates employ;
	struct sick_rates sick;
	struct redundancy_rates redundancy;
};

extern const struct employ_year year_2024, year_2025, year_2026;
/* A year of which nobody knows anything yet. */
extern const struct employ_year year_2027;

/* Fails unless the working's first step has WHOLE and some step has PART. */
void assert_told(struct working *working, const char *whole, const char *part);

#endif
