#include "config.h"

#include "export/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/outfile.h"
#include "base/utf8.h"

#define DEPTH_MAX 4

struct buf *
files_add(struct files *files, const char *path)
{
	struct file *file;

	ARRAY_GROW(files->items, files->count, files->cap);
	file = &files->items[files->count++];
	*file = (struct file){ .path = xstrdup(path) };
	buf_init(&file->bytes);
	return &file->bytes;
}

const struct file *
files_find(const struct files *files, const char *path)
{
	for (size_t i = 0; i < files->count; i++)
		if (strcmp(files->items[i].path, path) == 0)
			return &files->items[i];
	return NULL;
}

void
files_clear(struct files *files)
{
	for (size_t i = 0; i < files->count; i++) {
		free(files->items[i].path);
		buf_clear(&files->items[i].bytes);
	}
	free(files->items);
	*files = (struct files){ 0 };
}

bool
files_path_ok(const char *path)
{
	size_t len = strlen(path);

	if (len == 0 || len > FILES_PATH_MAX || !utf8_valid(path, len))
		return false;
	for (const char *step = path; step != NULL;) {
		const char *slash = strchr(step, '/');
		size_t part = slash ? (size_t)(slash - step) : strlen(step);

		if (part == 0 || (part == 1 && step[0] == '.') ||
		    (part == 2 && strncmp(step, "..", 2) == 0))
			return false;
		step = slash ? slash + 1 : NULL;
	}
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)path[i] < ' ' || path[i] == 0x7f ||
		    path[i] == '\\')
			return false;
	return true;
}

/* --- folders --- */

struct reading {
	const char *dir;
	struct files *out;
	size_t left; /* bytes that may still be read */
	int depth;
};

static bool read_folder(struct reading *reading, const char *below,
    struct error *err);

static bool
too_much(struct error *err)
{
	return error_set(err, ERR_USER,
	    "This is more than a pack holds. Name the folder that has "
	    "SEAL.sha256 in it.");
}

static bool
read_file(struct reading *reading, const char *path, const char *name,
    struct error *err)
{
	char *data;
	size_t len;

	if (reading->out->count == FILES_MAX)
		return too_much(err);
	if (!infile_read(path, reading->left, &data, &len, err))
		return false;
	reading->left -= len;
	buf_add_bytes(files_add(reading->out, name), data, len);
	free(data);
	return true;
}

/* NAME is the path below the folder that is read. */
static bool
read_entry(struct reading *reading, const char *name, struct error *err)
{
	struct stat info;
	struct buf path;
	bool ok = true;

	buf_init(&path);
	buf_addf(&path, "%s/%s", reading->dir, name);
	if (lstat(path.data, &info) != 0)
		ok = error_set(err, ERR_IO, "%s cannot be read: %s.", name,
		    strerror(errno));
	else if (S_ISREG(info.st_mode) && !files_path_ok(name))
		ok = error_set(err, ERR_USER,
		    "A file in this folder has a name that no pack has: %s.",
		    error_quote(name).text);
	else if (S_ISREG(info.st_mode))
		ok = read_file(reading, path.data, name, err);
	else if (S_ISDIR(info.st_mode) && reading->depth == DEPTH_MAX)
		ok = too_much(err);
	else if (S_ISDIR(info.st_mode))
		ok = read_folder(reading, name, err);
	buf_clear(&path);
	return ok;
}

static int
compare_names(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static bool
read_folder(struct reading *reading, const char *below, struct error *err)
{
	struct dirent **entries;
	struct buf path;
	bool ok = true;
	int count;

	buf_init(&path);
	buf_addf(&path, "%s%s%s", reading->dir, *below ? "/" : "", below);
	count = scandir(path.data, &entries, NULL, compare_names);
	if (count < 0)
		ok = error_set(err, ERR_IO, "The folder %s cannot be read: %s.",
		    path.data, strerror(errno));
	reading->depth++;
	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;

		buf_reset(&path);
		buf_addf(&path, "%s%s%s", below, *below ? "/" : "", name);
		if (ok && strcmp(name, ".") != 0 && strcmp(name, "..") != 0)
			ok = read_entry(reading, path.data, err);
		free(entries[i]);
	}
	reading->depth--;
	if (count >= 0)
		free(entries);
	buf_clear(&path);
	return ok;
}

bool
files_read_folder(const char *dir, struct files *out, struct error *err)
{
	struct reading reading = {
		.dir = dir,
		.out = out,
		.left = FILES_BYTES_MAX,
	};

	*out = (struct files){ 0 };
	return read_folder(&reading, "", err);
}
