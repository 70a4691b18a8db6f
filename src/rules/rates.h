/* rates: the figures and tables of the field, as data (data/NN-name.ini): each
 * with the day from which it holds, its source, and whether it was verified. A
 * local file overrides any of them from a day on. What nobody knows is there
 * without a value, and says so. */
#ifndef RULES_RATES_H
#define RULES_RATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/problem.h"

struct rates;

/* How a value is to be read; all are whole numbers. */
enum rate_unit {
	RATE_PENCE,   /* "12.21" */
	RATE_PERCENT, /* hundredths of one percent: "13.8" is 1380 */
	RATE_NUMBER,  /* ten-thousandths: "5.6" is 56000 */
};

/* One figure as it holds from one day. */
struct rate {
	const char *key;    /* "wage_21" */
	const char *title;  /* "National Living Wage, 21 and over" */
	enum rate_unit unit;
	long from;	    /* the first day it holds; days as in base/date.h */
	bool known;	    /* false: nobody has it; VALUE means nothing */
	int64_t value;
	bool verified;	    /* seen at its source by whoever wrote the file */
	const char *source; /* where the figure stands */
	const char *whose;  /* whose figure: NULL ours, else the local file's */
};

/* A row of a table (scheme of delegation, excluded items, bands, holidays). */
struct rate_row {
	long from;
	bool verified;
	const char *source, *whose;
	const char *const *cells; /* as the table's columns; "" where blank */
};

/* Reads every .ini of DIR (ours), then of LOCAL (NULL: none), in the order of
 * their names. On false, ERR has the first mistake and PROBLEMS (may be NULL)
 * all of them, where = "file:line". */
bool rates_load(const char *dir, const char *local, struct rates **out,
    struct problem_list *problems, struct error *err)
    __attribute__((warn_unused_result));
void rates_free(struct rates *rates);

/* The figure KEY as it holds on DAY: the last that begins by then, a local one
 * before ours of the same day. NULL: none begins that early, or no such key. */
const struct rate *rates_find(const struct rates *rates, const char *key,
    long day);
/* Its value; FALLBACK where it is not known. */
int64_t rates_value(const struct rates *rates, const char *key, long day,
    int64_t fallback);
/* The rows of TABLE that hold on DAY: all those of the last date by then. */
size_t rates_rows(const struct rates *rates, const char *table, long day,
    const struct rate_row *const **rows);
/* The place of COLUMN in TABLE; -1 if there is none. */
int rates_column(const struct rates *rates, const char *table,
    const char *column);

#endif
