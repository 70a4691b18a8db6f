/* report: a plan as headings, answers and tables, for one audience. What a page
 * shows is decided here and nowhere else; the writers only lay it out. Pure: the
 * same plan gives the same report, whatever the clock or the locale. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "form/form.h"
#include "plan/plan.h"

/* Stands first and last on the page of a training plan. */
#define TRAINING_NOTE                                                          \
	"TRAINING: this plan is made up. It is about no real person."

enum block_kind {
	BLOCK_HEADING, /* level 1 (the page's) to 4 (one row's) */
	BLOCK_PARAGRAPH,
	BLOCK_ANSWER, /* a question and its answer */
	BLOCK_TABLE,
	BLOCK_NOTE, /* about the page, not from the plan */
};

struct table {
	const char *caption; /* what it holds */
	bool said;	     /* the heading above says the same */
	size_t columns, rows;
	const char *const *header; /* one a column */
	const char *const *cells;  /* row by row; "" where there is nothing */
	const bool *right;	   /* columns of money */
	bool total;		   /* the last row adds up the others */
	bool grouped;  /* rows that begin alike belong together */
	bool write_in; /* the last column is blank, to be written in by hand */
};

/* Texts are clean (utf8_clean) and never NULL where their kind has them. */
struct block {
	enum block_kind kind;
	int level;	    /* headings; none is left out on the way down */
	const char *text;   /* all but tables; the question of an answer */
	const char *answer; /* may have several lines */
	bool own_words;	    /* the answer is in the person's own words */
	struct table table;
};

struct report {
	struct arena arena;
	enum audience audience;
	bool training;	  /* to be seen on every page */
	bool large_print; /* the reader is the person, who needs it */
	const char *title; /* "Support plan: Kwame Redfern" */
	const char *whose; /* "Kwame Redfern, born 3 Apr 1992", for every page */
	struct block *blocks;
	size_t count, cap;
	size_t top; /* how many of them say whose plan it is and what this is */
};

/* The page of PLAN for AUDIENCE: the forms in order, in each section the
 * person's own words first. What is restricted or not meant for AUDIENCE leaves
 * no trace: no heading, no gap in a numbering. What somebody else said is not on
 * the copies of the person, the family and those who give support, whatever the
 * form says. Agencies see all. The caller frees it. */
struct report *report_build(struct plan *plan, enum audience audience);
void report_free(struct report *report); /* NULL is fine */

/* "the person", "the agencies": what the page says it is meant for. */
const char *audience_phrase(enum audience audience);

/* The cell of a table, counted from 0. */
static inline const char *
table_cell(const struct table *table, size_t row, size_t column)
{
	return table->cells[row * table->columns + column];
}

#endif
