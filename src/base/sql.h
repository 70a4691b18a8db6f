/* sql: SQLite, opened with our settings; only base/sql*.c
 * include sqlite3.h. It knows no table names. */
#ifndef BASE_SQL_H
#define BASE_SQL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/value.h"

struct sql;	 /* one connection */
struct sql_stmt; /* one prepared statement */

enum sql_mode {
	SQL_READ,   /* an existing file, read only */
	SQL_WRITE,  /* an existing file */
	SQL_CREATE, /* a file that must not be there yet */
	SQL_CACHE,  /* made if missing; fast, not safe: for what can be made again */
	SQL_MEMORY, /* private, in memory */
};

/* Opens PATH (NULL for SQL_MEMORY) as design.md section 7 says: DEFENSIVE,
 * TRUSTED_SCHEMA off, DQS off, foreign keys and recursive triggers on, secure
 * delete on, synchronous FULL, our busy handler (waits of 50 us to 4 ms, up to
 * 10 s in all). VFS names another VFS for the fault tests (NULL: the default,
 * or $ONEPLAN_VFS where a test set it). */
bool sql_open(const char *path, enum sql_mode mode, const char *vfs,
    struct sql **out, struct error *err) __attribute__((warn_unused_result));
/* Finalizes every statement that is still open, then closes. NULL is fine. */
void sql_close(struct sql *sql);

/* Runs statements that return nothing. SQL is a constant string. */
bool sql_exec(struct sql *sql, const char *text, struct error *err)
    __attribute__((warn_unused_result));
/* Prepares one statement that is kept for the connection's life. */
bool sql_prepare(struct sql *sql, const char *text, struct sql_stmt **out,
    struct error *err) __attribute__((warn_unused_result));
void sql_finalize(struct sql_stmt *stmt);

/* Bind by name (":field") or position (from 1). Text and blobs are borrowed
 * until the statement is reset. Binding a name that the statement does not have
 * is a mistake of ours (assert). */
int sql_param(struct sql_stmt *stmt, const char *name); /* 0: none such */
void sql_bind_null(struct sql_stmt *stmt, int at);
void sql_bind_int(struct sql_stmt *stmt, int at, int64_t number);
void sql_bind_text(struct sql_stmt *stmt, int at, const char *text); /* NULL: null */
void sql_bind_blob(struct sql_stmt *stmt, int at, const void *data, size_t len);
void sql_bind_value(struct sql_stmt *stmt, int at, const struct value *value);

/* Steps once. *ROW says whether there is a row. On false the statement has been
 * reset. */
bool sql_step(struct sql_stmt *stmt, bool *row, struct error *err)
    __attribute__((warn_unused_result));
/* Steps a statement that returns no rows, and resets it. */
bool sql_run(struct sql_stmt *stmt, struct error *err)
    __attribute__((warn_unused_result));
/* Makes it ready to run again and forgets what was bound. */
void sql_reset(struct sql_stmt *stmt);

/* The columns of the row, from 0. Text and blobs are borrowed until the next
 * step or reset. sql_text gives "" for NULL. */
bool sql_is_null(struct sql_stmt *stmt, int column);
int64_t sql_int(struct sql_stmt *stmt, int column);
const char *sql_text(struct sql_stmt *stmt, int column);
const void *sql_blob(struct sql_stmt *stmt, int column, size_t *len);
/* INTEGER as a number, TEXT as text, NULL as none; REAL is rounded half away
 * from zero to a number. */
void sql_value(struct sql_stmt *stmt, int column, struct value *out);

/* BEGIN IMMEDIATE, COMMIT, ROLLBACK. A failed commit has been rolled back. */
bool sql_begin(struct sql *sql, struct error *err)
    __attribute__((warn_unused_result));
bool sql_commit(struct sql *sql, struct error *err)
    __attribute__((warn_unused_result));
void sql_rollback(struct sql *sql);

int64_t sql_last_rowid(struct sql *sql);
int64_t sql_changes(struct sql *sql); /* rows changed by the last statement */
/* Changes when another connection has written; -1: busy, ask later. */
int64_t sql_data_version(struct sql *sql);
/* The one number or text that a query returns. */
bool sql_query_int(struct sql *sql, const char *text, int64_t *out,
    struct error *err) __attribute__((warn_unused_result));
/* The caller frees *OUT. */
bool sql_query_text(struct sql *sql, const char *text, char **out,
    struct error *err) __attribute__((warn_unused_result));

/* The whole database as one file's bytes, as it is at one moment; the caller frees
 * *BYTES. */
bool sql_take_bytes(struct sql *sql, void **bytes, size_t *len,
    struct error *err) __attribute__((warn_unused_result));

/* --- for form/sandbox: expressions that came from a file --- */

/* What an expression may do. COLUMNS are told to READ in NOTE_DATA. */
struct sql_guard {
	const char *const *functions; /* allowed, NULL-terminated */
	/* called for each table.column that is read; false denies it */
	bool (*note)(void *data, const char *table, const char *column);
	void *note_data;
	int max_steps; /* progress handler: virtual machine steps / 1000; 0: none */
};
/* From now on every statement prepared is held to GUARD (NULL lifts it), with
 * limits on length, depth and opcodes. GUARD stays the caller's. */
void sql_set_guard(struct sql *sql, const struct sql_guard *guard);
/* Prepares TEXT only if it is one read-only statement of one column with
 * nothing after it; ERR has SQLite's own words, without codes. */
bool sql_prepare_expression(struct sql *sql, const char *text,
    struct sql_stmt **out, struct error *err)
    __attribute__((warn_unused_result));
int sql_param_count(struct sql_stmt *stmt);
const char *sql_param_name(struct sql_stmt *stmt, int at); /* ":name" */
/* A deterministic function of ARGS arguments (-1: any). FN reads them and fills
 * RESULT (VALUE_NONE to begin with). */
void sql_add_function(struct sql *sql, const char *name, int args,
    void (*fn)(int count, const struct value *args, struct value *result));

#endif
