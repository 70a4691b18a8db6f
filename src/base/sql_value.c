/* What goes into a statement and what comes out of it. */
#include "config.h"

#include <assert.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/sql_private.h"
#include "base/utf8.h"

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

void
sql_read_value(sqlite3_value *from, struct value *out)
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
	sql_read_value(sqlite3_column_value(stmt->stmt, column), out);
}
