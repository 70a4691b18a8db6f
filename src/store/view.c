/* Views of the repeats, for people who read a plan with sqlite3. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/store_private.h"

/* The one place where a name becomes part of a statement, since a view cannot
 * have parameters: so only names that need no quoting are let in. */
static bool
is_name(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
	static const char rest[] = "abcdefghijklmnopqrstuvwxyz0123456789_.";
	size_t len = strlen(name);

	return len > 0 && len <= FIELD_NAME_MAX && strchr(letters, name[0]) &&
	    strspn(name, rest) == len;
}

/* "money.line" as "money_line". */
static char *
view_name(const char *name)
{
	char *copy = xstrdup(name);

	for (char *at = copy; (at = strchr(at, '.')); at++)
		*at = '_';
	return copy;
}

/* Whether the schema has something called NAME already. */
static bool
is_taken(const char *name)
{
	static const char *const kinds[] = { "TABLE", "VIEW", "INDEX",
		"TRIGGER" };
	struct buf start;
	bool taken = strncmp(name, "sqlite_", 7) == 0;

	buf_init(&start);
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		buf_reset(&start);
		buf_addf(&start, "\nCREATE %s %s ", kinds[i], name);
		taken = taken || strstr(store_schema, start.data);
	}
	buf_clear(&start);
	return taken;
}

static bool
check_names(const struct store_view *view, struct error *err)
{
	bool ok = is_name(view->name) && is_name(view->position_name) &&
	    is_name(view->parent_name) && is_name(view->removed_name);
	char *name = view_name(view->name);

	for (size_t i = 0; ok && i < view->column_count; i++)
		ok = is_name(view->columns[i]);
	ok = ok && !is_taken(name);
	free(name);
	if (ok)
		return true;
	return error_set(err, ERR_FORM,
	    "The repeat \"%s\", or a field in it, has a name that cannot be "
	    "used. Choose another.",
	    view->name);
}

static const char *
last_part(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot ? dot + 1 : name;
}

static void
add_column(struct buf *text, const char *field, const char *name)
{
	buf_addf(text, ",\n  max(CASE field WHEN '%s' THEN value END) AS \"%s\"",
	    field, name);
}

/* A row stands if it has a position, was not removed, and the row it is in was
 * not removed; which repeat that one belongs to need not be known. Kept short:
 * SQLite reads the text of every view whenever the plan is opened. */
static char *
view_text(const struct store_view *view)
{
	char *name = view_name(view->name);
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "CREATE VIEW \"%s\" AS SELECT row", name);
	add_column(&text, view->parent_name, "parent");
	for (size_t i = 0; i < view->column_count; i++)
		add_column(&text, view->columns[i], last_part(view->columns[i]));
	buf_addf(&text,
	    "\nFROM answers WHERE row <> '' GROUP BY row"
	    "\nHAVING max(CASE field WHEN '%s' THEN value END) IS NOT NULL"
	    "\n  AND max(CASE field WHEN '%s' THEN value END) IS NOT 1"
	    "\n  AND max(CASE field WHEN '%s' THEN value ELSE '' END) NOT IN"
	    "\n    (SELECT row FROM answers"
	    " WHERE field GLOB '*.removed' AND value = 1)"
	    "\nORDER BY max(CASE field WHEN '%s' THEN value END), row",
	    view->position_name, view->removed_name, view->parent_name,
	    view->position_name);
	free(name);
	return buf_take(&text);
}

bool
store_put_views(struct store *store, const struct store_view *views,
    size_t count, struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		if (!check_names(&views[i], err))
			return false;
	}
	views_clear(store);
	store->views = xcalloc(count + 1, sizeof *store->views);
	store->view_count = count;
	for (size_t i = 0; i < count; i++) {
		store->views[i].name = view_name(views[i].name);
		store->views[i].text = view_text(&views[i]);
	}
	return true;
}

void
views_clear(struct store *store)
{
	for (size_t i = 0; i < store->view_count; i++) {
		free(store->views[i].name);
		free(store->views[i].text);
	}
	free(store->views);
	store->views = NULL;
	store->view_count = 0;
}

static bool
is_in_file(struct store *store, const struct view_text *view, bool *same,
    struct error *err)
{
	struct sql_stmt *stmt;
	bool row;

	if (!store_statement(store, SELECT_VIEW, &stmt, err))
		return false;
	put_text(stmt, ":name", view->name);
	if (!sql_step(stmt, &row, err))
		return false;
	*same = row && strcmp(sql_text(stmt, 0), view->text) == 0;
	sql_reset(stmt);
	return true;
}

static bool
put_view(struct store *store, const struct view_text *view, struct error *err)
{
	struct buf drop;
	bool ok;

	buf_init(&drop);
	buf_addf(&drop, "DROP VIEW IF EXISTS \"%s\"", view->name);
	ok = sql_exec(store->sql, drop.data, err) &&
	    sql_exec(store->sql, view->text, err);
	buf_clear(&drop);
	return ok;
}

bool
views_put(struct store *store, struct error *err)
{
	for (size_t i = 0; i < store->view_count; i++) {
		bool same;

		if (!is_in_file(store, &store->views[i], &same, err))
			return false;
		if (!same && !put_view(store, &store->views[i], err))
			return false;
	}
	return true;
}
