/* write_json: a report as JSON, for another program: sorted keys, two spaces. The
 * same report gives the same bytes. */
#ifndef EXPORT_WRITE_JSON_H
#define EXPORT_WRITE_JSON_H

#include <jansson.h>

#include "base/buf.h"
#include "report/report.h"

/* Appends the report and a line feed. */
void write_json(const struct report *report, struct buf *out);
/* The report as a value, which the caller frees, for one that adds to it. */
json_t *report_json(const struct report *report);
/* Appends VALUE and a line feed, and frees it. */
void json_write(json_t *value, struct buf *out);

#endif
