/* support: a plan in a folder of its own, with the real forms. */
#ifndef TESTS_PLAN_SUPPORT_H
#define TESTS_PLAN_SUPPORT_H

#include "plan/plan.h"
#include "rules/rates.h"

struct fixture {
	char folder[64], path[128];
	struct form_set *forms;
	struct rates *rates; /* ours */
	struct plan *plan;
};

/* As a cmocka setup and teardown: *STATE is the fixture. */
int fixture_open(void **state);
int fixture_close(void **state);
/* Opens the same file again, beside the fixture's own plan, as LOGIN. */
struct plan *fixture_again(struct fixture *fixture, const char *login);

/* Answers NAME in ROW (NULL: outside a repeat); fails the test if it cannot. */
void answer(struct plan *plan, const char *name, const struct uid *row,
    const char *text);
/* The answer as it is read; the caller frees it. */
char *shown(struct plan *plan, const char *name, const struct uid *row);
void assert_shown(struct plan *plan, const char *name, const struct uid *row,
    const char *want);
/* What is said of an answer that is not as one would expect, or NULL. */
const char *advice(struct plan *plan, const char *name, const struct uid *row);
/* Is nothing wrong with it? */
bool holds(struct plan *plan, const char *name, const struct uid *row);
struct uid add_row(struct plan *plan, const char *repeat,
    const struct uid *parent);

#endif
