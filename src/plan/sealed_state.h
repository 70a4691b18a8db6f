/* sealed_state: what is signed, at one moment: as a version sealed it, or as it
 * stands now. */
#ifndef PLAN_SEALED_STATE_H
#define PLAN_SEALED_STATE_H

#include "plan/changed.h"

struct sealed_state {
	struct sealed_answer *items; /* by the field's name and the row */
	size_t count;
};

bool sealed_state_of(struct plan *plan, const struct uid *version,
    struct sealed_state *out, struct error *err)
    __attribute__((warn_unused_result));
void sealed_state_now(const struct plan *plan, struct sealed_state *out);
void sealed_state_clear(struct sealed_state *state);
/* Do they hold the same, to the byte? */
bool sealed_state_same(const struct sealed_state *a,
    const struct sealed_state *b);
const struct sealed_answer *sealed_state_find(const struct sealed_state *state,
    const char *name, const struct uid *row); /* or NULL */
void sealed_state_compare(const struct plan *plan,
    const struct sealed_state *was, const struct sealed_state *is,
    struct changed_list *out);

#endif
