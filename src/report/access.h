/* access: all that a plan holds about the person, for one who asked for it
 * (practice.md F15). oneplan decides nothing: somebody says of each answer
 * whether it is given, given in part, or not, and why. */
#ifndef REPORT_ACCESS_H
#define REPORT_ACCESS_H

#include "report/report.h"

enum access_decision {
	ACCESS_OPEN, /* nobody has decided yet */
	ACCESS_DISCLOSE,
	ACCESS_REDACT, /* the question is shown, with other words */
	ACCESS_REFUSE, /* nothing shows that there is anything */
};
#define ACCESS_DECISION_COUNT 4
/* "disclose" and so on: in a table, and as the plan keeps it; "" for open. */
extern const char *const access_words[ACCESS_DECISION_COUNT];

struct access_item {
	const struct field *field;
	struct uid row;
	char *where;  /* "Money, cost 2": the form, and the row or the section */
	char *answer; /* as it is read */
	bool restricted, third_party, set_aside;
	enum access_decision decision;
	char *reason; /* never NULL; as below */
	char *instead; /* what is shown of one that is redacted; "": nothing */
	bool changed; /* since somebody decided about it */
	bool apart;   /* two people decided about it apart, and not the same */
};
struct access_list {
	struct access_item *items; /* in the forms' order */
	size_t count, cap;
};

/* Every answer that somebody gave, those set aside too; not what was answered
 * before or was taken away, which history has, nor the rows in which it is
 * decided what is given (ACCESS_DECIDED): the request has that in words. What is
 * simply about the person is given, the rest is open. Free with access_clear. */
#define ACCESS_DECIDED "sign.decided"
void access_list_make(struct plan *plan, struct access_list *out);
void access_clear(struct access_list *list);
/* Does ITEM need somebody to look at it: is it not simply about the person? */
bool access_marked(const struct access_item *item);
/* What is still to be done before ITEM is decided, as a sentence; NULL: nothing.
 * What is not given in full needs a reason, and so does what is not simply about
 * the person if it is given. */
const char *access_lacks(const struct access_item *item);
/* How many of LIST are not decided. */
size_t access_left(const struct access_list *list);
/* Appends "restricted; said by somebody else", or nothing. */
void access_marks(const struct access_item *item, struct buf *out);

#define ACCESS_TITLE "What is written about me"
/* The copy for the person, when all is decided; for report_free. */
struct report *report_access(struct plan *plan,
    const struct access_list *list);

#endif
