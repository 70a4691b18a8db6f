#include "config.h"

#include "rules/tone.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"

static const struct {
	const char *word, *advice;
} words[] = {
	{ "service user",
	    "\"Service user\" is a word of offices. The person may read this: "
	    "write their name, or the person." },
	{ "non-compliant",
	    "\"Non-compliant\" blames. Write what they chose not to do, and why "
	    "if they said so." },
	{ "non compliant",
	    "\"Non compliant\" blames. Write what they chose not to do, and why "
	    "if they said so." },
	{ "noncompliant",
	    "\"Noncompliant\" blames. Write what they chose not to do, and why "
	    "if they said so." },
	{ "challenging",
	    "\"Challenging\" says how others felt. Write what happened, what "
	    "came before it, and what it may have meant." },
};

static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* Does WORD (in small letters), or more than one of it, begin at AT, a word's
 * beginning? */
static bool
stands_at(const char *at, const char *word)
{
	size_t len = strlen(word);

	if (strncasecmp(at, word, len) != 0)
		return false;
	return !is_word(at[len]) ||
	    ((at[len] == 's' || at[len] == 'S') && !is_word(at[len + 1]));
}

const char *
tone_advice(const char *text)
{
	for (const char *at = text; *at != '\0'; at++)
		for (size_t i = 0; i < ARRAY_LEN(words); i++)
			if ((at == text || !is_word(at[-1])) &&
			    stands_at(at, words[i].word))
				return words[i].advice;
	return NULL;
}
