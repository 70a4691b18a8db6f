/* sealing: a plan sealed as it stands, without the documents that src/export makes
 * of it: only the digests that a seal is made over. */
#ifndef TESTS_PLAN_SEALING_H
#define TESTS_PLAN_SEALING_H

#include "plan/plan.h"

struct uid seal(struct plan *plan);

#endif
