/* sealing: a plan that is being sealed, one document after the other, so that
 * whoever waits sees how far it is and can stop. Nothing of it is in the plan file
 * before sealing_end, which puts it there in one transaction. */
#ifndef EXPORT_SEALING_H
#define EXPORT_SEALING_H

#include <stdbool.h>

#include "base/error.h"
#include "export/pack.h"
#include "plan/plan.h"

struct sealing;

/* Begins with PLAN as it stands. Whether anything stands against signing is the
 * caller's to ask; a training plan is refused here. */
bool sealing_begin(struct plan *plan, struct sealing **out, struct error *err)
    __attribute__((warn_unused_result));
/* Makes the next document. False: there is none left, or the plan was changed
 * meanwhile, which sealing_end then says. */
bool sealing_step(struct sealing *sealing);
struct how_far sealing_far(const struct sealing *sealing);
/* Puts it all in the plan file, after the versions that none follows yet. ABOUT says
 * why, in the words of whoever does it. *VERSION is its id; *NOTE (NULL is fine) is
 * what to know of the documents, or NULL. Nothing is put there if the plan, or the
 * day, is not what it was at the beginning. Frees SEALING in any case. */
bool sealing_end(struct sealing *sealing, const char *about,
    struct uid *version, const char **note, struct error *err)
    __attribute__((warn_unused_result));
/* Stops: nothing was sealed. NULL is fine. */
void sealing_free(struct sealing *sealing);

#endif
