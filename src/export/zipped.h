/* zipped: files as one zip, by libzip. */
#ifndef EXPORT_ZIPPED_H
#define EXPORT_ZIPPED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "export/files.h"

/* Appends FILES as a zip: stored, in their order, every one of DAY, for its owner
 * alone. Without PASSPHRASE (NULL) the same files and day give the same bytes;
 * with one they are encrypted with AES-256, which 7-Zip opens. */
bool zipped_write(const struct files *files, struct date day,
    const char *passphrase, struct buf *out, struct error *err)
    __attribute__((warn_unused_result));

/* Do these LEN bytes, or does the file at PATH, begin as a zip does? */
bool zipped_is(const char *bytes, size_t len);
bool zipped_is_file(const char *path);
/* Reads such bytes; PASSPHRASE may be NULL. Nothing in them is trusted. The error
 * is ERR_DENIED when the passphrase is missing or not the right one. files_clear
 * OUT, whatever is returned. */
bool zipped_read(const char *bytes, size_t len, const char *passphrase,
    struct files *out, struct error *err) __attribute__((warn_unused_result));

#endif
