/* sealed_answers: answers.json, the words behind the digests of plan.json: each
 * answer with the salt that its digest was made with. It shows every answer, the
 * restricted ones too, so it is for the agencies alone. */
#ifndef EXPORT_SEALED_ANSWERS_H
#define EXPORT_SEALED_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/problem.h"
#include "store/store.h"

#define SEALED_ANSWERS_FORMAT "oneplan sealed answers 1"

struct sealed_answers {
	struct answer_digest *items; /* by field and row */
	size_t count;
};
void sealed_answers_clear(struct sealed_answers *answers);

/* Appends answers.json. */
void sealed_answers_write(const struct sealed_answers *answers,
    struct buf *out);
/* Reads the LEN bytes of an answers.json. The digests are those that it says; an
 * answer that was taken out has no value. False when it is not one. */
bool sealed_answers_read(const char *json, size_t len,
    struct sealed_answers *out, struct error *err)
    __attribute__((warn_unused_result));

/* Does every answer have the digest that it says, and does PLAN (the LEN bytes of
 * a plan.json) name these and no others? Adds what does not hold to PROBLEMS. */
void sealed_answers_check(const struct sealed_answers *answers,
    const char *plan, size_t len, struct problem_list *problems);

#endif
