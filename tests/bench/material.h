/* material: forms and plans to measure with, the same in every run. All people
 * and words in them are invented. */
#ifndef BENCH_MATERIAL_H
#define BENCH_MATERIAL_H

#include <stddef.h>

#include "base/buf.h"
#include "form/form.h"
#include "plan/plan.h"

extern const struct plan_user material_user;

/* Appends one form (the NUMBERth) of FIELDS questions, each with hint, help and
 * a condition on the one before it. */
void material_form(struct buf *out, int number, int fields);
/* Makes the folder DIR with ten such forms of 100 questions each. */
void material_thousand(const char *dir);

/* Answers questions of PLAN in the forms' order, then adds rows of its tables
 * in turn, until there are COUNT answers. */
void material_answers(struct plan *plan, size_t count);
/* Adds COUNT rows to the table NAME, every question in them answered. False:
 * the forms have no such table. */
bool material_rows(struct plan *plan, const char *name, size_t count);
/* A new plan file of COUNT answers, closed again. */
void material_plan(const char *path, const struct form_set *forms,
    size_t count);
/* A new folder of COUNT plans, most of them copies of twenty. */
void material_caseload(const char *folder, const struct form_set *forms,
    size_t count);
/* The forms of the folder DIR. */
struct form_set *material_load(const char *dir);

#endif
