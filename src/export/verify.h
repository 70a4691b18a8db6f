/* verify: is a pack as it was sealed? What holds, what does not, and in which
 * file, as sentences. */
#ifndef EXPORT_VERIFY_H
#define EXPORT_VERIFY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "export/files.h"
#include "export/pack.h"
#include "plan/plan.h"

enum verdict_kind {
	VERDICT_HOLDS,
	VERDICT_FAILS,
	VERDICT_NOTE, /* to know; neither */
};
struct verdict {
	enum verdict_kind kind;
	char *path; /* the file it is about, or "" */
	char *text; /* one or more sentences */
};
struct verdicts {
	struct verdict *items;
	size_t count, cap;
	size_t failed;
};
void verdict_add(struct verdicts *verdicts, enum verdict_kind kind,
    const char *path, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void verdicts_clear(struct verdicts *verdicts);

/* Checks what is in FILES, a pack or several of the same version: every file
 * against the manifest of its folder, every manifest and the plan against the
 * seal, every answer against its digest, and signatures with a key. KNOWN_KEYS is
 * a file that says whose key is whose (ssh-keygen's allowed signers), or NULL. */
void verify_files(const struct files *files, const char *known_keys,
    struct verdicts *out);

/* Checks every version that PLAN's file keeps in the same way, that each is what
 * the file says was sealed, and, where the plan still says what the last one
 * sealed, makes its documents again and compares them. PLAN takes the day of the
 * version for today from here on. */
bool verify_plan(struct plan *plan, const char *known_keys,
    struct verdicts *out, struct error *err) __attribute__((warn_unused_result));

/* The same a piece at a time, for whoever shows how far it is: steps while *MORE.
 * What it is given outlives it; verifying_free it. */
struct verifying_plan;
bool verifying_begin(struct plan *plan, const char *known_keys,
    struct verdicts *out, struct verifying_plan **work, struct error *err)
    __attribute__((warn_unused_result));
bool verifying_step(struct verifying_plan *work, bool *more, struct error *err)
    __attribute__((warn_unused_result));
/* Of the documents that are made again; of 0: none are, just now. */
struct how_far verifying_far(const struct verifying_plan *work);
void verifying_free(struct verifying_plan *work); /* NULL is fine */

/* What a pack that holds does not prove, as a note. */
void verify_limits(struct verdicts *out);

#endif
