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

/* How many bytes of TEXT go out as they are. */
static size_t
plain_len(const char *text, size_t len)
{
	size_t i = 0;

	/* 0xc2 begins the control characters above 0x7f, among others */
	while (i < len && text[i] != '&' && text[i] != '<' && text[i] != '>' &&
	    text[i] != '"' && text[i] != '\'' &&
	    (unsigned char)text[i] >= 0x20 && text[i] != 0x7f &&
	    (unsigned char)text[i] != 0xc2)
		i++;
	return i;
}

void
html_add_head(struct buf *out)
{
	buf_add(out,
	    "<!DOCTYPE html>\n"
	    "<html lang=\"en-GB\">\n"
	    "<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
	    "'none'; style-src 'unsafe-inline'\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\">\n");
}

void
html_add_text(struct buf *out, const char *text, size_t len)
{
	while (len > 0) {
		size_t taken = plain_len(text, len);
		uint32_t ch;

		if (taken > 0) {
			buf_add_bytes(out, text, taken);
		} else {
			taken = utf8_decode(text, len, &ch);
			if (taken == 1 && entity(*text) != NULL)
				buf_add(out, entity(*text));
			else if (!is_control(ch))
				buf_add_bytes(out, text, taken);
		}
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

/* The first byte of the first letters of that kind in Unicode, U+0590. */
#define RIGHT_TO_LEFT_BYTE 0xd6

const char *
html_dir(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text >= RIGHT_TO_LEFT_BYTE)
			return " dir=\"auto\"";
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

void
html_add_paragraphs(struct buf *out, const char *text)
{
	const char *dir = html_dir(text);

	while (*text != '\0') {
		const char *gap = strstr(text, "\n\n");
		size_t len = gap != NULL ? (size_t)(gap - text) : strlen(text);

		buf_add(out, "<p");
		buf_add(out, dir);
		buf_add_char(out, '>');
		html_add_lines(out, text, len);
		buf_add(out, "</p>");
		text += len;
		text += strspn(text, "\n");
	}
}

void
html_add_voice(struct buf *out, const struct block *block)
{
	if (block->voice == NULL)
		return;
	buf_add(out, "<p class=\"voice\">");
	html_add_text(out, block->voice, strlen(block->voice));
	buf_add(out, "</p>");
}
