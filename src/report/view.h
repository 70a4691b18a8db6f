/* view: what the reader of a report may see, answer by answer: for writers that
 * need values rather than pages. It is the same rule that the pages go by. */
#ifndef REPORT_VIEW_H
#define REPORT_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "report/report.h"

/* As struct report has it: borrowed with the report, and until the plan's next
 * change. */
struct view;

/* The plan itself: for what is no answer, and for forms and rows. */
struct plan *view_plan(const struct view *view);

/* Is FIELD, or REPEAT with its rows, meant for the reader and part of the page?
 * NULL never is. */
bool view_has(const struct view *view, const struct field *field);
bool view_has_rows(const struct view *view, const struct repeat *repeat);
/* The field or repeat NAME if the forms have it and the reader may see it, else
 * NULL. */
const struct field *view_field(const struct view *view, const char *name);
const struct repeat *view_repeat(const struct view *view, const char *name);

/* The rows of REPEAT (may be NULL) in PARENT that the reader may see; borrowed,
 * as plan_rows. */
size_t view_rows(const struct view *view, const struct repeat *repeat,
    const struct uid *parent, const struct uid **rows);
/* May the reader see when how much is paid (plan_payments)? */
bool view_has_payments(const struct view *view);
/* What counts of FIELD (may be NULL) in ROW, as it is kept; NULL where there is
 * nothing, where it is not asked, and where it is not for the reader. What cannot
 * be read as its type is a text. */
const struct value *view_value(const struct view *view,
    const struct field *field, const struct uid *row);
/* The same, but only if somebody gave it or it is worked out: no default. */
const struct value *view_given(const struct view *view,
    const struct field *field, const struct uid *row);
/* What counts as a code, a date or words; "" for nothing and for a number. */
const char *view_text(const struct view *view, const struct field *field,
    const struct uid *row);
/* Appends it as it is read on a page, without its unit. */
void view_show(const struct view *view, const struct field *field,
    const struct uid *row, struct buf *out);

#endif
