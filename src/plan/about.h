/* about: which answer a row of another table is about: what was decided of it, or
 * what somebody says against it. The row holds no copy of the words: they can be
 * taken out, and nothing of them may then be left anywhere. */
#ifndef PLAN_ABOUT_H
#define PLAN_ABOUT_H

#include "plan/plan.h"

struct about {
	const struct field *field;
	struct uid row;	     /* UID_NONE outside every repeat */
	struct uid revision; /* the answer as it stood then */
};

/* Appends it as such a row keeps it: "about_me.phone 0f3a...", with the row of a
 * table after the name: "money.what:5b1c... 0f3a...". */
void about_write(const struct about *about, struct buf *out);
/* What stands there now; its row exists. */
struct about about_now(const struct plan *plan, const struct field *field,
    const struct uid *row);
/* Do both say the same question and row, whatever was answered there? */
bool about_same_place(const struct about *a, const struct about *b);

/* Appends where it stands and what is asked: "Money, cost 2: What will you buy
 * or arrange?" The row must be there. */
void about_say(const struct plan *plan, const struct about *about,
    struct buf *out);

/* What ROW of REPEAT is about, where that is such a table. False: it is not, or
 * ROW does not say, or what it is about is gone. */
bool about_of_row(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row, struct about *out)
    __attribute__((warn_unused_result));
/* Is FIELD the question in such a table that keeps it? For the program alone: no
 * screen and no copy shows that. */
bool about_field(const struct field *field);
/* Appends the answer as it stands now, and whether it is still the one that ABOUT
 * says: for above the questions of such a row. */
void about_words(const struct plan *plan, const struct about *about,
    struct buf *out);

/* The id of the one row of a table inside the row PARENT that is about that
 * place: the same wherever it is made, so that two files of a plan have one such
 * row, not two, when they are brought together. */
struct uid about_row(const struct uid *parent, const struct about *about);

#endif
