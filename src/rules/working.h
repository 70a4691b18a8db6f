/* working: how a figure came about, told so that somebody with a pencil can do
 * it again: sentences in the order of the sum, each with the rule or the rate it
 * rests on. */
#ifndef RULES_WORKING_H
#define RULES_WORKING_H

#include <stddef.h>

struct working_step {
	char *text;   /* "16 hours x £13.20 x 52 weeks = £10,982.40" */
	char *source; /* "Employer NI 15%, from 6 April 2025"; NULL: none */
};

/* The first step says the whole in one sentence: the person's own copy prints
 * that one alone. */
struct working {
	struct working_step *steps;
	size_t count, cap;
};

void working_init(struct working *working);
void working_clear(struct working *working);

/* Adds a step. SOURCE (copied; NULL: none) names whose rule or rate it is, and
 * the day it holds from. */
void working_add(struct working *working, const char *source,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
