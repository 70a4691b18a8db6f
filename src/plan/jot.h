/* jot: a note taken down as it was said, to be put in its place later
 * (practice.md F46). Notes are rows like any other. */
#ifndef PLAN_JOT_H
#define PLAN_JOT_H

#include "plan/plan.h"

/* The questions of a note; NULL where the forms have no notes. */
const struct repeat *jot_repeat(const struct plan *plan);
const struct field *jot_words(const struct plan *plan);

/* Begins a note, dated with the time now. */
bool jot_add(struct plan *plan, struct uid *row, struct error *err)
    __attribute__((warn_unused_result));
/* Is ROW of REPEAT a note that nobody wrote anything in? */
bool jot_blank(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row);
/* Is ROW of REPEAT a note that only workers may read? */
bool jot_restricted(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row);
/* How many notes are not in their place yet; and the first of them. Without
 * RESTRICTED those that only workers may read leave no trace. */
size_t jot_unfiled(const struct plan *plan, bool restricted);
bool jot_first_unfiled(const struct plan *plan, bool restricted,
    struct uid *row);
/* Puts the words of note JOT at the end of the answer to FIELD in ROW, with who
 * said them and when, and marks the note as sorted: both or neither. Words for
 * workers only go only where workers alone see them. */
bool jot_file(struct plan *plan, const struct uid *jot,
    const struct field *field, const struct uid *row, struct error *err)
    __attribute__((warn_unused_result));

#endif
