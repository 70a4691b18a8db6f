/* write_pdf: a report as a PDF. It is made by another program, oneplan-pdf, so
 * that what shapes letters is not in this one; the report goes to it as JSON.
 * The same report and the same letters give the same bytes. */
#ifndef EXPORT_WRITE_PDF_H
#define EXPORT_WRITE_PDF_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"
#include "report/report.h"

/* Appends the PDF, with letters of 18 point with LARGE_PRINT or where the
 * reader needs it, else of 12 point. oneplan-pdf is looked for beside this
 * program, then on PATH; ONEPLAN_PDF says where else it is. ERR_NOT_OURS: it is
 * not there. */
bool write_pdf(const struct report *report, bool large_print, struct buf *out,
    struct error *err) __attribute__((warn_unused_result));

/* Appends what oneplan-pdf is given. */
void write_pdf_json(const struct report *report, bool large_print,
    struct buf *out);

#endif
