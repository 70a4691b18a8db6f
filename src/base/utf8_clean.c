/* What is pasted may hold anything; what is stored must never be able to do
 * something to the terminal that shows it. */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

#define ESCAPE 0x1b

struct source {
	const char *bytes;
	size_t len, at;
	size_t no_end_before; /* no control string ends before this byte */
};

static int
peek(const struct source *in)
{
	return in->at < in->len ? (unsigned char)in->bytes[in->at] : -1;
}

static void
skip_range(struct source *in, int low, int high)
{
	while (peek(in) >= low && peek(in) <= high)
		in->at++;
}

static void
skip_one(struct source *in, int low, int high)
{
	if (peek(in) >= low && peek(in) <= high)
		in->at++;
}

/* Skips a string such as a window title, to BEL or ST. One that does not end
 * on its line is not believed: its words are kept. */
static void
skip_string(struct source *in)
{
	size_t at = in->at;

	if (at < in->no_end_before)
		return;
	for (; at < in->len; at++) {
		char c = in->bytes[at];
		char after = at + 1 < in->len ? in->bytes[at + 1] : '\0';

		if (c == '\a') {
			in->at = at + 1;
			return;
		}
		if ((c == ESCAPE && after == '\\') ||
		    (c == '\xc2' && after == '\x9c')) {
			in->at = at + 2;
			return;
		}
		if (c == '\n' || c == '\r')
			break;
	}
	in->no_end_before = at;
}

/* Skips what follows an escape character; KIND is the byte after it. */
static void
skip_escape(struct source *in, int kind)
{
	switch (kind) {
	case '[':
		skip_range(in, 0x30, 0x3f);
		skip_range(in, 0x20, 0x2f);
		skip_one(in, 0x40, 0x7e);
		break;
	case 'N': /* one character of another set follows */
	case 'O':
		skip_one(in, 0x21, 0x7e);
		break;
	case 'P':
	case 'X':
	case ']':
	case '^':
	case '_':
		skip_string(in);
		break;
	default:
		if (kind >= 0x20 && kind <= 0x2f) {
			skip_range(in, 0x20, 0x2f);
			skip_one(in, 0x30, 0x7e);
		}
	}
}

static void
skip_control(struct source *in, uint32_t ch)
{
	int kind = peek(in);

	/* The eight-bit controls are an escape and a byte 0x40 less. */
	if (ch >= 0x80)
		skip_escape(in, (int)ch - 0x40);
	else if (ch == ESCAPE && kind >= 0x20 && kind <= 0x7e) {
		in->at++;
		skip_escape(in, kind);
	}
}

static bool
is_control(uint32_t ch)
{
	return ch < 0x20 || (ch >= 0x7f && ch <= 0x9f);
}

/* Most of every text: copied as it is, in one go. */
static void
take_plain(struct source *in, struct buf *out)
{
	size_t from = in->at;

	skip_range(in, 0x20, 0x7e);
	buf_add_bytes(out, in->bytes + from, in->at - from);
}

bool
utf8_clean(const char *bytes, size_t len, struct buf *out)
{
	struct source in = { .bytes = bytes, .len = len };
	bool same = true;

	for (take_plain(&in, out); in.at < len; take_plain(&in, out)) {
		uint32_t ch;
		size_t from = in.at;

		in.at += utf8_decode(bytes + from, len - from, &ch);
		if (ch == '\r') {
			skip_one(&in, '\n', '\n');
			buf_add_char(out, '\n');
		} else if (is_control(ch) && ch != '\n' && ch != '\t') {
			skip_control(&in, ch);
			same = false;
		} else if (ch == 0xfffd &&
		    !utf8_valid(bytes + from, in.at - from)) {
			buf_add(out, "\xef\xbf\xbd");
			same = false;
		} else
			buf_add_bytes(out, bytes + from, in.at - from);
	}
	return same;
}
