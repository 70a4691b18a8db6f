/* The finance pages: what money there is, what it is spent on, and each payment
 * by its day. */
#include "config.h"

#include "report/report_private.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/money.h"
#include "plan/payment.h"

void
page_streams(struct builder *builder)
{
	const struct repeat *streams = page_repeat(builder, "money.stream");

	if (streams != NULL && totals_meant(builder))
		report_rows(builder, streams, &UID_NONE, NULL);
}

void
page_spending(struct builder *builder)
{
	const struct repeat *lines = page_repeat(builder, "money.line");

	if (lines == NULL)
		return;
	report_rows(builder, lines, &UID_NONE, NULL);
	if (plan_money(builder->plan)->any && totals_meant(builder))
		report_totals(builder);
}

/* --- payments --- */

enum { ON, FOR, GROSS, LESS, NET, COLUMNS };

static const char *const header[] = { "When", "For these days", "In all",
	"Less what I pay", "Paid" };
static const bool right[] = { false, false, true, true, true };

/* Each column is what a question of the row says, summed up. */
bool
payments_meant(const struct reader *reader, const struct form_set *forms)
{
	static const char *const names[] = { "paying.pay_stream",
		"paying.pay_first", "paying.pay_gross", "paying.pay_less",
		"paying.pay_net", "paying.pay_total" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const struct field *field = form_set_field(forms, names[i]);

		if (field == NULL || !field_meant(reader, field))
			return false;
	}
	return true;
}

static void
add_payment(struct builder *builder, struct draft *draft,
    const struct plan_payment *payment)
{
	bool less = payment->net_known && payment->less_pence != 0;
	char on[32], from[32], to[32], days[72];
	const char *cells[COLUMNS] = { [ON] = on, [FOR] = days };

	date_format_short(payment->on, on);
	date_format_short(payment->from, from);
	date_format_short(payment->to, to);
	snprintf(days, sizeof days, "%s to %s", from, to);
	cells[GROSS] = builder_pounds(builder, payment->gross_pence);
	if (less)
		cells[LESS] = builder_pounds(builder, payment->less_pence);
	if (payment->net_known)
		cells[NET] = builder_pounds(builder, payment->net_pence);
	draft_row(builder, draft, cells);
}

static void
add_all(struct builder *builder, struct draft *draft,
    const struct plan_payment *payments, size_t count)
{
	struct plan_payment all = { .net_known = true };
	const char *cells[COLUMNS] = { [ON] = "All together" };

	for (size_t i = 0; i < count; i++) {
		all.gross_pence += payments[i].gross_pence;
		all.less_pence += payments[i].less_pence;
		all.net_pence += payments[i].net_pence;
		all.net_known = all.net_known && payments[i].net_known;
	}
	if (count < 2)
		return;
	cells[GROSS] = builder_pounds(builder, all.gross_pence);
	if (all.net_known && all.less_pence != 0)
		cells[LESS] = builder_pounds(builder, all.less_pence);
	if (all.net_known)
		cells[NET] = builder_pounds(builder, all.net_pence);
	draft_row(builder, draft, cells);
	draft->table.total = true;
}

/* "Whose money: how, to whom", for the table of one row. */
static const char *
caption(struct builder *builder, const struct uid *row)
{
	static const char *const more[] = { "paying.pay_route",
		"paying.pay_to" };
	struct buf text;
	const char *copy;

	buf_init(&text);
	buf_add(&text, page_text(builder,
	    page_field(builder, "paying.pay_stream"), row));
	for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
		const char *said =
		    page_text(builder, page_field(builder, more[i]), row);

		if (said[0] != '\0')
			buf_addf(&text, ", %s", said);
	}
	copy = builder_copy(builder, text.data);
	buf_clear(&text);
	return copy;
}

/* Says that the payments after SINCE wait, or are not to be made any more: WHAT
 * stands in front, THEN behind. */
static void
add_stopped(struct builder *builder, const struct plan_payment *payments,
    size_t count, struct date since, const char *what, const char *then)
{
	size_t later = 0;
	int64_t pence = 0;
	struct buf text;
	char day[32];

	for (size_t i = 0; i < count; i++)
		if (date_compare(payments[i].on, since) > 0) {
			later++;
			pence += payments[i].net_pence;
		}
	date_format_long(since, day);
	buf_init(&text);
	buf_addf(&text, "%s %s. Payments after that day: %zu", what, day, later);
	if (later > 0 && payments->net_known) {
		buf_add(&text, ", ");
		money_format_pounds(pence, &text);
	}
	buf_addf(&text, ". %s", then);
	builder_text(builder, BLOCK_NOTE, text.data);
	buf_clear(&text);
}

/* What stops by itself: nothing. What is proposed, or waits, is said. */
static void
add_stops(struct builder *builder, const struct plan_payment *payments,
    size_t count)
{
	const struct field *died = page_field(builder, "about_me.date_of_death");
	const struct field *hold = page_field(builder, "paying.hold_since");
	struct date since;

	if (date_parse_iso(page_code(builder, died, &UID_NONE), &since))
		add_stopped(builder, payments, count, since, "The person died "
		    "on", "It is proposed that they stop. Nothing stops by "
		    "itself: finance decides it and does it.");
	else if (date_parse_iso(page_code(builder, hold, &payments->row),
		     &since))
		add_stopped(builder, payments, count, since, "On hold since",
		    "They wait until the hold is taken off.");
}

static void
add_row(struct builder *builder, const struct plan_payment *payments,
    size_t count)
{
	struct draft draft = {
		.table = { .caption = caption(builder, &payments->row),
		    .columns = COLUMNS,
		    .header = header,
		    .right = right },
	};

	for (size_t i = 0; i < count; i++)
		add_payment(builder, &draft, &payments[i]);
	add_all(builder, &draft, payments, count);
	(void)draft_finish(builder, &draft);
	add_stops(builder, payments, count);
	if (!payments->net_known)
		builder_text(builder, BLOCK_PARAGRAPH,
		    "What I pay towards it has not been worked out yet, so what "
		    "will be paid is not known.");
}

void
page_payments(struct builder *builder)
{
	const struct repeat *repeat = page_repeat(builder, PAYMENT_REPEAT);
	struct plan_payment *payments;
	size_t count;

	if (repeat == NULL ||
	    !plan_repeat_shown(builder->plan, repeat, &UID_NONE) ||
	    !payments_meant(&builder->reader, plan_forms(builder->plan)))
		return;
	page_note_rows(builder, repeat, &UID_NONE);
	count = plan_payments(builder->plan, &payments);
	for (size_t i = 0, next; i < count; i = next) {
		for (next = i + 1; next < count &&
		     uid_equal(&payments[next].row, &payments[i].row);)
			next++;
		add_row(builder, &payments[i], next - i);
	}
	report_account(builder, payments, count);
	free(payments);
}
