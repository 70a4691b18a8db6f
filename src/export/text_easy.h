/* text_easy: a question in easy read on a page of plain text. */
#ifndef EXPORT_TEXT_EASY_H
#define EXPORT_TEXT_EASY_H

#include "base/buf.h"
#include "report/report.h"

/* Appends BLOCK, which has its easy read: room for a picture, its sentences
 * beside it, and below them a box before each choice or the answer in words. */
void text_add_easy(const struct block *block, int cols, struct buf *out);

#endif
