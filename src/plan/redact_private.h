/* redact_private: what the files that take words out share and nobody else sees. */
#ifndef PLAN_REDACT_PRIVATE_H
#define PLAN_REDACT_PRIVATE_H

#include "plan/plan_private.h"
#include "plan/redact.h"

struct question {
	char *field;
	struct uid row;
};
struct target {
	struct question *questions;
	size_t count, cap;
	struct uid *uids; /* of answers that have words */
	size_t uid_count, uid_cap;
};
void target_clear(struct target *target);
/* Does the answer with this id lose its words? */
bool target_has(const struct target *target, const struct uid *revision);
/* What WANTED names, and which of its answers have words; target_clear it,
 * whatever is returned. */
bool target_find(struct plan *plan, const struct redact_wanted *wanted,
    struct target *out, struct error *err)
    __attribute__((warn_unused_result));
/* redact_elsewhere.c: as plan_redact_elsewhere. */
bool target_elsewhere(struct plan *plan, const struct target *target,
    bool restricted, struct buf *labels, size_t *answers, struct error *err)
    __attribute__((warn_unused_result));
/* Do WANTED and PLAN allow it? */
bool redact_may(const struct plan *plan, const struct redact_wanted *wanted,
    struct error *err) __attribute__((warn_unused_result));
/* Takes out what TARGET holds, and has memory, undo and the copies in the folder
 * BEFORE (may be NULL) forget it. */
bool target_take_out(struct plan *plan, const struct target *target,
    const struct redaction_why *why, const char *before,
    struct redact_done *done, struct error *err)
    __attribute__((warn_unused_result));

#endif
