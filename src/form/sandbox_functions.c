#include "config.h"

#include "form/sandbox_private.h"

#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/money.h"

/* Enough for every date from the year 1 to 9999. */
enum {
	MOST_DAYS = 3652059,
	MOST_MONTHS = 119988,
};

/* Each gives the same for the same; none gives a fraction, asks for the time or
 * takes long. */
const char *const sandbox_functions[] = {
	"abs", "add_days", "add_months", "coalesce", "count", "days_between",
	"div_half_up", "glob", "group_concat", "ifnull", "iif", "instr",
	"length", "like", "lower", "ltrim", "max", "min", "nullif", "replace",
	"rtrim", "selected", "substr", "substring", "sum", "trim", "upper",
	"years_between", NULL
};

static bool
read_date(const struct value *arg, struct date *out)
{
	return arg->kind == VALUE_TEXT && date_parse_iso(arg->text, out);
}

static void
give_date(struct date date, struct value *result)
{
	char text[DATE_ISO_LEN + 1];

	if (!date_valid(date))
		return;
	date_format_iso(date, text);
	value_set_text(result, text);
}

static void
years_between(int count, const struct value *args, struct value *result)
{
	struct date from, to;

	(void)count;
	if (read_date(&args[0], &from) && read_date(&args[1], &to))
		value_set_number(result, date_years_between(from, to));
}

static void
days_between(int count, const struct value *args, struct value *result)
{
	struct date from, to;

	(void)count;
	if (read_date(&args[0], &from) && read_date(&args[1], &to))
		value_set_number(result, date_days_between(from, to));
}

static bool
within(const struct value *arg, int64_t most)
{
	return arg->kind == VALUE_NUMBER && arg->number >= -most &&
	    arg->number <= most;
}

static void
add_days(int count, const struct value *args, struct value *result)
{
	struct date date;
	long days;

	(void)count;
	if (!read_date(&args[0], &date) || !within(&args[1], MOST_DAYS))
		return;
	days = date_to_days(date) + (long)args[1].number;
	if (days >= date_to_days((struct date){ 1, 1, 1 }) &&
	    days <= date_to_days((struct date){ 9999, 12, 31 }))
		give_date(date_from_days(days), result);
}

static void
add_months(int count, const struct value *args, struct value *result)
{
	struct date date;
	int64_t months;

	(void)count;
	if (!read_date(&args[0], &date) || !within(&args[1], MOST_MONTHS))
		return;
	months = date.year * INT64_C(12) + date.month - 1 + args[1].number;
	if (months >= 12 && months < INT64_C(12) * 10000)
		give_date(date_add_months(date, (int)args[1].number), result);
}

/* Of a list that nobody answered nothing is selected: 0, not NULL, so that
 * NOT selected(...) is what it says. */
static void
selected(int count, const struct value *args, struct value *result)
{
	const char *at;
	size_t len;

	(void)count;
	value_set_number(result, 0);
	if (args[0].kind != VALUE_TEXT || args[1].kind != VALUE_TEXT)
		return;
	len = strlen(args[1].text);
	for (at = args[0].text; *at && len; at += strcspn(at, " ")) {
		at += strspn(at, " ");
		if (strcspn(at, " ") == len &&
		    strncmp(at, args[1].text, len) == 0)
			value_set_number(result, 1);
	}
}

static void
divide(int count, const struct value *args, struct value *result)
{
	(void)count;
	if (args[0].kind != VALUE_NUMBER || args[1].kind != VALUE_NUMBER ||
	    args[1].number == 0)
		return;
	/* the one quotient that does not fit */
	if (args[0].number == INT64_MIN && args[1].number == -1)
		return;
	value_set_number(result, div_half_up(args[0].number, args[1].number));
}

void
sandbox_add_functions(struct sql *sql)
{
	static const struct {
		const char *name;
		int args;
		void (*fn)(int count, const struct value *args,
		    struct value *result);
	} functions[] = {
		{ "add_days", 2, add_days },
		{ "add_months", 2, add_months },
		{ "days_between", 2, days_between },
		{ "div_half_up", 2, divide },
		{ "selected", 2, selected },
		{ "years_between", 2, years_between },
	};

	for (size_t i = 0; i < ARRAY_LEN(functions); i++)
		sql_add_function(sql, functions[i].name, functions[i].args,
		    functions[i].fn);
}
