/* write_text: a report as plain text, 80 columns wide: what every mail program,
 * braille line and printer can take. The same report gives the same bytes. */
#ifndef EXPORT_WRITE_TEXT_H
#define EXPORT_WRITE_TEXT_H

#include "base/buf.h"
#include "report/report.h"

#define TEXT_PAGE_COLS 80

/* Appends the page; lines end in LF and none in a space. */
void write_text(const struct report *report, struct buf *out);

/* Appends one table at most COLS columns wide. Cells wrap where they must; a
 * table that cannot be that narrow is written row by row instead. */
void write_text_table(const struct table *table, int cols, struct buf *out);

#endif
