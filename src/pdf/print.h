/* print: a report as a PDF, for A4 paper and to be read out. The same report and
 * the same letters give the same bytes. */
#ifndef PDF_PRINT_H
#define PDF_PRINT_H

#include "base/buf.h"
#include "pdf/face.h"
#include "report/report.h"

/* Appends the PDF of REPORT to OUT. */
void print_report(const struct report *report, struct faces *faces,
    struct buf *out);

#endif
