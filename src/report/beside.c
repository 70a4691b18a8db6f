/* What somebody says against an answer stands beside it wherever the answer does:
 * below it, below its table, or, on a page that says the answer in words of its
 * own, at the end. Whoever may read the answer may read that. */
#include "config.h"

#include "report/report_private.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "plan/statement.h"

#define REST_TITLE "What somebody says is wrong, or does not agree with"

static struct disputed *
find(const struct builder *builder, const struct field *field,
    const struct uid *row)
{
	for (size_t i = 0; i < builder->disputed_count; i++)
		if (builder->disputed[i].field == field &&
		    uid_equal(&builder->disputed[i].row, row))
			return &builder->disputed[i];
	return NULL;
}

void
beside_seen(struct builder *builder, const struct field *field,
    const struct uid *row)
{
	if (!builder->disputes || find(builder, field, row) != NULL ||
	    !plan_disputed(builder->plan, field, row))
		return;
	ARRAY_GROW(builder->disputed, builder->disputed_count,
	    builder->disputed_cap);
	builder->disputed[builder->disputed_count++] =
	    (struct disputed){ .field = field, .row = *row };
}

/* "Swimming: What does one cost? ", where the answer does not stand just above. */
static void
add_place(const struct builder *builder, const struct field *field,
    const struct uid *row, struct buf *out)
{
	if (field->repeat != NULL) {
		report_row_title(builder, field->repeat, row, out);
		buf_add(out, ": ");
	}
	buf_addf(out, "%s - ", field->label);
}

static void
add_statement(struct builder *builder, const struct statement *statement,
    const struct field *field, const struct uid *row, bool named)
{
	struct buf head;

	if (builder->reader.sealed_only && !statement->repeat->section->sealed)
		return;
	buf_init(&head);
	if (named)
		add_place(builder, field, row, &head);
	statement_say(builder->plan, statement, &head);
	builder_answer(builder, head.data, statement->words, true);
	buf_clear(&head);
}

static void
add_all(struct builder *builder, const struct field *field,
    const struct uid *row, bool named)
{
	struct disputed *seen = find(builder, field, row);
	struct statement *list;
	size_t count;

	/* once: an answer can be in a table and again below it */
	if (seen == NULL || seen->said)
		return;
	seen->said = true;
	count = plan_statements(builder->plan, field, row, &list);
	for (size_t i = 0; i < count; i++)
		add_statement(builder, &list[i], field, row, named);
	free(list);
}

void
beside_field(struct builder *builder, const struct field *field,
    const struct uid *row)
{
	add_all(builder, field, row, false);
}

void
beside_table(struct builder *builder, const struct sheet *sheet)
{
	for (size_t r = 0; builder->disputed_count > 0 && r < sheet->row_count;
	     r++)
		for (size_t f = 0; f < sheet->field_count; f++)
			if (sheet_text(sheet, r, f) != NULL)
				add_all(builder, sheet->fields[f],
				    &sheet->rows[r], true);
}

void
beside_rest(struct builder *builder)
{
	builder_heading(builder, LEVEL_FORM, REST_TITLE);
	for (size_t i = 0; i < builder->disputed_count; i++) {
		struct disputed one = builder->disputed[i];

		add_all(builder, one.field, &one.row, true);
	}
	free(builder->disputed);
	builder->disputed = NULL;
	builder->disputed_count = builder->disputed_cap = 0;
}
