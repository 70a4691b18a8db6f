#include "config.h"

#include "leak.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/filter.h"
#include "base/utf8.h"

/* Runs shorter than this hide nothing worth looking for. */
#define RUN_LEAST 12
#define INFLATED_MAX (64u << 20)

static void
add_small(const char *bytes, size_t len, struct buf *out)
{
	size_t from = out->len;

	buf_add_bytes(out, bytes, len);
	for (size_t i = from; i < out->len; i++)
		if (out->data[i] >= 'A' && out->data[i] <= 'Z')
			out->data[i] = (char)(out->data[i] - 'A' + 'a');
	/* what stands in two readings is not one word */
	buf_add_char(out, '\n');
}

static void
add_character(uint32_t ch, struct buf *out)
{
	char bytes[4];

	if (ch < 0xd800 || (ch > 0xdfff && ch <= 0x10ffff))
		buf_add_bytes(out, bytes, utf8_encode(ch, bytes));
}

/* --- two bytes a character --- */

static void
add_utf16(const char *bytes, size_t len, struct buf *out)
{
	for (int way = 0; way < 4; way++) {
		struct buf text;

		buf_init(&text);
		for (size_t i = way & 1; i + 1 < len; i += 2) {
			unsigned first = (unsigned char)bytes[i];
			unsigned second = (unsigned char)bytes[i + 1];

			add_character(way & 2 ? first << 8 | second
					      : second << 8 | first, &text);
		}
		add_small(text.data, text.len, out);
		buf_clear(&text);
	}
}

/* --- one character at a time --- */

static size_t
digits(const char *text, size_t most, int base, uint32_t *out)
{
	char *end, part[12] = "";
	size_t n = 0;

	while (n < most && n < sizeof part - 1 &&
	    isalnum((unsigned char)text[n]) &&
	    (base == 16 ? isxdigit((unsigned char)text[n])
			: text[n] >= '0' && text[n] < '0' + base))
		n++;
	memcpy(part, text, n);
	*out = (uint32_t)strtoul(part, &end, base);
	return n;
}

/* Of what is escaped at TEXT (which ends in a NUL): how many bytes that takes, and
 * what it stands for; 0: nothing is. */
static size_t
unescape(const char *text, uint32_t *ch, bool *byte)
{
	static const struct {
		const char *text;
		char ch;
	} names[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' },
		{ "&quot;", '"' }, { "&apos;", '\'' } };
	size_t n;

	*byte = true;
	if ((text[0] == '%' || text[0] == '=') &&
	    digits(text + 1, 2, 16, ch) == 2)
		return 3;
	if (text[0] == '\\' && text[1] == 'x' &&
	    digits(text + 2, 2, 16, ch) == 2)
		return 4;
	if (text[0] == '\\' && digits(text + 1, 3, 8, ch) == 3)
		return 4;
	*byte = false;
	if (text[0] == '\\' && text[1] == 'u' &&
	    digits(text + 2, 4, 16, ch) == 4)
		return 6;
	if (text[0] == '&' && text[1] == '#' &&
	    (text[2] == 'x' || text[2] == 'X') &&
	    (n = digits(text + 3, 6, 16, ch)) > 0)
		return 3 + n + (text[3 + n] == ';');
	if (text[0] == '&' && text[1] == '#' &&
	    (n = digits(text + 2, 7, 10, ch)) > 0)
		return 2 + n + (text[2 + n] == ';');
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strncmp(text, names[i].text, strlen(names[i].text)) == 0) {
			*ch = (unsigned char)names[i].ch;
			return strlen(names[i].text);
		}
	return 0;
}

/* Twice, since one may be written inside another. */
static void
add_unescaped(const char *bytes, size_t len, int times, struct buf *out)
{
	struct buf text;
	uint32_t ch;
	size_t n;
	bool byte;

	buf_init(&text);
	for (size_t i = 0; i < len; i += n) {
		n = unescape(bytes + i, &ch, &byte);
		if (n == 0 || byte)
			buf_add_char(&text, n == 0 ? bytes[i] : (char)ch);
		else
			add_character(ch, &text);
		n += n == 0;
	}
	add_small(text.data, text.len, out);
	if (times > 1)
		add_unescaped(text.data, text.len, times - 1, out);
	buf_clear(&text);
}

/* --- runs of digits --- */

static int
base64_of(char c)
{
	static const char all[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq"
				  "rstuvwxyz0123456789+/";
	const char *at = c != '\0' ? strchr(all, c) : NULL;

	if (c == '-' || c == '_')
		return c == '-' ? 62 : 63;
	return at != NULL ? (int)(at - all) : -1;
}

static int
hex_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The digits of RUN from the one numbered SKIP on, BITS each. */
static void
add_decoded(const struct buf *run, size_t skip, unsigned bits,
    struct buf *out)
{
	struct buf text;
	uint32_t held = 0;
	unsigned count = 0;

	buf_init(&text);
	for (size_t i = skip; i < run->len; i++) {
		held = held << bits | (unsigned char)run->data[i];
		count += bits;
		if (count >= 8) {
			count -= 8;
			buf_add_char(&text, (char)(held >> count & 0xff));
		}
	}
	add_small(text.data, text.len, out);
	add_utf16(text.data, text.len, out);
	buf_clear(&text);
}

/* Wherever a digit may begin a byte. Ends of line are no ends of a run. */
static void
add_runs(const char *bytes, size_t len, int (*digit_of)(char), unsigned bits,
    struct buf *out)
{
	size_t groups = bits == 6 ? 4 : 2;
	struct buf run;

	buf_init(&run);
	for (size_t i = 0; i <= len; i++) {
		int digit = i < len ? digit_of(bytes[i]) : -1;

		if (digit >= 0)
			buf_add_char(&run, (char)digit);
		if (digit >= 0 ||
		    (i < len && (bytes[i] == '\n' || bytes[i] == '\r')))
			continue;
		for (size_t skip = 0; run.len >= RUN_LEAST && skip < groups;
		     skip++)
			add_decoded(&run, skip, bits, out);
		buf_reset(&run);
	}
	buf_clear(&run);
}

static void
add_readings(const char *bytes, size_t len, struct buf *out)
{
	add_small(bytes, len, out);
	add_utf16(bytes, len, out);
	add_unescaped(bytes, len, 2, out);
	add_runs(bytes, len, base64_of, 6, out);
	add_runs(bytes, len, hex_of, 4, out);
}

/* --- PDF --- */

/* gzip reads what zlib wrote when its own head stands before it; that the sum at the
 * end is not right it says once all is out. */
static void
add_inflated(const char *stream, size_t len, struct buf *out)
{
	static const char *const argv[] = { "gzip", "-dc", NULL };
	static const char head[] = "\x1f\x8b\x08\0\0\0\0\0\0\x03";
	struct error ignored;
	struct buf input, text;
	int status;

	if (len < 8)
		return;
	buf_init(&input);
	buf_init(&text);
	buf_add_bytes(&input, head, sizeof head - 1);
	buf_add_bytes(&input, stream + 2, len - 2);
	buf_add_bytes(&input, "\0\0\0\0\0\0\0\0", 8);
	if (filter_run(
		&(struct filter){
		    .argv = argv,
		    .input = input.data,
		    .input_len = input.len,
		},
		INFLATED_MAX, &text, &status, &ignored))
		add_readings(text.data, text.len, out);
	buf_clear(&text);
	buf_clear(&input);
}

static void
add_streams(const char *bytes, size_t len, struct buf *out)
{
	const char *end = bytes + len, *at = bytes, *stop;

	while ((at = memmem(at, (size_t)(end - at), "stream", 6)) != NULL) {
		at += 6;
		at += at < end && *at == '\r';
		if (at >= end || *at != '\n')
			continue;
		stop = memmem(at, (size_t)(end - at), "endstream", 9);
		if (stop == NULL)
			return;
		add_inflated(at + 1, (size_t)(stop - at - 1), out);
		at = stop + 9;
	}
}

static void
add_text(const char *bytes, size_t len, struct buf *out)
{
	static const char *const argv[] = { "pdftotext", FILTER_FILE, "-",
		NULL };
	struct error ignored;
	struct buf text;
	int status;

	buf_init(&text);
	if (filter_run(
		&(struct filter){
		    .argv = argv,
		    .input = "",
		    .file = bytes,
		    .file_len = len,
		},
		INFLATED_MAX, &text, &status, &ignored))
		add_small(text.data, text.len, out);
	buf_clear(&text);
}

void
leak_read(const char *bytes, size_t len, struct buf *out)
{
	add_readings(bytes, len, out);
	if (len < 4 || memcmp(bytes, "%PDF", 4) != 0)
		return;
	add_streams(bytes, len, out);
	add_text(bytes, len, out);
}

bool
leak_has(const struct buf *read, const char *words)
{
	struct buf small;
	bool has;

	buf_init(&small);
	add_small(words, strlen(words), &small);
	has = memmem(read->data, read->len, small.data, small.len - 1) != NULL;
	buf_clear(&small);
	return has;
}
