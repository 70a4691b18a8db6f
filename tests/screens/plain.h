/* plain: what a screen costs when it is sent in the plainest way that is not
 * wasteful: a measure for first frames. */
#ifndef SCREENS_PLAIN_H
#define SCREENS_PLAIN_H

#include <stddef.h>

/* The bytes of such an encoding of what FRAME left on a terminal of ROWS by
 * COLS that was blank before. */
size_t plain_bytes(const char *frame, size_t len, int rows, int cols);

#endif
