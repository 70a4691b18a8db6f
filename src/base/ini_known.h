/* ini_known: a throw-away note of which texts iniparser read just as our strict
 * reader did, so that it need not be asked about them at every start. It holds a
 * mark made of every byte of each text, and nothing of what they say: a note that
 * is missing, damaged or wrong costs time and nothing else, for our own reader
 * reads every file every time. */
#ifndef BASE_INI_KNOWN_H
#define BASE_INI_KNOWN_H

#include <stdbool.h>
#include <stddef.h>

struct ini_known;

/* The note at PATH, or an empty one where there is none to rely on: not ours,
 * not an ordinary file, one that others may write, made by another version. */
struct ini_known *ini_known_load(const char *path);
/* Writes it to PATH if anything was added, and makes the folder. That it cannot
 * be written matters to nobody. */
void ini_known_save(const struct ini_known *known, const char *path);
void ini_known_free(struct ini_known *known);

/* KNOWN may be NULL: then nothing is known, and nothing is learnt. */
bool ini_known_has(const struct ini_known *known, const char *text, size_t len);
void ini_known_add(struct ini_known *known, const char *text, size_t len);

#endif
