/* write_json: a report as JSON, for another program: sorted keys, two spaces. The
 * same report gives the same bytes. */
#ifndef EXPORT_WRITE_JSON_H
#define EXPORT_WRITE_JSON_H

#include "base/buf.h"
#include "report/report.h"

/* Appends the report and a line feed. */
void write_json(const struct report *report, struct buf *out);

#endif
