#include "config.h"

#include "base/clock.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DAY_SECONDS 86400

static bool
two_digits(const char *text, int max, int *out)
{
	if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
		return false;
	*out = (text[0] - '0') * 10 + text[1] - '0';
	return *out <= max;
}

/* Reads "2026-11-16T09:30:00Z" or "2026-11-16". */
static bool
read_frozen(const char *text, int64_t *seconds)
{
	char day[DATE_ISO_LEN + 1];
	const char *time = text + DATE_ISO_LEN;
	struct date date;
	int hour, minute, second;

	if (strlen(text) < DATE_ISO_LEN)
		return false;
	memcpy(day, text, DATE_ISO_LEN);
	day[DATE_ISO_LEN] = '\0';
	if (!date_parse_iso(day, &date))
		return false;
	if (time[0] == '\0') {
		struct tm noon = {.tm_year = date.year - 1900,
		    .tm_mon = date.month - 1, .tm_mday = date.day,
		    .tm_hour = 12, .tm_isdst = -1};

		*seconds = mktime(&noon);
		return true;
	}
	if (strlen(time) != strlen("T09:30:00Z") || time[0] != 'T' ||
	    !two_digits(time + 1, 23, &hour) || time[3] != ':' ||
	    !two_digits(time + 4, 59, &minute) || time[6] != ':' ||
	    !two_digits(time + 7, 59, &second) || time[9] != 'Z')
		return false;
	*seconds = (int64_t)date_to_days(date) * DAY_SECONDS + hour * 3600 +
	    minute * 60 + second;
	return true;
}

int64_t
clock_now(void)
{
	const char *frozen = getenv("ONEPLAN_NOW");
	int64_t seconds;

	if (frozen && read_frozen(frozen, &seconds))
		return seconds;
	return time(NULL);
}

/* Seconds may come from a damaged file: kept to days that have a name in every
 * zone. */
static int64_t
within_calendar(int64_t seconds)
{
	const int64_t first = (int64_t)date_to_days((struct date){1, 1, 2}) *
	    DAY_SECONDS;
	const int64_t last = (int64_t)date_to_days((struct date){9999, 12, 31}) *
	    DAY_SECONDS - 1;

	return seconds < first ? first : seconds > last ? last : seconds;
}

static struct tm
local_time(int64_t seconds)
{
	time_t when = within_calendar(seconds);
	struct tm local = {.tm_mday = 1};

	localtime_r(&when, &local);
	return local;
}

struct date
clock_day(int64_t seconds)
{
	struct tm local = local_time(seconds);

	return (struct date){local.tm_year + 1900, local.tm_mon + 1,
	    local.tm_mday};
}

struct date
clock_today(void)
{
	return clock_day(clock_now());
}

static char *
put_two_digits(char *out, int number)
{
	*out++ = (char)('0' + number / 10 % 10);
	*out++ = (char)('0' + number % 10);
	return out;
}

void
clock_format_utc(int64_t seconds, char out[32])
{
	int64_t when = within_calendar(seconds);
	int64_t days = when / DAY_SECONDS;
	int left = (int)(when % DAY_SECONDS);
	char *at = out + DATE_ISO_LEN;

	if (left < 0) {
		left += DAY_SECONDS;
		days--;
	}
	date_format_iso(date_from_days((long)days), out);
	*at++ = 'T';
	at = put_two_digits(at, left / 3600);
	*at++ = ':';
	at = put_two_digits(at, left / 60 % 60);
	*at++ = ':';
	at = put_two_digits(at, left % 60);
	*at++ = 'Z';
	*at = '\0';
}

void
clock_format_time(int64_t seconds, char out[8])
{
	struct tm local = local_time(seconds);
	char *at = put_two_digits(out, local.tm_hour);

	*at++ = ':';
	at = put_two_digits(at, local.tm_min);
	*at = '\0';
}

int64_t
clock_monotonic_ms(void)
{
	struct timespec now;
	int failed = clock_gettime(CLOCK_MONOTONIC, &now);

	assert(!failed);
	(void)failed;
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
