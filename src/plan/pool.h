/* pool: a plan that is a household's pool (practice.md F11): members without
 * names, their money, what they share. Each member's own plan is another
 * file. */
#ifndef PLAN_POOL_H
#define PLAN_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "plan/plan.h"

#define POOL_KIND   "pool"	  /* the code of the kind */
#define POOL_MEMBER "pool.member" /* the table of members */

/* Is it for a pool? */
bool pool_is(const struct plan *plan);
/* The rows of its members; borrowed, as plan_rows. 0 where it is no pool. */
size_t pool_members(const struct plan *plan, const struct uid **rows);
/* The row of the member that TOKEN stands for; false: there is none, or more
 * than one. */
bool pool_find_member(const struct plan *plan, const char *token,
    struct uid *row) __attribute__((warn_unused_result));

/* Appends which kind of money is short though each has to balance by itself, of
 * a pool or of any other plan; nothing where none is. */
void plan_say_short(const struct plan *plan, struct buf *out);

#endif
