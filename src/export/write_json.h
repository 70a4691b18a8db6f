/* write_json: a report as JSON, for another program: sorted keys, two spaces. The
 * same report gives the same bytes. */
#ifndef EXPORT_WRITE_JSON_H
#define EXPORT_WRITE_JSON_H

#include <jansson.h>
#include <stdint.h>

#include "base/buf.h"
#include "report/report.h"

/* Appends the report and a line feed. */
void write_json(const struct report *report, struct buf *out);
/* The report as a value, which the caller frees, for one that adds to it. */
json_t *report_json(const struct report *report);
/* TEXT as a value: what is not UTF-8 in it, as can be in a damaged file, as far as
 * it can be shown. */
json_t *json_words(const char *text);
/* NUMBER with PLACES decimals: 560 with 2 is 5.6. A number in JSON has no other
 * form than a floating one, but of up to 15 figures all come out of it as they
 * went in (C11, DBL_DIG), and nothing is reckoned with it. */
json_t *json_decimal(int64_t number, int places);
/* Appends VALUE and a line feed, and frees it. */
void json_write(json_t *value, struct buf *out);

#endif
