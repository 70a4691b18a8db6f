#include "config.h"

#include "random_money.h"

#include <string.h>

#include "base/date.h"
#include "base/money.h"
#include "rules/schedule.h"

#define NUMBER_MOST INT64_C(10000000000000000) /* a decimal, as it is kept */

/* --- making it up --- */

/* xorshift64*: the same numbers on every machine. */
uint64_t
random_next(uint64_t *seed)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return *seed * UINT64_C(0x2545F4914F6CDD1D);
}

int64_t
random_below(uint64_t *seed, int64_t bound)
{
	return (int64_t)(random_next(seed) % (uint64_t)bound);
}

static bool
one_in(uint64_t *seed, int64_t many)
{
	return random_below(seed, many) == 0;
}

/* From 0 to MOST, as often small as large, and now and then either end. */
static int64_t
random_size(uint64_t *seed, int64_t most)
{
	int bits = 0;
	int64_t number;

	while (most >> bits > 0)
		bits++;
	number = random_below(seed,
	    (INT64_C(1) << random_below(seed, bits + 1)));
	if (one_in(seed, 100))
		number = one_in(seed, 2) ? 0 : most;
	return number > most ? most : number;
}

/* An amount as people type them, one as large as can be, one below zero, or
 * none. */
static int64_t
random_amount(uint64_t *seed, int64_t usual, int64_t most)
{
	switch (random_below(seed, 24)) {
	case 0:
		return NOT_SAID;
	case 1:
		return -random_size(seed, usual);
	case 2:
	case 3:
		return random_size(seed, most);
	default:
		return random_below(seed, usual);
	}
}

static int
random_stream(uint64_t *seed, const struct random_money *money)
{
	if (one_in(seed, 15))
		return one_in(seed, 2) ? -1 : MOST_STREAMS;
	return money->stream_count > 0
	    ? (int)random_below(seed, money->stream_count)
	    : -1;
}

/* Parts that make 100%, more often than not. */
static void
random_shares(uint64_t *seed, const struct random_money *money,
    struct random_line *line)
{
	bool whole = !one_in(seed, 4);
	int64_t left = 10000;

	line->share_count = (int)random_below(seed, MOST_SHARES + 1);
	for (int i = 0; i < line->share_count; i++) {
		struct random_share *share = &line->shares[i];

		share->stream = random_stream(seed, money);
		share->percent = whole && i + 1 == line->share_count
		    ? left
		    : random_below(seed, (whole ? left : 10000) + 1);
		if (!whole && one_in(seed, 10))
			share->percent = NOT_SAID;
		else
			left -= share->percent;
	}
}

static void
random_steps(uint64_t *seed, int64_t around, struct random_line *line)
{
	line->step_count = one_in(seed, 2)
	    ? (int)random_below(seed, MOST_STEPS + 1)
	    : 0;
	for (int i = 0; i < line->step_count; i++) {
		line->steps[i].from = one_in(seed, 20)
		    ? NOT_SAID
		    : around - 30 + random_below(seed, 450);
		if (i > 0 && one_in(seed, 8))
			line->steps[i].from = line->steps[i - 1].from;
		line->steps[i].price = random_amount(seed, 10000,
		    MONEY_MAX_PENCE);
	}
}

static int64_t
random_day(uint64_t *seed, int64_t around)
{
	return one_in(seed, 2) ? NOT_SAID
			       : around - 60 + random_below(seed, 480);
}

static void
random_line(uint64_t *seed, const struct random_money *money,
    struct random_line *line)
{
	int64_t around = money->first == NOT_SAID ? 20000 : money->first;
	bool whole_hours = one_in(seed, 2);

	*line = (struct random_line){
		.quantity = random_amount(seed, 400000, NUMBER_MOST),
		.price = random_amount(seed, 200000, MONEY_MAX_PENCE),
		.times = NOT_SAID,
		.starts = random_day(seed, around),
		.ends = random_day(seed, around),
		.frequency = one_in(seed, 30)
		    ? -1
		    : (int)random_below(seed, (int64_t)frequency_count),
		.contingency = one_in(seed, 6),
		.split = one_in(seed, 3),
		.paid_by = random_stream(seed, money),
	};
	if (whole_hours && line->quantity > 0)
		line->quantity -= line->quantity % 10000;
	if (line->frequency >= 0 &&
	    frequencies[line->frequency].times_in_52 == 0)
		line->times = random_amount(seed, 600000, NUMBER_MOST);
	random_shares(seed, money, line);
	random_steps(seed, around, line);
}

void
random_money_make(uint64_t *seed, struct random_money *out)
{
	static const int64_t weeks[] = { 52, 52, 52, 52, 1, 104, 26, 0, -1,
		5201, NOT_SAID };

	memset(out, 0, sizeof *out);
	/* days of 1975 to 2075 */
	out->first = one_in(seed, 8) ? NOT_SAID
				     : 2000 + random_below(seed, 36525);
	out->weeks = one_in(seed, 3)
	    ? 1 + random_below(seed, 5200)
	    : weeks[random_below(seed, sizeof weeks / sizeof weeks[0])];
	out->stream_count = (int)random_below(seed, MOST_STREAMS + 1);
	for (int i = 0; i < out->stream_count; i++)
		out->indicative[i] =
		    random_amount(seed, 5000000, MONEY_MAX_PENCE);
	out->line_count = (int)random_below(seed, MOST_LINES + 1);
	for (int i = 0; i < out->line_count; i++)
		random_line(seed, out, &out->lines[i]);
}

/* --- as answers --- */

static struct uid
make_row(unsigned kind, int a, int b)
{
	struct uid row = { { (unsigned char)kind, (unsigned char)a,
	    (unsigned char)b } };

	return row;
}

struct uid
stream_row(int stream)
{
	return make_row(1, stream, 0);
}

struct uid
line_row(int line)
{
	return make_row(2, line, 0);
}

struct uid
share_row(int line, int share)
{
	return make_row(3, line, share);
}

struct uid
step_row(int line, int step)
{
	return make_row(4, line, step);
}

struct telling {
	random_taker *take;
	void *data;
};

static void
tell_number(const struct telling *to, const char *field, const struct uid *row,
    int64_t number)
{
	if (number != NOT_SAID)
		to->take(to->data, field, row, false, number, NULL);
}

static void
tell_text(const struct telling *to, const char *field, const struct uid *row,
    const char *text)
{
	to->take(to->data, field, row, true, 0, text);
}

static void
tell_day(const struct telling *to, const char *field, const struct uid *row,
    int64_t day)
{
	char text[DATE_ISO_LEN + 1];

	if (day == NOT_SAID)
		return;
	date_format_iso(date_from_days((long)day), text);
	tell_text(to, field, row, text);
}

static void
tell_stream(const struct telling *to, const char *field, const struct uid *row,
    int stream)
{
	char hex[UID_HEX_LEN + 1];
	struct uid link;

	if (stream < 0)
		return;
	link = stream_row(stream);
	uid_format(&link, hex);
	tell_text(to, field, row, hex);
}

static void
tell_inner(const struct telling *to, const struct random_line *line, int at)
{
	char hex[UID_HEX_LEN + 1], place[] = "a0";
	struct uid row = line_row(at);

	uid_format(&row, hex);
	for (int i = 0; i < line->share_count; i++) {
		row = share_row(at, i);
		place[1] = (char)('0' + i);
		tell_text(to, "money.share.position", &row, place);
		tell_text(to, "money.share.parent", &row, hex);
		tell_stream(to, "money.share_stream", &row,
		    line->shares[i].stream);
		tell_number(to, "money.share_percent", &row,
		    line->shares[i].percent);
	}
	for (int i = 0; i < line->step_count; i++) {
		row = step_row(at, i);
		place[1] = (char)('0' + i);
		tell_text(to, "money.step.position", &row, place);
		tell_text(to, "money.step.parent", &row, hex);
		tell_day(to, "money.step_from", &row, line->steps[i].from);
		tell_number(to, "money.step_price", &row, line->steps[i].price);
	}
}

static void
tell_line(const struct telling *to, const struct random_line *line, int at)
{
	char place[] = "a0";
	struct uid row = line_row(at);

	place[1] = (char)('0' + at);
	tell_text(to, "money.line.position", &row, place);
	tell_number(to, "money.quantity", &row, line->quantity);
	tell_number(to, "money.price", &row, line->price);
	tell_number(to, "money.times", &row, line->times);
	tell_day(to, "money.starts", &row, line->starts);
	tell_day(to, "money.ends", &row, line->ends);
	if (line->frequency >= 0)
		tell_text(to, "money.frequency", &row,
		    frequencies[line->frequency].code);
	tell_text(to, "money.category", &row,
	    line->contingency ? "contingency" : "activity");
	tell_number(to, "money.split", &row, line->split);
	tell_stream(to, "money.paid_by", &row, line->paid_by);
	tell_inner(to, line, at);
}

void
random_money_tell(const struct random_money *money, random_taker *take,
    void *data)
{
	struct telling to = { take, data };
	char place[] = "a0";

	tell_day(&to, "purpose.start", &UID_NONE, money->first);
	tell_number(&to, "purpose.weeks", &UID_NONE, money->weeks);
	for (int i = 0; i < money->stream_count; i++) {
		struct uid row = stream_row(i);

		place[1] = (char)('0' + i);
		tell_text(&to, "money.stream.position", &row, place);
		tell_number(&to, "money.indicative", &row,
		    money->indicative[i]);
	}
	for (int i = 0; i < money->line_count; i++)
		tell_line(&to, &money->lines[i], i);
}

/* --- as the rules have it --- */

/* Fills STEPS with those that say both; false if one is below zero. */
static bool
reckon_steps(const struct random_line *line, struct price_step *steps,
    struct schedule *schedule)
{
	schedule->steps = steps;
	for (int i = 0; i < line->step_count; i++) {
		if (line->steps[i].from == NOT_SAID ||
		    line->steps[i].price == NOT_SAID)
			continue;
		if (line->steps[i].price < 0)
			return false;
		steps[schedule->step_count++] = (struct price_step){
			.from = (long)line->steps[i].from,
			.price_pence = line->steps[i].price,
		};
	}
	return true;
}

static bool
schedule_random(const struct random_money *money,
    const struct random_line *line, struct spending_line *out)
{
	struct price_step steps[MOST_STEPS];
	struct schedule schedule = {
		.frequency = line->frequency < 0
		    ? NULL
		    : &frequencies[line->frequency],
		.typed = line->times == NOT_SAID ? -1 : line->times,
		.price_pence = line->price,
		.dated = money->first != NOT_SAID,
		.plan_first = (long)money->first,
		.plan_weeks = money->weeks >= 1 && money->weeks <= 5200
		    ? (int)money->weeks
		    : 52,
		.first = line->starts == NOT_SAID ? FROM_THE_START
						  : (long)line->starts,
		.last = line->ends == NOT_SAID ? TO_THE_END : (long)line->ends,
	};

	out->quantity = line->quantity;
	return line->quantity >= 0 && line->price >= 0 && schedule.frequency &&
	    reckon_steps(line, steps, &schedule) &&
	    schedule_line(&schedule, out);
}

static void
share_random(const struct random_money *money, const struct random_line *line,
    int at, struct reckoned_money *out)
{
	struct spending_line *to = &out->lines[at];

	to->shares = out->shares[at];
	if (!line->split) {
		if (line->paid_by >= 0 && line->paid_by < money->stream_count)
			to->shares[to->share_count++] = (struct spending_share){
				.stream = (size_t)line->paid_by,
				.share = 10000,
			};
		return;
	}
	for (int i = 0; i < line->share_count; i++) {
		const struct random_share *share = &line->shares[i];

		if (share->stream < 0 || share->stream >= money->stream_count ||
		    share->percent == NOT_SAID)
			continue;
		out->share_rows[at][to->share_count] = share_row(at, i);
		to->shares[to->share_count++] = (struct spending_share){
			.stream = (size_t)share->stream,
			.share = share->percent,
		};
	}
}

void
random_money_reckon(const struct random_money *money,
    struct reckoned_money *out)
{
	memset(out, 0, sizeof *out);
	for (int i = 0; i < money->stream_count; i++)
		if (money->indicative[i] != NOT_SAID)
			out->streams[i].indicative_pence = money->indicative[i];
	for (int i = 0; i < money->line_count; i++) {
		struct spending_line *line = &out->lines[i];

		line->contingency = money->lines[i].contingency;
		line->known = schedule_random(money, &money->lines[i], line);
		share_random(money, &money->lines[i], i, out);
	}
	budget_reckon(out->lines, (size_t)money->line_count, out->streams,
	    (size_t)money->stream_count, &out->total);
}
