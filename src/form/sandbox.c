#include "config.h"

#include "form/sandbox_private.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* --- life --- */

static void
table_free(struct table *table)
{
	free(table->rows);
	free(table->slots);
	free(table->standings);
}

void
sandbox_free(struct sandbox *sandbox)
{
	if (!sandbox)
		return;
	for (size_t i = 0; i < sandbox->column_count; i++) {
		struct column *column = &sandbox->columns[i];
		size_t cells = column->table ? column->table->row_cap : 1;

		for (size_t j = 0; column->cells && j < cells; j++)
			value_clear(&column->cells[j].cell.value);
		free(column->cells);
	}
	for (size_t i = 0; sandbox->formulas && i < sandbox->set->expr_count;
	    i++)
		value_clear(&sandbox->formulas[i].last);
	for (size_t i = 0; i < sandbox->table_count; i++)
		table_free(&sandbox->tables[i]);
	sql_close(sandbox->sql);
	free(sandbox->nodes);
	free(sandbox->order);
	free(sandbox->plan_kinds);
	buf_clear(&sandbox->scratch);
	arena_clear(&sandbox->arena);
	free(sandbox);
}

bool
sandbox_new(const struct form_set *set, const struct fact_table *const *tables,
    size_t table_count, struct sandbox **out, struct problem_list *problems,
    struct error *err)
{
	struct sandbox *sandbox = xcalloc(1, sizeof *sandbox);
	struct problem_list found;
	bool ok;

	*out = NULL;
	problem_list_init(&found);
	sandbox->set = set;
	arena_init(&sandbox->arena);
	buf_init(&sandbox->scratch);
	ok = sql_open(NULL, SQL_MEMORY, NULL, &sandbox->sql, err) &&
	    sandbox_compile(sandbox, tables, table_count, &found, err);
	if (ok && found.count > 0)
		ok = error_set(err, ERR_FORM, "%s: %s", found.items[0].where,
		    found.items[0].text);
	for (size_t i = 0; problems && i < found.count; i++)
		problem_add(problems, found.items[i].where, "%s",
		    found.items[i].text);
	problem_list_clear(&found);
	if (!ok) {
		sandbox_free(sandbox);
		return false;
	}
	sandbox_clear(sandbox, "", (struct date){ 1970, 1, 1 });
	*out = sandbox;
	return true;
}

struct column *
sandbox_column(const struct sandbox *sandbox, const struct field *field)
{
	if (field->repeat)
		return &sandbox->tables[field->repeat->index]
			    .columns[field->column];
	return &sandbox->columns[field->column];
}

/* --- the sheet --- */

/* Kinds change once in a plan's life, the rest of the sheet at every answer. */
static void
match_kinds(struct sandbox *sandbox, const char *plan_kinds)
{
	if (sandbox->plan_kinds &&
	    strcmp(sandbox->plan_kinds, plan_kinds) == 0)
		return;
	free(sandbox->plan_kinds);
	sandbox->plan_kinds = xstrdup(plan_kinds);
	for (size_t i = 0; i < sandbox->part_count; i++) {
		struct part *part = &sandbox->parts[i];

		part->kinds_match = kinds_match(part->kinds, plan_kinds);
	}
	for (size_t i = 0; i < sandbox->table_count; i++) {
		struct table *table = &sandbox->tables[i];

		table->kinds_match =
		    kinds_match(table->repeat->kinds, plan_kinds);
	}
	for (size_t i = 0; i < sandbox->column_count; i++) {
		struct column *column = &sandbox->columns[i];

		column->kinds_match =
		    kinds_match(column->field->kinds, plan_kinds);
	}
}

static void
empty_cell(struct sheet_cell *cell)
{
	value_clear(&cell->cell.value);
	memset(cell, 0, sizeof *cell);
	value_init(&cell->cell.value);
	cell->cell.holds = true;
	cell->cell.advised = false;
	cell->valid = true;
}

/* Makes room for what stands in COUNT rows of the repeat above. */
static void
need_standings(struct table *table, size_t count)
{
	if (count <= table->standing_count)
		return;
	table->standings = xreallocarray(table->standings, count,
	    sizeof *table->standings);
	memset(table->standings + table->standing_count, 0,
	    (count - table->standing_count) * sizeof *table->standings);
	table->standing_count = count;
}

void
sandbox_clear(struct sandbox *sandbox, const char *plan_kinds,
    struct date today)
{
	match_kinds(sandbox, plan_kinds);
	date_format_iso(today, sandbox->today);
	sandbox->next = 0;
	sandbox->due = NULL;
	sandbox->told = false;
	tables_empty(sandbox);
	for (size_t i = 0; i < sandbox->part_count; i++)
		sandbox->parts[i].relevant = false;
	for (size_t i = 0; i < sandbox->set->expr_count; i++)
		formula_begin(&sandbox->formulas[i]);
	for (size_t i = 0; i < sandbox->column_count; i++) {
		struct column *column = &sandbox->columns[i];

		column->final = false;
		if (!column->table)
			empty_cell(column->cells);
	}
	for (size_t i = 0; i < sandbox->table_count; i++) {
		struct table *table = &sandbox->tables[i];

		table->row_count = 0;
		for (size_t j = 0; j < table->slot_count; j++)
			table->slots[j] = 0;
		for (size_t j = 0; j < table->standing_count; j++)
			table->standings[j] = (struct standing){ 0, false };
	}
}

/* --- rows by their ids --- */

/* The slot where ID is, or would be. */
static size_t
find_slot(const struct table *table, const struct uid *id)
{
	uint64_t hash = 0;
	size_t slot;

	for (size_t i = 0; i < UID_BYTES; i++)
		hash = (hash ^ id->bytes[i]) * UINT64_C(0x100000001b3);
	slot = (size_t)(hash ^ hash >> 32) & (table->slot_count - 1);
	while (table->slots[slot] &&
	    !uid_equal(&table->rows[table->slots[slot] - 1].id, id))
		slot = (slot + 1) & (table->slot_count - 1);
	return slot;
}

bool
table_find_row(const struct table *table, const struct uid *id, size_t *row)
{
	size_t found = 0;

	if (table->row_count > 0)
		found = table->slots[find_slot(table, id)];
	if (found == 0)
		return false;
	*row = found - 1;
	return true;
}

/* Twice the room for rows, and slots that are never more than half full. */
static void
table_grow(struct table *table)
{
	size_t cap = table->row_cap ? table->row_cap * 2 : 8;

	table->rows = xreallocarray(table->rows, cap, sizeof *table->rows);
	for (size_t i = 0; i < table->column_count; i++) {
		struct column *column = &table->columns[i];

		column->cells = xreallocarray(column->cells, cap,
		    sizeof *column->cells);
		memset(column->cells + table->row_cap, 0,
		    (cap - table->row_cap) * sizeof *column->cells);
	}
	table->row_cap = cap;
	table->slot_count = cap * 2;
	free(table->slots);
	table->slots = xcalloc(table->slot_count, sizeof *table->slots);
	for (size_t i = 0; i < table->row_count; i++)
		table->slots[find_slot(table, &table->rows[i].id)] = i + 1;
}

size_t
sandbox_row(struct sandbox *sandbox, const struct repeat *repeat,
    const struct uid *id, const struct uid *parent)
{
	struct table *table = &sandbox->tables[repeat->index];
	size_t index = table->row_count;
	size_t slot;
	struct row *row;

	if (index == table->row_cap)
		table_grow(table);
	row = &table->rows[index];
	memset(row, 0, sizeof *row);
	row->id = *id;
	uid_format(id, row->hex);
	if (table->in) {
		bool found = table_find_row(table->in, parent, &row->parent);
		assert(found);
		(void)found;
	}
	need_standings(table, row->parent + 1);
	row->pos = ++table->standings[row->parent].rows;
	slot = find_slot(table, id);
	assert(table->slots[slot] == 0);
	table->slots[slot] = index + 1;
	for (size_t i = 0; i < table->column_count; i++)
		empty_cell(&table->columns[i].cells[index]);
	/* what stands in it has a place to be shown or not */
	for (size_t i = 0; i < repeat->inner_count; i++)
		need_standings(&sandbox->tables[repeat->inner[i]->index],
		    index + 1);
	table->row_count++;
	return index;
}

void
sandbox_set(struct sandbox *sandbox, const struct field *field, size_t row,
    const struct value *value, bool valid)
{
	struct column *column = sandbox_column(sandbox, field);

	assert(row < (column->table ? column->table->row_count : 1));
	value_copy(&column->cells[row].cell.value, value);
	column->cells[row].valid = valid;
}

/* --- results --- */

const struct cell *
sandbox_cell(const struct sandbox *sandbox, const struct field *field,
    size_t row)
{
	const struct column *column = sandbox_column(sandbox, field);

	assert(row < (column->table ? column->table->row_count : 1));
	return &column->cells[row].cell;
}

size_t
sandbox_row_count(const struct sandbox *sandbox, const struct repeat *repeat)
{
	return sandbox->tables[repeat->index].row_count;
}

const struct uid *
sandbox_row_id(const struct sandbox *sandbox, const struct repeat *repeat,
    size_t row)
{
	const struct table *table = &sandbox->tables[repeat->index];

	assert(row < table->row_count);
	return &table->rows[row].id;
}

size_t
sandbox_row_parent(const struct sandbox *sandbox, const struct repeat *repeat,
    size_t row)
{
	const struct table *table = &sandbox->tables[repeat->index];

	assert(row < table->row_count);
	return repeat->in ? table->rows[row].parent : 0;
}

bool
sandbox_row_relevant(const struct sandbox *sandbox,
    const struct repeat *repeat, size_t row)
{
	const struct table *table = &sandbox->tables[repeat->index];

	assert(row < table->row_count);
	return table->rows[row].relevant;
}

bool
sandbox_section_relevant(const struct sandbox *sandbox,
    const struct section *section)
{
	for (size_t i = 0; i < sandbox->part_count; i++) {
		if (sandbox->parts[i].section == section)
			return sandbox->parts[i].relevant;
	}
	return false;
}

bool
sandbox_repeat_relevant(const struct sandbox *sandbox,
    const struct repeat *repeat, size_t parent)
{
	const struct table *table = &sandbox->tables[repeat->index];

	return parent < table->standing_count &&
	    table->standings[parent].shown;
}

bool
sandbox_choice_offered(struct sandbox *sandbox, const struct field *field,
    size_t row, const char *code)
{
	const struct column *column = sandbox_column(sandbox, field);
	struct formula *filter = column->formulas[EXPR_CHOICE_FILTER];
	struct value value;
	bool offered;

	if (!filter)
		return true;
	value_init(&value);
	formula_run(sandbox, filter, row, code, &value);
	offered = value.kind == VALUE_NUMBER && value.number != 0;
	value_clear(&value);
	return offered;
}
