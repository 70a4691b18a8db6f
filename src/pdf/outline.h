/* outline: the headings beside the page, to go to any of them. */
#ifndef PDF_OUTLINE_H
#define PDF_OUTLINE_H

#include "pdf/pdf_file.h"
#include "pdf/press.h"

/* Returns the number of the list; 0: there are no headings for it. PAGES: the
 * number of each page's object. */
int outline_write(const struct press *press, struct pdf_file *file,
    const int *pages);

#endif
