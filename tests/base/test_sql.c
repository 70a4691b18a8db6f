#include "config.h"

#include "base/sql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/sql_raw.h"

struct fixture {
	char *folder, *file;
	struct sql *sql; /* in memory */
};

static int
setup(void **state)
{
	struct fixture *f = xcalloc(1, sizeof *f);
	struct buf name;
	struct error err;

	f->folder = xstrdup("/tmp/oneplan-test-sql-XXXXXX");
	if (!mkdtemp(f->folder))
		return -1;
	buf_init(&name);
	/* a name that would mean something in a URI */
	buf_addf(&name, "%s/a%%20b?c#d.db", f->folder);
	f->file = buf_take(&name);
	*state = f;
	return sql_open(NULL, SQL_MEMORY, NULL, &f->sql, &err) ? 0 : -1;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	sql_close(f->sql);
	(void)unlink(f->file);
	(void)rmdir(f->folder);
	free(f->folder);
	free(f->file);
	free(f);
	return 0;
}

static int64_t
number(struct sql *sql, const char *query)
{
	struct error err = { .text = "" };
	int64_t out = -1;

	if (!sql_query_int(sql, query, &out, &err))
		fail_msg("%s: %s", query, err.text);
	return out;
}

static void
run(struct sql *sql, const char *text)
{
	struct error err = { .text = "" };

	if (!sql_exec(sql, text, &err))
		fail_msg("%s: %s", text, err.text);
}

static void
every_kind_of_value_comes_back(void **state)
{
	struct fixture *f = *state;
	struct error err;
	struct sql_stmt *put, *get;
	struct value in[4], out;
	bool row;

	run(f->sql, "CREATE TABLE t (v ANY) STRICT");
	assert_true(sql_prepare(f->sql, "INSERT INTO t VALUES (:v)", &put, &err));
	for (size_t i = 0; i < ARRAY_LEN(in); i++)
		value_init(&in[i]);
	value_set_number(&in[1], INT64_MIN);
	value_set_text(&in[2], "");
	value_set_text(&in[3], "Zo\xC3\xAB \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F"
			       "\x9A\x80");
	for (size_t i = 0; i < ARRAY_LEN(in); i++) {
		sql_bind_value(put, sql_param(put, ":v"), &in[i]);
		assert_true(sql_run(put, &err));
	}
	assert_int_equal(sql_last_rowid(f->sql), 4);
	assert_true(sql_prepare(f->sql, "SELECT v FROM t ORDER BY rowid", &get,
	    &err));
	value_init(&out);
	for (size_t i = 0; i < ARRAY_LEN(in); i++) {
		assert_true(sql_step(get, &row, &err));
		assert_true(row);
		sql_value(get, 0, &out);
		assert_true(value_equal(&in[i], &out));
		value_clear(&in[i]);
	}
	assert_true(sql_step(get, &row, &err));
	assert_false(row);
	value_clear(&out);
}

/* What somebody may have put into a file by hand. */
static void
odd_values_become_ones_we_know(void **state)
{
	static const struct {
		const char *query;
		enum value_kind kind;
		int64_t number;
		const char *text;
	} cases[] = {
		{ "SELECT 2.5", VALUE_NUMBER, 3, NULL },
		{ "SELECT -2.5", VALUE_NUMBER, -3, NULL },
		{ "SELECT 2.4999", VALUE_NUMBER, 2, NULL },
		{ "SELECT 1e300", VALUE_NUMBER, INT64_MAX, NULL },
		{ "SELECT -1e300", VALUE_NUMBER, INT64_MIN, NULL },
		{ "SELECT CAST(x'61ff62' AS TEXT)", VALUE_TEXT, 0,
		    "a\xEF\xBF\xBD"
		    "b" },
		{ "SELECT CAST(x'610062' AS TEXT)", VALUE_TEXT, 0, "ab" },
		{ "SELECT x'616263'", VALUE_TEXT, 0, "abc" },
		{ "SELECT x''", VALUE_TEXT, 0, "" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct sql_stmt *stmt;
		struct value value;
		struct error err;
		bool row;

		value_init(&value);
		assert_true(sql_prepare(f->sql, cases[i].query, &stmt, &err));
		assert_true(sql_step(stmt, &row, &err));
		sql_value(stmt, 0, &value);
		assert_int_equal(value.kind, cases[i].kind);
		if (value.kind == VALUE_NUMBER)
			assert_int_equal(value.number, cases[i].number);
		else
			assert_string_equal(value.text, cases[i].text);
		value_clear(&value);
		sql_finalize(stmt);
	}
}

static void
a_new_file_is_ours_alone_and_never_over_another(void **state)
{
	struct fixture *f = *state;
	struct error err = { .code = ERR_NONE };
	struct sql *sql;
	struct stat st;

	assert_true(sql_open(f->file, SQL_CREATE, NULL, &sql, &err));
	run(sql, "CREATE TABLE t (x)");
	sql_close(sql);
	assert_int_equal(stat(f->file, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_false(sql_open(f->file, SQL_CREATE, NULL, &sql, &err));
	assert_int_equal(err.code, ERR_USER);
	assert_non_null(strstr(err.text, f->file));
}

static void
settings_are_those_of_the_house(void **state)
{
	static const struct {
		const char *query;
		int64_t value;
	} cases[] = {
		{ "PRAGMA foreign_keys", 1 },
		{ "PRAGMA recursive_triggers", 1 },
		{ "PRAGMA secure_delete", 1 },
		{ "PRAGMA synchronous", 2 },
		{ "PRAGMA trusted_schema", 0 },
		{ "PRAGMA cell_size_check", 1 },
		{ "PRAGMA temp_store", 2 },
		{ "PRAGMA page_size", 4096 },
	};
	struct fixture *f = *state;
	struct error err;
	struct sql *sql;
	char *mode;

	assert_true(sql_open(f->file, SQL_CREATE, NULL, &sql, &err));
	run(sql, "CREATE TABLE t (x)");
	sql_close(sql);
	assert_true(sql_open(f->file, SQL_WRITE, NULL, &sql, &err));
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(number(sql, cases[i].query), cases[i].value);
	assert_true(sql_query_text(sql, "PRAGMA journal_mode", &mode, &err));
	assert_string_equal(mode, "persist");
	free(mode);
	/* a string in double quotes is a mistake, not a string */
	assert_false(sql_exec(sql, "SELECT \"nothing\"", NULL));
	sql_close(sql);
}

static void
one_file_is_left_at_rest(void **state)
{
	struct fixture *f = *state;
	struct buf journal;
	struct error err;
	struct sql *sql;

	buf_init(&journal);
	buf_addf(&journal, "%s-journal", f->file);
	assert_true(sql_open(f->file, SQL_CREATE, NULL, &sql, &err));
	run(sql, "CREATE TABLE t (x); INSERT INTO t VALUES (1)");
	assert_int_equal(access(journal.data, F_OK), 0);
	sql_close(sql);
	assert_int_not_equal(access(journal.data, F_OK), 0);
	buf_clear(&journal);
}

static void
what_fails_is_taken_back(void **state)
{
	struct fixture *f = *state;
	struct error err = { .code = ERR_NONE };

	run(f->sql, "CREATE TABLE t (x UNIQUE); INSERT INTO t VALUES (1)");
	assert_true(sql_begin(f->sql, &err));
	run(f->sql, "INSERT INTO t VALUES (2)");
	assert_false(sql_exec(f->sql, "INSERT INTO t VALUES (1)", &err));
	assert_int_equal(err.code, ERR_CORRUPT);
	sql_rollback(f->sql);
	sql_rollback(f->sql); /* once too often does no harm */
	assert_int_equal(number(f->sql, "SELECT count(*) FROM t"), 1);
	assert_true(sql_begin(f->sql, &err));
	run(f->sql, "INSERT INTO t VALUES (2)");
	assert_int_equal(sql_changes(f->sql), 1);
	assert_true(sql_commit(f->sql, &err));
	assert_int_equal(number(f->sql, "SELECT count(*) FROM t"), 2);
}

static void
a_deferred_failure_at_commit_is_rolled_back(void **state)
{
	struct fixture *f = *state;
	struct error err = { .code = ERR_NONE };

	run(f->sql, "CREATE TABLE a (id INTEGER PRIMARY KEY);"
		    "CREATE TABLE b (a REFERENCES a DEFERRABLE INITIALLY "
		    "DEFERRED)");
	assert_true(sql_begin(f->sql, &err));
	run(f->sql, "INSERT INTO b VALUES (7)");
	assert_false(sql_commit(f->sql, &err));
	assert_int_equal(number(f->sql, "SELECT count(*) FROM b"), 0);
	assert_true(sql_begin(f->sql, &err)); /* no transaction is left open */
	sql_rollback(f->sql);
}

static void
another_program_s_writing_is_noticed(void **state)
{
	struct fixture *f = *state;
	struct sql *a, *b;
	struct error err;
	int64_t before;

	assert_true(sql_open(f->file, SQL_CREATE, NULL, &a, &err));
	run(a, "CREATE TABLE t (x)");
	assert_true(sql_open(f->file, SQL_WRITE, NULL, &b, &err));
	before = sql_data_version(b);
	assert_true(before >= 0);
	assert_int_equal(sql_data_version(b), before);
	run(b, "INSERT INTO t VALUES (0)"); /* its own does not count */
	assert_int_equal(sql_data_version(b), before);
	run(a, "INSERT INTO t VALUES (1)");
	assert_int_not_equal(sql_data_version(b), before);
	/* while somebody has the file to themselves the answer is: later */
	run(a, "BEGIN EXCLUSIVE");
	assert_int_equal(sql_data_version(b), -1);
	run(a, "COMMIT");
	assert_true(sql_data_version(b) >= 0);
	sql_close(b);
	sql_close(a);
}

static void
a_file_of_another_kind_is_named_so(void **state)
{
	static const char text[] = "This is a letter, not a plan.\n";
	struct fixture *f = *state;
	struct error err = { .code = ERR_NONE };
	struct sql *sql;
	FILE *file = fopen(f->file, "w");

	assert_non_null(file);
	for (int i = 0; i < 100; i++)
		fputs(text, file);
	fclose(file);
	assert_false(sql_open(f->file, SQL_WRITE, NULL, &sql, &err));
	assert_int_equal(err.code, ERR_NOT_OURS);
}

static void
raw_bytes_are_read_under_a_lock(void **state)
{
	struct fixture *f = *state;
	struct sql_raw *raw;
	struct sql *sql;
	struct error err;
	char head[16], beyond[4] = "abc";

	assert_true(sql_open(f->file, SQL_CREATE, NULL, &sql, &err));
	run(sql, "CREATE TABLE t (x)");
	assert_true(sql_raw_open(f->file, &raw, &err));
	assert_false(sql_raw_being_written(raw));
	assert_true(sql_raw_read(raw, 0, head, sizeof head));
	assert_memory_equal(head, "SQLite format 3", 16);
	assert_true(sql_raw_read(raw, 1 << 20, beyond, sizeof beyond));
	assert_memory_equal(beyond, "\0\0\0\0", 4);
	run(sql, "BEGIN IMMEDIATE");
	assert_true(sql_raw_being_written(raw));
	run(sql, "ROLLBACK");
	sql_raw_close(raw);
	run(sql, "INSERT INTO t VALUES (1)"); /* the lock is gone */
	sql_close(sql);
}

/* --- expressions from a form --- */

struct noted {
	char text[200];
};

static bool
note(void *data, const char *table, const char *column)
{
	struct noted *noted = data;
	size_t len = strlen(noted->text);

	if (strcmp(table, "secret") == 0)
		return false;
	snprintf(noted->text + len, sizeof noted->text - len, "%s.%s ", table,
	    column);
	return true;
}

static void
an_expression_is_held_to_its_guard(void **state)
{
	static const char *const functions[] = { "sum", "coalesce", NULL };
	static const struct {
		const char *text;
		bool ok;
	} cases[] = {
		{ "SELECT (\n:a + 1\n)", true },
		{ "SELECT (\n(SELECT coalesce(sum(pence), 0) FROM line)\n)",
		    true },
		{ "SELECT (\n1 -- a remark\n)", true },
		{ "SELECT (\nabs(1)\n)", false },
		{ "SELECT (\n(SELECT word FROM secret)\n)", false },
		{ "SELECT (\n1); DELETE FROM line; SELECT (1\n)", false },
		{ "SELECT (\n1\n), 2", false },
		{ "SELECT (\nx'00\n)", false },
		{ "SELECT (\nnowhere\n)", false },
		{ "SELECT (\n(WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL"
		  " SELECT n + 1 FROM r) SELECT sum(n) FROM r)\n)",
		    false },
		{ "DELETE FROM line", false },
		{ "EXPLAIN SELECT 1", false },
		{ "PRAGMA user_version", false },
		{ "ATTACH '/tmp/x' AS x", false },
		{ "", false },
		{ "-- nothing", false },
	};
	struct fixture *f = *state;
	struct noted noted = { "" };
	struct sql_guard guard = { .functions = functions,
		.note = note,
		.note_data = &noted,
		.max_steps = 10 };
	struct sql_stmt *stmt;

	run(f->sql, "CREATE TABLE line (pence INTEGER);"
		    "CREATE TABLE secret (word TEXT)");
	sql_set_guard(f->sql, &guard);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err = { .code = ERR_NONE };
		bool ok =
		    sql_prepare_expression(f->sql, cases[i].text, &stmt, &err);

		if (ok != cases[i].ok)
			fail_msg("%s: %s", cases[i].text,
			    ok ? "was let in" : err.text);
		if (ok)
			sql_finalize(stmt);
		else
			assert_int_equal(err.code, ERR_FORM);
	}
	assert_string_equal(noted.text, "line.pence ");
	sql_set_guard(f->sql, NULL);
	run(f->sql, "DELETE FROM line");
}

static void
an_endless_expression_is_stopped(void **state)
{
	static const char *const functions[] = { "count", NULL };
	struct fixture *f = *state;
	struct sql_guard guard = { .functions = functions, .max_steps = 100 };
	struct error err = { .code = ERR_NONE };
	struct sql_stmt *stmt;
	bool row;

	run(f->sql, "CREATE TABLE n (x); INSERT INTO n"
		    " SELECT value FROM json_each('[1,2,3,4,5,6,7,8,9,0]')");
	sql_set_guard(f->sql, &guard);
	assert_true(sql_prepare_expression(f->sql,
	    "SELECT (SELECT count(*) FROM n a, n b, n c, n d, n e, n g, n h)",
	    &stmt, &err));
	assert_false(sql_step(stmt, &row, &err));
	assert_int_equal(err.code, ERR_FORM);
	sql_finalize(stmt);
	/* the next begins to count anew */
	assert_true(sql_prepare_expression(f->sql,
	    "SELECT (SELECT count(*) FROM n a, n b)", &stmt, &err));
	assert_true(sql_step(stmt, &row, &err));
	assert_int_equal(sql_int(stmt, 0), 100);
}

static void
add_all(int count, const struct value *args, struct value *result)
{
	int64_t sum = 0;

	for (int i = 0; i < count; i++) {
		if (args[i].kind == VALUE_TEXT) {
			value_set_text(result, args[i].text);
			return;
		}
		sum += args[i].number;
	}
	if (count > 0)
		value_set_number(result, sum);
}

static void
functions_of_ours_get_and_give_values(void **state)
{
	struct fixture *f = *state;
	struct error err;
	char *text;

	sql_add_function(f->sql, "add_all", -1, add_all);
	assert_int_equal(number(f->sql, "SELECT add_all(1, 2, NULL, 39)"), 42);
	assert_int_equal(number(f->sql, "SELECT add_all() IS NULL"), 1);
	assert_true(sql_query_text(f->sql, "SELECT add_all(1, 'two')", &text,
	    &err));
	assert_string_equal(text, "two");
	free(text);
}

static void
parameters_have_names(void **state)
{
	struct fixture *f = *state;
	struct sql_stmt *stmt;
	struct error err;

	assert_true(sql_prepare_expression(f->sql, "SELECT (:b + :a + :b)",
	    &stmt, &err));
	assert_int_equal(sql_param_count(stmt), 2);
	assert_string_equal(sql_param_name(stmt, 1), ":b");
	assert_int_equal(sql_param(stmt, ":a"), 2);
	assert_int_equal(sql_param(stmt, ":c"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_kind_of_value_comes_back),
		TEST(odd_values_become_ones_we_know),
		TEST(a_new_file_is_ours_alone_and_never_over_another),
		TEST(settings_are_those_of_the_house),
		TEST(one_file_is_left_at_rest),
		TEST(what_fails_is_taken_back),
		TEST(a_deferred_failure_at_commit_is_rolled_back),
		TEST(another_program_s_writing_is_noticed),
		TEST(a_file_of_another_kind_is_named_so),
		TEST(raw_bytes_are_read_under_a_lock),
		TEST(an_expression_is_held_to_its_guard),
		TEST(an_endless_expression_is_stopped),
		TEST(functions_of_ours_get_and_give_values),
		TEST(parameters_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
