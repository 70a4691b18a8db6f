/* outfile: a file that is there whole or not at all: written beside its place
 * under another name, synced, renamed, the folder synced. */
#ifndef BASE_OUTFILE_H
#define BASE_OUTFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Writes DATA to PATH with mode 0600. An existing file is left alone and is an
 * error unless REPLACE. */
bool outfile_write(const char *path, const void *data, size_t len, bool replace,
    struct error *err) __attribute__((warn_unused_result));

/* Reads a whole file of at most MAX bytes; *DATA is the caller's to free and
 * ends in a NUL that *LEN does not count. A folder, a missing or a larger file
 * is an error in words. */
bool infile_read(const char *path, size_t max, char **data, size_t *len,
    struct error *err) __attribute__((warn_unused_result));

/* Makes PATH and the folders above it, with mode 0700. */
bool folder_make(const char *path, struct error *err)
    __attribute__((warn_unused_result));

#endif
