#include "config.h"

#include "ui/screen/plans.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/utf8.h"

#define GAP_COLS 2
#define MARK_COLS 2 /* the focus stands in front of the row */
#define TRAINING " TRAINING"
/* Wider than this, a name is only further from the rest of its row. */
#define NAME_MOST_COLS 44
#define NAME_FIFTHS 3 /* of what name and coordinator share */

enum { NAME, BORN, DONE, DUE, CHANGED, STAGE, COORDINATOR, COLUMNS };

static const struct {
	const char *title;
	int cols;      /* 0: shares what the others leave */
	int from_cols; /* of the screen; where it is narrower it is left out */
} table[COLUMNS] = {
	[NAME] = { "Name", 0, 0 },
	[BORN] = { "Born", 11, 72 },
	[DONE] = { "Answered", 10, 0 },
	[DUE] = { "Next due", 11, 0 },
	[CHANGED] = { "Last change", 11, 98 },
	[STAGE] = { "Stage", 10, 112 },
	[COORDINATOR] = { "Coordinator", 0, 0 },
};

/* Where each column stands; 0 columns: it does not. */
struct places {
	int col[COLUMNS], cols[COLUMNS];
};

static bool
shows(const struct plan_columns *columns, int column, int screen_cols)
{
	bool by_change =
	    columns->order == CASELOAD_BY_CHANGED || !columns->any_due;

	if (column == DUE && !columns->any_due)
		return false;
	/* of the two days, the one that is asked for has the room */
	if (column == DUE && by_change)
		return screen_cols >= table[CHANGED].from_cols;
	if (column == CHANGED && by_change)
		return true;
	return screen_cols >= table[column].from_cols;
}

static void
place(const struct plan_columns *columns, int screen_cols, struct places *out)
{
	int room = screen_cols - MARK_COLS, at = MARK_COLS, name_cols;

	*out = (struct places){ .cols = { 0 } };
	for (int i = 0; i < COLUMNS; i++) {
		if (!shows(columns, i, screen_cols))
			continue;
		out->cols[i] = table[i].cols;
		room -= table[i].cols;
		if (i > 0)
			room -= GAP_COLS;
	}
	name_cols = room * NAME_FIFTHS / 5;
	if (name_cols > NAME_MOST_COLS)
		name_cols = NAME_MOST_COLS;
	out->cols[NAME] = name_cols;
	out->cols[COORDINATOR] = room - name_cols;
	for (int i = 0; i < COLUMNS; i++) {
		out->col[i] = at;
		if (out->cols[i] > 0)
			at += out->cols[i] + GAP_COLS;
	}
}

static struct rect
cell_of(const struct places *places, int column, struct rect area, int row)
{
	return rect_part(area, row, places->col[column], 1,
	    places->cols[column]);
}

void
plans_draw_head(const struct plan_columns *columns, struct rect area, int row)
{
	struct places places;

	place(columns, area.cols, &places);
	for (int i = 0; i < COLUMNS; i++)
		if (places.cols[i] > 0)
			draw_string(cell_of(&places, i, area, row), 0, 0,
			    STYLE_PLAIN, table[i].title);
}

/* What came with a file is drawn in one line. */
static void
draw_clean(struct rect cell, const char *text)
{
	struct buf clean;

	buf_init(&clean);
	(void)utf8_clean(text, strlen(text), &clean);
	draw_short(cell, 0, 0, STYLE_PLAIN, clean.data);
	buf_clear(&clean);
}

/* A name that is too long keeps its last word, the family name. */
static void
draw_name(struct rect cell, const char *name)
{
	const char *family = strrchr(name, ' ');
	int family_cols;
	char *rest;

	if (family == NULL || utf8_cols(name, strlen(name)) <= cell.cols) {
		draw_short(cell, 0, 0, STYLE_PLAIN, name);
		return;
	}
	family_cols = utf8_cols(family + 1, strlen(family + 1));
	if (family_cols + 5 > cell.cols) { /* no room for "Ma.. " */
		draw_short(cell, 0, 0, STYLE_PLAIN, family + 1);
		return;
	}
	rest = xstrndup(name, (size_t)(family - name));
	draw_short(rect_part(cell, 0, 0, 1, cell.cols - family_cols - 1), 0, 0,
	    STYLE_PLAIN, rest);
	draw_string(cell, 0, cell.cols - family_cols, STYLE_PLAIN, family + 1);
	free(rest);
}

/* Who it is, or else the file, without what every file ends in. */
static void
add_title(const struct caseload_row *plan, struct buf *out)
{
	const char *text = *plan->name ? plan->name : plan->file;
	size_t len = strlen(text), end = strlen(CASELOAD_SUFFIX);

	if (!*plan->name && len > end)
		len -= end;
	(void)utf8_clean(text, len, out);
	for (char *c = out->data; *c; c++)
		if (*c == '\n' || *c == '\t')
			*c = ' ';
}

static void
draw_who(struct rect cell, const struct caseload_row *plan)
{
	int mark_cols = plan->training ? (int)strlen(TRAINING) : 0, cols;
	struct buf name;

	buf_init(&name);
	add_title(plan, &name);
	draw_name(rect_part(cell, 0, 0, 1, cell.cols - mark_cols), name.data);
	if (mark_cols > 0) {
		cols = utf8_cols(name.data, name.len);
		if (cols > cell.cols - mark_cols)
			cols = cell.cols - mark_cols;
		draw_string(cell, 0, cols, STYLE_PLAIN, TRAINING);
	}
	buf_clear(&name);
}

static void
draw_day(struct rect cell, const char *iso)
{
	struct date date;
	char day[32];

	if (!date_parse_iso(iso, &date))
		return;
	date_format_short(date, day);
	draw_string(cell, 0, 0, STYLE_PLAIN, day);
}

static void
draw_change(struct rect cell, int64_t changed)
{
	char day[32];

	date_format_short(clock_day(changed), day);
	draw_string(cell, 0, 0, STYLE_PLAIN, day);
}

static void
draw_done(struct rect cell, const struct caseload_row *plan)
{
	struct buf done;

	buf_init(&done);
	if (plan->asked > 0)
		buf_addf(&done, "%d of %d", plan->done, plan->asked);
	draw_short(cell, 0, 0, STYLE_PLAIN, done.data);
	buf_clear(&done);
}

void
plans_draw_row(const struct plan_columns *columns,
    const struct caseload_row *plan, struct rect area, int row)
{
	struct places places;
	int col;

	place(columns, area.cols, &places);
	draw_who(cell_of(&places, NAME, area, row), plan);
	if (plan->problem != NULL) {
		col = places.col[NAME] + places.cols[NAME] + GAP_COLS;
		draw_short(rect_part(area, row, col, 1, area.cols - col), 0, 0,
		    STYLE_PROBLEM, plan->problem);
		return;
	}
	draw_day(cell_of(&places, BORN, area, row), plan->born);
	draw_done(cell_of(&places, DONE, area, row), plan);
	draw_day(cell_of(&places, DUE, area, row), plan->next_due);
	draw_change(cell_of(&places, CHANGED, area, row), plan->changed);
	draw_clean(cell_of(&places, STAGE, area, row), plan->stage);
	draw_clean(cell_of(&places, COORDINATOR, area, row),
	    plan->coordinator);
}
