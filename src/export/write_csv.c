#include "config.h"

#include "export/write_csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/money.h"
#include "export/csv.h"
#include "plan/payment.h"
#include "report/view.h"

#define COLUMNS_MAX 24

/* A row that is being made. Texts are owned. */
struct row {
	const struct report *report;
	char *cells[COLUMNS_MAX];
	size_t count;
};

static void
add_text(struct row *row, const char *text)
{
	row->cells[row->count++] = xstrdup(text);
}

static void
add_buf(struct row *row, struct buf *text)
{
	row->cells[row->count++] = buf_take(text);
}

static void
add_money(struct row *row, int64_t pence)
{
	struct buf text;

	/* without the commas between thousands */
	buf_init(&text);
	decimal_format(pence, 2, &text);
	if (pence % 100 == 0)
		buf_add(&text, ".00");
	else if (pence % 10 == 0)
		buf_add_char(&text, '0');
	add_buf(row, &text);
}

static void
add_day(struct row *row, struct date day)
{
	char text[DATE_ISO_LEN + 1];

	date_format_iso(day, text);
	add_text(row, text);
}

/* A new row begins with whose it is and which version. */
static void
begin(struct row *row, const struct report *report)
{
	struct buf whose;

	*row = (struct row){ .report = report };
	buf_init(&whose);
	buf_addf(&whose, "%s%s", report->training ? CSV_TRAINING : "",
	    report->whose);
	add_buf(row, &whose);
	add_text(row, report->foot);
}

static void
end(struct row *row, struct buf *out)
{
	csv_add_row(out, (const char *const *)row->cells, row->count);
	for (size_t i = 0; i < row->count; i++)
		free(row->cells[i]);
}

static void
add_header(const struct report *report, const char *const *names, size_t count,
    struct buf *out)
{
	struct row row = { .report = report };

	add_text(&row, MONTH_WHOSE);
	add_text(&row, "Which version");
	for (size_t i = 0; i < count; i++)
		add_text(&row, names[i]);
	end(&row, out);
}

/* --- answers --- */

/* The answer as a program takes it: an amount or a day plain, all else as it is
 * read. */
static void
add_answer(struct row *row, const struct field *field, const struct uid *id)
{
	const struct view *view = row->report->view;
	const struct value *value = view_value(view, field, id);
	struct buf text;

	buf_init(&text);
	if (value == NULL) {
		add_buf(row, &text);
	} else if (value->kind == VALUE_NUMBER && field->kind == FIELD_MONEY) {
		add_money(row, value->number);
	} else if (value->kind == VALUE_NUMBER &&
	    field->kind == FIELD_DECIMAL) {
		decimal_format(value->number, 4, &text);
		add_buf(row, &text);
	} else if (value->kind == VALUE_NUMBER &&
	    field->kind == FIELD_PERCENT) {
		decimal_format(value->number, 2, &text);
		add_buf(row, &text);
	} else if (field->kind == FIELD_DATE) {
		add_text(row, view_text(view, field, id));
	} else {
		view_show(view, field, id, &text);
		add_buf(row, &text);
	}
}

/* The fields of NAMES (ended by NULL) that the reader may see, and their headers:
 * what is not for the reader has no column. Returns how many. */
static size_t
find_fields(const struct report *report, const char *const *names,
    const struct field **fields, const char **header)
{
	size_t count = 0;

	for (; *names != NULL; names++) {
		fields[count] = view_field(report->view, *names);
		if (fields[count] != NULL) {
			header[count] = fields[count]->brief;
			count++;
		}
	}
	return count;
}

static const char *const stream_fields[] = { "money.funder",
	"money.indicative", "money.planned", "money.balance", "money.agreed",
	"money.agreed_on", "money.award", "money.host", "money.basis", NULL };

static void
write_streams(const struct report *report, struct buf *out)
{
	const struct field *fields[COLUMNS_MAX];
	const char *header[COLUMNS_MAX];
	size_t columns = find_fields(report, stream_fields, fields, header);
	const struct uid *rows;
	size_t count = view_rows(report->view,
	    view_repeat(report->view, "money.stream"), &UID_NONE, &rows);
	struct row row;

	add_header(report, header, columns, out);
	for (size_t r = 0; r < count; r++) {
		begin(&row, report);
		for (size_t i = 0; i < columns; i++)
			add_answer(&row, fields[i], &rows[r]);
		end(&row, out);
	}
}

/* --- spending: a row for each that pays for a cost --- */

static const char *const line_fields[] = { "money.what", "money.category",
	"money.provider", "money.quantity", "money.price", "money.frequency",
	"money.times", "money.starts", "money.ends", "money.route",
	"money.quote", "money.vat", "money.vat_in", "money.charge",
	"money.chargeable", NULL };

struct payers {
	const struct field *split, *paid_by, *cost;
	const struct field *stream, *percent, *part; /* of a share */
	const struct repeat *share;
};

static struct payers
find_payers(const struct view *view)
{
	return (struct payers){
		.split = view_field(view, "money.split"),
		.paid_by = view_field(view, "money.paid_by"),
		.cost = view_field(view, "money.cost"),
		.share = view_repeat(view, "money.share"),
		.stream = view_field(view, "money.share_stream"),
		.percent = view_field(view, "money.share_percent"),
		.part = view_field(view, "money.share_cost"),
	};
}

/* SHARE: the row of it, or NULL where one pays all. AGAIN: the line has a row
 * already, so what it comes to in all is not said again: columns add up. */
static void
add_spending(const struct report *report, const struct field *const *fields,
    size_t columns, const struct payers *payers, const struct uid *line,
    const struct uid *share, bool again, struct buf *out)
{
	struct row row;

	begin(&row, report);
	for (size_t i = 0; i < columns; i++)
		if (again && fields[i]->exprs[EXPR_CALCULATE] != NULL)
			add_text(&row, "");
		else
			add_answer(&row, fields[i], line);
	if (share != NULL) {
		add_answer(&row, payers->stream, share);
		add_answer(&row, payers->percent, share);
		add_answer(&row, payers->part, share);
	} else {
		add_answer(&row, payers->paid_by, line);
		add_text(&row, "100");
		add_answer(&row, payers->cost, line);
	}
	end(&row, out);
}

static void
write_spending(const struct report *report, struct buf *out)
{
	const struct view *view = report->view;
	const struct field *fields[COLUMNS_MAX];
	const char *header[COLUMNS_MAX];
	size_t columns = find_fields(report, line_fields, fields, header);
	struct payers payers = find_payers(view);
	const struct uid *rows, *shares;
	size_t count = view_rows(view, view_repeat(view, "money.line"),
	    &UID_NONE, &rows);

	header[columns] = "Paid from";
	header[columns + 1] = "Share, in percent";
	header[columns + 2] = "This money pays";
	if (payers.cost == NULL || payers.part == NULL) {
		add_header(report, header, columns, out);
		return;
	}
	add_header(report, header, columns + 3, out);
	for (size_t r = 0; r < count; r++) {
		const struct value *split =
		    view_value(view, payers.split, &rows[r]);
		size_t parts = 0;

		if (split != NULL && split->kind == VALUE_NUMBER &&
		    split->number == 1)
			parts = view_rows(view, payers.share, &rows[r],
			    &shares);
		for (size_t i = 0; i < (parts > 0 ? parts : 1); i++)
			add_spending(report, fields, columns, &payers,
			    &rows[r], parts > 0 ? &shares[i] : NULL, i > 0,
			    out);
	}
}

/* --- payments --- */

static const char *const pay_fields[] = { "paying.pay_stream",
	"paying.pay_route", "paying.pay_to", "paying.pay_ref",
	"paying.hold_since", NULL };

static void
add_payment(const struct report *report, const struct field *const *fields,
    size_t columns, const struct plan_payment *payment, struct buf *out)
{
	struct row row;

	begin(&row, report);
	add_day(&row, payment->on);
	add_day(&row, payment->from);
	add_day(&row, payment->to);
	for (size_t i = 0; i < columns; i++)
		add_answer(&row, fields[i], &payment->row);
	add_money(&row, payment->gross_pence);
	if (payment->net_known) {
		add_money(&row, payment->less_pence);
		add_money(&row, payment->net_pence);
	} else {
		add_text(&row, "");
		add_text(&row, "");
	}
	end(&row, out);
}

static void
write_payments(const struct report *report, struct buf *out)
{
	const struct field *fields[COLUMNS_MAX];
	const char *header[COLUMNS_MAX] = { "When", "From", "Until" };
	size_t columns = find_fields(report, pay_fields, fields, header + 3);
	struct plan_payment *payments;
	size_t count;

	header[columns + 3] = "In all";
	header[columns + 4] = "Less what the person pays";
	header[columns + 5] = "Paid";
	add_header(report, header, columns + 6, out);
	if (!view_has_payments(report->view))
		return;
	count = plan_payments(view_plan(report->view), &payments);
	for (size_t i = 0; i < count; i++)
		add_payment(report, fields, columns, &payments[i], out);
	free(payments);
}

/* --- my money in a month --- */

/* The tables of the page as it is printed, with room for what happened. */
static void
write_month(const struct report *report, struct buf *out)
{
	static const char *const header[] = { MONTH_PART, MONTH_WHAT,
		MONTH_PLANNED, MONTH_HAPPENED };

	add_header(report, header, ARRAY_LEN(header), out);
	for (size_t b = 0; b < report->count; b++) {
		const struct table *table = &report->blocks[b].table;

		if (report->blocks[b].kind != BLOCK_TABLE || !table->write_in)
			continue;
		for (size_t r = 0; r + (table->total ? 1 : 0) < table->rows;
		     r++) {
			int64_t pence;
			struct row row;

			begin(&row, report);
			add_text(&row, table->caption);
			add_text(&row, table_cell(table, r, 0));
			if (money_parse(table_cell(table, r, 1), &pence, NULL))
				add_money(&row, pence);
			else
				add_text(&row, table_cell(table, r, 1));
			add_text(&row, "");
			end(&row, out);
		}
	}
}

static const struct {
	enum page page;
	void (*write)(const struct report *report, struct buf *out);
} tables[] = {
	{ PAGE_MONEY, write_month },
	{ PAGE_STREAMS, write_streams },
	{ PAGE_SPENDING, write_spending },
	{ PAGE_PAYMENTS, write_payments },
};

bool
csv_holds(bool whole, enum page page)
{
	for (size_t i = 0; !whole && i < ARRAY_LEN(tables); i++)
		if (tables[i].page == page)
			return true;
	return false;
}

void
write_csv(const struct report *report, struct buf *out)
{
	buf_add(out, CSV_MARK);
	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		if (tables[i].page == report->page)
			tables[i].write(report, out);
}
