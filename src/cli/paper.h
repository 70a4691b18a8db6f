/* paper: a page for a workshop that is not a plan: role cards, answer sheets,
 * notes. It is a report like any other, so the same writers lay it out. */
#ifndef CLI_PAPER_H
#define CLI_PAPER_H

#include "report/report.h"

/* A page for training, with TITLE as its heading; free with report_free, after
 * paper_finish has been called once. */
struct report *paper_new(const char *title);
/* A heading under the page's own. */
void paper_heading(struct report *paper, const char *text);
/* One paragraph for each line of TEXT; nothing for "". */
void paper_text(struct report *paper, const char *text);
/* What is asked, and the answer, which may have several lines. */
void paper_answer(struct report *paper, const char *question,
    const char *answer);
void paper_finish(struct report *paper);

/* Writes PAPER as FOLDER/NAME.txt and FOLDER/NAME.html; never over a file. */
bool paper_write(const struct report *paper, const char *folder,
    const char *name, struct error *err) __attribute__((warn_unused_result));

#endif
