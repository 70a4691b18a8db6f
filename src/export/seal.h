/* seal: what is signed, as one number. It is SHA-256 of the canonical plan.json,
 * which names every current answer that is part of what is signed by a salted
 * digest: so it shows no words, and it still holds when words are taken out. */
#ifndef EXPORT_SEAL_H
#define EXPORT_SEAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/error.h"
#include "export/sealed_answers.h"
#include "plan/plan.h"
#include "report/report.h"

/* What "format" says; another number is another way of writing. */
#define SEAL_FORMAT "oneplan seal 1"

/* The longest plan.json or answers.json that is read back, in bytes. */
#define SEAL_FILE_MAX (64u << 20)

struct seal {
	struct buf json;      /* plan.json: one line, keys sorted, LF */
	struct sealed_answers answers; /* those it names, in its order */
	struct digest digest; /* of it: the seal */
};

/* Is the answer to FIELD (a full name) part of what is signed? Sections with
 * sealed = "0" are not; what the forms do not know is. */
bool seal_covers(const struct form_set *forms, const char *field);

/* Makes the seal of PLAN as it stands today. seal_clear it, whatever is
 * returned. */
bool seal_make(struct plan *plan, struct seal *out, struct error *err)
    __attribute__((warn_unused_result));
void seal_clear(struct seal *seal);

/* The day that the plan.json of LEN bytes was made for; false: it is none. */
bool seal_day(const char *json, size_t len, struct date *day);

/* What pages say of a seal; seal_mark_free it. */
struct seal_mark *seal_mark_new(const struct digest *seal);
void seal_mark_free(struct seal_mark *mark);

#endif
