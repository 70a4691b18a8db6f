/* Room for a full disk: free pages in the file and a journal that is already
 * there, so that some 200 more answers can be saved. */
#include "config.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/store_private.h"

enum {
	JOURNAL_BYTES = 128 * 1024,
	FREE_PAGES_LEAST = 24, /* fewer than this, and room is made again */
	TRY_AGAIN_MS = 60000,
};

void
room_keep_journal(const struct store *store)
{
	char *path = journal_path(store->real);
	struct stat file, journal;
	int fd;

	if (stat(path, &journal) == 0 && journal.st_size >= JOURNAL_BYTES)
		goto out;
	if (stat(store->real, &file) != 0)
		goto out;
	/* the journal, unlike the plan, has no locks that could be lost */
	fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC,
	    file.st_mode & 0777);
	if (fd < 0)
		goto out;
	(void)posix_fallocate(fd, 0, JOURNAL_BYTES);
	close(fd);
out:
	free(path);
}

/* Pages that are filled and freed again stay in the file, and as what is
 * deleted is overwritten, the disk has really given them. */
bool
room_make(struct sql *sql, struct error *err)
{
	return sql_exec(sql,
	    "INSERT INTO room (fill) VALUES (zeroblob(40 * 4096));"
	    "DELETE FROM room",
	    err);
}

static int64_t
free_pages(struct store *store)
{
	struct sql_stmt *stmt;
	int64_t count = FREE_PAGES_LEAST;
	bool row;

	if (!store_statement(store, SELECT_FREE_PAGES, &stmt, NULL))
		return count;
	if (sql_step(stmt, &row, NULL) && row)
		count = sql_int(stmt, 0);
	sql_reset(stmt);
	return count;
}

/* In a transaction of its own: where the disk is full it fails and must not
 * take an answer with it. */
void
room_keep(struct store *store)
{
	int64_t now;
	bool ok;

	if (free_pages(store) >= FREE_PAGES_LEAST)
		return;
	now = clock_monotonic_ms();
	if (now < store->room_after_ms)
		return;
	store->room_after_ms = now + TRY_AGAIN_MS;
	if (!sql_begin(store->sql, NULL))
		return;
	ok = room_make(store->sql, NULL) && sql_commit(store->sql, NULL);
	if (ok)
		store->room_after_ms = 0;
	else
		sql_rollback(store->sql);
}
