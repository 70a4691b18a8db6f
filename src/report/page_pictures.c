/* The plan in pictures: how far the money goes, by whose it is and by what it is
 * for; the year; and the grid of risks where the organisation uses it. */
#include "config.h"

#include "report/report_private.h"

#include <string.h>

#include "base/buf.h"
#include "base/money.h"

static const char *
copy_of(struct builder *builder, struct buf *text)
{
	const char *copy = builder_copy(builder, text->data);

	buf_clear(text);
	return copy;
}

/* A bar is never shorter than nothing. */
static int64_t
length_of(int64_t pence)
{
	return pence > 0 ? pence : 0;
}

/* Every bar to one scale. */
static void
add_bars(struct builder *builder, const char *caption,
    const struct picture_row *rows, size_t count)
{
	struct picture picture = {
		.kind = PICTURE_BARS,
		.caption = caption,
		.span = 1,
		.rows = rows,
		.row_count = count,
	};

	for (size_t i = 0; i < count; i++) {
		if (rows[i].part > picture.span)
			picture.span = rows[i].part;
		if (rows[i].whole > picture.span)
			picture.span = rows[i].whole;
	}
	builder_picture(builder, &picture);
}

/* --- by whose money it is --- */

static const char *
stream_says(struct builder *builder, const struct stream_total *stream)
{
	struct buf text;

	buf_init(&text);
	money_format_pounds(stream->planned_pence, &text);
	buf_add(&text, " planned of ");
	money_format_pounds(stream->indicative_pence, &text);
	if (stream->balance_pence > 0) {
		buf_add(&text, ", ");
		money_format_pounds(stream->balance_pence, &text);
		buf_add(&text, " left over");
	} else if (stream->balance_pence < 0) {
		buf_add(&text, ": ");
		money_format_pounds(-stream->balance_pence, &text);
		buf_add(&text, " too much");
	}
	return copy_of(builder, &text);
}

static void
add_streams(struct builder *builder)
{
	const struct plan_money *money = plan_money(builder->plan);
	struct picture_row *rows = arena_alloc(&builder->report->arena,
	    (money->stream_count + 1) * sizeof *rows);
	size_t count = 0;
	struct buf text;

	for (size_t i = 0; i < money->stream_count; i++) {
		const struct stream_total *stream = &money->streams[i];

		rows[count++] = (struct picture_row){
			.label = builder_copy(builder, stream->title),
			.says = stream_says(builder, stream),
			.part = length_of(stream->planned_pence),
			.whole = length_of(stream->indicative_pence),
		};
	}
	if (money->unassigned_pence > 0) {
		buf_init(&text);
		money_format_pounds(money->unassigned_pence, &text);
		buf_add(&text, " planned");
		rows[count++] = (struct picture_row){
			.label = "Nobody named yet",
			.says = copy_of(builder, &text),
			.part = money->unassigned_pence,
		};
	}
	add_bars(builder, "How far each kind of money goes", rows, count);
}

/* --- by what it is for --- */

/* Is the row LINK among the links in CODES? */
static bool
links_to(const char *codes, const struct uid *link)
{
	char hex[UID_HEX_LEN + 1];

	uid_format(link, hex);
	return strstr(codes, hex) != NULL;
}

static size_t
rows_of(const struct builder *builder, const struct repeat *repeat,
    const struct uid **rows)
{
	return repeat != NULL &&
		plan_repeat_shown(builder->plan, repeat, &UID_NONE)
	    ? plan_rows(builder->plan, repeat, &UID_NONE, rows)
	    : 0;
}

struct costs {
	const struct uid *lines;
	size_t count;
	const struct field *cost, *outcomes;
	bool shared; /* one of them helps with more than one thing */
};

/* What all costs come to that help with OUTCOME, or (NULL) with nothing. */
static int64_t
cost_of(const struct builder *builder, const struct costs *costs,
    const struct uid *outcome)
{
	int64_t sum = 0;

	for (size_t i = 0; i < costs->count; i++) {
		const char *helps =
		    page_code(builder, costs->outcomes, &costs->lines[i]);
		int64_t pence;

		if ((outcome != NULL ? links_to(helps, outcome)
				     : helps[0] == '\0') &&
		    page_number(builder, costs->cost, &costs->lines[i],
			&pence) &&
		    !add_checked(sum, pence, &sum))
			return 0;
	}
	return sum;
}

static void
add_cost(struct builder *builder, struct picture_row *row, const char *label,
    int64_t pence)
{
	*row = (struct picture_row){
		.label = label,
		.says = builder_pounds(builder, pence),
		.part = length_of(pence),
		.whole = length_of(pence),
	};
}

static void
read_costs(const struct builder *builder, struct costs *costs)
{
	*costs = (struct costs){
		.cost = page_field(builder, "money.cost"),
		.outcomes = page_field(builder, "money.outcomes"),
	};
	costs->count = rows_of(builder, page_repeat(builder, "money.line"),
	    &costs->lines);
	for (size_t i = 0; i < costs->count; i++)
		costs->shared = costs->shared ||
		    strchr(page_code(builder, costs->outcomes,
			       &costs->lines[i]),
			' ') != NULL;
}

/* "What I want" of ROW in one line; "Outcome 2" where nothing is said. */
static const char *
outcome_label(struct builder *builder, const struct uid *row, size_t number)
{
	const char *words =
	    page_text(builder, page_field(builder, "outcomes.words"), row);
	struct buf text;

	buf_init(&text);
	if (words[0] == '\0')
		buf_addf(&text, "Thing %zu that I want to change", number);
	for (; *words != '\0'; words++)
		buf_add_char(&text, *words == '\n' ? ' ' : *words);
	return copy_of(builder, &text);
}

static void
add_outcomes(struct builder *builder)
{
	const struct repeat *repeat = page_repeat(builder, "outcomes.outcome");
	const struct uid *outcomes;
	size_t outcome_count = rows_of(builder, repeat, &outcomes), count = 0;
	struct picture_row *rows;
	struct costs costs;
	int64_t rest;

	read_costs(builder, &costs);
	if (costs.cost == NULL || costs.outcomes == NULL || costs.count == 0 ||
	    outcome_count == 0)
		return;
	rows = arena_alloc(&builder->report->arena,
	    (outcome_count + 1) * sizeof *rows);
	for (size_t i = 0; i < outcome_count; i++, count++)
		add_cost(builder, &rows[count],
		    outcome_label(builder, &outcomes[i], i + 1),
		    cost_of(builder, &costs, &outcomes[i]));
	rest = cost_of(builder, &costs, NULL);
	if (rest > 0)
		add_cost(builder, &rows[count++], "Nothing said yet", rest);
	add_bars(builder, "What the money is for", rows, count);
	if (costs.shared)
		builder_text(builder, BLOCK_PARAGRAPH,
		    "What helps with more than one thing is counted in full "
		    "for each of them, so these do not add up to the whole.");
}

/* --- the grid --- */

/* Which of its choices FIELD has in ROW, from 1; 0: none. */
static int
choice_of(const struct builder *builder, const struct field *field,
    const struct uid *row)
{
	const char *code = page_code(builder, field, row);

	for (size_t i = 0; i < field->list->count; i++)
		if (strcmp(field->list->choices[i].code, code) == 0)
			return (int)i + 1;
	return 0;
}

enum { LIKELY, BAD, SCORE, GRID_FIELDS };

struct grid_fields {
	const struct field *before[GRID_FIELDS], *after[GRID_FIELDS];
};

/* All of them, or nothing. */
static bool
find_grid(const struct builder *builder, struct grid_fields *out)
{
	static const char *const before[] = { "risks.likely_before",
		"risks.bad_before", "risks.score_before" };
	static const char *const after[] = { "risks.likely_after",
		"risks.bad_after", "risks.score_after" };
	const struct choice_list *likely, *bad;

	for (int i = 0; i < GRID_FIELDS; i++) {
		out->before[i] = page_field(builder, before[i]);
		out->after[i] = page_field(builder, after[i]);
		if (out->before[i] == NULL || out->after[i] == NULL)
			return false;
	}
	likely = out->before[LIKELY]->list;
	bad = out->before[BAD]->list;
	return likely != NULL && bad != NULL &&
	    likely->count == PICTURE_GRID_SIDE &&
	    bad->count == PICTURE_GRID_SIDE;
}

/* Only where the rules gave it a number: they give none for self-harm. */
static struct picture_place
place_of(const struct builder *builder, const struct field *const *fields,
    const struct uid *row)
{
	int64_t score;

	if (!page_number(builder, fields[SCORE], row, &score))
		return (struct picture_place){ 0, 0 };
	return (struct picture_place){
		.likely = choice_of(builder, fields[LIKELY], row),
		.bad = choice_of(builder, fields[BAD], row),
	};
}

static void
say_place(struct builder *builder, const struct field *const *fields,
    const struct uid *row, const char *when, struct buf *out)
{
	int64_t score;

	if (!page_number(builder, fields[SCORE], row, &score))
		return;
	buf_addf(out, "%s%s: %s, ", out->len > 0 ? ". " : "", when,
	    page_text(builder, fields[LIKELY], row));
	buf_addf(out, "%s: %lld of 25",
	    page_text(builder, fields[BAD], row), (long long)score);
}

static bool
grid_row(struct builder *builder, const struct grid_fields *fields,
    const struct uid *row, struct picture_row *out)
{
	const char *want =
	    page_text(builder, page_field(builder, "risks.want"), row);
	struct buf text;

	*out = (struct picture_row){
		.label = want[0] != '\0' ? want : "A risk without a name",
		.before = place_of(builder, fields->before, row),
		.after = place_of(builder, fields->after, row),
	};
	if (out->before.likely == 0 && out->after.likely == 0)
		return false;
	buf_init(&text);
	say_place(builder, fields->before, row, "As things are", &text);
	say_place(builder, fields->after, row, "With what we will do", &text);
	out->says = copy_of(builder, &text);
	return true;
}

static void
add_grid(struct builder *builder)
{
	struct picture picture = {
		.kind = PICTURE_GRID,
		.caption = "Risks on the grid",
		.span = 1,
	};
	const struct uid *risks;
	struct grid_fields fields;
	struct picture_row *rows;
	size_t count = rows_of(builder, page_repeat(builder, "risks.risk"),
	    &risks);

	if (count == 0 || !find_grid(builder, &fields))
		return;
	rows = arena_alloc(&builder->report->arena, count * sizeof *rows);
	for (size_t i = 0; i < count; i++)
		if (grid_row(builder, &fields, &risks[i],
			&rows[picture.row_count]))
			picture.row_count++;
	picture.rows = rows;
	for (int i = 0; i < PICTURE_GRID_SIDE; i++) {
		picture.likely[i] = fields.before[LIKELY]->list->choices[i].label;
		picture.bad[i] = fields.before[BAD]->list->choices[i].label;
	}
	builder_picture(builder, &picture);
	if (picture.row_count > 0)
		builder_text(builder, BLOCK_PARAGRAPH,
		    "The numbers are for the organisation's own list. They "
		    "decide nothing.");
}

static void
add_money(struct builder *builder)
{
	const struct plan_money *money = plan_money(builder->plan);

	if (!totals_meant(builder))
		return;
	if (money->overflow) {
		builder_text(builder, BLOCK_PARAGRAPH,
		    "At least one cost is too large to add up. Please check "
		    "it.");
		return;
	}
	add_streams(builder);
	add_outcomes(builder);
}

void
page_pictures(struct builder *builder)
{
	size_t before = builder->report->count;

	add_money(builder);
	picture_year(builder);
	add_grid(builder);
	if (!builder_added(builder, before))
		builder_text(builder, BLOCK_PARAGRAPH,
		    "There is nothing to draw yet: no money, and no days.");
}
