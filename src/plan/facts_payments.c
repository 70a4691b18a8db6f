/* When the money of each stream and holder comes, and how much. */
#include "config.h"

#include "plan/facts_council.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/money.h"
#include "plan/payment.h"
#include "rules/payments.h"
#include "rules/schedule.h"

#define PAY_READS                                                              \
	"money.route", "paying.pay_stream", "paying.pay_route",                \
	    "paying.pay_how", "paying.pay_first", "paying.pay_every",          \
	    "paying.pay_ahead", "paying.pay_whole", "paying.pay_float",        \
	    "about_me.date_of_death"
enum {
	LINE_ROUTE,
	PAY_STREAM,
	PAY_ROUTE,
	PAY_HOW,
	PAY_FIRST,
	PAY_EVERY,
	PAY_AHEAD,
	PAY_WHOLE,
	PAY_FLOAT,
	DIED,
	PAY_FIELDS
};

#define PAYMENT_READS { COUNCIL_READS, PAY_READS, NULL }

static const struct fact_table payment_table = {
	.name = "payment",
	.columns = { "row", "times", "gross", "less", "net", "total",
	    "should", "says", "later", "later_pence", NULL },
	.types = "riiiiiitii",
	.reads = PAYMENT_READS,
	.about = "each row of payments: how many, the usual one before and "
		 "after what the person pays, all of them, what all rows of "
		 "its stream should come to, and the same as a sentence; how "
		 "many come later than the day of a death, and what they come "
		 "to; blank while not known",
};

static const struct fact_table *const tables[] = { &payment_table };

/* One row of paying.pay. */
struct pay {
	size_t row;
	bool known; /* enough was said, and every cost is known */
	size_t stream;
	const char *route; /* NULL: not said */
	int64_t chargeable_pence;
	struct payment_once *once;
	struct payment_terms terms;
	struct payments payments;
};

struct pays {
	struct council council;
	const struct field *fields[PAY_FIELDS];
	const struct repeat *repeat;
	struct pay *items;
	size_t count;
};

/* --- reading --- */

static const char *
text_of(const struct pays *pays, int which, size_t row)
{
	return fact_text(pays->council.reader, pays->fields[which], row);
}

static bool
is_code(const struct pays *pays, int which, size_t row, const char *code)
{
	const char *text = text_of(pays, which, row);

	return text && strcmp(text, code) == 0;
}

static bool
day_of(const struct pays *pays, int which, size_t row, long *day)
{
	return fact_day(pays->council.reader, pays->fields[which], row, day);
}

/* The terms of the row, but for its amounts; false if too little is said. */
static bool
read_terms(struct pays *pays, struct pay *pay)
{
	const struct council *council = &pays->council;
	struct payment_terms *terms = &pay->terms;
	const char *every = text_of(pays, PAY_EVERY, pay->row);
	int64_t weeks;

	terms->plan_first = council->plan_first;
	terms->plan_weeks = council->plan_weeks;
	terms->every = every ? payment_frequency_find(every) : NULL;
	terms->in_advance = !is_code(pays, PAY_AHEAD, pay->row, "arrears");
	terms->net = council_stream(council, pay->stream) &&
	    !is_code(pays, PAY_HOW, pay->row, "gross");
	terms->contribution_known = council->statement.person_known;
	terms->rows = council->rows;
	terms->row_count = council->row_count;
	if (!day_of(pays, PAY_WHOLE, pay->row, &terms->whole_from))
		terms->whole_from = council->plan_first;
	if (fact_number(council->reader, pays->fields[PAY_FLOAT], pay->row,
		&weeks) &&
	    weeks > 0 && weeks <= 52)
		terms->float_weeks = (int)weeks;
	return council->dated && terms->every &&
	    day_of(pays, PAY_FIRST, pay->row, &terms->first);
}

static void
read_row(struct pays *pays, size_t row, struct pay *pay)
{
	pay->row = row;
	if (!fact_row_of(pays->council.reader, pays->council.stream,
		text_of(pays, PAY_STREAM, row), &pay->stream)) {
		pay->stream = SIZE_MAX;
		return;
	}
	pay->route = text_of(pays, PAY_ROUTE, row);
	pay->known = read_terms(pays, pay);
	pay->once =
	    xcalloc(pays->council.line_count + 1, sizeof *pay->once);
	pay->terms.once = pay->once;
}

/* The row that pays what STREAM pays of a line held by ROUTE: the first of that
 * stream that says this route, or else none, or, where the line says none, the
 * first of the stream. NULL: there is none. */
static struct pay *
payer_of(struct pays *pays, size_t stream, const char *route)
{
	struct pay *same = NULL, *unsaid = NULL, *any = NULL;

	for (size_t i = pays->count; i-- > 0;) {
		struct pay *pay = &pays->items[i];

		if (pay->stream != stream)
			continue;
		any = pay;
		if (!pay->route)
			unsaid = pay;
		else if (route && strcmp(pay->route, route) == 0)
			same = pay;
	}
	return same ? same : unsaid ? unsaid : route ? NULL : any;
}

/* Is it paid for once while the plan runs? */
static bool
paid_once(const struct council *council, size_t line)
{
	const char *often = fact_text(council->reader,
	    council->fields[COUNCIL_FREQUENCY], line);

	return often &&
	    (strcmp(often, "one_off") == 0 ||
		(strcmp(often, "annual") == 0 && council->plan_weeks <= 52));
}

static void
add_line(struct pays *pays, size_t line, size_t stream, int64_t pence)
{
	const struct council *council = &pays->council;
	const struct council_line *costs = &council->lines[line];
	struct pay *pay =
	    payer_of(pays, stream, text_of(pays, LINE_ROUTE, line));
	struct payment_terms *terms;

	if (!pay)
		return;
	terms = &pay->terms;
	pay->known = pay->known && costs->known;
	if (council_stream(council, stream))
		pay->chargeable_pence += costs->charged.chargeable_pence;
	if (paid_once(council, line))
		pay->once[terms->once_count++] =
		    (struct payment_once){ costs->charged.first, pence };
	else if (!add_checked(terms->running_pence, pence,
		     &terms->running_pence) ||
	    terms->running_pence > MONEY_MAX_PENCE)
		pay->known = false;
}

/* What STREAM pays of all lines; each goes to the row that pays it. */
static void
add_lines(struct pays *pays, size_t stream)
{
	int64_t pence;

	for (size_t i = 0; i < pays->council.line_count; i++)
		if (pays->council.lines[i].counts &&
		    council_paid(&pays->council, i, stream, &pence))
			add_line(pays, i, stream, pence);
}

static int64_t
gross_of(const struct payment_terms *terms)
{
	int64_t gross = terms->running_pence;

	for (size_t i = 0; i < terms->once_count; i++)
		gross += terms->once[i].pence;
	return gross;
}

/* The person's part is taken off in the order of the rows, from each no more
 * than may be charged for. */
static void
reckon_rows(struct pays *pays)
{
	int64_t left = pays->council.statement.person_pence;

	for (size_t i = 0; i < pays->count; i++) {
		struct pay *pay = &pays->items[i];
		int64_t part = gross_of(&pay->terms);

		if (!pay->known)
			continue;
		if (part > pay->chargeable_pence)
			part = pay->chargeable_pence;
		if (part > left)
			part = left;
		if (pay->terms.net) {
			pay->terms.contribution_pence = part;
			left -= part;
		}
		payments_reckon(&pay->terms, &pay->payments);
	}
}

static void *
reckon(const struct fact_reader *reader)
{
	static const char *const names[] = { PAY_READS, NULL };
	struct pays *pays = xcalloc(1, sizeof *pays);
	size_t rows;

	council_read(reader, &pays->council);
	fact_fields(reader, names, pays->fields);
	pays->repeat = form_set_repeat(reader->forms, "paying.pay");
	rows = fact_rows(reader, pays->repeat);
	pays->items = xcalloc(rows + 1, sizeof *pays->items);
	for (size_t i = 0; i < rows; i++)
		if (fact_row_counts(reader, pays->repeat, i))
			read_row(pays, i, &pays->items[pays->count++]);
	for (size_t i = 0;
	     pays->count > 0 && i < fact_rows(reader, pays->council.stream);
	     i++)
		if (fact_row_counts(reader, pays->council.stream, i))
			add_lines(pays, i);
	reckon_rows(pays);
	return pays;
}

static void
clear(void *reckoned)
{
	struct pays *pays = reckoned;

	for (size_t i = 0; i < pays->count; i++) {
		free(pays->items[i].once);
		payments_clear(&pays->items[i].payments);
	}
	free(pays->items);
	council_clear(&pays->council);
	free(pays);
}

/* --- publishing --- */

/* What all rows of STREAM should come to; false while it is not known. */
static bool
should_be(const struct pays *pays, size_t stream, int64_t *pence)
{
	const struct council *council = &pays->council;
	int64_t paid;

	*pence = 0;
	for (size_t i = 0; i < council->line_count; i++)
		if (council->lines[i].counts &&
		    council_paid(council, i, stream, &paid)) {
			if (!council->lines[i].known)
				return false;
			*pence += paid;
		}
	for (size_t i = 0; i < pays->count; i++) {
		const struct pay *pay = &pays->items[i];

		if (pay->stream != stream || !pay->terms.net)
			continue;
		if (!pay->terms.contribution_known)
			return false;
		*pence -= pay->terms.contribution_pence;
	}
	return true;
}

static struct value
number_if(bool known, int64_t n)
{
	return known ? fact_number_value(n) : fact_text_value(NULL);
}

/* How many payments come after the day on which the person died, and what they
 * come to; false: they have not died. */
static bool
later_of(const struct pays *pays, const struct pay *pay, int64_t *count,
    int64_t *pence)
{
	const struct payments *payments = &pay->payments;
	long died;

	*count = *pence = 0;
	if (!pay->known || !day_of(pays, DIED, 0, &died))
		return false;
	for (size_t i = 0; i < payments->count; i++)
		if (payments->items[i].on > died) {
			++*count;
			*pence += payments->items[i].net_pence;
		}
	return true;
}

static void
publish_row(const struct pays *pays, const struct pay *pay)
{
	const struct fact_reader *reader = pays->council.reader;
	const struct payments *payments = &pay->payments;
	const struct payment *usual = payments_usual(payments);
	bool net = pay->known && payments->net_known;
	char row[UID_HEX_LEN + 1];
	int64_t should = 0, later, later_pence;
	bool died = later_of(pays, pay, &later, &later_pence);
	bool knows = pay->stream != SIZE_MAX &&
	    should_be(pays, pay->stream, &should);
	struct buf says;

	buf_init(&says);
	uid_format(sandbox_row_id(reader->sandbox, pays->repeat, pay->row),
	    row);
	if (pay->known)
		payments_say(payments, &says);
	sandbox_fact(reader->sandbox, (struct value[]){
		fact_text_value(row),
		number_if(pay->known, (int64_t)payments->count),
		number_if(usual, usual ? usual->gross_pence : 0),
		number_if(usual && net, usual ? usual->contribution_pence : 0),
		number_if(usual && net, usual ? usual->net_pence : 0),
		number_if(net, payments->net_pence),
		number_if(knows, should),
		fact_text_value(says.len > 0 ? says.data : NULL),
		number_if(died, later),
		number_if(died && net, later_pence),
	});
	buf_clear(&says);
}

static void
publish(const struct fact_reader *reader, const void *reckoned, size_t table)
{
	const struct pays *pays = reckoned;

	(void)reader;
	(void)table;
	for (size_t i = 0; i < pays->count; i++)
		publish_row(pays, &pays->items[i]);
}

static void
add_payments(const struct pays *pays, const struct pay *pay,
    struct plan_payment *out)
{
	const struct payments *payments = &pay->payments;
	struct uid row = *sandbox_row_id(pays->council.reader->sandbox,
	    pays->repeat, pay->row);

	for (size_t i = 0; i < payments->count; i++) {
		const struct payment *from = &payments->items[i];

		out[i] = (struct plan_payment){
			.row = row,
			.on = date_from_days(from->on),
			.from = date_from_days(from->from),
			.to = date_from_days(from->to),
			.gross_pence = from->gross_pence,
			.net_known = payments->net_known,
			.less_pence = from->contribution_pence,
			.net_pence = from->net_pence,
		};
	}
}

size_t
facts_payments_each(const struct fact_reader *reader, const void *reckoned,
    struct plan_payment **out)
{
	const struct pays *pays = reckoned;
	size_t count = 0, done = 0;

	(void)reader;
	for (size_t i = 0; i < pays->count; i++)
		if (pays->items[i].known)
			count += pays->items[i].payments.count;
	*out = xcalloc(count + 1, sizeof **out);
	for (size_t i = 0; i < pays->count; i++)
		if (pays->items[i].known) {
			add_payments(pays, &pays->items[i], *out + done);
			done += pays->items[i].payments.count;
		}
	return count;
}

/* --- how it came about --- */

static void
explain_should(const struct pays *pays, const struct pay *pay,
    struct working *out)
{
	const struct council *council = &pays->council;
	int64_t should, paid;

	if (!should_be(pays, pay->stream, &should)) {
		working_add(out, NULL, "It is not known yet: a cost, or what "
				       "you pay, has not been worked out.");
		return;
	}
	working_add(out, NULL,
	    "All that this money pays for, less what you pay of it, comes to "
	    "%s.", money_pounds(should).text);
	for (size_t i = 0; i < council->line_count; i++) {
		const char *what = fact_text(council->reader,
		    council->fields[COUNCIL_WHAT], i);

		if (council->lines[i].counts &&
		    council_paid(council, i, pay->stream, &paid))
			working_add(out, NULL, "%s: %s",
			    what ? what : "A cost", money_pounds(paid).text);
	}
	for (size_t i = 0; i < pays->count; i++)
		if (pays->items[i].stream == pay->stream &&
		    pays->items[i].terms.contribution_pence > 0)
			working_add(out, "Care Act 2014, section 14",
			    "Less what you pay: %s",
			    money_pounds(pays->items[i].terms
				    .contribution_pence).text);
}

/* Told whole only once, with the sentence that says when money comes. */
static void
explain_row(const struct pay *pay, const char *column, struct working *out)
{
	if (strcmp(column, "says") == 0)
		payments_explain(&pay->terms, &pay->payments, out);
	else if (strcmp(column, "times") == 0 || strcmp(column, "total") == 0)
		payments_explain_whole(&pay->terms, &pay->payments, out);
	else
		payments_explain_usual(&pay->terms, &pay->payments, out);
}

static void
explain(const struct fact_reader *reader, const void *reckoned, size_t table,
    const char *column, const struct uid *row, struct working *out)
{
	const struct pays *pays = reckoned;

	(void)table;
	for (size_t i = 0; i < pays->count; i++) {
		const struct pay *pay = &pays->items[i];

		if (!uid_equal(sandbox_row_id(reader->sandbox, pays->repeat,
				   pay->row), row))
			continue;
		if (strcmp(column, "should") == 0 && pay->stream != SIZE_MAX)
			explain_should(pays, pay, out);
		else if (pay->known)
			explain_row(pay, column, out);
	}
}

const struct fact_source facts_payments = {
	.tables = tables,
	.table_count = ARRAY_LEN(tables),
	.reckon = reckon,
	.publish = publish,
	.explain = explain,
	.clear = clear,
};
