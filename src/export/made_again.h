/* made_again: the pages of a sealed version that showed words which were taken out
 * since, made again from what is left, so that a person can still have a copy of
 * the plan they signed. They are no part of what was signed: each says so at its
 * head, and in a pack they stand in a folder of their own. Nothing of them is kept
 * in the plan file. */
#ifndef EXPORT_MADE_AGAIN_H
#define EXPORT_MADE_AGAIN_H

#include <stdbool.h>

#include "base/error.h"
#include "export/pack.h"
#include "plan/plan.h"

/* "made-again/person/plan.html" */
#define PACK_MADE_AGAIN "made-again"

/* Appends to PACK those of VERSION for AUDIENCE (a word; NULL: for all) which can
 * be made again here: the pages that people read, not the files of data. *COUNT is
 * how many. */
bool made_again_add(struct plan *plan, const struct uid *version,
    const char *audience, struct pack *pack, size_t *count, struct error *err)
    __attribute__((warn_unused_result));

#endif
