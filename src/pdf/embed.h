/* embed: what is used of a face, inside the PDF, with what each shape spells,
 * so that the words can be searched, copied and read out. */
#ifndef PDF_EMBED_H
#define PDF_EMBED_H

#include "pdf/face.h"

/* Returns the number of the font. */
int embed_face(const struct face *face, struct pdf_file *file);

#endif
