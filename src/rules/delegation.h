/* delegation: who may say yes to each kind of money, and where a risk goes
 * (domain.md F1 as corrected by practice.md F29 and F30).
 *
 * Each funded stream is decided by its own agency, on that agency's own ladder:
 * no sum over streams decides anything. Money and risk go separate ways: a risk
 * leads to a conversation, or to a panel if the person asks or if no safe start
 * can be agreed, but never to a higher approver. What anybody disagrees with is
 * not even read where money is decided: it only brings an offer to talk. */
#ifndef RULES_DELEGATION_H
#define RULES_DELEGATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rules/working.h"

struct buf;

/* A kind of money, by the code the forms give it. */
struct funder {
	const char *code;   /* "nhs_chc" */
	const char *title;  /* "NHS Continuing Healthcare budget" */
	const char *agency; /* whose ladder: "nhs", "council"; NULL: somebody
			     * who decides elsewhere, by an award */
};
extern const struct funder funders[];
extern const size_t funder_count;
const struct funder *funder_find(const char *code); /* or NULL */

#define NO_LIMIT INT64_C(-1)

/* One step of a ladder: a row of the scheme of delegation. */
struct authority {
	const char *agency; /* "nhs" or "council" */
	const char *funder; /* its code; "": all without steps of their own */
	const char *role;   /* "Team manager" */
	int64_t recurring_pence; /* most that is paid again and again */
	bool a_week;		 /* ... in a week; else in 52 weeks */
	int64_t once_pence;	 /* most that is paid once or kept back */
	const char *source;	 /* whose figures, and from when; or NULL */
};

/* The scheme: steps of each ladder in order, the lowest first. Money above what
 * was expected is for the last step of its ladder. */
struct scheme {
	const struct authority *steps;
	size_t step_count;
};

/* What is asked for from one stream, over the whole plan. */
struct stream_ask {
	const struct funder *funder;
	int64_t recurring_pence, once_pence, expected_pence;
	bool expected_known; /* somebody said how much is expected */
	bool costs_known;    /* every cost it pays for is known */
	bool exception;	     /* something this money may not usually buy */
	bool award_ref, award_date; /* where it is decided elsewhere */
	int weeks;		    /* of the plan, 1 or more */
};

enum approval_rule {
	APPROVAL_RECURRING,	   /* above the first step, again and again */
	APPROVAL_ONCE,		   /* above the first step, once */
	APPROVAL_OVER_EXPECTED,	   /* more is planned than was expected */
	APPROVAL_EXPECTED_UNKNOWN,
	APPROVAL_COSTS_UNKNOWN,
	APPROVAL_EXCEPTION,
	APPROVAL_NO_LADDER,	   /* the scheme has no step for this money */
	APPROVAL_BEYOND_LADDER,	   /* above every step of it */
	APPROVAL_NO_AWARD,	   /* the reference or the date is missing */
	APPROVAL_RULES
};

struct approval {
	bool needed; /* false: decided elsewhere, or nothing is planned */
	const struct authority *step; /* the lowest who may; NULL: none */
	size_t level; /* its place on its ladder, from 1; 0: none */
	bool senior;  /* the last of several steps, or nobody on the ladder:
		       * "panel or senior"; else frontline */
	bool fired[APPROVAL_RULES];
};

void approval_find(const struct scheme *scheme, const struct stream_ask *ask,
    struct approval *out);
/* Who may approve it, or what it needs instead ("Team manager"). NULL: nothing
 * is planned. */
const char *approval_who(const struct stream_ask *ask,
    const struct approval *approval);
/* Appends what each rule that fired says, as sentences; nothing if none did. */
void approval_say(const struct approval *approval, struct buf *out);
/* First who may approve it, or what it needs instead; then the sums, the ladder
 * as far as it was climbed, and the rules that fired. */
void approval_explain(const struct scheme *scheme, const struct stream_ask *ask,
    const struct approval *approval, struct working *out);

/* What one risk says about where it goes. */
struct risk_ask {
	int score_after; /* 1 to 25; 0: not scored, or never to be (NG225) */
	bool panel_asked; /* the person asks for a panel */
	bool no_safe_start;
	bool disagrees; /* anybody at all */
};

struct risk_terms {
	int talk_from;	/* the score from which a talk is held; 0: never */
	int offer_days; /* working days within which the offer is kept */
};

struct risk_route {
	bool talk;   /* a conversation about the risk */
	bool panel;
	bool offer;  /* talk, advocate, second opinion: the person chooses */
};

void risk_route(const struct risk_terms *terms, const struct risk_ask *ask,
    struct risk_route *out);
void risk_route_explain(const struct risk_terms *terms,
    const struct risk_ask *ask, const struct risk_route *route,
    struct working *out);

#endif
