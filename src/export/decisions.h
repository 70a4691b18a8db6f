/* decisions: what may be given to a person who asked for all that is written
 * about them, as a table for a spreadsheet: written out with what there is, and
 * read back with what somebody decided. */
#ifndef EXPORT_DECISIONS_H
#define EXPORT_DECISIONS_H

#include "base/problem.h"
#include "report/access.h"

/* Appends the table. What is simply about the person says disclose, to be
 * changed; what is restricted or was said by somebody else says nothing yet. */
void decisions_write(const struct access_list *list, struct buf *out);

/* Reads LEN bytes of TEXT, such a table, into LIST. Whatever is not decided, needs
 * a reason, or has changed since is added to SAID; nothing may be given while
 * there is any. False, with ERR, if it is no such table. */
bool decisions_read(const char *text, size_t len, struct access_list *list,
    struct problem_list *said, struct error *err)
    __attribute__((warn_unused_result));

/* Appends what was decided in a few words, and each that was not simply given,
 * with its reason: the record that stays with the organisation. */
void decisions_say(const struct access_list *list, struct buf *out);

#endif
