#include "config.h"

#include "caseload/index.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/outfile.h"
#include "base/sql.h"

struct index {
	struct sql *sql;
	char *path, *folder;
	struct sql_stmt *find;
	bool broken; /* thrown away on closing, so that the next one is whole */
};

/* Grows whenever the table below or the meaning of a column changes. */
#define INDEX_VERSION 1

static const char schema[] =
    "DROP TABLE IF EXISTS plan;"
    "CREATE TABLE plan("
    " folder TEXT NOT NULL, file TEXT NOT NULL,"
    " size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,"
    " inode INTEGER NOT NULL,"
    " name TEXT NOT NULL, born TEXT NOT NULL, nhs_number TEXT NOT NULL,"
    " coordinator TEXT NOT NULL, kinds TEXT NOT NULL, stage TEXT NOT NULL,"
    " next_due TEXT NOT NULL, done INTEGER NOT NULL, asked INTEGER NOT NULL,"
    " changed INTEGER NOT NULL, training INTEGER NOT NULL,"
    " has_money INTEGER NOT NULL, indicative INTEGER NOT NULL,"
    " planned INTEGER NOT NULL,"
    " PRIMARY KEY(folder, file)) STRICT, WITHOUT ROWID;"
    "PRAGMA user_version = 1;";

static const char find_sql[] =
    "SELECT name, born, nhs_number, coordinator, kinds, stage, next_due,"
    " done, asked, changed, training, has_money, indicative, planned"
    " FROM plan WHERE folder = :folder AND file = :file AND size = :size"
    " AND mtime_ns = :mtime_ns AND inode = :inode";

static const char save_sql[] =
    "INSERT OR REPLACE INTO plan VALUES(:folder, :file, :size, :mtime_ns,"
    " :inode, :name, :born, :nhs_number, :coordinator, :kinds, :stage,"
    " :next_due, :done, :asked, :changed, :training, :has_money, :indicative,"
    " :planned)";

static const char files_sql[] =
    "SELECT file FROM plan WHERE folder = :folder";

static const char forget_sql[] =
    "DELETE FROM plan WHERE folder = :folder AND file = :file";

/* Another program at work, a full or a read-only disk are no damage. */
static bool
is_damage(const struct error *err)
{
	return err->code == ERR_CORRUPT || err->code == ERR_NOT_OURS;
}

static bool
open_once(const char *path, struct sql **out, struct sql_stmt **find)
{
	struct sql *sql;
	struct error err;
	int64_t version;

	if (!sql_open(path, SQL_CACHE, NULL, &sql, &err))
		return false;
	if (!sql_query_int(sql, "PRAGMA user_version", &version, &err))
		goto fail;
	if (version != INDEX_VERSION && !sql_exec(sql, schema, &err))
		goto fail;
	if (!sql_prepare(sql, find_sql, find, &err))
		goto fail;
	*out = sql;
	return true;
fail:
	sql_close(sql);
	return false;
}

/* Only ever a plain file: whatever else stands at the path is not ours. */
static void
throw_away(const char *path)
{
	struct stat st;

	if (lstat(path, &st) == 0 && S_ISREG(st.st_mode))
		unlink(path);
}

static void
make_folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct error err;
	char *folder;

	if (slash == NULL || slash == path)
		return;
	folder = xstrndup(path, (size_t)(slash - path));
	/* a folder that cannot be made shows when the index is opened */
	(void)!folder_make(folder, &err);
	free(folder);
}

struct index *
index_open(const char *path, const char *folder)
{
	struct index *index;
	struct sql *sql = NULL;
	struct sql_stmt *find = NULL;

	make_folder_of(path);
	if (!open_once(path, &sql, &find)) {
		throw_away(path);
		if (!open_once(path, &sql, &find))
			return NULL;
	}
	index = xcalloc(1, sizeof *index);
	index->sql = sql;
	index->find = find;
	index->path = xstrdup(path);
	index->folder = xstrdup(folder);
	return index;
}

void
index_close(struct index *index)
{
	if (index == NULL)
		return;
	sql_close(index->sql);
	if (index->broken)
		throw_away(index->path);
	free(index->path);
	free(index->folder);
	free(index);
}

static void
bind_text(struct sql_stmt *stmt, const char *name, const char *text)
{
	sql_bind_text(stmt, sql_param(stmt, name), text);
}

static void
bind_int(struct sql_stmt *stmt, const char *name, int64_t number)
{
	sql_bind_int(stmt, sql_param(stmt, name), number);
}

static void
bind_key(struct sql_stmt *stmt, const struct index *index, const char *file,
    const struct stamp *stamp)
{
	bind_text(stmt, ":folder", index->folder);
	bind_text(stmt, ":file", file);
	bind_int(stmt, ":size", stamp->size);
	bind_int(stmt, ":mtime_ns", stamp->mtime_ns);
	bind_int(stmt, ":inode", stamp->inode);
}

bool
index_find(struct index *index, const char *file, const struct stamp *stamp,
    struct arena *arena, struct caseload_row *row)
{
	struct sql_stmt *s = index->find;
	struct error err = { 0 };
	bool found;

	if (index->broken)
		return false;
	bind_key(s, index, file, stamp);
	if (!sql_step(s, &found, &err)) {
		index->broken = is_damage(&err);
		return false;
	}
	if (found) {
		row->name = arena_strdup(arena, sql_text(s, 0));
		row->born = arena_strdup(arena, sql_text(s, 1));
		row->nhs_number = arena_strdup(arena, sql_text(s, 2));
		row->coordinator = arena_strdup(arena, sql_text(s, 3));
		row->kinds = arena_strdup(arena, sql_text(s, 4));
		row->stage = arena_strdup(arena, sql_text(s, 5));
		row->next_due = arena_strdup(arena, sql_text(s, 6));
		row->done = (int)sql_int(s, 7);
		row->asked = (int)sql_int(s, 8);
		row->changed = sql_int(s, 9);
		row->training = sql_int(s, 10) != 0;
		row->has_money = sql_int(s, 11) != 0;
		row->indicative_pence = sql_int(s, 12);
		row->planned_pence = sql_int(s, 13);
		row->problem = NULL;
	}
	sql_reset(s);
	return found;
}

static bool
save_row(struct index *index, struct sql_stmt *s,
    const struct index_entry *entry, struct error *err)
{
	const struct caseload_row *row = entry->row;

	bind_key(s, index, row->file, &entry->stamp);
	bind_text(s, ":name", row->name);
	bind_text(s, ":born", row->born);
	bind_text(s, ":nhs_number", row->nhs_number);
	bind_text(s, ":coordinator", row->coordinator);
	bind_text(s, ":kinds", row->kinds);
	bind_text(s, ":stage", row->stage);
	bind_text(s, ":next_due", row->next_due);
	bind_int(s, ":done", row->done);
	bind_int(s, ":asked", row->asked);
	bind_int(s, ":changed", row->changed);
	bind_int(s, ":training", row->training);
	bind_int(s, ":has_money", row->has_money);
	bind_int(s, ":indicative", row->indicative_pence);
	bind_int(s, ":planned", row->planned_pence);
	return sql_run(s, err);
}

static bool
save_rows(struct index *index, const struct index_entry *entries, size_t count,
    struct error *err)
{
	struct sql_stmt *s;
	bool ok = true;

	if (!sql_prepare(index->sql, save_sql, &s, err))
		return false;
	for (size_t i = 0; i < count && ok; i++) {
		if (entries[i].row->problem == NULL
		    && entries[i].stamp.inode != 0)
			ok = save_row(index, s, &entries[i], err);
	}
	sql_finalize(s);
	return ok;
}

/* The files to be forgotten; the caller frees each and the array. */
static bool
find_gone(struct index *index,
    bool (*still_there)(const void *data, const char *file), const void *data,
    char ***gone, size_t *count, struct error *err)
{
	struct sql_stmt *s;
	size_t cap = 0;
	bool ok, more;

	if (!sql_prepare(index->sql, files_sql, &s, err))
		return false;
	bind_text(s, ":folder", index->folder);
	while ((ok = sql_step(s, &more, err)) && more) {
		if (still_there(data, sql_text(s, 0)))
			continue;
		ARRAY_GROW(*gone, *count, cap);
		(*gone)[(*count)++] = xstrdup(sql_text(s, 0));
	}
	sql_finalize(s);
	return ok;
}

static bool
forget(struct index *index, char *const *files, size_t count,
    struct error *err)
{
	struct sql_stmt *s;
	bool ok = true;

	if (!sql_prepare(index->sql, forget_sql, &s, err))
		return false;
	for (size_t i = 0; i < count && ok; i++) {
		bind_text(s, ":folder", index->folder);
		bind_text(s, ":file", files[i]);
		ok = sql_run(s, err);
	}
	sql_finalize(s);
	return ok;
}

static bool
write_all(struct index *index, const struct index_entry *entries,
    size_t entry_count, char *const *gone, size_t gone_count,
    struct error *err)
{
	if (!sql_begin(index->sql, err))
		return false;
	if (!save_rows(index, entries, entry_count, err)
	    || !forget(index, gone, gone_count, err)) {
		sql_rollback(index->sql);
		return false;
	}
	return sql_commit(index->sql, err);
}

void
index_save(struct index *index, const struct index_entry *entries,
    size_t count, bool (*still_there)(const void *data, const char *file),
    const void *data)
{
	struct error err = { 0 };
	char **gone = NULL;
	size_t gone_count = 0;
	bool ok;

	if (index->broken)
		return;
	ok = find_gone(index, still_there, data, &gone, &gone_count, &err);
	if (ok && count + gone_count > 0)
		ok = write_all(index, entries, count, gone, gone_count, &err);
	if (!ok)
		index->broken = is_damage(&err);
	for (size_t i = 0; i < gone_count; i++)
		free(gone[i]);
	free(gone);
}
