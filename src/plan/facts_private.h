/* facts_private: how one rule's answers are read and its results published; a
 * file facts_NOUN.c each, listed in facts.c. */
#ifndef PLAN_FACTS_PRIVATE_H
#define PLAN_FACTS_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "form/sandbox.h"
#include "plan/facts.h"
#include "rules/rates.h"
#include "rules/working.h"

/* Where a source reads: the sheet, final as far as its tables say they read. */
struct fact_reader {
	struct sandbox *sandbox;
	const struct form_set *forms;
	const struct rates *rates; /* NULL: there are none */
	struct date today;
};

/* One rule's tables. They all read the same answers (their `reads` are one
 * list), so it is reckoned once, when the first of them is due. */
struct fact_source {
	const struct fact_table *const *tables;
	size_t table_count;
	/* Reads the answers and reckons. What it returns is handed to the
	 * others, and to `clear` at the end. */
	void *(*reckon)(const struct fact_reader *reader);
	/* Publishes the rows of tables[TABLE] by sandbox_fact. */
	void (*publish)(const struct fact_reader *reader, const void *reckoned,
	    size_t table);
	/* Adds to OUT how COLUMN of tables[TABLE] came about, in the row of
	 * ROW (UID_NONE where the table has none). May be NULL. */
	void (*explain)(const struct fact_reader *reader, const void *reckoned,
	    size_t table, const char *column, const struct uid *row,
	    struct working *out);
	void (*clear)(void *reckoned);
};

extern const struct fact_source facts_budget;
extern const struct fact_source facts_charge, facts_payments, facts_surplus;
extern const struct fact_source facts_employ, facts_line, facts_holidays;
extern const struct fact_source facts_ten, facts_need, facts_carer;
extern const struct fact_source facts_capacity, facts_advocacy;
extern const struct fact_source facts_checklist, facts_dst;
extern const struct fact_source facts_goal, facts_grid;
extern const struct fact_source facts_points, facts_approval;
extern const struct fact_source facts_risk, facts_review;
extern const struct fact_source facts_stream, facts_pool;

/* The first rows of the spending plan's totals, from what facts_budget
 * reckoned. */
struct plan_money;
void facts_budget_money(const struct fact_reader *reader, const void *reckoned,
    struct plan_money *money);

/* Each payment, from what facts_payments reckoned: see plan_payments. */
struct plan_payment;
size_t facts_payments_each(const struct fact_reader *reader,
    const void *reckoned, struct plan_payment **out);

/* --- reading --- */

/* The fields that NAMES (ended by NULL) are, one each; NULL where the forms have
 * none of that name. */
void fact_fields(const struct fact_reader *reader, const char *const *names,
    const struct field **fields);
/* What counts there, or NULL: no such field, not asked, not answered, or not as
 * its type. */
const struct value *fact_value(const struct fact_reader *reader,
    const struct field *field, size_t row);
bool fact_number(const struct fact_reader *reader, const struct field *field,
    size_t row, int64_t *out);
const char *fact_text(const struct fact_reader *reader,
    const struct field *field, size_t row); /* or NULL */
/* Days as in base/date.h. */
bool fact_day(const struct fact_reader *reader, const struct field *field,
    size_t row, long *day);
/* A yes or no question answered with yes? */
bool fact_yes(const struct fact_reader *reader, const struct field *field,
    size_t row);
/* Is CODE among the codes answered there? */
bool fact_has(const struct fact_reader *reader, const struct field *field,
    size_t row, const char *code);

/* How many rows REPEAT (NULL: none) has; those set aside keep their place. */
size_t fact_rows(const struct fact_reader *reader, const struct repeat *repeat);
bool fact_row_counts(const struct fact_reader *reader,
    const struct repeat *repeat, size_t row);
/* The place of the row of REPEAT (NULL: none) whose id is ROW, or the text LINK
 * (NULL: none); false: there is none, or it is set aside. */
bool fact_row_at(const struct fact_reader *reader, const struct repeat *repeat,
    const struct uid *row, size_t *at);
bool fact_row_of(const struct fact_reader *reader, const struct repeat *repeat,
    const char *link, size_t *at);
/* Leads *NEXT over the rows of REPEAT to the one after that counts and stands in
 * the row PARENT; false if there is none. Rows stand parent by parent, so one
 * counter meets each once. */
bool fact_next_row(const struct fact_reader *reader,
    const struct repeat *repeat, size_t parent, size_t *next, size_t *row);

/* --- publishing --- */

struct value fact_number_value(int64_t n);
struct value fact_text_value(const char *text); /* borrowed; NULL: none */
/* Publishes a row that begins with the id of ROW in REPEAT, then the COUNT
 * numbers. */
void fact_publish(const struct fact_reader *reader, const struct repeat *repeat,
    size_t row, const int64_t *numbers, size_t count);

#endif
