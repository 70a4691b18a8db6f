#include "config.h"

#include "form/sandbox_private.h"

#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "form/suggest.h"

/* --- what is read --- */

static bool
is_own_column(const char *column)
{
	return strcmp(column, "") == 0 || strcmp(column, "row") == 0 ||
	    strcmp(column, "parent") == 0 || strcmp(column, "pos") == 0;
}

/* Reading a table at all depends on which of its rows count. */
static void
note_table(struct compiler *compiler, struct table *table)
{
	table->read = true;
	compiler_edge(compiler, table->node, compiler->node);
	for (size_t i = 0; i < compiler->read_count; i++) {
		if (compiler->reads[i] == table)
			return;
	}
	ARRAY_GROW(compiler->reads, compiler->read_count, compiler->read_cap);
	compiler->reads[compiler->read_count++] = table;
}

static bool
note_column(struct compiler *compiler, struct table *table, const char *name)
{
	note_table(compiler, table);
	if (is_own_column(name))
		return true;
	for (size_t i = 0; i < table->column_count; i++) {
		struct column *column = &table->columns[i];

		if (strcmp(column->field->id, name) == 0) {
			column->read = true;
			compiler_edge(compiler, column->value_node,
			    compiler->node);
			return true;
		}
	}
	return false;
}

static void
note_facts(struct compiler *compiler, struct facts *facts)
{
	facts->read = true;
	compiler_edge(compiler, facts->node, compiler->node);
	for (size_t i = 0; i < compiler->facts_count; i++) {
		if (compiler->facts[i] == facts)
			return;
	}
	ARRAY_GROW(compiler->facts, compiler->facts_count,
	    compiler->facts_cap);
	compiler->facts[compiler->facts_count++] = facts;
}

bool
compiler_note(void *data, const char *table, const char *column)
{
	struct compiler *compiler = data;
	struct sandbox *sandbox = compiler->sandbox;

	for (size_t i = 0; i < sandbox->table_count; i++) {
		if (strcmp(sandbox->tables[i].name, table) == 0)
			return note_column(compiler, &sandbox->tables[i],
			    column);
	}
	for (size_t i = 0; i < sandbox->facts_count; i++) {
		if (strcmp(sandbox->facts[i].table->name, table) == 0 &&
		    strcasecmp(column, "rowid") != 0) {
			note_facts(compiler, &sandbox->facts[i]);
			return true;
		}
	}
	return false;
}

/* --- bound names --- */

static struct column *
column_by_id(const struct table *table, const char *id)
{
	for (size_t i = 0; table && i < table->column_count; i++) {
		if (strcmp(table->columns[i].field->id, id) == 0)
			return &table->columns[i];
	}
	return NULL;
}

/* The field ID of the form whose id is FORM's first LEN bytes, outside repeats;
 * an older name does not count. */
static struct column *
column_of_form(struct compiler *compiler, const char *form, size_t len,
    const char *id)
{
	const struct field *field;

	buf_reset(&compiler->text);
	buf_add_bytes(&compiler->text, form, len);
	buf_addf(&compiler->text, ".%s", id);
	field = form_set_field(compiler->sandbox->set, compiler->text.data);
	if (!field || field->repeat || strcmp(field->id, id) != 0 ||
	    strncmp(field->form->id, form, len) != 0 ||
	    field->form->id[len] != '\0')
		return NULL;
	return sandbox_column(compiler->sandbox, field);
}

/* NAME without its colon. */
static bool
bind_name(struct compiler *compiler, const char *name, struct binding *out)
{
	const struct formula *formula = compiler->formula;
	const char *form = formula->expr->form->id;
	const char *split = strstr(name, "__");

	out->source = SOURCE_FIELD;
	if (strcmp(name, "today") == 0) {
		out->source = SOURCE_TODAY;
		return true;
	}
	if (strcmp(name, "row") == 0) {
		out->source = SOURCE_ROW;
		return formula->rows != NULL;
	}
	if (strcmp(name, "choice") == 0) {
		out->source = SOURCE_CHOICE;
		return formula->expr->kind == EXPR_CHOICE_FILTER;
	}
	if (strncmp(name, "parent__", 8) == 0) {
		out->source = SOURCE_PARENT;
		out->column = formula->rows
		    ? column_by_id(formula->rows->in, name + 8) : NULL;
	} else if (split) {
		out->column = column_of_form(compiler, name,
		    (size_t)(split - name), split + 2);
	} else {
		out->column = column_by_id(formula->rows, name);
		if (!out->column)
			out->column = column_of_form(compiler, form,
			    strlen(form), name);
	}
	return out->column != NULL;
}

/* compiler->text may have been meant; it is kept as long as the sandbox. */
static void
offer(struct compiler *compiler, struct suggest *suggest)
{
	suggest_offer(suggest, arena_strdup(&compiler->sandbox->arena,
	    compiler->text.data));
}

/* Every name that could have been written here. */
static void
offer_names(struct compiler *compiler, struct suggest *suggest)
{
	const struct sandbox *sandbox = compiler->sandbox;
	const struct formula *formula = compiler->formula;
	struct buf *text = &compiler->text;

	for (size_t i = 0; i < sandbox->column_count; i++) {
		const struct column *column = &sandbox->columns[i];
		const struct field *field = column->field;

		buf_reset(text);
		if (column->table == formula->rows ||
		    (!column->table && field->form == formula->expr->form))
			buf_addf(text, ":%s", field->id);
		else if (!column->table)
			buf_addf(text, ":%s__%s", field->form->id, field->id);
		else if (formula->rows && column->table == formula->rows->in)
			buf_addf(text, ":parent__%s", field->id);
		else
			continue;
		offer(compiler, suggest);
	}
	suggest_offer(suggest, ":today");
}

/* NAME with its colon. */
static const char *
why_unknown(const struct compiler *compiler, const char *name)
{
	const struct formula *formula = compiler->formula;

	if (strcmp(name, ":row") == 0)
		return "it stands in no table, so there is no row.";
	if (strcmp(name, ":choice") == 0)
		return "only a choice_filter has it.";
	if (strncmp(name, ":parent__", 9) == 0 &&
	    (!formula->rows || !formula->rows->in))
		return "it stands in no row of a row. Write :id for its own "
		       "row or form, or :form__id for another form.";
	return "there is no such question here. Write :id for its own row or "
	       "form, :parent__id for the row above, or :form__id for another "
	       "form.";
}

static void
say_unknown_name(struct compiler *compiler, const char *name)
{
	struct suggest suggest;
	char meant[128];

	suggest_init(&suggest, name);
	offer_names(compiler, &suggest);
	suggest_write(&suggest, meant);
	problem_add(compiler->problems, compiler->where.data,
	    "The name %s cannot be used: %s%s", name,
	    why_unknown(compiler, name), meant);
}

static void
bind_names(struct compiler *compiler)
{
	struct formula *formula = compiler->formula;
	size_t count = (size_t)sql_param_count(formula->stmt);
	struct binding *bindings = arena_alloc(&compiler->sandbox->arena,
	    (count + 1) * sizeof *bindings);

	for (size_t i = 0; i < count; i++) {
		const char *name = sql_param_name(formula->stmt, (int)i + 1);

		if (!name || name[0] != ':')
			problem_add(compiler->problems, compiler->where.data,
			    "An answer is written :name; ?, @name and $name "
			    "mean nothing here.");
		else if (!bind_name(compiler, name + 1, &bindings[i]))
			say_unknown_name(compiler, name);
		else if (bindings[i].column)
			compiler_edge(compiler,
			    bindings[i].column->value_node, compiler->node);
	}
	formula->bindings = bindings;
	formula->binding_count = count;
}

/* --- what SQLite does not like --- */

/* What follows PREFIX in SQLite's words, or NULL. */
static const char *
after(const char *text, const char *prefix)
{
	const char *found = strstr(text, prefix);

	return found ? found + strlen(prefix) : NULL;
}

static void
say_unknown_table(struct compiler *compiler, const char *wanted)
{
	const struct sandbox *sandbox = compiler->sandbox;
	struct suggest suggest;
	char meant[128];

	suggest_init(&suggest, wanted);
	for (size_t i = 0; i < sandbox->table_count; i++)
		suggest_offer(&suggest, sandbox->tables[i].name);
	for (size_t i = 0; i < sandbox->facts_count; i++)
		suggest_offer(&suggest, sandbox->facts[i].table->name);
	suggest_write(&suggest, meant);
	problem_add(compiler->problems, compiler->where.data,
	    "There is no table %s. A form's table is written form__repeat, "
	    "with two underscores.%s", wanted, meant);
}

static void
offer_columns(struct compiler *compiler, struct suggest *suggest)
{
	const struct sandbox *sandbox = compiler->sandbox;
	struct buf *text = &compiler->text;

	for (size_t i = 0; i < sandbox->column_count; i++) {
		const struct column *column = &sandbox->columns[i];

		if (!column->table)
			continue;
		buf_reset(text);
		buf_addf(text, "%s.%s", column->table->name,
		    column->field->id);
		offer(compiler, suggest);
	}
	for (size_t i = 0; i < sandbox->facts_count; i++) {
		const struct fact_table *table = sandbox->facts[i].table;

		for (size_t j = 0; table->columns[j]; j++) {
			buf_reset(text);
			buf_addf(text, "%s.%s", table->name,
			    table->columns[j]);
			offer(compiler, suggest);
		}
	}
}

/* WANTED is table.column, or a column alone: most often an answer that lost its
 * colon. */
static void
say_unknown_column(struct compiler *compiler, const char *wanted)
{
	struct buf named;
	struct suggest suggest;
	char meant[128];

	buf_init(&named);
	if (strchr(wanted, '.')) {
		suggest_init(&suggest, wanted);
		offer_columns(compiler, &suggest);
	} else {
		buf_addf(&named, ":%s", wanted);
		suggest_init(&suggest, named.data);
		offer_names(compiler, &suggest);
	}
	suggest_write(&suggest, meant);
	problem_add(compiler->problems, compiler->where.data,
	    "There is no column %s. A column is written table.column, and an "
	    "answer :name.%s", wanted, meant);
	buf_clear(&named);
}

static void
say_refused(struct compiler *compiler, const char *words)
{
	const char *name;

	if ((name = after(words, "no such table: ")))
		say_unknown_table(compiler, name);
	else if ((name = after(words, "no such column: ")))
		say_unknown_column(compiler, name);
	else if (strstr(words, "prohibited") || strstr(words, "authorized"))
		problem_add(compiler->problems, compiler->where.data,
		    "This may not be read or done here (%s). An expression "
		    "reads answers, rows of tables and figures, and changes "
		    "nothing.", words);
	else
		problem_add(compiler->problems, compiler->where.data,
		    "This cannot be understood (%s). Write one expression "
		    "that gives one value.", words);
}

/* --- one expression --- */

/* `relevant = "0"` needs no SQLite. */
static bool
is_literal(const char *text, int64_t *literal)
{
	size_t blanks = strspn(text, " ");
	size_t len = strcspn(text + blanks, " ");
	char digit = text[blanks];

	if (len != 1 || (digit != '0' && digit != '1') ||
	    text[blanks + len + strspn(text + blanks + len, " ")] != '\0')
		return false;
	*literal = digit - '0';
	return true;
}

/* Runs it with nothing answered: what gives something even then gives away its
 * type, and what never ends shows it. */
static void
try_formula(struct compiler *compiler)
{
	struct formula *formula = compiler->formula;
	struct value value;
	struct error why;
	bool row = false;
	bool ok = true;

	value_init(&value);
	if (!formula->stmt) {
		value_set_number(&value, formula->literal);
	} else {
		ok = sql_step(formula->stmt, &row, &why);
		if (row)
			sql_value(formula->stmt, 0, &value);
		sql_reset(formula->stmt);
	}
	if (!ok || !formula_gives(formula, &value, &why))
		problem_add(compiler->problems, compiler->where.data,
		    "This gives something that does not fit: %s", why.text);
	value_clear(&value);
}

static bool
prepare(struct compiler *compiler, bool told)
{
	struct formula *formula = compiler->formula;
	struct error err;

	buf_reset(&compiler->text);
	buf_addf(&compiler->text, "SELECT (\n%s\n)", formula->expr->text);
	if (sql_prepare_expression(compiler->sandbox->sql, compiler->text.data,
		&formula->stmt, &err))
		return true;
	if (!told)
		say_refused(compiler, err.text);
	return false;
}

static void
compile_words(struct compiler *compiler)
{
	struct formula *formula = compiler->formula;
	struct problem_list *problems = compiler->problems;
	const char *where = compiler->where.data;
	size_t before = problems->count;
	struct table **reads;

	words_read(compiler->words, formula->expr->text);
	words_check(compiler->words, where, problems);
	if (!prepare(compiler, problems->count > before))
		return;
	bind_names(compiler);
	for (size_t i = 0; i < compiler->read_count; i++)
		words_check_bare(compiler->words, compiler->reads[i], NULL,
		    where, problems);
	for (size_t i = 0; i < compiler->facts_count; i++)
		words_check_bare(compiler->words, NULL,
		    compiler->facts[i]->table, where, problems);
	reads = arena_alloc(&compiler->sandbox->arena,
	    (compiler->read_count + 1) * sizeof *reads);
	for (size_t i = 0; i < compiler->read_count; i++)
		reads[i] = compiler->reads[i];
	formula->reads = reads;
	formula->read_count = compiler->read_count;
	if (problems->count == before)
		try_formula(compiler);
}

struct formula *
compiler_formula(struct compiler *compiler, const struct expr *expr,
    const char *owner, const struct field *field, struct table *rows,
    size_t node)
{
	struct formula *formula =
	    &compiler->sandbox->formulas[expr->index];

	formula->expr = expr;
	formula->owner = owner;
	formula->field = field;
	formula->rows = rows;
	compiler->formula = formula;
	compiler->node = node;
	compiler->read_count = 0;
	compiler->facts_count = 0;
	buf_reset(&compiler->where);
	buf_addf(&compiler->where, "%s:%d", expr->form->file, expr->line);
	if (is_literal(expr->text, &formula->literal))
		try_formula(compiler);
	else
		compile_words(compiler);
	return formula;
}
