/* version: the plan as it was sealed, with its documents, which were made once and
 * are kept in the plan file. Sealed is not signed: that is what people do next. */
#ifndef EXPORT_VERSION_H
#define EXPORT_VERSION_H

#include <stdbool.h>

#include "base/error.h"
#include "export/pack.h"
#include "plan/plan.h"
#include "store/store.h"

/* Seals PLAN as it stands, makes the documents for every audience and puts it all
 * in the plan file, after the versions that none follows yet: one transaction.
 * ABOUT says why, in the words of whoever does it. *VERSION is its id. Whether
 * anything stands against signing is the caller's to ask; a training plan is
 * refused here. *NOTE (NULL is fine) is what to know of the documents, or
 * NULL. */
bool version_seal(struct plan *plan, const char *about, struct uid *version,
    const char **note, struct error *err) __attribute__((warn_unused_result));

/* The version that none follows; of several, sealed apart, the one sealed last by
 * the clock. *THERE: there is one at all; then version_clear it. */
bool version_last(struct plan *plan, struct stored_version *out, bool *there,
    struct error *err) __attribute__((warn_unused_result));
void version_clear(struct stored_version *version);

/* The documents of VERSION for AUDIENCE, or for all where it is NULL, as they
 * were made, with what all have in common; pack_clear them, whatever is
 * returned. */
bool version_pack(struct plan *plan, const struct uid *version,
    const char *audience, struct pack *out, struct error *err)
    __attribute__((warn_unused_result));

/* SEAL.sha256 of VERSION: what a signature with a key is made over. The caller
 * clears it. */
bool version_signable(struct plan *plan, const struct uid *version,
    struct buf *out, struct error *err) __attribute__((warn_unused_result));

#endif
