/* how_to_check: the page in every sealed pack that tells a stranger how to check
 * it with sha256sum and ssh-keygen alone. */
#ifndef EXPORT_HOW_TO_CHECK_H
#define EXPORT_HOW_TO_CHECK_H

#include "base/buf.h"
#include "report/report.h"

/* Appends the page, as HTML, for the pack of AUDIENCE. */
void how_to_check_add(enum audience audience, const struct seal_mark *mark,
    struct buf *out);

#endif
