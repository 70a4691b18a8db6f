#include "config.h"

#include "export/spoken.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/alloc.h"

#define POUND "\xc2\xa3"

static size_t
digits(const char *at)
{
	return strspn(at, "0123456789");
}

/* The length of "4,491" at AT. */
static size_t
whole_len(const char *at)
{
	size_t len = digits(at);

	while (len > 0 && at[len] == ',' && digits(at + len + 1) == 3)
		len += 4;
	return len;
}

/* A sum of money at *AT, which goes past it; false: there is none. */
static bool
add_money(struct buf *out, const char **at)
{
	const char *from = *at + strlen(POUND);
	size_t whole, pence = 0;
	bool none;

	if (strncmp(*at, POUND, strlen(POUND)) != 0)
		return false;
	whole = whole_len(from);
	if (whole == 0)
		return false;
	if (from[whole] == '.' && digits(from + whole + 1) == 2)
		pence = whole + 1;
	*at = from + (pence > 0 ? pence + 2 : whole);
	if (pence > 0 && strncmp(from + pence, "00", 2) == 0)
		pence = 0;
	none = whole == 1 && from[0] == '0' && pence > 0;
	if (!none)
		buf_addf(out, "%.*s %s", (int)whole, from,
		    whole == 1 && from[0] == '1' ? "pound" : "pounds");
	if (pence > 0)
		buf_addf(out, "%s%d pence", none ? "" : " ",
		    (from[pence] - '0') * 10 + (from[pence + 1] - '0'));
	return true;
}

/* "Apr" of "3 Apr 1992". */
static bool
add_month(struct buf *out, const char *start, const char **at)
{
	static const char *const months[] = { "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };

	if (*at < start + 2 || (*at)[-1] != ' ' ||
	    !isdigit((unsigned char)(*at)[-2]))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(months); i++) {
		if (strncmp(*at, months[i], 3) != 0 || (*at)[3] != ' ' ||
		    digits(*at + 4) != 4)
			continue;
		buf_add(out, months[i]);
		*at += 3;
		return true;
	}
	return false;
}

/* A number that is a name for something, not a count of it: all its groups. */
static bool
add_number(struct buf *out, const char **at)
{
	size_t len = digits(*at);

	if (len < 4 || **at != '0')
		return false;
	while (len > 0) {
		for (size_t i = 0; i < len; i++)
			buf_addf(out, "%s%c", i > 0 ? " " : "", (*at)[i]);
		*at += len;
		len = **at == ' ' ? digits(*at + 1) : 0;
		if (len < 3)
			break;
		buf_add(out, ", ");
		++*at;
	}
	return true;
}

void
spoken_add(struct buf *out, const char *text)
{
	for (const char *at = text; *at != '\0';) {
		bool begins = at == text || !isalnum((unsigned char)at[-1]);

		if (add_money(out, &at) || add_month(out, text, &at) ||
		    (begins && add_number(out, &at)))
			continue;
		if (*at == '%') {
			buf_add(out, " percent");
			at++;
		} else if (*at == '&') {
			buf_add(out, "and");
			at++;
		} else if (isdigit((unsigned char)*at)) {
			size_t len = digits(at);

			buf_add_bytes(out, at, len);
			at += len;
		} else {
			buf_add_char(out, *at++);
		}
	}
}

void
spoken_add_sentence(struct buf *out, const char *text)
{
	size_t before = out->len;

	spoken_add(out, text);
	while (out->len > before && out->data[out->len - 1] == ' ')
		buf_remove(out, out->len - 1, 1);
	if (out->len > before &&
	    strchr(".?!:", out->data[out->len - 1]) == NULL)
		buf_add_char(out, '.');
}
