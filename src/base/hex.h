/* hex: bytes as pairs of hexadecimal digits. */
#ifndef BASE_HEX_H
#define BASE_HEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Appends LEN bytes, in small letters. */
void hex_add(const void *bytes, size_t len, struct buf *out);
/* Reads the LEN digits of TEXT, half as many bytes, into OUT; small or capital
 * letters. False if LEN is odd or something else stands there. */
bool hex_parse(const char *text, size_t len, void *out);

#endif
