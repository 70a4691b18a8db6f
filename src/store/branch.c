/* What if: a second file in which a change is tried out, and which can never be
 * taken for the plan. */
#include "config.h"

#include "store/store.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "store/store_private.h"

/* It has a uid of its own, so nothing takes it for a copy to be merged. The
 * text that others were typing stays with the plan. */
static const char mark_text[] =
    "UPDATE plan SET of = uid, uid = :uid, what_if = :title,"
    " clock = (SELECT coalesce(max(clock), 0) FROM revision)";
static const char clean_text[] =
    "DELETE FROM draft; DELETE FROM place;"
    "UPDATE summary SET name = 'What if: ' || coalesce(name, ''),"
    " stage = 'what if'";

static bool
mark(struct sql *sql, const char *title, struct error *err)
{
	struct uid uid = uid_new();
	struct sql_stmt *stmt;
	bool ok;

	if (!sql_prepare(sql, mark_text, &stmt, err))
		return false;
	put_uid(stmt, ":uid", &uid);
	put_text(stmt, ":title", title);
	ok = sql_run(stmt, err) && sql_exec(sql, clean_text, err);
	sql_finalize(stmt);
	return ok;
}

bool
branch_mark(const char *path, const char *title, struct error *err)
{
	struct sql *sql;
	bool ok;

	if (!sql_open(path, SQL_WRITE, NULL, &sql, err))
		return false;
	ok = sql_begin(sql, err) && mark(sql, title, err) &&
	    sql_commit(sql, err);
	sql_close(sql);
	return ok;
}

const struct what_if *
store_what_if(const struct store *store)
{
	return store->what_if.title ? &store->what_if : NULL;
}

bool
store_branch(struct store *store, const char *path, const char *title,
    struct error *err)
{
	if (store_what_if(store))
		return error_set(err, ERR_USER,
		    "This is a what if itself. Go back to the plan, and make "
		    "another from there.");
	return store_copy_as(store, path, title, err);
}

bool
branch_refuses(const struct store *store, struct error *err)
{
	if (!store_what_if(store))
		return false;
	error_set(err, ERR_DENIED,
	    "This is a what if: nobody has agreed it, so it cannot be signed. "
	    "Put what is good of it into the plan, and sign the plan.");
	return true;
}

/* --- what was changed in it --- */

/* Every question that has a revision of the what if's own: what it said
 * then, and the answer that shows now. */
static const char changes_text[] =
    "SELECT q.id, q.field, q.row,"
    " (SELECT r.value FROM revision r WHERE r.question = q.id"
    "   AND r.clock <= :since ORDER BY r.clock DESC, r.uid DESC LIMIT 1),"
    " (SELECT r.value FROM head h JOIN revision r ON r.rev = h.rev"
    "   WHERE h.question = q.id ORDER BY r.clock DESC, r.uid DESC LIMIT 1),"
    " (SELECT r.voice FROM head h JOIN revision r ON r.rev = h.rev"
    "   WHERE h.question = q.id ORDER BY r.clock DESC, r.uid DESC LIMIT 1)"
    " FROM question q WHERE EXISTS (SELECT 1 FROM revision r"
    "   WHERE r.question = q.id AND r.clock > :since)"
    " ORDER BY q.field, q.row";

/* What its heads replaced, down to what came from the plan. */
static const char bases_text[] =
    "WITH RECURSIVE step (base) AS ("
    " SELECT b.base FROM head h JOIN revision r ON r.rev = h.rev"
    "   JOIN revision_base b ON b.rev = r.rev"
    "   WHERE h.question = :question AND r.clock > :since"
    " UNION"
    " SELECT b.base FROM step s JOIN revision r ON r.uid = s.base"
    "   JOIN revision_base b ON b.rev = r.rev WHERE r.clock > :since)"
    " SELECT s.base FROM step s WHERE NOT EXISTS (SELECT 1 FROM revision r"
    "   WHERE r.uid = s.base AND r.clock > :since) ORDER BY s.base";

static bool
read_bases(struct sql_stmt *stmt, int64_t question, int64_t since,
    struct what_if_change *change, struct error *err)
{
	size_t cap = 0;
	bool row;

	put_int(stmt, ":question", question);
	put_int(stmt, ":since", since);
	for (;;) {
		if (!sql_step(stmt, &row, err))
			return false;
		if (!row)
			break;
		ARRAY_GROW(change->bases, change->base_count, cap);
		change->bases[change->base_count++] = take_uid(stmt, 0);
	}
	sql_reset(stmt);
	return true;
}

static void
change_clear(struct what_if_change *change)
{
	free(change->field);
	free(change->bases);
	free(change->voice);
	value_clear(&change->was);
	value_clear(&change->value);
}

void
what_if_changes_clear(struct what_if_change *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		change_clear(&list[i]);
	free(list);
}

static bool
read_changes(struct store *store, struct sql_stmt *stmt,
    struct sql_stmt *bases, struct what_if_change **out, size_t *count,
    struct error *err)
{
	int64_t since = store->what_if.clock;
	size_t cap = 0;
	bool row;

	put_int(stmt, ":since", since);
	for (;;) {
		struct what_if_change change = { 0 };

		if (!sql_step(stmt, &row, err))
			return false;
		if (!row)
			return true;
		change.field = take_text(stmt, 1);
		change.row = take_uid(stmt, 2);
		sql_value(stmt, 3, &change.was);
		sql_value(stmt, 4, &change.value);
		change.voice = take_text_or_null(stmt, 5);
		if (value_equal(&change.was, &change.value)) {
			change_clear(&change);
			continue;
		}
		ARRAY_GROW(*out, *count, cap);
		(*out)[*count] = change;
		if (!read_bases(bases, sql_int(stmt, 0), since,
			&(*out)[(*count)++], err))
			return false;
	}
}

bool
store_what_if_changes(struct store *store, struct what_if_change **out,
    size_t *count, struct error *err)
{
	struct sql_stmt *stmt = NULL, *bases = NULL;
	bool ok;

	*out = NULL;
	*count = 0;
	if (!store_what_if(store))
		return true;
	ok = sql_prepare(store->sql, changes_text, &stmt, err) &&
	    sql_prepare(store->sql, bases_text, &bases, err) &&
	    read_changes(store, stmt, bases, out, count, err);
	if (stmt)
		sql_finalize(stmt);
	if (bases)
		sql_finalize(bases);
	if (ok)
		return true;
	what_if_changes_clear(*out, *count);
	*out = NULL;
	*count = 0;
	return store_read_failed(err);
}
