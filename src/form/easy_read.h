/* easy_read: words that stand in easy read: short sentences of everyday words,
 * each on a line of its own beside a picture. After the Department of Health's
 * "Basic guidelines for people who commission easy read information" (2010). */
#ifndef FORM_EASY_READ_H
#define FORM_EASY_READ_H

#include <stdbool.h>

#include "base/error.h"

#define EASY_MOST_WORDS	  12 /* in a sentence */
#define EASY_MOST_LETTERS 12 /* in a word */

/* Is TEXT one short sentence that ends with a stop, or with CHOICE the few words
 * of an answer, without words that few people know? False with why, as a
 * sentence for whoever writes a form. */
bool easy_read_holds(const char *text, bool choice, struct error *why)
    __attribute__((warn_unused_result));

#endif
