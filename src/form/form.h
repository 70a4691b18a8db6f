/* form: the definitions, read once from forms/NAME.ini and never changed. */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/problem.h"

/* The question whose answers are the plan's kinds. Every word of a `kinds` or
 * a `KIND:WHEN` is a code of its choice list; in `kinds` all of them may have a
 * hyphen in front, and are then those it does not show for. */
#define FORM_KINDS_FIELD "purpose.kinds"

enum field_kind {
	FIELD_TEXT,	  /* one line of words */
	FIELD_PARAGRAPH,  /* many lines of words */
	FIELD_CHOICE,	  /* one code of a list */
	FIELD_CHOICES,	  /* several codes, kept in the list's order */
	FIELD_YES_NO,	  /* 1 or 0 */
	FIELD_NUMBER,	  /* a whole number */
	FIELD_DECIMAL,	  /* ten-thousandths: 5.6 is 56000 */
	FIELD_MONEY,	  /* pence */
	FIELD_PERCENT,	  /* hundredths of one percent: 50% is 5000 */
	FIELD_DATE,	  /* YYYY-MM-DD */
	FIELD_TIME,	  /* HH:MM, of a day of 24 hours */
	FIELD_PHONE,
	FIELD_EMAIL,
	FIELD_POSTCODE,
	FIELD_NHS_NUMBER, /* ten digits */
	FIELD_LINK,	  /* one row of another repeat, by its id */
	FIELD_LINKS,	  /* several, kept in that repeat's order */
};

/* By when an answer is needed; the order is that of time. */
enum need {
	NEED_VISIT,  /* before I leave this visit */
	NEED_SIGN,   /* before sign-off */
	NEED_PAY,    /* before money moves */
	NEED_REVIEW, /* at review */
	NEED_NEVER,  /* may stay blank */
};
#define NEED_COUNT 5

enum audience {
	AUDIENCE_PERSON = 1 << 0,
	AUDIENCE_HOME = 1 << 1, /* the person's copy left on the table */
	AUDIENCE_FAMILY = 1 << 2,
	AUDIENCE_PROVIDER = 1 << 3,
	AUDIENCE_FINANCE = 1 << 4,
	AUDIENCE_APPROVER = 1 << 5,
	AUDIENCE_AGENCIES = 1 << 6, /* always set */
};

enum expr_kind {
	EXPR_RELEVANT,	    /* is it asked at all? NULL: no */
	EXPR_READONLY,	    /* NULL: no */
	EXPR_CONSTRAINT,    /* does the answer hold? NULL: yes */
	EXPR_ADVICE,	    /* is it as one would expect? NULL: yes; only warns */
	EXPR_CALCULATE,	    /* its value; NULL: blank */
	EXPR_DEFAULT,	    /* its value until somebody answers */
	EXPR_CHOICE_FILTER, /* run for each choice, :choice its code; NULL: no */
};
#define EXPR_KIND_COUNT 7

struct expr {
	enum expr_kind kind;
	const char *text; /* as in the file, continuations joined by a space */
	int line;
	int index; /* its place in form_set.exprs, which is the sandbox's too */
	const struct form *form;
	const struct section *section; /* set for a section's own relevant */
	const struct repeat *repeat;   /* the rows it runs for; NULL: once */
	const struct field *field;     /* NULL: a form's, section's or repeat's */
};

struct choice {
	const char *code;  /* what is stored */
	const char *label; /* what is read out */
	const char *hint;  /* "" if none */
	const char *easy;  /* the same in easy read; "" if none */
};

struct choice_list {
	const char *id; /* within its form, or "form.id" of another form's */
	const struct choice *choices;
	size_t count;
	int line;
	const struct form *form;
};

/* A need for one kind of plan. kind is a code of FORM_KINDS_FIELD. */
struct need_for {
	const char *kind;
	enum need need;
};

struct field {
	const char *id;	  /* "preferred_name" */
	const char *name; /* "about_me.preferred_name": never reused */
	const char *was;  /* its full name in older forms, or NULL */
	enum field_kind kind;
	const char *label; /* the question as it is read out */
	const char *brief; /* a word or two, for a table's column */
	const char *hint;  /* one line under the label; "" if none */
	const char *const *help; /* paragraphs, NULL-terminated; may be empty */
	/* the same said in easy read, a short sentence each; as help */
	const char *const *easy;
	const char *example;	 /* "" if none */
	const char *source;	 /* law or standard; "" if none */
	const char *who;	 /* who usually answers it; "" if not said */
	const struct choice_list *list; /* choices, and yes/no has none */
	const struct repeat *link;	/* what a link points to */
	/* in a table with each: what it begins with, of the row named; or NULL */
	const struct field *copies;
	const char *unit;		/* "hours a week"; "" if none */
	int max_cols;		 /* widest sensible answer in columns; 0: no say */
	const char *const *kinds; /* shown for these only ("-pool": for all but
				   * these), NULL-terminated; empty: all */
	enum need need;
	const struct need_for *needs; /* where kinds differ */
	size_t need_count;
	unsigned audience; /* enum audience bits */
	bool restricted;   /* safeguarding, safe contact, staff safety */
	bool third_party;  /* said by someone else */
	bool own_words;	   /* the person's own words: shown first */
	bool more;	   /* behind "more" on its screen */
	bool quiet;	   /* not printed for the person: told there otherwise */
	bool sealed;	   /* part of what is signed */
	/* expressions by enum expr_kind; NULL where there is none */
	const struct expr *exprs[EXPR_KIND_COUNT];
	const char *constraint_message;
	const char *advice_message; /* said when advice does not hold */
	bool across; /* its choices stand side by side */
	const struct form *form;
	const struct section *section;
	const struct repeat *repeat; /* NULL: outside every repeat */
	size_t column; /* its place in repeat->fields, or in form_set.fields_once */
	int line;
};

struct repeat {
	const char *id;	  /* "line" */
	const char *name; /* "money.line" */
	const char *title;    /* "Spending lines" */
	const char *singular; /* "spending line", for "Add a spending line" */
	const char *hint;
	const struct repeat *in; /* the repeat its rows stand in, or NULL */
	const struct field *const *fields; /* in order */
	size_t field_count;
	const struct repeat *const *inner; /* repeats in it, in order */
	size_t inner_count;
	const struct field *const *summary; /* the columns its table shows */
	size_t summary_count;
	const char *const *kinds;
	enum need need; /* by when at least `rows` of them are needed */
	const struct need_for *needs;
	size_t need_count;
	int rows; /* how many are needed; what forms count reckons with */
	/* the link of its own for whose rows a new row of `in` begins with a row
	 * each, or NULL */
	const struct field *each;
	unsigned audience;
	bool restricted;
	const struct expr *relevant; /* of the whole repeat */
	const struct form *form;
	const struct section *section;
	size_t index; /* its place in form_set.repeats */
	int line;
	/* the names of the three answers every row has: where it stands among
	 * its neighbours, the row it is in, whether it was removed */
	const char *position_name, *parent_name, *removed_name;
};

/* What stands on a screen, in order: a field or a repeat's table. */
struct item {
	const struct field *field;   /* one of the two */
	const struct repeat *repeat;
};

struct section {
	const char *id;
	const char *name; /* "about_me.contact" */
	const char *title;
	const char *hint;
	const char *const *kinds;
	bool sealed; /* part of what is signed, unless a field is not */
	const struct expr *relevant;
	const struct item *items; /* fields and tables outside other repeats */
	size_t item_count;
	const struct form *form;
	int line;
};

struct form {
	const char *id;
	const char *title;
	const char *version;
	bool sealed; /* part of what is signed, unless a section is not */
	const char *const *kinds;
	const struct expr *relevant;
	const struct section *const *sections;
	size_t section_count;
	const char *file; /* "about_me.ini" as it was opened, for messages */
	const char *text; /* the whole file, to be kept in the plan */
	size_t text_len;
};

struct form_set {
	struct arena arena;
	const struct form *const *forms; /* in the order of the file names */
	size_t form_count;
	/* everything again, in the forms' order */
	const struct field *const *fields;
	size_t field_count;
	const struct field *const *fields_once; /* those outside every repeat */
	size_t once_count;
	const struct repeat *const *repeats; /* outer before inner */
	size_t repeat_count;
	const struct expr *const *exprs;
	size_t expr_count;
	struct form_index *index; /* names to fields and repeats */
};

/* Reads every *.ini of the folder DIR in the order of the names, which begin
 * with a number (10-purpose.ini), then of LOCAL_DIR if not NULL, where a file of the
 * same name takes the other's place. A form id is what [form] says. With
 * PROBLEMS every mistake that can be found without running an expression is
 * added, not only the first; without, the first one is in ERR. Returns false if
 * there was any; *OUT is then NULL. */
bool form_set_load(const char *dir, const char *local_dir,
    struct form_set **out, struct problem_list *problems, struct error *err)
    __attribute__((warn_unused_result));

/* The same for every day's start: the throw-away file NOTED (ini_known.h) says
 * which files were found in order before, so that they are read once, not twice.
 * Every change of a file shows at once, whatever its time says. */
bool form_set_load_noted(const char *dir, const char *local_dir,
    const char *noted, struct form_set **out, struct error *err)
    __attribute__((warn_unused_result));

/* The same from texts that a plan file kept. */
struct form_text {
	const char *file, *text;
	size_t len;
};
bool form_set_load_texts(const struct form_text *texts, size_t count,
    struct form_set **out, struct problem_list *problems, struct error *err)
    __attribute__((warn_unused_result));
void form_set_free(struct form_set *set);

/* Is it, or a repeat that it stands in, restricted? */
bool field_restricted(const struct field *field);
bool repeat_restricted(const struct repeat *repeat); /* NULL: no */

/* By full name, an older name (`was`) included; NULL if there is none such. */
const struct field *form_set_field(const struct form_set *set, const char *name);
const struct repeat *form_set_repeat(const struct form_set *set, const char *name);
const struct form *form_set_form(const struct form_set *set, const char *id);
const struct section *form_set_section(const struct form_set *set, const char *name);
/* The repeat one of whose three own answers (position, parent, removed) NAME
 * is, or NULL. */
const struct repeat *form_set_row_answer(const struct form_set *set,
    const char *name);

/* Does something with KINDS show in a plan of PLAN_KINDS (codes separated by
 * spaces; may be empty)? Something without kinds always does. */
bool kinds_match(const char *const *kinds, const char *plan_kinds);
/* A field shows if its own kinds, its repeat's, section's and form's match. */
bool field_kinds_match(const struct field *field, const char *plan_kinds);
/* By when FIELD is needed in such a plan: the earliest that applies. */
enum need field_need(const struct field *field, const char *plan_kinds);
enum need repeat_need(const struct repeat *repeat, const char *plan_kinds);
/* The label of a code of FIELD's list, or NULL. */
const char *field_choice_label(const struct field *field, const char *code);

/* "visit" and so on; "before I leave this visit" and so on. */
const char *need_word(enum need need);
const char *need_sentence(enum need need);
/* The bit of "person" and so on; 0 if there is none such. */
unsigned audience_parse(const char *word);
const char *audience_word(enum audience audience);

#endif
