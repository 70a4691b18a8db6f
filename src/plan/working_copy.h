/* working_copy: a file of the plan for somebody who works on a part of it, without
 * what they may not see, that can be merged back (practice.md F12). */
#ifndef PLAN_WORKING_COPY_H
#define PLAN_WORKING_COPY_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"

#define WORKING_BROKER "broker"

/* Writes one for a support broker to PATH, never over another file. It has what
 * the person's own copy may show and what the forms say a broker fills in. Other
 * answers are stubs: that there is one, and a digest. What is restricted, and
 * tables and notes that are for workers alone, leave no trace. *HELD is how many
 * current answers are not in it. */
bool plan_working_copy(struct plan *plan, const char *path, size_t *held,
    struct error *err) __attribute__((warn_unused_result));

/* Is PLAN a working copy in which FIELD, outside every table, is not answered,
 * whether or not the plan has an answer? */
bool plan_field_elsewhere(const struct plan *plan, const struct field *field);

#endif
