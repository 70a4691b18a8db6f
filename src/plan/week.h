/* week: My week as a week: which part of it is on which days, at what time, who
 * is there and who pays (practice.md F45). The screen and the page both lay it
 * out from here. */
#ifndef PLAN_WEEK_H
#define PLAN_WEEK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/uid.h"
#include "plan/plan.h"

#define WEEK_DAYS 7 /* Monday is 0 */
#define DAY_MINUTES 1440

/* The questions of one part of the week. */
enum week_question {
	WEEK_WHAT, WEEK_ON, WEEK_STARTS, WEEK_ENDS, WEEK_WHO, WEEK_STAFF,
	WEEK_PAID, WEEK_PLACE, WEEK_LINE, WEEK_VARIANT, WEEK_BACKUP,
	WEEK_QUESTIONS
};

/* Where they stand; NULL: these forms have it not, or it is not to be seen. */
struct week_form {
	const struct repeat *entry;
	const struct field *fields[WEEK_QUESTIONS];
};
/* "week.what" and so on, and the name of their table. */
const char *week_question_name(enum week_question question);
#define WEEK_ENTRY "week.entry"
/* All of them; false where these forms have no week. */
bool week_form_find(const struct form_set *forms, struct week_form *out);

/* In which weeks a part happens; and which week is looked at: a good or a bad
 * one has its own parts besides those of every week. */
enum week_kind { WEEK_EVERY, WEEK_GOOD, WEEK_BAD };
#define WEEK_KINDS 3

enum week_help { WEEK_NOT_SAID, WEEK_PAID_HELP, WEEK_FREE_HELP, WEEK_ALONE };

/* One row of the table. */
struct week_part {
	struct uid row;
	size_t place;  /* among the rows of the plan */
	unsigned days; /* 1u << day */
	enum week_kind kind;
	enum week_help help;
	int starts, ends; /* minutes after midnight; -1: not said */
	int people;	  /* at once */
};

struct week {
	struct week_part *parts; /* by the time they start, then by place; those
				  * without a time come last */
	size_t count;
};

/* Reads the rows as far as FORM's questions go; week_clear it. */
void week_read(const struct plan *plan, const struct week_form *form,
    struct week *out);
void week_clear(struct week *week);

bool week_part_on(const struct week_part *part, int day);
bool week_part_daily(const struct week_part *part);
/* Is a part of kind PART in a week of kind SHOWN? */
bool week_kind_has(enum week_kind shown, enum week_kind part);
/* How long it takes on one day; one that ends before it starts goes on into the
 * next day; 0: not known. */
int week_part_minutes(const struct week_part *part);
/* The minutes of such help, times the people, that begin on DAY; or, with DAY
 * -1, in the whole week. */
int64_t week_minutes(const struct week *week, enum week_kind shown, int day,
    enum week_help help);

const char *week_day_code(int day);  /* "mon" */
const char *week_day_name(int day);  /* "Monday" */
const char *week_day_brief(int day); /* "Mon" */
const char *week_kind_code(enum week_kind kind); /* "every" */

/* --- week_gaps.c: when nobody is there --- */

/* The parts of a day. The night is the one that follows its day. */
enum week_spell { WEEK_MORNING, WEEK_AFTERNOON, WEEK_EVENING, WEEK_NIGHT };
#define WEEK_SPELLS 4
const char *week_spell_name(enum week_spell spell); /* "Morning" */
const char *week_spell_word(enum week_spell spell); /* "morning" */
/* When it begins; the night begins at 22:00. */
int week_spell_starts(enum week_spell spell);
/* A time in it that people often mean. */
int week_spell_usual(enum week_spell spell);
/* In which of them a MINUTE of the day stands. */
enum week_spell week_spell_of(int minute);

/* The days (1u << day) on which nobody is there for half an hour of SPELL, nor
 * for a shorter visit, nor the person by themselves on purpose. Only parts that
 * have a time are looked at. */
unsigned week_nobody(const struct week *week, enum week_kind shown,
    enum week_spell spell);
/* Appends all of them in words: "every afternoon; Tuesday and Friday night";
 * nothing where there are none, or where no part has a time. */
void week_say_nobody(const struct week *week, enum week_kind shown,
    struct buf *out);

/* --- week_change.c --- */

/* Begins a part on DAY, at minute STARTS (-1: no time) of a week of KIND. */
bool week_add(struct plan *plan, int day, int starts, enum week_kind kind,
    struct uid *row, struct error *err) __attribute__((warn_unused_result));
/* Is ROW of REPEAT a part of the week of which only the day, the time and the
 * kind of week are there, as week_add left it? */
bool week_blank(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row);
/* Takes ROW off DAY; off its only day: out of the plan. */
bool week_take_off(struct plan *plan, const struct uid *row, int day,
    struct error *err) __attribute__((warn_unused_result));

/* The cost that ROW of the week is paid by; false if none was named. */
bool week_line_of(const struct plan *plan, const struct uid *row,
    struct uid *line);
/* Do the week and the cost LINE say different numbers of hours? *WEEK and *COST
 * are then both, in ten-thousandths, each time it is paid. */
bool week_line_differs(const struct plan *plan, const struct uid *line,
    int64_t *week, int64_t *cost);
/* Puts the week's hours into the cost LINE. */
bool week_take_hours(struct plan *plan, const struct uid *line,
    struct error *err) __attribute__((warn_unused_result));
/* The table of the costs; NULL where these forms have none. */
const struct repeat *week_lines(const struct plan *plan);

#endif
