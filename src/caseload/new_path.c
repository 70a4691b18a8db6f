#include "config.h"

#include "caseload/caseload.h"

#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/file_name.h"
#include "base/outfile.h"

/* Longest part of a file name that comes from a person's name: short enough for
 * every disk, with room for a number and the suffix. */
#define STEM_MAX_BYTES 60

bool
caseload_new_path(const char *folder, const char *name, char **path,
    struct error *err)
{
	char day[DATE_ISO_LEN + 1];
	bool numbered = false;
	struct buf stem;

	if (!folder_make(folder, err))
		return false;
	if (access(folder, W_OK | X_OK) != 0)
		return error_set(err, ERR_DENIED,
		    "A new plan cannot be put into %s, because you are not "
		    "allowed to write there. Choose another caseload folder or "
		    "ask whoever looks after this computer.",
		    folder);
	buf_init(&stem);
	if (name != NULL)
		file_name_add(name, STEM_MAX_BYTES, &stem);
	if (stem.len == 0) {
		date_format_iso(clock_today(), day);
		buf_addf(&stem, "plan-%s", day);
		numbered = true;
	}
	*path = file_name_free(folder, stem.data, CASELOAD_SUFFIX, numbered);
	buf_clear(&stem);
	return true;
}
