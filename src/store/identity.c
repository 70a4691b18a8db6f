/* Whether a file is a plan, and one that nobody has altered. */
#include "config.h"

#include <errno.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "store/store_private.h"

const char store_schema[] =
#include "store/schema_sql.h"
    ;

/* --- before it is opened --- */

static bool
cannot_look(const char *path, struct error *err)
{
	switch (errno) {
	case ENOENT:
	case ENOTDIR:
		return error_set(err, ERR_USER,
		    "There is no plan at %s. Check the name and the folder.",
		    path);
	case EACCES:
	case EPERM:
		return error_set(err, ERR_DENIED,
		    "You are not allowed to look into the folder of %s. Ask "
		    "whoever looks after it.",
		    path);
	default:
		return error_set(err, ERR_IO, "The plan %s cannot be found: %s.",
		    path, strerror(errno));
	}
}

static bool
is_plain_file(const char *path, const struct stat *st, struct error *err)
{
	if (S_ISDIR(st->st_mode))
		return error_set(err, ERR_USER,
		    "%s is a folder, not a plan. Choose a plan in it.", path);
	if (!S_ISREG(st->st_mode))
		return error_set(err, ERR_NOT_OURS,
		    "%s is not a plan but a pipe or a device.", path);
	if (st->st_size == 0)
		return error_set(err, ERR_NOT_OURS,
		    "The file %s is empty, so there is no plan in it. If there "
		    "was one, use a copy of it.",
		    path);
	return true;
}

/* A shared folder where only the owner may remove a file leaves the journals of
 * one colleague in the way of the next. */
static bool
folder_is_sticky(const struct stat *folder, const struct stat *file)
{
	bool shared =
	    file->st_uid != geteuid() || (file->st_mode & S_IWGRP) != 0;

	return (folder->st_mode & S_ISVTX) != 0 && shared;
}

static bool
can_write(const char *path, const struct stat *file, struct error *err)
{
	char *copy = xstrdup(path);
	const char *folder = dirname(copy);
	struct stat st;
	bool ok = false;

	if (euidaccess(path, W_OK) != 0)
		error_set(err, ERR_DENIED,
		    "The plan %s may be looked at but not changed: you are not "
		    "allowed to write to the file.",
		    path);
	else if (stat(folder, &st) != 0 || euidaccess(folder, W_OK | X_OK) != 0)
		error_set(err, ERR_DENIED,
		    "The plan %s may be looked at but not changed: you are not "
		    "allowed to write to its folder, and a change is kept safe "
		    "there while it is being saved.",
		    path);
	else if (folder_is_sticky(&st, file))
		error_set(err, ERR_DENIED,
		    "The plan %s may be looked at but not changed: its folder "
		    "is shared, but each person may only remove their own files "
		    "from it. Ask whoever looks after the folder to take its "
		    "sticky bit off.",
		    path);
	else
		ok = true;
	free(copy);
	return ok;
}

bool
store_usable(const char *path, enum store_mode mode, struct error *err)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return cannot_look(path, err);
	if (!is_plain_file(path, &st, err))
		return false;
	if (euidaccess(path, R_OK) != 0)
		return error_set(err, ERR_DENIED,
		    "You are not allowed to read %s. Ask whoever it belongs "
		    "to.",
		    path);
	return mode == STORE_READ || can_write(path, &st, err);
}

/* --- when it is open --- */

/* Whether TEXT is the whole of one statement of the schema. */
static bool
in_schema(const char *text)
{
	size_t len = strlen(text);
	const char *at = strstr(store_schema, text);

	return at && at[len] == ';';
}

static size_t
schema_size(void)
{
	static const char mark[] = "\nCREATE ";
	size_t count = 0;

	for (const char *at = store_schema; (at = strstr(at, mark)); at++)
		count++;
	return count;
}

/* Views of repeats come and go with the forms, SQLite's own tables with its
 * commands; everything else stands in the schema, and all of that is there. */
static bool
schema_is_ours(struct store *store, bool *ours, struct error *err)
{
	struct sql_stmt *stmt;
	size_t count = 0;
	bool row;

	*ours = true;
	if (!sql_prepare(store->sql,
		"SELECT sql, type = 'view' FROM sqlite_schema"
		" WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%'"
		" ESCAPE '\\'",
		&stmt, err))
		return false;
	while (sql_step(stmt, &row, err)) {
		if (!row) {
			*ours = *ours && count == schema_size();
			sql_finalize(stmt);
			return true;
		}
		if (in_schema(sql_text(stmt, 0)))
			count++;
		else if (sql_int(stmt, 1) == 0)
			*ours = false;
	}
	sql_finalize(stmt);
	return false;
}

/* SQLite notices a missing page, but not that the last one was cut. */
static bool
ends_with_a_whole_page(struct store *store, struct error *err)
{
	struct stat st;
	int64_t page = 0;

	if (!sql_query_int(store->sql, "PRAGMA page_size", &page, err))
		return false;
	if (page > 0 && stat(store->real, &st) == 0 && st.st_size % page == 0)
		return true;
	return error_set(err, ERR_CORRUPT, "The file was cut short.");
}

static bool
read_plan_row(struct store *store, struct error *err)
{
	struct sql_stmt *stmt;
	bool row;
	bool ok;

	if (!sql_prepare(store->sql,
		"SELECT uid, created, training, what_if, of, clock FROM plan",
		&stmt, err))
		return false;
	ok = sql_step(stmt, &row, err);
	if (ok && row) {
		store->plan = take_uid(stmt, 0);
		store->created = sql_int(stmt, 1);
		store->training = sql_int(stmt, 2) != 0;
		store->what_if.title = take_text_or_null(stmt, 3);
		store->what_if.of = take_uid(stmt, 4);
		store->what_if.clock = sql_int(stmt, 5);
	} else if (ok) {
		ok = error_set(err, ERR_CORRUPT, "The plan has no name.");
	}
	sql_finalize(stmt);
	return ok;
}

/* Is it a copy without what its reader may not see? */
static bool
read_reader(struct store *store, struct error *err)
{
	struct sql_stmt *stmt;
	bool row;

	if (!sql_prepare(store->sql, "SELECT reader FROM working_copy", &stmt,
		err))
		return false;
	if (!sql_step(stmt, &row, err)) {
		sql_finalize(stmt);
		return false;
	}
	if (row)
		store->reader = take_text(stmt, 0);
	sql_finalize(stmt);
	return true;
}

bool
store_identify(struct store *store, struct error *err)
{
	int64_t application = 0, version = 0;
	bool ours;

	if (!sql_query_int(store->sql, "PRAGMA application_id", &application,
		err) ||
	    !sql_query_int(store->sql, "PRAGMA user_version", &version, err))
		return store_open_failed(store->path, err);
	if (application != APPLICATION_ID)
		return error_set(err, ERR_NOT_OURS,
		    "%s is not a plan. It was left as it is.", store->path);
	if (version > USER_VERSION)
		return error_set(err, ERR_NOT_OURS,
		    "The plan %s was made by a newer oneplan than this one. Use "
		    "a newer oneplan to open it; it was left as it is.",
		    store->path);
	if (!schema_is_ours(store, &ours, err))
		return store_open_failed(store->path, err);
	if (version < USER_VERSION || !ours)
		return error_set(err, ERR_CORRUPT,
		    "The plan %s was changed by some other program in a way "
		    "that cannot be trusted, so it was not opened. Use a copy "
		    "from before that; the file was left as it is.",
		    store->path);
	return (ends_with_a_whole_page(store, err) &&
		   read_plan_row(store, err) && read_reader(store, err)) ||
	    store_open_failed(store->path, err);
}

bool
store_open_failed(const char *path, struct error *err)
{
	if (!err)
		return false;
	switch (err->code) {
	case ERR_NOT_OURS:
		return error_set(err, ERR_NOT_OURS,
		    "%s is not a plan. It was left as it is.", path);
	case ERR_CORRUPT:
		return error_set(err, ERR_CORRUPT,
		    "The plan %s is damaged or was cut short, so it cannot be "
		    "opened. Keep the file, and use a copy of it if there is "
		    "one.",
		    path);
	default:
		return error_prefix(err, "The plan %s could not be opened.",
		    path);
	}
}

bool
store_read_failed(struct error *err)
{
	return error_prefix(err, "The plan could not be read.");
}
