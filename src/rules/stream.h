/* stream: money that cannot mix (domain.md C4). Each kind of money balances by
 * itself: what is left of one never fills another unless those who answer for
 * both agree, so a whole that is in hand still says which part is short. */
#ifndef RULES_STREAM_H
#define RULES_STREAM_H

#include <stddef.h>
#include <stdint.h>

#include "rules/working.h"

struct buf;

/* How the money of a plan is held. Whichever it is, each stream balances by
 * itself: only who may agree to anything else differs. */
enum stream_mode {
	STREAM_ALIGNED, /* planned together, each kept apart */
	STREAM_POOL,	/* in one pool (NHS Act 2006, section 75) */
	STREAM_SINGLE,	/* one organisation holds all of it */
};
/* By the code of the form; aligned for any other, and for NULL. */
enum stream_mode stream_mode(const char *code);

/* Whose money it is. */
enum stream_family { STREAM_NHS, STREAM_COUNCIL, STREAM_OTHER };
/* By the code of the funder; other for NULL. */
enum stream_family stream_family(const char *code);

struct stream {
	const char *title; /* "NHS Continuing Healthcare budget (NHS_CHC)" */
	enum stream_family family;
	int64_t expected_pence, planned_pence, balance_pence;
	int64_t agreed_pence; /* 0: nothing has been agreed yet */
};

struct streams {
	const struct stream *items;
	size_t count;
	enum stream_mode mode;
	int64_t whole_pence; /* what is left of all together */
};

/* Appends "The whole is £689.19 in hand, but the council's stream is short
 * by £1,299.09: NAME. NHS money does not fill it unless both agree.";
 * then "£1,299.09 more than expected has been agreed: NAME."; nothing where
 * nothing goes over what was expected. */
void streams_say(const struct streams *streams, struct buf *out);
/* The same, then each stream's own sum. */
void streams_explain(const struct streams *streams, struct working *out);

#endif
