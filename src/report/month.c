#include "config.h"

#include "report/month.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/money.h"

#define REPEAT_LINE  "money.line"
#define REPEAT_SHARE "money.share"
#define REPEAT_PART  "paying.part"
#define CONTINGENCY  "contingency"
#define ONCE	     "one_off" /* how often; all others are again and again */

int64_t
month_part(const struct month *month, int64_t pence)
{
	int64_t year;

	if (!mul_checked(pence, YEAR_WEEKS / 4, &year))
		return 0;
	return div_half_up(year, month->weeks * 3);
}

static enum paid
how_paid(struct builder *builder, const struct uid *row)
{
	const char *frequency =
	    page_code(builder, page_field(builder, "money.frequency"), row);

	if (strcmp(page_code(builder, page_field(builder, "money.category"),
		       row),
		CONTINGENCY) == 0)
		return PAID_IF_NEEDED;
	return strcmp(frequency, ONCE) == 0 ? PAID_ONCE : PAID_AGAIN;
}

static void
read_lines(struct builder *builder, struct month *month)
{
	const struct repeat *repeat = page_repeat(builder, REPEAT_LINE);
	const struct field *cost = page_field(builder, "money.cost");
	const struct field *what = page_field(builder, "money.what");
	const struct uid *rows;
	size_t count = 0;

	if (repeat != NULL &&
	    plan_repeat_shown(builder->plan, repeat, &UID_NONE))
		count = plan_rows(builder->plan, repeat, &UID_NONE, &rows);
	if (count > 0)
		page_note_rows(builder, repeat, &UID_NONE);
	month->lines = xcalloc(count + 1, sizeof *month->lines);
	for (size_t i = 0; i < count; i++) {
		struct month_line line = { .row = rows[i] };

		/* what is free is no money */
		if (!page_number(builder, cost, &rows[i], &line.cost_pence) ||
		    line.cost_pence == 0)
			continue;
		line.what = page_text(builder, what, &rows[i]);
		if (line.what[0] == '\0')
			line.what = "Something without a name";
		line.paid = how_paid(builder, &rows[i]);
		month->lines[month->line_count++] = line;
	}
}

/* Adds PENCE to the stream whose row LINK names, or to nobody's. */
static void
add_to_stream(struct month *month, const char *link, int64_t pence)
{
	struct uid id;

	if (uid_parse(link, strlen(link), &id))
		for (size_t i = 0; i < month->money->stream_count; i++)
			if (uid_equal(&month->money->streams[i].row, &id)) {
				month->again_pence[i] += pence;
				return;
			}
	month->unnamed_pence += pence;
}

static void
share_out(struct builder *builder, struct month *month,
    const struct month_line *line)
{
	const struct repeat *repeat = page_repeat(builder, REPEAT_SHARE);
	const struct field *split = page_field(builder, "money.split");
	int64_t is_split = 0, left = line->cost_pence;
	const struct uid *rows;
	size_t count = 0;

	(void)page_number(builder, split, &line->row, &is_split);
	if (is_split != 1) {
		add_to_stream(month,
		    page_code(builder, page_field(builder, "money.paid_by"),
			&line->row),
		    line->cost_pence);
		return;
	}
	if (repeat != NULL)
		count = plan_rows(builder->plan, repeat, &line->row, &rows);
	for (size_t i = 0; i < count; i++) {
		int64_t pence = 0;

		(void)page_number(builder,
		    page_field(builder, "money.share_cost"), &rows[i], &pence);
		add_to_stream(month,
		    page_code(builder,
			page_field(builder, "money.share_stream"), &rows[i]),
		    pence);
		left -= pence;
	}
	month->unnamed_pence += left;
}

/* What the person pays: only ever towards the council's money under the Care
 * Act. */
static void
read_own_part(struct builder *builder, struct month *month)
{
	const struct repeat *repeat = page_repeat(builder, REPEAT_PART);
	const struct field *total = page_field(builder, "paying.part_total");
	const struct uid *rows;
	size_t count = 0;

	if (repeat != NULL &&
	    plan_repeat_shown(builder->plan, repeat, &UID_NONE))
		count = plan_rows(builder->plan, repeat, &UID_NONE, &rows);
	for (size_t i = 0; i < count; i++) {
		int64_t pence;

		if (page_number(builder, total, &rows[i], &pence) && pence > 0)
			month->own_pence += pence;
	}
}

void
month_read(struct builder *builder, struct month *month)
{
	*month = (struct month){ .money = plan_money(builder->plan) };
	if (!page_number(builder,
		form_set_field(plan_forms(builder->plan), "purpose.weeks"),
		&UID_NONE, &month->weeks) ||
	    month->weeks < 1 || month->weeks > 5200)
		month->weeks = YEAR_WEEKS;
	month->again_pence = xcalloc(month->money->stream_count + 1,
	    sizeof *month->again_pence);
	read_lines(builder, month);
	read_own_part(builder, month);
	for (size_t i = 0; i < month->line_count; i++) {
		const struct month_line *line = &month->lines[i];

		if (line->paid != PAID_AGAIN)
			continue;
		share_out(builder, month, line);
		month->out_pence += line->cost_pence;
		month->out_month_pence += month_part(month, line->cost_pence);
	}
}

void
month_clear(struct month *month)
{
	free(month->again_pence);
	free(month->lines);
}
