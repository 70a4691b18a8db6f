/* write_csv: the money of a plan as tables for a spreadsheet or a finance
 * system: one table a page. Amounts are plain (1234.56), days are 2026-11-16.
 * Every row says whose plan it is and which version. */
#ifndef EXPORT_WRITE_CSV_H
#define EXPORT_WRITE_CSV_H

#include <stdbool.h>

#include "base/buf.h"
#include "report/report.h"

/* Columns of the month's table, which comes back filled in (read_month.h). What
 * happened is written behind the last, a column a month. */
#define MONTH_WHOSE    "Whose plan"
#define MONTH_PART     "Part"
#define MONTH_WHAT     "What"
#define MONTH_PLANNED  "Planned"
#define MONTH_HAPPENED "What happened"
/* The part of a row about what comes in, not about a cost. */
#define MONTH_IN "Comes in"
/* What stands before the person's name in a training plan. */
#define CSV_TRAINING "TRAINING: "

/* Does the page have a table to be written so? The whole plan has none. */
bool csv_holds(bool whole, enum page page);
/* Appends the table of REPORT, for which csv_holds is true: a header and as many
 * rows as there are. */
void write_csv(const struct report *report, struct buf *out);

#endif
