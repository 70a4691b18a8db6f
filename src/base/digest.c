#include "config.h"

#include "base/digest.h"

#include <nettle/sha2.h>

#include "base/hex.h"

struct digest
digest_of(const void *data, size_t len)
{
	struct digest digest;
	struct sha256_ctx context;

	sha256_init(&context);
	if (len)
		sha256_update(&context, len, data);
	sha256_digest(&context, sizeof digest.bytes, digest.bytes);
	return digest;
}

void
digest_format(const struct digest *digest, char out[DIGEST_HEX_LEN + 1])
{
	hex_write(digest->bytes, DIGEST_BYTES, out);
}

bool
digest_parse(const char *text, size_t len, struct digest *out)
{
	return len == DIGEST_HEX_LEN && hex_parse(text, len, out->bytes);
}
