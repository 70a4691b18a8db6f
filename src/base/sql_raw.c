#include "config.h"

#include "base/sql_raw.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/clock.h"

enum {
	WAIT_LIMIT_MS = 10000,
	WAIT_NS = 150000,
};

struct sql_raw {
	sqlite3 *db; /* owns FILE; never asked to read anything itself */
	sqlite3_file *file;
	bool locked;
};

/* "immutable": SQLite opens the file, and leaves its journal and locks alone. */
static char *
uri_of(const char *path)
{
	struct buf uri;

	buf_init(&uri);
	buf_add(&uri, path[0] == '/' ? "file:" : "file:./");
	for (; *path; path++) {
		if (strchr("%?#", *path))
			buf_addf(&uri, "%%%02x", (unsigned char)*path);
		else
			buf_add_char(&uri, *path);
	}
	buf_add(&uri, "?immutable=1");
	return buf_take(&uri);
}

static bool
open_file(struct sql_raw *raw, const char *path, struct error *err)
{
	int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI |
	    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
	char *uri = uri_of(path);
	int rc = sqlite3_open_v2(uri, &raw->db, flags, getenv("ONEPLAN_VFS"));

	free(uri);
	if (rc == SQLITE_OK)
		rc = sqlite3_file_control(raw->db, "main",
		    SQLITE_FCNTL_FILE_POINTER, &raw->file);
	if (rc != SQLITE_OK || !raw->file || !raw->file->pMethods)
		return error_set(err, ERR_IO, "The file could not be opened.");
	return true;
}

static bool
lock_file(struct sql_raw *raw, struct error *err)
{
	const struct timespec pause = { 0, WAIT_NS };
	int64_t since = clock_monotonic_ms();
	int rc;

	do {
		rc = raw->file->pMethods->xLock(raw->file, SQLITE_LOCK_SHARED);
		if (rc == SQLITE_OK) {
			raw->locked = true;
			return true;
		}
		nanosleep(&pause, NULL);
	} while ((rc & 0xff) == SQLITE_BUSY &&
	    clock_monotonic_ms() - since < WAIT_LIMIT_MS);
	if ((rc & 0xff) == SQLITE_BUSY)
		return error_set(err, ERR_BUSY,
		    "Another program is writing to the file and did not finish "
		    "in time. Please try again.");
	return error_set(err, ERR_IO, "The file could not be locked.");
}

bool
sql_raw_open(const char *path, struct sql_raw **out, struct error *err)
{
	struct sql_raw *raw = xcalloc(1, sizeof *raw);

	if (!open_file(raw, path, err) || !lock_file(raw, err)) {
		sql_raw_close(raw);
		return false;
	}
	*out = raw;
	return true;
}

void
sql_raw_close(struct sql_raw *raw)
{
	if (!raw)
		return;
	if (raw->locked)
		(void)raw->file->pMethods->xUnlock(raw->file, SQLITE_LOCK_NONE);
	sqlite3_close(raw->db);
	free(raw);
}

bool
sql_raw_read(struct sql_raw *raw, int64_t at, void *out, size_t len)
{
	int rc = raw->file->pMethods->xRead(raw->file, out, (int)len, at);

	return rc == SQLITE_OK || rc == SQLITE_IOERR_SHORT_READ;
}

bool
sql_raw_being_written(struct sql_raw *raw)
{
	int reserved = 0;
	int rc =
	    raw->file->pMethods->xCheckReservedLock(raw->file, &reserved);

	return rc != SQLITE_OK || reserved != 0;
}
