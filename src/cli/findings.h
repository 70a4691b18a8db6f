/* findings: printing what a check or lint found. */
#ifndef CLI_FINDINGS_H
#define CLI_FINDINGS_H

#include <stdbool.h>

#include "base/problem.h"
#include "cli/cli.h"

/* One a line, "where: sentence", or as JSON. Returns STATUS_FINDING if there are
 * any. */
enum status findings_print(const struct problem_list *problems, bool json);

#endif
