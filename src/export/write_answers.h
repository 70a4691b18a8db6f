/* write_answers: every answer of a plan as JSON that read_answers takes back
 * byte for byte: texts as they were typed or codes, numbers as they are kept
 * (pence, ten-thousandths), rows with their ids in their order. */
#ifndef EXPORT_WRITE_ANSWERS_H
#define EXPORT_WRITE_ANSWERS_H

#include <jansson.h>

#include "base/buf.h"
#include "plan/plan.h"
#include "report/report.h"

/* What "format" says; another number is another way of writing. */
#define ANSWERS_FORMAT "oneplan answers 1"

/* The keys of what is written; read_answers knows no others. */
#define ANSWERS_KEY_PLAN     "plan"
#define ANSWERS_KEY_FORMAT   "format"
#define ANSWERS_KEY_TRAINING "training"
#define ANSWERS_KEY_TODAY    "today"
#define ANSWERS_KEY_ANSWERS  "answers"
#define ANSWERS_KEY_VOICES   "voices"
#define ANSWERS_KEY_ROWS     "rows"
#define ANSWERS_KEY_ROW	     "row"

/* As write_json, with the answers of PLAN beside the page: restricted ones too,
 * so only for agencies. */
void write_json_answers(const struct report *report, const struct plan *plan,
    struct buf *out);
/* Only the answers; the caller frees it. */
json_t *answers_json(const struct plan *plan);

#endif
