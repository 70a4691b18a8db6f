/* pension: what an employer must pay into a worker's workplace pension
 * (domain.md E7; Pensions Act 2008). On a yearly basis, as in rules/ni.h. */
#ifndef RULES_PENSION_H
#define RULES_PENSION_H

#include "rules/figure.h"

struct pension_rates {
	const struct rate *trigger; /* pay a year, above which they are enrolled */
	const struct rate *lower, *upper; /* a year: pay between them counts */
	const struct rate *employer; /* percent of it */
	const struct rate *total;    /* percent, the worker's part with it */
	/* ages at which they are enrolled, the last not included; where they
	 * are not known, everybody is, which costs most */
	const struct rate *from_age, *until_age;
};

enum pension_duty {
	PENSION_NONE,	/* too young or too old for any right */
	PENSION_JOIN,	/* may join; the employer need pay nothing */
	PENSION_OPT_IN, /* may ask to join, and then the employer pays */
	PENSION_ENROL,	/* must be enrolled: the employer pays */
};

struct pension {
	enum pension_duty duty;
	bool paid;		  /* enrolled, or asked to join */
	int64_t qualifying_pence; /* pay between the limits */
	int64_t employer_pence, worker_pence; /* 0 where not paid */
	int64_t if_joined_pence;  /* the employer's, if they asked to join */
};

/* PAY_PENCE is earned in DAYS. An age that is not known is taken to be one at
 * which they must be enrolled, which costs most. OPTED_IN: they asked to. */
bool pension_reckon(int64_t pay_pence, long days, int age, bool opted_in,
    const struct pension_rates *rates, struct pension *out, struct error *err)
    __attribute__((warn_unused_result));
void pension_explain(const char *who, int64_t pay_pence, long days, int age,
    bool opted_in, const struct pension_rates *rates, struct working *out);

#endif
