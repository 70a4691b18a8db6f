/* packed: bytes made smaller by zlib (RFC 1950), kept beside their own length.
 * What does not become smaller stays as it is, so that equal lengths say that
 * nothing was packed: as in an SQLite archive, whose sqlar_uncompress(bytes,
 * size) in the sqlite3 program reads the same. */
#ifndef BASE_PACKED_H
#define BASE_PACKED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Appends LEN bytes to OUT, packed if they become smaller by it. */
void packed_add(struct buf *out, const void *bytes, size_t len);

/* Unpacks what packed_add made of SIZE bytes into OUT, which has room for them.
 * False if it is nothing of that size; nothing in it is trusted. */
bool packed_read(const void *packed, size_t len, void *out, size_t size)
    __attribute__((warn_unused_result));

#endif
