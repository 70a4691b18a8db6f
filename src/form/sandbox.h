/* sandbox: the forms' expressions, run by SQLite in a private in-memory
 * database behind an authorizer, in one pass in the order of what they read
 * (design.md section 6). It holds a sheet: every answer that counts, row by
 * row, and what the expressions say of each. */
#ifndef FORM_SANDBOX_H
#define FORM_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/error.h"
#include "base/problem.h"
#include "base/uid.h"
#include "base/value.h"
#include "form/form.h"

struct sandbox;

/* A table that rules/ fill: its columns, and what it is reckoned from. Handed
 * down by plan/facts.c as data. Column types: 'i' a number, 't' text, 'r' a row
 * id (kept as its 32 hex digits, like :row and link values). */
struct fact_table {
	const char *name; /* "budget_stream" */
	const char *columns[16]; /* NULL-terminated */
	const char *types;  /* one letter a column */
	const char *reads[48]; /* fields and repeats by full name, then NULL */
	const char *about;  /* one line for oneplan-forms(5) */
};

/* One field in one row, or outside every repeat. */
struct cell {
	struct value value; /* in: the answer; after a run: what counts, as
			     * expressions see it (a calculated value, a
			     * default, or the answer); none where it is not
			     * asked or does not hold for its type; of links,
			     * those whose rows are there and count */
	bool relevant;	    /* asked here: its own, and all that it stands in */
	bool readonly;	    /* a calculated field always is */
	bool holds;	    /* the constraint is met, or there is none */
	bool advised;	    /* the advice speaks: it is not as one would expect */
	bool calculated;    /* value came from calculate */
	bool defaulted;	    /* value came from default: nobody answered yet */
	bool dangling;	    /* a link's row is gone or set aside */
};

/* Compiles every expression. TABLES (TABLE_COUNT of them) are borrowed for the
 * sandbox's life, as is SET. Every mistake (a name that is not there, a column
 * not written table.column, a function not allowed, `<>` on something that may
 * be unanswered, an expression of the wrong type, a cycle with its path,
 * total()) is added to PROBLEMS if that is not NULL, where = "file:line"; the
 * first one is in ERR. Returns false if there was any. */
bool sandbox_new(const struct form_set *set, const struct fact_table *const *tables,
    size_t table_count, struct sandbox **out, struct problem_list *problems,
    struct error *err) __attribute__((warn_unused_result));
void sandbox_free(struct sandbox *sandbox);

/* --- one run: fill the sheet, run, read it --- */

/* Empties the sheet: no rows, every cell none. PLAN_KINDS as in kinds_match;
 * what their kinds hide is not relevant. TODAY is :today. */
void sandbox_clear(struct sandbox *sandbox, const char *plan_kinds,
    struct date today);
/* Adds a row to REPEAT, in the order they stand; PARENT is the row it is in
 * (NULL outside a repeat), which must have been added. Returns its index. */
size_t sandbox_row(struct sandbox *sandbox, const struct repeat *repeat,
    const struct uid *id, const struct uid *parent);
/* Gives an answer its value (copied). ROW is the index in the field's repeat; 0
 * outside one. A value that does not hold for its type reads as NULL in every
 * expression. */
void sandbox_set(struct sandbox *sandbox, const struct field *field, size_t row,
    const struct value *value, bool valid);

/* Runs what can be run. Returns the next fact table that is due, to be filled
 * with sandbox_fact before running on, or NULL when all is done. Everything the
 * table reads is final by then: read it with sandbox_cell. On a failure (an
 * expression that ran too long) ERR names the first of the run, its result is
 * NULL in every row not yet done, and the run goes on; without one ERR is not
 * touched, so set its code to ERR_NONE before. */
const struct fact_table *sandbox_run(struct sandbox *sandbox,
    struct error *err);
/* Adds a row to the fact table that is due; VALUES in its columns' order. */
void sandbox_fact(struct sandbox *sandbox, const struct value *values);

/* What FIELD's calculate reads: an answer, or a column of a table of ours. */
struct sandbox_input {
	const struct field *field;	 /* or */
	const struct fact_table *facts;
	const char *column; /* of FACTS */
};
/* Points *INPUTS (the sandbox's) at them, in the order they are named and each
 * once; returns how many. None if FIELD is not calculated. */
size_t sandbox_inputs(struct sandbox *sandbox, const struct field *field,
    const struct sandbox_input **inputs);

/* The questions whose answers EXPR reads by name, the first MOST of them; returns
 * how many. */
size_t sandbox_reads(const struct sandbox *sandbox, const struct expr *expr,
    const struct field **fields, size_t most);

/* Results, valid until the next sandbox_clear. */
const struct cell *sandbox_cell(const struct sandbox *sandbox,
    const struct field *field, size_t row);
size_t sandbox_row_count(const struct sandbox *sandbox, const struct repeat *repeat);
const struct uid *sandbox_row_id(const struct sandbox *sandbox,
    const struct repeat *repeat, size_t row);
/* The index of the row that ROW stands in, in the outer repeat; 0 outside one. */
size_t sandbox_row_parent(const struct sandbox *sandbox,
    const struct repeat *repeat, size_t row);
/* Does the row count (its repeat, section, form and the row it is in do)? */
bool sandbox_row_relevant(const struct sandbox *sandbox,
    const struct repeat *repeat, size_t row);
/* Is the section shown at all? */
bool sandbox_section_relevant(const struct sandbox *sandbox,
    const struct section *section);
/* Is the repeat's table shown (for the row PARENT where it is in another)? */
bool sandbox_repeat_relevant(const struct sandbox *sandbox,
    const struct repeat *repeat, size_t parent);
/* Is CODE offered now? True where there is no choice_filter. */
bool sandbox_choice_offered(struct sandbox *sandbox, const struct field *field,
    size_t row, const char *code);

#endif
