/* audit: a second reckoning of the money, in SQL over the plan file
 * (src/store/audit.sql), written from the rules of the field and from nothing
 * else: what the program says a plan comes to is held against it. */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/sql.h"
#include "base/uid.h"
#include "base/value.h"
#include "store/store.h"

/* What counts in place of an answer in the file, since only the forms can say
 * it: a default, or nothing for what is not asked now or cannot be read. A
 * row's position with nothing sets the row aside. */
struct audit_instead {
	const char *field; /* its full name */
	struct uid row;	   /* UID_NONE outside repeats */
	const struct value *value; /* borrowed; NULL or none: nothing counts */
};

/* One figure as SQL has it, by the question that shows it. */
struct audit_figure {
	char *field; /* "money.cost" */
	struct uid row;
	bool known;
	int64_t pence;
};

/* Reckons all of them from what is in the file now. Free *FIGURES with
 * audit_clear. */
bool store_audit(struct store *store, const struct audit_instead *instead,
    size_t instead_count, struct audit_figure **figures, size_t *count,
    struct error *err) __attribute__((warn_unused_result));
void audit_clear(struct audit_figure *figures, size_t count);

/* Whether one line of the plan, or one of its amounts, is too large to count:
 * not a question but told as one. */
#define AUDIT_TOO_LARGE "money.too_large"

/* --- for tests --- */

/* The query, to be prepared once, and one run of it: SQL may be any database
 * that has what the file calls "answers" (field, row, value). */
extern const char audit_query[];
bool audit_run(struct sql_stmt *stmt, const struct audit_instead *instead,
    size_t instead_count, struct audit_figure **figures, size_t *count,
    struct error *err) __attribute__((warn_unused_result));

#endif
