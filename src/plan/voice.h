/* voice: whose words an answer is. The person's own need no mark; those of others
 * are kept with each answer as a code and, behind it, who it was: "family Dan". */
#ifndef PLAN_VOICE_H
#define PLAN_VOICE_H

#include "base/buf.h"

enum voice_kind {
	VOICE_OWN,     /* the person's, or nobody said whose */
	VOICE_THROUGH, /* the person's, through somebody or something */
	VOICE_SEEN,    /* what we think, because of what we saw */
	VOICE_FAMILY,
	VOICE_WORKER,
	VOICE_RECORD,
};
#define VOICE_COUNT 6
#define VOICE_MOST_BYTES 1000 /* as it is kept */

struct voice {
	enum voice_kind kind;
	const char *who; /* or which record and its date; "" if not said */
};

/* TEXT as it is kept with an answer; NULL, and what is not known, is nothing
 * said. It borrows from TEXT. */
struct voice voice_read(const char *text);
/* Appends it as it is kept; nothing for the person's own words. */
void voice_write(enum voice_kind kind, const char *who, struct buf *out);

/* "Through an interpreter, signer or device": to be chosen and to be read. */
const char *voice_phrase(enum voice_kind kind);
/* "Who interpreted, or which device?"; "" for the person's own. */
const char *voice_asks(enum voice_kind kind);
/* What stands in the margin: 'I'; '\0' for the person's own. */
char voice_letter(enum voice_kind kind);
/* Appends "A relative's or friend's: Dan". */
void voice_add(struct voice voice, struct buf *out);

#endif
