#include "config.h"

#include "base/uid.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include <uuid.h>

#include "base/digest.h"
#include "base/hex.h"

const struct uid UID_NONE = {{0}};

/* How many were made with ONEPLAN_SEED, so that no two are alike. */
static uint32_t seeded_count;

static void
put_count(unsigned char out[4], uint32_t count)
{
	for (int i = 0; i < 4; i++)
		out[i] = (unsigned char)(count >> (24 - 8 * i));
}

/* The count first, so that seeded ones sort in the order they were made. */
static void
seeded_uid(const char *seed, unsigned char out[UID_BYTES])
{
	struct digest digest = digest_of(seed, strlen(seed));

	memcpy(out, digest.bytes, UID_BYTES);
	put_count(out, ++seeded_count);
}

struct uid
uid_new(void)
{
	const char *seed = getenv("ONEPLAN_SEED");
	struct uid uid;

	if (seed)
		seeded_uid(seed, uid.bytes);
	else
		uuid_generate_random(uid.bytes);
	return uid;
}

static void
seeded_random(const char *seed, unsigned char *out, size_t len)
{
	unsigned char from[UID_BYTES];

	while (len) {
		struct digest digest;
		size_t n = len < DIGEST_BYTES ? len : DIGEST_BYTES;

		seeded_uid(seed, from);
		digest = digest_of(from, sizeof from);
		memcpy(out, digest.bytes, n);
		out += n;
		len -= n;
	}
}

void
uid_random(void *out, size_t len)
{
	const char *seed = getenv("ONEPLAN_SEED");
	unsigned char *at = out;

	if (seed) {
		seeded_random(seed, at, len);
		return;
	}
	while (len) {
		ssize_t n = getrandom(at, len, 0);

		if (n < 0) {
			if (errno == EINTR)
				continue;
			abort(); /* better than a secret that can be guessed */
		}
		at += n;
		len -= (size_t)n;
	}
}

int
uid_compare(const struct uid *a, const struct uid *b)
{
	return memcmp(a->bytes, b->bytes, UID_BYTES);
}

bool
uid_equal(const struct uid *a, const struct uid *b)
{
	return uid_compare(a, b) == 0;
}

bool
uid_is_none(const struct uid *uid)
{
	return uid_equal(uid, &UID_NONE);
}

void
uid_format(const struct uid *uid, char out[UID_HEX_LEN + 1])
{
	hex_write(uid->bytes, UID_BYTES, out);
}

bool
uid_parse(const char *text, size_t len, struct uid *out)
{
	struct uid uid;

	if (len != UID_HEX_LEN || !hex_parse(text, len, uid.bytes))
		return false;
	*out = uid;
	return true;
}
