/* spoken: text as a voice reads it: sums, dates and long numbers in the way that
 * people say them. */
#ifndef EXPORT_SPOKEN_H
#define EXPORT_SPOKEN_H

#include "base/buf.h"

/* Appends TEXT so: "£4,491.00" as "4,491 pounds", "£64.50" as "64 pounds 50
 * pence", "3 Apr 1992" as "3 April 1992", "50%" as "50 percent", "&" as "and", and
 * a number that begins with 0, such as a telephone's, figure by figure. */
void spoken_add(struct buf *out, const char *text);
/* The same as a sentence: with a stop at its end, if it has none. */
void spoken_add_sentence(struct buf *out, const char *text);

#endif
