/* What the two files of the index share: index_file.c makes and opens it, index.c
 * asks and tells it. */
#ifndef CASELOAD_INDEX_PRIVATE_H
#define CASELOAD_INDEX_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/sql.h"
#include "caseload/index.h"

enum {
	GET, FIND, LOAD, PUT, FORGET, PEOPLE, PUT_PEOPLE, FIND_PEOPLE,
	STATEMENTS
};

struct index {
	struct sql *sql;
	struct sql_stmt *stmts[STATEMENTS];
	char *path, *folder_path;
	int64_t folder;
	bool memory;  /* there is no file */
	bool damaged; /* it is to be thrown away */
	bool failed;
	bool renewed; /* it failed before */
	bool writing;
	/* how far index_load has come */
	bool loading;
	char *last_words;
	int64_t last_id;
};

/* Whether what failed is wrong with the file itself. */
bool index_is_damage(const struct error *err);

#endif
