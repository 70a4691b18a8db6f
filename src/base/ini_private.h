/* ini_private: the strict reader, and what it finds. Private to src/base:
 * ini_strict.c reads, ini.c has iniparser read the same and hands it out. */
#ifndef BASE_INI_PRIVATE_H
#define BASE_INI_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/ini.h"

struct span {
	const char *at;
	size_t len;
};

/* A line that says something. Both spans point into the text. */
struct ini_entry {
	struct span name;
	struct span value; /* value.at is NULL for a section */
	int line;
	size_t before; /* of a section: 1 + the entry of the one before, or 0 */
};

struct ini_reader {
	const char *file;
	struct problem_list *problems;
	struct error *err;
	bool clean; /* no breach so far */
	bool returns; /* lines that end in CR LF were said */
	int line;
	struct ini_entry *entries; /* the caller's to free */
	size_t count, cap;
	size_t last; /* 1 + the entry of the last section, or 0 */
	size_t keys; /* the entry that the keys of this section begin with... */
	bool in_section; /* ...if we are in one */
};

bool span_equal(struct span a, struct span b);
/* Adds a breach of the line that READER is at. */
void ini_breach(struct ini_reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Reads TEXT into entries; what it breaches is said. */
void ini_read_lines(struct ini_reader *reader, const char *text, size_t len);

#endif
