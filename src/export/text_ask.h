/* text_ask: a question on paper, with boxes to tick and lines to write on. */
#ifndef EXPORT_TEXT_ASK_H
#define EXPORT_TEXT_ASK_H

#include "base/buf.h"
#include "report/report.h"

/* Appends QUESTION as ASK says, at most COLS columns wide. */
void text_add_ask(const char *question, const struct ask *ask, int cols,
    struct buf *out);

#endif
