#include "config.h"

#include "base/sql.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/utf8.h"

enum {
	BUSY_LIMIT_MS = 10000,
	BUSY_LEAST_US = 50,
	BUSY_MOST_US = 250,
	STEPS_A_TICK = 1000, /* virtual machine steps between two ticks */
};

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

static bool
fail(struct sql *sql, int rc, struct error *err)
{
	int primary = rc & 0xff;
	bool from_machine =
	    primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN;

	if (from_machine && sql->db &&
	    error_by_errno(sqlite3_system_errno(sql->db), err))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(meanings); i++) {
		if (meanings[i].rc == primary)
			return error_set(err, meanings[i].code, "%s",
			    meanings[i].text);
	}
	return error_set(err, other_meaning.code, "%s", other_meaning.text);
}

/* --- opening and closing --- */

/* Waits 50 to 250 us, so that two programs do not keep in step. SQLite's own
 * handler begins with a whole millisecond. */
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
			return fail(sql, rc, err);
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
		return fail(sql, rc, err);
	/* where a file may only be read, SQLite opens it so without a word */
	if (sql->mode != SQL_READ && sqlite3_db_readonly(sql->db, "main") == 1)
		return fail(sql, SQLITE_READONLY, err);
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
	return rc == SQLITE_OK || fail(sql, rc, err);
}

static struct sql_stmt *
stmt_new(struct sql *sql, sqlite3_stmt *inner)
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
		return fail(sql, rc, err);
	*out = stmt_new(sql, inner);
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

int
sql_param(struct sql_stmt *stmt, const char *name)
{
	return sqlite3_bind_parameter_index(stmt->stmt, name);
}

static void
bound(struct sql_stmt *stmt, int rc)
{
	assert(rc != SQLITE_RANGE && rc != SQLITE_MISUSE);
	if (rc != SQLITE_OK && stmt->bind_failed == 0)
		stmt->bind_failed = rc;
}

void
sql_bind_null(struct sql_stmt *stmt, int at)
{
	bound(stmt, sqlite3_bind_null(stmt->stmt, at));
}

void
sql_bind_int(struct sql_stmt *stmt, int at, int64_t number)
{
	bound(stmt, sqlite3_bind_int64(stmt->stmt, at, number));
}

void
sql_bind_text(struct sql_stmt *stmt, int at, const char *text)
{
	if (!text) {
		sql_bind_null(stmt, at);
		return;
	}
	bound(stmt, sqlite3_bind_text64(stmt->stmt, at, text, strlen(text),
	    SQLITE_STATIC, SQLITE_UTF8));
}

/* A blob of no bytes is an empty blob, not a null. */
void
sql_bind_blob(struct sql_stmt *stmt, int at, const void *data, size_t len)
{
	bound(stmt, sqlite3_bind_blob64(stmt->stmt, at, len ? data : "", len,
	    SQLITE_STATIC));
}

void
sql_bind_value(struct sql_stmt *stmt, int at, const struct value *value)
{
	switch (value->kind) {
	case VALUE_NONE:
		sql_bind_null(stmt, at);
		break;
	case VALUE_NUMBER:
		sql_bind_int(stmt, at, value->number);
		break;
	case VALUE_TEXT:
		sql_bind_text(stmt, at, value->text);
		break;
	}
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
	(void)fail(stmt->sql, rc, err);
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

/* --- columns --- */

bool
sql_is_null(struct sql_stmt *stmt, int column)
{
	return sqlite3_column_type(stmt->stmt, column) == SQLITE_NULL;
}

int64_t
sql_int(struct sql_stmt *stmt, int column)
{
	return sqlite3_column_int64(stmt->stmt, column);
}

const char *
sql_text(struct sql_stmt *stmt, int column)
{
	const void *text = sqlite3_column_text(stmt->stmt, column);

	return text ? text : "";
}

const void *
sql_blob(struct sql_stmt *stmt, int column, size_t *len)
{
	const void *data = sqlite3_column_blob(stmt->stmt, column);

	*len = (size_t)sqlite3_column_bytes(stmt->stmt, column);
	return data ? data : "";
}

/* Half away from zero; what is too large to hold stops at the largest. */
static int64_t
round_real(double real)
{
	if (real >= 9223372036854774784.0)
		return INT64_MAX;
	if (real <= -9223372036854774784.0)
		return INT64_MIN;
	return (int64_t)(real < 0 ? real - 0.5 : real + 0.5);
}

/* A file that was changed by hand may hold any bytes as its text. */
static void
set_text(struct value *out, const char *bytes, size_t len)
{
	struct buf clean;

	value_clear(out);
	out->kind = VALUE_TEXT;
	if (utf8_valid(bytes, len) && !memchr(bytes, '\0', len)) {
		out->text = xstrndup(bytes, len);
		return;
	}
	buf_init(&clean);
	utf8_clean(bytes, len, &clean);
	out->text = buf_take(&clean);
}

static void
read_value(sqlite3_value *from, struct value *out)
{
	switch (sqlite3_value_type(from)) {
	case SQLITE_NULL:
		value_clear(out);
		break;
	case SQLITE_INTEGER:
		value_set_number(out, sqlite3_value_int64(from));
		break;
	case SQLITE_FLOAT:
		value_set_number(out, round_real(sqlite3_value_double(from)));
		break;
	default: {
		const void *bytes = sqlite3_value_blob(from);
		size_t len = (size_t)sqlite3_value_bytes(from);

		set_text(out, bytes ? bytes : "", len);
		break;
	}
	}
}

void
sql_value(struct sql_stmt *stmt, int column, struct value *out)
{
	read_value(sqlite3_column_value(stmt->stmt, column), out);
}

const char *
sql_column_name(struct sql_stmt *stmt, int column)
{
	return sqlite3_column_name(stmt->stmt, column);
}

int
sql_column_count(struct sql_stmt *stmt)
{
	return sqlite3_column_count(stmt->stmt);
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
		ok = fail(sql, SQLITE_ERROR, err);
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
		ok = fail(sql, SQLITE_ERROR, err);
	sql_finalize(stmt);
	return ok;
}

/* --- expressions from a file --- */

/* What a guarded connection may not go beyond; lifting the guard puts SQLite's
 * own limits back. The length also bounds what is bound: a person's text. */
static const struct {
	int id, guarded;
} limits[] = {
	{ SQLITE_LIMIT_LENGTH, 1 << 20 },
	{ SQLITE_LIMIT_SQL_LENGTH, 2048 },
	{ SQLITE_LIMIT_EXPR_DEPTH, 50 },
	{ SQLITE_LIMIT_VDBE_OP, 2000 },
	{ SQLITE_LIMIT_COMPOUND_SELECT, 8 },
	{ SQLITE_LIMIT_FUNCTION_ARG, 16 },
	{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200 },
	{ SQLITE_LIMIT_ATTACHED, 0 },
};

static int
authorize(void *data, int action, const char *first, const char *second,
    const char *database, const char *trigger)
{
	const struct sql_guard *guard = ((struct sql *)data)->guard;

	(void)database;
	(void)trigger;
	if (action == SQLITE_SELECT)
		return SQLITE_OK;
	if (action == SQLITE_READ && first && second) {
		if (!guard->note || guard->note(guard->note_data, first, second))
			return SQLITE_OK;
	}
	if (action == SQLITE_FUNCTION && second && guard->functions) {
		for (size_t i = 0; guard->functions[i]; i++) {
			if (sqlite3_stricmp(guard->functions[i], second) == 0)
				return SQLITE_OK;
		}
	}
	return SQLITE_DENY;
}

static int
tick(void *data)
{
	struct sql *sql = data;

	return sql->max_ticks > 0 && ++sql->ticks > sql->max_ticks;
}

/* A statement keeps its end when the guard is lifted, so the handler stays. */
void
sql_set_guard(struct sql *sql, const struct sql_guard *guard)
{
	sql->guard = guard;
	for (size_t i = 0; i < ARRAY_LEN(limits); i++)
		sqlite3_limit(sql->db, limits[i].id,
		    guard ? limits[i].guarded : INT_MAX);
	sqlite3_set_authorizer(sql->db, guard ? authorize : NULL, sql);
	if (guard && guard->max_steps > 0)
		sqlite3_progress_handler(sql->db, STEPS_A_TICK, tick, sql);
}

bool
sql_prepare_expression(struct sql *sql, const char *text,
    struct sql_stmt **out, struct error *err)
{
	sqlite3_stmt *inner = NULL;
	const char *tail = "";
	const char *wrong = NULL;
	int rc;

	if (sqlite3_limit(sql->db, SQLITE_LIMIT_SQL_LENGTH, -1) <
	    (int64_t)strlen(text))
		return error_set(err, ERR_FORM, "it is too long");
	rc = sqlite3_prepare_v3(sql->db, text, -1, SQLITE_PREPARE_PERSISTENT,
	    &inner, &tail);
	if (rc != SQLITE_OK)
		return error_set(err, ERR_FORM, "%s", sqlite3_errmsg(sql->db));
	if (!inner)
		wrong = "there is nothing in it";
	else if (tail[strspn(tail, " \t\r\n")] != '\0')
		wrong = "there is more after its end";
	else if (!sqlite3_stmt_readonly(inner) || sqlite3_stmt_isexplain(inner))
		wrong = "it does more than read";
	else if (sqlite3_column_count(inner) != 1)
		wrong = "it gives more than one value";
	if (wrong) {
		sqlite3_finalize(inner);
		return error_set(err, ERR_FORM, "%s", wrong);
	}
	*out = stmt_new(sql, inner);
	return true;
}

int
sql_param_count(struct sql_stmt *stmt)
{
	return sqlite3_bind_parameter_count(stmt->stmt);
}

const char *
sql_param_name(struct sql_stmt *stmt, int at)
{
	return sqlite3_bind_parameter_name(stmt->stmt, at);
}

struct function {
	void (*fn)(int count, const struct value *args, struct value *result);
};

static void
give_result(sqlite3_context *context, const struct value *result)
{
	switch (result->kind) {
	case VALUE_NONE:
		sqlite3_result_null(context);
		break;
	case VALUE_NUMBER:
		sqlite3_result_int64(context, result->number);
		break;
	case VALUE_TEXT:
		sqlite3_result_text64(context, result->text,
		    strlen(result->text), SQLITE_TRANSIENT, SQLITE_UTF8);
		break;
	}
}

static void
call_function(sqlite3_context *context, int count, sqlite3_value **from)
{
	const struct function *function = sqlite3_user_data(context);
	struct value *args = xcalloc((size_t)count + 1, sizeof *args);
	struct value result;

	value_init(&result);
	for (int i = 0; i < count; i++) {
		value_init(&args[i]);
		read_value(from[i], &args[i]);
	}
	function->fn(count, args, &result);
	give_result(context, &result);
	for (int i = 0; i < count; i++)
		value_clear(&args[i]);
	value_clear(&result);
	free(args);
}

void
sql_add_function(struct sql *sql, const char *name, int args,
    void (*fn)(int count, const struct value *args, struct value *result))
{
	struct function *function = xcalloc(1, sizeof *function);
	int rc;

	function->fn = fn;
	rc = sqlite3_create_function_v2(sql->db, name, args,
	    SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, function,
	    call_function, NULL, NULL, free);
	assert(rc == SQLITE_OK);
	(void)rc;
}
