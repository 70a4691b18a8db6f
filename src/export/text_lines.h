/* text_lines: lines of a page of plain text. */
#ifndef EXPORT_TEXT_LINES_H
#define EXPORT_TEXT_LINES_H

#include <stddef.h>

#include "base/buf.h"

/* Appends LEN bytes of TEXT that hold no line feed; a tab becomes a space. */
void text_add(struct buf *out, const char *text, size_t len);
void text_add_spaces(struct buf *out, int count);
/* Takes spaces off the end of the last line and ends it. */
void text_end_line(struct buf *out);
/* Appends TEXT wrapped at COLS columns, each line indented. */
void text_add_wrapped(struct buf *out, const char *text, int indent_cols,
    int cols);

#endif
