/* sql_private: what the files of base/sql share; nobody else includes it. */
#ifndef BASE_SQL_PRIVATE_H
#define BASE_SQL_PRIVATE_H

#include <sqlite3.h>

#include "base/sql.h"

struct sql {
	sqlite3 *db;
	enum sql_mode mode;
	struct sql_stmt *stmts; /* all that are open */
	struct sql_stmt *data_version;
	bool never_wait; /* for a question that can be asked again later */
	int64_t busy_since_ms;
	uint32_t busy_seed;
	const struct sql_guard *guard;
	int ticks, max_ticks; /* of the statement that runs; 0: no end */
};

struct sql_stmt {
	sqlite3_stmt *stmt;
	struct sql *sql;
	struct sql_stmt *prev, *next;
	int bind_failed; /* SQLite's code of the first bind that failed, or 0 */
	int max_ticks;	 /* of the guard it was prepared under, for life */
};

/* Fills ERR with what SQLite's code RC means for a person; returns false. */
bool sql_failed(struct sql *sql, int rc, struct error *err);
/* Takes over INNER, which is finalized with the connection at the latest. */
struct sql_stmt *sql_stmt_new(struct sql *sql, sqlite3_stmt *inner);
/* As sql_value. */
void sql_read_value(sqlite3_value *from, struct value *out);

#endif
