/* number: the number of a question on a printed sheet, by which what was written
 * on paper is found again on the screen (practice.md F46). It is the question's
 * place among all questions of the forms, so that no answer changes it: "12". In
 * a row of a table the row's place follows, "412.2", and for a row inside a row
 * both, "413.2.1". */
#ifndef PLAN_NUMBER_H
#define PLAN_NUMBER_H

#include "plan/plan.h"

/* Appends the number of FIELD in ROW. */
void number_of(const struct plan *plan, const struct field *field,
    const struct uid *row, struct buf *out);
/* The same in the row that would be added next to REPEAT in PARENT. */
void number_of_new(const struct plan *plan, const struct field *field,
    const struct uid *parent, struct buf *out);
/* What TEXT ("12", "#12", "412.2", blanks around it) is the number of, shown or
 * not. *ROW is UID_NONE for a row that is not there yet: the table is meant.
 * NULL: it is no number, or the number of nothing. */
const struct field *number_find(const struct plan *plan, const char *text,
    struct uid *row);

#endif
