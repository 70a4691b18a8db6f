/* sign_off: a signature made with a key, checked and put among the plan's
 * signatures, wherever it was made. */
#ifndef EXPORT_SIGN_OFF_H
#define EXPORT_SIGN_OFF_H

#include "base/buf.h"
#include "base/error.h"
#include "plan/plan.h"
#include "plan/signature.h"

/* Puts SIGNATURE, as ssh-keygen made it over the SEAL.sha256 of a version of this
 * plan, among the signatures, for the version that it fits. BY says whose it is
 * (its key, file and seal are filled in here); where it names neither a row nor
 * anybody, the one row that waits for a key is taken, else a new one, under the
 * name that KNOWN_KEYS (or NULL) has for the key. Appends what was found to SAYS.
 * One that fits no version of this plan, that is there already, or of which it
 * cannot be told whose it is, is an error, and nothing is changed. */
bool sign_off_take(struct plan *plan, const char *signature,
    const struct signing *by, const char *known_keys, struct buf *says,
    struct uid *row, struct error *err) __attribute__((warn_unused_result));

/* The row in which NAME (and ROLE, a code, unless NULL) is waited for; UID_NONE:
 * there is none, or more than one. NAME NULL: anybody who is to sign with a key. */
struct uid sign_off_waiting(const struct plan *plan, const char *name,
    const char *role);

#endif
