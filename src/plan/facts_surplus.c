/* Money worth keeping back, money left in the account at a review, and money
 * set free. */
#include "config.h"

#include "plan/facts_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/money.h"
#include "rules/schedule.h"
#include "rules/surplus.h"

#define DEFAULT_WEEKS 52

enum {
	START,
	WEEKS,
	CATEGORY,
	COST,
	FREQUENCY,
	ROUTE,
	BEFORE,
	BALANCE,
	UNPAID,
	TAX,
	SAVED,
	HOSPITAL,
	FIELDS
};

#define SURPLUS_READS                                                          \
	{                                                                      \
		[START] = "purpose.start", [WEEKS] = "purpose.weeks",          \
		[CATEGORY] = "money.category", [COST] = "money.cost",          \
		[FREQUENCY] = "money.frequency", [ROUTE] = "money.route",      \
		[BEFORE] = "money.before", [BALANCE] = "review.acct_balance",  \
		[UNPAID] = "review.acct_unpaid", [TAX] = "review.acct_tax",    \
		[SAVED] = "review.acct_saved",                                 \
		[HOSPITAL] = "review.acct_hospital", [FIELDS] = NULL,          \
	}

static const struct fact_table kept_table = {
	.name = "kept_back",
	.columns = { "assistants", "suggested", NULL },
	.types = "ii",
	.reads = SURPLUS_READS,
	.about = "what personal assistants cost over the plan, and how much "
		 "may be worth keeping back for them: one row, blank if not "
		 "known",
};

static const struct fact_table freed_table = {
	.name = "cost_before",
	.columns = { "less", NULL },
	.types = "i",
	.reads = SURPLUS_READS,
	.about = "how much less a year it costs than before: one row, blank if "
		 "not known",
};

static const struct fact_table account_table = {
	.name = "account",
	.columns = { "row", "weeks", "excess", "says", NULL },
	.types = "riit",
	.reads = SURPLUS_READS,
	.about = "the account at each review: for how many hundredths of a "
		 "week it would last, what may be asked back, and the same as "
		 "a sentence",
};

static const struct fact_table *const tables[] = { &kept_table, &freed_table,
	&account_table };
enum { TABLE_KEPT, TABLE_FREED, TABLE_ACCOUNT };

struct spare {
	const struct fact_reader *reader;
	const struct field *fields[FIELDS];
	const struct repeat *reviews;
	const struct rate *keep_weeks, *most_weeks;
	int plan_weeks;
	int64_t assistants_pence; /* what they cost by the calendar */
	int64_t recurring_pence, held_pence; /* all; paid to an account */
	bool costs_known;
	bool before_known;
	struct freed freed;
};

/* --- reading --- */

/* 0 or more; 0 where there is none. */
static bool
amount_of(const struct spare *spare, int which, size_t row, int64_t *amount)
{
	if (fact_number(spare->reader, spare->fields[which], row, amount) &&
	    *amount >= 0 && *amount <= MONEY_MAX_PENCE)
		return true;
	*amount = 0;
	return false;
}

static bool
is_code(const struct spare *spare, int which, size_t row, const char *code)
{
	const char *text =
	    fact_text(spare->reader, spare->fields[which], row);

	return text && strcmp(text, code) == 0;
}

static void
read_plan(struct spare *spare)
{
	const struct fact_reader *reader = spare->reader;
	int64_t weeks;
	long day;

	if (!fact_day(reader, spare->fields[START], 0, &day))
		day = date_to_days(reader->today);
	spare->plan_weeks = DEFAULT_WEEKS;
	if (fact_number(reader, spare->fields[WEEKS], 0, &weeks) &&
	    weeks > 0 && weeks <= 5200)
		spare->plan_weeks = (int)weeks;
	if (reader->rates) {
		spare->keep_weeks =
		    rates_find(reader->rates, "contingency_weeks", day);
		spare->most_weeks =
		    rates_find(reader->rates, "surplus_weeks", day);
	}
}

static void
add(struct spare *spare, int64_t *sum, int64_t pence)
{
	if (!add_checked(*sum, pence, sum) || *sum > MONEY_MAX_PENCE)
		spare->costs_known = false;
}

static void
read_line(struct spare *spare, size_t row)
{
	const char *code =
	    fact_text(spare->reader, spare->fields[FREQUENCY], row);
	const struct frequency *often = code ? frequency_find(code) : NULL;
	int64_t pence;

	if (!amount_of(spare, COST, row, &pence)) {
		spare->costs_known = false;
		return;
	}
	if (is_code(spare, CATEGORY, row, "contingency")) {
		add(spare, &spare->freed.contingency_pence, pence);
		return;
	}
	if (!often || !often->recurring)
		return;
	add(spare, &spare->recurring_pence, pence);
	if (is_code(spare, ROUTE, row, "dp"))
		add(spare, &spare->held_pence, pence);
	/* holidays and the like, a number of times, come on top of the hours */
	if (often->times_in_52 > 0 && is_code(spare, CATEGORY, row, "pa"))
		add(spare, &spare->assistants_pence, pence);
}

static void *
reckon(const struct fact_reader *reader)
{
	static const char *const names[] = SURPLUS_READS;
	const struct repeat *lines = form_set_repeat(reader->forms,
	    "money.line");
	struct spare *spare = xcalloc(1, sizeof *spare);

	spare->reader = reader;
	fact_fields(reader, names, spare->fields);
	spare->reviews = form_set_repeat(reader->forms, "review.full");
	read_plan(spare);
	spare->costs_known = true;
	for (size_t i = 0; i < fact_rows(reader, lines); i++)
		if (fact_row_counts(reader, lines, i))
			read_line(spare, i);
	spare->before_known =
	    amount_of(spare, BEFORE, 0, &spare->freed.before_pence);
	spare->freed.recurring_pence = spare->recurring_pence;
	spare->freed.plan_weeks = spare->plan_weeks;
	freed_reckon(&spare->freed);
	return spare;
}

/* The account at the review at ROW; false: nothing was said of it. */
static bool
read_account(const struct spare *spare, size_t row, struct account *account)
{
	int64_t held = spare->held_pence > 0 ? spare->held_pence
					     : spare->recurring_pence;

	*account = (struct account){ .most_weeks = spare->most_weeks };
	(void)amount_of(spare, UNPAID, row, &account->unpaid_pence);
	(void)amount_of(spare, TAX, row, &account->tax_pence);
	(void)amount_of(spare, SAVED, row, &account->saving_pence);
	(void)amount_of(spare, HOSPITAL, row, &account->hospital_weeks);
	if (spare->costs_known)
		account->weekly_pence = div_half_up(held, spare->plan_weeks);
	return fact_number(spare->reader, spare->fields[BALANCE], row,
	    &account->balance_pence);
}

/* --- publishing --- */

static struct value
number_if(bool known, int64_t n)
{
	return known ? fact_number_value(n) : fact_text_value(NULL);
}

static void
publish_kept(const struct spare *spare)
{
	int64_t pence;
	bool known = contingency_suggest(spare->assistants_pence,
	    spare->plan_weeks, spare->keep_weeks, &pence);

	sandbox_fact(spare->reader->sandbox, (struct value[]){
		fact_number_value(spare->assistants_pence),
		number_if(known, pence),
	});
}

static void
publish_account(const struct spare *spare, size_t row)
{
	struct account account;
	struct surplus surplus;
	struct working told;
	char id[UID_HEX_LEN + 1];

	if (!fact_row_counts(spare->reader, spare->reviews, row) ||
	    !read_account(spare, row, &account))
		return;
	working_init(&told);
	surplus_reckon(&account, &surplus);
	surplus_explain(&account, &surplus, &told);
	uid_format(sandbox_row_id(spare->reader->sandbox, spare->reviews,
		       row), id);
	sandbox_fact(spare->reader->sandbox, (struct value[]){
		fact_text_value(id),
		number_if(surplus.known, surplus.weeks),
		number_if(surplus.known, surplus.excess_pence),
		fact_text_value(told.steps[0].text),
	});
	working_clear(&told);
}

static void
publish(const struct fact_reader *reader, const void *reckoned, size_t table)
{
	const struct spare *spare = reckoned;

	switch (table) {
	case TABLE_KEPT:
		publish_kept(spare);
		break;
	case TABLE_FREED:
		sandbox_fact(reader->sandbox, (struct value[]){
			number_if(spare->before_known && spare->costs_known,
			    spare->freed.freed_pence) });
		break;
	case TABLE_ACCOUNT:
		for (size_t i = 0; i < fact_rows(reader, spare->reviews); i++)
			publish_account(spare, i);
		break;
	}
}

static void
explain(const struct fact_reader *reader, const void *reckoned, size_t table,
    const char *column, const struct uid *row, struct working *out)
{
	const struct spare *spare = reckoned;
	struct account account;
	struct surplus surplus;
	size_t at;

	if (table == TABLE_KEPT && strcmp(column, "suggested") == 0)
		contingency_explain(spare->assistants_pence,
		    spare->plan_weeks, spare->keep_weeks, out);
	if (table == TABLE_FREED && spare->before_known && spare->costs_known)
		freed_explain(&spare->freed, out);
	if (table == TABLE_ACCOUNT &&
	    fact_row_at(reader, spare->reviews, row, &at) &&
	    read_account(spare, at, &account)) {
		surplus_reckon(&account, &surplus);
		surplus_explain(&account, &surplus, out);
	}
}

const struct fact_source facts_surplus = {
	.tables = tables,
	.table_count = ARRAY_LEN(tables),
	.reckon = reckon,
	.publish = publish,
	.explain = explain,
	.clear = free,
};
