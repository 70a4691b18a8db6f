/* What an expression reads, for telling people how a figure came about. */
#include "config.h"

#include "form/sandbox_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* A bound name is a question of the same form, or form__question. */
static const struct field *
bound_field(const struct sandbox *sandbox, const struct field *reader,
    const char *name, struct buf *full)
{
	const char *split = strstr(name, "__");

	buf_reset(full);
	if (split) {
		buf_add_bytes(full, name, (size_t)(split - name));
		buf_addf(full, ".%s", split + 2);
	} else
		buf_addf(full, "%s.%s", reader->form->id, name);
	return form_set_field(sandbox->set, full->data);
}

/* A column of a repeat's rows (form__repeat), which is a question, or of a table
 * of ours. */
static bool
column_input(const struct sandbox *sandbox, const char *table,
    const char *name, struct sandbox_input *out)
{
	for (size_t i = 0; i < sandbox->table_count; i++) {
		const struct table *rows = &sandbox->tables[i];
		if (strcmp(rows->name, table) != 0)
			continue;
		for (size_t j = 0; j < rows->column_count; j++)
			if (strcmp(rows->columns[j].field->id, name) == 0)
				out->field = rows->columns[j].field;
	}
	for (size_t i = 0; i < sandbox->facts_count; i++) {
		const struct fact_table *facts = sandbox->facts[i].table;
		if (strcmp(facts->name, table) != 0)
			continue;
		for (size_t j = 0; facts->columns[j]; j++)
			if (j > 0 || facts->types[0] != 'r')
				if (strcmp(facts->columns[j], name) == 0) {
					out->facts = facts;
					out->column = facts->columns[j];
				}
	}
	return out->field || out->facts;
}

struct input_list {
	struct sandbox_input *items;
	size_t count, cap;
};

static void
add_input(struct input_list *list, const struct sandbox_input *one)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].field == one->field &&
		    list->items[i].facts == one->facts &&
		    list->items[i].column == one->column)
			return;
	ARRAY_GROW(list->items, list->count, list->cap);
	list->items[list->count++] = *one;
}

size_t
sandbox_reads(const struct sandbox *sandbox, const struct expr *expr,
    const struct field **fields, size_t most)
{
	const struct formula *formula = &sandbox->formulas[expr->index];
	size_t count = 0;

	for (size_t i = 0; i < formula->binding_count && count < most; i++) {
		const struct binding *binding = &formula->bindings[i];
		bool known = false;

		if (binding->source != SOURCE_FIELD &&
		    binding->source != SOURCE_PARENT)
			continue;
		for (size_t j = 0; j < count; j++)
			known = known || fields[j] == binding->column->field;
		if (!known)
			fields[count++] = binding->column->field;
	}
	return count;
}

static void
find_inputs(const struct sandbox *sandbox, const struct field *field,
    struct input_list *list)
{
	struct words *words = words_new();
	struct buf table, name, full;
	size_t at = 0;

	buf_init(&table);
	buf_init(&name);
	buf_init(&full);
	words_read(words, field->exprs[EXPR_CALCULATE]->text);
	while (words_next_read(words, &at, &table, &name)) {
		struct sandbox_input one = { 0 };
		if (table.len > 0)
			(void)column_input(sandbox, table.data, name.data,
			    &one);
		else
			one.field = bound_field(sandbox, field, name.data,
			    &full);
		if (one.field || one.facts)
			add_input(list, &one);
		buf_reset(&table);
		buf_reset(&name);
	}
	buf_clear(&full);
	buf_clear(&name);
	buf_clear(&table);
	words_free(words);
}

size_t
sandbox_inputs(struct sandbox *sandbox, const struct field *field,
    const struct sandbox_input **inputs)
{
	struct column *column = sandbox_column(sandbox, field);
	struct input_list list = { 0 };

	if (!column->inputs && field->exprs[EXPR_CALCULATE]) {
		struct sandbox_input *kept;

		find_inputs(sandbox, field, &list);
		kept = arena_alloc(&sandbox->arena,
		    (list.count + 1) * sizeof *kept);
		if (list.count > 0)
			memcpy(kept, list.items, list.count * sizeof *kept);
		free(list.items);
		column->inputs = kept;
		column->input_count = list.count;
	}
	*inputs = column->inputs;
	return column->input_count;
}
