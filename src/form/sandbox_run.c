#include "config.h"

#include "form/sandbox_private.h"

#include <assert.h>
#include <string.h>

#include "base/alloc.h"

/* --- one expression --- */

bool
formula_gives(const struct formula *formula, struct value *value,
    struct error *why)
{
	if (value->kind == VALUE_TEXT && value->text[0] == '\0')
		value_clear(value);
	if (value_is_none(value))
		return true;
	if (formula->expr->kind == EXPR_CALCULATE ||
	    formula->expr->kind == EXPR_DEFAULT)
		return field_valid(formula->field, value, why);
	if (value->kind == VALUE_NUMBER)
		return true;
	return error_set(why, ERR_FORM,
	    "words, where only yes or no can be meant. Write what is asked of "
	    "them, such as IS NOT NULL.");
}

/* The first failure of a run is told; the formula gives nothing from then on,
 * so that one that runs too long does so once and not for each row. */
static void
formula_fail(struct sandbox *sandbox, struct formula *formula,
    const struct error *why)
{
	formula->failed = true;
	if (sandbox->told)
		return;
	sandbox->told = true;
	error_set(sandbox->err, ERR_FORM,
	    "An expression of %s (%s:%d) was left out: %s", formula->owner,
	    formula->expr->form->file, formula->expr->line, why->text);
}

static void
bind(const struct sandbox *sandbox, const struct formula *formula, size_t row,
    const char *choice)
{
	const struct table *rows = formula->rows;

	for (size_t i = 0; i < formula->binding_count; i++) {
		const struct binding *from = &formula->bindings[i];
		const struct column *column = from->column;
		int at = (int)i + 1;

		switch (from->source) {
		case SOURCE_FIELD:
			sql_bind_value(formula->stmt, at,
			    &column->cells[column->table ? row : 0].cell.value);
			break;
		case SOURCE_PARENT:
			sql_bind_value(formula->stmt, at,
			    &column->cells[rows->rows[row].parent].cell.value);
			break;
		case SOURCE_TODAY:
			sql_bind_text(formula->stmt, at, sandbox->today);
			break;
		case SOURCE_ROW:
			sql_bind_text(formula->stmt, at, rows->rows[row].hex);
			break;
		case SOURCE_CHOICE:
			sql_bind_text(formula->stmt, at, choice);
			break;
		}
	}
}

void
formula_begin(struct formula *formula)
{
	formula->failed = false;
	formula->last_row = NO_ROW;
	value_clear(&formula->last);
}

/* Do all the names in FORMULA stand for the same in ROW as in the row it ran for
 * last? What it reads was final before the first row and stays so. */
static bool
same_names(const struct formula *formula, size_t row)
{
	const struct row *rows = formula->rows ? formula->rows->rows : NULL;
	size_t last = formula->last_row;

	if (last == NO_ROW || !rows)
		return false;
	for (size_t i = 0; i < formula->binding_count; i++) {
		const struct binding *from = &formula->bindings[i];
		size_t here = row, there = last;

		if (from->source == SOURCE_TODAY)
			continue;
		if (from->source == SOURCE_ROW || from->source == SOURCE_CHOICE)
			return false;
		if (from->source == SOURCE_PARENT) {
			here = rows[row].parent;
			there = rows[last].parent;
		} else if (!from->column->table)
			continue;
		if (!value_equal(&from->column->cells[here].cell.value,
			&from->column->cells[there].cell.value))
			return false;
	}
	return true;
}

void
formula_run(struct sandbox *sandbox, struct formula *formula, size_t row,
    const char *choice, struct value *out)
{
	struct error why;
	bool any;

	value_clear(out);
	if (formula->failed)
		return;
	if (!formula->stmt) {
		value_set_number(out, formula->literal);
		return;
	}
	if (same_names(formula, row)) {
		value_copy(out, &formula->last);
		return;
	}
	for (size_t i = 0; i < formula->read_count; i++)
		table_fill(sandbox, formula->reads[i]);
	bind(sandbox, formula, row, choice);
	if (!sql_step(formula->stmt, &any, &why)) {
		formula_fail(sandbox, formula, &why);
		return;
	}
	if (any)
		sql_value(formula->stmt, 0, out);
	sql_reset(formula->stmt);
	if (!formula_gives(formula, out, &why)) {
		value_clear(out);
		formula_fail(sandbox, formula, &why);
	}
	formula->last_row = row;
	value_copy(&formula->last, out);
}

/* What a condition says; UNKNOWN where it says nothing. No formula: yes. */
static bool
says(struct sandbox *sandbox, struct formula *formula, size_t row, bool unknown)
{
	struct value value;
	bool yes = unknown;

	if (!formula)
		return true;
	value_init(&value);
	formula_run(sandbox, formula, row, NULL, &value);
	if (value.kind == VALUE_NUMBER)
		yes = value.number != 0;
	value_clear(&value);
	return yes;
}

/* --- the work of each node --- */

static void
run_part(struct sandbox *sandbox, struct part *part)
{
	part->relevant = part->kinds_match &&
	    (!part->in || part->in->relevant) &&
	    says(sandbox, part->relevant_if, 0, false);
}

static void
run_rows(struct sandbox *sandbox, struct table *table)
{
	size_t above = table->in ? table->in->row_count : 1;

	for (size_t i = 0; i < above && table->kinds_match; i++) {
		bool relevant = table->in ? table->in->rows[i].relevant
					  : table->section->relevant;

		table->standings[i].shown = relevant &&
		    says(sandbox, table->relevant_if, i, false);
	}
	for (size_t i = 0; i < table->row_count; i++) {
		struct row *row = &table->rows[i];

		row->relevant = table->standings[row->parent].shown;
	}
}

static size_t
cell_count(const struct column *column)
{
	return column->table ? column->table->row_count : 1;
}

static void
run_asked(struct sandbox *sandbox, struct column *column)
{
	struct formula *relevant_if = column->formulas[EXPR_RELEVANT];

	if (!column->kinds_match)
		return;
	for (size_t i = 0; i < cell_count(column); i++) {
		bool above = column->table ? column->table->rows[i].relevant
					   : column->section->relevant;

		column->cells[i].cell.relevant = above &&
		    says(sandbox, relevant_if, i, false);
	}
}

/* Of ids separated by spaces, keeps those whose rows are there and count. */
static void
keep_links(struct sandbox *sandbox, const struct column *column,
    struct cell *cell)
{
	struct buf *kept = &sandbox->scratch;
	const char *at = cell->value.text;
	struct uid id;
	size_t row;

	buf_reset(kept);
	while (*at) {
		size_t len = strcspn(at, " ");

		if (uid_parse(at, len, &id) &&
		    table_find_row(column->link, &id, &row) &&
		    column->link->rows[row].relevant)
			buf_addf(kept, "%s%s", kept->len ? " " : "",
			    column->link->rows[row].hex);
		else if (len > 0)
			cell->dangling = true;
		at += len;
		at += strspn(at, " ");
	}
	if (kept->len == 0)
		value_clear(&cell->value);
	else if (strcmp(kept->data, cell->value.text) != 0)
		value_set_text(&cell->value, kept->data);
}

static void
run_cell(struct sandbox *sandbox, struct column *column, size_t row)
{
	struct formula *calculate = column->formulas[EXPR_CALCULATE];
	struct formula *start = column->formulas[EXPR_DEFAULT];
	struct sheet_cell *at = &column->cells[row];
	struct cell *cell = &at->cell;

	cell->calculated = calculate != NULL;
	cell->readonly = calculate != NULL;
	if (!cell->relevant) {
		value_clear(&cell->value);
		return;
	}
	if (calculate) {
		formula_run(sandbox, calculate, row, NULL, &cell->value);
	} else if (start && value_is_none(&cell->value)) {
		formula_run(sandbox, start, row, NULL, &cell->value);
		cell->defaulted = !value_is_none(&cell->value);
	} else if (!at->valid) {
		value_clear(&cell->value);
	}
	if (column->link && cell->value.kind == VALUE_TEXT)
		keep_links(sandbox, column, cell);
}

static void
run_value(struct sandbox *sandbox, struct column *column)
{
	for (size_t i = 0; i < cell_count(column); i++)
		run_cell(sandbox, column, i);
	column->final = true;
	if (column->read && column->table->filled)
		table_update(sandbox, column);
}

static void
run_readonly(struct sandbox *sandbox, struct column *column)
{
	struct formula *formula = column->formulas[EXPR_READONLY];

	for (size_t i = 0; i < cell_count(column); i++) {
		struct cell *cell = &column->cells[i].cell;

		if (cell->relevant && says(sandbox, formula, i, false))
			cell->readonly = true;
	}
}

static void
run_constraint(struct sandbox *sandbox, struct column *column)
{
	struct formula *formula = column->formulas[EXPR_CONSTRAINT];

	for (size_t i = 0; i < cell_count(column); i++) {
		struct cell *cell = &column->cells[i].cell;

		if (cell->relevant)
			cell->holds = says(sandbox, formula, i, true);
	}
}

static void
run_advice(struct sandbox *sandbox, struct column *column)
{
	struct formula *formula = column->formulas[EXPR_ADVICE];

	for (size_t i = 0; i < cell_count(column); i++) {
		struct cell *cell = &column->cells[i].cell;

		if (cell->relevant)
			cell->advised = !says(sandbox, formula, i, true);
	}
}

static void
run_node(struct sandbox *sandbox, const struct node *node)
{
	switch (node->kind) {
	case NODE_PART:
		run_part(sandbox, node->part);
		break;
	case NODE_ROWS:
		run_rows(sandbox, node->table);
		break;
	case NODE_ASKED:
		run_asked(sandbox, node->column);
		break;
	case NODE_VALUE:
		run_value(sandbox, node->column);
		break;
	case NODE_READONLY:
		run_readonly(sandbox, node->column);
		break;
	case NODE_CONSTRAINT:
		run_constraint(sandbox, node->column);
		break;
	case NODE_ADVICE:
		run_advice(sandbox, node->column);
		break;
	case NODE_FACTS:
		sandbox->due = node->facts;
		break;
	}
}

const struct fact_table *
sandbox_run(struct sandbox *sandbox, struct error *err)
{
	sandbox->due = NULL;
	sandbox->err = err;
	while (sandbox->next < sandbox->node_count && !sandbox->due)
		run_node(sandbox,
		    &sandbox->nodes[sandbox->order[sandbox->next++]]);
	sandbox->err = NULL;
	return sandbox->due ? sandbox->due->table : NULL;
}
