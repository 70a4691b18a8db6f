/* ini: the strict door to INI files. It refuses all that iniparser 4.1 would
 * silently change (design.md section 13, trap 1), knows the line of every key,
 * and hands out only what iniparser reads alike. */
#ifndef BASE_INI_H
#define BASE_INI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/problem.h"

struct ini_key {
	const char *name;  /* without its section */
	const char *value; /* the text between the double quotes */
	int line;
};

struct ini_section {
	const char *name;
	int line;
	const struct ini_key *keys; /* in the file's order */
	size_t key_count;
};

struct ini_known;

struct ini {
	const struct ini_section *sections; /* in the file's order */
	size_t section_count;
	const char *file;  /* the name to show; owned */
	const char *text;  /* the whole file as read; owned */
	size_t text_len;
	struct ini_memory *memory;
};

/* Reads the file at PATH. Every breach of the house rules (values in double
 * quotes and nothing after them, no " inside, ids [a-z][a-z0-9_]* with dots
 * between, no duplicate key or section, no line over 1,000 bytes, valid UTF-8
 * without BOM, NUL or control characters, comments that do not end in a
 * backslash, keys only inside a section) is added to PROBLEMS with file:line and
 * its mend. Returns false when the file cannot be read or has a breach; ERR then
 * names the first one. *OUT is valid (ini_free) either way. */
bool ini_load(const char *path, struct ini **out, struct problem_list *problems,
    struct error *err) __attribute__((warn_unused_result));
/* The same, but iniparser is not asked again about bytes that KNOWN
 * (ini_known.h; NULL: none) says it read alike before; KNOWN learns of others. */
bool ini_load_known(const char *path, struct ini_known *known,
    struct ini **out, struct problem_list *problems, struct error *err)
    __attribute__((warn_unused_result));
/* As ini_load for a text that is in memory already (a definition kept in a plan
 * file); FILE is the name to show. */
bool ini_load_text(const char *file, const char *text, size_t len,
    struct ini **out, struct problem_list *problems, struct error *err)
    __attribute__((warn_unused_result));
void ini_free(struct ini *ini);

const struct ini_key *ini_find(const struct ini_section *section,
    const char *key);
/* The key's value, or NULL. */
const char *ini_value(const struct ini_section *section, const char *key);

#endif
