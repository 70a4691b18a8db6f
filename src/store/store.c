#include "config.h"

#include "store/store.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "store/store_private.h"

/* --- opening --- */

static bool
quick_check(struct store *store, struct error *err)
{
	char *text;
	bool fine;

	if (!sql_query_text(store->sql, "PRAGMA quick_check(1)", &text, err))
		return store_open_failed(store->path, err);
	fine = strcmp(text, "ok") == 0;
	free(text);
	if (fine)
		return true;
	error_set(err, ERR_CORRUPT, "The plan is damaged.");
	return store_open_failed(store->path, err);
}

/* The room that an answer needs while it is being saved, kept from the start;
 * nobody else may be writing just then. */
static void
reserve_journal(struct store *store)
{
	if (!sql_begin(store->sql, NULL))
		return;
	room_keep_journal(store);
	sql_rollback(store->sql);
}

/* SQLite takes a broken-off change back when it first reads, for which it must
 * be allowed to write. */
static bool
recover(struct store *store, struct error *err)
{
	struct sql *sql;
	int64_t version;
	bool ok;

	if (!sql_open(store->real, SQL_WRITE, NULL, &sql, err))
		goto failed;
	ok = sql_query_int(sql, "PRAGMA user_version", &version, err);
	sql_close(sql);
	if (ok)
		return true;
failed:
	if (err && err->code == ERR_DENIED)
		return error_set(err, ERR_DENIED,
		    "The plan %s was not closed properly and has to be put "
		    "right first, for which one must be allowed to write to "
		    "it. Ask somebody who may to open it.",
		    store->path);
	return store_open_failed(store->path, err);
}

static bool
connect(struct store *store, struct buf *note, struct error *err)
{
	enum journal_state journal;
	enum sql_mode mode =
	    store->mode == STORE_WRITE ? SQL_WRITE : SQL_READ;

	if (!journal_look(store->real, store->mode, &journal, note, err))
		return false;
	if (journal == JOURNAL_HOT && !recover(store, err))
		return false;
	if (!sql_open(store->real, mode, NULL, &store->sql, err))
		return store_open_failed(store->path, err);
	if (!store_identify(store, err))
		return false;
	if (journal != JOURNAL_NONE && !quick_check(store, err))
		return false;
	if (journal == JOURNAL_HOT)
		buf_add(note,
		    "The last time this plan was open, the program or the "
		    "computer stopped while something was being saved. That "
		    "one change was taken back; everything saved before it is "
		    "here, and the plan was checked.");
	if (store->mode == STORE_WRITE)
		reserve_journal(store);
	return true;
}

bool
store_open(const char *path, enum store_mode mode, struct store **out,
    char **note, struct error *err)
{
	struct store *store;
	struct buf found;

	if (note)
		*note = NULL;
	if (!store_usable(path, mode, err))
		return false;
	store = xcalloc(1, sizeof *store);
	store->path = xstrdup(path);
	store->real = realpath(path, NULL);
	if (!store->real)
		store->real = xstrdup(path);
	store->mode = mode;
	buf_init(&found);
	if (!connect(store, &found, err)) {
		buf_clear(&found);
		store_close(store);
		return false;
	}
	if (note && found.len)
		*note = buf_take(&found);
	buf_clear(&found);
	*out = store;
	return true;
}

void
store_close(struct store *store)
{
	if (!store)
		return;
	if (store->session)
		session_end(store);
	sql_close(store->sql);
	session_clear(store);
	summary_clear(store);
	views_clear(store);
	free(store->what_if.title);
	free(store->reader);
	free(store->real);
	free(store->path);
	free(store);
}

/* --- making --- */

bool
store_fill(struct sql *sql, const struct uid *uid, int64_t created,
    bool training, struct error *err)
{
	struct sql_stmt *stmt;

	if (!sql_begin(sql, err) || !sql_exec(sql, store_schema, err) ||
	    !sql_prepare(sql,
		"INSERT INTO plan (uid, created, training)"
		" VALUES (:uid, :created, :training)",
		&stmt, err))
		return false;
	put_uid(stmt, ":uid", uid);
	put_int(stmt, ":created", created);
	put_int(stmt, ":training", training);
	return sql_run(stmt, err) && room_make(sql, err) && sql_commit(sql, err);
}

static bool
sync_folder(const char *path)
{
	char *copy = xstrdup(path);
	int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	free(copy);
	return ok;
}

bool
store_put_in_place(const char *from, const char *path, struct error *err)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, path, RENAME_NOREPLACE) != 0) {
		if (errno == EINVAL || errno == ENOSYS) {
			/* a file system that knows only the older way */
			if (link(from, path) == 0)
				(void)unlink(from);
			else
				goto failed;
		} else {
			goto failed;
		}
	}
	if (sync_folder(path))
		return true;
	return error_set(err, ERR_IO,
	    "The new plan %s is there, but the disk did not confirm it. Open "
	    "it to see whether all is well.",
	    path);
failed:
	if (errno == EEXIST)
		return error_set(err, ERR_USER,
		    "There is already a file at %s. It was left as it is; "
		    "choose another name.",
		    path);
	return error_set(err, ERR_IO, "The plan %s could not be made: %s.",
	    path, strerror(errno));
}

char *
store_temporary_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
	unsigned char random[4];
	struct buf name;

	buf_init(&name);
	buf_add_bytes(&name, path, folder);
	buf_addf(&name, ".%s.new-", path + folder);
	uid_random(random, sizeof random);
	for (size_t i = 0; i < sizeof random; i++)
		buf_addf(&name, "%02x", random[i]);
	return buf_take(&name);
}

bool
store_name_is_free(const char *path, struct error *err)
{
	char *beside = journal_path(path);
	struct stat st;
	bool ok = true;

	if (lstat(path, &st) == 0)
		ok = error_set(err, ERR_USER,
		    "There is already a file at %s. It was left as it is; "
		    "choose another name.",
		    path);
	else if (lstat(beside, &st) == 0)
		ok = error_set(err, ERR_USER,
		    "The journal of a plan that is gone, %s, is in the way. It "
		    "was left as it is; choose another name for the new plan.",
		    beside);
	free(beside);
	return ok;
}

bool
store_make_failed(const char *path, struct error *err)
{
	if (err && err->code == ERR_FULL)
		return error_set(err, ERR_FULL,
		    "The plan %s could not be made because the disk is full. "
		    "Make some room on it and try again.",
		    path);
	if (err && err->code == ERR_DENIED)
		return error_set(err, ERR_DENIED,
		    "The plan %s could not be made, because you are not "
		    "allowed to write to its folder. Choose another folder.",
		    path);
	return error_prefix(err, "The plan %s could not be made.", path);
}

bool
store_create(const char *path, bool training, struct store **out,
    struct error *err)
{
	struct sql *sql;
	char *temporary, *beside;
	struct uid uid = uid_new();
	bool ok;

	if (!store_name_is_free(path, err))
		return false;
	temporary = store_temporary_name(path);
	beside = journal_path(temporary);
	ok = sql_open(temporary, SQL_CREATE, NULL, &sql, err);
	if (ok) {
		ok = store_fill(sql, &uid, clock_now(), training, err);
		sql_close(sql);
	}
	ok = ok || store_make_failed(path, err);
	ok = ok && store_put_in_place(temporary, path, err);
	if (!ok) {
		/* both are ours: their name was made up a moment ago */
		(void)unlink(temporary);
		(void)unlink(beside);
	}
	free(temporary);
	free(beside);
	return ok && store_open(path, STORE_WRITE, out, NULL, err);
}

/* --- what it is --- */

bool
store_take_bytes(struct store *store, void **bytes, size_t *len,
    struct error *err)
{
	return sql_take_bytes(store->sql, bytes, len, err);
}

const char *
store_path(const struct store *store)
{
	return store->path;
}

const struct uid *
store_plan_uid(const struct store *store)
{
	return &store->plan;
}

bool
store_training(const struct store *store)
{
	return store->training;
}

const char *
store_reader(const struct store *store)
{
	return store->reader;
}

bool
store_writable(const struct store *store)
{
	return store->mode == STORE_WRITE;
}

int64_t
store_version(struct store *store)
{
	return sql_data_version(store->sql);
}
