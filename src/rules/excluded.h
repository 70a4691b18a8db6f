/* excluded: what some money may not buy, as rows of rules matched against the
 * words of a spending line (domain.md E5). A match asks for a reason; it blocks
 * only what is against the law. Words are a hint, not a judgement: a line about
 * "no alcohol" is asked about too. */
#ifndef RULES_EXCLUDED_H
#define RULES_EXCLUDED_H

#include "rules/figure.h"

enum excluded_action { EXCLUDED_ASK, EXCLUDED_BLOCK };

struct excluded_rule {
	const char *family; /* whose money: "nhs" or "council"; "" is
			     * everybody's */
	const char *words;  /* phrases with commas between; "gambl*" is every
			     * word that begins so */
	enum excluded_action action;
	const char *message; /* a sentence for whoever typed it */
	const char *source;  /* whose rule */
};

/* The family of the money with this code of the forms ("nhs_chc" is "nhs",
 * "la_ca" is "council", whoever holds it); "" where it has no rules here. */
const char *excluded_family(const char *funder);

/* Does TEXT have one of the phrases of WORDS, as whole words, capitals and small
 * letters alike? */
bool excluded_words_in(const char *words, const char *text);

/* The rule of COUNT that TEXT meets first for money of FAMILY: one that blocks
 * before one that asks, else in their order. NULL: none. */
const struct excluded_rule *excluded_find(const struct excluded_rule *rules,
    size_t count, const char *family, const char *text);

/* REASON is what was written why it is bought all the same; NULL: nothing. */
void excluded_explain(const struct excluded_rule *rule, const char *reason,
    struct working *out);

/* Paying somebody close to the person (practice.md F26). */
struct close_rule {
	const char *family;   /* as above */
	const char *relation; /* "spouse", "relative", "friend" */
	bool any_home;	      /* wherever they live, or only in the same home */
	enum excluded_action action;
	const char *message, *source;
};

/* The first rule about such a worker, or NULL. RELATION may be NULL. */
const struct close_rule *close_find(const struct close_rule *rules,
    size_t count, const char *family, const char *relation, bool same_home);

#endif
