/* qr: a text as a square that a telephone reads (ISO/IEC 18004, by
 * libqrencode). */
#ifndef EXPORT_QR_H
#define EXPORT_QR_H

#include <stddef.h>

#include "base/buf.h"

/* The light modules that a reader needs on every side. */
#define QR_EDGE 4

/* The rows of TEXT's square, each as wide as there are rows: '0' light, '1'
 * dark. Its edge is not in it. Free with qr_free. */
const char *const *qr_make(const char *text, size_t *size);
void qr_free(const char *const *rows, size_t size);

/* Appends it as lines of block characters, two rows a line, with its edge. Dark is
 * the colour of letters: for paper, and for light screens. */
void qr_add_text(const char *const *rows, size_t size, struct buf *out);
/* Appends it as an SVG image named LABEL, with its edge; its size is left to the
 * style (class "qr"). */
void qr_add_svg(const char *const *rows, size_t size, const char *label,
    struct buf *out);

#endif
