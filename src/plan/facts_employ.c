#include "config.h"

#include "plan/facts_employ.h"

#include <string.h>

enum { TABLE_WORKER, TABLE_TEAM, TABLE_LINE };

static const struct fact_table worker_table = {
	.name = "team_worker",
	.columns = { "row", "wages", "holiday", "ni", "pension", "floor",
	    "wage", "new_wage", "rise", "twice", "duty", "sick", "redundancy",
	    "notice", NULL },
	.types = "riiiiittiitiii",
	.reads = EMPLOY_READS,
	.about = "each assistant's cost in pence over the plan, the lowest "
		 "wage, and what is kept back",
};

static const struct fact_table team_table = {
	.name = "team_total",
	.columns = { "wages", "holiday", "ni_gross", "allowance", "ni",
	    "pension", "insurance", "payroll", "total", NULL },
	.types = "iiiiiiiii",
	.reads = EMPLOY_READS,
	.about = "the same for the whole team, after the Employment "
		 "Allowance: one row",
};

static const struct fact_table line_table = {
	.name = "team_line",
	.columns = { "row", "cost", NULL },
	.types = "ri",
	.reads = EMPLOY_READS,
	.about = "what the team says a spending line costs, where it pays for "
		 "a part of it",
};

static const struct fact_table *const tables[] = {
	[TABLE_WORKER] = &worker_table,
	[TABLE_TEAM] = &team_table,
	[TABLE_LINE] = &line_table,
};

/* --- spending lines --- */

const char *const employ_part_codes[PART_SICK + 1] = {
	[PART_WAGES] = "wages",
	[PART_HOLIDAY] = "holiday",
	[PART_NI] = "ni",
	[PART_PENSION] = "pension",
	[PART_INSURANCE] = "insurance",
	[PART_PAYROLL] = "payroll",
	[PART_SICK] = "sick",
};

enum employ_part
employ_line_part(const struct fact_reader *reader, const struct employ *employ,
    size_t line)
{
	const char *code =
	    fact_text(reader, employ->fields[LINE_PART], line);

	for (int part = PART_WAGES; code && part <= PART_SICK; part++)
		if (strcmp(employ_part_codes[part], code) == 0)
			return (enum employ_part)part;
	return PART_NONE;
}

size_t
employ_line_worker(const struct fact_reader *reader,
    const struct employ *employ, size_t line)
{
	const char *link =
	    fact_text(reader, employ->fields[LINE_WORKER], line);
	size_t row;

	if (fact_row_of(reader, employ->worker_repeat, link, &row))
		for (size_t i = 0; i < employ->team.count; i++)
			if (employ->members[i].row == row)
				return i;
	return SIZE_MAX;
}

/* Is enough answered for any cost of this worker? */
static bool
has_pay(const struct worker *worker)
{
	return worker->pay_count > 0;
}

static struct cost
worker_part(const struct employ *employ, enum employ_part part, size_t at)
{
	const struct worker *worker = &employ->team.workers[at];
	struct cost holiday = worker->cover_for;

	if (!has_pay(worker))
		return (struct cost){ 0 }; /* not answered, so not known */
	switch (part) {
	case PART_WAGES:
		return worker->wages;
	case PART_HOLIDAY:
		cost_add(&holiday, worker->on_top);
		return holiday;
	case PART_PENSION:
		return worker->employer_pension;
	case PART_SICK:
		return employ->members[at].sick;
	default:
		return (struct cost){ 0 };
	}
}

struct cost
employ_part_cost(const struct employ *employ, enum employ_part part,
    size_t worker)
{
	const struct team *team = &employ->team;
	struct cost all = { .known = team->count > 0 };

	switch (part) {
	case PART_NONE:
		return (struct cost){ 0 };
	case PART_NI:
		return team->ni;
	case PART_INSURANCE:
		return team->insurance;
	case PART_PAYROLL:
		return team->payroll;
	default:
		break;
	}
	if (worker != SIZE_MAX)
		return worker_part(employ, part, worker);
	for (size_t i = 0; i < team->count; i++)
		cost_add(&all, worker_part(employ, part, i));
	return all;
}

/* --- publishing --- */

static struct value
cost_value(struct cost cost)
{
	return cost.known ? fact_number_value(cost.pence) :
			    fact_text_value(NULL);
}

static struct value
rate_value(const struct rate *rate)
{
	return cost_value((struct cost){ figure_value(rate),
	    figure_known(rate) });
}

static const char *
wage_word(enum wage_state state)
{
	static const char *const words[] = {
		[WAGE_ENOUGH] = "enough",
		[WAGE_BELOW] = "below",
		[WAGE_NOT_KNOWN] = "not_known",
		[WAGE_TOO_YOUNG] = "too_young",
		[WAGE_NO_FLOOR] = "flat",
	};

	return words[state];
}

static const char *
duty_word(enum pension_duty duty)
{
	static const char *const words[] = {
		[PENSION_NONE] = "none",
		[PENSION_JOIN] = "join",
		[PENSION_OPT_IN] = "opt_in",
		[PENSION_ENROL] = "enrol",
	};

	return words[duty];
}

/* A cost of somebody whose hours or pay are not answered is not known. */
static struct cost
once_paid(const struct worker *worker, struct cost cost)
{
	return has_pay(worker) ? cost : (struct cost){ 0 };
}

static void
publish_worker(const struct fact_reader *reader, const struct employ *employ,
    size_t at)
{
	const struct member *member = &employ->members[at];
	const struct worker *worker = &employ->team.workers[at];
	const struct cost notice = { member->notice_weeks,
		member->redundancy.known };
	char hex[UID_HEX_LEN + 1];

	uid_format(sandbox_row_id(reader->sandbox, employ->worker_repeat,
		       member->row),
	    hex);
	struct value values[] = {
		fact_text_value(hex),
		cost_value(once_paid(worker, worker->wages)),
		cost_value(worker_part(employ, PART_HOLIDAY, at)),
		cost_value(once_paid(worker, worker->ni)),
		cost_value(once_paid(worker, worker->employer_pension)),
		rate_value(member->floor),
		fact_text_value(member->asked ? wage_word(member->wage) : NULL),
		fact_text_value(wage_word(member->new_wage)),
		rate_value(member->asked ? member->rise : NULL),
		fact_number_value(worker_holiday_twice(worker, &employ->rates)),
		fact_text_value(has_pay(worker)
			? duty_word(worker->pension.duty)
			: NULL),
		cost_value(once_paid(worker, member->sick)),
		cost_value(once_paid(worker, member->redundancy)),
		cost_value(once_paid(worker, notice)),
	};

	sandbox_fact(reader->sandbox, values);
}

/* With nobody whose pay is known there is nothing to add up. */
static void
publish_team(const struct fact_reader *reader, const struct employ *employ)
{
	const struct team *team = &employ->team;
	bool any = false;

	for (size_t i = 0; i < team->count; i++)
		any = any || has_pay(&team->workers[i]);
	if (!any)
		return;
	struct cost holiday = team->cover;
	cost_add(&holiday, team->on_top);
	struct value values[] = {
		cost_value(team->wages),
		cost_value(holiday),
		cost_value(team->ni_gross),
		cost_value(team->allowance_off),
		cost_value(team->ni),
		cost_value(team->pension),
		cost_value(team->insurance),
		cost_value(team->payroll),
		cost_value(team->total),
	};

	sandbox_fact(reader->sandbox, values);
}

static void
publish_line(const struct fact_reader *reader, const struct employ *employ,
    size_t line)
{
	struct cost cost = employ_part_cost(employ,
	    employ_line_part(reader, employ, line),
	    employ_line_worker(reader, employ, line));

	if (cost.known)
		fact_publish(reader, employ->line_repeat, line, &cost.pence, 1);
}

static void
publish(const struct fact_reader *reader, const void *reckoned, size_t table)
{
	const struct employ *employ = reckoned;
	size_t lines = fact_rows(reader, employ->line_repeat);

	if (table == TABLE_TEAM) {
		publish_team(reader, employ);
		return;
	}
	for (size_t i = 0; table == TABLE_WORKER && i < employ->team.count; i++)
		publish_worker(reader, employ, i);
	for (size_t i = 0; table == TABLE_LINE && i < lines; i++)
		if (fact_row_counts(reader, employ->line_repeat, i))
			publish_line(reader, employ, i);
}

/* --- explaining --- */

static size_t
index_of(const struct fact_reader *reader, const struct repeat *repeat,
    const struct uid *id)
{
	char hex[UID_HEX_LEN + 1];
	size_t row;

	uid_format(id, hex);
	return fact_row_of(reader, repeat, hex, &row) ? row : SIZE_MAX;
}

static void
explain(const struct fact_reader *reader, const void *reckoned, size_t table,
    const char *column, const struct uid *row, struct working *out)
{
	const struct employ *employ = reckoned;
	size_t line;

	if (table == TABLE_TEAM) {
		employ_explain_team(employ, column, out);
		return;
	}
	if (table == TABLE_LINE) {
		line = index_of(reader, employ->line_repeat, row);
		if (line != SIZE_MAX)
			employ_explain_part(employ,
			    employ_line_part(reader, employ, line),
			    employ_line_worker(reader, employ, line), out);
		return;
	}
	size_t at = index_of(reader, employ->worker_repeat, row);
	for (size_t i = 0; i < employ->team.count; i++)
		if (employ->members[i].row == at)
			employ_explain_worker(employ, i, column, out);
}

static void *
reckon(const struct fact_reader *reader)
{
	return employ_read(reader);
}

static void
clear(void *reckoned)
{
	employ_free(reckoned);
}

const struct fact_source facts_employ = {
	.tables = tables,
	.table_count = sizeof tables / sizeof tables[0],
	.reckon = reckon,
	.publish = publish,
	.explain = explain,
	.clear = clear,
};
