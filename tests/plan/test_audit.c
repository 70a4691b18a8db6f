/* Money reckoned twice: by the rules, and in SQL from the plan file. Published
 * and agreed figures first, then whole plans as they are typed, then plans made
 * up at random: as many as ONEPLAN_MONEY_COUNT says (make check-money). */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "plan/audit.h"
#include "plan/plan_private.h"
#include "plan/against.h"
#include "random_money.h"
#include "store/audit.h"
#include "support.h"

#define SEED UINT64_C(20261116)
#define COUNT 4000	/* made-up plans; of real ones one for each */
#define PER_REAL 100	/* so many */
#define SAME_FILE 200	/* real plans that are answered into one file */

/* --- SQL alone --- */

struct ledger {
	struct sql *sql;
	struct sql_stmt *stmt;
	struct audit_instead *answers;
	struct value *values;
	size_t count, cap;
	struct audit_figure *figures;
	size_t figure_count;
};

static int
ledger_open(void **state)
{
	struct ledger *ledger = xcalloc(1, sizeof *ledger);
	struct error err;

	if (!sql_open(NULL, SQL_MEMORY, NULL, &ledger->sql, &err) ||
	    !sql_exec(ledger->sql,
		"CREATE TABLE answers (field TEXT, row TEXT, value ANY) STRICT",
		&err) ||
	    !sql_prepare(ledger->sql, audit_query, &ledger->stmt, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return -1;
	}
	ledger->cap = 1000;
	ledger->answers = xcalloc(ledger->cap, sizeof *ledger->answers);
	ledger->values = xcalloc(ledger->cap, sizeof *ledger->values);
	*state = ledger;
	return 0;
}

static void
ledger_empty(struct ledger *ledger)
{
	for (size_t i = 0; i < ledger->count; i++)
		value_clear(&ledger->values[i]);
	ledger->count = 0;
	audit_clear(ledger->figures, ledger->figure_count);
	ledger->figures = NULL;
	ledger->figure_count = 0;
}

static int
ledger_close(void **state)
{
	struct ledger *ledger = *state;

	ledger_empty(ledger);
	free(ledger->answers);
	free(ledger->values);
	sql_close(ledger->sql);
	free(ledger);
	return 0;
}

static void
ledger_take(void *data, const char *field, const struct uid *row, bool is_text,
    int64_t number, const char *text)
{
	struct ledger *ledger = data;
	struct value *value = &ledger->values[ledger->count];

	assert_true(ledger->count < ledger->cap);
	value_init(value);
	if (is_text)
		value_set_text(value, text);
	else
		value_set_number(value, number);
	ledger->answers[ledger->count++] = (struct audit_instead){
		.field = field, .row = *row, .value = value };
}

static void
put_number(struct ledger *ledger, const char *field, struct uid row,
    int64_t number)
{
	ledger_take(ledger, field, &row, false, number, NULL);
}

static void
put_text(struct ledger *ledger, const char *field, struct uid row,
    const char *text)
{
	ledger_take(ledger, field, &row, true, 0, text);
}

static void
ledger_reckon(struct ledger *ledger)
{
	struct error err;

	audit_clear(ledger->figures, ledger->figure_count);
	ledger->figures = NULL;
	ledger->figure_count = 0;
	if (!audit_run(ledger->stmt, ledger->answers, ledger->count,
		&ledger->figures, &ledger->figure_count, &err))
		fail_msg("%s", err.text);
}

static const struct audit_figure *
figure(const struct ledger *ledger, const char *field, struct uid row)
{
	for (size_t i = 0; i < ledger->figure_count; i++)
		if (strcmp(ledger->figures[i].field, field) == 0 &&
		    uid_equal(&ledger->figures[i].row, &row))
			return &ledger->figures[i];
	return NULL;
}

static void
assert_pence(const struct ledger *ledger, const char *field, struct uid row,
    int64_t want)
{
	const struct audit_figure *found = figure(ledger, field, row);

	if (found == NULL || !found->known)
		fail_msg("%s is not known, not %lld", field, (long long)want);
	else if (found->pence != want)
		fail_msg("%s is %lld, not %lld", field, (long long)found->pence,
		    (long long)want);
}

/* One line in one stream. */
static void
put_line(struct ledger *ledger, int line, const char *frequency,
    int64_t quantity, int64_t price)
{
	struct uid stream = stream_row(0), row = line_row(line);
	char hex[UID_HEX_LEN + 1];

	if (line == 0)
		put_text(ledger, "money.stream.position", stream, "a");
	uid_format(&stream, hex);
	put_text(ledger, "money.line.position", row, "a");
	put_text(ledger, "money.frequency", row, frequency);
	put_number(ledger, "money.quantity", row, quantity);
	put_number(ledger, "money.price", row, price);
	put_text(ledger, "money.paid_by", row, hex);
}

/* The examples of the field sheet: how often, and halves of a penny. */
static void
test_frequencies(void **state)
{
	static const struct {
		const char *frequency;
		int64_t weeks, quantity, price, times, want;
	} rows[] = {
		{ "weekly", 52, 10000, 12345, -1, 641940 },
		{ "monthly", 52, 10000, 4833, -1, 57996 },
		{ "fortnightly", 52, 10000, 100, -1, 2600 },
		{ "four_weekly", 52, 10000, 49380, -1, 641940 },
		{ "quarterly", 52, 10000, 100, -1, 400 },
		{ "annual", 52, 10000, 6100, -1, 6100 },
		{ "one_off", 52, 10000, 238000, -1, 238000 },
		{ "times", 52, 20000, 1250, 380000, 95000 },
		{ "weekly", 26, 160000, 1320, -1, 549120 },
		{ "monthly", 26, 10000, 101, -1, 606 },
		{ "monthly", 1, 10000, 100, -1, 23 },	/* 23.07 */
		{ "quarterly", 1, 10000, 65, -1, 5 },	/* 5.0 */
		{ "annual", 26, 10000, 1, -1, 1 },	/* 0.5 goes up */
		{ "times", 52, 5000, 1, 10000, 1 },	/* 0.5 goes up */
		{ "times", 52, 4999, 1, 10000, 0 },
		{ "one_off", 52, 25000, 101, -1, 253 },	/* 252.5 goes up */
	};
	struct ledger *ledger = *state;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		ledger_empty(ledger);
		put_number(ledger, "purpose.weeks", UID_NONE, rows[i].weeks);
		put_line(ledger, 0, rows[i].frequency, rows[i].quantity,
		    rows[i].price);
		if (rows[i].times >= 0)
			put_number(ledger, "money.times", line_row(0),
			    rows[i].times);
		ledger_reckon(ledger);
		assert_pence(ledger, "money.cost", line_row(0), rows[i].want);
		assert_pence(ledger, "money.planned", stream_row(0),
		    rows[i].want);
		assert_pence(ledger, "money.total_planned", UID_NONE,
		    rows[i].want);
		assert_pence(ledger, "money.balance", stream_row(0),
		    -rows[i].want);
	}
}

/* 100.00 in three, and 5p in two: the last takes what is left. */
static void
test_shares(void **state)
{
	static const struct {
		int64_t price, percents[4], want[4], unassigned;
	} rows[] = {
		{ 10000, { 3300, 3300, 3400 }, { 3300, 3300, 3400 }, 0 },
		{ 5, { 5000, 5000 }, { 3, 2 }, 0 },
		{ 1, { 5000, 5000 }, { 1, 0 }, 0 },
		{ 1, { 4000, 3000, 3000 }, { 0, 0, 1 }, 0 },
		{ 3, { 5000, 5000 }, { 2, 1 }, 0 },
		{ 2, { 2500, 2500, 2500, 2500 }, { 1, 1, 0, 0 }, 0 },
		{ 6, { 2500, 2500, 2500, 2500 }, { 2, 2, 2, 0 }, 0 },
		{ 100, { 3333, 3333, 3333 }, { 33, 33, 33 }, 1 },
		{ 100, { 6000, 6000 }, { 60, 60 }, -20 },
	};
	struct ledger *ledger = *state;
	struct uid stream = stream_row(0), line = line_row(0);
	char link[UID_HEX_LEN + 1], in[UID_HEX_LEN + 1], place[] = "a";

	uid_format(&stream, link);
	uid_format(&line, in);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		ledger_empty(ledger);
		put_line(ledger, 0, "one_off", 10000, rows[i].price);
		put_number(ledger, "money.split", line, 1);
		for (int s = 0; s < 4; s++) {
			struct uid row = share_row(0, s);

			place[0] = (char)('a' + s);
			put_text(ledger, "money.share.position", row, place);
			put_text(ledger, "money.share.parent", row, in);
			put_text(ledger, "money.share_stream", row, link);
			put_number(ledger, "money.share_percent", row,
			    rows[i].percents[s]);
		}
		ledger_reckon(ledger);
		for (int s = 0; s < 4; s++)
			assert_pence(ledger, "money.share_cost",
			    share_row(0, s), rows[i].want[s]);
		assert_pence(ledger, "money.total_unassigned", UID_NONE,
		    rows[i].unassigned);
	}
}

/* The April rise: 16 hours at 13.20, from 6 April at 13.60. */
static void
test_price_step(void **state)
{
	struct ledger *ledger = *state;
	struct uid line = line_row(0), step = step_row(0, 0);
	char in[UID_HEX_LEN + 1];

	uid_format(&line, in);
	put_text(ledger, "purpose.start", UID_NONE, "2025-10-06");
	put_line(ledger, 0, "weekly", 160000, 1320);
	put_text(ledger, "money.step.position", step, "a");
	put_text(ledger, "money.step.parent", step, in);
	put_text(ledger, "money.step_from", step, "2026-04-06");
	put_number(ledger, "money.step_price", step, 1360);
	ledger_reckon(ledger);
	assert_pence(ledger, "money.cost", line, 1114880);
	assert_pence(ledger, "money.total_recurring", UID_NONE, 1114880);
}

/* Rows that are gone or set aside, and what is too large or below zero. */
static void
test_what_counts(void **state)
{
	struct ledger *ledger = *state;

	put_line(ledger, 0, "one_off", 10000, 100);
	put_line(ledger, 1, "one_off", 10000, 20);
	put_line(ledger, 2, "one_off", INT64_C(10000000000000000),
	    INT64_C(1000000000000));
	put_line(ledger, 3, "one_off", 10000, -5);
	put_text(ledger, "money.category", line_row(1), "contingency");
	ledger_reckon(ledger);
	assert_pence(ledger, "money.total_planned", UID_NONE, 120);
	assert_pence(ledger, "money.total_contingency", UID_NONE, 20);
	assert_pence(ledger, "money.total_one_off", UID_NONE, 100);
	assert_pence(ledger, AUDIT_TOO_LARGE, UID_NONE, 1);
	assert_false(figure(ledger, "money.cost", line_row(2))->known);
	assert_false(figure(ledger, "money.cost", line_row(3))->known);
	put_number(ledger, "money.line.removed", line_row(0), 1);
	put_number(ledger, "money.line.removed", line_row(2), 1);
	ledger_reckon(ledger);
	assert_pence(ledger, "money.total_planned", UID_NONE, 20);
	assert_pence(ledger, AUDIT_TOO_LARGE, UID_NONE, 0);
	assert_null(figure(ledger, "money.cost", line_row(0)));
	put_number(ledger, "money.stream.removed", stream_row(0), 1);
	ledger_reckon(ledger);
	assert_pence(ledger, "money.total_unassigned", UID_NONE, 20);
	assert_null(figure(ledger, "money.planned", stream_row(0)));
}

/* --- many plans made up at random --- */

static long
wanted_count(void)
{
	const char *count = getenv("ONEPLAN_MONEY_COUNT");

	return count != NULL && count[0] != '\0' ? atol(count) : COUNT;
}

static uint64_t
wanted_seed(void)
{
	const char *text = getenv("ONEPLAN_SEED");
	uint64_t seed = text != NULL ? strtoull(text, NULL, 0) : 0;

	return seed != 0 ? seed : SEED;
}

static void
hold_lines(const struct ledger *ledger, const struct random_money *money,
    const struct reckoned_money *reckoned)
{
	for (int i = 0; i < money->line_count; i++) {
		const struct spending_line *line = &reckoned->lines[i];
		const struct audit_figure *cost =
		    figure(ledger, "money.cost", line_row(i));

		assert_non_null(cost);
		assert_int_equal(cost->known, line->known && !line->overflow);
		assert_int_equal(cost->pence, line->cost_pence);
		for (size_t s = 0; s < line->share_count; s++)
			if (!uid_is_none(&reckoned->share_rows[i][s]))
				assert_pence(ledger, "money.share_cost",
				    reckoned->share_rows[i][s],
				    line->shares[s].cost_pence);
	}
}

static void
hold_totals(const struct ledger *ledger, const struct random_money *money,
    const struct reckoned_money *reckoned)
{
	const struct spending_total *total = &reckoned->total;

	for (int i = 0; i < money->stream_count; i++) {
		assert_pence(ledger, "money.planned", stream_row(i),
		    reckoned->streams[i].planned_pence);
		assert_pence(ledger, "money.balance", stream_row(i),
		    reckoned->streams[i].balance_pence);
	}
	assert_pence(ledger, "money.total_indicative", UID_NONE,
	    total->indicative_pence);
	assert_pence(ledger, "money.total_planned", UID_NONE,
	    total->planned_pence);
	assert_pence(ledger, "money.total_balance", UID_NONE,
	    total->balance_pence);
	assert_pence(ledger, "money.total_recurring", UID_NONE,
	    total->recurring_pence);
	assert_pence(ledger, "money.total_one_off", UID_NONE,
	    total->one_off_pence);
	assert_pence(ledger, "money.total_contingency", UID_NONE,
	    total->contingency_pence);
	assert_pence(ledger, "money.total_unassigned", UID_NONE,
	    total->unassigned_pence);
	assert_pence(ledger, AUDIT_TOO_LARGE, UID_NONE, total->overflow);
}

static void
test_random(void **state)
{
	struct ledger *ledger = *state;
	struct random_money money;
	struct reckoned_money reckoned;
	uint64_t seed = wanted_seed();
	long count = wanted_count(), counted = 0;

	print_message("# %ld plans, seed %llu\n", count,
	    (unsigned long long)seed);
	for (long i = 0; i < count; i++) {
		random_money_make(&seed, &money);
		ledger_empty(ledger);
		random_money_tell(&money, ledger_take, ledger);
		ledger_reckon(ledger);
		random_money_reckon(&money, &reckoned);
		hold_lines(ledger, &money, &reckoned);
		hold_totals(ledger, &money, &reckoned);
		counted += reckoned.total.planned_pence > 0;
	}
	/* else it would be about nothing */
	assert_true(counted > count / 3);
}

/* --- the same through whole plans --- */

struct answering {
	struct plan *plan;
	struct taken taken;
};

static void
take_row(struct answering *to, const char *repeat, struct uid row,
    struct uid parent)
{
	taken_add_row(&to->taken,
	    form_set_repeat(plan_forms(to->plan), repeat), &row, &parent);
}

static void
take_answer(struct answering *to, const char *name, struct uid row,
    struct value *value)
{
	const struct field *field = form_set_field(plan_forms(to->plan), name);

	assert_non_null(field);
	taken_add_answer(&to->taken, field, &row, value);
}

/* As a plan takes it in: rows have positions of their own there. */
static void
plan_take(void *data, const char *field, const struct uid *row, bool is_text,
    int64_t number, const char *text)
{
	struct answering *to = data;
	struct value value;

	if (strstr(field, ".position") != NULL ||
	    strstr(field, ".parent") != NULL)
		return;
	value_init(&value);
	if (is_text)
		value_set_text(&value, text);
	else
		value_set_number(&value, number);
	take_answer(to, field, *row, &value);
}

/* Everything that was answered before counts for nothing. */
static void
blank(struct answering *to)
{
	static const char *const once[] = { "purpose.start", "purpose.weeks" };
	static const char *const line[] = { "money.quantity", "money.price",
		"money.times", "money.starts", "money.ends", "money.frequency",
		"money.paid_by" };
	struct value none;

	value_init(&none);
	for (size_t i = 0; i < ARRAY_LEN(once); i++)
		take_answer(to, once[i], UID_NONE, &none);
	for (int i = 0; i < MOST_STREAMS; i++)
		take_answer(to, "money.indicative", stream_row(i), &none);
	for (int i = 0; i < MOST_LINES; i++) {
		for (size_t f = 0; f < ARRAY_LEN(line); f++)
			take_answer(to, line[f], line_row(i), &none);
		for (int s = 0; s < MOST_SHARES; s++) {
			take_answer(to, "money.share_stream", share_row(i, s),
			    &none);
			take_answer(to, "money.share_percent", share_row(i, s),
			    &none);
		}
		for (int s = 0; s < MOST_STEPS; s++) {
			take_answer(to, "money.step_from", step_row(i, s),
			    &none);
			take_answer(to, "money.step_price", step_row(i, s),
			    &none);
		}
	}
}

static void
take_in(struct answering *to)
{
	struct error err;

	if (!plan_take_in(to->plan, &to->taken, NULL, &err))
		fail_msg("%s", err.text);
	taken_clear(&to->taken);
	to->taken = (struct taken){ 0 };
}

static void
make_rows(struct answering *to)
{
	for (int i = 0; i < MOST_STREAMS; i++)
		take_row(to, "money.stream", stream_row(i), UID_NONE);
	for (int i = 0; i < MOST_LINES; i++)
		take_row(to, "money.line", line_row(i), UID_NONE);
	for (int i = 0; i < MOST_LINES; i++) {
		for (int s = 0; s < MOST_SHARES; s++)
			take_row(to, "money.share", share_row(i, s),
			    line_row(i));
		for (int s = 0; s < MOST_STEPS; s++)
			take_row(to, "money.step", step_row(i, s), line_row(i));
	}
	take_in(to);
}

/* What random_money does not know of: conditions, and answers that do not
 * hold. */
static void
stir(struct answering *to, uint64_t *seed)
{
	static const char *const kinds[] = { "council", "one_off", "nhs joint",
		"carer", "urgent" };
	struct value value;

	value_init(&value);
	value_set_text(&value, kinds[random_below(seed, ARRAY_LEN(kinds))]);
	take_answer(to, "purpose.kinds", UID_NONE, &value);
	value_set_number(&value, random_below(seed, 12) > 0);
	take_answer(to, "money.needs_money", UID_NONE, &value);
	for (int i = 0; i < MOST_LINES; i++) {
		value_set_number(&value, random_below(seed, 4) > 0);
		take_answer(to, "money.steps_on", line_row(i), &value);
	}
	if (random_below(seed, 4) == 0) {
		value_set_text(&value, "twelve");
		take_answer(to, "money.price", line_row(0), &value);
	}
	if (random_below(seed, 4) == 0) {
		value_set_text(&value, "2026-02-30");
		take_answer(to, "money.starts", line_row(1), &value);
	}
}

static void
hold_plan(struct plan *plan)
{
	struct problem_list problems;
	struct error err;

	problem_list_init(&problems);
	if (!plan_audit(plan, &problems, &err))
		fail_msg("%s", err.text);
	if (problems.count > 0)
		fail_msg("%s: %s", problems.items[0].where,
		    problems.items[0].text);
	problem_list_clear(&problems);
}

static void
random_plans(struct plan *plan, uint64_t *seed, long count)
{
	struct answering to = { .plan = plan };
	struct random_money money;

	make_rows(&to);
	for (long i = 0; i < count; i++) {
		random_money_make(seed, &money);
		blank(&to);
		take_in(&to);
		random_money_tell(&money, plan_take, &to);
		stir(&to, seed);
		take_in(&to);
		hold_plan(plan);
	}
}

static void
test_random_plans(void **state)
{
	uint64_t seed = wanted_seed();
	long count = wanted_count() / PER_REAL;

	(void)state;
	print_message("# %ld plan files, seed %llu\n", count,
	    (unsigned long long)seed);
	while (count > 0) {
		void *fixture = NULL;
		long part = count < SAME_FILE ? count : SAME_FILE;

		assert_int_equal(fixture_open(&fixture), 0);
		random_plans(((struct fixture *)fixture)->plan, &seed, part);
		assert_int_equal(fixture_close(&fixture), 0);
		count -= part;
	}
}

/* --- a plan as it is typed --- */

static struct plan *
typed_plan(void **state, struct uid *stream, struct uid *line)
{
	struct plan *plan = ((struct fixture *)*state)->plan;

	answer(plan, "purpose.kinds", NULL, "council");
	answer(plan, "purpose.start", NULL, "6/10/2025");
	*stream = add_row(plan, "money.stream", NULL);
	answer(plan, "money.funder", stream, "la_ca");
	answer(plan, "money.indicative", stream, "12000");
	*line = add_row(plan, "money.line", NULL);
	answer(plan, "money.what", line, "Morning assistant");
	answer(plan, "money.quantity", line, "16");
	answer(plan, "money.price", line, "13.20");
	answer(plan, "money.frequency", line, "weekly");
	return plan;
}

/* Defaults stand in, conditions take out, and somebody else writes. */
static void
test_typed(void **state)
{
	struct uid stream, line, second;
	struct plan *plan = typed_plan(state, &stream, &line), *other;

	hold_plan(plan);
	answer(plan, "money.quantity", &line, "");
	hold_plan(plan);
	second = add_row(plan, "money.line", NULL);
	answer(plan, "money.price", &second, "99.99");
	answer(plan, "money.frequency", &second, "monthly");
	answer(plan, "money.split", &second, "yes");
	hold_plan(plan);
	other = fixture_again(*state, "priya");
	answer(other, "money.price", &second, "50");
	hold_plan(plan);
	assert_shown(plan, "money.price", &second, "£50.00");
	plan_close(other);
	answer(plan, "money.needs_money", NULL, "no");
	hold_plan(plan);
	assert_int_equal(plan_money(plan)->planned_pence, 0);
}

/* An amount that is not the same is told, with both. */
static void
test_told(void **state)
{
	struct uid stream, line;
	struct plan *plan = typed_plan(state, &stream, &line);
	struct problem_list problems;
	struct error err;

	plan->money.planned_pence++;
	plan->money.streams[0].balance_pence--;
	problem_list_init(&problems);
	assert_true(plan_audit(plan, &problems, &err));
	assert_int_equal(problems.count, 2);
	assert_string_equal(problems.items[0].where, "money.balance");
	assert_string_equal(problems.items[1].where, "money.total_planned");
	assert_string_equal(problems.items[1].text,
	    "\"All that is planned to be spent\" comes to £10,982.41, and to "
	    "£10,982.40 when it is worked out a second time. One of them is "
	    "wrong: do not sign or pay by this plan, and tell those who look "
	    "after oneplan.");
	problem_list_clear(&problems);
	assert_false(plan_may_seal(plan, &err));
	assert_string_equal(err.text,
	    "The plan cannot be signed: 2 of its amounts are not the same when "
	    "worked out a second time. \"oneplan check\" prints which. Tell "
	    "those who look after oneplan.");
}

int
main(void)
{
#define LEDGER(name)                                                           \
	cmocka_unit_test_setup_teardown(name, ledger_open, ledger_close)
#define PLAN(name)                                                             \
	cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
	const struct CMUnitTest tests[] = {
		LEDGER(test_frequencies),
		LEDGER(test_shares),
		LEDGER(test_price_step),
		LEDGER(test_what_counts),
		PLAN(test_typed),
		PLAN(test_told),
		LEDGER(test_random),
		cmocka_unit_test(test_random_plans),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
