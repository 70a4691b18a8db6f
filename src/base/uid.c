#include "config.h"

#include "base/uid.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include <uuid.h>

#include "base/digest.h"

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
	static const char hex[] = "0123456789abcdef";

	for (size_t i = 0; i < UID_BYTES; i++) {
		out[2 * i] = hex[uid->bytes[i] >> 4];
		out[2 * i + 1] = hex[uid->bytes[i] & 15];
	}
	out[UID_HEX_LEN] = '\0';
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool
uid_parse(const char *text, size_t len, struct uid *out)
{
	struct uid uid;

	if (len != UID_HEX_LEN)
		return false;
	for (size_t i = 0; i < UID_BYTES; i++) {
		int high = hex_digit(text[2 * i]);
		int low = hex_digit(text[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		uid.bytes[i] = (unsigned char)(high << 4 | low);
	}
	*out = uid;
	return true;
}
