/* kwame: an invented person's plan for a wheelchair, to fill screens with. */
#ifndef SCREENS_KWAME_H
#define SCREENS_KWAME_H

#include <stdbool.h>

/* for tests that include support.h */
#define KWAME CASELOAD "/kwame-redfern.oneplan"

struct desk;

enum extent {
	KWAME_BLANK, /* a new plan */
	KWAME_HALF,  /* after the first visit */
	KWAME_FULL,  /* ready to be signed */
};

/* Makes the plan at PATH. */
void kwame_make(const char *path, enum extent extent, bool training);
/* Makes KWAME, a plan of that KIND in which nothing stands but the name. */
void kwame_named(const char *kind, bool training);
/* One cost more, that two kinds of money share half and half. */
void kwame_split(const char *path);
/* Answers of every type that do not hold. */
void kwame_spoil(const char *path);

/* Makes KWAME and opens it at 24 by 80. */
struct desk *kwame_desk(enum extent extent);
/* Writes TEXT as the answer to FIELD, over what was there. */
void fill_in(struct desk *desk, const char *field, const char *text);
/* Do two answers of KWAME to FIELD stand beside each other? */
bool in_conflict(const char *field);

#endif
