/* picture: something to look at in place of reading: how far money goes, when
 * things happen, the risks on a grid. Every row also says all of it in words, so
 * nobody needs the drawing. It knows no signs, colours or sizes: writers do. */
#ifndef REPORT_PICTURE_H
#define REPORT_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum picture_kind {
	PICTURE_BARS, /* each row a bar as long as its amount */
	PICTURE_YEAR, /* each row what happens in it, from left to right */
	PICTURE_GRID, /* each row a letter on the 5 by 5 grid, or two */
};

enum picture_mark_kind {
	MARK_PRICE,  /* a price changes */
	MARK_PAID,   /* money is paid */
	MARK_REVIEW, /* the plan is looked at again */
};
#define PICTURE_MARK_KINDS 3

struct picture_mark {
	enum picture_mark_kind kind;
	int64_t at;
};

/* How likely and how bad, 1 to 5 each; 0: not said. */
struct picture_place {
	int likely, bad;
};

struct picture_row {
	const char *label; /* "NHS personal wheelchair budget" */
	const char *says;  /* "£2,380.00 planned of £2,450.00" */
	/* bars: PART is used of WHOLE, more than it where too much is (0 or
	 * more each) */
	int64_t part, whole;
	/* a year: it runs from FROM to TO, both included (RUNS), and MARKS */
	bool runs;
	int64_t from, to;
	const struct picture_mark *marks;
	size_t mark_count;
	/* a grid: as things are, and with what will be done */
	struct picture_place before, after;
};

/* What stands above a place along the width. */
struct picture_tick {
	int64_t at;
	const char *label; /* "Nov" */
};

#define PICTURE_GRID_SIDE 5

struct picture {
	enum picture_kind kind;
	const char *caption;
	int64_t span; /* the width in the unit of its rows; above 0 */
	const struct picture_row *rows;
	size_t row_count;
	const struct picture_tick *ticks; /* a year: the months */
	size_t tick_count;
	/* a grid: the five words each, the least first */
	const char *likely[PICTURE_GRID_SIDE], *bad[PICTURE_GRID_SIDE];
};

/* The whole width is PLACES cells: the cell in which AT stands. */
static inline int
picture_cell(const struct picture *picture, int64_t at, int places)
{
	int64_t cell = at / picture->span * places +
	    at % picture->span * places / picture->span;

	return cell < 0 ? 0 : cell >= places ? places - 1 : (int)cell;
}

/* What the row AT of a grid is called: A to Z, AA, AB and so on. */
#define PICTURE_LETTERS 16
static inline void
picture_letters(size_t at, char out[PICTURE_LETTERS])
{
	char back[PICTURE_LETTERS];
	size_t len = 0;

	for (at++; at > 0; at = (at - 1) / 26)
		back[len++] = (char)('A' + (at - 1) % 26);
	for (size_t i = 0; i < len; i++)
		out[i] = back[len - 1 - i];
	out[len] = '\0';
}

#endif
