/* My money in a month: what comes in, what goes out, what should be left, with
 * room to write what happened. */
#include "config.h"

#include "report/month.h"

#include <string.h>

#include "base/buf.h"
#include "base/money.h"

#define COUNCIL "la_ca" /* the money of which the person may pay a part */

static const char *const in_header[] = { "Whose money", "In a month",
	"What happened" };
static const char *const out_header[] = { "What", "In a month",
	"What happened" };
static const char *const once_header[] = { "What", "In all",
	"What happened" };
static const bool right[] = { false, true, false };

static struct draft
new_draft(const char *caption, const char *const *header)
{
	return (struct draft){
		.table = { .caption = caption,
		    .columns = 3,
		    .header = header,
		    .right = right,
		    .write_in = true },
	};
}

static void
add_amount(struct builder *builder, struct draft *draft, const char *what,
    int64_t pence)
{
	const char *cells[] = { what, builder_pounds(builder, pence), NULL };

	draft_row(builder, draft, cells);
}

static void
add_total(struct builder *builder, struct draft *draft, int64_t pence)
{
	if (draft->table.rows > 1) {
		add_amount(builder, draft, "All together", pence);
		draft->table.total = true;
	}
	(void)draft_finish(builder, draft);
}

/* A stream gives each month its part of what is paid again and again, and of
 * what it has left over; the council pays its part less what the person pays. */
static int64_t
add_in(struct builder *builder, const struct month *month)
{
	const struct field *funder = page_field(builder, "money.funder");
	struct draft draft = new_draft("Comes in", in_header);
	int64_t left = month->own_pence, total = 0;

	for (size_t i = 0; i < month->money->stream_count; i++) {
		const struct stream_total *stream = &month->money->streams[i];
		int64_t pence = month_part(month,
		    month->again_pence[i] + stream->balance_pence);
		int64_t own = 0;

		if (strcmp(page_code(builder, funder, &stream->row),
			COUNCIL) == 0)
			own = month_part(month, left);
		left -= own > 0 ? left : 0;
		if (own > pence)
			own = pence > 0 ? pence : 0;
		if (pence - own > 0)
			add_amount(builder, &draft, stream->title, pence - own);
		if (own > 0)
			add_amount(builder, &draft, "What I pay myself", own);
		total += pence > 0 ? pence : 0;
	}
	add_total(builder, &draft, total);
	return total;
}

static void
add_out(struct builder *builder, const struct month *month)
{
	struct draft draft = new_draft("Goes out", out_header);

	for (size_t i = 0; i < month->line_count; i++)
		if (month->lines[i].paid == PAID_AGAIN)
			add_amount(builder, &draft, month->lines[i].what,
			    month_part(month, month->lines[i].cost_pence));
	add_total(builder, &draft, month->out_month_pence);
}

static void
add_once(struct builder *builder, const struct month *month)
{
	struct draft draft = new_draft("Paid once, or kept back just in case",
	    once_header);
	int64_t total = 0;

	for (size_t i = 0; i < month->line_count; i++) {
		const struct month_line *line = &month->lines[i];
		struct buf what;

		if (line->paid == PAID_AGAIN)
			continue;
		buf_init(&what);
		buf_addf(&what, "%s%s", line->what,
		    line->paid == PAID_IF_NEEDED ? KEPT_BACK : "");
		add_amount(builder, &draft, what.data, line->cost_pence);
		buf_clear(&what);
		total += line->cost_pence;
	}
	add_total(builder, &draft, total);
}

/* Where the pennies go that a twelfth leaves. */
static void
add_pennies(struct builder *builder, const struct month *month)
{
	int64_t months = month->weeks * 12 / YEAR_WEEKS;
	int64_t sum = months * month->out_month_pence;
	int64_t odd = sum - month->out_pence;
	struct buf text;

	buf_init(&text);
	if (month->weeks * 12 % YEAR_WEEKS != 0) {
		buf_add(&text,
		    "A month here is a twelfth of 52 weeks. Each amount is "
		    "rounded to a penny.");
	} else {
		buf_addf(&text, "Each amount is rounded to a penny. %lld "
				"months of what goes out come to ",
		    (long long)months);
		money_format_pounds(sum, &text);
		if (odd == 0) {
			buf_add(&text, ", just as the plan says.");
		} else {
			buf_addf(&text, ": %lldp %s than the plan's ",
			    (long long)(odd < 0 ? -odd : odd),
			    odd < 0 ? "less" : "more");
			money_format_pounds(month->out_pence, &text);
			buf_add_char(&text, '.');
		}
	}
	builder_text(builder, BLOCK_PARAGRAPH, text.data);
	buf_clear(&text);
}

/* A line for each row of the repeat NAME, as LINE says it. */
static void
add_lines(struct builder *builder, const char *name, const char *question,
    void (*line)(struct builder *builder, const struct uid *row,
	struct buf *out))
{
	const struct repeat *repeat = page_repeat(builder, name);
	const struct uid *rows;
	struct buf text;
	size_t count = 0;

	buf_init(&text);
	if (repeat != NULL &&
	    plan_repeat_shown(builder->plan, repeat, &UID_NONE))
		count = plan_rows(builder->plan, repeat, &UID_NONE, &rows);
	for (size_t i = 0; i < count; i++) {
		if (text.len > 0)
			buf_add_char(&text, '\n');
		line(builder, &rows[i], &text);
	}
	if (text.len > 0)
		builder_answer(builder, question, text.data, false);
	buf_clear(&text);
}

/* Appends BEFORE and the answer, if there is one. */
static void
add_said(struct builder *builder, const char *before, const char *name,
    const struct uid *row, struct buf *out)
{
	const char *text = page_text(builder, page_field(builder, name), row);

	if (text[0] != '\0')
		buf_addf(out, "%s%s", before, text);
}

static void
say_part(struct builder *builder, const struct uid *row, struct buf *out)
{
	add_said(builder, "", "paying.part_weekly", row, out);
	add_said(builder, " from ", "paying.part_from", row, out);
	add_said(builder, " until ", "paying.part_until", row, out);
	add_said(builder, ": ", "paying.part_state", row, out);
}

static void
say_payment(struct builder *builder, const struct uid *row, struct buf *out)
{
	add_said(builder, "", "paying.pay_stream", row, out);
	add_said(builder, ": ", "paying.pay_says", row, out);
}

static void
add_left(struct builder *builder, const struct month *month, int64_t in_pence)
{
	builder_answer(builder, "Should be left each month",
	    builder_pounds(builder, in_pence - month->out_month_pence), false);
	if (month->unnamed_pence != 0)
		builder_text(builder, BLOCK_PARAGRAPH,
		    "Nobody has been named yet to pay for some of what goes "
		    "out.");
}

void
page_money(struct builder *builder)
{
	struct month month;
	int64_t in_pence;

	if (!totals_meant(builder))
		return;
	month_read(builder, &month);
	if (month.money->overflow) {
		builder_text(builder, BLOCK_PARAGRAPH,
		    "At least one cost is too large to add up. Please check "
		    "it.");
	} else if (month.line_count == 0) {
		builder_text(builder, BLOCK_PARAGRAPH,
		    "No money has been planned yet.");
	} else {
		builder_text(builder, BLOCK_PARAGRAPH,
		    "For the month of ______________________");
		in_pence = add_in(builder, &month);
		add_out(builder, &month);
		add_left(builder, &month, in_pence);
		if (month.out_pence > 0)
			add_pennies(builder, &month);
		add_once(builder, &month);
		add_lines(builder, "paying.pay", "When it arrives",
		    say_payment);
		add_lines(builder, "paying.part", "What I pay", say_part);
	}
	month_clear(&month);
}
