#include "config.h"

#include "form/sandbox_private.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* Steps of SQLite's machine, in thousands, before an expression is stopped:
 * some 50 ms, a hundred times what 300 rows need. */
enum { MOST_STEPS = 3000 };

void
compiler_edge(struct compiler *compiler, size_t first, size_t node)
{
	if (node == NO_NODE)
		return;
	ARRAY_GROW(compiler->edges, compiler->edge_count, compiler->edge_cap);
	compiler->edges[compiler->edge_count++] = (struct edge){ first, node };
}

/* --- what there is --- */

static void
make_parts(struct sandbox *sandbox)
{
	const struct form_set *set = sandbox->set;
	size_t n = set->form_count;
	struct part *part;

	for (size_t i = 0; i < set->form_count; i++)
		n += set->forms[i]->section_count;
	sandbox->part_count = n;
	sandbox->parts = arena_alloc(&sandbox->arena,
	    (n + 1) * sizeof *sandbox->parts);
	part = sandbox->parts;
	for (size_t i = 0; i < set->form_count; i++) {
		const struct form *form = set->forms[i];
		struct part *whole = part++;

		whole->form = form;
		whole->kinds = form->kinds;
		for (size_t j = 0; j < form->section_count; j++, part++) {
			part->form = form;
			part->section = form->sections[j];
			part->kinds = part->section->kinds;
			part->in = whole;
		}
	}
}

static struct part *
find_part(const struct sandbox *sandbox, const struct section *section)
{
	struct part *part = sandbox->parts;

	/* every section is in a form, and every field in a section */
	while (part->section != section)
		part++;
	return part;
}

static const char *
table_name(struct sandbox *sandbox, const struct repeat *repeat)
{
	buf_reset(&sandbox->scratch);
	buf_addf(&sandbox->scratch, "%s__%s", repeat->form->id, repeat->id);
	return arena_strdup(&sandbox->arena, sandbox->scratch.data);
}

static void
make_column(struct sandbox *sandbox, struct column *column,
    const struct field *field, struct table *table)
{
	column->field = field;
	column->table = table;
	column->section = table ? table->section
				: find_part(sandbox, field->section);
	if (field->link)
		column->link = &sandbox->tables[field->link->index];
	if (!table)
		column->cells = xcalloc(1, sizeof *column->cells);
}

static void
make_columns(struct sandbox *sandbox)
{
	const struct form_set *set = sandbox->set;
	struct column *next;

	sandbox->column_count = set->field_count;
	sandbox->columns = arena_alloc(&sandbox->arena,
	    (set->field_count + 1) * sizeof *sandbox->columns);
	next = sandbox->columns;
	for (size_t i = 0; i < set->once_count; i++)
		make_column(sandbox, next++, set->fields_once[i], NULL);
	for (size_t i = 0; i < sandbox->table_count; i++) {
		struct table *table = &sandbox->tables[i];
		const struct repeat *repeat = table->repeat;

		table->columns = next;
		table->column_count = repeat->field_count;
		for (size_t j = 0; j < repeat->field_count; j++)
			make_column(sandbox, next++, repeat->fields[j], table);
	}
	assert(next == sandbox->columns + set->field_count);
}

static void
make_tables(struct sandbox *sandbox)
{
	const struct form_set *set = sandbox->set;

	sandbox->table_count = set->repeat_count;
	sandbox->tables = arena_alloc(&sandbox->arena,
	    (set->repeat_count + 1) * sizeof *sandbox->tables);
	for (size_t i = 0; i < set->repeat_count; i++) {
		const struct repeat *repeat = set->repeats[i];
		struct table *table = &sandbox->tables[i];

		table->repeat = repeat;
		table->name = table_name(sandbox, repeat);
		if (repeat->in)
			table->in = &sandbox->tables[repeat->in->index];
		table->section = table->in
		    ? table->in->section
		    : find_part(sandbox, repeat->section);
		if (!table->in) {
			table->standings = xcalloc(1, sizeof *table->standings);
			table->standing_count = 1;
		}
	}
}

static void
make_facts(struct sandbox *sandbox, const struct fact_table *const *tables,
    size_t count)
{
	sandbox->facts_count = count;
	sandbox->facts = arena_alloc(&sandbox->arena,
	    (count + 1) * sizeof *sandbox->facts);
	for (size_t i = 0; i < count; i++) {
		struct facts *facts = &sandbox->facts[i];

		facts->table = tables[i];
		while (tables[i]->columns[facts->column_count])
			facts->column_count++;
		assert(strlen(tables[i]->types) == facts->column_count);
	}
}

/* --- the graph --- */

static size_t
add_node(struct sandbox *sandbox, enum node_kind kind)
{
	sandbox->nodes[sandbox->node_count].kind = kind;
	return sandbox->node_count++;
}

static void
add_nodes(struct sandbox *sandbox)
{
	size_t most = sandbox->part_count + sandbox->table_count +
	    4 * sandbox->column_count + sandbox->facts_count;
	size_t at;

	sandbox->nodes = xcalloc(most + 1, sizeof *sandbox->nodes);
	for (size_t i = 0; i < sandbox->part_count; i++) {
		at = add_node(sandbox, NODE_PART);
		sandbox->nodes[at].part = &sandbox->parts[i];
		sandbox->parts[i].node = at;
	}
	for (size_t i = 0; i < sandbox->table_count; i++) {
		at = add_node(sandbox, NODE_ROWS);
		sandbox->nodes[at].table = &sandbox->tables[i];
		sandbox->tables[i].node = at;
	}
	for (size_t i = 0; i < sandbox->column_count; i++) {
		struct column *column = &sandbox->columns[i];

		column->asked_node = add_node(sandbox, NODE_ASKED);
		column->value_node = add_node(sandbox, NODE_VALUE);
		sandbox->nodes[column->asked_node].column = column;
		sandbox->nodes[column->value_node].column = column;
	}
	for (size_t i = 0; i < sandbox->facts_count; i++) {
		at = add_node(sandbox, NODE_FACTS);
		sandbox->nodes[at].facts = &sandbox->facts[i];
		sandbox->nodes[at].reads_tables = true;
		sandbox->facts[i].node = at;
	}
}

/* Gives the work of NODE its expression. */
static struct formula *
node_formula(struct compiler *compiler, size_t node, const struct expr *expr,
    const char *owner, const struct field *field, struct table *rows)
{
	struct formula *formula;

	if (!expr)
		return NULL;
	formula = compiler_formula(compiler, expr, owner, field, rows, node);
	compiler->sandbox->nodes[node].formula = formula;
	compiler->sandbox->nodes[node].reads_tables =
	    compiler->read_count > 0 || compiler->facts_count > 0;
	return formula;
}

static void
compile_part(struct compiler *compiler, struct part *part)
{
	const struct section *section = part->section;

	if (part->in)
		compiler_edge(compiler, part->in->node, part->node);
	part->relevant_if = node_formula(compiler, part->node,
	    section ? section->relevant : part->form->relevant,
	    section ? section->name : part->form->id, NULL, NULL);
}

static void
compile_table(struct compiler *compiler, struct table *table)
{
	compiler_edge(compiler, table->in ? table->in->node
					  : table->section->node, table->node);
	table->relevant_if = node_formula(compiler, table->node,
	    table->repeat->relevant, table->repeat->name, NULL, table->in);
}

/* A node that nobody waits for. */
static void
compile_check(struct compiler *compiler, struct column *column,
    enum node_kind kind, enum expr_kind expr_kind)
{
	const struct field *field = column->field;
	size_t node;

	if (!field->exprs[expr_kind])
		return;
	node = add_node(compiler->sandbox, kind);
	compiler->sandbox->nodes[node].column = column;
	compiler_edge(compiler, column->value_node, node);
	column->formulas[expr_kind] = node_formula(compiler, node,
	    field->exprs[expr_kind], field->name, field, column->table);
}

static void
compile_value(struct compiler *compiler, struct column *column)
{
	const struct field *field = column->field;
	const struct expr *calculate = field->exprs[EXPR_CALCULATE];
	const struct expr *start = field->exprs[EXPR_DEFAULT];

	compiler_edge(compiler, column->asked_node, column->value_node);
	if (column->link)
		compiler_edge(compiler, column->link->node, column->value_node);
	if (calculate && start) {
		buf_reset(&compiler->where);
		buf_addf(&compiler->where, "%s:%d", field->form->file,
		    start->line);
		problem_add(compiler->problems, compiler->where.data,
		    "%s has both calculate and default. A calculated field "
		    "never takes an answer, so take the default out.",
		    field->name);
	}
	column->formulas[EXPR_CALCULATE] = node_formula(compiler,
	    column->value_node, calculate, field->name, field, column->table);
	if (!calculate)
		column->formulas[EXPR_DEFAULT] = node_formula(compiler,
		    column->value_node, start, field->name, field,
		    column->table);
}

static void
compile_column(struct compiler *compiler, struct column *column)
{
	const struct field *field = column->field;
	const struct expr *filter = field->exprs[EXPR_CHOICE_FILTER];

	compiler_edge(compiler, column->table ? column->table->node
					      : column->section->node,
	    column->asked_node);
	column->formulas[EXPR_RELEVANT] = node_formula(compiler,
	    column->asked_node, field->exprs[EXPR_RELEVANT], field->name,
	    field, column->table);
	compile_value(compiler, column);
	compile_check(compiler, column, NODE_READONLY, EXPR_READONLY);
	compile_check(compiler, column, NODE_CONSTRAINT, EXPR_CONSTRAINT);
	compile_check(compiler, column, NODE_ADVICE, EXPR_ADVICE);
	/* asked when a list is shown, after everything else is final */
	if (filter)
		column->formulas[EXPR_CHOICE_FILTER] = compiler_formula(
		    compiler, filter, field->name, field, column->table,
		    NO_NODE);
}

/* A table of ours waits for the field, or the repeat, called NAME. Forms of an
 * older plan may lack it: then the table is reckoned without (lint says so). */
static void
compile_read(struct compiler *compiler, const struct facts *facts,
    const char *name)
{
	const struct sandbox *sandbox = compiler->sandbox;
	const struct field *field = form_set_field(sandbox->set, name);
	const struct repeat *repeat = field
	    ? field->repeat : form_set_repeat(sandbox->set, name);

	if (field)
		compiler_edge(compiler,
		    sandbox_column(sandbox, field)->value_node, facts->node);
	if (repeat)
		compiler_edge(compiler, sandbox->tables[repeat->index].node,
		    facts->node);
}

static void
compile_facts(struct compiler *compiler, struct facts *facts)
{
	for (size_t i = 0; facts->table->reads[i]; i++)
		compile_read(compiler, facts, facts->table->reads[i]);
}

static void
compile_all(struct compiler *compiler)
{
	struct sandbox *sandbox = compiler->sandbox;

	add_nodes(sandbox);
	sandbox->formulas = arena_alloc(&sandbox->arena,
	    (sandbox->set->expr_count + 1) * sizeof *sandbox->formulas);
	for (size_t i = 0; i < sandbox->part_count; i++)
		compile_part(compiler, &sandbox->parts[i]);
	for (size_t i = 0; i < sandbox->table_count; i++)
		compile_table(compiler, &sandbox->tables[i]);
	for (size_t i = 0; i < sandbox->column_count; i++)
		compile_column(compiler, &sandbox->columns[i]);
	for (size_t i = 0; i < sandbox->facts_count; i++)
		compile_facts(compiler, &sandbox->facts[i]);
	sandbox_sort(sandbox, compiler->edges, compiler->edge_count,
	    compiler->problems);
}

static void
compiler_init(struct compiler *compiler, struct sandbox *sandbox,
    struct problem_list *problems)
{
	memset(compiler, 0, sizeof *compiler);
	compiler->sandbox = sandbox;
	compiler->problems = problems;
	compiler->words = words_new();
	buf_init(&compiler->where);
	buf_init(&compiler->text);
	sandbox->guard = (struct sql_guard){
		.functions = sandbox_functions,
		.note = compiler_note,
		.note_data = compiler,
		.max_steps = MOST_STEPS,
	};
}

static void
compiler_clear(struct compiler *compiler)
{
	words_free(compiler->words);
	free(compiler->edges);
	free(compiler->reads);
	free(compiler->facts);
	buf_clear(&compiler->where);
	buf_clear(&compiler->text);
}

bool
sandbox_compile(struct sandbox *sandbox,
    const struct fact_table *const *tables, size_t table_count, struct problem_list *problems, struct error *err)
{
	struct compiler compiler;
	bool ok;

	make_parts(sandbox);
	make_tables(sandbox);
	make_columns(sandbox);
	make_facts(sandbox, tables, table_count);
	if (!tables_create(sandbox, err))
		return false;
	sandbox_add_functions(sandbox->sql);
	compiler_init(&compiler, sandbox, problems);
	sql_set_guard(sandbox->sql, &sandbox->guard);
	compile_all(&compiler);
	/* what was prepared stays as it was let through; now come ours */
	sql_set_guard(sandbox->sql, NULL);
	ok = tables_prepare(sandbox, err);
	compiler_clear(&compiler);
	return ok;
}
