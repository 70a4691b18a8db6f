/* read_month: the table of "My money in a month" as it comes back, with what
 * really happened written into it: into the review's costs. Nothing in the file
 * is trusted. */
#ifndef EXPORT_READ_MONTH_H
#define EXPORT_READ_MONTH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/problem.h"
#include "export/read_answers.h"
#include "plan/plan.h"

/* One such table. */
struct month_file {
	const char *name; /* as it was asked for */
	const char *text;
	size_t len;
};

/* Reads COUNT FILES, each the table that write_csv made of PLAN. Each column
 * behind the planned amounts is a month, and what stands there, in all of the
 * files, is added up: it becomes what was spent on that cost, in the plan's last
 * review or, where there is none, in a new one. The same tables read again change
 * nothing. What is left out is added to SAID. False, with ERR, when one is not
 * such a table, is of another plan, or has nothing written in it; *OUT holds
 * nothing then. */
bool month_read_csv(const struct month_file *files, size_t count,
    struct plan *plan, struct read_answers *out, struct problem_list *said,
    struct error *err)
    __attribute__((warn_unused_result));

#endif
