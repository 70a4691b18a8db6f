/* digest: SHA-256 (nettle). */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

#define DIGEST_BYTES 32
#define DIGEST_HEX_LEN 64

struct digest {
	unsigned char bytes[DIGEST_BYTES];
};

struct digest digest_of(const void *data, size_t len);
void digest_format(const struct digest *digest, char out[DIGEST_HEX_LEN + 1]);
/* Reads exactly 64 hexadecimal digits in TEXT's first LEN bytes. */
bool digest_parse(const char *text, size_t len, struct digest *out);

#endif
