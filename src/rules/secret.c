#include "config.h"

#include "rules/secret.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

#define NEAR 24 /* bytes after the word in which a code would stand */

static bool
is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* A code of three figures or more within reach. */
static bool
code_after(const char *at)
{
	int figures = 0;

	for (size_t i = 0; at[i] && i < NEAR; i++) {
		figures = at[i] >= '0' && at[i] <= '9' ? figures + 1 : 0;
		if (figures >= 3)
			return true;
	}
	return false;
}

static bool
announced(const char *text, const char *word, bool any_code)
{
	size_t len = strlen(word);

	for (const char *at = strstr(text, word); at;
	     at = strstr(at + 1, word)) {
		if ((at > text && is_letter(at[-1])) || is_letter(at[len]))
			continue; /* part of another word: "spinning" */
		if (code_after(at + len))
			return true;
		if (any_code && (strstr(at + len, ":") == at + len ||
				    strncmp(at + len, " is ", 4) == 0))
			return true;
	}
	return false;
}

bool
secret_in(const char *text)
{
	static const struct {
		const char *word;
		bool any_code; /* a code need not be figures */
	} words[] = {
		{ "key safe", false }, { "keysafe", false },
		{ "key code", false }, { "keycode", false },
		{ "door code", false }, { "entry code", false },
		{ "gate code", false }, { "alarm code", false },
		{ "pin", false }, { "pin number", false },
		{ "password", true }, { "passcode", true },
		{ "passphrase", true },
	};
	char *folded = utf8_fold(text, strlen(text));
	bool found = false;

	for (size_t i = 0; i < ARRAY_LEN(words) && !found; i++)
		found = announced(folded, words[i].word, words[i].any_code);
	free(folded);
	return found;
}
