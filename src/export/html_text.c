#include "config.h"

#include "export/html.h"

#include <string.h>

#include "base/utf8.h"

/* Reports hold clean text already; nothing else may pass this door either. */
static bool
is_control(uint32_t ch)
{
	return (ch < 0x20 && ch != '\n' && ch != '\t') ||
	    (ch >= 0x7f && ch < 0xa0);
}

static const char *
entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	}
	return NULL;
}

void
html_add_text(struct buf *out, const char *text, size_t len)
{
	while (len > 0) {
		uint32_t ch;
		size_t taken = utf8_decode(text, len, &ch);

		if (taken == 1 && entity(*text) != NULL)
			buf_add(out, entity(*text));
		else if (!is_control(ch))
			buf_add_bytes(out, text, taken);
		text += taken;
		len -= taken;
	}
}

void
html_add_lines(struct buf *out, const char *text, size_t len)
{
	while (len > 0) {
		const char *end = memchr(text, '\n', len);
		size_t line = end != NULL ? (size_t)(end - text) : len;

		html_add_text(out, text, line);
		if (end == NULL)
			return;
		buf_add(out, "<br>\n");
		text += line + 1;
		len -= line + 1;
	}
}

#define FIRST_RIGHT_TO_LEFT 0x590 /* the first letters of that kind in Unicode */

const char *
html_dir(const char *text)
{
	size_t len = strlen(text);

	while (len > 0) {
		uint32_t ch;
		size_t taken = utf8_decode(text, len, &ch);

		if (ch >= FIRST_RIGHT_TO_LEFT)
			return " dir=\"auto\"";
		text += taken;
		len -= taken;
	}
	return "";
}

/* What could end the string, the style or the page is written as its number. */
void
html_add_css_string(struct buf *out, const char *text)
{
	size_t len = strlen(text);

	buf_add_char(out, '"');
	while (len > 0) {
		uint32_t ch;
		size_t taken = utf8_decode(text, len, &ch);

		if (taken == 1 && (ch < 0x20 || strchr("\"\\<>&", *text))) {
			if (!is_control(ch))
				buf_addf(out, "\\%x ", (unsigned)ch);
		} else if (!is_control(ch)) {
			buf_add_bytes(out, text, taken);
		}
		text += taken;
		len -= taken;
	}
	buf_add_char(out, '"');
}
