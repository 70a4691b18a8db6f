/* read_report: the JSON that export/write_pdf makes of a report, read back as
 * the same report. */
#ifndef PDF_READ_REPORT_H
#define PDF_READ_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "report/report.h"

/* The largest that is taken, in bytes. */
#define REPORT_JSON_MAX (64u << 20)

/* Reads LEN bytes of TEXT. Nothing in it is trusted. False, with ERR, where it
 * is not such a report. *OUT is for read_report_clear either way. */
bool read_report(const char *text, size_t len, struct report *out,
    struct error *err) __attribute__((warn_unused_result));
void read_report_clear(struct report *report);

#endif
