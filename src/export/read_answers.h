/* read_answers: the answers that write_answers wrote, read back. Nothing that
 * stands in the file is trusted: its size, its types, its names and where its
 * links lead are all looked at, and what cannot be taken is said. */
#ifndef EXPORT_READ_ANSWERS_H
#define EXPORT_READ_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/problem.h"
#include "plan/plan.h"

#define ANSWERS_FILE_MAX (16u << 20) /* bytes of one file */
#define ANSWERS_ROWS_MAX 5000	     /* rows of one file */
#define ANSWERS_TEXT_MAX 1000000     /* bytes of one answer */

struct read_answers {
	struct taken taken; /* for plan_take_in; taken_clear */
	bool training;	    /* it was written from a training plan */
};

/* Reads LEN bytes of TEXT: JSON as write_answers wrote it, or FHIR
 * (read_fhir.h). What is left out, or kept though it does not hold, is
 * added to SAID, each with the name of its question and its row. False, with
 * ERR, when it is not such a file at all; *OUT holds nothing then. */
bool answers_read(const char *text, size_t len, const struct form_set *forms,
    struct read_answers *out, struct problem_list *said, struct error *err)
    __attribute__((warn_unused_result));

/* Adds to SAID the links of TAKEN that lead to a row that is neither in it nor
 * in PLAN. */
void answers_loose_links(const struct taken *taken, const struct plan *plan,
    struct problem_list *said);

#endif
