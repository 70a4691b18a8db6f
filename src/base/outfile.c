#include "config.h"

#include "base/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"

/* The cause as the end of a sentence, and what now as one of its own. */
struct cause {
	int number;
	enum error_code code;
	const char *because;
	const char *now;
};

static const struct cause causes[] = {
    {ENOSPC, ERR_FULL, "the disk is full", "Make room and try again."},
    {EDQUOT, ERR_FULL, "your share of the disk is full",
        "Make room and try again."},
    {EFBIG, ERR_FULL, "the disk takes no file as large as that",
        "Use another disk."},
    {EACCES, ERR_DENIED, "you are not allowed to use that place",
        "Use another folder, or ask whoever looks after this one."},
    {EPERM, ERR_DENIED, "you are not allowed to use that place",
        "Use another folder, or ask whoever looks after this one."},
    {EROFS, ERR_DENIED, "nothing can be written to that disk",
        "Use another folder."},
    {ENOENT, ERR_IO, "it or its folder is not there", "Check the name."},
    {ENOTDIR, ERR_IO, "part of its name is a file, not a folder",
        "Check the name."},
    {EISDIR, ERR_IO, "it is a folder", "Give the name of a file."},
    {ENAMETOOLONG, ERR_IO, "its name is too long", "Use a shorter name."},
    {ELOOP, ERR_IO, "its name leads round in a circle", "Check the name."},
    {EEXIST, ERR_USER, "there is one of that name already",
        "Use another name, or move the old one away first."},
    {EIO, ERR_IO, "the disk failed", "Try again, or use another disk."},
};

/* "DOING PATH because ..."; NUMBER is the errno that says why. */
static bool
file_error(struct error *err, const char *path, const char *not_done,
    int number)
{
	for (size_t i = 0; i < ARRAY_LEN(causes); i++)
		if (causes[i].number == number)
			return error_set(err, causes[i].code,
			    "%s could not be %s because %s. %s", path, not_done,
			    causes[i].because, causes[i].now);
	return error_set(err, ERR_IO, "%s could not be %s; the system says: %s.",
	    path, not_done, strerror(number));
}

/* The folder of PATH, with the slash at its end; "" for this folder. */
static char *
folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return xstrndup(path, slash ? (size_t)(slash - path) + 1 : 0);
}

static int
write_all(int fd, const char *data, size_t len)
{
	while (len) {
		ssize_t n = write(fd, data, len);

		if (n < 0 && errno != EINTR)
			return errno;
		if (n > 0) {
			data += n;
			len -= (size_t)n;
		}
	}
	return 0;
}

/* Writes DATA to a new file made from the template TEMP, and syncs it. Returns
 * 0 or an errno; after that nothing is left. */
static int
write_temporary(char *temp, const void *data, size_t len)
{
	int fd = mkostemp(temp, O_CLOEXEC), failed;

	if (fd < 0)
		return errno;
	failed = write_all(fd, data, len);
	if (!failed && fsync(fd) != 0)
		failed = errno;
	if (close(fd) != 0 && !failed)
		failed = errno;
	if (failed)
		unlink(temp);
	return failed;
}

/* Gives TEMP its name. Not every file system can refuse to replace in one step;
 * there, looking first is the best that can be had. */
static int
put_in_place(const char *temp, const char *path, bool replace)
{
	struct stat there;

	if (!replace) {
		if (renameat2(AT_FDCWD, temp, AT_FDCWD, path,
		        RENAME_NOREPLACE) == 0)
			return 0;
		if (errno != EINVAL && errno != ENOSYS)
			return errno;
		if (lstat(path, &there) == 0)
			return EEXIST;
		if (errno != ENOENT)
			return errno;
	}
	return rename(temp, path) == 0 ? 0 : errno;
}

/* Makes the new name last. Some file systems cannot sync a folder, and some
 * folders may be written but not opened: then there is nothing to be done. */
static int
sync_folder(const char *folder)
{
	int fd = open(*folder ? folder : ".",
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int failed = 0;

	if (fd < 0)
		return 0;
	if (fsync(fd) != 0 && (errno == EIO || errno == ENOSPC))
		failed = errno;
	close(fd);
	return failed;
}

bool
outfile_write(const char *path, const void *data, size_t len, bool replace,
    struct error *err)
{
	char *folder = folder_of(path);
	struct buf temp;
	struct stat there;
	int failed;

	buf_init(&temp);
	buf_addf(&temp, "%s.oneplan-XXXXXX", folder);
	if (!replace && lstat(path, &there) == 0) {
		failed = EEXIST;
		goto out;
	}
	failed = write_temporary(temp.data, data, len);
	if (failed)
		goto out;
	failed = put_in_place(temp.data, path, replace);
	if (failed)
		unlink(temp.data);
	else
		failed = sync_folder(folder);
out:
	buf_clear(&temp);
	free(folder);
	if (failed == ENOENT) /* the file itself need not be there */
		return error_set(err, ERR_IO,
		    "%s could not be written because its folder is not there. "
		    "Check the name, or make the folder first.", path);
	return failed ? file_error(err, path, "written", failed) : true;
}

/* Reads FD to its end, but no further than one byte beyond MAX. */
static int
read_all(int fd, size_t max, struct buf *out)
{
	char block[16384];

	while (out->len <= max) {
		size_t left = max - out->len;
		ssize_t n = read(fd, block,
		    left < sizeof block ? left + 1 : sizeof block);

		if (n < 0 && errno != EINTR)
			return errno;
		if (n == 0)
			break;
		if (n > 0)
			buf_add_bytes(out, block, (size_t)n);
	}
	return 0;
}

bool
infile_read(const char *path, size_t max, char **data, size_t *len,
    struct error *err)
{
	/* a pipe without a writer must not hold us up */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat info;
	struct buf text;
	int failed = 0;

	if (fd < 0)
		return file_error(err, path, "read", errno);
	buf_init(&text);
	if (fstat(fd, &info) != 0)
		failed = errno;
	else if (S_ISDIR(info.st_mode))
		failed = EISDIR;
	else if (S_ISREG(info.st_mode))
		failed = read_all(fd, max, &text);
	else
		failed = EINVAL;
	close(fd);
	if (failed == EINVAL)
		error_set(err, ERR_IO, "%s could not be read because it is not "
		    "an ordinary file. Check the name.", path);
	else if (failed)
		file_error(err, path, "read", failed);
	else if (text.len > max)
		error_set(err, ERR_USER, "%s is too large: the most that can be "
		    "read is %zu bytes. Check that it is the right file.", path,
		    max);
	if (failed || text.len > max) {
		buf_clear(&text);
		return false;
	}
	*len = text.len;
	*data = buf_take(&text);
	return true;
}

/* Makes one folder unless it is there. */
static int
make_one(const char *path)
{
	struct stat there;
	int failed;

	if (mkdir(path, 0700) == 0)
		return 0;
	failed = errno;
	if (stat(path, &there) == 0 && S_ISDIR(there.st_mode))
		return 0;
	return failed == EEXIST ? ENOTDIR : failed;
}

bool
folder_make(const char *path, struct error *err)
{
	char *part = xstrdup(path);
	int failed = 0;

	for (char *at = part; *at && !failed; at++) {
		/* each folder above: up to the last slash of a run of them */
		if (at == part || *at != '/' || at[1] == '/' || !at[1])
			continue;
		*at = '\0';
		failed = make_one(part);
		*at = '/';
	}
	if (!failed)
		failed = make_one(part);
	free(part);
	return failed ? file_error(err, path, "made", failed) : true;
}
