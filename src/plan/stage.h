/* stage: how far a plan has come, from draft to ended. It is worked out from its
 * sealed versions, its signatures and its answers, and never kept, so that it
 * cannot be wrong. */
#ifndef PLAN_STAGE_H
#define PLAN_STAGE_H

#include "plan/plan.h"

enum stage {
	STAGE_DRAFT,
	STAGE_READY,	/* sealed, and nothing changed since: to be signed */
	STAGE_SIGNED,	/* nobody is waited for */
	STAGE_IN_FORCE, /* signed, and its first day has come */
	STAGE_REVIEW,	/* somebody has begun to look at it again */
	STAGE_ENDED,
};
#define STAGE_COUNT 6

/* "Draft", "Ready to be signed" and so on, by stage. */
extern const char *const stage_names[STAGE_COUNT];

struct plan_stage {
	enum stage stage;
	bool sealed; /* there is a version; the last one is: */
	struct uid version;
	struct digest seal;
	struct date sealed_on;
	size_t apart; /* versions sealed apart from it, that none follows */
	size_t given, declined, waiting; /* signatures of the last version */
	/* the person, or somebody who may act for them, has signed it; or the
	 * plan was decided in their best interests, and nobody signs for them */
	bool by_person;
	bool signed_before; /* somebody signed an earlier version */
	size_t undecided; /* kinds of money that nobody has decided about */
	bool differs;	  /* what is signed is not as it was sealed */
	/* answers and rows that are different, without the restricted ones,
	 * of which only workers may know */
	size_t changed;
	/* statements that came since (plan/statement.h), without those against
	 * restricted answers: they change nothing, and what was sealed has none
	 * of them */
	size_t statements;
	bool unread; /* what was sealed cannot be read: CHANGED is not known */
	/* help began before everybody had signed; year 0: it did not */
	struct date interim;
};

/* Of the plan as it stands; until the next change. Before plan_reckon, a draft. */
const struct plan_stage *plan_stage(const struct plan *plan);
/* Works it out anew: after a version was put. */
void plan_stage_anew(struct plan *plan);
/* By which day somebody looks at the plan again: the first that is due, or the one
 * that was chosen, until that look has been held. False: it has ended, and then
 * nothing is due any more; or no day is known. */
bool plan_look_again(const struct plan *plan, struct date *out);
/* A word or two for a list: "draft", "ready", "signed", "in force", "new draft"
 * (signed, and changed since), "review", "ended". */
const char *stage_word(const struct plan_stage *stage);
/* Appends it in a few sentences: "Ready to be signed: sealed on 16 Nov 2026.
 * Waiting for 2 signatures." Without RESTRICTED, as in plan_todo, nothing says
 * that something changed of which only workers may know. */
void stage_say(const struct plan_stage *stage, bool restricted,
    struct buf *out);
/* Appends "Changed since it was signed: 3 answers", of what everybody may know, or
 * nothing. BRIEF: in at most 26 columns. */
void stage_say_changed(const struct plan_stage *stage, bool brief,
    struct buf *out);

#endif
