/* leak: all that can be read out of a file, in whatever encoding it hides there, to
 * see that something is not in it. */
#ifndef EXPORT_LEAK_H
#define EXPORT_LEAK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Appends to OUT the LEN bytes as they are, and again read as UTF-16 of both orders,
 * with percent signs, backslashes (JSON, PDF) and entities (XML) undone, and with
 * every run of base64 and of hexadecimal digits decoded; of a PDF also its streams,
 * inflated, and its text (if pdftotext is there). All in small letters. */
void leak_read(const char *bytes, size_t len, struct buf *out);
/* Is WORDS in what leak_read made, whatever the size of its letters? */
bool leak_has(const struct buf *read, const char *words);

#endif
