/* Expressions that came from a file, and the functions they may call. */
#include "config.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/sql_private.h"

enum { STEPS_A_TICK = 1000 /* virtual machine steps between two ticks */ };

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
	*out = sql_stmt_new(sql, inner);
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
		sql_read_value(from[i], &args[i]);
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
