#include "config.h"

#include "base/file_name.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/utf8.h"

void
file_name_add(const char *text, size_t max, struct buf *out)
{
	char *folded = utf8_fold(text, strlen(text));
	size_t start = out->len;
	bool gap = false;

	for (const char *c = folded; *c != '\0'; c++) {
		unsigned char byte = (unsigned char)*c;

		if (byte >= 0x80 || !isalnum(byte)) {
			gap = gap || byte != '\'';
			continue;
		}
		if (out->len >= max)
			break;
		if (gap && out->len > start)
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

char *
file_name_free(const char *folder, const char *stem, const char *suffix,
    bool numbered)
{
	unsigned number = numbered ? 1 : 0; /* 0: the stem alone */
	struct buf out;

	buf_init(&out);
	do {
		buf_reset(&out);
		if (*folder != '\0')
			buf_addf(&out, "%s/", folder);
		buf_add(&out, stem);
		if (number > 0)
			buf_addf(&out, "-%u", number);
		buf_add(&out, suffix);
		number = number == 0 ? 2 : number + 1;
	} while (taken(out.data));
	return buf_take(&out);
}

bool
file_name_ends(const char *name, const char *suffix)
{
	size_t len = strlen(name), tail = strlen(suffix);

	return len > tail && strcmp(name + len - tail, suffix) == 0;
}
