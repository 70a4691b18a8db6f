/* handed: the register of copies: who was handed which copy of the plan, and who
 * holds an old one (practice.md F14). Copies are rows like any other, so that
 * they can be written down on any copy of the plan. */
#ifndef PLAN_HANDED_H
#define PLAN_HANDED_H

#include "plan/plan.h"

/* The questions of a copy. */
#define COPIES	    "sign.copy"
#define COPY_TO	    "sign.copy_to"
#define COPY_FOR    "sign.copy_for"
#define COPY_HOW    "sign.copy_how"
#define COPY_ON	    "sign.copy_on"
#define COPY_BY	    "sign.copy_by"
#define COPY_WHAT   "sign.copy_what"
#define COPY_NUMBER "sign.copy_number"
#define COPY_SEAL   "sign.copy_seal"
/* Stands for the seal of a copy that is of no sealed version. */
#define COPY_OF_DRAFT "draft"

struct handed {
	struct uid row;
	int64_t number; /* 0: it has none */
	unsigned audience; /* whose copy it is, as a bit; 0: not said */
	char *to, *which, *what, *how, *on; /* as read; "" if not said */
	char *to_name; /* TO without blanks at its ends, to tell people apart */
	bool sealed;	/* it is of a sealed version that this file has: */
	struct uid version;
	bool old; /* something was sealed since, and they were given no copy of
		   * it */
};
struct handed_list {
	struct handed *items; /* in their order */
	size_t count, cap;
};

/* Every row of the register in which anything stands. Free with
 * handed_list_clear. */
bool plan_handed(struct plan *plan, struct handed_list *out, struct error *err)
    __attribute__((warn_unused_result));
void handed_list_clear(struct handed_list *list);
/* The copy of that NUMBER, or NULL; of two that were numbered apart, the first. */
const struct handed *handed_find(const struct handed_list *list,
    int64_t number);
/* What was written down last, to be offered for the next copy for AUDIENCE: who
 * was given one; and how TO was, or else whoever had one, of this audience if it
 * can be. NULL: nothing was. Borrowed from LIST. */
const char *handed_last_to(const struct handed_list *list,
    enum audience audience);
const char *handed_last_how(const struct handed_list *list,
    enum audience audience, const char *to);

/* A copy that is handed out today. */
struct handing {
	const char *to;	      /* name, and what they are to the person */
	enum audience audience;
	const char *what;     /* "My week (html)"; may be NULL, as HOW and BY */
	const char *how, *by; /* "by post", the name of whoever gives it */
	const struct digest *seal; /* of the version; NULL: a draft */
};
/* Writes it into the register in one change. *NUMBER, if not NULL, is its. */
bool plan_hand_out(struct plan *plan, const struct handing *handing,
    int64_t *number, struct error *err) __attribute__((warn_unused_result));
/* The seal that a copy of the plan as it stands belongs to; NULL: it is a draft.
 * Borrowed until the next change. */
const struct digest *plan_seal_now(const struct plan *plan);

#endif
