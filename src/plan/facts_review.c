/* When the plan is looked at again. The days set for risks are not read here:
 * they are the plan's own next review until somebody says otherwise. */
#include "config.h"

#include "plan/facts_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "rules/review.h"

#define NUMBER INT64_C(10000) /* one, in a rate's ten-thousandths */

enum {
	KINDS,
	START,
	DIED,
	DP_WANT,
	PAY_FIRST,
	CHC_DATE,
	FT_DATE,
	SIG_ROLE,
	SIG_ON,
	AP_SAYS,
	AP_ON,
	LOOK_ON,
	LOOK_NEXT,
	FULL_ON,
	FULL_NEXT,
	CHECK_ON,
	EVENT_KIND,
	READ_COUNT
};

#define REVIEW_READS                                                           \
	{                                                                      \
		[KINDS] = FORM_KINDS_FIELD, [START] = "purpose.start",         \
		[DIED] = "about_me.date_of_death",                             \
		[DP_WANT] = "paying.dp_want",                                  \
		[PAY_FIRST] = "paying.pay_first",                              \
		[CHC_DATE] = "health.chc_date", [FT_DATE] = "health.ft_date",  \
		[SIG_ROLE] = "sign.sig_role", [SIG_ON] = "sign.sig_on",        \
		[AP_SAYS] = "sign.ap_says", [AP_ON] = "sign.ap_on",            \
		[LOOK_ON] = "review.look_on",                                  \
		[LOOK_NEXT] = "review.what_next",                              \
		[FULL_ON] = "review.full_on",                                  \
		[FULL_NEXT] = "review.full_next",                              \
		[CHECK_ON] = "review.check_on",                                \
		[EVENT_KIND] = "events.kind", [READ_COUNT] = NULL,             \
	}

/* The codes of review_due.kind. */
static const char *const codes[REVIEW_KINDS] = {
	[REVIEW_LIGHT] = "light",
	[REVIEW_NHS] = "nhs",
	[REVIEW_MONEY] = "money",
	[REVIEW_WHOLE] = "whole",
	[REVIEW_SCHOOL] = "school",
	[REVIEW_RISK] = "risk",
	[REVIEW_ASKED] = "asked",
	[REVIEW_CHC_AGAIN] = "chc_again",
};

static const struct fact_table due_table = {
	.name = "review_due",
	.columns = { "kind", "title", "starts", "due", NULL },
	.types = "tttt",
	.reads = REVIEW_READS,
	.about = "each review that the plan has (light, nhs, money, whole, "
		 "asked, chc_again): its first and last day where there are "
		 "such days",
};

static const struct fact_table first_table = {
	.name = "review_first",
	.columns = { "kind", "due", NULL },
	.types = "tt",
	.reads = REVIEW_READS,
	.about = "the review that comes first: one row, or none while no day "
		 "is known",
};

enum { TABLE_DUE, TABLE_FIRST };
static const struct fact_table *const tables[] = {
	[TABLE_DUE] = &due_table,
	[TABLE_FIRST] = &first_table,
};

struct reviews {
	const struct fact_reader *reader;
	const struct field *fields[READ_COUNT];
	struct review_terms terms;
	char *sources[REVIEW_KINDS]; /* what terms.source points to */
	struct review_clock clock;
	struct review_plan plan;
};

/* --- reading --- */

static bool
is(const struct reviews *reviews, int which, size_t row, const char *code)
{
	const char *text =
	    fact_text(reviews->reader, reviews->fields[which], row);

	return text && strcmp(text, code) == 0;
}

static struct known_day
day_at(const struct reviews *reviews, int which, size_t row)
{
	struct known_day day = { 0 };

	day.known = fact_day(reviews->reader, reviews->fields[which], row,
	    &day.day);
	return day;
}

/* Puts DAY in *BEST if it is known and later (or, with EARLIER, earlier). */
static void
take(struct known_day *best, struct known_day day, bool earlier)
{
	if (day.known && (!best->known ||
	    (earlier ? day.day < best->day : day.day > best->day)))
		*best = day;
}

static size_t
rows_of(const struct reviews *reviews, const char *name,
    const struct repeat **repeat)
{
	*repeat = form_set_repeat(reviews->reader->forms, name);
	return fact_rows(reviews->reader, *repeat);
}

/* Does a row of the table NAME say CODE? */
static bool
any_is(const struct reviews *reviews, const char *name, int which,
    const char *code)
{
	const struct repeat *repeat;
	size_t count = rows_of(reviews, name, &repeat);

	for (size_t i = 0; i < count; i++)
		if (fact_row_counts(reviews->reader, repeat, i) &&
		    is(reviews, which, i, code))
			return true;
	return false;
}

/* Plan and budget are signed once the person, or who may act for them, has
 * signed, and every decision on money so far is a day's. */
static struct known_day
read_sign_off(const struct reviews *reviews)
{
	struct known_day signed_on = { 0 }, decided = { 0 };
	const struct repeat *repeat;
	size_t count = rows_of(reviews, "sign.signature", &repeat);

	for (size_t i = 0; i < count; i++)
		if (fact_row_counts(reviews->reader, repeat, i) &&
		    (is(reviews, SIG_ROLE, i, "person") ||
			is(reviews, SIG_ROLE, i, "attorney")))
			take(&signed_on, day_at(reviews, SIG_ON, i), true);
	count = rows_of(reviews, "sign.approval", &repeat);
	for (size_t i = 0; i < count; i++)
		if (fact_row_counts(reviews->reader, repeat, i) &&
		    !is(reviews, AP_SAYS, i, "no"))
			take(&decided, day_at(reviews, AP_ON, i), false);
	if (signed_on.known)
		take(&signed_on, decided, false);
	return signed_on;
}

/* A quick look may ask for a full one: that is due from that day until it has
 * been held. */
static void
read_held(struct reviews *reviews)
{
	struct review_clock *clock = &reviews->clock;
	const struct repeat *repeat;
	size_t count = rows_of(reviews, "review.full", &repeat);

	for (size_t i = 0; i < count; i++)
		if (fact_row_counts(reviews->reader, repeat, i))
			take(&clock->last_full, day_at(reviews, FULL_ON, i),
			    false);
	count = rows_of(reviews, "review.check", &repeat);
	for (size_t i = 0; i < count; i++)
		if (fact_row_counts(reviews->reader, repeat, i))
			take(&clock->last_money, day_at(reviews, CHECK_ON, i),
			    false);
	count = rows_of(reviews, "review.look", &repeat);
	for (size_t i = 0; i < count; i++) {
		struct known_day day = day_at(reviews, LOOK_ON, i);
		if (!fact_row_counts(reviews->reader, repeat, i) || !day.known)
			continue;
		take(&clock->last_light, day, false);
		if ((is(reviews, LOOK_NEXT, i, "full") ||
			is(reviews, LOOK_NEXT, i, "needs")) &&
		    (!clock->last_full.known ||
			clock->last_full.day < day.day))
			take(&clock->asked, day, true);
	}
}

static bool
has_kind(const struct reviews *reviews, const char *code)
{
	return fact_has(reviews->reader, reviews->fields[KINDS], 0, code);
}

static void
read_clock(struct reviews *reviews)
{
	struct review_clock *clock = &reviews->clock;
	const struct repeat *pay;
	size_t count = rows_of(reviews, "paying.pay", &pay);

	clock->start = day_at(reviews, START, 0);
	clock->signed_on = read_sign_off(reviews);
	for (size_t i = 0; i < count; i++)
		if (fact_row_counts(reviews->reader, pay, i))
			take(&clock->first_payment,
			    day_at(reviews, PAY_FIRST, i), true);
	take(&clock->chc_decided, day_at(reviews, CHC_DATE, 0), true);
	take(&clock->chc_decided, day_at(reviews, FT_DATE, 0), true);
	clock->care_act = has_kind(reviews, "council") ||
	    has_kind(reviews, "joint");
	clock->chc = has_kind(reviews, "chc");
	clock->nhs = has_kind(reviews, "nhs") || has_kind(reviews, "s117") ||
	    has_kind(reviews, "joint") || clock->chc;
	clock->money = clock->care_act && (is(reviews, DP_WANT, 0, "yes") ||
	    is(reviews, DP_WANT, 0, "some"));
	clock->ended = day_at(reviews, DIED, 0).known ||
	    any_is(reviews, "events.event", EVENT_KIND, "died") ||
	    any_is(reviews, "review.full", FULL_NEXT, "end");
	read_held(reviews);
}

/* --- how long after --- */

/* The figure KEY; where it stands becomes the source of each kind in FOR. */
static int
term_of(struct reviews *reviews, const char *key, enum review_kind kind)
{
	const struct fact_reader *reader = reviews->reader;
	long day = reviews->clock.start.known
	    ? reviews->clock.start.day : date_to_days(reader->today);
	const struct rate *rate = reader->rates
	    ? rates_find(reader->rates, key, day) : NULL;
	struct buf source;

	if (!rate || !rate->known)
		return 0;
	buf_init(&source);
	rate_cite(rate, &source);
	free(reviews->sources[kind]);
	reviews->sources[kind] = buf_take(&source);
	reviews->terms.source[kind] = reviews->sources[kind];
	return (int)(rate->value / NUMBER);
}

static void
read_terms(struct reviews *reviews)
{
	struct review_terms *terms = &reviews->terms;

	terms->light_from_weeks =
	    term_of(reviews, "review_light_from_weeks", REVIEW_LIGHT);
	terms->light_by_weeks =
	    term_of(reviews, "review_light_by_weeks", REVIEW_LIGHT);
	terms->nhs_months = term_of(reviews, "review_nhs_months", REVIEW_NHS);
	terms->money_months =
	    term_of(reviews, "review_money_months", REVIEW_MONEY);
	terms->again_months =
	    term_of(reviews, "review_again_months", REVIEW_WHOLE);
}

static void *
reckon(const struct fact_reader *reader)
{
	struct reviews *reviews = xcalloc(1, sizeof *reviews);

	reviews->reader = reader;
	fact_fields(reader, due_table.reads, reviews->fields);
	read_clock(reviews);
	read_terms(reviews);
	review_reckon(&reviews->terms, &reviews->clock, &reviews->plan);
	return reviews;
}

static void
clear(void *reckoned)
{
	struct reviews *reviews = reckoned;

	for (size_t i = 0; i < REVIEW_KINDS; i++)
		free(reviews->sources[i]);
	free(reviews);
}

/* --- publishing --- */

struct day_text {
	char text[DATE_ISO_LEN + 1];
};

static const char *
day_text(struct known_day day, struct day_text *out)
{
	if (!day.known)
		return NULL;
	date_format_iso(date_from_days(day.day), out->text);
	return out->text;
}

static void
publish(const struct fact_reader *reader, const void *reckoned, size_t table)
{
	const struct reviews *reviews = reckoned;
	const struct review_plan *plan = &reviews->plan;
	struct day_text from, by;

	if (table == TABLE_FIRST) {
		if (plan->first.known)
			sandbox_fact(reader->sandbox, (struct value[]){
			    fact_text_value(codes[plan->first_kind]),
			    fact_text_value(day_text(plan->first, &by)) });
		return;
	}
	for (int i = 0; i < REVIEW_KINDS; i++) {
		const struct review_due *due = &plan->due[i];

		if (due->applies)
			sandbox_fact(reader->sandbox, (struct value[]){
			    fact_text_value(codes[i]),
			    fact_text_value(
				review_title((enum review_kind)i)),
			    fact_text_value(day_text(due->from, &from)),
			    fact_text_value(day_text(due->by, &by)) });
	}
}

static void
explain(const struct fact_reader *reader, const void *reckoned, size_t table,
    const char *column, const struct uid *row, struct working *out)
{
	const struct reviews *reviews = reckoned;

	(void)reader;
	(void)table;
	(void)column;
	(void)row;
	review_explain(&reviews->terms, &reviews->clock, &reviews->plan, out);
}

const struct fact_source facts_review = {
	.tables = tables,
	.table_count = ARRAY_LEN(tables),
	.reckon = reckon,
	.publish = publish,
	.explain = explain,
	.clear = clear,
};
