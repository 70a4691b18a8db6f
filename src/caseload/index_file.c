/* Making and opening the index. */
#include "config.h"

#include "caseload/index_private.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/outfile.h"

/* Grows whenever a table below or the meaning of a column changes. */
#define INDEX_VERSION 2

static const char schema[] =
    "DROP TABLE IF EXISTS plan;"
    "DROP TABLE IF EXISTS people;"
    "DROP TABLE IF EXISTS folder;"
    "CREATE TABLE folder(id INTEGER PRIMARY KEY,"
    " path TEXT NOT NULL UNIQUE) STRICT;"
    /* words that many plans share are kept once */
    "CREATE TABLE people(id INTEGER PRIMARY KEY,"
    " words TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE plan("
    " id INTEGER PRIMARY KEY, folder INTEGER NOT NULL, file TEXT NOT NULL,"
    " size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,"
    " ctime_ns INTEGER NOT NULL, inode INTEGER NOT NULL,"
    " name TEXT NOT NULL, born TEXT NOT NULL, nhs_number TEXT NOT NULL,"
    " coordinator TEXT NOT NULL, kinds TEXT NOT NULL, stage TEXT NOT NULL,"
    " next_due TEXT NOT NULL, done INTEGER NOT NULL, asked INTEGER NOT NULL,"
    " changed INTEGER NOT NULL, training INTEGER NOT NULL,"
    " has_money INTEGER NOT NULL, indicative INTEGER NOT NULL,"
    " planned INTEGER NOT NULL, problem TEXT,"
    " words TEXT NOT NULL, people INTEGER NOT NULL, due_day INTEGER NOT NULL,"
    " UNIQUE(folder, file)) STRICT;"
    /* holds all that the roll needs, in its order */
    "CREATE INDEX roll ON plan(folder, words, id, people, due_day, changed);"
    "PRAGMA user_version = 2;";

static const char *const texts[STATEMENTS] = {
	[GET] =
	    "SELECT file, name, born, nhs_number, coordinator, kinds, stage,"
	    " next_due, problem, done, asked, changed, training, has_money,"
	    " indicative, planned, size, mtime_ns, ctime_ns, inode"
	    " FROM plan WHERE id = :id AND folder = :folder",
	[FIND] =
	    "SELECT id, size, mtime_ns, ctime_ns, inode FROM plan"
	    " WHERE folder = :folder AND file = :file",
	[LOAD] =
	    "SELECT id, words, people, due_day, changed FROM plan"
	    " WHERE folder = :folder AND (words, id) > (:words, :id)"
	    " ORDER BY words, id LIMIT :count",
	[PUT] =
	    "INSERT INTO plan VALUES(NULL, :folder, :file, :size, :mtime_ns,"
	    " :ctime_ns, :inode, :name, :born, :nhs_number, :coordinator,"
	    " :kinds, :stage, :next_due, :done, :asked, :changed, :training,"
	    " :has_money, :indicative, :planned, :problem, :words, :people,"
	    " :due_day)"
	    " ON CONFLICT(folder, file) DO UPDATE SET size = excluded.size,"
	    " mtime_ns = excluded.mtime_ns, ctime_ns = excluded.ctime_ns,"
	    " inode = excluded.inode, name = excluded.name,"
	    " born = excluded.born, nhs_number = excluded.nhs_number,"
	    " coordinator = excluded.coordinator, kinds = excluded.kinds,"
	    " stage = excluded.stage, next_due = excluded.next_due,"
	    " done = excluded.done, asked = excluded.asked,"
	    " changed = excluded.changed, training = excluded.training,"
	    " has_money = excluded.has_money,"
	    " indicative = excluded.indicative, planned = excluded.planned,"
	    " problem = excluded.problem, words = excluded.words,"
	    " people = excluded.people, due_day = excluded.due_day"
	    " RETURNING id",
	[FORGET] = "DELETE FROM plan WHERE id = :id AND folder = :folder",
	[PEOPLE] = "SELECT id, words FROM people",
	[PUT_PEOPLE] = "INSERT OR IGNORE INTO people(words) VALUES(:words)",
	[FIND_PEOPLE] = "SELECT id FROM people WHERE words = :words",
};

static bool
find_folder(struct index *index, struct error *err)
{
	struct sql_stmt *s;
	bool found = false, ok;

	if (!sql_prepare(index->sql, "INSERT OR IGNORE INTO folder(path)"
		" VALUES(:path)", &s, err))
		return false;
	sql_bind_text(s, 1, index->folder_path);
	ok = sql_run(s, err);
	sql_finalize(s);
	if (!ok || !sql_prepare(index->sql,
		"SELECT id FROM folder WHERE path = :path", &s, err))
		return false;
	sql_bind_text(s, 1, index->folder_path);
	ok = sql_step(s, &found, err) && found;
	if (ok)
		index->folder = sql_int(s, 0);
	sql_finalize(s);
	return ok;
}

static bool
is_ours(struct index *index, bool *ours, struct error *err)
{
	int64_t version;

	if (!sql_query_int(index->sql, "PRAGMA user_version", &version, err))
		return false;
	*ours = version == INDEX_VERSION;
	return true;
}

/* Asks again once nobody else can be doing the same. */
static bool
make_tables(struct index *index, struct error *err)
{
	bool ours;

	if (!sql_begin(index->sql, err))
		return false;
	if (!is_ours(index, &ours, err) ||
	    (!ours && !sql_exec(index->sql, schema, err))) {
		sql_rollback(index->sql);
		return false;
	}
	return sql_commit(index->sql, err);
}

static bool
prepare(struct index *index, struct error *err)
{
	bool ours;

	/* a small cache: what is read once is read once */
	if (!sql_exec(index->sql, "PRAGMA cache_size = -256", err) ||
	    !is_ours(index, &ours, err) ||
	    (!ours && !make_tables(index, err)))
		return false;
	for (size_t i = 0; i < STATEMENTS; i++)
		if (!sql_prepare(index->sql, texts[i], &index->stmts[i], err))
			return false;
	return find_folder(index, err);
}

/* Another program at work and a full disk are no damage. What cannot be written
 * to, and what has other tables than ours, is best made anew as well. */
bool
index_is_damage(const struct error *err)
{
	return err->code != ERR_BUSY && err->code != ERR_FULL;
}

static void
disconnect(struct index *index)
{
	sql_close(index->sql);
	index->sql = NULL;
	memset(index->stmts, 0, sizeof index->stmts);
}

static bool
connect_to(struct index *index, const char *path, enum sql_mode mode)
{
	struct error err = { 0 };

	index->damaged = false;
	if (sql_open(path, mode, NULL, &index->sql, &err)) {
		if (prepare(index, &err))
			return true;
		disconnect(index);
	}
	index->damaged = index_is_damage(&err);
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

/* A file if there can be one, made anew once; else memory, which cannot fail. */
static void
connect_anyhow(struct index *index, bool file)
{
	for (int time = 0; file && time < 2; time++) {
		if (connect_to(index, index->path, SQL_CACHE))
			return;
		if (!index->damaged)
			break;
		throw_away(index->path);
	}
	index->memory = true;
	if (!connect_to(index, NULL, SQL_MEMORY))
		abort();
}

struct index *
index_open(const char *path, const char *folder)
{
	struct index *index = xcalloc(1, sizeof *index);

	index->folder_path = xstrdup(folder);
	if (path != NULL) {
		index->path = xstrdup(path);
		make_folder_of(path);
	}
	connect_anyhow(index, path != NULL);
	return index;
}

void
index_close(struct index *index)
{
	if (index == NULL)
		return;
	disconnect(index);
	if (index->damaged && !index->memory)
		throw_away(index->path);
	free(index->path);
	free(index->folder_path);
	free(index->last_words);
	free(index);
}

bool
index_lasts(const struct index *index)
{
	return !index->memory;
}

bool
index_failed(const struct index *index)
{
	return index->failed;
}

void
index_renew(struct index *index)
{
	/* once: a disk that damages every file is no place for one */
	bool file = index->damaged && !index->memory && !index->renewed;

	disconnect(index);
	if (file)
		throw_away(index->path);
	index->failed = index->damaged = index->writing = false;
	index->loading = false;
	index->renewed = true;
	connect_anyhow(index, file);
}
