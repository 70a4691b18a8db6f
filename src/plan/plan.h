/* plan: the open plan. It joins the forms (what is asked), the store (what was
 * answered) and the rules (what follows), and is the only one that does. */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/problem.h"
#include "base/uid.h"
#include "base/value.h"
#include "form/form.h"
#include "rules/rates.h"
#include "rules/working.h"
#include "store/store.h"

struct plan;

/* Who is working, from the configuration and the machine; not proof. */
struct plan_user {
	const char *display; /* "Aisha Bloom", or the login name */
	const char *login;
	const char *device;
};

/* Makes a new plan file at PATH and opens it. FORMS and RATES (NULL: none, and
 * what rests on them is not worked out) stay the caller's and must outlive the
 * plan. */
bool plan_create(const char *path, const struct form_set *forms,
    const struct rates *rates, const struct plan_user *user,
    bool training, struct plan **out, struct error *err)
    __attribute__((warn_unused_result));
/* Opens the plan file at PATH. With READ_ONLY nothing is ever written. */
bool plan_open(const char *path, const struct form_set *forms,
    const struct rates *rates, const struct plan_user *user,
    bool read_only, struct plan **out, struct error *err)
    __attribute__((warn_unused_result));
/* As plan_open, but for a first frame: who it is and what was answered is there;
 * what follows from it (conditions, checks, figures, what is left) is not
 * reckoned, so a question with a condition shows only if it was answered.
 * plan_reckon must have returned true before anything is changed. */
bool plan_open_first(const char *path, const struct form_set *forms,
    const struct rates *rates, const struct plan_user *user,
    bool read_only, struct plan **out, struct error *err)
    __attribute__((warn_unused_result));
/* Opens the same file as PLAN, as VERSION sealed it, to be looked at: only what is
 * signed, without what was taken out of it since, read with PLAN's forms and rates,
 * which outlive it. Today is today: plan_set_today. */
bool plan_open_sealed(const struct plan *plan, const struct uid *version,
    struct plan **out, struct error *err) __attribute__((warn_unused_result));
/* The same, as all of it stood at the moment AT, whether it is signed or not. */
bool plan_open_at(const struct plan *plan, int64_t at, struct plan **out,
    struct error *err) __attribute__((warn_unused_result));
/* Compiles the forms' expressions and reckons everything; true at once when
 * that has been done. On false ERR names the expression that does not work. */
bool plan_reckon(struct plan *plan, struct error *err)
    __attribute__((warn_unused_result));
/* Leaves one file at rest. NULL is fine. */
void plan_close(struct plan *plan);

const struct form_set *plan_forms(const struct plan *plan);
const struct rates *plan_rates(const struct plan *plan); /* or NULL */
struct store *plan_store(struct plan *plan);
/* What opening recovered, as a sentence, or NULL. */
const char *plan_note(const struct plan *plan);
bool plan_writable(const struct plan *plan);
/* The day that the plan takes for today: that of the clock, or in a training
 * plan the one its exercise is set on, if it is. */
struct date plan_today(const struct plan *plan);
/* Takes DAY for today until the plan is closed, and reckons anew: to make the
 * pages of a day that has gone. Nothing is written. */
void plan_set_today(struct plan *plan, struct date day);
/* Is it set on a day of its own? */
bool plan_exercise(const struct plan *plan);
/* Grows with every change to what the plan says. */
uint64_t plan_generation(const struct plan *plan);
/* Reads what other programs wrote meanwhile. *CHANGED says whether anything was
 * different. Never an error worth stopping for: busy means ask later. */
bool plan_refresh(struct plan *plan, bool *changed, struct error *err);

/* --- what the plan says --- */

/* One field in one row (UID_NONE outside a repeat). */
struct field_state {
	const struct value *value; /* what counts: answer, default or calculated */
	const struct value *answer; /* what somebody gave; may not hold */
	struct uid revision;	    /* of the answer; UID_NONE if never answered */
	int64_t at;		    /* when it was given, unix seconds; 0: never */
	const char *voice; /* whose words (plan/voice.h); NULL: not said */
	bool answered;		    /* somebody gave an answer that is not blank */
	bool relevant, readonly, calculated, defaulted;
	bool valid;	/* it can be read as its type, and links lead somewhere */
	bool holds;	/* its constraint is met */
	bool advised;	/* it is not as one would expect: a word, never a bar */
	bool conflict;	/* two answers were given apart; both are kept */
	bool taken_out; /* its words were taken out by someone with authority */
	bool withheld;	/* a working copy: its words are in the plan, not here */
	enum need need; /* by when it is needed in this kind of plan */
};
/* Borrowed until the next change to the plan. ROW must exist. */
void plan_field(const struct plan *plan, const struct field *field,
    const struct uid *row, struct field_state *out);
/* Why the answer does not hold, as a sentence for the person; false if it does. */
bool plan_field_problem(const struct plan *plan, const struct field *field,
    const struct uid *row, struct error *why);
/* A word about an answer that holds but is not as one would expect, or NULL. */
const char *plan_field_advice(const struct plan *plan,
    const struct field *field, const struct uid *row);
/* Appends the answer as it is read on a page or a list: links as the first
 * summary column of their rows. */
void plan_show(const struct plan *plan, const struct field *field,
    const struct uid *row, struct buf *out);
/* The same of the question NAME, "" where there is no such question or no answer;
 * the caller frees it. */
char *plan_shown(const struct plan *plan, const char *name,
    const struct uid *row);
/* The same for a value that is not the answer (a conflict's other side). */
void plan_show_value(const struct plan *plan, const struct field *field,
    const struct value *value, struct buf *out);

bool plan_section_shown(const struct plan *plan, const struct section *section);
/* Is REPEAT's table shown (inside the row PARENT, or UID_NONE)? */
bool plan_repeat_shown(const struct plan *plan, const struct repeat *repeat,
    const struct uid *parent);
/* Is a choice offered now? */
bool plan_choice_offered(const struct plan *plan, const struct field *field,
    const struct uid *row, const char *code);
const char *plan_kinds(const struct plan *plan); /* codes, "" if none yet */

/* The rows of REPEAT in PARENT (UID_NONE for an outer repeat), in their order,
 * without removed ones. Borrowed until the next change. */
size_t plan_rows(const struct plan *plan, const struct repeat *repeat,
    const struct uid *parent, const struct uid **rows);
bool plan_row_exists(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row);
/* Has nobody answered anything in ROW, nor added a row inside it? */
bool plan_row_blank(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row);
/* The row that ROW stands in. */
struct uid plan_row_parent(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row);
/* Its first answered summary column, or "Outcome 2" where nothing is yet. */
void plan_row_title(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row, struct buf *out);
/* The same for somebody who may not see every column: the first of those that MAY
 * says yes to. */
void plan_row_title_for(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row,
    bool (*may)(const void *data, const struct field *field),
    const void *data, struct buf *out);

/* --- changing answers: the only way --- */

struct change {
	const struct field *field;
	struct uid row;
	const char *text; /* as it was typed, or codes for picked fields; NULL clears */
	const struct value *value; /* where not NULL: as it is kept, not TEXT */
	/* whose words (plan/voice.h; NULL: not said); where false, whose they
	 * were stays as it was, until the answer is cleared */
	bool has_voice;
	const char *voice;
	/* the heads the typist started from (plan_bases at the time); where
	 * false, those that hold the value now shown */
	bool has_bases;
	const struct uid *bases;
	size_t base_count;
};

/* Parses, writes and commits all or none, then recomputes once. Text that cannot
 * be read as its type is kept and marked, never refused. A change that changes
 * nothing writes nothing. PLACE (may be NULL) goes in the same transaction. On
 * false nothing has changed, in the file or in memory. */
bool plan_apply(struct plan *plan, const struct change *changes, size_t count,
    const struct place *place, struct error *err)
    __attribute__((warn_unused_result));

/* What comes from outside: a copy that another oneplan wrote, or a case. */
struct taken_row {
	const struct repeat *repeat;
	struct uid id;
	struct uid parent; /* UID_NONE for an outer repeat */
};
struct taken_answer {
	const struct field *field;
	struct uid row;	    /* UID_NONE outside repeats */
	struct value value; /* as it is kept; what does not hold is marked */
	char *voice; /* whose words, as a change's; NULL: nothing is said */
};
struct taken {
	struct taken_row *rows; /* in their order, each after the one it is in */
	size_t row_count, row_cap;
	struct taken_answer *answers;
	size_t answer_count, answer_cap;
	struct date today; /* a training plan's; year 0: not said */
};
/* The answer is VALUE's owner from here on. */
void taken_add_answer(struct taken *taken, const struct field *field,
    const struct uid *row, struct value *value);
/* The same of the question NAME and TEXT, as it is kept; blank clears the answer.
 * Nothing where PLAN's forms have no such question. */
void taken_add_text(struct taken *taken, const struct plan *plan,
    const char *name, const struct uid *row, const char *text);
/* The answer to FIELD in ROW, if it is there, is in the words of VOICE (copied). */
void taken_add_voice(struct taken *taken, const struct field *field,
    const struct uid *row, const char *voice);
void taken_add_row(struct taken *taken, const struct repeat *repeat,
    const struct uid *id, const struct uid *parent);
void taken_clear(struct taken *taken);
/* plan_apply for all of TAKEN, in one transaction. Rows that are not there are
 * added at the end in their order; those that are stay where they are, and come
 * back if they were removed. Answers that TAKEN does not have are left alone.
 * *CHANGED, if not NULL, is how many answers are new or different. */
bool plan_take_in(struct plan *plan, const struct taken *taken, size_t *changed,
    struct error *err) __attribute__((warn_unused_result));

/* plan_apply with one change. */
bool plan_set_answer(struct plan *plan, const struct field *field,
    const struct uid *row, const char *text, const struct place *place,
    struct error *err) __attribute__((warn_unused_result));

/* Adds a row at the end of REPEAT in PARENT; *ROW is its id. Where the forms say
 * so (each), it begins with rows of its own. */
bool plan_row_add(struct plan *plan, const struct repeat *repeat,
    const struct uid *parent, struct uid *row, struct error *err)
    __attribute__((warn_unused_result));
/* Removes a row and what stands in it: kept in history, back with undo. */
bool plan_row_remove(struct plan *plan, const struct repeat *repeat,
    const struct uid *row, struct error *err)
    __attribute__((warn_unused_result));
/* Moves a row one place up (-1) or down (+1); at the end nothing happens. */
bool plan_row_move(struct plan *plan, const struct repeat *repeat,
    const struct uid *row, int by, struct error *err)
    __attribute__((warn_unused_result));

/* Takes back the last change of this session, or does it again. *WHAT, if not
 * NULL, names it for the message line ("Phone number"); the caller frees it. With
 * nothing to undo: true, *WHAT NULL. */
bool plan_undo(struct plan *plan, char **what, struct error *err)
    __attribute__((warn_unused_result));
bool plan_redo(struct plan *plan, char **what, struct error *err)
    __attribute__((warn_unused_result));
/* Were words taken out for ever since the plan was opened? Then undo has
 * forgotten what was done before that. */
bool plan_words_gone(const struct plan *plan);

/* --- conflicts --- */

/* The heads that hold the value now shown: what an editor starts from. The
 * array is the caller's to free. */
void plan_bases(struct plan *plan, const struct field *field,
    const struct uid *row, struct uid **bases, size_t *count);
/* Settles a conflict: TEXT replaces every head. */
bool plan_settle(struct plan *plan, const struct field *field,
    const struct uid *row, const char *text, struct error *err)
    __attribute__((warn_unused_result));

/* --- what is left --- */

enum todo_kind {
	TODO_UNANSWERED,
	TODO_INVALID,	/* cannot be read as its type */
	TODO_CONSTRAINT, /* a check does not hold */
	TODO_CONFLICT,
	TODO_TOO_FEW,	/* a table needs more rows */
	TODO_DANGLING,	/* a link leads to a row that is gone or set aside */
	TODO_UNFINISHED, /* text that was being typed elsewhere */
	TODO_UNSORTED,	/* notes that are not in their place yet */
	TODO_REMOVED,	/* a row removed in one file and changed in another */
};
struct todo {
	enum todo_kind kind;
	enum need when;
	const struct field *field;   /* or */
	const struct repeat *repeat; /* the table that needs rows, or the
				      * removed row's */
	struct uid row; /* the field's row, or the row the table stands in, or
			 * the removed row */
	char *text;	/* one line: what is left, in words; owned */
};
/* Everything that is left, in the order of when, then of the forms. Free with
 * todo_clear. Without RESTRICTED, restricted fields leave no trace. */
void plan_todo(const struct plan *plan, bool restricted, struct todo **out,
    size_t *count);
void todo_clear(struct todo *list, size_t count);
/* How many things in ROW and the rows inside it are needed by sign-off. */
int plan_row_left(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row);

struct progress {
	int done, asked; /* answers needed by sign-off that are given, of how many */
};
void plan_progress(const struct plan *plan, struct progress *out);
/* Answers that were given and are not asked for now: kept, and counted in
 * nothing. */
int plan_set_aside(const struct plan *plan);
/* Is any of the form's sections shown? */
bool plan_form_shown(const struct plan *plan, const struct form *form);
/* Progress for all of a form's sections together. */
void plan_form_progress(const struct plan *plan, const struct form *form,
    struct progress *out, int *problems);
/* Progress for one section, and how many findings stand against it. */
void plan_section_progress(const struct plan *plan,
    const struct section *section, struct progress *out, int *problems);

/* --- whose plan it is --- */

struct identity {
	char *name;	 /* "Kwame Redfern", preferred name first; "No name yet" */
	char *born;	 /* "born 3 Apr 1992", or "" */
	char *nhs_last3; /* "NHS ...509", or "" */
	char *line;	 /* all of it, for the top of every screen */
};
/* Borrowed until the next change. */
const struct identity *plan_identity(const struct plan *plan);

/* What was not finished when somebody left: see store_find_unfinished. An
 * answer given to the same question takes it off the list. */
const struct found *plan_found(const struct plan *plan);
/* The text found for FIELD in ROW, or NULL. */
const struct found_draft *plan_found_draft(const struct plan *plan,
    const struct field *field, const struct uid *row);

/* Checks the file and every answer: what `oneplan check` prints. */
bool plan_check(struct plan *plan, struct problem_list *problems,
    struct error *err) __attribute__((warn_unused_result));

/* --- figures --- */

/* Adds to OUT how the figure that FIELD shows in ROW came about: the sum, what
 * went into it, the rule and the rates. Nothing for a question that somebody
 * answers. Whoever shows it answers for who may see the answers it reads. */
void plan_working(struct plan *plan, const struct field *field,
    const struct uid *row, struct working *out);
/* Puts the first MOST of the fields that FIELD's figure is worked out from in
 * READS; returns how many. *RULE: it rests on a rule, not on its form alone. */
size_t plan_working_reads(const struct plan *plan, const struct field *field,
    const struct field **reads, size_t most, bool *rule);

struct stream_total {
	struct uid row;	  /* the stream's row */
	char *title;	  /* "Personal wheelchair budget" */
	int64_t indicative_pence, planned_pence, balance_pence;
};
struct plan_money {
	struct stream_total *streams; /* in their order */
	size_t stream_count;
	int64_t indicative_pence, planned_pence, balance_pence;
	int64_t recurring_pence, one_off_pence, contingency_pence;
	int64_t unassigned_pence; /* in no stream: nobody was named to pay it */
	bool overflow; /* a line was too large to reckon, and is left out */
	bool any;      /* there is a line or a stream at all */
};
/* Borrowed until the next change. */
const struct plan_money *plan_money(const struct plan *plan);

#endif
