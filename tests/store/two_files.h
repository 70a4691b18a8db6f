/* two_files: several files of one plan, for the tests of merging. */
#ifndef TESTS_STORE_TWO_FILES_H
#define TESTS_STORE_TWO_FILES_H

#include "base/buf.h"
#include "support.h"

/* The path of NAME in the folder; one of many static buffers. */
const char *in_folder(const struct fixture *fixture, const char *name);

/* A second file of the plan at FROM. */
void copy_file(const char *from, const char *to);
/* Opens for writing as LOGIN, on a machine of the same name. */
struct store *open_at(const char *path, const char *login);

/* Merges OTHER into PATH as "merger"; fails the test if it is refused. */
struct merged merge_files(const char *path, const char *other);
/* The sentence with which it is refused; fails the test if it is not. */
struct error merge_refused(const char *path, const char *other);

/* All that is in the plan, by uids and without ids, one thing a line, sorted; of
 * sessions those that something hangs on. */
char *dump(const char *path);

/* Seals a version: a plan.json that names the current answers' digests, and a page
 * that shows their words. */
struct uid seal_version(struct store *store, const char *about);

/* Whether WORDS stand anywhere in the bytes of a file of the folder. */
bool words_in_folder(const struct fixture *fixture, const char *words);

#endif
