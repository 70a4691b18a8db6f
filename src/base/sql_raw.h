/* sql_raw: the bytes of a database file as they lie on the disk, read while
 * nobody can change them and before SQLite recovers anything. */
#ifndef BASE_SQL_RAW_H
#define BASE_SQL_RAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct sql_raw;

/* Opens PATH through SQLite's own files, because locks of this process on the
 * file would vanish if we opened and closed it ourselves. Holds a shared lock
 * until sql_raw_close, waiting up to 10 s for it. */
bool sql_raw_open(const char *path, struct sql_raw **out, struct error *err)
    __attribute__((warn_unused_result));
/* NULL is fine. */
void sql_raw_close(struct sql_raw *raw);
/* Reads LEN bytes from byte AT; what lies beyond the end reads as zeros. */
bool sql_raw_read(struct sql_raw *raw, int64_t at, void *out, size_t len);
/* Whether some program is in the middle of writing. If not, none can begin to
 * change the file while RAW is open. */
bool sql_raw_being_written(struct sql_raw *raw);

#endif
