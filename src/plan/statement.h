/* statement: what somebody says against an answer: that it is wrong, or that
 * they do not agree (practice.md F15). The answer stays; the statement stands
 * beside it wherever the answer may be read. Statements are rows like any other.
 * One that comes after the plan was sealed makes nothing of it new: whoever does
 * not agree does not undo what was signed. */
#ifndef PLAN_STATEMENT_H
#define PLAN_STATEMENT_H

#include "plan/about.h"
#include "plan/plan.h"

struct statement {
	const struct repeat *repeat; /* its row */
	struct uid row;
	/* borrowed until the next change of the plan; by: whoever says it; on: an
	 * ISO date, or "" */
	const char *words, *by, *on;
	bool changed; /* the answer has been, since */
};

/* Those about FIELD in ROW in which something is said, in their order; the caller
 * frees *OUT. */
size_t plan_statements(const struct plan *plan, const struct field *field,
    const struct uid *row, struct statement **out);
/* Is there any about anything? */
bool plan_has_statements(const struct plan *plan);
/* And about this? */
bool plan_disputed(const struct plan *plan, const struct field *field,
    const struct uid *row);
/* Appends "Kwame Redfern does not agree with this (16 November 2026)". */
void statement_say(const struct plan *plan, const struct statement *statement,
    struct buf *out);

/* Begins one about the answer to FIELD in ROW, dated today: a row *NEW of
 * *REPEAT, in which the words are still to be written. */
bool statement_add(struct plan *plan, const struct field *field,
    const struct uid *row, const struct repeat **repeat, struct uid *new,
    struct error *err) __attribute__((warn_unused_result));
/* Is REPEAT (may be NULL) a table of statements? */
bool statement_table(const struct repeat *repeat);
/* Is ROW of it one in which nothing is said? */
bool statement_blank(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row);
/* The question in it that asks for the words. */
const struct field *statement_words(const struct plan *plan,
    const struct repeat *repeat);

#endif
