/* The grid of the week, its hours, and the words of what the focus is on. */
#include "config.h"

#include "ui/screen/week_screen.h"

#include <string.h>

#include "base/money.h"
#include "base/utf8.h"
#include "ui/draw.h"
#include "ui/keymap.h"

#define LABEL_COLS  9 /* "Afternoon" */
/* at least, for the hours in all and when nobody is there */
#define SAID_ROWS   2
#define DETAIL_ROWS 3 /* for what the focus is on */
#define HOURS_ROWS  2
/* a blank row above the hours and one above the details */
#define BELOW_ROWS (HOURS_ROWS + SAID_ROWS + DETAIL_ROWS + 2)

static int
cell_cols(struct rect area)
{
	return (area.cols - LABEL_COLS - 1) / WEEK_DAYS;
}

/* The room of one day, from the mark of the focus on. */
static struct rect
day_area(struct rect area, int day)
{
	int cols = cell_cols(area);

	return rect_part(area, 0, LABEL_COLS + day * cols, area.rows, cols);
}

static void
add_answer(const struct week_screen *screen, enum week_question question,
    const struct uid *row, struct buf *out)
{
	const struct field *field = screen->form.fields[question];
	size_t before = out->len;

	if (!field)
		return;
	plan_show(screen->sitting->plan, field, row, out);
	for (char *at = out->data + before; (at = strchr(at, '\n'));)
		*at = ' ';
}

/* "1h", "1h30", "45m" */
static void
add_hours(int64_t minutes, struct buf *out)
{
	if (minutes >= 60)
		buf_addf(out, "%lldh", (long long)(minutes / 60));
	if (minutes % 60 && minutes >= 60)
		buf_addf(out, "%02lld", (long long)(minutes % 60));
	else if (minutes % 60)
		buf_addf(out, "%lldm", (long long)minutes);
}

/* "16 hours", "1 hour 20 minutes", "no hours" */
static void
say_hours(int64_t minutes, struct buf *out)
{
	int64_t hours = minutes / 60, rest = minutes % 60;

	if (minutes == 0)
		buf_add(out, "no hours");
	if (hours)
		buf_addf(out, "%lld hour%s", (long long)hours,
		    hours == 1 ? "" : "s");
	if (rest)
		buf_addf(out, "%s%lld minute%s", hours ? " " : "",
		    (long long)rest, rest == 1 ? "" : "s");
}

/* --- the grid --- */

static void
draw_days(struct rect area)
{
	for (int day = 0; day < WEEK_DAYS; day++)
		draw_string(day_area(area, day), 0, 1, STYLE_TITLE,
		    week_day_brief(day));
}

static void
draw_label(const struct week_line *line, struct rect area, int row)
{
	if (line->starts >= LINE_ANY)
		draw_string(area, row, 0, STYLE_LABEL, "Any time");
	else if (line->empty)
		draw_string(area, row, 0, STYLE_LABEL,
		    week_spell_name(line->spell));
	else
		draw_format(area, row, 0, STYLE_LABEL, "%02d:%02d",
		    line->starts / 60, line->starts % 60);
}

/* What happens; below it, where there is room, who is there. */
static void
draw_part(const struct week_screen *screen, const struct week_part *part,
    struct rect words, int row, int rows)
{
	struct buf what, who;

	buf_init(&what);
	buf_init(&who);
	if (part->kind != WEEK_EVERY)
		buf_add(&what, "+");
	add_answer(screen, WEEK_WHAT, &part->row, &what);
	add_answer(screen, WEEK_WHO, &part->row, &who);
	if (part->help == WEEK_ALONE && who.len == 0)
		buf_add(&who, "alone");
	if (what.len == (part->kind != WEEK_EVERY))
		buf_add(&what, who.len ? who.data : "(no words)");
	draw_short(words, row, 0, STYLE_PLAIN, what.data);
	if (rows > 1)
		draw_short(words, row + 1, 0, STYLE_PLAIN, who.data);
	buf_clear(&who);
	buf_clear(&what);
}

static void
draw_line(struct week_screen *screen, size_t at, struct rect area,
    int row, int rows)
{
	const struct week_line *line = &screen->lines[at];

	draw_label(line, area, row);
	for (int day = 0; day < WEEK_DAYS; day++) {
		const struct week_part *part = week_part_at(screen, at, day);
		struct rect room = day_area(area, day);
		struct rect words = rect_part(room, 0, 1, room.rows,
		    room.cols - 1);

		if (part)
			draw_part(screen, part, words, row, rows);
		else
			draw_string(words, row, 0, STYLE_PLAIN,
			    week_running_at(screen, at, day) ? "|" : ".");
		screen_spot(&screen->screen,
		    rect_part(room, row, 0, rows, room.cols),
		    at * WEEK_DAYS + (size_t)day);
	}
}

/* --- below it --- */

static void
draw_hours(const struct week_screen *screen, struct rect area, int row,
    const char *label, enum week_help help)
{
	draw_string(area, row, 0, STYLE_LABEL, label);
	for (int day = 0; day < WEEK_DAYS; day++) {
		struct buf text;

		buf_init(&text);
		add_hours(week_minutes(&screen->week, screen->shown, day, help),
		    &text);
		draw_string(day_area(area, day), row, 1, STYLE_PLAIN,
		    text.len ? text.data : "-");
		buf_clear(&text);
	}
}

/* Returns how many lines of AREA it takes. */
static int
draw_said(const struct week_screen *screen, struct rect area)
{
	int64_t paid = week_minutes(&screen->week, screen->shown, -1,
	    WEEK_PAID_HELP);
	int64_t unpaid = week_minutes(&screen->week, screen->shown, -1,
	    WEEK_FREE_HELP);
	struct buf text;
	size_t before;
	int lines;

	if (!screen->week.count)
		return draw_wrapped(area, 0, STYLE_PLAIN,
		    "Nothing is here yet. Arrow keys go about; Enter puts "
		    "something where the cursor is.", 0);
	buf_init(&text);
	if (paid + unpaid) {
		buf_add(&text, "In all ");
		say_hours(paid, &text);
		buf_add(&text, " paid, ");
		say_hours(unpaid, &text);
		buf_add(&text, " not paid.");
	} else
		buf_add(&text, "No hours yet: they come from the times, and "
			       "from who is paid.");
	if (screen->undated)
		buf_addf(&text, " %zu without a day: g shows the table.",
		    screen->undated);
	before = text.len;
	buf_add(&text, " Nobody: ");
	size_t nobody = text.len;
	week_say_nobody(&screen->week, screen->shown, &text);
	if (text.len == nobody)
		buf_remove(&text, before, text.len - before);
	else
		buf_add(&text, ".");
	lines = draw_wrapped(area, 0, STYLE_PLAIN, text.data, 0);
	buf_clear(&text);
	return lines < area.rows ? lines : area.rows;
}

/* "My week makes it 16 for Support worker, where it says 1: t changes it." */
static void
add_difference(const struct week_screen *screen, const struct uid *row,
    struct buf *out)
{
	struct plan *plan = screen->sitting->plan;
	struct uid line;
	int64_t week, cost;

	if (!week_line_of(plan, row, &line))
		return;
	buf_add(out, " Pays: ");
	plan_row_title(plan, week_lines(plan), &line, out);
	if (!week_line_differs(plan, &line, &week, &cost)) {
		buf_add(out, ".");
		return;
	}
	buf_add(out, ", for ");
	decimal_format(cost, 4, out);
	buf_add(out, " where this week makes it ");
	decimal_format(week, 4, out);
	buf_add(out, ": t puts that in.");
}

static void
add_other_days(const struct week_part *part, int day, struct buf *out)
{
	bool first = true;

	if (week_part_daily(part)) {
		buf_add(out, " Every day.");
		return;
	}
	for (int d = 0; d < WEEK_DAYS; d++) {
		if (d == day || !week_part_on(part, d))
			continue;
		buf_addf(out, first ? " Also %s" : ", %s", week_day_brief(d));
		first = false;
	}
	if (!first)
		buf_add(out, ".");
}

static void
add_times(const struct week_part *part, struct buf *out)
{
	if (part->starts >= 0)
		buf_addf(out, " %02d:%02d", part->starts / 60,
		    part->starts % 60);
	if (part->ends >= 0)
		buf_addf(out, "%s %02d:%02d",
		    part->starts >= 0 ? " to" : " until", part->ends / 60,
		    part->ends % 60);
}

static void
say_part(const struct week_screen *screen, const struct week_part *part,
    struct buf *out)
{
	static const char *const paid[] = { [WEEK_NOT_SAID] = "",
		[WEEK_PAID_HELP] = " Paid.", [WEEK_FREE_HELP] = " Not paid.",
		[WEEK_ALONE] = " On my own." };
	size_t before;

	add_times(part, out);
	buf_add(out, ": ");
	add_answer(screen, WEEK_WHAT, &part->row, out);
	before = out->len;
	buf_add(out, ". With ");
	add_answer(screen, WEEK_WHO, &part->row, out);
	if (out->len == before + strlen(". With "))
		buf_remove(out, before, out->len - before);
	if (part->people > 1)
		buf_addf(out, ", %d people at once", part->people);
	buf_add(out, ".");
	buf_add(out, paid[part->help]);
	add_other_days(part, screen->day, out);
	add_difference(screen, &part->row, out);
}

static void
say_empty(const struct week_screen *screen, struct buf *out)
{
	const struct week_line *line = &screen->lines[screen->line];
	const struct week_part *running =
	    week_running_at(screen, screen->line, screen->day);

	if (line->starts >= LINE_ANY)
		buf_add(out, ", at any time");
	else if (line->empty)
		buf_addf(out, " %s", week_spell_word(line->spell));
	else
		buf_addf(out, " %02d:%02d", line->starts / 60,
		    line->starts % 60);
	buf_add(out, ": ");
	if (running) {
		add_answer(screen, WEEK_WHAT, &running->row, out);
		buf_addf(out, " goes on until %02d:%02d. ", running->ends / 60,
		    running->ends % 60);
	} else
		buf_add(out, "nothing is down. ");
	buf_add(out, "Enter adds what happens.");
}

static void
draw_details(const struct week_screen *screen, struct rect area)
{
	const struct week_part *part =
	    week_part_at(screen, screen->line, screen->day);
	struct buf text;

	buf_init(&text);
	buf_add(&text, week_day_name(screen->day));
	if (part)
		say_part(screen, part, &text);
	else
		say_empty(screen, &text);
	draw_wrapped(area, 0, STYLE_PLAIN, text.data, 0);
	buf_clear(&text);
}

/* --- all of it --- */

static void
draw_title(const struct week_screen *screen, const struct layout *layout)
{
	static const char *const titles[WEEK_KINDS] = {
		[WEEK_EVERY] = "My week: what is in every week",
		[WEEK_GOOD] = "My week: a good week (+ is besides every week's)",
		[WEEK_BAD] = "My week: a bad week (+ is besides every week's)",
	};

	screen_draw_head(screen->sitting, layout, titles[screen->shown]);
}

struct cell
week_draw(struct week_screen *screen, const struct layout *layout)
{
	struct rect body = layout->body;
	int room = body.rows - BELOW_ROWS - 1;
	int rows = (int)screen->count * 2 <= room ? 2 : 1;
	int used = (int)screen->count * rows;
	struct rect grid = rect_part(body, 1, 0, used < room ? used : room,
	    body.cols);
	int below = 1 + grid.rows + 1;

	draw_title(screen, layout);
	draw_days(body);
	screen->first = draw_first_row(screen->first, (int)screen->line,
	    (int)screen->count, grid.rows / rows);
	for (size_t i = 0; i < screen->count; i++) {
		int row = ((int)i - screen->first) * rows;
		if (row >= 0 && row < grid.rows)
			draw_line(screen, i, grid, row, rows);
	}
	draw_hours(screen, body, below, "Paid", WEEK_PAID_HELP);
	draw_hours(screen, body, below + 1, "Not paid", WEEK_FREE_HELP);
	below += HOURS_ROWS;
	int said = draw_said(screen, rect_part(body, below, 0,
	    body.rows - below - 1 - DETAIL_ROWS, body.cols - 1));
	below += said > SAID_ROWS ? said : SAID_ROWS;
	draw_details(screen, rect_part(body, below + 1, 0, DETAIL_ROWS,
				 body.cols - 1));
	screen_draw_help(screen->sitting, layout,
	    screen->form.fields[WEEK_WHAT]);
	int row = ((int)screen->line - screen->first) * rows;
	struct rect at = day_area(grid, screen->day);
	draw_string(at, row, 0, STYLE_FOCUS, ">");
	return draw_cell(at, row, 1);
}
