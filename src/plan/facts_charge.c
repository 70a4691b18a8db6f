/* What the council may charge for, what the person pays, and the statement of
 * section 26. */
#include "config.h"

#include "plan/facts_council.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/money.h"
#include "rules/mig.h"

#define MEANS_READS                                                            \
	"paying.means_income", "paying.means_savings", "paying.means_joint",   \
	    "paying.mig_household", "paying.mig_age", "paying.mig_children",   \
	    "paying.mig_premiums", "paying.means_mig", "paying.means_costs",   \
	    "paying.means_housing"
enum {
	MEANS_INCOME,
	MEANS_SAVINGS,
	MEANS_JOINT,
	MIG_HOUSEHOLD,
	MIG_AGE,
	MIG_CHILDREN,
	MIG_PREMIUMS,
	MEANS_MIG,
	MEANS_COSTS,
	MEANS_HOUSING,
	MEANS_FIELDS
};

#define CHARGE_READS { COUNCIL_READS, MEANS_READS, NULL }

static const struct fact_table line_table = {
	.name = "charge_line",
	.columns = { "row", "council", "chargeable", "doubt", NULL },
	.types = "riii",
	.reads = CHARGE_READS,
	.about = "each spending line that the council's Care Act money pays: "
		 "how much of it, what of that may be charged for, and 0, or 1 "
		 "where a free small change is too dear, 2 where free help "
		 "goes on for too long",
};

static const struct fact_table sum_table = {
	.name = "contribution",
	.columns = { "guarantee", "savings", "weekly", "total", NULL },
	.types = "iiii",
	.reads = CHARGE_READS,
	.about = "the sum of what the person pays by finance's figures, in one "
		 "row: the minimum income guarantee, what savings count as, "
		 "the amount a week and over the plan; blank while not known",
};

static const struct fact_table part_table = {
	.name = "contribution_part",
	.columns = { "row", "days", "total", NULL },
	.types = "rii",
	.reads = CHARGE_READS,
	.about = "each amount that the person pays: the days of the plan on "
		 "which it holds, and what it comes to",
};

static const struct fact_table statement_table = {
	.name = "section26",
	.columns = { "cost", "chargeable", "known", "person", "council",
	    NULL },
	.types = "iiiii",
	.reads = CHARGE_READS,
	.about = "the council's personal budget, in one row: what it costs, "
		 "what may be charged for, whether it is known what the person "
		 "pays, and if so that and what the council pays",
};

enum { TABLE_LINE, TABLE_SUM, TABLE_PART, TABLE_STATEMENT };

static const struct fact_table *const tables[] = {
	[TABLE_LINE] = &line_table,
	[TABLE_SUM] = &sum_table,
	[TABLE_PART] = &part_table,
	[TABLE_STATEMENT] = &statement_table,
};

struct charges {
	struct council council;
	const struct field *fields[MEANS_FIELDS];
	struct mig mig;
	bool mig_asked; /* household and age were said */
	struct means means;
	struct contribution sum;
};

/* --- reading --- */

/* An amount of 0 or more; 0 where there is none. */
static bool
amount_of(const struct charges *charges, int which, int64_t *pence)
{
	if (fact_number(charges->council.reader, charges->fields[which], 0,
		pence) &&
	    *pence >= 0 && *pence <= MONEY_MAX_PENCE)
		return true;
	*pence = 0;
	return false;
}

/* The place of the code answered at WHICH among CODES; false: none of them. */
static bool
place_of(const struct charges *charges, int which, const char *const *codes,
    size_t count, size_t *place)
{
	const char *code = fact_text(charges->council.reader,
	    charges->fields[which], 0);

	for (*place = 0; code && *place < count; (*place)++)
		if (strcmp(code, codes[*place]) == 0)
			return true;
	return false;
}

static void
read_mig(struct charges *charges)
{
	static const char *const households[] = {
		[HOUSEHOLD_SINGLE] = "single",
		[HOUSEHOLD_COUPLE] = "couple",
		[HOUSEHOLD_LONE_PARENT] = "lone_parent",
	};
	static const char *const ages[] = {
		[MIG_AGE_18] = "under_25",
		[MIG_AGE_25] = "from_25",
		[MIG_AGE_PENSION] = "pension",
	};
	static const struct {
		const char *code;
		unsigned bit;
	} premiums[] = {
		{ "disability", PREMIUM_DISABILITY },
		{ "enhanced", PREMIUM_ENHANCED },
		{ "carer", PREMIUM_CARER },
	};
	struct mig_asked asked = { 0 };
	size_t household, age;

	charges->mig_asked =
	    place_of(charges, MIG_HOUSEHOLD, households,
		ARRAY_LEN(households), &household) &&
	    place_of(charges, MIG_AGE, ages, ARRAY_LEN(ages), &age);
	if (!charges->mig_asked)
		return;
	asked.household = (enum household)household;
	asked.age = (enum mig_age)age;
	(void)amount_of(charges, MIG_CHILDREN, &asked.children);
	for (size_t i = 0; i < ARRAY_LEN(premiums); i++)
		if (fact_has(charges->council.reader,
			charges->fields[MIG_PREMIUMS], 0, premiums[i].code))
			asked.premiums |= premiums[i].bit;
	mig_reckon(&asked, &charges->council.rates, &charges->mig);
}

/* What finance says the guarantee is goes before what we make of it. */
static void
read_means(struct charges *charges)
{
	const struct council *council = &charges->council;
	struct means *means = &charges->means;

	means->income_known =
	    amount_of(charges, MEANS_INCOME, &means->income_pence);
	means->capital_known =
	    amount_of(charges, MEANS_SAVINGS, &means->capital_pence);
	means->capital_joint =
	    fact_yes(council->reader, charges->fields[MEANS_JOINT], 0);
	means->mig_known = amount_of(charges, MEANS_MIG, &means->mig_pence);
	if (!means->mig_known && charges->mig_asked && charges->mig.known) {
		means->mig_known = true;
		means->mig_pence = charges->mig.weekly_pence;
	}
	(void)amount_of(charges, MEANS_COSTS, &means->disability_pence);
	(void)amount_of(charges, MEANS_HOUSING, &means->housing_pence);
	means->chargeable_known = council->costs_known;
	means->chargeable_pence = council->chargeable_pence;
	means->plan_weeks = council->plan_weeks;
}

static void *
reckon(const struct fact_reader *reader)
{
	static const char *const names[] = { MEANS_READS, NULL };
	struct charges *charges = xcalloc(1, sizeof *charges);

	council_read(reader, &charges->council);
	fact_fields(reader, names, charges->fields);
	read_mig(charges);
	read_means(charges);
	contribution_reckon(&charges->means, &charges->council.rates,
	    &charges->sum);
	return charges;
}

static void
clear(void *reckoned)
{
	struct charges *charges = reckoned;

	council_clear(&charges->council);
	free(charges);
}

/* --- publishing --- */

static struct value
number_if(bool known, int64_t n)
{
	return known ? fact_number_value(n) : fact_text_value(NULL);
}

static void
publish_lines(const struct council *council)
{
	for (size_t i = 0; i < council->line_count; i++) {
		const struct council_line *line = &council->lines[i];
		const int64_t numbers[] = { line->charged.cost_pence,
			line->charged.chargeable_pence,
			line->charged.doubt };

		if (line->ours && line->known)
			fact_publish(council->reader, council->line, i,
			    numbers, ARRAY_LEN(numbers));
	}
}

static void
publish_sum(const struct charges *charges)
{
	const struct contribution *sum = &charges->sum;
	bool known = sum->state == CONTRIBUTION_KNOWN;

	sandbox_fact(charges->council.reader->sandbox, (struct value[]){
		number_if(charges->mig_asked && charges->mig.known,
		    charges->mig.weekly_pence),
		number_if(known && !sum->over_upper, sum->tariff_pence),
		number_if(known, sum->weekly_pence),
		number_if(known, sum->plan_pence),
	});
}

static void
publish_parts(const struct council *council)
{
	for (size_t i = 0; i < council->row_count; i++) {
		const int64_t numbers[] = { council->rows[i].days,
			council->rows[i].total_pence };

		fact_publish(council->reader, council->part,
		    council->row_of[i], numbers, ARRAY_LEN(numbers));
	}
}

static void
publish_statement(const struct council *council)
{
	const struct section26 *statement = &council->statement;

	sandbox_fact(council->reader->sandbox, (struct value[]){
		fact_number_value(statement->cost_pence),
		fact_number_value(statement->chargeable_pence),
		fact_number_value(statement->person_known),
		number_if(statement->person_known, statement->person_pence),
		number_if(statement->person_known, statement->council_pence),
	});
}

static void
publish(const struct fact_reader *reader, const void *reckoned, size_t table)
{
	const struct charges *charges = reckoned;

	(void)reader;
	switch (table) {
	case TABLE_LINE:
		publish_lines(&charges->council);
		break;
	case TABLE_SUM:
		publish_sum(charges);
		break;
	case TABLE_PART:
		publish_parts(&charges->council);
		break;
	case TABLE_STATEMENT:
		publish_statement(&charges->council);
		break;
	}
}

/* --- how it came about --- */

static void
explain_line(const struct council *council, size_t row, struct working *out)
{
	const struct council_line *line = &council->lines[row];
	const char *what = fact_text(council->reader,
	    council->fields[COUNCIL_WHAT], row);

	if (line->ours && line->known)
		charge_explain(&line->charged, &council->rates,
		    what ? what : "This cost", out);
}

/* What of each line may be charged for. */
static void
explain_chargeable(const struct council *council, struct working *out)
{
	working_add(out, "Care Act 2014, section 14",
	    "%s of the %s that the council pays for may be charged for.",
	    money_pounds(council->chargeable_pence).text,
	    money_pounds(council->cost_pence).text);
	for (size_t i = 0; i < council->line_count; i++)
		explain_line(council, i, out);
}

static void
explain_sum(const struct charges *charges, const char *column,
    struct working *out)
{
	if (strcmp(column, "guarantee") == 0) {
		if (charges->mig_asked)
			mig_explain(&charges->mig, &charges->council.rates,
			    out);
		return;
	}
	contribution_explain(&charges->means, &charges->council.rates,
	    &charges->sum, out);
	if (charges->mig_asked && charges->sum.state == CONTRIBUTION_KNOWN &&
	    !charges->sum.over_upper &&
	    charges->means.mig_pence == charges->mig.weekly_pence)
		mig_explain(&charges->mig, &charges->council.rates, out);
}

static void
explain_part(const struct council *council, size_t row, struct working *out)
{
	for (size_t i = 0; i < council->row_count; i++)
		if (council->row_of[i] == row)
			contribution_rows_explain(&council->rows[i], 1, out);
}

static void
explain_statement(const struct council *council, const char *column,
    struct working *out)
{
	if (strcmp(column, "chargeable") == 0) {
		explain_chargeable(council, out);
		return;
	}
	section26_explain(&council->statement, out);
	if (strcmp(column, "person") == 0 && council->statement.person_known &&
	    council->row_count > 0)
		contribution_rows_explain(council->rows, council->row_count,
		    out);
}

static void
explain(const struct fact_reader *reader, const void *reckoned, size_t table,
    const char *column, const struct uid *row, struct working *out)
{
	const struct charges *charges = reckoned;
	const struct council *council = &charges->council;
	size_t at;

	if (table == TABLE_LINE &&
	    fact_row_at(reader, council->line, row, &at))
		explain_line(council, at, out);
	if (table == TABLE_SUM)
		explain_sum(charges, column, out);
	if (table == TABLE_PART &&
	    fact_row_at(reader, council->part, row, &at))
		explain_part(council, at, out);
	if (table == TABLE_STATEMENT)
		explain_statement(council, column, out);
}

const struct fact_source facts_charge = {
	.tables = tables,
	.table_count = ARRAY_LEN(tables),
	.reckon = reckon,
	.publish = publish,
	.explain = explain,
	.clear = clear,
};
