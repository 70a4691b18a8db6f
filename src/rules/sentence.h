/* sentence: words put together as people say them. */
#ifndef RULES_SENTENCE_H
#define RULES_SENTENCE_H

#include <stddef.h>

struct buf;

/* Appends "a", "a and b" or "a, b and c"; but "a; b and c; d" where one of them
 * has an "and" or a comma in it. */
void sentence_list(struct buf *out, const char *const *names, size_t count);

/* What ends a sentence whose last words are TEXT: "", where they end one
 * themselves, as a question does; else ".". */
const char *sentence_stop(const char *text);

#endif
