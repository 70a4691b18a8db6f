/* form_keys: the words a form file may use: one table that reading, lint and
 * oneplan-forms(5) share. */
#ifndef FORM_FORM_KEYS_H
#define FORM_FORM_KEYS_H

#include <stdbool.h>
#include <stddef.h>

/* Kinds of section in a form file, as bits. */
enum form_part {
	PART_FORM = 1 << 0,	/* [form] */
	PART_SECTION = 1 << 1,	/* [section.ID] */
	PART_REPEAT = 1 << 2,	/* [repeat.ID] */
	PART_FIELD = 1 << 3,	/* [field.ID] */
	PART_CHOICES = 1 << 4,	/* [choices.ID]: code = "Label", code.hint, code.easy */
};
#define FORM_PART_COUNT 5

struct form_key {
	const char *key;
	unsigned parts;	   /* where it may stand */
	unsigned required; /* where it must */
	bool continued;	   /* may go on in KEY.2, KEY.3 */
	const char *about; /* one line for oneplan-forms(5) */
};

extern const struct form_key form_keys[];
extern const size_t form_key_count;

/* "field"; the first bit of PART counts. */
const char *form_part_word(enum form_part part);
/* The key of that name (without .2) in such a part, or NULL. */
const struct form_key *form_key_find(enum form_part part, const char *key,
    size_t len);

#endif
