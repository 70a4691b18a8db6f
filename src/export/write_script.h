/* write_script: a page to be read aloud, recorded or signed: sentences in order,
 * without tables, with the pauses marked. */
#ifndef EXPORT_WRITE_SCRIPT_H
#define EXPORT_WRITE_SCRIPT_H

#include "base/buf.h"
#include "report/report.h"

/* Appends REPORT so. What stands in square brackets is for the reader, not to be
 * read out. Questions that have easy read are in it, where the report is. */
void write_script(const struct report *report, struct buf *out);

#endif
