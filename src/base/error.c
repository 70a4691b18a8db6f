#include "config.h"

#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define ELLIPSIS "..."

/* The last byte at or before AT where a character of TEXT begins. */
static size_t
character_start(const char *text, size_t at)
{
	while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* Ends TEXT, of which SIZE bytes with the NUL were kept, in "...". */
static void
mark_cut(char *text, size_t size)
{
	size_t at = character_start(text, size - sizeof ELLIPSIS);

	memcpy(text + at, ELLIPSIS, sizeof ELLIPSIS);
}

bool
error_set(struct error *err, enum error_code code, const char *format, ...)
{
	char text[sizeof err->text]; /* the arguments may be parts of ERR */
	va_list args;
	int n;

	if (!err)
		return false;
	va_start(args, format);
	n = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (n < 0)
		text[0] = '\0';
	else if ((size_t)n >= sizeof text)
		mark_cut(text, sizeof text);
	err->code = code;
	memcpy(err->text, text, sizeof text);
	return false;
}

bool
error_prefix(struct error *err, const char *format, ...)
{
	char prefix[sizeof err->text];
	va_list args;
	size_t len;
	int n;

	if (!err)
		return false;
	va_start(args, format);
	n = vsnprintf(prefix, sizeof prefix, format, args);
	va_end(args);
	if (n < 0)
		return false;
	if ((size_t)n >= sizeof prefix)
		mark_cut(prefix, sizeof prefix);
	len = strlen(prefix);
	return error_set(err, err->code, "%s%s%s", prefix,
	    len && prefix[len - 1] != ' ' ? " " : "", err->text);
}

struct error_quote
error_quote(const char *text)
{
	static const char blanks[] = " \t\r\n";
	static const char mark[] = "\xE2\x80\xA6"; /* an ellipsis */
	struct error_quote quote;
	size_t len, keep;

	text += strspn(text, blanks);
	len = strlen(text);
	while (len && strchr(blanks, text[len - 1]))
		len--;
	keep = len;
	if (keep >= sizeof quote.text)
		keep = character_start(text, sizeof quote.text - sizeof mark);
	memcpy(quote.text, text, keep);
	quote.text[keep] = '\0';
	if (keep < len)
		memcpy(quote.text + keep, mark, sizeof mark);
	return quote;
}
