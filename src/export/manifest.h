/* manifest: names of files with the SHA-256 of each, as sha256sum writes and
 * checks them. */
#ifndef EXPORT_MANIFEST_H
#define EXPORT_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/error.h"

/* Appends "DIGITS  PATH" and a line feed. */
void manifest_add(struct buf *out, const char *path,
    const struct digest *digest);

struct manifest_line {
	char *path;
	struct digest digest;
};
struct manifest {
	struct manifest_line *items;
	size_t count, cap;
};
/* Reads LEN bytes of TEXT. False, with a sentence that names its line, when
 * something else stands there. manifest_clear it, whatever is returned. */
bool manifest_read(const char *text, size_t len, struct manifest *out,
    struct error *err) __attribute__((warn_unused_result));
/* The line of PATH, or NULL. */
const struct manifest_line *manifest_find(const struct manifest *manifest,
    const char *path);
void manifest_clear(struct manifest *manifest);

#endif
