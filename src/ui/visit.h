/* visit: what is closed on a visit (oneplan --visit), while the person and whoever
 * is with them look on: restricted questions, and screens of nothing else. Not
 * even that they are there shows (practice.md F9, F13). */
#ifndef UI_VISIT_H
#define UI_VISIT_H

#include <stdbool.h>

#include "ui/sitting.h"

bool visit_closes_field(const struct sitting *sitting,
    const struct field *field);
bool visit_closes_repeat(const struct sitting *sitting,
    const struct repeat *repeat);
/* A row of a table: a note that only workers may read. */
bool visit_closes_row(const struct sitting *sitting,
    const struct repeat *repeat, const struct uid *row);
/* Are SECTION and FORM among the screens that can be reached now: asked in this
 * plan, and with something on them that is not closed? */
bool visit_shows_section(const struct sitting *sitting,
    const struct section *section);
bool visit_shows_form(const struct sitting *sitting, const struct form *form);
/* What is left, without what is closed; free with todo_clear. */
void visit_todo(const struct sitting *sitting, struct todo **out,
    size_t *count);

#endif
