/* hex: bytes as pairs of hexadecimal digits. */
#ifndef BASE_HEX_H
#define BASE_HEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Writes LEN bytes in small letters, and a NUL: OUT holds 2 * LEN + 1. */
void hex_write(const void *bytes, size_t len, char *out);
/* Appends them. */
void hex_add(const void *bytes, size_t len, struct buf *out);
/* Reads the LEN digits of TEXT, half as many bytes, into OUT; small or capital
 * letters. False if LEN is odd or something else stands there. */
bool hex_parse(const char *text, size_t len, void *out);

#endif
