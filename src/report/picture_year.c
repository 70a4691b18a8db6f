/* The days of the plan from left to right: when each cost runs and its price
 * changes, when money is paid, when the plan is looked at again. */
#include "config.h"

#include "report/report_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/date.h"
#include "plan/payment.h"

#define WEEKS_MOST 520
#define ONCE	   "one_off"     /* how often */
#define KEPT	   "contingency" /* what kind of cost */

/* The days when the plan is looked at again. */
static const char *const looks[] = { "review.due_light", "review.due_nhs",
	"review.due_money", "review.due_year", "review.due_asked",
	"review.due_risk" };

struct year {
	struct builder *builder;
	long first, last; /* of the plan */
	struct picture_row *rows;
	size_t count, cap;
};

static const char *
copy_of(struct builder *builder, struct buf *text)
{
	const char *copy = builder_copy(builder, text->data);

	buf_clear(text);
	return copy;
}

static void
add_day(struct buf *out, long day)
{
	char text[32];

	date_format_short(date_from_days(day), text);
	buf_add(out, text);
}

static bool
in_plan(const struct year *year, long day)
{
	return day >= year->first && day <= year->last;
}

static bool
day_of(const struct builder *builder, const char *name, const struct uid *row,
    long *day)
{
	struct date date;

	if (!date_parse_iso(page_code(builder, page_field(builder, name), row),
		&date))
		return false;
	*day = date_to_days(date);
	return true;
}

static struct picture_row *
add_row(struct year *year, const char *label)
{
	ARRAY_GROW(year->rows, year->count, year->cap);
	year->rows[year->count] = (struct picture_row){ .label = label };
	return &year->rows[year->count++];
}

/* --- costs --- */

/* Room for COUNT marks; those that are used are counted by add_mark. */
static struct picture_mark *
new_marks(struct year *year, size_t count)
{
	return arena_alloc(&year->builder->report->arena,
	    (count + 1) * sizeof(struct picture_mark));
}

static void
add_mark(const struct year *year, struct picture_row *row,
    struct picture_mark *marks, enum picture_mark_kind kind, long day)
{
	if (!in_plan(year, day))
		return;
	marks[row->mark_count++] =
	    (struct picture_mark){ .kind = kind, .at = day - year->first };
	row->marks = marks;
}

/* Each new price of the cost in LINE, on the days that it runs. */
static void
add_prices(struct year *year, const struct uid *line, struct picture_row *row,
    struct buf *says)
{
	struct builder *builder = year->builder;
	const struct repeat *repeat = page_repeat(builder, "money.step");
	const struct uid *steps;
	struct picture_mark *marks;
	size_t count = 0;
	long day;

	if (repeat != NULL && plan_repeat_shown(builder->plan, repeat, line))
		count = plan_rows(builder->plan, repeat, line, &steps);
	if (count == 0)
		return;
	/* those of other costs in this row go before */
	marks = new_marks(year, row->mark_count + count);
	if (row->mark_count > 0)
		memcpy(marks, row->marks, row->mark_count * sizeof *marks);
	for (size_t i = 0; i < count; i++) {
		const char *price = page_text(builder,
		    page_field(builder, "money.step_price"), &steps[i]);

		if (!day_of(builder, "money.step_from", &steps[i], &day) ||
		    price[0] == '\0')
			continue;
		add_mark(year, row, marks, MARK_PRICE, day);
		buf_addf(says, ". %s from ", price);
		add_day(says, day);
	}
}

/* One cost, as the year has it. */
struct run {
	const struct uid *line;
	const char *what;
	long from, to;
	bool once, kept; /* paid once; kept back, just in case */
	bool shown;	 /* it stands in a row already */
};

/* Appends what it is and what it comes to. */
static void
say_cost(const struct year *year, const struct run *run, const char *after,
    struct buf *says)
{
	struct builder *builder = year->builder;
	int64_t pence;

	buf_add(says, run->what);
	if (page_number(builder, page_field(builder, "money.cost"), run->line,
		&pence))
		buf_addf(says, ": %s%s", builder_pounds(builder, pence),
		    after);
}

static bool
read_run(const struct year *year, const struct uid *line, struct run *out)
{
	struct builder *builder = year->builder;
	const char *frequency =
	    page_code(builder, page_field(builder, "money.frequency"), line);
	long day;

	*out = (struct run){
		.line = line,
		.what = page_text(builder, page_field(builder, "money.what"),
		    line),
		.from = year->first,
		.to = year->last,
		.once = strcmp(frequency, ONCE) == 0,
		.kept = strcmp(page_code(builder,
				   page_field(builder, "money.category"),
				   line),
			    KEPT) == 0,
	};
	if (out->what[0] == '\0')
		out->what = "Something without a name";
	if (day_of(builder, "money.starts", line, &day) && day > out->from)
		out->from = day;
	if (day_of(builder, "money.ends", line, &day) && day < out->to)
		out->to = day;
	return frequency[0] != '\0';
}

/* May A and B stand in one row, which names both? */
static bool
alike(const struct run *a, const struct run *b)
{
	return a->once == b->once && a->kept == b->kept && a->from == b->from &&
	    (a->once || a->to == b->to);
}

static const char *
run_label(struct year *year, const struct run *run)
{
	struct buf label;

	buf_init(&label);
	if (run->kept)
		buf_add(&label, "Kept back, just in case");
	else if (!run->once && run->from == year->first &&
	    run->to == year->last)
		buf_add(&label, "From the first day to the last");
	else {
		buf_add(&label, run->once ? "Paid once, from " : "");
		add_day(&label, run->from);
		if (!run->once) {
			buf_add(&label, " to ");
			add_day(&label, run->to);
		}
	}
	return copy_of(year->builder, &label);
}

/* A row for the COUNT runs from FIRST on that are alike. */
static void
add_runs(struct year *year, struct run *runs, size_t first, size_t count)
{
	struct run *run = &runs[first];
	struct picture_row *row = add_row(year, run_label(year, run));
	struct buf says;

	if (run->once && !run->kept)
		add_mark(year, row, new_marks(year, 1), MARK_PAID, run->from);
	if (!run->once && run->from <= run->to && run->from <= year->last &&
	    run->to >= year->first) {
		row->runs = true;
		row->from = run->from - year->first;
		row->to = run->to - year->first;
	}
	buf_init(&says);
	for (size_t i = first; i < count; i++) {
		if (runs[i].shown || !alike(run, &runs[i]))
			continue;
		if (says.len > 0)
			buf_add_char(&says, '\n');
		say_cost(year, &runs[i], run->once ? "" : " in all", &says);
		add_prices(year, runs[i].line, row, &says);
		runs[i].shown = true;
	}
	row->says = copy_of(year->builder, &says);
}

static void
add_lines(struct year *year)
{
	struct builder *builder = year->builder;
	const struct repeat *repeat = page_repeat(builder, "money.line");
	const struct uid *rows;
	struct run *runs;
	size_t count = 0, used = 0;

	if (repeat != NULL &&
	    plan_repeat_shown(builder->plan, repeat, &UID_NONE))
		count = plan_rows(builder->plan, repeat, &UID_NONE, &rows);
	runs = xcalloc(count + 1, sizeof *runs);
	for (size_t i = 0; i < count; i++)
		if (read_run(year, &rows[i], &runs[used]))
			used++;
	for (size_t i = 0; i < used; i++)
		if (!runs[i].shown)
			add_runs(year, runs, i, used);
	free(runs);
}

/* --- payments --- */

/* The COUNT payments of one row. */
static void
add_paid(struct year *year, const struct plan_payment *payments, size_t count)
{
	struct builder *builder = year->builder;
	const char *stream = page_text(builder,
	    page_field(builder, "paying.pay_stream"), &payments->row);
	struct picture_mark *marks = new_marks(year, count);
	struct picture_row *row;
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "Money comes: %s",
	    stream[0] != '\0' ? stream : "nobody named yet");
	row = add_row(year, copy_of(builder, &text));
	for (size_t i = 0; i < count; i++)
		add_mark(year, row, marks, MARK_PAID,
		    date_to_days(payments[i].on));
	buf_addf(&text, "%zu payment%s, ", count, count == 1 ? "" : "s");
	add_day(&text, date_to_days(payments[0].on));
	if (count > 1) {
		buf_add(&text, " to ");
		add_day(&text, date_to_days(payments[count - 1].on));
	}
	row->says = copy_of(builder, &text);
}

static void
add_payments(struct year *year)
{
	struct builder *builder = year->builder;
	struct plan_payment *payments;
	size_t count, end;

	if (!payments_meant(&builder->reader, plan_forms(builder->plan)))
		return;
	count = plan_payments(builder->plan, &payments);
	for (size_t i = 0; i < count; i = end) {
		for (end = i + 1; end < count &&
		     uid_equal(&payments[end].row, &payments[i].row);)
			end++;
		add_paid(year, &payments[i], end - i);
	}
	free(payments);
}

/* --- when it is looked at again --- */

static void
add_look(struct year *year, const char *name)
{
	const struct field *field = page_field(year->builder, name);
	struct picture_row *row;
	struct buf says;
	long day;

	if (field == NULL ||
	    !day_of(year->builder, name, &UID_NONE, &day))
		return;
	row = add_row(year, field->label);
	add_mark(year, row, new_marks(year, 1), MARK_REVIEW, day);
	buf_init(&says);
	add_day(&says, day);
	if (day > year->last)
		buf_add(&says, ", after the plan ends");
	row->says = copy_of(year->builder, &says);
}

/* --- the whole --- */

/* The plan's first and last day; false: not known. */
static bool
find_days(struct year *year)
{
	struct builder *builder = year->builder;
	int64_t weeks;

	if (!day_of(builder, "purpose.start", &UID_NONE, &year->first) ||
	    !page_number(builder, page_field(builder, "purpose.weeks"),
		&UID_NONE, &weeks) ||
	    weeks < 1 || weeks > WEEKS_MOST)
		return false;
	year->last = year->first + (long)weeks * 7 - 1;
	return true;
}

/* A month begins where its first day does; the plan's own first month stands at
 * its left edge. */
static void
add_months(struct year *year, struct picture *picture)
{
	static const char *const names[] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct date month = date_from_days(year->first);
	size_t most = (size_t)(year->last - year->first) / 28 + 2;
	struct picture_tick *ticks = arena_alloc(
	    &year->builder->report->arena, most * sizeof *ticks);
	long day = year->first;

	for (size_t i = 0; i < most && day <= year->last; i++) {
		ticks[picture->tick_count++] = (struct picture_tick){
			.at = day - year->first,
			.label = names[month.month - 1],
		};
		month.day = 1;
		month = date_add_months(month, 1);
		day = date_to_days(month);
	}
	picture->ticks = ticks;
}

static const char *
caption(struct year *year)
{
	struct buf text;

	buf_init(&text);
	buf_add(&text, "The plan's days, ");
	add_day(&text, year->first);
	buf_add(&text, " to ");
	add_day(&text, year->last);
	return copy_of(year->builder, &text);
}

void
picture_year(struct builder *builder)
{
	struct year year = { .builder = builder };
	struct picture picture = { .kind = PICTURE_YEAR };
	struct picture_row *rows;

	if (!find_days(&year))
		return;
	add_lines(&year);
	add_payments(&year);
	for (size_t i = 0; i < ARRAY_LEN(looks); i++)
		add_look(&year, looks[i]);
	rows = arena_alloc(&builder->report->arena,
	    (year.count + 1) * sizeof *rows);
	if (year.count > 0)
		memcpy(rows, year.rows, year.count * sizeof *rows);
	free(year.rows);
	picture.caption = caption(&year);
	picture.span = year.last - year.first + 1;
	picture.rows = rows;
	picture.row_count = year.count;
	add_months(&year, &picture);
	builder_picture(builder, &picture);
}
