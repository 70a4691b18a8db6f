#include "config.h"

#include "form/sandbox_private.h"

#include <assert.h>
#include <string.h>

/* Ids hold letters, digits and underscores only (base/ini sees to it), so that
 * they can stand in SQL between quotes. */
static void
add_name(struct buf *sql, const char *name)
{
	buf_addf(sql, "\"%s\"", name);
}

static void
add_index(struct buf *sql, const char *table, const char *column)
{
	buf_addf(sql, "CREATE INDEX \"%s.%s\" ON \"%s\" (\"%s\");\n", table,
	    column, table, column);
}

/* Can an expression read this table, or this table.column? To make one costs as
 * much as to compile several expressions, and most are read by none. */
static bool
is_named(const struct sandbox *sandbox, const char *name)
{
	for (size_t i = 0; i < sandbox->set->expr_count; i++)
		if (strstr(sandbox->set->exprs[i]->text, name))
			return true;
	return false;
}

/* Rows are looked for by a link only where an expression names it; every index
 * costs as much as the row itself, at each run. */
static bool
is_looked_up(const struct sandbox *sandbox, const struct table *table,
    const struct field *field)
{
	struct buf name;
	bool named;

	if (field->kind != FIELD_LINK)
		return false;
	buf_init(&name);
	buf_addf(&name, "%s.%s", table->name, field->id);
	named = is_named(sandbox, name.data);
	buf_clear(&name);
	return named;
}

static void
add_rows_table(const struct sandbox *sandbox, const struct table *table,
    struct buf *sql)
{
	buf_add(sql, "CREATE TABLE ");
	add_name(sql, table->name);
	buf_add(sql, " (row TEXT PRIMARY KEY, parent TEXT, pos INTEGER");
	for (size_t i = 0; i < table->column_count; i++) {
		const struct field *field = table->columns[i].field;

		buf_add(sql, ", ");
		add_name(sql, field->id);
		buf_add(sql, field_type(field->kind)->number ? " INTEGER"
							     : " TEXT");
	}
	buf_add(sql, ");\n");
	if (table->in)
		add_index(sql, table->name, "parent");
	for (size_t i = 0; i < table->column_count; i++) {
		const struct field *field = table->columns[i].field;

		if (is_looked_up(sandbox, table, field))
			add_index(sql, table->name, field->id);
	}
}

/* Nearly every expression that reads facts looks for a row's, once a row: the
 * index holds the other columns too, so that one search is enough. */
static void
add_facts_index(struct buf *sql, const struct facts *facts, size_t at)
{
	const struct fact_table *table = facts->table;

	buf_addf(sql, "CREATE INDEX \"%s.%s\" ON \"%s\" (\"%s\"", table->name,
	    table->columns[at], table->name, table->columns[at]);
	for (size_t i = 0; i < facts->column_count; i++) {
		if (i != at) {
			buf_add(sql, ", ");
			add_name(sql, table->columns[i]);
		}
	}
	buf_add(sql, ");\n");
}

static void
add_facts_table(struct buf *sql, const struct facts *facts)
{
	const struct fact_table *table = facts->table;

	buf_add(sql, "CREATE TABLE ");
	add_name(sql, table->name);
	for (size_t i = 0; i < facts->column_count; i++) {
		buf_add(sql, i == 0 ? " (" : ", ");
		add_name(sql, table->columns[i]);
		buf_add(sql, table->types[i] == 'i' ? " INTEGER" : " TEXT");
	}
	buf_add(sql, ");\n");
	for (size_t i = 0; i < facts->column_count; i++) {
		if (table->types[i] == 'r')
			add_facts_index(sql, facts, i);
	}
}

/* One transaction stays open for the sandbox's whole life: nothing in it is
 * ever kept, so there is nothing to commit. */
bool
tables_create(struct sandbox *sandbox, struct error *err)
{
	struct buf *sql = &sandbox->scratch;

	buf_reset(sql);
	buf_add(sql, "PRAGMA journal_mode = OFF;\n"
		     "PRAGMA synchronous = OFF;\n"
		     "BEGIN;\n");
	for (size_t i = 0; i < sandbox->table_count; i++)
		if (is_named(sandbox, sandbox->tables[i].name))
			add_rows_table(sandbox, &sandbox->tables[i], sql);
	for (size_t i = 0; i < sandbox->facts_count; i++)
		if (is_named(sandbox, sandbox->facts[i].table->name))
			add_facts_table(sql, &sandbox->facts[i]);
	return sql_exec(sandbox->sql, sql->data, err);
}

static bool
prepare_text(struct sandbox *sandbox, struct sql_stmt **out, struct error *err)
{
	return sql_prepare(sandbox->sql, sandbox->scratch.data, out, err);
}

static bool
prepare_empty(struct sandbox *sandbox, const char *name, struct sql_stmt **out,
    struct error *err)
{
	buf_reset(&sandbox->scratch);
	buf_addf(&sandbox->scratch, "DELETE FROM \"%s\"", name);
	return prepare_text(sandbox, out, err);
}

/* A row's number is its place plus one, so that a column can be put right
 * without looking for the row. Only columns that are read are written. */
enum { FIRST_COLUMN_AT = 5 };

static bool
prepare_rows(struct sandbox *sandbox, struct table *table, struct error *err)
{
	struct buf *sql = &sandbox->scratch;
	int at = FIRST_COLUMN_AT;

	if (!prepare_empty(sandbox, table->name, &table->empty, err))
		return false;
	buf_reset(sql);
	buf_add(sql, "INSERT INTO ");
	add_name(sql, table->name);
	buf_add(sql, " (_rowid_, row, parent, pos");
	for (size_t i = 0; i < table->column_count; i++) {
		if (table->columns[i].read) {
			buf_add(sql, ", ");
			add_name(sql, table->columns[i].field->id);
			table->columns[i].insert_at = at++;
		}
	}
	buf_add(sql, ") VALUES (?");
	for (int i = 2; i < at; i++)
		buf_add(sql, ", ?");
	buf_add(sql, ")");
	return prepare_text(sandbox, &table->insert, err);
}

static bool
prepare_facts(struct sandbox *sandbox, struct facts *facts, struct error *err)
{
	struct buf *sql = &sandbox->scratch;

	if (!prepare_empty(sandbox, facts->table->name, &facts->empty, err))
		return false;
	buf_reset(sql);
	buf_add(sql, "INSERT INTO ");
	add_name(sql, facts->table->name);
	buf_add(sql, " VALUES (?");
	for (size_t i = 1; i < facts->column_count; i++)
		buf_add(sql, ", ?");
	buf_add(sql, ")");
	return prepare_text(sandbox, &facts->insert, err);
}

static bool
prepare_update(struct sandbox *sandbox, struct column *column,
    struct error *err)
{
	struct buf *sql = &sandbox->scratch;

	buf_reset(sql);
	buf_add(sql, "UPDATE ");
	add_name(sql, column->table->name);
	buf_add(sql, " SET ");
	add_name(sql, column->field->id);
	buf_add(sql, " = ?1 WHERE _rowid_ = ?2");
	return prepare_text(sandbox, &column->update, err);
}

bool
tables_prepare(struct sandbox *sandbox, struct error *err)
{
	for (size_t i = 0; i < sandbox->table_count; i++) {
		struct table *table = &sandbox->tables[i];

		if (table->read && !prepare_rows(sandbox, table, err))
			return false;
	}
	for (size_t i = 0; i < sandbox->facts_count; i++) {
		struct facts *facts = &sandbox->facts[i];

		if (facts->read && !prepare_facts(sandbox, facts, err))
			return false;
	}
	return true;
}

/* Writing to memory fails only where there is none left. */
static void
run(struct sandbox *sandbox, struct sql_stmt *stmt)
{
	if (!sql_run(stmt, sandbox->told ? NULL : sandbox->err))
		sandbox->told = true;
}

void
tables_empty(struct sandbox *sandbox)
{
	for (size_t i = 0; i < sandbox->table_count; i++) {
		struct table *table = &sandbox->tables[i];

		if (table->filled)
			run(sandbox, table->empty);
		table->filled = false;
	}
	for (size_t i = 0; i < sandbox->facts_count; i++) {
		struct facts *facts = &sandbox->facts[i];

		if (facts->filled)
			run(sandbox, facts->empty);
		facts->filled = false;
	}
}

void
table_fill(struct sandbox *sandbox, struct table *table)
{
	if (table->filled)
		return;
	table->filled = true;
	for (size_t i = 0; i < table->row_count; i++) {
		const struct row *row = &table->rows[i];

		if (!row->relevant)
			continue;
		sql_bind_int(table->insert, 1, (int64_t)i + 1);
		sql_bind_text(table->insert, 2, row->hex);
		if (table->in)
			sql_bind_text(table->insert, 3,
			    table->in->rows[row->parent].hex);
		sql_bind_int(table->insert, 4, row->pos);
		for (size_t j = 0; j < table->column_count; j++) {
			const struct column *column = &table->columns[j];

			if (column->read && column->final)
				sql_bind_value(table->insert,
				    column->insert_at,
				    &column->cells[i].cell.value);
		}
		run(sandbox, table->insert);
	}
}

void
table_update(struct sandbox *sandbox, struct column *column)
{
	const struct table *table = column->table;

	if (!column->update && !prepare_update(sandbox, column,
		sandbox->told ? NULL : sandbox->err)) {
		sandbox->told = true;
		return;
	}
	for (size_t i = 0; i < table->row_count; i++) {
		const struct value *value = &column->cells[i].cell.value;

		if (!table->rows[i].relevant || value_is_none(value))
			continue;
		sql_bind_value(column->update, 1, value);
		sql_bind_int(column->update, 2, (int64_t)i + 1);
		run(sandbox, column->update);
	}
}

void
sandbox_fact(struct sandbox *sandbox, const struct value *values)
{
	struct facts *facts = sandbox->due;

	assert(facts);
	if (!facts->read)
		return;
	facts->filled = true;
	for (size_t i = 0; i < facts->column_count; i++)
		sql_bind_value(facts->insert, (int)i + 1, &values[i]);
	run(sandbox, facts->insert);
}
