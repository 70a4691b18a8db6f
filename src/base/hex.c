#include "config.h"

#include "base/hex.h"

void
hex_write(const void *bytes, size_t len, char *out)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *at = bytes;

	for (size_t i = 0; i < len; i++) {
		out[2 * i] = digits[at[i] >> 4];
		out[2 * i + 1] = digits[at[i] & 15];
	}
	out[2 * len] = '\0';
}

void
hex_add(const void *bytes, size_t len, struct buf *out)
{
	const unsigned char *at = bytes;
	char pair[3];

	for (size_t i = 0; i < len; i++) {
		hex_write(&at[i], 1, pair);
		buf_add(out, pair);
	}
}

static int
digit(char c)
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
hex_parse(const char *text, size_t len, void *out)
{
	unsigned char *at = out;

	if (len % 2 != 0)
		return false;
	for (size_t i = 0; i < len; i += 2) {
		int high = digit(text[i]), low = digit(text[i + 1]);

		if (high < 0 || low < 0)
			return false;
		at[i / 2] = (unsigned char)(high << 4 | low);
	}
	return true;
}
