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

struct access_item {
	const struct field *field;
	struct uid row;
	char *where;  /* "Money, cost 2": the form, and the row or the section */
	char *answer; /* as it is read */
	bool restricted, third_party, set_aside;
	enum access_decision decision;
	char *reason; /* never NULL; as below */
	char *instead; /* what is shown of one that is redacted; "": nothing */
};
struct access_list {
	struct access_item *items; /* in the forms' order */
	size_t count, cap;
};

/* Every answer that somebody gave, those set aside too; not what was answered
 * before or was taken away, which history has. Free with access_clear. */
void access_list_make(struct plan *plan, struct access_list *out);
void access_clear(struct access_list *list);
/* Does ITEM need somebody to look at it: is it not simply about the person? */
bool access_marked(const struct access_item *item);
/* Appends "restricted; said by somebody else", or nothing. */
void access_marks(const struct access_item *item, struct buf *out);

/* The copy for the person, when all is decided; for report_free. */
struct report *report_access(struct plan *plan,
    const struct access_list *list);

#endif
