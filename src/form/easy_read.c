#include "config.h"

#include "form/easy_read.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"

/* Words of offices and of the law, that a short one says as well. Each stands
 * for those that begin so. */
static const struct {
	const char *hard, *say;
} hard_words[] = {
	{ "accordance", "by" },
	{ "advocate", "someone who speaks up for you" },
	{ "appropriate", "right" },
	{ "approv", "say yes" },
	{ "assess", "look at, find out" },
	{ "assistance", "help" },
	{ "authoris", "say yes" },
	{ "capacity", "able to decide" },
	{ "commence", "start" },
	{ "complet", "finish, fill in" },
	{ "consent", "say yes" },
	{ "contribut", "pay part of" },
	{ "coordinat", "the person's name, or one person to ask" },
	{ "depriv", "stop you" },
	{ "eligib", "can get" },
	{ "implement", "do" },
	{ "indicative", "about how much" },
	{ "mitigat", "make safer" },
	{ "obtain", "get" },
	{ "outcome", "what you want" },
	{ "participat", "take part" },
	{ "prior", "before" },
	{ "professional", "worker" },
	{ "provi", "give" },
	{ "regarding", "about" },
	{ "representative", "someone who acts for you" },
	{ "requir", "need" },
	{ "respective", "each" },
	{ "safeguard", "keep you safe" },
	{ "sufficient", "enough" },
	{ "utilis", "use" },
	{ "whilst", "while" },
};

static size_t
word_len(const char *at)
{
	size_t len = 0;

	while (isalpha((unsigned char)at[len]) || at[len] == '\'')
		len++;
	return len;
}

static bool
word_holds(const char *word, size_t len, struct error *why)
{
	for (size_t i = 0; i < ARRAY_LEN(hard_words); i++)
		if (strncasecmp(word, hard_words[i].hard,
			strlen(hard_words[i].hard)) == 0)
			return error_set(why, ERR_USER,
			    "\"%.*s\" is a hard word. Say it otherwise: %s.",
			    (int)len, word, hard_words[i].say);
	if (len > EASY_MOST_LETTERS)
		return error_set(why, ERR_USER,
		    "\"%.*s\" is a long word. Say it in shorter ones.",
		    (int)len, word);
	return true;
}

static bool
words_hold(const char *text, struct error *why)
{
	int count = 0;

	for (const char *at = text; *at != '\0';) {
		size_t len = word_len(at);

		if (len == 0) {
			at++;
			continue;
		}
		if (!word_holds(at, len, why))
			return false;
		count++;
		at += len;
	}
	if (count > EASY_MOST_WORDS)
		return error_set(why, ERR_USER,
		    "It has %d words, and %d are as many as are read easily. "
		    "Make two sentences of it.", count, EASY_MOST_WORDS);
	return true;
}

bool
easy_read_holds(const char *text, bool choice, struct error *why)
{
	size_t len = strlen(text);
	size_t first = strcspn(text, ".?!");

	if (strpbrk(text, ";:()/") != NULL)
		return error_set(why, ERR_USER,
		    "Easy read has no ; : ( ) or /. Make two sentences of it.");
	if (choice ? first < len : first + 1 != len)
		return error_set(why, ERR_USER, choice
			? "A choice in easy read is a few words with no stop."
			: "Easy read is one sentence with a stop at its end, "
			  "and the next in a key of its own (easy.2).");
	return words_hold(text, why);
}
