#include "config.h"

#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/store_private.h"

/* SQLite writes into a file that is there and empty: so its mode is ours from
 * the first byte on. */
static bool
make_empty(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	return fd >= 0 && close(fd) == 0;
}

/* SQLite does not sync what it vacuums into, and has let go of it. */
static bool
sync_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return ok;
}

/* By SQLite, never byte by byte: somebody may be writing. */
static bool
vacuum_into(struct store *store, const char *path, struct error *err)
{
	struct sql_stmt *stmt;
	bool ok;

	if (!sql_prepare(store->sql, "VACUUM INTO :path", &stmt, err))
		return false;
	put_text(stmt, ":path", path);
	ok = sql_run(stmt, err);
	sql_finalize(stmt);
	return ok;
}

static bool
fill(struct store *store, const char *temporary, const char *what_if,
    struct error *err)
{
	if (!make_empty(temporary))
		return error_set(err,
		    errno == EACCES || errno == EROFS ? ERR_DENIED : ERR_IO,
		    "Its folder is not there or cannot be written to. Choose "
		    "another folder.");
	if (!vacuum_into(store, temporary, err) ||
	    (what_if && !branch_mark(temporary, what_if, err)))
		return false;
	if (sync_file(temporary))
		return true;
	return error_set(err, ERR_IO, "The disk did not confirm it.");
}

bool
store_copy(struct store *store, const char *path, struct error *err)
{
	return store_copy_as(store, path, NULL, err);
}

bool
store_copy_as(struct store *store, const char *path, const char *what_if,
    struct error *err)
{
	char *temporary, *beside;
	bool ok;

	if (!store_name_is_free(path, err))
		return false;
	temporary = store_temporary_name(path);
	beside = journal_path(temporary);
	ok = fill(store, temporary, what_if, err) || store_make_failed(path, err);
	ok = ok && store_put_in_place(temporary, path, err);
	if (!ok) {
		/* both are ours: their name was made up a moment ago */
		(void)unlink(temporary);
		(void)unlink(beside);
	}
	free(temporary);
	free(beside);
	return ok;
}
