/* text_picture: a picture drawn with plain letters and signs, for a page of text
 * and for the screen. */
#ifndef EXPORT_TEXT_PICTURE_H
#define EXPORT_TEXT_PICTURE_H

#include "base/buf.h"
#include "report/picture.h"

/* Appends PICTURE with its caption, what its signs mean and all of it in words,
 * in lines of at most COLS columns (40 or more). */
void text_add_picture(const struct picture *picture, int cols,
    struct buf *out);

#endif
