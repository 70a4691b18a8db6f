/* How many bank holidays fall in the days of each spending line: what is dearer
 * on those days is a cost of its own, that many times (practice.md F32). */
#include "config.h"

#include "plan/facts_private.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/date.h"

#define TABLE	     "holidays" /* of data/90-holidays.ini */
#define DAYS_A_WEEK  7
#define USUAL_WEEKS  52

enum { START, WEEKS, STARTS, ENDS, READ_COUNT };

static const struct fact_table holiday_table = {
	.name = "line_holidays",
	.columns = { "row", "days", NULL },
	.types = "ri",
	.reads = {
		[START] = "purpose.start", [WEEKS] = "purpose.weeks",
		[STARTS] = "money.starts", [ENDS] = "money.ends",
		[READ_COUNT] = NULL,
	},
	.about = "how many bank holidays fall in the days of each spending "
		 "line; no row where that is not known",
};
static const struct fact_table *const tables[] = { &holiday_table };

struct holidays {
	const struct fact_reader *reader;
	const struct field *fields[READ_COUNT];
	const struct repeat *line;
	const struct rate_row *const *days; /* the rates' */
	size_t day_count;
	int day_column, name_column;
	bool dated;
	long first, last; /* of the plan */
};

static bool
day_at(const struct holidays *holidays, size_t i, long *day)
{
	struct date date;

	if (!date_parse_iso(
		holidays->days[i]->cells[holidays->day_column], &date))
		return false;
	*day = date_to_days(date);
	return true;
}

/* The days of the line at ROW that the plan has; false: they are not known, or
 * reach beyond what the table knows. */
static bool
span_of(const struct holidays *holidays, size_t row, long *first, long *last)
{
	struct date end;
	long day, newest = 0;

	if (!holidays->dated)
		return false;
	if (!fact_day(holidays->reader, holidays->fields[STARTS], row, first) ||
	    *first < holidays->first)
		*first = holidays->first;
	if (!fact_day(holidays->reader, holidays->fields[ENDS], row, last) ||
	    *last > holidays->last)
		*last = holidays->last;
	for (size_t i = 0; i < holidays->day_count; i++)
		if (day_at(holidays, i, &day) && day > newest)
			newest = day;
	/* a year whose days are in the table is known to its end */
	end = date_from_days(newest);
	end.month = 12;
	end.day = 31;
	return newest > 0 && *last <= date_to_days(end);
}

static void *
reckon(const struct fact_reader *reader)
{
	struct holidays *holidays = xcalloc(1, sizeof *holidays);
	int64_t weeks = USUAL_WEEKS;

	holidays->reader = reader;
	fact_fields(reader, holiday_table.reads, holidays->fields);
	holidays->line = form_set_repeat(reader->forms, "money.line");
	if (!reader->rates)
		return holidays;
	holidays->day_column = rates_column(reader->rates, TABLE, "day");
	holidays->name_column = rates_column(reader->rates, TABLE, "name");
	(void)fact_number(reader, holidays->fields[WEEKS], 0, &weeks);
	holidays->dated = holidays->day_column >= 0 &&
	    holidays->name_column >= 0 && weeks > 0 && weeks <= 5200 &&
	    fact_day(reader, holidays->fields[START], 0, &holidays->first);
	if (!holidays->dated)
		return holidays;
	holidays->last = holidays->first + (long)weeks * DAYS_A_WEEK - 1;
	holidays->day_count = rates_rows(reader->rates, TABLE,
	    holidays->first, &holidays->days);
	return holidays;
}

static void
publish(const struct fact_reader *reader, const void *reckoned, size_t table)
{
	const struct holidays *holidays = reckoned;

	(void)table;
	for (size_t row = 0; row < fact_rows(reader, holidays->line); row++) {
		long first, last, day;
		int64_t days = 0;
		if (!fact_row_counts(reader, holidays->line, row) ||
		    !span_of(holidays, row, &first, &last))
			continue;
		for (size_t i = 0; i < holidays->day_count; i++)
			days += day_at(holidays, i, &day) && day >= first &&
			    day <= last;
		fact_publish(reader, holidays->line, row, &days, 1);
	}
}

static void
explain(const struct fact_reader *reader, const void *reckoned, size_t table,
    const char *column, const struct uid *row, struct working *out)
{
	const struct holidays *holidays = reckoned;
	char words[32];
	long first, last, day;
	size_t at;

	(void)table;
	(void)column;
	if (!fact_row_at(reader, holidays->line, row, &at) ||
	    !span_of(holidays, at, &first, &last))
		return;
	working_add(out, NULL, "The bank holidays in England from the first "
	    "day of this cost to its last:");
	for (size_t i = 0; i < holidays->day_count; i++) {
		const struct rate_row *one = holidays->days[i];
		if (!day_at(holidays, i, &day) || day < first || day > last)
			continue;
		date_format_long(date_from_days(day), words);
		working_add(out, NULL, "%s: %s", words,
		    one->cells[holidays->name_column]);
	}
}

static void
clear(void *reckoned)
{
	free(reckoned);
}

const struct fact_source facts_holidays = {
	.tables = tables,
	.table_count = ARRAY_LEN(tables),
	.reckon = reckon,
	.publish = publish,
	.explain = explain,
	.clear = clear,
};
