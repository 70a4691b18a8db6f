#include "config.h"

#include "form/field_read.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/money.h"
#include "base/nhs_number.h"
#include "base/uid.h"
#include "base/utf8.h"
#include "form/field_type.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char
upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

bool
field_read_words(const struct field *field, const char *text,
    struct value *out, struct error *why)
{
	size_t len = strlen(text);

	/* a column takes at least a byte, so most texts need no counting */
	if (field->max_cols > 0 && len > (size_t)field->max_cols &&
	    utf8_cols(text, len) > field->max_cols)
		return error_set(why, ERR_USER,
		    "This is longer than %d characters, which is all that "
		    "there is room for where it is used. Say it in fewer.",
		    field->max_cols);
	value_set_text(out, text);
	return true;
}

/* --- numbers --- */

bool
field_read_number(const struct field *field, const char *text,
    struct value *out, struct error *why)
{
	int64_t number;

	(void)field;
	if (!decimal_parse(text, 0, &number, why))
		return false;
	if (number < -FIELD_NUMBER_MAX || number > FIELD_NUMBER_MAX)
		return error_set(why, ERR_USER,
		    "%s is a larger number than a plan can hold; check the "
		    "figures.", error_quote(text).text);
	value_set_number(out, number);
	return true;
}

bool
field_read_decimal(const struct field *field, const char *text,
    struct value *out, struct error *why)
{
	const int64_t most = FIELD_NUMBER_MAX * FIELD_DECIMAL_ONE;
	int64_t number;

	(void)field;
	if (!decimal_parse(text, FIELD_DECIMAL_PLACES, &number, why))
		return false;
	if (number < -most || number > most)
		return error_set(why, ERR_USER,
		    "%s is a larger number than a plan can hold; check the "
		    "figures.", error_quote(text).text);
	value_set_number(out, number);
	return true;
}

bool
field_read_money(const struct field *field, const char *text,
    struct value *out, struct error *why)
{
	int64_t pence;

	(void)field;
	if (!money_parse(text, &pence, why))
		return false;
	value_set_number(out, pence);
	return true;
}

bool
field_read_percent(const struct field *field, const char *text,
    struct value *out, struct error *why)
{
	size_t len = strlen(text);
	char *figures;
	int64_t number;
	bool read;

	(void)field;
	if (text[len - 1] == '%')
		len--;
	figures = xstrndup(text, len);
	read = decimal_parse(figures, FIELD_PERCENT_PLACES, &number, why);
	free(figures);
	if (!read)
		return false;
	if (number < 0 || number > FIELD_PERCENT_MAX)
		return error_set(why, ERR_USER,
		    "%s is not from 0%% to 100%%; write the share of the "
		    "whole, such as 50%%.", error_quote(text).text);
	value_set_number(out, number);
	return true;
}

bool
field_read_yes_no(const struct field *field, const char *text,
    struct value *out, struct error *why)
{
	static const char *const yes[] = {"yes", "y", "1"};
	static const char *const no[] = {"no", "n", "0"};

	(void)field;
	for (size_t i = 0; i < ARRAY_LEN(yes); i++) {
		if (strcasecmp(text, yes[i]) == 0) {
			value_set_number(out, 1);
			return true;
		}
		if (strcasecmp(text, no[i]) == 0) {
			value_set_number(out, 0);
			return true;
		}
	}
	return error_set(why, ERR_USER,
	    "\"%s\" is neither yes nor no. Write one of them.",
	    error_quote(text).text);
}

bool
field_read_date(const struct field *field, const char *text,
    struct value *out, struct error *why)
{
	char iso[DATE_ISO_LEN + 1];
	struct date date;

	(void)field;
	if (!date_parse(text, &date, why))
		return false;
	date_format_iso(date, iso);
	value_set_text(out, iso);
	return true;
}

/* --- times --- */

/* The figures at the start of *AT, at most MOST of them, as a number; moves *AT
 * past them. -1: there is none, or more. */
static int
take_figures(const char **at, size_t most, size_t *count)
{
	int number = 0;

	for (*count = 0; (*at)[0] >= '0' && (*at)[0] <= '9'; ++*at, ++*count)
		if (*count < most)
			number = number * 10 + (**at - '0');
	return *count == 0 || *count > most ? -1 : number;
}

/* 12 for "pm" or "p.m.", 0 for "am"; -1: neither. Moves *AT past it. */
static int
take_half(const char **at)
{
	static const struct {
		const char *word;
		int hours;
	} halves[] = {{"a.m.", 0}, {"am", 0}, {"p.m.", 12}, {"pm", 12}};

	*at += strspn(*at, " ");
	for (size_t i = 0; i < ARRAY_LEN(halves); i++)
		if (strncasecmp(*at, halves[i].word,
			strlen(halves[i].word)) == 0) {
			*at += strlen(halves[i].word);
			return halves[i].hours;
		}
	return -1;
}

/* 07:30, 7.30, 7 30, 0730, 730, 7, each with am or pm after it. */
static bool
take_time(const char *at, int *hour, int *minute)
{
	size_t figures, more = 0;
	int half;

	*hour = take_figures(&at, 4, &figures);
	*minute = 0;
	if (*hour < 0)
		return false;
	if (figures > 2) {
		*minute = *hour % 100;
		*hour /= 100;
	} else if (*at == ':' || *at == '.' ||
	    (*at == ' ' && at[1] >= '0' && at[1] <= '9')) {
		at++;
		*minute = take_figures(&at, 2, &more);
		if (more != 2)
			return false;
	}
	half = take_half(&at);
	if (half >= 0 && (*hour < 1 || *hour > 12))
		return false;
	if (half >= 0)
		*hour = *hour % 12 + half;
	return *at == '\0' && *hour < 24 && *minute < 60;
}

bool
field_read_time(const struct field *field, const char *text,
    struct value *out, struct error *why)
{
	int hour = 12, minute = 0;
	char kept[8];

	(void)field;
	if (strcasecmp(text, "midnight") == 0)
		hour = 0;
	else if (strcasecmp(text, "noon") != 0 &&
	    !take_time(text, &hour, &minute))
		return error_set(why, ERR_USER,
		    "This is not a time of day. Write hours and minutes, such "
		    "as 07:30, 19:00 or 7.30pm.");
	snprintf(kept, sizeof kept, "%02d:%02d", hour % 24, minute % 60);
	value_set_text(out, kept);
	return true;
}

/* --- how to reach someone --- */

/* The bytes at AT that may stand in a phone number: one that is no figure, or
 * a word for an extension. 0: none. */
static size_t
phone_mark(const char *at)
{
	static const char *const words[] = {"extension", "ext.", "ext", "x"};

	if (strchr(" +()-", *at))
		return 1;
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		size_t len = strlen(words[i]);

		if (strncasecmp(at, words[i], len) == 0)
			return len;
	}
	return 0;
}

#define PHONE_MIN_DIGITS 5

bool
field_read_phone(const struct field *field, const char *text,
    struct value *out, struct error *why)
{
	int digits = 0;

	(void)field;
	for (const char *at = text; *at;) {
		size_t len = is_digit(*at) ? 1 : phone_mark(at);

		if (!len)
			return error_set(why, ERR_USER,
			    "\"%s\" is not a phone number: it has something "
			    "other than figures, spaces, + ( ) and -. Write "
			    "it as in 01632 960123 ext 12.",
			    error_quote(text).text);
		digits += is_digit(*at);
		at += len;
	}
	if (digits < PHONE_MIN_DIGITS)
		return error_set(why, ERR_USER,
		    "\"%s\" is too short for a phone number. Write all of it, "
		    "such as 01632 960123.", error_quote(text).text);
	value_set_text(out, text);
	return true;
}

bool
field_read_email(const struct field *field, const char *text,
    struct value *out, struct error *why)
{
	struct error_quote quote = error_quote(text);
	const char *at = strchr(text, '@');
	const char *domain = at ? at + 1 : "";
	size_t len = strlen(domain);

	(void)field;
	if (!at || at == text || !len || strchr(domain, '@'))
		return error_set(why, ERR_USER,
		    "\"%s\" is not an email address. It has one @, with a "
		    "name before it and a place after it.", quote.text);
	if (strpbrk(text, " \t\n"))
		return error_set(why, ERR_USER,
		    "\"%s\" has a space in it, which no email address has. "
		    "Take it out.", quote.text);
	if (!strchr(domain, '.') || domain[0] == '.' ||
	    domain[len - 1] == '.' || strstr(domain, ".."))
		return error_set(why, ERR_USER,
		    "\"%s\" does not end as an email address does. After the "
		    "@ comes a name such as example.org.", quote.text);
	value_set_text(out, text);
	return true;
}

/* A99 and so on, as shapes: A a letter, 9 a figure. */
static bool
has_shape(const char *text, size_t len, const char *shape)
{
	if (strlen(shape) != len)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (shape[i] == 'A' ? !is_letter(text[i]) : !is_digit(text[i]))
			return false;
	}
	return true;
}

#define POSTCODE_INWARD 3

bool
field_read_postcode(const struct field *field, const char *text,
    struct value *out, struct error *why)
{
	static const char *const shapes[] = {
	    "A9", "A99", "AA9", "AA99", "A9A", "AA9A"};
	char code[8], kept[10];
	size_t len = 0, outward;
	bool holds = true;

	(void)field;
	for (const char *at = text; *at && holds; at++) {
		if (*at == ' ')
			continue;
		holds = len < sizeof code - 1;
		if (holds)
			code[len++] = upper(*at);
	}
	holds = holds && len > POSTCODE_INWARD &&
	    has_shape(code + len - POSTCODE_INWARD, POSTCODE_INWARD, "9AA");
	outward = len > POSTCODE_INWARD ? len - POSTCODE_INWARD : 0;
	for (size_t i = 0; holds && i < ARRAY_LEN(shapes); i++) {
		if (!has_shape(code, outward, shapes[i]))
			continue;
		memcpy(kept, code, outward);
		kept[outward] = ' ';
		memcpy(kept + outward + 1, code + outward, POSTCODE_INWARD);
		kept[len + 1] = '\0';
		value_set_text(out, kept);
		return true;
	}
	return error_set(why, ERR_USER,
	    "\"%s\" is not a postcode. Write all of it, as in ZZ99 3VZ.",
	    error_quote(text).text);
}

#define NHS_DIGITS 10

bool
field_read_nhs_number(const struct field *field, const char *text,
    struct value *out, struct error *why)
{
	char digits[NHS_DIGITS + 1];
	size_t count = 0;

	(void)field;
	for (const char *at = text; *at; at++) {
		if (*at == ' ' || *at == '-')
			continue;
		if (!is_digit(*at))
			return error_set(why, ERR_USER,
			    "\"%s\" is not an NHS number: it has something "
			    "other than figures. Write its ten figures, as "
			    "in 999 000 0018.", error_quote(text).text);
		if (count < NHS_DIGITS)
			digits[count] = *at;
		count++;
	}
	if (count != NHS_DIGITS)
		return error_set(why, ERR_USER,
		    "An NHS number has ten figures and this has %zu. Check it "
		    "against a letter from the NHS.", count);
	digits[NHS_DIGITS] = '\0';
	if (!nhs_number_valid(digits))
		return error_set(why, ERR_USER,
		    "That NHS number does not add up: one of its figures may "
		    "be mistyped. Check it against a letter from the NHS.");
	value_set_text(out, digits);
	return true;
}

/* --- what is picked --- */

/* The next word of TEXT from *AT on; false at the end. */
static bool
next_word(const char **at, const char **word, size_t *len)
{
	*word = *at + strspn(*at, " \t\n");
	*len = strcspn(*word, " \t\n");
	*at = *word + *len;
	return *len > 0;
}

bool
codes_have(const char *codes, const char *code)
{
	const char *word;
	size_t len, wanted = strlen(code);

	while (next_word(&codes, &word, &len)) {
		if (len == wanted && memcmp(word, code, len) == 0)
			return true;
	}
	return false;
}

static void
add_word(struct buf *list, const char *word)
{
	if (list->len)
		buf_add_char(list, ' ');
	buf_add(list, word);
}

/* Is every word a code of the list? */
static bool
all_codes(const struct field *field, const char *text, struct error *why)
{
	const char *word;
	size_t len;

	while (next_word(&text, &word, &len)) {
		char *code = xstrndup(word, len);
		bool known = field_choice_label(field, code) != NULL;

		if (!known)
			error_set(why, ERR_USER,
			    "\"%s\" is not one of the choices. Pick from the "
			    "list.", error_quote(code).text);
		free(code);
		if (!known)
			return false;
	}
	return true;
}

/* The codes in the list's order, each once, so that the same ticks in two
 * places are the same answer. */
bool
field_read_choice(const struct field *field, const char *text,
    struct value *out, struct error *why)
{
	struct buf codes;
	size_t count = 0;
	bool holds = false;

	if (!all_codes(field, text, why))
		return false;
	buf_init(&codes);
	for (size_t i = 0; field->list && i < field->list->count; i++) {
		const char *code = field->list->choices[i].code;

		if (codes_have(text, code)) {
			add_word(&codes, code);
			count++;
		}
	}
	if (field->kind == FIELD_CHOICE && count > 1) {
		error_set(why, ERR_USER,
		    "Only one of the choices can be picked here, and there "
		    "are %zu. Pick one.", count);
		goto out;
	}
	value_set_text(out, codes.data);
	holds = true;
out:
	buf_clear(&codes);
	return holds;
}

bool
field_read_link(const struct field *field, const char *text,
    struct value *out, struct error *why)
{
	struct buf ids;
	const char *at = text, *word;
	size_t len, count = 0;
	bool holds = false;

	buf_init(&ids);
	while (next_word(&at, &word, &len)) {
		char hex[UID_HEX_LEN + 1];
		struct uid id;

		if (len != UID_HEX_LEN || !uid_parse(word, len, &id)) {
			error_set(why, ERR_USER,
			    "This does not name a row of a table. Pick it "
			    "from the list.");
			goto out;
		}
		uid_format(&id, hex);
		if (codes_have(ids.data, hex))
			continue;
		add_word(&ids, hex);
		count++;
	}
	if (field->kind == FIELD_LINK && count > 1) {
		error_set(why, ERR_USER,
		    "Only one row can be picked here, and there are %zu. Pick "
		    "one.", count);
		goto out;
	}
	value_set_text(out, ids.data);
	holds = true;
out:
	buf_clear(&ids);
	return holds;
}
