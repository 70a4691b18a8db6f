/* date: days of the proleptic Gregorian calendar; no clocks, no zones. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>

#include "base/error.h"

struct date {
	int year, month, day; /* 1 to 9999, 1 to 12, 1 to 31 */
};

#define DATE_ISO_LEN 10

bool date_valid(struct date date);
/* Reads what people type: 2026-02-03, 3/2/2026, 3.2.26, 3 Feb 2026,
 * 3 February 2026, 03022026. Days come before months. A two-digit year is 20xx
 * up to 69, else 19xx. ERR says what is wrong ("February 2026 has 28 days."). */
bool date_parse(const char *text, struct date *out, struct error *err)
    __attribute__((warn_unused_result));
/* Reads exactly YYYY-MM-DD. */
bool date_parse_iso(const char *text, struct date *out);
void date_format_iso(struct date date, char out[DATE_ISO_LEN + 1]);
/* "16 November 2026"; OUT holds 32 bytes. */
void date_format_long(struct date date, char out[32]);
/* "16 Nov 2026"; OUT holds 32 bytes. */
void date_format_short(struct date date, char out[32]);
/* Days since 1970-01-01, and back. What would fall before the year 1 or after
 * 9999, here or in date_add_months, is the first or the last day there is. */
long date_to_days(struct date date);
struct date date_from_days(long days);
long date_days_between(struct date from, struct date to);
/* Whole years from one to the other, as an age is counted; negative when TO
 * comes first. Someone born on 29 February is a year older on 1 March. */
int date_years_between(struct date from, struct date to);
/* The same day MONTHS later, else that month's last day (domain.md F2). */
struct date date_add_months(struct date date, int months);
int date_compare(struct date a, struct date b);

#endif
