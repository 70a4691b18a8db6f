/* facts: the one bridge from rules to forms. It hands answers to rules/ and
 * publishes the results as tables that expressions can read. */
#ifndef PLAN_FACTS_H
#define PLAN_FACTS_H

#include <stddef.h>

#include "form/sandbox.h"

/* Puts every fact table in TABLES and returns how many there are: for
 * sandbox_new, forms_lint and oneplan-forms(5). */
#define FACT_TABLES_MOST 64
size_t fact_tables(const struct fact_table *tables[FACT_TABLES_MOST]);
const struct fact_table *fact_table_find(const char *name); /* or NULL */

struct plan_money;
struct rates;
struct working;

/* The facts of one run of SANDBOX (borrowed, as are FORMS and RATES, which may
 * be NULL): each rule is reckoned once, when the first of its tables is due. */
struct facts;
struct facts *facts_new(struct sandbox *sandbox, const struct form_set *forms,
    const struct rates *rates, struct date today);
void facts_free(struct facts *facts);
/* Fills TABLE, which the sandbox says is due. */
void facts_fill(struct facts *facts, const struct fact_table *table);
/* The spending plan's totals, once the run is over. */
void facts_money(const struct facts *facts, struct plan_money *money);
void plan_money_clear(struct plan_money *money);
/* Each payment, as plan_payments gives them. */
struct plan_payment;
size_t facts_each_payment(const struct facts *facts, struct plan_payment **out);
/* Adds to OUT how what COLUMN of TABLE says of ROW (UID_NONE: of the plan) came
 * about, once the run is over; nothing where its rule does not tell. */
void facts_explain(const struct facts *facts, const char *table,
    const char *column, const struct uid *row, struct working *out);

#endif
