#include "config.h"

#include "caseload/caseload.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/outfile.h"
#include "base/utf8.h"

/* Longest part of a file name that comes from a person's name: short enough for
 * every disk, with room for a number and the suffix. */
#define STEM_MAX_BYTES 60

/* Appends NAME as lower-case letters, digits and single hyphens: what every
 * disk, shell and mail program can carry. */
static void
add_stem(const char *name, struct buf *out)
{
	char *folded = utf8_fold(name, strlen(name));
	bool gap = false;

	for (const char *c = folded; *c != '\0'; c++) {
		unsigned char byte = (unsigned char)*c;

		if (byte >= 0x80 || !isalnum(byte)) {
			gap = gap || byte != '\'';
			continue;
		}
		if (out->len >= STEM_MAX_BYTES)
			break;
		if (gap && out->len > 0)
			buf_add_char(out, '-');
		gap = false;
		buf_add_char(out, *c);
	}
	free(folded);
}

static bool
taken(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

bool
caseload_new_path(const char *folder, const char *name, char **path,
    struct error *err)
{
	char day[DATE_ISO_LEN + 1];
	struct buf stem, out;
	unsigned number = 0; /* 0: the stem alone */

	if (!folder_make(folder, err))
		return false;
	if (access(folder, W_OK | X_OK) != 0)
		return error_set(err, ERR_DENIED,
		    "A new plan cannot be put into %s, because you are not "
		    "allowed to write there. Choose another caseload folder or "
		    "ask whoever looks after this computer.",
		    folder);
	buf_init(&stem);
	buf_init(&out);
	if (name != NULL)
		add_stem(name, &stem);
	if (stem.len == 0) {
		date_format_iso(clock_today(), day);
		buf_addf(&stem, "plan-%s", day);
		number = 1;
	}
	do {
		buf_reset(&out);
		buf_addf(&out, "%s/%s", folder, stem.data);
		if (number > 0)
			buf_addf(&out, "-%u", number);
		buf_add(&out, CASELOAD_SUFFIX);
		number = number == 0 ? 2 : number + 1;
	} while (taken(out.data));
	buf_clear(&stem);
	*path = buf_take(&out);
	return true;
}
