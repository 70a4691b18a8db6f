/* who_signed: who has signed the plan that is in a pack. It is not sealed, for
 * signatures come in over weeks after the sealing; what was made with a key proves
 * itself. */
#ifndef EXPORT_WHO_SIGNED_H
#define EXPORT_WHO_SIGNED_H

#include "base/digest.h"
#include "export/files.h"
#include "plan/plan.h"

/* Appends signatures/WHO-SIGNED.txt and each signature with a key, as
 * signatures/1.sig and so on, with their manifest: those of PLAN for the version
 * of SEAL, and what of them AUDIENCE may see. Nothing, where it may not see who
 * signed, or where nobody is named yet. */
void who_signed_add(struct plan *plan, const struct digest *seal,
    enum audience audience, struct files *out);

#endif
