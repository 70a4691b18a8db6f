#include "config.h"

#include "export/manifest.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hex.h"

/* What stands between the digits and the name: the second character says that the
 * file was read as text, which is all the same here. */
#define GAP	"  "
#define GAP_LEN 2

void
manifest_add(struct buf *out, const char *path, const struct digest *digest)
{
	hex_add(digest->bytes, DIGEST_BYTES, out);
	buf_addf(out, GAP "%s\n", path);
}

static bool
read_line(const char *line, size_t len, struct manifest_line *out)
{
	if (len <= DIGEST_HEX_LEN + GAP_LEN ||
	    !digest_parse(line, DIGEST_HEX_LEN, &out->digest) ||
	    memcmp(line + DIGEST_HEX_LEN, GAP, GAP_LEN) != 0)
		return false;
	line += DIGEST_HEX_LEN + GAP_LEN;
	len -= DIGEST_HEX_LEN + GAP_LEN;
	if (memchr(line, '\0', len) != NULL)
		return false;
	out->path = xstrndup(line, len);
	return true;
}

bool
manifest_read(const char *text, size_t len, struct manifest *out,
    struct error *err)
{
	size_t number = 0;

	*out = (struct manifest){ 0 };
	while (len > 0) {
		const char *end = memchr(text, '\n', len);
		size_t line = end != NULL ? (size_t)(end - text) : len;

		number++;
		ARRAY_GROW(out->items, out->count, out->cap);
		if (!read_line(text, line, &out->items[out->count]))
			return error_set(err, ERR_USER,
			    "Line %zu is not 64 digits and the name of a "
			    "file.", number);
		out->count++;
		line += end != NULL;
		text += line;
		len -= line;
	}
	return true;
}

const struct manifest_line *
manifest_find(const struct manifest *manifest, const char *path)
{
	for (size_t i = 0; i < manifest->count; i++)
		if (strcmp(manifest->items[i].path, path) == 0)
			return &manifest->items[i];
	return NULL;
}

void
manifest_clear(struct manifest *manifest)
{
	for (size_t i = 0; i < manifest->count; i++)
		free(manifest->items[i].path);
	free(manifest->items);
	*manifest = (struct manifest){ 0 };
}
