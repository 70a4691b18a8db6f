#include "config.h"

#include "base/sql.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/sql_private.h"

enum {
	BUSY_LIMIT_MS = 10000,
	BUSY_LEAST_US = 50,
	BUSY_MOST_US = 250,
};

/* --- errors --- */

/* What SQLite says, as a code and a sentence of ours. */
struct meaning {
	int rc; /* SQLite's primary code */
	enum error_code code;
	const char *text;
};

static const struct meaning meanings[] = {
	{ SQLITE_BUSY, ERR_BUSY,
	    "Another program is writing to the file and did not finish in "
	    "time. Please try again." },
	{ SQLITE_LOCKED, ERR_BUSY,
	    "Another part of this program is using the file. Please try "
	    "again." },
	{ SQLITE_PROTOCOL, ERR_BUSY,
	    "The file could not be locked. Please try again." },
	{ SQLITE_FULL, ERR_FULL,
	    "The disk is full. Make some room on it and try again." },
	{ SQLITE_TOOBIG, ERR_USER, "The text is too long to be stored." },
	{ SQLITE_CORRUPT, ERR_CORRUPT,
	    "The file is damaged or was cut short." },
	{ SQLITE_NOTADB, ERR_NOT_OURS, "The file is of some other kind." },
	{ SQLITE_READONLY, ERR_DENIED,
	    "The file, or the folder it is in, may not be written to." },
	{ SQLITE_PERM, ERR_DENIED, "You are not allowed to use the file." },
	{ SQLITE_AUTH, ERR_DENIED, "This is not allowed here." },
	{ SQLITE_CANTOPEN, ERR_IO,
	    "The file, or one beside it, could not be opened." },
	{ SQLITE_NOMEM, ERR_IO, "There is not enough memory left." },
	{ SQLITE_INTERRUPT, ERR_FORM,
	    "It takes too long to work out. Make it simpler." },
	{ SQLITE_CONSTRAINT, ERR_CORRUPT,
	    "The file refused what was to be written, because it would break "
	    "one of the file's own rules." },
	{ SQLITE_MISMATCH, ERR_CORRUPT,
	    "The file holds something of the wrong kind." },
	{ SQLITE_ERROR, ERR_CORRUPT,
	    "A part of the file is missing, or was changed by another "
	    "program." },
};

static const struct meaning other_meaning = { 0, ERR_IO,
	"The disk failed while the file was being used. Check that the disk or "
	"the network folder is still there, and try again." };

/* The machine's own reason counts for more than SQLite's: a quota or a journal
 * that could not be made is a full disk too. */
static bool
error_by_errno(int number, struct error *err)
{
	switch (number) {
	case ENOSPC:
	case EDQUOT:
		error_set(err, ERR_FULL,
		    "The disk is full. Make some room on it and try again.");
		return true;
	case EACCES:
	case EPERM:
	case EROFS:
		error_set(err, ERR_DENIED,
		    "You are not allowed to use the file, or the folder it is "
		    "in, in this way.");
		return true;
	default:
		return false;
	}
}

bool
sql_failed(struct sql *sql, int rc, struct error *err)
{
	int primary = rc & 0xff;
	bool from_machine =
	    primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN;

	if (from_machine && sql->db &&
	    error_by_errno(sqlite3_system_errno(sql->db), err))
		return false;
	if (rc == SQLITE_READONLY_DBMOVED ||
	    (rc == SQLITE_IOERR_FSTAT &&
		sqlite3_system_errno(sql->db) == ENOENT))
		return error_set(err, ERR_IO,
		    "The file was moved, replaced or removed while it was "
		    "open. Put it back, or open it where it is now.");
	for (size_t i = 0; i < ARRAY_LEN(meanings); i++) {
		if (meanings[i].rc == primary)
			return error_set(err, meanings[i].code, "%s",
			    meanings[i].text);
	}
	return error_set(err, other_meaning.code, "%s", other_meaning.text);
}

/* --- opening and closing --- */

/* Waits 50 to 250 us, so that two programs do not keep in step, where SQLite's
 * own handler begins with a whole millisecond. Each try costs some ten
 * system calls, so in a crowd the waits grow, to 16 times that: else those who
 * wait leave no processor to the one who saves. */
static int
wait_while_busy(void *data, int count)
{
	struct sql *sql = data;
	struct timespec pause = { 0, 0 };
	int64_t now = clock_monotonic_ms();

	if (count == 0)
		sql->busy_since_ms = now;
	if (sql->never_wait || now - sql->busy_since_ms >= BUSY_LIMIT_MS)
		return 0;
	sql->busy_seed = sql->busy_seed * 1664525u + 1013904223u;
	pause.tv_nsec = 1000L * (BUSY_LEAST_US + (long)((sql->busy_seed >> 8) %
	    (BUSY_MOST_US - BUSY_LEAST_US + 1)));
	pause.tv_nsec <<= count < 32 ? count / 8 : 4;
	nanosleep(&pause, NULL);
	return 1;
}

/* The settings that a file from somebody else must not be read without. */
static bool
secure_connection(struct sql *sql, struct error *err)
{
	static const struct {
		int option, on;
	} options[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
		{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 1 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
	};

	for (size_t i = 0; i < ARRAY_LEN(options); i++) {
		int rc = sqlite3_db_config(sql->db, options[i].option,
		    options[i].on, NULL);
		if (rc != SQLITE_OK)
			return sql_failed(sql, rc, err);
	}
	return true;
}

/* temp_store: nobody's words go to a temporary file. */
static const char *
settings(enum sql_mode mode)
{
	switch (mode) {
	case SQL_READ:
		return "PRAGMA cell_size_check = ON;"
		       "PRAGMA temp_store = MEMORY";
	case SQL_WRITE:
		return "PRAGMA cell_size_check = ON;"
		       "PRAGMA temp_store = MEMORY;"
		       "PRAGMA recursive_triggers = ON;"
		       "PRAGMA secure_delete = ON;"
		       "PRAGMA synchronous = FULL;"
		       "PRAGMA journal_mode = PERSIST";
	case SQL_CREATE:
		return "PRAGMA page_size = 4096;"
		       "PRAGMA temp_store = MEMORY;"
		       "PRAGMA recursive_triggers = ON;"
		       "PRAGMA secure_delete = ON;"
		       "PRAGMA synchronous = FULL;"
		       "PRAGMA journal_mode = PERSIST";
	case SQL_CACHE:
		return "PRAGMA temp_store = MEMORY;"
		       "PRAGMA recursive_triggers = ON;"
		       "PRAGMA secure_delete = ON;"
		       "PRAGMA synchronous = OFF;"
		       "PRAGMA journal_mode = PERSIST";
	case SQL_MEMORY:
		return "PRAGMA temp_store = MEMORY;"
		       "PRAGMA recursive_triggers = ON";
	}
	return "";
}

/* SQLite would make the file readable for others, and would not refuse one that
 * is there. */
static bool
make_file(const char *path, enum sql_mode mode, struct error *err)
{
	int fd;

	if (mode != SQL_CREATE && mode != SQL_CACHE)
		return true;
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0) {
		close(fd);
		return true;
	}
	if (errno == EEXIST && mode == SQL_CACHE)
		return true;
	if (errno == EEXIST)
		return error_set(err, ERR_USER,
		    "There is already a file at %s. It was left as it is.",
		    path);
	if (error_by_errno(errno, err))
		return error_prefix(err, "The file %s could not be made. ",
		    path);
	return error_set(err, ERR_IO, "The file %s could not be made: %s.", path,
	    strerror(errno));
}

/* A path that SQLite cannot take for a URI or for one of its special names. */
static char *
plain_path(const char *path, enum sql_mode mode)
{
	struct buf buf;

	if (mode == SQL_MEMORY)
		return xstrdup(":memory:");
	buf_init(&buf);
	if (path[0] != '/')
		buf_add(&buf, "./");
	buf_add(&buf, path);
	return buf_take(&buf);
}

static bool
open_connection(struct sql *sql, const char *path, const char *vfs,
    struct error *err)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
	    SQLITE_OPEN_EXRESCODE;
	char *plain;
	int rc;

	if (sql->mode == SQL_READ)
		flags |= SQLITE_OPEN_READONLY;
	else
		flags |= SQLITE_OPEN_READWRITE;
	if (sql->mode == SQL_MEMORY)
		flags |= SQLITE_OPEN_MEMORY;
	else if (!vfs)
		vfs = getenv("ONEPLAN_VFS");
	if (!make_file(path, sql->mode, err))
		return false;
	plain = plain_path(path, sql->mode);
	rc = sqlite3_open_v2(plain, &sql->db, flags, vfs);
	free(plain);
	if (rc != SQLITE_OK)
		return sql_failed(sql, rc, err);
	/* where a file may only be read, SQLite opens it so without a word */
	if (sql->mode != SQL_READ && sqlite3_db_readonly(sql->db, "main") == 1)
		return sql_failed(sql, SQLITE_READONLY, err);
	sqlite3_busy_handler(sql->db, wait_while_busy, sql);
	if (!secure_connection(sql, err))
		return false;
	return sql_exec(sql, settings(sql->mode), err);
}

bool
sql_open(const char *path, enum sql_mode mode, const char *vfs,
    struct sql **out, struct error *err)
{
	struct sql *sql = xcalloc(1, sizeof *sql);

	assert(path || mode == SQL_MEMORY);
	sql->mode = mode;
	sql->busy_seed = (uint32_t)getpid();
	if (!open_connection(sql, path, vfs, err)) {
		sql_close(sql);
		return false;
	}
	*out = sql;
	return true;
}

void
sql_close(struct sql *sql)
{
	if (!sql)
		return;
	while (sql->stmts)
		sql_finalize(sql->stmts);
	if (sql->db && (sql->mode == SQL_WRITE || sql->mode == SQL_CREATE)) {
		sql_rollback(sql);
		/* one file at rest; a program that still writes does it
		 * when it closes */
		sql->never_wait = true;
		(void)sqlite3_exec(sql->db, "PRAGMA journal_mode = DELETE", NULL,
		    NULL, NULL);
	}
	sqlite3_close(sql->db);
	free(sql);
}

/* --- statements --- */

bool
sql_exec(struct sql *sql, const char *text, struct error *err)
{
	int rc;

	sql->ticks = 0;
	sql->max_ticks = sql->guard ? sql->guard->max_steps : 0;
	rc = sqlite3_exec(sql->db, text, NULL, NULL, NULL);
	return rc == SQLITE_OK || sql_failed(sql, rc, err);
}

struct sql_stmt *
sql_stmt_new(struct sql *sql, sqlite3_stmt *inner)
{
	struct sql_stmt *stmt = xcalloc(1, sizeof *stmt);

	stmt->stmt = inner;
	stmt->sql = sql;
	stmt->max_ticks = sql->guard ? sql->guard->max_steps : 0;
	stmt->next = sql->stmts;
	if (stmt->next)
		stmt->next->prev = stmt;
	sql->stmts = stmt;
	return stmt;
}

bool
sql_prepare(struct sql *sql, const char *text, struct sql_stmt **out,
    struct error *err)
{
	sqlite3_stmt *inner;
	int rc = sqlite3_prepare_v3(sql->db, text, -1, SQLITE_PREPARE_PERSISTENT,
	    &inner, NULL);

	if (rc != SQLITE_OK)
		return sql_failed(sql, rc, err);
	*out = sql_stmt_new(sql, inner);
	return true;
}

void
sql_finalize(struct sql_stmt *stmt)
{
	if (!stmt)
		return;
	if (stmt->prev)
		stmt->prev->next = stmt->next;
	else
		stmt->sql->stmts = stmt->next;
	if (stmt->next)
		stmt->next->prev = stmt->prev;
	sqlite3_finalize(stmt->stmt);
	free(stmt);
}

bool
sql_step(struct sql_stmt *stmt, bool *row, struct error *err)
{
	int rc = stmt->bind_failed;

	*row = false;
	if (!sqlite3_stmt_busy(stmt->stmt))
		stmt->sql->ticks = 0;
	stmt->sql->max_ticks = stmt->max_ticks;
	if (rc == 0)
		rc = sqlite3_step(stmt->stmt);
	if (rc == SQLITE_DONE)
		return true;
	if (rc == SQLITE_ROW) {
		*row = true;
		return true;
	}
	(void)sql_failed(stmt->sql, rc, err);
	sql_reset(stmt);
	return false;
}

bool
sql_run(struct sql_stmt *stmt, struct error *err)
{
	bool row;

	if (!sql_step(stmt, &row, err))
		return false;
	assert(!row);
	sql_reset(stmt);
	return true;
}

void
sql_reset(struct sql_stmt *stmt)
{
	sqlite3_reset(stmt->stmt);
	sqlite3_clear_bindings(stmt->stmt);
	stmt->bind_failed = 0;
}

/* --- transactions --- */

bool
sql_begin(struct sql *sql, struct error *err)
{
	return sql_exec(sql, "BEGIN IMMEDIATE", err);
}

bool
sql_commit(struct sql *sql, struct error *err)
{
	if (sql_exec(sql, "COMMIT", err))
		return true;
	sql_rollback(sql);
	return false;
}

void
sql_rollback(struct sql *sql)
{
	/* SQLite has already rolled back after some failures */
	if (!sqlite3_get_autocommit(sql->db))
		(void)sqlite3_exec(sql->db, "ROLLBACK", NULL, NULL, NULL);
}

/* --- small questions --- */

int64_t
sql_last_rowid(struct sql *sql)
{
	return sqlite3_last_insert_rowid(sql->db);
}

int64_t
sql_changes(struct sql *sql)
{
	return sqlite3_changes64(sql->db);
}

int64_t
sql_data_version(struct sql *sql)
{
	int64_t version = -1;
	bool row;

	sql->never_wait = true;
	if (!sql->data_version &&
	    !sql_prepare(sql, "PRAGMA data_version", &sql->data_version, NULL))
		goto out;
	if (sql_step(sql->data_version, &row, NULL) && row)
		version = sql_int(sql->data_version, 0);
	sql_reset(sql->data_version);
out:
	sql->never_wait = false;
	return version;
}

bool
sql_query_int(struct sql *sql, const char *text, int64_t *out,
    struct error *err)
{
	struct sql_stmt *stmt;
	bool row;
	bool ok;

	if (!sql_prepare(sql, text, &stmt, err))
		return false;
	ok = sql_step(stmt, &row, err);
	if (ok && row)
		*out = sql_int(stmt, 0);
	else if (ok)
		ok = sql_failed(sql, SQLITE_ERROR, err);
	sql_finalize(stmt);
	return ok;
}

bool
sql_query_text(struct sql *sql, const char *text, char **out,
    struct error *err)
{
	struct sql_stmt *stmt;
	bool row;
	bool ok;

	if (!sql_prepare(sql, text, &stmt, err))
		return false;
	ok = sql_step(stmt, &row, err);
	if (ok && row)
		*out = xstrdup(sql_text(stmt, 0));
	else if (ok)
		ok = sql_failed(sql, SQLITE_ERROR, err);
	sql_finalize(stmt);
	return ok;
}

bool
sql_take_bytes(struct sql *sql, void **bytes, size_t *len, struct error *err)
{
	sqlite3_int64 size = 0;
	unsigned char *copy = sqlite3_serialize(sql->db, "main", &size, 0);

	if (copy == NULL)
		return sql_failed(sql, SQLITE_IOERR, err);
	*len = (size_t)size;
	*bytes = xmalloc(*len);
	memcpy(*bytes, copy, *len);
	sqlite3_free(copy);
	return true;
}

