/* One account into which more than one kind of money comes: what each puts into
 * it, day by day, so that a payment on the bank's paper can be told apart. */
#include "config.h"

#include "report/report_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "plan/payment.h"

#define TO_ACCOUNT "dp" /* paid to the person, or to somebody for them */

/* The streams that pay into it, in the plan's order, with their columns. */
struct account {
	const struct stream_total **streams;
	size_t count;
	struct plan_payment *payments; /* into it, by day */
	size_t payment_count;
};

static const char *
stream_of(struct builder *builder, const struct uid *row)
{
	return page_code(builder, page_field(builder, "paying.pay_stream"),
	    row);
}

static bool
into_account(struct builder *builder, const struct uid *row)
{
	const char *route = page_code(builder,
	    page_field(builder, "paying.pay_route"), row);

	return strcmp(route, "") == 0 || strcmp(route, TO_ACCOUNT) == 0;
}

static bool
pays(struct builder *builder, const struct stream_total *stream,
    const struct plan_payment *payment)
{
	char hex[UID_HEX_LEN + 1];

	uid_format(&stream->row, hex);
	return strcmp(stream_of(builder, &payment->row), hex) == 0;
}

static int
by_day(const void *a, const void *b)
{
	return date_compare(((const struct plan_payment *)a)->on,
	    ((const struct plan_payment *)b)->on);
}

static void
read_account(struct builder *builder, const struct plan_payment *all,
    size_t count, struct account *out)
{
	const struct plan_money *money = plan_money(builder->plan);

	*out = (struct account){
		.streams = xcalloc(money->stream_count + 1,
		    sizeof *out->streams),
		.payments = xcalloc(count + 1, sizeof *out->payments),
	};
	for (size_t i = 0; i < count; i++)
		if (into_account(builder, &all[i].row))
			out->payments[out->payment_count++] = all[i];
	if (out->payment_count > 0)
		qsort(out->payments, out->payment_count,
		    sizeof *out->payments, by_day);
	for (size_t i = 0; i < money->stream_count; i++)
		for (size_t j = 0; j < out->payment_count; j++)
			if (pays(builder, &money->streams[i],
				&out->payments[j])) {
				out->streams[out->count++] =
				    &money->streams[i];
				break;
			}
}

static void
clear_account(struct account *account)
{
	free(account->payments);
	free(account->streams);
}

/* Adds what STREAM (NULL: any) pays of the COUNT payments to *SUM; false: of
 * one it is not known what will be paid. *ANY: there is one. */
static bool
sum_of(struct builder *builder, const struct plan_payment *payments,
    size_t count, const struct stream_total *stream, int64_t *sum, bool *any)
{
	bool known = true;

	*sum = 0;
	*any = false;
	for (size_t i = 0; i < count; i++) {
		if (stream != NULL && !pays(builder, stream, &payments[i]))
			continue;
		*any = true;
		known = known && payments[i].net_known;
		*sum += payments[i].net_pence;
	}
	return known;
}

/* What the COUNT payments bring, stream by stream and together. */
static void
add_sums(struct builder *builder, struct draft *draft,
    const struct account *account, const char *when,
    const struct plan_payment *payments, size_t count)
{
	const char **cells =
	    xcalloc(account->count + 2, sizeof *cells);
	int64_t sum;
	bool any;

	cells[0] = when;
	for (size_t i = 0; i <= account->count; i++) {
		const struct stream_total *stream =
		    i < account->count ? account->streams[i] : NULL;

		if (!sum_of(builder, payments, count, stream, &sum, &any))
			cells[i + 1] = "Not known yet";
		else if (any)
			cells[i + 1] = builder_pounds(builder, sum);
	}
	draft_row(builder, draft, cells);
	free(cells);
}

static void
add_table(struct builder *builder, const struct account *account)
{
	struct arena *arena = &builder->report->arena;
	size_t columns = account->count + 2;
	const char **header = arena_alloc(arena, columns * sizeof *header);
	bool *right = arena_alloc(arena, columns * sizeof *right);
	struct draft draft = { .table = {
		.caption = "Into one account, by whose money it is",
		.columns = columns,
		.header = header,
		.right = right,
		.total = true,
	} };

	header[0] = "When";
	for (size_t i = 0; i < account->count; i++)
		header[i + 1] =
		    builder_copy(builder, account->streams[i]->title);
	header[columns - 1] = "Into the account";
	for (size_t i = 1; i < columns; i++)
		right[i] = true;
	for (size_t i = 0, next; i < account->payment_count; i = next) {
		const struct plan_payment *first = &account->payments[i];
		char day[32];

		for (next = i + 1; next < account->payment_count &&
		     date_compare(first->on, account->payments[next].on) ==
			 0;)
			next++;
		date_format_short(first->on, day);
		add_sums(builder, &draft, account, day, first, next - i);
	}
	add_sums(builder, &draft, account, "All together", account->payments,
	    account->payment_count);
	(void)draft_finish(builder, &draft);
}

void
report_account(struct builder *builder, const struct plan_payment *payments,
    size_t count)
{
	struct account account;

	if (!totals_meant(builder))
		return;
	read_account(builder, payments, count, &account);
	if (account.count > 1) {
		add_table(builder, &account);
		builder_text(builder, BLOCK_PARAGRAPH,
		    "The money may lie in one account, but each kind is still "
		    "counted by itself and spent on what it is for.");
	}
	clear_account(&account);
}
