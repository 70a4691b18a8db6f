/* tick: a question with yes or no for an answer. Blank is neither: what nobody
 * has asked is never taken for a no. */
#ifndef RULES_TICK_H
#define RULES_TICK_H

enum tick { TICK_BLANK, TICK_NO, TICK_YES };

/* "yes", "no", "nothing yet" */
static inline const char *
tick_word(enum tick tick)
{
	return tick == TICK_YES ? "yes" : tick == TICK_NO ? "no" : "nothing yet";
}

#endif
