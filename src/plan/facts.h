/* facts: the one bridge from rules to forms. It hands answers to rules/ and
 * publishes the results as tables that expressions can read. */
#ifndef PLAN_FACTS_H
#define PLAN_FACTS_H

#include <stddef.h>

#include "form/sandbox.h"

/* The fact tables, as data: for sandbox_new, forms_lint and oneplan-forms(5). */
extern const struct fact_table fact_tables[];
extern const size_t fact_table_count;

struct plan_money;

/* The facts of one run of SANDBOX (borrowed, as are FORMS): reckoned once, when
 * the first table is due. */
struct facts;
struct facts *facts_new(struct sandbox *sandbox, const struct form_set *forms);
void facts_free(struct facts *facts);
/* Fills TABLE, which the sandbox says is due, and MONEY. */
void facts_fill(struct facts *facts, const struct fact_table *table,
    struct plan_money *money);
void plan_money_clear(struct plan_money *money);

#endif
