#include "config.h"

#include "plan/facts_council.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/money.h"
#include "rules/schedule.h"

#define DEFAULT_WEEKS 52
#define DAYS_A_WEEK 7

static const struct field *
field_of(const struct council *council, enum council_field which)
{
	return council->fields[which];
}

static bool
is_code(const struct council *council, enum council_field which, size_t row,
    const char *code)
{
	const char *text =
	    fact_text(council->reader, field_of(council, which), row);

	return text && strcmp(text, code) == 0;
}

static bool
pence_of(const struct council *council, enum council_field which, size_t row,
    int64_t *pence)
{
	return fact_number(council->reader, field_of(council, which), row,
		   pence) &&
	    *pence >= 0 && *pence <= MONEY_MAX_PENCE;
}

static bool
day_of(const struct council *council, enum council_field which, size_t row,
    long *day)
{
	return fact_day(council->reader, field_of(council, which), row, day);
}

static void
read_plan(struct council *council)
{
	const struct rates *rates = council->reader->rates;
	int64_t weeks;

	council->dated = day_of(council, COUNCIL_START, 0,
	    &council->plan_first);
	if (!council->dated)
		council->plan_first = date_to_days(council->reader->today);
	council->plan_weeks = DEFAULT_WEEKS;
	if (fact_number(council->reader, field_of(council, COUNCIL_WEEKS), 0,
		&weeks) &&
	    weeks > 0 && weeks <= 5200)
		council->plan_weeks = (int)weeks;
	council->plan_last =
	    council->plan_first + council->plan_weeks * DAYS_A_WEEK - 1;
	for (size_t i = 0; rates && i < CHARGING_RATE_COUNT; i++)
		council->rates.by[i] = rates_find(rates, charging_keys[i],
		    council->plan_first);
}

bool
council_stream(const struct council *council, size_t stream)
{
	return fact_row_counts(council->reader, council->stream, stream) &&
	    is_code(council, COUNCIL_FUNDER, stream, "la_ca");
}

/* --- lines --- */

static bool
link_to(const struct council *council, enum council_field which, size_t row,
    size_t *stream)
{
	return fact_row_of(council->reader, council->stream,
	    fact_text(council->reader, field_of(council, which), row), stream);
}

/* Adds what the shares of the line at LINE come to, for STREAM
 * (COUNCIL_ANY: for each of the council's); false if there is none. */
static bool
add_shares(const struct council *council, size_t line, size_t stream,
    int64_t *pence)
{
	size_t next = 0, share, of;
	int64_t cost;
	bool any = false;

	while (fact_next_row(council->reader, council->share, line, &next,
	    &share)) {
		if (!link_to(council, COUNCIL_SHARE_STREAM, share, &of) ||
		    (stream == COUNCIL_ANY ? !council_stream(council, of)
					: of != stream))
			continue;
		any = true;
		if (pence_of(council, COUNCIL_SHARE_COST, share, &cost) &&
		    *pence + cost <= MONEY_MAX_PENCE)
			*pence += cost;
	}
	return any;
}

bool
council_paid(const struct council *council, size_t line, size_t stream,
    int64_t *pence)
{
	size_t of;

	*pence = 0;
	if (fact_yes(council->reader, field_of(council, COUNCIL_SPLIT), line))
		return add_shares(council, line, stream, pence);
	if (!link_to(council, COUNCIL_PAID_BY, line, &of) ||
	    (stream == COUNCIL_ANY ? !council_stream(council, of)
				: of != stream))
		return false;
	(void)pence_of(council, COUNCIL_COST, line, pence);
	return true;
}

/* The line's days, within the plan's; without any it is paid at its start. */
static void
read_days(const struct council *council, size_t row,
    struct charged_line *charged)
{
	if (!day_of(council, COUNCIL_STARTS, row, &charged->first) ||
	    charged->first < council->plan_first)
		charged->first = council->plan_first;
	if (!day_of(council, COUNCIL_ENDS, row, &charged->last) ||
	    charged->last > council->plan_last)
		charged->last = council->plan_last;
	if (charged->last < charged->first)
		charged->last = charged->first;
	if (!day_of(council, COUNCIL_FREE_UNTIL, row, &charged->free_until))
		charged->free_until = FREE_UNTIL_NOT_SAID;
}

static void
read_line(struct council *council, size_t row, struct council_line *line)
{
	struct charged_line *charged = &line->charged;
	const char *charge, *often;

	line->counts = fact_row_counts(council->reader, council->line, row);
	if (!line->counts)
		return;
	line->known =
	    pence_of(council, COUNCIL_COST, row, &charged->whole_pence);
	line->ours =
	    council_paid(council, row, COUNCIL_ANY, &charged->cost_pence);
	charge = fact_text(council->reader, field_of(council, COUNCIL_CHARGE),
	    row);
	charged->kind = charge ? charge_kind_find(charge) : NULL;
	if (!charged->kind)
		charged->kind = charge_kind_find("chargeable");
	often = fact_text(council->reader,
	    field_of(council, COUNCIL_FREQUENCY), row);
	const struct frequency *frequency =
	    often ? frequency_find(often) : NULL;
	charged->recurring = !frequency || frequency->recurring;
	read_days(council, row, charged);
	charge_line(charged, &council->rates);
}

static void
read_lines(struct council *council)
{
	council->line_count = fact_rows(council->reader, council->line);
	council->lines =
	    xcalloc(council->line_count + 1, sizeof *council->lines);
	council->costs_known = true;
	for (size_t i = 0; i < council->line_count; i++) {
		struct council_line *line = &council->lines[i];

		read_line(council, i, line);
		if (!line->ours)
			continue;
		council->costs_known = council->costs_known && line->known;
		if (!add_checked(council->cost_pence,
			line->charged.cost_pence, &council->cost_pence) ||
		    !add_checked(council->chargeable_pence,
			line->charged.chargeable_pence,
			&council->chargeable_pence))
			council->costs_known = false;
	}
}

/* --- what the person pays --- */

/* Reads the row of paying.part at AT; false if it lacks its day or amount. */
static bool
read_part(struct council *council, size_t at)
{
	struct contribution_row row = { 0 };

	row.waived = is_code(council, COUNCIL_PART_STATE, at, "waived");
	if (!day_of(council, COUNCIL_PART_FROM, at, &row.first) ||
	    (!pence_of(council, COUNCIL_PART_WEEKLY, at, &row.weekly_pence) &&
		!row.waived))
		return false;
	if (!day_of(council, COUNCIL_PART_UNTIL, at, &row.last))
		row.last = council->plan_last;
	council->row_of[council->row_count] = at;
	council->rows[council->row_count++] = row;
	return true;
}

/* Reads every amount a week; false while one is not whole, or there is none. */
static bool
read_parts(struct council *council)
{
	size_t count = fact_rows(council->reader, council->part);
	bool whole = true;

	council->rows = xcalloc(count + 1, sizeof *council->rows);
	council->row_of = xcalloc(count + 1, sizeof *council->row_of);
	for (size_t i = 0; i < count; i++)
		if (fact_row_counts(council->reader, council->part, i) &&
		    !read_part(council, i))
			whole = false;
	return whole && council->row_count > 0;
}

/* Without a first day of the plan every day of a row counts. */
static int64_t
total_of_parts(struct council *council)
{
	long first = council->plan_first, last = council->plan_last;

	for (size_t i = 0; !council->dated && i < council->row_count; i++) {
		if (i == 0 || council->rows[i].first < first)
			first = council->rows[i].first;
		if (i == 0 || council->rows[i].last > last)
			last = council->rows[i].last;
	}
	return contribution_rows_total(council->rows, council->row_count,
	    first, last);
}

static void
make_statement(struct council *council)
{
	bool whole = read_parts(council);
	int64_t total = total_of_parts(council);

	council->statement = (struct section26){
		.cost_pence = council->cost_pence,
		.chargeable_pence = council->chargeable_pence,
	};
	if (is_code(council, COUNCIL_CHARGE_KNOWN, 0, "nothing")) {
		council->row_count = 0;
		council->statement.person_known = true;
	} else if (whole && is_code(council, COUNCIL_CHARGE_KNOWN, 0, "yes")) {
		council->statement.person_known = true;
		council->statement.asked_pence = total;
	}
	section26_reckon(&council->statement);
}

void
council_read(const struct fact_reader *reader, struct council *council)
{
	static const char *const names[] = { COUNCIL_READS, NULL };

	*council = (struct council){ .reader = reader };
	fact_fields(reader, names, council->fields);
	council->stream = form_set_repeat(reader->forms, "money.stream");
	council->line = form_set_repeat(reader->forms, "money.line");
	council->share = form_set_repeat(reader->forms, "money.share");
	council->part = form_set_repeat(reader->forms, "paying.part");
	read_plan(council);
	read_lines(council);
	make_statement(council);
}

void
council_clear(struct council *council)
{
	free(council->lines);
	free(council->rows);
	free(council->row_of);
}
