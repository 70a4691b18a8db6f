/* A second file of a plan, to be carried. */
#include "config.h"

#include "caseload/caseload.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/file_name.h"
#include "base/outfile.h"
#include "store/store.h"

/* "kwame-redfern-copy" for "plans/kwame-redfern.oneplan" */
static char *
stem_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *file = slash != NULL ? slash + 1 : path;
	size_t len = strlen(file);
	struct buf stem;

	if (file_name_ends(file, CASELOAD_SUFFIX))
		len -= strlen(CASELOAD_SUFFIX);
	buf_init(&stem);
	buf_add_bytes(&stem, file, len);
	buf_add(&stem, "-copy");
	return buf_take(&stem);
}

static char *
path_for(const char *path, const char *folder)
{
	char *stem = stem_of(path);
	char *copy = file_name_free(folder, stem, CASELOAD_SUFFIX, false);

	free(stem);
	return copy;
}

bool
caseload_copy(const char *path, const char *folder, const char *at,
    char **copy, struct error *err)
{
	struct store *store;
	bool ok;

	if (at == NULL && *folder != '\0' && !folder_make(folder, err))
		return false;
	if (!store_open(path, STORE_READ, &store, NULL, err))
		return false;
	*copy = at != NULL ? xstrdup(at) : path_for(path, folder);
	ok = store_copy(store, *copy, err);
	store_close(store);
	if (!ok)
		free(*copy);
	return ok;
}
