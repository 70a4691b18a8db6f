#include "config.h"

#include "base/date.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const month_names[] = {"January", "February", "March",
    "April", "May", "June", "July", "August", "September", "October",
    "November", "December"};

static const struct date first_date = {1, 1, 1}, last_date = {9999, 12, 31};

static int
month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
	    31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && leap ? 29 : days[month - 1];
}

bool
date_valid(struct date date)
{
	return date.year >= 1 && date.year <= 9999 && date.month >= 1 &&
	    date.month <= 12 && date.day >= 1 &&
	    date.day <= month_days(date.year, date.month);
}

bool
date_parse_iso(const char *text, struct date *out)
{
	int part[3] = {0};
	struct date date;

	for (int i = 0; i < DATE_ISO_LEN; i++) {
		int at = i < 5 ? 0 : i < 8 ? 1 : 2;

		if (i == 4 || i == 7) {
			if (text[i] != '-')
				return false;
		} else if (text[i] < '0' || text[i] > '9') {
			return false;
		} else {
			part[at] = part[at] * 10 + text[i] - '0';
		}
	}
	date = (struct date){part[0], part[1], part[2]};
	if (text[DATE_ISO_LEN] != '\0' || !date_valid(date))
		return false;
	*out = date;
	return true;
}

void
date_format_iso(struct date date, char out[DATE_ISO_LEN + 1])
{
	int number[] = {date.year, date.month, date.day};
	int end[] = {4, 7, 10}, width[] = {4, 2, 2};

	memcpy(out, "0000-00-00", DATE_ISO_LEN + 1);
	for (int i = 0; i < 3; i++)
		for (int k = 0; k < width[i]; k++) {
			out[end[i] - 1 - k] = (char)('0' + number[i] % 10);
			number[i] /= 10;
		}
}

void
date_format_long(struct date date, char out[32])
{
	snprintf(out, 32, "%d %s %d", date.day, month_names[date.month - 1],
	    date.year);
}

void
date_format_short(struct date date, char out[32])
{
	snprintf(out, 32, "%d %.3s %d", date.day, month_names[date.month - 1],
	    date.year);
}

/* Days are counted from 1 March of the year 0, so that a leap day is the last
 * of its year; eras are 400 years of 146,097 days. 719,468 of those days come
 * before 1970. */
long
date_to_days(struct date date)
{
	long year = date.month <= 2 ? date.year - 1 : date.year;
	long month = (date.month + 9) % 12; /* March is 0 */
	long era = year / 400, of_era = year % 400;
	long of_year = (153 * month + 2) / 5 + date.day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - 719468;
}

struct date
date_from_days(long days)
{
	long era, day, of_era, of_year, month;

	if (days <= date_to_days(first_date))
		return first_date;
	if (days >= date_to_days(last_date))
		return last_date;
	days += 719468;
	era = days / 146097;
	day = days % 146097;
	of_era = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	of_year = day - (of_era * 365 + of_era / 4 - of_era / 100);
	month = (5 * of_year + 2) / 153;
	return (struct date){
	    .year = (int)(era * 400 + of_era + (month >= 10)),
	    .month = (int)(month < 10 ? month + 3 : month - 9),
	    .day = (int)(of_year - (153 * month + 2) / 5 + 1),
	};
}

long
date_days_between(struct date from, struct date to)
{
	return date_to_days(to) - date_to_days(from);
}

int
date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

int
date_years_between(struct date from, struct date to)
{
	int years = to.year - from.year;

	if (date_compare(to, from) < 0)
		return -date_years_between(to, from);
	if (to.month < from.month ||
	    (to.month == from.month && to.day < from.day))
		years--;
	return years;
}

struct date
date_add_months(struct date date, int months)
{
	long month = date.year * 12L + date.month - 1 + months;

	if (month < first_date.year * 12L)
		return first_date;
	if (month >= (last_date.year + 1) * 12L)
		return last_date;
	date.year = (int)(month / 12);
	date.month = (int)(month % 12) + 1;
	if (date.day > month_days(date.year, date.month))
		date.day = month_days(date.year, date.month);
	return date;
}

/* --- what people type --- */

/* A run of figures or of letters. */
struct part {
	const char *text;
	int len; /* bytes */
	bool letters;
};

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

static struct part
take_part(const char **text)
{
	struct part part = {*text, 0, is_letter(**text)};
	const char *at = *text;

	while (part.letters ? is_letter(*at) : is_digit(*at))
		at++;
	/* longer than any month or year is as wrong as much longer */
	part.len = at - *text > 99 ? 99 : (int)(at - *text);
	*text = at;
	return part;
}

static bool
is_ordinal(const struct part *part)
{
	static const char *const endings[] = {"st", "nd", "rd", "th"};

	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
		if (part->letters && part->len == 2 &&
		    strncasecmp(part->text, endings[i], 2) == 0)
			return true;
	return false;
}

/* Splits TEXT into figures and words. Returns how many there are, at most MAX,
 * or -1 if anything else is in it. */
static int
split_parts(const char *text, struct part *parts, int max)
{
	static const char blanks[] = " \t\r\n";
	int count = 0;

	text += strspn(text, blanks);
	while (*text) {
		struct part part;

		if (!is_digit(*text) && !is_letter(*text))
			return -1;
		part = take_part(&text);
		/* the "rd" of "3rd", which touches its figures */
		if (!is_ordinal(&part) || count == 0 ||
		    parts[count - 1].text + parts[count - 1].len != part.text) {
			if (count == max)
				return -1;
			parts[count++] = part;
		}
		if (text[strspn(text, blanks)] == '\0')
			break;
		text += strspn(text, " \t\r\n/.,-");
		if (*text == '\0')
			return -1;
	}
	return count;
}

/* The figures as a number, or -1 if there are none, or more than MAX_LEN. */
static int
part_number(const struct part *part, int max_len)
{
	int number = 0;

	if (part->letters || part->len > max_len)
		return -1;
	for (int i = 0; i < part->len; i++)
		number = number * 10 + part->text[i] - '0';
	return number;
}

/* 1 to 12 for a month's name or the beginning of it; else -1. */
static int
month_by_name(const struct part *part)
{
	for (int i = 0; i < 12; i++)
		if (part->len >= 3 &&
		    (size_t)part->len <= strlen(month_names[i]) &&
		    strncasecmp(part->text, month_names[i],
		        (size_t)part->len) == 0)
			return i + 1;
	return -1;
}

/* "03022026" as three parts. */
static void
split_eight(struct part parts[3])
{
	const char *text = parts[0].text;

	parts[0] = (struct part){text, 2, false};
	parts[1] = (struct part){text + 2, 2, false};
	parts[2] = (struct part){text + 4, 4, false};
}

static bool
not_a_date(const char *text, struct error *err)
{
	return error_set(err, ERR_USER,
	    "\"%s\" is not a date that can be read; write the day, the month "
	    "and the year, such as 16 November 2026 or 16/11/2026.",
	    error_quote(text).text);
}

static bool
check_date(struct date date, struct error *err)
{
	if (date.month < 1 || date.month > 12)
		return error_set(err, ERR_USER,
		    "There is no month %d; the day comes before the month, "
		    "such as 16/11/2026.", date.month);
	if (date.year < 1)
		return error_set(err, ERR_USER,
		    "There is no year 0; write all four figures of the year, "
		    "such as 2026.");
	if (date.day < 1)
		return error_set(err, ERR_USER,
		    "There is no day 0; months begin with day 1.");
	if (date.day > month_days(date.year, date.month))
		return error_set(err, ERR_USER, "%s %d has %d days.",
		    month_names[date.month - 1], date.year,
		    month_days(date.year, date.month));
	return true;
}

/* Reads the parts in the order year, month, day or day, month, year. */
static bool
read_parts(const char *text, const struct part parts[3], struct date *date,
    struct error *err)
{
	bool year_first = !parts[0].letters && parts[0].len == 4;
	const struct part *year = &parts[year_first ? 0 : 2];
	const struct part *day = &parts[year_first ? 2 : 0];

	date->day = part_number(day, 2);
	date->year = part_number(year, 4);
	date->month = parts[1].letters ? month_by_name(&parts[1])
	                               : part_number(&parts[1], 2);
	if (month_by_name(&parts[0]) > 0)
		return error_set(err, ERR_USER,
		    "Write the day before the month, such as 16 November 2026.");
	if (parts[1].letters && date->month < 0)
		return error_set(err, ERR_USER,
		    "\"%.*s\" is not the name of a month; write it as in 16 "
		    "November 2026, or as a number.",
		    parts[1].len < 20 ? parts[1].len : 20, parts[1].text);
	if (date->day < 0 || date->month < 0 || date->year < 0)
		return not_a_date(text, err);
	if (year->len == 2)
		date->year += date->year <= 69 ? 2000 : 1900;
	else if (year->len != 4)
		return error_set(err, ERR_USER,
		    "Write all four figures of the year, such as 2026.");
	return true;
}

bool
date_parse(const char *text, struct date *out, struct error *err)
{
	struct part parts[3];
	struct date date;
	int count = split_parts(text, parts, 3);

	if (count == 0)
		return error_set(err, ERR_USER,
		    "Write a date, such as 16 November 2026 or 16/11/2026.");
	if (count == 1 && !parts[0].letters && parts[0].len == 8) {
		split_eight(parts);
		count = 3;
	}
	if (count == 2)
		return error_set(err, ERR_USER,
		    "\"%s\" is not a whole date; write the day, the month and "
		    "the year, such as 16 November 2026.",
		    error_quote(text).text);
	if (count != 3)
		return not_a_date(text, err);
	if (!read_parts(text, parts, &date, err) || !check_date(date, err))
		return false;
	*out = date;
	return true;
}
