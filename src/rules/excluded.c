#include "config.h"

#include "rules/excluded.h"

#include <string.h>
#include <strings.h>

static bool
is(const char *code, const char *wanted)
{
	return code && strcmp(code, wanted) == 0;
}

static bool
begins(const char *code, const char *wanted)
{
	return code && strncmp(code, wanted, strlen(wanted)) == 0;
}

const char *
excluded_family(const char *funder)
{
	if (begins(funder, "nhs_"))
		return "nhs";
	return begins(funder, "la_") ? "council" : "";
}

/* Part of a word: letters and figures, and every byte of a character that is
 * not ASCII. An apostrophe ends one, so that "bookmaker's" is "bookmaker". */
static bool
in_word(char c)
{
	unsigned char byte = (unsigned char)c;

	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	    (byte >= '0' && byte <= '9') || byte >= 0x80;
}

/* Does the phrase of LEN bytes stand at AT? A star at its end is any rest of the
 * word. */
static bool
stands_at(const char *text, const char *at, const char *phrase, size_t len)
{
	bool open = len > 0 && phrase[len - 1] == '*';

	if (open)
		len--;
	if (len == 0 || strncasecmp(at, phrase, len) != 0)
		return false;
	if (at > text && in_word(at[-1]) && in_word(*at))
		return false;
	return open || !in_word(at[len]) || !in_word(at[len - 1]);
}

static bool
has_phrase(const char *text, const char *phrase, size_t len)
{
	for (const char *at = text; *at != '\0'; at++)
		if (stands_at(text, at, phrase, len))
			return true;
	return false;
}

bool
excluded_words_in(const char *words, const char *text)
{
	while (*words != '\0') {
		size_t len = strcspn(words, ",");
		const char *phrase = words;
		size_t kept = len;

		while (kept > 0 && *phrase == ' ') {
			phrase++;
			kept--;
		}
		while (kept > 0 && phrase[kept - 1] == ' ')
			kept--;
		if (has_phrase(text, phrase, kept))
			return true;
		words += len;
		if (*words == ',')
			words++;
	}
	return false;
}

static bool
concerns(const char *whose, const char *family)
{
	return !whose || whose[0] == '\0' || is(whose, family);
}

const struct excluded_rule *
excluded_find(const struct excluded_rule *rules, size_t count,
    const char *family, const char *text)
{
	const struct excluded_rule *asks = NULL;

	if (!text)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		if (!concerns(rules[i].family, family) ||
		    !excluded_words_in(rules[i].words, text))
			continue;
		if (rules[i].action == EXCLUDED_BLOCK)
			return &rules[i];
		if (!asks)
			asks = &rules[i];
	}
	return asks;
}

void
excluded_explain(const struct excluded_rule *rule, const char *reason,
    struct working *out)
{
	if (!rule) {
		working_add(out, NULL,
		    "Nothing in these words is on the list of what this money "
		    "may not buy.");
		return;
	}
	working_add(out, rule->source, "%s", rule->message);
	if (rule->action == EXCLUDED_BLOCK)
		working_add(out, NULL,
		    "It is against the law, so no reason can be given for it.");
	else if (reason && reason[0] != '\0')
		working_add(out, NULL, "The reason given: %s", reason);
	else
		working_add(out, NULL,
		    "Ask whoever pays. If they agree, write who said yes, when "
		    "and why.");
}

const struct close_rule *
close_find(const struct close_rule *rules, size_t count, const char *family,
    const char *relation, bool same_home)
{
	for (size_t i = 0; i < count; i++)
		if (concerns(rules[i].family, family) &&
		    is(relation, rules[i].relation) &&
		    (same_home || rules[i].any_home))
			return &rules[i];
	return NULL;
}
