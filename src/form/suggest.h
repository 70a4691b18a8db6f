/* suggest: "did you mean ...?" for a word that is not known. */
#ifndef FORM_SUGGEST_H
#define FORM_SUGGEST_H

#include <stddef.h>

struct suggest {
	const char *word;
	const char *best; /* NULL while nothing offered is near enough */
	size_t distance;
};

/* WORD and what is offered are borrowed. */
void suggest_init(struct suggest *suggest, const char *word);
void suggest_offer(struct suggest *suggest, const char *candidate);
/* Writes " Did you mean BEST?", or nothing; OUT holds 128 bytes. */
void suggest_write(const struct suggest *suggest, char out[128]);

#endif
