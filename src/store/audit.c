#include "config.h"

#include "store/audit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "store/store_private.h"

const char audit_query[] =
#include "store/audit_sql.h"
    ;

static void
add_json_text(struct buf *out, const char *text)
{
	buf_add_char(out, '"');
	for (const char *c = text; *c != '\0'; c++) {
		if ((unsigned char)*c < ' ')
			buf_addf(out, "\\u%04x", (unsigned)*c);
		else if (*c == '"' || *c == '\\')
			buf_addf(out, "\\%c", *c);
		else
			buf_add_char(out, *c);
	}
	buf_add_char(out, '"');
}

static void
add_instead(struct buf *out, const struct audit_instead *instead)
{
	const struct value *value = instead->value;
	char row[UID_HEX_LEN + 1] = "";

	if (!uid_is_none(&instead->row))
		uid_format(&instead->row, row);
	buf_addf(out, "[\"%s\",\"%s\",", instead->field, row);
	if (value == NULL || value_is_none(value))
		buf_add(out, "null");
	else if (value->kind == VALUE_NUMBER)
		buf_addf(out, "%" PRId64, value->number);
	else
		add_json_text(out, value->text);
	buf_add_char(out, ']');
}

static char *
instead_json(const struct audit_instead *instead, size_t count)
{
	struct buf out;

	buf_init(&out);
	buf_add_char(&out, '[');
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_add_char(&out, ',');
		add_instead(&out, &instead[i]);
	}
	buf_add_char(&out, ']');
	return buf_take(&out);
}

static void
take_figure(struct sql_stmt *stmt, struct audit_figure *out)
{
	const char *row = sql_text(stmt, 1);

	*out = (struct audit_figure){
		.known = !sql_is_null(stmt, 2),
		.pence = sql_int(stmt, 2),
	};
	if (!uid_parse(row, strlen(row), &out->row))
		out->row = UID_NONE;
	out->field = take_text(stmt, 0);
}

bool
audit_run(struct sql_stmt *stmt, const struct audit_instead *instead,
    size_t instead_count, struct audit_figure **figures, size_t *count,
    struct error *err)
{
	char *json = instead_json(instead, instead_count);
	struct audit_figure *list = NULL;
	size_t used = 0, cap = 0;
	bool row = false, ok;

	put_text(stmt, ":instead", json);
	while ((ok = sql_step(stmt, &row, err)) && row) {
		ARRAY_GROW(list, used, cap);
		take_figure(stmt, &list[used++]);
	}
	sql_reset(stmt);
	free(json);
	if (!ok) {
		audit_clear(list, used);
		return false;
	}
	*figures = list;
	*count = used;
	return true;
}

bool
store_audit(struct store *store, const struct audit_instead *instead,
    size_t instead_count, struct audit_figure **figures, size_t *count,
    struct error *err)
{
	struct sql_stmt *stmt;
	bool ok;

	if (!sql_prepare(store->sql, audit_query, &stmt, err))
		return store_read_failed(err);
	ok = audit_run(stmt, instead, instead_count, figures, count, err);
	sql_finalize(stmt);
	return ok || store_read_failed(err);
}

void
audit_clear(struct audit_figure *figures, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(figures[i].field);
	free(figures);
}
