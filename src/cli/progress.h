/* progress: how far long work is, on one line of the terminal that standard error
 * is. Where that is no terminal nothing is said. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "export/pack.h"

/* "Making the pages: 7 of 31", in place of what it said before. */
void progress_show(struct how_far far);
/* Takes the line away, before anything else is said. */
void progress_end(void);

#endif
