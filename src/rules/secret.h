/* secret: words that should not be written in a plan at all: codes of key safes
 * and doors, card numbers' PINs, passwords (practice.md F6). */
#ifndef RULES_SECRET_H
#define RULES_SECRET_H

#include <stdbool.h>

/* Does TEXT seem to hold such a code: one of the words that announce it, with a
 * figure or a colon soon after? It may be wrong: only ever a warning. */
bool secret_in(const char *text);

#endif
