/* eligibility: what the ticks come to under the Care Act's national rules, for
 * adults (SI 2015/313, regulation 2) and for carers (regulation 3). They count
 * ticks and decide nothing: a person decides, and can explain it. */
#ifndef RULES_ELIGIBILITY_H
#define RULES_ELIGIBILITY_H

#include <stddef.h>

#include "rules/tick.h"
#include "rules/working.h"

/* The ways in which somebody is unable to do a thing. One is enough. The last
 * is not among those of the rules for carers, and counts for nothing there. */
enum {
	UNABLE_ALONE = 1,    /* not without help; reminding is help */
	UNABLE_DISTRESS = 2, /* only with great pain, distress or worry */
	UNABLE_DANGER = 4,   /* only with danger to themselves or others */
	UNABLE_SLOW = 8,     /* only in far more time than is usual */
};

/* The things that the rules ask about, in their order. */
struct care_outcome {
	const char *code; /* as the forms have it: "home_safe" */
	const char *name; /* "getting about at home" */
};
#define CARE_OUTCOMES  10
#define CARER_OUTCOMES 8
extern const struct care_outcome care_outcomes[CARE_OUTCOMES];
extern const struct care_outcome carer_outcomes[CARER_OUTCOMES];

struct outcome_tick {
	enum tick unable; /* yes: in one of the ways above */
	unsigned ways;	  /* which, if somebody has said: the evidence */
};

struct care_needs {
	enum tick related; /* the needs come from, or with, an impairment or
			    * illness of body or mind */
	struct outcome_tick outcomes[CARE_OUTCOMES];
	enum tick impact;  /* that changes wellbeing a lot, or is likely to */
};

struct carer_needs {
	enum tick necessary; /* they come from care that is necessary */
	enum tick health;    /* of the carer: at risk, or getting worse */
	struct outcome_tick outcomes[CARER_OUTCOMES];
	enum tick impact;
};

/* Not finished: what is still blank could make it either. */
enum condition { CONDITION_NOT_FINISHED, CONDITION_NOT_MET, CONDITION_MET };

/* "met", "not met", "not finished" */
const char *condition_word(enum condition condition);

struct eligibility {
	enum condition whole; /* met: all three are; not met: one is not */
	enum condition source, outcomes, impact; /* the three, in order */
	size_t unable, blank; /* of the outcomes */
};

/* Two outcomes or more are enough for an adult. For a carer one is, or their
 * health. Once met or not met, filling in blanks changes nothing. */
struct eligibility eligibility_adult(const struct care_needs *needs);
struct eligibility eligibility_carer(const struct carer_needs *needs);

/* Adds the whole in one sentence, then each condition with the ticks that
 * counted and the regulation, then who decides. */
void eligibility_adult_explain(const struct care_needs *needs,
    struct working *out);
void eligibility_carer_explain(const struct carer_needs *needs,
    struct working *out);
/* Only how many of the ten or the eight were ticked, and which. */
void eligibility_ten_explain(const struct care_needs *needs,
    struct working *out);
void eligibility_eight_explain(const struct carer_needs *needs,
    struct working *out);

#endif
