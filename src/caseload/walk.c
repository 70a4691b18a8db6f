/* The walk through the folder, a file at a time. Who was not met is gone. */
#include "config.h"

#include "caseload/caseload_private.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "caseload/look.h"

bool
walk_is_on(const struct caseload *caseload)
{
	return caseload->walk != NULL || caseload->unseen_below > 0;
}

void
walk_meet(struct caseload *caseload, uint32_t id)
{
	size_t byte = id / 8;

	if (byte >= caseload->seen_bytes) {
		size_t bytes = byte + byte / 2 + 64;

		caseload->seen = xrealloc(caseload->seen, bytes);
		memset(caseload->seen + caseload->seen_bytes, 0,
		    bytes - caseload->seen_bytes);
		caseload->seen_bytes = bytes;
	}
	caseload->seen[byte] |= (unsigned char)(1u << id % 8);
}

static bool
walk_has_met(const struct caseload *caseload, uint32_t id)
{
	return id / 8 < caseload->seen_bytes &&
	    (caseload->seen[id / 8] >> id % 8 & 1) != 0;
}

bool
walk_cannot_list(const char *folder, int why, struct error *err)
{
	switch (why) {
	case ENOTDIR:
		return error_set(err, ERR_USER,
		    "%s is not a folder, so it cannot hold a caseload. "
		    "Choose another one with --caseload.",
		    folder);
	case EACCES:
	case EPERM:
		return error_set(err, ERR_DENIED,
		    "You are not allowed to read the caseload folder %s. "
		    "Ask whoever looks after this computer.",
		    folder);
	default:
		return error_set(err, ERR_IO,
		    "The caseload folder %s could not be read (%s).", folder,
		    strerror(why));
	}
}

void
walk_end(struct caseload *caseload)
{
	if (caseload->walk != NULL)
		closedir(caseload->walk);
	caseload->walk = NULL;
	caseload->unseen_below = 0;
	free(caseload->seen);
	caseload->seen = NULL;
	caseload->seen_bytes = 0;
}

bool
walk_begin(struct caseload *caseload, struct error *err)
{
	DIR *walk = opendir(caseload->folder);

	if (walk == NULL && errno != ENOENT)
		return walk_cannot_list(caseload->folder, errno, err);
	walk_end(caseload);
	caseload->walk = walk;
	caseload->walk_errno = 0;
	caseload->files_read = 0;
	if (walk == NULL) {
		caseload_load_all(caseload);
		caseload->unseen_below = caseload->roll.count;
	}
	return true;
}

/* Whoever was not met on the way is gone. */
static void
forget_unseen(struct caseload *caseload)
{
	uint32_t id;

	if (caseload->unseen_below > caseload->roll.count)
		caseload->unseen_below = caseload->roll.count;
	if (caseload->unseen_below == 0)
		return;
	id = caseload->roll.entries[--caseload->unseen_below].id;
	if (!walk_has_met(caseload, id))
		row_forget(caseload, id);
}

bool
walk_on(struct caseload *caseload)
{
	const struct dirent *file;

	if (caseload->walk == NULL) {
		forget_unseen(caseload);
		if (caseload->unseen_below == 0)
			walk_end(caseload);
		return caseload->unseen_below > 0;
	}
	errno = 0;
	file = readdir(caseload->walk);
	if (file != NULL) {
		if (look_is_plan_name(file->d_name))
			row_look_at(caseload, file->d_name);
		return true;
	}
	caseload->walk_errno = errno;
	closedir(caseload->walk);
	caseload->walk = NULL;
	if (caseload->walk_errno == 0)
		caseload->unseen_below = caseload->roll.count;
	return caseload->unseen_below > 0;
}
