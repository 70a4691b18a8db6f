/* Plans that are put away, and brought back: a file moves between two folders,
 * and is never copied, so that there is always one. */
#include "config.h"

#include "caseload/caseload.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "store/store.h"

#define FOLDER "archive"
#define NAME_TRIES 1000

static char *
join(const char *folder, const char *file)
{
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s/%s", folder, file);
	return buf_take(&path);
}

char *
caseload_archive(const char *folder)
{
	return join(folder, FOLDER);
}

static bool
not_moved(int why, const char *from, struct error *err)
{
	if (why == ENOENT)
		return error_set(err, ERR_USER,
		    "The plan was not moved, because %s is not there any more.",
		    from);
	if (why == EACCES || why == EPERM || why == EROFS)
		return error_set(err, ERR_DENIED,
		    "The plan was not moved, because you are not allowed to "
		    "change this folder or its archive. Ask whoever looks "
		    "after it.");
	return error_set(err, ERR_IO, "The plan was not moved: %s.",
	    strerror(why));
}

/* A group that shares the plans shares the archived ones. */
static bool
make_folder(const char *from, const char *to, struct error *err)
{
	struct stat st;

	if (stat(to, &st) == 0 && S_ISDIR(st.st_mode))
		return true;
	if (stat(from, &st) == 0 && mkdir(to, st.st_mode & 0777) == 0) {
		(void)!chmod(to, st.st_mode & 07777); /* the umask's part */
		return true;
	}
	if (errno == EEXIST)
		return error_set(err, ERR_USER,
		    "The plan was not moved, because %s is in the way: it is "
		    "not a folder.", to);
	return error_set(err, ERR_DENIED,
	    "The plan was not moved, because the folder %s could not be made "
	    "(%s).", to, strerror(errno));
}

static bool
has_journal(const char *path)
{
	struct buf journal;
	struct stat st;
	bool has;

	buf_init(&journal);
	buf_addf(&journal, "%s-journal", path);
	has = lstat(journal.data, &st) == 0;
	buf_clear(&journal);
	return has;
}

/* Whoever may write to a plan has a journal beside it while it is open. Moved
 * without it, a change that was broken off could not be taken back. */
static bool
nobody_has_it(const char *path, struct error *err)
{
	struct presence *others = NULL;
	struct store *store;
	size_t count = 0;

	if (!has_journal(path))
		return true;
	if (store_open(path, STORE_READ, &store, NULL, err)) {
		(void)!store_others(store, &others, &count, err);
		store_close(store);
	}
	if (count > 0)
		error_set(err, ERR_BUSY,
		    "The plan was not moved, because %s has it open.",
		    others[0].who);
	else
		error_set(err, ERR_BUSY,
		    "The plan was not moved, because somebody has it open or "
		    "it was not closed properly. Open it, leave it, and try "
		    "again.");
	presence_clear(others, count);
	return false;
}

/* A link may lead nowhere from another folder. */
static bool
is_file(const char *path, struct error *err)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return not_moved(errno, path, err);
	if (S_ISREG(st.st_mode))
		return true;
	return error_set(err, ERR_USER,
	    "It was not moved, because it is not a file but a %s.",
	    S_ISLNK(st.st_mode) ? "link to one" : "folder or a device");
}

/* Not every disk can rename without replacing. */
static int
move_to(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return errno;
	if (link(from, to) != 0)
		return errno;
	return unlink(from) == 0 ? 0 : errno;
}

/* FILE, then FILE with 2, 3 ... before its suffix. */
static char *
numbered(const char *file, int number)
{
	size_t stem = strlen(file) - strlen(CASELOAD_SUFFIX);
	struct buf name;

	buf_init(&name);
	buf_add_bytes(&name, file, stem);
	if (number > 1)
		buf_addf(&name, "-%d", number);
	buf_add(&name, CASELOAD_SUFFIX);
	return buf_take(&name);
}

bool
caseload_move(const char *from, const char *to, const char *file,
    char **moved, struct error *err)
{
	char *source = join(from, file), *target, *name;
	bool ok = false;
	int why = EEXIST;

	if (!is_file(source, err) || !nobody_has_it(source, err) ||
	    !make_folder(from, to, err))
		goto out;
	for (int i = 1; why == EEXIST && i <= NAME_TRIES; i++) {
		name = numbered(file, i);
		target = join(to, name);
		why = move_to(source, target);
		free(target);
		ok = why == 0;
		if (ok)
			*moved = name;
		else
			free(name);
	}
	if (!ok)
		not_moved(why, source, err);
out:
	free(source);
	return ok;
}
