#include "config.h"

#include "fault_vfs.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"

enum { SECTOR = 512 };

/* What the disk certainly holds of one file. */
struct tracked {
	struct tracked *next;
	char path[PATH_BYTES];
	unsigned char *bytes;
	size_t len;
	bool there;
};

struct fault_file {
	sqlite3_file base;
	struct tracked *tracked; /* NULL: not one that matters */
	sqlite3_file *real;	 /* behind this struct */
};

/* The state of the disk: one for the program, as the disk is. */
static struct {
	sqlite3_vfs vfs, *real;
	enum fault_kind kind;
	int64_t at, count;
	bool lasting, dead;
	struct tracked *files;
} disk;

/* --- when to fail --- */

/* Whether the operation that is about to be made fails. */
static bool
fails(enum fault_kind kind)
{
	if (disk.dead)
		return true;
	if (disk.kind == FAULT_NONE || disk.kind == FAULT_GROW)
		return false;
	if (disk.kind == FAULT_FULL && kind != FAULT_FULL)
		return false;
	disk.count++;
	if (disk.kind == FAULT_POWER && disk.count == disk.at)
		disk.dead = true;
	return disk.lasting ? disk.count >= disk.at : disk.count == disk.at;
}

/* --- what is on the disk for certain --- */

static void
keep(struct tracked *tracked)
{
	free(tracked->bytes);
	tracked->bytes = NULL;
	tracked->len = 0;
	tracked->there = access(tracked->path, F_OK) == 0;
	if (tracked->there)
		tracked->bytes = read_bytes(tracked->path, &tracked->len);
}

static struct tracked *
track(const char *path)
{
	struct tracked *tracked;

	for (tracked = disk.files; tracked; tracked = tracked->next) {
		if (strcmp(tracked->path, path) == 0)
			return tracked;
	}
	tracked = xcalloc(1, sizeof *tracked);
	snprintf(tracked->path, sizeof tracked->path, "%s", path);
	tracked->next = disk.files;
	disk.files = tracked;
	keep(tracked);
	return tracked;
}

static void
forget_files(void)
{
	while (disk.files) {
		struct tracked *next = disk.files->next;

		free(disk.files->bytes);
		free(disk.files);
		disk.files = next;
	}
}

/* --- one file --- */

static struct fault_file *
of(sqlite3_file *file)
{
	return (struct fault_file *)file;
}

static int
file_close(sqlite3_file *file)
{
	return of(file)->real->pMethods->xClose(of(file)->real);
}

static int
file_read(sqlite3_file *file, void *out, int len, sqlite3_int64 at)
{
	if (fails(FAULT_IO))
		return SQLITE_IOERR_READ;
	return of(file)->real->pMethods->xRead(of(file)->real, out, len, at);
}

static bool
grows(sqlite3_file *real, sqlite3_int64 end)
{
	sqlite3_int64 size = 0;

	return real->pMethods->xFileSize(real, &size) == SQLITE_OK &&
	    end > size;
}

static int
file_write(sqlite3_file *file, const void *data, int len, sqlite3_int64 at)
{
	sqlite3_file *real = of(file)->real;

	if (fails(FAULT_FULL))
		return disk.kind == FAULT_FULL ? SQLITE_FULL
					       : SQLITE_IOERR_WRITE;
	if (disk.kind == FAULT_GROW && grows(real, at + len)) {
		disk.count++;
		return SQLITE_FULL;
	}
	return real->pMethods->xWrite(real, data, len, at);
}

static int
file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	if (fails(FAULT_IO))
		return SQLITE_IOERR_TRUNCATE;
	return of(file)->real->pMethods->xTruncate(of(file)->real, size);
}

static int
file_sync(sqlite3_file *file, int flags)
{
	int rc;

	if (fails(FAULT_IO))
		return SQLITE_IOERR_FSYNC;
	rc = of(file)->real->pMethods->xSync(of(file)->real, flags);
	if (rc == SQLITE_OK && disk.kind == FAULT_POWER && of(file)->tracked)
		keep(of(file)->tracked);
	return rc;
}

static int
file_size(sqlite3_file *file, sqlite3_int64 *size)
{
	if (fails(FAULT_IO))
		return SQLITE_IOERR_FSTAT;
	return of(file)->real->pMethods->xFileSize(of(file)->real, size);
}

static int
file_lock(sqlite3_file *file, int level)
{
	if (fails(FAULT_IO))
		return SQLITE_IOERR_LOCK;
	return of(file)->real->pMethods->xLock(of(file)->real, level);
}

static int
file_unlock(sqlite3_file *file, int level)
{
	return of(file)->real->pMethods->xUnlock(of(file)->real, level);
}

static int
file_reserved(sqlite3_file *file, int *out)
{
	if (fails(FAULT_IO))
		return SQLITE_IOERR_CHECKRESERVEDLOCK;
	return of(file)->real->pMethods->xCheckReservedLock(of(file)->real,
	    out);
}

static int
file_control(sqlite3_file *file, int op, void *arg)
{
	return of(file)->real->pMethods->xFileControl(of(file)->real, op, arg);
}

static int
file_sector(sqlite3_file *file)
{
	return of(file)->real->pMethods->xSectorSize(of(file)->real);
}

static int
file_traits(sqlite3_file *file)
{
	return of(file)->real->pMethods->xDeviceCharacteristics(
	    of(file)->real);
}

static const sqlite3_io_methods methods = {
	.iVersion = 1,
	.xClose = file_close,
	.xRead = file_read,
	.xWrite = file_write,
	.xTruncate = file_truncate,
	.xSync = file_sync,
	.xFileSize = file_size,
	.xLock = file_lock,
	.xUnlock = file_unlock,
	.xCheckReservedLock = file_reserved,
	.xFileControl = file_control,
	.xSectorSize = file_sector,
	.xDeviceCharacteristics = file_traits,
};

/* --- the disk --- */

static int
disk_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags,
    int *out_flags)
{
	struct fault_file *fault = of(file);
	int rc;

	(void)vfs;
	fault->base.pMethods = NULL;
	fault->tracked = NULL;
	fault->real = (sqlite3_file *)(fault + 1);
	if (fails(FAULT_IO))
		return SQLITE_CANTOPEN;
	if (path && disk.kind == FAULT_POWER)
		fault->tracked = track(path);
	rc = disk.real->xOpen(disk.real, path, fault->real, flags, out_flags);
	if (fault->real->pMethods)
		fault->base.pMethods = &methods;
	return rc;
}

static int
disk_delete(sqlite3_vfs *vfs, const char *path, int sync_folder)
{
	int rc;

	(void)vfs;
	if (fails(FAULT_IO))
		return SQLITE_IOERR_DELETE;
	rc = disk.real->xDelete(disk.real, path, sync_folder);
	if (rc == SQLITE_OK && sync_folder && disk.kind == FAULT_POWER)
		keep(track(path));
	return rc;
}

static int
disk_access(sqlite3_vfs *vfs, const char *path, int flags, int *out)
{
	(void)vfs;
	if (fails(FAULT_IO))
		return SQLITE_IOERR_ACCESS;
	return disk.real->xAccess(disk.real, path, flags, out);
}

static int
disk_full_path(sqlite3_vfs *vfs, const char *path, int size, char *out)
{
	(void)vfs;
	return disk.real->xFullPathname(disk.real, path, size, out);
}

void
fault_begin(void)
{
	if (!disk.real) {
		disk.real = sqlite3_vfs_find(NULL);
		disk.vfs = *disk.real;
		disk.vfs.pNext = NULL;
		disk.vfs.zName = "fault";
		disk.vfs.szOsFile =
		    (int)sizeof(struct fault_file) + disk.real->szOsFile;
		disk.vfs.xOpen = disk_open;
		disk.vfs.xDelete = disk_delete;
		disk.vfs.xAccess = disk_access;
		disk.vfs.xFullPathname = disk_full_path;
		sqlite3_vfs_register(&disk.vfs, 0);
	}
	setenv("ONEPLAN_VFS", "fault", 1);
}

void
fault_end(void)
{
	fault_disarm();
	forget_files();
	unsetenv("ONEPLAN_VFS");
}

void
fault_arm(enum fault_kind kind, int64_t at, bool lasting)
{
	disk.kind = kind;
	disk.at = at;
	disk.lasting = lasting;
	disk.count = 0;
	disk.dead = false;
}

void
fault_disarm(void)
{
	disk.kind = FAULT_NONE;
	disk.dead = false;
}

int64_t
fault_operations(void)
{
	return disk.count;
}

/* --- after the power went --- */

/* Each sector holds what was synced or what was written since; so does the
 * length. */
static void
mix(struct tracked *tracked, struct dice *dice)
{
	size_t len = 0, max;
	unsigned char *now = NULL, *out;
	size_t out_len;

	if (access(tracked->path, F_OK) == 0)
		now = read_bytes(tracked->path, &len);
	max = len > tracked->len ? len : tracked->len;
	out = xcalloc(max + 1, 1);
	for (size_t at = 0; at < max; at += SECTOR) {
		bool new = dice_throw(dice, 2) == 0;
		const unsigned char *from = new ? now : tracked->bytes;
		size_t from_len = new ? len : tracked->len;

		if (at < from_len)
			memcpy(out + at, from + at,
			    from_len - at < SECTOR ? from_len - at : SECTOR);
	}
	out_len = dice_throw(dice, 2) ? len : tracked->len;
	write_bytes(tracked->path, out, out_len);
	free(out);
	free(now);
}

void
fault_power_back(struct dice *dice, bool with_some)
{
	for (struct tracked *t = disk.files; t; t = t->next) {
		if (!t->there && access(t->path, F_OK) != 0)
			continue;
		if (with_some)
			mix(t, dice);
		else if (t->there)
			write_bytes(t->path, t->bytes, t->len);
		else
			(void)unlink(t->path);
	}
	forget_files();
}
