/* What stands between two | of a value or a row. */
#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/money.h"
#include "rules/rates_private.h"

size_t
rates_cells(struct arena *arena, const char *text, const char *const **cells)
{
	const char **list;
	size_t count = 1;

	for (const char *c = text; *c; c++)
		count += *c == '|';
	list = arena_alloc(arena, count * sizeof *list);
	for (size_t i = 0; i < count; i++) {
		size_t len = strcspn(text, "|");
		const char *end = text + len;

		while (len && *text == ' ') {
			text++;
			len--;
		}
		while (len && text[len - 1] == ' ')
			len--;
		list[i] = arena_strndup(arena, text, len);
		text = end + (*end == '|');
	}
	*cells = list;
	return count;
}

bool
rates_read_day(struct rates_builder *b, int line, const char *text, long *day)
{
	struct date date;

	if (date_parse_iso(text, &date)) {
		*day = date_to_days(date);
		return true;
	}
	rates_mistake(b, line,
	    "\"%s\" is not a day. Write it as 2026-04-06: year, month, day.",
	    error_quote(text).text);
	return false;
}

bool
rates_read_verified(struct rates_builder *b, int line, const char *text,
    bool *verified)
{
	*verified = strcmp(text, "yes") == 0;
	if (*verified || strcmp(text, "no") == 0)
		return true;
	rates_mistake(b, line,
	    "\"%s\" should be yes or no. Write yes if somebody has seen this "
	    "where it is published, else no.", error_quote(text).text);
	return false;
}

bool
rates_read_source(struct rates_builder *b, int line, const char *text)
{
	if (*text)
		return true;
	rates_mistake(b, line, "There is no source. Say where this stands, or "
	    "where it was looked for.");
	return false;
}

bool
rates_check_order(struct rates_builder *b, int line, long *before, long day)
{
	char day_text[DATE_ISO_LEN + 1], before_text[DATE_ISO_LEN + 1];

	if (*before < day) {
		*before = day;
		return true;
	}
	date_format_iso(date_from_days(day), day_text);
	date_format_iso(date_from_days(*before), before_text);
	if (*before == day)
		rates_mistake(b, line, "What stands before this begins on %s "
		    "too. Take one of them out, or change its day.", day_text);
	else
		rates_mistake(b, line, "This begins on %s, and what stands "
		    "before it on %s. Put the earlier one first.", day_text,
		    before_text);
	return false;
}

/* Is TEXT one of the words of "a/b/c"? */
static bool
one_of(const char *words, const char *text)
{
	size_t len = strlen(text);

	while (*words) {
		size_t n = strcspn(words, "/");

		if (n == len && strncmp(words, text, n) == 0)
			return true;
		words += n + (words[n] == '/');
	}
	return false;
}

static bool
read_words(const struct column *column, const char *text, struct error *err)
{
	return !column->words || one_of(column->words, text) ||
	    error_set(err, ERR_USER, "\"%s\" cannot stand here. Write one of "
	    "these: %s.", error_quote(text).text, column->words);
}

/* None of the field's figures is below 0. */
static bool
read_figure(enum rate_unit unit, const char *text, int64_t *number,
    struct error *err)
{
	static const struct {
		const char *called;
		const char *example;
		int places;
	} figures[] = {
		[RATE_PENCE] = {"an amount of pounds", "12.71", 2},
		[RATE_PERCENT] = {"a percentage", "13.8", 2},
		[RATE_NUMBER] = {"a number", "5.6", 4},
	};
	bool read = unit == RATE_PENCE ? money_parse(text, number, NULL) :
	    decimal_parse(text, figures[unit].places, number, NULL);

	if (!read)
		return error_set(err, ERR_USER, "\"%s\" cannot be read as "
		    "%s. Write only the figure, such as %s, with at most %d "
		    "decimals.",
		    error_quote(text).text, figures[unit].called,
		    figures[unit].example, figures[unit].places);
	if (*number < 0)
		return error_set(err, ERR_USER, "\"%s\" is below 0, which no "
		    "figure here is. Take the minus sign out.",
		    error_quote(text).text);
	return true;
}

static bool
read_day(const char *text, int64_t *number, struct error *err)
{
	struct date date;

	if (!date_parse_iso(text, &date))
		return error_set(err, ERR_USER, "\"%s\" is not a day. Write it "
		    "as 2026-04-06: year, month, day.", error_quote(text).text);
	*number = date_to_days(date);
	return true;
}

bool
rates_read_number(struct rates_builder *b, int line,
    const struct column *column, const char *text, int64_t *number)
{
	struct error err;
	bool read;

	*number = 0;
	if (column->unit == RATE_WORDS)
		read = read_words(column, text, &err);
	else if (column->unit == RATE_DATE)
		read = read_day(text, number, &err);
	else
		read = read_figure(column->unit, text, number, &err);
	if (!read)
		rates_mistake(b, line, "%s%s%s",
		    column->name ? column->name : "", column->name ? ": " : "",
		    err.text);
	return read;
}

bool
rates_unit(const char *word, struct column *column)
{
	static const char *const words[] = {
		[RATE_PENCE] = "pounds",
		[RATE_PERCENT] = "percent",
		[RATE_NUMBER] = "number",
		[RATE_DATE] = "date",
		[RATE_WORDS] = "words",
	};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strcmp(word, words[i]) == 0) {
			column->unit = (enum rate_unit)i;
			return true;
		}
	}
	column->unit = RATE_WORDS;
	column->words = word;
	return strchr(word, '/') != NULL;
}
