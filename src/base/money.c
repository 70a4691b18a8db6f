#include "config.h"

#include "base/money.h"

#include <assert.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"

/* What can be wrong with a number that was typed. */
enum fault {
	FAULT_NONE,
	FAULT_EMPTY,	/* nothing, or only a sign */
	FAULT_UNKNOWN,	/* something that is not part of a number */
	FAULT_COMMA,	/* not between thousands */
	FAULT_POINT,	/* no figure after it */
	FAULT_DECIMALS, /* too many figures after it */
	FAULT_LARGE,
};

struct number {
	int64_t whole; /* all its figures, as a whole number of 10^-PLACES */
	int decimals;  /* how many figures were typed after the point */
};

static const char blanks[] = " \t\r\n";
static const char pound_sign[] = "\xC2\xA3";

static const char *
skip_blanks(const char *text)
{
	return text + strspn(text, blanks);
}

/* Appends one figure; false when it grows beyond MAX. */
static bool
append_digit(int64_t *number, int digit, int64_t max)
{
	return mul_checked(*number, 10, number) &&
	    add_checked(*number, digit, number) && *number <= max;
}

/* Are the commas in the LEN figures and commas at TEXT between thousands? */
static bool
commas_between_thousands(const char *text, size_t len)
{
	const char *comma = memchr(text, ',', len);
	size_t first = comma ? (size_t)(comma - text) : len;

	if (!comma)
		return true;
	if (first < 1 || first > 3 || text[0] == '0')
		return false;
	for (size_t i = first; i < len; i++)
		if ((text[i] == ',') != ((i - first) % 4 == 0))
			return false;
	return (len - first) % 4 == 0;
}

/* Reads a number without its sign from TEXT to the end. */
static enum fault
read_number(const char *text, int places, int64_t max, struct number *out)
{
	size_t len = strspn(text, "0123456789,");
	const char *end = text + len, *decimals = end + (*end == '.');
	size_t count = strspn(decimals, "0123456789");
	bool large = false;

	*out = (struct number){0, count < 99 ? (int)count : 99};
	if (*skip_blanks(decimals + count) != '\0')
		return FAULT_UNKNOWN;
	if (len + count == 0)
		return *end == '.' ? FAULT_UNKNOWN : FAULT_EMPTY;
	if (!commas_between_thousands(text, len))
		return FAULT_COMMA;
	if (*end == '.' && count == 0)
		return FAULT_POINT;
	if (out->decimals > places)
		return FAULT_DECIMALS;
	for (const char *at = text; at < end; at++)
		if (*at != ',' && !large)
			large = !append_digit(&out->whole, *at - '0', max);
	for (int i = 0; i < places && !large; i++)
		large = !append_digit(&out->whole,
		    i < out->decimals ? decimals[i] - '0' : 0, max);
	return large ? FAULT_LARGE : FAULT_NONE;
}

/* Skips blanks and one minus sign. */
static const char *
skip_minus(const char *text, bool *negative)
{
	text = skip_blanks(text);
	if (*text == '-' && !*negative) {
		*negative = true;
		text = skip_blanks(text + 1);
	}
	return text;
}

/* "three" for 3, as far as anyone types by mistake. */
static const char *
count_word(int count)
{
	static const char *const words[] = {"no", "one", "two", "three", "four",
	    "five", "six", "seven", "eight", "nine"};

	return count < (int)ARRAY_LEN(words) ? words[count] : "too many";
}

/* The sign of another currency that stands anywhere in TEXT, or NULL. */
static const char *
other_currency(const char *text)
{
	static const char *const signs[] = {"$", "\xE2\x82\xAC" /* euro */,
	    "\xC2\xA5" /* yen */, "\xC2\xA2" /* cent */,
	    "\xE2\x82\xB9" /* rupee */, "\xEF\xBC\x84" /* wide dollar */,
	    "\xEF\xBF\xA5" /* wide yen */};

	for (size_t i = 0; i < ARRAY_LEN(signs); i++)
		if (strstr(text, signs[i]))
			return signs[i];
	return NULL;
}

/* Is TEXT figures and then a p, as in "12p"? */
static bool
in_pence(const char *text)
{
	const char *at = text + strspn(text, "0123456789");

	if (at == text)
		return false;
	at = skip_blanks(at);
	return (*at == 'p' || *at == 'P') && *skip_blanks(at + 1) == '\0';
}

static bool
not_an_amount(const char *text, struct error *err)
{
	bool negative = false;
	const char *sign = other_currency(text);
	struct error_quote quote = error_quote(text);

	if (sign)
		return error_set(err, ERR_USER,
		    "%s is not in pounds (it has a %s); write the amount in "
		    "pounds and pence, such as 12.34.", quote.text, sign);
	if (in_pence(skip_minus(text, &negative)))
		return error_set(err, ERR_USER,
		    "%s is in pence; write it as part of a pound, such as 0.12 "
		    "for 12p.", quote.text);
	return error_set(err, ERR_USER,
	    "\"%s\" is not an amount of money; write pounds and pence in "
	    "figures, such as 12.34 or 4,491.00.", quote.text);
}

static bool
money_fault(const char *text, enum fault fault, int decimals,
    struct error *err)
{
	struct error_quote quote = error_quote(text);

	switch (fault) {
	case FAULT_EMPTY:
		return error_set(err, ERR_USER,
		    "Write an amount in pounds and pence, such as 12.34.");
	case FAULT_COMMA:
		return error_set(err, ERR_USER,
		    "%s has a comma that is not between thousands; write it as "
		    "in 1,234.50 or 1234.50, with a point before the pence.",
		    quote.text);
	case FAULT_POINT:
		return error_set(err, ERR_USER,
		    "%s has nothing after the point; write the pence too, such "
		    "as 12.00.", quote.text);
	case FAULT_DECIMALS:
		return error_set(err, ERR_USER,
		    "%s has %s figures after the point; write pounds and "
		    "pence, such as 12.34.", quote.text, count_word(decimals));
	case FAULT_LARGE:
		return error_set(err, ERR_USER,
		    "%s is more than the 10,000,000,000.00 that a plan can "
		    "hold; check the figures.", quote.text);
	default:
		return not_an_amount(text, err);
	}
}

bool
money_parse(const char *text, int64_t *pence, struct error *err)
{
	bool negative = false;
	const char *at = skip_minus(text, &negative);
	struct number number;
	enum fault fault;

	if (strncmp(at, pound_sign, sizeof pound_sign - 1) == 0)
		at = skip_minus(at + sizeof pound_sign - 1, &negative);
	fault = read_number(at, 2, MONEY_MAX_PENCE, &number);
	if (fault != FAULT_NONE)
		return money_fault(text, fault, number.decimals, err);
	*pence = negative ? -number.whole : number.whole;
	return true;
}

static bool
decimal_fault(const char *text, enum fault fault, int decimals, int places,
    struct error *err)
{
	const char *such_as = places ? "12.5 or 1,200" : "12 or 1,200";
	struct error_quote quote = error_quote(text);

	switch (fault) {
	case FAULT_EMPTY:
		return error_set(err, ERR_USER,
		    "Write a number in figures, such as %s.", such_as);
	case FAULT_COMMA:
		return error_set(err, ERR_USER,
		    "%s has a comma that is not between thousands; write it as "
		    "in %s.", quote.text, such_as);
	case FAULT_POINT:
		return error_set(err, ERR_USER,
		    "%s has nothing after the point; write it as in %s.",
		    quote.text, such_as);
	case FAULT_DECIMALS:
		if (places == 0)
			return error_set(err, ERR_USER,
			    "%s is not a whole number; write it without a "
			    "point, such as 12.", quote.text);
		return error_set(err, ERR_USER,
		    "%s has %s figures after the point; write %s at most.",
		    quote.text, count_word(decimals), count_word(places));
	case FAULT_LARGE:
		return error_set(err, ERR_USER,
		    "%s is a larger number than a plan can hold; check the "
		    "figures.", quote.text);
	default:
		return error_set(err, ERR_USER,
		    "\"%s\" is not a number; write it in figures, such as %s.",
		    quote.text, such_as);
	}
}

bool
decimal_parse(const char *text, int places, int64_t *out, struct error *err)
{
	bool negative = false;
	const char *at = skip_minus(text, &negative);
	struct number number;
	enum fault fault = read_number(at, places, INT64_MAX, &number);

	assert(places >= 0 && places <= 18);
	if (fault != FAULT_NONE)
		return decimal_fault(text, fault, number.decimals, places, err);
	*out = negative ? -number.whole : number.whole;
	return true;
}

/* The size of NUMBER without its sign, also of the least there is. */
static uint64_t
magnitude(int64_t number)
{
	return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

/* Appends NUMBER with a comma between thousands. */
static void
add_thousands(uint64_t number, struct buf *out)
{
	char digits[32];
	size_t at = sizeof digits;

	for (int i = 0; number || i == 0; i++, number /= 10) {
		if (i && i % 3 == 0)
			digits[--at] = ',';
		digits[--at] = (char)('0' + number % 10);
	}
	buf_add_bytes(out, digits + at, sizeof digits - at);
}

static void
add_money(int64_t pence, const char *sign, struct buf *out)
{
	uint64_t size = magnitude(pence);

	if (pence < 0)
		buf_add_char(out, '-');
	buf_add(out, sign);
	add_thousands(size / 100, out);
	buf_addf(out, ".%02d", (int)(size % 100));
}

void
money_format(int64_t pence, struct buf *out)
{
	add_money(pence, "", out);
}

void
money_format_pounds(int64_t pence, struct buf *out)
{
	add_money(pence, pound_sign, out);
}

struct money_text
money_pounds(int64_t pence)
{
	struct money_text out = { { 0 } };
	struct buf text;

	buf_init(&text);
	money_format_pounds(pence, &text);
	assert(text.len < sizeof out.text);
	memcpy(out.text, text.data, text.len);
	buf_clear(&text);
	return out;
}

void
decimal_format(int64_t number, int places, struct buf *out)
{
	uint64_t size = magnitude(number);
	char digits[32];
	size_t at = sizeof digits, end = sizeof digits;

	assert(places >= 0 && places <= 18);
	for (int i = 0; size || i <= places; i++, size /= 10) {
		if (i == places && at < end)
			digits[--at] = '.';
		if (i < places && size % 10 == 0 && at == end) {
			end = --at; /* a nought at the end is not needed */
			continue;
		}
		digits[--at] = (char)('0' + size % 10);
	}
	if (number < 0)
		buf_add_char(out, '-');
	buf_add_bytes(out, digits + at, end - at);
}

int64_t
div_half_up(int64_t a, int64_t b)
{
	uint64_t over = magnitude(a), under = magnitude(b);
	uint64_t size, rest;

	assert(b != 0);
	size = over / under;
	rest = over % under;
	if (rest >= under - rest)
		size++;
	if ((a < 0) != (b < 0))
		return size > INT64_MAX ? INT64_MIN : -(int64_t)size;
	return size > INT64_MAX ? INT64_MAX : (int64_t)size;
}

bool
mul_checked(int64_t a, int64_t b, int64_t *out)
{
	int64_t product;

	if (__builtin_mul_overflow(a, b, &product))
		return false;
	*out = product;
	return true;
}

bool
add_checked(int64_t a, int64_t b, int64_t *out)
{
	int64_t sum;

	if (__builtin_add_overflow(a, b, &sum))
		return false;
	*out = sum;
	return true;
}
