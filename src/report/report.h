/* report: a plan as headings, answers and tables, for one audience. What a page
 * shows is decided here and nowhere else; the writers only lay it out. Pure: the
 * same plan gives the same report, whatever the clock or the locale. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "form/form.h"
#include "plan/plan.h"

/* Stands first and last on the page of a training plan. */
#define TRAINING_NOTE                                                          \
	"TRAINING: this plan is made up. It is about no real person."

/* The answer where one is needed and nobody has given it. */
#define NOT_ANSWERED "Not answered yet"

enum block_kind {
	BLOCK_HEADING, /* level 1 (the page's) to 4 (one row's) */
	BLOCK_PARAGRAPH,
	BLOCK_ANSWER, /* a question and its answer */
	BLOCK_TABLE,
	BLOCK_NOTE, /* about the page, not from the plan */
	BLOCK_ASK,  /* a question, to be answered by hand */
	BLOCK_PICTURE,
};

/* A question in easy read: short sentences beside room for a picture, and a box
 * before each choice. */
struct easy {
	const char *const *lines; /* one sentence each */
	size_t line_count;
	const char *const *choices;
	size_t choice_count; /* 0: it is answered in words */
	size_t ticked;	     /* the box that is; choice_count: none */
};

/* How a question stands on paper; no text is NULL. */
struct ask {
	const char *number; /* by which it is found (plan/number.h); "" if none */
	const char *hint;
	const char *now; /* what was answered and does not hold, and why */
	const char *unit; /* stands behind what is written */
	const char *const *choices; /* a box to tick before each */
	size_t choice_count;
	bool several; /* more than one may be ticked */
	int lines;    /* to write on */
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
	const char *text;   /* all but tables and pictures; the question of an answer */
	const char *answer; /* may have several lines */
	bool own_words;	    /* the answer is in the person's own words */
	const char *voice; /* an answer's letter in the key to whose words they
			    * are; NULL: none */
	const char *voice_says; /* the same in words */
	bool voice_key; /* a part of that key */
	const struct easy *easy; /* paragraphs, answers and asks; NULL: none */
	struct table table;
	const struct ask *ask;
	const struct picture *picture; /* report/picture.h */
};

/* What the pages of a sealed version say of its seal. */
struct seal_mark {
	const char *words;  /* its beginning as words (export/seal_words.h) */
	const char *sha256; /* all of it: 64 digits */
	/* the same as a QR code: rows of 0 (light) and 1 (dark), as many as each
	 * is wide, without the light edge that it needs around it */
	const char *const *qr;
	size_t qr_size;
};

/* What stands behind a cost that is only kept back, in the month's table. */
#define KEPT_BACK " (kept back)"

/* The foot of every page that is not sealed; of one whose plan is signed, which it
 * may not be the same as. */
#define DRAFT_FOOT "Draft: not signed"
#define WORKING_FOOT "Working copy: not the signed plan"

/* The foot of every page of a what if, and what stands first and last on it. */
#define WHAT_IF_FOOT "WHAT IF: not the plan"
#define WHAT_IF_NOTE                                                           \
	"WHAT IF: a change that is tried out. It is not the plan, and nobody " \
	"has agreed it."

/* Which page of the plan it is; see report_page. */
enum page {
	PAGE_WEEK,	/* my week, day by day */
	PAGE_MONEY,	/* my money in a month, with room to write */
	PAGE_RING,	/* who to ring, and what if */
	PAGE_EMERGENCY, /* what somebody needs who has to help in a hurry */
	PAGE_VISIT, /* what is still to be asked at the visit, to write on */
	PAGE_OPEN,  /* the same for all that is needed before sign-off */
	PAGE_LETTER, /* all that was asked for and not agreed, and why */
	PAGE_ABOUT, /* who the person is and what matters to them */
	PAGE_STREAMS, /* the money there is */
	PAGE_SPENDING, /* what it is spent on */
	PAGE_PAYMENTS, /* each payment by its day */
	PAGE_SIGN, /* where people sign in ink */
	PAGE_REVIEW, /* how it went, beside what it cost */
	PAGE_CHANGES, /* what changed since the plan was last sealed */
	PAGE_PICTURES, /* how far the money goes, and the days, to look at */
};
#define PAGE_COUNT 15

struct view;
struct report {
	struct arena arena;
	enum audience audience;
	bool training;	  /* to be seen on every page */
	bool one_page;	  /* meant to fit one sheet */
	bool large_print; /* the reader is the person, who needs it */
	bool easy; /* the same for easy read: what has it is written so */
	const char *reader; /* "Nell, sister"; NULL: anybody of the audience */
	const char *title; /* "Support plan: Kwame Redfern" */
	const char *whose; /* "Kwame Redfern, born 3 Apr 1992", for every page */
	const char *foot;  /* "Seal: acorn ..." or one of the above, for every page */
	const struct seal_mark *seal; /* NULL: a draft */
	bool blank; /* nothing of the plan stands on it but its top */
	bool whole; /* the whole plan, else PAGE of it */
	enum page page;
	const struct view *view; /* the answers themselves (report/view.h) */
	struct block *blocks;
	size_t count, cap;
	size_t top; /* how many of them say whose plan it is and what this is */
};

/* The page of PLAN for AUDIENCE: the forms in order, in each section the
 * person's own words first. What is restricted or not meant for AUDIENCE leaves
 * no trace: no heading, no gap in a numbering. What somebody else said is not on
 * the copies of the person, the family and those who give support, whatever the
 * form says. Where the plan asks who else may see it, a family copy holds only
 * the parts that the person chose to show to each of them. Agencies see all. The
 * caller frees it. */
struct report *report_build(struct plan *plan, enum audience audience);
/* The family copy for one whom the person named: the parts chosen for them. */
struct report *report_build_viewer(struct plan *plan, const struct uid *viewer);

/* Documents of one page, for an audience as above. VIEWER may be NULL, else it
 * names the reader of a family copy. Where nothing has been written, or nothing
 * that they may see, the page says so. */
struct report *report_page(struct plan *plan, enum audience audience,
    const struct uid *viewer, enum page page);
/* The same as it is signed: without the sections that are about the plan rather
 * than of it (sealed = "0" in the forms), and with MARK at its foot. PAGE NULL:
 * the whole plan. */
struct report *report_sealed(struct plan *plan, enum audience audience,
    const enum page *page, const struct seal_mark *mark);
/* The foot of every page that was made again, since words were taken out of the
 * one that was signed. */
#define MADE_AGAIN_FOOT "Made again: not the page that was signed"
/* The same, without a mark: a page in place of one that was signed and showed
 * words that were taken out since. PLAN is as it was sealed (plan_open_sealed);
 * NOTE says that, at the page's head. */
struct report *report_made_again(struct plan *plan, enum audience audience,
    const enum page *page, const char *note);
/* "week", "money", "who-to-ring" and so on; "My week" and so on. */
const char *page_word(enum page page);
const char *page_title(enum page page);

/* The letter about one thing alone: ITEM is one of letter_items, the rows of
 * LETTER_REPEAT: what was asked for and not agreed (borrowed, as plan_rows). */
#define LETTER_REPEAT "asked.item"
struct report *report_letter(struct plan *plan, enum audience audience,
    const struct uid *viewer, const struct uid *item);
size_t letter_items(const struct plan *plan, const struct uid **rows);

/* Of a household's pool: what the MEMBER (plan/pool.h) is told. Their own money,
 * their part of what is shared and what that comes to together; nothing of any
 * other member's. */
struct report *report_statement(struct plan *plan, const struct uid *member);

/* What changed from the version FROM to the one sealed last, or, if they are the
 * same, to now: for whoever holds the copy SINCE ("copy 3"). */
struct report *report_changes(struct plan *plan, enum audience audience,
    const struct uid *viewer, const struct uid *from, const char *since);

/* The row of the one person whose name in the plan begins with NAME; false if
 * there is none or more than one. */
bool report_find_viewer(struct plan *plan, const char *name, struct uid *viewer)
    __attribute__((warn_unused_result));
/* The rows of those whom the person named; borrowed, as plan_rows. */
size_t report_viewers(const struct plan *plan, const struct uid **rows);
/* What is answered about how the reader of a copy for AUDIENCE needs information:
 * the person, or a carer or relative who takes part; NULL: nothing, or they are
 * not asked. */
const struct field *report_needs_question(const struct plan *plan,
    enum audience audience);
/* Is CODE ("large_print", "easy_read", "audio" ...) among it? */
bool report_needs(const struct plan *plan, enum audience audience,
    const char *code);
/* It is in easy read, wherever the forms have that, as if the reader needed it. */
void report_make_easy(struct report *report);
void report_free(struct report *report); /* NULL is fine */

/* Why an answer is not on a copy; the first that applies. */
enum withheld_why {
	WITHHELD_RESTRICTED,
	WITHHELD_THIRD_PARTY, /* said by somebody else */
	WITHHELD_AUDIENCE,    /* not meant for them */
};
#define WITHHELD_WHY_COUNT 3

struct withheld {
	const struct field *field;
	struct uid row;
	enum withheld_why why;
	char *where; /* "Money, cost 2": the form, and the row or the section */
};
struct withheld_list {
	struct withheld *items; /* by why, then in the forms' order */
	size_t count, cap;
	size_t counts[WITHHELD_WHY_COUNT];
};

/* Every answer that somebody gave, that counts in the plan, and that a copy for
 * AUDIENCE leaves out: for the worker who hands the copy out, never for its
 * reader. Free with withheld_clear. */
void report_withheld(struct plan *plan, enum audience audience,
    struct withheld_list *out);
void report_withheld_viewer(struct plan *plan, const struct uid *viewer,
    struct withheld_list *out);
void withheld_clear(struct withheld_list *list);
/* "restricted", "said by somebody else", "not meant for this audience". */
const char *withheld_phrase(enum withheld_why why);
/* Appends "The copy for READER leaves out 3 answers: 1 restricted, 2 said by
 * somebody else." */
void withheld_sentence(const struct withheld_list *list, const char *reader,
    struct buf *out);

/* "the person", "the agencies": what the page says it is meant for. */
const char *audience_phrase(enum audience audience);

/* Is the answer to be read in words under the sentences of its easy read, because
 * no box says it? */
static inline bool
easy_in_words(const struct block *block)
{
	const struct easy *easy = block->easy;

	return block->kind == BLOCK_ANSWER &&
	    easy->ticked == easy->choice_count &&
	    (easy->choice_count == 0 ||
		strcmp(block->answer, NOT_ANSWERED) != 0);
}

/* The cell of a table, counted from 0. */
static inline const char *
table_cell(const struct table *table, size_t row, size_t column)
{
	return table->cells[row * table->columns + column];
}

#endif
