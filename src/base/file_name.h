/* file_name: names for files that are made for people. */
#ifndef BASE_FILE_NAME_H
#define BASE_FILE_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Appends TEXT as lower-case letters, digits and single hyphens, which every
 * disk, shell and mail program can carry, as far as OUT grows to MAX bytes. What
 * has no such letter adds nothing. */
void file_name_add(const char *text, size_t max, struct buf *out);
/* "FOLDER/STEM.suffix" or, where there is a file of that name, with -2, -3 and so
 * on before the suffix; with NUMBERED, -1 at the least. FOLDER may be "". The
 * caller frees it. */
char *file_name_free(const char *folder, const char *stem, const char *suffix,
    bool numbered);
/* Does NAME have something before SUFFIX, and end in it? */
bool file_name_ends(const char *name, const char *suffix);

#endif
