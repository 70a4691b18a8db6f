/* print: a report as a PDF, for A4 paper and to be read out. The same report
 * and the same letters give the same bytes. */
#ifndef PDF_PRINT_H
#define PDF_PRINT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"
#include "report/report.h"

/* Appends the PDF of REPORT to OUT, in the letters below the folder FONTS;
 * fails where they are not there. */
bool print_report(const struct report *report, const char *fonts,
    struct buf *out, struct error *err) __attribute__((warn_unused_result));

#endif
