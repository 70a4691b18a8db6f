/* rates: the figures and tables of the field, as data (data/NN-name.ini): each
 * with the day from which it holds, its source, and whether it was verified. A
 * local file overrides any of them from a day on. What nobody knows is there
 * without a value, and says so. The shape of the files is oneplan-rates(5). */
#ifndef RULES_RATES_H
#define RULES_RATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/problem.h"

struct rates;

/* How a value or a cell is to be read; the figures are whole numbers. */
enum rate_unit {
	RATE_PENCE,   /* pounds: "12.21" is 1221 */
	RATE_PERCENT, /* hundredths of one percent: "13.8" is 1380 */
	RATE_NUMBER,  /* ten-thousandths: "5.6" is 56000 */
	RATE_DATE,    /* of cells: a day, as in base/date.h */
	RATE_WORDS,   /* of cells: no number */
};

/* One figure as it holds from one day. */
struct rate {
	const char *key;    /* "wage_21" */
	const char *title;  /* "National Living Wage, 21 and over" */
	enum rate_unit unit;
	long from;	    /* the first day it holds; days as in base/date.h */
	bool known;	    /* false: nobody has it; VALUE means nothing */
	int64_t value;
	bool verified;	    /* seen where it is published, or quoted by name */
	const char *source; /* where the figure stands; or where it was sought */
	const char *whose;  /* whose figure: NULL ours, else the local owner's */
};

/* A row of a table (scheme of delegation, excluded items, bands, holidays). */
struct rate_row {
	long from;
	bool verified;
	const char *source, *whose;
	const char *const *cells; /* as the table's columns; "" where blank */
	const int64_t *numbers;	  /* the cells as their columns' units say; 0
				   * where blank, and in columns of words */
};

/* Reads every .ini of DIR (ours), then of LOCAL (NULL: none), in the order of
 * their names. On false, ERR has the first mistake and PROBLEMS (may be NULL)
 * all of them, where = "file:line". */
bool rates_load(const char *dir, const char *local, struct rates **out,
    struct problem_list *problems, struct error *err)
    __attribute__((warn_unused_result));
/* The same, where the file NOTED (base/ini_known.h) tells which files need not
 * be read twice; it is written anew if others were. */
bool rates_load_noted(const char *dir, const char *local, const char *noted,
    struct rates **out, struct error *err) __attribute__((warn_unused_result));
void rates_free(struct rates *rates);

/* The text of one file, as a plan keeps it. */
struct rates_text {
	const char *file; /* "10-wages.ini" */
	const char *text;
	size_t len;
	bool local;
};
/* As rates_load, from texts in that order (ours first, then local). */
bool rates_load_texts(const struct rates_text *texts, size_t count,
    struct rates **out, struct problem_list *problems, struct error *err)
    __attribute__((warn_unused_result));
/* The files RATES were read from, in order; false past the last. What OUT
 * points to is RATES'. */
bool rates_text_at(const struct rates *rates, size_t at,
    struct rates_text *out);

/* The figure KEY as it holds on DAY: the last that begins by then, a local one
 * before ours of the same day; ours alone from where a local file says so. NULL:
 * none begins that early, or no such key. */
const struct rate *rates_find(const struct rates *rates, const char *key,
    long day);
/* Its value; FALLBACK where it is not known. */
int64_t rates_value(const struct rates *rates, const char *key, long day,
    int64_t fallback);
/* The rows of TABLE that hold on DAY: all those of the last date by then (local
 * before ours of the same day), in the file's order. They are never mixed. */
size_t rates_rows(const struct rates *rates, const char *table, long day,
    const struct rate_row *const **rows);
/* The place of COLUMN in TABLE; -1 if there is none. */
int rates_column(const struct rates *rates, const char *table,
    const char *column);

/* Appends "£12.21", "13.8%", "5.6" or "not known". */
void rate_format(const struct rate *rate, struct buf *out);
/* Appends what the working of a figure says of a rate it rests on: "National
 * Living Wage, 21 and over: £12.21 from 1 April 2025 (SOURCE)", and whether it
 * is not verified, or whose it is where it is not ours. */
void rate_cite(const struct rate *rate, struct buf *out);

/* --- all there is, for lists --- */

/* What the files are about, each once; NULL past the last. */
const char *rates_subject_at(const struct rates *rates, size_t at);

/* The figures in the files' order. */
struct rates_figure {
	const char *subject; /* as of rates_subject_at */
	const char *key, *title;
	enum rate_unit unit;
};
bool rates_figure_at(const struct rates *rates, size_t at,
    struct rates_figure *out); /* false past the last */

struct rates_table {
	const char *subject, *key, *title;
	const char *const *columns;
	size_t column_count;
};
bool rates_table_at(const struct rates *rates, size_t at,
    struct rates_table *out); /* false past the last */
/* As rate_cite: whose rows of TABLE these are that hold with ROW. */
void rates_cite_rows(const struct rates_table *table,
    const struct rate_row *row, struct buf *out);

#endif
