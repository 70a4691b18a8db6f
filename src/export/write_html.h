/* write_html: a report as one HTML file that needs nothing else: no script, no
 * font, no address. It reads well without its style, and prints on A4. The same
 * report gives the same bytes. */
#ifndef EXPORT_WRITE_HTML_H
#define EXPORT_WRITE_HTML_H

#include <stdbool.h>

#include "base/buf.h"
#include "report/report.h"

/* Appends the page, in 18 point letters with LARGE_PRINT or where the reader
 * needs it, else in 12 point. */
void write_html(const struct report *report, bool large_print,
    struct buf *out);

#endif
