#include "config.h"

#include "base/packed.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/alloc.h"

void
packed_add(struct buf *out, const void *bytes, size_t len)
{
	uLongf size = compressBound((uLong)len);
	Bytef *packed = xmalloc(size);

	if (compress(packed, &size, bytes, (uLong)len) != Z_OK)
		abort(); /* only for want of memory */
	if (size < len)
		buf_add_bytes(out, (const char *)packed, size);
	else
		buf_add_bytes(out, bytes, len);
	free(packed);
}

bool
packed_read(const void *packed, size_t len, void *out, size_t size)
{
	uLongf got = (uLongf)size;

	if (len > size)
		return false;
	if (len == size) {
		if (size > 0)
			memcpy(out, packed, size);
		return true;
	}
	return uncompress(out, &got, packed, (uLong)len) == Z_OK && got == size;
}
