/* before: copies of a plan's file as it was before another was merged into it, in
 * a folder of their own, not too many and not for ever. */
#ifndef PLAN_BEFORE_H
#define PLAN_BEFORE_H

#include <stdbool.h>

#include "store/store.h"

/* Keeps a copy of STORE's file in FOLDER, which is made if it is not there; older
 * ones of the same plan go when there are more than ten or they are older than 60
 * days. *PATH is the caller's to free. */
bool before_keep(struct store *store, const char *folder, char **path,
    struct error *err) __attribute__((warn_unused_result));
/* Takes the copy at PATH away again; NULL is fine. */
void before_drop(const char *path);
/* Takes out of every copy in FOLDER of STORE's plan what was taken out of STORE;
 * a copy in which that cannot be done goes. Returns how many still may have the
 * words, because neither could be done. */
size_t before_take_out(struct store *store, const char *folder);

#endif
