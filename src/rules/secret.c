#include "config.h"

#include "rules/secret.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

/* Bytes after the word in which a code would stand. */
#define NEAR	 24
#define NEAR_PIN 10 /* a word with other meanings */

static bool
is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* A code of three figures or more within reach. */
static bool
code_after(const char *at, size_t near)
{
	int figures = 0;

	for (size_t i = 0; at[i] && i < near; i++) {
		figures = at[i] >= '0' && at[i] <= '9' ? figures + 1 : 0;
		if (figures >= 3)
			return true;
	}
	return false;
}

static bool
announced(const char *text, const char *word, size_t near, bool any_code)
{
	size_t len = strlen(word);

	for (const char *at = strstr(text, word); at;
	     at = strstr(at + 1, word)) {
		if ((at > text && is_letter(at[-1])) || is_letter(at[len]))
			continue; /* part of another word: "spinning" */
		if (code_after(at + len, near))
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
		size_t near;
		bool any_code; /* a code need not be figures */
	} words[] = {
		{ "key safe", NEAR, false }, { "keysafe", NEAR, false },
		{ "key code", NEAR, false }, { "keycode", NEAR, false },
		{ "door code", NEAR, false }, { "entry code", NEAR, false },
		{ "gate code", NEAR, false }, { "alarm code", NEAR, false },
		{ "pin", NEAR_PIN, false }, { "pin number", NEAR, false },
		{ "password", NEAR, true }, { "passcode", NEAR, true },
		{ "passphrase", NEAR, true },
	};
	char *folded = utf8_fold(text, strlen(text));
	bool found = false;

	for (size_t i = 0; i < ARRAY_LEN(words) && !found; i++)
		found = announced(folded, words[i].word, words[i].near,
		    words[i].any_code);
	free(folded);
	return found;
}
