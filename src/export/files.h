/* files: a few files in memory, each by its path, as they stand in a pack. */
#ifndef EXPORT_FILES_H
#define EXPORT_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"

/* What is read from elsewhere: a pack has some tens of files. */
#define FILES_MAX	2000
#define FILES_BYTES_MAX (512u << 20) /* of all together */
#define FILES_PATH_MAX	200

struct file {
	char *path; /* "person/plan.html" */
	struct buf bytes;
	bool broken; /* it is not as it was when it was put in its zip */
};
struct files {
	struct file *items;
	size_t count, cap;
};

/* An empty file at the end of FILES; the caller fills its bytes. */
struct buf *files_add(struct files *files, const char *path);
const struct file *files_find(const struct files *files, const char *path);
void files_clear(struct files *files);

/* May a file be called so: a relative path with no step up, no backslash and no
 * control character? */
bool files_path_ok(const char *path);

/* Reads the folder DIR and the folders in it; links are not followed. files_clear
 * OUT, whatever is returned. */
bool files_read_folder(const char *dir, struct files *out, struct error *err)
    __attribute__((warn_unused_result));

#endif
